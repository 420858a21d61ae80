"""Every span of every mark and field is the text it stands for: any encoding, any line ends."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import law, marks
from redaction_audit.check import discover
from redaction_audit.engine import Auditor, Settings
from redaction_audit.intake import Request, records, units
from redaction_audit.model import Audited, Inspection, Origin, Record

LINES = [
    "05ARVENDA17",
    "2005-05-12 18:06",
    "2010-12-12 21:09",
    "CONFIDENTIAL",
    "Embassy Arvenda",
    "",
    "C O N F I D E N T I A L SECTION 01 OF 03 ARVENDA 000017 ",
    "SIPDIS ",
    "E.O. 12958: DECL: 11/11/2014 ",
    "TAGS: PGOV, PREL",
    "SUBJECT: THE FERRY – STOPPED AGAIN",
    "REF: A. ARVENDA 11",
    "B. 04 BELLCOURT 221 ",
    "Classified By: PolCouns Jane Delmore. Reason: 1.4 (b,d)",
    "1. (C) Summary: the ferry café XXXXXXXXXXXX stopped. End Summary.",
    "2. (S/NF) He said XXXXXXX[text not declassified] and (b)(6) (Ref A).",
    "I don't see                                         B5",
    "      UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05770460 Date: 10/30/2015",
    "                                         RELEASE IN PART B5,B6",
    "Classified by DAS, A/GIS, DoS on 08/27/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D) ~ Declassify on: 08/26/2030",
    "From: Delmore, Jane",
    "Sent: Friday, September 11, 2009 1:36 PM",
    "[2½ lines not declassified]",
    "JFK Act 5 (g)(2)(D)",
    "████████ left",
    "DELMORE",
    "DELMORE.",
    "> From: Delmore, Jane",
    "> Sent: Friday, September 11, 2009 1:36 PM",
    "> Subject: Ferry – again",
    "RECD: APRIL 3, 1963",
    "FROM: Arvenda",
    "NO: 417, APRIL 3, 1 PM",
    "S E C R E T 031430ZAPR65 STAFF",
    "  TAGS: EAID, XX",
    "SUBJ ECI: Moving Ahead on the Quays",
    "The board held an unusually productive session",
    "Begin Summary",
    "End Comment.",
    "DOB: 12 APR 1961; account no. 0012345678; A-number A012345678",
    "Message Attributes",
    "Document Number: 2005ARVENDA00017",
    "Cable ID: 05ARVENDA17",
    "Date: 2005-05-12 18:06",
    "| Reference ID | Created |",
    "|---|---|",
    "| 05ARVENDA17 | 2005-05-12 |",
]
TEXTS = st.lists(st.one_of(st.sampled_from(LINES), st.text(alphabet="abc XÉ½–\t()[].,B6", max_size=40)), max_size=30)
ORIGIN = Origin("x.txt")
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1")


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor(law.load(), marks.scanner("re"), discover(), Settings(as_of=dt.date(2026, 1, 15)))


def located(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every (start, end, raw) below a value."""
    if isinstance(value, msgspec.Struct):
        if hasattr(value, "raw") and hasattr(value, "start"):
            yield value.start, value.end, value.raw
        for field in msgspec.structs.fields(value):
            yield from located(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from located(item)


@given(TEXTS, ENDS)
def test_raw_is_the_slice(auditor: Auditor, lines: list[str], end: str) -> None:
    text = end.join(lines)
    record = Record(text=text, origin=ORIGIN, id="x")
    inspection = auditor.inspect(record)
    assert isinstance(inspection, Inspection)

    wrong = [item for item in located(inspection) if text[item[0] : item[1]] != item[2] and "▒" not in item[2]]

    assert wrong == []


@given(TEXTS, ENDS)
def test_findings_stand_inside_the_record_at_their_line_and_column(
    auditor: Auditor, lines: list[str], end: str
) -> None:
    text = end.join(lines)
    audited = auditor.audit(Record(text=text, origin=ORIGIN, id="x"))
    assert isinstance(audited, Audited)
    assert audited.failed == ()

    for finding in audited.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        before = text[: finding.start].replace("\r\n", "\n\n" if end == "\r\n" else "\n")
        breaks = before.replace("\r", "\n").count("\n") // (2 if end == "\r\n" else 1)
        assert finding.line == breaks + 1


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(lines=TEXTS, end=ENDS)
def test_offsets_are_code_points_of_the_decoded_text(
    auditor: Auditor, tmp_path_factory: pytest.TempPathFactory, encoding: str, lines: list[str], end: str
) -> None:
    text = end.join(["05ARVENDA17 told us of the ferry", *lines])
    raw = text.encode(encoding, "replace")
    text = raw.decode(encoding)
    path = tmp_path_factory.getbasetemp() / f"{encoding}.txt"
    path.write_bytes(raw)
    request = Request(paths=(str(path),), encoding=None if encoding.startswith("utf") else encoding)

    read = [item for unit in units(request) for item in records(unit, request) if isinstance(item, Record)]

    assert "".join(record.text for record in read) == text
    for record in read:
        inspection = auditor.inspect(record)
        assert isinstance(inspection, Inspection)
        assert all(record.text[start:stop] == shown for start, stop, shown in located(inspection) if "▒" not in shown)
