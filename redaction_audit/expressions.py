"""Regular expressions whose compiled form is kept between runs, as Python itself keeps that of modules.

Compiling the expressions that one telegram needs takes Python's own compiler, written in Python, longer than all the
rest of a scan. What it makes is a list of numbers; that list is stored in the cache folder and handed to the matching
engine, which checks it. Where anything about this is not as expected, `re.compile` does the work.
"""

import marshal
import re
import sys
from collections.abc import Callable
from typing import Any

from redaction_audit import __version__, caches

try:  # the two halves of re.compile; without a promise, hence every use of them can fall back to re.compile itself
    import _sre  # type: ignore[import-not-found]  # built into the interpreter
    from re import _compiler, _parser  # type: ignore[attr-defined]  # stable since Python 3.11 but unlisted

    _MAGIC = _sre.MAGIC
except (ImportError, AttributeError):  # another implementation of Python
    _MAGIC = None

_MOST = 2_000  # programs kept; only a changed program or many versions of it come near
_Key = tuple[str, int]
_Program = tuple[int, bytes, int, dict[str, int]]  # flags, code, groups, names of groups


class _Programs:
    """The compiled programs of this process: those loaded, and those that are new since."""

    def __init__(self) -> None:
        self.known: dict[_Key, _Program] | None = None
        self.fresh: dict[_Key, _Program] = {}

    def find(self, key: _Key) -> _Program | None:
        if self.known is None:
            self.known = _loaded()
        return self.known.get(key)


_programs = _Programs()


def fixed(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the same as `re.compile(text, flags)`, from the cache where that holds it. Raises re.error.

    For expressions that stand in our source or in `rules/` only: what is kept must never hold text of a record.
    """
    key = (text, int(flags))
    if _MAGIC is None:
        return re.compile(text, flags)
    try:
        program = _programs.find(key)
        if program is None:
            program = _programs.fresh[key] = _compiled(*key)
        return _assembled(text, program)
    except re.error:
        raise
    except Exception:  # noqa: BLE001 - whatever an engine of another version does not accept
        return re.compile(text, flags)


def keep() -> None:
    """Store what this process compiled, for the next one."""
    if _programs.fresh:
        known = _programs.known or {}
        kept = _programs.fresh if len(known) > _MOST else known | _programs.fresh
        caches.store(_name(), marshal.dumps(kept))
        _programs.known, _programs.fresh = kept, {}


def _compiled(text: str, flags: int) -> _Program:
    from array import array

    parsed = _parser.parse(text, flags)
    code = array("I", _compiler._code(parsed, flags))
    return flags | parsed.state.flags, code.tobytes(), parsed.state.groups - 1, dict(parsed.state.groupdict)


def _assembled(text: str, program: _Program) -> re.Pattern[str]:
    flags, code, groups, names = program
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    pattern: re.Pattern[str] = _sre.compile(
        text, flags, memoryview(code).cast("I").tolist(), groups, names, tuple(by_number)
    )
    return pattern


def _loaded() -> dict[_Key, _Program]:
    content = caches.load(_name())
    if content is None:
        return {}
    try:
        found = marshal.loads(content)  # noqa: S302 - our own file in the user's own folder, as Python's byte code is
    except (ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _name() -> str:
    return f"expressions-{__version__}-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_MAGIC}.bin"


class Expression:
    """Stands for `fixed(text, flags)` and compiles it when the first of its methods is called."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Any]
    findall: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = fixed(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        found: Callable[..., object] = getattr(compiled, name)
        return found


_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub")
