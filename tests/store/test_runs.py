"""Runs and records: what went in comes out; read at once; decisions outlive a scan."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.model import Audited, Citation, Gap, Origin
from redaction_audit.store import Store
from redaction_audit.store.opening import statements
from store import specimens


def test_a_finding_comes_out_as_it_went_in(tmp_path: Path) -> None:
    odd = specimens.finding(7, rule="RED010", severity="error")
    other = specimens.finding(8)
    other = type(other)(**{**_fields(other), "citations": (Citation("of its own"),), "basis": ()})
    given_ = specimens.audited(findings=[specimens.finding(0), odd, other])
    with specimens.store(tmp_path / "a.store", given_) as store:
        assert tuple(store.finding(row) for row in store.ids()) == given_.findings
        assert store.finding(99) is None


def test_a_record_comes_out_as_it_went_in(tmp_path: Path) -> None:
    given_ = specimens.audited()
    with specimens.store(tmp_path / "a.store", given_) as store:
        [row] = store.record_rows()
        record = store.record(row)
        assert record is not None
        assert given_.about is not None
        assert (record.record, record.origin, record.size) == (given_.record, given_.origin, given_.size)
        assert (record.hidden, record.gaps) == (given_.hidden, given_.gaps)
        assert (record.date, record.orders, record.level, record.digest) == tuple(_fields(given_.about).values())[:4]
        assert [rest.profile for _, rest in store.rests(1)] == [given_.about.profile]
        assert [finding for _, finding in store.findings_of(1)] == list(given_.findings)
        assert store.record(99) is None


def test_a_run_comes_out_as_it_went_in(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        [run] = store.runs()
        assert (run.id, run.version, run.rules_digest, run.as_of) == (1, "0.1.0", "rules-one", "2026-01-15")
        assert (run.paths, run.rules, run.folder) == (("batch",), ("DEC004", "RED010"), "/batch")
        assert (run.records, run.findings, run.ended, run.summary) == (1, 3, True, b'{"records":1}')
        assert store.current_run() == 1


def test_names_that_are_no_utf8_come_out_as_they_went_in(tmp_path: Path) -> None:
    path = b"batch/caf\xe9.txt".decode("utf-8", "surrogateescape")
    item = specimens.finding(1)
    item = type(item)(**{**_fields(item), "path": path, "origin": Origin(path, path), "data": {"other": path}})
    audited = Audited(item.record, item.origin, findings=(item,), gaps=(Gap(path, "no UTF-8"),))
    with specimens.store(tmp_path / "a.store", audited) as store:
        record = store.record(1)
        found = store.finding(1)
        assert record is not None
        assert record.origin == Origin(path, path)
        assert found is not None
        assert found.path == path
        assert store.verify() == []


def test_an_input_without_a_record_is_kept_and_not_counted(tmp_path: Path) -> None:
    gap = Gap("batch/empty.txt", "is empty")
    unread = Audited("", Origin("batch/empty.txt"), gaps=(gap,))
    with specimens.store(tmp_path / "a.store", specimens.audited(), unread) as store:
        assert store.records() == 1
        assert [store.record(row).gaps[-1].reason for row in store.record_rows()][1:] == ["is empty"]  # type: ignore[union-attr]  # rows that were just listed exist


def test_a_reader_sees_the_first_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    with Store.open(path) as writer, Store.open(path) as reader:
        assert (reader.current_run(), reader.records(), list(reader.ids())) == (None, 0, [])
        id_ = writer.start_run(specimens.run())
        assert not reader.runs()[0].ended
        writer.add(id_, specimens.audited("05PORTO1"))
        assert reader.verify() == []  # a run that goes on is whole so far
        assert reader.changed()
        assert reader.records() == 1
        assert len(reader.ids()) == 3
        writer.add(id_, specimens.audited("05PORTO2"))
        writer.end_run(id_, None)
        assert reader.records() == 2


def test_records_are_written_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.store"
    monkeypatch.setattr("redaction_audit.store.writer.SECONDS", 1e9)
    monkeypatch.setattr("redaction_audit.store.writer.RECORDS", 10)
    with Store.open(path) as writer, Store.open(path) as reader:
        id_ = writer.start_run(specimens.run())
        seen = []
        for number in range(25):
            writer.add(id_, specimens.audited(f"05PORTO{number}", 1))
            seen.append(reader.records())
        assert sorted(set(seen)) == [1, 11, 21] if seen[0] else [0, 10, 20]
        writer.close()
        assert reader.records() == 25
        assert not reader.runs()[0].ended


def test_a_batch_is_written_once_it_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("redaction_audit.store.writer.time.monotonic", lambda: clock[0])
    with Store.open(tmp_path / "a.store") as store:
        id_ = store.start_run(specimens.run())
        seen = []
        for now in (100.0, 100.1, 100.2, 100.3, 100.4):
            clock[0] = now
            store.add(id_, specimens.audited(f"05PORTO{now}", 1))
            seen.append(store.records())
        assert seen == [1, 1, 1, 4, 4]


def test_records_of_one_id_keep_all_their_findings(tmp_path: Path) -> None:
    audited = specimens.audited(findings=2)
    with specimens.store(tmp_path / "a.store", audited, audited, audited) as store:
        base = [item.fingerprint for item in audited.findings]
        expected = [*base, *(f"{key}#2" for key in base), *(f"{key}#3" for key in base)]
        assert specimens.keys(store) == expected
        specimens.scan(store, audited, audited, audited)
        assert specimens.keys(store) == expected
        assert [store.finding(row).fingerprint for row in store.ids()] == base * 3  # type: ignore[union-attr]  # as above


def test_decisions_hold_over_a_rescan_and_what_is_gone_is_orphaned(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store", specimens.audited(findings=3)) as store:
        first, second, third = specimens.keys(store)
        for key in (first, second, third):
            store.append([specimens.event(key, note=f"on {key}")], {key: None})
        moved = [specimens.finding(number) for number in (1, 2, 5)]
        moved[0] = type(moved[0])(**{**_fields(moved[0]), "start": 500, "end": 504, "line": 20})
        specimens.scan(store, specimens.audited(findings=moved))
        assert [(item.key, item.state, item.decision, item.noted) for item in store.items(store.ids())] == [
            (second, "first", "confirm", True),
            (third, "first", "confirm", True),
            (moved[2].fingerprint, "open", None, False),
        ]
        [orphan] = store.orphans()
        assert (orphan.key, orphan.record, orphan.events) == (first, "05PORTO1", 1)
        assert orphan.head.decision == "confirm"
        assert len(store.events()) == 3
        specimens.scan(store, specimens.audited(findings=3))
        assert store.orphans() == []
        assert {item.decision for item in store.items(store.ids())} == {"confirm"}


def test_decisions_are_made_while_a_scan_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    with specimens.store(path) as scanner, Store.open(path) as reviewer:
        keys = specimens.keys(reviewer)
        id_ = scanner.start_run(specimens.run())
        reviewer.append([specimens.event(keys[0])], {keys[0]: None})  # the new run does not hold it yet
        scanner.add(id_, specimens.audited())
        scanner.end_run(id_, None)
        assert [item.decision for item in reviewer.items(reviewer.ids())] == ["confirm", None, None]
        assert reviewer.verify() == []


def test_runs_of_other_rules_are_reported(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store") as store:
        specimens.scan(store)
        assert store.notices == ()
        specimens.scan(store, digest="rules-two")
        [notice] = store.notices
        assert "run 3 was judged by other rules than run 2" in notice


@given(st.lists(st.sampled_from(["SELECT 1;", "SELECT ';';", "-- a; comment", "CREATE TABLE t (a,\n b);", ""])))
def test_a_script_is_cut_into_its_statements(lines: list[str]) -> None:
    cut = list(statements("\n".join(lines) + "\n"))
    assert len(cut) == sum(line.endswith(";") for line in lines)


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__struct_fields__}  # type: ignore[attr-defined]  # a Struct
