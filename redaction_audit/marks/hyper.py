"""The hyperscan backend: all triggers in one pass over the bytes, each hit confirmed by its entry's exact pattern."""

import contextlib
import hashlib
import os
import platform
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redaction_audit.marks.vocabulary import Entry, width

_SHIFT = 12  # room for 4,096 triggers in the low bits of a hit
_BREAKS = re.compile(r"[\[\]{};:]|\.\s")
Candidate = tuple[int, int, int]


def finder(entries: tuple[Entry, ...]) -> Callable[[str], list[Candidate]] | None:
    """Return a function that returns (start, end, entry index) of every match in text order, or None without a working hyperscan."""
    try:
        return _Finder(entries)
    except Exception:  # noqa: BLE001 - whatever a missing or unfit native library raises, `re` finds the same marks
        return None


class _Finder:
    """Scans with one compiled database; entries that share a trigger share its hits."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.matchers = [entry.compiled.match for entry in entries]
        shared: dict[tuple[str, str, bool], list[int]] = {}
        for index, entry in enumerate(entries):
            for trigger in entry.trigger:
                shared.setdefault((trigger, entry.behind, entry.caseless), []).append(index)
        self.widths = [width(trigger) for trigger, _, _ in shared]
        self.owners = list(shared.values())
        self.database = _database(list(shared))

    def __call__(self, text: str) -> list[Candidate]:
        data = text.encode("utf-8", "surrogatepass")
        hits: list[int] = []
        self.database.scan(data, match_event_handler=_note, context=hits)
        if not hits:
            return []
        widths, mask = self.widths, (1 << _SHIFT) - 1
        starts = [((hit >> _SHIFT) - widths[hit & mask]) << _SHIFT | hit & mask for hit in hits]
        if len(data) != len(text):
            starts = _in_code_points(data, starts)
        return self._confirm(text, self._places(text, starts))

    def _places(self, text: str, starts: list[int]) -> list[int]:
        """Return sorted `start << SHIFT | entry index` of every place where a match may begin."""
        entries, owners, mask = self.entries, self.owners, (1 << _SHIFT) - 1
        places: list[int] = []
        for start in starts:
            at = start >> _SHIFT
            for index in owners[start & mask]:
                entry = entries[index]
                if entry.begins == "here":
                    places.append(at << _SHIFT | index)
                else:
                    before = _openings(text, at, entry) if entry.begins == "bracket" else _words(text, at, entry)
                    places.extend(opening << _SHIFT | index for opening in before)
        places.sort()
        return places

    def _confirm(self, text: str, places: list[int]) -> list[Candidate]:
        """Return what the exact patterns match at `places`; like `finditer`, none begins inside an earlier match of its pattern."""
        matchers, mask = self.matchers, (1 << _SHIFT) - 1
        ends: dict[int, int] = {}
        found = []
        last = -1
        for place in places:
            if place == last:
                continue
            last = place
            start, index = place >> _SHIFT, place & mask
            if start < ends.get(index, 0):
                continue
            match = matchers[index](text, start)
            if match is not None:
                end = ends[index] = match.end()
                found.append((start, end, index))
        return found


def _in_code_points(data: bytes, starts: list[int]) -> list[int]:
    """Return starts counted in code points instead of UTF-8 bytes, in text order."""
    mask = (1 << _SHIFT) - 1
    at = points = 0
    out = []
    for start in sorted(starts):
        byte = start >> _SHIFT
        if byte > at:
            points += len(data[at:byte].decode("utf-8", "surrogatepass"))
            at = byte
        out.append(points << _SHIFT | start & mask)
    return out


def _openings(text: str, at: int, entry: Entry) -> list[int]:
    """Return the nearest opening bracket before `at` and the ones directly before it."""
    floor = max(0, at - entry.reach)
    nearest = -1
    for opening in entry.opens:
        nearest = max(nearest, text.rfind(opening, floor, at))
    if nearest < 0:
        return []
    out = [nearest]
    while nearest > floor and text[nearest - 1] in entry.opens and len(out) < 3:
        nearest -= 1
        out.append(nearest)
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


def _database(triggers: list[tuple[str, str, bool]]) -> Any:
    import hyperscan

    expressions = [(f"(?:^|{behind}){trigger}" if behind else trigger).encode() for trigger, behind, _ in triggers]
    flags = [hyperscan.HS_FLAG_CASELESS if caseless else 0 for _, _, caseless in triggers]
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
