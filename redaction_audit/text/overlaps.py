"""Spans of a text, found by place: which ones touch a stretch, however many there are and however long they grow."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

_BLOCK = 64


class Overlaps:
    """An index over spans sorted by start; spans are named by their position in that order.

    An empty span counts as the one code point at its start, so that it can be found and pointed at.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        pairs = list(spans)
        starts = list(map(itemgetter(0), pairs))
        if starts != sorted(starts):
            raise ValueError("spans must be sorted by start")
        self.starts = array("I", starts)
        self.ends = array("I", [end if end > start else start + 1 for start, end in pairs])
        # The furthest end so far says where to begin, the furthest of each block which blocks to skip: one span over
        # the whole text would otherwise make every search walk all spans before it.
        self._reach = array("I", _rising(self.ends))
        self._blocks = array("I", [max(self.ends[at : at + _BLOCK]) for at in range(0, len(self.ends), _BLOCK)])

    def __len__(self) -> int:
        return len(self.starts)

    def overlapping(self, start: int, end: int) -> list[int]:
        """Return, in order, the spans that share a code point with the half-open stretch."""
        return list(self._overlapping(start, end))

    def at(self, offset: int) -> list[int]:
        """Return the spans over one offset."""
        return self.overlapping(offset, offset + 1)

    def _overlapping(self, start: int, end: int) -> Iterator[int]:
        stop = bisect_left(self.starts, end)
        index = bisect_right(self._reach, start, 0, stop)
        while index < stop:
            if index % _BLOCK == 0 and self._blocks[index // _BLOCK] <= start:
                index += _BLOCK
                continue
            if self.ends[index] > start:
                yield index
            index += 1


def _rising(ends: Iterable[int]) -> Iterator[int]:
    """Yield the furthest end so far: `accumulate` with `max`, at a third of the cost."""
    furthest = 0
    for end in ends:
        if end > furthest:
            furthest = end
        yield furthest
