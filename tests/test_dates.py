"""Dates are read at the precision on the page, and no century is ever guessed."""

import datetime as dt
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import dates


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2005", (2005, 1, 1), (2005, 12, 31)),
        ("2004-02", (2004, 2, 1), (2004, 2, 29)),
        ("2005-05-12", (2005, 5, 12), (2005, 5, 12)),
        ("2005-05-12T18:06", (2005, 5, 12), (2005, 5, 12)),
    ],
)
def test_bounds_span_what_is_unknown(iso: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert dates.bounds(iso) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("bad", ["", "May 2005", "2005-13", "2005-02-30"])
def test_bounds_refuse_what_is_no_date(bad: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        dates.bounds(bad)


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2005-05-12 18:06", "2005-05-12"),
        ("2020/02/23", "2020-02-23"),
        ("20201109", "2020-11-09"),
        ("6/3/2008", "2008-06-03"),
        ("06-03-2008", "2008-06-03"),
        ("12 MAY 2006", "2006-05-12"),
        ("12MAY2006", "2006-05-12"),
        ("May 12, 2006", "2006-05-12"),
        ("MAY 12 2006", "2006-05-12"),
        ("Tuesday, September 28, 2010 11:25 AM", "2010-09-28"),
        ("Tue Sep 28 11:18:16 2010", "2010-09-28"),
        ("Sunday, March 27,2011 11:21 AM", "2011-03-27"),
        ("Mon Sep 21.08:59:05 2009", "2009-09-21"),
        ("Monday, April 2, 20121:25 PM", "2012-04-02"),
        ("December 1960", "1960-12"),
        ("Tue, 28 Sep 2010 11:18:16 -0400", "2010-09-28"),
        ("28th of September, 2010", "2010-09-28"),
        ("the 28th day of September 2010", "2010-09-28"),
        ("28/SEP/2010", "2010-09-28"),
        ("2010 SEP 28", "2010-09-28"),
        ("2010SEP28", "2010-09-28"),
        ("2010 September 5", "2010-09-05"),
        ("2005.05.12", "2005-05-12"),
        ("12-MAY-2006", "2006-05-12"),
        ("Sept. 5, 1976", "1976-09-05"),
        ("May 2005", "2005-05"),
        ("05/00/2005", "2005-05"),
        ("R 121806Z MAY 2005", "2005-05-12"),
    ],
)
def test_dates_with_a_full_year_need_no_anchor(raw: str, iso: str) -> None:
    assert dates.parse(raw) == iso


@pytest.mark.parametrize(
    "raw",
    [
        "12 MAR 75",
        "6/30/08",
        "no date",
        "00/00/0000",
        "31 FEB 2001",
        "9/31",
        "",
        "12 Marines 2005",
        "5 decades 1999",
        "051020Z JUN 79",
    ],
)
def test_what_is_ambiguous_or_absent_is_not_read(raw: str) -> None:
    assert dates.parse(raw) is None


def test_two_digit_years_follow_the_anchor_named() -> None:
    assert dates.parse("12 MAR 75", near=1979) == "1975-03-12"
    assert dates.parse("12 MAR 75", latest=2014) == "1975-03-12"
    assert dates.parse("12 MAR 15", latest=2014) == "1915-03-12"
    assert dates.parse("6/5/99", earliest=1979) == "1999-06-05"
    assert dates.parse("6/30/08", earliest=1998) == "2008-06-30"
    assert dates.parse("01/11/76", near=1993) == "1976-01-11"


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("25/12/2005", "2005-12-25"),
        ("13-01-2005", "2005-01-13"),
        ("31.12.2034", "2034-12-31"),
        ("12/05/2005", "2005-12-05"),
        ("13/13/2005", None),
        ("32/01/2005", None),
        ("31/04/2005", None),
        ("29/02/2004", "2004-02-29"),
        ("29/02/2005", None),
    ],
)
def test_the_day_comes_first_only_where_it_must(raw: str, iso: str | None) -> None:
    assert dates.parse(raw) == iso


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("O5/l2/2015", "2015-05-12"),
        ("1I/11/2O14", "2014-11-11"),
        ("0S/1B/2009", "2009-05-18"),
        ("2015/O5/l2", "2015-05-12"),
        ("2O1512l1", "2015-12-11"),
        ("1/l5/98", None),
        ("Il/SS/OOOB", None),
        ("lO/SB/OOl5", None),
        ("O5/l2/2015/7", None),
        ("the BIOS/S5/l0", None),
        ("5/12/20O5", "2005-05-12"),
        ("l1/01/2000", "2000-11-01"),
        ("9/27/2010B6", "2010-09-27"),
        ("ISO8601", None),
        ("l3/45/2015", None),
    ],
)
def test_scanned_letters_are_digits_only_in_a_date_of_figures(raw: str, iso: str | None) -> None:
    assert dates.parse(raw) == iso


def test_scanned_digits_of_a_short_year_still_need_an_anchor() -> None:
    assert dates.parse("1/l5/98", near=1999) == "1998-01-15"
    assert dates.parse("O6/3O/O8", earliest=1998) == "2008-06-30"


def test_date_time_groups() -> None:
    assert dates.dtg("O R 051020Z JUN 79", latest=2014) == "1979-06-05"
    assert dates.dtg("P 222227Z NOV 78", near=1978) == "1978-11-22"
    assert dates.dtg("R 121806Z MAY 2005") == "2005-05-12"
    assert dates.dtg("051020Z JUN 79") is None
    assert dates.dtg("051020Z JUN", near=1979) == "1979-06-05"
    assert dates.dtg("991020Z JUN 79", near=1979) is None


def test_distance_is_zero_where_dates_may_coincide() -> None:
    assert dates.days_apart("2005", "2005-05-12") == 0
    assert dates.days_apart("2005-05-12", "2005-05-15") == 3
    assert dates.days_apart("2006-01", "2005") == 1


@given(st.text(max_size=60), st.sampled_from([None, 1979, 2005]))
def test_any_text_gives_nothing_or_a_real_day(raw: str, anchor: int | None) -> None:
    for iso in (dates.parse(raw, near=anchor), dates.dtg(raw, near=anchor)):
        if iso is not None:
            assert dates.bounds(iso)[0].year > 0


@given(st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31)))
def test_a_printed_day_comes_back(day: dt.date) -> None:
    assert dates.parse(day.strftime("%d %b %Y")) == day.isoformat()
    assert dates.parse(f"{day.month}/{day.day}/{day.year}") == day.isoformat()
    assert dates.parse(day.strftime("%m/%d/%y"), near=day.year) == day.isoformat()
    assert dates.dtg(day.strftime("%d2359Z %b %y").upper(), near=day.year) == day.isoformat()


FORMS = (
    "%m/%d/%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%d %B %Y", "%d%b%Y", "%d-%b-%Y", "%B %d, %Y",
    "%b %d, %Y", "%A, %B %d, %Y", "%a %b %d 11:18:16 %Y", "%d2359Z %b %Y", "DECL %m/%d/%Y.",
)  # fmt: skip
SHORT_FORMS = ("%m/%d/%y", "%m-%d-%y", "%d %b %y", "%d-%b-%y", "%d2359Z %b %y")
DAYS = st.dates(dt.date(1940, 1, 1), dt.date(2060, 12, 31))


@given(DAYS, st.sampled_from(FORMS), st.sampled_from([str, str.upper, str.lower]))
def test_every_printed_form_comes_back(day: dt.date, form: str, case: Callable[[str], str]) -> None:
    assert dates.parse(case(day.strftime(form)).replace("z ", "Z ")) == day.isoformat()


@given(DAYS, st.sampled_from(SHORT_FORMS), st.integers(-49, 49))
def test_every_short_form_comes_back_near_its_anchor(day: dt.date, form: str, away: int) -> None:
    assert dates.parse(day.strftime(form).upper(), near=day.year + away) == day.isoformat()


@given(DAYS, st.integers(0, 99))
def test_a_due_date_lies_after_its_anchor(day: dt.date, before: int) -> None:
    assert dates.parse(day.strftime("%m/%d/%y"), earliest=day.year - before) == day.isoformat()


@given(
    DAYS,
    st.lists(
        st.sampled_from([("0", "O"), ("0", "o"), ("1", "l"), ("1", "I"), ("1", "|"), ("5", "S"), ("8", "B")]),
        max_size=3,
    ),
)
def test_a_few_misread_figures_do_no_harm(day: dt.date, misread: list[tuple[str, str]]) -> None:
    printed = day.strftime("%m/%d/%Y")
    for figure, letter in misread:
        printed = printed.replace(figure, letter, 1)
    assert dates.parse(printed) in (day.isoformat(), None)
    if sum(c.isdigit() for c in printed) >= 4:
        assert dates.parse(printed) == day.isoformat()


@given(DAYS, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_bounds_are_ordered_and_hold_the_day(day: dt.date, precision: str) -> None:
    first, last = dates.bounds(day.strftime(precision))
    assert first <= day <= last
    assert (first == last) == (precision == "%Y-%m-%d")


@pytest.mark.parametrize(
    "unit",
    ["1/", "12 ", "12/12/", "121212Z ", "Jan ", "JAN 1 ", "l/", "O5/l2/20", "2005", "20051", "may", "\x00", "٣/", "'"],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        raw = (unit * size)[:size]
        started = time.perf_counter()
        dates.parse(raw, near=1990)
        dates.dtg(raw, near=1990)
        return time.perf_counter() - started

    short, long = seconds(8_000), seconds(64_000)
    assert long < 24 * short + 0.5


def test_no_clock_is_asked() -> None:
    source = Path(dates.__file__).read_text(encoding="utf-8")
    assert not re.search(r"\b(?:today|now|time|localtime)\(", source)


def test_dateutil_is_not_imported_with_the_module() -> None:
    code = "import sys, redaction_audit.dates; sys.exit('dateutil' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "unreal"),
    [
        ("FEB 30, 2015", True), ("FEBRUARY 30TH, 2015", True), ("FEBRUARY 28TH, 2015", False), ("31 APR 2015", True), ("31 apr 15", True), ("2015-04-31", True), ("02/30/2015", True),
        ("20150431", True), ("13/45/2015", True), ("29 FEB 2015.", True), ("29 FEB 2016", False), ("2015-04-30", False), ("MAY 2015", False),
        ("AFTER 31 APR 2015", False), ("UPON CLOSURE OF THE QUAY", False), ("", False),
        ("05/00/2015", True), ("00 MAY 2015", True), ("FEBRUARY 30", True), ("31 APRIL", True), ("FEBRUARY 29", False), ("MAY 99", False), ("MAY 00", False),
    ],
)  # fmt: skip
def test_a_date_that_no_calendar_has_is_told_from_an_event(words: str, unreal: bool) -> None:
    assert dates.is_unreal(words) is unreal
