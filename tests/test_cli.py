"""The command line: exit codes, reports, standard input, interruption, start-up."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from redaction_audit.cli import main

PROGRAM = [sys.executable, "-m", "redaction_audit.cli"]
CLEAN = "05ARVENDA17\n2005-05-12 18:06\n2010-12-12 21:09\nUNCLASSIFIED\nEmbassy Arvenda\n\nAll is well in the port.\n"
OVERDUE = """\
C O N F I D E N T I A L ARVENDA 000017

SIPDIS

E.O. 12958: DECL: 05/12/1995
TAGS: PGOV
SUBJECT: A TALK ABOUT THE FERRY

REF: A. ARVENDA 11

Classified By: PolCouns Jane Delmore. Reason: 1.4 (b,d)

1. (C) The ferry stopped.

DELMORE
"""


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "", "FORCE_COLOR": "", **environment}
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, timeout=60, input=stdin, env=env, encoding="utf-8"
    )


def scanned(*arguments: str) -> list[str]:
    done = run("scan", "-", "--date", "2005-05-12", "--format", "jsonl", *arguments, stdin=OVERDUE)
    return [json.loads(line)["rule"] for line in done.stdout.splitlines()]


def test_clean_is_0() -> None:
    done = run("scan", "-", stdin=CLEAN)

    assert done.returncode == 0
    assert "clean" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 1), (["--fail-on", "error"], 1), (["--fail-on", "never"], 0), (["--exit-zero"], 0), (["--select", "TRN"], 0)],
)
def test_findings_at_or_above_fail_on_are_1(arguments: list[str], code: int) -> None:
    done = run("scan", "-", "--date", "2005-05-12", *arguments, stdin=OVERDUE)

    assert done.returncode == code


def test_incomplete_outranks_findings_and_exit_zero(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OVERDUE)
    (tmp_path / "b.txt").write_text("")

    done = run("scan", str(tmp_path), "--date", "2005-05-12", "--exit-zero")

    assert done.returncode == 3
    assert "b.txt" in done.stderr


def test_select_and_ignore_by_prefix_and_name() -> None:
    everything = scanned()

    assert set(scanned("--select", "DEC")) == {rule for rule in everything if rule.startswith("DEC")}
    assert set(scanned("--ignore", "DEC")) == {rule for rule in everything if not rule.startswith("DEC")}
    assert not set(scanned("--select", "DEC", "--ignore", "DEC")) & set(everything)


def test_standard_input_can_be_named() -> None:
    done = run("inspect", "-", "--stdin-filename", "box7/ferry.txt", "--format", "jsonl", stdin="The ferry stopped.\n")

    assert json.loads(done.stdout)["record"] == "ferry.txt"


def test_several_reports_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OVERDUE)
    json_, lines = tmp_path / "r.json", tmp_path / "r.jsonl"

    reports = [f"--output={report}" for report in (f"json={json_}", f"jsonl={lines}", "text=-")]

    done = run("scan", str(tmp_path / "a.txt"), "--date", "2005-05-12", *reports)

    document = json.loads(json_.read_text())
    assert document["findings"] == [json.loads(line) for line in lines.read_text().splitlines()]
    assert "a.txt" in done.stdout


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text("the report of last week")

    done = run("scan", str(tmp_path / "nowhere.txt"), "-f", "json", "-o", str(report))

    assert done.returncode == 2
    assert report.read_text() == "the report of last week"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.parametrize("command", [[], ["scan"], ["inspect"], ["explain"], ["rules", "list"], ["completion"]])
def test_help_of_every_command(command: list[str]) -> None:
    done = run(*command, "--help")

    assert done.returncode == 0
    assert "usage: redaction-audit" in done.stdout
    if len(command) == 1 and command[0] in ("scan", "inspect", "explain"):
        assert "examples:" in done.stdout
        assert "exit codes:" in done.stdout


def test_no_command_shows_help_and_is_wrong_usage() -> None:
    done = run()

    assert done.returncode == 2
    assert "commands:" in done.stdout + done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_completion_scripts_are_valid(shell: str) -> None:
    done = run("completion", shell)

    assert done.returncode == 0
    assert "inspect" in done.stdout
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=done.stdout, text=True, timeout=10).returncode == 0


_COMPLETE = """
source "$0"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_shtab_redaction_audit redaction-audit "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf "%s\\n" "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("sc", ["scan"]),
        ("scan --format sa", ["sarif"]),
        ("dates --format i", ["ics"]),
        ("report --format vau", ["vaughn"]),
        ("scan --profile a", ["archive"]),
        ("baseline write --provenance j", ["jfk"]),
        ("scan rel", ["release"]),
        ("inspect release old", ["old.store"]),
        ("scan --store old.st", ["old.store"]),
        ("verify old", ["old.store"]),
        ("scan --cache rel", ["release"]),
        ("diff old", ["old.store"]),
        ("completion f", ["fish"]),
    ],
)
def test_bash_offers_what_an_option_takes(tmp_path: Path, typed: str, offered: list[str]) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").stdout)
    here = tmp_path / "here"
    (here / "release").mkdir(parents=True)
    (here / "old.store").touch()
    words = ["bash", "-c", _COMPLETE, str(script), "redaction-audit", *typed.split(" ")]

    done = subprocess.run(words, capture_output=True, text=True, timeout=10, cwd=here)

    assert done.stdout.split() == offered


@pytest.mark.parametrize(
    ("environment", "colored"),
    [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False), ({}, False)],
)
def test_colour_only_where_it_is_wanted(environment: dict[str, str], colored: bool) -> None:
    done = run("scan", "-", "--date", "2005-05-12", stdin=OVERDUE, **environment)

    assert ("\x1b[" in done.stdout) is colored


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
        (["--no-color", "--color", "auto"], {"FORCE_COLOR": "1"}, True),
    ],
)
def test_what_the_command_line_says_of_colour_holds_for_reports_and_for_talk(
    arguments: list[str], environment: dict[str, str], colored: bool
) -> None:
    done = run("scan", "-", "--date", "2005-05-12", *arguments, stdin=OVERDUE, **environment)

    assert ("\x1b[" in done.stdout, "\x1b[" in done.stderr) == (colored, colored)


@pytest.mark.parametrize("words", [[], ["scan"], ["baseline"], ["baseline", "write"], ["help"]])
def test_help_is_a_command_too(words: list[str]) -> None:
    assert run("help", *words).stdout == run(*words, "--help").stdout


SLOW = """
import pathlib, sys, time
started = pathlib.Path(sys.argv.pop(1))
import redaction_audit.intake as intake
read = intake.records
def records(*arguments):
    time.sleep(0.01)
    yield from read(*arguments)
intake.records = records
import redaction_audit.outputs.json as output
write = output.Findings.record
written = []
def record(self, audited):
    if written:  # the first is in the report by now
        started.touch()
    written.append(write(self, audited))
    return written[-1]
output.Findings.record = record
if __name__ == "__main__":
    from redaction_audit import cli
    cli.entry()
"""


LOADING = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "redaction_audit.arguments":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from redaction_audit.__main__ import entry
entry()
"""


def test_an_interrupt_while_the_program_loads_ends_it_without_a_word() -> None:
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_program_can_be_run_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "redaction_audit", "--version"], capture_output=True, text=True)

    assert (done.returncode, done.stdout.split()[0]) == (0, "redaction-audit")


def slow_run(folder: Path, jobs: str) -> "subprocess.Popen[bytes]":
    """Start a long scan into `report.json`, in a group of processes of its own, and wait for its first record."""
    batch, started, script = folder / "batch", folder / "started", folder / "slow.py"
    batch.mkdir()
    for number in range(1200):
        (batch / f"{number:04}.txt").write_text(OVERDUE)
    script.write_text(SLOW)
    report = str(folder / "report.json")
    arguments = ["scan", str(batch), "--date", "2005-05-12", "--format", "json", "-o", report, "--jobs", jobs]
    process = subprocess.Popen(
        [sys.executable, str(script), str(started), *arguments], stderr=subprocess.PIPE, start_new_session=True
    )
    while not started.exists() and process.poll() is None:
        time.sleep(0.02)
    return process


@pytest.mark.skipif(os.name == "nt", reason="sends a signal to a group of processes")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("ends", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_run_keeps_what_it_found(tmp_path: Path, ends: str, jobs: str) -> None:
    process = slow_run(tmp_path, jobs)

    send = os.killpg if ends == "SIGINT" else os.kill  # a terminal tells all of them, whoever kills tells the first
    send(process.pid, getattr(signal, ends))
    _, said = process.communicate(timeout=30)

    assert process.returncode == 130, said.decode()
    document = json.loads((tmp_path / "report.json").read_text())
    assert document["summary"]["interrupted"]
    assert document["findings"], (document["summary"], document["failed"][:3], document["gaps"][:3], said.decode())
    assert b"Traceback" not in said
    assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")]


@pytest.mark.skipif(os.name == "nt", reason="kills by a signal")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    process = slow_run(tmp_path, "2")

    process.kill()

    process.communicate(timeout=30)  # every worker holds standard error, too: its end is theirs


@pytest.mark.skipif(os.name == "nt", reason="nohup")
def test_who_started_the_program_may_ignore_a_closed_terminal_for_it() -> None:
    code = "from redaction_audit import interrupts; interrupts.heed(); import signal; print(signal.getsignal(1).name)"

    done = subprocess.run(["sh", "-c", 'trap "" HUP; "$0" -c "$1"', sys.executable, code], capture_output=True)

    assert done.stdout == b"SIG_IGN\n"


def test_start_up_meets_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OVERDUE)
    code = """
import sys
from redaction_audit.cli import main
main(sys.argv[1:])
heavy = {"textual", "rich", "numpy", "sqlite3", "hyperscan", "importlib.metadata", "rapidfuzz", "multiprocessing"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""
    for arguments in (["scan", str(tmp_path / "a.txt")], ["inspect", str(tmp_path / "a.txt")]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)

        assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scan", "a", "--outptu", "x"], "there is no option --outptu; did you mean --output or --output-file?"),
        (["scan", "a", "--selct=DEC"], "there is no option --selct; did you mean --select or --extend-select?"),
        (["scan", "a", "-t"], "there is no option -t\n"),
        (["scn", "a"], "there is no command 'scn'; did you mean scan?"),
        ([__file__], f"there is no command {__file__!r}; did you mean scan {__file__}?"),
        (["help", "scna"], "there is no command 'scna'; did you mean scan?"),
        (["rules", "lst"], "there is no action 'lst'; did you mean list?"),
        (["scan", "a", "--fail-on", "erorr"], "there is no --fail-on 'erorr'; did you mean error?"),
        (["scan", "a", "--color", "x"], "there is no --color 'x'; known: auto, always, never"),
        (["law", "list", "foo"], "there is no place for 'foo'"),
        (["--verison"], "there is no option --verison; did you mean --version?"),
    ],
)
def test_what_is_misspelt_is_said_with_the_nearest_that_exists(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"error: {said}")
    command = " ".join(word for word in arguments[:2] if word in {"scan", "law", "list", "rules"})
    assert error.endswith(f"  try: {' '.join(['redaction-audit', command]).strip()} --help\n")
