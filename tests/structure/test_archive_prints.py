"""Telegrams and papers as archives print them: page turns in two lines, stamps between fields, scans run together."""

import pytest

from redaction_audit import structure
from redaction_audit.identity import record_id
from redaction_audit.model import Origin

STAMP = "UNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: ADA ROWE\nDATE/CASE ID: 05 NOV 2008 200100001"


def read(text: str) -> structure.Structure:
    """Return the structure of a text, every place of which holds what it says."""
    found = structure.read(text)
    assert all(span.raw == text[span.start : span.end] for span in found.spans)
    return found


def telegram(line: str, *body: str, head: str = "PAGE 01\nARBON 00417 031430Z\nACTION QUA-03\n") -> str:
    return (
        f"{head}R 031430Z APR 79\nFM AMEMBASSY ARBON\nTO SECSTATE WASHDC 4121\n{line}\nE.O. 12065: GDS 4/3/85 (ROWE, ADA)\n"
        + "\n".join(body)
        + "\n"
    )


def test_a_page_turn_of_two_lines_adds_nothing_to_a_list_of_references() -> None:
    turn = "CONFIDENTIAL\nCONFIDENTIAL\nPAGE 02\nARBON 00417 031430Z"
    found = read(
        telegram(
            "C O N F I D E N T I A L ARBON 0417", "TAGS: PGOV", "SUBJECT: NEW QUAYS", "REF: A. ARBON 405, B. STATE 12345",
            turn, "1. (C) THE BOARD MET.", "2. (C) IT ROSE. ROWE",
        )
    )  # fmt: skip
    assert [ref.id for ref in found.fields.references] == ["79ARBON405", "79STATE12345"]
    assert [paragraph.number for paragraph in found.paragraphs] == [1, 2]


def test_the_head_of_a_released_page_is_known_whatever_a_scan_made_of_its_beginning() -> None:
    strip = "C 0 0 0 0 0 0 2 :IED U.S. Department of State Case No. F-2010-00001 Doc No. C00000002 Date: 01/02/2012"
    authority = "Declassification Authority: Ada Rowe, Senior Reviewer, A/GIS/IPS 10/14/2020"
    text = f"{strip}\nThe board met and\n{authority}\n\n[Page 2]\n{strip}\n- 2 -\nrose at noon.\n"
    found = read(text)
    lines = [text[span.start : span.end] for span in found.page_lines]
    assert lines == [strip, authority, "[Page 2]", strip, "- 2 -"]


def test_a_page_number_without_a_message_below_or_above_it_is_text() -> None:
    found = read("The board read:\n\nPAGE 02\n\nThe lots of the year.\n\n")
    assert found.page_lines == ()


def test_the_stamp_of_a_reviewer_between_two_lines_of_a_field_is_none_of_it() -> None:
    found = read(
        telegram(
            "C O N F I D E N T I A L ARBON 0417", "TAGS: PGOV", "SUBJECT: NEW QUAYS", "REF: A) ARBON 405, B)", "", STAMP,
            "", "UNCLASSIFIED", "STATE 12345, C) STATE 12346", "1. CONFIDENTIAL - ENTIRE TEXT.", "2. THE BOARD MET.",
        )
    )  # fmt: skip
    assert [ref.id for ref in found.fields.references] == ["79ARBON405", "79STATE12345", "79STATE12346"]


@pytest.mark.parametrize(
    ("line", "level", "id_"),
    [
        ("CONFIDENTIALARBON 000417", "CONFIDENTIAL", "79ARBON417"),
        ("CONFIDENTIALSECTION 01 OF 01 ARBON 000417", "CONFIDENTIAL", "79ARBON417"),
        ("SECRETLIMA 000417", "SECRET", "79LIMA417"),
        ("LIMITED OFFICIAL USEARBON 000417", "LIMITED OFFICIAL USE", "79ARBON417"),
    ],
)
def test_a_level_may_be_run_together_with_the_message_behind_it(line: str, level: str, id_: str) -> None:
    text = telegram(
        line, "TAGS: PGOV", "SUBJECT: NEW QUAYS", "1. THE BOARD MET.", head="UNCLASSIFIED\n\nRELEASED IN FULL\n"
    )
    found = read(text)
    assert found.fields.classification is not None
    assert found.fields.message_id is not None
    assert (found.fields.classification.value, found.fields.message_id.value) == (level, id_)
    assert record_id(text, None, Origin("a.txt"))[0] == id_


@pytest.mark.parametrize("line", ["SECRETARIAT 2305", "CONFIDENTIALITY 2305", "CONFIDENTIAL ARBONIA"])
def test_a_word_that_begins_like_a_level_is_no_message(line: str) -> None:
    assert read(f"The board wrote to the\n{line}\nand rose.\n").fields.message_id is None


def test_the_level_of_a_released_page_is_the_one_below_that_of_its_release() -> None:
    found = read(
        "UNCLASSIFIED\n\nRELEASED IN PART\nB1, 1.4(D)\n\nSECRET\n\nMemorandum on the new quays of the harbor\n"
    )
    assert found.fields.classification is not None
    assert found.fields.classification.value == "SECRET"


@pytest.mark.parametrize(
    "below",
    [
        "ATTENTION: AMBASSADOR ROWE",
        "QUOTE:",
        "R 021344Z APR 79",
        "FM AMEMBASSY BELMAR",
        "A. FOLLOWING ARE POINTS TO BE USED",
    ],
)
def test_a_subject_ends_above_what_a_telegram_quotes_or_lists(below: str) -> None:
    found = read(
        telegram("C O N F I D E N T I A L ARBON 0417", "TAGS: PGOV", "SUBJECT: NEW QUAYS OF ARBON", below, "QUAYS.")
    )
    assert found.fields.subject is not None
    assert found.fields.subject.value == "NEW QUAYS OF ARBON"


@pytest.mark.parametrize(
    "below", ["PART I - THE QUAYS", "A. THE BOARD'S INTERESTS IN THE QUAYS", "FOR CHIEFS OF MISSION FROM THE CHAIR"]
)
def test_a_list_of_one_cable_ends_above_a_line_that_adds_no_other(below: str) -> None:
    found = read(
        telegram(
            "C O N F I D E N T I A L ARBON 0417", "TAGS: PGOV", "SUBJECT: QUAYS", "REF: STATE 12345", below, "IT MET."
        )
    )
    assert [ref.raw for ref in found.fields.references] == ["STATE 12345"]


def test_a_post_in_brackets_of_its_own_is_read() -> None:
    found = read(
        telegram(
            "SECRET ARBON 0417", "TAGS: PGOV", "SUBJECT: QUAYS", "REFS: A. (LIMA) 1144", "B. STATE 12 (NOTAL)", "1. OK"
        )
    )
    assert [ref.id for ref in found.fields.references] == ["79LIMA1144", "79STATE12"]


def test_a_source_note_of_the_history_series_is_no_paragraph() -> None:
    text = "139. Memorandum From the Chair1\n\nSUBJECT\n\n  • New Quays\n\nIt met.\n\n  1. Source: National Archives, Box 148.\n"
    found = read(text)
    assert found.paragraphs == ()
    assert found.fields.subject is not None
    assert found.fields.subject.raw == "New Quays"


@pytest.mark.parametrize(
    ("head", "subject"),
    [("SUBJECT: (Optional) New Quays", "New Quays"), ("SUBJECT OF INDEX SEARCH\n\nROWE", None)],
)
def test_words_of_a_form_are_no_part_of_its_subject(head: str, subject: str | None) -> None:
    found = read(f"ROUTING AND RECORD SHEET\n\n{head}\n\nThe board met.\n").fields.subject
    assert (found.value if found else None) == subject


@pytest.mark.parametrize("below", ["AND STATE 12346", "STATE 12346", "B. STATE 12346", "(NOTAL), STATE 12346"])
def test_a_list_of_one_cable_goes_on_with_a_further_one(below: str) -> None:
    found = read(
        telegram(
            "C O N F I D E N T I A L ARBON 0417",
            "TAGS: PGOV",
            "SUBJECT: QUAYS",
            "REF: STATE 12345",
            below,
            "1. IT MET.",
        )
    )
    assert [ref.id for ref in found.fields.references][-1] == "79STATE12346"


def test_the_head_may_stand_behind_a_copy_of_the_text() -> None:
    copy = "Show Headers\n1. THE BOARD GAVE AN ANSWER TO\nTHE QUESTION. ROWE\nNNNN\nCONFIDENTIAL\n"
    found = read(copy + telegram("CONFIDENTIAL ARBON 0417", "TAGS: PGOV", "SUBJECT: QUAYS", "1. THE BOARD MET. ROWE"))
    assert found.fields.to is not None
    assert (found.date, found.fields.to.raw) == ("1979-04-03", "SECSTATE WASHDC 4121")


@pytest.mark.parametrize("label", ["PEF:", "R EF:", "REP:", "RE F:", "REFS:"])
def test_labels_of_references_are_read_through_the_damage_of_a_scan(label: str) -> None:
    found = read(
        telegram("CONFIDENTIAL ARBON 0417", "TAGS: PGOV", "SUBJECT: QUAYS", f"{label} A. ARBON 405", "1. IT MET.")
    )
    assert found.fields.subject is not None
    assert found.fields.subject.value == "QUAYS"
    assert [ref.id for ref in found.fields.references] == ["79ARBON405"]


@pytest.mark.parametrize(
    "text", ["Rep: Ada Rowe\n\nThe board met.\n", "REP: ADA ROWE OF THE HARBOR BOARD\n\nIt met.\n"]
)
def test_a_damaged_label_without_a_cable_behind_it_is_none(text: str) -> None:
    assert read(text).fields.references == ()


@pytest.mark.parametrize("label", ["5UBJECT:", "$UBJ:", "8UBJECT :"])
def test_labels_of_subjects_are_read_where_a_scan_took_a_letter_for_a_figure(label: str) -> None:
    found = read(telegram("CONFIDENTIAL ARBON 0417", "TAGS: PGOV", f"{label} NEW QUAYS", "1. IT MET."))
    assert found.fields.subject is not None
    assert found.fields.subject.raw == "NEW QUAYS"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("NOVEMBER 21,1995", "1995-11-21"),
        ("NOVEMBER 21, 1995 RELEASE IN FULL", "1995-11-21"),
        ("- 16 September 1998", "1998-09-16"),
        (". . February 18, 1964", "1964-02-18"),
        ("The Attorney General                    January 19, 1976", "1976-01-19"),
        ("SAC, Arbon (100-12345)        September 23, 1960", "1960-09-23"),
        ("SENSITIVE BUT UNCLASSIFIED           June 9, 2014", "2014-06-09"),
        ("The board met on the quay,   January 19, 1976", None),
    ],
)
def test_datelines_through_specks_stamps_and_addressees(line: str, date: str | None) -> None:
    assert read(f"HARBOR BOARD\n{line}\n\nThe board met twice and adjourned.\n").date == date


def test_the_order_in_a_stamp_ends_no_head() -> None:
    text = "THE HARBOR BOARD\nDECLASSIFIED\nE.O. 12958, Sect. 3.6\nBy AR NARA\n\nPLACE: The Quay\nNovember 29, 1972\n\nIt met.\n"
    assert read(text).date == "1972-11-29"


def test_a_level_of_several_words_in_small_letters_heads_a_page() -> None:
    found = read("Limited Official Use\nRELEASE IN FULL\n\nApril 17, 1972\n\nTo: The Chair\n\nThe board met.\n")
    assert found.fields.classification is not None
    assert found.fields.classification.value == "LIMITED OFFICIAL USE"


@pytest.mark.parametrize(
    "text",
    [
        "104-10332-10023) [2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992 |\n\nIt met.\n",
        "# Document\n\n1 104-10332-10023)\n\n| 2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT\n",
    ],
)
def test_the_record_number_beside_the_stamp_of_the_collection_is_the_id(text: str) -> None:
    assert read(text).fields.document_id is not None
    assert record_id(text, None, Origin("a.txt"))[0] == "104-10332-10023"


@pytest.mark.parametrize("number", ["1104-10332-10023", "704-10332-10023"])
def test_a_frame_read_as_a_figure_is_no_part_of_the_record_number(number: str) -> None:
    text = f"{number} 2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992\n\nIt met.\n"
    assert record_id(text, None, Origin("a.txt"))[0] == ("104-10332-10023" if number[0] == "1" else "a.txt")


def test_a_record_number_in_the_text_above_the_stamp_is_not_the_id() -> None:
    text = "SEE 104-10332-10023 FOR MORE\n2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT\n"
    assert record_id(text, None, Origin("a.txt"))[0] == "a.txt"


def test_attributes_explain_tags_and_date_a_telegram_without_a_group() -> None:
    top = (
        "QUAYS\nDate: 1976 March 3, 13:45 (Wednesday)\nCanonical ID: 1976ARBON00417_b\n"
        "TAGS: PFOR - Political Affairs--Foreign Policy and Relations | XX - Quays\nFrom: ARBON\nTo: STATE\n\n"
    )
    text = top + "1. THE BOARD MET.\n\n2. IT ROSE.\nROWE\nCONFIDENTIAL\n"
    read = structure.read(text)

    assert (read.date, read.date_source) == ("1976-03-03", "created")
    assert read.fields.created is not None
    assert text[read.fields.created.start : read.fields.created.end] == read.fields.created.raw == "1976 March 3"
    assert read.fields.tags == ("PFOR", "XX")
    assert structure.read(text.replace("Date: 1976", "Date: 1960")).date == "1976"


def test_a_column_of_offices_stands_beside_the_labels_of_old_telegrams() -> None:
    text = (
        "INCOMING TELEGRAM   Department of State\n\n55                     CONFIDENTIAL\n"
        "Action                              Control: 2305\nEUR                                 Rec'd:   APRIL 3, 1963\n"
        "Info\nSS        FROM: Arbon\nG\nSP        TO:   Secretary of State\nL\n          NO:   417, APRIL 3, 1 PM\n\n"
        "          Board met yesterday.\n\n                                   ROWE\n"
    )
    read = structure.read(text)

    assert (read.date, read.date_source) == ("1963-04-03", "received")
    assert read.fields.from_ is not None
    assert read.fields.from_.raw == "Arbon"
    assert read.fields.to is not None
    assert read.fields.to.raw == "Secretary of State"
    assert read.fields.classification is not None
    assert read.fields.classification.raw == "CONFIDENTIAL"
