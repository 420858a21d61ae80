"""Taking out runs that nothing rests on any more. Events, heads, the chain and every run that stays are not touched.

Of a run that was taken out the store remembers what it was, and its seal: a manifest of it can still be verified.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from redaction_audit.store import desk, packing, runs
from redaction_audit.store.errors import DamagedError, SaveError
from redaction_audit.store.opening import saving, writing
from redaction_audit.store.values import Fate, Gone, Pruned
from redaction_audit.store.verifying import verify

# An event speaks of a finding: the latest run that holds it stays, with the record whose text the event is masked by.
_DECIDED = """
SELECT run, count(*) FROM (
    SELECT max(f.run) AS run FROM finding AS f WHERE f.key IN (SELECT key FROM event) GROUP BY f.key
) GROUP BY run
"""
# A finding made by hand names the row of the record that it was made on.
_MADE = """
SELECT r.run, count(DISTINCT e.key) FROM event AS e JOIN record AS r ON r.row = CAST(e.value AS INTEGER)
WHERE e.kind = 'added' GROUP BY r.run
"""


def fates(db: sqlite3.Connection, keep: int) -> list[Fate]:
    """Return every run, the first one first, and why it stays where `keep` of those that ended are to be kept."""
    stored = runs.runs(db)
    whole = [run.id for run in stored if run.ended][-keep:]
    decided = dict(db.execute(_DECIDED).fetchall())
    made = dict(db.execute(_MADE).fetchall())
    found = []
    for run in stored:
        why: list[str] = []
        if run is stored[-1]:
            why.append("the current run")
        elif run.id in whole:
            why.append("among the last that ended")
        if decided.get(run.id) and run is not stored[-1]:
            why.append(f"no later run holds {_findings(decided[run.id])} that reviewers acted on")
        if made.get(run.id):
            why.append(f"{_findings(made[run.id])} made by hand stand in its records")
        found.append(Fate(run, tuple(why)))
    return found


def prune(db: sqlite3.Connection, path: Path, keep: int, at: str) -> Pruned:
    """Take out the runs that need not stay (see `fates`); `at` is the time, ISO and UTC, that is noted with them.

    Raises DamagedError for a store that is not whole: what is wrong with it would be hidden. Raises SaveError where
    somebody has a record open or nothing could be written; nothing is taken out then.
    """
    if any(problem.what != "head" for problem in verify(db).problems):
        raise DamagedError(
            f"{path}: is not what was written; nothing was taken out\nRun: redaction-audit verify {path}"
        )
    before = _size(path)
    with saving(path), writing(db):
        if busy := sorted({lease.reviewer for lease in desk.leases(db) if lease.until > at}):
            who = f"{', '.join(busy)} {'has' if len(busy) == 1 else 'have'} a record open"
            raise SaveError(f"{path}: {who}; nothing was taken out\nTry again when nobody works in the store.")
        seen = fates(db, keep)
        gone = tuple(_gone(fate, at) for fate in seen if not fate.why)
        if gone:
            _take_out(db, [run.id for run in gone])
            _note(db, (*runs.taken_out(db), *gone))
    return Pruned(gone, tuple(fate for fate in seen if fate.why), before, _shrink(db, path, gone))


def _take_out(db: sqlite3.Connection, gone: Sequence[int]) -> None:
    for run in gone:
        db.execute("DELETE FROM said WHERE row IN (SELECT row FROM finding WHERE run=?)", (run,))
        db.execute("DELETE FROM finding WHERE run=?", (run,))
        db.execute("DELETE FROM record WHERE run=?", (run,))
        db.execute("DELETE FROM run WHERE id=?", (run,))
    db.execute("DELETE FROM lease WHERE record_row NOT IN (SELECT row FROM record)")


def _note(db: sqlite3.Connection, gone: tuple[Gone, ...]) -> None:
    db.execute("INSERT OR REPLACE INTO store VALUES (?, ?)", (runs.TAKEN_OUT, packing.json(gone)))


def _gone(fate: Fate, at: str) -> Gone:
    run = fate.run
    return Gone(run.id, run.started, run.records, run.findings, run.seal.hex() if run.seal else None, at)


def _shrink(db: sqlite3.Connection, path: Path, gone: tuple[Gone, ...]) -> int | None:
    """Give what was freed back to the disk; return the size of the store, None where it could not be made smaller."""
    if gone:
        try:
            db.execute("VACUUM")
        except sqlite3.Error:  # no room for a copy, or somebody reads: the next scan uses what is free
            return None
        with suppress(sqlite3.Error):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return _size(path)


def _size(path: Path) -> int:
    beside = path.with_name(path.name + "-wal")
    return path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)


def _findings(number: int) -> str:
    return f"{number:,} finding{'' if number == 1 else 's'}"
