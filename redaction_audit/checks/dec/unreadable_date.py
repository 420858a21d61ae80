"""DEC: a declassification date that no calendar has."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, unread
from redaction_audit.checks.dec.early import exemptions
from redaction_audit.checks.dec.sources import CHANGE, MARKING
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.dates import MONTHS, YEARLESS, month_of, unreal_in_month
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify

_HEAD = 6_000
"""Characters in which an order line or block stands; the same text deeper down is quotation."""

_BLOCK = "SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nReason: 1.4(b)\nDeclassify On: {}\n"


@record_check(
    "DEC002",
    "unreadable-declassification-date",
    severity="warning",
    cites=(MARKING, CHANGE),
    basis=("EO-06",),
    by_provenance=LATER_HANDS,
    when="unread",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦13/45/2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦02/30/2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦20152340⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦2015-04-31⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦FEB 30, 2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦31 APR 2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦29 FEB 15⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦05/00/2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦FEBRUARY 30⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦31 APRIL⟧"), date="2005-05-12"),
        Example("SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: ⟦April 31, 2015⟧\n", date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦12/15/206⟧"), date="2005-05-12"),
        Example(_BLOCK.format("⟦31st of April 2015⟧"), date="2005-05-12"),
        Example(_BLOCK.format("⟦2015 APR 31⟧"), date="2005-05-12"),
        Example(_BLOCK.format("⟦31/APR/2015⟧"), date="2005-05-12"),
        Example(_BLOCK.format("⟦99999999⟧"), date="2005-05-12"),
        Example(_BLOCK.format("⟦5/12/20015⟧"), date="2005-05-12"),
        Example(_BLOCK.format("25X1, ⟦05/00/2050⟧"), date="2013-05-12"),
        Example(_BLOCK.format("⟦April 9, 20l88⟧"), date="2008-06-04"),
        Example(_BLOCK.format("⟦9 April 20188⟧"), date="2008-06-04"),
        Example(telegram("E.O. 12958: DECL: ⟦09/19/2k15⟧"), date="2005-05-12"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 05/12/2015"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 2015/05/12"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 02/29/2016"), date="2006-03-01"),
        Example(telegram("E.O. 12958: DECL: 29 FEB 2016"), date="2006-03-01"),
        Example(telegram("E.O. 12958: DECL: FEBRUARY 28, 2015"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: FEBRUARY 29"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: MAY 35"), date="2005-05-12"),
        Example(_BLOCK.format("30th of April 2015"), date="2005-05-12"),
        Example(_BLOCK.format("25X1, 20500501"), date="2013-05-12"),
        Example(telegram("E.O. 12958: DECL: FEBRUARY 30 PARADE"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 2015-05-12"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: AFTER 31 MARCH ELECTIONS"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 25/12/2015"), date="2005-05-12"),
        Example(telegram("E.O. 13526: DECL: 20151225"), date="2010-12-25"),
        Example(
            telegram("E.O. 12958: DECL: 6/30/08", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2003-06-30"
        ),
        Example("E.O. 12958: DECL: O5/l2/2015\n\nThe board met.\n", date="2005-05-12"),
        Example("The lot numbers run 13/45/2015 and on.\n"),
        Example(telegram("E.O. 11652: EXEMPT, 5(B)(2)", by=""), date="1976-03-14"),
        Example(telegram("E.O. 11652: EXEMPT 5B(2)", by=""), date="1976-03-14"),
    ),
)
def unreadable_date(view: View) -> Iterator[Hit | Skip]:
    """The declassification date does not exist: month or day are out of range.

    ## Why it matters
    A date that no calendar has is no instruction. Nobody can tell when the record declassifies, and software that reads
    the field drops it without a word.

    ## What to do
    Compare with the page image: a digit may be misread. If it is printed so, treat the page as one without instruction.

    ## Known limits
    Numbers are read month first, as records of the United States print them; a date that exists when read day first
    passes. A day and a month without a year are looked at only for a day that the month never has. Letters among the
    figures may come from scanning: a note.
    """
    known = view.structure.fields.declassify_on
    if known is not None and (found := beside_exemption(view, known)) is not None:
        yield from _unreal(found)
        return
    if known is not None and known.kind not in ("empty", "event"):
        return
    if (place := unread(view)) is not None:
        if not any(place[0] <= start < place[1] for start, _, _ in exemptions(view)):  # a category and no date
            yield from _unread(view, place)
        return
    if "decl" not in view.text[:_HEAD].lower():
        return
    for found in _labelled().finditer(view.text, 0, _HEAD):
        if hits := list(_unreal(found)):
            yield from hits
            return


def _unreal(found: re.Match[str]) -> Iterator[Hit]:
    """Yield a hit where the printed date does not exist."""
    problem = _problem(found)
    if problem is not None:
        words, steps = problem
        data = {"arithmetic": steps, "printed": found["date"]}
        scanned = found["figures"] is not None and any(sign.lower() in "oil|sb" for sign in found["date"][-_YEAR:])
        yield Hit(
            *found.span("date"), words, kind="header.declassify-on", data=data, evidence=found["date"],
            severity="note" if scanned else None,
        )  # fmt: skip


def _unread(view: View, place: tuple[int, int]) -> Iterator[Hit]:
    """Yield a hit for figures in the order line that make no date; with letters among them a scan may have done it."""
    printed = view.text[slice(*place)]
    if not any(sign.isdecimal() for sign in printed):
        return
    words = "declassification instruction cannot be read: its figures make no date"
    data = {"arithmetic": f"{printed[:40]} is no day, month and year in any order", "printed": printed}
    scanned = any(sign not in "0123456789/-. " for sign in printed)
    yield Hit(
        *place, words, kind="header.declassify-on", data=data, evidence=printed, severity="note" if scanned else None
    )


_NAME = rf"(?P<{{}}>{'|'.join(MONTHS)})[a-z]{{{{0,6}}}}"
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}"
_STRANGE = r"(?=[^\s]{0,4}\d)[\doil|sb]{3,6}"
"""Figures of a year, some of which scanning made letters, one too many or too few: `20l88`."""


_DATE = (
    r"(?P<date>"
    r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)"
    r"|(?P<Y>\d{4})(?P<Mark>[/.-])(?P<M>\d{1,2})(?P=Mark)(?P<D>\d{1,2})"
    r"|(?P<YY>\d{4})(?P<MM>\d\d)(?P<DD>\d\d)"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \t/-]{0,3}"
    rf"{_NAME.format('name')}[.,]?[ \t/-]{{0,3}}(?P<year>\d{{4}}|\d\d)"
    rf"|(?P<Y_>(?:19|20)\d\d)[ \t-]{{0,2}}{_NAME.format('N_')}[ \t-]{{0,2}}(?P<D_>\d{{1,2}})"
    rf"|{_NAME.format('Name')}\.?[ \t]{{0,2}}(?P<Day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,[ \t]{0,2}|[ \t]{1,2})(?P<Year>\d{4})"
    rf"|(?P<yearless>{YEARLESS})(?=[ \t.,;]{{0,9}}(?:[\r\n]|\Z))"
    rf"|(?P<figures>\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,5}}|{_MONTH}\.?[ \t]{{0,2}}\d{{1,2}},?[ \t]{{1,2}}{_STRANGE}"
    rf"|\d{{1,2}}[ \t/-]{{0,3}}{_MONTH}[.,]?[ \t/-]{{1,3}}{_STRANGE}))"
    r"(?![\w/-])"
)
"""Pattern source of what is printed as a date, whether or not it is one; `figures` have a year of no known length."""


@cache
def _labelled() -> re.Pattern[str]:
    return fixed(rf"\bDECL(?:ASSIFY ON|ASSIFY|AS| ON)?[ \t]{{0,3}}[:;]?[ \t]{{0,8}}{_DATE}", re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    return fixed(rf"[ \t]{{0,3}}[,;][ \t\r\n]{{0,4}}{_DATE}", re.IGNORECASE)


def beside_exemption(view: View, due: Declassify) -> re.Match[str] | None:
    """Return the date behind an exemption that no calendar has (`25X1, 05/00/2030`), None where none stands there."""
    if due.kind != "code" or not due.codes[0].startswith(_EXEMPTIONS):
        return None
    found = _beside().match(view.text, due.end)
    return found if found is not None and _problem(found) is not None else None


_EXEMPTIONS = ("25X", "50X", "75X")
_YEAR = 3
"""Last signs of a date, which are those of its year."""


_PARTS = (
    ("y", "a", "b"), ("Y", "M", "D"), ("YY", "MM", "DD"), ("year", "name", "day"), ("Year", "Name", "Day"),
    ("Y_", "N_", "D_"),
)  # fmt: skip
"""Year, month and day of every form of `_labelled`; only the first may have its day first."""


def _problem(found: re.Match[str]) -> tuple[str, str] | None:
    """Return what is wrong with the printed date and its arithmetic; None when it exists, month or day first."""
    if found["figures"]:
        return f"declassification date {found['date']} has no year that can be read", "a year has 2 or 4 figures"
    if found["yearless"]:
        return _no_day(found["date"])
    printed = next(part for part in (found.group(*names) for names in _PARTS) if part[0])
    year, month, day = int(printed[0]), _month(printed[1]), int(printed[2])
    leap = year if year > 99 else year + 2000
    if _exists(leap, month, day) or (found["a"] and _exists(leap, day, month)):
        return None
    words = f"declassification date {found['date']} does not exist (month {month}, day {day})"
    if not 1 <= month <= 12:
        return words, f"a year has 12 months; marked month {month}"
    from calendar import monthrange

    return words, f"{leap:04}-{month:02} has {monthrange(leap, month)[1]} days; marked day {day}"


def _no_day(printed: str) -> tuple[str, str] | None:
    """Return what is wrong with a day and a month without a year, None for a day that there is."""
    unreal = unreal_in_month(printed)
    if unreal is None:
        return None
    from calendar import monthrange

    month, day = unreal
    words = f"declassification date {printed} does not exist (month {month}, day {day})"
    return words, f"month {month} has {monthrange(_LEAP, month)[1]} days at most; marked day {day}"


_LEAP = 2000
"""A year that has every day of the calendar."""


def _month(printed: str) -> int:
    return int(printed) if printed.isdecimal() else month_of(printed)


def _exists(year: int, month: int, day: int) -> bool:
    from calendar import monthrange

    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]
