"""Declassification stamps as words on a page: the word, the authority and the date behind it.

Source: 32 CFR 2001.25 (the word, the authority, the date), 36 CFR 1254.76 (the strip of the National Archives).
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import View
from redaction_audit.checks.dec.early import schedule_day
from redaction_audit.checks.dec.terms import SCHEDULED
from redaction_audit.dates import parse
from redaction_audit.expressions import fixed
from redaction_audit.lines import LINE_END
from redaction_audit.model import Frozen

_REACH = 260
"""Characters behind the word in which the rest of a stamp stands: four short lines."""
_AT_MOST = 200
_NEAR = 1995
"""The year around which two digits are read: declassification stamps are of 1945 and later."""


class Stamped(Frozen, frozen=True):
    """One stamp: where its word and its ISO date stand.

    Says also whether it names an authority, leaves a blank for the date, and has a number of the National Archives.
    """

    start: int
    end: int
    date: str | None
    date_start: int
    date_end: int
    authority: bool
    blanks: bool
    project: bool


def stamps(view: View) -> tuple[Stamped, ...]:
    """Return the declassification stamps of a record in text order; derive them with `view.once(stamps)`."""
    if not view.page.literals.any_of(("DECLASSIFIED", "Declassified")):
        return ()
    scheduled = SCHEDULED in view.regimes
    return tuple(_read(view.text, view.as_of.year, scheduled))


def _read(text: str, latest: int, scheduled: bool) -> Iterator[Stamped]:
    for number, word in enumerate(_word().finditer(text)):
        if number == _AT_MOST:
            return
        if not _opens(text, word.start()) or _instructs(text, word, scheduled):
            continue
        at = word.end()
        rest = text[at : at + _REACH]
        paragraph = _paragraph().search(rest)
        rest = rest[: paragraph.start()] if paragraph else rest
        day = _day().search(rest)
        yield Stamped(
            word.start(), at, parse(day.group(), near=_NEAR, latest=latest) if day else None,
            at + day.start() if day else at, at + day.end() if day else at,
            _authority().search(rest) is not None, "__" in rest or "Date" in rest or "DATE" in rest, "NND" in rest,
        )  # fmt: skip


def _opens(text: str, at: int) -> bool:
    """Return whether only blanks or rules stand before `at` on its line, or a column's blanks."""
    left = text[max(0, at - 160) : at]
    left = left[max(left.rfind("\n"), left.rfind("\r")) + 1 :]
    return not left.strip(" \t*|\x0c") or left.endswith("  ")


def _instructs(text: str, word: re.Match[str], scheduled: bool) -> bool:
    """Say whether the word tells when the general schedule of E.O. 11652 ends the classification, and no decision.

    `AUTOMATICALLY DOWNGRADED AT TWO YEAR INTERVALS AND / DECLASSIFIED ON DECEMBER 31, 1983` goes on from the line
    before. On records of those years (`scheduled`) the last day of a year, or a year alone, is the schedule's, unless
    somebody is named behind it (18 CFR 3a.22).
    """
    before = text[max(0, word.start() - _REACH) : word.start()]
    if paragraphs := list(_paragraph().finditer(before)):
        before = before[paragraphs[-1].end() :]
    due = schedule_day(text, word.end()) if scheduled else None
    if due is None and not _promised().search(before):
        return False
    rest = text[due or word.end() : (due or word.end()) + _REACH]
    paragraph = _paragraph().search(rest)
    return _authority().search(rest[: paragraph.start()] if paragraph else rest) is None


@cache
def _promised() -> re.Pattern[str]:
    """What stands before the word where it is part of an instruction."""
    return fixed(
        r"(?i:declassification\s{1,4}schedule|downgraded|intervals|\b(?:X?GDS|ADS)\b|\b(?:to|will|shall) be\s{0,4}\Z)"
    )


@cache
def _word() -> re.Pattern[str]:
    """The word in capitals at the end of its line, or with what a stamp says behind it."""
    said = r"(?:by|BY|By|on|ON|On)[ :]|(?:under|UNDER|[Pp]er|PER)\b|[Aa]uthority|AUTHORITY|E\.? ?O\.?|NND|\d"
    return fixed(
        rf"DECLASSIFIED(?=[ \t*.|]{{0,160}}(?:[\r\n]|\Z))|(?:DECLASSIFIED|Declassified)(?=[:,]? {{1,2}}(?:{said}))"
    )


@cache
def _paragraph() -> re.Pattern[str]:
    return fixed(rf"{LINE_END}[ \t]{{0,240}}{LINE_END}|\f")


@cache
def _day() -> re.Pattern[str]:
    month = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?"
    return fixed(
        r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)"
        rf"|\d{{1,2}}[ -]{month}[ ,-]{{1,2}}\d{{4}}|{month} \d{{1,2}},? \d{{4}}|{month} (?:19|20)\d\d)(?!\d)"
    )


@cache
def _authority() -> re.Pattern[str]:
    """Who or what declassified: `by` with a name or number, a project, an order, a guide, a case."""
    return fixed(
        r"\b(?:by|By|BY)[ :]{1,3}(?!on\b)[A-Za-z0-9]|(?:[Aa]uthority|AUTHORITY)[: ]{1,3}[A-Za-z0-9]|NND|NARA|NL[A-Z]\b"
        r"|E\.? ?O\.?[ ]?1\d|[Gg]uide|ISCAP|\bMR[ -]?\d|[Ss]ec(?:tion|\.)? ?\d"
    )
