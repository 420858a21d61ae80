"""A reviewer's desk: bookmark, drafts, marks for oneself, leases. No evidence: what is here is replaced."""

import sqlite3
from pathlib import Path

from redaction_audit.store import packing
from redaction_audit.store.opening import saving, writing
from redaction_audit.store.values import Lease


def bookmark(db: sqlite3.Connection, reviewer: str) -> bytes | None:
    """Return what a reviewer's session left to resume from."""
    found = db.execute("SELECT value FROM bookmark WHERE reviewer=?", (packing.text(reviewer),)).fetchone()
    return found[0] if found else None


def any_bookmark(db: sqlite3.Connection) -> bool:
    """Return whether any reviewer has a bookmark."""
    return db.execute("SELECT 1 FROM bookmark LIMIT 1").fetchone() is not None


def set_bookmark(db: sqlite3.Connection, path: Path, reviewer: str, value: bytes) -> None:
    """Replace a reviewer's bookmark. Raises SaveError."""
    _write(db, path, "INSERT OR REPLACE INTO bookmark VALUES (?, ?)", packing.text(reviewer), value)


def draft(db: sqlite3.Connection, reviewer: str, key: str) -> str | None:
    """Return the note that a reviewer was writing about a finding."""
    sql = "SELECT note FROM draft WHERE reviewer=? AND key=?"
    found = db.execute(sql, (packing.text(reviewer), key)).fetchone()
    return found[0] if found else None


def set_draft(db: sqlite3.Connection, path: Path, reviewer: str, key: str, note: str | None) -> None:
    """Replace a draft; an empty one is removed. Raises SaveError."""
    if note:
        sql = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)"
        _write(db, path, sql, packing.text(reviewer), key, packing.text(note))
    else:
        _write(db, path, "DELETE FROM draft WHERE reviewer=? AND key=?", packing.text(reviewer), key)


def set_mark(db: sqlite3.Connection, path: Path, reviewer: str, key: str, on: bool) -> None:
    """Mark a finding for oneself, or take the mark away. Raises SaveError."""
    sql = "INSERT OR IGNORE INTO mark VALUES (?, ?)" if on else "DELETE FROM mark WHERE reviewer=? AND key=?"
    _write(db, path, sql, packing.text(reviewer), key)


def lease(db: sqlite3.Connection, path: Path, record_row: int, reviewer: str, until: str) -> None:
    """Say that a reviewer has a record open; their lease of any other record ends. Raises SaveError."""
    with saving(path), writing(db):
        db.execute("DELETE FROM lease WHERE reviewer=? AND record_row<>?", (packing.text(reviewer), record_row))
        db.execute("INSERT OR REPLACE INTO lease VALUES (?, ?, ?)", (record_row, packing.text(reviewer), until))


def release(db: sqlite3.Connection, path: Path, reviewer: str) -> None:
    """End a reviewer's lease. Raises SaveError."""
    _write(db, path, "DELETE FROM lease WHERE reviewer=?", packing.text(reviewer))


def leases(db: sqlite3.Connection) -> list[Lease]:
    """Return all leases, those that have run out among them: the store has no clock."""
    return [Lease(*row) for row in db.execute("SELECT record_row, reviewer, until FROM lease ORDER BY record_row, 2")]


def _write(db: sqlite3.Connection, path: Path, sql: str, *parameters: object) -> None:
    with saving(path), writing(db):
        db.execute(sql, parameters)
