"""Every sample yields what stands beside it, and the reports of all of them are what they were, byte for byte."""

from collections import Counter
from pathlib import Path

import pytest

from golden.run import CASES, HERE, ROOT, companion, expectation, rows, run, source
from redaction_audit import portions

REPORTS = {
    "scan.txt": ("--format", "text"),
    "scan-verbose.txt": ("--format", "text", "-v"),
    "scan.json": ("--format", "json"),
    "scan.jsonl": ("--format", "jsonl"),
}
INSPECTED = ("cable-rewrapped", "state-foia-page", "cables-in-one-file")


@pytest.fixture(autouse=True)
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def everything() -> list[str]:
    return [source(case) for case in CASES]


def same(golden: Path, got: bytes, update: bool) -> None:
    """Compare with a golden file, or write it."""
    if update:
        golden.write_bytes(got)
    assert golden.exists(), f"{golden.name} is missing; write it with --update-golden"
    assert got.decode() == golden.read_bytes().decode()


@pytest.mark.parametrize("case", CASES)
def test_a_sample_yields_what_stands_beside_it(case: str, tmp_path: Path, update: bool) -> None:
    found = rows(run(tmp_path, "scan", source(case), "--format", "jsonl").report)
    read = rows(run(tmp_path, "inspect", source(case), "--format", "jsonl").report)

    same(companion(case, ".expected.json"), expectation(found, read).encode(), update)


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("clean-")])
def test_a_clean_sample_yields_nothing_above_a_note(case: str, tmp_path: Path) -> None:
    done = run(tmp_path, "scan", source(case), "--format", "jsonl")

    assert done.code == 0
    assert {item["severity"] for item in rows(done.report)} <= {"note"}


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("clean-")])
def test_any_other_sample_yields_something(case: str, tmp_path: Path) -> None:
    done = run(tmp_path, "scan", source(case), "--format", "jsonl", "--fail-on", "note")

    assert done.code == 1


@pytest.mark.parametrize("case", CASES)
def test_a_sample_says_why_it_is_there(case: str) -> None:
    words = companion(case, ".md").read_text(encoding="utf-8")

    assert words.startswith(f"# {case}\n")
    assert "**Why.**" in words
    assert "**Expected.**" in words


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_of_all_samples(name: str, tmp_path: Path, update: bool) -> None:
    done = run(tmp_path, "scan", *everything(), *REPORTS[name])

    same(HERE / name, done.report, update)
    assert done.code == 1


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("case", INSPECTED)
def test_a_sample_as_read(case: str, format_: str, tmp_path: Path, update: bool) -> None:
    done = run(tmp_path, "inspect", source(case), "--format", format_)

    same(HERE / f"inspect-{case}.{'txt' if format_ == 'text' else format_}", done.report, update)
    assert done.code == 0


def test_the_whole_folder_yields_the_findings_of_its_inputs(tmp_path: Path) -> None:
    """What stands beside the inputs is read as well, for nothing is skipped in silence, and holds nothing to find."""
    folder = rows(run(tmp_path, "scan", "samples", "--format", "jsonl").report)
    inputs = rows(run(tmp_path, "scan", *everything(), "--format", "jsonl").report)

    assert sorted(inputs, key=str) == sorted(folder, key=str)


def test_a_second_run_is_the_same_to_the_byte(tmp_path: Path) -> None:
    first, second = (run(tmp_path, "scan", *everything(), "--format", "json") for _ in range(2))

    assert first == second


def test_four_processes_report_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run(tmp_path, "scan", *everything(), "--format", "json", "--jobs", "1")
    monkeypatch.setattr(portions, "FILES", 4)
    monkeypatch.setattr(portions, "BYTES", 500)
    monkeypatch.setattr("redaction_audit.intake._SMALL", 100)

    shared = run(tmp_path, "scan", *everything(), "--format", "json", "--jobs", "4")

    assert alone == shared


def test_both_backends_report_the_same(tmp_path: Path) -> None:
    pytest.importorskip("hyperscan")
    plain, fast = (
        run(tmp_path, "scan", *everything(), "--format", "json", "--backend", backend)
        for backend in ("re", "hyperscan")
    )

    assert plain == fast


def test_the_order_of_the_inputs_changes_no_fingerprint(tmp_path: Path) -> None:
    def prints(*paths: str) -> Counter[tuple[str, ...]]:
        found = rows(run(tmp_path, "scan", *paths, "--format", "jsonl").report)
        return Counter((item["record"], item["rule"], item["fingerprint"]) for item in found)

    forwards, backwards = prints(*everything()), prints(*reversed(everything()))

    assert forwards == backwards
