"""Rules and provenance of some paths: from the folder of the configuration, wherever the program is started."""

import os
import zipfile
from pathlib import Path

import pytest

from .records import IN_FULL, bad, put, run

TOML = """\
[[per-path]]
paths = ["batch/drafts/*"]
ignore = ["DEC003"]
reason = "drafts are not released"
"""


@pytest.fixture(autouse=True)
def batch(folder: Path) -> Path:
    put("batch/drafts/a.txt", bad(17))
    put("batch/final/b.txt", bad(18))
    put("redaction-audit.toml", TOML)
    return folder


def scanned(*paths: str) -> tuple[set[str], set[str]]:
    done = run("scan", *paths, "--date=2005-05-12", "--as-of=2026-01-15", "--select=DEC003", "--format=json")
    reported = {item["record"] for item in done.report["findings"]}
    aside = {item["finding"]["record"] for item in done.report["set_aside"]}
    assert all(item["by"] == "configuration" for item in done.report["set_aside"])
    return reported, aside


@pytest.mark.parametrize("where", [".", "batch", "batch/drafts", "batch/final", "elsewhere"])
@pytest.mark.parametrize("absolute", [False, True])
def test_patterns_hold_from_wherever_the_program_is_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str, absolute: bool
) -> None:
    place = folder / where
    place.mkdir(exist_ok=True)
    monkeypatch.chdir(place)
    path = str(folder / "batch") if absolute else os.path.relpath(folder / "batch")

    assert scanned(path) == ({"ARVENDA 18"}, {"ARVENDA 17"})


def test_the_reason_says_where_it_stands() -> None:
    done = run("scan", "batch", "--date=2005-05-12", "--select=DEC003", "--format=json")

    assert done.report["set_aside"][0]["why"] == "drafts are not released (redaction-audit.toml:1)"


def test_an_archive_counts_as_the_folder_of_its_members(folder: Path) -> None:
    (folder / "batch" / "drafts").rename(folder / "batch" / "kept")
    with zipfile.ZipFile(folder / "release.zip", "w") as archive:
        archive.write("batch/kept/a.txt", "drafts/a.txt")
        archive.write("batch/final/b.txt", "final/b.txt")
    put("redaction-audit.toml", TOML.replace("batch/drafts/*", "release.zip/drafts/*"))

    assert scanned("release.zip") == ({"ARVENDA 18"}, {"ARVENDA 17"})


def test_only_some_rules_may_be_looked_for_in_some_paths() -> None:
    put("redaction-audit.toml", '[[per-path]]\npaths = "drafts"\nselect = "TRN"\n')

    assert scanned("batch") == ({"ARVENDA 18"}, {"ARVENDA 17"})


def test_a_locked_rule_is_reported_in_every_path() -> None:
    put("batch/drafts/c.txt", IN_FULL.format(number=19))
    put("redaction-audit.toml", '[[per-path]]\npaths = "drafts"\nignore = "ALL"\n')

    done = run("scan", "batch", "--format=jsonl")

    [refused] = [item["data"]["refused"] for item in done.findings if item["rule"] == "FOI010"]
    assert refused == "configuration: the rule is locked (not looked for in drafts (redaction-audit.toml:1))"


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, {"a.txt": "frus", "b.txt": "jfk"}),
        (["--provenance=foia"], {}, {"a.txt": "foia", "b.txt": "foia"}),
        ([], {"REDACTION_AUDIT_PROVENANCE": "mdr"}, {"a.txt": "mdr", "b.txt": "mdr"}),
    ],
)
def test_provenance_by_path_is_stronger_than_one_of_the_file_and_weaker_than_what_is_asked_now(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], expected: dict[str, str]
) -> None:
    put("redaction-audit.toml", 'provenance = "jfk"\n[[per-path]]\npaths = "drafts"\nprovenance = "frus"\n')
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    done = run("inspect", "batch", "--format=jsonl", *arguments)

    assert {Path(item["path"]).name: item["provenance"] for item in done.findings} == expected


def test_what_is_excluded_in_a_file_is_meant_from_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("redaction-audit.toml", 'exclude = ["batch/drafts/*"]\n')
    monkeypatch.chdir(folder / "batch")

    for path in (".", str(folder / "batch"), "../batch"):
        assert scanned(path) == ({"ARVENDA 18"}, set())


def test_files_to_be_read_can_be_listed() -> None:
    put("redaction-audit.toml", 'exclude = ["final"]\n')

    done = run("scan", "batch", "--show-files")

    assert (done.code, done.out.split()) == (0, ["batch/drafts/a.txt"])
    assert run("scan", "batch", "--show-files", "--exclude=*.txt").code == 3


def test_hidden_files_that_are_left_out_are_told_where_files_are_listed_and_fail_nothing() -> None:
    put("batch/.kept.txt", "The ferry stopped.\n")

    done = run("scan", "batch", "--show-files")

    assert done.code == 0
    assert "hidden" in done.err
