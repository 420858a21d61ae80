"""One row a flagged span: what was reported, what was set aside, what reviewers added by hand."""

from collections.abc import Iterator

from redaction_audit.model import Finding, SetAside
from redaction_audit.outputs.report import cited
from redaction_audit.reports import words
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Row
from redaction_audit.reports.values import Added, Cell, Said, Told
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.layout import joined

TITLE = "Findings"
COLUMNS = (
    "number", "status", "record", "path", "member", "row", "page", "paragraph", "line", "column", "start", "end",
    "family", "rule", "name", "severity", "confidence", "message", "seen", "sum", "law", "state", "decision",
    "disposition", "detail", "first_by", "second_by", "adjudicated_by", "decided_at", "notes", "set_aside_by",
    "set_aside_why", "key",
)  # fmt: skip


def rows(batch: Batch) -> Iterator[Row]:
    """Yield the spans of every record."""
    for page in batch.pages(lines=False):
        for told in page.told:
            yield _told(told)
        for aside in page.set_aside:
            yield _aside(aside)
        for added in page.by_hand:
            yield _by_hand(page.record, "added by hand", added)
    for record, added in batch.lost():
        yield _by_hand(record, "added by hand to an earlier run", added)


def _told(told: Told) -> Row:
    finding = told.finding
    return (
        told.number, "reported", *_place(finding), *_judgement(finding), joined(told.arithmetic, "; "),
        joined(map(cited, told.law), "; "), *_said(told.said), None, None, told.key,
    )  # fmt: skip


def _said(said: Said | None) -> tuple[Cell, ...]:
    """Return what reviewers said, from the state to the notes."""
    if said is None:
        return ("open", *(None,) * 8)
    head, history = said.head, said.history
    verdict = next((one for one in reversed(head.verdicts) if one.disposition), None)
    judging = [event.at for event in history if event.kind in {"decided", "disposed", "adjudicated", "added"}]
    return (
        head.state, head.decision, verdict.disposition if verdict else None, verdict.detail if verdict else None,
        head.first_by, head.second_by, head.adjudicated_by, judging[-1] if judging and head.decision else None,
        joined((event.note for event in history), " / "),
    )  # fmt: skip


def _aside(aside: SetAside) -> Row:
    finding = aside.finding
    unsaid: Row = (None,) * 9  # as many cells as `_said` fills
    why = joined((aside.why, aside.author, f"until {aside.expires}" if aside.expires else None))
    law = joined(map(cited, finding.citations), "; ")
    return (
        None, "set aside", *_place(finding), *_judgement(finding), "", law, *unsaid, aside.by, why,
        finding.fingerprint,
    )  # fmt: skip


def _by_hand(record: StoredRecord, status: str, added: Added) -> Row:
    event, made = added.event, added.made
    return (
        None, status, record.record, record.origin.path, record.origin.member, record.origin.row,
        None, None, None, None, event.start, event.end, made.rule[:-3], made.rule, made.name, made.severity, "high",
        added.words, None, None, None, *_said(added.said), None, None, event.key,
    )  # fmt: skip


def _place(finding: Finding) -> tuple[Cell, ...]:
    origin = finding.origin
    return (
        finding.record, finding.path, origin.member, origin.row, finding.page, finding.paragraph, words.line(finding),
        finding.column, finding.start, finding.end,
    )  # fmt: skip


def _judgement(finding: Finding) -> tuple[Cell, ...]:
    return (
        finding.rule[:3], finding.rule, finding.name, finding.severity, finding.confidence, finding.message,
        finding.evidence,
    )  # fmt: skip
