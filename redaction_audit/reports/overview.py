"""A batch at a glance: what was asked, what could be read, the four counts, the verdict with its reason, the charts."""

import datetime as dt

import msgspec

from redaction_audit.model import SEVERITIES, Citation, Frozen, Severity
from redaction_audit.outputs.report import Bucket, Summary, Tally
from redaction_audit.recording import Asked
from redaction_audit.reports import charts
from redaction_audit.reports.todo import DISMISSED, Todo, todo
from redaction_audit.reports.totals import Totals
from redaction_audit.reports.values import Chart, RuleRow, Share
from redaction_audit.review.agreeing import opinions
from redaction_audit.store import Store
from redaction_audit.store.packing import SEVERITY
from redaction_audit.store.values import Item, StoredRun
from redaction_audit.text.counting import count
from redaction_audit.text.sections import sections

FIRST = 12
"""Findings that a reader with five minutes is shown first."""
_FIRST = f"f.severity > 1 AND NOT coalesce({DISMISSED}, 0)"


class Known(Frozen):
    """What reports need of a rule in a stored catalogue, whichever version wrote it."""

    id: str
    name: str
    severity: Severity
    summary: str
    citations: tuple[Citation, ...] = ()
    help: str = ""

    def row(self, times: int) -> RuleRow:
        """Return the rule as the appendix tells of it, with how often it found something."""
        told = dict(sections(self.help))
        said = told.get("why it matters", ""), told.get("what to do", "")
        return RuleRow(self.id, self.name, self.summary, self.severity, times, self.citations, *said)


class Overview(Frozen):
    """Everything of a report but its records. `summary` counts as the scan did, whatever was decided since.

    `verdict` is the outcome in one sentence with the reason for it; `todo` says what is left to be done; `first` are
    the gravest findings but those that were dismissed; `tip` is (seq, digest) of the last event.
    """

    run: StoredRun
    as_of: dt.date
    asked: Asked
    summary: Summary
    verdict: str
    todo: Todo
    records_with_findings: int
    decided: int
    first: tuple[Item, ...]
    charts: tuple[Chart, ...]
    marking: dict[str, int]
    provenances: dict[str, int]
    statuses: dict[str, int]
    most_withheld: tuple[Share, ...]
    unprofiled: int
    rules: tuple[RuleRow, ...]
    reviewers: tuple[tuple[str, int, str, str], ...]
    orphans: int
    by_hand: int
    tip: tuple[int, str]


def overview(store: Store, run: StoredRun) -> Overview:
    """Return the overview of the store's current run."""
    totals = Totals(store.rests(run.id))
    how = asked(run)
    summary = summed(store, run, how.fail_on)
    drawn = [
        charts.families(_families(store)), charts.marks(totals), charts.withheld(totals), charts.calendar(totals),
        charts.decisions(store.totals()), charts.agreements(opinions(store)),
    ]  # fmt: skip
    return Overview(
        run=run,
        as_of=dt.date.fromisoformat(run.as_of),
        asked=how,
        summary=summary,
        verdict=verdict(summary, how.fail_on, ended=run.ended),
        records_with_findings=len(store.counts("f.record_row")),
        decided=store.count("f.state <> 'open'"),
        todo=todo(store, summary, how.fail_on),
        first=tuple(store.items(store.ids(_FIRST, (), "f.severity DESC, f.confidence DESC, f.row")[:FIRST])),
        charts=tuple(drawn),
        marking=dict(totals.marking),
        provenances=dict(sorted(totals.provenances.items(), key=lambda item: (-item[1], item[0]))),
        statuses=dict(totals.statuses),
        most_withheld=tuple(_shares(store, totals)),
        unprofiled=totals.unprofiled,
        rules=_rules(run, summary),
        reviewers=_reviewers(store),
        orphans=len(store.orphans()),
        by_hand=sum(event.kind == "added" for event in store.by_hand()),
        tip=store.tip(),
    )


def asked(run: StoredRun) -> Asked:
    """Return what a run was asked for, as far as the version that made it kept that."""
    return msgspec.json.decode(run.request, type=Asked) if run.request else Asked(())


def summed(store: Store, run: StoredRun, fail_on: Severity | None) -> Summary:
    """Return the counts that closed the run; of one that was cut off, those of what it kept."""
    if run.summary is not None:
        try:
            return msgspec.json.decode(run.summary, type=Summary)
        except msgspec.ValidationError:
            pass  # written by another program: what the store counts by itself is the same
    tally = Tally(fail_on)
    for row, rest in store.rests(run.id):
        record = store.record(row)
        if record is None:
            continue
        tally.sums["records"] += bool(record.record)
        tally.sums["bytes"] += record.size
        tally.sums["bytes_read"] += record.size if record.record else 0
        tally.sums["pages"] += rest.pages or 0
        tally.sums["marks"] += rest.marks
        for gap in record.gaps:
            tally.add_gap(gap, lost=0)
        for failed in rest.failed:
            tally.add_failed(failed)
        tally.not_judged.update((skipped.rule, skipped.reason) for skipped in rest.not_judged)
        tally.set_aside.update((aside.finding.rule, f"{aside.by}: {aside.why}") for aside in rest.set_aside)
        for _, finding in store.findings_of(row):
            tally.severities[finding.severity] += 1
            tally.rules[finding.rule] += 1
    tally.interrupted = not run.ended
    return tally.summary()


def verdict(summary: Summary, fail_on: Severity | None, *, ended: bool = True) -> str:
    """Return the verdict of the gate in one sentence, with its reason."""
    if not ended or summary.verdict == "interrupted":
        return "Interrupted: the scan was cut off and the rest was not examined."
    if summary.verdict == "incomplete":
        return f"Incomplete: {_missing(summary)}."
    threshold = f"the threshold ({fail_on})" if fail_on else None
    if summary.verdict == "findings" and fail_on:
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        counts = ", ".join(count(summary.reported.by_severity.get(name, 0), name) for name in failing)
        return f"Not passed: {counts} at or above {threshold}."
    if summary.verdict == "stale":
        stale = [left for left in summary.leftovers if left.state != "absent"]
        return f"Not passed: {count(len(stale), 'entry', 'entries')} of a baseline or waivers set nothing aside."
    if threshold is None:
        return "Passed: no severity fails this gate."
    return f"Passed: nothing at or above {threshold}."


def _missing(summary: Summary) -> str:
    if not summary.records and not summary.gap_errors:
        return "there was no record to examine"
    parts = [
        f"{count(summary.gap_errors, 'input')} could not be read" if summary.gap_errors else "",
        f"{count(summary.failed.total, 'check')} broke" if summary.failed.total else "",
    ]
    return " and ".join(filter(None, parts)) or "not everything could be examined"


def why(bucket: Bucket) -> dict[str, int]:
    """Return the reasons of a bucket over all rules, the most frequent first."""
    merged: dict[str, int] = {}
    for cause in bucket.why:
        merged[cause.reason] = merged.get(cause.reason, 0) + cause.count
    return dict(sorted(merged.items(), key=lambda item: (-item[1], item[0])))


def _families(store: Store) -> dict[tuple[str, str], int]:
    found = store.counts("substr(f.rule, 1, 3) || f.severity")
    return {(key[:3], SEVERITY[int(key[3:])]): times for key, times in found.items()}


def _shares(store: Store, totals: Totals) -> list[Share]:
    shares = []
    for row in totals.most_withheld:
        record, rest = store.record(row), store.rest(row)
        if record is not None and rest is not None and rest.profile is not None:
            shares.append(Share(record.record, rest.profile.characters, rest.profile.withheld))
    return shares


def _rules(run: StoredRun, summary: Summary) -> tuple[RuleRow, ...]:
    known = msgspec.json.decode(run.catalogue, type=tuple[Known, ...]) if run.catalogue else ()
    found = summary.reported.by_rule
    return tuple(rule.row(found.get(rule.id, 0)) for rule in sorted(known, key=lambda rule: rule.id))


def _reviewers(store: Store) -> tuple[tuple[str, int, str, str], ...]:
    """Return (reviewer, events, time of the first, time of the last), in the order in which they first spoke."""
    seen: dict[str, tuple[int, str, str]] = {}
    for event in store.events():
        spoken, first, _ = seen.get(event.reviewer, (0, event.at, event.at))
        seen[event.reviewer] = (spoken + 1, first, event.at)
    return tuple((name, *rest) for name, rest in seen.items())
