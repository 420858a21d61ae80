"""Dates as records print them, read without a clock and without guessing: ISO at the precision that is on the page.

A two-digit year is read only against an anchor that the caller names; without one the date is not read at all.
"""

import datetime as dt
import re
from functools import cache

from redaction_audit.expressions import fixed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""First letters of the months, in order."""
_ISO = fixed(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LOOK_ALIKES = str.maketrans("OolI|SsB", "00111558")
"""Letters that scanning puts for digits. They are read as digits inside an otherwise numeric date only."""


_NO_LETTER = r"(?<!(?<![^\W\d_])[OolI|SsB])"
"""No lone letter that may be a figure stands before: `l1/05/2000` is not 5 January."""


def _prefixes(name: str) -> str:
    """Return a pattern of the abbreviations of `name`: three letters or more of it, then no letter."""
    rest = ""
    for letter in reversed(name[3:]):
        rest = f"(?:{letter}{rest})?"
    return name[:3] + rest


_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WORDS = rf"(?:{'|'.join(map(_prefixes, _NAMES))})(?![^\W\d_])"
YEARLESS = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ \t.,-]{{0,3}}{_WORDS}|{_WORDS}[ \t.]{{0,3}}\d{{1,2}}(?:st|nd|rd|th)?)"
"""Pattern source, without case, of a day and a month: `31 APR`, `April 31st`."""


def bounds(iso: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last possible day of `2005`, `2005-05` or `2005-05-12` (a time behind it is ignored).

    Raises ValueError when `iso` is none of these or no such day exists.
    """
    found = _ISO.match(iso)
    if found is None:
        raise ValueError("not a year, a month or a day in ISO form")
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return dt.date(int(found[1]), 1, 1), dt.date(int(found[1]), 12, 31)
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, _last_day(year, month))
    exact = dt.date(year, month, day)
    return exact, exact


def _last_day(year: int, month: int) -> int:
    """Return the number of days of a month (the calendar module costs 3 ms to import)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_apart(one: str, other: str) -> int:
    """Return the smallest possible distance in days of two ISO dates of any precision (0 when they may coincide)."""
    first, second = sorted((bounds(one), bounds(other)))
    return max(0, (second[0] - first[1]).days)


def full_year(
    two: int, *, near: int | None = None, latest: int | None = None, earliest: int | None = None
) -> int | None:
    """Return the four-digit year of the two digits `two` (0-99), or None without an anchor.

    `near`: the year closest to it; `latest`: the last such year not after it; `earliest`: the first not before it.
    One anchor is used, in this order.
    """
    if near is not None:
        return min((century + two for century in range(1700, 2400, 100)), key=lambda year: abs(year - near))
    if latest is not None:
        return latest - (latest - two) % 100
    if earliest is not None:
        return earliest + (two - earliest) % 100
    return None


def dtg(raw: str, *, near: int | None = None, latest: int | None = None, earliest: int | None = None) -> str | None:
    """Return the ISO day of a date-time group (`O R 051020Z JUN 79`, `051020Z JUN`), or None.

    A group without a year takes `near` as its year; a two-digit year is read as `full_year` does. A scan may have read
    the Z as 2 (`0518152 MAR 97`).
    """
    found = _dtg().search(raw)
    if found is None:
        return None
    day, month, tail = int(found["day"]), month_of(found["month"]), found["year"]
    if not tail:
        return iso_of(near, month, day) if near is not None else None
    year = int(tail) if len(tail) == 4 else full_year(int(tail), near=near, latest=latest, earliest=earliest)
    return iso_of(year, month, day)


def parse(raw: str, *, near: int | None = None, latest: int | None = None, earliest: int | None = None) -> str | None:
    """Return the first date of `raw` as ISO, at its own precision, or None when there is none or its year is ambiguous.

    Reads `2005-05-12`, `2005/05/12`, `20050512`, `5/12/2005`, `05-12-05`, `12 MAY 2005`, `May 12, 2005`, `May 2005`,
    date-time groups (`051020Z JUN 79`) and e-mail dates (`Tuesday, September 28, 2010 11:25 AM`). Numbers are month
    first, as in United States records, day first where the first is over 12 and the second is not (`25/12/2005`); a day
    `00` gives the month. Letters that scanning put for digits are read as digits in a date of figures (`O5/l2/2005`).
    The anchors are those of `full_year` and serve two-digit years only.
    """
    plain = _plain().match(raw)
    if plain is not None and (iso := iso_of(int(plain[3]), int(plain[1]), int(plain[2]))):
        return iso
    anchors = {"near": near, "latest": latest, "earliest": earliest}
    for form in _FORMS:
        found = form().search(raw)
        if found is not None and (iso := _read(found, anchors)):
            return iso
    if iso := dtg(raw, near=near, latest=latest, earliest=earliest):
        return iso
    alone = _month_year().search(raw)
    return (
        _free(raw)
        or (iso_of(int(alone["year"]), month_of(alone["month"]), None) if alone else None)
        or _scanned(raw, anchors)
    )


def is_unreal(printed: str) -> bool:
    """Say whether `printed` is nothing but a date that no calendar has.

    `FEB 30, 2015`, `2015-04-31`, `31 APR 15`, `05/00/2015`, and without its year `FEBRUARY 30`.
    """
    anchors = {"near": 2000, "latest": None, "earliest": None}
    whole = (form().fullmatch(printed.strip(" .,;")) for form in _FORMS)
    found = next(filter(None, whole), None)
    if found is not None:
        return int(found["day"]) == 0 or _read(found, anchors) is None
    return unreal_in_month(printed) is not None


def unreal_in_month(printed: str) -> tuple[int, int] | None:
    """Return month and day of a date without a year (`FEBRUARY 30`) whose day its month never has, else None.

    A number that no day of any month has is a year.
    """
    found = _yearless().fullmatch(printed.strip(" .,;"))
    if found is None:
        return None
    number, name = _number().search(printed), _word().search(printed)
    month, day = month_of(name.group()) if name else 0, int(number.group()) if number else 0
    return (month, day) if 1 <= day <= 31 and iso_of(_LEAP, month, day) is None else None


@cache
def _number() -> re.Pattern[str]:
    return fixed(r"\d{1,2}")


_LEAP = 2000
"""A year that has every day of the calendar."""


def _read(found: re.Match[str], anchors: dict[str, int | None]) -> str | None:
    """Return the ISO form of a date matched by parts; figures that cannot be month first are tried day first."""
    part = found.groupdict()
    year = _year(part["year"].lstrip("'’"), **anchors)
    name = part["month"]
    month, day = int(name) if name.isdigit() else month_of(name), int(part["day"])
    if month > 12 >= day and found.re is _mdy():
        month, day = day, month
    return iso_of(year, month, day or None)


def _scanned(raw: str, anchors: dict[str, int | None]) -> str | None:
    """Read a date of figures some of which scanning turned into letters; half must still be figures."""
    found = _misread().search(raw)
    if found is None:
        return None
    printed = found.group()
    if sum(c.isdigit() for c in printed) < sum(c.isalpha() or c == "|" for c in printed):
        return None
    folded = printed.translate(LOOK_ALIKES)
    again = _ymd().fullmatch(folded) or _mdy().fullmatch(folded) or _compact().fullmatch(folded)
    return _read(again, anchors) if again else None


def _year(digits: str, *, near: int | None, latest: int | None, earliest: int | None) -> int | None:
    if len(digits) == 4:
        return int(digits)
    return full_year(int(digits), near=near, latest=latest, earliest=earliest)


def month_of(word: str) -> int:
    """Return the number of a month by the first letters of its English name (1 to 12)."""
    return MONTHS.index(word[:3].lower()) + 1


def iso_of(year: int | None, month: int, day: int | None) -> str | None:
    """Return the ISO form of a day, or of a month when `day` is None.

    None when there is no such day (`00/00/0000` on cover sheets) or the year is unknown.
    """
    if year is None or not 1 <= month <= 12 or not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= _last_day(year, month) else None


def _free(raw: str) -> str | None:
    """Read an odd spelling with dateutil: only with a four-digit year and a month's name, so nothing is guessed."""
    if len(raw) > 80 or not re.search(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", raw) or not _word().search(raw):
        return None
    from dateutil import parser

    days = []
    for filler in (
        dt.datetime(1904, 2, 28),
        dt.datetime(1908, 7, 11),
    ):  # a part that follows the filler is not on the page
        try:
            days.append(parser.parse(raw, default=filler).date())
        except (ValueError, OverflowError, TypeError):
            return None
    one, other = days
    if one.year != other.year or one.month != other.month or str(one.year) not in raw:
        return None
    return one.isoformat() if one.day == other.day else f"{one.year:04}-{one.month:02}"


@cache
def _word() -> re.Pattern[str]:
    return fixed(_WORDS, re.IGNORECASE)


@cache
def _plain() -> re.Pattern[str]:
    """The commonest form of all, the whole of what was handed over."""
    return fixed(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")


@cache
def _misread() -> re.Pattern[str]:
    figure = r"[\dOolI|SsB]"
    return fixed(
        rf"(?<![^\W_])(?:{figure}{{1,2}}(?P<mark>[-/]){figure}{{1,2}}(?P=mark)(?:{figure}{{4}}|{figure}{{2}})"
        rf"|{figure}{{4}}(?P<other>[-/]){figure}{{1,2}}(?P=other){figure}{{1,2}}|{figure}{{8}})(?![^\W_]|[-/][^\W_])"
    )


@cache
def _dtg() -> re.Pattern[str]:
    return fixed(
        rf"(?<!\d)(?P<day>[0-3]\d)[0-2]\d[0-5]\d ?[Z2][ \t]{{0,6}}(?P<month>{_WORDS})(?![^\W\d_])[ \t,.]{{0,6}}"
        r"(?P<year>(?:19|20)\d\d(?!\d)|\d\d(?!\d))?",
        re.IGNORECASE,
    )


@cache
def _ymd() -> re.Pattern[str]:
    return fixed(
        rf"(?<!\d){_NO_LETTER}(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
    )


@cache
def _mdy() -> re.Pattern[str]:
    return fixed(
        rf"(?<!\d){_NO_LETTER}(?P<month>\d{{1,2}}) ?(?P<mark>[-/.]) ?(?P<day>\d{{1,2}}) ?(?P=mark) ?"
        r"(?P<year>\d{4}(?!\d)|\d\d(?!\d|[OolI|Ss][\dOolI|Ss]?(?![^\W_])))"
    )


@cache
def _dmy_words() -> re.Pattern[str]:
    return fixed(
        r"(?<![\d:])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?:day )?of)?[ \t.,/-]{0,3}"
        rf"(?P<month>{_WORDS})[ \t.,'’/-]{{0,3}}"
        r"(?P<year>\d{4}|\d\d)(?![\d:])",
        re.IGNORECASE,
    )


@cache
def _mdy_words() -> re.Pattern[str]:
    return fixed(
        rf"\b(?P<month>{_WORDS})[ \t.]{{0,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?:[ \t]{0,3},[ \t]{0,3}|[ \t.]{1,3}(?:\d{1,2}:\d\d(?::\d\d)?[ \t]{1,3})?(?:[A-Z]{2,4}[ \t])?)"
        r"(?P<year>\d{4}|(?<=[ ,])['’]\d\d(?!\d))",
        re.IGNORECASE,
    )


@cache
def _ymd_words() -> re.Pattern[str]:
    """`2018 APR 09`, `2018APR09`, `2018 April 9`."""
    return fixed(
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)[ \t.,-]{{0,3}}(?P<month>{_WORDS})[ \t.-]{{0,3}}(?P<day>\d{{1,2}})(?![\d:])",
        re.IGNORECASE,
    )


@cache
def _yearless() -> re.Pattern[str]:
    return fixed(YEARLESS, re.IGNORECASE)


@cache
def _compact() -> re.Pattern[str]:
    return fixed(r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")


@cache
def _month_year() -> re.Pattern[str]:
    return fixed(
        rf"(?<!\d)(?<!\d[ \t.-])\b(?P<month>{_WORDS})[ \t.,]{{1,3}}(?P<year>(?:1[89]|20)\d\d)(?!\d)", re.IGNORECASE
    )


_FORMS = (_ymd, _mdy, _dmy_words, _mdy_words, _compact, _ymd_words)
"""The patterns of whole dates, in the order in which they are tried."""
