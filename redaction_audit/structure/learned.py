"""What runs asked records for, kept in the cache folder: the next run looks for it almost from its first record on.

Nothing of a record is kept. Hints and anchors are made where modules are loaded, before any record is read; a word is
kept only where it stands, letter for letter, in the source of what asks or in the rules that come with it. What is kept
is that of one source and one set of rules: after an edit of either it is learned anew.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from redaction_audit import __version__, caches, rulebook
from redaction_audit.model import Frozen
from redaction_audit.structure.lexicon import Anchor, Asked, Hint, Wanted, compiled, sought

_FORM = 1  # of the kept file: to be counted up when it is written otherwise
_ASKING = ("structure", "checks")
"""Packages that ask."""


class _Entry(Frozen):
    """A word, hint or anchor as it is kept: its text or expression, and what else it was made of."""

    kind: Literal["word", "hint", "anchor"]
    text: str
    way: int
    rare: str | None = None
    patterns: tuple[str, ...] = ()


def recall() -> tuple[Asked, ...]:
    """Return what earlier runs asked for; nothing where nothing was kept, or where it cannot be read."""
    try:
        kept = caches.load(_name())
        entries = msgspec.msgpack.decode(kept, type=tuple[_Entry, ...]) if kept is not None else ()
    except (OSError, msgspec.MsgspecError):  # not in a folder: a zipped package; written by something else
        return ()
    return tuple(dict.fromkeys((_wanted(entry), entry.way) for entry in entries))


def keep(words: tuple[Asked, ...]) -> Any:
    """Return the database of words; what of them is ours is kept, and what looks for it. Raises what compiling does."""
    try:
        ours = tuple((word, way) for word, way in words if isinstance(word, Hint) or word in _source())
        name = _name()
    except (OSError, UnicodeDecodeError):  # not in a folder
        return compiled(words)
    made = database(ours)
    caches.store(name, msgspec.msgpack.encode([_entry(word, way) for word, way in ours]))
    return made if ours == words else compiled(words)


def database(words: tuple[Asked, ...]) -> Any:
    """Return the database of words that are all ours, kept between runs. Raises what importing and compiling raise."""
    import hyperscan

    from redaction_audit.marks.database import kept

    return kept("lexicon", *sought(words), hyperscan.HS_MODE_VECTORED)


def _entry(word: Wanted, way: int) -> _Entry:
    if isinstance(word, Anchor):
        return _Entry("anchor", word.expression, way, patterns=word.given)
    if isinstance(word, Hint):
        return _Entry("hint", word.expression, way, word.rare)
    return _Entry("word", word, way)


def _wanted(entry: _Entry) -> Wanted:
    if entry.kind == "anchor":
        return Anchor(entry.text, *entry.patterns)
    return Hint(entry.text, rare=entry.rare) if entry.kind == "hint" else entry.text


@cache
def _name() -> str:
    """Return the name of the kept file, which hangs on the source of what asks and on the rules. Raises OSError."""
    package = _package()
    lines = [line for part in _ASKING for line in caches.sources(package / part)]
    lines += caches.sources(rulebook.folder(), ".toml")
    summed = hashlib.sha256(f"{_FORM} {__version__} {package}".encode())
    for line in sorted(lines):
        summed.update(line.encode("utf-8", "surrogateescape"))
    return f"lexicon-{summed.hexdigest()[:32]}.bin"


@cache
def _source() -> str:
    """Return the source of what asks and the rules that come with it. Raises OSError."""
    files = [path for part in _ASKING for path in (_package() / part).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in (*files, *rulebook.folder().glob("*.toml")))


def _package() -> Path:
    return Path(__file__).resolve().parent.parent
