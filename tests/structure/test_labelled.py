"""Third-party heads that are a list of labels or a table of one row."""

import pytest

from redaction_audit import structure
from redaction_audit.identity import record_id
from redaction_audit.model import Origin
from redaction_audit.structure import head
from redaction_audit.structure.page import Page

BODY = (
    "\nC O N F I D E N T I A L ARBON 000417\n\nSIPDIS\n\nE.O. 12958: DECL: 03/02/2015\nTAGS: PGOV, PREL\n"
    "SUBJECT: QUAYS\n\nREF: A. ARBON 398\n     B. 04 TARN 21987\n\n1. (C) The board met (ref A).\nROWE\n"
)
LIST = (
    "Cable ID: 05ARBON417\nDate: 2005-03-03 14:30:00\nClassification: SECRET//NOFORN\nOrigin: Embassy Arbon\n"
    "References: 05ARBON398|04TARN21987\nDestination: SECSTATE\n"
)
TABLE = (
    "| Reference ID | Created | Released | Classification | Origin |\n"
    "|:---|---|---|---|---|\n"
    "| 05ARBON417 | 2005-03-03 14:30 | 2010-12-01 21:09 | CONFIDENTIAL | Embassy Arbon |\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_of_labels_is_a_head(end: str) -> None:
    text = (LIST + BODY).replace("\n", end)
    found = head.read(Page(text))

    assert found is not None
    assert (found.id.value, found.id.start) == ("05ARBON417", 10)
    assert (found.created.raw, found.created.value) == ("2005-03-03 14:30:00", "2005-03-03T14:30:00")
    assert found.classification is not None
    assert (found.classification.raw, found.classification.value) == ("SECRET//NOFORN", "SECRET")
    assert found.origin is not None
    assert text[found.origin.start : found.origin.end] == found.origin.raw == "Embassy Arbon"
    assert found.released is None
    assert text[found.end :].lstrip().startswith("C O N F")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_of_one_row_is_a_head(end: str) -> None:
    text = (TABLE + BODY).replace("\n", end)
    found = head.read(Page(text))

    assert found is not None
    parts = (found.id, found.created, found.released, found.classification, found.origin)
    assert [part and part.raw for part in parts] == [
        "05ARBON417", "2005-03-03 14:30", "2010-12-01 21:09", "CONFIDENTIAL", "Embassy Arbon",
    ]  # fmt: skip
    assert all(part and text[part.start : part.end] == part.raw for part in parts)


@pytest.mark.parametrize("top", [LIST, TABLE, "\n\n" + LIST])
def test_such_a_head_names_and_dates_the_record(top: str) -> None:
    read = structure.read(top + BODY)

    assert record_id(top + BODY, None, Origin("a.txt"))[0] == "05ARBON417"
    assert (read.date, read.date_source) == ("2005-03-03", "created")
    assert read.provenance is not None
    assert read.provenance.name == "unofficial"


def test_the_list_of_the_telegram_comes_before_the_one_of_the_head() -> None:
    lettered = structure.read(LIST + BODY).fields.references
    assert [(ref.letter, ref.id) for ref in lettered] == [("A", "05ARBON398"), ("B", "04TARN21987")]

    bare = structure.read(LIST + "\nC O N F I D E N T I A L ARBON 000417\n\n1. (C) The board met.\n").fields.references
    assert [(ref.letter, ref.id) for ref in bare] == [(None, "05ARBON398"), (None, "04TARN21987")]


@pytest.mark.parametrize(
    "near_miss",
    [
        "Cable ID: 05ARBON417\nOrigin: Embassy Arbon\n",
        "Cable ID: see below\nDate: 2005-03-03\n",
        "Cable ID: 05ARBON417\nDate: last week\n",
        "Cable ID: 05ARBON417\nWeather: fair\nDate: 2005-03-03\n",
        "| Reference ID | Created |\n",
        "| Reference ID | Created |\n|---|---|\n",
        "| Reference ID | Created |\n|---|---|\n| 05ARBON417 |\n",
        "| Reference ID |",
        "Cable ID:",
    ],
)
def test_what_has_no_id_or_no_date_is_no_head(near_miss: str) -> None:
    assert head.read(Page(near_miss + BODY)) is None
    assert head.read(Page(near_miss)) is None
    assert head.reference_id(near_miss) is None


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    found = head.read(Page("Cable ID: 05ARBON417\nDate: 2005-02-30\n"))

    assert found is not None
    assert (found.created.raw, found.created.value) == ("2005-02-30", None)


def test_the_lines_of_the_telegram_come_before_attributes_above_it() -> None:
    attributes = "Canonical ID: 1978ARBON00417\nFrom: ARBON\nTo: STATE\nSubject: QUAYS: SECOND\nTAGS: PFOR, YY\n\n"
    telegram = (
        "C O N F I D E N T I A L ARBON 0417\n\nTAGS: PFOR, XX\nSUBJECT: QUAYS: SECOND ROUND\n\n1. THE BOARD MET.\n"
    )
    fields = structure.read(attributes + telegram).fields

    assert fields.subject is not None
    assert (fields.subject.raw, fields.tags) == ("QUAYS: SECOND ROUND", ("PFOR", "XX"))
    bare = structure.read(attributes + "C O N F I D E N T I A L ARBON 0417\n\n1. THE BOARD MET.\n").fields
    assert bare.subject is not None
    assert (bare.subject.raw, bare.tags) == ("QUAYS: SECOND", ("PFOR", "YY"))
