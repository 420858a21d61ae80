"""Writes the records of a run while the scanner goes on, batch by batch."""

import math
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from redaction_audit.model import Audited, Finding
from redaction_audit.store import packing
from redaction_audit.store.among import among
from redaction_audit.store.errors import SaveError
from redaction_audit.store.opening import saving, writing
from redaction_audit.store.records import DATE, finding_columns, record_columns
from redaction_audit.store.runs import run_seal

RECORDS = 256
FINDINGS = 2_000
SECONDS = 0.25
"""A batch is written when it holds so many, or is so old when the next record comes. The first record never waits."""

_OPEN = (None, "open", None, None, None, 0, None)
"""What reviewers said of a finding of which nobody said anything, as columns of `finding`."""


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
        taken = {key for [key] in among(self._db, "SELECT key FROM finding WHERE run=? AND key IN", prints, self.run)}
        keys = []
        for printed in prints:
            key = printed
            while key in taken:
                repeats[printed] += 1
                key = f"{printed}#{self._repeats[printed] + repeats[printed] + 1}"
            taken.add(key)
            keys.append(key)
        return keys


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
    return {key: tuple(rest) for key, *rest in among(db, sql, keys)}
