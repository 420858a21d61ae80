"""Where two sequences agree: common ends, then what is on either side once, then between these (patience)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from redaction_audit.text.aligning.changes import Span
from redaction_audit.text.aligning.sides import WITHHELD

DEEPEST = 24
"""How often anchors are sought between anchors."""


def runs(left: Sequence[Hashable], right: Sequence[Hashable]) -> Iterator[tuple[bool, Span, Span]]:
    """Yield runs of equal items and the gaps between them, in order, all of both sequences."""
    at = other = 0
    for first, second, count in _equal(left, right):
        if at < first or other < second:
            yield False, (at, first), (other, second)
        yield True, (first, first + count), (second, second + count)
        at, other = first + count, second + count
    if at < len(left) or other < len(right):
        yield False, (at, len(left)), (other, len(right))


def _equal(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Return the equal stretches: common ends, then what is on either side once, then between these (patience)."""
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(left), 0, len(right), DEEPEST)]
    while waiting:
        at, to, other, other_to, depth = waiting.pop()
        one, two = left[at:to], right[other:other_to]
        head = common(one, two)
        tail = common(one[head:][::-1], two[head:][::-1])
        found += [(at, other, head), (to - tail, other_to - tail, tail)]
        one, two = one[head : len(one) - tail], two[head : len(two) - tail]
        found_once = anchors(one, two) if depth else []
        at, other = at + head, other + head
        edges = [(0, 0), *found_once, (len(one), len(two))] if found_once else []
        for (from_, other_from), (first, second) in pairwise(edges):
            waiting.append((at + from_, at + first, other + other_from, other + second, depth - 1))
    return sorted(stretch for stretch in found if stretch[2])


def common(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """Return how many items both begin with."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def anchors(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the positions of items that are on both sides once, as many as keep the order; marks are none."""
    places = {item: at for at, item in enumerate(right)}
    counts, others = Counter(left), Counter(right)
    in_both = [
        (at, places[item])
        for at, item in enumerate(left)
        if counts[item] == 1 and others[item] == 1 and item and item != WITHHELD
    ]
    return _rising(in_both)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of pairs in which both numbers rise; the first ones rise already."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]
