"""TAGS and SUBJECT: glued and named tags, damaged labels, page turns, portion marks, where a subject ends."""

import pytest

from redaction_audit.structure import subject, tags
from redaction_audit.structure.page import Page


def tags_of(text):
    found, spans = tags.read(Page(text))
    assert all(span.raw == text[span.start : span.end] for span in spans)
    return " | ".join(found)


def subject_of(text):
    found, spans = subject.read(Page(text))
    assert all(span.raw == text[span.start : span.end] for span in spans)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAGS: PREL, PGOV, FR\nSUBJECT: X", "PREL | PGOV | FR"),
        ("TAGS PREL PGOV FR\n", "PREL | PGOV | FR"),
        ("tags: prel, pgov, tu Subject: quays", "prel | pgov | tu"),
        ("TAGS: PREL PGOV FR\nNATO, UK\nSUBJECT: X", "PREL | PGOV | FR | NATO | UK"),
        ("TAGS: PREL, \n\nPGOV", "PREL"),
        ("TAGS: PHUMPGOVPE", "PHUM | PGOV | PE"),
        ("TAGS: FRPREL, FR", "FR | PREL"),
        ("TAGS: PREL, FR, PREL, FR", "PREL | FR"),
        ("TAGS: OVIP (ROE, JANE), PREL", "OVIP | ROE, JANE | PREL"),
        ("TAGS: OVIP (ROE,\nJANE), PREL", "OVIP | ROE, JANE | PREL"),
        ("TAGS: PREL MARR IT HARBOR DEFENSE\nSUBJECT: X", "PREL | MARR | IT | HARBOR DEFENSE"),
        ("TAGS: ECON JO IS QUAYS AND CRANES\n", "ECON | JO | IS | QUAYS AND CRANES"),
        ("TAGS: PGOV IT ITALY HARBOR CRANES ITALIAN QUAYS", "PGOV | IT | ITALY HARBOR CRANES | ITALIAN QUAYS"),
        ("TAGS: PGOV TU BOATS IN TURKEY", "PGOV | TU | BOATS IN TURKEY"),
        ("TAGS: ECON OIL AND GAS", "ECON | OIL AND GAS"),
        ("TAGS: PGOV RULE OF LAW, PE", "PGOV | RULE OF LAW | PE"),
        ("TAGS: PHUM UNHCR UNESCO PREL", "PHUM | UNHCR | UNESCO | PREL"),
        ("TAGS; PREL\n", "PREL"),
        ("TAGES: PREL\n", "PREL"),
        ("TAGS: PREL, XX\nTAGS: PGOV\r\n\r\n  TAGS: ECON, XX\nSUBJECT: X", "PREL | XX | PGOV | ECON"),
        ("TAGS:\nTAGS: PGOV\n", "PGOV"),
        ("TAG8: PGOV\n", "PGOV"),
        ("TACS: PGOV\n", "PGOV"),
        ("TAGS: PREL\nThe quay is old.\nTAGS: PGOV\n", "PREL"),
        ("DECL: 03/14/2016 AGS: PREL, AR", "PREL | AR"),
        ("E.O. 12958: N/A TAGS: PREL REF: ARBON 12", "PREL"),
        (
            "TAGS: PINR, PE             SECRET       PAGE 02        ARBON  00417  01 OF 03  141200Z PINR, PE",
            "PINR | PE",
        ),
        ("The price tags: too high, they said.\n", ""),
    ],
)
def test_tags(text, expected):
    assert tags_of(text) == expected


@pytest.mark.parametrize(
    ("lines", "raw", "value"),
    [
        ("Subject: Ferry                    B6\n\nNoon.", "Ferry                    B6", "Ferry"),
        (
            f"Subject: Ferry\n{' ' * 90}1.4(D)\n{' ' * 90}B1\nNoon.",
            f"Ferry\n{' ' * 90}1.4(D)\n{' ' * 90}B1",
            "Ferry",
        ),
        ("Subject:                          (b)(6)\n\nNoon.", "(b)(6)", None),
        ("Subject: Ferry B6\n\nNoon.", "Ferry B6", "Ferry B6"),
    ],
)
def test_codes_beside_a_subject_are_in_its_place_but_not_in_its_value(lines, raw, value):
    page = Page(f"From: Rowe, Ada\nSent: Monday, March 8, 2010 8:14 AM\nTo: Hall, Ben\n{lines}\n")
    found, _ = subject.read(page)
    assert (found.raw, found.value) == (raw, value)


def test_a_reference_behind_a_full_stop_ends_the_subject():
    assert subject_of("SUBJECT: QUAYS\nREF. LIMA 905\n") == "QUAYS"
    assert subject_of("SUBJECT: QUAYS:\nREF. TO CRANES\n") == "QUAYS: REF. TO CRANES"


def test_the_labels_of_a_memorandum_may_stand_far_from_their_colons():
    text = "MEMORANDUM FOR: The Chair\nSUBJECT        : Visit of a Crane\nREFERENCE      : Your note of 3 May\n\n1. See it.\n"
    assert subject_of(text) == "Visit of a Crane"


def test_an_emptied_line_is_located_with_its_blanks():
    text = "E.O. 12958: DECL: 03/14/2016 \nTAGS:     \nSUBJECT: QUAYS\n"
    found, spans = tags.read(Page(text))
    assert found == ()
    assert [(span.kind, span.raw) for span in spans] == [("header.tags_empty", "TAGS:     ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUBJECT: QUAYS AND CRANES \n\nREF: A", "QUAYS AND CRANES"),
        ("SUBJ: QUAYS AND \nCRANES \n\n", "QUAYS AND CRANES"),
        ("SUBJECI: QUAYS\n\n", "QUAYS"),
        ("S U B J E C T: QUAYS\n\n", "QUAYS"),
        ("SUBJ ECT: QUAYS\n\n", "QUAYS"),
        ("SUBECT: QUAYS\n\n", "QUAYS"),
        ("SUBJECT: (C/NF) QUAYS\n\n", "QUAYS"),
        ("SUBJECT: QUAYS (SBU)\n\n", "QUAYS"),
        ("SUBJECT: QUAYS (AND CRANES)\n\n", "QUAYS (AND CRANES)"),
        ("SUBJECT:\n\nQuays and cranes\n1.(SBU) Summary: the quay", "Quays and cranes"),
        ("SUBJECT: QUAYS\nREF A. ARBON 12\n", "QUAYS"),
        ("SUBJECT: QUAYS REF: A) ARBON 12", "QUAYS"),
        ("SUBJECT: QUAYS Ref(s): A) 08 ARBON 12", "QUAYS"),
        ("SUBJECT: QUAYS\nClassified By: CDA Ada Rowe", "QUAYS"),
        ("SUBJECT: QUAYS\n1. Summary. The quay", "QUAYS"),
        ("SUBJECT: QUAYS\n-------\n1. SUMMARY\n", "QUAYS"),
        (
            "SUBJECT: Moving Ahead on Quays\nThe board held an unusually productive\nsession and rose at noon",
            "Moving Ahead on Quays",
        ),
        (
            "SUBJECT: Moving Ahead on the\nQuays that nobody wanted at\nall\n\nIt met.",
            "Moving Ahead on the Quays that nobody wanted at all",
        ),
        (
            "SUBJECT: Moving ahead with cranes\nQuays that nobody wanted to have\n\nIt met.",
            "Moving ahead with cranes Quays that nobody wanted to have",
        ),
        ("SUBJECT: Report\nVisit of the Chair to the Quays\n\nIt met.", "Report Visit of the Chair to the Quays"),
        ("SUBJECT: QUAYS\nThis is an action request. Please see below.\n", "QUAYS"),
        ("SUBJECT: QUAYS\nC O N F I D E N T I A L ARBON 000417\n", "QUAYS"),
        ("SUBJECT: US- \nARBON QUAYS \\\n \\\nREF: A", "US-ARBON QUAYS"),
        ("Tags: prel Subject: quays: how long\n", "quays: how long"),
        ("On the subject: nothing was said.\n", None),
    ],
)
def test_subjects(text, expected):
    assert subject_of(text) == expected


def test_a_page_turn_inside_a_subject_is_skipped():
    turn = "\n\n                 CONFIDENTIAL\n\nPAGE 02        ARBON  00417  141200Z\n\n"
    assert subject_of(f"SUBJECT: QUAYS AND{turn}CRANES\n\nREF: A") == "QUAYS AND CRANES"
    full = "QUAYS, PIERS, CRANES, FERRIES, LAMPS AND A LONG WAY HOME"
    assert subject_of(f"SUBJECT: {full}{turn}TOGETHER\n\nREF: A") == f"{full} TOGETHER"
    assert subject_of(f"SUBJECT: QUAYS{turn}THE BOARD MET.\n") == "QUAYS"
    assert subject_of(f"SUBJECT: QUAYS AND{turn}REF: A") == "QUAYS AND"
    text = "SUBJECT: QUAYS AND\nPAGE 02        ARBON  00417  141200Z\nCRANES\n\nREF: A"
    assert subject_of(text) == "QUAYS AND CRANES"


def test_an_email_subject_ends_with_its_line_and_leaves_a_review_strip_out():
    text = "From: Roe, Jane\nTo: Poe, Max\nSubject:    Fw: Quays 01/02/2015 — Class: CONFIDENTIAL —\nSee below.\n"
    assert subject_of(text) == "Fw: Quays"
    text = "From: Roe, Jane\nSent: Monday\nSubject:\n\nSee below.\n"
    assert subject_of(text) is None


def test_the_raw_subject_keeps_the_blank_of_hard_wrapping():
    text = "SUBJECT: QUAYS AND \nCRANES \n\nREF: A"
    assert subject.read(Page(text))[0].raw == "QUAYS AND \nCRANES "


def test_a_page_turn_with_blank_lines_inside_tags_is_skipped():
    turn = "\n\nARBON 00000417  001.2 OF 002\n\n\n"
    assert tags.read(Page(f"TAGS: PGOV, PREL,{turn}EAID, XX\nSUBJECT: QUAYS\n"))[0] == ("PGOV", "PREL", "EAID", "XX")
    assert tags.read(Page(f"TAGS: PGOV, PREL{turn}EAID, XX\n"))[0] == ("PGOV", "PREL")
