"""One row a flagged span: what was reported, what was set aside, what reviewers added by hand."""

from collections.abc import Iterator

from redaction_audit.model import Finding, SetAside
from redaction_audit.outputs.report import cited
from redaction_audit.reports import words
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Cell, Row
from redaction_audit.reports.values import Page, Told
from redaction_audit.review.events import Event
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
        for event in page.by_hand:
            yield _by_hand(page, event)


def _told(told: Told) -> Row:
    finding = told.finding
    head = told.said.head if told.said else None
    history = told.said.history if told.said else ()
    verdict = next((one for one in reversed(head.verdicts) if one.disposition), None) if head else None
    judging = [event.at for event in history if event.kind in {"decided", "disposed", "adjudicated"}]
    return (
        told.number,
        "reported",
        *_place(finding),
        *_judgement(finding),
        joined(told.arithmetic, "; "),
        joined(map(cited, told.law), "; "),
        head.state if head else "open",
        head.decision if head else None,
        verdict.disposition if verdict else None,
        next((event.detail for event in reversed(history) if event.kind == "disposed"), None),
        head.first_by if head else None,
        head.second_by if head else None,
        head.adjudicated_by if head else None,
        judging[-1] if judging and head and head.decision else None,
        joined((event.note for event in history), " / "),
        None,
        None,
        told.key,
    )


def _aside(aside: SetAside) -> Row:
    finding = aside.finding
    nothing: Row = (None,) * 10
    why = joined((aside.why, aside.author, f"until {aside.expires}" if aside.expires else None))
    law = joined(map(cited, finding.citations), "; ")
    return (
        None, "set aside", *_place(finding), *_judgement(finding), "", law, *nothing[:9], aside.by, why,
        finding.fingerprint,
    )  # fmt: skip


def _by_hand(page: Page, event: Event) -> Row:
    record = page.record
    return (
        None, "added by hand", record.record, record.origin.path, record.origin.member, record.origin.row,
        None, None, None, None, event.start, event.end, "HAND", "HAND001", "added-by-hand", "warning", "high",
        f"added by {event.reviewer}", None, None, None, "first", "confirm", None, None, event.reviewer, None, None,
        event.at, event.note, None, None, event.key,
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
