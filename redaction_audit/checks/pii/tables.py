"""What stands in a table below a heading: behind strokes (`| Name | Date of Birth |`) or set apart by blanks."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from redaction_audit.expressions import Expression, fixed
from redaction_audit.lines import Lines
from redaction_audit.structure.page import Page

_ROWS = 500
"""Rows of a table that are read below its heading."""
_TABLES = 50
"""Headings of a record that are followed: their number keeps the time in bounds."""
_BLANK = 2
"""Blank lines in a row behind which a table has ended."""
_WIDEST = 1_000
"""Characters of a line of a table; a longer one is a paragraph."""
_AWRY = 3
"""Characters by which a column may stand beside its heading."""


class _Heading(NamedTuple):
    line: int
    left: int
    right: int
    strokes: int
    """Strokes in front of it; none in a table whose columns are set apart by blanks."""
    rows: int


def below(page: Page, names: Iterable[str], value: Expression) -> Iterator[re.Match[str]]:
    """Yield each match of `value` that stands in the column below a heading that begins with one of some names.

    A heading is a cell beside others, without a figure; `names` are in lower case. A label with a colon, as on forms,
    has one row.
    """
    lines, places = page.lines, chain.from_iterable(map(page.low_hits, names))
    for heading in islice(filter(None, (_heading(lines, at) for at in places)), _TABLES):
        for start, end in _rows(lines, heading):
            if heading.strokes:
                yield from value.finditer(lines.text, *_stroked(lines.text, start, end, heading.strokes))
                continue
            for found in value.finditer(lines.text, start, end):
                if found.start() - start < heading.right + _AWRY and found.end() - start > heading.left - _AWRY:
                    yield found


def _heading(lines: Lines, at: int) -> _Heading | None:
    """Return the heading whose words begin at `at`, its columns counted from the line's start, or None."""
    index = lines.index(at)
    start, end = lines.bounds(index)
    if end - start > _WIDEST:
        return None
    before, gap = lines.text[start:at], _gap().search(lines.text, at, end)
    right = gap.start() if gap else end
    if before.strip() and not _apart().search(before):
        return None
    cell, behind = lines.text[at:right], lines.text[right:end]
    if any(sign.isdigit() for sign in cell) or not (before + behind).strip(" |\t"):
        return None
    return _Heading(index, at - start, right - start, before.count("|"), 1 if ":" in cell else _ROWS)


def _rows(lines: Lines, heading: _Heading) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the rows below a heading: lines with several cells, rules between them left out."""
    blank, read = 0, 0
    for index in range(heading.line + 1, len(lines)):
        start, end = lines.bounds(index)
        row = lines.text[start : min(end, start + _WIDEST)].strip()
        if not row:
            blank += 1
        elif row.strip("|:-=+ \t"):
            blank, read = 0, read + 1
            if end - start > _WIDEST or not ("|" in row if heading.strokes else _gap().search(row)):
                return
            yield start, end
        if blank > _BLANK or read >= heading.rows:
            return


def _stroked(text: str, start: int, end: int, number: int) -> tuple[int, int]:
    """Return the bounds of the cell behind stroke `number` of a line (an empty one where it has fewer)."""
    for _ in range(number):
        start = text.find("|", start, end) + 1
        if not start:
            return end, end
    behind = text.find("|", start, end)
    return start, behind if behind >= 0 else end


@cache
def _gap() -> re.Pattern[str]:
    """Match what sets cells apart."""
    return fixed(r"[ ]{2}|\t|[ ]?\|")


@cache
def _apart() -> re.Pattern[str]:
    """Match what stands in front of a cell that is not the line's first."""
    return fixed(r"(?:[ ]{2}|\t|\|[ ]{0,40})\Z")
