"""Old runs are taken out: never what reviewers said, never what that rests on, and what is left is whole."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction_audit.cli import main
from redaction_audit.review.events import HAND, Event
from redaction_audit.store import DamagedError, SaveError, Store
from redaction_audit.store.verifying import verify_file
from store import specimens

AT = "2026-01-16T09:00:00.000+00:00"
CURRENT, LAST = "the current run", "among the last that ended"


def held(store: Store) -> list[int]:
    return [run.id for run in store.runs()]


def scanned(path: Path, *records: Sequence[str]) -> Path:
    """A store with one run for each sequence of records; each record holds two findings."""
    for names in records:
        specimens.store(path, *(specimens.audited(name, 2) for name in names)).close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three runs: the second and third no longer find record B, the third finds C as well."""
    return scanned(tmp_path / "a.store", "AB", "A", "AC")


def test_only_the_runs_that_are_kept_are_left_and_the_store_is_whole(path: Path) -> None:
    with Store.open(path) as store:
        done = store.prune(1, AT)
        assert [(run.id, run.records, run.findings, run.at) for run in done.gone] == [(1, 2, 4, AT), (2, 1, 2, AT)]
        assert [(fate.run.id, fate.why) for fate in done.stay] == [(3, (CURRENT,))]
        assert held(store) == [3]
        assert len(store.ids()) == 4
        assert store.verify() == []
    found = verify_file(path)
    assert (found.problems, found.runs, found.records, found.findings) == ((), 1, 2, 4)


def test_what_reviewers_said_is_the_same_to_the_byte(path: Path) -> None:
    with Store.open(path) as store:
        [first, *_] = specimens.keys(store)
        store.append([specimens.event(first), specimens.event(first, "dismiss", "bo")], {})
        before = store.events(), store.tip(), store.heads([first]), store.items(store.ids())
        store.prune(1, AT)
        assert (store.events(), store.tip(), store.heads([first]), store.items(store.ids())) == before


def test_a_run_stays_while_only_it_holds_a_finding_that_was_acted_on(path: Path) -> None:
    with Store.open(path) as store:
        rows = [item for item in store.items(range(1, 5)) if item.record == "B"]
        store.append([specimens.event(rows[0].key, note="about B")], {})
        orphans = store.orphans()
        done = store.prune(1, AT)
        assert [run.id for run in done.gone] == [2]
        assert [(fate.run.id, fate.why) for fate in done.stay] == [
            (1, ("no later run holds 1 finding that reviewers acted on",)),
            (3, (CURRENT,)),
        ]
        assert store.orphans() == orphans
        assert orphans[0].record == "B"
        assert store.verify() == []


def test_a_run_stays_while_a_finding_made_by_hand_stands_in_one_of_its_records(path: Path) -> None:
    with Store.open(path) as store:
        [row] = [row for row in store.record_rows() if (found := store.record(row)) and found.record == "A"]
        made = specimens.event(f"{HAND}1", str(row), kind="added", detail="A", start=1, end=2)
        store.append([made], {})
        specimens.scan(store, specimens.audited("A", 2))
        done = store.prune(1, AT)
        assert [run.id for run in done.gone] == [1, 2]
        assert [fate.why for fate in done.stay] == [("1 finding made by hand stand in its records",), (CURRENT,)]


def test_a_scan_that_was_cut_off_does_not_count_among_those_that_are_kept(path: Path) -> None:
    with Store.open(path) as store:
        store.start_run(specimens.run(), folder="/batch", started=AT)
        specimens.scan(store, specimens.audited("A", 2))
        cut = store.start_run(specimens.run(), folder="/batch", started=AT)
        done = store.prune(1, AT)
        assert [run.id for run in done.gone] == [1, 2, 3, 4]
        assert [(fate.run.id, fate.why) for fate in done.stay] == [(5, (LAST,)), (cut, (CURRENT,))]


def test_the_manifest_of_a_run_that_was_taken_out_can_still_be_verified(path: Path) -> None:
    with Store.open(path) as store:
        seal = store.runs()[0].seal
        assert seal is not None
        store.prune(1, AT)
        store.prune(1, AT)
        assert [run.id for run in store.taken_out()] == [1, 2]
    assert verify_file(path, sealed=(1, seal.hex())).problems == ()
    [problem] = verify_file(path, sealed=(1, "00" * 32)).problems
    assert (problem.what, problem.number) == ("run", 1)
    assert verify_file(path, sealed=(9, None)).problems != ()


def test_nothing_of_what_was_taken_out_is_left_in_the_file(tmp_path: Path) -> None:
    said = msgspec.structs.replace(specimens.finding(1, "A"), message="the zyzzyva was not in force")
    specimens.store(tmp_path / "a.store", specimens.audited("A", [said])).close()
    path = scanned(tmp_path / "a.store", [f"R{number}" for number in range(40)], ["A"])
    assert b"zyzzyva" in path.read_bytes()
    with Store.open(path) as store:
        done = store.prune(1, AT)
    assert done.after == path.stat().st_size < done.before
    assert b"zyzzyva" not in path.read_bytes()


def test_nothing_is_taken_out_while_somebody_has_a_record_open(path: Path) -> None:
    with Store.open(path) as store:
        [row, *_] = store.record_rows()
        store.lease(row, "bo", "2026-01-16T09:01:00.000+00:00")
        with pytest.raises(SaveError, match="bo has a record open; nothing was taken out"):
            store.prune(1, AT)
        assert held(store) == [1, 2, 3]
        store.lease(row, "bo", "2026-01-16T08:59:00.000+00:00")
        assert len(store.prune(1, AT).gone) == 2


def test_a_store_that_another_program_holds_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Store.open(path, wait=0.01) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SaveError, match="another program holds the store"):
            store.prune(1, AT)
        other.execute("ROLLBACK")
        assert held(store) == [1, 2, 3]


def test_a_store_opened_to_be_read_is_refused(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        with pytest.raises(SaveError, match="read-only"):
            store.prune(1, AT)
        assert held(store) == [1, 2, 3]


def test_a_store_that_is_not_whole_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE record SET size = size + 1 WHERE row = 1")
        db.commit()
    with Store.open(path) as store:
        with pytest.raises(DamagedError, match="nothing was taken out"):
            store.prune(1, AT)
        assert held(store) == [1, 2, 3]


@pytest.mark.parametrize(
    ("noted", "problem"),
    [
        (b"[]", None),
        (b"no list", ("file", None)),
        (b'[{"id":3,"started":"","records":2,"findings":4,"seal":null,"at":""}]', ("run", 3)),
    ],
)
def test_a_note_of_what_was_taken_out_that_cannot_be_is_found(
    path: Path, noted: bytes, problem: tuple[str, int | None] | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO store VALUES ('pruned', ?)", (noted,))
        db.commit()
    assert [(found.what, found.number) for found in verify_file(path).problems] == ([problem] if problem else [])
    assert main(["store", "prune", str(path), "--keep", "1"]) == (5 if problem else 0)
    main(["store", "list", str(path)])
    assert "internal error" not in capsys.readouterr().err


def test_a_scan_whose_run_was_taken_out_says_so_and_leaves_nothing_behind(path: Path) -> None:
    with Store.open(path) as scanning, Store.open(path) as store:
        run = scanning.start_run(specimens.run(), folder="/batch", started=AT)
        specimens.scan(store, specimens.audited("A", 2))
        store.prune(1, AT)
        with pytest.raises(SaveError, match=f"run {run} was taken out"):
            scanning.add(run, specimens.audited("D", 2))
        assert store.verify() == []
        assert verify_file(path).records == 1


def test_readers_beside_keep_the_file_from_shrinking_and_nothing_else(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Store.open(path, wait=0.01) as store:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        done = store.prune(1, AT)
        assert [run.id for run in done.gone] == [1, 2]
        other.execute("ROLLBACK")
        assert held(store) == [3]
        assert store.verify() == []


@settings(max_examples=25, deadline=None)
@given(
    scans=st.lists(st.sets(st.sampled_from("ABC"), min_size=1), min_size=1, max_size=5),
    said=st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 1)), max_size=4),
    keep=st.integers(1, 3),
)
def test_whatever_was_said_stands_as_before_and_its_findings_are_still_there(
    tmp_path_factory: pytest.TempPathFactory, scans: list[set[str]], said: list[tuple[str, int]], keep: int
) -> None:
    path = scanned(tmp_path_factory.mktemp("pruned") / "a.store", *map(sorted, scans))
    with Store.open(path) as store:
        keys = [f"ra1:{record}-DEC004-{number}" for record, number in said]
        store.append([specimens.event(key) for key in keys], {})
        before = store.events(), store.orphans(), store.items(store.ids())
        records = {event.key: record_of(store, event) for event in store.events()}
        done = store.prune(keep, AT)
        assert (store.events(), store.orphans(), store.items(store.ids())) == before
        assert {event.key: record_of(store, event) for event in store.events()} == records
        assert len(done.gone) + len(done.stay) == len(scans)
        assert store.verify() == []


def record_of(store: Store, event: Event) -> str | None:
    """The record of an event's finding, in the latest run that holds it."""
    found = [orphan.record for orphan in store.orphans() if orphan.key == event.key]
    rows = store.rows_for([event.key])
    return next((item.record for item in store.items(tuple(rows.values()))), found[0] if found else None)


# -- the command --


def test_the_command_lists_says_what_would_go_and_takes_it_out(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", "list", str(path)]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line[:6] for line in listed] == ["run 1:", "run 2:", "run 3:"]
    assert listed[0].endswith("2 records, 4 findings")
    assert listed[2].endswith("2 records, 4 findings - stays: the current run")

    before = path.read_bytes()
    assert main(["store", "prune", str(path), "--keep", "2", "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("would be taken out: run 1: ")
    assert said[1:] == [f"stays: run 2 ({LAST})", f"stays: run 3 ({CURRENT})"]
    assert path.read_bytes() == before

    assert main(["store", "prune", str(path), "--keep", "2"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("taken out: run 1: ")
    assert said[-1].startswith("freed: ")
    assert main(["verify", str(path)]) == 0
    assert "2 runs" in capsys.readouterr().out
    assert main(["store", "prune", str(path), "--keep", "2"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "nothing to take out"
    assert main(["store", "list", str(path)]) == 0
    assert "taken out 20" in capsys.readouterr().out.splitlines()[-1]


def test_wrong_use_is_said_and_changes_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong, words, code in (
        (["store", "prune", str(path), "--keep", "0"], "--keep: 0 would leave no run", 2),
        (["store", "prune", str(tmp_path / "none.store"), "--keep", "1"], "there is no such store", 2),
        (["store", "list", str(tmp_path)], "folder", 2),
    ):
        assert main(wrong) == code
        assert words in capsys.readouterr().err
    assert not (tmp_path / "none.store").exists()
    monkeypatch.setattr("redaction_audit.store.opening.os.access", lambda *_: False)
    assert main(["store", "prune", str(path), "--keep", "1"]) == 3
    assert "cannot be written; nothing was taken out" in capsys.readouterr().err


def test_completion_knows_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    assert "--keep" in capsys.readouterr().out
