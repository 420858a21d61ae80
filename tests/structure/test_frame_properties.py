"""Whatever the text: nothing is raised, every span is what stands on the page, and the work grows with the length only."""

import time

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from redaction_audit import structure
from redaction_audit.dates import bounds
from redaction_audit.model import Fields, Frozen
from redaction_audit.structure.page import Page

FRAGMENTS = st.sampled_from(
    [
        "05KELVIN2158", "2005-05-12 18:06", "CONFIDENTIAL", "C O N F I D E N T I A L SECTION 01 OF 03 KELVIN 002158", "SIPDIS",
        "E.O. 12958: DECL: 11/11/2014", "TAGS: PGOV, PREL", "SUBJECT: PIER", "REF: A. KELVIN 2055", "Classified By: J. Roe. Reason: 1.4 (b,d)",
        "1. (C) Summary: A", "End Summary.", "2. (C) (Refs A - D)", "not/not", "3.", "¶4. (U", "PAGE 02 KELVIN 00905 01 OF 03 060018Z",
        "O R 051020Z JUN 79", "UNCLASSIFIED U.S. Department of State Case No. F-2014-1 Doc No. C05775198 Date: 11/30/2015", "Sent: Mon Sep 27",
        "[1] Source: Central Intelligence Agency Files.", "RECORD NUMBER : 104-10330-10133", "DATE : 01/11/76", "Document Information", "ROE",
        "Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5", "Washington, May 23, 1990", "é\u2028\x85\x0c", "\x00", "(S", ")", "  ",
    ]
)  # fmt: skip
HEADS = (
    "05KELVIN2158\n2005-05-12 18:06\n2010-12-12 21:09\nCONFIDENTIAL\nEmbassy Kelvin\n\nAll is well.\n",
    "O R 051020Z JUN 1979\nFM AMEMBASSY KELVIN\nC O N F I D E N T I A L KELVIN 00905\nE.O. 12065: GDS 6/5/85 (ROE, J.)\n",
    "JFK ASSASSINATION SYSTEM\n\nRECORD NUMBER : 104-10330-10133\nDocument Information\n\nCIA\n06/02/1965\n3\n",
    "RECORD NUMBER : 104-10330-10133\nDATE : 01/11/76\nPAGES : 3\n",
    "MEMORANDUM\n\nDATE: 10/03/1997\nTO: The Board\nFROM: J. Roe\n\nClassified By: J. Roe\nDeclassify On: 10/03/2007\n",
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", " ", "\n\n", ""])
TEXTS = st.lists(st.tuples(FRAGMENTS | st.text(max_size=12), BREAKS), max_size=25).map(
    lambda parts: "".join(a + b for a, b in parts)
)


def placed(value: object) -> list[Frozen]:
    """Every located value inside a field."""
    if isinstance(value, tuple):
        return [part for item in value for part in placed(item)]
    if isinstance(value, Frozen):
        inner = [part for name in value.__struct_fields__ for part in placed(getattr(value, name))]
        return [value, *inner] if "raw" in value.__struct_fields__ else inner
    return []


def hold(text: str) -> None:
    found = structure.read(text)
    fields: Fields = found.fields
    for part in placed(tuple(structs.asdict(fields).values())) + list(found.spans):
        assert 0 <= part.start <= part.end <= len(text)  # type: ignore[attr-defined]  # `placed` returns what has a place
        assert text[part.start : part.end] == part.raw  # type: ignore[attr-defined]  # as above
    if found.date is not None:
        bounds(found.date)  # raises where no calendar has such a day
    previous = 0
    for paragraph in found.paragraphs:
        assert previous <= paragraph.start < paragraph.body <= paragraph.end <= len(text)
        previous = paragraph.end
    assert list(found.spans) == sorted(found.spans, key=lambda span: (span.start, span.end, span.kind))
    for span in found.page_lines:
        assert 0 <= span.start <= span.end <= len(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    hold(text)


@given(st.sampled_from(HEADS), st.lists(st.sampled_from("000123789"), min_size=8, max_size=40))
def test_any_figures_are_read(head: str, figures: list[str]) -> None:
    """Figures that damage or a bad table put in the place of a head's own."""
    given = iter(figures)
    hold("".join(next(given, sign) if sign.isdigit() else sign for sign in head))


@given(TEXTS)
def test_header_like_text_is_read(text: str) -> None:
    hold(text)


@given(TEXTS)
def test_reading_is_pure(text: str) -> None:
    assert structure.read(text) == structure.read(text)


@given(TEXTS)
def test_the_body_begins_at_a_line(text: str) -> None:
    page = Page(text)
    assert page.body_start in (*page.lines.starts, len(text))
    assert all(0 <= index < len(page.lines) for index in page.noise)
    begun = [index for index, start in enumerate(page.lines.starts) if start < len(text)]
    assert [index for index in begun if index not in page.noise] == list(page.kept())


def test_hostile_text_costs_no_more_than_its_length() -> None:
    for piece in (
        "1",
        "\n",
        "1.\n",
        "(",
        "SUMMARY: ",
        "SECRET\n",
        "PAGE 02 KELVIN 1234 \n",
        "END ",
        "Sent:",
        "RECORD NUMBER ",
        "3.",
    ):
        text = (piece * 200_000)[:200_000]
        began = time.process_time()
        structure.read(text)
        assert time.process_time() - began < 3, piece
