"""What a finding of this family carries: one for a record, its figures, its sum in words, no text that is withheld."""

from pathlib import Path

import msgspec
import pytest

from checks.foi.pages import CHECKS, MARGIN, footer, found, only, said
from redaction_audit.check import Check, Example, Hit

FLAGS = [(check, example) for check in CHECKS for example in check.flags]
each_flag = pytest.mark.parametrize(
    ("check", "example"), FLAGS, ids=[f"{check.id}-{n}" for n, (check, _) in enumerate(FLAGS)]
)
_LISTED = 20


@each_flag
def test_a_finding_has_data_that_is_json(check: Check, example: Example) -> None:
    text, _ = example.plain()
    for other, hit in said(text, provenance=example.provenance, date=example.date):
        if other is check:
            assert isinstance(hit, Hit)
            assert msgspec.json.decode(msgspec.json.encode(hit.data)) == hit.data
            assert hit.data


@pytest.mark.parametrize(
    ("rule", "line", "provenance"),
    [
        ("FOI001", "The board met [Redacted] at noon.\n\n\n\n", "foia"),
        ("FOI002", "The board met [Redacted] at noon.\n", "foia"),
        ("FOI005", "The board met (b)(1) at noon.\n", "foia"),
        ("FOI008", "The board met (b)(3) at noon.\n", "foia"),
        ("FOI018", "The board met XXXXXXXXXXXX at noon.\n", "systematic"),
    ],
)
def test_many_marks_are_one_finding(rule: str, line: str, provenance: str) -> None:
    hit = only(line * 50, rule, provenance=provenance)

    assert 50 in hit.data.values()
    assert len(hit.related) == _LISTED
    assert hit.start < hit.related[0][0]


@pytest.mark.parametrize(
    ("rule", "text", "date", "arithmetic"),
    [
        (
            "FOI006",
            footer(date="01/02/2016") + MARGIN.format("B1,1.4(D)"),
            "1990-06-01",
            "1990-06-01 + 25 y, to the end of the year = 2015-12-31; decided 2016-01-02",
        ),
        (
            "FOI006",
            footer(date="07/31/2014") + MARGIN.format("B1,1.4(D)"),
            "1975-03-02",
            "1975-03-02 + 25 y, to the end of the year = 2000-12-31, not before 2006-12-31; decided 2014-07-31",
        ),
        (
            "FOI007",
            footer("F-2018-00411") + MARGIN.format("B5 (DP)"),
            "1985-03-02",
            "1985-03-02 + 25 y = 2010-03-02; requested 2018",
        ),
        (
            "FOI015",
            "WITHDRAWAL SHEET\nGeorge Bush Library   Date: 5/6/2014\n\n1. memo   A to B (2 pp.)    3/14/90     P5\n",
            None,
            "1993-01-20 + 12 y = 2005-01-20; released 2014-05-06",
        ),
    ],
)
def test_a_finding_shows_its_sum(rule: str, text: str, date: str | None, arithmetic: str) -> None:
    assert only(text, rule, date=date).data["arithmetic"] == arithmetic


def test_an_order_code_names_its_days_and_the_order_in_force() -> None:
    hit = only(footer(date="07/31/2015") + MARGIN.format("B1,1.5(D)"), "FOI004")

    assert hit.message == (
        "1.5(D) does not fit the decision of 2015-07-31 (release stamp): "
        "a code of E.O. 12958, cited from 1995-10-14 to 2003-09-21"
    )
    assert hit.data["governing"] == ["E.O. 13526"]


def test_a_code_may_fit_the_review_or_the_release() -> None:
    strip = (
        "Classified by DAS, A/GIS, DoS on 05/02/2001 - Class: SECRET - Reason: 1.5(D) - Declassify on: 05/01/2011\n\n"
    )

    for code in ("1.5(D)", "1.4(D)"):
        assert "FOI004" not in found(strip + footer(date="07/31/2015") + MARGIN.format(f"B1,{code}"))
    hit = only(strip + footer(date="07/31/2015") + MARGIN.format("B1,1.3(A)(4)"), "FOI004")
    assert hit.data["decided"] == "2001-05-02"
    assert hit.data["decided_by"] == "review"


def test_withheld_letters_beside_a_mark_are_not_repeated() -> None:
    text = footer() + "It met XXXXXXXXowe and XXXXXXXXXXXX at noon.\n"

    for _, item in said(text):
        assert isinstance(item, Hit)
        assert "owe" not in item.message
        assert "owe" not in (item.evidence or "")


def test_the_seed_record(shared: Path) -> None:
    text = (shared / "seed" / "05LIMA2158.txt").read_text(encoding="utf-8")

    assert found(text) == {"FOI001": "note", "FOI002": "note"}
    assert only(text, "FOI001").data["without_code"] == 16
    assert only(text, "FOI002").data["fixed_width"] == 12
    assert found(text, provenance="foia")["FOI001"] == "warning"
