"""Who wrote a memorandum, an airgram, a dispatch, a cable of an agency or a teletype to whom; and their numbers."""

import pytest

from redaction_audit import structure
from redaction_audit.identity import record_id
from redaction_audit.model import Origin, Value

BODY = "\n\nSUBJECT: Quays\n\nThe board met twice and adjourned.\n"


def raws(*values: Value | None) -> tuple[str | None, ...]:
    return tuple(value.raw if value else None for value in values)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("head", "sender", "addressee"),
    [
        ("MEMORANDUM FOR: The Chair\n\nVIA: The Clerk\n\nFROM: A. Rowe", "A. Rowe", "The Chair"),
        ("MEMORANDUM FOR : The Chair\nFROM           : A. Rowe, Pilot", "A. Rowe, Pilot", "The Chair"),
        ("TO   : The Department\nFROM : Amembassy ARBON        DATE: March 3, 1967", "Amembassy ARBON", "The Department"),
        ("A-417     CONFIDENTIAL\n\nTO : The Department\nINFO : TARN\n\nFROM : ARBON", "ARBON", "The Department"),
        ("TO : DIRECTOR (100-12345)      DATE: 3/4/65\n\nFROM : SAC, ARBON (P)", "SAC, ARBON (P)", "DIRECTOR (100-12345)"),
        ("From: A. Rowe\nTo: The Chair", "A. Rowe", "The Chair"),
        ("TO:\nThe Chair\n\nFROM:\n\nA. Rowe", "A. Rowe", "The Chair"),
        ("515PM URGENT 3/4/65 JLK\nTO DIRECTOR\nFROM ARBON (100-678)", "ARBON (100-678)", "DIRECTOR"),
        ("FROM ARBON (100-678)\nTO DIRECTOR", "ARBON (100-678)", "DIRECTOR"),
        ("TO : ARBON\nFROM: DIRECTOR\nCONF: QY 8\n\nTO    ARBON      INFO   TARN     CITE DIR 28461", "DIRECTOR", "ARBON"),
        ("TO:\n\nPRIORITY\n\nFROM: CHIEF OF THE PIER", None, None),
        ("TO: PRIORITY INFO ROUTINE\nFROM: CHIEF OF THE PIER", None, None),
        ("FROM:   EXTENSION | NO.\nTO: (Officer designation, room number)", None, None),
        ("TO: The Chair", None, None),
        ("FROM: A. Rowe", None, None),
        ("TO:\n\nFROM:\n\nDATE:", None, None),
        ("He walked to: the quay\nand from: the pier", None, None),
    ],
)  # fmt: skip
def test_sender_and_addressee_stand_behind_their_labels(
    head: str, sender: str | None, addressee: str | None, end: str
) -> None:
    text = (head + BODY).replace("\n", end)
    read = structure.read(text)

    assert raws(read.fields.from_, read.fields.to) == (sender, addressee)
    for kind, raw in (("header.from", sender), ("header.to", addressee)):
        places = [span for span in read.spans if span.kind == kind]
        assert [text[span.start : span.end] for span in places] == ([raw] if raw else [])


def test_a_page_turn_behind_a_label_is_no_addressee() -> None:
    text = (
        "P 031430Z APR 86\nFM SECSTATE WASHDC\nTO PAGE 02        STATE   015113  031433Z \nAMEMBASSY ARBON PRIORITY\n"
        "INFO AMEMBASSY TARN\nC O N F I D E N T I A L STATE 015113\n"
    )
    assert raws(structure.read(text).fields.to) == ("AMEMBASSY ARBON PRIORITY",)


@pytest.mark.parametrize(
    ("text", "number", "id_"),
    [
        ("S E C R E T\n\nTO  ARBON   INFO  TARN   CITE DIR 28461\n\nNO TRACES.\n", "DIR 28461", "DIR 28461"),
        ("S E C R E T 031430Z CITE ARBON  1234\n\nNO TRACES.\n", "ARBON  1234", "ARBON 1234"),
        ("DISPATCH NO. XARW-6789\n\nSUBJECT: Quays\n", "XARW-6789", "XARW-6789"),
        (
            "DISPATCH\n\nCROSS REFERENCE TO    DISPATCH SYMBOL AND NUMBER    DATE\n  -   XARW 6789     14 March 1962\n",
            "XARW 6789",
            "XARW-6789",
        ),
        ("PLEASE CITE ARTICLE 12.\n", None, "a.txt"),
        ("DISPATCH SYMBOL AND NUMBER\n\nwas not legible.\n", None, "a.txt"),
    ],
)
def test_the_number_of_an_agency_names_its_cable_or_dispatch(text: str, number: str | None, id_: str) -> None:
    assert raws(structure.read(text).fields.message_id) == (number,)
    assert record_id(text, None, Origin("a.txt"))[0] == id_


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("515PM URGENT 3/4/65 JLK", "1965-03-04"),
        ("5-15 PM EST URGENT 3-4-65 ABC", "1965-03-04"),
        ("URGENT 3-4-65 5:15 PM EST", "1965-03-04"),
        ("1120AM NITEL 12/4/1971", "1971-12-04"),
        ("5:15 PM 3/4/65", None),
        ("URGENT 3/4/65", None),
        ("515PM URGENT 13/44/65", None),
        ("It was URGENT at 515PM on 3/4/65", None),
    ],
)
def test_hour_and_precedence_tell_the_day_of_a_teletype(line: str, date: str | None) -> None:
    text = f"FBI ARBON\n{line}\nTO DIRECTOR\nFROM ARBON\n\nNO TRACES.\n"
    read = structure.read(text)

    assert (read.date, read.date_source) == (date, "memo" if date else None)
    assert [text[span.start : span.end] in line for span in read.spans if span.kind == "header.date"] == [True] * bool(
        date
    )


@pytest.mark.parametrize(
    ("page", "date"),
    [
        ("SECRET\n\nESTIMATE\nNUMBER 12-62\n\nThe Trade of the Quays\n\nMarch 1962\n\nSECRET\n", "1962-03"),
        ("SECRET\n\nThe Trade of the Quays\n\n            MARCH 1962\n\nSECRET\n\nThe board met.\n", "1962-03"),
        ("SECRET\n\nThe board met, and it was told of the quay.\n\nMarch 1962\n\nIt rose.\n", None),
        ("SECRET\n\nThe Trade of the Quays\n\nReview on:\nMarch 1992\n", None),
        ("The Trade of the Quays\n\nMarch 1962\n\nThe board met.\n", None),
        ("SECRET\n\nThe Trade of the Quays\n\nMarch 31, 1962\n\nMarch 1961\n", "1962-03-31"),
    ],
)
def test_a_title_page_may_give_the_month_alone(page: str, date: str | None) -> None:
    assert structure.read(page).date == date


def test_a_date_may_stand_in_the_line_below_its_label() -> None:
    read = structure.read("MEMORANDUM\n\nTO:\nThe Chair\n\nDATE:\n3/12/75\n\nSUBJECT:\nQuays\n")
    assert (read.date, read.date_source) == ("1975-03-12", "memo")


def test_what_a_dispatch_asks_for_is_no_subject() -> None:
    read = structure.read("S E C R E T\nSUBJECT: Quays and Piers\nACTION REQUIRED - REFERENCES\n\n1. It is old.\n")
    assert read.fields.subject is not None
    assert read.fields.subject.value == "Quays and Piers"


def test_the_head_of_a_paper_that_is_attached_names_nobody() -> None:
    letter = "The board has met on the quay and found it old and worn by the sea.\n" * 3
    text = f"Dear Ada,\n\n{letter}\nTO: The Chair\nFROM: A. Rowe\n{BODY}"

    assert raws(structure.read(text).fields.from_, structure.read(text).fields.to) == (None, None)
