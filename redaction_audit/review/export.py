"""Writes what a review holds to a file: findings in the formats of reports, decisions as CSV or JSON Lines.

Findings are masked as they are everywhere; so are notes, by the words that their record hides. A file appears whole or
not at all: it is written beside its place, put on the disk, and renamed.
"""

import datetime as dt
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

import msgspec

from redaction_audit import outputs
from redaction_audit.errors import OutputError, UsageError
from redaction_audit.lines import Lines
from redaction_audit.model import Audited, Finding, Frozen, Origin
from redaction_audit.outputs.encoding import encode
from redaction_audit.outputs.report import Rule, Run, Summary, Tally
from redaction_audit.outputs.style import Style
from redaction_audit.review import conditions, made
from redaction_audit.review.events import Event, Head, New, in_effect
from redaction_audit.review.notes import masking
from redaction_audit.review.reading import Reading
from redaction_audit.sparing import Taken
from redaction_audit.store import Store
from redaction_audit.store.values import Item, StoredRecord, StoredRun
from redaction_audit.text.spreadsheet import line

if TYPE_CHECKING:
    from redaction_audit.review.session import ReviewSession

What = Literal["all", "filter", "decided"]
WHATS: tuple[What, ...] = get_args(What)
DECISIONS = "decisions-csv"
LOG = "decisions-jsonl"
_SUFFIXES = {
    "json": ".json", "jsonl": ".jsonl", "text": ".txt", "sarif": ".sarif", "markdown": ".md", "html": ".html",
    "csv": ".csv", "github": ".txt", "junit": ".xml", DECISIONS: ".csv", LOG: ".jsonl",
}  # fmt: skip
_BATCH = 500
_LONGEST = 2000
"""Characters of flagged words that are written at most."""

COLUMNS = (
    "record", "path", "member", "row", "page", "paragraph", "line", "column", "start", "end", "rule", "name",
    "severity", "confidence", "message", "state", "decision", "disposition", "detail", "first_by", "second_by",
    "adjudicated_by", "decided_at", "notes", "key",
)  # fmt: skip
"""Columns of the CSV of decisions; `notes` is empty unless they are asked for."""


class Choice(Frozen):
    """What to write and how. `notes`, `history` and `unmasked` are for the decision formats, which alone hold them.

    `unmasked` writes notes as they were typed and the flagged words as they stand in the record. Every finding whose
    words are hidden is then recorded as looked at, before anything is written.
    """

    what: What
    format: str
    notes: bool = False
    history: bool = False
    unmasked: bool = False


class Plan(Frozen):
    """What an export would write: the findings' rows, and the disputes among them that nobody settled yet.

    `by_hand` are the findings that reviewers added; the decision formats hold them, unless only the queue is asked for.
    """

    choice: Choice
    rows: tuple[int, ...]
    disputed: int
    by_hand: tuple[Event, ...] = ()

    @property
    def count(self) -> int:
        """How many findings, those made by hand among them."""
        return len(self.rows) + len(self.by_hand)


def formats() -> tuple[str, ...]:
    """Return the formats: of decisions first, then those of reports."""
    reports = (name for name in outputs.formats() if hasattr(outputs.load(name), "Findings"))
    return (DECISIONS, LOG, *reports)


def suffix(format_: str) -> str:
    """Return the usual end of a file's name."""
    return _SUFFIXES.get(format_, f".{format_}")


def plan(session: "ReviewSession", choice: Choice) -> Plan:
    """Return what `choice` comes to now; what is hidden from this reviewer counts as undecided."""
    rows: Iterable[int] = session.queue if choice.what == "filter" else session.store.ids()
    if choice.what == "decided":
        state, values = conditions.visible_state(session.viewer)
        rows = session.store.ids(f"({state}) NOT IN ('open', 'second')", values)
    # rows of findings grow with the order of reading, and within a record; drawn pages are below 0
    chosen = tuple(sorted(row for row in rows if row >= 0))
    disputed = set(session.store.ids("f.state = 'disputed'"))
    added: Iterable[Event] = ()
    if choice.format in {DECISIONS, LOG} and choice.what != "filter":
        added = (event for event in in_effect(session.store.by_hand()) if event.kind == "added")
    return Plan(choice, chosen, sum(row in disputed for row in chosen), tuple(added))


def write(
    session: "ReviewSession", planned: Plan, path: str | Path, progress: Callable[[int], bool] | None = None
) -> int:
    """Write a plan to a file and return its size in bytes; an older file of that name is replaced at the very end.

    May be called from another thread than the session's. `progress` is told how many findings are written and returns
    False to stop: then, and on every error, nothing is left behind and an older file stays as it was. Raises
    OutputError, naming the file, also for one that is the store or a record; SaveError where a look under a mask cannot
    be recorded; InterruptedError when stopped.
    """
    target = Path(path)
    _spare(session.store, target)
    if planned.choice.unmasked:
        session.store.append(list(_looks(session, planned)), {})
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror or error})") from error
    stage = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            _fill(stream, pieces(session, planned), progress)
            size = stream.tell()
        mask = os.umask(0)
        os.umask(mask)
        stage.chmod(0o666 & ~mask)
        stage.replace(target)
    except InterruptedError:
        raise
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            stage.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return size


def _spare(store: Store, target: Path) -> None:
    taken = Taken((str(target),))
    try:
        taken.refuse(store.files)
        taken.refuse(Reading(store).files())
    except UsageError as error:
        raise OutputError(str(error)) from error


def _fill(stream: BinaryIO, written: Iterable[tuple[int, bytes]], progress: Callable[[int], bool] | None) -> None:
    for done, piece in written:
        stream.write(piece)
        if progress is not None and not progress(done):
            raise InterruptedError("the export was stopped; nothing was written")
    stream.flush()
    os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too, where the system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def pieces(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    """Yield (findings done, bytes) of an export, piece by piece."""
    writers = {DECISIONS: _csv, LOG: _jsonl}
    return writers.get(planned.choice.format, _report)(session, planned)


# -- reports -----------------------------------------------------------------------------------------------------------


def _report(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    stored = session.store.runs()[-1]
    run = _run(stored)
    style = Style(width=100, verbose=1, show_notes=True)
    renderer: Any = outputs.load(planned.choice.format).Findings(style)
    tally = Tally()
    yield 0, renderer.begin(run)
    done = 0
    for audited in _audited(session, planned, tally):
        done += len(audited.findings)
        yield done, renderer.record(audited)
    for piece in outputs.pieces(renderer.end(_summary(stored, planned, tally))):
        yield done, piece


def _audited(session: "ReviewSession", planned: Plan, tally: Tally) -> Iterator[Audited]:
    """Yield the records that hold findings of the plan; of a whole run, the others and their gaps too."""
    known = iter(session.store.record_rows() if planned.choice.what == "all" else ())
    for record_row, items in groupby(_items(session, planned.rows), key=lambda item: item.record_row):
        for other in known:
            if other == record_row:
                break
            yield from _tallied(session.store.record(other), (), tally)
        found = (session.store.finding(item.row) for item in items)
        yield from _tallied(session.store.record(record_row), tuple(f for f in found if f is not None), tally)
    for other in known:
        yield from _tallied(session.store.record(other), (), tally)


def _tallied(record: StoredRecord | None, findings: tuple[Finding, ...], tally: Tally) -> Iterator[Audited]:
    if record is not None:
        audited = Audited(record.record, record.origin, record.size, findings=findings, gaps=record.gaps)
        tally.add(audited)
        yield audited


def _run(stored: StoredRun) -> Run:
    return Run(
        version=stored.version,
        rules_digest=stored.rules_digest,
        as_of=dt.date.fromisoformat(stored.as_of),
        command="scan",
        paths=stored.paths,
        rules=stored.rules,
        catalogue=msgspec.json.decode(stored.catalogue, type=tuple[Rule, ...]) if stored.catalogue else (),
    )


def _summary(stored: StoredRun, planned: Plan, tally: Tally) -> Summary:
    """Return the counts of what was written; what a scan set aside, failed at and did not judge stays as it said."""
    written = tally.summary()
    if stored.summary is None:
        return written
    scanned = msgspec.json.decode(stored.summary, type=Summary)
    if planned.choice.what == "all":
        return scanned
    return msgspec.structs.replace(scanned, reported=written.reported)


# -- decisions ---------------------------------------------------------------------------------------------------------


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


def _looks(session: "ReviewSession", planned: Plan) -> Iterator[New]:
    """Yield what records that the hidden words of findings are written, to whom and when: one group."""
    at, group = session.now().astimezone(dt.UTC).isoformat(timespec="milliseconds"), secrets.token_hex(6)
    for record_row, items in groupby(_items(session, planned.rows), key=lambda item: item.record_row):
        record = session.store.record(record_row)
        for item in items:
            if record is not None and any(start < item.end and end > item.start for start, end in record.hidden):
                yield New(
                    item.key, "revealed", session.reviewer, session.session, at,
                    group=group, start=item.start, end=item.end,
                )  # fmt: skip


def _csv(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    yield 0, line((*COLUMNS, "text") if planned.choice.unmasked else COLUMNS)
    for done, one in enumerate(_decisions(session, planned), 1):
        yield done, line((*_cells(one), one.text or "") if isinstance(one, Unmasked) else _cells(one))


def _jsonl(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    for done, one in enumerate(_decisions(session, planned), 1):
        yield done, encode(one) + b"\n"


def _decisions(session: "ReviewSession", planned: Plan) -> Iterator[Decision]:
    choice = planned.choice
    reading = Reading(session.store)
    for record_row, items in groupby(_items(session, planned.rows), key=lambda item: item.record_row):
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


def _items(session: "ReviewSession", rows: tuple[int, ...]) -> Iterator[Item]:
    """Yield list rows a batch at a time, past the session's cache: it belongs to the screen."""
    for first in range(0, len(rows), _BATCH):
        yield from session.store.items(rows[first : first + _BATCH], session.reviewer)
