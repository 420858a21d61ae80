"""The program in a real terminal: its bytes. No colour where none is wanted, ASCII, nothing of a record acts on it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.review.desk import Desk
from tests.tui.seen import audit_again

_PATIENCE = 30.0
KEPT = {"PATH", "HOME", "PYTHONPATH", "XDG_CACHE_HOME"}
HOSTILE = "SUBJECT: LADDERS\n\n1. (S) \x1b]0;owned\x07 \x1b]52;c;b3duZWQ=\x07 \x1b[2J \x9b31m \u202e up \x00 (U) end.\n"


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, desk: Desk, *options: str, size: tuple[int, int] = (100, 30), **env: str) -> None:
        self.screen, inside = pty.openpty()
        columns, rows = size
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        seen = desk.folder / "redaction-audit" / "tips-seen"
        seen.parent.mkdir(exist_ok=True)
        seen.touch()
        command = [sys.executable, "-m", "redaction_audit.cli", "review", "--store", str(desk.path)]
        self.program = subprocess.Popen(
            [*command, "--reviewer", "ana", *options],
            stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
            env={**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": str(desk.folder), **env},
        )  # fmt: skip
        os.close(inside)
        self.bytes = b""

    def wait_for(self, words: str) -> None:
        """Read until these words were painted."""
        end = time.monotonic() + _PATIENCE
        before = len(self.bytes)
        while words.encode() not in self.bytes[before:]:
            assert time.monotonic() < end, f"no {words!r}"
            ready, _, _ = select.select([self.screen], [], [], 0.2)
            if ready:
                try:
                    self.bytes += os.read(self.screen, 65536)
                except OSError:
                    pytest.fail(f"the program ended before {words!r}: {self.bytes[-300:]!r}")

    def press(self, keys: str, then: str) -> None:
        """Press keys, and wait for what they bring."""
        os.write(self.screen, keys.encode())
        self.wait_for(then)

    def close(self) -> None:
        """End the program."""
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
        self.program.wait()
        os.close(self.screen)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def visit(terminal: Terminal) -> None:
    terminal.wait_for("Confirm")
    terminal.press("c", "saved")
    terminal.press("?", "Keys")
    terminal.press("\t", "severity")
    terminal.press("\x1b", "Confirm")


@pytest.mark.parametrize("how", ["env", "option"])
def test_no_colour_is_sent_where_none_is_wanted(desk: Desk, how: str) -> None:
    options = ("--color=never",) if how == "option" else ()
    env = {"NO_COLOR": "1"} if how == "env" else {}
    with Terminal(desk, *options, **env) as terminal:
        visit(terminal)
        sent = {
            code for found in re.findall(rb"\x1b\[([\d;:]*)m", terminal.bytes) for code in re.split(rb"[;:]", found)
        }

    assert sent <= {b"", b"0", b"1", b"4", b"7", b"9", b"22", b"24", b"27", b"39", b"49"}


def test_ascii_is_all_that_is_sent(desk: Desk) -> None:
    with Terminal(desk, "--ascii", LC_ALL="C") as terminal:
        visit(terminal)
        sent = terminal.bytes

    assert sent.isascii()


def test_nothing_in_a_record_acts_on_the_terminal(desk: Desk) -> None:
    audit_again(desk, "07QUARRELL3", HOSTILE, "MRK001", "(U)")
    with Terminal(desk) as terminal:
        terminal.wait_for("LADDERS")
        sent = terminal.bytes

    for bad in (b"\x1b]0;owned", b"\x1b]52;c;b3du", b"\x9b31m", "\u202e".encode(), b"\x00"):
        assert bad not in sent


def test_what_was_painted_as_saved_outlives_a_kill(desk: Desk) -> None:
    with Terminal(desk) as terminal:
        terminal.wait_for("Confirm")
        for key, word in (("c", "saved: confirm"), ("d", "saved: dismiss"), ("s", "saved: second")):
            terminal.press(key, word)

    assert [event.value for event in desk.log()] == ["confirm", "dismiss", "second"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_review_that_is_ended_keeps_its_place_and_gives_the_terminal_back(desk: Desk, number: int) -> None:
    with Terminal(desk) as terminal:
        terminal.wait_for("Confirm")
        terminal.press("c", "saved: confirm")
        terminal.program.send_signal(number)
        terminal.wait_for("\x1b[?1049l")
        assert terminal.program.wait(_PATIENCE) == 128 + number

    again = desk.sit("ana")
    again.resume()
    assert again.position == 1


def test_an_error_of_ours_says_no_text_of_a_record(desk: Desk, tmp_path: Path) -> None:
    """Textual's own traceback would print the values of variables."""
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import importlib.abc, sys\n"
        "import redaction_audit.tui.screens.record as record\n"
        "def fail(self):\n    words = self._text\n    raise RuntimeError(words)\n"
        "record.RecordScreen.do_next_finding = fail\n"
    )
    root = str(Path(__file__).parents[2])
    with Terminal(desk, PYTHONPATH=f"{tmp_path}:{root}") as terminal:
        terminal.wait_for("Confirm")
        before = len(terminal.bytes)
        terminal.press("l", "please report it")
        said = terminal.bytes[before:]

    assert b"internal error: RuntimeError" in said
    assert b"FERRY" not in said.rpartition(b"\x1b[?1049l")[2]
