"""The GitLab include: its script is run as the runner runs it, but for the installation."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import junitparser
import pytest

from .fittings import BAD, CLEAN, install, read

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="the script needs a shell")

JOB: dict[str, Any] = read("templates/redaction-audit.gitlab-ci.yml")["redaction-audit"]


def audit(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    program = install(folder / "bin")
    given = {name: str(value) for name, value in JOB["variables"].items()} | variables
    env = os.environ | given | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", "-ec", JOB["script"][1]], cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_job_fails_and_leaves_the_reports_it_names(tmp_path: Path) -> None:
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "a.txt").write_text(BAD)
    done = audit(tmp_path, AUDIT_PATHS="batch")
    reports = JOB["artifacts"]["reports"]

    assert done.returncode == 1
    assert "RED003 partial-overlay" in done.stdout
    assert "RED003" in {issue["check_name"] for issue in json.loads((tmp_path / reports["codequality"]).read_bytes())}
    assert sum(suite.failures for suite in junitparser.JUnitXml.fromfile(str(tmp_path / reports["junit"]))) >= 1
    assert set(JOB["artifacts"]["paths"]) == set(reports.values())


def test_a_clean_batch_passes(tmp_path: Path) -> None:
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "a.txt").write_text(CLEAN.format(1))

    assert audit(tmp_path, AUDIT_PATHS="batch").returncode == 0


def test_options_reach_the_scan(tmp_path: Path) -> None:
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "a.txt").write_text(BAD)

    assert audit(tmp_path, AUDIT_PATHS="batch", AUDIT_ARGS="--fail-on never").returncode == 0


def test_the_package_is_what_the_variable_says() -> None:
    assert JOB["script"][0] == 'pip install --quiet "$AUDIT_PACKAGE"'
