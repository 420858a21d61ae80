"""Records and findings as columns, and records read back from them."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from redaction_audit.model import Audited, Finding, Gap, Origin
from redaction_audit.store import packing
from redaction_audit.store.values import Rest, StoredRecord

RECORD = "record, path, member, table_row, line, size, date, orders, level, hidden, digest, gaps, rest"
DATE = RECORD.split(", ").index("date")
_read_rest = msgspec.json.Decoder(Rest).decode


def record_columns(audited: Audited) -> tuple[Any, ...]:
    """Return a record as columns, in the order of `RECORD`."""
    origin, about = audited.origin, audited.about
    return (
        packing.text(audited.record),
        packing.name(origin.path),
        None if origin.member is None else packing.name(origin.member),
        origin.row,
        origin.line,
        audited.size,
        about.date if about else None,
        packing.json(about.orders) if about and about.orders is not None else None,
        packing.text(about.level) if about and about.level is not None else None,
        packing.json(audited.hidden),
        about.digest if about else None,
        packing.json(audited.gaps),
        packing.json(_rest(audited)),
    )


def _rest(audited: Audited) -> Rest:
    profile = audited.about.profile if audited.about else None
    return Rest(audited.set_aside, audited.failed, audited.not_judged, audited.pages, audited.marks, profile)


def finding_columns(finding: Finding, key: str) -> tuple[Any, ...]:
    """Return what of a finding can be asked for, in the order of the table."""
    return (
        key,
        finding.rule,
        packing.WEIGHTS[finding.severity],
        packing.SURENESS[finding.confidence],
        finding.start,
        finding.end,
        finding.line,
        finding.column,
        finding.page,
        finding.paragraph,
    )


def record(db: sqlite3.Connection, row: int) -> StoredRecord | None:
    """Return a record by its row."""
    found = db.execute(f"SELECT row, run, {RECORD} FROM record WHERE row=?", (row,)).fetchone()  # noqa: S608 - columns of ours
    if found is None:
        return None
    row, run, id_, path, member, table_row, line, size, day, orders, level, hidden, digest, gaps, _ = found
    return StoredRecord(
        row=row,
        run=run,
        record=id_,
        origin=Origin(packing.unnamed(path), None if member is None else packing.unnamed(member), table_row, line),
        size=size,
        date=day,
        orders=None if orders is None else msgspec.json.decode(orders, type=tuple[str, ...]),
        level=level,
        hidden=msgspec.json.decode(hidden, type=tuple[tuple[int, int], ...]),
        digest=digest,
        gaps=msgspec.json.decode(gaps, type=tuple[Gap, ...]),
    )


def rests(db: sqlite3.Connection, run: int) -> Iterator[tuple[int, Rest]]:
    """Yield the row of every record of a run, in the order of reading, and what else the scan said of it."""
    for row, packed in db.execute("SELECT row, rest FROM record WHERE run=? ORDER BY row", (run,)):
        yield row, _read_rest(packed)


def rest(db: sqlite3.Connection, row: int) -> Rest | None:
    """Return what else the scan said of a record."""
    found = db.execute("SELECT rest FROM record WHERE row=?", (row,)).fetchone()
    return _read_rest(found[0]) if found else None
