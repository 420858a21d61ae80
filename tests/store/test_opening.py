"""Opening: created, recognised, migrated, refused; what is said of the file; read-only leaves it alone."""

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from redaction_audit import migrations
from redaction_audit.store import DamagedError, NewerStoreError, SaveError, Store, StoreError, opening
from store import specimens


def pragma(path: Path, name: str) -> object:
    with sqlite3.connect(path) as db:
        return db.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_store_is_marked_versioned_durable_and_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "a.store"
    with Store.open(path) as store:
        assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert store._db.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        assert len(store.key) == 32
        assert store.notices == ()
    assert pragma(path, "application_id") == opening.APPLICATION
    assert pragma(path, "user_version") == len(migrations.steps())
    assert pragma(path, "journal_mode") == "wal"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_store_has_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as one, Store.open(tmp_path / "b") as other:
        key = one.key
        assert key != other.key
    with Store.open(tmp_path / "a") as again:
        assert again.key == key


@pytest.mark.parametrize("content", [b"DECL: 12 MAR 2015\n" * 100, b"SQLite format 3\0 but cut", b"x"])
def test_a_file_that_is_none_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cable.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a store"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(path)


def test_a_store_of_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match=r"later version .*store 99"):
        Store.open(path)
    assert path.read_bytes() == before


def test_migrations_run_once_in_order_and_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    first = migrations.steps()
    second = "CREATE TABLE one (n);\n-- with a; comment\nCREATE TABLE two (n);"
    monkeypatch.setattr(opening, "steps", lambda: [*first, second + "\nCREATE TABLE one (n);"])
    with pytest.raises(StoreError):
        Store.open(path)
    assert pragma(path, "user_version") == 1
    monkeypatch.setattr(opening, "steps", lambda: [*first, second])
    with Store.open(path) as store:
        assert store.records() == 1
        store._db.execute("INSERT INTO two VALUES (1)")
    assert pragma(path, "user_version") == 2


def test_an_earlier_version_is_not_migrated_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    first = migrations.steps()
    monkeypatch.setattr(opening, "steps", lambda: [*first, "CREATE TABLE one (n);"])
    with pytest.raises(StoreError, match="earlier version"):
        Store.open(path, read_only=True)


def test_read_only_reads_everything_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    before = hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    with Store.open(path, read_only=True) as store:
        assert store.read_only
        [key, *_] = specimens.keys(store)
        writes: list[Callable[[], object]] = [
            lambda: store.append([specimens.event(key)], {}),
            lambda: store.set_bookmark("ana", b"x"),
            lambda: store.set_draft("ana", key, "x"),
            lambda: store.set_mark("ana", key, True),
            lambda: store.lease(1, "ana", "2027"),
            lambda: store.start_run(specimens.run()),
            store.rebuild,
        ]
        for write in writes:
            with pytest.raises(SaveError, match="read-only"):
                write()
        assert store.verify() == []
        assert store.last_seq() == 0
    assert (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns) == before


def test_a_file_that_may_not_be_written_opens_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda what, mode: mode != os.W_OK and allowed(what, mode))  # also for root
    with Store.open(path) as store:
        assert store.read_only
        assert len(store.ids()) == 3


def test_there_must_be_a_store_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        Store.open(tmp_path / "a.store", read_only=True)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path)


def test_a_damaged_page_is_noticed_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(DamagedError, match="verify --store"):
        Store.open(path)


def test_a_store_that_is_held_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="another program holds the store"):
            Store.open(path, wait=0.01)


MAKER = """
import sys
from redaction_audit.store import Store
sys.stdin.readline()  # all start together
with Store.open(sys.argv[1]) as store:
    print(store.key.hex(), store.notices)
"""


def test_several_programs_may_make_the_same_store_at_once(tmp_path: Path) -> None:
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", MAKER, str(tmp_path / "a.store")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    told = {maker.communicate()[0] for maker in makers}
    assert [maker.returncode for maker in makers] == [0, 0, 0, 0]
    assert len(told) == 1


def test_on_a_network_file_system_there_is_no_write_ahead_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    monkeypatch.setattr(opening, "remote", lambda _path: "nfs4")
    with Store.open(path) as store:
        assert ["nfs4" in notice for notice in store.notices] == [True]
        [key, *_] = specimens.keys(store)
        store.append([specimens.event(key)], {key: None})
    assert pragma(path, "journal_mode") == "delete"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/ana/a.store", None),
        ("/mnt/share/a.store", "nfs4"),
        ("/mnt/shared/a.store", None),
        ("/mnt/share/local/a.store", None),
        ("/mnt/two words/a.store", "cifs"),
    ],
)
def test_network_file_systems_are_told_by_the_longest_mount(tmp_path: Path, place: str, kind: str | None) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\nhost:/x /mnt/share nfs4 rw 0 0\n/dev/sdb /mnt/share/local xfs rw 0 0\n"
        "//host/y /mnt/two\\040words cifs rw 0 0\n"
    )
    assert opening.remote(Path(place), str(mounts)) == kind
    assert opening.remote(Path(place), str(tmp_path / "none")) is None


def test_every_thread_has_a_connection_of_its_own(tmp_path: Path) -> None:
    seen: list[int] = []
    with specimens.store(tmp_path / "a.store") as store:
        thread = threading.Thread(target=lambda: seen.append(len(store.ids())))
        thread.start()
        thread.join()
        assert seen == [3]
        assert len(store._connections) == 2


def test_a_disk_that_is_full_when_a_store_is_made_is_said_as_such(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.store") as db:
        db.execute("CREATE TABLE page (text)")
        db.execute("PRAGMA max_page_count=2")
        with (
            pytest.raises(SaveError, match=r"a\.store: nothing was saved: the disk is full"),
            opening.speaking(tmp_path / "a.store"),
        ):
            db.execute("INSERT INTO page VALUES (zeroblob(100000))")
    db.close()
