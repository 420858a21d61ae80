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
    "foia-deliberative-past-25-years": "deliberative-sunset",
    "foia-ocr-damage": "mark-in-header",
    "letters-table": "duplicate-record-id",
    "memo-restricted-data-2015": "dated-atomic-portion",
    "pra-withdrawal-sheet": "restriction-expired withdrawn-items",
    "newsroom-brackets": "mixed-styles",
    "release-archive": "duplicate-record-id released-before-declassification transmission-token",
    "state-release-in-full": "release-label-against-marks",
    "telegram-1976-wrong-category": "schedule-exemption",
    "telegram-1979-page-gap": "page-gap paragraph-gap",
    "telegram-1980-review-after-30-years": "six-year-limit",
    "telegram-1986-oadr": "legacy-instruction",
    "telegram-1987-portion-above-banner": "portion-above-banner legacy-instruction",
}
ONE_DEFECT = {
    "foia-deliberative-past-25-years": "deliberative-sunset",
    "memo-restricted-data-2015": "dated-atomic-portion",
    "state-release-in-full": "release-label-against-marks",
    "telegram-1976-wrong-category": "schedule-exemption",
    "telegram-1980-review-after-30-years": "six-year-limit",
    "telegram-1987-portion-above-banner": "portion-above-banner",
}
"""Samples that show one defect: nothing else on them is more than a note."""
NOTES_ON_CLEAN = {
    "clean-cable": "",
    "clean-classified-cable": "stale-classification subject-unmarked",
    "clean-prose-lookalikes": "",
    "clean-telegram-1976": "portion-mark-missing stale-classification",
}
SUMS = {
    "foia-deliberative-past-25-years": "1988-05-09 + 25 y = 2013-05-09; requested 2018",
    "telegram-1980-review-after-30-years": "1980-01-14 + 30 y = 2010-01-14; marked 2015-01-14 = 2010-01-14 + 5 y",
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
    "foia-deliberative-past-25-years": {"margin-code": 1, "release-stamp": 1},
    "foia-inline-codes": {"foia-code": 11},
    "foia-ocr-damage": {"foia-code": 4},
    "frus-document": {"not-declassified": 10},
    "jfk-cover-sheet": {"bracket": 2, "statute-code": 2, "release-stamp": 1},
    "newsroom-brackets": {"bracket": 5, "block": 2, "tag": 1, "gap": 1},
    "nsa-history": {"foia-code": 4, "eo-code": 2, "archive-label": 1},
    "pra-withdrawal-sheet": {"pra-code": 5},
    "state-foia-page": {"margin-code": 6, "release-stamp": 1},
    "state-release-in-full": {"margin-code": 1},
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


@pytest.mark.parametrize("case", ONE_DEFECT)
def test_a_sample_of_one_defect_shows_no_other(case: str, tmp_path: Path) -> None:
    found = rows(run(tmp_path, "scan", source(case), "--format", "jsonl").report)

    assert [item["name"] for item in found if item["severity"] != "note"] == [ONE_DEFECT[case]]


@pytest.mark.parametrize("case", NOTES_ON_CLEAN)
def test_a_clean_sample_yields_these_notes_and_no_more(case: str, tmp_path: Path) -> None:
    found = rows(run(tmp_path, "scan", source(case), "--format", "jsonl").report)

    assert sorted(item["name"] for item in found) == NOTES_ON_CLEAN[case].split()


@pytest.mark.parametrize("case", SUMS)
def test_a_sample_shows_its_sum(case: str, tmp_path: Path) -> None:
    found = rows(run(tmp_path, "scan", source(case), "--format", "jsonl").report)

    assert SUMS[case] in [item["data"].get("arithmetic") for item in found]


@pytest.mark.parametrize("case", MARKS)
def test_a_sample_holds_at_least_these_marks(case: str, tmp_path: Path) -> None:
    [record] = rows(run(tmp_path, "inspect", source(case), "--format", "jsonl").report)
    kinds = Counter(mark["kind"] for mark in record["marks"])

    assert Counter(MARKS[case]) - kinds == Counter()
