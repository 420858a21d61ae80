"""Whether signs stand among words or touch them: a run of X that covers only part of a word hides the rest of it."""

from redaction_audit.expressions import Expression
from redaction_audit.marks.overtyping import overtyped
from redaction_audit.marks.page import Page

_SHORTEST = 8
"""Signs of a run that letters may touch: shorter ones are templates and identifiers."""
_BEFORE = Expression(r"(?:\A|[\s(\[\"“‘',;:>—–])(?P<word>[A-Za-z]{1,24})\Z")
_ADDRESS = Expression(r"[A-Za-z0-9]@\Z")
_QUOTES = frozenset("\"'")
NUMBERED = ("No. ", "no. ", "No ", "no ", "Number ", "number ", "#")
"""What stands in front of the form of a number: `Doc No. CXXXXXXXX`."""
_SMALL_WORDS = """
a and as at but by for from had has he her him his in is of on or said she that the their they to was were when while
who with
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that stand in front of a mark and may have lost the blank between."""
_LOST_BLANK = SMALL_WORDS | frozenset(("mr", "mrs", "dr"))
_BEHIND_LETTERS = Expression(r"(?:\.[A-Za-z]{2,12})?(?![A-Za-z0-9_=@/\\$%*(])|[a-z]{1,20}(?![A-Za-z0-9_])")
_BEHIND_BLANK = Expression(
    r"[sS](?![A-Za-z0-9_])|[A-WYZ]{2,20}(?![A-Za-z0-9_])|@[A-Za-z0-9-]{1,40}\.[A-Za-z]{2,12}(?![A-Za-z])"
)
_OPEN = frozenset((*" \t\r\n\x0c\xa0([\"“'‘,;:>—–", ""))
TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Capt.", "Col.", "Gen.", "Lt.", "Maj.", "Sgt.", "Sen.", "Rep.", "Amb.")
"""Abbreviations that lead up to a name: their stop ends no sentence."""
_BEHIND_WORD = Expression(rf"(?:[A-Za-z][,;’'\"”)]{{0,2}}|\b(?:{'|'.join(title[:-1] for title in TITLES)})\.) \(?\Z")
_BEFORE_WORD = Expression(r"\)? [(“\"]?[a-z]{2}|[.,;)]|['’]s\b| [a-z] [a-z]")


def hides_word(page: Page, start: int, end: int) -> bool:
    """A run of X that hides something, or covers a long part of a word whose other letters are left."""
    return overtyped(page, start, end) or (end - start >= _SHORTEST and _touches(page, start, end))


def _touches(page: Page, start: int, end: int) -> bool:
    """Letters of the same word, a small word that lost its blank, or the rest of an address touch the run."""
    text = page.text
    if text[start - 1 : start] in _OPEN:
        return _BEHIND_BLANK.match(text, end) is not None
    left = page.before(start, 26)
    found = _BEFORE.search(left)
    if found is None:
        return _ADDRESS.search(left) is not None and _BEHIND_LETTERS.match(text, end) is not None
    if left[found.start()] in _QUOTES and text[end : end + 1] in _QUOTES:
        return False  # a string of program text
    if left[: found.start("word")].endswith(NUMBERED):
        return False  # the form of a number: `Doc No. CXXXXXXXX`
    word = found["word"]
    named = word[:1].isupper() and (len(word) == 1 or word[1:].islower())
    return (named or word.lower() in _LOST_BLANK) and _BEHIND_LETTERS.match(text, end) is not None


def among_words(page: Page, start: int, end: int) -> bool:
    """Words lead up to it on its line, and words in small letters, or the end of a clause, follow."""
    return (
        _BEHIND_WORD.search(page.line_before(start, 9)) is not None and _BEFORE_WORD.match(page.text, end) is not None
    )
