"""Workflow commands: as many as GitHub shows, and nothing in a record can issue one."""

import re

import pytest
from hypothesis import given

from . import batch
from .rendering import OUTCOMES, hostile, many, rendered


def lines(*outcomes: batch.Audited) -> list[str]:
    return rendered("github", *outcomes).decode().splitlines()


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does: properties up to the first `::`, escapes decoded."""
    match = re.fullmatch(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)", line)
    assert match
    kind, given, data = match.groups()
    pairs = (pair.split("=", 1) for pair in given.split(","))
    return kind, {name: decoded(value, ":,") for name, value in pairs}, decoded(data)


def decoded(text: str, more: str = "") -> str:
    for sign in "\r\n" + more:
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")


def test_a_finding_is_an_annotation() -> None:
    kind, given, words = parsed(lines(batch.audited())[0])

    assert kind == "error"
    assert given == {"file": "batch/quito.txt", "line": "3", "col": "13", "title": "DEC004 order-out-of-force"}
    assert words.splitlines() == [
        "E.O. 12356 had been replaced when this record was written",
        "in 95QUITO412",
        "sum: 1995-10-14 + 10 years = 2005-10-14",
        "sum: 2005-10-14 is 7,400 days before 2026-01-15",
        "law: E.O. 12958 § 1.6(d)",
        "more: redaction-audit explain DEC004",
    ]


def test_what_broke_and_what_was_not_read_are_errors() -> None:
    said = [parsed(line) for line in lines(batch.audited(), batch.unreadable()) if line.startswith("::error")]

    assert [given["title"] for _, given, _ in said] == ["DEC004 order-out-of-force", "MRK003 failed", "not read"]


def test_the_last_line_closes_the_run() -> None:
    assert lines(batch.audited())[-1].startswith("1 record: 4 findings (1 error, 2 warnings, 1 note)")


@pytest.mark.parametrize(
    ("severity", "kind", "most"), [("error", "error", 10), ("warning", "warning", 10), ("note", "notice", 9)]
)
def test_ten_annotations_of_a_kind_then_one_summary(severity: str, kind: str, most: int) -> None:
    written = lines(many(50, severity=severity))
    commands = [parsed(line) for line in written if line.startswith("::")]

    assert [found for found, _, _ in commands] == [kind] * most + ["notice"]
    assert f"{50 - most} more {kind}s" in commands[-1][2]
    assert len(written) == 51
    assert written[-2] == f"{kind}: batch/quito.txt:3:13: DEC004 order-out-of-force: {commands[0][2].splitlines()[0]}"


def test_no_more_than_ten_notices_with_the_summary() -> None:
    outcomes = (many(12, severity="error"), many(12), many(12, severity="note"))

    kinds = [parsed(line)[0] for line in lines(*outcomes) if line.startswith("::")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"error": 10, "warning": 10, "notice": 10}


def test_escapes_read_back_as_what_was_written() -> None:
    found = batch.finding(batch.TEXT, "TAGS", path="a", origin=batch.Origin("50%,a:b%2C.txt"), message="100%: a,b%0A")
    _, given, words = parsed(lines(batch.audited(findings=(found,)))[0])

    assert given["file"] == "50%,a:b%2C.txt"
    assert words.splitlines()[0] == "100%: a,b%0A"


@given(OUTCOMES)
def test_whatever_records_hold_a_line_is_one_command_or_none(outcomes: list[batch.Audited]) -> None:
    written = rendered("github", *outcomes).decode().split("\n")

    assert len(written) == 3 * len(outcomes) + 2
    for line in written:
        assert "##[" not in line
        assert not line.lstrip().startswith("::") or parsed(line)


def test_nothing_hostile_issues_a_command() -> None:
    for line in lines(*[hostile()] * 15):
        if line.startswith("::"):
            parsed(line)
        assert "##[" not in line
        assert not line.lstrip().startswith("::") or line.startswith(("::error file=", "::notice title="))
        assert "\x1b" not in line
