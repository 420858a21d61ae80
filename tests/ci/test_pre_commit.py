"""The pre-commit hooks: accepted by pre-commit, and run by it in a repository without a network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from redaction_audit.readers import compressed, jsonl, table
from redaction_audit.readers import text as text_
from redaction_audit.readers import zip as zip_

from .fittings import BAD, CLEAN, ROOT, install, read

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit needs git")

HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in read(".pre-commit-hooks.yaml")}


class Repository:
    """A repository with one hook of ours, run by pre-commit from what is installed here."""

    def __init__(self, folder: Path, hook: str, **changed: Any) -> None:
        self.folder = folder / "repository"
        self.folder.mkdir()
        self.program = install(folder / "bin")
        self.home = folder / "home"
        local = {**HOOKS[hook], "language": "system", **changed}
        configured = {"repos": [{"repo": "local", "hooks": [local]}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configured))
        self.run("git", "init", "--quiet", ".")
        self.run("git", "add", ".pre-commit-config.yaml")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | {
            "PATH": f"{self.program.parent}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME": str(self.home),
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        }  # fmt: skip
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=120, check=False
        )

    def commit(self, **files: str) -> subprocess.CompletedProcess[str]:
        """Stage files and run the hook on them, as a commit would."""
        for name, text in files.items():
            (self.folder / f"{name}.txt").write_text(text)
        self.run("git", "add", ".")
        return self.run(sys.executable, "-m", "pre_commit", "run")


def test_pre_commit_takes_the_manifest() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_commit_with_a_bad_record_fails_and_passes_once_it_is_mended(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "redaction-audit")
    failed = repository.commit(a=BAD, b=CLEAN.format(1))
    passed = repository.commit(a=CLEAN.format(2))

    assert failed.returncode == 1
    assert "a.txt:1:21: RED003 partial-overlay" in failed.stdout
    assert "hurst" not in failed.stdout
    assert passed.returncode == 0
    assert "Passed" in passed.stdout


def test_files_that_are_no_records_are_left_alone(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "redaction-audit")
    (repository.folder / "notes.py").write_text(BAD)

    assert "no files to check" in repository.commit().stdout


def test_a_whole_batch_is_audited_on_every_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "redaction-audit-batch", args=["batch", "--select", "REL001"])
    (repository.folder / "batch").mkdir()
    for name in ("a", "b"):
        (repository.folder / "batch" / f"{name}.txt").write_text(CLEAN.format(7))
    repository.run("git", "add", ".")
    repository.run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Batch")
    done = repository.commit(notes="Nothing of the batch.")

    assert done.returncode == 1
    assert "REL001 duplicate-record-id" in done.stdout


def test_a_hook_is_given_every_name_by_which_a_reader_claims_a_file() -> None:
    claimed = {*compressed.ENDS, *jsonl.ENDS, *table.ENDS, *text_._NAMES, *zip_.ENDS, ".tar"} - {
        ".md"
    }  # notes on a batch
    asked = re.compile(HOOKS["redaction-audit"]["files"])

    assert {end for end in claimed if not asked.search(f"box7/a{end}")} == set()
