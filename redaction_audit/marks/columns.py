"""Whether a code stands in a column of nothing but codes, and is no list in an instruction."""

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page

_CODE = (
    r"(?:P-?[1-6]|\(?[bB]\)?[ ]?\(?[1-9]\)?(?:[ ]?\([A-Fa-f]\)|[A-F])?|\([aA]\)[ ]?\([1-6]\)|PRM|RR"
    r"|[135]\.[3-7][ ]?\([a-h]\))"
)
_CODES = Expression(rf"(?:{_CODE}(?![A-Za-z0-9])|and\b|[/,;&+] ?| (?! )){{0,24}}\s{{0,240}}\Z")
_INSTRUCTED = Expression(r"decl|exempt|reason|derived|\be\.?o\b|\border\b|:[ \t\xa0]{0,240}\Z")
_MOST = 120


def code_column(page: Page, start: int, end: int) -> bool:
    """Between the last gap of its line, or the beginning, and the line's end stand nothing but codes."""
    left = page.line_before(start, _MOST).replace("\xa0", " ")
    left = left[max(left.rfind("  "), left.rfind("\t"), left.rfind("\x0c")) + 1 :].lstrip()
    return _CODES.match(left) is not None and _CODES.match(page.line_after(end, _MOST).lstrip(" )")) is not None


def not_instructed(page: Page, start: int, _end: int) -> bool:
    """Neither its line nor the one above leads up to it as to an instruction (`Declassify on:`, `Exempt:`)."""
    lines = page.before(start, _MOST).lower().replace("\r", "\n").split("\n")
    return _INSTRUCTED.search("\n".join(lines[-2:])) is None
