"""Runs and records: written once, batch by batch, while the scanner goes on."""

import hashlib
import math
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from redaction_audit.model import Audited, Finding, Gap, Origin
from redaction_audit.store import packing
from redaction_audit.store.errors import SaveError
from redaction_audit.store.opening import saving, writing
from redaction_audit.store.values import Gone, Rest, StoredRecord, StoredRun

RECORDS = 256
FINDINGS = 2_000
SECONDS = 0.25
"""A batch is written when it holds so many, or is so old when the next record comes. The first record never waits."""

RECORD = "record, path, member, table_row, line, size, date, orders, level, hidden, digest, gaps, rest"
DATE = RECORD.split(", ").index("date")
_RUN = (
    "id, version, rules_digest, as_of, paths, rules, catalogue, folder, request, started, records, findings, ended,"
    " summary, seal"
)
TAKEN_OUT = "pruned"
"""Where the store notes the runs that were taken out."""
_read_gone = msgspec.json.Decoder(tuple[Gone, ...]).decode
_read_rest = msgspec.json.Decoder(Rest).decode
T = TypeVar("T")


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


class Writer:
    """Takes the records of one run. Nothing is kept but the batch at hand."""

    def __init__(self, db: sqlite3.Connection, path: Path, run: int, catalogue: bytes) -> None:
        self.run = run
        self._db = db
        self._path = path
        self._known = packing.authorities(catalogue)
        self._batch: list[Audited] = []
        self._findings = 0
        self._since = -math.inf  # the first record is written at once
        self._repeats: Counter[str] = Counter()

    def add(self, audited: Audited) -> None:
        """Take a record; write the batch when it is large or old enough. Raises SaveError."""
        self._batch.append(audited)
        self._findings += len(audited.findings)
        full = len(self._batch) >= RECORDS or self._findings >= FINDINGS
        if full or time.monotonic() - self._since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what was taken. Raises SaveError; the batch is then kept and may be tried again."""
        if self._batch:
            repeats: Counter[str] = Counter()
            with saving(self._path), writing(self._db):
                self._write(self._keys(repeats))
            self._repeats += repeats
            self._batch.clear()
            self._findings = 0
        self._since = time.monotonic()

    def end(self, summary: bytes | None) -> None:
        """Close the run: what it holds is final from here on."""
        self.flush()
        with saving(self._path), writing(self._db):
            self._db.execute(
                "UPDATE run SET ended=1, summary=?, seal=? WHERE id=?",
                (summary, run_seal(self._db, self.run, summary), self.run),
            )

    def _write(self, keys: list[str]) -> None:
        row = _next(self._db, "record")
        finding_row = _next(self._db, "finding")
        heads = _heads(self._db, keys)
        records, findings, said = [], [], []
        index = 0
        for audited in self._batch:
            columns = record_columns(audited)
            sealed = []
            day = columns[DATE]
            for finding in audited.findings:
                key = keys[index]
                index += 1
                place = finding_columns(finding, key)
                words = packing.text(finding.name), packing.text(finding.message), self._body(finding)
                findings.append((finding_row, self.run, row, *place, day, *heads.get(key, _OPEN)))
                said.append((finding_row, *words))
                sealed.append((*place, *words))
                finding_row += 1
            records.append((row, self.run, *columns, packing.seal(self.run, columns, sealed)))
            row += 1
        _insert(self._db, "record", records)
        _insert(self._db, "finding", findings)
        _insert(self._db, "said", said)
        counted = self._db.execute(
            "UPDATE run SET records = records + ?, findings = findings + ? WHERE id = ?",
            (sum(bool(audited.record) for audited in self._batch), len(findings), self.run),
        )
        if counted.rowcount != 1:
            raise SaveError(f"{self._path}: nothing was saved: run {self.run} was taken out of the store meanwhile")

    def _body(self, finding: Finding) -> bytes:
        return packing.body(finding, self._known.get(finding.rule))

    def _keys(self, repeats: Counter[str]) -> list[str]:
        """Return the key of every finding of the batch: its fingerprint.

        Two records of one id may hold the same finding; the later ones then get #2, #3 ... in the order of reading.
        How many of them the batch holds goes into `repeats`.
        """
        prints = [packing.text(finding.fingerprint) for audited in self._batch for finding in audited.findings]
        taken = {key for [key] in _among(self._db, "SELECT key FROM finding WHERE run=? AND key IN", prints, self.run)}
        keys = []
        for printed in prints:
            key = printed
            while key in taken:
                repeats[printed] += 1
                key = f"{printed}#{self._repeats[printed] + repeats[printed] + 1}"
            taken.add(key)
            keys.append(key)
        return keys


_OPEN = (None, "open", None, None, None, 0, None)


def start_run(
    db: sqlite3.Connection, path: Path, run: Scanned, folder: str, request: bytes | None, started: str
) -> Writer:
    """Write the row of a run and return what takes its records. Raises SaveError."""
    catalogue = packing.json(run.catalogue)
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
                catalogue,
                packing.name(folder),
                request,
                started,
            ),
        )
    return Writer(db, path, int(cursor.lastrowid or 0), catalogue)


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


def rests(db: sqlite3.Connection, run: int) -> Iterator[tuple[int, Rest]]:
    """Yield the row of every record of a run, in the order of reading, and what else the scan said of it."""
    for row, packed in db.execute("SELECT row, rest FROM record WHERE run=? ORDER BY row", (run,)):
        yield row, _read_rest(packed)


def rest(db: sqlite3.Connection, row: int) -> Rest | None:
    """Return what else the scan said of a record."""
    found = db.execute("SELECT rest FROM record WHERE row=?", (row,)).fetchone()
    return _read_rest(found[0]) if found else None


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


def _run(row: tuple[Any, ...]) -> StoredRun:
    values = dict(zip(StoredRun.__struct_fields__, row, strict=True))
    names = msgspec.json.decode(values["paths"], type=list[str])
    values["paths"] = tuple(packing.unnamed(bytes.fromhex(name)) for name in names)
    values["rules"] = msgspec.json.decode(values["rules"], type=tuple[str, ...])
    values["folder"] = packing.unnamed(values["folder"])
    values["ended"] = bool(values["ended"])
    return StoredRun(**values)


def _next(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(row), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608 - a table of ours


def _insert(db: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608 - a table of ours


def _heads(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Return what reviewers said of these keys in earlier runs, as columns of `finding`."""
    if db.execute("SELECT NOT EXISTS (SELECT 1 FROM head)").fetchone()[0]:
        return {}
    sql = "SELECT key, seq, state, decision, first_by, second_by, noted, assigned FROM head WHERE key IN"
    return {key: tuple(rest) for key, *rest in _among(db, sql, keys)}


def _among(db: sqlite3.Connection, sql: str, keys: Iterable[str], *first: object) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `sql` ... (keys), asked in portions."""
    for some in portions(keys):
        yield from db.execute(f"{sql} ({','.join('?' * len(some))})", (*first, *some))


def portions(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Yield values in lists of at most so many: a statement takes a limited number of parameters."""
    iterator = iter(values)
    while some := list(islice(iterator, size)):
        yield some


def other_rules(db: sqlite3.Connection) -> Iterator[str]:
    """Yield what is to be said where the current run was judged by other rules than the one before it."""
    latest = db.execute("SELECT id, rules_digest, version FROM run ORDER BY id DESC LIMIT 2").fetchall()
    if len(latest) == 2 and latest[0][1:] != latest[1][1:]:
        (run, digest, version), (before, digest_before, version_before) = latest
        what = "other rules" if digest != digest_before else f"version {version} instead of {version_before}"
        yield f"run {run} was judged by {what} than run {before}: findings may differ for that reason alone"
