"""Kills a review behind a random key, again and again: nothing that was painted as saved may be missing afterwards.

    python bench/kill.py [--seeds 20]

Needs tmux. Each round opens the workbench on a fresh store of 280 invented findings, sends up to 200 decision keys to a
real terminal, kills it with signal 9, and compares what the screen says of the record at hand with what is in the file.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from store import records, run

from redaction_audit.store import Store

FINDINGS = 280
KEYS = 200
_STATUS = re.compile(r"^ *(\S+) .* (\d+)/\d+ decided ")


class Terminal:
    """One tmux server with one pane of 100 by 30."""

    def __init__(self, name: str, command: list[str]) -> None:
        self._tmux = ["tmux", "-L", name, "-f", "/dev/null"]
        line = " ".join(["exec", "env", "TERM=xterm-256color", *command])
        self._run("new-session", "-d", "-s", "r", "-x", "100", "-y", "30", line)

    def _run(self, *arguments: str) -> str:
        return subprocess.run([*self._tmux, *arguments], capture_output=True, text=True, check=False).stdout

    def screen(self) -> str:
        """Return what is painted."""
        return self._run("capture-pane", "-p", "-t", "r")

    def keys(self, keys: str) -> None:
        """Send keys, as if typed."""
        self._run("send-keys", "-t", "r", *keys)

    def kill(self) -> None:
        """Kill the program in the pane, and then the server."""
        pid = self._run("display-message", "-p", "-t", "r", "#{pane_pid}").strip()
        if pid.isdecimal():
            os.kill(int(pid), signal.SIGKILL)
        self._run("kill-server")


def painted(screen: str) -> tuple[str, int] | None:
    """Return (record, findings of it that are decided) as painted, None before anything is."""
    found = _STATUS.match(screen.partition("\n")[0])
    return (found.group(1), int(found.group(2))) if found else None


def round_(seed: int, folder: Path) -> tuple[int, int, int]:
    """Return (decisions of the record at hand painted as saved, those in the file, problems of the file)."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    path = folder / f"{seed}.store"
    with Store.open(path) as store:
        id_ = store.start_run(run())
        for audited in records(FINDINGS):
            store.add(id_, audited)
        store.end_run(id_, b"{}")
    review = [sys.executable, "-m", "redaction_audit.cli", "review", "--store", str(path), "--reviewer", "ana"]
    terminal = Terminal(f"kill-{os.getpid()}-{seed}", review)
    deadline = time.monotonic() + 30
    while painted(terminal.screen()) is None and time.monotonic() < deadline:
        time.sleep(0.1)
    sent, stop = 0, chance.randrange(1, KEYS)
    while sent < stop:
        some = min(chance.randrange(1, 9), stop - sent)
        terminal.keys("c" * some)
        sent += some
        time.sleep(chance.random() * 0.1)
    record, told = painted(terminal.screen()) or ("", -1)
    terminal.kill()
    with Store.open(path) as store:
        return told, store.count("r.record = ? AND f.state <> 'open'", (record,)), len(store.verify())


def main() -> None:
    """Kill, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    if shutil.which("tmux") is None:
        sys.exit("skipped: tmux is not installed")
    lost = broken = shown = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        seen = Path(folder) / "redaction-audit" / "tips-seen"  # the first steps are not what is measured
        seen.parent.mkdir()
        seen.touch()
        for seed in range(options.seeds):
            told, stored, problems = round_(seed, Path(folder))
            print(f"seed {seed:3}: {told:3} painted, {stored:3} in the file, {problems} problems", flush=True)
            lost += told < 0 or stored < told
            broken += problems > 0
            shown += max(told, 0)
    print(f"{options.seeds} kills, {shown} decisions painted, {lost} rounds lost some, {broken} files not whole")
    sys.exit(bool(lost or broken or not shown))


if __name__ == "__main__":
    main()
