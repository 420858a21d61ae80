"""What changed between two audits of a batch: findings by their identity, records by id and path, the verdicts."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from redaction_audit.errors import UsageError
from redaction_audit.model import Frozen, Severity
from redaction_audit.outputs.encoding import encode
from redaction_audit.reports.days import Days
from redaction_audit.reports.overview import asked, summed, verdict
from redaction_audit.store import Store
from redaction_audit.store.values import Item, StoredRun
from redaction_audit.text.counting import count
from redaction_audit.text.sanitise import plain
from redaction_audit.text.spreadsheet import line

if TYPE_CHECKING:
    from array import array

COLUMNS = ("change", "record", "line", "rule", "name", "severity", "before", "message", "decision", "key")
_WINDOW = 500
_ISO = Days()


class Change(Frozen):
    """A finding that only the later audit has (`new`), only the earlier one (`gone`), or both with a difference.

    `before` is the severity that it had, of one that is there in both; `decision` is the word in force.
    """

    change: Literal["new", "gone", "changed"]
    record: str
    line: int
    rule: str
    name: str
    severity: Severity
    before: Severity | None
    message: str
    decision: str | None
    key: str


class Side(Frozen):
    """One of the two audits."""

    run: int
    started: str
    as_of: str
    version: str
    records: int
    findings: int
    verdict: str


class Difference(Frozen):
    """The two audits with their counts; the changes themselves are asked for one by one.

    `other_rules` says that they were judged by other rules, by another version or as of another day: what differs may
    be the judge, not the batch.
    """

    before: Side
    after: Side
    other_rules: bool
    new: int
    gone: int
    changed: int
    same: int
    new_records: tuple[tuple[str, str], ...]
    gone_records: tuple[tuple[str, str], ...]


class DifferenceReport(Frozen):
    """The document of `--format json` (its shape only: the document is streamed, never held)."""

    schema: str
    difference: Difference
    changes: tuple[Change, ...]


class Comparison:
    """Two runs of a store, side by side. Raises UsageError for a run that the store does not hold."""

    def __init__(self, store: Store, before: int, after: int) -> None:
        runs = {run.id: run for run in store.runs()}
        for wanted in (before, after):
            if wanted not in runs:
                known = ", ".join(f"{run.id} of {_ISO.moment(run.started)}" for run in runs.values()) or "none"
                raise UsageError(f"--diff: {store.path} holds no run {wanted}; it holds {known}")
        self._store = store
        self._before, self._after = runs[before], runs[after]
        self._new = store.only_in(after, before)
        self._gone = store.only_in(before, after)
        self._altered = store.altered(after, before)

    def difference(self) -> Difference:
        """Return the two audits and the counts."""
        before, after = self._before, self._after
        were, are = Counter(self._store.names(before.id)), Counter(self._store.names(after.id))
        return Difference(
            before=self._side(before),
            after=self._side(after),
            other_rules=(before.rules_digest, before.version, before.rules, before.as_of)
            != (after.rules_digest, after.version, after.rules, after.as_of),
            new=len(self._new),
            gone=len(self._gone),
            changed=len(self._altered),
            same=after.findings - len(self._new) - len(self._altered),
            new_records=tuple((are - were).elements()),
            gone_records=tuple((were - are).elements()),
        )

    def _side(self, run: StoredRun) -> Side:
        how = asked(run)
        said = verdict(summed(self._store, run, how.fail_on), how.fail_on, ended=run.ended)
        return Side(run.id, run.started, run.as_of, run.version, run.records, run.findings, said)

    def changes(self) -> Iterator[Change]:
        """Yield new findings, then those that are gone, then those that changed."""
        yield from self._paired("new", self._new)
        yield from self._paired("gone", self._gone)
        for first in range(0, len(self._altered), _WINDOW):
            pairs = self._altered[first : first + _WINDOW]
            was = {item.key: item for item in self._store.items([row for _, row in pairs])}
            for change in self._told("changed", [row for row, _ in pairs]):
                yield msgspec.structs.replace(change, before=was[change.key].severity)

    def _paired(self, word: Literal["new", "gone"], rows: "array[int]") -> Iterator[Change]:
        for first in range(0, len(rows), _WINDOW):
            yield from self._told(word, list(rows[first : first + _WINDOW]))

    def _told(self, word: Literal["new", "gone", "changed"], rows: list[int]) -> Iterator[Change]:
        items = self._store.items(rows)
        heads = self._store.heads(item.key for item in items)
        for item in items:
            yield _change(word, item, heads[item.key].decision if item.key in heads else None)


def _change(word: Literal["new", "gone", "changed"], item: Item, decision: str | None) -> Change:
    return Change(
        word, item.record, item.line, item.rule, item.name, item.severity, None, item.message, decision, item.key
    )


# -- formats -----------------------------------------------------------------------------------------------------------


def as_json(found: Comparison) -> Iterator[bytes]:
    """Yield one JSON document (`difference/1`), a change a line."""
    yield b'{"schema":"difference/1",\n"difference":%s,\n"changes":[' % encode(found.difference())
    for number, change in enumerate(found.changes()):
        yield (b",\n" if number else b"\n") + encode(change)
    yield b"\n]}\n"


def as_csv(found: Comparison) -> Iterator[bytes]:
    """Yield one line a change."""
    yield line(COLUMNS)
    for change in found.changes():
        values = (getattr(change, name) for name in COLUMNS)
        yield line("" if value is None else str(value) for value in values)


def as_text(found: Comparison) -> Iterator[bytes]:
    """Yield the difference for people."""
    for words in _lines(found):
        yield (plain(words) + "\n").encode("utf-8", "backslashreplace")


def _lines(found: Comparison) -> Iterator[str]:
    said = found.difference()
    for word, side in (("before", said.before), ("after ", said.after)):
        counts = f"{count(side.records, 'record')}, {count(side.findings, 'finding')}"
        yield f"{word}  run {side.run} of {_ISO.moment(side.started)}, as of {side.as_of}: {counts}. {side.verdict}"
    if said.other_rules:
        yield "The two were judged by other rules, another version or as of another day: the difference may be theirs."
    for sign, records, word in (("+", said.new_records, "new"), ("-", said.gone_records, "gone")):
        yield from (f"{sign} record {name} ({path}) is {word}" for name, path in records)
    for change in found.changes():
        yield _change_words(change)
    yield f"{said.new:,} new, {said.gone:,} gone, {said.changed:,} changed, {said.same:,} the same"


def _change_words(change: Change) -> str:
    sign = {"new": "+", "gone": "-", "changed": "~"}[change.change]
    weight = (
        f"{change.before} -> {change.severity}" if change.before not in (None, change.severity) else change.severity
    )
    decided = f" ({change.decision})" if change.decision else ""
    return f"{sign} {change.record}:{change.line}: {change.rule} {change.name} [{weight}] {change.message}{decided}"


FORMATS: dict[str, Callable[[Comparison], Iterator[bytes]]] = {"text": as_text, "json": as_json, "csv": as_csv}
"""Formats of a difference by name."""
