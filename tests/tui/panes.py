"""The program in a real terminal with a screen: tmux holds the pane, the test types and reads."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
KEPT = {"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME"}
_POLL = 0.03
_PANES = count()

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Pane:
    """One tmux server of its own with one pane; `review` and its options run in it."""

    def __init__(
        self,
        home: Path,
        *options: str,
        name: str,
        size: tuple[int, int] = (100, 30),
        folder: Path | None = None,
        raw: Path | None = None,
        env: Mapping[str, str] | None = None,
        module: str = "redaction_audit.cli",
        tips: bool = False,
    ) -> None:
        """Start `review OPTIONS` in `folder`; its state lies in `home`; `raw` takes every byte it sends.

        `module` is the program: `tests.tui.frozen` is the same with its clock standing still. `tips` lets it show the
        first steps, as it does where nobody has seen them.
        """
        # a server of that name that is just ending would take the new pane with it
        self._tmux = ["tmux", "-L", f"{name}-{os.getpid()}-{next(_PANES)}", "-f", os.devnull]
        kept = {word: value for word, value in os.environ.items() if word in KEPT}
        self._env = {
            **kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TZ": "UTC", "SHELL": "/bin/sh",
            "XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home / "config"), **(env or {}),
        }  # fmt: skip
        command = ["env", "TERM=xterm-256color", sys.executable, "-m", module, "review", *options]
        seen = home / "state" / "redaction-audit" / "tips-seen"
        if not tips:
            seen.parent.mkdir(parents=True, exist_ok=True)
            seen.touch()
        width, height = map(str, size)
        self._do("new-session", "-d", "-s", "r", "-x", width, "-y", height, "-c", str(folder or home), "cat")
        self._do("set-option", "-g", "remain-on-exit", "on")
        if raw is not None:
            self._do("pipe-pane", "-t", "r", f"cat > '{raw}'")
        self._do("respawn-pane", "-k", "-t", "r", "-c", str(folder or home), *command)

    def _do(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self._tmux, *arguments],
            capture_output=True,
            check=False,
            env=self._env,
            encoding="utf-8",
            errors="replace",
        )
        return done.stdout

    def ask(self, form: str) -> str:
        """Return what tmux knows of the pane."""
        return self._do("display-message", "-p", "-t", "r", form).rstrip("\n")

    def buffers(self) -> str:
        """Return the list of what was copied through the terminal."""
        return self._do("list-buffers")

    def screen(self) -> str:
        """Return what is painted, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._do("capture-pane", "-p", "-t", "r").split("\n")).rstrip("\n")

    @property
    def foot(self) -> str:
        """Return the last line of the screen."""
        return self.screen().rpartition("\n")[2].strip()

    def wait_for(self, *words: str, without: str | None = None) -> str:
        """Return the screen as soon as all these words are on it, and the other one is not."""
        end = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if all(word in screen for word in words) and (without is None or without not in screen):
                return screen
            assert time.monotonic() < end, f"no {words!r} (or still {without!r}) on:\n{screen}"
            time.sleep(_POLL)

    def hold(self, place: Path) -> None:
        """Wait until the screen is the one that is kept in a file; with UPDATE_GOLDEN=1 keep the one it comes to rest at."""
        if os.environ.get("UPDATE_GOLDEN") == "1":
            place.parent.mkdir(exist_ok=True)
            place.write_text(self._resting() + "\n", "utf-8")
        kept = place.read_text("utf-8")
        end = time.monotonic() + PATIENCE
        while (screen := self.screen() + "\n") != kept and time.monotonic() < end:
            time.sleep(_POLL)
        assert screen == kept

    def _resting(self) -> str:
        """Return the screen once it has stayed the same for a second."""
        before, since = self.screen(), time.monotonic()
        while time.monotonic() - since < 1:
            time.sleep(_POLL)
            if (screen := self.screen()) != before:
                before, since = screen, time.monotonic()
        return before

    def send(self, *keys: str) -> None:
        """Press keys by tmux's names for them, all at once."""
        self._do("send-keys", "-t", "r", *keys)

    def press(self, *keys: str, then: Sequence[str], without: str | None = None) -> str:
        """Press keys, and wait for what they bring."""
        self.send(*keys)
        return self.wait_for(*then, without=without)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._do("send-keys", "-t", "r", "-l", text)

    def ended(self) -> bool:
        """Wait for the end of the program; its exit code is not asked, tmux does not always know it."""
        end = time.monotonic() + PATIENCE
        while self.ask("#{pane_dead}") != "1":
            assert time.monotonic() < end, f"the program goes on:\n{self.screen()}"
            time.sleep(_POLL)
        return True

    def kill(self) -> None:
        """Kill the program with signal 9; the pane stays, with what was painted last."""
        pid = self.ask("#{pane_pid}")
        assert pid.isdecimal(), "nothing runs in the pane"
        os.kill(int(pid), signal.SIGKILL)

    def close(self) -> None:
        """End the server, and with it the program."""
        self._do("kill-server")

    def __enter__(self) -> "Pane":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
