"""A record's length scaled to a few rows: where the undecided findings are, worst first."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import Literal

from redaction_audit.model import SEVERITIES, Severity

Bucket = Severity | Literal["decided"] | None
"""The worst severity among a bucket's undecided findings, "decided" when it has none left, None when it has none."""


class Minimap:
    """Findings by place and severity. `spots` says of each where it starts, how severe it is, whether it is decided."""

    def __init__(self, spots: Iterable[tuple[int, Severity, bool]] = ()) -> None:
        found = sorted(spots)
        self._starts = [start for start, _, _ in found]
        self._open: dict[Severity, list[int]] = {
            wanted: [start for start, severity, decided in found if severity == wanted and not decided]
            for wanted in SEVERITIES
        }

    def decide(self, start: int, severity: Severity, *, decided: bool) -> None:
        """Say of one finding that it is decided now, or undecided again."""
        starts = self._open[severity]
        if not decided:
            insort(starts, start)
            return
        index = bisect_left(starts, start)
        if index < len(starts) and starts[index] == start:
            del starts[index]

    def buckets(self, edges: Sequence[int]) -> list[Bucket]:
        """Return what each stretch between two neighbouring edges holds; the last stretch includes its end.

        `edges` are offsets in order, as `Wrapping.edges` gives them: one more than there are buckets.
        """
        last = len(edges) - 2
        return [self._bucket(edges[at], edges[at + 1] + (at == last)) for at in range(last + 1)]

    def _bucket(self, start: int, end: int) -> Bucket:
        for severity in SEVERITIES:
            if _any(self._open[severity], start, end):
                return severity
        return "decided" if _any(self._starts, start, end) else None


def bucket(edges: Sequence[int], offset: int) -> int:
    """Return the bucket that holds `offset`; offsets outside belong to the first or last one."""
    return min(max(bisect_right(edges, offset) - 1, 0), max(len(edges) - 2, 0))


def _any(starts: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(starts, start)
    return index < len(starts) and starts[index] < end
