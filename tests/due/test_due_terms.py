"""What an instruction means under the order of its day, the automatic date, and the date that governs: every sum."""

import datetime as dt

import pytest
from due_specimen import C_BANNER, S_BANNER, TS_BANNER, due, mail, telegram

from redaction_audit.calendar.entry import Due, Term

D = dt.date.fromisoformat


def dated(term: Term | None) -> tuple[dt.date, str] | None:
    return (term.date, term.basis) if term else None


def of(line: str, date: str, banner: str = C_BANNER) -> Due:
    return due(telegram(line, banner), date)


@pytest.mark.parametrize(
    ("line", "date", "banner", "lawful"),
    [
        # the reference arithmetic of the three fixtures
        ("E.O. 12958:", "2005-05-12", C_BANNER, ("2015-05-12", "default")),
        ("E.O. 12958: DECL: 05/12/2040", "2005-05-12", C_BANNER, ("2030-05-12", "maximum")),
        ("E.O. 12958:", "1996-02-29", C_BANNER, ("2006-02-28", "default")),
        ("E.O. 12958: DECL: X5", "1996-02-29", C_BANNER, ("2021-02-28", "legacy")),
        ("E.O. 11652: GDS", "1975-03-10", S_BANNER, ("1983-12-31", "schedule")),
        # the schedule by level
        ("E.O. 11652: GDS", "1975-03-10", TS_BANNER, ("1985-12-31", "schedule")),
        ("E.O. 11652: GDS", "1975-03-10", C_BANNER, ("1981-12-31", "schedule")),
        ("", "1974-03-10", S_BANNER, ("1982-12-31", "schedule")),
        ("E.O. 11652: XGDS-2", "1976-03-10", S_BANNER, ("2006-12-31", "exempt")),
        # the marked date, or the last lawful day where it lies beyond
        ("E.O. 12958: DECL: 11/11/2014", "2005-05-12", C_BANNER, ("2014-11-11", "marked")),
        ("E.O. 12958: DECL: 04/02/2029", "2004-04-01", C_BANNER, ("2029-04-02", "marked")),
        ("E.O. 12958: DECL: 04/03/2029", "2004-04-01", C_BANNER, ("2029-04-01", "maximum")),
        ("E.O. 12958: DECL: 03/01/2006", "1996-02-29", C_BANNER, ("2006-03-01", "marked")),
        ("E.O. 12958: DECL: 01/01/2017", "1997-01-01", C_BANNER, ("2007-01-01", "maximum")),
        ("E.O. 12958: DECL: 01/01/2017", "2003-06-01", C_BANNER, ("2017-01-01", "marked")),
        ("E.O. 12958: DECL: X1 01/01/2017", "1997-01-01", C_BANNER, ("2017-01-01", "marked")),
        ("E.O. 13526: DECL: 20351010", "2010-10-10", C_BANNER, ("2035-10-10", "marked")),
        ("E.O. 12356: DECL: 03/14/2030", "1990-03-14", C_BANNER, ("2030-03-14", "marked")),
        ("E.O. 12065: GDS 11/15/85", "1979-11-16", C_BANNER, ("1985-11-15", "marked")),
        ("E.O. 12065: GDS 1/1/95", "1980-01-01", C_BANNER, ("1986-01-01", "maximum")),
        # marks that name no end, and what is counted instead
        ("E.O. 12356: DECL: OADR", "1988-05-01", C_BANNER, ("2013-05-01", "legacy")),
        ("E.O. 12958: DECL: X5", "2002-01-10", C_BANNER, ("2027-01-10", "legacy")),
        ("E.O. 12958: DECL: MR", "2004-02-29", C_BANNER, ("2029-02-28", "legacy")),
        ("E.O. 12356:", "1990-03-14", C_BANNER, ("2015-03-14", "legacy")),
        ("E.O. 12065:", "1979-03-14", C_BANNER, ("1985-03-14", "default")),
        ("E.O. 12065: RDS-4 6/5/99 (ROWE, ADA) OR-M", "1979-06-05", C_BANNER, None),
        ("E.O. 12065: Review on 6/5/99", "1979-06-05", C_BANNER, None),
        ("E.O. 12958: DECL: UPON CLOSURE OF CONSULATE", "2007-03-03", C_BANNER, None),
        ("E.O. 12958: DECL: 10 YEARS FROM 20060409", "2007-03-03", C_BANNER, ("2016-04-09", "marked")),
        ("E.O. 12958: DECL: TEN YEARS FROM DATE OF DOCUMENT", "2007-03-03", C_BANNER, ("2017-03-03", "marked")),
        ("E.O. 12958: DECL: 30 YEARS FROM 9 APRIL 2006", "2007-03-03", C_BANNER, ("2032-03-03", "maximum")),
        ("E.O. 12958: DECL: 10 YEARS FROM THE TALKS", "2007-03-03", C_BANNER, None),
        ("E.O. 12958: DECL: 10 YEARS FROM APRIL 2006", "2007-03-03", C_BANNER, None),
        ("E.O. 12958: DECL: INDEFINITE", "2007-03-03", C_BANNER, ("2032-03-03", "legacy")),
        # E.O. 11652 took over on 1972-06-01 what was left of Group 4, and nothing ended before it did
        ("GROUP-4 - Downgraded at 3 year intervals", "1958-05-01", C_BANNER, ("1970-05-01", "schedule")),
        ("GROUP-4 - Downgraded at 3 year intervals", "1961-12-01", C_BANNER, ("1972-06-01", "schedule")),
        ("GROUP-4 - Downgraded at 3 year intervals", "1968-05-01", C_BANNER, ("1974-12-31", "schedule")),
        ("GROUP-4 - Downgraded at 3 year intervals", "1968-05-01", S_BANNER, ("1976-12-31", "schedule")),
        ("GROUP IV", "1968-05-01", S_BANNER, ("1976-12-31", "schedule")),
        ("E.O. 11652:", "1974-05-05", C_BANNER, ("1980-12-31", "schedule")),
        ("E.O. 11652: GDS 1983", "1975-05-12", S_BANNER, ("1983-12-31", "schedule")),
        ("E.O. 11652: GDS 1985", "1975-05-12", S_BANNER, ("1983-12-31", "schedule")),
        ("E.O. 11652: ADS 1980", "1975-05-12", S_BANNER, ("1980-12-31", "marked")),
        ("Under E.O. 11652 all is well.", "1974-05-05", C_BANNER, ("1999-05-05", "legacy")),
        ("GROUP-1 Excluded from automatic downgrading", "1968-05-01", C_BANNER, None),
        ("", "1955-05-01", C_BANNER, None),
    ],
)
def test_the_lawful_date(line: str, date: str, banner: str, lawful: tuple[str, str] | None) -> None:
    assert dated(of(line, date, banner).lawful) == (lawful and (D(lawful[0]), lawful[1]))


@pytest.mark.parametrize(
    ("date", "automatic"),
    [
        ("2005-05-12", "2030-12-31"),
        ("1996-02-29", "2021-12-31"),
        ("1975-03-10", "2006-12-31"),
        ("1981-12-31", "2006-12-31"),
        ("1982-01-01", "2007-12-31"),
        ("1950-05-01", "2006-12-31"),
        ("1990", "2015-12-31"),
        ("1990-12", "2015-12-31"),
    ],
)
def test_the_automatic_date(date: str, automatic: str) -> None:
    assert dated(of("", date).automatic) == (D(automatic), "automatic")


@pytest.mark.parametrize(
    ("code", "date", "ceiling"),
    [
        ("25X4", "2005-05-12", "2055-12-31"),
        ("50X1-HUM", "2005-05-12", "2080-12-31"),
        ("25X1-human", "2005-05-12", "2080-12-31"),
        ("25X4", "1996-02-29", "2046-12-31"),
        ("50X2-WMD", "1996-02-29", "2071-12-31"),
        ("25X4", "1975-03-10", "2025-12-31"),
        ("50X1-HUM", "1975-03-10", "2050-12-31"),
        ("25X1,6", "1955-03-10", "2012-12-31"),
    ],
)
def test_the_ceiling_of_an_exemption(code: str, date: str, ceiling: str) -> None:
    assert dated(of(f"E.O. 13526: DECL: {code}", date).governing) == (D(ceiling), "ceiling")


@pytest.mark.parametrize(
    ("line", "date", "governing"),
    [
        ("E.O. 12958: DECL: 11/11/2014", "2005-05-12", ("2014-11-11", "marked")),
        # rounded up to the automatic date, and beyond it
        ("E.O. 12958: DECL: 12/31/2034", "2009-06-30", ("2034-12-31", "marked")),
        ("E.O. 12958: DECL: 04/01/2034", "2004-04-01", ("2029-12-31", "automatic")),
        ("E.O. 12356: DECL: 03/14/2030", "1990-03-14", ("2015-12-31", "automatic")),
        # longer than its order allowed: the page's own date is carried, the last lawful day is shown beside it
        ("E.O. 12958: DECL: 01/01/2017", "1997-01-01", ("2017-01-01", "marked")),
        ("E.O. 12356: DECL: OADR", "1990-05-01", ("2015-12-31", "automatic")),
        ("E.O. 11652: XGDS-2", "1972-07-10", ("2006-12-31", "automatic")),
        ("E.O. 11652: GDS", "1975-03-10", ("1981-12-31", "schedule")),
        ("", "1975-03-10", ("1981-12-31", "schedule")),
        ("E.O. 12958: DECL: APRIL 2015", "2005-05-12", ("2015-04-30", "marked")),
        ("E.O. 12958: DECL: 2015", "2005-05-12", ("2015-12-31", "marked")),
        ("E.O. 12958:", "2007-03-03", ("2032-12-31", "automatic")),
        ("E.O. 12958: DECL: 12/12/1999", "2007-03-03", ("2032-12-31", "automatic")),
        ("E.O. 12958: DECL: 02/30/2017", "2007-03-03", ("2032-12-31", "automatic")),
        ("E.O. 12958: N/A", "2007-03-03", ("2032-12-31", "automatic")),
        ("E.O. 13526: DECL: 25X4, 20501001", "2005-03-03", ("2050-10-01", "exempt")),
        ("E.O. 13526: DECL: 25X6, 20700101", "2005-03-03", ("2055-12-31", "ceiling")),
    ],
)
def test_the_date_that_governs(line: str, date: str, governing: tuple[str, str]) -> None:
    assert dated(of(line, date).governing) == (D(governing[0]), governing[1])


def test_a_date_known_to_the_year_gives_the_latest_possible_day() -> None:
    entry = of("E.O. 12356: DECL: OADR", "1988")

    assert dated(entry.lawful) == (D("2013-12-31"), "legacy")
    assert entry.lawful is not None
    assert "latest possible day" in entry.lawful.arithmetic
    assert (entry.date_precision, entry.date_source) == ("year", "given")


def test_an_old_exemption_says_how_long_its_own_order_let_it_run() -> None:
    entry = of("E.O. 11652: XGDS-2", "1978-03-03", S_BANNER)

    assert "XGDS-2 runs to 2008-12-31 under its own order" in entry.why
    assert dated(entry.governing) == (D("2006-12-31"), "automatic")


def test_a_year_under_two_orders_is_not_deemed_scheduled() -> None:
    entry = of("", "1978", S_BANNER)

    assert entry.orders == ("eo11652", "eo12065")
    assert dated(entry.lawful) == (D("1984-12-31"), "default")
    assert dated(entry.governing) == (D("2006-12-31"), "automatic")


@pytest.mark.parametrize("traces", ["EXEMPT FROM GENERAL DECLASSIFICATI0N SCHEDULE", "E.O. 11652 EXEMPTION"])
def test_a_page_with_traces_of_a_schedule_is_not_deemed_scheduled(traces: str) -> None:
    assert dated(due(telegram(banner=S_BANNER) + traces + "\n", "1975-03-10").governing) == (
        D("2006-12-31"),
        "automatic",
    )


def test_a_later_review_is_the_later_word() -> None:
    entry = due(mail("CONFIDENTIAL", "03/01/2025"))

    assert entry.level == "CONFIDENTIAL"
    assert dated(entry.governing) == (D("2025-03-01"), "review")
    assert dated(entry.lawful) == (D("2025-03-01"), "review")
    assert "later review of 2015-08-27" in entry.why
    assert "later word" in entry.why


def test_a_review_past_the_records_own_25th_year_ends_at_the_automatic_date() -> None:
    entry = due(mail("CONFIDENTIAL", "08/26/2040"))

    assert dated(entry.governing) == (D("2035-12-31"), "automatic")
    assert dated(entry.lawful) == (D("2040-08-26"), "review")


def test_a_review_that_set_more_than_25_years_shows_the_last_lawful_day() -> None:
    assert dated(due(mail("CONFIDENTIAL", "08/26/2050")).lawful) == (D("2040-08-27"), "maximum")


def test_a_review_that_set_a_day_before_the_record_is_not_believed() -> None:
    assert dated(due(mail("CONFIDENTIAL", "08/26/2001")).governing) == (D("2035-12-31"), "automatic")


STAMP = "SECRET\n\nCLASSIFIED BY 4417 ABC/DEF\nDECLASSIFY ON: {}\n\nThe quay is new.\n"


@pytest.mark.parametrize(
    ("code", "date", "governing", "words"),
    [
        ("25X1,6", "1963-05-02", ("2013-12-31", "ceiling"), "the later review exempts it under 25X1, 25X6"),
        ("X1", "1963-05-02", ("2006-12-31", "automatic"), "the later review left X1, which names no end"),
        ("X1", "1975-05-02", ("2006-12-31", "automatic"), "the later review left X1, which names no end"),
    ],
)
def test_a_stamp_of_a_later_review_is_the_later_word(
    code: str, date: str, governing: tuple[str, str], words: str
) -> None:
    entry = due(STAMP.format(code), date)

    assert dated(entry.governing) == (D(governing[0]), governing[1])
    assert words in entry.why


def test_a_review_after_the_automatic_date_ends_at_the_ceiling_at_the_latest() -> None:
    old = "Tuesday, March 5, 1985 9:15 AM"

    assert dated(due(mail("SECRET", "08/26/2030", old)).governing) == (D("2030-08-26"), "review")
    assert dated(due(mail("SECRET", "08/26/2040", old)).governing) == (D("2035-12-31"), "ceiling")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("E.O. 12958: DECL: 11/11/2014", "2005-05-12"),
        ("E.O. 12356: DECL: OADR", "1990-05-01"),
        ("E.O. 11652: GDS", "1975-03-10"),
        ("", "1975-03-10"),
        ("E.O. 13526: DECL: 25X4", "2005-03-03"),
        ("E.O. 12958:", "2007-03-03"),
    ],
)
def test_every_date_has_its_sum_its_law_and_a_sentence(line: str, date: str) -> None:
    entry = of(line, date)

    assert entry.governing is not None
    assert str(entry.governing.date) in entry.governing.arithmetic
    assert entry.governing.citations == entry.citations
    assert all(cite.text and cite.status in ("verified", "summary", "unverified") for cite in entry.citations)
    assert entry.citations
    assert str(entry.governing.date) in entry.why
    assert "declassified" not in entry.why
