"""The report on paper and for screen readers: PDF/UA-1, tagged, typeset by typst from data, never from text.

The fonts come with typst and no other is used, so that the same store gives the same bytes on any machine. What those
fonts cannot show is written as an escape: a character without a shape would be silent, and forbidden.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from importlib import resources
from itertools import islice
from typing import Any

import msgspec

from redaction_audit.errors import UsageError
from redaction_audit.outputs.report import cited
from redaction_audit.reports import words
from redaction_audit.reports.days import Days
from redaction_audit.reports.figures import custody, figures
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.overview import Overview, why
from redaction_audit.reports.values import Chart, Page, RuleRow, Said, Told
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined
from redaction_audit.text.sanitise import plain

FINDINGS = 1500
"""Findings that are told in full; of more the gravest, and the report says where the others are."""
DATES = 1000
"""Dates of the calendar that are listed; of more the earliest."""
_REASONS = 12
"""Reasons of one sort that are told; of more the most frequent."""
_NOTICE = (
    "Text that a finding says should not be visible is masked throughout. A date that is reached declassifies nothing"
    " by itself: verify that nothing extended it."
)
_CUSTODY = (
    "Digests tell accidents and edits. They do not stop a forger, who can make new files that are whole in themselves:"
    " compare them with a manifest or a head of the log that was published or signed."
)
# all but Latin, Greek, Cyrillic, punctuation, currency, arrows, shades: these the fonts are known to show
_UNSHOWN = re.compile(
    "[^\x20-\x7e\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0401\u0410-\u044f\u0451\u2010-\u2027\u20ac\u2190-\u2193\u2588\u2591-\u2593]"
)
_LONG = re.compile(r"\S{60}(?=\S{10})")
"""So much of a word that a line may break behind it: a longer one would run off the page."""
_BACKTICKS = re.compile(r"`([^`]{1,200})`")
_WHOLE = 1500
"""Characters up to which a finding is kept on one page."""


def write(batch: Batch) -> Iterator[bytes]:
    """Yield the document. Raises UsageError where typst is not installed."""
    try:
        import typst
    except ImportError as error:
        raise UsageError("--format pdf: needs typst\n  try: pip install 'redaction-audit[pdf]'") from error
    template = (resources.files("redaction_audit.reports") / "templates" / "report.typ").read_bytes()
    yield typst.compile(
        template,
        sys_inputs={"data": msgspec.json.encode(_shown(_data(batch))).decode()},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=_started(batch.overview),
    )


def _started(over: Overview) -> int:
    try:
        return int(dt.datetime.fromisoformat(over.run.started).timestamp())
    except ValueError:
        return 0


def _shown(value: Any) -> Any:
    """Return data whose every text can be shown: no controls, no character without a shape, breaks in long words."""
    if isinstance(value, str):
        shown = _UNSHOWN.sub(lambda found: plain(found[0], ascii_only=True), plain(value))
        return _LONG.sub(lambda found: f"{found[0]}\u200b", shown)
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(item) for item in value]
    return value


def _data(batch: Batch) -> dict[str, Any]:
    over, days = batch.overview, Days(batch.options.locale)
    chosen = _chosen(batch)
    records, dates, laws = _gathered(batch, chosen, days)
    total = over.summary.reported.total
    found = [rule for rule in over.rules if rule.count]
    return {
        "title": f"Audit report: {joined(over.run.paths) or 'a batch'}",
        "version": over.run.version,
        "verdict": over.verdict,
        "passed": over.summary.verdict == "clean",
        "cover": [
            f"Judged as of {days.day(over.as_of.isoformat())}",
            f"Scanned {days.moment(over.run.started)}" if over.run.started else "",
            f"redaction-audit {over.run.version}",
        ],
        "notice": _NOTICE,
        "todo": over.todo,
        "terms": words.TERMS,
        "figures": [(label, words.number(value), more) for label, value, more in figures(over)],
        "first": [
            {
                "severity": one.severity,
                "record": one.record,
                "message": one.message,
                "rule": joined((one.rule, words.in_force(one) if one.decision else "")),
            }
            for one in over.first
        ],
        "reasons": list(_reasons(over)),
        "charts": [_chart(chart) for chart in over.charts],
        "findings_note": _findings_note(total, len(chosen)) + _elsewhere(over.orphans + len(list(batch.lost()))),
        "records": records,
        "calendar_note": _calendar_note(over, dates),
        "calendar": [(days.day(day), *rest) for day, *rest in dates],
        "rules_note": f"{count(len(over.rules), 'rule')} ran, {words.number(len(found))} found something.",
        "rules": [_rule(rule) for rule in found],
        "laws": [(law, status, words.number(times)) for (law, status), times in laws.most_common()],
        "custody": list(custody(over)),
        "reviewers": [
            (name, words.number(events), days.moment(first), days.moment(last))
            for name, events, first, last in over.reviewers
        ],
        "custody_note": _CUSTODY,
    }


def _rule(rule: RuleRow) -> dict[str, Any]:
    told = (("Why it matters", rule.why), ("What to do", rule.todo))
    return {
        "title": f"{rule.id} {rule.name}: {count(rule.count, 'finding')}",
        "summary": rule.summary,
        "told": [(label, _quoted(words_)) for label, words_ in told if words_],
    }


def _quoted(text: str) -> str:
    """Return documentation with quotation marks for its backticks."""
    return _BACKTICKS.sub("\u201c\\1\u201d", text)


def _chosen(batch: Batch) -> set[str]:
    """Return the keys of the findings that are told: all, or the gravest."""
    rows = batch.store.ids(order="f.severity DESC, f.confidence DESC, f.row")
    return {item.key for item in batch.store.items(rows[:FINDINGS])}


def _gathered(
    batch: Batch, chosen: set[str], days: Days
) -> tuple[list[dict[str, Any]], list[tuple[str, ...]], Counter[tuple[str, str]]]:
    """Return records with their chosen findings, the calendar, and the law cited by all findings: one pass."""
    records: list[dict[str, Any]] = []
    laws: Counter[tuple[str, str]] = Counter()

    def dated() -> Iterator[tuple[str, ...]]:
        for page in batch.pages(lines=False):
            laws.update((law.text, law.status) for told in page.told for law in told.law)
            told = [one for one in page.told if one.key in chosen]
            if told or page.by_hand:
                records.append(_record(page, told, days))
            calendar = page.profile.calendar if page.profile else None
            if calendar and calendar.date:
                stands = words.calendar(calendar.status)
                yield calendar.date, page.record.record, stands, calendar.arithmetic or calendar.why

    return records, nsmallest(DATES, dated()), laws


def _record(page: Page, told: list[Told], days: Days) -> dict[str, Any]:
    facts = islice(words.facts(page, days), 4)
    return {
        "title": page.record.record,
        "facts": joined((words.source(page.record.origin), *(f"{label}: {value}" for label, value in facts)), "; "),
        "findings": [
            {
                "number": str(one.number),
                "severity": one.finding.severity,
                "rule": f"{one.finding.rule} {one.finding.name}",
                "message": one.finding.message,
                "told": list(_told(one, days)),
                "whole": len(one.finding.message) + len(one.finding.evidence or "") < _WHOLE,
            }
            for one in told
        ]
        + [
            {
                "number": "+",
                "severity": added.made.severity,
                "rule": f"{added.made.rule} {added.made.name}",
                "message": added.words,
                "told": [
                    ("Where", f"characters {added.event.start} to {added.event.end}"),
                    *_said(added.said, days),
                ],
                "whole": True,
            }
            for added in page.by_hand
        ],
    }


def _told(one: Told, days: Days) -> Iterator[tuple[str, str]]:
    yield "Where", words.where(one.finding)
    if one.finding.evidence:
        yield "Seen", one.finding.evidence
    yield from (("Sum", step) for step in one.arithmetic)
    yield "Law", joined(map(cited, one.law), "; ") or "none"
    yield from _said(one.said, days)


def _said(said: Said | None, days: Days) -> Iterator[tuple[str, str]]:
    yield "Decision", words.decision(said)
    for event in said.history if said else ():
        if event.note:
            yield f"Note of {event.reviewer}, {days.moment(event.at)}", event.note


def _reasons(over: Overview) -> Iterator[dict[str, Any]]:
    summary = over.summary
    groups = (
        ("Set aside", why(summary.set_aside)), ("Failed", why(summary.failed)), ("Gaps", summary.gap_reasons),
        ("Not judged", why(summary.not_judged)),
    )  # fmt: skip
    for title, found in groups:
        if found:
            lines = [f"{reason} ({words.number(times)})" for reason, times in islice(found.items(), _REASONS)]
            more = len(found) - _REASONS
            yield {"title": title, "lines": [*lines, *([f"and {count(more, 'more reason')}"] if more > 0 else [])]}


def _chart(chart: Chart) -> dict[str, Any]:
    total = sum(bar.total for bar in chart.bars) or 1
    return {
        "title": chart.title,
        "says": chart.says,
        "label": chart.label,
        "series": chart.series,
        "rows": [
            {
                "label": bar.label,
                "counts": [words.number(part) for part in bar.counts],
                "share": words.percent(bar.total / total),
                "width": round(bar.total / chart.most, 4),
            }
            for bar in chart.bars
        ],
    }


def _findings_note(total: int, told: int) -> str:
    said = f"{count(told, 'finding')} of {words.number(total)} are told here, in the order of reading."
    left = f" {words.number(total - told)} more, none of them graver, are in the page (html) and in the tables."
    return said + (left if total > told else "")


def _elsewhere(orphans: int) -> str:
    if not orphans:
        return ""
    return f" {count(orphans, 'decision')} of findings that this run does not hold: see the page (html)."


def _calendar_note(over: Overview, dates: list[tuple[str, ...]]) -> str:
    dated = next(chart for chart in over.charts if chart.id == "calendar")
    total = sum(bar.total for bar in dated.bars)
    left = f" The {len(dates):,} earliest are listed." if total > len(dates) else ""
    return f"{dated.says}{left}"
