"""A few lines around a place of a text, as cells: masked, safe to print, cut around what they are shown for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from redaction_audit.text.cells import Row, row
from redaction_audit.text.masking import merged, within

_BREAK = re.compile(r"\r\n|\n|\r")
_AROUND = 2
"""Lines before and after the place."""
_REACH = 4000
"""Code points looked at on each side: a line may be as long as a file."""


class Line(NamedTuple):
    """One line of an excerpt: `number` counts from the line of the place (0); `pieces` are (text, flagged)."""

    number: int
    pieces: tuple[tuple[str, bool], ...]

    @property
    def flagged(self) -> bool:
        """Whether the place stands on this line."""
        return any(flagged for _, flagged in self.pieces)


def excerpt(
    text: str,
    start: int,
    end: int,
    hidden: Iterable[tuple[int, int]],
    width: int,
    *,
    ascii_only: bool = False,
) -> list[Line]:
    r"""Return the line on which `start` stands with some around it, in at most `width` columns each.

    `start` and `end` are half-open; an empty span flags one column. `hidden` is masked cell for cell. Lines end at
    \n, \r\n and \r; a longer line than the width is cut around the place, or at its beginning.
    """
    low, high = max(start - _REACH, 0), min(max(end, start) + _REACH, len(text))
    window = text[low:high]
    masks = merged((span for span in hidden if span[0] < high and span[1] > low), text)
    cuts = [(found.start() + low, found.end() + low) for found in _BREAK.finditer(window)]
    starts = [low, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), high]
    at = max(sum(begin <= start for begin in starts) - 1, 0)
    lines = []
    for index in range(max(at - _AROUND, 0), min(at + _AROUND + 1, len(starts))):
        begin, stop = starts[index], ends[index]
        cells = row(text, begin, stop, within(masks, begin, stop), ascii_only=ascii_only)
        flagged = (max(start, begin) - begin, max(min(end, stop), max(start, begin)) - begin)
        empty = index != at and (end <= begin or start >= stop)
        lines.append(Line(index - at, _clipped(cells, None if empty else flagged, width)))
    return lines


def _clipped(cells: Row, flagged: tuple[int, int] | None, width: int) -> tuple[tuple[str, bool], ...]:
    edges, count = cells.edges, len(cells.cells)
    first = 0
    if flagged is not None and edges[min(flagged[1], count)] > width:
        left = edges[min(flagged[0], count)] - width // 3
        while first < count and edges[first] < left:
            first += 1
    last = first
    while last < count and edges[last + 1] - edges[first] <= width:
        last += 1
    shown = "".join(cells.cells[first:last])
    if flagged is None:
        return ((shown, False),)
    from_, to = min(max(flagged[0], first), last), min(max(flagged[1], first), last)
    pieces = (
        ("".join(cells.cells[first:from_]), False),
        ("".join(cells.cells[from_:to]) or (" " if from_ == to and from_ == flagged[0] else ""), True),
        ("".join(cells.cells[to:last]), False),
    )
    return tuple(piece for piece in pieces if piece[0])
