"""Numbered paragraphs, portion marks, blocks, citations and the geometry of wrapped text."""

import pytest

from redaction_audit import structure
from redaction_audit.model import Structure
from redaction_audit.structure import geometry
from redaction_audit.structure.page import Page


def numbered(text: str) -> list[tuple[int, str | None]]:
    return [(p.number, p.portion) for p in structure.read(text).paragraphs]


def kinds(found: Structure, kind: str) -> list[str]:
    return [span.raw for span in found.spans if span.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. (C) A.\n\n2. (S/NF) B.\n\n3. (U) C.\n", [(1, "C"), (2, "S/NF"), (3, "U")]),
        ("1.(SBU) A.\n\n2. (SBU/NF) B.\n\n3. C) C.\n", [(1, "SBU"), (2, "SBU/NF"), (3, "C")]),
        ("¶1. (U) A.\n\n¶2. (S//NF) B.\n", [(1, "U"), (2, "S//NF")]),
        ("1. (C> A.\n\n2. [S) B.\n\n3. (U) C.\n", [(1, "C"), (2, "S"), (3, "U")]),
        ("1. (C//REL TO USA, GBR) A.\n\n2. (S//NF) B.\n", [(1, "C//REL TO USA, GBR"), (2, "S//NF")]),
        ("1. A.\n\n2. B.\n\n4. D.\n", [(1, None), (2, None), (4, None)]),
        ("1. (C) A:\n1. x\n2. y\n3. z\n\n2. (C) B.\n\n3. (C) C.\n", [(1, "C"), (2, "C"), (3, "C")]),
        ("1. A:\n  1. x\n  2. y\n\n2. B.\n\n3. C.\n", [(1, None), (2, None), (3, None)]),
        ("1. (C) A in\n1994. The pier.\n\n2. (C) B.\n", [(1, "C"), (2, "C")]),
        ("1. (GOP) A.\n\n2. (see B).\n", [(1, None), (2, None)]),
        ("1. (C) A.\n\f2. (C) B.\n\n\f3. (S) C.\n", [(1, "C"), (2, "C"), (3, "S")]),
        ("¶1 (U) A.\n\n¶2 (C) B.\n", [(1, "U"), (2, "C")]),
        ("(1) (C) A.\n\n(2) (S) B.\n\n(3) C.\n", [(1, "C"), (2, "S"), (3, None)]),
        ("1. (C) A:\n\n(1) x\n\n(2) y\n\n2. (C) B.\n", [(1, "C"), (2, "C")]),
        ("It asks for\n(1) quays,\n(2) cranes.\n", []),
        ("As said in\n\n(3) (C) of the act.\n\n(4) It fell.\n", []),
        ("¶1 of the act.\n\n¶2 of it.\n", []),
        ("A note of 3.5 and\n1.4 (b).\n", []),
        ("", []),
    ],
)
def test_paragraph_numbers_and_portions(text: str, expected: list[tuple[int, str | None]]) -> None:
    assert numbered(text) == expected


@pytest.mark.parametrize(
    ("opening", "portion"),
    [
        ("(S)he who comes first", None),
        ("(S)HE WHO COMES FIRST", None),
        ("(s)he who comes first", None),
        ("(U)nder the pier", None),
        ("(U)-235 came", None),
        ("(C)The pier", "C"),
        ("(S)HEARINGS WERE HELD", "S"),
        ("(S/NF)The pier", "S/NF"),
        ("(S) He who comes first", "S"),
        ("(U)\nThe pier", "U"),
    ],
)
def test_a_bracketed_letter_of_a_word_is_no_portion_mark(opening: str, portion: str | None) -> None:
    assert numbered(f"1. (C) A.\n\n2. {opening}.\n\n3. (C) B.\n") == [(1, "C"), (2, portion), (3, "C")]


def test_blocks_begin_in_brackets_of_either_kind() -> None:
    text = "1. (C) It met. (Note: Ill. End Note.) It [Comment: Late. End Comment.] rose.\n"
    assert kinds(structure.read(text), "block.begin") == ["(Note:", "[Comment:"]


def test_a_paragraph_begins_behind_the_form_feed_before_it() -> None:
    text = "1. (C) A.\n\f2. (C) B.\n"
    assert [text[p.start : p.end] for p in structure.read(text).paragraphs] == ["1. (C) A.", "2. (C) B."]


def test_the_letters_of_references_are_no_portion_marks() -> None:
    text = "UNCLAS ARBON 000412\n\nREF: A) ARBON 398 B) ARBON 401\n     (C) LIMA 214\n\n1. (U) The board met.\n\nROWE\n"
    assert kinds(structure.read(text), "marking.portion") == ["(U)"]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_change_the_reading(break_: str) -> None:
    text = "1. (C) Summary: A.\nB. End Summary.\n\n2. (U) C (Ref\nB).\n".replace("\n", break_)
    found = structure.read(text)
    assert [(p.number, p.portion) for p in found.paragraphs] == [(1, "C"), (2, "U")]
    assert [text[p.body : p.end] for p in found.paragraphs][1].startswith("C (Ref")
    assert kinds(found, "block.begin") == ["Summary:"]
    assert len(kinds(found, "ref.cite")) == 1


@pytest.mark.parametrize(
    ("text", "portion"),
    [
        ("1. C - ENTIRE TEXT.\n\n2. A.\n", "C"),
        ("1. (S - ENTIRE TEXT)\n\n2. A.\n", "S"),
        ("1. (S-ENTIRE TEXT).\n\n2. A.\n", "S"),
        ("1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY: J. ROE.\n\n2. A.\n", "C"),
        ("(C) ENTIRE TEXT.\n\nA.\n", "C"),
        ("1. (C) The entire text was read.\n\n2. A.\n", None),
    ],
)
def test_entire_text_statements(text: str, portion: str | None) -> None:
    assert structure.read(text).entire_text == portion


def test_marks_of_unnumbered_parts_are_located() -> None:
    text = "SUBJECT: (C) PIER\n\n(U) Summary. A.\n\n1. (C) B:\n- (S) C.\na. (U) D (C) here.\n"
    assert kinds(structure.read(text), "marking.portion") == ["(C)", "(U)", "(C)", "(S)", "(U)"]


def test_blocks_begin_where_a_sentence_may_and_name_their_kind() -> None:
    text = (
        "1. (U) SUMMARY AND COMMENT: A. END SUMMARY AND COMMENT.\n\n2. (U) B. (Note: c. End Note.) BEGIN COMMENT. D.\nEnd\nComment.\n"
        "\n3. (U) He made a comment: none. The weekend note.\n"
    )
    found = structure.read(text)
    assert kinds(found, "block.begin") == ["SUMMARY AND COMMENT:", "(Note:", "BEGIN COMMENT."]
    assert kinds(found, "block.end") == ["END SUMMARY AND COMMENT.", "End Note.", "End\nComment."]
    assert [s.value for s in found.spans if s.kind == "block.begin"] == ["Summary", "Note", "Comment"]


def test_a_heading_on_its_own_line_is_no_open_block() -> None:
    found = structure.read("-------\nSUMMARY\n-------\n\n1. (U) A.\n")
    assert kinds(found, "block.heading") == ["SUMMARY"]
    assert kinds(found, "block.begin") == []


@pytest.mark.parametrize(
    ("cite", "letters"),
    [
        ("(Ref E)", "E"),
        ("(Refs A - D)", "A,B,C,D"),
        ("(REFS A, C AND D)", "A,C,D"),
        ("ref B", "B"),
        ("(ref a)", "A"),
        ("refs a-c", "A,B,C"),
        ("(refs a and b)", "A,B"),
        ("(Ref (A))", "A"),
        ("Refs A through C", "A,B,C"),
        ("(REF B AND C)", "B,C"),
        ("(REF A OR B)", "A,B"),
        ("REFS A, B, AND D", "A,B,D"),
        ("REFS A THROUGH C AND E", "A,B,C,E"),
        ("Refs A or C", "A,C"),
        ("reftel", "reftel"),
        ("(REFTELS)", "reftel"),
    ],
)
def test_citations_name_their_letters(cite: str, letters: str) -> None:
    found = structure.read(f"1. (U) As said {cite}, the pier is old.\n")
    assert [(s.raw, s.value) for s in found.spans if s.kind == "ref.cite"] == [(cite, letters)]


@pytest.mark.parametrize(
    "prose",
    [
        "They ref Aden games.",
        "The referee erred.",
        "A reference to it.",
        "They ref a game.",
        "See refs.",
        "Refs i had.",
    ],
)
def test_prose_is_no_citation(prose: str) -> None:
    assert kinds(structure.read(f"1. (U) {prose}\n"), "ref.cite") == []


def test_a_summary_above_the_first_paragraph_may_cite() -> None:
    text = "SUBJECT: PIER\n\nREF: A. KELVIN 2055\nB. KELVIN 1929\n\nSummary: As in ref B. End summary.\n\n1. (U) A (Ref A).\n"
    assert kinds(structure.read(text), "ref.cite") == ["ref B", "(Ref A)"]


def test_emphasis_is_the_same_word_twice() -> None:
    found = structure.read("It is not/not and now/Now but and/or, on/onto, a/a.\n")
    assert kinds(found, "telegram.emphasis") == ["not/not", "now/Now"]


def test_the_geometry_of_wrapped_text() -> None:
    wrapped = "".join(f"{'x' * (60 - n % 5)} \n" for n in range(30))
    found = geometry.read(Page(wrapped))
    assert found.wrap is not None
    assert 59 <= found.wrap <= 60
    assert found.trailing_blanks
    assert geometry.read(Page("x" * 300 + "\n" + "y" * 280 + "\n")).wrap is None


def test_paragraphs_end_before_headings_headers_and_page_turns() -> None:
    text = (
        "1. (C) The pier.\n\n-------\nCOMMENT\n-------\n\n2. (C) The\nCONFIDENTIAL\n\nPAGE 02        KELVIN  00905  060018Z\nrope.\n"
        "CONFIDENTIAL\n\nCONFIDENTIAL\n\nPAGE 03        KELVIN  00905  060018Z\n3. (C) The crane.\n\n"
        "C O N F I D E N T I A L SECTION 02 OF 02 KELVIN 000905\n\nNODIS\n\n4. (C) All -\n"
    )
    parts = [text[p.body : p.end] for p in structure.read(text).paragraphs]
    assert parts[0] == "The pier."
    assert parts[1].startswith("The\nCONFIDENTIAL")
    assert parts[1].endswith("rope.")
    assert parts[2:] == ["The crane.", "All -"]


def test_page_turns_are_no_text() -> None:
    text = "1. (U) The\nKELVIN 00002158  001.2 OF 003 \n\npier.\n\nPAGE 02        KELVIN  00905  01 OF 03  060018Z\n\n2. (U) B.\n"
    found = structure.read(text)
    assert len(found.page_lines) == 2
    assert found.fields.sections is None


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("C 0 N F I D E N T I A L", "CONFIDENTIAL"),
        ("CONFIDENTlAL", "CONFIDENTIAL"),
        ("SECREI", "SECRET"),
        ("T0P SECRET", "TOP SECRET"),
        ("UNCLASSlF1ED", "UNCLASSIFIED"),
        ("LIMITED 0FFICIAL USE", "LIMITED OFFICIAL USE"),
        ("S E C R E T", "SECRET"),
        ("TOP SECRET//NOFORN", "TOP SECRET"),
        ("SECRETARY OF STATE", None),
        ("CONTINENTAL", None),
        ("CLASSIFIED ADS", None),
        ("SECURED", None),
        ("SECTION 02 OF 03", None),
        ("The secret was kept", None),
    ],
)
def test_levels_are_read_through_damage_and_not_out_of_words(line: str, level: str | None) -> None:
    found = structure.read(f"{line}\n\nThe pier is old and the rope is new.\n").fields.classification
    assert (found.value if found else None) == level


@pytest.mark.parametrize("printed", ["S-E-C-R-E-T/NOFORN", "SEGRET//NOFORN"])
def test_a_classification_line_with_other_letters_keeps_the_controls_behind_a_stroke(printed: str) -> None:
    own = structure.read(f"{printed}\n\n12 March 1964\n\nSUBJECT: New quays\n").fields.classification
    assert own is not None
    assert (own.raw, own.value, own.controls) == (printed, "SECRET", ("NOFORN",))


@pytest.mark.parametrize("printed", ["REGRET/NOFORN OFFICES", "SECRETARY/NATO"])
def test_other_words_with_a_stroke_are_no_classification_line(printed: str) -> None:
    assert structure.read(f"{printed}\n\n12 March 1964\n\nThe board met.\n").fields.classification is None


def test_a_damaged_classification_line_keeps_its_section_and_number() -> None:
    found = structure.read("C 0 N F I D E N T I A L SECTION 01 OF 02 KELVIN 000012\n\n1. (C) A.\n").fields
    assert found.classification is not None
    assert (found.classification.raw, found.classification.value) == ("C 0 N F I D E N T I A L", "CONFIDENTIAL")
    assert found.sections is not None
    assert (found.sections.seen, found.sections.of) == ((1,), 2)
    assert found.message_id is not None
    assert (found.message_id.raw, found.message_id.value) == ("KELVIN 000012", "KELVIN 12")


def test_controls_stand_beside_the_level() -> None:
    found = structure.read("S E C R E T NOFORN SECTION 01 OF 01 KELVIN 000001\n\n1. (S) A.\n").fields
    assert found.classification is not None
    assert (found.classification.value, found.classification.controls) == ("SECRET", ("NOFORN",))
    assert found.message_id is not None
    assert found.message_id.value == "KELVIN 1"


def test_the_channel_of_a_telegram_is_no_part_of_its_post() -> None:
    for line in ("C O N F I D E N T I A L OFFICIAL INFORMAL KELVIN 002158", "UNCLAS OFFICIAL-INFORMAL KELVIN 2158"):
        found = structure.read(f"{line}\n\nTAGS: PFOR\nSUBJECT: PIER\n\n1. The pier is old.\n").fields.message_id
        assert found is not None
        assert (found.raw, found.value) == (line[-len(found.raw) :], "KELVIN 2158")


@pytest.mark.parametrize(
    ("line", "level", "controls"),
    [
        ("SECRET//RESTRICTED DATA", "SECRET", ("RD",)),
        ("SECRET//FORMERLY RESTRICTED DATA", "SECRET", ("FRD",)),
        ("TOP SECRET//RESTRICTED DATA//NOFORN", "TOP SECRET", ("RD", "NOFORN")),
        ("SECRET RESTRICTED DATA", "SECRET", ("RD",)),
        ("SECRET//RD-CNWDI", "SECRET", ("RD", "CNWDI")),
        ("SECRET//TFNI", "SECRET", ("TFNI",)),
        ("TOP SECRET//SI-G//ORCON,NOFORN", "TOP SECRET", ("SI-G", "ORCON", "NOFORN")),
        ("TOP SECRET//HCS-P//RELIDO", "TOP SECRET", ("HCS-P", "RELIDO")),
        ("SECRET//FGI GBR NZL//NOFORN", "SECRET", ("FGI GBR NZL", "NOFORN")),
        ("CONFIDENTIAL SECURITY INFORMATION", "CONFIDENTIAL", ("SECURITY INFORMATION",)),
        ("RESTRICTED - SECURITY INFORMATION", "RESTRICTED", ("SECURITY INFORMATION",)),
        ("SECRET//SENSITIVE BUT UNCLASSIFIED", "SECRET", ("SBU",)),
        ("SECRET//LIMITED OFFICIAL USE", "SECRET", ("LOU",)),
        ("SECRET//CUI", "SECRET", ("CUI",)),
        ("TOP SECRET UMBRA", "TOP SECRET", ("UMBRA",)),
        ("TOP SECRET//UMBRA GAMMA//NOFORN", "TOP SECRET", ("UMBRA", "GAMMA", "NOFORN")),
        ("SECRET SPOKE", "SECRET", ("SPOKE",)),
        ("TOP SECRET CODEWORD", "TOP SECRET", ("CODEWORD",)),
        ("CONFIDENTIAL - OFFICIAL-INFORMAL", "CONFIDENTIAL", ("OFFICIAL-INFORMAL",)),
        ("SECRET SPOKESMAN", None, ()),
        ("UMBRA", None, ()),
        ("CUI", "CUI", ()),
        ("CUI//SP-PRVCY", "CUI", ("SP-PRVCY",)),
        ("CONTROLLED UNCLASSIFIED INFORMATION", "CUI", ()),
        ("RESTRICTED DATA", None, ()),
        ("FORMERLY RESTRICTED DATA", None, ()),
        ("SECURITY INFORMATION", None, ()),
        ("CUISINE", None, ()),
        ("SECRET SECURITY INFORMATION WAS LOST", None, ()),
    ],
)
def test_words_that_are_spelt_out_beside_a_level_are_controls(
    line: str, level: str | None, controls: tuple[str, ...]
) -> None:
    found = structure.read(f"{line}\n\nMemorandum\n\nThe pier is old and the rope is new.\n").fields.classification
    assert (found.value if found else None) == level
    assert found is None or (found.controls, found.raw) == (controls, line)


@pytest.mark.parametrize(
    ("turns", "seen"),
    [
        (("KELVIN 00000012  001.2 OF 003", "KELVIN 00000012  002 OF 003", "KELVIN 00000012  003 OF 003"), (1, 2, 3)),
        (
            ("PAGE 02        KELVIN  00012  02 OF 03  060018Z", "PAGE 02        KELVIN  00012  03 OF 03  060018Z"),
            (1, 2, 3),
        ),
        (("KELVIN 00000012  001.2 OF 003", "KELVIN 00000012  003 OF 003"), (1, 3)),
        (("KELVIN 00000012  001.2 OF 002", "KELVIN 00000012  002 OF 002"), (1,)),
        (("PAGE 02 OF 03", "PAGE 03 OF 03"), (1,)),
        (("He saw KELVIN 0012 02 OF 03 days.",), (1,)),
    ],
)
def test_page_turns_name_the_sections_whose_headers_were_stripped(
    turns: tuple[str, ...], seen: tuple[int, ...]
) -> None:
    head = "C O N F I D E N T I A L SECTION 01 OF 03 KELVIN 000012\n\n1. (C) The pier.\n"
    found = structure.read(head + "".join(f"\n{turn}\n\nThe rope is new.\n" for turn in turns)).fields
    assert found.sections is not None
    assert (found.sections.seen, found.sections.of) == (seen, 3)
