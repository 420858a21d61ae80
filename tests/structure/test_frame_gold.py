"""The annotated record: every header, marking, reference, section and block row is located at its exact offsets."""

import json
from pathlib import Path

from redaction_audit import structure

FAMILIES = {"header", "marking", "ref", "section", "block", "notice", "signature", "telegram"}


def test_every_annotated_row_is_a_span(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "seed/gold.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {(row["kind"], row["start"], row["end"]) for row in rows if row["kind"].split(".")[0] in FAMILIES}
    (path,) = (shared / "seed").glob("*.txt")
    found = structure.read(path.read_text(encoding="utf-8"))
    assert len(wanted) > 40
    assert not wanted - {(span.kind, span.start, span.end) for span in found.spans}


def test_released_documents_go_by_their_number_and_date(shared: Path) -> None:
    rows = [
        json.loads(line) for line in (shared / "corpora/documents/truth.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    judged = 0
    for row in rows:
        known = row.get("nara") or {}
        number, day = (
            known.get("Record Num") or known.get("Record Number"),
            known.get("Document Date") or row.get("date"),
        )
        found = structure.read((shared / "corpora" / row["file"]).read_text(encoding="utf-8"))
        if number:
            judged += 1
            assert found.fields.document_id is not None, row["file"]
            assert found.fields.document_id.value == number
        if day:
            judged += 1
            assert found.date == day[:10], row["file"]
    assert judged >= 10
