"""Order lines and declassification blocks: every kind of instruction, damaged labels, prose, other people's stamps."""

import pytest

from redaction_audit.structure import order_line
from redaction_audit.structure.page import Page


def due_of(text, year=None):
    order, due, spans = order_line.read(Page(text), year)
    assert all(span.raw == text[span.start : span.end] for span in spans)
    return order and order.value, due and (due.kind, due.value, due.codes)


@pytest.mark.parametrize(
    ("text", "order", "due"),
    [
        ("E.O. 12958: DECL: 03/14/2016 \nTAGS: PGOV", "12958", ("date", "2016-03-14", ())),
        ("EO 12958 DECL: 07/09/18\nTAGS PREL", "12958", ("date", "2018-07-09", ())),
        ("E.O. 12958:DECL:2016/03/14", "12958", ("date", "2016-03-14", ())),
        ("E. O. 12958: DECL: 20160314", "12958", ("date", "2016-03-14", ())),
        ("E.O. 13526: DECL: 14 MAR 2031", "13526", ("date", "2031-03-14", ())),
        ("E.o. 12958: decl: march 14, 2016", "12958", ("date", "2016-03-14", ())),
        ("E.O. 12958: DECL: 03/14/\n2016\nTAGS: PGOV", "12958", ("date", "2016-03-14", ())),
        ("SIPDIS E.O. 12958: DECL: 03/14/2016 TAGS: PGOV", "12958", ("date", "2016-03-14", ())),
        ("E.O. 12958, AS AMENDED: DECL: 03/14/2016", "12958", ("date", "2016-03-14", ())),
        ("E.O. 12065: GDS 11/15/85 (ROE, JANE)", "12065", ("date", "1985-11-15", ("GDS",))),
        ("E.O. 12065: RDS-4 6/5/99 (ROE, JANE) OR-M", "12065", ("code", "1999-06-05", ("RDS-4",))),
        ("E.O. 11652: GDS\nTAGS: PFOR", "11652", ("code", None, ("GDS",))),
        ("E.O. 11652: XGDS-1\nTAGS: PFOR", "11652", ("code", None, ("XGDS-1",))),
        ("E.O. 11652 EXEMPTION CATEGORY 5B (2). IMPDET", "11652", ("code", None, ("XGDS-2",))),
        ("E.O. 12356: DECL:  OADR\nSUBJ: QUAYS", "12356", ("code", None, ("OADR",))),
        ("E.O. 12958: DECL: X1, X5\nTAGS: PREL", "12958", ("code", None, ("X1", "X5"))),
        ("E.O. 12958: DECL: X1/X5.\nTAGS: PREL", "12958", ("code", None, ("X1", "X5"))),
        ("E.O. 12958: DECL: X1 AND X5\nTAGS: PREL", "12958", ("code", None, ("X1", "X5"))),
        ("E.O. 12958: DECL: X1, 3/14/2016\nTAGS: PREL", "12958", ("date", "2016-03-14", ("X1",))),
        ("E.O. 12958: DECL: 1.6X5\nTAGS: PREL", "12958", ("code", None, ("X5",))),
        ("E.O. 12958: DECL: 25X1-HUMAN", "12958", ("code", None, ("25X1-HUMAN",))),
        ("E.O. 13526: DECL: 25X1, 03/14/2041", "13526", ("date", "2041-03-14", ("25X1",))),
        ("E.O. 12958: DECL: AFTER THE QUAY IS BUILT\nTAGS: PREL", "12958", ("event", "AFTER THE QUAY IS BUILT", ())),
        ("E.O. 12958: N/A\nTAGS: PREL", "12958", ("not-applicable", None, ())),
        ("TAGS: PREL\nE.O. 12958:N/A \nSUBJECT: X", "12958", ("not-applicable", None, ())),
        ("E.O.1295: NA\nTAGS: PREL", "1295", ("not-applicable", None, ())),
        ("E.O. 12958: \nTAGS: PREL", "12958", ("empty", None, ())),
        ("E.O. 12958: DECL: 25/12/2016\nTAGS: PREL", "12958", ("date", "2016-12-25", ())),
        ("E.O. 12958: DECL: 25/13/2016\nTAGS: PREL", "12958", ("event", "25/13/2016", ())),
        ("E.O. 12958: SEE QUAY\nTAGS: PREL", "12958", None),
    ],
)
def test_order_lines(text, order, due):
    assert due_of(text) == (order, due)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("DECL ON: X1\nDRV FRM: ABC 1-82", ("code", None, ("X1",))),
        ("DECL X5", ("code", None, ("X5",))),
        ("GROUP 1\nExcluded from automatic downgrading\n", ("code", None, ("GROUP-1",))),
        ("DECLOADR", ("code", None, ("OADR",))),
        ("DEGL ON: X1,X3", ("code", None, ("X1", "X3"))),
        ("DECL ON: 6 November 2007", ("date", "2007-11-06", ())),
        ("Declassify On: Source Marked “OADR”", ("code", None, ("OADR",))),
        ("CLASSIFIED BY RECORDED OFFICER. XGDS 2 AND 3, INDEFINITE", ("code", None, ("XGDS-2", "XGDS-3"))),
        ("DECLAS 12 MAR 1986\nBT", ("date", "1986-03-12", ())),
        ("CL BY 004417\nDECL 12 MAR 1986", ("date", "1986-03-12", ())),
        ("Declassify March 12, 1986\nDerived from multiple", ("date", "1986-03-12", ())),
        ("CL BY SIGNER\nDECL ORIGINATING AGENCY'S\nDETERMINATION REQUIRED", ("code", None, ("OADR",))),
        ("RDS-3 3/12/1999\n", ("code", "1999-03-12", ("RDS-3",))),
        ("ADS 31 DEC 1976\n", ("date", "1976-12-31", ("ADS",))),
        ("SUBJECT TO GDS OF E.O. 11652\nDECLASSIFIED ON DEC 31 1982", ("date", "1982-12-31", ("GDS",))),
        ("CLASSIFIED BY THE CHAIR\nSUBJECT TO GDS OF E.O. 11652\nDOWNGRADED AT\nINTERVALS.", ("code", None, ("GDS",))),
        ("EXEMPT FROM GDS, CATEGORY 2", ("code", None, ("XGDS-2",))),
        ("Exempt from GDS, EO 11652, Cat 3", ("code", None, ("XGDS-3",))),
        ("EXEMPT FROM GDS OF E.O. 11652\nCATEGORY: 5B(1), (2) AND (3)", ("code", None, ("XGDS-1", "XGDS-2", "XGDS-3"))),
        ("EXEMPT FROM GDS, CATEGORY 5B(1), 5B(2)\n", ("code", None, ("XGDS-1", "XGDS-2"))),
        ("EXEMPT FROM GDS, CATEGORY 5B(1), (2), (3) OR (4)\n(CIRCLE ONE)", ("code", None, ("XGDS",))),
        ("SECRET (XGDS)(2)      March 4, 1975\n", ("code", None, ("XGDS-2",))),
        ("TOP SECRET (XGDS)     March 4, 1975\n", ("code", None, ("XGDS",))),
    ],
)
def test_blocks_without_an_order(text, due):
    assert due_of(text) == (None, due)


@pytest.mark.parametrize("schedule", ["GDS", "GENERAL DECLASSIFICATION SCHEDULE"])
def test_the_order_of_a_schedule_does_not_hide_the_schedule(schedule):
    text = f"SUBJECT TO {schedule} OF E.O. 11652\nDECLASSIFY ON DECEMBER 31, 1982\n"
    assert due_of(text) == ("11652", ("date", "1982-12-31", ("GDS",)))


@pytest.mark.parametrize(
    "text",
    [
        "This was decided under E.O. 12958, section 1.4, in May.\n",
        "Classified By: CDA Ada Rowe. Reason E.O. 12958, \n1.4 (b)\n",
        "They declined to declassify on 3 May 2001 what was asked.\n",
        "Classified by DAS, A/GIS, DoS on 01/02/2015 — Class: SECRET — Reason: 1.4(B) — Declassify on: 01/02/2030\n",
        "CLASSIFIED BY 1234 ABC/DEF\nDECLASSIFY ON: 25X1,6\n",
        "DECLASSIFIED UNDER AUTHORITY OF THE PANEL\nISCAP APPEAL NO. 2009-017\nDECLASSIFICATION DATE: May 3, 2014\n",
        "Chief, Records & Declass Div, WHS\nDate: 3 MAY 2013  Authority: EO 13526\nDeclassify: X  Deny in Full:\n",
        "DECLASSIFIED\nA/ISS/IPS, Department of State\nE.O. 12958, as amended\nJune 16, 2006\n",
        "Change to ( )SECRET (X)UNCLASSIFIED\nEO 12958, 25X( ) FPC/HDR by abc Date 5/6/97\n",
        "TS authority to:\n( ) CLASSIFY AS   ( ) S or ( ) C OADR\n( ) DOWNGRADE TS to ( ) S or (X) C  OADR\n",
        "They will declassify 12 boxes in March.\n",
        "Declassify 5 May 2001 papers first.\n",
        "THREADS 12 MAR 1976\n",
        "",
    ],
)
def test_prose_and_reviews_are_no_order_line(text):
    assert due_of(text) == (None, None)


@pytest.mark.parametrize(
    "stamp",
    [
        "DECLASSIFIED\nE.O. 12356, Sec. 3.3\nNSC letter, Sept 9, 1992\nBy AR, NARA, Date 11/4/92\n",
        "DECLASSIFIED\nE.O. 12958 Sec. 3.6\nNLX 98-017\nBy ar, NARA Date 4-12-99\n",
        "DECLASSIFIED\nE.O. 13526, Section 3.5\nMR 09-34\nBy AR NARA, Date 8/12/11\n",
    ],
)
def test_the_section_that_an_archivist_cites_is_no_misread_label(stamp):
    assert due_of(f"{stamp}\nSECRET\n\nThe quay is new.\n\nDeclassify on: OADR\n")[1] == ("code", None, ("OADR",))


def test_the_block_of_a_paper_comes_before_the_order_line_of_what_is_enclosed():
    own = "SECRET\n\nThe quay is new.\n\nClassified By: Ada Rowe\nDeclassify On: 20230409\n"
    enclosed = "CONFIDENTIAL\n\nE.O. 12356: DECL: OADR\nTAGS: PREL\n"
    assert due_of(f"{own}\f\nTab 1\n\n{enclosed}") == (None, ("date", "2023-04-09", ()))
    assert due_of(f"{enclosed}\f\nTab 1\n\n{own}") == ("12356", ("code", None, ("OADR",)))
    assert due_of(f"SECRET\n\nThe quay is new.\n\f\n{enclosed}")[0] == "12356"


def test_the_mark_of_a_source_is_not_that_of_the_paper():
    text = "Derived From: Note of the board, May 2, 1990 (OADR)\nDeclassify On: 20150502\n"
    assert due_of(text) == (None, ("date", "2015-05-02", ()))


def test_a_two_digit_year_is_read_against_the_order_or_the_year_of_the_record_and_else_not_at_all():
    assert due_of("E.O. 12065: GDS 6/5/85 (ROE)")[1][1] == "1985-06-05"
    assert due_of("E.O. 12958: DECL: 6/5/05")[1][1] == "2005-06-05"
    assert due_of("DECL ON: 6/5/05")[1] == ("date", None, ())
    assert due_of("DECL ON: 6/5/05", 1999)[1] == ("date", "2005-06-05", ())


@pytest.mark.parametrize(
    ("printed", "kind", "value", "codes"),
    [
        ("25X6, UPON CLOSURE OF THE QUAY", "event", "UPON CLOSURE OF THE QUAY", ("25X6",)),
        ("25X4,6; completion of the\nnew quay.", "event", "completion of the new quay", ("25X4", "25X6")),
        ("25X6 OR AFTER THE MOVE OF THE BOARD", "event", "AFTER THE MOVE OF THE BOARD", ("25X6",)),
        ("75X1, ON DEATH OF THE KEEPER", "event", "ON DEATH OF THE KEEPER", ("75X1",)),
        ("25X6, WHEN NO LONGER SENSITIVE", "event", "WHEN NO LONGER SENSITIVE", ("25X6",)),
        ("25X6 (UPON CLOSURE OF THE QUAY)", "event", "UPON CLOSURE OF THE QUAY", ("25X6",)),
        ("25X6, INDEFINITE", "code", None, ("25X6",)),
        ("25X1-HUM", "code", None, ("25X1-HUMAN",)),
        ("M.R.", "code", None, ("MR",)),
        ("9th of April 2018", "date", "2018-04-09", ()),
        ("April 9, '18", "date", "2018-04-09", ()),
        ("2018APR09", "date", "2018-04-09", ()),
        ("091120Z APR 2018", "date", "2018-04-09", ()),
        ("10 years from 20080409", "event", "10 years from 20080409", ()),
        ("Ten years from the date of the paper", "event", "Ten years from the date of the paper", ()),
        ("25X6 (ROE, JANE)", "code", None, ("25X6",)),
        ("25X6, BY JANE ROE", "code", None, ("25X6",)),
        ("25X6 NOFORN", "code", None, ("25X6",)),
        ("OADR UPON CLOSURE OF THE QUAY", "code", None, ("OADR",)),
        ("X0", "code", None, ("X0",)),
        ("X-0, X1", "code", None, ("X0", "X1")),
    ],
)
def test_what_stands_behind_a_code(printed, kind, value, codes):
    assert due_of(f"E.O. 13526: DECL: {printed}\nTAGS: PGOV\n", 2012)[1] == (kind, value, codes)
    assert due_of(f"Classified By: Jane Roe\nDeclassify On: {printed}\n\nSECRET\n", 2012)[1] == (kind, value, codes)


@pytest.mark.parametrize(
    ("printed", "year", "date"),
    [
        ("6/5/29", 1999, "2029-06-05"),
        ("6/5/00", 1999, "2000-06-05"),
        ("6/5/99", 1999, "1999-06-05"),
        ("6/5/95", 2005, "1995-06-05"),
        ("5 JUN 95", 2005, "1995-06-05"),
        ("25X1, 6/5/60", 1997, "2060-06-05"),
    ],
)
def test_a_two_digit_year_is_that_of_an_instruction_on_a_record_of_its_year_or_of_an_older_form(printed, year, date):
    assert due_of(f"E.O. 12958: DECL: {printed}", year)[1][1] == date


def test_the_filled_line_wins_over_an_empty_one_before_it():
    assert due_of("E.O. 12958: \nTAGS: PREL\n\nE.O. 12958: DECL: 03/14/2016\n")[1][1] == "2016-03-14"


def test_spans_of_the_line_and_its_date_end_without_trailing_blanks():
    text = "SIPDIS \n\nE.O. 12958: DECL: 03/14/2016 \nTAGS: PGOV\n"
    spans = {span.kind: span.raw for span in order_line.read(Page(text))[2]}
    assert spans == {"marking.eo_line": "E.O. 12958: DECL: 03/14/2016", "marking.decl_date": "03/14/2016"}


@pytest.mark.parametrize(
    "line",
    [
        "E.O. 12958:", "E.O. I2958:", "E.O. l2958: DECL:", "E.0. I2958: DECL ON:", "*E.O. 12958:", "*E.O. 12958: DECL:",
        "**E.O. 12958:**", "**E.O. 12958**", "* EO 12958: ____",
    ],
)  # fmt: skip
def test_an_order_line_with_nothing_behind_it_is_empty_however_it_is_printed(line: str) -> None:
    text = f"S E C R E T KELVIN 002158\n\n{line}\nTAGS: PREL\nSUBJECT: PIER\n\n1. (S) The pier is old.\n"
    order, due, spans = order_line.read(Page(text), 2005)
    assert order is not None
    assert due is not None
    assert (order.value, due.kind) == ("12958", "empty")
    assert [span.kind for span in spans] == ["marking.eo_line"]
    assert all(text[span.start : span.end] == span.raw for span in spans)


@pytest.mark.parametrize("line", ["E.O. I2958: \u2588\u2588\u2588", "E.O. I2958: NR 14 PIER", "THE E.O. I2958:"])
def test_a_damaged_order_line_with_something_behind_it_is_not_empty(line: str) -> None:
    text = f"S E C R E T KELVIN 002158\n\n{line}\nTAGS: PREL\nSUBJECT: PIER\n\n1. (S) The pier is old.\n"
    due = order_line.read(Page(text), 2005)[1]
    assert due is None or due.kind != "empty"


def test_a_damaged_order_line_with_nothing_behind_it_leaves_the_word_to_the_block() -> None:
    text = "S E C R E T\n\nE.O. I2958:\nTAGS: PREL\n\nClassified By: Ada Rowe\nDeclassify On: 05/12/2015\n"
    order, due, _ = order_line.read(Page(text), 2005)
    assert order is not None
    assert due is not None
    assert (order.value, due.value) == ("12958", "2015-05-12")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("DECL/CLBY:CG PIER/DERI:MULTIPLE SOURCES/DATE:20160604//\n", ("date", "2016-06-04", ())),
        ("RMKS/1. THE BOARD MET.//\nDECL/CLBY:CG PIER/INST:X1//\n", ("code", None, ("X1",))),
        ("DECL/OADR//\n", ("code", None, ("OADR",))),
    ],
)
def test_the_set_of_a_military_message_holds_an_instruction(text, due):
    assert due_of(text) == (None, due)
