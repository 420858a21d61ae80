"""scan --store: the run as printed, whatever the number of jobs; no hidden text; nothing of it without the option."""

import hashlib
import hmac
import json
import subprocess
import sys
from pathlib import Path

import pytest

from redaction_audit import intake, law, marks, portions
from redaction_audit.check import discover
from redaction_audit.cli import main
from redaction_audit.engine import Auditor, Settings
from redaction_audit.folders import Request
from redaction_audit.model import Origin, Record
from redaction_audit.store import Store
from store import specimens
from tests.canary import CANARY, cable

CABLE = cable(
    f"""1. (C) Summary: The ferry XXXXXXXXXXXX stopped, and XXXXXXXX{CANARY} said
 so. End Summary.
""",
)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(CABLE.replace("ARVENDA17", f"ARVENDA{17 + number}"))
    (folder / "empty.txt").write_text("")
    return folder


def scan(batch: Path, store: Path, *more: str) -> int:
    return main(["scan", str(batch), "--as-of", "2026-01-15", "--store", str(store), "-q", *more])


def test_the_store_holds_what_the_report_says(batch: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert scan(batch, tmp_path / "a.store", "--format", "json", "-o", str(report)) == 3
    document = json.loads(report.read_text())
    with Store.open(tmp_path / "a.store") as store:
        stored = [store.finding(row) for row in store.ids()]
        assert [item.fingerprint for item in stored if item] == [item["fingerprint"] for item in document["findings"]]
        assert [item.citations[0].text for item in stored if item and item.citations] == [
            item["citations"][0]["text"] for item in document["findings"] if item["citations"]
        ]
        assert store.records() == 3
        assert len(store.record_rows()) == 4
        [run] = store.runs()
        assert run.ended
        assert json.loads(run.summary or b"") == document["summary"]
        assert json.loads(run.request or b"")["id_field"] == "id"
        assert (run.folder, run.paths) == (str(Path.cwd()), (str(batch),))
        assert store.verify() == []


def test_the_store_is_the_same_whatever_the_number_of_jobs(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "FILES", 1)
    for count in (1, 2):
        scan(batch, tmp_path / f"{count}.store", "--jobs", str(count))
    with Store.open(tmp_path / "1.store") as one, Store.open(tmp_path / "2.store") as two:
        assert one.items(one.ids()) == two.items(two.ids())
        assert [one.record(row) for row in one.record_rows()] != []
        for row in one.record_rows():
            left, right = one.record(row), two.record(row)
            assert left is not None
            assert right is not None
            assert (left.origin, left.hidden, left.date) == (right.origin, right.hidden, right.date)


def test_a_record_is_known_by_date_orders_level_and_a_keyed_digest(batch: Path, tmp_path: Path) -> None:
    scan(batch, tmp_path / "a.store")
    with Store.open(tmp_path / "a.store") as store:
        record = store.record(store.record_rows()[0])
        assert record is not None
        assert (record.date, record.orders, record.level) == ("2005-05-12", ("eo12958_am",), "CONFIDENTIAL")
        text = (batch / "0.txt").read_text().encode()
        assert record.digest == hmac.digest(store.key, text, "sha256")
        assert hashlib.sha256(text).digest() != record.digest


def test_hidden_spans_are_kept_and_hidden_text_is_not(batch: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    scan(batch, path)
    with Store.open(path) as store:
        record = store.record(store.record_rows()[0])
        assert record is not None
        assert [CABLE[start:end].strip("X") for start, end in record.hidden] == [CANARY, CANARY]
    for file in tmp_path.glob("a.store*"):
        data = file.read_bytes().lower()
        assert CANARY.lower().encode() not in data
        assert CANARY[2:8].lower().encode() not in data
        assert b"the ferry" not in data  # nor any other text of a record


def test_hidden_spans_are_known_of_every_record() -> None:
    auditor = Auditor(law.load(), marks.scanner("re"), discover(), Settings(specimens.run().as_of))
    audited = auditor.audit(Record(CABLE, Origin("a.txt")))
    assert audited.about is None  # nobody asked
    assert len(audited.hidden) == 2


def test_a_second_scan_keeps_what_reviewers_said(batch: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    scan(batch, path)
    with Store.open(path) as store:
        key = specimens.keys(store)[0]
        store.append([specimens.event(key)], {key: None})
    (batch / "0.txt").write_text(CABLE.replace("\nSIPDIS", "\n\n\nSIPDIS"))
    scan(batch, path)
    with Store.open(path) as store:
        assert store.current_run() == 2
        [item] = store.items(store.ids("f.state = 'first'"))
        assert item.key == key
        assert store.orphans() == []


def test_a_scan_by_other_rules_says_so(batch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.store"
    specimens.store(path).close()
    main(["scan", str(batch), "--store", str(path)])
    assert "run 2 was judged by other rules than run 1" in capsys.readouterr().err


def test_a_scan_that_is_interrupted_is_not_closed(batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = intake.records

    def cut(unit: intake.Unit, request: Request) -> object:
        if unit.path.endswith("2.txt"):
            raise KeyboardInterrupt
        return found(unit, request)

    monkeypatch.setattr(portions, "records", cut)
    assert scan(batch, tmp_path / "a.store") == 130
    with Store.open(tmp_path / "a.store") as store:
        assert store.records() == 2
        assert not store.runs()[0].ended


@pytest.mark.parametrize("there", [True, False])
def test_what_cannot_be_a_store_is_said_before_anything_is_written(batch: Path, tmp_path: Path, there: bool) -> None:
    path = tmp_path / "notes.txt" if there else tmp_path / "notes.txt" / "a.store"
    (tmp_path / "notes.txt").write_text("mine")
    report = tmp_path / "report.json"
    assert scan(batch, path, "--format", "json", "-o", str(report)) == 2
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not report.exists()


def test_the_store_may_stand_in_the_folder_that_is_audited(batch: Path) -> None:
    (batch / "empty.txt").unlink()
    path = batch / "a.store"
    assert scan(batch, path) == 1
    with Store.open(path) as store, Store.open(path) as other:
        assert scan(batch, path) == 1
        assert len(store.record_rows()) == len(other.record_rows()) == 3


def test_a_path_that_does_not_exist_starts_no_run(tmp_path: Path) -> None:
    assert scan(tmp_path / "none", tmp_path / "a.store") == 2
    with Store.open(tmp_path / "a.store") as store:
        assert store.runs() == []


def test_without_the_option_no_database_is_loaded(batch: Path) -> None:
    code = (
        "import sys; from redaction_audit.cli import main; main(['scan', sys.argv[1], '-qq'])\n"
        "print(sorted({'sqlite3', 'textual', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(batch)], capture_output=True, text=True, timeout=60)
    assert done.stderr.splitlines()[-1] == "[]"
