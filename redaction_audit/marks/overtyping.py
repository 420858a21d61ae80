"""Whether a run of X hides something, or is a mask, a template, a border or work to be done."""

import re

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import LINE_END, Page
from redaction_audit.marks.runs import runs
from redaction_audit.marks.strings import assigned

_LOWER_TAIL = Expression(r"[a-z][a-z'’]{1,20}(?![A-Za-z0-9_])")
_TASK_WORDS = """
rfc page pages year port no. no number bug issue ticket version cve nr nr. volume vol vol. room box line chapter
figure table step todo fixme #define
"""
_TASK = frozenset(_TASK_WORDS.split())
_NUMBERED_WORDS = """
ch ch. cap. canto psalm psalms sec sec. sect. section art art. article act scene plate tab. legio
"""
_NUMBERED = _TASK | frozenset(_NUMBERED_WORDS.split())
_UNIT = Expression(r"\.?[ ](?:Panzer[ ]?|Armee)?(?:[Cc]orps|[Kk]orps|Army|Legion|Division)\b")
_COMMENT = ("#", "//", "/*", "*", "--", ";", "%", "<!--", '"', "'", "`", "“", "‘")
_CAPITAL_SENTENCE = Expression(r"[:?!]|[ \t]{1,2}[A-Z][a-z]{1,12} (?!said\b|told\b)[a-z]")
_MASK = Expression(r"[\dXx$€£#]\Z")
_SHORT = 8
"""Signs of the longest run that may be a part of an identifier, and the signs that make it one."""
_IDENTIFYING = frozenset("_=/.")
_CARD = Expression(r"(?:XXXX[ -]){2,3}(?:XXXX|\d{4})(?![\dX])")
"""The number of a payment card in groups of four, most of them masked."""
_BOXED = Expression(r"[ \t]{0,60}X[ \t]{1,80}\S.{0,200}?[ \t]{1,80}X[ \t]{0,60}\Z")
_AMONG_WORDS = Expression(r"(?<=[a-z,][ \n])X{4,59}(?!\w)|(?<!\S)X{4,59}(?=[ \n][a-z])")
_FILLING = Expression(r"[ .>_-]{1,100}\]")
"""What a bar of progress has not yet reached: `[XXXXXXXX    ]`."""
_ISSUED = Expression(
    r"(?i)\b(?:serial|password|passphrase|passcode|(?:auth|access)[ _-]token"
    r"|(?:licen[cs]e|product|activation|registration|api|access|secret)[ _-]key)"
    r"(?:[ ](?:no\.?|number|code|key))?[ ]{0,3}[:=]?[ \t]{1,20}\Z"
)
"""Names of fields for a secret or the number of a thing sold."""
_BORDER = 60
"""Signs from which on a row is a border, whatever else the record holds."""

_NEAR = 1000
_CARD_BEFORE = 15  # characters of the other groups at most
_NUMERAL = 4
"""Letters of the longest numeral of X alone, as old books and armies write forty."""


def templates(text: str) -> list[int]:
    """Return, ascending, where short runs of X are a part of some identifier (`id=XXXXXX`), and where runs of Y are."""
    glued = [start for start, end in runs(text, "XXXX") if end - start <= _SHORT and _is_glued(text, start, end)]
    return sorted([*glued, *[start for start, _ in runs(text, "YYYY")]])


def _is_glued(text: str, start: int, end: int) -> bool:
    """A letter, a figure or a sign of identifiers stands before it, and no letter behind it."""
    left = text[start - 1 : start]
    return (left.isalnum() or left in _IDENTIFYING) and not text[end : end + 1].isalpha()


_REMARK = Expression(r"\((?:strictly )?protect|\([A-Za-z]{2,20} [a-z]", re.IGNORECASE)
"""A remark on the person, glued to the run."""
_OPEN = frozenset(("", " ", "\n", ",", ";"))


def overtyped(page: Page, start: int, end: int) -> bool:
    """A run of X that hides something: no number mask, template, identifier or part of a word, but a name's tail."""
    text, size = page.text, end - start
    left, right = text[start - 1 : start], text[end : end + 1]
    if size > 7 and left in _OPEN and (right in _OPEN or _REMARK.match(text, end) is not None):
        return True
    if left and (left.isalnum() or left in "_$#\\@%=+*~^&<{|!?"):
        return False
    if assigned(page, start, end):
        return False
    if left == "[" and _FILLING.match(text, end) is not None:
        return False
    if (
        left in ("-", "/", ".", ":", "–")
        and (size < 8 or _MASK.search(text[max(0, start - 2) : start - 1]))
        and not _joined(text, start, size)
    ):
        return False
    if right:
        if right.isalnum():
            return (
                size >= 5
                and _LOWER_TAIL.match(text, end) is not None
                and (not left or left.isspace() or left in "(\"“'")
            )
        if right in "_=@*\\(+<{|%$^~" or text[end : end + 3] in ("://", "://"):
            return False
        if right in "-/.:" and size < 8 and text[end + 1 : end + 2].isalnum():
            return False
    return size > 7 or not _placeholder(page, start, end)


def _joined(text: str, start: int, size: int) -> bool:
    """Two long runs joined by one character hide two words."""
    return size >= 8 and text[max(0, start - 9) : start - 1] == "X" * 8


def _placeholder(page: Page, start: int, end: int) -> bool:
    """A short run that stands for work to do (`# XXXX fix this`, `RFC XXXX`)."""
    before = page.line_before(start, 32).rstrip()
    numbered = _NUMBERED if end - start == _NUMERAL else _TASK
    if before.endswith(_COMMENT) or before.rpartition(" ")[2].lower() in numbered:
        return True
    if end - start == _NUMERAL and (_UNIT.match(page.text, end) is not None or _of_card(page.text, start, end)):
        return True
    if page.listed_within("templates", templates, start - _NEAR, end + _NEAR):
        return True
    return not before and _CAPITAL_SENTENCE.match(page.text, end) is not None


def _of_card(text: str, start: int, end: int) -> bool:
    first, last = max(0, start - _CARD_BEFORE), end + _CARD_BEFORE
    if text.count("XXXX", first, last) == 1:
        return False  # the run itself; of a card at least two groups are masked
    return any(card.end() >= end for card in _CARD.finditer(text, first, last))


def not_filler(page: Page, start: int, end: int) -> bool:
    """It is no row of its own with nothing but blank lines or other rows around it (borders, struck-out lines).

    Nor does it stand for what a reader is to fill in (`Serial: XXXXXXXX`).
    """
    after = page.text[end : end + 2]
    if after[:1] not in ("", " ", "\n", "\r", "\t") or (after[:1] == " " and after[1:].isalnum()):
        return True
    if LINE_END.match(page.text, end) is None:
        return True
    if not page.opens_line(start):
        return _ISSUED.search(page.line_before(start, 40)) is None
    rows = page.rows_beside(start, end, 160)
    if any(map(_worded, rows)):
        return True
    return end - start < _BORDER and not any(map(_side, rows)) and _has_like(page, end - start)


def _worded(line: str) -> bool:
    return bool(line.strip(" \tXx\x0c\xa0.,'s")) and not _side(line)


def _side(line: str) -> bool:
    """Return whether a line is a row of a box: a sign at either end, and something between them."""
    return _BOXED.match(line) is not None


def _has_like(page: Page, size: int) -> bool:
    """Return whether a run of the same length stands among words elsewhere in the record."""
    return size in page.listed("lengths", _lengths)


def _lengths(text: str) -> list[int]:
    return [len(run[0]) for run in _AMONG_WORDS.finditer(text)]
