"""Every instruction of every order: what it is worth under each, printed forms that read back into it, what is done today."""

import datetime as dt

import pytest

from redaction_audit import law
from redaction_audit.law import Instruction, Regime
from redaction_audit.model import Declassify
from redaction_audit.structure.due import read_due

COLUMNS = ("eo10501_10964", "eo11652", "eo12065", "eo12356", "eo12958", "eo12958_am", "eo13526")
# One row a token, one letter an order of COLUMNS: valid, only carried over from a source (legacy), never on a new page.
TABLE = {
    "GROUP-1 GROUP-2 GROUP-3 GROUP-4": "y l l l l l l",
    "GDS": "n y y l l l l",
    "ADS": "n y n l l l l",
    "XGDS XGDS-1 XGDS-2 XGDS-3 XGDS-4": "n y l l l l l",
    "RDS RDS-1 RDS-2 RDS-3 RDS-4": "n n y l l l l",
    "REVIEW+ON": "n n y l l l l",
    "OADR": "n n n y n n n",
    "DATE EVENT N/A": "y y y y y y y",
    "X X1 X2 X3 X4 X5 X6 X7 X8": "n n n n y n n",
    "25X 25X1 25X2 25X3 25X4 25X5 25X6 25X7 25X8 25X9": "n n n n y y y",
    "25X1-HUMAN": "n n n n n y n",
    "25X1,+EO+12951": "n n n n n y y",
    "50X1-HUM 50X2-WMD": "n n n n n n y",
    "50X 50X1 50X2 50X3 50X4 50X5 50X6 50X7 50X8 50X9": "n n n n n n y",
    "75X 75X1 75X2 75X3 75X4 75X5 75X6 75X7 75X8 75X9": "n n n n n n y",
    "MR": "n n n n n n n",
    "DCI+ONLY DNI+ONLY": "n n n l l l n",
    "SUBJECT+TO+TREATY": "n n n l l l n",
    "N/A+TO+RD+PORTIONS N/A+TO+NATO+PORTIONS": "n n n n n n y",
    "SOURCE+MARKED": "n n n n y y n",
    "INDEFINITE": "y y n y n n n",
    "VAGUE+EVENT": "y y y y n n n",
}
WORTH = {"y": "yes", "l": "legacy", "n": "no"}
CELLS = [
    (form.replace("+", " "), column, WORTH[letter])
    for forms, row in TABLE.items()
    for form in forms.split()
    for column, letter in zip(COLUMNS, row.split(), strict=True)
]
ENTRIES = [(regime, entry) for regime in law.load().regimes.values() for entry in regime.instructions]
PRINTED = [
    pytest.param(regime, entry, printed, id=f"{regime.id}-{printed}")
    for regime, entry in ENTRIES
    for printed in entry.examples
]
WORDS = {"date": "DATE", "event": "EVENT", "not-applicable": "N/A"}


def read(regime: Regime, printed: str) -> Declassify | None:
    return read_due(printed, printed.lower(), 0, len(printed), order=regime.number, year=regime.effective.year)


@pytest.mark.parametrize(("form", "column", "worth"), CELLS)
def test_every_token_under_every_order(form: str, column: str, worth: str) -> None:
    entry = law.load().regimes[column].instruction(form)

    assert entry is not None
    assert entry.valid == worth


@pytest.mark.parametrize("column", COLUMNS)
def test_no_order_knows_a_token_beside_the_table(column: str) -> None:
    known = {form for entry in law.load().regimes[column].instructions for form in entry.forms}

    assert known == {form for form, _, _ in CELLS}


def test_orders_before_groups_know_dates_and_events_only() -> None:
    for id_ in ("eo10290", "eo10501"):
        assert {form for entry in law.load().regimes[id_].instructions for form in entry.forms} == {"DATE", "EVENT"}


@pytest.mark.parametrize(("regime", "entry", "printed"), PRINTED)
def test_a_printed_form_reads_back_into_its_entry(regime: Regime, entry: Instruction, printed: str) -> None:
    due = read(regime, printed)

    assert due is not None
    if entry.kind == "phrase":  # no code of its own: the reader keeps the words, or the date or code among them
        assert printed.startswith(due.raw) or due.raw in printed
    else:
        assert {*(due.codes or (WORDS[due.kind],))} <= {*entry.forms}


@pytest.mark.parametrize(
    ("regime", "entry"), [pytest.param(r, e, id=f"{r.id}-{e.token}") for r, e in ENTRIES if e.kind != "phrase"]
)
def test_every_form_has_a_printed_example(regime: Regime, entry: Instruction) -> None:
    seen: set[str] = set()
    for printed in entry.examples:
        due = read(regime, printed)
        assert due is not None
        seen |= {*(due.codes or (WORDS[due.kind],))}

    assert seen == {*entry.forms}


def test_what_x2_to_x8_cover_is_said_nowhere() -> None:
    for regime in law.load().regimes.values():
        topics = {letter for category in regime.categories for letter in category.topics}
        assert not topics & {f"X{n}" for n in range(2, 9)}
    meanings = {
        entry.meaning
        for regime in law.load().regimes.values()
        for entry in regime.instructions
        if {f"X{n}" for n in range(2, 9)} & {*entry.forms}
    }
    assert meanings == {
        law.load().regimes[id_].instruction("X2").meaning  # type: ignore[union-attr]  # every order has the entry
        for id_ in COLUMNS
    }
    assert not any(word in (m or "") for m in meanings for word in ("weapon", "foreign", "treaty", "President"))


def test_the_meaning_of_25x_categories_belongs_to_the_order_in_force() -> None:
    regimes = law.load().regimes
    latest = next(c for c in regimes["eo13526"].categories if c.number == "3.3(b)")
    older = next(c for c in regimes["eo12958_am"].categories if c.number == "3.3(b)")

    assert latest.letters == tuple("123456789")
    assert set(latest.topics) == set("123456789")
    assert not set(older.topics.values()) & set(latest.topics.values())


@pytest.mark.parametrize("code", ["OADR", "MR", *(f"X{n}" for n in range(1, 9))])
def test_an_indefinite_mark_counts_25_years_from_its_source_today(code: str) -> None:
    today = law.load().today(code)

    assert today is not None
    assert today.derivative.startswith("25 years from the date of the source")
    assert (today.source, today.status) == ("32 CFR 2001.12(c)(2), 2001.22(e)(3)", "verified")


def test_every_mark_that_no_new_page_may_carry_says_what_is_done_with_it_today() -> None:
    latest = law.load().regimes["eo13526"]

    assert all(entry.today for entry in latest.instructions if entry.valid != "yes")


def test_treatments_of_today_stand_in_the_order_in_force_only() -> None:
    assert {regime.id for regime, entry in ENTRIES if entry.today} == {"eo13526"}


def test_a_mark_that_nobody_knows_has_no_treatment() -> None:
    assert law.load().today("ZZ9") is None


@pytest.mark.parametrize(
    ("day", "code", "covered"),
    [
        (dt.date(1972, 12, 31), "GROUP-4", True),
        (dt.date(1973, 1, 1), "GROUP-4", False),
        (dt.date(1995, 12, 31), "OADR", True),
        (dt.date(1996, 1, 1), "OADR", False),
        (dt.date(2003, 12, 31), "X6", True),
        (dt.date(2004, 1, 1), "X6", False),
    ],
)
def test_tolerated_instructions(day: dt.date, code: str, covered: bool) -> None:
    assert any(regime.tolerates("instruction", day, code) for regime in law.load().on(day)) is covered
