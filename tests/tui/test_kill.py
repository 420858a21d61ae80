"""Signal 9 in the middle of work, in a real terminal: what was painted as saved is in the store, and the store is whole."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from redaction_audit.store import Store
from tests.tui.panes import ROOT, Pane, needs_tmux

KILLS = int(os.environ.get("REDACTION_AUDIT_KILLS", "5"))
"""How many; 20 are run before a release."""
_KEYS = ("c", "c", "d", "s", "r", "l", "h", "b", "Space", "J", "K", "u", ".", "m", "2", "3", "j", "x")
_STATUS = re.compile(r"^ *(\S+) .* (\d+)/\d+ decided ")

pytestmark = needs_tmux


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "redaction_audit.cli", *arguments],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the findings of all samples."""
    path = tmp_path_factory.mktemp("kill") / "batch.store"
    done = program("scan", "samples", "--as-of", "2026-03-02", "--store", str(path), "-qq", "--format", "jsonl")
    assert done.returncode in {0, 1}, done.stderr
    return path


def painted(screen: str) -> tuple[str, int] | None:
    """Return (record, findings of it that are painted as decided), None on another screen."""
    found = _STATUS.match(screen.partition("\n")[0])
    return (found.group(1), int(found.group(2))) if found else None


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_is_painted_as_saved_outlives_signal_9(scanned: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = Path(shutil.copy(scanned, tmp_path))
    with Pane(tmp_path, "--store", str(path), "--reviewer", "ana", name=f"kill-{seed}", folder=ROOT) as pane:
        screen = pane.wait_for("Confirm", "decided")
        for _ in range(chance.randrange(1, 25)):
            pane.send(*chance.choices(_KEYS, k=chance.randrange(1, 9)))  # a burst, nobody waits for paint
            if painted(seen := pane.screen()):
                screen = seen
        pane.kill()

    record, count = painted(screen) or ("", -1)
    assert count >= 0
    with Store.open(path) as store:
        rows = store.ids("r.record = ?", (record,))
        keys = {item.key for item in store.items(rows)}
        decided = {event.key for event in store.events() if event.kind == "decided"}
        assert len(decided & keys) >= count
    assert program("verify", "--store", str(path)).returncode == 0
    again = subprocess.run(
        [sys.executable, "-m", "redaction_audit.cli", "review", "--store", str(path), "--plain", "--reviewer", "ana"],
        capture_output=True, text=True, check=False, cwd=ROOT, input="q\n",
    )  # fmt: skip
    assert again.returncode == 0, again.stderr
    assert "reviewer ana" in again.stdout
