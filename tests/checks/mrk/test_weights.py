"""The weight of a marking finding: eras, provenance, extracts, and what stays silent."""

import pytest

from checks.pipeline import checks, view
from redaction_audit.check import Check, Example, Hit, Skip
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.findings import severity

BY_ID = {check.id: check for check in checks() if check.family == "MRK"}
UNMARKED = ("1. The board met twice.", "2. It voted and adjourned.")
EXTRACT = "This record is a partial extract of the original cable."


def weights(text: str, rule: str, provenance: str | None = None, date: str | None = None) -> list[str]:
    """Return the severities that `rule` gives a record."""
    check: Check = BY_ID[rule]
    seen = view(text, Example(text, date=date, provenance=provenance))
    return [severity(check, hit, seen.provenance) for hit in check.judge(seen) if isinstance(hit, Hit)]


@pytest.mark.parametrize(
    ("group", "found"),
    [("P 141520Z NOV 78", ["note"]), ("P 301520Z NOV 78", ["note"]), ("P 011520Z DEC 78", ["warning"]),
     ("P 141520Z MAR 06", ["warning"])],
)  # fmt: skip
def test_portion_marks_became_a_duty(group: str, found: list[str]) -> None:
    assert weights(telegram(*UNMARKED, group=group, order="", by=""), "MRK006") == found


@pytest.mark.parametrize(
    ("group", "order", "found"),
    [
        ("P 131520Z OCT 95", "E.O. 12356: DECL: OADR", []),
        ("P 131520Z OCT 95", "E.O. 12958: DECL: 10/13/05", []),
        ("P 141520Z OCT 95", "E.O. 12958: DECL: 10/14/05", ["warning"]),
        ("P 141520Z NOV 95", "E.O. 12356: DECL: OADR", []),
        ("P 141520Z MAR 12", "E.O. 13526: DECL: 03/14/2022", ["warning"]),
    ],
)
def test_classified_by_line_became_a_duty(group: str, order: str, found: list[str]) -> None:
    assert weights(telegram(group=group, order=order, by=""), "MRK003") == found


@pytest.mark.parametrize(
    ("mark", "year", "found"),
    [
        ("C/NF", "09", []), ("C/NF", "10", ["note"]), ("C//NF", "12", []),
        ("C-NF", "99", []), ("C-NF", "00", ["note"]), ("SBU/NF", "06", []), ("SBU/N", "06", []), ("LOU", "90", []),
        ("TS//SI//NF", "12", []), ("S//REL TO USA, GBR", "12", []), ("SC", "06", ["note"]), ("SRD", "98", []),
    ],
)  # fmt: skip
def test_grammar_of_marks(mark: str, year: str, found: list[str]) -> None:
    text = telegram(
        f"1. ({mark}) It met.", banner="T O P  S E C R E T//NOFORN ARBON 000412", group=f"P 141520Z MAR {year}"
    )

    assert weights(text, "MRK014") == found


@pytest.mark.parametrize(
    ("mark", "banner", "year", "found"),
    [
        ("S//NF", "S E C R E T", "12", ["warning"]),
        ("S/NF", "S E C R E T", "06", []),
        ("S//NF", "S E C R E T//NOFORN", "12", []),
        ("S//OC/NF", "S E C R E T//NOFORN", "12", ["warning"]),
        ("CFRD", "C O N F I D E N T I A L", "06", ["warning"]),
        ("S//RD", "S E C R E T//RD", "06", []),
    ],
)
def test_controls_roll_up(mark: str, banner: str, year: str, found: list[str]) -> None:
    text = telegram(f"1. ({mark}) It met.", banner=f"{banner} ARBON 000412", group=f"P 141520Z MAR {year}")

    assert weights(text, "MRK015") == found


@pytest.mark.parametrize(
    ("provenance", "found"), [(None, "error"), ("foia", "error"), ("unofficial", "note"), ("jfk", "note")]
)
def test_a_page_that_is_not_the_agency_s_gets_notes(provenance: str | None, found: str) -> None:
    text = telegram("1. (C) It met.", "2. (S) It voted.")

    assert weights(text, "MRK008", provenance) == [found]


@pytest.mark.parametrize(
    ("banner", "provenance", "found"),
    [
        ("UNCLASSIFIED", "foia", []),
        ("UNCLASSIFIED ARBON 000412", "foia", ["error"]),
        ("U N C L A S S I F I E D", "foia", ["error"]),
        ("UNCLASSIFIED", None, ["error"]),
    ],
)
def test_an_unclassified_of_the_release_is_not_the_author_s(
    banner: str, provenance: str | None, found: list[str]
) -> None:
    assert weights(telegram("1. (C) It met.", banner=banner), "MRK008", provenance) == found


def test_an_extract_lacks_what_it_lacks() -> None:
    one, other = "1. (C) It met (Ref D).", "REF: A. ARBON 388\nB. ARBON 391"

    assert weights(telegram(one, refs=other), "MRK004", "foia") == ["warning"]
    assert weights(telegram(one, refs=other, head=EXTRACT), "MRK004", "foia") == ["note"]
    assert weights(telegram(by="", head=EXTRACT), "MRK003", "foia") == ["note"]
    assert weights(telegram(tail="", head=EXTRACT), "MRK011", "foia") == []


def test_level_above_all_portions_is_not_judged_where_one_may_be_missing() -> None:
    check, high = BY_ID["MRK009"], "S E C R E T ARBON 000412"
    for text in (
        telegram("1. (C) It met XXXXXXXXXXXX.", banner=high),
        telegram("1. (C) It met.", "2. It rose.", banner=high),
        telegram("1. (C) It met.", banner="S E C R E T SECTION 01 OF 02 ARBON 000412"),
        telegram("1. (C) It met.", banner=high, head=EXTRACT),
    ):
        said = list(check.judge(view(text, Example(""))))

        assert [item.reason for item in said if isinstance(item, Skip)] == ["masked or partial record"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("C O N F I D N T I A L", "CONFIDENTIAL"),
        ("C O N F I D E N T l A L", None),  # a small letter ends the spaced capitals; the structure reads the line
        ("S E C R F T", "SECRET"),
        ("T 0 P  S E C R E T", "TOP SECRET"),
        ("S E C R E T", None),
        ("C O R R E C T E D", None),
        ("A R B O N", None),
    ],
)
def test_misspelt_levels(printed: str, meant: str | None) -> None:
    head = "06ARBON412\n2006-03-14 15:20\n2011-08-30 01:44\nSECRET\nEmbassy Arbon\n\nSECRET"
    seen = view(telegram(head=head, banner=f"{printed} ARBON 000412"), Example(""))
    found = [hit.data["read_as"] for hit in BY_ID["MRK010"].judge(seen) if isinstance(hit, Hit)]

    assert found == ([meant] if meant else [])


def test_a_misspelt_section_line_is_found_far_down() -> None:
    long = "2. (C) " + "The board met and voted on the quay. \n" * 400
    text = telegram("1. (C) It met.", long, "C O N F I D E N T A L SECTION 02 OF 02 ARBON 000412")
    hits = [hit for hit in BY_ID["MRK010"].judge(view(text, Example(""))) if isinstance(hit, Hit)]

    assert [text[hit.start : hit.end] for hit in hits] == ["C O N F I D E N T A L"]


def test_dates_of_one_record() -> None:
    head = "06ARBON412\n2006-03-{} 15:20\n2011-08-30 01:44\nCONFIDENTIAL\nEmbassy Arbon"
    found = {day: weights(telegram(head=head.format(day)), "MRK012") for day in ("11", "12", "14", "16", "17")}

    assert found == {"11": ["note"], "12": [], "14": [], "16": [], "17": ["note"]}


def test_the_id_s_year_against_the_date() -> None:
    head = "06ARBON412\n{} 15:20\n2011-08-30 01:44\nCONFIDENTIAL\nEmbassy Arbon"

    assert weights(telegram(head=head.format("2005-12-30"), group=""), "MRK001") == []
    assert weights(telegram(head=head.format("2005-11-30"), group=""), "MRK001") == ["note"]
    assert weights(telegram(head=head.format("2005-11-30"), group="P 301520Z NOV 05"), "MRK001") == ["error"]


def test_a_file_date_a_year_after_the_group() -> None:
    head = "79ARBON412\n1980-06-05 00:00\n2011-08-30 01:44\nCONFIDENTIAL\nEmbassy Arbon"
    text = telegram(head=head, group="O R 051020Z JUN 79", order="E.O. 12065: GDS 6/5/85", by="")
    seen = view(text, Example(""))
    found = [hit for hit in BY_ID["MRK012"].judge(seen) if isinstance(hit, Hit)]

    assert [(hit.data["days"], hit.data["arithmetic"]) for hit in found] == [
        (366, "1980-06-05 - 1979-06-05 = 366 days")
    ]
    assert weights(text, "MRK001") == []


@pytest.mark.parametrize(
    "statement", ["1. ENTIRE TEXT IS SECRET.", "1. ALL PARAGRAPHS CONFIDENTIAL.", "1. TEXT SECRET."]
)
def test_unusual_words_for_an_entire_text(statement: str) -> None:
    text = telegram(statement, "2. The board met.", group="P 141520Z MAR 86", order="E.O. 12356: DECL: OADR", by="")

    assert weights(text, "MRK006") == []


@pytest.mark.parametrize(
    "by",
    [
        "C1assified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)",
        "Classified By: PolCouns Ada Rowe. Reason o.4 (b,d)",
        "Clasified Bv PolCouns CLASS1FIED BY ADA ROWE",
    ],
)
def test_a_broken_line_is_not_a_missing_one(by: str) -> None:
    assert weights(telegram(by=by), "MRK003") == []


def test_a_secretary_is_no_level() -> None:
    text = telegram("1. THE SECRETARY MET THE BOARD.", "2. IT ROSE.", group="P 141520Z MAR 86", order="", by="")

    assert weights(text, "MRK006") == ["warning"]


def test_other_words_before_by_are_no_broken_line() -> None:
    text = telegram("1. (C) The quay was closed by the board; its doubts were clarified by the crane.", by="")

    assert weights(text, "MRK003") == ["warning"]
