"""How the text is wrapped: the usual line width and whether full lines end in a blank."""

from redaction_audit.model import Frozen
from redaction_audit.structure.page import Page

FEWEST, WIDEST = 8, 110
"""Lines that are needed; wider lines are soft paragraphs, not hard-wrapped text."""

READ = 300_000
"""Characters of the body that are measured."""


class Geometry(Frozen):
    """`wrap` is the usual width without the trailing blank, None for text that is not hard-wrapped."""

    wrap: int | None
    trailing_blanks: bool


def read(page: Page) -> Geometry:
    """Return the wrap of the body. The width is the one that at most one line in twenty exceeds."""
    rows = page.text[page.body_start :][:READ].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if page.noise:
        first = page.lines.index(page.body_start)
        rows = [row for at, row in enumerate(rows, first) if at not in page.noise]
    pairs = [(len(row.rstrip()), len(row)) for row in rows]
    widths = [bare for bare, _ in pairs if bare]
    blank = sum(1 for bare, full in pairs if 0 < bare < full)
    if len(widths) < FEWEST:
        return Geometry(None, False)
    widths.sort()
    wide = widths[(len(widths) * 19) // 20 - 1]
    near = sum(1 for width in widths if wide - 14 <= width <= wide)
    hard = 30 <= wide <= WIDEST and near >= 0.4 * len(widths)
    return Geometry(wide if hard else None, blank >= 0.5 * len(widths))
