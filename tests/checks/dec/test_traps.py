"""Pages that look wrong and are lawful: the checks of the orders stay silent, or say a note where one is named."""

import datetime as dt

import pytest

from checks.pipeline import checks, view
from redaction_audit.check import Example, Hit
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.findings import severity

CHECKS = tuple(check for check in checks() if check.family == "DEC")
AS_OF = dt.date(2008, 1, 15)

MEMO = "SECRET\n\nMinutes of the harbor board\n\n{}\n\n1. (S) The board met twice.\n\n2. (U) It adjourned.\n"
MAIL = "From: Rowe, Ada\nSent: {}\nTo: Board\nSubject: Quays\n\nThe board met.\n\n{}\n"


def said(text: str, date: str | None, as_of: dt.date = AS_OF, provenance: str | None = None) -> dict[str, str]:
    seen = view(text, Example(text, date=date, as_of=as_of, provenance=provenance))
    found = ((check, hit) for check in CHECKS for hit in check.judge(seen) if isinstance(hit, Hit))
    return {check.id: severity(check, hit, seen.provenance) for check, hit in found}


TRAPS = {
    "derivative without a reason": (
        MEMO.format("Classified By: Ada Rowe\nDerived From: Guide for Ports, 2003-05-01\nDeclassify On: 20280501"),
        "2005-05-12",
        {"DEC009"},  # the date of the guide is no anniversary of this page
    ),
    "derivative with a date from a guide": (
        MEMO.format("Classified By: Ada Rowe\nDerived From: Guide for Ports, 1996-05-01\nDeclassify On: 20160501"),
        "2001-05-12",
        {"DEC008"},
    ),
    "source marked OADR": (
        MEMO.format("Derived From: Multiple Sources\nDeclassify On: Source Marked OADR\nDate of Source: 1990-02-01"),
        "2001-05-12",
        set(),
    ),
    "list of sources": (
        MEMO.format(
            "Derived From: Multiple Sources\nDeclassify On: 20300512\n\nSource list:\n"
            "Source 1: Memorandum of 1990, Declassify On: OADR\nSource 2: Cable of 2001, Declassify On: X5"
        ),
        "2005-05-12",
        set(),
    ),
    "list of sources without an own line": (
        MEMO.format("Derived From: Multiple Sources\n\nSource list:\nMemorandum of 1990\nDeclassify On: OADR"),
        "2005-05-12",
        set(),
    ),
    "entire text": (
        telegram("E.O. 11652: GDS", by="").replace("1. (C) The", "1. C - ENTIRE TEXT.\n\n2. The"),
        "1976-03-14",
        {"DEC022"},
    ),
    "entire text in words": (
        telegram("E.O. 12065: GDS 3/14/86 (ROWE, ADA) OR-M", by="").replace("(C) The", "(CONFIDENTIAL ENTIRE TEXT) The"),
        "1980-03-14",
        {"DEC010", "DEC022"},
    ),
    "restricted data only": (
        ("SECRET//RD\n\nMinutes\n\nRESTRICTED DATA\nThis document contains Restricted Data as defined in the Atomic\n"
        "Energy Act of 1954.\n\n1. (S//RD) The quay is long.\n"),
        "2012-05-02",
        set(),
    ),
    "restricted data not applicable": (
        MEMO.format("Classified By: Ada Rowe\nDeclassify On: N/A to RD portions. See source list for NSI portions."),
        "2015-03-14",
        set(),
    ),
    "waiver of portion marks": (
        ("SECRET\n\nMinutes\n\nPortion marks are waived for this page; it may not be used as a source for derivative\n"
        "classification.\n\nClassified By: Ada Rowe\nReason: 1.4(d)\nDeclassify On: 20371201\n\nThe board met.\n"),
        "2012-12-01",
        set(),
    ),
    "order number in the subject": (
        telegram("E.O. 12958: DECL: 12/30/2019").replace("HARBOR BOARD MEETS", "WHAT E.O. 13526 MEANS FOR THE BOARD,"),
        "2009-12-30",
        set(),
    ),
    "order number in the body": (
        telegram("E.O. 12958: DECL: 01/05/2018") + "\n2. (U) E.O. 13526: DECL: will be the form of 2010.\n",
        "2008-01-05",
        set(),
    ),
    "footer of an e-mail": (
        MAIL.format("Tuesday, October 4, 2011 9:15 AM", "This email is UNCLASSIFIED per E.O. 12958."),
        None,
        set(),
    ),
    "footer of an e-mail with the order in force": (
        MAIL.format("Monday, March 5, 2012 9:15 AM", "Classification: UNCLASSIFIED per E.O. 13526."),
        None,
        set(),
    ),
    "a reviewer's stamp": (
        "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nCLASSIFIED BY 5668 SLD/JHC\nDECLASSIFY ON: 25X1\n",
        "1963-06-04",
        {"DEC022"},
    ),
    "a reviewer's stamp by hand": (
        "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nDECLASSIFY ON: 25X_1\n",
        "1963-06-04",
        {"DEC022"},
    ),
    "an old cable retyped": (
        telegram("E.O. 12958: DECL: 03/14/2016").replace(
            "\nROWE\n",
            "\n2. (C) The cable of 1988 follows.\n\nQUOTE\n\nC O N F I D E N T I A L ARBON 000017\n\nE.O. 12356: DECL: OADR\n"
            "TAGS: PREL, XX\nSUBJECT: OLD QUAYS\n\nThe board met.\n\nUNQUOTE\n\nROWE\n",
        ),
        "2006-03-14",
        set(),
    ),
    "an old cable retyped in one without an order line": (
        telegram("").replace(
            "\nROWE\n",
            "\n2. (C) The cable of 1988 follows.\n\nE.O. 12356: DECL: OADR\nTAGS: PREL, XX\nSUBJECT: OLD QUAYS\n\nROWE\n",
        ),
        "2006-03-14",
        set(),
    ),
    "a decimal that looks like a reason": (
        telegram("E.O. 12958: DECL: 03/14/2016") + "\n2. (C) Growth was 1.5 (d) percent.\n",
        "2006-03-14",
        set(),
    ),
    "a letter of denial": (
        "Department of Ports\n\nDear Mr. Rowe,\n\nthe text is withheld under E.O. 12356, section 1.3(a)(5).\n",
        "1989-03-14",
        set(),
    ),
    "an X code with a date": (
        telegram("E.O. 12958: DECL: X1 01/01/2017", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
        "1997-01-01",
        set(),
    ),
    "day first": (telegram("E.O. 12958: DECL: 25/12/2015"), "2005-12-25", set()),
    "read by machine": (telegram("E.O. 12958: DECL: O5/l2/2O15"), "2005-05-12", set()),
    "the day itself": (telegram("E.O. 12958: DECL: 05/12/2005"), "2005-05-12", {"DEC010"}),
    "rounded up": (telegram("E.O. 12958: DECL: 12/31/2034"), "2009-06-30", {"DEC008"}),
    "one file in 1979 with a page older than its order": (
        telegram("E.O. 12065: RDS-4 6/5/99 (ROWE, ADA) OR-M", by=""),
        "1979-06-05",
        {"DEC022"},
    ),
    "restamped": (
        ("SECRET\n\n4 June 1957\n\nMEMORANDUM\n\nThe board met.\n\nGROUP 1\nExcluded from automatic\ndowngrading and "
        "declassification\n"),
        "1957-06-04",
        {"DEC020", "DEC022"},
    ),
    "unclassified": (telegram("E.O. 12958: N/A", banner="UNCLAS ARBON 000412", portion="U", by=""), "2007-03-14", set()),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_a_lawful_page_is_passed(trap: str) -> None:
    text, date, notes = TRAPS[trap]
    found = said(text, date)

    assert {rule: weight for rule, weight in found.items() if weight != "note"} == {}
    assert set(found) <= notes


@pytest.mark.parametrize("provenance", ["frus", "jfk", "cia_crest"])
@pytest.mark.parametrize(
    ("order", "date"),
    [
        ("E.O. 12356: DECL: OADR", "2006-03-01"),
        ("E.O. 12958: DECL: 04/01/2034", "2004-04-01"),
        ("E.O. 12958: DECL: INDEFINITE", "1999-04-01"),
        ("E.O. 11652: XGDS-6", "1976-04-01"),
        ("E.O. 12958: DECL: 04/01/1994", "2004-04-01"),
    ],
)
def test_pages_with_later_hands_get_notes(order: str, date: str, provenance: str) -> None:
    found = said(telegram(order, by=""), date, provenance=provenance)

    assert found
    assert set(found.values()) == {"note"}


def test_a_release_without_a_stamp_is_a_note_on_an_extract_of_a_third_party() -> None:
    above = "06ARBON412\n2006-03-14 09:30\n2012-06-01 12:00\nCONFIDENTIAL\nEmbassy Arbon"
    found = said(telegram("E.O. 12958: DECL: 03/14/2020", above=above), None, dt.date(2015, 1, 1), "unofficial")

    assert found["DEC011"] == "note"


def test_the_stamp_of_a_schedule_declassifies_nothing_by_its_words() -> None:
    text = (
        "CONFIDENTIAL\n\nSUBJECT TO GENERAL DECLASSIFICATION SCHEDULE OF E.O. 11652\nAUTOMATICALLY DOWNGRADED AND\n"
        "DECLASSIFIED ON DECEMBER 31, 1981\n\nThe quay is new.\n"
    )

    assert "DEC022" in said(text, "1975-03-10")
    assert "DEC022" not in said(text + "\nDECLASSIFIED ON 1 MAY 2001 BY THE ARCHIVE\n", "1975-03-10")
