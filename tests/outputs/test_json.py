"""JSON and JSON Lines: the same findings, in order, safe to print, the same bytes every time."""

import gc
import json
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.model import Audited, Origin
from redaction_audit.outputs import encoding, formats, jsonl, load
from redaction_audit.outputs import json as document
from redaction_audit.outputs.style import Style

from . import batch


def scanned(*outcomes: Audited) -> bytes:
    renderer = document.Findings(Style())
    pieces = [renderer.begin(batch.run()), *map(renderer.record, outcomes), *renderer.end(batch.summary(*outcomes))]
    return b"".join(pieces)


def test_a_line_a_finding() -> None:
    written = jsonl.Findings(Style()).record(batch.audited())

    assert [json.loads(line)["rule"] for line in written.split(b"\n")[:-1]] == ["DEC004", "RED002", "LEK001", "TRN007"]
    assert written.endswith(b"\n")


def test_a_record_without_findings_writes_nothing() -> None:
    assert jsonl.Findings(Style()).record(batch.unreadable()) == b""


def test_fields_come_in_the_order_of_the_contract() -> None:
    first = jsonl.Findings(Style()).record(batch.audited()).split(b"\n")[0]

    assert " ".join(json.loads(first)) == (
        "schema rule name severity confidence message record path origin start end line column page paragraph "
        "related evidence citations basis fingerprint data"
    )


def test_the_document_holds_every_bucket() -> None:
    report = json.loads(scanned(batch.audited(), batch.unreadable()))

    assert list(report) == ["schema", "run", "findings", "set_aside", "failed", "gaps", "summary"]
    assert [len(report[name]) for name in ("findings", "set_aside", "failed", "gaps")] == [4, 1, 1, 2]
    assert report["summary"]["reported"]["total"] == 4


def test_the_document_and_the_lines_agree() -> None:
    outcomes = (batch.audited(), batch.unreadable(), batch.audited(record="95QUITO413"))
    lines = b"".join(map(jsonl.Findings(Style()).record, outcomes))

    assert json.loads(scanned(*outcomes))["findings"] == [json.loads(line) for line in lines.split(b"\n")[:-1]]


def test_an_empty_document_is_one() -> None:
    report = json.loads(scanned())

    assert report["findings"] == report["gaps"] == []
    assert report["summary"]["verdict"] == "incomplete"


def test_two_runs_are_byte_identical() -> None:
    assert scanned(batch.audited()) == scanned(batch.audited())


def test_lists_larger_than_memory_are_written_whole() -> None:
    gaps = batch.unreadable().gaps * 8000

    assert len(json.loads(scanned(Audited("", Origin("x"), gaps=gaps)))["gaps"]) == 8000


def test_a_document_that_is_never_finished_leaves_nothing_behind() -> None:
    renderer = document.Findings(Style())
    renderer.begin(batch.run())
    renderer.record(Audited("", Origin("x"), gaps=batch.unreadable().gaps * 8000))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del renderer
        gc.collect()

    assert [str(warning.message) for warning in caught] == []


def test_inspections_hold_the_gaps_of_inputs_without_records() -> None:
    renderer = document.Inspections(Style())
    pieces = [renderer.begin(batch.run("inspect")), renderer.record(batch.inspection())]
    pieces += [renderer.record(batch.unreadable().gaps[0]), *renderer.end(batch.summary())]
    report = json.loads(b"".join(pieces))

    assert [record["record"] for record in report["records"]] == ["95QUITO412"]
    assert [gap["path"] for gap in report["gaps"]] == ["batch/scan.pdf"]


def test_names_of_files_that_are_no_unicode() -> None:
    outcome = batch.audited(findings=(batch.finding(batch.TEXT, "TAGS", origin=Origin("bad\udcff.txt")),) * 2)

    first, second = map(json.loads, jsonl.Findings(Style()).record(outcome).split(b"\n")[:-1])
    assert first["path"] == second["path"] == "bad\\xff.txt"


def test_half_of_a_pair_leaves_as_an_escape() -> None:
    assert json.loads(encoding.encode({"a": "bad\ud800\udd00\udcff"})) == {"a": "bad\\ud800\\udd00\\xff"}


@pytest.mark.parametrize("char", ["\x9b", "\u2028", "\u202e", "\u2066", "\x7f", "\ufeff", "\u061c", "\x85", "\u200b"])
def test_characters_that_act_leave_as_escapes(char: str) -> None:
    written = encoding.encode({"a": f"é{char}会"})

    assert char.encode() not in written
    assert json.loads(written) == {"a": f"é{char}会"}


@given(st.recursive(st.text(st.characters(exclude_categories=("Cs",))), lambda inner: st.lists(inner, max_size=4)))
def test_escapes_change_nothing_that_is_read(value: object) -> None:
    written = encoding.encode(value)

    assert json.loads(written) == value
    assert len(written.decode().splitlines()) == 1


def test_every_format_has_a_face() -> None:
    assert formats("Findings") == formats()
    assert formats("Inspections") == ("json", "jsonl", "text")
    assert load("sarif").__name__ == "redaction_audit.outputs.sarif"
