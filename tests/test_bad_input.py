"""Bad input is normal input: each has its exit code, the file is named, nothing hangs and nothing is a traceback."""

import io
import json
import os
import random
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = "05ARVENDA17\n2005-05-12 18:06\n2010-12-12 21:09\nUNCLASSIFIED\nEmbassy Arvenda\n\nAll is well in the port.\n"
SECONDS = 15


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "redaction_audit.cli", *arguments]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, input=stdin or b"")

    assert b"Traceback" not in done.stderr
    return done


def zipped(members: dict[str, bytes], flags: int = 0) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    raw = bytearray(buffer.getvalue())
    if flags:
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = raw.find(signature)
            while at >= 0:
                struct.pack_into("<H", raw, at + offset, flags)
                at = raw.find(signature, at + 4)
    return bytes(raw)


def tarred(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def noise(length: int) -> bytes:
    return random.Random(length).randbytes(length)


CASES: dict[str, tuple[str, bytes, int]] = {
    "empty file": ("empty.txt", b"", 3),
    "binary": ("picture.bin", noise(5000), 3),
    "a PDF": ("memo.pdf", b"%PDF-1.7\n" + noise(500), 3),
    "a Word file": ("memo.docx", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), 3),
    "mail": ("memo.eml", b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n\nhello\n", 3),
    "NULs": ("nul.txt", GOOD.encode() + b"a few\x00 NULs\x00\n", 0),
    "invalid UTF-8": ("latin.txt", GOOD.encode() + b"caf\xe9 cr\xe8me\n", 0),
    "undefined in every code page": ("odd.txt", GOOD.encode() + b"\x81\x8d\xff\n", 0),
    "lone CR": ("mac.txt", GOOD.replace("\n", "\r").encode(), 0),
    "zip with path escapes": (
        "evil.zip",
        zipped({"../evil.txt": b"x", "/etc/evil.txt": b"y", "good.txt": GOOD.encode()}),
        3,
    ),
    "encrypted zip": ("locked.zip", zipped({"a.txt": GOOD.encode()}, flags=1), 3),
    "zip bomb": ("bomb.zip", zipped({"bomb.txt": b"a" * 300_000_000}), 3),
    "truncated zip": ("cut.zip", zipped({"a.txt": GOOD.encode() * 50})[:-30], 3),
    "truncated tar.gz": ("cut.tar.gz", tarred({"a.txt": GOOD.encode(), "b.txt": noise(200_000)})[:-9000], 3),
    "not a tar at all": ("not.tar", b"hello " * 300, 3),
    "csv without the column": ("table.csv", b"id,body\n1,hello\n", 3),
    "broken jsonl line": (
        "rows.jsonl",
        b'{"id": "a", "text": "All is well."}\n{"id": "b", "te\n{"id": "c", "text": "All is well too."}\n',
        3,
    ),
    "an HTML page": ("page.html", b"<html><p>hello</p></html>", 3),
    "records within a document": (
        "rows.json",
        b'{\n "batch": {"of": 1},\n "records": [\n  {\n   "id": "a",\n   "text": "x"}]}',
        3,
    ),
    "an array of records": ("rows.json", b'[{"id": "a", "text": "one\\ntwo"}]', 3),
    "a record over several lines": ("row.json", b'{\n "id": "a",\n "text": "one\\ntwo"\n}\n', 3),
    "records under another key": ("rows.json", b'[\n {"id": "a", "body": "one\\ntwo"}\n]', 3),
    "a list of texts": ("rows.json", b'["one\\ntwo", "three\\nfour"]', 3),
    "a record under another key": ("row.json", b'{\n "doc": "a",\n "body": "one\\ntwo"\n}\n', 3),
    "records in an object of one line": ("rows.json", b'{"of": 1, "rows": [{"body": "one\\ntwo"}]}\n', 3),
    "other JSON": ("settings.json", b'{\n "name": "ferry",\n "lines": [{"text": "x"}]\n}\n', 0),
    "a path in a text that begins with a bracket": ("memo.txt", b"[draft] see C:\\new for the port of Arvenda.\n", 0),
    "a text that begins with a bracket": ("memo.txt", b'[{(draft)}] "text": all is well in the port of Arvenda.\n', 0),
    "jsonl row without text": ("rows.jsonl", b'{"id": "a"}\n', 3),
}


@pytest.mark.parametrize("case", CASES)
def test_has_its_exit_code_and_names_the_file(case: str, tmp_path: Path) -> None:
    name, content, code = CASES[case]
    (tmp_path / name).write_bytes(content)

    done = run("scan", str(tmp_path / name), "--as-of", "2026-01-15")

    assert done.returncode == code, done.stderr.decode()
    if code or case in ("NULs", "invalid UTF-8", "lone CR", "undefined in every code page"):
        assert name.encode() in done.stderr


def test_a_format_that_is_not_read_is_named_as_people_say_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(CASES["an HTML page"][1])
    (tmp_path / "rows.json").write_bytes(CASES["an array of records"][1])

    done = run("scan", str(tmp_path))

    assert b"page.html: is an HTML page; not read yet\n" in done.stderr
    assert b"rows.json: is a JSON document, not JSON Lines; not read yet\n" in done.stderr


def test_good_rows_around_a_broken_one_are_audited(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(CASES["broken jsonl line"][1])

    done = run("inspect", str(path), "--format", "jsonl")

    assert done.returncode == 3
    assert [json.loads(line)["record"] for line in done.stdout.splitlines()] == ["a", "c"]
    assert b"rows.jsonl" in done.stderr
    assert b"2" in done.stderr


def test_records_before_a_truncation_are_audited(tmp_path: Path) -> None:
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(CASES["truncated tar.gz"][1])

    done = run("inspect", str(path), "--format", "jsonl")

    assert done.returncode == 3
    assert json.loads(done.stdout.splitlines()[0])["record"] == "05ARVENDA17"


def folder_without_records(root: Path) -> Path:
    (root / "a" / "b").mkdir(parents=True)
    return root / "a"


def symlink_loop(root: Path) -> Path:
    (root / "loop").mkdir()
    (root / "loop" / "again").symlink_to(root / "loop")
    (root / "loop" / "good.txt").write_text(GOOD)
    return root / "loop"


def fifo(root: Path) -> Path:
    os.mkfifo(root / "pipe")
    return root / "pipe"


def dangling(root: Path) -> Path:
    (root / "gone.txt").symlink_to(root / "nowhere")
    return root


@pytest.mark.parametrize("build", [folder_without_records, symlink_loop, fifo, dangling])
def test_odd_places_are_counted_gaps(build: Callable[[Path], Path], tmp_path: Path) -> None:
    path = build(tmp_path)

    done = run("scan", str(path))

    assert done.returncode == 3
    assert path.name.encode() in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_names_that_would_act_on_a_terminal_are_printed_on_one_line_and_harmless(tmp_path: Path) -> None:
    (tmp_path / "one\ntwo\x1b[31m.txt").write_text(GOOD)

    listed = run("scan", str(tmp_path), "--show-files")
    missed = run("scan", str(tmp_path / "one\ntwo\x1b[31mm.txt"))

    assert [line.rpartition(b"/")[2] for line in listed.stdout.splitlines()] == [rb"one two\x1b[31m.txt"]
    assert missed.returncode == 2
    assert len(missed.stderr.splitlines()) == 1
    assert b"\x1b" not in missed.stderr


def test_what_reads_nothing_here_needs_no_working_directory(tmp_path: Path) -> None:
    command = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m redaction_audit.cli explain OADR'

    done = subprocess.run(["bash", "-c", command, sys.executable], capture_output=True, timeout=SECONDS, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_a_counted_gap(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(GOOD)
    path.chmod(0)

    done = run("scan", str(path))

    assert done.returncode == 3
    assert b"secret.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scan"], b"PATH"),
        (["scan", "nowhere.txt"], b"nowhere.txt"),
        (["scan", "nowhere.txt", "--format", "json"], b"nowhere.txt"),
        (["scan", "nowhere/*.txt"], b"nowhere/*.txt"),
        (["scan", ".", "--select", "DCE"], b"DEC"),
        (["scan", ".", "--ignore", "TRN9999"], b"TRN9999"),
        (["scan", ".", "--format", "sarifff"], b"sarifff"),
        (["scan", ".", "--format", "htm"], b"gitlab, html, json"),
        (["scan", ".", "--as-of", "yesterday"], b"yesterday"),
        (["scan", ".", "--date", "2005-13"], b"2005-13"),
        (["scan", ".", "--date", "2005/01/02"], b"write YYYY, YYYY-MM or YYYY-MM-DD"),
        (["scan", ".", "--date", "20050102"], b"write YYYY, YYYY-MM or YYYY-MM-DD"),
        (["scan", ".", "--date", "2005-01-02T10:00"], b"write YYYY, YYYY-MM or YYYY-MM-DD"),
        (["scan", ".", "--provenance", "wikileaks"], b"wikileaks"),
        (["scan", ".", "--output", "json"], b"FORMAT=FILE"),
        (["scan", ".", "--output", "json=-", "--format", "text"], b"standard output"),
        (["scan", ".", "--encoding", "utf-9"], b"utf-9"),
        (["scan", ".", "--jobs", "-3"], b"--jobs"),
        (["explain", "DEC0001"], b"DEC0001"),
        (["sacn", "."], b"scan"),
        (["rules"], b"ACTION"),
    ],
)
def test_wrong_usage_exits_2_and_says_what(arguments: list[str], said: bytes, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "redaction_audit.cli", *arguments], capture_output=True, timeout=SECONDS, cwd=tmp_path
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert not done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["-o", "/dev/full"], ["--output", "json=/dev/full"]])
def test_a_full_disk_is_incomplete_and_names_the_target(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)

    done = run("scan", str(tmp_path / "a.txt"), *arguments)

    assert done.returncode == 3
    assert b"/dev/full" in done.stderr


def test_a_folder_that_cannot_be_written_names_the_target(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)

    done = run("scan", str(tmp_path / "a.txt"), "-o", str(tmp_path / "no" / "report.txt"))

    assert done.returncode == 3
    assert b"report.txt" in done.stderr


def test_a_target_that_names_a_folder_is_no_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)

    done = run("scan", str(tmp_path / "a.txt"), "-o", f"{tmp_path}/reports/")

    assert done.returncode == 3
    assert b"reports/: cannot be written (it names a folder)" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "arguments", ["rules list", "scan page.txt", "scan page.txt --show-settings", "explain OADR", "--help", "--version"]
)
def test_standard_output_that_is_closed_or_full_is_incomplete_and_named(
    arguments: str, where: str, unbuffered: str, tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_text(GOOD)
    command = f"PYTHONUNBUFFERED={unbuffered} {sys.executable} -c 'from redaction_audit.cli import entry; entry()' {arguments} {where}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=SECONDS, cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr.count(b"error: standard output: cannot be written (") == 1
    assert b"Exception" not in done.stderr


def test_what_is_said_beside_a_report_stays_out_of_it_when_standard_error_is_closed(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(GOOD)
    program = f"{sys.executable} -c 'from redaction_audit.cli import entry; entry()' scan page.txt --format json"

    done = subprocess.run(["bash", "-c", f"{program} 2>&-"], capture_output=True, timeout=SECONDS, cwd=tmp_path)

    assert json.loads(done.stdout)["schema"] == "scan-report/1"


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(
        "".join(json.dumps({"id": str(i), "text": "met XXXXXXXXXXXX there"}) + "\n" for i in range(20_000))
    )
    program = f"{sys.executable} -m redaction_audit.cli scan {tmp_path / 'rows.jsonl'} --format jsonl"
    command = f"{program} | head -n 1; echo ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=SECONDS)

    assert done.stdout.splitlines()[-1] == b"0"
    assert done.stderr == b""


@pytest.mark.parametrize("end", ["", "\n"])
def test_one_line_above_the_largest_judged_size_gets_marks_only(end: str, tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("the ferry stopped again, said the pilot of the port " * 350_000 + "XXXXXXXXXXXX left" + end)

    done = run("scan", str(path), "--format", "jsonl")

    assert done.returncode == 3
    assert b"16 MB" in done.stderr
    assert [json.loads(line)["rule"] for line in done.stdout.splitlines()] == ["RED001"]


def test_a_hundred_thousand_marks_are_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text("XXXX b\n" * 100_000)

    done = run("scan", str(path), "--format", "jsonl")

    assert done.returncode == 0
    [inventory] = [row for row in map(json.loads, done.stdout.splitlines()) if row["rule"] == "RED001"]
    assert inventory["data"]["count"] == 100_000


@pytest.mark.parametrize("command", ["scan", "inspect", "dates"])
def test_days_that_no_calendar_has_cost_no_record(tmp_path: Path, command: str) -> None:
    for number, day in enumerate(("0000-06-05", "2005-13-45", "9999-12-31", "0001-01-01")):
        page = GOOD.replace("17\n", f"{number + 1}\n", 1).replace("2005-05-12", day).replace("2010-12-12", day)
        (tmp_path / f"{number}.txt").write_text(page)

    done = run(command, str(tmp_path), "--as-of", "2026-01-15")

    assert done.returncode == 0, done.stderr
    assert b"4 records" in done.stdout + done.stderr
