"""What every sample must at least yield, written by hand: `--update-golden` cannot take it back."""

from collections import Counter
from pathlib import Path

import pytest

from golden.run import ROOT, rows, run, source

FINDINGS = {
    "cable-damaged": "missing-section paragraph-gap unclosed-block unbalanced-bracket unbalanced-quote mojibake "
    "garbled-text cut-sentence",
    "cable-rewrapped": "partial-extract missing-section odd-duration released-before-declassification "
    "rewrap-artifact cut-sentence",
    "cable-x-runs": "mark-in-subject partial-overlay odd-length released-before-declassification",
    "cables-in-one-file": "paragraph-gap",
    "cia-sanitized-copy": "page-denied",
    "counsel-report-labels": "mixed-styles",
    "fbi-memo": "page-denied",
    "foia-ocr-damage": "mark-in-header",
    "letters-table": "duplicate-record-id",
    "newsroom-brackets": "mixed-styles",
    "release-archive": "duplicate-record-id released-before-declassification transmission-token",
    "telegram-1979-page-gap": "page-gap paragraph-gap",
    "telegram-1986-oadr": "legacy-instruction",
}
INSTRUCTIONS = {
    "order-not-yet-signed": "order-out-of-force",
    "order-long-replaced": "order-out-of-force",
    "oadr-after-1995": "instruction-out-of-force",
    "exempt-mark-x1-after-2003": "instruction-out-of-force",
    "longer-than-25-years": "overlong-duration",
    "beyond-ten-years-1998": "overlong-duration",
    "no-such-day": "unreadable-declassification-date",
    "before-the-record": "declassified-before-written",
    "reason-letter-out-of-range": "reason-letter-out-of-range",
    "reason-section-1.5-in-2008": "wrong-reason-section",
    "event-without-end": "vague-event",
    "never": "indefinite-instruction",
    "nothing-behind-decl": "missing-instruction",
    "exemption-without-date": "malformed-exemption",
}
MARKS = {
    "cable-rewrapped": {"x-run": 6},
    "cable-x-runs": {"x-run": 8},
    "cia-sanitized-copy": {"archive-label": 5, "page-denied": 1},
    "counsel-report-labels": {"label": 4, "tag": 2},
    "fbi-memo": {"margin-code": 6, "page-denied": 4},
    "foia-inline-codes": {"foia-code": 11},
    "foia-ocr-damage": {"foia-code": 4},
    "frus-document": {"not-declassified": 10},
    "jfk-cover-sheet": {"bracket": 2, "statute-code": 2, "release-stamp": 1},
    "newsroom-brackets": {"bracket": 5, "block": 2, "tag": 1, "gap": 1},
    "nsa-history": {"foia-code": 4, "eo-code": 2, "archive-label": 1},
    "pra-withdrawal-sheet": {"pra-code": 5},
    "state-foia-page": {"margin-code": 6, "release-stamp": 1},
}


@pytest.fixture(autouse=True)
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("case", FINDINGS)
def test_a_sample_yields_at_least_these_findings(case: str, tmp_path: Path) -> None:
    found = {item["name"] for item in rows(run(tmp_path, "scan", source(case), "--format", "jsonl").report)}

    assert set(FINDINGS[case].split()) - found == set()


def test_every_wrong_instruction_is_found_once_and_by_its_own_rule(tmp_path: Path) -> None:
    """One defect has one owning rule: beside it stand notes only."""
    found = rows(run(tmp_path, "scan", source("cables-declassify-on"), "--format", "jsonl").report)

    assert {item["record"]: item["name"] for item in found if item["severity"] != "note"} == INSTRUCTIONS
    assert max(Counter(item["record"] for item in found if item["severity"] != "note").values()) == 1


@pytest.mark.parametrize("case", MARKS)
def test_a_sample_holds_at_least_these_marks(case: str, tmp_path: Path) -> None:
    [record] = rows(run(tmp_path, "inspect", source(case), "--format", "jsonl").report)
    kinds = Counter(mark["kind"] for mark in record["marks"])

    assert Counter(MARKS[case]) - kinds == Counter()
