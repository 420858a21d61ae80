"""Code frames: the lines around a finding, masked for the whole record before anything is shown.

A frame is cut to a window around its span, so that a record on one line of 100 MB costs as little as any other.
"""

from collections.abc import Iterator, Sequence

from msgspec import structs

from redaction_audit.lines import Lines
from redaction_audit.model import Finding, FrameLine, Span
from redaction_audit.text.masking import Masked, Spans, merged

LEFT = 200  # code points kept before a span on its line
RIGHT = 200  # and behind its end
HEAD, TAIL = 3, 1  # lines shown of a span of many lines


def frames(
    text: str, findings: Sequence[Finding | Span], hidden: Sequence[tuple[int, int]], context: int = 1
) -> tuple[tuple[FrameLine, ...], ...]:
    """Return one frame a finding, in order: its lines with up to `context` lines around them.

    `hidden` are the spans that any finding of the record says should not be visible; no character of them is in any
    frame. Blank lines at the rim of a frame are left out; of a span over many lines the first three and the last are
    kept. Columns are code points of the masked, cut line.
    """
    if not findings:
        return ()
    lines, masks = Lines(text), merged(hidden, text)
    return tuple(tuple(_frame(lines, masks, finding.start, finding.end, context)) for finding in findings)


def _frame(lines: Lines, masks: Spans, start: int, end: int, context: int) -> Iterator[FrameLine]:
    start = min(max(start, 0), len(lines.text))
    end = min(max(end, start), len(lines.text))
    first, last = lines.index(start), lines.index(max(end - 1, start))
    for index in _before(lines, first, context):
        yield _context_line(lines, masks, index)
    for index in _flagged(first, last):
        line = _flagged_line(lines, masks, index, start, end)
        # A blank line inside a long span has nothing to underline; a span of no width still needs its caret.
        yield line if first == last or line.marks[0][0] < line.marks[0][1] else structs.replace(line, marks=())
    for index in _after(lines, last, context):
        yield _context_line(lines, masks, index)


def _before(lines: Lines, first: int, context: int) -> range:
    begin = max(first - context, 0)
    while begin < first and _blank(lines, begin):
        begin += 1
    return range(begin, first)


def _after(lines: Lines, last: int, context: int) -> range:
    stop = min(last + context + 1, len(lines))
    while stop > last + 1 and _blank(lines, stop - 1):
        stop -= 1
    return range(last + 1, stop)


def _blank(lines: Lines, index: int) -> bool:
    start, end = lines.bounds(index)
    return not lines.text[start : min(end, start + LEFT)].strip()


def _flagged(first: int, last: int) -> Iterator[int]:
    if last - first < HEAD + TAIL + 1:
        yield from range(first, last + 1)
    else:
        yield from range(first, first + HEAD)
        yield from range(last - TAIL + 1, last + 1)


def _context_line(lines: Lines, masks: Spans, index: int) -> FrameLine:
    start, end = lines.bounds(index)
    stop = min(end, start + LEFT + RIGHT)
    return FrameLine(index + 1, Masked(lines.text, start, stop, masks).text, (), cut_right=stop < end)


def _flagged_line(lines: Lines, masks: Spans, index: int, start: int, end: int) -> FrameLine:
    line_start, line_end = lines.bounds(index)
    # A span may begin or end at the line break itself, which has no column.
    from_, to = min(max(start, line_start), line_end), min(end, line_end)
    left = max(line_start, from_ - LEFT)
    right = min(line_end, max(from_, min(to, from_ + RIGHT)) + RIGHT)
    masked = Masked(lines.text, left, right, masks)
    return FrameLine(
        number=index + 1,
        text=masked.text,
        marks=(masked.columns(from_, max(min(to, right), from_)),),
        cut_left=left > line_start,
        cut_right=right < line_end,
    )
