"""Lines of a code frame fitted into columns: what to print and what to underline it with."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Literal

from redaction_audit.model import FrameLine, Frozen
from redaction_audit.sensitive import MASK
from redaction_audit.text.sanitise import Cell, cells, is_flat, width

Look = Literal["text", "mask", "escape", "cut"]


class Drawn(Frozen, frozen=True):
    """One line ready to print: runs of equal look, and the underline below them (empty where nothing is flagged).

    `^` stands under the finding, `-` under places related to it.
    """

    runs: tuple[tuple[Look, str], ...]
    underline: str


def draw(line: FrameLine, room: int, *, ascii_only: bool = False) -> Drawn:
    """Fit a masked line into `room` columns around what is flagged; an ellipsis stands for what is cut."""
    row = Row(line.text, ascii_only=ascii_only)
    dots = "..." if ascii_only else "…"
    first, last = _window(row, line, max(room, 4 * len(dots)), len(dots))
    before: tuple[tuple[Look, str], ...] = (("cut", dots),) if line.cut_left or first > 0 else ()
    after: tuple[tuple[Look, str], ...] = (("cut", dots),) if line.cut_right or last < len(line.text) else ()
    indent = len(dots) if before else 0
    return Drawn((*before, *row.runs(first, last), *after), _underline(row, line, first, last, indent))


class Row:
    """One line as cells; `edges[i]` is the column where code point `i` begins, the last edge the width of the line."""

    def __init__(self, text: str, *, ascii_only: bool = False) -> None:
        self.text = text
        self.edges: Sequence[int]
        if is_flat(text, ascii_only=ascii_only):
            # Nearly every line: a column a character, nothing to escape.
            self._cells, self.edges = None, range(len(text) + 1)
        else:
            self._cells = cells(text, ascii_only=ascii_only)
            self.edges = list(accumulate((cell.width for cell in self._cells), initial=0))

    def within(self, left: int, right: int) -> tuple[int, int]:
        """Return the half-open range of cells that stand whole between two columns."""
        first, last = bisect_left(self.edges, left), bisect_right(self.edges, right) - 1
        while first < last and self.edges[first] == self.edges[first + 1]:
            first += 1  # a combining mark whose letter was cut
        return min(first, last), last

    def runs(self, first: int, last: int) -> Iterator[tuple[Look, str]]:
        """Return the cells of a range as runs of equal look."""
        if self._cells is None:
            for piece in re.split(f"({MASK[0]}+)", self.text[first:last]):
                if piece:
                    yield "mask" if piece[0] in MASK else "text", piece
            return
        shown = zip(self.text[first:last], self._cells[first:last], strict=True)
        for look, group in groupby(shown, key=lambda pair: _look(*pair)):
            yield look, "".join(cell.shown for _, cell in group)


def _look(char: str, cell: Cell) -> Look:
    if cell.escaped:
        return "escape"
    return "mask" if char in MASK else "text"


def _window(row: Row, line: FrameLine, room: int, dots: int) -> tuple[int, int]:
    """Return the half-open range of cells to show."""
    total = row.edges[-1]
    if total + dots * (line.cut_left + line.cut_right) <= room:
        return 0, len(line.text)
    room -= 2 * dots
    start, end = (*line.marks, *line.related, (0, 0))[0]
    from_, to = row.edges[start], row.edges[end]
    # A third of the room before the span, more of it when the span would not fit behind.
    left = max(min(from_ - room // 3, total - room), 0)
    if to > left + room:
        left = min(to - room, from_)
    return row.within(left, left + room)


def _underline(row: Row, line: FrameLine, first: int, last: int, indent: int) -> str:
    edges, begin = row.edges, row.edges[first]
    signs = [" "] * (edges[last] - begin + 1)  # one column more for a caret behind the end
    for sign, places in (("-", line.related), ("^", line.marks)):
        for start, end in places:
            if start == end and first <= start <= last:
                signs[edges[start] - begin] = sign
            else:
                from_, to = edges[min(max(start, first), last)] - begin, edges[max(min(end, last), first)] - begin
                signs[from_:to] = sign * (to - from_)
    return (" " * indent + "".join(signs)).rstrip()


def wrap(text: str, room: int, indent: str = "") -> Iterator[str]:
    """Break sanitised text into lines of at most `room` columns with `indent`; a longer word keeps its own line."""
    if width(text) <= room - len(indent):
        yield indent + text
        return
    line, used = "", 0
    for word in text.split(" "):
        wide = width(word)
        if line and used + 1 + wide > room - len(indent):
            yield indent + line
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    yield indent + line


def joined(parts: Iterable[str | None], separator: str = ", ") -> str:
    """Return the parts that are there, with `separator` between."""
    return separator.join(part for part in parts if part)
