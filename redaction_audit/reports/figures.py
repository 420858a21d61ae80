"""The figures of a batch in words: the same in every format."""

from collections.abc import Iterator

from redaction_audit.model import SEVERITIES
from redaction_audit.reports import words
from redaction_audit.reports.overview import Overview
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined


def figures(over: Overview) -> Iterator[tuple[str, int, str]]:
    """Yield the counts that a reader wants first, as (what, how many, in other words)."""
    summary, number = over.summary, words.number
    whole = summary.bytes_read >= summary.bytes
    read = "all bytes read" if whole else f"{words.percent(summary.share_read)} of bytes read"
    yield "Records", summary.records, f"in {count(summary.files, 'file')}, {read}"
    split = joined(count(summary.reported.by_severity.get(name, 0), name) for name in SEVERITIES)
    found = summary.reported.total
    yield "Findings", found, f"{split}; in {count(over.records_with_findings, 'record')}"
    yield "Decisions", over.decided, f"of {count(found, 'finding')} decided"
    yield "Past their date", over.statuses.get("overdue", 0), f"records as of {over.as_of}"
    yield "Set aside", summary.set_aside.total, "counted, not reported"
    yield "Failed", summary.failed.total, "checks that broke"
    yield "Not judged", summary.not_judged.total, "times a check lacked what it needs"
    yield "Gaps", summary.gaps, f"{number(summary.gap_errors)} make the audit incomplete"


def custody(over: Overview) -> Iterator[tuple[str, str]]:
    """Yield what ties a report to the run it tells of, as (what, value)."""
    run = over.run
    yield "Program", f"redaction-audit {run.version}"
    yield "Rules and law, SHA-256", run.rules_digest
    files = (("configuration", over.asked.configuration), ("accepted findings", over.asked.baseline))
    for what, file in (*files, ("waivers", over.asked.waivers)):
        if file is not None:
            yield f"File of {what} in force", file
    yield "Run", f"{run.id}" + ("" if run.ended else ", cut off")
    yield "Run and its records, SHA-256", run.seal.hex() if run.seal else "none: the run was cut off"
    yield "Head of the log", f"{over.tip[0]}:{over.tip[1]}"
