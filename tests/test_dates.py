"""Dates are read at the precision on the page, and no century is ever guessed."""

import datetime as dt
import subprocess
import sys

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
    ],
)
def test_dates_with_a_full_year_need_no_anchor(raw: str, iso: str) -> None:
    assert dates.parse(raw) == iso


@pytest.mark.parametrize("raw", ["12 MAR 75", "6/30/08", "no date", "00/00/0000", "31 FEB 2001", "9/31", ""])
def test_what_is_ambiguous_or_absent_is_not_read(raw: str) -> None:
    assert dates.parse(raw) is None


def test_two_digit_years_follow_the_anchor_named() -> None:
    assert dates.parse("12 MAR 75", near=1979) == "1975-03-12"
    assert dates.parse("12 MAR 75", latest=2014) == "1975-03-12"
    assert dates.parse("12 MAR 15", latest=2014) == "1915-03-12"
    assert dates.parse("6/5/99", earliest=1979) == "1999-06-05"
    assert dates.parse("6/30/08", earliest=1998) == "2008-06-30"
    assert dates.parse("01/11/76", near=1993) == "1976-01-11"


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


def test_dateutil_is_not_imported_with_the_module() -> None:
    code = "import sys, redaction_audit.dates; sys.exit('dateutil' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
