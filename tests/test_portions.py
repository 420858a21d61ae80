"""A batch is cut into portions that hold, in order, all that reading it file by file yields."""

import csv
import io
import json
import sys
import tarfile
import zipfile
from itertools import chain
from pathlib import Path

import pytest

from redaction_audit import portions
from redaction_audit.intake import Request, Unit, records, units
from redaction_audit.model import Gap, Origin, Record
from redaction_audit.portions import Portion, grouped, in_turn, shared_out

TEXTS = [f"The board met XXXXXXXXXXXX at noon, item {number}.\n" * 20 for number in range(90)]


def batch(folder: Path) -> Request:
    """Write small files around large containers, and a container that is no such thing."""
    for number in (0, 1):
        (folder / f"a{number}.txt").write_text(TEXTS[number])
        (folder / f"z{number}.txt").write_text(TEXTS[number])
    rows = [json.dumps({"id": f"r{number}", "text": text}) for number, text in enumerate(TEXTS)]
    (folder / "b.jsonl").write_text("\n".join([*rows[:50], "broken", *rows[50:]]))
    with (folder / "c.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *((f"c{number}", text) for number, text in enumerate(TEXTS))])
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        for number, text in enumerate(TEXTS):
            archive.writestr(f"{number}.txt", text)
    with tarfile.open(folder / "e.tar", "w") as archive:
        for number, text in enumerate(TEXTS):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    (folder / "f.zip").write_bytes(b"PK\3\4" + b"no archive " * 9_000)
    (folder / "g.txt").write_text("\n\n".join(TEXTS))
    return Request(paths=(str(folder),))


def items(found: list[Portion], request: Request) -> list[Record | Gap]:
    return list(chain.from_iterable(chain.from_iterable(portion.groups(request)) for portion in found))


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    monkeypatch.setattr(portions, "BYTES", 20_000)
    monkeypatch.setattr("redaction_audit.intake._SMALL", 10_000)
    return batch(tmp_path)


def test_portions_hold_all_that_the_files_hold_in_their_order(request_: Request) -> None:
    one_by_one = [item for unit in units(request_) if isinstance(unit, Unit) for item in records(unit, request_)]
    cut, whole = list(shared_out(units(request_), request_)), list(in_turn(units(request_)))
    assert items(cut, request_) == items(whole, request_) == one_by_one
    assert sum(portion.files for portion in cut) == sum(portion.files for portion in whole) == 10


def test_tables_and_archives_are_read_beforehand_and_texts_are_not(request_: Request) -> None:
    cut = list(shared_out(units(request_), request_))
    handed = [Path(unit.path).name for portion in cut for unit in portion.units if isinstance(unit, Unit)]
    assert handed == ["a0.txt", "a1.txt", "g.txt", "z0.txt", "z1.txt"]
    read = [portion.read for portion in cut if portion.read]
    assert len(read) > 4 * 4
    assert all(sum(len(item.text) for item in part if isinstance(item, Record)) < 22_000 for part in read)


def test_standard_input_is_read_by_the_process_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO("\n".join(json.dumps({"text": text}) for text in TEXTS).encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    request = Request(paths=("-",), stdin_filename="rows.jsonl")
    cut = list(shared_out(units(request), request))
    assert not any(portion.units for portion in cut)
    assert len(items(cut, request)) == len(TEXTS)


def test_a_gap_in_the_list_of_files_keeps_its_place(tmp_path: Path) -> None:
    gap = Gap("folder", "cannot be read")
    unit = Unit(str(tmp_path / "gone.txt"), "gone.txt")
    request = Request(paths=())
    for found in (in_turn([gap, unit, gap]), shared_out([gap, unit, gap], request)):
        [first, missing, last] = items(list(found), request)
        assert (first, last) == (gap, gap)
        assert isinstance(missing, Gap)
        assert missing.path == "gone.txt"


def test_a_group_ends_at_so_many_items_or_so_much_text() -> None:
    [record] = records_of("abcde")
    gap = Gap("file", "reason")
    assert [len(group) for group in grouped([gap] * 7, 3, 10)] == [3, 3, 1]
    assert [len(group) for group in grouped([record] * 5, 9, 10)] == [2, 2, 1]
    assert list(grouped([], 3, 10)) == []


def records_of(*texts: str) -> list[Record]:
    return [Record(text, Origin("file")) for text in texts]
