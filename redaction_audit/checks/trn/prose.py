"""Which blocks of a paragraph are running text: lists, tables, addresses and verse end in no full stop."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from redaction_audit.check import View
from redaction_audit.checks.trn.body import Block, body_lines
from redaction_audit.expressions import fixed

_FULL = 0.9
"""Share of the filled lines that are no longer than what counts as a full one: the few longest may be tables."""
_FITS = 0.8
"""Share of a full line up to which the first word of the next line would have stood on it, had it been wrapped."""


def is_prose(view: View, block: Block) -> bool:
    """Return whether a block of a numbered paragraph is running text.

    It is none where every line ends before it is full, so that the next word would have found room, or where most
    lines have columns.
    """
    lines = view.page.lines
    first, last = lines.index(block.start), lines.index(block.end - 1)
    rows = lines.rows[first : last + 1]
    if 2 * sum(map(_has_columns, rows)) > len(rows):
        return False
    return len(rows) == 1 or not _is_broken_by_hand(rows, _FITS * view.once(_full_line))


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
