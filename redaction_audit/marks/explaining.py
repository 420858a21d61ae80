"""Whether a bracket withholds something where it stands, or is explained or quoted there."""

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page

# What is said of a bracket where it is explained: things (`the phrase [...]`) and, behind one of them, verbs.
_CONVENTION = frozenset(
    """
    bracket brackets bracketed insertion insertions phrase phrases notation notations term terms label labels
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_SHOWING = frozenset(
    """
    marked indicated shown designated replaced read reads reading labeled labelled printed denoted noted
    """.split()  # noqa: SIM905 - as above
)
_EXPLAINED = Expression(
    r"(?i)\b(?:text|words?|names?|passages?|portions?|deletions?|excisions?|omissions?|redactions?|material|information"
    r"|withheld|classified|brackets?|bracketed|insertions?|phrases?|notations?|volumes?|editors?)\b"
)
_MEANING = Expression(
    r"[\"”’']?,?[ ](?:means[ ]that|stands?[ ]for[ ](?:text|names?|words?|what|material|information|a|the)\b)"
)
_OPENING = frozenset("“\"‘'`")
_CLOSING = frozenset("”\"’'`")
_LINKING = frozenset(["as", "by", "with", "like", "or", "and", "of", "the", "word", "words"])
_BRACKETED = Expression(r"\[[^\[\]]{0,90}\]")


def not_convention(page: Page, start: int, end: int) -> bool:
    """It is not explained as a convention (`bracketed insertions reading "[text not declassified]"`)."""
    if page.text[end : end + 1] == " " and _MEANING.match(page.text, end) is not None:
        return False
    last = page.before(start, 16).rpartition(" ")
    if last[2] == "" and last[1] and (word := last[0].rpartition(" ")[2]).isalpha() and not _may_explain(word):
        return True
    left = page.before(start, 100)
    words = [bare for word in left.lower().split()[-4:] if (bare := word.strip(":,(“\"'‘’”`"))]
    while words and words[-1] in _LINKING:
        words.pop()
    if not words or words[-1] in _CONVENTION:
        return not words
    return words[-1] not in _SHOWING or _EXPLAINED.search(_BRACKETED.sub("", left)) is None


def _may_explain(word: str) -> bool:
    return word in _LINKING or word.lower() in _CONVENTION or word.lower() in _SHOWING


def not_quoted(page: Page, start: int, end: int) -> bool:
    """It does not fill a quotation, which may quote the bracket itself."""
    left, right = page.text[start - 1 : start], page.text[end : end + 2].lstrip(".,")[:1]
    return not (left in _OPENING and right in _CLOSING and left != "" and right != "")
