"""All formats hold the same findings, whatever was asked for at once, and are the same in every run."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from redaction_audit import outputs
from redaction_audit.cli import main

from .rendering import samples

Held = Counter[tuple[str, int]]


def _text(report: bytes) -> Held:
    heads = re.findall(r"^\S[^\n]*?:(\d+)(?::[^\s:]+:\d+)?:\d+: ([A-Z]{3}\d{3}) \S+ \[", report.decode(), re.MULTILINE)
    return Counter((rule, int(line)) for line, rule in heads)


def _github(report: bytes) -> Held:
    commands = re.findall(r"^::\w+ file=[^\n]*?,line=(\d+),[^\n]*?title=([A-Z]{3}\d{3})", report.decode(), re.MULTILINE)
    plain = re.findall(r"^\w+: [^\n]*?:(\d+)(?::[^\s:]+:\d+)?:\d+: ([A-Z]{3}\d{3}) ", report.decode(), re.MULTILINE)
    return Counter((rule, int(line)) for line, rule in commands + plain)


def _file_line(found: dict[str, object]) -> int:
    origin, line = found["origin"], found["line"]
    assert isinstance(origin, dict)
    assert isinstance(line, int)
    return int(origin["line"]) if origin["row"] is not None else line + int(origin["line"]) - 1


READ: dict[str, Callable[[bytes], Held]] = {
    "json": lambda report: Counter((one["rule"], _file_line(one)) for one in json.loads(report)["findings"]),
    "jsonl": lambda report: Counter((one["rule"], _file_line(one)) for one in map(json.loads, report.splitlines())),
    "sarif": lambda report: Counter(
        (one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in json.loads(report)["runs"][0]["results"]
    ),
    "gitlab": lambda report: Counter(
        (one["check_name"], one["location"]["lines"]["begin"]) for one in json.loads(report)
    ),
    "junit": lambda report: Counter(
        (case.get("name", "")[:6], int(case.get("line", 0)))
        for case in ElementTree.fromstring(report).iter("testcase")
        if len(case)
    ),
    "csv": lambda report: Counter(
        (row["rule"], int(row["file_line"])) for row in csv.DictReader(io.StringIO(report.decode(), newline=""))
    ),
    "markdown": lambda report: Counter(
        (rule, int(line)) for line, rule in re.findall(r"^\| (\d+) \| \w+ \| `(\w+)`", report.decode(), re.MULTILINE)
    ),
    "text": _text,
    "github": _github,
}


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Reports of the samples in every format, all of one run."""
    monkeypatch.chdir(samples().parent)
    asked = [f"--output={name}={tmp_path / name}" for name in outputs.formats("Findings")]
    assert main(["scan", "samples", "--as-of", "2026-01-15", "-q", "--show-notes", *asked]) == 1
    return {name: (tmp_path / name).read_bytes() for name in outputs.formats("Findings")}


def test_every_format_holds_the_same_findings(reports: dict[str, bytes], tmp_path: Path) -> None:
    expected = READ["jsonl"](reports["jsonl"])
    # -q leaves headers only, on one line: fold the frames of the others away
    assert (
        main(["scan", "samples", "--as-of", "2026-01-15", "--show-notes", "-f", "text", "-o", str(tmp_path / "t")]) == 1
    )
    reports["text"] = (tmp_path / "t").read_bytes()

    assert expected.total() > 100
    assert {name: read(reports[name]) for name, read in READ.items()} == dict.fromkeys(READ, expected)


def test_no_format_is_left_out(reports: dict[str, bytes]) -> None:
    assert set(reports) == {*READ, "summary"}
    assert f"{READ['jsonl'](reports['jsonl']).total()} findings".encode() in reports["summary"]


def test_a_second_run_is_the_same_to_the_byte(reports: dict[str, bytes], tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    asked = [f"--output={name}={again / name}" for name in reports]
    main(["scan", "samples", "--as-of", "2026-01-15", "-q", "--show-notes", *asked])

    assert {name: (again / name).read_bytes() for name in reports} == reports


def test_one_report_may_go_to_standard_output(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(samples().parent)
    main(
        [
            "scan",
            "samples/cable-x-runs",
            "--as-of",
            "2026-01-15",
            f"--output=sarif={tmp_path / 'a.sarif'}",
            "--output=text=-",
        ]
    )

    assert b"RED003 partial-overlay" in capfdbinary.readouterr().out
    assert json.loads((tmp_path / "a.sarif").read_bytes())["version"] == "2.1.0"


@pytest.mark.parametrize("other", ["a.sarif", "./a.sarif", "x/../a.sarif"])
def test_two_reports_do_not_share_a_file(
    other: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["scan", str(samples()), "--output=sarif=a.sarif", f"--output=json={other}"])

    assert code == 2
    assert "two reports cannot share a.sarif" in capsys.readouterr().err
    assert not (tmp_path / "a.sarif").exists()


def test_a_format_of_findings_does_not_inspect(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(samples()), "-f", "sarif"]) == 2
    assert "there is no such format of inspect; known: json, jsonl, text" in " ".join(capsys.readouterr().err.split())
