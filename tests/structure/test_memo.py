"""The date line of a memorandum: the last source of a record's date."""

import pytest

from redaction_audit import structure

BODY = "\n\nThe board met twice and adjourned.\n"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("MEMORANDUM FOR THE RECORD\n\nDATE: 12 March 1975\nSUBJECT: Quays", "1975-03-12"),
        ("TO: The Chair\nFROM: A. Rowe\nDATE: March 12, 1975\nSUBJECT: Quays", "1975-03-12"),
        ("TO : The Chair\n\nFROM : A. Rowe\n\n  DATE : 3/12/1975\nSUBJECT : Quays", "1975-03-12"),
        ("To: The Chair\nRe: Quays\nDate: March 1975", "1975-03"),
        ("To: The Chair\nRe: Quays\nDate: 1975", "1975"),
        ("TO: The Chair\nFROM: A. Rowe\nDATE: 3/12/75", "1975-03-12"),
        ("TO: The Chair\nFROM: A. Rowe\nDATE: 12 MAR 75", "1975-03-12"),
        ("TO: The Chair\nFROM: A. Rowe\nDATE: 3-12-30", "2030-03-12"),
        ("MEMORANDUM\nTO: The Chair          DATE: March 12, 1975\nFROM: A. Rowe", "1975-03-12"),
        ("MEMORANDUM\r\nTO: The Chair\r\nDATE: 12 March 1975      RELEASE IN PART", "1975-03-12"),
        ("TO         : Chief\nFROM       : A. Rowe\nDATE       : 12 March 1975\nSUBJECT    : Quays", "1975-03-12"),
        ("Memorandum\n\nTO  : The Chair          DATE: March 12, 1975\n\nFROM : A. Rowe", "1975-03-12"),
        ("TO : Department\nFROM : Arbon                 DATE: March 12, 1975\nSUBJECT : Quays", "1975-03-12"),
        (
            "MEMORANDUM OF CONVERSATION\n\nPARTICIPANTS:  A. Rowe\nDATE AND TIME:  March 12, 1975\n  10:30 a.m.",
            "1975-03-12",
        ),
        ("MEMORANDUM\nPLACE: The Quay\nTime and Date: 10:30 a.m., March 12, 1975", "1975-03-12"),
        (
            "MEMORANDUM FOR THE RECORD\n\nType of event: Interview\nDate: March 12, 1975\nLocation: The Quay",
            "1975-03-12",
        ),
        ("Event: Interview\nDate: March 12, 1975\nParticipants - Board: A. Rowe", "1975-03-12"),
        ("INFORMATION REPORT\n\nCOUNTRY  Arbon\nSUBJECT  Quays      DATE DISTR.  12 March 1975", "1975-03-12"),
        ("INFORMATION REPORT\n\nDATE DISTR. 12 March 1975\n\nDATE OF INFO. 1974", "1975-03-12"),
        ("FD-302 (REV. 3-10-82)\n\n- 1 -\n\nDate of transcription 03/12/1975", "1975-03-12"),
        ("FD-302 (REV. 3-10-82)\n\nDate of transcription:   March 12, 1975", "1975-03-12"),
        (
            "Precedence: ROUTINE               Date: 03/12/1975\nTo: A\nFrom: B\n\nDATE: 11-17-2008\nCLASSIFIED BY 60324 uc abc",
            "1975-03-12",
        ),
        (
            "DATE: 11-17-2008\nALL INFORMATION CONTAINED\nHEREIN IS UNCLASSIFIED\n\nDate: March 12, 1975\nTo: A\nFrom: B",
            "1975-03-12",
        ),
        (
            "CLASSIFIED BY 60324 AB/CD\nDECLASSIFY ON: 25X1\nDATE: 07-14-2009\n\nDate: March 12, 1975\n\nTo: A\n\nFrom: B",
            "1975-03-12",
        ),
    ],
)
def test_the_date_line_of_a_memorandum_dates_it(head: str, date: str) -> None:
    found = structure.read(head + BODY)
    assert (found.date, found.date_source) == (date, "memo")
    [place] = [span for span in found.spans if span.kind == "header.date"]
    assert place.value == date
    assert (head + BODY)[place.start : place.end] == place.raw
    assert place.raw in head


@pytest.mark.parametrize(
    "head",
    [
        "Date: 12 March 1975",
        "SUBJECT: Quays\nDATE: 12 March 1975",
        "TO: The Chair\nFROM: A. Rowe\nDATE: 31/31/1975",
        "TO: The Chair\nFROM: A. Rowe\nThe board met on the date: 3/12/75",
        "TO: The Chair\nFROM: A. Rowe\nDATE:\nSUBJECT: Quays",
        "TO: The Chair\nFROM: A. Rowe\nOUT OF DATE: March 12, 1975",
        "TO: The Chair\nFROM: A. Rowe\nDATE AND PLACE: March 12, 1975",
        "INFORMATION REPORT\n\nDATE DISTR.\n\nDATE OF INFO. 1974",
        "FD-302 (REV. 3-10-82)\n\nDate of transcription\n\nDate of entry 03/12/1975",
        "TO: The Chair\nFROM: A. Rowe\nDECLASSIFY ON: 25X1\nDATE: 07-14-2009",
        "TO: The Chair\nFROM: A. Rowe\n\nCase No. F-2016-00411\nDoc No. C06000411\nDate: 07/31/2017",
    ],
)
def test_what_is_no_date_line_of_a_memorandum_dates_nothing(head: str) -> None:
    assert structure.read(head + BODY).date is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("MARCH 12, 1975", "1975-03-12"),
        ("Arbon, Wednesday, March 12, 1975, 9 p.m.", "1975-03-12"),
        ("Wednesday, March 12, 1975", "1975-03-12"),
        ("march 12, 1975", None),
        ("SECRET/GDS                    March 12, 1975", "1975-03-12"),
        ("TOP SECRET                    12 March 1975", "1975-03-12"),
        ("TO  : THE DEPARTMENT OF STATE, WASHINGTON.     March 12, 1975", "1975-03-12"),
        ("DECLASSIFIED                  March 12, 1975", None),
        ("TO the board it was clear on  March 12, 1975", None),
    ],
)
def test_a_line_of_its_own_dates_a_memorandum(line: str, date: str | None) -> None:
    assert structure.read(f"{line}\n\nMEMORANDUM{BODY}").date == date
    assert structure.read(f"DECLASSIFIED\nAuthority NND 978500\n\nSECRET\n\n{line}{BODY}").date == date


def test_the_day_below_the_label_of_an_instruction_dates_nothing() -> None:
    for label in ("Declassify On:", "REVIEW ON"):
        page = f"SECRET\n\nClassified By: Ada Rowe\n{label}\nApril 9, 2008\n\nMEMORANDUM FOR THE CHAIR\n"
        assert structure.read(page + BODY).date is None
        assert structure.read(f"April 9, 1998\n\n{page}{BODY}").date == "1998-04-09"


def test_every_other_source_comes_first() -> None:
    memo = "TO: The Chair\nFROM: A. Rowe\nDATE: March 12, 1975\nSUBJECT: Quays\n"
    assert structure.read(f"4 June 1976\n\n{memo}{BODY}").date_source == "dateline"
    numbered = structure.read(f"Document Number: 1975ARBON00412\n\n{memo}{BODY}")
    assert (numbered.date, numbered.date_source) == ("1975", "id")


STAMP = "UNCLASSIFIED U.S. Department of State Case No. F-1995-00411 Doc No. C06000411 Date: 07/31/1996\n\n"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("R 121530Z MAY 98\nFM AMEMBASSY ARBON\nTO SECSTATE WASHDC\nS E C R E T ARBON 0412\n", "1998-05-12"),
        ("R 121530Z MAY 05\nFM AMEMBASSY ARBON\nTO SECSTATE WASHDC\nS E C R E T ARBON 0412\n", "2005-05-12"),
        ("R 121530Z MAY 62\nFM AMEMBASSY ARBON\nTO SECSTATE WASHDC\nE.O. 13526: N/A\n", "1962-05-12"),
        ("12 MAY 98\n\nMEMORANDUM FOR THE RECORD\n", "1998-05-12"),
        ("TO: The Chair\nFROM: A. Rowe\nDATE: 3/12/98\n", "1998-03-12"),
    ],
)
def test_a_stamp_older_than_its_record_makes_the_record_no_hundred_years_older(head: str, date: str) -> None:
    assert structure.read(STAMP + head + BODY).date == date
    assert structure.read(head + BODY + STAMP).date == date


@pytest.mark.parametrize(
    ("head", "printed", "due"),
    [
        ("SECRET\n\nMarch 10, 1997\n\nMEMORANDUM FOR THE CHAIR\n", "3/10/17", "2017-03-10"),
        ("SECRET\n\nMEMORANDUM\nTO: The Chair\nFROM: A. Rowe\nDATE: March 10, 2005\n", "10 MAR 15", "2015-03-10"),
        (
            "From: Rowe, Ada\nSent: Tuesday, March 10, 1998 7:52 AM\nTo: Roe, Jan\nSubject: Quay\n",
            "3/9/08",
            "2008-03-09",
        ),
        ("SECRET\n\nMarch 10, 1980\n\nMEMORANDUM FOR THE CHAIR\n", "3/10/86", "1986-03-10"),
    ],
)
def test_the_date_of_a_record_anchors_the_two_digit_year_of_its_block(head: str, printed: str, due: str) -> None:
    found = structure.read(f"{head}{BODY}\nClassified by: Jane Roe, Director\nDeclassify on: {printed}\n").fields
    assert found.declassify_on is not None
    assert (found.declassify_on.kind, found.declassify_on.value) == ("date", due)


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("Quays\nThe board met twice and adjourned.\nThe members left.", "Quays"),
        ("Visit of the Minister\nof Ports to Arbon", "Visit of the Minister of Ports to Arbon"),
        (
            "Visit of the Minister and\nPresident Rowe of the new port",
            "Visit of the Minister and President Rowe of the new port",
        ),
        ("New Quays\nDid the board of the port agree?", "New Quays"),
        ("QUAYS\nAND CRANES\nThe board met twice and adjourned.", "QUAYS AND CRANES"),
        ("Daily Report on the Quays\nDECAPTIONED\nCranes", "Daily Report on the Quays"),
        ("Daily Report on the Quays \nRELEASE IN FULL]\nCranes", "Daily Report on the Quays"),
        ("Trip to Arbon\nMarch 10, 1994 - \nRELEASE IN FULL", "Trip to Arbon"),
        ("Minutes of the Meeting of\nMarch 10, 1994", "Minutes of the Meeting of March 10, 1994"),
    ],
)
def test_the_subject_of_a_memorandum_ends_where_a_sentence_begins(printed: str, subject: str) -> None:
    found = structure.read(f"MEMORANDUM\n\nTO: The Chair\nFROM: A. Rowe\nSUBJECT: {printed}\n\nSecond paragraph.\n")
    assert found.fields.subject is not None
    assert found.fields.subject.value == subject


def test_a_memorandum_may_be_dated_below_its_subject() -> None:
    found = structure.read(
        "TO: The Chair \nFROM: A. Rowe \nSUBJECT: Trip to Arbon \nMarch 10, 1994 - \nThe quay is old. \n"
    )
    assert (found.date, found.date_source) == ("1994-03-10", "dateline")


def test_the_last_line_in_capitals_signs_no_mail_volume_or_form() -> None:
    form = (
        "JFK ASSASSINATION SYSTEM\nIDENTIFICATION FORM\n\nRECORD NUMBER : 104-10310-10009\n\nDOCUMENT INFORMATION\n\n"
    )
    assert structure.read(f"{form}The board met.\n\nROWE\n").fields.signature is None
    assert structure.read("The board met.\n\nROWE\n").fields.signature is not None
