"""Runs: what a scan was told and what it came to, and the seal over it."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import msgspec

from redaction_audit.store import packing
from redaction_audit.store.opening import saving, writing
from redaction_audit.store.values import Gone, StoredRun

_RUN = (
    "id, version, rules_digest, as_of, paths, rules, catalogue, folder, request, started, records, findings, ended,"
    " summary, seal"
)
TAKEN_OUT = "pruned"
"""Where the store notes the runs that were taken out."""
_read_gone = msgspec.json.Decoder(tuple[Gone, ...]).decode


class Scanned(Protocol):
    """What is asked of a run, as reports carry it (`outputs.report.Run`)."""

    @property
    def version(self) -> str:
        """Version of the program."""

    @property
    def rules_digest(self) -> str:
        """Digest of rules and law."""

    @property
    def as_of(self) -> date:
        """The day records were judged as of."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The inputs as given."""

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the checks that ran."""

    @property
    def catalogue(self) -> Sequence[object]:
        """What there is to say of each rule."""


def start_run(
    db: sqlite3.Connection, path: Path, run: Scanned, folder: str, request: bytes | None, started: str
) -> int:
    """Write the row of a run and return its id. Raises SaveError."""
    with saving(path), writing(db):
        cursor = db.execute(
            "INSERT INTO run (version, rules_digest, as_of, paths, rules, catalogue, folder, request, started)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run.version,
                run.rules_digest,
                run.as_of.isoformat(),
                packing.json([packing.name(item).hex() for item in run.paths]),
                packing.json(run.rules),
                packing.json(run.catalogue),
                packing.name(folder),
                request,
                started,
            ),
        )
    return int(cursor.lastrowid or 0)


def runs(db: sqlite3.Connection) -> list[StoredRun]:
    """Return the runs, the first one first."""
    return [_run(row) for row in db.execute(f"SELECT {_RUN} FROM run ORDER BY id")]  # noqa: S608 - columns of ours


def taken_out(db: sqlite3.Connection) -> tuple[Gone, ...]:
    """Return what is remembered of the runs that were taken out, in the order in which they were."""
    found = db.execute("SELECT value FROM store WHERE name=?", (TAKEN_OUT,)).fetchone()
    return _read_gone(found[0]) if found else ()


def run_seal(db: sqlite3.Connection, run: int, summary: bytes | None) -> bytes:
    """Return SHA-256 over what a run says of itself and over the seals of its records."""
    columns = db.execute(f"SELECT {_RUN.rpartition(', ended')[0]} FROM run WHERE id=?", (run,)).fetchone()  # noqa: S608 - columns of ours
    sum_ = hashlib.sha256(msgspec.msgpack.encode((columns, summary)))
    for [sealed] in db.execute("SELECT seal FROM record WHERE run=? ORDER BY row", (run,)):
        sum_.update(sealed)
    return sum_.digest()


def _run(row: tuple[Any, ...]) -> StoredRun:
    values = dict(zip(StoredRun.__struct_fields__, row, strict=True))
    names = msgspec.json.decode(values["paths"], type=list[str])
    values["paths"] = tuple(packing.unnamed(bytes.fromhex(name)) for name in names)
    values["rules"] = msgspec.json.decode(values["rules"], type=tuple[str, ...])
    values["folder"] = packing.unnamed(values["folder"])
    values["ended"] = bool(values["ended"])
    return StoredRun(**values)


def other_rules(db: sqlite3.Connection) -> Iterator[str]:
    """Yield what is to be said where the current run was judged by other rules than the one before it."""
    latest = db.execute("SELECT id, rules_digest, version FROM run ORDER BY id DESC LIMIT 2").fetchall()
    if len(latest) == 2 and latest[0][1:] != latest[1][1:]:
        (run, digest, version), (before, digest_before, version_before) = latest
        what = "other rules" if digest != digest_before else f"version {version} instead of {version_before}"
        yield f"run {run} was judged by {what} than run {before}: findings may differ for that reason alone"
