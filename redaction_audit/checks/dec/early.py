"""Marks of the orders of 1961 to 1982 as printed: Group stamps, GDS and ADS with their date, XGDS categories."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.dec.block import anchored_day, author_due
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify

_MOST = 20
"""Marks of one kind that are read; a page carries one or two."""

_HEAD = 12_000
"""Characters at either end of a record in which a stamp is looked for."""


class Group(NamedTuple):
    """A Group stamp: its place and number as read, None when the figure is none (`GROUP V`)."""

    start: int
    end: int
    number: int


class Scheduled(NamedTuple):
    """A printed date of a schedule: its place, ISO at the precision printed, and the code it stands behind."""

    start: int
    end: int
    iso: str
    code: str


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "l": 1, "|": 1}


def groups(view: View) -> tuple[Group, ...]:
    """Return the Group stamps of the page; prose that says "group 1" is none.

    A stamp begins its line or stands behind a code, and ends its line or says what the group means (E.O. 10964).
    """
    return view.once(_groups)


def _groups(view: View) -> tuple[Group, ...]:
    if not view.page.literals.any_of(("GROUP", "Group", "GP-", "GP ")):
        return ()
    due, found = author_due(view), tuple(each_group(view.text))
    code = due.codes[0] if due is not None and due.codes else ""
    if due is not None and code.startswith("GROUP-") and code[6:].isdecimal() and not found:
        return (Group(due.start, due.end, int(code[6:])),)
    return found


def each_group(text: str) -> Iterator[Group]:
    """Yield the Group stamps of a text."""
    for count, found in enumerate(_group().finditer(text)):
        if count >= _MOST:
            return
        behind = _meaning().match(text, found.end())
        alone = _line_end().match(text, found.end()) and _line_start(text, found.start())
        if behind or (alone and found["word"].isupper()):
            printed = found["n"]
            yield Group(found.start(), found.end(), int(printed) if printed.isdecimal() else _ROMAN[printed])


def _line_start(text: str, at: int) -> bool:
    before = text[max(0, at - 80) : at]
    return not before[max(before.rfind("\n"), before.rfind("\r")) + 1 :].strip(" \t/,.;:-")


@cache
def _group() -> re.Pattern[str]:
    return fixed(
        r"\b(?P<word>GROUP|Group|GP)[ \t]{0,3}[-:]?[ \t]{0,3}(?P<n>[1-9](?!\d)|IV|V?I{1,3}|V|l(?![a-z])|\|)(?!\w)"
    )


@cache
def _meaning() -> re.Pattern[str]:
    return fixed(r"[\s.,:;)—–\-]{1,14}(?:excluded|downgraded|declassified)", re.IGNORECASE)


@cache
def _line_end() -> re.Pattern[str]:
    return fixed(r"[ \t.]{0,80}(?:[\r\n]|\Z)")


def scheduled(view: View) -> Scheduled | None:
    """Return the date printed with the schedule: `GDS 12/31/83`, `GDS, DECLASSIFIED 1985`, or the stamp in words."""
    return view.once(_scheduled)


def _scheduled(view: View) -> Scheduled | None:
    due = author_due(view)
    if due is not None and due.codes and due.codes[0] in ("GDS", "ADS"):
        if due.kind == "date":
            day = anchored_day(view, due)
            iso = day.isoformat() if day is not None else due.value
            return Scheduled(due.start, due.end, iso, due.codes[0]) if iso else None
        if (found := _behind_code().match(view.text, due.end)) is not None:
            return _read(found, due.codes[0])
    if due is not None and any(code.startswith("XGDS") for code in due.codes):
        return None  # exempt from the schedule, which the stamp names
    if view.page.literals.any_of(("CHEDULE", "chedule")):
        stamp = _stamp().search(view.text, 0, _HEAD) or _stamp().search(view.text, max(_HEAD, len(view.text) - _HEAD))
        return _read(stamp, "GDS") if stamp else None
    alone = _alone(view, ("GDS", "ADS")) if due is None else None
    found = _behind_code().match(view.text, alone.end()) if alone is not None else None
    return _read(found, alone.group()) if alone is not None and found is not None else None


def on_schedule(text: str) -> bool:
    """Say whether a line of the head or tail is GDS: alone, behind a level (`SECRET/GDS`), or before its own date."""
    return "GDS" in text and any(
        _own_line().search(text, *reach) for reach in ((0, _HEAD), (max(0, len(text) - _HEAD), len(text)))
    )


@cache
def _own_line() -> re.Pattern[str]:
    level = r"(?:(?:SECRET|CONFIDENTIAL)(?:[ /,\-(]{1,4}[A-Z]{4,9}){0,3}[)]?[ /,\-(]{1,4})"
    return fixed(
        rf"(?:\A|[\r\n])[ \t]{{0,80}}(?:TOP[ ])?{level}?GDS\)?"
        r"(?=[ \t.]{0,80}(?:[\r\n]|\Z)|[ \t]{3,80}[A-Z\d]|[ ,\-]{1,4}(?:DECLAS|Declas|\d))"
    )


def dated_mark(view: View) -> Declassify | None:
    """Return a mark of E.O. 12065 with its date that stands alone in its line: `RDS-4 6/5/99`, `REVIEW ON 1 JAN 2000`.

    The reader of instructions passes it over, for it has no label. None without one, or when its year is not certain.
    """
    from redaction_audit import dates

    found = _alone(view, ("RDS", "GDS", "REVIEW ON", "Review on"))
    date = _behind_mark().match(view.text, found.end()) if found is not None else None
    if found is None or date is None:
        return None
    iso = dates.parse(" ".join(date["date"].split()), earliest=view.date[0].year if view.date else None)
    if iso is None or len(iso) != len("1985-11-15"):
        return None
    return Declassify(
        "code", found.start(), date.end(), view.text[found.start() : date.end()], iso, (found.group().upper(),)
    )


def _alone(view: View, words: tuple[str, ...]) -> re.Match[str] | None:
    """Return the first of the words that begins its line."""
    for word in words:
        if word in view.page.literals:
            found = fixed(rf"(?<![^\r\n \t]){word}\b").search(view.text)
            if found is not None and _line_start(view.text, found.start()):
                return found
    return None


def _read(found: re.Match[str], code: str) -> Scheduled | None:
    from redaction_audit import dates

    printed = " ".join(found["date"].split())
    iso = printed if printed.isdecimal() and len(printed) == 4 else dates.parse(printed, earliest=1972)
    return Scheduled(*found.span("date"), iso, code) if iso else None


_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\.?"
_DATE = (
    rf"(?P<date>(?:{_MONTH}[ ]{{0,2}}\d{{1,2}},?\s{{1,2}}|\d{{1,2}}[ ]{_MONTH}[ ])?(?:19|20)\d\d"
    r"|\d{1,2}/\d{1,2}/(?:19|20)?\d\d)(?!\d)"
)


@cache
def _behind_code() -> re.Pattern[str]:
    return fixed(
        r"[\s,;:.(\-]{0,6}(?:AUTOMATICALLY )?(?:DECLASSIF(?:Y|IED)(?: ON| IN)?[\s:]{0,3})?" + _DATE, re.IGNORECASE
    )


@cache
def _behind_mark() -> re.Pattern[str]:
    """The digit of the mark, then its date."""
    return fixed(r"(?:-[1-4])?[ \t:]{1,4}" + _DATE, re.IGNORECASE)


@cache
def _stamp() -> re.Pattern[str]:
    """`... GENERAL DECLASSIFICATION SCHEDULE ... DECLASSIFIED ON DECEMBER 31, 1983` (18 CFR 3a.22)."""
    return fixed(
        r"DECLASSIFICATION\s{1,4}SCHEDULE\b[^\x00]{0,240}?DECLASSIFIED\s{1,4}(?:ON\s{1,4})?" + _DATE, re.IGNORECASE
    )


def schedule_day(text: str, at: int) -> int | None:
    """Return where a day of the general schedule ends that stands at `at`, behind `DECLASSIFIED`; None without one.

    It is the last day of a year or a year alone, and no more stands in its line: `ON DECEMBER 31, 1985`, `1985`.
    """
    found = _last_day().match(text, at)
    return found.end() if found else None


@cache
def _last_day() -> re.Pattern[str]:
    return fixed(
        r"[,:]?[ \t]{0,3}(?:on|in)?[ \t:]{0,3}(?:12/31/(?:19)?[7-9]\d"
        r"|(?:dec[a-z.]{0,6} 31,? {1,2}|31[ -]dec[a-z.]{0,6}[ -])?19[7-9]\d)(?=[ \t.)]{0,80}(?:[\r\n]|\Z))",
        re.IGNORECASE,
    )


def exemptions(view: View) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield place and category numbers of every exemption from the schedule: `XGDS-2`, `XGDS 2 AND 3`, `5(B)(2)`.

    The paragraph of the order that numbers the categories may stand before the numbers: `XGDS 5B(2)`.
    """
    if view.page.literals.any_of(("XGDS", "xgds", "Xgds", "XEMPT", "xempt", "11652")):
        for found in islice(_exemption().finditer(view.text), _MOST):
            numbers = found["coded"] or found["named"] or found["listed"]
            start = found.start("place") if found["named"] else found.start()
            yield start, found.end(), tuple(int(n) for n in re.findall(r"\d", numbers))


_PARAGRAPH = r"5[ ]?(?i:\(B\)|B)[ ]?"
"""The paragraph of E.O. 11652 that numbers the categories, `5(B)` or `5B`."""
_NUMBER = rf"\(?\d(?!\d|[ ]?[/.\-]\d|[ ]{{0,2}}(?i:{_MONTH}))\)?"
"""A figure that goes on as a date or a longer number is no category."""
_NUMBERS = rf"{_NUMBER}(?:[ ]{{0,2}}(?:,(?:[ ]{{0,2}}(?i:AND\b))?|&|(?i:AND\b))[ ]{{0,2}}{_NUMBER}){{0,5}}"
_NAMED = r"(?i:categor(?:y|ies)|cat\.)[ \t:.]{0,3}"


@cache
def _exemption() -> re.Pattern[str]:
    """The code; the numbers of an exemption category; `5(B)(2)` anywhere, but only with its brackets."""
    return fixed(
        rf"(?i:\bXGDS)[ \t]{{0,2}}[-=:,]?[ \t]{{0,2}}(?:{_NAMED})?(?:\(?{_PARAGRAPH})?(?P<coded>{_NUMBERS})"
        rf"|(?i:exempt\w{{0,3}}[\s,:]{{1,3}}(?:under\s{{1,3}}|from\s{{1,3}}(?:the\s{{1,3}})?GDS[\s,:;]{{1,3}})?)"
        rf"(?P<place>(?:{_NAMED}(?:{_PARAGRAPH})?|{_PARAGRAPH})(?P<named>{_NUMBERS}))"
        rf"|\b5[ ]?\((?i:B)\)[ ]?(?P<listed>{_NUMBERS})"
    )
