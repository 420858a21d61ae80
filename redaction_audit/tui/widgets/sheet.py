"""A record as its pane shows it: its text with findings, masks, search hits and a selection. No widget, and no width.

A `Sheet` knows what stands on a row and beside it; the pane lays the rows out, scrolls them and draws them.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from operator import attrgetter
from typing import NamedTuple

from redaction_audit.text import masking
from redaction_audit.text.cells import Row, row
from redaction_audit.text.overlaps import Overlaps
from redaction_audit.text.wrapping import Wrapping
from redaction_audit.tui.widgets import looks
from redaction_audit.tui.widgets.glyphs import Spot
from redaction_audit.tui.widgets.margin import Ruler, Signs

Span = tuple[int, int]
_MOST = 512
"""Findings drawn on one row; of more, the gravest. Nobody reads as many, and a row must not cost a second."""


class Drawing(NamedTuple):
    """One row: its cells, the look of every code point (`looks`), and what stands in the margin beside it."""

    cells: Row
    looks: bytearray
    signs: Signs


class Sheet:
    """What is shown of one record; `text` is None where there is nothing to show.

    `spots` are sorted by start, and named by their position in that order; `hidden` are spans to mask. Spans may lie
    outside the text: nothing of them is drawn then.
    """

    def __init__(
        self,
        text: str | None,
        spots: Iterable[Spot] = (),
        *,
        hidden: Iterable[Span] = (),
        ruler: Ruler | None = None,
        current: int | None = None,
    ) -> None:
        self.absent = text is None
        self.text = text or ""
        self.spots = list(spots)
        self.current = current
        self.hits = Overlaps(())
        self.hit: int | None = None
        self.selection: Span | None = None
        self._ruler = ruler or Ruler()
        self._index = Overlaps(map(attrgetter("start", "end"), self.spots))
        self._ranks = bytearray(map(looks.rank, self.spots))
        self._hidden = masking.merged(hidden, self.text)

    def replace(self, changed: Mapping[int, Spot]) -> None:
        """Take over findings at the same places that were decided since, by position."""
        for index, spot in changed.items():
            self.spots[index] = spot
            self._ranks[index] = looks.rank(spot)

    def hide(self, hidden: Iterable[Span]) -> set[Span]:
        """Mask these spans and no others; return those that look different now."""
        before, self._hidden = self._hidden, masking.merged(hidden, self.text)
        return set(before) ^ set(self._hidden)

    def spots_at(self, offset: int) -> list[int]:
        """Return the findings over an offset by position: the worst undecided first, then by place."""
        return sorted(self._index.at(offset), key=lambda index: (-self._ranks[index], index))

    def cells(self, start: int, end: int, *, ascii_only: bool) -> Row:
        """Return a stretch as cells, masked."""
        hidden = masking.within(self._hidden, start, end) if self._hidden else ()
        return row(self.text, start, end, hidden, ascii_only=ascii_only)

    def drawing(self, wrapping: Wrapping, index: int, *, on_top: bool, ascii_only: bool) -> Drawing:
        """Return one row of a layout; `on_top` is the first one on screen."""
        start, end = wrapping.span(index)
        stop = wrapping.stretch(index)[1] + (index == len(wrapping) - 1)  # the text's end is a place too
        over = self._over(start, stop)
        hits = self.hits.overlapping(start, stop) if self.hits else []
        cells = self.cells(start, end, ascii_only=ascii_only)
        signs = self._signs(wrapping, index, over, hit=bool(hits), on_top=on_top)
        return Drawing(cells, self._looks((start, end), over, hits, cells), signs)

    def excerpt(self, wrapping: Wrapping, start: int, end: int, *, ascii_only: bool) -> str:
        """Return a stretch as it is shown, masked and sanitised, its own line breaks as line feeds."""
        pieces = []
        for index in wrapping.rows(start, end) if end > start else ():
            from_, to = wrapping.span(index)
            if to > start and from_ < end:
                pieces.append(self.cells(max(from_, start), min(to, end), ascii_only=ascii_only).shown)
            if wrapping.stretch(index)[1] > to and end > to:
                pieces.append("\n")
        return "".join(pieces)

    def _over(self, start: int, end: int) -> list[int]:
        over = self._index.overlapping(start, end)
        if len(over) <= _MOST:
            return over
        gravest = nlargest(_MOST, over, key=self._ranks.__getitem__)
        return gravest if self.current not in over else [*gravest, self.current]

    def _looks(self, span: Span, over: Sequence[int], hits: Sequence[int], cells: Row) -> bytearray:
        """Return the look of each code point of a row: the current finding over the worst over the rest."""
        start, end = span
        seen = bytearray(end - start)
        ranks, current = self._ranks, self.current
        painted = sorted(
            {(looks.CURRENT if at == current else ranks[at], *_clip(self._index, at, start, end)) for at in over}
        )
        for rank, from_, to in painted:
            seen[from_:to] = bytes((rank,)) * (to - from_)
        flagged = [
            (looks.HIT | looks.HERE if at == self.hit else looks.HIT, *_clip(self.hits, at, start, end)) for at in hits
        ]
        flagged += [(looks.MASK, *masked) for masked in cells.masked]
        flagged += [(looks.STANDIN, *other) for other in cells.standins]
        if self.selection is not None:
            from_, to = (min(max(at, start), end) - start for at in self.selection)
            flagged.append((looks.SELECTED, from_, to))
        for flag, from_, to in flagged:
            for at in range(from_, to):
                seen[at] |= flag
        return seen

    def _signs(self, wrapping: Wrapping, index: int, over: Sequence[int], *, hit: bool, on_top: bool) -> Signs:
        line, first = wrapping.line(index)
        current = self.current in over
        speaks = self.current if current else max(over, key=lambda at: (self._ranks[at], -at), default=None)
        return Signs(
            number=self._ruler.number(wrapping.lines, line),
            portion=self._ruler.portion(wrapping.starts[index]) if on_top else "",
            wrapped=not first,
            spot=None if speaks is None else self.spots[speaks],
            several=len(over),
            current=current,
            hit=hit,
        )


def _clip(spans: Overlaps, at: int, start: int, end: int) -> Span:
    """Return the part of a span on the row `start`..`end`, counted from the beginning of the row."""
    from_, to = max(spans.starts[at], start) - start, min(spans.ends[at], end) - start
    return min(from_, end - start), max(to, min(from_, end - start))
