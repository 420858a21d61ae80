"""Whether a run of solid signs hides something, or is a bar: of progress, of a chart, of a frame drawn in text."""

import re
from itertools import pairwise, takewhile

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page
from redaction_audit.marks.strings import assigned

_JOINED = frozenset("=%`□▯▪▫")
"""Besides other box and block elements, what a bar goes on in, or what ties it to program text, directly beside it."""
_HALVES = Expression(r"[\u2580\u2584\u258c\u2590\u2596-\u259f]")
"""Half and quarter blocks, of which letters, pictures and codes for cameras are drawn."""
_SHARE = Expression(r"[ \t]{0,60}[|\]]?[ \t]{0,3}\d{1,3}(?:\.\d{1,3})?[ \t]?%(?![ \t]{1,3}[A-Za-z])")
_SHARE_BEFORE = Expression(r"\d[ \t]?%[ \t]{0,3}\Z")
_UNIT = r"(?:[ ]?(?:%|[munµ]?s|min|h|[kKMGT]i?B(?:/s)?|[kKM]|x|px|fps|req/s))?"
_VALUE = Expression(rf"[ \t]{{1,3}}\(?\d[\d.,]{{0,12}}{_UNIT}\)?[ \t]{{0,9}}(?=[\r\n]|\Z)")
_BAR = Expression(
    rf"[^\r\n\u2580-\u25ff]{{0,40}}[\u2580-\u25ff]{{1,200}}[ \t]{{1,3}}\(?\d[\d.,]{{0,12}}{_UNIT}\)?[ \t]{{0,9}}\Z"
)
_PLAN = Expression(
    r"[ \t|]{0,4}(?:[^\s\u2580-\u25ff](?:[^\r\n\u2580-\u25ff:]{0,40}[^\s\u2580-\u25ff:|])?)"
    r"(?P<gap>[ ]{2,200}|[ ]{0,4}[|│][ ]{0,200})(?P<bar>[\u2580-\u25ff]{1,200})[ |]{0,200}\Z"
)
"""A row of a plan: what is to be done, and a bar in the column of its days."""
_BESIDE_LEFT = Expression(r"[\"'`=%|\[\]]\s?\Z")
_BESIDE_RIGHT = Expression(r"[ ]?[\"'`|\[\]]|[ \t]{0,60}\|")
_STEP = Expression(r"[ ]{0,120}(?P<run>[\u2580-\u25ff]{1,120})[ \t]{0,120}\Z")
_STEPS = 3
"""Rows that make a pyramid; two may be a centred title of two lines that is withheld."""
_SOLID = Expression(r"[ \t]{0,20}\d{0,6}[ \t]{0,3}[|│┤┼]?[ \t\u2580-\u25ff]{1,200}\Z")
"""A row of a drawing, behind the axis of a chart or without one."""
_STROKES = Expression(r"(?<![\u2580-\u25ff])[\u2580-\u25ff]{1,2}(?![\u2580-\u25ff])")
_UNDER_WAY = Expression(
    r"(?i)(?:\A|[\s\[(>])(?:progress|(?:up|down)?loading|installing|processing|building|scanning|copying"
    r"|writing|compiling)[ ]?[:.]{0,3}[ ]{1,3}\Z"
)
_DONE = Expression(r"(?i)[ ]{1,3}(?:done|completed?|finished|ready|ok|remaining|left|eta)(?![ ]?[a-z])")
"""What stands in front of and behind a bar of progress without a share."""
_PARTED = Expression(r"[\u2580-\u25ff] {2,120}[\u2580-\u25ff]")
_AROUND = 5
"""Rows above and below that may belong to one drawing."""
_ROW = 260
"""Characters of a row of a chart at most; a neighbour is looked for no further away."""


def not_program(page: Page, start: int, end: int) -> bool:
    """It is no bar of progress or of a chart, no step of a drawn pyramid, and no sample in program text."""
    text = page.text
    left, right = text[start - 1 : start], text[end : end + 1]
    if _joins(left) or _joins(right) or left == "|" or (left == "[" and right != "]"):
        return False
    if assigned(page, start, end):
        return False
    if _SHARE.match(text, end) is not None:
        return False
    if _SHARE_BEFORE.search(page.before(start, 12)) is not None and not page.line_after(end, 60).strip():
        return False
    if _DONE.match(text, end) is not None and _UNDER_WAY.search(page.before(start, 24)) is not None:
        return False
    if _pixelled(page, start, end) or _stepped(page, start, end) or _drawn(page, start, end):
        return False
    if _planned(page, start, end):
        return False
    return _VALUE.match(text, end) is None or not _charted(page, start, end)


def not_stacked(page: Page, start: int, end: int) -> bool:
    """No bracket opens in its column on the row above or below, as in a matrix drawn with signs."""
    column = len(page.line_before(start, _ROW))
    return not any(row[column : column + 1] == "[" for row in page.rows_beside(start, end, _ROW))


def not_matrix(page: Page, start: int, end: int) -> bool:
    """No bracket, quotation mark or rule stands next to it, as beside a cell of a matrix or a string of a program."""
    return _BESIDE_LEFT.search(page.before(start, 4)) is None and _BESIDE_RIGHT.match(page.text, end) is None


def _joins(sign: str) -> bool:
    return sign in _JOINED or "\u2500" <= sign <= "\u259f"


def _charted(page: Page, start: int, end: int) -> bool:
    """Return whether the row above or below is a bar with a figure behind it, too."""
    return any(_BAR.match(row) is not None for row in page.rows_beside(start, end, _ROW))


def _pixelled(page: Page, start: int, end: int) -> bool:
    """Return whether half or quarter blocks stand on its line: they are drawn with, nothing is covered by them."""
    text = page.text
    if max(text[max(0, start - 2) : start] + text[end : end + 2], default="") < "\u2580":
        return False  # no block at hand: told without its whole line
    return (
        _HALVES.search(page.line_before(start, _ROW)) is not None
        or _HALVES.search(page.line_after(end, _ROW)) is not None
    )


def _planned(page: Page, start: int, end: int) -> bool:
    """Return whether it is one of three rows whose bars begin further right from row to row, as in a plan of work.

    The values of a form begin in one column, or at one distance from the names of its fields.
    """
    if page.text[max(0, start - 2) : start].strip(" |│"):
        return False  # a word at hand: told without its whole line
    left = page.line_before(start, _ROW)
    if page.line_after(end).strip(" |") or _PLAN.match(left + page.text[start:end]) is None:
        return False
    above = page.before(start - len(left), _ROW).splitlines()[1 - _STEPS :]
    below = page.text[end : end + _ROW].splitlines()[1:_STEPS]
    rows = list(map(_PLAN.match, [*above, left + page.text[start:end], *below]))
    return any(
        _further(one, two) and _further(two, three) for one, two, three in zip(rows, rows[1:], rows[2:], strict=False)
    )


def _further(one: re.Match[str] | None, other: re.Match[str] | None) -> bool:
    """Return whether the bar of the second row begins further right than that of the first, and from its name, too."""
    if one is None or other is None:
        return False
    return one.start("bar") < other.start("bar") and len(one["gap"]) < len(other["gap"])


def _stepped(page: Page, start: int, end: int) -> bool:
    """Return whether it is one of three rows that grow or shrink by the same step on both sides, as in a logo."""
    if page.line_before(start, _ROW).strip() or page.line_after(end, _ROW).strip():
        return False
    rows = (page.before(start, _ROW) + page.text[start:end]).splitlines()[-_STEPS:]
    rows += page.text[end : end + _ROW].splitlines()[1:_STEPS]
    steps = [_step(one, other) for one, other in pairwise(map(_STEP.match, rows))]
    return any(one is not None and one == other for one, other in pairwise(steps))


def _drawn(page: Page, start: int, end: int) -> bool:
    """Return whether it belongs to letters or a pattern drawn over rows: three of nothing but signs, with thin strokes.

    Words that are withheld one by one are parted by single blanks, and hardly any row of a table holds such strokes.
    """
    beside = page.text[max(0, start - 2) : start].strip(" \t\r\n|│┤┼")
    if beside and not "\u2580" <= beside[-1] <= "\u25ff":
        return False  # behind a word: told without its whole row
    left = page.line_before(start, _ROW)
    row = left + page.text[start:end] + page.line_after(end, _ROW)
    if _SOLID.match(row) is None:
        return False
    above = page.before(start - len(left), _ROW).splitlines()[-_AROUND:]
    below = page.text[end : end + _ROW].splitlines()[1 : _AROUND + 1]
    rows = [*takewhile(_SOLID.match, reversed(above)), row, *takewhile(_SOLID.match, below)]
    return sum(_STROKES.search(each) is not None and _PARTED.search(each) is not None for each in rows) >= _STEPS


def _step(one: re.Match[str] | None, other: re.Match[str] | None) -> int | None:
    """Return by how much the second row goes further to the left and to the right than the first, if it does so."""
    if one is None or other is None:
        return None
    step = one.start("run") - other.start("run")
    return step if step and other.end("run") - one.end("run") == step else None
