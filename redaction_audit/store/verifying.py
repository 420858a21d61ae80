"""Is a store what was written? The pages of the file, the chain of events, the seals of runs, the cache of heads.

The chain and the seals detect accidents and edits. Who can write the file can forge all of them, unless the chain's
digest was published or signed: that one can be handed in.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from redaction_audit.migrations import steps
from redaction_audit.model import Frozen
from redaction_audit.review.events import fold
from redaction_audit.store import log, packing, runs
from redaction_audit.store.errors import NewerStoreError, StoreError
from redaction_audit.store.opening import APPLICATION, Opened
from redaction_audit.store.records import RECORD
from redaction_audit.store.values import Problem

_MOST = 100
"""Problems after which looking on tells nothing new."""
_COUNTS = (
    "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM run), (SELECT count(*) FROM record),"
    " (SELECT count(*) FROM finding)"
)
_ROW_OF_INDEX = "row "


class Verified(Frozen):
    """What was looked at, and what is wrong. `tip` is (seq, digest) of the last event: what may be published."""

    problems: tuple[Problem, ...]
    tip: tuple[int, str]
    events: int = 0
    runs: int = 0
    records: int = 0
    findings: int = 0


def verify_file(
    path: Path, published: tuple[int, str] | None = None, sealed: tuple[int, str | None] | None = None
) -> Verified:
    """Verify a store that may be damaged in any way. Raises StoreError where there is none, or only a later one.

    `published` and `sealed` as for `verify`.
    """
    if not path.is_file():
        raise StoreError(f"{path}: there is no such store")
    opened = Opened(path, read_only=True, wait=5.0)
    try:
        with closing(opened.connect()) as db:
            _ours(db, path)
            return verify(db, published, sealed)
    except (sqlite3.Error, UnicodeDecodeError):  # the words of an error may quote a damaged page
        return _unreadable("cannot be read as a store: damaged, or never one")


def verify(
    db: sqlite3.Connection,
    published: tuple[int, str] | None = None,
    sealed: tuple[int, str | None] | None = None,
) -> Verified:
    """Verify everything that can be.

    `published` is (seq, digest) that the chain must hold, `sealed` a run and its seal (hexadecimal) as noted elsewhere.
    """
    problems: list[Problem] = []
    with _as_it_is_now(db):
        for look in (_pages, _version, _schema, _chain, _heads, _seals, _taken_out):
            if look is _heads and any(problem.what in {"event", "file"} for problem in problems):
                continue  # heads rest on events: nothing is to be learnt from them
            problems.extend(_looked(db, look))
        if published is not None:
            problems.extend(_looked(db, lambda db: _published(db, *published)))
        if sealed is not None:
            problems.extend(_looked(db, lambda db: _noted(db, *sealed)))
        try:
            counts = db.execute(_COUNTS).fetchone()
            tip = db.execute("SELECT seq, digest FROM event ORDER BY seq DESC LIMIT 1").fetchone() or (0, log.START)
        except sqlite3.Error:
            counts, tip = (0, 0, 0, 0), (0, log.START)
    return Verified(tuple(dict.fromkeys(problems)), tuple(tip), *counts)


@contextmanager
def _as_it_is_now(db: sqlite3.Connection) -> Iterator[None]:
    """Let all looks see one state: a decision that is saved between two of them would look like damage."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")


def _unreadable(words: str) -> Verified:
    return Verified((Problem("file", None, words),), (0, log.START))


def _ours(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    noted = db.execute("SELECT value FROM store WHERE name='version'").fetchone()
    if version > len(steps()) and noted and bytes(noted[0]) == str(version).encode():
        raise NewerStoreError(f"{path}: written by a later version of redaction-audit; verify it with that one")


def _looked(db: sqlite3.Connection, look: Callable[[sqlite3.Connection], Iterator[Problem]]) -> Iterator[Problem]:
    """Yield what a look finds; a page that cannot be read is one more problem, not the end."""
    found = 0
    try:
        for problem in look(db):
            found += 1
            yield problem
            if found == _MOST:
                return
    except (sqlite3.Error, msgspec.MsgspecError, AttributeError, TypeError, ValueError, OverflowError) as error:
        yield Problem("file", None, f"a page is damaged: not everything could be read ({type(error).__name__})")


def _pages(db: sqlite3.Connection) -> Iterator[Problem]:
    for [words] in db.execute(f"PRAGMA integrity_check({_MOST})"):
        if words == "ok":
            return
        # "row 7 missing from index event_key": the row's number is the event's
        row = words[len(_ROW_OF_INDEX) :].partition(" ")[0] if words.startswith(_ROW_OF_INDEX) else ""
        if row.isdecimal() and "event" in words:
            yield Problem("event", int(row), "does not agree with the index of the log")
        else:
            yield Problem("file", None, words)


def _version(db: sqlite3.Connection) -> Iterator[Problem]:
    noted = db.execute("SELECT value FROM store WHERE name='version'").fetchone()
    version = db.execute("PRAGMA user_version").fetchone()[0]
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if noted is None or bytes(noted[0]) != str(version).encode() or application != APPLICATION:
        yield Problem("file", None, "its header does not say what the store says of itself")


def _schema(db: sqlite3.Connection) -> Iterator[Problem]:
    """Compare tables, indexes and triggers with those a new store has: without its triggers a log can be rewritten."""
    sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in steps():
            fresh.executescript(step)
        known = dict(fresh.execute(sql).fetchall())
    found = dict(db.execute(sql).fetchall())
    for name in sorted({*known, *found}):
        if known.get(name) != found.get(name):
            yield Problem("file", None, f"{name if name in known else 'something'} is not as this program made it")


def _chain(db: sqlite3.Connection) -> Iterator[Problem]:
    """Follow the log. An event's own digest may be what is wrong: the next one tells."""
    expected = 1
    before: tuple[str, ...] = (log.START,)
    events = db.execute(f"SELECT {log.COLUMNS} FROM event ORDER BY seq")  # noqa: S608 - columns of ours
    try:
        for row in events:
            event = log.from_row(row)
            if event.seq != expected:
                yield Problem("event", expected, f"is missing: the log goes on with event {event.seq}")
            whole = any(log.digest(event, digest) == event.digest for digest in before)
            if not whole and event.seq == expected:
                yield Problem("event", event.seq, "is not what was written")
            # of a digest that is no text any more, only the event knows what it was
            known = (event.digest,) if isinstance(event.digest, str) else ()
            before = known if whole else (*known, log.digest(event, before[0]))
            expected = event.seq + 1
    except sqlite3.Error:
        yield Problem("event", expected, "or one after it cannot be read: a page of the log is damaged")
        return
    seq, digest = log.tip(db)
    if seq >= expected:
        yield Problem("event", expected, f"and what followed are missing: {seq} events were written")
    elif (seq, digest) not in {(expected - 1, before[0]), (0, log.START)} or (seq == 0 and expected > 1):
        yield Problem("event", expected - 1, "is not the one that was written last")


def _heads(db: sqlite3.Connection) -> Iterator[Problem]:
    """Compare the cache with the log."""
    advice = "the cache does not say what the log says; run verify with --rebuild"
    run = log.current_run(db)
    rows = db.execute(f"SELECT {log.COLUMNS} FROM event ORDER BY key, seq")  # noqa: S608 - columns of ours
    keys = 0
    for key, group in groupby(map(log.from_row, rows), key=lambda event: event.key):
        keys += 1
        cached = log.cached(fold(key, list(group)))
        columns = "seq, state, decision, first_by, second_by, noted, assigned"
        head = db.execute(f"SELECT {columns}, body FROM head WHERE key=?", (key,)).fetchone()  # noqa: S608 - columns of ours
        copy = db.execute(f"SELECT {columns} FROM finding WHERE run=? AND key=?", (run, key)).fetchone()  # noqa: S608 - columns of ours
        if head != cached or (copy is not None and copy != cached[:-1]):
            yield Problem("head", cached[0], advice)
    strays = db.execute(
        "SELECT count(*) FROM finding AS f WHERE run=? AND (state<>'open' OR seq IS NOT NULL)"
        " AND NOT EXISTS (SELECT 1 FROM head AS h WHERE h.key = f.key)",
        (run,),
    ).fetchone()[0]
    if strays or db.execute("SELECT count(*) FROM head").fetchone()[0] != keys:
        yield Problem("head", None, advice)


def _seals(db: sqlite3.Connection) -> Iterator[Problem]:
    """Compare runs and records with their seals."""
    sql = f"SELECT row, run, seal, {RECORD} FROM record ORDER BY row"  # noqa: S608 - columns of ours
    for row, run, seal, *columns in db.execute(sql):
        if packing.seal(run, tuple(columns), _sealed(db, row)) != seal:
            yield Problem("record", row, "or one of its findings is not what was written")
    for run, ended, seal, summary in db.execute("SELECT id, ended, seal, summary FROM run"):
        if (ended or seal is not None) and runs.run_seal(db, run, summary) != seal:
            yield Problem("run", run, "is not what was written")
    for (run,) in db.execute("SELECT DISTINCT run FROM record WHERE run NOT IN (SELECT id FROM run) ORDER BY run"):
        yield Problem("run", run, "is missing; its records are there")


def _taken_out(db: sqlite3.Connection) -> Iterator[Problem]:
    """Compare what is noted of runs that were taken out with the runs that are there."""
    there = {run for [run] in db.execute("SELECT id FROM run")}
    for gone in runs.taken_out(db):
        if gone.id in there:
            yield Problem("run", gone.id, "is there, and noted as taken out")


def _sealed(db: sqlite3.Connection, record_row: int) -> list[tuple[Any, ...]]:
    return db.execute(
        'SELECT f.key, f.rule, f.severity, f.confidence, f.start, f."end", f.line, f."column", f.page, f.paragraph,'
        " s.name, s.message, s.body FROM finding AS f JOIN said AS s ON s.row = f.row WHERE f.record_row=?"
        " ORDER BY f.row",
        (record_row,),
    ).fetchall()


def _published(db: sqlite3.Connection, seq: int, digest: str) -> Iterator[Problem]:
    found = db.execute("SELECT digest FROM event WHERE seq=?", (seq,)).fetchone()
    if (found[0] if found else log.START if seq == 0 else None) != digest:
        yield Problem("event", seq, "is not the one that was published")


def _noted(db: sqlite3.Connection, run: int, seal: str | None) -> Iterator[Problem]:
    found = db.execute("SELECT seal FROM run WHERE id=?", (run,)).fetchone()
    seals = (
        [found[0].hex() if found[0] else None]
        if found
        else [gone.seal for gone in runs.taken_out(db) if gone.id == run]
    )
    if seal not in seals:
        yield Problem("run", run, "is not the one that the manifest names")
