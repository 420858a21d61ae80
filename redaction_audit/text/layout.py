"""Lines of a code frame fitted into columns: what to print and what to underline it with."""

from collections.abc import Iterable, Iterator
from typing import Literal

from redaction_audit.model import FrameLine, Frozen
from redaction_audit.sensitive import MASK
from redaction_audit.text.sanitise import Cell, cells, width

Look = Literal["text", "mask", "escape", "cut"]


class Drawn(Frozen, frozen=True):
    """One line ready to print: runs of equal look, and the underline below them (empty where nothing is flagged).

    `^` stands under the finding, `-` under places related to it.
    """

    runs: tuple[tuple[Look, str], ...]
    underline: str


def draw(line: FrameLine, room: int, *, ascii_only: bool = False) -> Drawn:
    """Fit a masked line into `room` columns around what is flagged; an ellipsis stands for what is cut."""
    row = cells(line.text, ascii_only=ascii_only)
    dots = "..." if ascii_only else "…"
    first, last = _window(row, line, max(room, 4 * len(dots)), len(dots))
    cut_left = line.cut_left or first > 0
    cut_right = line.cut_right or last < len(row)
    runs = _runs(line.text, row, first, last)
    drawn = (*((("cut", dots),) if cut_left else ()), *runs, *((("cut", dots),) if cut_right else ()))
    below = " " * len(dots) if cut_left else ""
    for index in range(first, last):
        below += _sign(line, index) * row[index].width
    if any(start == end and first <= start <= last for start, end in line.marks):
        below = _caret(line, row, first, below, len(dots) if cut_left else 0)
    return Drawn(drawn, below.rstrip())


def _sign(line: FrameLine, index: int) -> str:
    if any(start <= index < end for start, end in line.marks):
        return "^"
    return "-" if any(start <= index < end for start, end in line.related) else " "


def _caret(line: FrameLine, row: list[Cell], first: int, below: str, indent: int) -> str:
    for start, end in line.marks:
        if start == end and start >= first:
            column = indent + sum(cell.width for cell in row[first:start])
            below = below[:column].ljust(column) + "^" + below[column + 1 :]
    return below


def _window(row: list[Cell], line: FrameLine, room: int, dots: int) -> tuple[int, int]:
    """Return the half-open range of cells to show."""
    total = sum(cell.width for cell in row)
    if total + dots * (line.cut_left + line.cut_right) <= room:
        return 0, len(row)
    room -= 2 * dots
    start, end = (*line.marks, *line.related, (0, 0))[0]
    from_ = sum(cell.width for cell in row[:start])
    to = from_ + sum(cell.width for cell in row[start:end])
    # A third of the room before the span, more of it when the span would not fit behind.
    left = max(min(from_ - room // 3, total - room), 0)
    if to > left + room:
        left = min(to - room, from_)
    return _cells_within(row, left, left + room)


def _cells_within(row: list[Cell], left: int, right: int) -> tuple[int, int]:
    column, first, last = 0, None, 0
    for index, cell in enumerate(row):
        if column >= left and column + cell.width <= right:
            first = index if first is None else first
            last = index + 1
        column += cell.width
    return (first, last) if first is not None else (0, 0)


def _runs(text: str, row: list[Cell], first: int, last: int) -> Iterator[tuple[Look, str]]:
    look: Look = "text"
    piece = ""
    for index in range(first, last):
        cell = row[index]
        now: Look = "escape" if cell.escaped else "mask" if text[index] in MASK else "text"
        if now != look and piece:
            yield look, piece
            piece = ""
        look = now
        piece += cell.shown
    if piece:
        yield look, piece


def wrap(text: str, room: int, indent: str = "") -> Iterator[str]:
    """Break sanitised text into lines of at most `room` columns with `indent`; a longer word keeps its own line."""
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
