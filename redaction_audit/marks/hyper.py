"""The hyperscan backend: all triggers in one pass over the bytes, each hit confirmed by its entry's exact pattern."""

import contextlib
import hashlib
import os
import platform
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from redaction_audit.marks.vocabulary import Entry, width

_SHIFT = 12  # room for 4,096 triggers in the low bits of a hit
_BREAKS = re.compile(r"[\[\]{};:]")
Candidate = tuple[int, int, int]


def finder(entries: tuple[Entry, ...]) -> Callable[[str], Iterator[Candidate]] | None:
    """Return a function that yields (start, end, entry index) of every match in text order, or None without a working hyperscan."""
    try:
        return _Finder(entries)
    except Exception:  # noqa: BLE001 - whatever a missing or unfit native library raises, `re` finds the same marks
        return None


class _Finder:
    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.matchers = [entry.compiled.match for entry in entries]
        triggers = [(index, entry, text) for index, entry in enumerate(entries) for text in entry.trigger]
        self.widths = [width(text) for _, _, text in triggers]
        self.owners = [index for index, _, _ in triggers]
        self.database = _database(triggers)
        self.scratch = self.database.scratch

    def __call__(self, text: str) -> Iterator[Candidate]:
        data = text.encode("utf-8", "surrogatepass")
        hits: list[int] = []
        self.database.scan(data, match_event_handler=_note, context=hits)
        if not hits:
            return iter(())
        return self._confirm(text, self._starts(text, data, hits))

    def _starts(self, text: str, data: bytes, hits: list[int]) -> list[int]:
        """Return sorted, distinct `start << SHIFT | entry index` of every place where a match may begin, in code points."""
        places = set()
        mask = (1 << _SHIFT) - 1
        if len(data) == len(text):
            for hit in hits:
                trigger = hit & mask
                places.add(((hit >> _SHIFT) - self.widths[trigger]) << _SHIFT | self.owners[trigger])
        else:
            starts = sorted({((hit >> _SHIFT) - self.widths[hit & mask]) << _SHIFT | self.owners[hit & mask] for hit in hits})
            at = points = 0
            for place in starts:
                byte = place >> _SHIFT
                points += len(data[at:byte].decode("utf-8", "surrogatepass"))
                at = byte
                places.add(points << _SHIFT | (place & mask))
        out: set[int] = set()
        for place in places:
            entry = self.entries[place & mask]
            if entry.begins == "here":
                out.add(place)
            else:
                before = _openings(text, place >> _SHIFT, entry) if entry.begins == "bracket" else _words(text, place >> _SHIFT, entry)
                out.update(start << _SHIFT | (place & mask) for start in before)
        return sorted(out)

    def _confirm(self, text: str, places: list[int]) -> Iterator[Candidate]:
        ends = [0] * len(self.entries)
        found = []
        mask = (1 << _SHIFT) - 1
        for place in places:
            start, index = place >> _SHIFT, place & mask
            if start < ends[index]:
                continue
            match = self.matchers[index](text, start)
            if match is not None:
                ends[index] = match.end()
                found.append((start, match.end(), index))
        return iter(found)


def _openings(text: str, at: int, entry: Entry) -> list[int]:
    """Return the nearest opening bracket before `at` and the ones directly before it."""
    floor = max(0, at - entry.reach)
    nearest = max(text.rfind(opening, floor, at) for opening in entry.opens)
    out = []
    while nearest >= floor and nearest >= 0 and text[nearest] in entry.opens and len(out) < 3:
        out.append(nearest)
        nearest -= 1
    return out


def _words(text: str, at: int, entry: Entry) -> list[int]:
    """Return the beginnings of the words before `at`, back to a bracket or semicolon."""
    floor = max(0, at - entry.reach)
    window = text[floor:at]
    for stop in _BREAKS.finditer(window):
        floor = max(floor, max(0, at - entry.reach) + stop.end())
    return [i for i in range(floor, at) if not text[i].isspace() and (i == 0 or not text[i - 1].isalnum())]


def _note(trigger: int, _start: int, end: int, _flags: int, hits: list[int]) -> None:
    hits.append(end << _SHIFT | trigger)


def _database(triggers: list[tuple[int, Entry, str]]) -> Any:
    import hyperscan

    expressions, flags = [], []
    for _, entry, text in triggers:
        expressions.append((f"(?:^|{entry.behind}){text}" if entry.behind else text).encode())
        flags.append(hyperscan.HS_FLAG_CASELESS if entry.caseless else 0)
    key = hashlib.sha256()
    for expression, flag in zip(expressions, flags, strict=True):
        key.update(expression + b"\0" + str(flag).encode() + b"\0")
    key.update("\0".join((hyperscan.__version__, _library(hyperscan), platform.machine(), _processor())).encode())
    path = _folder() / f"triggers-{key.hexdigest()[:32]}.hs"
    stored = _stored(hyperscan, path, len(expressions))
    if stored is not None:
        return stored
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=expressions, ids=list(range(len(expressions))), elements=len(expressions), flags=flags)
    _keep(hyperscan, path, database)
    return database


def _library(hyperscan: Any) -> str:
    info = getattr(hyperscan, "_version", None)
    return str(getattr(info, "__version__", ""))


def _processor() -> str:
    """Return what tells one kind of CPU from another: a stored database only suits the instruction set it was made for."""
    try:
        flags = re.search(r"(?m)^flags\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace"))
    except OSError:
        flags = None
    return flags[1] if flags else platform.processor()


def _folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(home) / "redaction-audit"


def _stored(hyperscan: Any, path: Path, size: int) -> Any:
    return None


def _keep(hyperscan: Any, path: Path, database: Any) -> None:
    return None
