"""How the text is wrapped: the usual line width and whether full lines end in a blank."""

from redaction_audit.model import Frozen
from redaction_audit.structure.page import Page

FEWEST, MOST, WIDEST = 8, 4_000, 110
"""Lines that are needed and read; wider lines are soft paragraphs, not hard-wrapped text."""


class Geometry(Frozen):
    """`wrap` is the usual width without the trailing blank, None for text that is not hard-wrapped."""

    wrap: int | None
    trailing_blanks: bool


def read(page: Page) -> Geometry:
    """Return the wrap of the body. The width is the one that at most one line in twenty exceeds."""
    first = page.lines.index(page.body_start)
    last = min(len(page.lines), first + MOST)
    end = page.lines.starts[last] if last < len(page.lines) else len(page.text)
    rows = page.text[page.lines.starts[first] : end].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = [row for at, row in enumerate(rows, first) if at not in page.noise] if page.noise else rows
    pairs = [(len(row.rstrip()), len(row)) for row in kept]
    widths = [bare for bare, _ in pairs if bare]
    blank = sum(1 for bare, full in pairs if 0 < bare < full)
    if len(widths) < FEWEST:
        return Geometry(None, False)
    widths.sort()
    wide = widths[(len(widths) * 19) // 20 - 1]
    near = sum(1 for width in widths if wide - 14 <= width <= wide)
    hard = 30 <= wide <= WIDEST and near >= 0.4 * len(widths)
    return Geometry(wide if hard else None, blank >= 0.5 * len(widths))
