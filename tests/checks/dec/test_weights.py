"""The weight of a finding: transitions are notes, an order not yet signed is an error, provenance lightens."""

import datetime as dt

import pytest

from checks.pipeline import checks, view
from redaction_audit.check import Check, Example, Hit
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.findings import severity

BY_ID = {check.id: check for check in checks() if check.family == "DEC"}


def weights(text: str, date: str | None, rule: str, provenance: str | None = None) -> list[str]:
    """Return the severities that `rule` gives a record of that date."""
    check: Check = BY_ID[rule]
    seen = view(text, Example(text, date=date, provenance=provenance))
    return [severity(check, hit, seen.provenance) for hit in check.judge(seen) if isinstance(hit, Hit)]


def block(order: str, reason: str = "1.4 (b,d)") -> str:
    return telegram(order, by=f"Classified By: DCM Ada Rowe. Reason: {reason}")


@pytest.mark.parametrize(
    ("order", "date", "found"),
    [
        ("E.O. 12356: DECL: OADR", "2006-03-01", ["warning"]),
        ("E.O. 13526: DECL: 01/05/2018", "2008-01-05", ["error"]),
        ("E.O. 12958: DECL: 11/02/2020", "2010-11-02", ["note"]),
        ("E.O. 12958: DECL: 11/02/2021", "2011-12-31", ["note"]),
        ("E.O. 12958: DECL: 11/02/2021", "2012-01-01", ["warning"]),
        ("E.O. 13526: DECL: 02/20/2020", "2010-02-20", ["note"]),
        ("E.O. 13526: DECL: 12/29/2019", "2009-12-28", ["error"]),
        ("E.O. 12958: DECL: 02/18/2020", "2010-02-18", []),
        ("E.O. 12356: DECL: OADR", "1995-12-31", ["note"]),
        ("E.O. 12356: DECL: OADR", "1996-01-01", ["warning"]),
        ("E.O. 12065: GDS 9/1/88", "1982-10-31", ["note"]),
        ("E.O. 12958: N/A", "2013-03-01", ["note"]),
        ("E.O. 12356: DECL: 01/01/2016", "2006", ["warning"]),
        ("E.O. 12958: DECL: 01/01/2016", "2010", []),
        ("E.O. 12356: DECL: OADR", "1995", []),
    ],
)
def test_order(order: str, date: str, found: list[str]) -> None:
    assert weights(block(order), date, "DEC004") == found


@pytest.mark.parametrize(
    ("reason", "date", "found"),
    [
        ("1.5 (D)", "2008-06-02", ["warning"]),
        ("1.4(b)", "1998-04-01", ["warning"]),
        ("1.5 (b)", "2004-05-03", ["note"]),
        ("1.5 (b)", "2005-12-31", ["note"]),
        ("1.5 (b)", "2006-01-01", ["warning"]),
        ("1.5 (b)", "2003-09-22", ["note"]),
        ("1.5 (b)", "2003-09-21", []),
        ("1.4 (b)", "2003-09-21", []),
        ("1.4 (b)", "2003-09-22", []),
        ("1.4 (b)", "2003-03-25", ["note"]),
        ("1.4 (b)", "2003-03-24", ["warning"]),
        ("1.4 (b,d)", "2005-05-12", []),
        ("1.5(d)", "2003-05-10", []),
        ("1.5 (b)", "2007", ["warning"]),
        ("1.5 (b)", "2003", []),
    ],
)
def test_reason_section(reason: str, date: str, found: list[str]) -> None:
    assert weights(block("E.O. 12958: DECL: 01/01/2013", reason), date, "DEC005") == found


@pytest.mark.parametrize(
    ("order", "date", "found"),
    [
        ("E.O. 12958: DECL: OADR", "2006-03-01", ["warning"]),
        ("E.O. 12958: DECL: X6", "2004-02-01", ["warning"]),
        ("E.O. 12958: DECL: X6", "2003-12-31", ["note"]),
        ("E.O. 12958: DECL: X6", "2003-09-21", []),
        ("E.O. 12958: DECL: OADR", "1995-12-31", ["note"]),
        ("E.O. 12958: DECL: OADR", "1996-01-01", ["warning"]),
        ("E.O. 13526: DECL: MR", "2012-03-01", ["warning"]),
        ("E.O. 12958: DECL: X1, X6", "2001-03-01", []),
        ("E.O. 12356: DECL: OADR", "1990-03-01", []),
        ("E.O. 11652: GDS", "1976-03-01", []),
    ],
)
def test_instruction(order: str, date: str, found: list[str]) -> None:
    assert weights(block(order), date, "DEC007") == found


@pytest.mark.parametrize(
    ("due", "date", "found"),
    [
        ("04/01/2034", "2004-04-01", ["error"]),
        ("04/01/2029", "2004-04-01", []),
        ("04/02/2029", "2004-04-01", []),
        ("04/03/2029", "2004-04-01", ["note"]),
        ("12/31/2029", "2004-04-01", ["note"]),
        ("01/01/2030", "2004-04-01", ["error"]),
        ("01/01/2017", "1997-01-01", ["warning"]),
        ("05/01/2020", "2003-05-01", ["note"]),
        ("05/01/2020", "2003-03-24", ["warning"]),
        ("09/21/2028", "2003-09-21", []),
        ("03/01/2006", "1996-02-29", []),
        ("03/02/2006", "1996-02-29", []),
        ("03/03/2006", "1996-02-29", ["warning"]),
        ("20351010", "2010-10-10", []),
        ("06/01/2034", "2004", ["error"]),
        ("06/01/2029", "2004", []),
    ],
)
def test_duration(due: str, date: str, found: list[str]) -> None:
    assert weights(block(f"E.O. 12958: DECL: {due}"), date, "DEC008") == found


@pytest.mark.parametrize(
    ("due", "year", "found"),
    [
        ("5/11/05", 2005, ["error"]),
        ("5/12/81", 2005, ["error"]),
        ("5/12/36", 2005, ["warning"]),
        ("5/12/35", 2005, []),
        ("5/12/05", 2005, []),
        ("5/12/09", 1963, []),
    ],
)
def test_a_due_year_of_two_digits(due: str, year: int, found: list[str]) -> None:
    page = f"SECRET\n\nMay 12, {year}\n\nMinutes\n\nClassified By: Ada Rowe\nReason: 1.4(b)\nDeclassify On: {due}\n"
    assert weights(page, f"{year}-05-12", "DEC003") == found


@pytest.mark.parametrize(
    ("due", "date", "found"),
    [
        ("20370505", "2012-05-05", []),
        ("20371231", "2012-05-05", ["note"]),
        ("20380101", "2012-05-05", ["error"]),
        ("20380101", "2010-06-24", ["note"]),
        ("20240505", "2001-05-05", ["note"]),
    ],
)
def test_duration_of_a_derivative(due: str, date: str, found: list[str]) -> None:
    page = f"SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nDerived From: Harbor Guide\nDeclassify On: {due}\n"
    assert weights(page, date, "DEC008") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Classification extended on 3/1/2007 by John Dole, Director", []),
        ("Extended by John Dole, Director, on March 1, 2007", []),
        ("Declassification date extended March 1, 2007, until March 10, 2017, by John Dole", []),
        ("Classification extended on March 1, 2006", ["warning"]),  # by nobody
        ("Classification extended by John Dole, Director", ["warning"]),  # on no day
        ("Classification extended on March 1, 1995 by John Dole", ["warning"]),  # before the record
        ("The lease was extended on March 1, 2007 by John Dole", ["warning"]),
    ],
)
def test_duration_that_an_authority_extended(words: str, found: list[str]) -> None:
    page = f"SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nReason: 1.5(b)\nDeclassify On: 3/10/2017\n{words}\n"
    assert weights(page, "1997-03-10", "DEC008") == found


@pytest.mark.parametrize(
    ("order", "date", "found"),
    [
        ("E.O. 13526: DECL: 25X4", "2012-05-02", ["warning"]),
        ("E.O. 13526: DECL: 25X1", "2012-05-02", ["note"]),
        ("E.O. 12958: DECL: 25X6, 20700101", "2005-05-02", ["note"]),
        ("E.O. 13526: DECL: 25X6, 20700101", "2012-05-02", ["warning"]),
        ("E.O. 12958: DECL: 25X4", "2005-05-02", ["note"]),
        ("E.O. 13526: DECL: 50X1-HUM", "2012-05-02", []),
        ("E.O. 13526: DECL: 25X4, 20621231", "2012-05-02", []),
    ],
)
def test_exemption(order: str, date: str, found: list[str]) -> None:
    assert weights(block(order), date, "DEC012") == found


@pytest.mark.parametrize(
    ("provenance", "found"), [("foia", ["warning"]), ("unofficial", ["note"]), (None, ["note"]), ("mdr", ["warning"])]
)
def test_release_weighs_by_provenance(provenance: str | None, found: list[str]) -> None:
    above = "06ARBON412\n2006-03-14 09:30\n2012-06-01 12:00\nCONFIDENTIAL\nEmbassy Arbon"

    assert weights(telegram("E.O. 12958: DECL: 03/14/2020", above=above), None, "DEC011", provenance) == found


@pytest.mark.parametrize(
    ("provenance", "as_of", "found"),
    [
        (None, dt.date(2026, 1, 15), "note"),
        ("foia", dt.date(2026, 1, 15), "note"),
        ("frus", dt.date(2026, 1, 15), "warning"),
        ("frus", dt.date(2013, 12, 31), "note"),
        ("frus", dt.date(2014, 1, 1), "warning"),
    ],
)
def test_a_passed_automatic_date_weighs_where_records_are_permanent(
    provenance: str | None, as_of: dt.date, found: str
) -> None:
    text = telegram("E.O. 12356: DECL: OADR", by="")
    seen = view(text, Example(text, as_of=as_of, date="1988-05-01", provenance=provenance))
    [hit] = BY_ID["DEC015"].judge(seen)

    assert severity(BY_ID["DEC015"], hit, seen.provenance) == found
    assert hit.data["automatic_date"] == "2013-12-31"
    assert hit.data["source_date_plus_25"] == "2013-05-01"


@pytest.mark.parametrize(
    ("order", "owner"),
    [("E.O. 12958: DECL: OADR", "DEC007"), ("E.O. 12356: DECL: OADR", "DEC004"), ("E.O. 12958:", "DEC001")],
    ids=["wrong-code", "stale-line", "no-code"],
)
def test_one_defect_has_one_owner(order: str, owner: str) -> None:
    text = block(order)
    seen = view(text, Example(text, date="2006-03-01"))
    spoke = [check.id for check in BY_ID.values() if any(isinstance(said, Hit) for said in check.judge(seen))]

    assert spoke == [owner]


def test_verdicts_on_an_unverified_law_are_no_errors() -> None:
    for check in BY_ID.values():
        if check.severity == "error":
            assert {cite.status for cite in check.cites} <= {"verified", "summary"}
