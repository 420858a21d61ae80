"""The hyperscan backend: all triggers in one pass over the bytes, each hit confirmed by its entry's exact pattern."""

import re
from collections.abc import Callable, Sequence

from redaction_audit.marks.database import database
from redaction_audit.marks.vocabulary import Entry, width

_SHIFT = 12  # room for 4,096 triggers in the low bits of a hit
_MASK = (1 << _SHIFT) - 1
Candidate = tuple[int, int, int]
Matcher = Callable[[str, int], re.Match[str] | None]


def finder(
    entries: tuple[Entry, ...],
) -> Callable[[Sequence[str], Sequence[bytes | None]], list[list[Candidate]]] | None:
    """Return what lists (start, end, entry index) of every match of texts, or None without a working hyperscan.

    It takes the texts, and each of them in UTF-8 or None.
    """
    try:
        return _Finder(entries)
    except Exception:  # noqa: BLE001 - whatever a missing or unfit native library raises, `re` finds the same marks
        return None


class _Finder:
    """Scans with one compiled database; entries that share a trigger share its hits."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.matchers: list[Matcher | None] = [None] * len(entries)
        shared: dict[tuple[str, str, bool], list[int]] = {}
        for index, entry in enumerate(entries):
            for trigger in entry.trigger:
                shared.setdefault((trigger, entry.behind, entry.caseless), []).append(index)
        self.widths = _Widths([trigger for trigger, _, _ in shared])
        self.here = [tuple(i for i in owners if entries[i].begins == "here") for owners in shared.values()]
        self.back = [_searches(entries, owners) for owners in shared.values()]
        self.database = database(list(shared))
        self.scratch = self.database.scratch

    def __call__(self, texts: Sequence[str], encoded: Sequence[bytes | None]) -> list[list[Candidate]]:
        hits = list(map(self._hits, texts, encoded))
        places = [self._places(text, starts) if starts else () for text, starts in zip(texts, hits, strict=True)]
        return [self._confirm(text, found) if found else [] for text, found in zip(texts, places, strict=True)]

    def _hits(self, text: str, data: bytes | None) -> list[int]:
        """Return `start << SHIFT | trigger` of every hit of a trigger, in the order of their ends."""
        if data is None:
            data = text.encode("utf-8", "surrogatepass")
        hits: list[int] = []
        self.database.scan(data, _note, 0, hits, self.scratch)
        if not hits:
            return []
        widths = self.widths
        starts = [hit - widths[hit & _MASK] for hit in hits]
        return starts if len(data) == len(text) else _in_code_points(data, starts)

    def _places(self, text: str, starts: list[int]) -> list[int]:
        """Return sorted `start << SHIFT | entry index` of every place where a match may begin."""
        here, back = self.here, self.back
        places: list[int] = []
        looked: dict[int, int] = {}  # how far a search has looked: the hits of a trigger come in order
        for hit in starts:
            trigger = hit & _MASK
            for index in here[trigger]:
                places.append(hit - trigger + index)  # noqa: PERF401 - almost always one
            if not back[trigger]:
                continue
            start = hit >> _SHIFT
            for number, (search, entry, owners) in enumerate(back[trigger], trigger << _SHIFT):
                found = search(text, start, entry, looked.get(number, 0))
                if found is not None:
                    looked[number] = start
                    for opening in found:
                        places.extend([opening << _SHIFT | index for index in owners])
        if len(places) > 1:
            places.sort()
        return places

    def _confirm(self, text: str, places: Sequence[int]) -> list[Candidate]:
        """Return what the exact patterns match at `places`; as with `finditer`, no two matches of a pattern overlap."""
        matchers = self.matchers
        ends: dict[int, int] = {}
        found = []
        last = -1
        for place in places:
            if place == last:
                continue
            last = place
            start, index = place >> _SHIFT, place & _MASK
            matcher = matchers[index]
            if matcher is None:
                matcher = matchers[index] = self.entries[index].compiled.match
            match = matcher(text, start)
            if match is not None and start >= ends.get(index, 0):
                end = ends[index] = match.end()
                found.append((start, end, index))
        return found


class _Widths(dict[int, int]):
    """The lengths of triggers in bytes, shifted, by number; measured when one is met, for most never are."""

    def __init__(self, triggers: Sequence[str]) -> None:
        self._triggers = triggers

    def __missing__(self, number: int) -> int:
        found = self[number] = width(self._triggers[number]) << _SHIFT
        return found


def _in_code_points(data: bytes, starts: list[int]) -> list[int]:
    """Return hits in the order of their starts, those counted in code points instead of UTF-8 bytes."""
    at = points = 0
    out = []
    for hit in sorted(starts):
        byte = hit >> _SHIFT
        if byte > at:
            points += len(data[at:byte].decode("utf-8", "surrogatepass"))
            at = byte
        out.append(points << _SHIFT | hit & _MASK)
    return out


Search = Callable[[str, int, Entry, int], list[int] | None]
"""From a trigger back to where its entries may begin, but not to what it found for an earlier trigger, before the last
offset given; None where it did not look."""


def _searches(entries: tuple[Entry, ...], owners: list[int]) -> tuple[tuple[Search, Entry, tuple[int, ...]], ...]:
    """Return how to look back from a trigger for where its entries begin; equal searches are shared."""
    shared: dict[tuple[str, str, int, str, bool], list[int]] = {}
    for index in owners:
        entry = entries[index]
        if entry.begins != "here":
            shared.setdefault((entry.begins, entry.opens, entry.reach, entry.lead, entry.outside), []).append(index)
    return tuple(
        (_openings if key[0] == "bracket" else _words, entries[found[0]], tuple(found)) for key, found in shared.items()
    )


def _openings(text: str, at: int, entry: Entry, known: int) -> list[int]:
    """Return the nearest opening bracket before `at` and the ones directly before it."""
    opens = entry.opens
    floor = at - entry.reach
    if floor < 0:
        floor = 0
    low = max(floor, known)
    nearest = text.rfind(opens[0], low, at)
    if len(opens) > 1:
        nearest = max(nearest, text.rfind(opens[1], low, at))
    if nearest < 0:
        return []
    if nearest == floor or text[nearest - 1] not in opens:
        return [nearest]
    if nearest - 1 == floor or text[nearest - 2] not in opens:
        return [nearest, nearest - 1]
    return [nearest, nearest - 1, nearest - 2]


def _words(text: str, at: int, entry: Entry, known: int) -> list[int] | None:
    """Return where words with a first letter of `lead` begin before `at`, back to a sign that no such mark holds."""
    floor = max(0, at - entry.reach)
    if entry.outside:
        bracket = text.rfind("[", floor, at)
        if bracket >= 0 and text.rfind("]", bracket, at) < 0:
            return None
    for stop in entry.opens:
        found = text.rfind(stop, floor, at)
        if found >= floor:
            floor = found + 1
    return [word.start() for word in entry.beginnings.finditer(text, max(floor, known), at)]


def _note(trigger: int, _start: int, end: int, _flags: int, hits: list[int]) -> None:
    hits.append(end << _SHIFT | trigger)
