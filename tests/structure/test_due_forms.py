"""Instructions of every order as they are printed and scanned; words of events; prose that holds none."""

import csv
import importlib
import random
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import law
from redaction_audit.structure import order_line, review_strip
from redaction_audit.structure.due import event_sort, read_due
from redaction_audit.structure.page import Page


def due_of(text: str, year: int | None = None):
    order, due, spans = order_line.read(Page(text), year)
    assert all(span.raw == text[span.start : span.end] for span in spans)
    assert due is None or due.raw == text[due.start : due.end]
    return order and order.value, due and (due.kind, due.value, due.codes)


@pytest.mark.parametrize("printed", ["05/00/2015", "5/0/15", "00 MAY 2015", "MAY 00, 2015", "2015-05-00", "20150500"])
def test_a_day_of_no_calendar_makes_no_month_of_a_date(printed: str) -> None:
    due = due_of(f"E.O. 12958: DECL: {printed}\nTAGS: PREL\n")[1]
    assert due == ("event", printed, ())


def test_figures_that_a_scan_made_letters_of_make_no_month_either() -> None:
    assert due_of("E.O. 12958: DECL: O5/OO/2015\nTAGS: PREL\n")[1] is None


def code(*codes: str):
    return ("code", None, codes)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # E.O. 10501 as amended
        ("GROUP 4", code("GROUP-4")),
        ("GROUP-3", code("GROUP-3")),
        ("GROUP I", code("GROUP-1")),
        ("GROUPI", code("GROUP-1")),
        ("GROUP l", code("GROUP-1")),
        ("GROUP IV", code("GROUP-4")),
        ("GROUP 5", code("GROUP-5")),
        # E.O. 11652
        ("GDS", code("GDS")),
        ("GDS 11/15/85", ("date", "1985-11-15", ("GDS",))),
        ("GDS 5 JUN 85", ("date", "1985-06-05", ("GDS",))),
        ("ADS 12/31/83", ("date", "1983-12-31", ("ADS",))),
        ("ADS DECLASSIFY ON 12/31/83", ("date", "1983-12-31", ("ADS",))),
        ("ADS TO BE DECLASSIFIED ON 31 DEC 83", ("date", "1983-12-31", ("ADS",))),
        ("GDS, AUTOMATICALLY DECLASSIFIED DEC 31, 1983", ("date", "1983-12-31", ("GDS",))),
        ("GDS DECLASSIFIED 1985", ("date", "1985", ("GDS",))),
        ("XGDS-2 DECLASSIFY ON 12/31/2005", ("date", "2005-12-31", ("XGDS-2",))),
        ("XGDS-3 DECLASSIFICATION IS FOR THE BOARD", code("XGDS-3")),
        ("RDS-3 DECLASSIFY ON 3/19/00", ("code", "2000-03-19", ("RDS-3",))),
        ("25X1 DECEMBER 31, 2040", ("date", "2040-12-31", ("25X1",))),
        ("25X1 2 MAY 2040", ("date", "2040-05-02", ("25X1",))),
        ("XGDS", code("XGDS")),
        ("XGDS-2", code("XGDS-2")),
        ("XGDS=2", code("XGDS-2")),
        ("XGDS-6", code("XGDS-6")),
        ("XGDS (2)", code("XGDS-2")),
        ("XGDS\n-2", code("XGDS-2")),
        ("XGDS-\n2", code("XGDS-2")),
        ("XGDS\n2. The board met.", code("XGDS")),
        ("X-GDS-1", code("XGDS-1")),
        ("G.D.S.", code("GDS")),
        ("GENERAL DECLASSIFICATION\nSCHEDULE", code("GDS")),
        ("XGDS 2 AND 3, INDEFINITE", code("XGDS-2", "XGDS-3")),
        ("XGDS-1,2", code("XGDS-1", "XGDS-2")),
        ("XGDS 1, 2 and 3", code("XGDS-1", "XGDS-2", "XGDS-3")),
        ("XGDS 5(B)(2)", code("XGDS-2")),
        ("XGDS SB2", code("XGDS-2")),
        ("5(B)(2)", code("XGDS-2")),
        ("5B2", code("XGDS-2")),
        ("EXEMPTION CATEGORY 5B(3)", code("XGDS-3")),
        ("EXEHPTION CATEGORY SB (2)", code("XGDS-2")),
        ("EXEMPTION CATEGORY PARA: 582", code("XGDS-2")),
        # E.O. 12065
        ("RDS-4 6/5/99 (ROWE, ADA) OR-M", ("code", "1999-06-05", ("RDS-4",))),
        ("RDS-3 5 JUN 99", ("code", "1999-06-05", ("RDS-3",))),
        ("RDS", code("RDS")),
        ("REVIEW ON 6/5/99", ("code", "1999-06-05", ("REVIEW ON",))),
        ("REVIEW FOR DECLASSIFICATION ON JUNE 5, 1999", ("code", "1999-06-05", ("REVIEW ON",))),
        # E.O. 12356
        ("OADR", code("OADR")),
        ("0ADR", code("OADR")),
        ("O.A.D.R.", code("OADR")),
        ("ORIGINATING AGENCY'S DETERMINATION REQUIRED", code("OADR")),
        ("ORIGINATING AGENCY DETERMINATION\nREQUIRED", code("OADR")),
        ("O A D R", code("OADR")),
        # E.O. 12958
        ("X1", code("X1")),
        ("X-5", code("X5")),
        ("X1, X6", code("X1", "X6")),
        ("X1,X3,X5,X6,X7,X8", code("X1", "X3", "X5", "X6", "X7", "X8")),
        ("X1,X3,X5,18", code("X1", "X3", "X5")),
        ("1.6X5", code("X5")),
        ("1.6(d) X5", code("X5")),
        ("1.6 X1, 1.6 X6", code("X1", "X6")),
        ("X1,\nX6", code("X1", "X6")),
        ("X1,\n2. The board met.", code("X1")),
        ("X1 OR X5", code("X1", "X5")),
        ("X1; X5", code("X1", "X5")),
        ("EXEMPT, X1", code("X1")),
        ("X (foreign government information)", code("X")),
        ("Source Marked OADR", code("OADR")),
        ("Source Marked “X1”, date of source 5/1/1998", code("X1")),
        ("Source Marked OADR, dated 1/5/90", code("OADR")),
        # exemptions at 25, 50 and 75 years
        ("25X", code("25X")),
        ("25X1,6", code("25X1", "25X6")),
        ("25X 1", code("25X1")),
        ("25X1, 25X6", code("25X1", "25X6")),
        ("25X1 and 6", code("25X1", "25X6")),
        ("25X_1", code("25X1")),
        ("25X_l", code("25X1")),
        ("25XL,6", code("25X1", "25X6")),
        ("25X_G", code("25X6")),
        ("25X.,8", code("25X8")),
        ("25X10", code("25X")),
        ("25X0", code("25X")),
        ("25XJ6", code("25X")),
        ("25X1, EO 12951", code("25X1, EO 12951")),
        ("25X1, E.O. 12951", code("25X1, EO 12951")),
        ("N/A to RD and NATO portions", code("N/A TO RD PORTIONS", "N/A TO NATO PORTIONS")),
        ("Source Marked", code("SOURCE MARKED")),
        ("25X1-human", code("25X1-HUMAN")),
        ("50X1-HUM", code("50X1-HUM")),
        ("50X1 HUM", code("50X1-HUM")),
        ("50X1-\nHUM", code("50X1-HUM")),
        ("25X1,\n25X6", code("25X1", "25X6")),
        ("50X2-WMD", code("50X2-WMD")),
        ("20801231, 25X2", ("date", "2080-12-31", ("25X2",))),
        ("75X2, 20801231", ("date", "2080-12-31", ("75X2",))),
        ("25X1, 03/14/2041", ("date", "2041-03-14", ("25X1",))),
        ("25X 3/14/2041", ("date", "2041-03-14", ("25X",))),
        ("25X 3 MAR 2041", ("date", "2041-03-03", ("25X",))),
        # never valid, or no instruction of a date
        ("MR", code("MR")),
        ("Manual Review", code("MR")),
        ("DCI Only", code("DCI ONLY")),
        ("DNI Only", code("DNI ONLY")),
        ("Subject to treaty or international agreement", code("SUBJECT TO TREATY")),
        ("N/A to RD portions. See source list for NSI portions.", code("N/A TO RD PORTIONS")),
        ("N/A to RD/FRD/TFNI portions", code("N/A TO RD PORTIONS")),
        ("N/A to NATO portions", code("N/A TO NATO PORTIONS")),
        ("N/A", ("not-applicable", None, ())),
        ("NONE", ("not-applicable", None, ())),
        # dates
        ("20351010", ("date", "2035-10-10", ())),
        ("2035/10/10", ("date", "2035-10-10", ())),
        ("10 OCT 2035", ("date", "2035-10-10", ())),
        ("31/12/2035", ("date", "2035-12-31", ())),
        ("10TH OCT 2035", ("date", "2035-10-10", ())),
        ("O5/l2/2035", ("date", "2035-05-12", ())),
        ("5/12/2O35", ("date", "2035-05-12", ())),
        ("DECEMBER 2035", ("date", "2035-12", ())),
        ("12/2035", ("date", "2035-12", ())),
        ("2035", ("date", "2035", ())),
        ("NOVEMBER 2008 ELECTIONS", ("event", "NOVEMBER 2008 ELECTIONS", ())),
        ("13/45/2035", ("event", "13/45/2035", ())),
        ("INDEFINITE", ("event", "INDEFINITE", ())),
        ("WHEN NO LONGER SENSITIVE", ("event", "WHEN NO LONGER SENSITIVE", ())),
    ],
)
def test_instructions_of_every_order(printed, expected):
    for start in ("E.O. 12065: DECL: ", "E.O. 12065: DECL:\t"):
        assert due_of(f"{start}{printed}\nTAGS: PREL\n") == ("12065", expected)


@pytest.mark.parametrize(
    ("year", "printed", "value"),
    [
        (1979, "6/5/99", "1999-06-05"),
        (2003, "6/30/08", "2008-06-30"),
        (2005, "12 MAY 30", "2030-05-12"),
        (1985, "1/1/85", "1985-01-01"),
        (1999, "25/12/09", "2009-12-25"),
    ],
)
def test_two_digit_years_lie_after_the_record(year, printed, value):
    assert due_of(f"DECL ON: {printed}\n", year)[1] == ("date", value, ())
    assert due_of(f"DECL ON: {printed}\n")[1] == ("date", None, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GROUP 1\nExcluded from automatic\ndowngrading and\ndeclassification\n", code("GROUP-1")),
        ("GROUPI - Excluded from automatic downgrading", code("GROUP-1")),
        ("GROUP 4 - Downgraded at 3 year intervals; declassified after 12 years", code("GROUP-4")),
        ("SUBJECT TO GENERAL DECLASSIFICATION SCHEDULE OF E.O. 11652", code("GDS")),
        ("EXEMPT FROM GENERAL DECLASSIFICATION\nSCHEDULE OF E.O. 11652, EXEMPTION CATEGORY 5B(2)", code("XGDS-2")),
        (
            "SUBJECT TO GENERAL DECLASSIFICATION SCHEDULE OF E.O. 11652\nAND DECLASSIFIED ON DECEMBER 31, 1983\n",
            ("date", "1983-12-31", ("GDS",)),
        ),
        ("CLASSIFIED BY ROWE\nREVIEW ON: 5 JUN 1999\n", ("code", "1999-06-05", ("REVIEW ON",))),
        ("E2 IMPDET\nCL BY 0012345\n", ("code", None, ("XGDS-2",))),
        ("E-3, IMPDET CL BY 0012345\n", ("code", None, ("XGDS-3",))),
        (
            "DOWNGRADED AT 3 YEAR INTERVALS;\nDECLASSIFIED AFTER 12 YEARS.\nDOD DIR 5200.10\n",
            ("code", None, ("GROUP-4",)),
        ),
        ("Downgraded at 12 year intervals; not automatically\ndeclassified.\n", ("code", None, ("GROUP-3",))),
        ("CL BY 0012345\nRVW 5 JUN 1999\n", ("code", "1999-06-05", ("REVIEW ON",))),
        ("xGDs 2", code("XGDS-2")),
        ("DECL X1", code("X1")),
        ("DECL ON x1", code("X1")),
        ("DECLON: X1", code("X1")),
        ("DECL.ON: X1,X6", code("X1", "X6")),
        ("DEBCL ON: X1", code("X1")),
        ("Deel On: X1", code("X1")),
        ("DEOL ON: X1,X3", code("X1", "X3")),
        ("DECIL OADR", code("OADR")),
        ("DECTLOADR", code("OADR")),
        ("DEOLASSIFY ON: 25X1\n", code("25X1")),
        ("DECL ON 6 November 2007", ("date", "2007-11-06", ())),
        ("DECLASSIFY ON: UPON CLOSURE OF THE QUAY\n", ("event", "UPON CLOSURE OF THE QUAY", ())),
    ],
)
def test_blocks_that_scanning_damaged(text, expected):
    assert due_of(text) == (None, expected)


@pytest.mark.parametrize(
    "label",
    [
        "DECLASSIFY ON ",
        "Declassify On – ",
        "Declassify\nOn: ",
        "Declassify 0n: ",
        "Dec1assify On: ",
        "Declass on: ",
        "Declas on: ",
        "Declassification date: ",
        "Declassification On: ",
        "Date of declassification: ",
        "CLASSIFIED BY A. ROWE; REASON 1.4(B); DECLASSIFY ON ",
    ],
)
def test_labels_of_a_block(label):
    assert due_of(f"{label}May 3, 2018\n") == (None, ("date", "2018-05-03", ()))


@pytest.mark.parametrize("wrap", ["\n", "\r\n", "\n    "])
@pytest.mark.parametrize(
    "line",
    [
        "E.O. 12958: DECL: 05/12/2015",
        "E.O. 12958 (AS AMENDED): DECL: MAY 12, 2015",
        "E.O. 12958: DECL: 1.6 X1 AND 1.6 X6",
        "E.O. 12958: DECL: X1, X6",
        "E.O. 13526: DECL: 25X1, 25X6, 20500314",
        "E.O. 13526: DECL: 25X6, UPON CLOSURE OF THE BASE",
        "E.O. 13526: DECL: SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT",
        "E.O. 13526: DECL: N/A TO RD PORTIONS",
        "E.O. 12356: DECL: ORIGINATING AGENCY'S DETERMINATION REQUIRED",
        "E.O. 12065: RDS-4 6/5/99",
        "E.O. 12065: REVIEW ON 6/5/99",
        "E.O. 11652: XGDS 2 AND 3",
    ],
)
def test_an_instruction_may_be_broken_at_any_blank(line, wrap):
    whole = due_of(f"{line}\nTAGS: PREL\n")
    assert whole[1] is not None
    for at in [place for place, sign in enumerate(line) if sign == " "]:
        assert due_of(f"{line[:at]}{wrap}{line[at + 1 :]}\nTAGS: PREL\n") == whole


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("EXECUTIVE ORDER 12958: DECL: X1\n", "12958", code("X1")),
        ("E.O. 12958/13292: DECL: X1\n", "12958", code("X1")),
        ("E.O.\xa013526:\xa0DECL:\xa025X1,\xa020500314\n", "13526", ("date", "2050-03-14", ("25X1",))),
        ("E.O.\t12065:\tRDS-4\t6/5/99\n", "12065", ("code", "1999-06-05", ("RDS-4",))),
        ("E.O. 13526: DECL: SUBJECT  TO  TREATY\n", "13526", code("SUBJECT TO TREATY")),
        ("E.O. 13526: DECL: 5OX1-HUM\n", "13526", code("50X1-HUM")),
        ("E.O. 12958: DECL: MAY l2, 2O15\n", "12958", ("date", "2015-05-12", ())),
        ("E.O. 12958: DECL: 12 MAY 2O15\n", "12958", ("date", "2015-05-12", ())),
        ("E.O. 12958: DECL: MR  SIPDIS\n", "12958", code("MR")),
        ('E.O. 12958: DECL: ("AFTER THE VOTE")\n', "12958", ("event", "AFTER THE VOTE", ())),
        ("E.O. I2958: DECL: AFTER THE VOTE\n", "12958", ("event", "AFTER THE VOTE", ())),
        ("E.O. I2958: DECL: ROWE, ADA\n", "12958", None),
    ],
)
def test_an_order_line_is_read_however_it_is_set(text, order, expected):
    assert due_of(text) == (order, expected)


@pytest.mark.parametrize(
    "block",
    [
        "Classified By: Ada Rowe\nReason: 1.4(b)\nDeclassify On: {}",
        "Classified By Ada Rowe\nReason 1.4(b)\nDeclassify On {}",
        "Classified By:\nAda Rowe\nReason:\n1.4(b)\nDeclassify On:\n{}",
        "Classified By: Ada Rowe; Reason: 1.4(b); Declassify On: {}",
        "- Classified By: Ada Rowe\n- Reason: 1.4(b)\n- Declassify On: {}",
        "**Classified By:** Ada Rowe\n**Reason:** 1.4(b)\n**Declassify On:** {}",
        "| Classified By: Ada Rowe |\n| Reason: 1.4(b) |\n| Declassify On: {} |\n+----+",
    ],
)
@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("April 9, 2023", ("date", "2023-04-09", ())),
        ("25X1, 20500314", ("date", "2050-03-14", ("25X1",))),
        ("50X1-HUM", code("50X1-HUM")),
        ("MR", code("MR")),
        ("UPON CLOSURE OF THE BASE", ("event", "UPON CLOSURE OF THE BASE", ())),
        ("INDEFINITE", ("event", "INDEFINITE", ())),
    ],
)
def test_a_block_is_read_however_it_is_set(block, printed, expected):
    text = f"SECRET\n\nMEMORANDUM\n\nThe board met.\n\n{block.format(printed)}\n"
    assert due_of(text, 2013) == (None, expected)
    assert review_strip.read(Page(text), 2013) == (None, [])


def test_a_review_for_declassification_is_a_review():
    assert due_of("Review for declassification on: May 3, 2018\n") == (
        None,
        ("code", "2018-05-03", ("REVIEW ON",)),
    )


@pytest.mark.parametrize(
    ("text", "raw", "number"),
    [
        ("E.O. I2958: DECL: 03/14/2016\nTAGS: PREL\n", "I2958", "12958"),
        ("E.O. 1295B: DECL: 03/14/2016\nTAGS: PREL\n", "1295B", "12958"),
        ("EO l3S26 DECL: 03/14/2016\nTAGS: PREL\n", "l3S26", "13526"),
        ("E.0. 12958: DECL: 03/14/2016\nTAGS: PREL\n", "12958", "12958"),
    ],
)
def test_a_damaged_order_number_is_known_by_its_label(text, raw, number):
    order, due, spans = order_line.read(Page(text))
    assert (order.raw, order.value, due.value) == (raw, number, "2016-03-14")
    assert [(span.kind, span.raw) for span in spans] == [
        ("marking.eo_line", text[: text.index("\n")]),
        ("marking.decl_date", "03/14/2016"),
    ]


_LOOK_ALIKES = {
    "0": "Oo", "1": "lI|", "5": "S", "8": "B", "O": "0C", "E": "FB", "C": "GO", "L": "I1", "D": "O0", ".": ", ", ":": ";.",
}  # fmt: skip


@pytest.mark.parametrize(("rate", "floor"), [(0.05, 0.98), (0.10, 0.95), (0.20, 0.92)])
def test_order_lines_with_damaged_letters(rate, floor):
    chance = random.Random(11)
    right = wrong = 0
    for _ in range(400):
        number, day = chance.choice(("12356", "12958", "13526")), f"{chance.randrange(1, 29):02}"
        line = f"E.O. {number}: DECL: 03/{day}/{chance.randrange(2000, 2036)}"
        scanned = "".join(
            chance.choice(_LOOK_ALIKES[c]) if c in _LOOK_ALIKES and chance.random() < rate else c for c in line
        )
        order, due = due_of(f"SECRET\n\n{scanned}\nTAGS: PREL\n\n1. (S) The board met.\n")
        iso = f"{line[-4:]}-03-{day}"
        right += order == number and due == ("date", iso, ())
        wrong += order not in (number, None) or (due is not None and due[0] == "date" and due[1] != iso)
    assert right >= floor * 400
    assert wrong <= 0.005 * 400


@pytest.mark.parametrize(
    "text",
    [
        "TAGS: PREL\n\nNO. 12958: DOCKS: 03/14/2016\n",
        "TAGS: PREL\nNo. 12356, 5/3/1999 is the list.\n",
        "TAGS: PREL\n12958 DECLINED: 03/14/2016\n",
        "TAGS: PREL\nE.O. 12959 was read. DECK: 03/14/2016\n",
        "TAGS: PREL\nA. I2958 BEDS: X1\n",
    ],
)
def test_other_numbers_are_no_damaged_order_line(text):
    assert due_of(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Document Number 12 for FOIA Review on JUN 1976\n",
        "SUBJECT TO REVIEW ON REQUEST\n",
        "Group 1 of the delegates met, group 4 did not.\n",
        "decl: the declaration list of the parser\n",
        "He said the deal on X1 was off; the model on X5 as well.\n",
        "The detail on X2 and the dial on X3 are new.\n",
        "Declared on 3 May 2001, decided on 4 May 2002.\n",
        "The quadratic cadre of Madrid.\n",
        "Declassify on:\nSent: 9/27/2010\n",
        "Declassification of the file was asked for on 3 May 2001.\n",
        "The board will\ndeclassify on 3 May 2001 what it can.\n",
        "The board wants to declassify on 3 May 2001.\n",
        "The reason why they declassify on 3 May 2001.\n",
        "What is classified by the board they declassify on 3 May 2001.\n",
        "It chose a date of declassification 3 May 2001.\n",
        "Its date of declassification: 3 May 2001 was wrong.\n",
        "As E.O. 12958 says, nothing stays secret for ever. See E.O. 11652, section 5.\n",
        "E.O. 11652, which protects what 25X1 and 1.4(b) name.\n",
        "EO 12356, Sec. 1.3(a)(4)\n",
        "The board met under\nE.O. 12958 on April 17, 1995, and again\non 3 May 1996.\n",
        "The board met under\nE.O. 12958 of April 17, 1995\n",
        "See\nE.O. 12958: the memorandum of the White House of 3/14/2016.\n",
    ],
)
def test_prose_holds_no_instruction(text):
    assert due_of(text) == (None, None)


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("UPON CLOSURE OF CONSULATE", "definite"),
        ("AFTER KOREAN UNIFICATION", "definite"),
        ("COMPLETION OF OPERATION", "definite"),
        ("NORMALIZATION OF RELATIONS", "definite"),
        ("when the talks end", "definite"),
        ("WHEN APPROPRIATE", "vague"),
        ("WHEN NO LONGER SENSITIVE", "vague"),
        ("when it is  no longer\nneeded", "vague"),
        ("TO BE DETERMINED", "vague"),
        ("until further notice", "vague"),
        ("DATE UNKNOWN", "vague"),
        ("OPEN-ENDED", "vague"),
        ("AFTER OPEN SKIES FLIGHT", "definite"),
        ("PERMANENT", "endless"),
        ("INDEFINITE", "endless"),
        ("NEVER", "endless"),
        ("NO DECLASSIFICATION", "endless"),
        ("SEE QUAY", None),
        ("upon", None),
        ("", None),
    ],
)
def test_sorts_of_events(words, sort):
    assert event_sort(words) == sort


def test_every_code_is_one_that_the_data_of_the_orders_know():
    known = {form for regime in law.load().regimes.values() for entry in regime.instructions for form in entry.forms}
    for printed in (
        "GROUP 4", "GDS", "ADS", "XGDS-2", "RDS-4", "REVIEW ON 6/5/1999", "OADR", "X1", "X (words)", "25X1", "50X1-HUM", "75X2", "MR", "DCI Only",
        "25X1-human", "25X1, EO 12951", "Subject to treaty", "N/A to RD portions", "N/A to NATO portions", "Source Marked",
    ):  # fmt: skip
        assert set(due_of(f"E.O. 12065: DECL: {printed}\n")[1][2]) <= known, printed


def test_the_date_of_a_mail_is_no_instruction():
    text = "From: Roe, Jane\nE.O. 12958: DECL:\nSent: 9/27/2010 10:00 AM\nTo: Poe\n"
    assert due_of(text) == ("12958", ("empty", None, ()))


FRAGMENTS = (
    "E.O. 12958:", "E.0. I2958: ", "DECL: ", "DECL ON: ", "DEGL ON: ", "Declassify on: ", "REVIEW ON ", "REVW ", "GROUP ", "I", "Excluded from", "XGDS ",
    "5(B)(2)", "25X", "50X1", "-HUM", "_1", "X1", ",", " and ", "OADR", "Source Marked ", "dated 1/1/90", "1/2/2030", "5 JUN 99", "JUN 2030", "2030", "13/45/99",
    "N/A", " to RD portions", "subject to treaty", "SUBJECT TO GENERAL DECLASSIFICATION SCHEDULE", "UPON ", "closure", "TAGS: ", "\n", "\r\n", " ", "(", "İ", "\0", "é",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=16).map("".join))
def test_any_text_is_read_without_an_error_and_nothing_is_made_up(text):
    _, due = due_of(text, 1990)
    if due is not None:
        digits = {c for c in text if c.isdecimal()} | set("12568")  # look-alikes fold to these
        assert all(c in digits or not c.isdigit() for one in due[2] for c in one.removeprefix("X"))


@given(st.text(max_size=40), st.integers(0, 10), st.sampled_from([None, "12958", "1295"]))
def test_an_instruction_lies_where_it_was_looked_for(text, start, order):
    low = Page(text).low
    end = min(len(text), 30)
    due = read_due(text, low, min(start, end), end, order, None)
    assert due is None or min(start, end) <= due.start <= due.end <= end


@pytest.mark.parametrize(
    "unit",
    [
        "decl ", "decl: ", "declassify on: 1/", "DECL ON: X1", "oadr", " OADR", "X1", "25X", "XXXX", "XGDS ", "group 1 ", "REVIEW ON 1", "RVW 1", "E.O. 1",
        "E.O. 12958 ", "e.o. 12958: n/a x", "declassification schedule ", "subject to general ", "12958 ", "DEGL ON: ",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit):
    def seconds(size):
        page = Page((unit * (size // len(unit) + 1))[:size])
        started = time.perf_counter()
        order_line.read(page)
        return time.perf_counter() - started

    short, long = seconds(20_000), seconds(160_000)
    assert long < 24 * short + 0.5  # eight times the text; a square law would take sixty-four times as long


def test_scanned_forms_of_released_pages(shared):
    """Every form with a code reads as that code or its family, none as another; nothing that is no marking is read."""
    path = shared / "corpora" / "decl_forms_jfk.tsv"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
    forms = importlib.import_module("forms")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    coded = [row for row in rows if row["reading"] not in ("eo_mention", "date")]
    outcomes = []
    for row in coded:
        order, due, end = forms.read(row["form_as_ocr"])
        outcomes.append(forms.outcome(row["reading"], order, due, row["form_as_ocr"][end:].strip(" .,_/")))
    assert "wrong" not in outcomes
    assert outcomes.count("alone") <= 0.02 * len(coded)
    assert outcomes.count("read") >= 0.7 * len(coded)
