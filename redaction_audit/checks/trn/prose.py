"""Which blocks of a paragraph are running text: lists, tables, addresses and verse end in no full stop."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from redaction_audit.check import View
from redaction_audit.checks.trn.body import Block, body_lines, numbered
from redaction_audit.expressions import fixed

_FULL = 0.9
"""Share of the filled lines that are no longer than what counts as a full one: the few longest may be tables."""
_FITS = 0.8
"""Share of a full line up to which the first word of the next line would have stood on it, had it been wrapped."""
_ITEMS = 3
"""Lines that all begin with a capital or a figure from which they are items: there the whole of a line is room."""


def is_prose(view: View, block: Block) -> bool:
    """Return whether a block of a numbered paragraph is running text.

    It is none where every line ends before it is full, so that the next word would have found room, where most lines
    have columns, and where it is a heading: all in capitals among text that is not.
    """
    if view.text[block.start : block.end].isupper() and view.once(_is_mixed):
        return False
    lines = view.page.lines
    first, last = lines.index(block.start), lines.index(block.end - 1)
    rows = lines.rows[first : last + 1]
    if 2 * sum(map(_has_columns, rows)) > len(rows):
        return False
    if len(rows) == 1:
        return True
    fits = 1 if len(rows) >= _ITEMS and view.once(_is_mixed) and all(map(_begins_item, rows)) else _FITS
    return not _is_broken_by_hand(rows, fits * view.once(_full_line))


def _begins_item(row: str) -> bool:
    return row.lstrip()[:1].isupper() or row.lstrip()[:1].isdigit()


def _is_mixed(view: View) -> bool:
    """Return whether the numbered paragraphs are printed in capitals and small letters."""
    bodies = numbered(view)
    return not view.text[bodies[0][0].body : bodies[-1][0].end].isupper()


def _has_columns(row: str) -> bool:
    return len(list(islice(_gap().finditer(row), 2))) > 1


def _is_broken_by_hand(rows: Sequence[str], room: float) -> bool:
    """Return whether the first word of every line would have fitted on the line above, if that ends in no colon."""
    return all(
        len(row.rstrip()) + 1 + len(following.split(None, 1)[0]) <= room or row.rstrip()[-1:] == ":"
        for row, following in pairwise(rows)
        if following.strip()
    )


def _full_line(view: View) -> int:
    """Return the length of a full line of the numbered paragraphs."""
    first, last = body_lines(view)
    widths = sorted(width for width in view.page.lines.widths[first : last + 1] if width)
    return widths[int(_FULL * (len(widths) - 1))]


@cache
def _gap() -> re.Pattern[str]:
    """Match a gap that stands behind no sign; two blanks behind a full stop are a habit of typists."""
    return fixed(r"[^\s.?!:;,\"”)](?:[ ]{2,80}|\t)(?=\S)")


@cache
def listed() -> re.Pattern[str]:
    """Match the beginning of a list item."""
    return fixed(r"[-•*–—]|\(?(?:[A-Za-z]|\d{1,3}|[IVXivx]{1,4})[.)]\s")
