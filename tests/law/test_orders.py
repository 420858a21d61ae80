"""The orders against figures written out here once more: windows, terms, schedules, reasons, deadlines, special cases."""

import datetime as dt

import pytest

from redaction_audit import law
from redaction_audit.law import Duration, Regime
from redaction_audit.law.anniversary import add_years, year_end
from redaction_audit.law.reading import statements

D = dt.date
ALL = tuple(law.load().regimes.values())


def order(id_: str) -> Regime:
    return law.load().regimes[id_]


def end(entry: Duration, day: dt.date) -> dt.date:
    found = year_end(day, entry.years) if entry.year_end else add_years(day, entry.years)
    return max(found, entry.floor or D.min)


@pytest.mark.parametrize(
    ("id_", "number", "signed", "effective", "until", "first", "last", "status"),
    [
        ("eo10290", "10290", D(1951, 9, 24), D(1951, 10, 27), D(1953, 12, 14), None, None, "unverified"),
        ("eo10501", "10501", D(1953, 11, 5), D(1953, 12, 15), D(1961, 9, 19), None, None, "summary"),
        ("eo10501_10964", "10501", D(1961, 9, 20), D(1961, 9, 20), D(1972, 5, 31), None, None, "summary"),
        ("eo11652", "11652", D(1972, 3, 8), D(1972, 6, 1), D(1978, 11, 30), None, None, "verified"),
        ("eo12065", "12065", D(1978, 6, 28), D(1978, 12, 1), D(1982, 7, 31), None, None, "verified"),
        ("eo12356", "12356", D(1982, 4, 2), D(1982, 8, 1), D(1995, 10, 13), None, None, "verified"),
        ("eo12958", "12958", D(1995, 4, 17), D(1995, 10, 14), D(2003, 3, 24), None, D(2003, 9, 21), "verified"),
        ("eo12958_am", "12958", D(2003, 3, 25), D(2003, 3, 25), D(2010, 6, 26), None, D(2010, 6, 27), "unverified"),
        ("eo13526", "13526", D(2009, 12, 29), D(2010, 6, 27), None, D(2010, 6, 25), None, "verified"),
        ("eo13556", "13556", D(2010, 11, 4), D(2010, 11, 4), None, None, None, "unverified"),
    ],
)
def test_the_head_of_every_order(
    id_: str,
    number: str,
    signed: dt.date,
    effective: dt.date,
    until: dt.date | None,
    first: dt.date | None,
    last: dt.date | None,
    status: str,
) -> None:
    head = order(id_)

    assert (head.number, head.signed, head.effective, head.until) == (number, signed, effective, until)
    assert (head.accepted_from, head.accepted_until, head.status) == (first, last, status)


def test_180_days_are_counted_from_the_signature() -> None:
    assert D(1995, 4, 17) + dt.timedelta(days=180) == order("eo12958").effective
    assert D(2003, 3, 25) + dt.timedelta(days=180) == order("eo12958").accepted_until
    assert D(2009, 12, 29) + dt.timedelta(days=180) == order("eo13526").effective
    assert D(1951, 9, 27) + dt.timedelta(days=30) == order("eo10290").effective


@pytest.mark.parametrize(
    ("id_", "days"),
    [
        ("eo12958", {D(2003, 9, 21), D(2003, 9, 22)}),
        ("eo12958_am", {D(2003, 9, 21), D(2003, 9, 22), D(2010, 6, 25), D(2010, 6, 27)}),
        ("eo13526", {D(2010, 6, 25), D(2010, 6, 27)}),
    ],
)
def test_where_two_sources_disagree_both_days_stand(id_: str, days: set[dt.date]) -> None:
    said = {entry.date: entry.source for entry in order(id_).authorities if entry.date}

    assert days <= said.keys()
    assert len({said[day] for day in days}) == len(days)


# -- terms -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "to_secret", "to_confidential", "declassified"),
    [
        ("TOP SECRET", D(1977, 12, 31), D(1979, 12, 31), D(1985, 12, 31)),
        ("SECRET", None, D(1977, 12, 31), D(1983, 12, 31)),
        ("CONFIDENTIAL", None, None, D(1981, 12, 31)),
    ],
)
def test_the_general_schedule(
    level: str, to_secret: dt.date | None, to_confidential: dt.date | None, declassified: dt.date
) -> None:
    regime, day = order("eo11652"), D(1975, 3, 10)
    steps = {
        entry.to: end(entry, day) for entry in regime.durations if entry.what == "downgrade" and entry.level == level
    }
    schedule = regime.schedule("GDS", level)

    assert steps == {to: found for to, found in (("SECRET", to_secret), ("CONFIDENTIAL", to_confidential)) if found}
    assert schedule is not None
    assert end(schedule, day) == declassified


def test_exempt_material_ends_with_the_thirtieth_year() -> None:
    entry = order("eo11652").duration("exempt")

    assert entry is not None
    assert (entry.code, end(entry, D(1975, 3, 10))) == ("XGDS", D(2005, 12, 31))


def test_groups_3_and_4() -> None:
    regime = order("eo10501_10964")
    steps = {entry.code: (entry.years, entry.repeats) for entry in regime.durations if entry.what == "downgrade"}
    fourth = regime.schedule("GROUP-4", "SECRET")

    assert steps == {"GROUP-3": (12, True), "GROUP-4": (3, True)}
    assert fourth is not None
    assert end(fourth, D(1965, 2, 1)) == D(1977, 2, 1)
    assert regime.schedule("GROUP-3") is None


@pytest.mark.parametrize(
    ("id_", "terms"),
    [
        ("eo10290", {}),
        ("eo10501", {}),
        ("eo12065", {"default": 6, "maximum": 20, "exempt": 30}),
        ("eo12356", {}),
        ("eo12958", {"default": 10, "maximum": 10, "automatic": 25}),
        ("eo12958_am", {"default": 10, "maximum": 25, "automatic": 25}),
        ("eo13526", {"default": 10, "maximum": 25, "automatic": 25, "ceiling": 50}),
    ],
)
def test_terms_at_origin(id_: str, terms: dict[str, int]) -> None:
    found: dict[str, int] = {}
    for entry in order(id_).durations:
        found.setdefault(entry.what, entry.years)

    assert found == terms


@pytest.mark.parametrize(
    ("day", "automatic", "fifty", "seventy_five"),
    [
        (D(2005, 5, 12), D(2030, 12, 31), D(2055, 12, 31), D(2080, 12, 31)),
        (D(1996, 2, 29), D(2021, 12, 31), D(2046, 12, 31), D(2071, 12, 31)),
        (D(1975, 3, 10), D(2006, 12, 31), D(2025, 12, 31), D(2050, 12, 31)),
        (D(1950, 3, 10), D(2006, 12, 31), D(2012, 12, 31), D(2025, 12, 31)),
    ],
)
def test_automatic_date_and_ceilings(day: dt.date, automatic: dt.date, fifty: dt.date, seventy_five: dt.date) -> None:
    durations = order("eo13526").durations
    found = [end(entry, day) for entry in durations if entry.what in ("automatic", "ceiling")]

    assert found == [automatic, fifty, seventy_five]


# -- reasons and categories --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "reason", "categories"),
    [
        ("eo10290", None, set()),
        ("eo10501_10964", None, set()),
        ("eo11652", None, {("5(B)", "1234")}),
        ("eo12065", None, {("1-301", "abcdefg")}),
        ("eo12356", None, {("1.3(a)", "12345678910")}),
        ("eo12958", ("1.5", "abcdefg"), {("1.6(d)", "X1")}),
        ("eo12958_am", ("1.4", "abcdefgh"), {("3.3(b)", "125")}),
        ("eo13526", ("1.4", "abcdefgh"), {("3.3(b)", "123456789")}),
    ],
)
def test_sections_and_letters(id_: str, reason: tuple[str, str] | None, categories: set[tuple[str, str]]) -> None:
    regime = order(id_)

    assert [(entry.number, "".join(entry.letters)) for entry in regime.reasons] == ([reason] if reason else [])
    assert {(entry.number, "".join(entry.letters)) for entry in regime.categories} == categories
    for entry in (*regime.reasons, *regime.categories):
        assert set(entry.topics) == set(entry.letters)


def test_letters_a_to_g_keep_their_topic_when_the_section_changes_its_number() -> None:
    [old], [new] = order("eo12958").reasons, order("eo13526").reasons

    for letter in "abdf":
        assert old.topics[letter] == new.topics[letter]
    assert new.topics["h"] == "weapons of mass destruction"


def test_only_orders_of_the_reason_line_have_reasons_that_a_page_must_show() -> None:
    assert {regime.id for regime in ALL if any(entry.required for entry in regime.reasons)} == {
        "eo12958", "eo12958_am", "eo13526",
    }  # fmt: skip
    assert not any(entry.required for regime in ALL for entry in regime.categories)


# -- transitions, deadlines, cases, side orders ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "value", "first", "last"),
    [
        ("instruction", "GROUP-4", D(1972, 6, 1), D(1972, 12, 31)),
        ("citation", "11652", D(1978, 12, 1), D(1979, 1, 31)),
        ("citation", "12065", D(1982, 8, 1), D(1982, 10, 31)),
        ("citation", "12356", D(1995, 10, 14), D(1995, 12, 31)),
        ("instruction", "OADR", D(1995, 10, 14), D(1995, 12, 31)),
        ("reason", "1.4", D(2003, 3, 25), D(2003, 9, 20)),
        ("reason", "1.5", D(2003, 3, 25), D(2005, 12, 31)),
        ("instruction", "X8", D(2003, 3, 25), D(2003, 12, 31)),
        ("citation", "13526", D(2009, 12, 29), D(2010, 6, 27)),
        ("citation", "12958", D(2010, 6, 27), D(2011, 12, 31)),
    ],
)
def test_tolerance_begins_and_ends(what: str, value: str, first: dt.date, last: dt.date) -> None:
    day = dt.timedelta(days=1)

    def tolerated(on: dt.date) -> bool:
        return any(regime.tolerates(what, on, value) for regime in law.load().on(on))

    assert [tolerated(on) for on in (first - day, first, last, last + day)] == [False, True, True, False]


def test_terms_of_more_than_ten_years_are_tolerated_from_the_amendment_on() -> None:
    entry = order("eo12958").tolerates("duration", D(2003, 5, 1))

    assert entry is not None
    assert entry.years == 25


def test_the_calendar_of_automatic_declassification() -> None:
    found = {(entry.date, entry.status) for regime in ALL for entry in regime.deadlines}

    assert found == {
        (D(2000, 4, 17), "summary"), (D(2001, 10, 17), "verified"), (D(2003, 4, 17), "verified"),
        (D(2006, 12, 31), "summary"), (D(2007, 12, 31), "verified"), (D(2009, 12, 31), "summary"),
        (D(2009, 12, 29), "summary"), (D(2010, 12, 31), "verified"), (D(2011, 12, 31), "summary"),
        (D(2012, 12, 31), "verified"),
    }  # fmt: skip
    assert {entry.years for entry in order("eo13526").delays} == {5, 3, 2, 1, None}


@pytest.mark.parametrize(
    ("id_", "status"),
    [
        ("restricted-data", "verified"), ("foreign-government", "verified"), ("nato", "summary"), ("imagery", "verified"),
        ("non-permanent", "verified"), ("unscheduled", "verified"), ("state-indefinite", "verified"), ("reclassified", "verified"),
        ("compilation", "verified"), ("controlled-unclassified", "verified"), ("missing-instruction", "verified"),
        ("deemed-gds", "verified"), ("group-4-folded", "verified"), ("calculated-date-passed", "summary"),
    ],
)  # fmt: skip
def test_special_cases(id_: str, status: str) -> None:
    entry = law.load().special(id_)

    assert entry is not None
    assert entry.status == status


def test_a_case_that_does_not_exist_is_none() -> None:
    assert law.load().special("moon-rocks") is None


def test_side_orders() -> None:
    found = {(entry.number, entry.signed) for regime in ALL for entry in regime.side_orders}

    assert found >= {
        ("11714", D(1973, 4, 24)), ("11862", D(1975, 6, 11)), ("12038", D(1978, 2, 3)), ("12148", D(1979, 7, 20)),
        ("12163", D(1979, 9, 29)), ("12951", D(1995, 2, 22)), ("12972", D(1995, 9, 18)), ("13142", D(1999, 11, 19)),
    }  # fmt: skip


@pytest.mark.parametrize("regime", ALL, ids=lambda regime: regime.id)
def test_a_side_order_is_signed_before_its_order_ends(regime: Regime) -> None:
    for entry in regime.side_orders:
        assert entry.signed is None or entry.signed <= (regime.until or D.max) + dt.timedelta(days=1)


def test_restricted_is_a_level_of_the_first_order_only_and_a_word_of_the_next() -> None:
    assert "RESTRICTED" in {level.name for level in order("eo10290").levels}
    for id_ in ("eo10501", "eo10501_10964"):
        assert "RESTRICTED" not in {level.name for level in order(id_).levels}
        assert any(word.kind == "abolished" and "RESTRICTED" in word.names for word in order(id_).words)


@pytest.mark.parametrize("regime", ALL, ids=lambda regime: regime.id)
def test_no_word_beside_the_levels_is_a_level(regime: Regime) -> None:
    names = {name for word in regime.words if word.kind != "foreign" for name in word.names}

    assert not names & {level.name for level in regime.levels}


@pytest.mark.parametrize("regime", ALL, ids=lambda regime: regime.id)
def test_every_statement_names_a_source_and_a_status(regime: Regime) -> None:
    for where, entry in statements(regime):
        assert entry.source.strip(), where
        assert entry.status in ("verified", "summary", "unverified"), where
