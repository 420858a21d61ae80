"""Arithmetic of due dates: the reference figures of the fact table, leap days, terms in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.law.anniversary import add_years, ends_month, grace, term, within, year_end

D = dt.date
DAYS = st.dates(D(1940, 1, 1), D(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "ten", "twenty_five", "automatic", "fifty", "seventy_five"),
    [
        (D(2005, 5, 12), D(2015, 5, 12), D(2030, 5, 12), D(2030, 12, 31), D(2055, 12, 31), D(2080, 12, 31)),
        (D(1996, 2, 29), D(2006, 2, 28), D(2021, 2, 28), D(2021, 12, 31), D(2046, 12, 31), D(2071, 12, 31)),
        (D(1975, 3, 10), D(1985, 3, 10), D(2000, 3, 10), D(2000, 12, 31), D(2025, 12, 31), D(2050, 12, 31)),
    ],
)
def test_reference_figures(
    day: dt.date,
    ten: dt.date,
    twenty_five: dt.date,
    automatic: dt.date,
    fifty: dt.date,
    seventy_five: dt.date,
) -> None:
    assert add_years(day, 10) == ten
    assert add_years(day, 25) == twenty_five
    assert year_end(day, 25) == automatic
    assert year_end(day, 50) == fifty
    assert year_end(day, 75) == seventy_five


def test_the_general_schedule_ends_with_a_year() -> None:
    assert year_end(D(1975, 3, 10), 8) == D(1983, 12, 31)  # SECRET; TOP SECRET ends after ten years, CONFIDENTIAL six
    assert year_end(D(1975, 12, 31), 10) == D(1985, 12, 31)
    assert year_end(D(1976, 2, 29), 6) == D(1982, 12, 31)


def test_the_last_day_of_a_month() -> None:
    days = [D(2004, 2, 28), D(2004, 2, 29), D(2005, 2, 28), D(1900, 2, 28), D(2005, 4, 30), D(2005, 4, 29), D.max]
    assert [ends_month(day) for day in days] == [False, True, True, True, True, False, True]


def test_a_leap_day_has_a_day_more_of_grace() -> None:
    assert add_years(D(1996, 2, 29), 10) + grace(D(1996, 2, 29)) >= D(2006, 3, 1)
    assert grace(D(2004, 4, 1)) == dt.timedelta(days=1)


def test_a_leap_day_meets_a_leap_year_on_its_own_day() -> None:
    assert add_years(D(1996, 2, 29), 24) == D(2020, 2, 29)


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert add_years(D(9990, 1, 1), 25) == D.max
    assert year_end(D(9990, 1, 1), 25) == D.max
    assert add_years(D(50, 1, 1), -100) == D.min
    assert within(D.max, D(9990, 1, 1), 25)


@pytest.mark.parametrize(("marked", "counts"), [(D(2006, 2, 27), True), (D(2006, 3, 1), True), (D(2006, 3, 3), False)])
def test_how_far_beside_the_anniversary_of_a_leap_day_counts(marked: dt.date, counts: bool) -> None:
    day = D(1996, 2, 29)

    assert (abs(marked - add_years(day, 10)) <= grace(day)) is counts


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (D(2005, 5, 12), D(2015, 5, 12), "10 y"),
        (D(2005, 5, 12), D(2014, 11, 11), "9 y 5 m 30 d"),
        (D(2005, 5, 12), D(2005, 5, 12), "0 d"),
        (D(2010, 12, 12), D(2014, 11, 11), "3 y 10 m 30 d"),
        (D(2004, 1, 31), D(2004, 2, 29), "1 m"),
        (D(2003, 12, 31), D(2004, 1, 1), "1 d"),
        (D(2005, 1, 31), D(2005, 3, 30), "1 m 30 d"),
        (D(2004, 2, 29), D(2005, 3, 1), "1 y 1 d"),
    ],
)
def test_terms_in_words(first: dt.date, last: dt.date, words: str) -> None:
    assert term(first, last) == words


@given(DAYS, st.integers(0, 80))
def test_an_anniversary_is_that_many_years_away(day: dt.date, years: int) -> None:
    later = add_years(day, years)

    assert later.year == day.year + years
    assert (later.month, later.day) in ((day.month, day.day), (2, 28))
    assert year_end(day, years) >= add_years(day, years)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_later_anniversary_lies_later(day: dt.date, years: int, more: int) -> None:
    assert add_years(day, years) <= add_years(day, years + more)
    assert year_end(day, years) <= year_end(day, years + more)


@given(DAYS, st.integers(0, 20_000))
def test_a_term_is_short_of_its_next_day(first: dt.date, days: int) -> None:
    parts = dict(
        reversed(part) for part in zip(*[iter(term(first, first + dt.timedelta(days)).split())] * 2, strict=True)
    )
    assert int(parts.get("m", 0)) < 12
    assert int(parts.get("d", 0)) < 31
    assert (term(first, first + dt.timedelta(days)) == "0 d") == (days == 0)


@pytest.mark.parametrize(("until", "counts"), [(D(2014, 4, 1), True), (D(2014, 4, 2), True), (D(2014, 4, 3), False)])
def test_a_term_holds_up_to_a_day_behind_its_anniversary(until: dt.date, counts: bool) -> None:
    assert within(until, D(2004, 4, 1), 10) is counts
