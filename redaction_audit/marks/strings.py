"""Whether a mark fills a string of program text or opens a comment, as in programs and the manuals that quote them."""

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page

_QUOTES = frozenset("\"'")
_CODE = Expression(r"(?:=[ ]?|\w[(\[]|[\[{]|[\"']:[ ]?)\Z")
"""What stands before a string in program text."""
_BEHIND = (":", "]", "}")
"""What stands behind a string that is a key or ends a list; quoted names of correspondence stand before other signs."""
_LONGEST_LINE = 160
_COMMENT = ("#", "//", "/*", "<!--")


def assigned(page: Page, start: int, end: int) -> bool:
    """Return whether it fills a string that is assigned, handed over or listed: `mask = "XXXXXXXX"`."""
    quote = page.text[start - 1 : start]
    if quote not in _QUOTES or page.text[end : end + 1] != quote:
        return False
    return _CODE.search(page.before(start - 1, 3)) is not None


def not_commented(page: Page, start: int, _end: int) -> bool:
    """It does not open a comment of program text, as a note of work to do does (`# [XX] count again`)."""
    return not page.line_before(start, 40).rstrip().endswith(_COMMENT)


def not_string(page: Page, start: int, end: int) -> bool:
    """It fills no string of program text (`{"(b)(6)": "privacy"}`) and does not stand in backticks."""
    quote = page.text[start - 1 : start]
    if (quote not in _QUOTES and quote != "`") or page.text[end : end + 1] != quote:
        return True
    if quote == "`" or page.text[end + 1 : end + 2] in _BEHIND:
        return False
    line = page.line_before(start - 1, _LONGEST_LINE).rstrip()
    return not line.endswith("=") and line.rfind("[") <= line.rfind("]") and line.rfind("{") <= line.rfind("}")
