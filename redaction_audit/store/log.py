"""The log of events: appended, chained, never changed; and the heads that are folded from it."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from redaction_audit.review.events import HAND, Event, Head, New, fold
from redaction_audit.store import packing
from redaction_audit.store.among import among
from redaction_audit.store.errors import ConflictError
from redaction_audit.store.opening import saving, writing

COLUMNS = 'seq, key, kind, reviewer, session, at, value, detail, note, "group", undoes, start, "end", prev, digest'
START = "0" * 64
"""What the first event's digest rests on, in place of a digest before it."""

read_head: Callable[[bytes], Head] = msgspec.json.Decoder(Head).decode


def append(
    db: sqlite3.Connection, path: Path, events: Sequence[New], expected: Mapping[str, int | None]
) -> list[Event]:
    """Append events in one transaction: all of them, or none.

    Raises ConflictError when the head of a key in `expected` is another one, SaveError when nothing could be written.
    """
    with saving(path), writing(db):
        for key, seq in expected.items():
            found = head(db, key)
            if (found.seq if found else None) != seq:
                raise ConflictError(key, event(db, found.seq) if found and found.seq else None)
        stored = list(_chained(db, events))
        db.executemany(f"INSERT INTO event VALUES ({','.join('?' * 15)})", map(columns, stored))  # noqa: S608 - marks
        if stored:
            _set_tip(db, stored[-1])
        refold(db, dict.fromkeys(item.key for item in stored))
    return stored


def digest(event: Event, before: str) -> str:
    """Return the digest of an event: SHA-256 over the digest before it and everything the event says."""
    return hashlib.sha256(before.encode() + packing.json(columns(event)[:-1])).hexdigest()


def columns(event: Event) -> tuple[Any, ...]:
    """Return an event in the order of `COLUMNS`."""
    return (
        event.seq,
        event.key,
        event.kind,
        event.reviewer,
        event.session,
        event.at,
        event.value,
        event.detail,
        event.note,
        event.group,
        event.undoes,
        event.start,
        event.end,
        event.prev,
        event.digest,
    )


def from_row(row: Sequence[Any]) -> Event:
    """Return the event of a row in the order of `COLUMNS`."""
    seq, key, kind, reviewer, session, at, value, detail, note, group, undoes, start, end, prev, digest_ = row
    return Event(key, kind, reviewer, session, at, value, detail, note, group, undoes, start, end, seq, prev, digest_)


def event(db: sqlite3.Connection, seq: int) -> Event | None:
    """Return an event by its seq."""
    return next(_events(db, "WHERE seq=?", (seq,)), None)


def history(db: sqlite3.Connection, key: str) -> list[Event]:
    """Return every event of a finding, in order."""
    return list(_events(db, "WHERE key=? ORDER BY seq", (key,)))


def events(db: sqlite3.Connection, since: int) -> list[Event]:
    """Return the events after `since`, in order."""
    return list(_events(db, "WHERE seq>? ORDER BY seq", (since,)))


def by_hand(db: sqlite3.Connection) -> list[Event]:
    """Return every event of findings that were made by hand, in order."""
    past = HAND[:-1] + chr(ord(HAND[-1]) + 1)  # the first key that does not begin with HAND: a range of the index
    return list(_events(db, "WHERE key >= ? AND key < ? ORDER BY seq", (HAND, past)))


def last_seq(db: sqlite3.Connection) -> int:
    """Return the seq of the last event, 0 without any."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])


def head(db: sqlite3.Connection, key: str) -> Head | None:
    """Return the head of a finding, None where nobody ever said anything."""
    found = db.execute("SELECT body FROM head WHERE key=?", (key,)).fetchone()
    return read_head(found[0]) if found else None


def heads(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Head]:
    """Return the heads of those keys that have one."""
    return {key: read_head(body) for key, body in among(db, "SELECT key, body FROM head WHERE key IN", keys)}


def refold(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Fold the heads of these keys anew and copy them to the current run's findings; inside a transaction."""
    run = current_run(db)
    rows = [(key, *cached(fold(key, history(db, key)))) for key in keys]
    db.executemany("INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany(
        "UPDATE finding SET seq=?, state=?, decision=?, first_by=?, second_by=?, noted=?, assigned=?"
        " WHERE run=? AND key=?",
        [(*columns_[:-1], run, key) for key, *columns_ in rows],
    )


def rebuild(db: sqlite3.Connection, path: Path) -> int:
    """Make every head anew from the events; return how many there are. Raises SaveError."""
    with saving(path), writing(db):
        db.execute("DELETE FROM head")
        db.execute(
            "UPDATE finding SET seq=NULL, state='open', decision=NULL, first_by=NULL, second_by=NULL, noted=0,"
            " assigned=NULL WHERE seq IS NOT NULL OR state<>'open' OR noted OR assigned IS NOT NULL"
        )
        keys = [key for [key] in db.execute("SELECT DISTINCT key FROM event")]
        refold(db, keys)
    return len(keys)


def current_run(db: sqlite3.Connection) -> int | None:
    """Return the id of the latest run."""
    found = db.execute("SELECT max(id) FROM run").fetchone()[0]
    return None if found is None else int(found)


def tip(db: sqlite3.Connection) -> tuple[int, str]:
    """Return seq and digest of the last event as noted apart from the log, (0, `START`) before the first."""
    found = db.execute("SELECT value FROM store WHERE name='tip'").fetchone()
    if found is None:
        return 0, START
    seq, _, digest_ = bytes(found[0]).decode("utf-8", "backslashreplace").partition(" ")
    return int(seq) if seq.isdecimal() else -1, digest_


def cached(head: Head) -> tuple[Any, ...]:
    """Return a head as columns of `head`, without the key; all but the last are copied to `finding`."""
    return (
        head.seq,
        head.state,
        head.decision,
        head.first_by,
        head.second_by,
        int(head.noted),
        head.assigned,
        packing.json(head),
    )


def _chained(db: sqlite3.Connection, new: Sequence[New]) -> Iterator[Event]:
    last = db.execute("SELECT seq, digest FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    seq, before = last or (0, START)
    standing: dict[str, int | None] = {}
    for item in new:
        seq += 1
        if item.key not in standing:
            found = db.execute("SELECT max(seq) FROM event WHERE key=?", (item.key,)).fetchone()[0]
            standing[item.key] = found
        fields = {name: _clean(getattr(item, name)) for name in New.__struct_fields__}
        bare = Event(**fields, seq=seq, prev=standing[item.key])
        before = digest(bare, before)
        standing[item.key] = seq
        yield msgspec.structs.replace(bare, digest=before)


def _clean(value: Any) -> Any:
    return packing.text(value) if isinstance(value, str) else value


def _set_tip(db: sqlite3.Connection, last: Event) -> None:
    db.execute("INSERT OR REPLACE INTO store VALUES ('tip', ?)", (f"{last.seq} {last.digest}".encode(),))


def _events(db: sqlite3.Connection, tail: str, parameters: Sequence[object]) -> Iterator[Event]:
    return map(from_row, db.execute(f"SELECT {COLUMNS} FROM event {tail}", parameters))  # noqa: S608 - columns of ours
