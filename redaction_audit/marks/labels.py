"""Whether the words of a label are printed over a gap, or are prose."""

import re

from redaction_audit.expressions import Expression
from redaction_audit.marks.page import Page, alone

_NOUN = Expression(
    r"[ \t]{1,2}(?:testimon|subpoena|indict|proceeding|investigat(?:ion|or)s?\b(?! into)"
    r"|material|secrecy|transcript|witness|minutes|process|rules?\b|information"
    r"|matters?\b|act\b|system|room|report|found\b|return|convene"
    r"|hear|charg|foreman|foreperson|members?\b|juror|service|duty|presentment"
    r"|and\s(?:the|a)\b|protection|polic|laws?\b|rights?\b|exemption|redaction"
    r"|concern|interest|issues?\b|statement|notice|of\s[a-z])"
    r"|['’]s\b|s\b|-[a-z]|\s?\((?![\d(])",
    re.IGNORECASE,
)
_DETERMINER = Expression(
    r"(?:\b(?:the|a|an|this|that|each|any|such|federal|special|county|state|d\.c\."
    r"|first|second|new|regular|petit|statewide|before|of|u\.s\.|our|his|her|their"
    r"|its|every|no|by"
    r"|former|sitting|local|district|superior|circuit|court|legal|or|protecting"
    r"|regarding)|['’]s)[ \t\r\n]{1,3}\Z|[-“\"‘'(/\\_]\Z",
    re.IGNORECASE,
)
_COMPOUND = Expression(
    r"['’]s\b|s\b|-[a-z]|[ \t]{1,2}(?:testimon|subpoena|indictment|proceeding|material|secrecy|transcript|Act\b)",
    re.IGNORECASE,
)
_FIGURE_AFTER = Expression(r"[ \t]{0,2}[\d&/+-]")
_NOTE_NUMBER = Expression(r"(?:\A|[\r\n])(?:\[\d{1,4}\] ?)?\Z")
_NOTE = Expression(r"\[\d{1,4}\]|<FN\d{1,4}>")
_ROW = 240
_LABEL = Expression(r"Harm to Ongoing|(?:Investigative|Personal|Grand)\s{1,3}(?:Technique|Privacy|Jury)")


def not_prose(page: Page, start: int, end: int) -> bool:
    """It does not run on as prose (`the Grand Jury testimony`); where labels abound only what follows tells."""
    if page.has("strong-label"):
        return _COMPOUND.match(page.text, end) is None
    return _NOUN.match(page.text, end) is None and _DETERMINER.search(page.before(start, 24)) is None


def not_bracketed(page: Page, start: int, _end: int) -> bool:
    """No opening bracket stands directly before it."""
    return page.text[start - 1 : start] not in ("[", "(", "{", "<")


def not_heading(page: Page, start: int, end: int) -> bool:
    """It does not stand between blank lines, far from notes, with no other label in the record, as a heading does."""
    if not alone(page, start, end) or any(row.strip() for row in page.rows_beside(start, end, _ROW)):
        return True
    return len(page.listed("labels", _labels)) > 1 or _NOTE.search(page.before(start)) is not None


def only_bracketed(page: Page, _start: int, _end: int) -> bool:
    """No label stands without brackets in the record: where they do, one in brackets may be the words of an editor."""
    return all(page.text[at - 1 : at] == "[" for at in page.listed("labels", _labels))


def _labels(text: str) -> list[int]:
    return [label.start() for label in _LABEL.finditer(text)]


def short_label(page: Page, start: int, end: int) -> bool:
    """It stands like a printed label: no figure behind, no article before it; `IT` only behind a note number."""
    if _NOUN.match(page.text, end) or _DETERMINER.search(page.before(start, 24)) or _FIGURE_AFTER.match(page.text, end):
        return False
    if page.text[start:end] != "IT":
        return True
    return _NOTE_NUMBER.search(page.before(start, 12)) is not None and not page.text[end : end + 4].strip().isupper()
