"""The checks of the transcript and of marks on data with truth: planted defects are named, clean records quiet."""

import json
from pathlib import Path
from typing import Any

import pytest

from redaction_audit.check import Example
from redaction_audit.lines import Lines

from .pipeline import checks, hits, view

OURS = [check for check in checks() if check.family in ("RED", "TRN", "LEK")]
DEFECTS = {
    "section.missing": "missing-section",
    "para.gap": "paragraph-gap",
    "sentence.cut": "cut-sentence",
    "paren": "unbalanced-bracket",
    "quote": "unbalanced-quote",
    "block": "unclosed-block",
    "garble": "garbled-text",
    "mojibake": "mojibake",
    "page": "page-gap",
    "token": "transmission-token",
    "overlay": "partial-overlay",
    "subject": "mark-in-subject",
    "length": "length-varies",
    "title": "title-left",
    "initial": "initial-left",
    "inconsistent": "open-elsewhere",
    "descriptor": "identity-cluster",
    "pronoun": "identity-cluster",
}


def named(text: str, provenance: str | None = None) -> dict[str, list[int]]:
    """Return the 1-based lines of every finding by rule name."""
    seen, lines = view(text, Example("", provenance=provenance)), Lines(text)
    return {check.name: [lines.line_column(hit.start)[0] for hit in hits(check, seen)] for check in OURS}


def cases(shared: Path, *kinds: str) -> list[dict[str, Any]]:
    truth = json.loads((shared / "damage/truth.json").read_text())
    return [case for case in truth if case["kind"] in kinds]


def test_planted_defects_are_named(shared: Path) -> None:
    missed = []
    for case in cases(shared, "integrity", "leak"):
        wanted = {DEFECTS[kind] for kind in case["truth"] if kind in DEFECTS}
        found = named((shared / "damage" / case["files"][0]).read_text(encoding="utf-8"))
        missed += [(case["id"], name) for name in wanted if not found[name]]

    assert missed == []


def test_clean_records_are_quiet(shared: Path) -> None:
    """Without the provenance of a third party, which would soften them, nothing but the inventory is said."""
    loud = []
    for case in cases(shared, "clean"):
        found = named((shared / "damage" / case["files"][0]).read_text(encoding="utf-8"), provenance="foia")
        loud += [(case["id"], name) for name, lines in found.items() if lines and name != "mark-inventory"]

    assert loud == []


def test_seed_record(shared: Path) -> None:
    text = (shared / "seed/05LIMA2158.txt").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (shared / "seed/gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = named(text)

    assert found["rewrap-artifact"] == sorted(row["line"] for row in rows if row["kind"] == "artifact.leading_space")
    assert found["cut-word"] == sorted(row["line"] for row in rows if row.get("lost", ".").isalpha())
    assert {name for name, lines in found.items() if lines} == {
        "cut-word",
        "mark-inventory",
        "missing-section",
        "partial-extract",
        "rewrap-artifact",
        "identity-cluster",
        "layout-residue",
    }


def test_everything_said_of_the_masked_source_is_one_finding(shared: Path) -> None:
    """Its places cover what the truth calls a descriptor or a date, and no pronoun that speaks of somebody else."""
    text = (shared / "seed/05LIMA2158.txt").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (shared / "seed/gold.jsonl").read_text(encoding="utf-8").splitlines()]
    check = next(check for check in OURS if check.name == "identity-cluster")
    [hit] = hits(check, view(text, Example("")))
    marks = [row for row in rows if row["kind"] == "redaction.mark"]
    leaks = [row for row in rows if row["kind"].startswith("leak.")]

    def is_told(row: dict[str, Any]) -> bool:
        return any(start < row["end"] and row["start"] < end for start, end, _ in hit.related)

    assert hit.severity is None
    assert hit.data["marks"] >= len(marks) - 1
    assert [row["text"] for row in leaks if row["kind"] != "leak.pronoun" and not is_told(row)] == []
    assert sum(row["kind"] == "leak.pronoun" and is_told(row) for row in leaks) >= 7
    assert [
        text[start : end + 10]
        for start, end, _ in hit.related
        if text[end:].startswith(("\npublicized", " publicized"))
    ] == []


@pytest.mark.parametrize("kind", ["truncation.full", "truncation.spaces_stripped"])
def test_lines_broken_again_by_hand(shared: Path, kind: str) -> None:
    """Every line that begins with one blank, and no other, is an artifact in records that were flush left."""
    for case in cases(shared, kind):
        lines = Lines((shared / "damage" / case["files"][0]).read_text(encoding="utf-8"))
        led = [n + 1 for n in range(len(lines)) if lines.line(n)[:1] == " " and lines.line(n)[1:2].strip()]

        assert (case["id"], named(lines.text)["rewrap-artifact"]) == (case["id"], led)


@pytest.mark.parametrize(
    ("kind", "lost", "precision", "recall"),
    [("truncation.full", "lost_letter", 0.95, 0.92), ("truncation.col_cut", "col_cut", 0.98, 0.52)],
)
def test_lost_letters(shared: Path, kind: str, lost: str, precision: float, recall: float) -> None:
    said = right = 0
    missed = []
    for case in cases(shared, kind):
        text = (shared / "damage" / case["files"][0]).read_text(encoding="utf-8")
        [check] = [check for check in checks() if check.name == "cut-word"]
        found = {hit.end for hit in hits(check, view(text, Example(text)))}
        ends = {row["end"] for row in case["truth"] if row["kind"] == lost}
        said, right = said + len(found), right + len(found & ends)
        missed += [(case["id"], end) for end in ends - found]

    assert right >= precision * said
    assert right >= recall * (right + len(missed)), missed
