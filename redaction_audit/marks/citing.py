"""Whether a code is applied where it stands, or only cited, discussed, or part of an instruction."""

import re

from redaction_audit.expressions import Expression
from redaction_audit.lines import LINE_END
from redaction_audit.marks.page import Page, alone

_REASON = Expression(
    r"(?i)\breasons?\b(?:[\s:;,.&/()—–-]|\d|[A-H](?![A-Za-z])|and\b|or\b|for\b|section\b|sec\b|e\.?o\b"
    r"|(?:continued\s|original\s)?classif(?:ication|ying)\b){0,80}\Z"
)
_INSTRUCTION = Expression(
    r"(?i)\bdecl?(?:as)?(?:s(?:if(?:y|ied|ication))?)?\b[^\r\n]{0,80}\Z|\bdecl\b"
    r"|exempt(?:ion)?s?\s{0,3}:?\s{0,3}(?:(?:25|50)X\d[A-Z]?\s{0,2}[,;&]\s{0,3}){0,6}\Z"
)
_AFTER_INSTRUCTION = Expression(
    r"\s{0,2}[-,]\s{0,2}(?:human|wmd|hum|\d{4,8}\b)|[ ]?(?:exempt|date|event)", re.IGNORECASE
)
_LIST_BEFORE = Expression(r"(?i)(?:25|50)X\d[A-Z]?\s{0,2}(?:[,;&]|and|or|to|through)\s{0,3}\Z")
_LIST_AFTER = Expression(r"(?i)\s{0,2}(?:,|and|or|to|through)\s{0,2}(?:25|50)?X\d")
_CITING_WORDS = """
section sections sec sec. secs secs. para para. paragraph paragraphs subsection subsections sub-section
subparagraph subparagraphs subdivision subdivisions subpart subpart. subclause exemption exemptions exempted
clause clauses step steps rule rules article articles title part chapter under pursuant act acts statute statutes code
codes regulation regulations item items schedule foia exclusion exclusions provision provisions
criterion criteria category categories § §§ usc u.s.c. u.s.c u.s.c.a. c. cfr c.f.r. c.f.r
"""
_CITING = frozenset(_CITING_WORDS.split())
_BEFORE_NUMBER = frozenset("s s. ss ss. art art. arts arts. reg reg. regs regs. cl cl. sch sch.".split())  # noqa: SIM905
"""Abbreviations that cite law where a number stands between: `art. 5 (b)(1)` of a law elsewhere."""
_CLOSING_WORDS = """
act acts statute statutes code codes regulation regulations schedule foia title part chapter article articles rules
"""
_CLOSING = frozenset(_CLOSING_WORDS.split())
"""Words of citing that may end a heading or a paragraph: behind a blank line nothing is cited by them."""
_SMALL_NOUNS = frozenset(("code", "title"))
"""Words that cite law with a capital letter only: `entered the code (b)(7)(E)`."""
_PARAGRAPH_END = Expression(rf"{LINE_END}[ \t\xa0>]{{0,40}}{LINE_END}\s{{0,80}}\Z")
_HEADING = Expression(r"(?:\A|[\r\n])[^a-z\r\n]{4,120}(?:\r\n?|\n)[ \t\xa0>]{0,80}\Z")
"""A line of capitals: it does not run on into the next."""
_LISTING = frozenset(("are", "is", "were", "was", "include", "includes", "being"))
_LISTED_WORDS = frozenset(("exemption", "exemptions", "exclusion", "exclusions", "paragraphs", "sections"))
"""`The exemptions are (b)(3) and (b)(6)`."""
# Words that lead up to a person as well as to a section: they cite where the passage speaks of law.
_MAYBE_CITING_WORDS = """
see cf. per except notwithstanding foia's invoke invokes invoked invoking assert asserts asserted asserting
claim claims claimed claiming cite cites cited citing apply applies applied applying
"""
_MAYBE_CITING = frozenset(_MAYBE_CITING_WORDS.split())
# A colon behind a word makes it the name of a field (`Job Title: (b)(6)`), but for these.
_FIELDS_OF_LAW = frozenset(
    ("exemption", "exemptions", "exempted", "exclusion", "exclusions", "foia", "statute", "statutes")
)
_LAW = Expression(
    r"(?i)withh[eo]ld|redact|exempt|delet|excis|\bdeni(?:ed|al)|foia|freedom of information|privacy act|statut"
    r"|provision|u\.s\.c|c\.f\.r|§|\bsections?\b|\bsub(?:section|paragraph)"
    r"|\b(?:agencies|courts)\s(?:invok|assert|claim|cit|apply)ing\s\Z"
)
_DISCUSSED = Expression(
    r"(?i)withh[eo]ld|redact|exempt|delet|excis|statut|u\.s\.c|c\.f\.r|§|privacy act"
    r"|\b(?:section|paragraph)s?\s[\d(b]|in the margin|unwarranted|enforcement proceedings|techniques and procedures"
)
_GROUND_OF_BRACKET = Expression(
    r"(?i)\[(?:text |name |page )?(?:redacted|deleted|withheld|excised|removed)(?: in (?:full|part))?,?"
    r" (?:per|under|pursuant to)(?: FOIA)?(?: exemptions?)?[ ]\Z"
)
"""A bracket that withholds names its ground: `[Redacted per (b)(6)]`."""
_PROVED = Expression(r"(?:\A|[\r\n]|[.;:][ ]{1,2})[ \t#*_]{0,12}Proof of \Z")
"""The head of a proof: it names the part of a theorem, and a stop stands behind that."""
_CITING_PAIRS = frozenset(
    (
        "pursuant to",
        "accordance with",
        "defined in",
        "described in",
        "stated in",
        "provided in",
        "required by",
        "authorized by",
        "specified in",
        "contained in",
        "forth in",
        "of subsection",
    )
)
_MAY_CITE = (
    _CITING | _MAYBE_CITING | _LISTING | frozenset(["to", "with", "in", "by", "of", "forth", "and", "or", "through"])
)
_NUMERAL = Expression(r"§?[\dlIO]{1,5}[a-zA-Z]?")
_NUMERAL_BEGINS = tuple("§0123456789lIO")
# The statute that exemption 3 names behind its code: `(b)(3):10 USC 130b`.
_NAMES_STATUTE = (
    r"[ ]{0,2}[-:/]?\s?"
    r"(?:P\.?\s?L\.?\s?\d{2,3}-\d{1,3}|\d{1,2}\s?U\.?S\.?C\.?\s?(?:§\s?)?\d{3,4}[a-z]?(?:\([a-z0-9]\)){0,2})"
)
_TOUCHING = (*"0123456789", ")", "]", "§")
"""Signs directly before a code that make it a part of a citation; but codes may follow each other without a blank."""
_CODE_BEFORE = Expression(
    r"(?i)\(b[ ]?\)[ ]{0,2}\([1-9]\)(?:[ ]?\([A-F]\)){0,3}(?:-\d{1,2}|" + _NAMES_STATUTE + r")?\Z"
)
_BEHIND_CODE = Expression(r"(?i)\(b\)[ ]{0,2}\([1-9]\)(?:[ ]?\([A-F]\))?(?:-\d{1,2})?(?:[ ]?[,;/&][ ]?|[ ]?)\Z")
_CODE_AT_MOST = 48
_LEADING = 240
"""Characters behind a code in which dots lead to a page."""
_LONGEST_ITEM = 90
_BRACKETS = 6  # opening ones in an item at most, see _LISTED
_MOST_ITEMS = 1024  # remembered of one record
_BEFORE_BRACKET = 3  # characters of an item before the first one at most: `b) `
_STATUTE = Expression(r"(?i)\)" + _NAMES_STATUTE + r"\Z")
_LISTED = Expression(
    r"(?:(?:(?<![A-Za-z])\(?b\)?\s?)?(?:\([A-Za-z0-9]{1,3}\)\s?){1,3}(?:" + _NAMES_STATUTE + r")?"
    r"|\([^()]{0,60}\))[\s,;]{0,3}"
    r"(?:and|or|through|to|&|-|–)?(?:/or)?[\s,;]{0,3}\Z",
    re.IGNORECASE,
)
_OTHER_PARAGRAPH = Expression(r"(?i)\([ace-i]\)[ ]?\(\d")
"""A paragraph that no exemption has; (d), (j) and (k) are of the Privacy Act."""
_CITED_AFTER = Expression(
    r"[ \t]{0,3}(?:[-–]\((?:\d|b\)[ ]?\(9)"
    r"|,?\s?of\s(?:this|that|such|the)\s(?:sub)?(?:section|paragraph|part|title|chapter|act\b|article|statute|rule|regulation|code|foia|freedom|privacy)|,?\s?of\s(?:section|title|5\s|foia)"
    r"|\(?\s?(?:foia\s)?exemptions?\b(?!\s(?:officer|specialist))|\s?(?:redaction|withholding|deletion)s?\b"
    r"|-(?:redacted|withheld|protected|exempt)\b|et\sseq|,?\sas\samended"
    r"|(?:itself\s)?(?:applies|apply|(?:does|do)\snot|shall|may(?:\snot)?\sbe|protects?|permits?|exempts?|provides?|covers?"
    r"|authorizes?)\b[^.;\r\n]{0,60}(?:\r?\n)?[^.;\r\n]{0,60}?\b(?:withh|disclos|exempt|information|records?\b|files?\b"
    r"|documents?\b|materials?\b|memorand|privileg|personnel|agency|agencies|invoked|asserted|claimed|construed|waived"
    r"|techniques|guidelines|drafts|trade\ssecrets|personal\sprivacy|applie[ds]|apply|applicable|only\s(?:to|if|where|when)|public\b|matters\b|data\b))",
    re.IGNORECASE,
)
_WORD_AFTER = Expression(r"[ \t\xa0]{1,4}[\"“'(]?[A-Za-z]{2}")
_RESTRICTIONS = Expression(
    r"(?i)restrictions?\s{0,3}[:;]?[\s—–-]{0,8}"
    r"(?:\[?J(?:[EFP]K|FX)[ ]{1,2}(?:Act|Law)|and\b|or\b|[\dA-D;,/&()\[\] ]|(?:\r\n?|\n)(?!\s*[\r\n])){0,160}\Z"
)
_NAMED = Expression(r"(?i)\b(?:under|pursuant\sto|section|sections|of|the|with|by|see)[ \t]{1,3}\Z")


def not_reason_line(page: Page, start: int, _end: int) -> bool:
    """It is not the reason of a classification: nothing but other sections stands between it and the word `Reason`."""
    before = page.before(start)
    return "reason" not in before.lower() or _REASON.search(" ".join(before.split())) is None


def not_instruction(page: Page, start: int, end: int) -> bool:
    """It is not a declassification instruction (`Declassify On: 25X1, 20301231`).

    A list is one, but on pages of an archive that labels what it cuts.
    """
    if _AFTER_INSTRUCTION.match(page.text, end):
        return False
    before = page.before(start, 90)
    if (_LIST_AFTER.match(page.text, end) or _LIST_BEFORE.search(before)) and not page.has("stamped"):
        return False
    told = before.lower()
    return not ("decl" in told or "exempt" in told) or _INSTRUCTION.search(before) is None


def not_cited(page: Page, start: int, end: int) -> bool:
    """It is applied here and not merely cited (`section 552(b)(6)`, `under exemptions (b)(1) and (b)(3)`)."""
    head, blank, tail = page.before(start, 24).rpartition(" ")
    if blank and not tail and (word := head.rpartition(" ")[2]).isalpha() and word.lower() not in _MAY_CITE:
        page.led[start] = False
        return _CITED_AFTER.match(page.text, end) is None
    if alone(page, start, end):
        left = page.line_before(start, 160)
        if not left.strip():
            return _CITED_AFTER.match(page.text, end) is None
    else:
        left = page.before(start, 160)
    if left.endswith(_TOUCHING) and not _follows_code(left):
        return False
    if _CITED_AFTER.match(page.text, end):
        return False
    if page.text[end : end + 1] in (".", ":") and _PROVED.search(left[-32:]):
        return False
    if _GROUND_OF_BRACKET.search(left):
        page.led[start] = False
        return True
    return not _led(page, start, left)


def _follows_code(left: str) -> bool:
    """Return whether another code ends a text: codes may follow each other without a blank."""
    return _CODE_BEFORE.search(left, max(0, len(left) - _CODE_AT_MOST)) is not None


def behind_code(page: Page, start: int, _end: int) -> bool:
    """An exemption stands before it, with nothing but a comma or its like between: `(b)(6), (7)(C)`."""
    return _BEHIND_CODE.search(page.before(start, _CODE_AT_MOST)) is not None


def _led(page: Page, start: int, left: str) -> bool:
    """Return whether words of citing lead up to a code, or to the list it goes on; `left` is what stands before it.

    What is known of a code to the left is true of the whole list: a list is walked through once, not once an item.
    """
    floor = start - len(left)
    for _ in range(12):
        tail = left.rstrip(" \t\r\n,;&-–")
        if not tail.endswith((")", "and", "or", "through", "to")) and not _STATUTE.search(tail, max(0, len(tail) - 24)):
            break
        item = _last_item(page, left)
        if not item:
            break
        if _OTHER_PARAGRAPH.match(left, len(left) - item):
            page.led[start] = True
            return True
        left = left[:-item]
        known = page.led.get(floor + len(left))
        if known is not None:
            page.led[start] = known
            return known
    page.led[start] = led = _cited_by(left)
    return led


def _last_item(page: Page, left: str) -> int:
    """Return the length of the item of a list that a text ends with, and of what joins it to the next one; 0 for none.

    The search begins at the first bracket that can belong to the item; from all places before, it would try in vain.
    """
    at = end = len(left)
    floor = max(0, end - _LONGEST_ITEM)
    for _ in range(_BRACKETS):
        at = left.rfind("(", floor, at)
        if at < 0:
            at = floor
            break
    else:
        at = max(floor, at - _BEFORE_BRACKET)
    key = (left[at - 1 :], 1) if at else (left, 0)
    known = page.items.get(key)
    if known is None:
        if len(page.items) >= _MOST_ITEMS:
            page.items.clear()
        known = page.items[key] = _item_at_end(*key)
    return known


def _item_at_end(text: str, start: int) -> int:
    """Return the length of the item that ends a text and begins at `start` or later; 0 for none."""
    found = _LISTED.search(text, start)
    return 0 if found is None else len(text) - found.start()


def _cited_by(left: str) -> bool:
    """Return whether the last words of a text cite the code that stands behind them."""
    words = [word.strip(",(“\"'’") for word in left[-48:].split()]
    numbers = 0
    while numbers < 2 and words and words[-1][:1] in _NUMERAL_BEGINS and _NUMERAL.fullmatch(words[-1]):
        if words.pop().startswith("§"):
            return True
        numbers += 1
    if not words:
        return False
    last = words[-1].lower()
    if last.endswith(":"):
        return last.rstrip(":") in _FIELDS_OF_LAW
    if words[-1] in _SMALL_NOUNS:
        return False
    if numbers and last in _BEFORE_NUMBER:
        return True
    if last in _CITING:
        return last not in _CLOSING or (_PARAGRAPH_END.search(left[-90:]) is None and _HEADING.search(left) is None)
    if last.startswith("§") or " ".join(words[-2:]).lower() in _CITING_PAIRS:
        return True
    if last in _LISTING:
        return len(words) > 1 and words[-2].lower() in _LISTED_WORDS
    return last in _MAYBE_CITING and _LAW.search(left) is not None


def undiscussed(page: Page, start: int, end: int) -> bool:
    """No word of law stands on its line, as where a text speaks of exemptions without their parentheses."""
    return _DISCUSSED.search(page.line_before(start) + page.line_after(end)) is None


def not_listed(page: Page, _start: int, end: int) -> bool:
    """It does not stand in the heading that a table of contents lists: no row of dots leads from it to a page."""
    if page.text.find(".", end, end + _LEADING) < 0:
        return True
    right = page.line_after(end, _LEADING)
    return "....." not in right and ". . . ." not in right


def not_designator(page: Page, start: int, end: int) -> bool:
    """It does not number a paragraph of a statute: it opens a line before words, and so does an `(a)` elsewhere."""
    if _WORD_AFTER.match(page.text, end) is None or not page.opens_line(start):
        return True
    return not page.enumerated


def not_sheet_field(page: Page, start: int, _end: int) -> bool:
    """It does not fill the field `RESTRICTIONS:` of a record sheet."""
    return _RESTRICTIONS.search(page.before(start)) is None


def not_named(page: Page, start: int, _end: int) -> bool:
    """It is not cited in a sentence: no `under`, `section`, `of` ... stands directly before it on its line."""
    return _NAMED.search(page.line_before(start, 40)) is None
