"""JUnit XML: read by the libraries that CI systems and people read it with."""

import json
from pathlib import Path
from xml.etree import ElementTree

import junitparser
import pytest
from hypothesis import given
from junit2htmlreport import parser as junit2html
from msgspec.structs import replace

from redaction_audit.cli import main

from . import batch
from .rendering import OUTCOMES, hostile, many, rendered, samples


def read(written: bytes) -> junitparser.JUnitXml:
    return junitparser.JUnitXml.fromstring(written)


def cases(written: bytes) -> list[tuple[str, str | None]]:
    """Return every case with the name of its outcome."""
    found = ElementTree.fromstring(written).iter("testcase")
    return [(case.get("name", ""), case[0].tag if len(case) else None) for case in found]


def test_every_outcome_is_a_case() -> None:
    assert cases(rendered("junit", batch.audited(), batch.unreadable())) == [
        ("DEC004 order-out-of-force, line 3, column 13", "failure"),
        ("RED002 partial-overlay, line 4, column 35", "failure"),
        ("LEK001 title-left, line 6, column 17", "failure"),
        ("TRN007 garbled-text, line 9, column 18", "skipped"),
        ("DEC004 order-out-of-force, line 1, column 14", "skipped"),
        ("MRK003 could not be judged", "error"),
        ("could be read", "error"),
    ]


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("warning", 3), ("note", 4), (None, 0)])
def test_what_fails_the_run_is_a_failure(fail_on: str | None, failures: int) -> None:
    [suite] = read(rendered("junit", batch.audited(), run=replace(batch.run(), fail_on=fail_on)))

    assert suite.failures == failures
    assert suite.tests == 6


def test_a_clean_run_has_a_passing_case() -> None:
    clean = batch.audited(findings=(), set_aside=(), failed=(), gaps=())
    [suite] = read(rendered("junit", clean))

    [case] = suite
    assert (case.name, case.classname, case.is_passed) == ("no findings", "95QUITO412", True)


@pytest.mark.parametrize("interrupted", [False, True])
def test_a_run_without_end_or_record_is_an_error(interrupted: bool) -> None:
    verdict = "interrupted" if interrupted else "incomplete"
    summary = replace(batch.summary(), interrupted=interrupted, verdict=verdict)

    assert cases(rendered("junit", summary=summary)) == [("all records", "error")]


def test_counts_of_a_suite_are_those_of_its_cases() -> None:
    [suite] = read(rendered("junit", batch.audited()))
    counted = (suite.tests, suite.failures, suite.errors, suite.skipped)
    suite.update_statistics()

    assert counted == (suite.tests, suite.failures, suite.errors, suite.skipped) == (6, 3, 1, 2)


def test_cases_of_one_name_are_told_apart() -> None:
    names = [name for name, _ in cases(rendered("junit", many(3)))]

    assert len(set(names)) == 3


def test_hostile_words_stay_words() -> None:
    [suite] = read(rendered("junit", hostile()))
    [failure] = next(iter(suite)).result

    assert "]]>" in failure.message
    assert "\\x00" in failure.message
    assert "\\ufffe" in failure.message
    assert '<b a="\'">&amp;' in failure.message


@given(OUTCOMES)
def test_whatever_records_hold_the_document_is_xml(outcomes: list[batch.Audited]) -> None:
    found = [outcome for _, outcome in cases(rendered("junit", *outcomes))]

    assert found.count("failure") == 2 * len(outcomes)


def test_people_can_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(samples().parent)
    out = tmp_path / "junit.xml"
    rows = tmp_path / "rows.jsonl"
    reports = [f"--output=junit={out}", f"--output=jsonl={rows}"]
    main(["scan", "samples", *reports, "--as-of", "2026-01-15", "-q", "--show-notes"])
    severities = [json.loads(row)["severity"] for row in rows.read_text(encoding="utf-8").splitlines()]

    page = junit2html.Junit(filename=str(out)).html()
    suites = list(read(out.read_bytes()))

    assert "DEC008 overlong-duration" in page
    assert sum(suite.failures for suite in suites) == sum(severity != "note" for severity in severities)
    assert sum(suite.tests for suite in suites) > len(severities)
