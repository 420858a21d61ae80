"""Arithmetic of declassification dates: anniversaries, year ends, terms in words. Standard library only."""

import datetime as dt
from functools import lru_cache

GRACE = dt.timedelta(days=1)
"""How far a date may stand beside an anniversary and still mean it: drafters often write the day before."""

LEAP_GRACE = dt.timedelta(days=2)


def add_years(day: dt.date, years: int) -> dt.date:
    """Return the anniversary of `day` after `years`; 29 February becomes 28 February in common years.

    Years that no calendar date can hold end at the first or the last day there is.
    """
    year = day.year + years
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if years > 0 else dt.date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


def year_end(day: dt.date, years: int) -> dt.date:
    """Return 31 December of the year that lies `years` after the year of `day`."""
    return dt.date(min(day.year + years, dt.MAXYEAR), 12, 31)


def ends_month(day: dt.date) -> bool:
    """Say whether `day` is the last of its month."""
    return day.day == _length(day.year, day.month)


def grace(day: dt.date) -> dt.timedelta:
    """Return the tolerance around anniversaries of `day`: a day, two for 29 February (1 March counts as well)."""
    return LEAP_GRACE if (day.month, day.day) == (2, 29) else GRACE


def within(until: dt.date, day: dt.date, years: int) -> bool:
    """Say whether `until` is at most `years` after `day`, or beside that anniversary by no more than its tolerance.

    The tolerance is held against a difference: added to a day at the end of the calendar, it would lead beyond.
    """
    return until - add_years(day, years) <= grace(day)


def term(first: dt.date, last: dt.date) -> str:
    """Return the time from `first` to `last` as `9 y 5 m 30 d`; `last` is not before `first`.

    Full years first, then full months, then days; a day that a month does not have counts as its last day.
    """
    years, months, days = _between(first, last)
    parts = [f"{years} y"] if years else []
    parts += [f"{months} m"] if months else []
    parts += [f"{days} d"] if days else []
    return " ".join(parts) or "0 d"


def term_words(first: dt.date, last: dt.date) -> str:
    """Return what `term` does in words, for sentences: `9 years 5 months 30 days`, `1 day`."""
    counts = zip(_between(first, last), ("year", "month", "day"), strict=True)
    parts = [f"{count} {unit}{'s' * (count != 1)}" for count, unit in counts if count]
    return " ".join(parts) or "0 days"


@lru_cache(maxsize=1024)  # a finding says the same term in words and in figures
def _between(first: dt.date, last: dt.date) -> tuple[int, int, int]:
    months = (last.year - first.year) * 12 + last.month - first.month
    days = last.day - _anniversary(first.day, last.year, last.month)
    if days < 0:  # the month of the last day is not full: counted from the one before
        months -= 1
        year, month = (last.year, last.month - 1) if last.month > 1 else (last.year - 1, 12)
        days = _length(year, month) - _anniversary(first.day, year, month) + last.day
    return months // 12, months % 12, days


def _anniversary(day: int, year: int, month: int) -> int:
    """Return the day of that number in a month, its last day where the month does not have it."""
    return day if day < 29 else min(day, _length(year, month))


def _length(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month] + leap


_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
