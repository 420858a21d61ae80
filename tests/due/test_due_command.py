"""`redaction-audit dates` as people call it: options, exit codes, files, processes, interruption, secrecy."""

import json
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from due_specimen import telegram

from redaction_audit import portions
from redaction_audit.cli import main
from redaction_audit.model import Inspection, Record
from redaction_audit.outputs import calendar
from tests.canary import CANARY

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("dates-samples.txt")
DAY = ("--as-of", "2026-01-15")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    rows = [
        {"id": "behind", "text": dated("05ARBON17", "E.O. 12958: DECL: 11/11/2014")},
        {"id": "soon", "text": dated("05ARBON18", "E.O. 12958: DECL: 03/12/2026")},
        {"id": "later", "text": dated("05ARBON19", "E.O. 12958: DECL: 12/12/2026")},
        {"id": "=ahead", "text": dated("05ARBON20", "E.O. 12958: DECL: 05/12/2030")},
        {"id": "plain", "text": "The quay is new.\n"},
    ]
    path = tmp_path / "batch.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def dated(id_: str, line: str) -> str:
    return f"{id_}\n2005-05-12 18:06\n2010-12-12 21:09\nCONFIDENTIAL\nEmbassy Arbon\n\n{telegram(line)}"


def listed(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> list[str]:
    assert main(["dates", *arguments, *DAY, "-f", "jsonl"]) == 0
    return [json.loads(line)["record"] for line in capfdbinary.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("options", "records"),
    [
        ((), ["behind", "soon", "later", "=ahead", "plain"]),
        (("--overdue",), ["behind"]),
        (("--due-within", "90d"), ["soon"]),
        (("--due-within", "11m"), ["soon", "later"]),
        (("--due-within", "90d", "--overdue"), ["behind", "soon"]),
        (("--sort", "record"), ["=ahead", "behind", "later", "plain", "soon"]),
        (("--sort", "date"), ["behind", "soon", "later", "=ahead", "plain"]),
        (("--date", "2001", "--overdue"), ["behind"]),
    ],
)
def test_what_is_listed(
    batch: Path, options: tuple[str, ...], records: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert listed(capfdbinary, str(batch), *options) == records


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--due-within", "soon"), "no span of time; write 90d"),
        (("--due-within", "-5d"), "--due-within"),
        (("--as-of", "2026-02-30"), "is no day"),
        (("--date", "long ago"), "is no date"),
        (("--sort", "size"), "there is no --sort 'size'; known: date, record, path"),
        (("--format", "sarif"), "known: csv, ics, json, jsonl, text"),
        (("--output", "csv"), "is not FORMAT=FILE"),
        (("-f", "csv", "--output", "ics=-"), "cannot share standard output"),
        (("--jobs", "-1"), "--jobs"),
        (("--provenance", "diary"), "no provenance"),
        (("--fail-on", "error"), "there is no option --fail-on"),
    ],
)
def test_wrong_options(batch: Path, options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dates", str(batch), *options]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert not said.out


def test_scan_has_no_calendar_formats(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(batch), "--format", "ics"]) == 2
    assert "there is no such format" in capsys.readouterr().err


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    assert main(["dates", str(tmp_path / "none"), *DAY]) == 2


def test_what_cannot_be_read_makes_the_run_incomplete(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (batch.parent / "empty.txt").write_bytes(b"")

    assert main(["dates", str(batch.parent), *DAY]) == 3
    said = capsys.readouterr()
    assert "is empty" in said.err
    assert "behind" in said.out
    assert "; incomplete." in said.out


def test_what_breaks_on_one_record_is_a_gap(
    batch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from redaction_audit.calendar import judging

    read = judging.read

    def broken(text: str, seen: Inspection) -> object:
        if seen.record == "soon":
            raise IndexError(text)
        return read(text, seen)

    monkeypatch.setattr(judging, "read", broken)

    assert main(["dates", str(batch), *DAY, "-f", "jsonl"]) == 3
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 4
    assert "no date could be worked out: IndexError" in said.err
    assert "QUAY" not in said.err


def test_several_reports_at_once(batch: Path, tmp_path: Path) -> None:
    names = {name: tmp_path / f"out.{name}" for name in calendar.formats()}
    reports = [f"--output={name}={path}" for name, path in names.items()]

    assert main(["dates", str(batch), *DAY, *reports]) == 0
    assert all(path.stat().st_size for path in names.values())
    assert b"\r\n'=ahead," in names["csv"].read_bytes()
    assert len(icalendar.Calendar.from_ical(names["ics"].read_bytes()).events) == 4


def test_three_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    for number in range(11):
        line = f"E.O. 12958: DECL: 05/12/{2010 + number}"
        (folder / f"{number:02}.txt").write_text(dated(f"05ARBON{100 + number}", line))
    monkeypatch.setattr(portions, "FILES", 4)
    written = []

    for count in ("1", "3"):
        reports = [f"--output={name}={tmp_path / count}.{name}" for name in calendar.formats()]
        assert main(["dates", str(folder), *DAY, "-j", count, *reports]) == 0
        written.append([(tmp_path / f"{count}.{name}").read_bytes() for name in calendar.formats()])

    assert written[0] == written[1]
    assert all(b"05ARBON110" in report for report in written[0])


@pytest.mark.parametrize("format_", calendar.formats())
def test_an_interrupted_run_keeps_what_it_found(
    format_: str, batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redaction_audit.calendar.judging import Calendar

    read = Calendar.entry

    def stopped(self: Calendar, record: Record) -> object:
        if record.given_id == "later":
            raise KeyboardInterrupt
        return read(self, record)

    monkeypatch.setattr(Calendar, "entry", stopped)
    out = tmp_path / "out"

    assert main(["dates", str(batch), *DAY, "-f", format_, "-o", str(out)]) == 130
    assert b"behind" in out.read_bytes()
    assert b"=ahead" not in out.read_bytes()


@pytest.mark.parametrize("format_", calendar.formats())
def test_no_format_prints_a_name_that_sticks_out_of_a_mark(format_: str, tmp_path: Path) -> None:
    text = dated("05ARBON17", f"E.O. 12958: DECL: UPON RETURN OF XXXXXXXX{CANARY.upper()}")
    text += f"\n2. (C) XXXXXXXX{CANARY} spoke to XXXXXXXXXXXX.\n"
    (tmp_path / f"{CANARY[:3]}.txt").write_text(text)
    out = tmp_path / "out"

    assert main(["dates", str(tmp_path), *DAY, "-vv", "-f", format_, "-o", str(out)]) == 0
    written = out.read_text(encoding="utf-8")
    assert "05ARBON17" in written
    assert CANARY.lower() not in written.lower()
    assert ("RETURN OF" in written) == (format_ != "ics")


@pytest.mark.parametrize("format_", ["text", "ics"])
def test_what_people_see_holds_no_words_of_the_record(format_: str, batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    assert main(["dates", str(batch), *DAY, "-vv", "-f", format_, "-o", str(out)]) == 0
    assert "QUAY" not in out.read_text(encoding="utf-8").upper()


def test_the_samples(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rewrite it with: redaction-audit dates samples --exclude '*.md' --exclude '*.json' --as-of 2026-01-15."""
    monkeypatch.chdir(ROOT)

    assert main(["dates", "samples", "--exclude", "*.md", "--exclude", "*.json", *DAY]) == 0
    assert capfdbinary.readouterr().out.decode() == GOLDEN.read_text(encoding="utf-8")


def test_start_up_meets_no_heavy_library(batch: Path) -> None:
    code = """
import sys
from redaction_audit.cli import main
main(sys.argv[1:])
heavy = {"textual", "rich", "numpy", "sqlite3", "icalendar", "dateutil", "multiprocessing"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code, "dates", str(batch)], capture_output=True, text=True, timeout=60)

    assert done.stderr.splitlines()[-1] == "[]"


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dates", "--help"])

    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "--due-within 90d" in said
    assert "ics=dates.ics" in said
    assert "verify that nothing extended it" in said
