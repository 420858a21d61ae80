"""How the text is wrapped: the usual line width and whether full lines end in a blank."""

from bisect import bisect_left, bisect_right

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
    rows, full = _body(page)
    bare = list(map(len, map(str.rstrip, rows)))
    blank = [width for width, whole in zip(bare, full, strict=True) if 0 < width < whole]
    count = len(bare) - bare.count(0)
    if count < FEWEST:
        return Geometry(None, False)
    trailing = 2 * len(blank) >= count
    widths = sorted(blank if trailing else filter(None, bare))
    wide = widths[(len(widths) * 19) // 20 - 1]
    near = bisect_right(widths, wide) - bisect_left(widths, wide - 14)
    hard = 30 <= wide <= WIDEST and near >= 0.4 * len(widths)
    return Geometry(wide if hard else None, trailing)


def _body(page: Page) -> tuple[list[str], list[int]]:
    """Return the body's lines without page-break lines, and their lengths; at most `READ` characters are read."""
    first = page.lines.index(page.body_start)
    rows, widths = page.lines.rows[first:], page.lines.widths[first:]
    if len(page.text) - page.body_start > READ:
        part = page.text[page.body_start : page.body_start + READ].replace("\r\n", "\n").replace("\r", "\n")
        rows = part.split("\n")
        widths = list(map(len, rows))
    if page.noise:
        kept = [at for at in range(len(rows)) if at + first not in page.noise]
        rows, widths = [rows[at] for at in kept], [widths[at] for at in kept]
    return rows, widths
