"""Where a telegram's lines were broken anew by hand, and how well the page shows it.

The lines of a capture are wrapped at one width, and in most captures every line ends in the blank that stood before the
next word. When names are masked afterwards, the lines around them are broken anew. What is left of that work is a line
that begins with a blank, a line without the usual blank at its end, and two blanks in mid-line where the old break was.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.trn.body import Block, body_lines, numbered, unlettered
from redaction_audit.checks.trn.prose import listed
from redaction_audit.expressions import fixed

_RARE = 1 / 3
"""Share of indented lines above which indentation is the record's own habit."""
_BARE, _DOUBLED = -4.6, -4.6
"""Logarithms of the odds that a letter was lost where only a blank at the end is missing, or only the break is new."""


class Joint(NamedTuple):
    """A line break set by hand: where the text of the line above ends, and where that of the line below begins.

    `prior` is the logarithm of the odds that a letter was lost, by layout alone; `leading` says that the line below
    begins with a blank.
    """

    end: int
    start: int
    block: Block
    prior: float
    leading: bool


def joints(view: View) -> list[Joint]:
    """Return the joints in the numbered paragraphs of a telegram, in text order."""
    return view.once(_joints)


def _joints(view: View) -> list[Joint]:
    if not numbered(view):
        return []
    unmarked = _bare(view) if _ends_in_blanks(view) else _doubled(view)
    found = {joint.end: joint for joint in (*unmarked, *_leading(view))}
    return [found[end] for end in sorted(found)]


def _leading(view: View) -> Iterator[Joint]:
    """Yield the breaks before lines that begin with one blank, where such lines are rare."""
    padded, lines = view.page.padded, view.page.lines
    anywhere = [at for at in unlettered(view) if padded[at + 1 : at + 2] in (" ", "\t")]
    if not anywhere:
        return
    first, last = body_lines(view)
    indented = _within(anywhere, lines.starts[first], lines.starts[last])
    if not indented or len(indented) > max(2, _RARE * _filled(view)):
        return
    joined = [lines.index(at) - 1 for at in indented if padded[at + 1] == " " and padded[at + 2 : at + 3].strip()]
    for at, block in _placed(view, joined):
        yield Joint(lines.bounds(at)[1], lines.starts[at + 1] + 1, block, 0.0, True)


def _within(found: list[int], start: int, end: int) -> list[int]:
    """Return those of the sorted offsets that lie behind `start` and not behind `end`."""
    return found[bisect_right(found, start) : bisect_right(found, end)]


def _bare(view: View) -> Iterator[Joint]:
    """Yield the breaks behind lines without the blank that most lines of the record end in."""
    lines = view.page.lines
    for at, block in _placed(view, [lines.index(at) for at in view.once(_lacking)]):
        # the line that the paragraph's own number begins is none of a list
        if _is_item(lines.rows[at] if lines.starts[at] >= block.start else "", lines.rows[at + 1]):
            continue
        yield Joint(lines.bounds(at)[1], lines.starts[at + 1], block, _BARE, False)


def _is_item(row: str, following: str) -> bool:
    """Return whether a line break stands before an item of a list, or behind the last one."""
    item = listed().match
    return item(following) is not None or (item(row) is not None and following[:1].isupper() and not row.isupper())


def _lacking(view: View) -> list[int]:
    """Return the offsets of breaks behind lines that do not end in a blank, and before lines that begin with none."""
    first, last = body_lines(view)
    starts = view.page.lines.starts
    breaks = _lone_mixed() if "\r" in view.text else _lone()
    return [found.start() for found in breaks.finditer(view.text, starts[first], starts[last] + 1)]


def _ends_in_blanks(view: View) -> bool:
    """Return whether at least half of the lines of the paragraphs end in a blank."""
    lacking = view.once(_lacking)
    return not lacking or 2 * len(lacking) <= _inner(view)


def _inner(view: View) -> int:
    """Return how many lines of the paragraphs another line follows directly: a paragraph of one line has none."""
    first, last = body_lines(view)
    widths = view.page.lines.widths
    return sum(1 for at in range(first, last) if widths[at] and widths[at + 1])


def _filled(view: View) -> int:
    """Return how many lines of the paragraphs but the last hold anything, be it blanks."""
    first, last = body_lines(view)
    return last - first - view.page.lines.widths[first:last].count(0)


def _placed(view: View, found: list[int]) -> Iterator[tuple[int, Block]]:
    """Yield the lines with the block that they and the next line belong to; those at the edge of a block are left."""
    blocks = [block for _, held in numbered(view) for block in held] if found else []
    lines = view.page.lines
    for at in found:
        index = bisect_right(blocks, lines.bounds(at)[1], key=attrgetter("start")) - 1
        if index >= 0 and lines.starts[at + 1] < blocks[index].end:
            yield at, blocks[index]


def _doubled(view: View) -> Iterator[Joint]:
    """Yield the breaks around two blanks in mid-sentence, for records whose lines do not end in blanks."""
    if "  " not in view.page.literals:
        return
    bodies, lines = numbered(view), view.page.lines
    held = {
        lines.index(found.start()) for found in _survived().finditer(view.text, bodies[0][0].body, bodies[-1][0].end)
    }
    beside = sorted({*held, *(at - 1 for at in held)})
    joined = [at for at in beside if 0 <= at < len(lines) - 1 and lines.rows[at + 1][:1].strip()]
    for at, block in _placed(view, joined):
        yield Joint(lines.bounds(at)[1], lines.starts[at + 1], block, _DOUBLED, False)


@cache
def _lone() -> re.Pattern[str]:
    """Match a break behind a line that ends in no blank; the break is named first: a search for one sign is fast."""
    return fixed(r"\n(?<=[^ \n]\n)(?=\S)")


@cache
def _lone_mixed() -> re.Pattern[str]:
    """Match the same where carriage returns break lines too."""
    return fixed(r"(?<=[^ \r\n])(?:\r\n|\r|\n)(?=\S)")


@cache
def _survived() -> re.Pattern[str]:
    """Match two blanks inside a sentence."""
    return fixed(r"  (?<=[a-z,]  )(?=[A-Za-z(\"])")
