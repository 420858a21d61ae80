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
    """Return the wrap of the body: the width that at most one line in twenty exceeds.

    Where most lines end in a blank only those are measured, since the others were broken anew by a later hand.
    """
    rows = page.text[page.body_start :][:READ].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if page.noise:
        first = page.lines.index(page.body_start)
        rows = [row for at, row in enumerate(rows, first) if at not in page.noise]
    pairs = [(bare, full) for row in rows if (bare := len(row.rstrip())) for full in (len(row),)]
    if len(pairs) < FEWEST:
        return Geometry(None, False)
    blank = [bare for bare, full in pairs if bare < full]
    trailing = 2 * len(blank) >= len(pairs)
    widths = blank if trailing else [bare for bare, _ in pairs]
    widths.sort()
    wide = widths[(len(widths) * 19) // 20 - 1]
    near = sum(1 for width in widths if wide - 14 <= width <= wide)
    hard = 30 <= wide <= WIDEST and near >= 0.4 * len(widths)
    return Geometry(wide if hard else None, trailing)
