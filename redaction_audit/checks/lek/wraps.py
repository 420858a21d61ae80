"""Line ends of an earlier version that survive around marks, and how much they tell of what a mark hides.

A text that was wrapped before names were covered, and broken anew by hand after it, keeps its old line ends: two blanks
in mid-line where a line ended, and the blank behind the last word of a line that was left as it was. Between two old
line ends stood one line, as full as it could be: the next word did not fit any more. So the length of what is hidden
lies between two bounds. These live in `_left` only, which returns how many lengths are left.
"""

import re
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
    return round(log2((_LONGEST - _SHORTEST + 1) / left), 1)


def residues(view: View) -> Iterator[Residue]:
    """Yield the paragraphs with marks in which line ends of an earlier version survive."""
    marks = masked(view)
    if not marks or "  " not in view.text or view.geometry.wrap is None:
        return
    text = view.text
    blanks = [found.span() for found in _inner().finditer(text)]
    paragraphs = list(_paragraphs(text, marks))
    signs = [[blank for blank in blanks if start <= blank[0] < end] for start, end, _ in paragraphs]
    near = sum(map(len, signs))
    # away from marks there is no reason to break lines again: blanks there are a habit
    if len(blanks) - near > 2 + near // 4 or near > len(text) // _HABIT:
        return
    for (start, end, inside), found in zip(paragraphs, signs, strict=True):
        if found:
            ends = sorted([(start, start), *found, *_kept_ends(view, start, end)])
            yield Residue(inside, tuple(found), tuple(_bounded(view, inside, ends, end)))


def _paragraphs(text: str, marks: tuple[Masked, ...]) -> Iterator[tuple[int, int, tuple[Masked, ...]]]:
    """Yield the paragraphs that hold marks, with the marks."""
    for (start, end), group in groupby(marks, lambda mark: paragraph(text, mark.start, mark.end)):
        yield start, end, tuple(group)


def _kept_ends(view: View, start: int, end: int) -> Iterator[Place]:
    """Yield the line ends of text[start:end] that were left as they were: with a blank, where the record has it."""
    if view.geometry.trailing_blanks:
        yield from (found.span() for found in _trailing().finditer(view.text, start, end))


def _bounded(view: View, marks: tuple[Masked, ...], ends: list[Place], stop: int) -> Iterator[int]:
    """Yield, for every mark alone between two old line ends, how many lengths are left for what it hides."""
    for mark in marks:
        first = max((end for _, end in ends if end <= mark.start), default=None)
        last = min((place for place in ends if place[0] >= mark.end), default=None)
        if first is None or last is None or sum(first <= other.start < last[0] for other in marks) > 1:
            continue
        left = _left(view, mark, first, last, stop)
        if left is not None:
            yield left


def _left(view: View, mark: Masked, first: int, last: Place, stop: int) -> int | None:
    """Return how many lengths are left for what a mark hides between two old line ends; None where nothing is told."""
    text, width = view.text, view.geometry.wrap
    following = _word().search(text, last[1], stop)
    if width is None or following is None or any(other.start == following.start() for other in masked(view)):
        return None
    open_ = len(_joint().sub(" ", text[first : last[0]].strip())) - (mark.end - mark.start)
    longest = min(width - open_, _LONGEST)
    shortest = max(width - open_ - len(following.group()), _SHORTEST)
    return longest - shortest + 1 if longest >= shortest else None


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
