"""What is said of each masked person, put together: marks that hide the same one, and every sign of it.

Marks hide the same person where the text says so: the same journey to the same place, the same `contacts`, the speaker
of one paragraph. Marks that nothing ties together stay apart.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.lek.moments import Journey, journey_at
from redaction_audit.checks.lek.reading import Word, around, ends_sentence, is_one_paragraph
from redaction_audit.checks.lek.roles import kind_of
from redaction_audit.checks.lek.signs import WEIGHTS, Said, Sign, said
from redaction_audit.checks.lek.vocabulary import words

ENOUGH = 2
"""Weight of the kinds of signs of one person that is worth more than a note."""

_TRIED = 40
"""Places of one word that are looked at for a description without a mark."""
_SHORTEST = 3
"""Letters of a place's name that is looked for."""


class Cluster(NamedTuple):
    """A masked person: the half-open places of the marks in text order, and all signs, of other sentences too."""

    marks: tuple[tuple[int, int], ...]
    signs: tuple[Sign, ...]

    @property
    def weight(self) -> int:
        """How much the different kinds of signs tell together."""
        return sum(WEIGHTS[kind] for kind in {sign.kind for sign in self.signs})


def clusters(view: View) -> tuple[Cluster, ...]:
    """Return the masked persons of whom anything is said, in text order; made once a view."""
    return view.once(_clusters) if view.withheld else ()


def leak_clusters(view: View) -> int:
    """Return of how many masked persons more is said than is worth a note."""
    return sum(cluster.weight >= ENOUGH for cluster in clusters(view))


def _clusters(view: View) -> tuple[Cluster, ...]:
    found = []
    for members in _joined(view.text, said(view)):
        signs = {sign for item in members for sign in item.signs}
        signs.update(_apart(view, members))
        if any(WEIGHTS[sign.kind] or sign.kind == "pronoun" for sign in signs):
            marks = tuple((item.mark.start, item.mark.end) for item in members)
            found.append(Cluster(marks, tuple(sorted(signs, key=lambda sign: (sign.start, sign.end)))))
    return tuple(found)


# -- marks that hide the same person -----------------------------------------------------------------------------------


def _joined(text: str, items: tuple[Said, ...]) -> list[list[Said]]:
    """Return the marks that hide the same person together, in text order."""
    sets = _Sets(len(items))
    owners: dict[str, int] = {}
    for at, item in enumerate(items):
        if at and _goes_on(text, items[at - 1], item):
            sets.join(at - 1, at)
        for tie in (*item.bonds, *(f"@{word}" for journey in item.journeys for word in journey.place)):
            sets.join(owners.setdefault(tie, at), at)
    for at, item in enumerate(items):
        if item.speaks:  # of a place that only one of them has been to
            for word in item.places:
                if (owner := owners.get(f"@{word}")) is not None:
                    sets.join(owner, at)
    together: dict[int, list[Said]] = {}
    for at, item in enumerate(items):
        together.setdefault(sets.root(at), []).append(item)
    return list(together.values())


def _goes_on(text: str, last: Said, item: Said) -> bool:
    """Return whether the mark after another hides the same person: the speaker goes on, and nobody else came in."""
    if item.resumes or item.recalls:
        return last.alone or (item.recalls and bool(last.journeys))
    if not (last.alone and last.closed and last.speaks and item.speaks):
        return False
    return is_one_paragraph(text, last.mark.end, item.mark.start)


class _Sets:
    """Sets of marks that are joined step by step; the root of a set is its first mark."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = at = self._above[self._above[at]]
        return at

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low


# -- descriptions that stand apart from any mark -----------------------------------------------------------------------


def _apart(view: View, members: list[Said]) -> Iterator[Sign]:
    """Yield what sentences without a mark say: `a researcher's visit to Arvenda`, where the person went to Arvenda."""
    places = {word for item in members for journey in item.journeys for word in journey.place if len(word) >= _SHORTEST}
    for place in sorted(places):
        # an expression made of a record's text is never kept
        found = re.finditer(rf"(?<!\w){re.escape(place)}(?!\w)", view.text, re.IGNORECASE)
        for met in islice(found, _TRIED):
            read, at = around(view.text, met.start())
            first, end = _sentence(read, min(at, len(read) - 1))
            if first < end and not _holds_mark(view, read[first].start, read[end - 1].end):
                yield from _described(read[first:end], place)


def _sentence(read: list[Word], at: int) -> tuple[int, int]:
    first = at
    while first > 0 and not ends_sentence(read, first):
        first -= 1
    end = at + 1
    while 0 < end < len(read) and not ends_sentence(read, end):
        end += 1
    return max(first, 0), end


def _holds_mark(view: View, start: int, end: int) -> bool:
    at = bisect_left(view.withheld, start, key=lambda mark: mark.end)
    return at < len(view.withheld) and view.withheld[at].start < end


def _described(read: list[Word], place: str) -> Iterator[Sign]:
    """Yield who is said to have been at a place, without a name, and the journey."""
    for at, word in enumerate(read):
        kind = kind_of(word.low)
        if kind not in ("profession", "relation") or not _is_unnamed(read, at):
            continue
        journey = _journey_behind(read, at + 1)
        if journey is not None and place in journey.place:
            first = next(index for index in range(at, -1, -1) if read[index].low in ("a", "an", "one"))
            yield Sign(kind, read[first].start, word.end)
            yield Sign("journey", journey.start, journey.end)


def _is_unnamed(read: list[Word], at: int) -> bool:
    """Return whether an article stands in front, and no name behind."""
    ahead = read[max(0, at - 5) : at]
    if not any(word.low in ("a", "an", "one") for word in ahead):
        return False
    after = read[at + 1 : at + 2]
    return not (after and after[0].capital and after[0].low not in words("plain"))


def _journey_behind(read: list[Word], first: int) -> Journey | None:
    nouns = words("events", "moves")
    at = next((at for at in range(first, min(len(read), first + 8)) if read[at].low in nouns), None)
    return None if at is None else journey_at(read, at, at)
