"""Lists, windows, counts; a reviewer's desk."""

from pathlib import Path

import pytest

from redaction_audit.store import Lease, Store
from redaction_audit.store.listing import select
from store import specimens


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = specimens.store(
        tmp_path / "a.store",
        specimens.audited("05PORTO2", [specimens.finding(n, "05PORTO2", severity="note") for n in (1, 2)]),
        specimens.audited("05PORTO1", [specimens.finding(3), specimens.finding(4, rule="RED010", severity="error")]),
    )
    keys = specimens.keys(made)
    made.append([specimens.event(keys[0]), specimens.event(keys[3], "dismiss")], {})
    made.append([specimens.event(keys[3], "confirm", "bo")], {})
    return made


def named(store: Store, *query: object) -> list[str]:
    return [f"{item.record} {item.rule} {item.severity}" for item in store.items(store.ids(*query))]  # type: ignore[arg-type]  # as given


def test_ids_come_in_order_of_reading_and_of_the_page(store: Store) -> None:
    assert named(store) == [
        "05PORTO2 DEC004 note", "05PORTO2 DEC004 note", "05PORTO1 DEC004 warning", "05PORTO1 RED010 error",
    ]  # fmt: skip
    assert list(store.ids()) == sorted(store.ids())


def test_ids_are_filtered_and_sorted(store: Store) -> None:
    assert named(store, "f.severity >= ?", (2,), "f.severity DESC, f.row") == [
        "05PORTO1 RED010 error", "05PORTO1 DEC004 warning",
    ]  # fmt: skip
    assert named(store, "r.record = ? AND s.message GLOB ?", ("05PORTO2", "*(2)")) == ["05PORTO2 DEC004 note"]
    assert named(store, "", (), "r.record, f.row")[0] == "05PORTO1 DEC004 warning"
    assert named(store, "f.state = 'disputed'") == ["05PORTO1 RED010 error"]
    assert named(store, "EXISTS (SELECT 1 FROM event WHERE event.key = f.key AND event.reviewer = ?)", ("bo",)) == [
        "05PORTO1 RED010 error"
    ]


def test_items_come_in_the_order_asked_for_and_know_all_they_show(store: Store) -> None:
    rows = store.ids()
    assert [item.row for item in store.items([rows[2], rows[0], 99, rows[1]])] == [rows[2], rows[0], rows[1]]
    last = store.items(rows)[-1]
    found = store.finding(last.row)
    assert found is not None
    for name in ("record", "rule", "name", "severity", "confidence", "start", "end", "line", "column", "paragraph"):
        assert getattr(last, name) == getattr(found, name), name
    assert (last.message, last.key) == (found.message, found.fingerprint)
    assert (last.state, last.first_by, last.second_by, last.seq) == ("disputed", "ana", "bo", 3)
    assert store.rows_of(last.record_row) == rows[2:]
    assert store.rows_for([last.key, "ra1:none"]) == {last.key: last.row}


def test_counts(store: Store) -> None:
    assert store.records() == 2
    assert store.totals() == (("disputed", "dismiss", 1), ("first", "confirm", 1), ("open", None, 2))
    assert store.by_severity() == (("error", 1, 0), ("warning", 1, 1), ("note", 2, 1))
    assert store.by_rule() == (
        ("DEC004", "order-out-of-force", 3, 2, 1, 0, 0, 0),
        ("RED010", "open-elsewhere", 1, 0, 0, 1, 0, 0),
    )
    assert store.per_day() == (("2026-01-15", 3, 2, 1, 0, 0),)
    assert store.count() == 4
    assert store.count("f.state = ? AND r.record GLOB ?", ("open", "*2")) == 1
    assert store.counts("f.rule", "f.state <> ?", ("open",)) == {"DEC004": 1, "RED010": 1}
    assert store.counts("f.severity") == {1: 2, 2: 1, 3: 1}
    [key] = [item.key for item in store.items(store.ids("f.state = 'first'"))]
    store.append([specimens.event(key, kind="undone", value=None, undoes=1)], {})
    assert store.per_day() == (("2026-01-15", 2, 1, 1, 0, 0),)


def test_an_empty_store_counts_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.store") as store:
        assert (store.records(), list(store.ids()), store.items([1]), list(store.record_rows())) == (0, [], [], [])
        assert (store.totals(), store.by_rule(), store.by_severity(), store.per_day()) == ((), (), (), ())
        assert (store.runs(), store.orphans(), store.events(), store.heads(["x"]), store.verify()) == (
            [],
            [],
            [],
            {},
            [],
        )


def test_a_desk_keeps_what_its_reviewer_left(store: Store) -> None:
    path = store.path
    [key, *_] = specimens.keys(store)
    store.set_bookmark("ana", b"one")
    store.set_bookmark("ana", b"two")
    store.set_draft("ana", key, "half a no")
    store.close()
    with Store.open(path) as again:
        assert (again.bookmark("ana"), again.bookmark("bo")) == (b"two", None)
        assert (again.draft("ana", key), again.draft("bo", key)) == ("half a no", None)
        again.set_draft("ana", key, None)
        assert again.draft("ana", key) is None


def test_a_mark_is_seen_by_whoever_made_it(store: Store) -> None:
    [key, *_] = specimens.keys(store)
    store.set_mark("ana", key, True)
    store.set_mark("ana", key, True)
    assert [item.marked for item in store.items(store.ids(), "ana")] == [True, False, False, False]
    assert not any(item.marked for item in store.items(store.ids(), "bo"))
    store.set_mark("ana", key, False)
    assert not any(item.marked for item in store.items(store.ids(), "ana"))


def test_a_lease_is_seen_by_others_until_it_runs_out_or_moves_on(store: Store) -> None:
    one, two = store.record_rows()
    store.lease(one, "ana", "2026-01-15T09:02")
    assert [item.leased_by for item in store.items(store.ids(), "bo", "2026-01-15T09:01")] == ["ana", "ana", None, None]
    assert not any(item.leased_by for item in store.items(store.ids(), "bo", "2026-01-15T09:03"))
    assert not any(item.leased_by for item in store.items(store.ids(), "ana", "2026-01-15T09:01"))
    store.lease(two, "ana", "2026-01-15T09:04")
    assert store.leases() == [Lease(two, "ana", "2026-01-15T09:04")]
    store.release("ana")
    assert store.leases() == []


def test_looking_writes_nothing(store: Store) -> None:
    """Moving a cursor writes nothing, as far as the store goes."""
    path = store.path
    with Store.open(path) as watcher:
        for row in list(store.ids()) * 25:
            store.items([row], "ana", specimens.NOW)
            store.finding(row)
            store.record(store.items([row])[0].record_row)
            store.heads(specimens.keys(store))
        assert not watcher.changed()


def test_lists_of_many_findings_are_asked_in_portions(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "b.store", specimens.audited(findings=1234)) as store:
        rows = store.ids()
        assert [item.row for item in store.items(rows)] == list(rows)
        assert len(store.rows_for(specimens.keys(store))) == 1234
        store.append([specimens.event(key) for key in specimens.keys(store)], dict.fromkeys(specimens.keys(store)))
        assert len(store.heads(specimens.keys(store))) == 1234


@pytest.mark.parametrize(
    ("where", "order"),
    [
        ("", "f.row"),
        ("", "f.severity DESC, f.row"),
        ("f.state = 'open'", "f.severity DESC, f.row"),
        ("", "f.rule, f.row"),
        ("f.rule = 'DEC004'", "f.row"),
    ],
)
def test_lists_rest_on_an_index(store: Store, where: str, order: str) -> None:
    plan = store._db.execute("EXPLAIN QUERY PLAN " + select("f.row", where, f"ORDER BY {order}"), (1,)).fetchall()
    assert len([step for step in plan if "SEARCH" in step[3] or "SCAN" in step[3]]) == 1  # no join
    assert "USING" in plan[0][3]
    assert "INDEX finding_" in plan[0][3]
