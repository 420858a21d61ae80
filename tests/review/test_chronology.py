"""A chronicle holds the dates that stand on the page, and says what could not be read."""

import datetime as dt
from pathlib import Path

import pytest

from redaction_audit.model import Origin
from redaction_audit.review.chronology import Reader
from redaction_audit.store.values import StoredRecord, StoredRun

TODAY = dt.date(2026, 1, 15)
PAGE = """06ELLSWATER11
2006-03-14 15:20
2011-08-02 00:00
CONFIDENTIAL
Embassy Ellswater

C O N F I D E N T I A L ELLSWATER 000011

E.O. 12958: DECL: {decl}
TAGS: EWWT
SUBJECT: THE QUAY

Classified By: EconCouns Ada Rowe. Reason: 1.4 (b,d)

1. (C) The quay is new.
ROWE
"""


def chronicle(folder: Path, decl: str, **changed: object) -> tuple[object, ...]:
    (folder / "page.txt").write_text(PAGE.format(decl=decl), "utf-8")
    run = StoredRun(1, "1", "d", "2026-01-15", (), (), b"[]", str(folder), None, "", 1, 0, True, None)
    record = StoredRecord(4, 1, "06ELLSWATER11", Origin("page.txt"), 0, "2006-03-14", None, None, (), None, ())
    record = StoredRecord(**{name: changed.get(name, getattr(record, name)) for name in record.__struct_fields__})  # type: ignore[arg-type]  # as they were
    size = (folder / "page.txt").stat().st_size
    record = StoredRecord(**{**{n: getattr(record, n) for n in record.__struct_fields__}, "size": size})  # type: ignore[arg-type]  # as they were
    seen = Reader(run, b"k" * 32, TODAY).read(record, ())
    return seen.created, seen.declassify, seen.released, seen.automatic, seen.instruction, seen.unread, seen.why


def test_every_date_of_a_page(tmp_path: Path) -> None:
    assert chronicle(tmp_path, "03/14/2016") == (
        "2006-03-14", "2016-03-14", "2011-08-02", "2031-12-31", None, (), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("decl", "instruction", "unread"),
    [("OADR", "OADR", ()), ("02/30/2017", "unread date", ("declassify on",)), ("WHEN THE QUAY OPENS", "event", ())],
)
def test_what_stands_instead_of_a_date(tmp_path: Path, decl: str, instruction: str, unread: tuple[str, ...]) -> None:
    *_, declassify, _, _, said, left, _ = chronicle(tmp_path, decl)

    assert (declassify, said, left) == (None, instruction, unread)


def test_a_page_that_is_gone_keeps_what_the_store_knows(tmp_path: Path) -> None:
    created, *others, why = chronicle(tmp_path, "OADR", origin=Origin("nowhere.txt"))

    assert created == "2006-03-14"
    assert others == [None, None, None, None, ()]
    assert why == "the file is not there any more"
