"""What an instruction says as a whole: which of a date, an event and a code beside each other counts."""

import re
from functools import cache

from msgspec.structs import replace

from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify
from redaction_audit.structure.due.codes import read_codes
from redaction_audit.structure.due.days import BLANK, FIGURES, anchor, read_date, read_figures
from redaction_audit.structure.due.events import counted, event_behind, read_event


@cache
def _plain() -> re.Pattern[str]:
    return fixed(FIGURES)


@cache
def _worded() -> re.Pattern[str]:
    """An X with words for its digit, as an order line of 1995 to 2003 may have it (5 CFR 1312.8(a)(4)(iv))."""
    return fixed(r"x(?=[ ,\-]{1,3}\(?[a-z]{3}|\()")


@cache
def _none() -> re.Pattern[str]:
    return fixed(r"(?:n ?[/.\\]? ?a|none|not applicable|unclassified)\b\.?")


def read_due(text: str, low: str, start: int, end: int, order: str | None, year: int | None) -> Declassify | None:
    """Return the instruction that begins at `start` and ends before `end`, None when nothing stands there.

    `low` is `text` in lower case; `order` is the order's number as printed and `year` the record's year, the anchors
    of a two-digit year. A date wins over a code beside it, and so does the event of an exemption (`25X6, UPON CLOSURE
    OF THE TALKS`); the code is kept in `codes`. What runs over several lines is read as one, with one blank for many.
    """
    while start < end and low[start] in BLANK:
        start += 1
    if start >= end:
        return None
    if _loose().search(low, start, end) is None:
        return _read_line(text, low, start, end, order, year)
    places = _places(low, start, end)
    line, low_line = (_joined(whole, places) for whole in (text, low))
    due = _read_line(line, low_line, 0, len(places), order, year)
    if due is None:
        return None
    first, behind = places[due.start], places[due.end - 1] + 1
    return replace(due, start=first, end=behind, raw=text[first:behind])


@cache
def _loose() -> re.Pattern[str]:
    """White space that is more than one blank."""
    return fixed(r"[\n\r\t\f\xa0]|  ")


def _places(low: str, start: int, end: int) -> list[int]:
    """Return the offsets of the signs that are left when every run of white space is one blank."""
    return [at for at in range(start, end) if not (low[at].isspace() and at > start and low[at - 1].isspace())]


def _joined(text: str, places: list[int]) -> str:
    return "".join([" " if (sign := text[at]).isspace() else sign for at in places])


def _read_line(text: str, low: str, start: int, end: int, order: str | None, year: int | None) -> Declassify | None:
    """Return the instruction that begins at `start` of a text without line breaks, as `read_due` does."""
    earliest = anchor(order, year)
    plain = _plain().match(text, start, end)
    if plain is not None and (figures := read_figures(text, start, plain.end(), earliest)):
        return figures
    if counted().match(low, start, end) is not None:
        return read_event(text, low, start, end)
    codes, behind = read_codes(low, start, end)
    if not codes and order and _worded().match(low, start, end):
        codes, behind = ("X",), start + 1
    if not codes and (none := _none().match(low, start, end)):
        return Declassify("not-applicable", start, none.end(), text[start : none.end()])
    label = _again().match(low, behind, end) if codes and codes[0].startswith(_SCHEDULES) else None
    onset = label.end() if label else behind
    date = read_date(text, low, onset, end, earliest)
    if date is not None and _belongs(low, start, onset, date[0], codes):
        if codes and codes[0][:3] in ("RDS", "REV"):  # marked for review on that date, which declassifies nothing
            return Declassify("code", start, date[1], text[start : date[1]], date[2], codes)
        codes = codes or _codes_behind(low, date[1], end)
        return Declassify("date", date[0], date[1], text[date[0] : date[1]], date[2], codes)
    if codes and codes[0][:3] in _EXEMPT_FROM and (event := event_behind(low, behind, end)):
        return Declassify("event", *event, text[slice(*event)], " ".join(text[slice(*event)].split()), codes)
    if codes == ("REVIEW ON",):  # no instruction without its date
        codes = ()
    if codes:
        return Declassify("code", start, behind, text[start:behind], None, codes)
    return read_event(text, low, start, end)


def _belongs(low: str, start: int, behind: int, date: int, codes: tuple[str, ...]) -> bool:
    """Whether a date is that of the codes before it: close by, and not the date of their source."""
    if not codes:
        return True
    return date - behind <= 12 and "source" not in low[start:date] and "dated" not in low[behind:date]


def _codes_behind(low: str, date: int, end: int) -> tuple[str, ...]:
    """Return the exemptions that stand behind a date instead of before it: `20500505, 25X1`."""
    found = _exemption_behind().match(low, date, end)
    return read_codes(low, found.end(), end)[0] if found else ()


@cache
def _exemption_behind() -> re.Pattern[str]:
    return fixed(r"[ ,;(]{1,4}(?=(?:25|50|75) ?x)")


_SCHEDULES = ("GDS", "ADS", "XGDS", "RDS")
"""The marks of the schedules, behind which the label of a date may be printed once more."""


@cache
def _again() -> re.Pattern[str]:
    """`ADS DECLASSIFY ON 12/31/77`, `GDS, AUTOMATICALLY DECLASSIFIED DEC 31 1983`: what stands before the date."""
    return fixed(
        r"[\s,;:.(\-]{1,4}(?:to be |will be )?(?:automatically |auto )?"
        r"(?:declassif(?:y|ied)|declass?|decl)\b\.?(?: on| after)?(?=[\s:.,\-]{1,4}[\dadfjmnos])"
    )


_EXEMPT_FROM = frozenset(("25X", "50X", "75X"))
"""The exemptions that need a date or an event beside them (E.O. 13526 section 3.3, 32 CFR 2001.26)."""
