"""Several reports at once: where one cannot be written that is said with exit 3, and none of the others is lost."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.reports import FORMATS
from redaction_audit.store import SaveError, Store
from redaction_audit.store.writer import Writer
from tests.reports import released

SHELL = shutil.which("bash") or ""
FULL = pytest.param("/dev/full", marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device"))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    (tmp_path / "batch").mkdir()
    for number in range(40):
        text = f"UNCLASSIFIED\n\nSUBJECT: FERRY {number}\n\n1. The ferry XXXXXXXXXXXX stopped at Arbon.\n"
        (tmp_path / "batch" / f"{number:02}.txt").write_text(text)
    return tmp_path / "batch"


def scan(batch: Path, *more: str) -> int:
    return main(["scan", str(batch), "--as-of", "2026-01-15", "-q", *more])


@pytest.mark.parametrize("lost", ["{}/nowhere/a.sarif", FULL])
def test_the_reports_before_and_behind_a_lost_one_are_written(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lost: str
) -> None:
    lost = lost.format(tmp_path)
    outputs = [
        f"--output=json={tmp_path / 'a.json'}",
        f"--output=sarif={lost}",
        f"--output=jsonl={tmp_path / 'a.jsonl'}",
    ]

    assert scan(batch, *outputs, "--show-notes", "--fail-on", "note") == 3
    assert capsys.readouterr().err.count(f"error: {lost}: cannot be written") == 1
    findings = json.loads((tmp_path / "a.json").read_text())["findings"]
    assert [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()] == findings != []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_where_no_report_is_left_the_run_ends_at_once(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    (batch / "empty.txt").write_text("")

    assert scan(batch, f"--output=json={nowhere / 'a'}", f"--output=csv={nowhere / 'b'}") == 3
    assert capsys.readouterr().err.splitlines() == [
        f"error: {nowhere / name}: cannot be written (No such file or directory)" for name in ("a", "b")
    ]


@pytest.mark.parametrize(("fails", "findings"), [("note", 1), ("never", 0)])
def test_a_reader_that_has_gone_takes_nothing_but_its_own_report_along(
    batch: Path, tmp_path: Path, fails: str, findings: int
) -> None:
    read, write = os.pipe()
    os.close(read)
    command = ["scan", str(batch), "--fail-on", fails, "-q", "--store", str(tmp_path / "a.store")]
    done = subprocess.run(
        [sys.executable, "-m", "redaction_audit.cli", *command, "--output=text=-", f"--output=csv={tmp_path / 'a.csv'}"],
        stdout=write, stderr=subprocess.PIPE, text=True, timeout=60,
    )  # fmt: skip
    os.close(write)

    assert (done.returncode, done.stderr) == (findings, "")
    assert (tmp_path / "a.csv").stat().st_size > 1000
    with Store.open(tmp_path / "a.store", read_only=True) as store:
        assert [(run.ended, run.records) for run in store.runs()] == [(True, 40)]


def test_a_store_that_fails_leaves_the_reports_and_stays_cut_off(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("a.store: nothing was saved: the disk is full")

    monkeypatch.setattr(Writer, "end", full)
    code = scan(batch, "--store", str(tmp_path / "a.store"), f"--output=jsonl={tmp_path / 'a.jsonl'}")

    assert code == 3
    assert capsys.readouterr().err == "error: a.store: nothing was saved: the disk is full\n"
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) >= 40
    with Store.open(tmp_path / "a.store", read_only=True) as store:
        assert [run.ended for run in store.runs()] == [False]


def test_a_store_that_was_removed_meanwhile_is_said(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    end = Writer.end

    def removed(writer: Writer, summary: bytes | None) -> None:
        end(writer, summary)
        (tmp_path / "a.store").unlink()

    monkeypatch.setattr(Writer, "end", removed)

    assert scan(batch, "--store", str(tmp_path / "a.store"), "-f", "summary") == 3
    assert "a.store: was removed while the scan went on; nothing is kept" in capsys.readouterr().err


def test_nothing_is_revealed_where_the_look_cannot_be_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("a.store: nothing was saved: the disk is full")

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(Store, "append", full)
    place = released.batch(tmp_path)

    assert scan(place, "--reveal", "--store", str(tmp_path / "a.store")) == 2  # --quiet would leave out what it shows
    assert main(["scan", str(place), "--reveal", "--store", str(tmp_path / "a.store")]) == 3
    said = capsys.readouterr()
    assert "the disk is full" in said.err
    assert "revealed" not in said.out


@pytest.mark.parametrize("others", [True, False])
def test_a_page_without_room_for_temporary_files_is_said_with_what_to_do(
    batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    outputs = [f"--output=html={tmp_path / 'a.html'}"] + [f"--output=csv={tmp_path / 'a.csv'}"] * others

    assert scan(batch, *outputs) == 3
    why = f"temporary files cannot be kept in {tmp_path / 'gone'} (No such file or directory)"
    assert capsys.readouterr().err.splitlines() == [
        f"error: {tmp_path / 'a.html'}: cannot be made: {why}",
        "  try: name a folder with more room in TMPDIR",
    ]
    assert (tmp_path / "a.csv").exists() == others


@pytest.mark.skipif(not SHELL, reason="limits of a process are set by bash")
def test_what_temporary_files_have_no_room_for_is_said_and_other_reports_are_written(
    batch: Path, tmp_path: Path
) -> None:
    """A limit on the size of files is to a program what a full disk is; SQLite needs 32 KB beside a store."""
    store = tmp_path / "a.store"
    scan(batch, "--store", str(store), "-f", "summary")
    program = f"{sys.executable} -m redaction_audit.cli report --store {store}"
    outputs = f"--output=xlsx={tmp_path / 'a.xlsx'} --output=csv-decisions={tmp_path / 'a.csv'}"
    done = subprocess.run(
        [SHELL, "-c", f"ulimit -f 33; exec {program} {outputs}"], capture_output=True, text=True, timeout=60
    )

    head, advice = done.stderr.splitlines()
    assert done.returncode == 3
    assert head.startswith(f"error: {tmp_path / 'a.xlsx'}: cannot be made: temporary files cannot be kept in")
    assert "TMPDIR" in advice
    assert not (tmp_path / "a.xlsx").exists()
    assert (tmp_path / "a.csv").exists()


def test_every_report_of_a_store_is_tried(batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "a.store"
    scan(batch, "--store", str(store), "-f", "summary")
    names = sorted(FORMATS)
    lost = names[::2]
    places = {name: tmp_path / ("nowhere" if name in lost else ".") / f"report.{name}" for name in names}
    wanted = [f"--output={name}={place}" for name, place in places.items()]
    capsys.readouterr()

    assert main(["report", "--store", str(store), "--sample", "2", *wanted]) == 3
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error")]
    assert len(errors) == len(lost)
    assert [name for name in names if places[name].exists()] == [name for name in names if name not in lost]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are the system's")
@pytest.mark.parametrize("name", ["/dev/stdout", "/proc/self/fd/1", "link", "/dev/fd/1"])
@pytest.mark.parametrize("command", ["scan", "report"])
def test_the_name_of_an_open_file_is_written_to_and_never_replaced(
    batch: Path, tmp_path: Path, name: str, command: str
) -> None:
    store, link = tmp_path / "a.store", tmp_path / "link"
    scan(batch, "--store", str(store), "-f", "summary")
    link.symlink_to("/dev/stdout")
    name = str(link) if name == "link" else name
    arguments = [command, *([str(batch)] if command == "scan" else ["--store", str(store)])]
    with (tmp_path / "out").open("ab") as out:
        out.write(b"before\n")
        out.flush()
        done = subprocess.run(
            [sys.executable, "-m", "redaction_audit", *arguments, "--output", f"html={name}"],
            stdout=out, stderr=subprocess.PIPE, timeout=60,
        )  # fmt: skip

    assert (done.returncode, b"error" in done.stderr) == (0, False)
    assert (tmp_path / "out").read_bytes().startswith(b"before\n<!DOCTYPE html>")
    assert link.is_symlink()
    assert Path("/dev/stdout").is_symlink()


def test_a_report_is_written_to_what_a_link_leads_to(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "latest.csv").symlink_to("runs/today.csv")
    for _ in range(2):
        assert scan(batch, "--output", f"csv={tmp_path / 'latest.csv'}") == 0

    assert (tmp_path / "latest.csv").is_symlink()
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["today.csv"]
    assert (tmp_path / "runs" / "today.csv").stat().st_size > 1000


@pytest.mark.parametrize("name", ["r" * 251 + ".csv", "é" * 125 + ".csv", "-rf", "a\nb"])
def test_a_report_may_have_any_name_that_a_file_can_have(batch: Path, tmp_path: Path, name: str) -> None:
    assert scan(batch, f"--output=csv={tmp_path / name}") == 0
    assert (tmp_path / name).stat().st_size > 1000


def test_two_names_of_standard_output_are_one_place(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scan(batch, "--output=csv=/dev/stdout", "--output=text=-") == 2
    assert "standard output" in capsys.readouterr().err
