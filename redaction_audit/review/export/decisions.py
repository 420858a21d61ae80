"""Decisions on the findings of a plan, as CSV or JSON Lines: what was said, as the exporting reviewer may see it.

Notes are masked by the words that their record hides.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from redaction_audit.lines import Lines
from redaction_audit.model import Finding, Frozen, Origin
from redaction_audit.outputs.encoding import encode
from redaction_audit.review import made
from redaction_audit.review.events import Event, Head, New
from redaction_audit.review.export.plans import Choice, Plan, by_record
from redaction_audit.review.notes import masking
from redaction_audit.review.reading import Reading
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.spreadsheet import line

if TYPE_CHECKING:
    from redaction_audit.review.session import ReviewSession

_LONGEST = 2000
"""Characters of flagged words that are written at most."""

COLUMNS = (
    "record", "path", "member", "row", "page", "paragraph", "line", "column", "start", "end", "rule", "name",
    "severity", "confidence", "message", "state", "decision", "disposition", "detail", "first_by", "second_by",
    "adjudicated_by", "decided_at", "notes", "key",
)  # fmt: skip
"""Columns of the CSV of decisions; `notes` is empty unless they are asked for."""


class Decision(Frozen):
    """One line of `decisions-jsonl` (`decision/1`): a finding, and what was said of it.

    As the exporting reviewer may see it. `history` holds the events in order, where it was asked for; notes are None
    unless asked for, and masked.
    """

    schema: str
    finding: Finding
    state: str
    decision: str | None
    disposition: str | None
    detail: str | None
    first_by: str | None
    second_by: str | None
    adjudicated_by: str | None
    decided_at: str | None
    notes: tuple[str, ...] | None
    history: tuple[Event, ...] | None


class Unmasked(Decision, frozen=True):
    """The same with the flagged words as they stand in the record; None where it cannot be read."""

    text: str | None = None


def csv(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    """Yield (findings done, bytes) of a table, its heading first."""
    yield 0, line((*COLUMNS, "text") if planned.choice.unmasked else COLUMNS)
    for done, one in enumerate(_decisions(session, planned), 1):
        yield done, line((*_cells(one), one.text or "") if isinstance(one, Unmasked) else _cells(one))


def jsonl(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    """Yield (findings done, bytes), a line for each decision."""
    for done, one in enumerate(_decisions(session, planned), 1):
        yield done, encode(one) + b"\n"


def looks(session: "ReviewSession", planned: Plan) -> Iterator[New]:
    """Yield what records that the hidden words of findings are written, to whom and when: one group."""
    at, group = session.now().astimezone(dt.UTC).isoformat(timespec="milliseconds"), secrets.token_hex(6)

    def look(key: str, start: int, end: int) -> New:
        return New(key, "revealed", session.reviewer, session.session, at, group=group, start=start, end=end)

    for record_row, items in by_record(session, planned.rows):
        record = session.store.record(record_row)
        yield from (look(item.key, item.start, item.end) for item in items if _hides(record, item.start, item.end))
    for event in planned.by_hand:
        start, end = event.start or 0, event.end or 0
        if _hides(session.store.record(int(event.value or 0)), start, end):
            yield look(event.key, start, end)


def _hides(record: StoredRecord | None, start: int, end: int) -> bool:
    return record is not None and any(from_ < end and to > start for from_, to in record.hidden)


def _decisions(session: "ReviewSession", planned: Plan) -> Iterator[Decision]:
    choice = planned.choice
    reading = Reading(session.store)
    for record_row, items in by_record(session, planned.rows):
        mask: Callable[[str], str] | None = str if choice.unmasked else None
        for item in items:
            finding = session.store.finding(item.row)
            if finding is None:
                continue
            spoken = item.seq is not None or item.noted
            head = session.head(item) if spoken else Head(item.key)
            events = session.history(item, unmasked=choice.unmasked) if spoken else []
            if mask is None and any(event.note or event.detail for event in events):
                mask = masking(session.store.record(record_row), reading)
            written = _decision(finding, head, events, choice, mask or str)
            yield _unmasked(session, written, record_row, reading) if choice.unmasked else written
    for event in planned.by_hand:
        yield _added(session, event, choice, reading)


def _unmasked(session: "ReviewSession", one: Decision, record_row: int, reading: Reading) -> Unmasked:
    record = session.store.record(record_row)
    text = reading.open(record).text if record is not None else None
    words = text[one.finding.start : min(one.finding.end, one.finding.start + _LONGEST)] if text is not None else None
    return Unmasked(**msgspec.structs.asdict(one), text=words)


def _added(session: "ReviewSession", event: Event, choice: Choice, reading: Reading) -> Decision:
    """Return a finding that no rule made, as it stands."""
    named = made.made(event.key)
    record = session.store.record(int(event.value or 0))
    text = reading.open(record).text if record is not None else None
    number, column = Lines(text or "").line_column(min(event.start or 0, len(text or "")))
    finding = Finding(
        schema="scan/1",
        rule=named.rule,
        name=named.name,
        severity=named.severity,
        confidence="high",
        message=made.words(event),
        record=event.detail or "",
        path=record.origin.path if record else "",
        origin=record.origin if record else Origin(""),
        start=event.start or 0,
        end=event.end or 0,
        line=number,
        column=column,
        page=None,
        paragraph=None,
        related=(),
        evidence=None,
        citations=(),
        basis=(),
        fingerprint=event.key,
        data={},
    )
    head = session.made_head(event)
    # the record's id stands in `detail` of what made it: it needs no mask, and a mask could not be applied twice
    events = [
        msgspec.structs.replace(one, detail=None if one.kind == "added" else one.detail)
        for one in session.made_history(event)
    ]
    mask = str if choice.unmasked else masking(record, reading)
    written = msgspec.structs.replace(_decision(finding, head, events, choice, mask), decided_at=event.at)
    return _unmasked(session, written, record.row, reading) if choice.unmasked and record is not None else written


def _decision(
    finding: Finding, head: Head, events: list[Event], choice: Choice, mask: Callable[[str], str]
) -> Decision:
    said = [event for event in events if event.kind in {"decided", "disposed", "adjudicated"}]
    verdict = next((one for one in reversed(head.verdicts) if one.disposition), None)
    notes = tuple(mask(event.note) for event in events if event.note)
    history = tuple(
        msgspec.structs.replace(
            event,
            note=mask(event.note) if event.note and choice.notes else None,
            detail=mask(event.detail) if event.detail else None,
        )
        for event in events
    )
    return Decision(
        schema="decision/1",
        finding=finding,
        state=head.state,
        decision=head.decision,
        disposition=verdict.disposition if verdict else None,
        detail=mask(verdict.detail) if verdict and verdict.detail else None,
        first_by=head.first_by,
        second_by=head.second_by,
        adjudicated_by=head.adjudicated_by,
        decided_at=said[-1].at if said and head.decision else None,
        notes=notes if choice.notes else None,
        history=history if choice.history else None,
    )


def _cells(one: Decision) -> Iterator[str]:
    finding, origin = one.finding, one.finding.origin
    yield from (finding.record, finding.path, origin.member or "", str(origin.row or ""))
    yield from (str(finding.page or ""), str(finding.paragraph or ""), str(finding.line), str(finding.column))
    yield from (str(finding.start), str(finding.end), finding.rule, finding.name, finding.severity)
    yield from (finding.confidence, finding.message, one.state, one.decision or "", one.disposition or "")
    yield from (one.detail or "", one.first_by or "", one.second_by or "", one.adjudicated_by or "")
    yield from (one.decided_at or "", " / ".join(one.notes or ()), finding.fingerprint)
