"""What the checks must not say: nothing about prose, nothing from a later hand's stamp, reasons from a closed set."""

import datetime as dt
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.pipeline import checks, judged
from redaction_audit.check import Hit, Skip
from redaction_audit.checks.dec import block as shared_block
from redaction_audit.checks.dec.specimen import telegram

CHECKS = tuple(check for check in checks() if check.family == "DEC")
REASONS = {value.reason for value in vars(shared_block).values() if isinstance(value, Skip)}

PROSE = (
    "The reasons are given in section 1.5 (d) of the report, and Executive Order 12356 is mentioned in passing.\n"
    "Declassification was discussed on 04/01/1994. A secret ballot followed; the board declared itself OADR-free.\n\n"
    "1. Growth was 1.4 percent.\n2. The event will occur when appropriate.\n"
)


said = partial(judged, "DEC")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The board met.",
        PROSE,
        "UNCLASSIFIED\n\nMemorandum\n\nThe board met twice.\n",
        "Permission is hereby granted, free of charge, to any person obtaining a copy of this software.\n" * 20,
        "This email is UNCLASSIFIED based on the definitions provided in E.O. 12958.\n",
    ],
    ids=["nothing", "a-sentence", "prose", "unclassified", "licence", "mail-footer"],
)
def test_a_text_without_a_block_is_passed_in_silence(text: str) -> None:
    assert said(text) == []
    assert said(text, date="2005-05-12") == []


@pytest.mark.parametrize(
    "stamp",
    [
        "CLASSIFIED BY 5668 SLD/JHC\nDECLASSIFY ON: 25X1,6\n",
        "DECLASSIFY ON: 25X_1\n",
        "CL BY: 0611208\nDECL ON: X1\n",
        "E.O. 12356: DECL: OADR\n",
    ],
    ids=["reviewer", "by-hand", "agency", "order"],
)
def test_a_stamp_younger_than_its_page_is_nobodys_error(stamp: str) -> None:
    text = f"SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\n{stamp}\nThe board met twice.\n"

    assert [item for _, item in said(text, date="1963-06-04") if isinstance(item, Hit)] == []


def test_a_review_strip_is_not_the_authors_block() -> None:
    strip = (
        "Classified by DAS, A/GIS, DoS on 08/27/2015 — Class: CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — "
        "Declassify on: 03/01/2025\n\nFrom: Rowe, Ada\nSent: Tuesday, March 2, 2010 9:15 AM\nTo: Board\n"
        "Subject: Quays\n\nThe board met.\n"
    )

    assert [check.id for check, item in said(strip) if isinstance(item, Hit)] == []


def test_a_block_without_a_date_of_record_is_not_judged_and_says_so() -> None:
    found = said(telegram("E.O. 12958: DECL: 03/14/2016"))
    reasons = {(check.id, item.reason) for check, item in found if isinstance(item, Skip)}

    assert {(rule, "no date of record") for rule in ("DEC003", "DEC004", "DEC005", "DEC008", "DEC009")} <= reasons
    assert ("DEC011", "no release date") in reasons


def test_a_year_alone_judges_only_what_holds_on_all_its_days() -> None:
    found = said(telegram("E.O. 12356: DECL: OADR"), date="1995")

    assert not any(isinstance(item, Hit) and check.id == "DEC004" for check, item in found)
    assert ("DEC004", "date of record not exact enough") in {
        (check.id, item.reason) for check, item in found if isinstance(item, Skip)
    }


_EDGES = ("0001-01-01", "0001-02", "0004-02-29", "1996-02-29", "9990-01-01", "9996-02-29", "9999-06", "9999-12-31")
_DUE = (
    "01/01/0001",
    "12/31/9999",
    "06/15/9998",
    "3/14/06",
    "X1",
    "25X1, 12/31/9999",
    "RDS-3 12/31/9999",
    "GDS 12/31/99",
)


@pytest.mark.parametrize("date", _EDGES)
@pytest.mark.parametrize("order", ["11652", "12065", "12356", "12958", "13526"])
def test_dates_at_the_ends_of_the_calendar_break_no_check(order: str, date: str) -> None:
    strip = "Classified by DAS, A/GIS, DoS on 08/27/9999 — Class: SECRET — Declassify on: 12/31/9999\n\n"
    for as_of in (dt.date.min, dt.date(2026, 1, 15), dt.date.max):
        for due in _DUE:
            block = telegram(f"E.O. {order}: DECL: {due}\nExtended on 12/31/9999")
            for text in (block, strip + block):
                said(text, date=date, as_of=as_of)


_PARTS = st.sampled_from(
    [
        "E.O. 12958:", "DECL:", "OADR", "X1,X3", "25X1,6", "25X0", "50X1-HUM", "05/12/2015", "13/45/2015", "5/1/99",
        "INDEFINITE", "N/A", "WHEN APPROPRIATE", "C O N F I D E N T I A L ARBON 000412", "SECRET", "SUBJECT: QUAYS",
        "TAGS: PREL", "Classified By: DCM Ada Rowe. Reason: 1.5 (i)", "Reason: 1.4 (b,d)", "E.O. 99999:", "\n", "\r\n",
        "2005-05-12", "12 MAY 2005", "051020Z JUN 79", "GDS", "RDS-4 6/5/99", "GROUP-4", "\x00", "E.O. 13526", "9999",
        "0001-01-01", "12/31/9999", "Declassify On: MR", "Source Marked OADR", "XGDS-6", "XGDS 2 AND 7", "5(B)(9)",
        "GROUP 5", "GROUP 1 Excluded from automatic downgrading", "RESTRICTED", "SECRET//CUI", "SECRET//RD", "1. (S//RD)",
        "Declassify On: Subject to treaty or international agreement", "GDS 12/31/99", "ADS 1985", "REVIEW ON 1/1/2015",
        "SUBJECT TO GENERAL DECLASSIFICATION SCHEDULE DECLASSIFIED ON DECEMBER 31, 1983", "Source 1:", "RDS-1 1/1/15",
        "CLASSIFIED BY 5668 SLD/JHC", "25X6, 20700101", "DECL: 12/15/206", "Derived From: Guide", "Ministry",
    ]
)  # fmt: skip


@given(
    st.lists(_PARTS, max_size=14).map(" ".join) | st.lists(_PARTS, max_size=14).map("\n".join),
    st.sampled_from([None, "1963", "1995", "2003-05", "2005-05-12", "2010-06-26", "0001-01-01", "9999-12-31"]),
)
def test_every_check_is_total(text: str, date: str | None) -> None:
    for _, item in said(text, date=date, as_of=dt.date(2026, 1, 15)):
        if isinstance(item, Skip):
            assert item.reason in REASONS
        else:
            assert 0 <= item.start <= item.end <= len(text)
            assert item.message
