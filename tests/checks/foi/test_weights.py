"""The weight of a finding: who owes what, what is certain, and which of two rules speaks."""

import pytest

from checks.dec.test_weights import BY_ID as DEC
from checks.foi.pages import MARGIN, footer, found
from checks.pipeline import view
from redaction_audit.check import Example, Hit
from redaction_audit.checks.dec.specimen import telegram

MASKED = "The board met XXXXXXXXXXXX at noon.\n"
POSTED = "06ARBON412\n2006-03-14 09:30\n{}\nCONFIDENTIAL\nEmbassy Arbon"


@pytest.mark.parametrize(
    ("provenance", "weight"),
    [
        ("foia", "warning"),
        ("mdr", "warning"),
        ("systematic", "note"),
        ("unofficial", "note"),
        ("frus", "note"),
        ("cia_crest", "note"),
        (None, "note"),
        ("jfk", None),
        ("pra", None),
    ],
)
def test_who_owes_a_code(provenance: str | None, weight: str | None) -> None:
    assert found(MASKED, provenance=provenance).get("FOI001") == weight


@pytest.mark.parametrize(
    ("case", "date", "label", "weight"),
    [
        ("F-2018-00411", "1985-03-02", "B5 (DP)", "error"),
        ("F-2018-00411", "1985-03-02", "B5", "warning"),
        ("F-2018-00411", "1985-03-02", "B5 (AC)", None),
        ("F-2018-00411", "1985-03-02", "B5, AWP", None),
        ("F-2018-00411", "1992-12-31", "B5 (DP)", "error"),
        ("F-2018-00411", "1993-01-01", "B5 (DP)", "error"),
        ("F-2018-00411", "1993-01-02", "B5 (DP)", None),
        ("F-2018-00411", "1994", "B5 (DP)", None),
        ("F-2016-00411", "1985-03-02", "B5 (DP)", None),
        ("F-2015-00411", "1985-03-02", "B5 (DP)", None),
    ],
)
def test_the_sunset_of_the_deliberative_process(case: str, date: str, label: str, weight: str | None) -> None:
    assert found(footer(case, "07/31/2019") + MARGIN.format(label), date=date).get("FOI007") == weight


def test_without_a_request_the_release_makes_no_error() -> None:
    text = "Approved for Release: 2019/12/04 C02462959\n\n" + MARGIN.format("B5 (DP)")

    assert found(text, date="1985-03-02")["FOI007"] == "note"
    assert "FOI007" not in found(text.replace("2019", "2015"), date="1985-03-02")


@pytest.mark.parametrize("marks", [3, 4])
def test_a_fixed_width_weighs_only_in_a_paged_official_release(marks: int) -> None:
    page = "RELEASE IN PART B6\n\n" + "It met XXXXXXXXXXXX.\n" * (marks - 1) + "\f\nIt met XXXXXXXXXXXX.\n"

    assert found(footer() + page)["FOI002"] == ("warning" if marks == 4 else "note")
    assert found(page.replace("RELEASE IN PART B6", ""), provenance="unofficial")["FOI002"] == "note"
    assert found(footer() + page.replace("\f", ""))["FOI002"] == "note"


def test_full_and_marked_is_an_error_part_and_unmarked_a_warning() -> None:
    full, part = "                    RELEASE IN FULL\n\n", "                    RELEASE IN PART B6\n\n"

    assert found(footer() + full + MASKED)["FOI010"] == "error"
    assert found(footer() + part + "The board met the chair at noon.\n")["FOI010"] == "warning"
    assert "FOI010" not in found(footer() + part + MASKED)
    assert found(full + MASKED, provenance="unofficial")["FOI010"] == "note"


@pytest.mark.parametrize(
    ("released", "order", "early", "late"),
    [
        ("2012-06-01 12:00", "E.O. 12958: DECL: 03/14/2020", True, False),
        ("2021-06-01 12:00", "E.O. 12958: DECL: 03/14/2020", False, True),
        ("2012-06-01 12:00", "E.O. 12958: DECL: 25X1", False, True),
    ],
)
def test_an_unstamped_release_has_one_rule(released: str, order: str, early: bool, late: bool) -> None:
    text = telegram(order, above=POSTED.format(released))
    seen = view(text, Example(text))

    assert any(isinstance(item, Hit) for item in DEC["DEC011"].judge(seen)) is early
    assert found(text).get("FOI011") == ("note" if late else None)


def test_an_official_page_owes_a_stamp() -> None:
    page = "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nThe board met.\n"

    assert found(page, provenance="foia")["FOI011"] == "warning"
    assert "FOI011" not in found(page)
    assert "FOI011" not in found(footer() + page)


@pytest.mark.parametrize(
    ("stamp", "weight"),
    [
        ("DECLASSIFIED", "warning"),
        ("DECLASSIFIED\nAuthority NND 978500", "warning"),
        ("DECLASSIFIED\nAuthority NND 978500\nBy ____ NARA Date ____", "note"),
        ("DECLASSIFIED 17 August 2008", "note"),
        ("DECLASSIFIED\nAuthority NND 978500\nBy AR NARA Date 9/2/09", None),
        ("Declassified by J. Roe, Chief, 2011-08-17", None),
    ],
)
def test_what_a_stamp_lacks(stamp: str, weight: str | None) -> None:
    assert found(f"SECRET\n\n4 June 1963\n\nThe board met.\n\n{stamp}\n").get("FOI012") == weight


@pytest.mark.parametrize(
    ("stamp", "date", "weight"),
    [
        ("04 MAY 1996", "1998-06-05", "error"),
        ("04 MAY 1998", "1998-05-04", None),
        ("04 MAY 1998", "1998", None),
        ("04 MAY 2036", "1998-06-05", "warning"),
    ],
)
def test_when_a_stamp_is_too_early_or_too_late(stamp: str, date: str, weight: str | None) -> None:
    text = f"SECRET\n\nThe board met.\n\nDeclassified/Released US Department of State EO Systematic Review {stamp}\n"

    assert found(text, date=date).get("FOI013") == weight
