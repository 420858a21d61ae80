"""Whether a code stands in a column of nothing but codes; and is no instruction, field of a stamp, cell or node."""

from itertools import pairwise

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page, margin

_CODE = (
    r"(?:P-?[1-6]|\(?[bB]\)?[ ]?\(?[1-9]\)?(?:[ ]?\([A-Fa-f]\)|[A-F])?|\([aA]\)[ ]?\([1-6]\)|PRM|RR"
    r"|[135]\.[3-7][ ]?\([a-h]\))"
)
_CODES = Expression(rf"(?:{_CODE}(?![A-Za-z0-9])|and\b|[/,;&+] ?| (?! )){{0,24}}\s{{0,240}}\Z")
_CLASS = Expression(r"[ \t]{2,40}(?:TS|[SCU])[ \t]{0,40}\Z")
"""The column behind the codes on some sheets: how the document is classified."""
_MIXED = Expression(
    r"(?:(?:E\.?O\.?[ ]?(?:1[0-3]\d{3},?[ ])?[13]\.[3-7]\.?[ ]?\(?[a-h]\)?(?:[ ]?\(\d{1,2}\))?"
    r"|P\.?[ ]?L\.?[ ]?\d{2,3}-\d{2,3}"
    r"|\d{2}[ ]U\.?[ ]?S\.?[ ]?C\.?[ ]?\d{3,4}|\(b\)[ ]?\([1-9]\)|OGA)[ ,;/]{0,3}){0,6}[ \t]{0,40}\Z",
)
"""Sections of orders and statutes in one line of a margin, as NSA prints them."""
_INSTRUCTED = Expression(r"decl|exempt|reason|derived|\be\.?o\b|\border\b|:[ \t\xa0]{0,240}\Z")
_NODES = Expression(
    r"(?P<indent>[ \t]{0,120})\d{1,9}[ ]\([A-Z]\)[ ]\(\w{1,9}\)"
    r"(?:[ \t]{1,120}\d{1,9}[ ]\([A-Z]\)[ ]\(\w{1,9}\)){0,20}[ \t]{0,120}\Z"
)
_WIDEST = 480
"""Characters of a row of a tree, with what stands beside it: so many that no row's indent is cut."""
_MOST = 120
_CELLS_OF_ROW = 3
_FEWEST_CELLS = 8  # characters of three cells with a blank between
_STAMP_FIELD = Expression(r"(?i)\bexemptions?[ \t\xa0]{0,9}:?[ \t\xa0]{0,40}\Z")
_CELLS = Expression(
    r"[ \t]{0,40}[AC-Z][0-9A-F](?:[ \t]{1,40}(?:[A-Z]{1,2}[0-9]?|(?i:high|medium|low))){0,40}[ \t]{0,40}\Z"
)


def code_column(page: Page, start: int, end: int) -> bool:
    """Between the last gap of its line, or the beginning, and the line's end stand nothing but codes."""
    left = page.line_before(start, _MOST).replace("\xa0", " ")
    left = left[max(left.rfind("  "), left.rfind("\t"), left.rfind("\x0c")) + 1 :].lstrip()
    right = _CLASS.sub("", page.line_after(end, _MOST))
    return _CODES.match(left) is not None and _CODES.match(right.lstrip(" )")) is not None


def mixed_margin(page: Page, start: int, end: int) -> bool:
    """It stands in the margin, or among sections of orders and statutes there."""
    if margin(page, start, end):
        return True
    left, right = page.line_before(start, _MOST), page.line_after(end, _MOST)
    gap = max(left.rfind("  ") + 2, left.rfind("\t") + 1)
    if not left.isspace() and gap < 2 and not page.opens_line(start - len(left)):
        return False
    return _MIXED.match(left[gap if gap > 1 else 0 :]) is not None and _MIXED.match(right.lstrip()) is not None


def not_instructed(page: Page, start: int, _end: int) -> bool:
    """Neither its line nor the one above leads up to it as to an instruction (`Declassify on:`, `Exempt:`)."""
    lines = page.before(start, _MOST).lower().replace("\r", "\n").split("\n")
    return _INSTRUCTED.search("\n".join(lines[-2:])) is None


def not_stamp_field(page: Page, start: int, _end: int) -> bool:
    """It does not fill the field of a review stamp (`FOIA EXEMPTIONS   B1, B6`)."""
    return _STAMP_FIELD.search(page.line_before(start, _MOST)) is None


def not_grid(page: Page, start: int, end: int) -> bool:
    """No row beside it is of cells alike (`A1  A2  A3`), as in a plan of seats or a table of numbers to base 16.

    Nor is its own row, where no word of a release stands in the record: `B5 B6 B7 B8` are the doors of a hall. A lone
    `A1` above or below counts there only.
    """
    beside = [row for row in page.rows_beside(start, end, _MOST) if _CELLS.match(row) is not None]
    if any(len(row.split()) > 1 for row in beside) or (beside and not page.has("released")):
        return False
    if end - start < _FEWEST_CELLS:
        return True
    return not _counted(page.text[start:end].replace(",", " ").split()) or page.has("released")


def _counted(cells: list[str]) -> bool:
    """Return whether three cells or more of a letter and a figure count upwards by one."""
    if len(cells) < _CELLS_OF_ROW or any(len(cell) != 2 for cell in cells):
        return False
    figures = [ord(cell[1]) for cell in cells]
    return all(other - one == 1 for one, other in pairwise(figures))


def not_node(page: Page, start: int, end: int) -> bool:
    """It is no colour and parent of a node in a drawn tree (`8 (B) (6)`), whose rows begin further left and right."""
    if page.text[start : start + 4] != "(B) ":
        return True
    own = _NODES.match(page.line_before(start, _WIDEST) + page.text[start:end] + page.line_after(end, _WIDEST))
    if own is None:
        return True
    beside = map(_NODES.match, page.rows_beside(start, end, _WIDEST))
    return all(row is None or row["indent"] == own["indent"] for row in beside)
