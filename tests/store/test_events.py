"""The log: appended all or none, chained, never changed, checked against what was expected; heads folded from it."""

import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction_audit.review.events import HAND, New, fold
from redaction_audit.store import ConflictError, SaveError, Store, log
from store import specimens


def test_another_connection_sees_a_decision_when_append_returns(tmp_path: Path) -> None:
    """A decision is on the disk when the call returns."""
    path = tmp_path / "a.store"
    with specimens.store(path) as mine, Store.open(path) as other:
        [key, *_] = specimens.keys(mine)
        assert not other.changed()
        [event] = mine.append([specimens.event(key, note="as the cable says")], {key: None})
        assert other.events() == [event]
        assert other.changed()
        assert not other.changed()
        assert not mine.changed()  # what one does oneself is no news
        assert other.heads([key])[key].decision == "confirm"
        [item] = other.items(other.ids("f.state = ?", ("first",)))
        assert (item.key, item.decision, item.first_by, item.noted, item.seq) == (key, "confirm", "ana", True, 1)


def test_seqs_have_no_holes_and_every_event_knows_the_one_before_it_of_its_key(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        one, two, _ = specimens.keys(store)
        store.append([specimens.event(one), specimens.event(two), specimens.event(one, "dismiss")], {})
        store.append([specimens.event(two, kind="annotated", value=None, note="x")], {})
        assert [(event.seq, event.key, event.prev) for event in store.events()] == [
            (1, one, None), (2, two, None), (3, one, 1), (4, two, 2),
        ]  # fmt: skip
        assert store.events(2) == store.events()[2:]
        assert store.history(two) == [store.events()[1], store.events()[3]]
        assert store.last_seq() == 4


def test_findings_made_by_hand_are_events_and_in_no_run(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        one, *_ = specimens.keys(store)
        made = specimens.event(f"{HAND}7f", "1", kind="added", start=3, end=9, note="a name stands open")
        store.append(
            [specimens.event(one), made, specimens.event(made.key, kind="annotated", value=None, note="x")], {}
        )
        assert [(event.seq, event.kind) for event in store.by_hand()] == [(2, "added"), (3, "annotated")]
        assert store.orphans() == []
        specimens.scan(store)
        assert len(store.by_hand()) == 2
        assert store.verify() == []


def test_a_head_that_is_another_one_is_a_conflict_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    with specimens.store(path) as ana, Store.open(path) as bo:
        one, two, _ = specimens.keys(ana)
        [said] = ana.append([specimens.event(one, note="not for other eyes")], {one: None})
        with pytest.raises(ConflictError) as caught:
            bo.append(
                [specimens.event(two, reviewer="bo"), specimens.event(one, reviewer="bo")], {two: None, one: None}
            )
        assert (caught.value.key, caught.value.event) == (one, said)
        assert "not for other eyes" not in str(caught.value)
        assert ana.last_seq() == 1
        bo.append([specimens.event(one, "dismiss", "bo")], {one: said.seq})
        [item] = ana.items(ana.ids("f.state = 'disputed'"))
        assert (item.key, item.first_by, item.second_by) == (one, "ana", "bo")


_AHEAD = (
    'INSERT INTO event SELECT seq+5, key, kind, reviewer, session, at, value, detail, note, "group", undoes, start,'
    ' "end", prev, digest FROM event WHERE seq=1'
)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET value='dismiss' WHERE seq=1",
        "DELETE FROM event WHERE seq=1",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq=1",
        _AHEAD,
    ],
)
def test_events_are_never_changed_deleted_or_replaced(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "a.store"
    with specimens.store(path) as store:
        [key, *_] = specimens.keys(store)
        store.append([specimens.event(key)], {})
        before = store.events()
        with sqlite3.connect(path) as db, pytest.raises(sqlite3.IntegrityError, match="events are"):
            db.execute(sql)
        assert store.events() == before


def test_the_chain_rests_on_everything_an_event_says(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        [key, *_] = specimens.keys(store)
        full = New(key, "decided", "ana", "s", specimens.NOW, "confirm", "b(6)", "note", "g", 7, 1, 2)
        one, two = store.append([full, full], {})
        assert one.digest == log.digest(one, log.START)
        assert two.digest == log.digest(two, one.digest)
        for name in type(one).__struct_fields__:
            if name == "digest":
                continue
            value = getattr(two, name)
            changed = value + 1 if isinstance(value, int) else f"{value}."
            other = type(two)(**{field: getattr(two, field) for field in type(two).__struct_fields__} | {name: changed})
            assert log.digest(other, one.digest) != two.digest, name


def test_text_that_is_no_utf8_can_be_said(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        [key, *_] = specimens.keys(store)
        [event] = store.append([specimens.event(key, note="caf\udce9")], {})
        assert store.history(key) == [event]
        assert store.verify() == []


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            ("decided", "disposed", "cleared", "annotated", "revealed", "assigned", "adjudicated", "undone")
        ),
        st.sampled_from(("ana", "bo", "cy")),
        st.sampled_from(("confirm", "dismiss", "second", "pass")),
        st.integers(1, 12),
    ),
    max_size=12,
)


@given(EVENTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cache_says_what_the_log_says(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, str, str, str, int]]
) -> None:
    path = tmp_path_factory.mktemp("heads") / "a.store"
    with specimens.store(path) as store:
        keys = specimens.keys(store)
        for number, kind, reviewer, value, undoes in said:
            undone = {"undoes": undoes} if kind == "undone" else {}
            store.append([specimens.event(keys[number], value, reviewer, kind, **undone)], {})  # type: ignore[arg-type]  # one of the kinds
        heads = {key: fold(key, store.history(key)) for key in keys if store.history(key)}
        assert store.heads(keys) == heads
        items = store.items(store.ids())
        assert [(item.state, item.decision, item.seq) for item in items] == [
            (heads[key].state, heads[key].decision, heads[key].seq) if key in heads else ("open", None, None)
            for key in keys
        ]
        assert store.verify() == []
        assert store.rebuild() == len(heads)
        assert (store.heads(keys), store.items(store.ids())) == (heads, items)


def test_a_cache_that_is_wrong_is_noticed_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    with specimens.store(path) as store:
        one, *_ = specimens.keys(store)
        store.append([specimens.event(one)], {})
        right = store.items(store.ids())
        for sql in (
            "UPDATE head SET decision='dismiss'",
            "UPDATE finding SET decision='dismiss' WHERE state='first'",
            "UPDATE finding SET state='agreed' WHERE row=2",
            "DELETE FROM head",
            "UPDATE head SET key='ra1:stray'",
        ):
            with sqlite3.connect(path) as db:
                db.execute(sql)
            assert {problem.what for problem in store.verify()} == {"head"}, sql
            assert store.rebuild() == 1
            assert store.verify() == []
            assert store.items(store.ids()) == right


WRITER = """
import sys
from redaction_audit.review.events import New
from redaction_audit.store import ConflictError, Store
path, name, order = sys.argv[1:4]
with Store.open(path, wait=60) as store:
    items = store.items(store.ids())
    if order == "back":
        items.reverse()
    sys.stdin.readline()  # all start together
    made = conflicts = 0
    for item in items:
        event = New(item.key, "decided", name, name, "2026-01-15T09:00:00+00:00", "confirm")
        try:
            store.append([event], {item.key: None})
            made += 1
        except ConflictError as error:
            assert error.event is not None and error.event.reviewer != name
            conflicts += 1
    print(made, conflicts)
"""


def test_four_writers_make_every_first_decision_once(tmp_path: Path) -> None:
    """Two from the front and two from the back, so that they meet."""
    path = tmp_path / "a.store"
    records = [specimens.audited(f"05PORTO{number}", 10) for number in range(30)]
    with specimens.store(path, *records) as store:
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), f"r{number}", order],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )
            for number, order in enumerate(("front", "back", "front", "back"))
        ]  # fmt: skip
        told = [writer.communicate("go\n")[0].split() for writer in writers]
        assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
        made, conflicts = zip(*(map(int, words) for words in told), strict=True)
        assert sum(made) == 300
        assert [one + other for one, other in zip(made, conflicts, strict=True)] == [300] * 4
        assert len(store.events()) == 300
        assert len({event.key for event in store.events()}) == 300
        assert store.totals() == (("first", "confirm", 300),)
        assert store.verify() == []


KILLED = """
import sys
from redaction_audit.review.events import New
from redaction_audit.store import Store
with Store.open(sys.argv[1]) as store:
    rows = store.ids()
    print("ready", flush=True)
    for number in range(100_000):
        [item] = store.items([rows[number % len(rows)]])
        event = New(item.key, "decided", "ana", "s", "2026-01-15T09:00:00+00:00", "confirm", note=str(number))
        [stored] = store.append([event], {item.key: item.seq})
        print(stored.seq, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    """Without a screen: killed at twenty different places, nothing that was told is lost, and nothing is torn."""
    path = tmp_path / "a.store"
    specimens.store(path, specimens.audited(findings=200)).close()
    chance = random.Random(20)
    told = 0
    for _ in range(20):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            for _ in range(chance.randrange(1, 40)):
                told = int(writer.stdout.readline())
            writer.kill()
            rest = writer.stdout.read().split("\n")
        told = max([told, *(int(line) for line in rest[:-1])])
        with Store.open(path, read_only=True) as store:
            assert store.last_seq() >= told
        with Store.open(path) as store:  # opening checks the pages
            assert store.last_seq() >= told
            told = store.last_seq()
            assert store.verify() == []


SCANNER = """
import sys
sys.path.insert(0, sys.argv[2])
from store import specimens
from redaction_audit.store import Store
with Store.open(sys.argv[1]) as store:
    id_ = store.start_run(specimens.run())
    for number in range(1_000_000):
        store.add(id_, specimens.audited(f"05PORTO{number}", 10))
        if number == 600:
            print("going on", flush=True)
"""


def test_a_scan_that_is_killed_leaves_whole_records_and_no_closed_run(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    command = [sys.executable, "-c", SCANNER, str(path), str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as scanner:
        assert scanner.stdout is not None
        assert scanner.stdout.readline() == "going on\n"
        scanner.kill()
    with Store.open(path) as store:
        [run] = store.runs()
        assert not run.ended
        assert run.records == store.records() == len(store.record_rows()) > 100
        assert run.findings == len(store.ids()) == 10 * store.records()
        assert store.verify() == []


def test_a_full_disk_saves_nothing_and_says_so(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        [key, *_] = specimens.keys(store)
        store.append([specimens.event(key)], {key: None})
        before = store.events(), store.items(store.ids()), store.heads([key])
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count={pages}")
        large = specimens.event(key, "dismiss", note="x" * 50_000)
        with pytest.raises(SaveError, match="nothing was saved: the disk is full"):
            store.append([specimens.event(key, "refer"), large], {key: 1})
        with pytest.raises(SaveError, match="the disk is full"):
            store.set_draft("ana", key, "x" * 50_000)
        assert (store.events(), store.items(store.ids()), store.heads([key])) == before
        store._db.execute("PRAGMA max_page_count=1000000")
        store.append([large], {key: 1})  # the same key again, once there is room
        assert store.verify() == []


def test_a_lock_that_is_held_saves_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    with Store.open(path, wait=0.01) as store, sqlite3.connect(path, isolation_level=None) as other:
        [key, *_] = specimens.keys(store)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SaveError, match="nothing was saved: another program holds the store"):
            store.append([specimens.event(key)], {key: None})
        assert store.ids()  # reading goes on
        other.execute("ROLLBACK")
        assert store.last_seq() == 0
        store.append([specimens.event(key)], {key: None})


def test_nothing_is_said_to_be_saved_in_a_file_that_is_gone_or_another_one(tmp_path: Path) -> None:
    path, aside = tmp_path / "a.store", tmp_path / "aside"
    specimens.store(path).close()
    with Store.open(path) as store:
        [key, *_] = specimens.keys(store)
        path.rename(aside)
        with pytest.raises(SaveError, match="nothing was saved: the file is gone, or another one stands in its place"):
            store.append([specimens.event(key)], {key: None})
        shutil.copy(aside, path)
        with pytest.raises(SaveError, match="another one stands in its place"):
            store.append([specimens.event(key)], {key: None})
        assert store.last_seq() == 0
        aside.replace(path)
        store.append([specimens.event(key)], {key: None})
    with Store.open(path) as again:
        assert again.last_seq() == 1


def test_a_scan_that_finds_no_room_says_so_and_keeps_its_batch(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.store") as store:
        id_ = store.start_run(specimens.run())
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(SaveError, match="the disk is full"):
            store.add(id_, specimens.audited(findings=300))
        assert store.records() == 0
        with pytest.raises(SaveError, match="the disk is full"):
            store.add(id_, specimens.audited(findings=1))
        store._db.execute("PRAGMA max_page_count=1000000")
        store.end_run(id_, None)
        assert store.records() == 2
        assert specimens.keys(store)[-1] == f"{specimens.keys(store)[0]}#2"
        assert store.verify() == []
