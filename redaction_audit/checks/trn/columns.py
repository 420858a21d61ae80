"""Whether the lines of a telegram were cut off at one column, as by a narrow form or a page that lay askew."""

from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.trn.body import Block, body_lines, numbered
from redaction_audit.checks.trn.neighbours import Beside, beside, goes_on, reading
from redaction_audit.language.tables import Tables

_FULL = 0.25
"""Share of lines as long as the longest from which all may have been cut at one column; of wrapped text a fifth are."""
_FEWEST, _NARROW = 8, 30
"""Full lines that are needed, and the least width of a column of text."""
_BROKEN = 0.2
"""Share of full lines that must end in no word: of justified text a twentieth does, of cut text about a half."""
_LIKELY = 3.0
"""Score from which a word at the column is said to have lost its end."""
_JOINED = 0.3
"""Share of these whose rest begins the next line from which lines were broken inside words, not cut."""


class Column(NamedTuple):
    """The width at which lines may be cut, and the full lines by their indexes, each with its block."""

    width: int
    full: tuple[tuple[int, Block], ...]


def column(view: View) -> Column | None:
    """Return the column at which lines may have been cut; None for text that is wrapped, as nearly all is."""
    if not view.structure.page_lines and not _is_full(view):
        return None
    lines = view.page.lines
    inner = [  # the last line of a block ends where its sentence does
        (at, block)
        for _, blocks in numbered(view)
        for block in blocks
        for at in range(lines.index(block.start), lines.index(block.end - 1))
    ]
    width = max((lines.widths[at] for at, _ in inner), default=0)
    full = tuple((at, block) for at, block in inner if lines.widths[at] == width)
    return Column(width, full) if len(full) >= max(_FEWEST, _FULL * len(inner)) and width >= _NARROW else None


def _is_full(view: View) -> bool:
    """Return whether so many lines from the first paragraph to the last are as long as the longest: a glance."""
    bodies = numbered(view)
    if not bodies:
        return False
    first, last = body_lines(view)
    widths = view.page.lines.widths[first : last + 1]
    full = widths.count(max(widths, default=0))
    return full >= _FEWEST and full >= _FULL * (len(widths) - widths.count(0) - len(bodies))


def cut(view: View, found: Column, tables: Tables) -> list[Beside]:
    """Return the words that lost their ends at a column, in text order.

    None where too few full lines end in no word, or where the rest of the words begins the next line: lines of that
    kind are justified, or were broken at a width.
    """
    lines = view.page.lines
    tried = (beside(view.text, lines.bounds(at)[1], lines.starts[at + 1], block) for at, block in found.full)
    ends = [end for end in tried if end is not None]
    broken = [end for end in ends if end.word not in tables and not _is_name(end)]
    joined = sum(goes_on(end, tables) for end in broken)
    if len(broken) < max(3, _BROKEN * len(found.full)) or joined > _JOINED * len(broken):
        return []
    language = reading(view, tables)
    apart = [end for end in ends if end.word in tables or not goes_on(end, tables)]
    return [end for end in apart if language.begun(end.left, end.word, end.right, name=_is_name(end)) >= _LIKELY]


def _is_name(end: Beside) -> bool:
    """Return whether a word may be a name; in print of capitals all might be, and nearly none that ends a line is."""
    return end.name and not end.shouted
