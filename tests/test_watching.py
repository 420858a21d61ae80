"""scan --watch: again whenever something changes, and an end that says what the last scan said."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from acceptance.records import CLEAN, bad, environment, put, run

from redaction_audit.watching import _command, _picture

PATIENCE = 60


class Watched:
    """A scan that watches, and what it says line by line."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "redaction_audit.cli", "scan", "batch", "--watch", "-q", *arguments]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
            start_new_session=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def until(self, words: str) -> list[str]:
        """Return what was said up to a line that begins with these words."""
        said = []
        while not said or not said[-1].startswith(words):
            said.append(self._lines.get(timeout=PATIENCE))
        return said

    def interrupt(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.chdir(tmp_path)
    put("batch/a.txt", CLEAN.format(number=17))
    put("redaction-audit.toml", 'date = "2005-05-12"\nwaivers = "waivers.toml"\n')
    put("waivers.toml", "")
    started = Watched("-o", "batch/report.txt", "--exclude=report.txt", "--select=DEC003,TRN")
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="sends a signal to a group of processes")
def test_a_change_of_records_waivers_or_settings_is_scanned_and_the_last_code_is_kept(watched: Watched) -> None:
    watched.until("note: watching 3 files; ctrl-C ends")
    assert "no findings" in Path("batch/report.txt").read_text()

    put("batch/b.txt", bad(18))
    assert "note: changed: batch/b.txt" in watched.until("note: watching 4 files")
    assert "DEC003" in Path("batch/report.txt").read_text()

    put("waivers.toml", '[[waiver]]\nrule = "DEC003"\npath = "batch"\nreason = "r"\nauthor = "J. Quill"\n')
    assert "note: changed: waivers.toml" in watched.until("note: watching 4 files")
    assert "1 set aside" in Path("batch/report.txt").read_text()

    put("redaction-audit.toml", "no-such-key = 1\n")
    assert any("there is no setting no-such-key" in line for line in watched.until("note: watching 4 files"))

    assert watched.interrupt() == 2


def test_standard_input_cannot_be_watched() -> None:
    done = run("scan", "-", "--watch")

    assert done.code == 2
    assert "--watch: standard input can be read once only" in done.err


def test_each_scan_is_told_not_to_watch() -> None:
    assert _command(["scan", "--watch", "-q", "--", "-x"])[3:] == ["scan", "--watch", "-q", "--no-watch", "--", "-x"]
    assert _command(["scan", "batch", "--watch"])[3:] == ["scan", "batch", "--watch", "--no-watch"]


def test_what_the_scan_writes_is_no_reason_to_scan_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        put(name, name)

    assert set(_picture(["a", "b", str(tmp_path / "b"), "gone"], ["b"])) == {"a"}
