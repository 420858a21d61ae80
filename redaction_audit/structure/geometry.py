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
    text, widths, blank = page.text, [], 0
    starts = page.lines.starts
    first = page.lines.index(page.body_start)
    for index in range(first, min(len(starts), first + MOST)):
        line = text[starts[index] : starts[index + 1] if index + 1 < len(starts) else len(text)].rstrip("\r\n")
        bare = line.rstrip(" \t")
        if not bare or index in page.noise:
            continue
        widths.append(len(bare))
        blank += line != bare
    if len(widths) < FEWEST:
        return Geometry(None, False)
    widths.sort()
    wide = widths[(len(widths) * 19) // 20 - 1]
    near = sum(1 for width in widths if wide - 14 <= width <= wide)
    hard = 30 <= wide <= WIDEST and near >= 0.4 * len(widths)
    return Geometry(wide if hard else None, blank >= 0.5 * len(widths))
