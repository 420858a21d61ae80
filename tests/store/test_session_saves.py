"""What a session promises about saving, seen from beside it: a second connection, a full disk, a lock, a broken disk."""

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from review.desk import Desk

from redaction_audit.review.session import ReviewSession
from redaction_audit.store import Store, opening
from store import specimens


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def standing(session: ReviewSession) -> list[tuple[str, str | None, int | None]]:
    return [(item.state, item.decision, item.seq) for item in session.items(session.queue)]


def test_a_decision_is_in_the_file_when_the_session_says_so(desk: Desk) -> None:
    session = desk.sit("ana")
    item = session.item()
    assert item is not None
    with Store.open(desk.path) as other:
        assert session.decide("confirm").saved
        [event] = other.events()
        assert (event.key, event.value, event.reviewer) == (item.key, "confirm", "ana")
        assert other.heads([item.key])[item.key].decision == "confirm"


@pytest.mark.parametrize("seed", range(3))
def test_what_a_reviewer_was_told_survives_kill_9(tmp_path: Path, seed: int) -> None:
    """In line mode: two hundred keys, killed behind a random answer."""
    path = tmp_path / "a.store"
    specimens.store(path, *(specimens.audited(f"05PORTO{number}", 10) for number in range(20))).close()
    command = [
        sys.executable,
        "-m",
        "redaction_audit.cli",
        "review",
        "--plain",
        "--store",
        str(path),
        "--reviewer",
        "ana",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reviewer:
        assert reviewer.stdin is not None
        assert reviewer.stdout is not None
        reviewer.stdin.write("c\n" * 200)
        reviewer.stdin.flush()
        told = 0
        last = random.Random(seed).randrange(1, 120)
        while told < last and (line := reviewer.stdout.readline()):
            told += line.startswith("saved: confirm")
        reviewer.kill()
        told += sum(line.startswith("saved: confirm") for line in reviewer.stdout.read().split("\n"))
    assert told >= last
    with Store.open(path) as store:
        decided = [event for event in store.events() if event.kind == "decided"]
        assert len(decided) >= told
        assert store.count("f.state = 'first'") == len(decided)
        assert store.verify() == []


def test_a_full_disk_leaves_the_decision_unmade_and_says_so(desk: Desk) -> None:
    session = desk.sit("ana")
    before = standing(session), session.row
    pages = session.store._db.execute("PRAGMA page_count").fetchone()[0]
    session.store._db.execute(f"PRAGMA max_page_count={pages}")
    outcome = session.decide("confirm", note="long " * 10_000)
    assert not outcome.saved
    assert "disk is full" in (outcome.why or "")
    assert (standing(session), session.row) == before
    assert session.store.last_seq() == 0
    session.store._db.execute("PRAGMA max_page_count=1000000")
    assert session.repeat().saved
    assert [event.value for event in session.store.events()] == ["confirm"]


def test_a_held_lock_leaves_the_decision_unmade_and_says_so(desk: Desk) -> None:
    session = desk.sit("ana")
    session.store._db.execute("PRAGMA busy_timeout=10")
    before = standing(session), session.row
    with sqlite3.connect(desk.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = session.decide("dismiss")
        assert not outcome.saved
        assert "another program holds the store" in (outcome.why or "")
        assert (standing(session), session.row) == before
        other.execute("ROLLBACK")
    assert session.repeat().saved


class Failing(sqlite3.Connection):
    """A connection whose disk breaks at a statement."""

    at = ""

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        if Failing.at and sql.startswith(Failing.at):
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *parameters)  # type: ignore[arg-type]  # passed on as given

    def executemany(self, sql: str, parameters: object) -> sqlite3.Cursor:
        if Failing.at and sql.startswith(Failing.at):
            raise sqlite3.OperationalError("disk I/O error")
        return super().executemany(sql, parameters)  # type: ignore[arg-type]  # passed on as given


@pytest.mark.parametrize(
    "at", ["BEGIN", "INSERT INTO event", "INSERT OR REPLACE INTO store", "UPDATE finding", "COMMIT"]
)
def test_a_disk_that_breaks_anywhere_in_a_decision_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(opening.sqlite3, "connect", lambda *args, **more: connect(*args, factory=Failing, **more))
    session = desk.sit("ana")
    before = standing(session), session.row
    Failing.at = at
    try:
        outcome = session.decide("confirm")
    finally:
        Failing.at = ""
    assert not outcome.saved
    assert "disk I/O error" in (outcome.why or "")
    assert (standing(session), session.row) == before
    with Store.open(desk.path) as other:
        assert other.events() == []
        assert other.heads([item.key for item in other.items(other.ids())]) == {}
        assert {item.state for item in other.items(other.ids())} == {"open"}
        assert other.verify() == []
    assert session.repeat().saved


def test_moving_writes_nothing(desk: Desk) -> None:
    """What is written belongs to leases and bookmarks, never to a move."""
    session = desk.sit("ana")
    session.decide("confirm")
    session.go(session.queue[0])
    events = session.store.events()
    with Store.open(desk.path) as other:
        leases = other.leases()
        for _ in range(500):
            session.move(1)
            session.move(-1)
            assert session.item() is not None
        assert other.events() == events
        assert other.bookmark("ana") is None
        assert other.leases() == leases
        assert not other.changed()
