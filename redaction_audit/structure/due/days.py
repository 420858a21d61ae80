"""The dates of declassification instructions: where one stands in a line, and what it says."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify

IN_FORCE = {
    "10501": 1953,
    "10964": 1961,
    "11652": 1972,
    "12065": 1978,
    "12356": 1982,
    "12958": 1995,
    "13292": 2003,
    "13526": 2010,
}
"""First year of each order: no instruction given under it can fall due earlier (the anchor of a two-digit year)."""

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"

BLANK = " \t\r\n\f:;,.\"'“”(=_-"

FIGURES = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/|])"
"""The commonest instruction: a date in figures."""


@cache
def date_form() -> re.Pattern[str]:
    """Where a date stands; hard wraps may fall beside its separators. What it says is for `dates.parse`."""
    mark = r"\s{0,2}[/\-.]\s{0,2}"
    return fixed(
        rf"(?<![\w|])(?:\d{{4}}{mark}\d{{1,2}}{mark}\d{{1,2}}(?!\d)"
        rf"|\d{{1,2}}{mark}\d{{1,2}}{mark}(?:\d{{4}}(?!\d)|\d{{2}}(?!\d|[oil|s][\doil|s]?(?![^\W_])))"
        r"|(?:19|20)\d{6}(?!\d)"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: (?:day )?of)?[\s/\-]{{0,3}}{MONTH}[.,]?[\s/\-]{{0,3}}['’]?"
        r"(?:\d{4}|\d{2})(?!\d)"
        rf"|{MONTH}[.]?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{0,2}}(?:\d{{4}}|['’]\d\d)(?!\d)"
        rf"|(?:19|20)\d\d[\s\-]{{0,2}}{MONTH}[\s\-]{{0,2}}\d{{1,2}}(?!\d)"
        rf"|[0-3]\d[0-2]\d[0-5]\dz\s{{0,2}}{MONTH}\s{{0,2}}(?:\d{{4}}|\d\d)(?!\d))"
    )


@cache
def _partial() -> re.Pattern[str]:
    """A month or a year alone, or a date of figures with letters in it: read only where the instruction begins."""
    figure = r"[\doil|sb]"
    return fixed(
        rf"(?:(?P<named>{MONTH}[.,]?\s{{1,3}}\d{{4}})(?!\d|[ \t]{{0,3}}\w)"
        r"|(?P<month>\d{1,2})[/\-](?P<year>(?:19|20)\d\d)(?![\d/\-]|[ \t]{0,3}\w)"
        r"|(?P<alone>(?:19|20)\d\d)(?=[\s.;,)]{0,9}\Z)"
        rf"|{MONTH}[.]?\s{{1,2}}{figure}{{1,2}},?\s{{1,2}}{figure}{{4}}(?!\w)"
        rf"|{figure}{{1,2}}[\s\-]{{1,3}}{MONTH}[.,]?[\s\-]{{1,3}}{figure}{{4}}(?!\w)"
        rf"|{figure}{{1,2}}(?P<mark>[/\-]){figure}{{1,2}}(?P=mark)(?:{figure}{{4}}|{figure}{{2}})(?![\w/\-])"
        rf"|{figure}{{4}}(?P<other>[/\-]){figure}{{1,2}}(?P=other){figure}{{1,2}}(?![\w/\-])|{figure}{{8}}(?!\w))"
    )


_STALE = 24
"""Years by which a printed date may lie before its record: with the 75 years of the longest exemption, a century."""


def anchor(order: str | None, year: int | None) -> int | None:
    """Return the first year that two digits of an instruction can mean; None without a year of the record and an order.

    A date stands 0 to 30 years after the record that bears it, that of an exemption up to 75; what would be later still
    is a date left over from an older form, before the record.
    """
    return year - _STALE if year else IN_FORCE.get(order or "")


def read_figures(text: str, start: int, end: int, earliest: int | None) -> Declassify | None:
    """Return the instruction that is the date `text[start:end]` in figures (`FIGURES`), None when no calendar has it.

    `earliest` is the anchor of a two-digit year; without it the value is None.
    """
    raw = text[start:end]
    month, day, digits = raw.split("/")
    year = int(digits)
    if len(digits) == 2:
        year = dates.full_year(year, earliest=earliest or IN_FORCE["10501"]) or 0
    first, second = int(month), int(day)
    iso = dates.iso_of(year, first, second) or (dates.iso_of(year, second, first) if first > 12 else None)
    if iso is None:
        return None
    return Declassify("date", start, end, raw, iso if earliest or len(digits) == 4 else None)


def read_date(text: str, low: str, start: int, end: int, earliest: int | None) -> tuple[int, int, str | None] | None:
    """Return start, end and ISO form of the first date that exists; ISO is None for a two-digit year without anchor."""
    while start < end and low[start] in BLANK:
        start += 1
    if start >= end:
        return None
    for found in date_form().finditer(low, start, end):
        printed = re.sub(r"\s*([/\-.])\s*", r"\1", " ".join(text[found.start() : found.end()].split()))
        iso = dates.parse(printed, earliest=earliest)
        real = iso or (dates.parse(printed, earliest=IN_FORCE["10501"]) if earliest is None else None)
        if real and _names_day(real):
            return found.start(), found.end(), iso
    part = _partial().match(low, start, end)
    if part is None:
        return None
    iso = part["alone"] or (f"{part['year']}-{int(part['month']):02}" if part["year"] else None)
    if iso is None:
        printed = text[start : part.end()]
        iso = dates.parse(printed, earliest=earliest) or dates.parse(_in_figures(printed), earliest=earliest)
        if iso and not (part["named"] or _names_day(iso)):
            return None
    elif part["month"] and not 1 <= int(part["month"]) <= 12:
        return None
    return (start, part.end(), iso) if iso else None


def _names_day(iso: str) -> bool:
    """Whether a date read of a day, a month and a year has its day: `05/00/2015` is a month, and no instruction."""
    return len(iso) > len("2015-05")


def _in_figures(printed: str) -> str:
    """Return a date with a month's name, what scanning made letters of its figures undone: `MAY 12, 2O15`."""
    return _figures().sub(lambda found: found.group().translate(dates.LOOK_ALIKES), printed)


@cache
def _figures() -> re.Pattern[str]:
    return fixed(r"(?<![^\W_])(?=[^\W_]{0,3}\d)[\dOolI|SsB]{1,4}(?![^\W_])")
