"""The roster of checks, kept between runs: what a run must know of every check, without loading its module.

`discover` loads all modules, which takes longer than most single records take to judge, and longer with every rule that
is added. What a run needs beforehand (ids, weights, authority, documentation) is kept in the cache folder for as long
as the sources are as they were; a module is loaded when its check judges for the first time.
"""

import contextlib
import hashlib
import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from redaction_audit import __version__, caches, plugins
from redaction_audit.check import Check, discover
from redaction_audit.errors import CheckError
from redaction_audit.model import Citation, Confidence, Frozen, Severity

_FORM = 2  # of the kept file: to be counted up when it is written otherwise


class _Entry(Frozen):
    """What is kept of a check: all but its function, of which the place is known, and its examples."""

    module: str
    function: str
    doc: str
    id: str
    name: str
    severity: Severity
    confidence: Confidence
    cites: tuple[Citation, ...]
    basis: tuple[str, ...]
    by_provenance: dict[str, Severity]
    scope: Literal["record", "batch"]
    marks_only: bool
    hides: bool
    once: bool
    when: str | None


class Late:
    """Stands for the function of a check whose module is not loaded yet."""

    def __init__(self, entry: _Entry) -> None:
        self.__doc__ = entry.doc
        self._entry = entry

    def load(self) -> Any:
        """Return the function. Raises CheckError when its module does not load: no gate runs on part of its rules."""
        entry = self._entry
        try:
            return getattr(importlib.import_module(entry.module), entry.function).judge
        except Exception as error:
            raise CheckError(f"{entry.module}: cannot be loaded ({type(error).__name__}: {error})") from error

    def __call__(self, *given: Any) -> Any:
        """Load the function and call it."""
        return self.load()(*given)


def roster() -> tuple[Check, ...]:
    """Return the checks that `discover` finds, in its order; where they were kept, without examples and not loaded.

    Raises CheckError as `discover` does. With plug-ins nothing is kept: their sources are not ours to watch.
    """
    return discover() if plugins.used() else _roster()


@cache
def _roster() -> tuple[Check, ...]:
    try:
        name = f"roster-{_digest()}.bin"
    except OSError:  # not in a folder: a zipped package
        return discover()
    kept = caches.load(name)
    if kept is not None:
        with contextlib.suppress(msgspec.MsgspecError):  # written by something else: the modules are the truth
            return tuple(map(_check, msgspec.msgpack.decode(kept, type=tuple[_Entry, ...])))
    found = discover()
    entries = [_entry(check) for check in found]
    if None not in entries:
        caches.store(name, msgspec.msgpack.encode(entries))
    return found


def _digest() -> str:
    """Return a digest of names, sizes and times of the sources: what Python itself trusts its byte code by."""
    package = Path(__file__).resolve().parent
    summed = hashlib.sha256(f"{_FORM} {__version__} {sys.version} {package}".encode())
    folders = (package / "checks", package / "model")
    sources = [line for folder in folders for line in caches.sources(folder)]
    for line in sorted([*sources, caches.stamp(package / "check.py")]):
        summed.update(line.encode("utf-8", "surrogateescape"))
    return summed.hexdigest()[:32]


def _entry(check: Check) -> _Entry | None:
    """Return what is kept of a check, or None where its function is not found under its own name."""
    module, function = check.judge.__module__, check.judge.__name__
    if getattr(sys.modules.get(module), function, None) is not check:
        return None
    fields = {name: getattr(check, name) for name in _SHARED}
    return _Entry(module=module, function=function, **{**fields, "by_provenance": dict(check.by_provenance)})


def _check(entry: _Entry) -> Check:
    fields = {name: getattr(entry, name) for name in _SHARED if name != "doc"}
    return Check(judge=Late(entry), flags=(), passes=(), **fields)


_SHARED = tuple(name for name in _Entry.__struct_fields__ if name not in ("module", "function"))
