"""What changed between two audits: by identity, in every format the same, nothing hidden."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from redaction_audit.cli import main
from redaction_audit.schemas import load
from redaction_audit.store import Store
from tests.canary import CANARY, forms
from tests.reports import released
from tests.store import specimens


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """The batch, scanned, then repaired in part, grown by a record, and scanned again."""
    store = released.scanned(tmp_path)
    place = tmp_path / "batch"
    (place / "hostile <b>.txt").write_text(released.HOSTILE.replace("OADR", "05/12/2016"), "utf-8")
    (place / "plain.txt").unlink()
    (place / "second.txt").write_text(released.CABLE.replace("ARVENDA17", "ARVENDA18").replace("000017", "000018"))
    released.scan(place, store)
    return store


def diff(store: Path, format_: str, *runs: str) -> tuple[int, str]:
    target = store.parent / f"diff.{format_}"
    code = main(["report", "--store", str(store), "--diff", *(runs or ("1", "2")), "-f", format_, "-o", str(target)])
    return code, target.read_text("utf-8")


def test_new_and_gone_findings_and_records_are_told(twice: Path) -> None:
    code, said = diff(twice, "text")

    assert code == 1
    assert "+ record 05ARVENDA18 (" in said
    assert "- record plain.txt (" in said
    assert "- 06QUAYSIDE3:9: DEC007 instruction-out-of-force [warning]" in said
    assert any(line.startswith("+ 05ARVENDA18:15: RED003 ") for line in said.split("\n"))


def test_every_format_tells_the_same_changes(twice: Path) -> None:
    document = json.loads(diff(twice, "json")[1])
    rows = list(csv.DictReader(io.StringIO(diff(twice, "csv")[1], newline="")))
    lines = diff(twice, "text")[1].strip().split("\n")
    said = document["difference"]

    jsonschema.validate(document, load("difference/1"))
    assert [row["key"] for row in rows] == [change["key"] for change in document["changes"]]
    assert len(rows) == said["new"] + said["gone"] + said["changed"]
    assert lines[-1] == f"{said['new']} new, {said['gone']} gone, {said['changed']} changed, {said['same']} the same"
    with Store.open(twice, read_only=True) as opened:
        first, second = opened.runs()
    assert said["same"] + said["new"] + said["changed"] == second.findings
    assert said["same"] + said["gone"] + said["changed"] == first.findings


def test_a_run_beside_itself_has_no_difference(twice: Path) -> None:
    code, said = diff(twice, "text", "2", "2")

    assert code == 0
    assert "0 new, 0 gone, 0 changed" in said


def test_the_other_way_round_new_is_gone(twice: Path) -> None:
    there, back = (json.loads(diff(twice, "json", *runs)[1])["difference"] for runs in (("1", "2"), ("2", "1")))

    assert (there["new"], there["gone"]) == (back["gone"], back["new"])
    assert there["new_records"] == back["gone_records"]


def test_a_finding_that_weighs_otherwise_is_changed_and_other_rules_are_said(tmp_path: Path) -> None:
    finding = specimens.finding(1)
    with specimens.store(tmp_path / "a.store", specimens.audited(findings=[finding])) as opened:
        heavier = msgspec.structs.replace(finding, severity="error")
        specimens.scan(opened, specimens.audited(findings=[heavier]), digest="rules-two")
    code, said = diff(tmp_path / "a.store", "text")

    assert code == 0
    assert "DEC004 order-out-of-force [warning -> error]" in said
    assert "judged by other rules" in said
    assert "0 new, 0 gone, 1 changed, 0 the same" in said


def test_a_decision_is_told_beside_what_is_gone(twice: Path) -> None:
    with Store.open(twice) as opened:
        key = next(line["key"] for line in json.loads(diff(twice, "json")[1])["changes"] if line["rule"] == "DEC007")
        opened.append([released.event(key, "ana", "confirm")], {key: None})

    assert "DEC007" in diff(twice, "text")[1]
    [line] = [line for line in diff(twice, "text")[1].split("\n") if "DEC007" in line]
    assert line.endswith("(confirm)")


@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_what_is_hidden_is_in_no_form_in_a_difference(twice: Path, format_: str) -> None:
    said = diff(twice, format_)[1].lower()

    assert {form for form in forms(CANARY) if form.lower() in said} == set()


def test_a_run_that_is_not_there_names_those_that_are(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--store", str(twice), "--diff", "1", "7"]) == 2
    said = capsys.readouterr().err
    assert "holds no run 7; it holds 1 of " in said
    assert main(["report", "--store", str(twice), "--diff", "1", "2", "-f", "html"]) == 2
    assert "is written as text, json, csv" in capsys.readouterr().err
