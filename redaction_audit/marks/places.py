"""Where a mark may stand: named tests of the surroundings, a closed table for the vocabularies.

Every test looks at a bounded stretch on either side, so that a record of one endless line costs no more than any other.
"""

from redaction_audit.expressions import Expression
from redaction_audit.marks.bars import not_matrix, not_program, not_stacked
from redaction_audit.marks.citing import (
    behind_code,
    not_cited,
    not_designator,
    not_instruction,
    not_listed,
    not_named,
    not_reason_line,
    not_sheet_field,
    undiscussed,
)
from redaction_audit.marks.columns import code_column, mixed_margin, not_grid, not_instructed, not_node, not_stamp_field
from redaction_audit.marks.explaining import not_convention, not_quoted
from redaction_audit.marks.gluing import TITLES, among_words, hides_word
from redaction_audit.marks.labels import not_bracketed, not_heading, not_prose, only_bracketed, short_label
from redaction_audit.marks.overtyping import not_filler, overtyped
from redaction_audit.marks.page import BLANK, Page, Place, clear_left, margin
from redaction_audit.marks.strings import not_commented, not_string

_NEAR_CODE = Expression(
    r"(?:^|[ \t\r\n])(?:1\.[3-7]\([A-H]\)|B[1-9](?:\([A-F]\))?|B3 [A-Z/ ]{2,20})[ \t]{0,40}(?=[\r\n]|$)"
)
_ANY_CODE = Expression(
    r"\([bB]\)[ ]{0,2}\([1-9]\)(?:[ ]?\([A-F]\))?|(?<![A-Za-z0-9])[bB](?:[1356]|7[A-F]|7\([A-F]\))(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9.])1\.[3-7]\([A-Ha-h]\)"
)
_STACKED = Expression(r"(?:^|[\r\n])[ \t]{0,120}[Bb][1-9](?:\([A-F]\)|[A-F])?[ \t]{0,9}(?:$|[\r\n\0])|1\.4\([A-H]\)")

_SEPARATORS = frozenset(",;\t|")
_PAIRS = frozenset(("()", "[]", "{}"))
_QUOTES = frozenset("\"'“”‘’`")
# Words behind which REDACTED speaks of a page (`the page is REDACTED`) and hides nothing.
_ANNOUNCING_WORDS = """
a an the this that is are was were be been being has have had not no fully partly partially heavily largely
entirely publicly marked stamped labeled labelled called word words as or and text value string
"""
_ANNOUNCING = frozenset(_ANNOUNCING_WORDS.split())


def not_in_word(page: Page, start: int, end: int) -> bool:
    """No letter or digit touches it on either side."""
    text = page.text
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(c.isalnum() or c == "_" for c in around)


def in_sentence(page: Page, start: int, end: int) -> bool:
    """Words stand on both sides of it on its line."""
    left, right = page.line_before(start, 24).rstrip(), page.line_after(end, 24).lstrip()
    return (left[-1:].isalpha() or left.endswith((",", *TITLES))) and right[:1].isalpha() and right[:1].islower()


def outside_bracket(page: Page, start: int, _end: int) -> bool:
    """No square bracket opened shortly before it is still open."""
    left = page.before(start)
    return left.rfind("[") <= left.rfind("]")


def begins_sentence(page: Page, start: int, _end: int) -> bool:
    """It does not run on from a lower-case word or a comma."""
    left = page.before(start, 24).rstrip()
    word = left.rpartition(" ")[2].rpartition("\n")[2].lstrip("([“\"'‘")
    return not left.endswith(",") and not (word.isalpha() and word.islower())


def in_stack(page: Page, start: int, end: int) -> bool:
    """Another code stands on a neighbouring line, or many blanks before it, or the record is of such an agency."""
    left = page.before(start, 40)
    if len(left) - len(left.rstrip(BLANK)) >= 12 or page.has("released") or page.has("fbi"):
        return True
    near = page.before(start, 120) + "\0" + page.text[end : end + 120]
    return _STACKED.search(near) is not None


def intelligence_place(page: Page, start: int, end: int) -> bool:
    """It stands in the margin, or the record bears a release stamp of an intelligence agency."""
    return margin(page, start, end) or page.has("cia")


def order_place(page: Page, start: int, end: int) -> bool:
    """It stands in the margin, among other codes at most, or says how old the record is (`>25Yrs`)."""
    return mixed_margin(page, start, end) or page.text[end - 3 : end].lower().rstrip("s").endswith("yr")


def sheet_row(page: Page, start: int, end: int) -> bool:
    """It ends a row of a withdrawal sheet: at least two blanks before it, a figure or date earlier on the line."""
    return margin(page, start, end) and any(c.isdigit() for c in page.line_before(start))


def sheet_line(page: Page, start: int, end: int) -> bool:
    """It fills its line, but for a number, blanks or codes."""
    left, right = page.line_before(start, 60), _ANY_CODE.sub("", page.line_after(end, 60))
    return not any(c.isalpha() for c in left) and not any(c.isalpha() for c in right)


def bracketed(page: Page, start: int, end: int) -> bool:
    """It fills a pair of brackets that touch no word."""
    before, after = page.text[start - 1 : start], page.text[end : end + 1]
    if before + after not in _PAIRS or page.text[max(0, start - 2) : start - 1].isalnum():
        return False
    return page.text[end + 1 : end + 2] != "-" or not page.text[end + 2 : end + 3].isalpha()


def no_code_near(page: Page, start: int, end: int) -> bool:
    """No whole code stands on the same or a neighbouring line."""
    near = page.before(start, 160) + "\n" + page.text[end : end + 160]
    return _NEAR_CODE.search(near) is None


def beside_code(page: Page, start: int, end: int) -> bool:
    """A code of an exemption stands within a few lines."""
    return _ANY_CODE.search(page.before(start)) is not None or _ANY_CODE.search(page.text, end, end + 240) is not None


def in_running_text(page: Page, start: int, end: int) -> bool:
    """It stands among the words of a line, not in the margin."""
    return not margin(page, start, end)


def fills_field(page: Page, start: int, end: int) -> bool:
    """It stands alone on its line, in the margin, or is all that stands behind a field's name."""
    if margin(page, start, end):
        return True
    return page.line_before(start, 60).rstrip().endswith(":") and not page.line_after(end, 60).strip()


def _fills_cell(page: Page, start: int, end: int) -> bool:
    """Return whether it is all between two separators of a table, or between one and an end of its line."""
    around = page.line_before(start, 2)[-1:] + page.line_after(end, 2)[:1]
    if around.startswith(" ") or around.endswith(" "):
        return page.line_before(start, 2) == "| " and page.line_after(end, 2) == " |"
    return bool(around) and all(sign in _SEPARATORS for sign in around)


def bare_word(page: Page, start: int, end: int) -> bool:
    """It stands in place of a word: alone on its line, behind a field's name, or in capitals among small letters."""
    if fills_field(page, start, end):
        return True
    if bracketed(page, start, end):
        return False
    if _fills_cell(page, start, end):
        return True
    left = page.line_before(start, 60).rstrip()
    if left.endswith(":"):
        return False
    if page.text[start - 1 : start] in _QUOTES or (
        page.text[end : end + 1] in _QUOTES and page.text[end + 1 : end + 2] != "s"
    ):
        return False
    if left.endswith(("REDACTED and", "REDACTED, and", "REDACTED or")):
        return True
    word = left.rpartition(" ")[2].strip("(,;")
    return any(c.islower() for c in word) and word.lower() not in _ANNOUNCING


# Tests of the whole record, by the words that `Page.has` looks up.
GATED = {
    "withdrawal-sheet": "sheet",
    "lettered-sheet": "lettered",
    "intelligence-release": "cia",
    "bureau-release": "bureau",
    "labelled": "labels",
    "released": "released",
    "closed-only": "closed-only",
}


def _gate(name: str) -> Place:
    def place(page: Page, _start: int, _end: int) -> bool:
        return page.has(name)

    return place


PLACES: dict[str, Place] = {
    "not-sheet-field": not_sheet_field,
    "not-named": not_named,
    "not-quoted": not_quoted,
    "no-code-near": no_code_near,
    "beside-code": beside_code,
    "in-running-text": in_running_text,
    "fills-field": fills_field,
    "undiscussed": undiscussed,
    "intelligence-place": intelligence_place,
    "order-place": order_place,
    "sheet-row": sheet_row,
    "sheet-line": sheet_line,
    "margin": margin,
    "clear-left": clear_left,
    "begins-sentence": begins_sentence,
    "outside-bracket": outside_bracket,
    "short-label": short_label,
    "bare-word": bare_word,
    "bracketed": bracketed,
    "in-stack": in_stack,
    "in-sentence": in_sentence,
    "not-reason-line": not_reason_line,
    "not-instruction": not_instruction,
    "not-cited": not_cited,
    "behind-code": behind_code,
    "not-string": not_string,
    "not-designator": not_designator,
    "not-listed": not_listed,
    "not-in-word": not_in_word,
    "not-filler": not_filler,
    "not-convention": not_convention,
    "not-program": not_program,
    "not-matrix": not_matrix,
    "not-stacked": not_stacked,
    "not-commented": not_commented,
    "not-prose": not_prose,
    "not-bracketed": not_bracketed,
    "not-heading": not_heading,
    "only-bracketed": only_bracketed,
    "overtyped": overtyped,
    "hides-word": hides_word,
    "among-words": among_words,
    "code-column": code_column,
    "mixed-margin": mixed_margin,
    "not-instructed": not_instructed,
    "not-grid": not_grid,
    "not-node": not_node,
    "not-stamp-field": not_stamp_field,
    **{place: _gate(name) for place, name in GATED.items()},
}
