"""Code frames: the lines around a finding, masked for the whole record before anything is shown.

A frame is cut to a window around its span, so that a record on one line of 100 MB costs as little as any other.
"""

from collections.abc import Iterator, Sequence

from redaction_audit.lines import Lines
from redaction_audit.model import Finding, FrameLine, Span
from redaction_audit.text.veil import Veil

LEFT = 200  # code points kept before a span on its line
RIGHT = 200  # and behind its end
HEAD, TAIL = 3, 1  # lines shown of a span of many lines
RELATED = 3  # related places shown in a frame


def frames(
    text: str, findings: Sequence[Finding | Span], hidden: Sequence[tuple[int, int]], context: int = 1
) -> tuple[tuple[FrameLine, ...], ...]:
    """Return one frame a finding, in order: its lines with up to `context` lines around them, and its related places.

    `hidden` are the spans that any finding of the record says should not be visible; no character of them is in any
    frame, and where the same words stand open elsewhere they are masked too. Blank lines at the rim of a frame are
    left out; of a span over many lines the first three and the last are kept, of related places the first three.
    Columns are code points of the masked, cut line.
    """
    if not findings:
        return ()
    page = _Page(Lines(text), hidden)
    return tuple(tuple(page.frame(finding, context)) for finding in findings)


class _Page:
    """A record's lines, and what hides parts of them."""

    def __init__(self, lines: Lines, hidden: Sequence[tuple[int, int]]) -> None:
        self._lines = lines
        self._veil = Veil(lines.text, hidden)

    def frame(self, finding: Finding | Span, context: int) -> Iterator[FrameLine]:
        span = self._clipped(finding.start, finding.end)
        first, last = self._lines.index(span[0]), self._lines.index(max(span[1] - 1, span[0]))
        related: dict[int, list[tuple[int, int]]] = {}
        for other in finding.related[:RELATED] if isinstance(finding, Finding) else ():
            place = self._clipped(other.start, other.end)
            related.setdefault(self._lines.index(place[0]), []).append(place)
        shown = {*self._before(first, context), *flagged_lines(first, last), *self._after(last, context), *related}
        for index in sorted(shown):
            yield self._line(index, span if first <= index <= last else None, related.get(index, []))

    def _clipped(self, start: int, end: int) -> tuple[int, int]:
        start = min(max(start, 0), len(self._lines.text))
        return start, min(max(end, start), len(self._lines.text))

    def _before(self, first: int, context: int) -> range:
        begin = max(first - context, 0)
        while begin < first and self._blank(begin):
            begin += 1
        return range(begin, first)

    def _after(self, last: int, context: int) -> range:
        stop = min(last + context + 1, len(self._lines))
        while stop > last + 1 and self._blank(stop - 1):
            stop -= 1
        return range(last + 1, stop)

    def _blank(self, index: int) -> bool:
        start, end = self._lines.bounds(index)
        return not self._lines.text[start : min(end, start + LEFT)].strip()

    def _line(self, index: int, span: tuple[int, int] | None, related: list[tuple[int, int]]) -> FrameLine:
        """Cut and mask one line around what is flagged on it."""
        start, end = self._lines.bounds(index)
        # A span may begin or end at the line break itself, which has no column.
        flagged = [(min(max(from_, start), end), min(to, end)) for from_, to in ([span] if span else []) + related]
        from_, to = flagged[0] if flagged else (start, start)
        left = max(start, from_ - LEFT)
        right = min(end, max(from_, min(to, from_ + RIGHT)) + (RIGHT if flagged else LEFT + RIGHT))
        masked = self._veil.window(left, right)
        # What lies outside the window comes out empty.
        columns = [masked.columns(max(from_, left), max(min(to, right), from_, left)) for from_, to in flagged]
        # A blank line inside a long span has nothing to underline; a span of no width still needs its caret.
        alone = span is not None and start <= span[0] and span[1] <= max(end + 1, span[0])
        marks = [mark for mark in columns[: 1 if span else 0] if mark[0] < mark[1] or alone]
        return FrameLine(
            number=index + 1,
            text=masked.text,
            marks=tuple(marks),
            cut_left=left > start,
            cut_right=right < end,
            related=tuple(mark for mark in columns[1 if span else 0 :] if mark[0] < mark[1]),
        )


def flagged_lines(first: int, last: int) -> Iterator[int]:
    """Yield the indexes of the lines that are shown of a span over lines `first` to `last`."""
    if last - first < HEAD + TAIL + 1:
        yield from range(first, last + 1)
    else:
        yield from range(first, first + HEAD)
        yield from range(last - TAIL + 1, last + 1)
