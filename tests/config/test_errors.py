"""Whatever is wrong in a setting is exit 2, with the place and the nearest thing that exists."""

import re
from pathlib import Path

import pytest

from redaction_audit.cli import main

RECORD = "05ARVENDA17\n2005-05-12 18:06\n2010-12-12 21:09\nUNCLASSIFIED\nEmbassy Arvenda\n\nAll is well in the port.\n"


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "batch").mkdir()
    (tmp_path / "batch" / "a.txt").write_text(RECORD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = main(["scan", "batch", *arguments])
    said = capsys.readouterr()

    assert code == 2
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("\nfail_on = 'error'\n", "redaction-audit.toml:2: there is no setting fail_on; did you mean fail-on?"),
        ("profil = 'strict'\n", "redaction-audit.toml:1: there is no setting profil; did you mean profile?"),
        ("# x\n[tool.redaction-audit]\n", "redaction-audit.toml:2: there is no setting tool"),
        ("fail-on = 'eror'\n", "redaction-audit.toml:1: fail-on: 'eror' is none of error, warning, note, never"),
        ("fail-on = ['error']\n", "redaction-audit.toml:1: fail-on: ['error'] is none of"),
        ("jobs = '2'\n", "redaction-audit.toml:1: jobs: write a whole number, 0 or more"),
        ("jobs = -1\n", "redaction-audit.toml:1: jobs: write a whole number, 0 or more"),
        ("jobs = true\n", "redaction-audit.toml:1: jobs: write a whole number, 0 or more"),
        ("show-notes = 'yes'\n", "redaction-audit.toml:1: show-notes: write true or false"),
        ("select = 3\n", "redaction-audit.toml:1: select: write a list of texts"),
        ("select = ['DEC', 3]\n", "redaction-audit.toml:1: select: write a text in quotes"),
        ("select = ['DEX']\n", "redaction-audit.toml:1: select DEX: there is no such rule; did you mean DEC?"),
        ("locked = ['nothing-like-it']\n", "redaction-audit.toml:1: locked nothing-like-it: there is no such rule"),
        ("as-of = 'soon'\n", "redaction-audit.toml:1: as-of: 'soon' is no day; write YYYY-MM-DD"),
        ("as-of = 2026-01-15T00:00:00Z\n", "redaction-audit.toml:1: as-of: write a text in quotes"),
        ("date = '2005-13'\n", "redaction-audit.toml:1: date: '2005-13' is no date"),
        ("provenance = 'press'\n", "redaction-audit.toml:1: provenance: 'press' is none of foia"),
        ("baseline = ''\n", "redaction-audit.toml:1: baseline: is empty"),
        ('baseline = "a\\u0000b"\n', "redaction-audit.toml:1: baseline: holds a NUL"),
        ("severity = 'note'\n", "redaction-audit.toml:1: severity: write a table"),
        ("[severity]\nDEC = 'low'\n", "redaction-audit.toml:1: severity: 'low' is none of error, warning, note"),
        ("[severity]\n\nDEX9 = 'note'\n", "redaction-audit.toml:3: severity DEX9: there is no such rule"),
        ("[per-path]\npaths = ['a']\n", "redaction-audit.toml:1: per-path: write tables: [[per-path]]"),
        ("[[per-path]]\nignore = ['DEC']\n", "redaction-audit.toml:1: per-path: paths is missing"),
        ("[[per-path]]\npaths = 'a'\nignor = 'DEC'\n", "per-path: there is no key ignor; did you mean ignore?"),
        ("[[per-path]]\npaths = 'a'\nprovenance = 'x'\n", "per-path: provenance: 'x' is none of foia"),
        (
            "[[per-path]]\npaths = 'a'\n[[per-path]]\npaths = 'b'\nignore = 'DEX'\n",
            "redaction-audit.toml:3: per-path DEX: there is no such rule; did you mean DEC?",
        ),
        (
            "profile = 'newsrom'\n",
            "redaction-audit.toml:1: profile: there is no profile newsrom; did you mean newsroom?",
        ),
        ("profile = 3\n", "redaction-audit.toml:1: profile: write a text in quotes"),
        ("select = [\n", "redaction-audit.toml:2: is no TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_nearest_name(
    batch: Path, capsys: pytest.CaptureFixture[str], written: str, said: str
) -> None:
    (batch / "redaction-audit.toml").write_text(written)

    assert said in refused(capsys)


def test_a_wrong_key_of_a_pyproject_is_refused_with_its_line(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (batch / "pyproject.toml").write_text("[project]\nname = 'x'\n\n[tool.redaction-audit]\nselekt = ['DEC']\n")

    assert "pyproject.toml:5: there is no setting selekt; did you mean select?" in refused(capsys)


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("FAIL_ON", "eror", "$REDACTION_AUDIT_FAIL_ON: 'eror' is none of"),
        ("JOBS", "two", "$REDACTION_AUDIT_JOBS: 'two' is no whole number"),
        ("SHOW_NOTES", "perhaps", "$REDACTION_AUDIT_SHOW_NOTES: 'perhaps' is neither true nor false"),
        ("SELECT", "DEX", "$REDACTION_AUDIT_SELECT DEX: there is no such rule; did you mean DEC?"),
        ("SEVERITY", "DEC", "$REDACTION_AUDIT_SEVERITY: 'DEC' is not RULE=SEVERITY"),
        ("PROFILE", "x", "$REDACTION_AUDIT_PROFILE: there is no profile x; known: archive, foia-release, newsroom"),
        ("CONFIG", "none.toml", "none.toml: cannot be read"),
        (
            "FAILON",
            "error",
            "$REDACTION_AUDIT_FAILON: there is no such setting; did you mean $REDACTION_AUDIT_FAIL_ON?",
        ),
        ("PER_PATH", "x", "$REDACTION_AUDIT_PER_PATH: can be written in a file only"),
    ],
)
def test_a_wrong_variable_is_refused(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    said: str,
) -> None:
    monkeypatch.setenv(f"REDACTION_AUDIT_{variable}", value)

    assert said in refused(capsys)


@pytest.mark.usefixtures("batch")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--config", "none.toml"], "none.toml: cannot be read"),
        (["--config", "batch"], "batch: cannot be read"),
        (["--isolated", "--config", "a.toml"], "--isolated and --config contradict each other"),
        (["--profile", "strikt"], "--profile: there is no profile strikt; did you mean strict?"),
        (["--severity", "DEC"], "--severity: 'DEC' is not RULE=SEVERITY"),
        (["--severity", "DEX=note"], "--severity: severity DEX: there is no such rule"),
        (["--extend-select", "DEX"], "--extend-select DEX: there is no such rule"),
        (["--jobs", "-1"], "--jobs"),
        (["--provenance", "press"], "--provenance: no provenance 'press'"),
    ],
)
def test_a_wrong_option_is_refused(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert said in refused(capsys, *arguments)


def test_a_pyproject_that_is_named_must_hold_our_table(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (batch / "pyproject.toml").write_text("[project]\nname = 'x'\n")

    assert "pyproject.toml: there is no table [tool.redaction-audit]" in refused(capsys, "--config=pyproject.toml")


def test_a_working_directory_that_is_gone_is_said(
    batch: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (batch / "gone").mkdir()
    monkeypatch.chdir(batch / "gone")
    (batch / "gone").rmdir()

    assert main(["scan", str(batch / "batch")]) == 2
    assert "the working directory is no longer there" in capsys.readouterr().err


@pytest.mark.usefixtures("batch")
def test_variables_set_to_nothing_and_those_of_others_mean_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("FAIL_ON", ""), ("SELECT", " "), ("REVIEWER", "A. Quill"), ("MIRROR_OF_THE_HOUSE", "x")):
        monkeypatch.setenv(f"REDACTION_AUDIT_{name}", value)

    assert main(["scan", "batch"]) == 0
    capsys.readouterr()


def test_isolated_reads_no_file_and_still_hears_the_environment(
    batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (batch / "redaction-audit.toml").write_text("jobs = 3\nno-such-key = 1\n")
    monkeypatch.setenv("REDACTION_AUDIT_JOBS", "5")

    assert main(["scan", "batch", "--isolated", "--show-settings"]) == 0

    assert re.search(r"^jobs = 5  # \$REDACTION_AUDIT_JOBS$", capsys.readouterr().out, re.MULTILINE)
