"""Findings of a plan in the formats of reports: as a scan would have written them, masked as it masked them."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from redaction_audit import outputs
from redaction_audit.model import Audited, Finding
from redaction_audit.outputs.report import Rule, Run, Summary, Tally
from redaction_audit.outputs.style import Style
from redaction_audit.review.export.plans import Plan, by_record
from redaction_audit.store.values import StoredRecord, StoredRun

if TYPE_CHECKING:
    from redaction_audit.review.session import ReviewSession


def report(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    """Yield (findings done, bytes) of a report, piece by piece."""
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
    for record_row, items in by_record(session, planned.rows):
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
