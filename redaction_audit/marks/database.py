"""Compiled hyperscan databases, kept on disk between runs: compiling costs ten times what loading does."""

import contextlib
import hashlib
import platform
import re
from pathlib import Path
from typing import Any

from redaction_audit import caches

Trigger = tuple[str, str, bool]  # expression, what stands before it (or ""), whether letters fold


def database(triggers: list[Trigger]) -> Any:
    """Return a hyperscan block database whose expression n is `triggers[n]`, as `kept` does."""
    import hyperscan

    expressions = [(f"(?:^|{behind}){text}" if behind else text).encode() for text, behind, _ in triggers]
    flags = [hyperscan.HS_FLAG_CASELESS if caseless else 0 for _, _, caseless in triggers]
    return kept("triggers", expressions, flags, hyperscan.HS_MODE_BLOCK)


def kept(kind: str, expressions: list[bytes], flags: list[int], mode: int) -> Any:
    """Return a hyperscan database of expressions, each with its flags, for one mode, with scratch space.

    Taken from `$XDG_CACHE_HOME/redaction-audit/` where the same release of hyperscan stored it on the same kind of CPU,
    compiled otherwise; a cache that is damaged or cannot be written is passed over. Raises what importing or compiling
    raises (ImportError, hyperscan.HyperscanError ...).
    """
    import hyperscan

    name = f"{kind}-{_key(hyperscan, expressions, flags)}.hs"
    stored = _load(hyperscan, name, mode)
    if stored is not None:
        return stored
    compiled = hyperscan.Database(mode=mode)
    compiled.compile(expressions=expressions, ids=list(range(len(expressions))), elements=len(expressions), flags=flags)
    with contextlib.suppress(Exception):
        caches.store(name, hyperscan.dumpb(compiled))
    return compiled


def _key(hyperscan: Any, expressions: list[bytes], flags: list[int]) -> str:
    summed = hashlib.sha256()
    for expression, flag in zip(expressions, flags, strict=True):
        summed.update(expression + b"\0%d\0" % flag)
    for part in (getattr(hyperscan, "__version__", ""), platform.system(), platform.machine(), _processor()):
        summed.update(str(part).encode() + b"\0")
    return summed.hexdigest()[:32]


def _processor() -> str:
    """Return what tells one kind of CPU from another: a stored database suits its own instruction set only."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return platform.processor()
    found = re.search(r"(?m)^(?:flags|Features)\s{0,9}:(.{0,4000})$", text)
    return found[1] if found else platform.processor()


def _load(hyperscan: Any, name: str, mode: int) -> Any:
    content = caches.load(name)
    if content is None:
        return None
    try:
        loaded = hyperscan.loadb(content, mode)
        loaded.scratch = hyperscan.Scratch(loaded)
    except Exception:  # noqa: BLE001 - a cache that cannot be used, for whatever reason, is made again
        return None
    return loaded
