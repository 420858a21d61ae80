"""Checks, readers and formats of another package's wheel: used when asked for, named when they break."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .wheel import build, house

PAGE = "05CORVESTA{}\n2005-05-12 18:06\n2010-12-12 21:09\nUNCLASSIFIED\nEmbassy Corvesta\n\nDRAFT\nThe ferry {}.\n"


class Desk:
    """A folder with wheels on the path of the program, and files to scan."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels: list[Path] = []
        (folder / "a.txt").write_text(PAGE.format(1, "stopped"))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(map(str, self.wheels))
        return subprocess.run(
            [sys.executable, "-m", "redaction_audit.cli", *arguments],
            cwd=self.folder, env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200"}, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip

    def scan(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("scan", *(arguments or ("a.txt",)), "--plug-ins", "--as-of", "2026-01-15")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.wheels.append(house(tmp_path))
    return made


def test_a_check_of_a_plug_in_judges_when_asked_for(desk: Desk) -> None:
    done = desk.scan("a.txt", "-f", "jsonl", "--select", "HSE")
    [found] = map(json.loads, done.stdout.splitlines())

    assert done.returncode == 1
    assert (found["rule"], found["severity"], found["line"]) == ("HSE001", "error", 7)
    assert found["fingerprint"].startswith("ra1:")


def test_nothing_is_looked_for_unless_asked_for(desk: Desk) -> None:
    done = desk.run("scan", "a.txt", "-f", "jsonl", "--as-of", "2026-01-15", "--select", "HSE")

    assert done.returncode == 2
    assert "there is no such rule" in done.stderr


def test_a_scan_without_plug_ins_reads_no_entry_points(desk: Desk) -> None:
    code = (
        "import sys; from redaction_audit.cli import main; main(['scan', 'a.txt', '-q', '-o', 'out'])\n"
        "sys.exit('importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=desk.folder, timeout=60, check=False)

    assert done.returncode == 0


def test_rules_and_explanations_hold_what_plug_ins_bring(desk: Desk) -> None:
    assert "HSE001  draft-stamp-left" in desk.run("rules", "list", "--plug-ins").stdout
    assert "A draft that leaves the house" in desk.run("explain", "HSE001", "--plug-ins").stdout


def test_workers_use_them_too(desk: Desk) -> None:
    for number in range(250):
        (desk.folder / f"b{number}.txt").write_text(PAGE.format(number + 100, "left"))
    done = desk.scan(".", "--exclude", "*.whl", "-f", "jsonl", "--select", "HSE", "--jobs", "2")

    assert len(done.stdout.splitlines()) == 251


def test_a_reader_of_a_plug_in_reads_its_files(desk: Desk) -> None:
    (desk.folder / "page.house").write_text(PAGE.format(2, "left"))

    assert "05CORVESTA2" in desk.scan("page.house", "-f", "jsonl", "--select", "HSE").stdout


def test_a_format_of_a_plug_in_is_a_format(desk: Desk) -> None:
    done = desk.scan("a.txt", "-f", "count")

    used, counts = done.stdout.splitlines()
    counted, _, total = counts.partition(" of ")

    assert used == "house-rules 1.0"
    assert counted == total != "0"
    assert "known: count, csv" in desk.scan("a.txt", "-f", "nonsense").stderr


def test_reports_say_which_plug_ins_were_in_use(desk: Desk) -> None:
    assert json.loads(desk.scan("a.txt", "-f", "json").stdout)["run"]["plug_ins"] == ["house-rules 1.0"]
    assert json.loads(desk.run("scan", "a.txt", "-f", "json").stdout)["run"]["plug_ins"] == []


def test_a_check_that_raises_is_named_and_the_others_go_on(desk: Desk) -> None:
    (desk.folder / "b.txt").write_text(PAGE.format(2, "stopped at BREAK"))
    done = desk.scan("b.txt", "a.txt", "-f", "json", "--select", "HSE")
    report = json.loads(done.stdout)
    [failed] = report["failed"]

    assert done.returncode == 3
    assert failed["what"] == "HSE001"
    assert failed["message"].startswith("plug-in house-rules 1.0: ValueError at house_rules.py:")
    assert [found["record"] for found in report["findings"]] == ["05CORVESTA1"]
    assert "HSE001" in done.stderr
    assert "ferry" not in done.stderr + json.dumps(report["failed"])


@pytest.mark.parametrize("word", ["NONSENSE", "WORDS"])
def test_a_check_that_says_nonsense_is_named_too(desk: Desk, word: str) -> None:
    (desk.folder / "a.txt").write_text(PAGE.format(1, f"stopped at {word}"))
    done = desk.scan("a.txt", "-f", "json", "--select", "HSE")
    [failed] = json.loads(done.stdout)["failed"]

    assert done.returncode == 3
    assert failed["what"] == "HSE001"
    assert failed["message"].startswith("plug-in house-rules 1.0: Val")
    assert "ferry" not in done.stderr


def test_a_watch_over_the_batch_that_breaks_ends_the_run_with_its_name(desk: Desk) -> None:
    (desk.folder / "a.txt").write_text(PAGE.format(8, "stopped"))
    done = desk.scan("a.txt", "--output=json=report")

    assert done.returncode == 3
    assert "plug-in house-rules 1.0: KeyError at house_rules.py:" in done.stderr
    assert not (desk.folder / "report").exists()
    assert "CORVESTA8" not in done.stderr


def test_a_reader_that_yields_no_records_is_a_gap_with_its_name(desk: Desk) -> None:
    (desk.folder / "words.house").write_text("x")
    done = desk.scan("words.house")

    assert done.returncode == 3
    assert "words.house: plug-in house-rules 1.0: TypeError" in done.stderr


def test_a_reader_that_raises_is_a_gap_with_its_name(desk: Desk) -> None:
    (desk.folder / "broken.house").write_text("x")
    done = desk.scan("broken.house", "a.txt")

    assert done.returncode == 3
    assert "broken.house: plug-in house-rules 1.0: LookupError at house_rules.py:" in done.stderr


@pytest.mark.parametrize(
    ("format_", "words"),
    [
        ("count", "plug-in house-rules 1.0: KeyError at house_rules.py:"),
        ("words", "begin() of its format returned no bytes"),
    ],
)
def test_a_format_that_breaks_ends_the_run_with_its_name(desk: Desk, format_: str, words: str) -> None:
    (desk.folder / "a.txt").write_text(PAGE.format(9, "stopped"))
    done = desk.scan("a.txt", f"--output={format_}=report")

    assert done.returncode == 3
    assert words in done.stderr
    assert not (desk.folder / "report").exists()
    assert "CORVESTA9" not in done.stderr


CHECK = """
from redaction_audit.check import record_check
@record_check({id!r}, {name!r}, severity="note", cites=())
def check(view):
    \"\"\"Nothing.\"\"\"
    return
    yield
"""


@pytest.mark.parametrize(
    ("id_", "name", "words"),
    [
        ("HSE001", "another", "HSE001 another is already taken by HSE001 draft-stamp-left"),
        ("DEC001", "mine", "DEC001 mine is already taken by"),
        ("HSE003", "draft-stamp-left", "HSE003 draft-stamp-left is already taken by HSE001 draft-stamp-left"),
        ("house-2", "mine", "'house-2' is no rule id"),
    ],
)
def test_a_taken_or_malformed_id_is_refused(desk: Desk, id_: str, name: str, words: str) -> None:
    points = "[redaction_audit.checks]\nother = other_rules:check\n"
    desk.wheels.append(build(desk.folder, "other-rules", {"other_rules": CHECK.format(id=id_, name=name)}, points))
    done = desk.scan()

    assert done.returncode == 2
    assert "other-rules 1.0" in done.stderr
    assert words in done.stderr


@pytest.mark.parametrize(
    ("points", "code", "words"),
    [
        ("[redaction_audit.checks]\nx = missing_module\n", 3, "plug-in other-rules 1.0: ModuleNotFoundError"),
        ("[redaction_audit.checks]\nx = other_rules\n", 2, "is neither a check nor a module that defines one"),
        ("[redaction_audit.checks]\nx = other_rules:number\n", 2, "is neither a check nor a module that defines one"),
        ("[redaction_audit.readers]\nx = other_rules\n", 3, "x is no reader"),
        ("[redaction_audit.outputs]\nsarif = other_rules\n", 2, "the format sarif is already taken"),
        (
            "[redaction_audit.outputs]\ncount = other_rules\n",
            2,
            "two of outputs are named count: house-rules 1.0 and other-rules 1.0",
        ),
    ],
)
def test_a_plug_in_that_does_not_load_stops_the_run_before_it_begins(
    desk: Desk, points: str, code: int, words: str
) -> None:
    desk.wheels.append(build(desk.folder, "other-rules", {"other_rules": "number = 7\n"}, points))
    done = desk.scan()

    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_configuration_of_a_batch_may_ask_for_them(desk: Desk) -> None:
    (desk.folder / "redaction-audit.toml").write_text('plug-ins = true\nselect = ["HSE"]\n')
    done = desk.run("scan", "a.txt", "-f", "jsonl", "--as-of", "2026-01-15")

    assert [json.loads(line)["rule"] for line in done.stdout.splitlines()] == ["HSE001"]


def test_a_finding_of_a_plug_in_is_accepted_in_a_baseline(desk: Desk) -> None:
    asked = ("a.txt", "--plug-ins", "--select", "HSE", "--as-of", "2026-01-15")
    assert desk.run("baseline", "write", *asked, "--baseline", "accepted.txt").returncode == 0

    assert desk.run("scan", *asked, "--baseline", "accepted.txt").returncode == 0
