"""Texts are read again from where they stood, whatever file they stood in, or not shown."""

import os
import random
from pathlib import Path

import pytest

from redaction_audit import intake
from redaction_audit.folders import Request, units
from redaction_audit.model import Gap, Origin, Record
from redaction_audit.review.source import KEPT, Opened, Source, taken
from redaction_audit.store import StoredRecord

KEY = b"k" * 32
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def stored(row: int, record: Record, digest: bytes | None = b"") -> StoredRecord:
    taken_ = taken(KEY, record.text) if digest == b"" else digest
    return StoredRecord(row, 1, "id", record.origin, record.size, None, None, None, (), taken_, ())


def scanned(request: Request) -> list[Record]:
    found = [item for unit in units(request) if not isinstance(unit, Gap) for item in intake.records(unit, request)]
    return [item for item in found if isinstance(item, Record)]


def test_every_record_of_every_sample_is_found_again_in_any_order() -> None:
    request = Request((str(SAMPLES),))
    found = scanned(request)
    assert any(record.origin.row for record in found)
    assert any((record.origin.line or 1) > 1 for record in found)
    order = list(enumerate(found))
    random.Random(3).shuffle(order)
    source = Source(request, "/", KEY)
    assert all(source.open(stored(row, record)) == Opened(record.text) for row, record in order)


def test_a_file_of_many_records_is_read_once_on_the_way_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f'{{"id": "R{n}", "text": "number {n}"}}\n' for n in range(50))
    (tmp_path / "batch.jsonl").write_text(lines)
    request = Request((str(tmp_path),))
    found = scanned(request)
    opened = 0
    reading = intake.records

    def counted(*arguments: object) -> object:
        nonlocal opened
        opened += 1
        return reading(*arguments)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr("redaction_audit.review.source.records", counted)
    source = Source(request, "/", KEY)
    for row, record in enumerate(found):
        assert source.open(stored(row, record)).text == f"number {row}"
    assert opened == 1
    source.open(stored(49 - KEPT, found[49 - KEPT]))
    assert opened == 2
    source.open(stored(49, found[49]))
    assert opened == 2  # among those just left
    source.forget()
    source.open(stored(49, found[49]))
    assert opened == 3


def test_what_changed_or_went_is_said(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_text("SUBJECT: DUES\n")
    [record] = scanned(Request((str(place),)))
    changed = "the file has changed since it was audited: audit it again"
    for text, digest, why in (
        ("SUBJECT: DUES\n", b"", None),
        ("SUBJECT: DUEZ\n", b"", changed),
        ("SUBJECT: DUES AND MORE\n", None, changed),
        ("", b"", "the file is empty"),
    ):
        place.write_text(text)
        assert Source(Request(()), "/", KEY).open(stored(1, record, digest)).why == why
    place.unlink()
    assert Source(Request(()), "/", KEY).open(stored(1, record)).why == "the file is not there any more"


def test_inputs_that_cannot_be_read_again_say_so() -> None:
    source = Source(Request((), stdin_filename="cable.txt"), "/nowhere", KEY)
    for path in ("-", "cable.txt"):
        record = Record("x", Origin(path), id="x")
        assert (
            source.open(stored(len(path), record)).why == "it was read from standard input, which cannot be read again"
        )
    gap = Gap("a.pdf", "is of no known format")
    unread = StoredRecord(99, 1, "", Origin("a.pdf"), 0, None, None, None, (), None, (gap,))
    assert source.open(unread).why == "is of no known format"


def test_relative_paths_start_where_the_scan_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("SUBJECT: DUES\n")
    monkeypatch.chdir(tmp_path)
    [record] = scanned(Request(("in",)))
    monkeypatch.chdir("/")
    assert Source(Request(()), str(tmp_path), KEY).open(stored(1, record)).text == "SUBJECT: DUES\n"


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_names_that_are_no_unicode_are_found(tmp_path: Path) -> None:
    place = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        place.write_text("SUBJECT: DUES\n")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    [record] = scanned(Request((str(tmp_path),)))
    assert Source(Request(()), "/", KEY).open(stored(1, record)).text == "SUBJECT: DUES\n"
