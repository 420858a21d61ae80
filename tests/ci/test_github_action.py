"""The composite action: its shell steps are run as the runner runs them, with inputs that would like to be commands."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .fittings import BAD, CLEAN, install, read

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are written for bash")

ACTION: dict[str, Any] = read("action.yml")
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}


class Runner:
    """A workspace, and the files through which a step speaks to the runner."""

    def __init__(self, folder: Path) -> None:
        self.temp, self.workspace = folder / "temp", folder / "workspace"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.page, self.output = folder / "summary.md", folder / "output"
        self.page.write_text("What another step said.\n\n")
        install(self.temp / "redaction-audit" / "bin")

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step; inputs have their defaults unless given."""
        given = {key: spec.get("default", "") for key, spec in ACTION["inputs"].items()} | inputs
        step = STEPS[name]
        env = {key: _filled(value, given) for key, value in step["env"].items()}
        runner = {
            "RUNNER_TEMP": str(self.temp), "GITHUB_STEP_SUMMARY": str(self.page), "GITHUB_OUTPUT": str(self.output),
            "GITHUB_ACTION_PATH": "the checkout of the action",
        }  # fmt: skip
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(
            command, cwd=self.workspace, env=os.environ | runner | env, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip


def _filled(value: str, inputs: dict[str, str]) -> str:
    for name, given in inputs.items():
        value = value.replace(f"${{{{ inputs.{name} }}}}", given)
    assert "${{" not in value
    return value


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_no_script_holds_an_expression() -> None:
    """An input that stood in a script would be read by the shell."""
    assert all("${{" not in step["run"] for step in STEPS.values())
    assert ACTION["runs"]["using"] == "composite"


def test_a_clean_batch_passes(runner: Runner) -> None:
    (runner.workspace / "a.txt").write_text(CLEAN.format(1))
    done = runner.step("Audit")

    assert done.returncode == 0
    assert runner.output.read_text() == "exit-code=0\n"
    assert "\n## redaction-audit: clean\n" in runner.page.read_text()
    assert json.loads((runner.workspace / "redaction-audit.sarif").read_bytes())["version"] == "2.1.0"


def test_a_bad_record_fails_with_annotation_summary_and_sarif(runner: Runner) -> None:
    (runner.workspace / "a.txt").write_text(BAD)
    done = runner.step("Audit", sarif="out.sarif")
    page = runner.page.read_text()

    assert done.returncode == 1
    assert "::warning file=a.txt,line=1,col=21,title=RED003 partial-overlay::" in done.stdout
    assert page.startswith("What another step said.\n\n## redaction-audit: findings\n")
    assert "hurst" not in done.stdout + done.stderr + page
    assert json.loads((runner.workspace / "out.sarif").read_bytes())["runs"][0]["results"]
    assert runner.output.read_text() == "exit-code=1\n"


def test_a_batch_that_cannot_be_read_whole_is_incomplete(runner: Runner) -> None:
    (runner.workspace / "a.zip").write_bytes(b"PK\x03\x04 cut off")
    done = runner.step("Audit")

    assert done.returncode == 3
    assert "::error file=a.zip,title=not read::" in done.stdout
    assert "incomplete" in runner.page.read_text()


def test_wrong_options_fail_without_a_summary(runner: Runner) -> None:
    done = runner.step("Audit", args="--no-such-option")

    assert done.returncode == 2
    assert runner.page.read_text() == "What another step said.\n\n"
    assert runner.output.read_text() == "exit-code=2\n"


def test_inputs_are_lines_and_nothing_in_them_is_run(runner: Runner) -> None:
    (runner.workspace / "a b.txt").write_text(BAD)
    (runner.workspace / "$(touch pwned).txt").write_text(BAD)
    (runner.workspace / "-n.txt").write_text(CLEAN.format(2))
    paths = "a b.txt\n$(touch pwned).txt\n\n-n.txt\n"
    done = runner.step("Audit", paths=paths, args="--fail-on=never\n--select=RED003", sarif="$(touch pwned).sarif")

    assert done.returncode == 0
    assert "file=a b.txt" in done.stdout
    assert "file=$(touch pwned).txt" in done.stdout
    assert not (runner.workspace / "pwned").exists()
    assert (runner.workspace / "$(touch pwned).sarif").exists()


def test_the_program_is_installed_from_the_checkout_of_the_action(runner: Runner) -> None:
    """A stand-in for Python makes a folder whose pip writes down what it is asked for."""
    shutil.rmtree(runner.temp / "redaction-audit")
    stand_in = runner.workspace / "python"
    stand_in.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\nprintf \'#!/bin/sh\\necho pip "$@"\\n\' > "$3/bin/pip"\nchmod +x "$3/bin/pip"\n'
    )
    stand_in.chmod(0o755)
    done = runner.step("Install redaction-audit", python=str(stand_in))

    assert done.returncode == 0
    assert done.stdout == "pip install --quiet the checkout of the action\n"
