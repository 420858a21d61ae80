"""Where a record stands on the day asked for, and that time only runs forward."""

import datetime as dt

import pytest
from due_specimen import AS_OF, C_BANNER, S_BANNER, U_BANNER, due, mail, telegram
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction_audit import engine
from redaction_audit.calendar import judging
from redaction_audit.calendar.choice import Choice, after
from redaction_audit.calendar.entry import REASONS, STATUSES

DECL = "E.O. 12958: DECL: 11/11/2014"


def on(day: str, text: str = telegram(DECL), date: str | None = "2005-05-12") -> tuple[str, int | None]:
    entry = due(text, date, as_of=dt.date.fromisoformat(day))
    return entry.status, entry.days


@pytest.mark.parametrize(
    ("day", "status", "days"),
    [
        ("2013-11-10", "not-due", 366),
        ("2013-11-11", "due", 365),
        ("2014-11-10", "due", 1),
        ("2014-11-11", "due", 0),
        ("2014-11-12", "overdue", -1),
        ("2026-01-15", "overdue", -4083),
    ],
)
def test_a_marked_date(day: str, status: str, days: int) -> None:
    assert on(day) == (status, days)


def test_the_automatic_date_is_passed_on_new_years_day() -> None:
    text = telegram("E.O. 12356: DECL: OADR")

    assert on("2015-12-31", text, "1990-05-01") == ("due", 0)
    assert on("2016-01-01", text, "1990-05-01") == ("overdue", -1)


def test_an_exemption_runs_to_its_limit() -> None:
    text = telegram("E.O. 13526: DECL: 25X4")

    assert on("2055-12-31", text)[0] == "exempt"
    assert on("2056-01-01", text)[0] == "overdue"


def test_a_date_that_is_reached_is_to_be_verified_not_called_declassified() -> None:
    entry = due(telegram(DECL), "2005-05-12")

    assert "the date is reached: verify that nothing extended it" in entry.why
    assert "verify" not in due(telegram(DECL), "2005-05-12", as_of=dt.date(2010, 1, 1)).why


@pytest.mark.parametrize(
    ("text", "date", "status", "reason"),
    [
        (telegram(DECL, "SECRET//RD", "S"), "2005-05-12", "refer", "atomic information (RD, FRD, TFNI)"),
        (telegram(DECL, S_BANNER, "S//FRD"), "2005-05-12", "refer", "atomic information (RD, FRD, TFNI)"),
        ("SECRET//RESTRICTED DATA\n\nThe quay.\n", "1988-05-12", "refer", "atomic information (RD, FRD, TFNI)"),
        (telegram(DECL, S_BANNER, "NS"), "2005-05-12", "refer", "NATO information"),
        ("NATO SECRET\n\nThe quay.\n", "1988-05-12", "refer", "NATO information"),
        ("RESTRICTED\n\nThe quay.\n", "1960-05-12", "refer", "foreign government information"),
        (telegram("E.O. 12958: DECL: DCI ONLY"), "1996-05-12", "refer", "imagery (E.O. 12951)"),
        (telegram("E.O. 12958: DECL: 25X1, EO 12951"), "2005-05-12", "refer", "imagery (E.O. 12951)"),
        (
            telegram("E.O. 13526: DECL: N/A to RD portions. See source list for NSI portions.", S_BANNER, "S"),
            "2015-05-12", "refer", "atomic information (RD, FRD, TFNI)",
        ),
        (
            telegram("E.O. 13526: DECL: N/A to NATO portions. See source list for NSI portions.", S_BANNER, "S"),
            "2015-05-12", "refer", "NATO information",
        ),
        (
            telegram("E.O. 13526: DECL: Subject to treaty or international agreement"),
            "2015-05-12", "refer", "treaty or international agreement",
        ),
        (telegram("E.O. 12958: N/A", U_BANNER, "U"), "2005-05-12", "not-classified", REASONS[-1]),
        (telegram(DECL), None, "unknown", "no date of record"),
        ("The quay is new.\n", "2005-05-12", "unknown", "no level on the page"),
        ("The quay is new.\n", None, "unknown", "no level on the page"),
        (telegram("E.O. 13526: DECL: 75X1"), "2012-05-12", "exempt", "exemption without a date and without a ceiling"),
        (
            "From: Rowe, Ada\nSent: Tuesday, March 2, 2010 9:15 AM\nTo: Board\nSubject: Quays\n\nCONFIDENTIAL\n\nNo.\n",
            None, "unknown", "a level alone, no marking beside it",
        ),
    ],
)  # fmt: skip
def test_what_no_date_governs_says_why(text: str, date: str | None, status: str, reason: str) -> None:
    entry = due(text, date)

    assert (entry.status, entry.reason) == (status, reason)
    assert (entry.governing, entry.days) == (None, None)
    assert entry.reason in REASONS
    assert entry.why


def test_restricted_was_a_level_once() -> None:
    entry = due("RESTRICTED\n\nThe quay.\n", "1952-05-12")

    assert (entry.level, entry.status) == ("RESTRICTED", "overdue")


@pytest.mark.parametrize(
    "line", ["This report explains how Restricted Data are marked.", "restricted data as defined in the act"]
)
def test_prose_about_restricted_data_refers_nothing(line: str) -> None:
    assert due(telegram(DECL) + line + "\n", "2005-05-12").status == "overdue"


SPECIMENS = [
    (telegram(line, banner), date)
    for banner in (C_BANNER, S_BANNER, U_BANNER)
    for line, date in [
        (DECL, "2005-05-12"),
        ("E.O. 12958: DECL: X1", "1999"),
        ("E.O. 11652: GDS", "1975-03-10"),
        ("E.O. 13526: DECL: 25X4", "1975-03-10"),
        ("E.O. 13526: DECL: 50X1-HUM", "2012-05-01"),
        ("E.O. 12356: DECL: OADR", "1990-05"),
        ("E.O. 12958: DECL: DCI ONLY", "1996-05-12"),
        (DECL, None),
        ("", "1955-01-01"),
    ]
] + [(mail("SECRET", "03/01/2025"), None), (mail("SECRET", "25X1"), None)]
RANK = {"not-due": 0, "exempt": 0, "due": 1, "overdue": 2, "refer": 9, "not-classified": 9, "unknown": 9}


@given(st.sampled_from(SPECIMENS), st.dates(dt.date(1950, 1, 1), dt.date(2120, 1, 1)), st.integers(0, 40_000))
@settings(deadline=None, max_examples=150)
def test_time_only_runs_forward(specimen: tuple[str, str | None], day: dt.date, later: int) -> None:
    """Moving the day forward never turns overdue into anything else, and never moves the date that governs."""
    before, behind = (due(*specimen, as_of=when) for when in (day, day + dt.timedelta(days=later)))

    assert RANK[behind.status] >= RANK[before.status]
    assert (before.governing, before.lawful, before.automatic) == (behind.governing, behind.lawful, behind.automatic)
    assert (before.status == "overdue") <= (behind.status == "overdue")
    if before.days is not None and behind.days is not None:
        assert before.days - behind.days == later
        assert (before.status == "overdue") == (before.days < 0)


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=100)
def test_any_text_has_an_entry(text: str) -> None:
    entry = due(text, "2005-05-12")

    assert entry.status in STATUSES
    assert (entry.governing is None) == (entry.reason is not None)


@pytest.mark.parametrize(
    ("span", "day"),
    [
        ("90d", "2026-04-15"), ("2w", "2026-01-29"), ("1m", "2026-02-15"), ("12m", "2027-01-15"), ("1y", "2027-01-15"),
        ("0d", "2026-01-15"), ("99999y", "9999-12-31"), ("99999d", "2299-10-30"),
    ],
)  # fmt: skip
def test_a_span_of_time(span: str, day: str) -> None:
    assert after(AS_OF, span) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "span", "expected"),
    [("2026-01-31", "1m", "2026-02-28"), ("2024-02-29", "1y", "2025-02-28"), ("2024-02-29", "4y", "2028-02-29")],
)
def test_a_month_without_that_day_ends_on_its_last(day: str, span: str, expected: str) -> None:
    assert after(dt.date.fromisoformat(day), span) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize("span", ["", "90", "d", "-1d", "1.5y", "1h", "123456d", "1d2w"])
def test_what_is_no_span(span: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        after(AS_OF, span)


def test_the_choice_of_records() -> None:
    overdue, soon = due(telegram(DECL), "2005-05-12"), due(telegram(DECL), "2005-05-12", as_of=dt.date(2014, 11, 1))

    assert [Choice(AS_OF).wants(entry) for entry in (overdue, soon)] == [True, True]
    assert [Choice(AS_OF, overdue=True).wants(entry) for entry in (overdue, soon)] == [True, False]
    assert [Choice(AS_OF, due=True).wants(entry) for entry in (overdue, soon)] == [False, True]
    assert [Choice(AS_OF, due=True, overdue=True).wants(entry) for entry in (overdue, soon)] == [True, True]


def test_of_a_record_that_is_too_large_to_be_judged_no_instruction_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{C_BANNER}\n\nGROUP 3\nDowngraded at 12 year intervals; not automatically declassified\n"
    assert due(text, "1965-03-10").instruction is not None

    for module in (engine, judging):
        monkeypatch.setattr(module, "LARGEST_JUDGED", len(text) - 1)

    assert due(text, "1965-03-10").instruction is None
