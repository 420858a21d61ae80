"""Whether letters that touch a long run of X are part of the word it covers, not of an identifier or a path."""

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page

_BEFORE = Expression(r"(?:\A|[\s(\[\"“‘',;:>—–])(?P<word>[A-Za-z]{1,24})\Z")
_ADDRESS = Expression(r"[A-Za-z0-9]@\Z")
_QUOTES = frozenset("\"'")
_LOST_BLANK_WORDS = """
a and as at but by for from had has he her him his in is of on or said she that the their they to was were when while
who with mr mrs dr
"""
_LOST_BLANK = frozenset(_LOST_BLANK_WORDS.split())
_TAIL = Expression(r"(?:\.[A-Za-z]{2,12})?(?![A-Za-z0-9_=@/\\$%*(])|[a-z]{1,20}(?![A-Za-z0-9_])")


def touches_word(page: Page, start: int, end: int) -> bool:
    """The first letters of a name stand before it, a small word that lost its blank, or the user of an address."""
    left = page.before(start, 26)
    found = _BEFORE.search(left)
    if found is None:
        return _ADDRESS.search(left) is not None and _TAIL.match(page.text, end) is not None
    if left[found.start()] in _QUOTES and page.text[end : end + 1] in _QUOTES:
        return False  # a string of program text
    word = found["word"]
    named = word[:1].isupper() and (len(word) == 1 or word[1:].islower())
    return (named or word.lower() in _LOST_BLANK) and _TAIL.match(page.text, end) is not None


_BEHIND_WORD = Expression(r"[A-Za-z][,;’'\"”)]{0,2} \(?\Z")
_BEFORE_WORD = Expression(r"\)? [(“\"]?[a-z]{2}|[.,;)]|['’]s\b| [a-z] [a-z]")


def among_words(page: Page, start: int, end: int) -> bool:
    """Words lead up to it on its line, and words in small letters, or the end of a clause, follow."""
    return (
        _BEHIND_WORD.search(page.line_before(start, 8)) is not None and _BEFORE_WORD.match(page.text, end) is not None
    )
