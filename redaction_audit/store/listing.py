"""Lists: ids under a filter, rows for a window, whole findings, and counts."""

import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from redaction_audit.model import Finding
from redaction_audit.review.events import HAND
from redaction_audit.store import packing
from redaction_audit.store.among import among
from redaction_audit.store.log import current_run, read_head
from redaction_audit.store.records import record, rests
from redaction_audit.store.values import Item, Orphan, StoredRecord

_ITEM = """
SELECT f.row, f.key, f.record_row, r.record, f.rule, s.name, f.severity, f.confidence, f.start, f."end", f.line,
    f."column", f.page, f.paragraph, s.message, f.state, f.decision, f.first_by, f.second_by, f.noted, f.assigned,
    f.seq, NULL,
    EXISTS (SELECT 1 FROM mark AS m WHERE m.reviewer = ? AND m.key = f.key)
FROM finding AS f JOIN said AS s ON s.row = f.row JOIN record AS r ON r.row = f.record_row
WHERE f.row IN
"""

_FINDING = """
SELECT f.record_row, f.key, f.rule, f.severity, f.confidence, f.start, f."end", f.line, f."column", f.page, f.paragraph,
    s.name, s.message, s.body, run.catalogue
FROM finding AS f JOIN said AS s ON s.row = f.row JOIN run ON run.id = f.run WHERE {where}
"""

_RECORDS = re.compile(r"\br\.")
_SAID = re.compile(r"\bs\.")


def ids(db: sqlite3.Connection, where: str, parameters: Sequence[object], order: str) -> "array[int]":
    """Return the rows of the current run's findings under a filter, in order (see `Store.ids`)."""
    return _rows(db.execute(select("f.row", where, f"ORDER BY {order or 'f.row'}"), (current_run(db), *parameters)))


def select(what: str, where: str, tail: str = "") -> str:
    """Return the query for something of the current run's findings, joined with no more than it speaks of."""
    asked = f"{what} {where} {tail}"
    records = " LEFT JOIN record AS r ON r.row = f.record_row" if _RECORDS.search(asked) else ""
    said = " LEFT JOIN said AS s ON s.row = f.row" if _SAID.search(asked) else ""
    return f"SELECT {what} FROM finding AS f{records}{said} WHERE f.run = ? AND ({where or 1}) {tail}"  # noqa: S608 - of `review.conditions`, values apart


def items(db: sqlite3.Connection, rows: Sequence[int], reviewer: str, now: str) -> list[Item]:
    """Return findings as rows of a list, in the order asked for; rows that do not exist are left out."""
    held = "SELECT record_row, reviewer FROM lease WHERE reviewer <> ? AND until > ? ORDER BY until"
    make = _Items(dict(db.execute(held, (reviewer, now)).fetchall()))
    found = {row[0]: make(row) for row in among(db, _ITEM, rows, reviewer)}
    return [found[row] for row in rows if row in found]


def finding(db: sqlite3.Connection, row: int) -> Finding | None:
    """Return a whole finding."""
    found = db.execute(_FINDING.format(where="f.row = ?"), (row,)).fetchone()
    of = record(db, found[0]) if found else None
    return _finding(of, found) if of else None


def findings_of(db: sqlite3.Connection, record_row: int) -> list[tuple[str, Finding]]:
    """Return the findings of a record with their keys, in the order of the page."""
    of = record(db, record_row)
    sql = _FINDING.format(where='f.record_row = ? ORDER BY f.start, f."end", f.row')
    return [(row[1], _finding(of, row)) for row in db.execute(sql, (record_row,))] if of else []


def _finding(of: StoredRecord, row: tuple[Any, ...]) -> Finding:
    _, _, rule, severity, confidence, start, end, line, column, page, paragraph, name, message, packed, catalogue = row
    body = packing.read_body(packed)
    known = packing.authorities(catalogue).get(rule) if body.citations is None or body.basis is None else None
    return Finding(
        schema=body.schema,
        rule=rule,
        name=name,
        severity=packing.SEVERITY[severity],
        confidence=packing.CONFIDENCE[confidence],
        message=message,
        record=of.record,
        path=of.origin.path,
        origin=of.origin,
        start=start,
        end=end,
        line=line,
        column=column,
        page=page,
        paragraph=paragraph,
        related=body.related,
        evidence=body.evidence,
        citations=known.citations if known else body.citations or (),
        basis=known.basis if known else body.basis or (),
        fingerprint=body.fingerprint,
        data=body.data,
    )


def only_in(db: sqlite3.Connection, run: int, other: int) -> "array[int]":
    """Return the rows of a run's findings whose keys another run does not hold."""
    sql = (
        "SELECT f.row FROM finding AS f WHERE f.run=?"
        " AND NOT EXISTS (SELECT 1 FROM finding AS o WHERE o.key = f.key AND o.run = ?) ORDER BY f.row"
    )
    return _rows(db.execute(sql, (run, other)))


def altered(db: sqlite3.Connection, run: int, other: int) -> list[tuple[int, int]]:
    """Return (row, row of the other run) of findings in both runs that weigh otherwise or say something else."""
    sql = (
        "SELECT f.row, o.row FROM finding AS f JOIN finding AS o ON o.key = f.key AND o.run = ?"
        " JOIN said AS s ON s.row = f.row JOIN said AS t ON t.row = o.row"
        " WHERE f.run = ? AND (f.severity <> o.severity OR s.message <> t.message) ORDER BY f.row"
    )
    return [(row, was) for row, was in db.execute(sql, (other, run))]


def names(db: sqlite3.Connection, run: int) -> Iterator[tuple[str, str]]:
    """Yield id and path of every record of a run."""
    sql = "SELECT record, path, member FROM record WHERE run=? AND record<>'' ORDER BY row"
    for record_, path, member in db.execute(sql, (run,)):
        yield record_, packing.unnamed(path) + (f"!{packing.unnamed(member)}" if member is not None else "")


def rows_of(db: sqlite3.Connection, record_row: int) -> "array[int]":
    """Return the rows of a record's findings, in the order of the page."""
    return _rows(db.execute('SELECT row FROM finding WHERE record_row=? ORDER BY start, "end", row', (record_row,)))


def rows_for(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the current run's row of each key that it holds."""
    run = current_run(db)
    return dict(among(db, "SELECT key, row FROM finding WHERE run=? AND key IN", keys, run))


def pages(db: sqlite3.Connection) -> list[tuple[int, int | None]]:
    """Return row and number of pages of every record of the current run; None where its text has no page breaks."""
    run = current_run(db)
    if run is None:
        return []
    named = {row for (row,) in db.execute("SELECT row FROM record WHERE run=? AND record<>''", (run,))}
    return [(row, rest.pages) for row, rest in rests(db, run) if row in named]


def seen_pages(db: sqlite3.Connection) -> dict[int, frozenset[int | None]]:
    """Return the pages of each record of the current run that findings stand on."""
    found: dict[int, set[int | None]] = {}
    for row, page in db.execute("SELECT DISTINCT record_row, page FROM finding WHERE run=?", (current_run(db),)):
        found.setdefault(row, set()).add(page)
    return {row: frozenset(some) for row, some in found.items()}


def record_rows(db: sqlite3.Connection) -> "array[int]":
    """Return the rows of the current run's records, in the order of reading."""
    return _rows(db.execute("SELECT row FROM record WHERE run=? ORDER BY row", (current_run(db),)))


def records(db: sqlite3.Connection) -> int:
    """Return how many records the current run holds; inputs that yielded none do not count."""
    found = db.execute("SELECT records FROM run WHERE id=?", (current_run(db),)).fetchone()
    return int(found[0]) if found else 0


def unread(db: sqlite3.Connection) -> int:
    """Return how many inputs of the current run yielded no record."""
    return int(db.execute("SELECT count(*) FROM record WHERE run=? AND record=''", (current_run(db),)).fetchone()[0])


def count(db: sqlite3.Connection, where: str, parameters: Sequence[object]) -> int:
    """Return how many of the current run's findings meet a condition."""
    sql = select("count(*)", where)
    return int(db.execute(sql, (current_run(db), *parameters)).fetchone()[0])


def counts(db: sqlite3.Connection, by: str, where: str, parameters: Sequence[object]) -> dict[Any, int]:
    """Return how many of the current run's findings meet a condition, by the value of a column."""
    sql = select(f"{by}, count(*)", where, f"GROUP BY {by}")
    return dict(db.execute(sql, (current_run(db), *parameters)).fetchall())


def totals(db: sqlite3.Connection) -> tuple[tuple[str, str | None, int], ...]:
    """Return (state, decision, findings) for every pair that occurs."""
    sums: Counter[tuple[str, str | None]] = Counter()
    for _, state, decision, _, findings in _tally(db):
        sums[state, decision] += findings
    return tuple((*pair, sums[pair]) for pair in sorted(sums, key=lambda pair: (pair[0], pair[1] or "")))


def by_rule(db: sqlite3.Connection) -> tuple[tuple[str, str, int, int, int, int, int, int], ...]:
    """Return (rule, name, findings, open, confirm, dismiss, second, refer), the most findings first."""
    names = {rule.id: rule.name for rule in _catalogue(db).values()}
    sums: dict[str, Counter[str]] = {}
    for rule, state, decision, _, findings in _tally(db):
        of = sums.setdefault(rule, Counter())
        of["findings"] += findings
        of["open"] += findings if state == "open" else 0
        of[decision or ""] += findings
    words = ("findings", "open", "confirm", "dismiss", "second", "refer")
    rows = ((rule, names.get(rule, ""), *(of[word] for word in words)) for rule, of in sums.items())
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))  # type: ignore[arg-type]  # six counts, as in `words`


def by_severity(db: sqlite3.Connection) -> tuple[tuple[str, int, int], ...]:
    """Return (severity, findings, open), errors first."""
    sums: Counter[int] = Counter()
    left: Counter[int] = Counter()
    for _, state, _, severity, findings in _tally(db):
        sums[severity] += findings
        left[severity] += findings if state == "open" else 0
    return tuple((packing.SEVERITY[weight], sums[weight], left[weight]) for weight in sorted(sums, reverse=True))


def per_day(db: sqlite3.Connection) -> tuple[tuple[str, int, int, int, int, int], ...]:
    """Return (day in UTC, decisions, confirm, dismiss, second, refer), what was undone not among them."""
    return tuple(
        db.execute(
            "SELECT substr(at, 1, 10) AS day, count(*), sum(value='confirm'), sum(value='dismiss'),"
            " sum(value='second'), sum(value='refer') FROM event AS e WHERE kind='decided'"
            " AND NOT EXISTS (SELECT 1 FROM event AS u WHERE u.key = e.key AND u.kind='undone' AND u.undoes = e.seq)"
            " GROUP BY day ORDER BY day"
        )
    )


def orphans(db: sqlite3.Connection) -> list[Orphan]:
    """Return what reviewers said of findings that the current run does not hold, latest word first."""
    rows = db.execute(
        "SELECT h.key, h.body, (SELECT count(*) FROM event AS e WHERE e.key = h.key),"
        " (SELECT r.record FROM finding AS f"
        " JOIN record AS r ON r.row = f.record_row WHERE f.key = h.key ORDER BY f.run DESC LIMIT 1) FROM head AS h"
        " WHERE NOT EXISTS (SELECT 1 FROM finding AS f WHERE f.run = ? AND f.key = h.key)"
        " AND substr(h.key, 1, ?) <> ? ORDER BY h.seq DESC",
        (current_run(db), len(HAND), HAND),
    )
    return [Orphan(key, of or "", read_head(body), count) for key, body, count, of in rows]


def _tally(db: sqlite3.Connection) -> list[tuple[str, str, str | None, int, int]]:
    """Return (rule, state, decision, weight, findings) of the current run: one pass over one index, without a sort."""
    return db.execute(
        "SELECT rule, state, decision, severity, count(*) FROM finding WHERE run=?"
        " GROUP BY rule, state, decision, severity",
        (current_run(db),),
    ).fetchall()


def _catalogue(db: sqlite3.Connection) -> dict[str, packing.Authority]:
    found = db.execute("SELECT catalogue FROM run WHERE id=?", (current_run(db),)).fetchone()
    return packing.authorities(found[0]) if found else {}


def _rows(cursor: sqlite3.Cursor) -> "array[int]":
    return array("q", (row for (row,) in cursor))


class _Items:
    """Makes rows of lists out of rows of tables: 50,000 of one record in a tenth of a second.

    What findings share (record, rule, state, people) is held once: it is most of what they say.
    """

    _FIELDS = Item.__struct_fields__
    _SHARED = tuple(map(_FIELDS.index, ("record", "rule", "name", "state", "decision", "first_by", "second_by")))
    _SEVERITY, _CONFIDENCE = _FIELDS.index("severity"), _FIELDS.index("confidence")
    _NOTED, _MARKED = _FIELDS.index("noted"), _FIELDS.index("marked")
    _RECORD, _LEASED = _FIELDS.index("record_row"), _FIELDS.index("leased_by")

    def __init__(self, leases: Mapping[int, str]) -> None:
        self._leases = leases
        self._same: dict[Any, Any] = {}

    def __call__(self, row: tuple[Any, ...]) -> Item:
        values, same = list(row), self._same
        for at in self._SHARED:
            values[at] = same.setdefault(values[at], values[at])
        values[self._SEVERITY] = packing.SEVERITY[values[self._SEVERITY]]
        values[self._CONFIDENCE] = packing.CONFIDENCE[values[self._CONFIDENCE]]
        values[self._NOTED], values[self._MARKED] = bool(values[self._NOTED]), bool(values[self._MARKED])
        values[self._LEASED] = self._leases.get(values[self._RECORD])
        return Item(*values)
