"""What the checks must not say: nothing about prose, legends and scans, reasons from a closed set, whatever comes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.foi.pages import CHECKS, MARGIN, footer, found, said
from redaction_audit.check import Skip
from redaction_audit.checks.foi import release

REASONS = {value.reason for value in vars(release).values() if isinstance(value, Skip)}

PROSE = (
    "Exemptions (b)(1) and (b)(7)(G) of the draft were discussed, and section 552(b)(10) was struck.\n"
    "The board RELEASED IN FULL voice its opinion; papers were declassified in part and sanitized by hand.\n"
    "Vitamin B12 is sold in building B10, and the P5 highway runs to Harbor P6. High 2 is a buoy.\n"
)
LEGEND = "FOIA EXEMPTIONS\n\n" + "".join(
    f"(b)({number}) {words} and the like\n"
    for number, words in enumerate(
        ("Classified matter", "Personnel rules", "Other statutes", "Trade secrets", "Letters within agencies",
         "Personal privacy", "Law enforcement", "Bank reports", "Wells and maps"), 1,
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The board met.",
        PROSE,
        LEGEND,
        "UNCLASSIFIED\n\nMemorandum\n\nThe board met twice.\n",
        "\0" * 50,
        "(b)" * 500,
    ],
    ids=["nothing", "a-sentence", "prose", "legend", "unclassified", "nulls", "half-codes"],
)
@pytest.mark.parametrize("provenance", [None, "foia", "unofficial"])
def test_a_text_without_deletions_is_passed_in_silence(text: str, provenance: str | None) -> None:
    assert said(text, provenance=provenance) == []
    assert said(text, provenance=provenance, date="1975-05-12") == []


@pytest.mark.parametrize(
    "codes",
    ["B3 D IA/N RO/N GA", "B3 NATSECACT", "B3 CIA PERS/ORG", "B1,1.4(B),1.4(D),B5,B6", "B7(C)", "B7(F)", "B5, B6"],
)
def test_codes_of_the_department_are_codes(codes: str) -> None:
    text = footer() + f"                    RELEASE IN PART {codes}\n\n" + MARGIN.format(codes)

    assert "FOI003" not in found(text)
    assert "FOI010" not in found(text)


def test_a_list_may_be_wrapped() -> None:
    stamp = "                  RELEASE IN PART\n                  B1,1.4(B),1.4(D),B5,\n                  B6\n\n"

    assert "FOI003" not in found(footer() + stamp + MARGIN.format("B6"))


@pytest.mark.parametrize(
    "gap",
    [
        "This deal,                              It will be large.\nthe chair met                  at noon.\n",
        "From: A. Clerk\nTo:\nSubject: Quays\n\nThe board met.\n",
        "Subject: Quays\n\nThe board wrote.\n\n\n\nIt met again.\n",
        "Cc: Rowe, Ada <\nSubject: Quays\n\nThe board met.\n",
    ],
    ids=["in-a-line", "in-a-field", "between-paragraphs", "in-an-address"],
)
def test_white_space_explains_a_partial_label(gap: str) -> None:
    label = "                                RELEASE IN PART B6\n\n"

    assert "FOI010" not in found(footer() + label + gap)
    assert "FOI010" in found(footer() + label + "Subject: Quays\n\nThe board met.\n\nIt met again.\n\n\n\n" + footer())


def test_marks_of_a_withdrawal_sheet_are_not_lost_pages() -> None:
    sheet = "WITHDRAWAL SHEET\n\n1. memo      A to B      3/14/84     b(1)\n3. memo      C to D      4/19/84     P5\n"

    assert found(sheet) == {"FOI017": "note"}


def test_labels_of_the_archive_are_no_codes_of_the_act() -> None:
    page = "Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5\n\n"

    assert found(page + "The desk of                    25X1\nwas moved.                     STATINTL\n") == {}


_PARTS = st.sampled_from(
    [
        "RELEASE IN PART", "RELEASE IN FULL", "B6", "B10", "b7G", "(b)(7)(G)", "(b)(1)", "1.5(D)", "1.4(H)", "B5 (DP)",
        "1.3(a)(4)", "(b)(3)", "High 2", "(k)(9)", "XXXXXXXXXXXX", "[Redacted]", "████", "Page Denied", "DECLASSIFIED",
        "Authority NND 978500", "By AR NARA Date 9/2/09", "WITHDRAWAL SHEET", "George Bush Library", "P5/b(5)", "P1",
        "SECRET", "C O N F I D E N T I A L", "Case No. F-2018-00411", "Date: 07/31/2019", "Doc No. C06000411",
        "Systematic Review 04 MAY 2006", "Declassified/Released", "Sanitized Copy Approved for Release", "\f", "\n",
        "\r\n", "\r", "                         ", "\x00", "To:", "<", "3.3(b)(1)", "25X1", "05/06/9999", "1. memo",
    ]
)  # fmt: skip


@given(
    st.lists(_PARTS, max_size=16).map(" ".join) | st.lists(_PARTS, max_size=16).map("\n".join),
    st.sampled_from([None, "1963", "1985-03-02", "2015-05", "0001-01-01", "9999-12-31"]),
    st.sampled_from([None, "foia", "mdr", "systematic", "cia_crest", "frus", "jfk", "pra", "unofficial"]),
)
def test_every_check_is_total(text: str, date: str | None, provenance: str | None) -> None:
    for _, item in said(text, date=date, provenance=provenance):
        if isinstance(item, Skip):
            assert item.reason in REASONS
        else:
            assert 0 <= item.start < item.end <= len(text)
            assert all(0 <= start <= end <= len(text) for start, end, _ in item.related)
            assert item.message


def test_released_documents_are_quiet(shared: Path) -> None:
    """Documents as released: whatever is above a note there is read by a person; there are very few."""
    files = sorted((shared / "corpora" / "documents").glob("*.txt"))
    loud = {path.stem: weights for path in files if "error" in (weights := found(path.read_text("utf-8")).values())}
    warned = [path.stem for path in files if "warning" in found(path.read_text("utf-8")).values()]

    assert len(CHECKS) == 18
    assert loud == {}
    assert len(warned) <= len(files) // 20
