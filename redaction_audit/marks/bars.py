"""Whether a run of solid signs hides something, or is a bar: of progress, of a chart, of a frame drawn in text."""

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page
from redaction_audit.marks.strings import assigned

_JOINED = frozenset("=%`□▯▪▫")
"""Besides other box and block elements, what a bar goes on in, or what ties it to program text, directly beside it."""
_SHARE = Expression(r"[ \t]{0,60}[|\]]?[ \t]{0,3}\d{1,3}(?:\.\d{1,3})?[ \t]?%(?![ \t]{1,3}[A-Za-z])")
_SHARE_BEFORE = Expression(r"\d[ \t]?%[ \t]{0,3}\Z")
_VALUE = Expression(r"[ \t]{1,3}\(?\d[\d.,]{0,12}\)?[ \t]{0,9}(?=[\r\n]|\Z)")
_BAR = Expression(r"[^\r\n\u2580-\u25ff]{0,40}[\u2580-\u25ff]{1,200}[ \t]{1,3}\(?\d[\d.,]{0,12}\)?[ \t]{0,9}\Z")
_BESIDE_LEFT = Expression(r"[\"'`=%|\[\]]\s?\Z")
_BESIDE_RIGHT = Expression(r"[ ]?[\"'`|\[\]]|[ \t]{0,60}\|")
_ROW = 260
"""Characters of a row of a chart at most; a neighbour is looked for no further away."""


def not_program(page: Page, start: int, end: int) -> bool:
    """It is no bar of progress or of a chart, and no sample in program text."""
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
    return _VALUE.match(text, end) is None or not _charted(page, start, end)


def not_matrix(page: Page, start: int, end: int) -> bool:
    """No bracket, quotation mark or rule stands next to it, as beside a cell of a matrix or a string of a program."""
    return _BESIDE_LEFT.search(page.before(start, 4)) is None and _BESIDE_RIGHT.match(page.text, end) is None


def _joins(sign: str) -> bool:
    return sign in _JOINED or "\u2500" <= sign <= "\u259f"


def _charted(page: Page, start: int, end: int) -> bool:
    """Return whether the row above or below is a bar with a figure behind it, too."""
    return any(_BAR.match(row) is not None for row in page.rows_beside(start, end, _ROW))
