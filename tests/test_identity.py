"""A record goes by the id that its table or its page gives it, and never by a number that many records share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import structure
from redaction_audit.identity import record_id
from redaction_audit.model import Origin

HERE = Origin("in/box 3/pier.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05KELVIN2158\n2005-05-12 18:06\n2010-12-12 21:09\nCONFIDENTIAL\n", "05KELVIN2158"),
        ("05KELVIN02158\r\n2005-05-12 18:06\r\n", "05KELVIN2158"),
        (
            "Reference ID\nCreated\nReleased\nClassification\nOrigin\n05KELVIN2158\n2005-05-12 18:06\n2010-12-12 21:09\n",
            "05KELVIN2158",
        ),
        ("1979KELVIN00905\n1979-06-05 00:00\n", "1979KELVIN00905"),
        ("Document Number: 1979KELVIN00905\n\nThe pier.\n", "1979KELVIN00905"),
        ("Date: 1974 March 14, 00:00\nCanonical ID: 1974KELVIN50728_b\n", "1974KELVIN50728_b"),
        ("R 121806Z MAY 05\nC O N F I D E N T I A L KELVIN 002158\n", "05KELVIN2158"),
        ("O R 051020Z JUN 79\nC O N F I D E N T I A L SECTION 1 OF 2 KELVIN 0905\n", "79KELVIN905"),
        ("C O N F I D E N T I A L KELVIN 002158\n\n1. (C) A.\n", "KELVIN 2158"),
        (
            "CONFIDENTIAL      KELVIN  02158   121806Z\n\nR 121806Z MAY 05\nC O N F I D E N T I A L KELVIN 002158\n",
            "05KELVIN2158",
        ),
        ("CONFIDENTIAL      KELVIN  02158   121806Z\n\nR 121806Z MAY 05\nS E C R E T ARBON 000077\n", "KELVIN 2158"),
        (
            "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05775198 Date: 11/30/2015\n",
            "C05775198",
        ),
        ("Case No. F-2014-20439 Doc No. CO5775I98\n", "C05775198"),
        ("Approved for Release: 2012/12/04 C02462959\n", "C02462959"),
        ("Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5\n", "CIA-RDP81M00980R001700060003-5"),
        ("JFK ASSASSINATION SYSTEM\nRECORD NUMBER : 104-10330-10133\n", "104-10330-10133"),
        ("104-10330-10133\n\nThe pier.\n", "104-10330-10133"),
        ("# 104-10330-10133\n\n## Page 1\n\nS E C R E T KELVIN 123456\n", "104-10330-10133"),
    ],
)
def test_ids_on_the_page(text: str, expected: str) -> None:
    assert record_id(text, None, HERE) == (expected, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The pier is old.\n",
        "Case No. F-2014-20439\n",
        "See record 104-10330-10133 of the collection.\n",
        "He cited 05KELVIN2158 of 2005-05-12.\n",
        " " * 50_000 + "05KELVIN2158\n2005-05-12 18:06\n",
    ],
)
def test_a_record_without_an_id_is_named_after_its_file_and_says_so(text: str) -> None:
    name, gap = record_id(text, None, HERE)
    assert name == "pier.txt"
    assert gap is not None
    assert (gap.severity, gap.path) == ("note", HERE.path)


@given(
    st.text(max_size=60),
    st.sampled_from(["\n", "\r\n", "\r", "\t", "  "]),
    st.sampled_from(["", "\n", " x", "x", "\t"]),
)
def test_the_id_of_a_record_is_the_one_its_structure_reads(tail: str, gap: str, end: str) -> None:
    text = f"05KELVIN2158{gap}2005-05-12 18:06{end}{tail}"
    name, told = record_id(text, None, HERE)
    found = structure.read(text).fields
    printed = found.document_id or found.message_id
    assert (name if told is None else None) == (printed.value if printed else None)


def test_the_table_row_wins() -> None:
    text = "05KELVIN2158\n2005-05-12 18:06\n"
    assert record_id(text, " box-3-7 ", HERE) == ("box-3-7", None)
    assert record_id(text, "  ", HERE) == ("05KELVIN2158", None)


def test_members_and_rows_are_told_apart() -> None:
    assert record_id("x", None, Origin("in/a.zip", member="b/c.txt"))[0] == "c.txt"
    assert record_id("x", None, Origin("in/a.jsonl", row=3))[0] == "a.jsonl#3"
