"""The ruler left of a record's text: line number, worst severity, decision or count, cursor. Pure text; no widget."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from redaction_audit.tui.widgets.glyphs import Glyphs, Spot, verdict

WIDE, NARROW = 9, 6
"""Columns of the margin; the narrow one leaves room for text on 60 to 79 columns."""


_MANY = 9


class Signs(NamedTuple):
    """What stands in the margin beside one row; `spot` is the finding to speak of.

    `portion` is the mark of a paragraph whose first row has scrolled off; it stands instead of the number.
    """

    number: str
    portion: str = ""
    wrapped: bool = False
    spot: Spot | None = None
    several: int = 0
    current: bool = False
    hit: bool = False


class Ruler:
    """What the margin numbers rows by, as archivists cite them.

    `pages` are the offsets where pages begin (none: lines are numbered through); `paragraphs` are start, end and
    portion mark (`C`), in order.
    """

    def __init__(self, pages: Sequence[int] = (), paragraphs: Sequence[tuple[int, int, str]] = ()) -> None:
        self._pages = pages
        self._paragraphs = paragraphs

    def number(self, lines: Sequence[int], line: int) -> str:
        """Return the number of a line (0-based, of those that begin at `lines`), or page and line of the page."""
        if not self._pages:
            return str(line + 1)
        page = max(bisect_right(self._pages, lines[line]), 1)
        begins = bisect_right(lines, self._pages[page - 1]) - 1
        return f"{page}.{max(line - begins, 0) + 1}"

    def portion(self, start: int) -> str:
        """Return the portion mark of the paragraph whose first row has scrolled off above `start`, "" without one."""
        at = bisect_left(self._paragraphs, (start,)) - 1
        if at < 0:
            return ""
        _, end, portion = self._paragraphs[at]
        return portion if start < end else ""


class Piece(NamedTuple):
    """A run of the margin; `look` is `number`, `none`, `current` or a severity."""

    text: str
    look: str


def draw(row: Signs, width: int, signs: Glyphs) -> Sequence[Piece]:
    """Return the margin beside a row, `width` columns in all (`WIDE` or `NARROW`).

    On a row of the current finding its own verdict stands, elsewhere the count where a row has several.
    """
    spot = row.spot
    severity = signs.severity[spot.severity] if spot else " "
    if spot is None or row.several < 2 or row.current:
        second = verdict(spot, signs) if spot else " "
    else:
        second = str(row.several) if row.several <= _MANY else "+"
    hit = signs.hit if row.hit else " "
    cursor = signs.current if row.current else " "
    room = width - 4 if width > NARROW else width - 3
    number = _number(signs.wrapped if row.wrapped else row.number, room, signs)
    if width > NARROW:
        number += hit
    elif not row.current:
        cursor = hit
    if row.portion:
        number = _portion(row.portion, len(number), signs)
    return (
        Piece(number, "number"),
        Piece(severity + second, spot.severity if spot else "none"),
        Piece(cursor, "current" if row.current else "none"),
    )


def _portion(portion: str, room: int, signs: Glyphs) -> str:
    shown = f"({portion})"
    return shown.ljust(room) if len(shown) <= room else shown[: room - 1] + signs.ellipsis


def _number(number: str, room: int, signs: Glyphs) -> str:
    return number.rjust(room) if len(number) <= room else signs.ellipsis + number[1 - room :]
