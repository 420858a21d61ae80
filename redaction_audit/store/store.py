"""The store as others see it: one file, any number of readers and writers, each method one question or one act."""

import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from os import PathLike
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from redaction_audit.model import Audited, Finding
from redaction_audit.review.events import Event, Head, New
from redaction_audit.store import desk, listing, log, packing, pruning, records, runs
from redaction_audit.store.errors import DamagedError, SaveError
from redaction_audit.store.opening import WAIT, Opened, damaged, open_store, saving, speaking
from redaction_audit.store.values import Fate, Gone, Item, Lease, Orphan, Problem, Pruned, Rest, StoredRecord, StoredRun
from redaction_audit.store.verifying import verify
from redaction_audit.store.writer import Writer

S = TypeVar("S", bound="Store")
P = ParamSpec("P")
T = TypeVar("T")


def _asking(ask: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let a question raise StoreError, in words for people, where the file cannot answer."""

    @wraps(ask)
    def asked(self: S, /, *args: P.args, **more: P.kwargs) -> T:
        with speaking(self.path):
            return ask(self, *args, **more)

    return asked


class Store:
    """Runs, their findings, and what reviewers said of them.

    May be used from several threads: each gets a connection of its own. Writing methods raise SaveError when nothing
    could be written, asking ones StoreError when the file cannot be read. Records are asked for by row, findings by row
    or key; rows of one run never change.
    """

    def __init__(self, opened: Opened, db: sqlite3.Connection) -> None:
        self._opened = opened
        self._connections = [db]
        self._local = threading.local()
        self._local.db = db
        self._writers: dict[int, Writer] = {}
        self._local.seen = self._version()

    @classmethod
    def open(cls, path: str | PathLike[str], *, read_only: bool = False, wait: float = WAIT) -> Self:
        """Open a store, made if there is none; `wait` is how many seconds to wait for another program's lock.

        A file that may not be written opens read-only (see `read_only`). Raises StoreError: not a store, written by a
        later version, damaged, locked, or in a place where none can be made.
        """
        return cls(*open_store(Path(path), read_only=read_only, wait=wait))

    def close(self) -> None:
        """Close every connection; records that were added and not yet written are written if they can be."""
        with suppress(SaveError):
            for writer in self._writers.values():
                writer.flush()
        self._writers.clear()
        for db in self._connections:
            db.close()
        self._connections.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._opened.path

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, and those that SQLite may put beside it."""
        return tuple(self.path.with_name(f"{self.path.name}{suffix}") for suffix in ("", "-wal", "-shm", "-journal"))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._opened.read_only

    @property
    @_asking
    def notices(self) -> tuple[str, ...]:
        """What a reviewer should be told about this store, in whole sentences without a full stop."""
        return (*self._opened.notices, *runs.other_rules(self._db))

    @property
    @_asking
    def key(self) -> bytes:
        """The key of this store's digests of texts (`Settings.seal`)."""
        return bytes(self._db.execute("SELECT value FROM store WHERE name='key'").fetchone()[0])

    # -- runs --

    def start_run(self, run: runs.Scanned, *, folder: str = "", request: bytes | None = None, started: str = "") -> int:
        """Begin a run and return its id; it is the current one from here on.

        `run` is an `outputs.report.Run`; `folder` is where its relative paths start, `request` (JSON) how inputs are
        read, `started` an ISO time.
        """
        id_ = runs.start_run(self._db, self.path, run, folder, request, started)
        self._writers[id_] = Writer(self._db, self.path, id_, packing.json(run.catalogue))
        return id_

    def add(self, run_id: int, audited: Audited) -> None:
        """Add a record with its findings; the first one can be read at once, others within a batch.

        Decisions of earlier runs hold for findings of the same key.
        """
        self._writers[run_id].add(audited)

    def end_run(self, run_id: int, summary: bytes | None) -> None:
        """Write what is left of a run and close it; without this it counts as cut off."""
        self._writers.pop(run_id).end(summary)

    @_asking
    def current_run(self) -> int | None:
        """Return the id of the latest run, None in an empty store."""
        return log.current_run(self._db)

    @_asking
    def runs(self) -> list[StoredRun]:
        """Return the runs, the first one first."""
        return runs.runs(self._db)

    @_asking
    def fates(self, keep: int) -> list[Fate]:
        """Return the runs, the first one first, and why each stays when all but `keep` of those that ended may go."""
        return pruning.fates(self._db, keep)

    @_asking
    def taken_out(self) -> tuple[Gone, ...]:
        """Return what is remembered of the runs that were taken out."""
        return runs.taken_out(self._db)

    def prune(self, keep: int, at: str) -> Pruned:
        """Take out the runs that need not stay; events and decisions never change.

        `keep` is how many of those that ended are kept, 1 or more; `at` the time (ISO, UTC). Raises DamagedError for a
        store that is not whole, SaveError where a reviewer has a record open.
        """
        return pruning.prune(self._db, self.path, keep, at)

    # -- records and findings of the current run --

    @_asking
    def records(self) -> int:
        """Return how many records there are; inputs that yielded none do not count."""
        return listing.records(self._db)

    @_asking
    def unread(self) -> int:
        """Return how many inputs yielded no record: they could not be read."""
        return listing.unread(self._db)

    @_asking
    def record(self, record_row: int) -> StoredRecord | None:
        """Return a record, of whatever run."""
        return records.record(self._db, record_row)

    def rests(self, run_id: int) -> Iterator[tuple[int, Rest]]:
        """Yield the row of each record of a run, in the order of reading, and what else the scan said of it."""
        with speaking(self.path):
            yield from records.rests(self._db, run_id)

    @_asking
    def rest(self, record_row: int) -> Rest | None:
        """Return what else the scan said of a record, of whatever run."""
        return records.rest(self._db, record_row)

    @_asking
    def record_rows(self) -> "array[int]":
        """Return the rows of the records in the order of reading, inputs without a record among them."""
        return listing.record_rows(self._db)

    @_asking
    def pages(self) -> list[tuple[int, int | None]]:
        """Return row and number of pages of every record; None where its text has no page breaks."""
        return listing.pages(self._db)

    @_asking
    def seen_pages(self) -> dict[int, frozenset[int | None]]:
        """Return the pages of each record that findings stand on; None among them for one that does not say."""
        return listing.seen_pages(self._db)

    @_asking
    def ids(self, where: str = "", parameters: Sequence[object] = (), order: str = "") -> "array[int]":
        """Return the rows of findings under a filter, in order (default: f.row).

        Rows are in order of reading, and within a record in the order of the page: to sort by f.row costs least.

        `where` and `order` are SQL over: f.row, f.record_row, f.key, f.rule, f.severity (3 error, 2 warning, 1 note),
        f.confidence (3 high, 2 medium, 1 low), f.start, f."end", f.line, f."column", f.page, f.paragraph, f.date,
        f.seq, f.state, f.decision, f.first_by, f.second_by, f.noted (0, 1), f.assigned; r.record, r.level, r.path
        (bytes); s.name, s.message; and subqueries over event(seq, key, kind, reviewer, at, value, detail, note, ...),
        mark(reviewer, key), lease(record_row, reviewer, until).
        """
        return listing.ids(self._db, where, parameters, order)

    @_asking
    def items(self, rows: Sequence[int], reviewer: str = "", now: str = "") -> list[Item]:
        """Return findings as rows of a list, in the order asked for; `now` is compared with the end of leases."""
        return listing.items(self._db, rows, reviewer, now)

    @_asking
    def finding(self, row: int) -> Finding | None:
        """Return a whole finding, as it was reported."""
        return listing.finding(self._db, row)

    @_asking
    def findings_of(self, record_row: int) -> list[tuple[str, Finding]]:
        """Return the whole findings of a record with their keys, in the order of the page."""
        return listing.findings_of(self._db, record_row)

    @_asking
    def rows_of(self, record_row: int) -> "array[int]":
        """Return the rows of a record's findings, in the order of the page."""
        return listing.rows_of(self._db, record_row)

    @_asking
    def rows_for(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the rows of those keys that the current run holds."""
        return listing.rows_for(self._db, keys)

    # -- two runs --

    @_asking
    def only_in(self, run_id: int, other: int) -> "array[int]":
        """Return the rows of a run's findings whose keys another run does not hold, in the order of reading."""
        return listing.only_in(self._db, run_id, other)

    @_asking
    def altered(self, run_id: int, other: int) -> list[tuple[int, int]]:
        """Return (row, row of the other run) of findings in both that weigh otherwise or say something else."""
        return listing.altered(self._db, run_id, other)

    def names(self, run_id: int) -> Iterator[tuple[str, str]]:
        """Yield id and path (an archive's member behind `!`) of every record of a run."""
        with speaking(self.path):
            yield from listing.names(self._db, run_id)

    # -- events --

    def append(self, events: Sequence[New], expected: Mapping[str, int | None]) -> list[Event]:
        """Append events, all or none, and return them as stored; they are on the disk when this returns.

        `expected` names the head's seq that each key was seen with. Raises ConflictError where it is another one now,
        SaveError where nothing could be written.
        """
        if not self._opened.is_there():
            raise SaveError(f"{self.path}: nothing was saved: the file is gone, or another one stands in its place")
        return log.append(self._db, self.path, events, expected)

    @_asking
    def heads(self, keys: Iterable[str]) -> dict[str, Head]:
        """Return the heads of those keys of which anybody said anything."""
        return log.heads(self._db, keys)

    @_asking
    def history(self, key: str) -> list[Event]:
        """Return every event of a finding, in order."""
        return log.history(self._db, key)

    @_asking
    def events(self, since: int = 0) -> list[Event]:
        """Return the events after `since`, in order."""
        return log.events(self._db, since)

    @_asking
    def by_hand(self) -> list[Event]:
        """Return every event of findings that reviewers made by hand, in order; no run holds those findings."""
        return log.by_hand(self._db)

    @_asking
    def last_seq(self) -> int:
        """Return the seq of the last event, 0 without any."""
        return log.last_seq(self._db)

    @_asking
    def tip(self) -> tuple[int, str]:
        """Return seq and digest of the last event: what may be published or signed."""
        return log.tip(self._db)

    @_asking
    def changed(self) -> bool:
        """Return whether anybody else wrote since this thread last asked; costs microseconds.

        Another thread is somebody else, and the first answer in a thread is True.
        """
        seen, now = getattr(self._local, "seen", None), self._version()
        self._local.seen = now
        return seen != now

    def verify(self) -> list[Problem]:
        """Return what is not as it was written: pages, chain, heads, seals of runs and records."""
        return list(verify(self._db).problems)

    def require_whole(self) -> None:
        """Raise DamagedError where the store is not what was written, before anything is told of it."""
        if self.verify():
            raise DamagedError(damaged(self.path))

    def rebuild(self) -> int:
        """Make the cache of heads anew from the events; return how many there are."""
        return log.rebuild(self._db, self.path)

    @_asking
    def orphans(self) -> list[Orphan]:
        """Return what was said of findings that the current run does not hold."""
        return listing.orphans(self._db)

    # -- counts --

    @_asking
    def count(self, where: str = "", parameters: Sequence[object] = ()) -> int:
        """Return how many findings meet a condition (see `ids`): cheaper than to list them."""
        return listing.count(self._db, where, parameters)

    @_asking
    def counts(self, by: str, where: str = "", parameters: Sequence[object] = ()) -> dict[Any, int]:
        """Return how many findings meet a condition (see `ids`), by the value of a column such as f.rule."""
        return listing.counts(self._db, by, where, parameters)

    @_asking
    def totals(self) -> tuple[tuple[str, str | None, int], ...]:
        """Return (state, decision, findings) for every pair that occurs."""
        return listing.totals(self._db)

    @_asking
    def by_rule(self) -> tuple[tuple[str, str, int, int, int, int, int, int], ...]:
        """Return (rule, name, findings, open, confirm, dismiss, second, refer), the most findings first."""
        return listing.by_rule(self._db)

    @_asking
    def by_severity(self) -> tuple[tuple[str, int, int], ...]:
        """Return (severity, findings, open), errors first."""
        return listing.by_severity(self._db)

    @_asking
    def per_day(self) -> tuple[tuple[str, int, int, int, int, int], ...]:
        """Return (day in UTC, decisions, confirm, dismiss, second, refer), what was undone not among them."""
        return listing.per_day(self._db)

    # -- a reviewer's desk --

    @_asking
    def bookmark(self, reviewer: str) -> bytes | None:
        """Return what a reviewer's session left to resume from."""
        return desk.bookmark(self._db, reviewer)

    @_asking
    def has_bookmarks(self) -> bool:
        """Return whether any reviewer has a bookmark."""
        return desk.any_bookmark(self._db)

    def set_bookmark(self, reviewer: str, value: bytes) -> None:
        """Replace a reviewer's bookmark."""
        desk.set_bookmark(self._db, self.path, reviewer, value)

    @_asking
    def draft(self, reviewer: str, key: str) -> str | None:
        """Return the note that a reviewer was writing about a finding."""
        return desk.draft(self._db, reviewer, key)

    def set_draft(self, reviewer: str, key: str, note: str | None) -> None:
        """Replace a draft; None or an empty one removes it."""
        desk.set_draft(self._db, self.path, reviewer, key, note)

    def set_mark(self, reviewer: str, key: str, on: bool) -> None:
        """Mark a finding for oneself, or take the mark away."""
        desk.set_mark(self._db, self.path, reviewer, key, on)

    def lease(self, record_row: int, reviewer: str, until: str) -> None:
        """Say that a reviewer has this record open, and no other, until then."""
        desk.lease(self._db, self.path, record_row, reviewer, until)

    def release(self, reviewer: str) -> None:
        """Say that a reviewer has no record open."""
        desk.release(self._db, self.path, reviewer)

    @_asking
    def leases(self) -> list[Lease]:
        """Return all leases, those that have run out among them: the store has no clock."""
        return desk.leases(self._db)

    @property
    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            with saving(self.path):
                db = self._local.db = self._opened.connect()
            self._connections.append(db)
        return db

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])
