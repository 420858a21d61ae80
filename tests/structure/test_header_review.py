"""The strip of a later review: broken over lines and columns, cut off, and FBI stamps."""

import pytest

from redaction_audit import structure
from redaction_audit.structure import review_strip
from redaction_audit.structure.page import Page

_HEAD = "Classified by DAS, A/GIS, DoS on 01/02/2015 — Class:"


def read(text):
    review, spans = review_strip.read(Page(text))
    assert all(span.raw == text[span.start : span.end] for span in spans)
    return review


@pytest.mark.parametrize(
    "text",
    [
        f"{_HEAD} CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on: 01/02/2030\n",
        f"{_HEAD.replace('—', '-')} CONFIDENTIAL - Reason: 1.4(B), 1.4(D) - Declassify on: 01/02/2030\n",
        f"{_HEAD}\nFyi           CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify\n              on: 01/02/2030\n",
        f"{_HEAD} CONFIDENTIAL — Reason: 1.4(B),\nRoger   1.4(D) — Declassify on: 01/02/2030\n",
        f"{_HEAD} CONFIDENTIAL — Reason:\nRoger   1.4(B), 1.4(D) — Declassify on:\nSent: May 3, 2010\n   01/02/2030\n",
        f"{_HEAD}        RELEASE IN PART\nCONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on:   B1,1.4(C)\n01/02/2030",
        f"{_HEAD} CONFIDENTIAL — Reason: 1.4(B), 1.4(D)           1.4(C)\n — Declassify on: 01/02/2030\n",
        f"{_HEAD} CONFIDENTIAL — Reason: 1.4 (B)(D) — Declassify on: 01-02-2030\n",
        (
            "To:   Classified by DAS, A/GIS, DoS on\nSubject: Quays   01/02/2015 — Class: CONFIDENTIAL —\n      Reason: 1.4\n"
            "      (B)(D) — Declassify on:\n          01/02/2030\n"
        ),
    ],
)
def test_state_strips(text):
    review = read(text)
    assert review.classified_by == "DAS, A/GIS, DoS"
    assert (review.date, review.class_) == ("2015-01-02", "CONFIDENTIAL")
    assert (review.reason.section, review.reason.letters) == ("1.4", ("b", "d"))
    assert (review.declassify_on.kind, review.declassify_on.value) == ("date", "2030-01-02")


@pytest.mark.parametrize(
    ("printed", "kind", "value", "codes"),
    [
        ("25X1", "code", None, ("25X1",)),
        ("25X1, 12/31/2060", "date", "2060-12-31", ("25X1",)),
        ("50X1-HUM\nSent: 9/27/2030", "code", None, ("50X1-HUM",)),
        ("25X1,6   B1\n\nFrom: Roe", "code", None, ("25X1", "25X6")),
        ("\n   25X1\nSubject: Quays", "code", None, ("25X1",)),
        ("B1,1.4(C)\nSubject: Quays   50X1-HUM\nSent: 9/27/2010", "code", None, ("50X1-HUM",)),
        ("Upon closure of the consulate\nSent: 9/27/2010", "event", "Upon closure of the consulate", ()),
        ("2030-01-02", "date", "2030-01-02", ()),
        ("January 2, 2030", "date", "2030-01-02", ()),
    ],
)
def test_what_else_may_stand_behind_the_label_of_a_state_strip(printed, kind, value, codes):
    due = read(f"{_HEAD} SECRET — Reason: 1.4(B), 1.4(D) — Declassify on: {printed}\n").declassify_on
    assert (due.kind, due.value, due.codes) == (kind, value, codes)


@pytest.mark.parametrize(
    "printed", ["\nAfter the board met, Roe left", "Roger Roe", "B1,1.4(C)\nthe 25X1 codes were listed"]
)
def test_words_of_other_columns_are_no_event_and_no_code(printed):
    assert read(f"{_HEAD} SECRET — Reason: 1.4(B), 1.4(D) — Declassify on: {printed}\n").declassify_on is None


def test_the_rest_of_a_strip_that_was_cut_off_is_still_a_review():
    review = read("   CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on:\n    01/02/2030\nFrom: Roe\n")
    assert (review.classified_by, review.reason.letters, review.declassify_on.value) == (None, ("b", "d"), "2030-01-02")


def test_a_reviewer_of_the_fbi():
    review = read("SECRET\n\nCLASSIFIED BY 1234 ABC/DEF\nDECLASSIFY ON: 25X1,6\n")
    assert (review.classified_by, review.declassify_on.codes) == ("1234 ABC/DEF", ("25X1", "25X6"))
    review = read("CLASSIFIED BY SP-4 ABC/DEF\nREASON: 1.5 (C,D)\nDECLASSIFY ON: X-1\n")
    assert (review.classified_by, review.reason.letters, review.declassify_on.codes) == (
        "SP-4 ABC/DEF",
        ("c", "d"),
        ("X1",),
    )
    assert read("DEGLASSIFY ON: 25X\n").declassify_on.codes == ("25X",)


@pytest.mark.parametrize(
    ("stamp", "name", "reviewed"),
    [
        (
            "CLASSIFIED BY: NSICG A00B00C00\nREASON: 1.4 (C)\nDECLASSIFY ON: 12-31-2041\nDATE: 07-08-2016",
            "NSICG A00B00C00",
            "2016-07-08",
        ),
        (
            "DATE: 06-23-2009\nCLASSIFIED BY 10000 uc abc/def\nREASON: 1.4 (c)\nDECLASSIFY ON: 06-23-2034",
            "10000 uc abc/def",
            "2009-06-23",
        ),
        (
            "CLASSIFIED BY 10000 ABC/DEF ON 06-23-2009\nREASON: 1.4 (c)\nDECLASSIFY ON: 06-23-2034",
            "10000 ABC/DEF",
            "2009-06-23",
        ),
    ],
)
def test_a_reviewer_of_the_fbi_who_set_a_day(stamp, name, reviewed):
    text = f"{stamp}\n\nSECRET\n\nMay 5, 2001\n\nMEMORANDUM\n\nThe board met.\n"
    fields = structure.read(text).fields
    assert fields.declassify_on is None
    assert fields.review.classified_by == name
    assert fields.review.date == reviewed
    assert fields.review.declassify_on.value in ("2041-12-31", "2034-06-23")
    assert text[fields.review.start : fields.review.end] == stamp


@pytest.mark.parametrize(
    "block",
    [
        "Classified By: 10000 ABC/DEF\nReason: 1.4(c)\nDeclassify On: 05/05/2026\n",
        "Classified By: 10000 ABC/DEF\nReason: 1.4(c)\nDeclassify On: 05/05/2026\nDate: 05/05/2016\n",
        "Classified By: 0145221\nReason: 1.4(c)\nDeclassify On: 05/05/2026\nDate: 05/05/2019\n",
        "Classified By: 10000 ABC/DEF\nDerived From: Harbor Guide\nDated: 05/05/2017\nDeclassify On: 05/05/2026\n",
    ],
)
def test_a_day_set_by_a_number_that_no_later_review_stands_beside_is_the_authors(block):
    fields = structure.read(f"SECRET\n\nMay 5, 2016\n\nMEMORANDUM\n\nThe board met.\n\n{block}").fields
    assert fields.review is None
    assert fields.declassify_on.value == "2026-05-05"


_BLOCK = "Classified By: Jane Roe, Director\nReason: 1.4(b)\n"


@pytest.mark.parametrize(
    ("head", "block", "codes"),
    [
        ("SECRET\n\nMay 5, 2015\n\nMEMORANDUM\n", f"{_BLOCK}Declassify On: 25X6, 20600101\n", ("25X6",)),
        ("SECRET\n\nMay 5, 2015\n\nMEMORANDUM\n", f"{_BLOCK}Declassify On: 25X1-human\n", ("25X1-HUMAN",)),
        ("SECRET\n\nMay 5, 2015\n\nMEMORANDUM\n", "Declassify On: 25X4\n", ("25X4",)),
        ("SECRET\n\nMay 5, 1998\n\nMEMORANDUM\n", "DECLASSIFY ON: 25X1,6\n", ("25X1", "25X6")),
        ("SECRET\n\nMEMORANDUM\n", f"{_BLOCK}Declassify On: 25X4, 20500101\n", ("25X4",)),
        (
            "SECRET\n\nMay 5, 2015\n\nMEMORANDUM\n",
            "Classified By: 0145221\nDerived From: Harbor Guide\nDeclassify On: 25X1, 20600101\n",
            ("25X1",),
        ),
        ("SECRET\n\nMEMORANDUM\n", "Derived From: Harbor Guide\nDeclassify On: 25X4, 20500101\n", ("25X4",)),
    ],
)
def test_an_exemption_in_the_block_of_its_author_is_his(head, block, codes):
    fields = structure.read(f"{head}\nThe board met.\n\n{block}").fields
    assert fields.review is None
    assert fields.declassify_on is not None
    assert fields.declassify_on.codes == codes


def test_an_exemption_beside_the_line_of_an_order_is_a_reviewers():
    fields = structure.read(
        "O R 141530Z MAR 06\nS E C R E T ARBON 000412\n\nDeclassify On: 25X1\n\nE.O. 12958: DECL: 03/14/2016\n"
        "TAGS: PGOV\nSUBJECT: QUAYS\n\n1. (S) The board met.\n"
    ).fields
    assert fields.review.declassify_on.codes == ("25X1",)
    assert fields.declassify_on.value == "2016-03-14"


@pytest.mark.parametrize(
    ("head", "block"),
    [
        ("SECRET\n\n4 June 1963\n\nMEMORANDUM\n", "DECLASSIFY ON: 25X_1\n"),
        ("SECRET\n\n4 June 1994\n\nMEMORANDUM\n", "Declassify On: 25X6\n"),
        ("SECRET\n\nMEMORANDUM\n", "Declassify On: 25X6\n"),
        ("Case No. F-2014-00411 Doc No. C06000411\n\nMay 5, 2010\n\nMEMORANDUM\n", "Declassify On: 25X6\n"),
        ("SECRET\n\nMay 5, 2015\n\nMEMORANDUM\n", "CLASSIFIED BY 1234 ABC/DEF\nDECLASSIFY ON: 25X1\n"),
    ],
)
def test_an_exemption_on_an_older_page_or_beside_a_number_that_classified_is_a_reviewers(head, block):
    fields = structure.read(f"{head}\nThe board met.\n\n{block}").fields
    assert fields.declassify_on is None
    assert fields.review is not None


@pytest.mark.parametrize(
    "text",
    [
        "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)\n",
        "E.O. 12958: DECL: 03/14/2016\n",
        "DECL ON: X1\n",
        "It was classified by the Ministry on 3 May, and they will declassify on: demand.\n",
        "",
    ],
)
def test_the_author_is_no_reviewer(text):
    assert read(text) is None


def test_a_cut_strip_with_plain_hyphens_is_a_review_too():
    review = read("01/02/2015 - Class: SECRET\nFyi     - Reason: 1.4(B) - Declassify on: 01/02/2030\n")
    assert review.declassify_on.value == "2030-01-02"
    assert read("Reason: 1.4 (b) - declassify on: 01/02/2030\n") is None


def test_a_day_above_the_words_on_what_a_page_contains_is_a_reviewers_though_his_number_is_not_legible():
    stamp = (
        "DATE: 05-17-2013\n\n^isxxiD X iJu\nREASON: 1.4 (c)\n\nDECLASSIFY ON: 05-17-2033\n\n"
        "ALL INFORMATION CONTAINED\nHEREIN IS UNCLASSIFIED EXCEPT\n"
    )
    found, _ = review_strip.read(Page(f"SECRET\n\n{stamp}\nThe pier is old.\n"))
    assert found is not None
    assert (found.date, found.declassify_on.value, found.classified_by) == ("2013-05-17", "2033-05-17", None)
    own = stamp.replace("^isxxiD X iJu", "Classified By: Ada Rowe")
    assert review_strip.read(Page(f"SECRET\n\n{own}\nThe pier is old.\n"))[0] is None


@pytest.mark.parametrize(
    ("written", "reason", "is_review"),
    [
        ("03/14/1998", "1.4 (C)", True),
        ("03/14/1998", "1.5 (C)", False),
        ("03/14/1990", "1.5 (C)", True),
        ("03/14/2008", "1.4 (C)", False),
    ],
)
def test_a_reason_younger_than_the_record_is_a_reviewer_s(written: str, reason: str, *, is_review: bool) -> None:
    text = (
        f"SECRET\n\nTo: Director\nDate: {written}\nFrom: Arbon\n\nCLASSIFIED BY 60322 uc/lp/stp\nREASON: {reason}\n"
        "DECLASSIFY ON: 03-14-2031\n\nThe pier is old.\n"
    )
    fields = structure.read(text).fields
    assert (fields.review is not None) == is_review
    assert (fields.declassify_on is None) == is_review
