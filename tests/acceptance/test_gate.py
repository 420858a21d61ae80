"""A gate from end to end: a repository with a release batch, and the program as its check, step by step."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .records import CLEAN, IN_FULL, bad, environment, git, put

SETTINGS = """\
profile = "foia-release"
as-of = 2026-01-15
date = "2005-05-12"
baseline = "accepted.baseline"
waivers = "waivers.toml"
"""
WAIVER = """\
[[waiver]]
rule = "DEC003"
record = "ARVENDA 18"
reason = "the agency confirmed the date in writing"
author = "J. Quill"
expires = 2026-06-30
"""


class Repository:
    """A scratch repository in the working directory."""

    def check(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the gate as a CI job does, on what is committed."""
        git("add", "-A")
        git("commit", "-q", "--allow-empty", "-m", "next")
        command = [sys.executable, "-m", "redaction_audit.cli", "scan", "batch", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment())

    def accept(self) -> None:
        command = [sys.executable, "-m", "redaction_audit.cli", "baseline", "write", "batch"]
        subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment())


@pytest.fixture
def repository(folder: Path) -> Repository:
    made = Repository()
    git("init", "-q", "-b", "main", str(folder))
    put("redaction-audit.toml", SETTINGS)
    put("waivers.toml", "# nobody answers for anything yet\n")
    put("accepted.baseline", "")
    put("batch/a.txt", CLEAN.format(number=17))
    return made


def test_the_story_of_a_gate(repository: Repository) -> None:
    clean = repository.check()
    assert clean.returncode == 0
    assert "note: settings from redaction-audit.toml" in clean.stderr

    put("batch/b.txt", bad(18))
    found = repository.check("--format=json")
    assert found.returncode == 1
    assert "DEC003" in {item["rule"] for item in json.loads(found.stdout)["findings"]}

    repository.accept()
    accepted = repository.check()
    assert accepted.returncode == 0
    assert "set aside   baseline: accepted in accepted.baseline" in accepted.stderr

    put("batch/c.txt", bad(19))
    assert repository.check().returncode == 1
    Path("batch/c.txt").unlink()

    put("accepted.baseline", "")
    put("waivers.toml", WAIVER)
    waived = repository.check()
    assert waived.returncode == 0
    assert "waiver of J. Quill: the agency confirmed the date in writing" in waived.stderr

    put("waivers.toml", WAIVER.replace("2026-06-30", "2026-01-14"))
    expired = repository.check()
    assert expired.returncode == 1
    assert "not silenced: DEC003: waiver: expired on 2026-01-14 (J. Quill:" in expired.stderr

    put("waivers.toml", WAIVER)
    put("batch/b.txt", bad(18, year=2015))
    unused = repository.check()
    assert unused.returncode == 1
    assert "unused: waiver waivers.toml:1: DEC003 ARVENDA 18" in unused.stderr
    assert "stale entries in the baseline or the waivers (exit 1)" in unused.stderr


@pytest.mark.parametrize("beside", [CLEAN.format(number=17), bad(17)])
def test_a_corrupt_member_of_an_archive_makes_the_run_incomplete_with_findings_or_without(
    repository: Repository, beside: str
) -> None:
    put("batch/a.txt", beside)
    with zipfile.ZipFile("batch/release.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", CLEAN.format(number=20) * 40)
        archive.writestr("y.txt", CLEAN.format(number=21) * 40)
    damaged = bytearray(Path("batch/release.zip").read_bytes())
    damaged[60:80] = b"\0" * 20
    Path("batch/release.zip").write_bytes(damaged)

    done = repository.check()

    assert done.returncode == 3
    assert "release.zip!x.txt" in done.stderr
    assert "incomplete" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("way", ["waiver", "baseline", "ignore", "severity", "per-path"])
def test_no_way_silences_a_locked_rule_and_each_is_said(repository: Repository, way: str) -> None:
    put("batch/c.txt", IN_FULL.format(number=19))
    [finding] = [
        item
        for item in map(json.loads, repository.check("--format=jsonl").stdout.splitlines())
        if item["rule"] == "FOI010"
    ]
    if way == "waiver":
        put("waivers.toml", WAIVER.replace("DEC003", "FOI010").replace("ARVENDA 18", finding["record"]))
    elif way == "baseline":
        put("accepted.baseline", f"{finding['record']}\tFOI010\t{finding['fingerprint']}\n")
    else:
        more = {
            "ignore": 'ignore = ["FOI010"]\n',
            "severity": '[severity]\nFOI010 = "note"\n',
            "per-path": '[[per-path]]\npaths = "batch"\nignore = "FOI010"\n',
        }
        put("redaction-audit.toml", SETTINGS + more[way])

    done = repository.check("--format=json")
    report = json.loads(done.stdout)

    assert done.returncode == 1
    assert "not silenced: FOI010: " in done.stderr
    assert "the rule is locked" in done.stderr
    [reported] = [item for item in report["findings"] if item["rule"] == "FOI010"]
    assert reported["severity"] == "error"
    assert "the rule is locked" in reported["data"]["refused"]
    assert report["summary"]["refused"]["total"] == 1
    assert not any(item["finding"]["rule"] == "FOI010" for item in report["set_aside"])


def test_the_gate_says_the_same_with_any_number_of_processes(repository: Repository) -> None:
    for number in range(230):
        put(f"batch/{number:03}.txt", bad(number) if number % 3 else CLEAN.format(number=number))
    put("batch/c.txt", IN_FULL.format(number=19))
    put(
        "waivers.toml",
        '[[waiver]]\nrule = "DEC003"\npath = "batch/01*"\nreason = "r"\nauthor = "J. Quill"\nexpires = 2026-06-30\n',
    )
    put("redaction-audit.toml", SETTINGS + '[[per-path]]\npaths = "02*"\nignore = "DEC"\n')

    one, two = (repository.check("--format=json", f"--jobs={jobs}") for jobs in (1, 2))

    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert len(json.loads(one.stdout)["set_aside"]) > 10
