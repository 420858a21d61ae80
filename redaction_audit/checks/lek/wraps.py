"""Line ends of an earlier version that survive around marks, and how much they tell of what a mark hides.

A text that was wrapped before names were covered, and broken anew by hand after it, keeps its old line ends: two blanks
in mid-line where a line ended, and the blank behind the last word of a line that was left as it was. Between two old
line ends stood one line, as full as it could be: the next word did not fit any more. So the length of what is hidden
lies between two bounds. These live in `_left` only, which returns how many lengths are left.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from math import log2
from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.lek.masked import Masked, masked
from redaction_audit.checks.lek.reading import paragraph
from redaction_audit.expressions import fixed

_SHORTEST, _LONGEST = 3, 30
"""Characters that a name may have for all one knows."""
POSSIBLE = _LONGEST - _SHORTEST + 1
_SIGHT = 400
"""Characters on either side of a mark in which old line ends matter."""
_SLACK = 4
"""Columns by which the fullest line may exceed the usual width."""
_HABIT = 40
"""Characters for one double blank below which double blanks are the typist's or the scanner's habit."""

Place = tuple[int, int]


class Residue(NamedTuple):
    """A paragraph in which old line ends stand around marks.

    `marks` are those in it, `signs` the places of the double blanks. `left` holds, for each mark that can be bounded,
    how many lengths are left for what it hides; which ones is not kept.
    """

    marks: tuple[Masked, ...]
    signs: tuple[Place, ...]
    left: tuple[int, ...]


def bits(left: int) -> float:
    """Return how much is told where `left` lengths of all that are possible remain, in bits."""
    return round(log2(POSSIBLE / left), 1)


def residues(view: View) -> Iterator[Residue]:
    """Yield the paragraphs with marks in which line ends of an earlier version survive."""
    marks, text = masked(view), view.text
    if "  " not in view.page.literals or not any(
        "  " in text[max(0, mark.start - _SIGHT) : mark.end + _SIGHT] for mark in marks
    ):
        return
    if view.geometry.wrap is None:
        return
    blanks = [found.span() for found in _inner().finditer(text)]
    paragraphs = [
        (end, inside, blanks[bisect_left(blanks, (start,)) : bisect_left(blanks, (end,))], start)
        for start, end, inside in _paragraphs(text, marks)
    ]
    near = sum(len(signs) for _, _, signs, _ in paragraphs)
    # away from marks there is no reason to break lines again: blanks there are a habit
    if not near or len(blanks) - near > 2 + near // 4 or near > len(text) // _HABIT:
        return
    width = _width(view)
    for end, inside, signs, start in paragraphs:
        if signs:
            ends = sorted([(start, start), *signs, *_kept_ends(view, start, end)])
            yield Residue(inside, tuple(signs), tuple(_bounded(text, inside, ends, end, width)))


def _width(view: View) -> int:
    """Return the width to which lines were filled: of the widest line near the usual width that holds no mark."""
    usual = view.geometry.wrap or 0
    starts = [mark.start for mark in view.withheld]
    widest, at = usual, 0
    for line in view.text.replace("\r\n", " \n").replace("\r", "\n").split("\n"):
        width, end = len(line.rstrip()), at + len(line)
        if widest < width <= usual + _SLACK and bisect_left(starts, at) == bisect_left(starts, end):
            widest = width
        at = end + 1
    return widest


def _paragraphs(text: str, marks: tuple[Masked, ...]) -> Iterator[tuple[int, int, tuple[Masked, ...]]]:
    """Yield the paragraphs that hold marks, with the marks."""
    for (start, end), group in groupby(marks, lambda mark: paragraph(text, mark.start, mark.end)):
        yield start, end, tuple(group)


def _kept_ends(view: View, start: int, end: int) -> Iterator[Place]:
    """Yield the line ends of text[start:end] that were left as they were: with a blank, where the record has it."""
    if view.geometry.trailing_blanks:
        yield from (found.span() for found in _trailing().finditer(view.text, start, end))


def _bounded(text: str, marks: tuple[Masked, ...], ends: list[Place], stop: int, width: int) -> Iterator[int]:
    """Yield, for every mark alone between two old line ends, how many lengths are left for what it hides."""
    begins = frozenset(mark.start for mark in marks)
    for mark in marks:
        at = bisect_left(ends, (mark.end,))
        first = max((end for _, end in ends[:at] if end <= mark.start), default=None)
        if first is None or at == len(ends) or sum(first <= other < ends[at][0] for other in begins) > 1:
            continue
        following = _word().search(text, ends[at][1], stop)
        if following is None or following.start() in begins:
            continue
        open_ = len(_joint().sub(" ", text[first : ends[at][0]].strip())) - (mark.end - mark.start)
        left = _left(width - open_, len(following.group()))
        if left:
            yield left


def _left(room: int, following: int) -> int:
    """Return how many lengths are left for a word in a line with that much room, where the next word did not fit."""
    return max(0, min(room, _LONGEST) - max(room - following, _SHORTEST) + 1)


@cache
def _inner() -> re.Pattern[str]:
    """Match two blanks between two words of a line; behind a full stop they are a typist's habit."""
    return fixed(r"(?<=[\w,;])  (?=\w)")


@cache
def _trailing() -> re.Pattern[str]:
    return fixed(r" (?:\r\n|\r(?!\n)|\n)")


@cache
def _joint() -> re.Pattern[str]:
    return fixed(r"[ \t]{0,8}(?:\r\n|\r(?!\n)|\n)[ \t]{0,8}|  ")


@cache
def _word() -> re.Pattern[str]:
    return fixed(r"\S{1,60}")
