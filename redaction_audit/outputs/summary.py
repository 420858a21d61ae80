"""A page of Markdown for the summary of a CI job: verdict, counts by rule, the gravest findings; of bounded size.

GitHub takes a megabyte a step; fifty findings stay far below that. The `markdown` format holds all of them.
"""

from collections import Counter
from collections.abc import Iterator

from redaction_audit.model import SEVERITIES, Audited, Finding, Severity
from redaction_audit.outputs.report import Cause, Run, Summary
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.tables import code, head, row, words
from redaction_audit.outputs.telling import gap_place, gap_words, leftover_words, place
from redaction_audit.outputs.wording import closing, terms
from redaction_audit.text.counting import count

MOST = 50
"""Findings shown, and as many places that were not examined."""


class Findings:
    """Writes one page when the run is over."""

    def __init__(self, style: Style) -> None:
        del style
        self._gravest: dict[Severity, list[Finding]] = {severity: [] for severity in SEVERITIES}
        self._unread: list[tuple[str, str]] = []
        self._names: dict[str, str] = {}
        self._terms = ""
        self._listed: tuple[Severity, ...] = SEVERITIES

    def begin(self, run: Run) -> bytes:
        """Return nothing: the verdict comes first."""
        self._names = {rule.id: rule.name for rule in run.catalogue}
        self._terms = words(terms(run))
        # Notes are counted only, as in a terminal, unless they fail the run.
        self._listed = tuple(severity for severity in SEVERITIES if severity != "note" or run.fails(severity))
        return b""

    def record(self, audited: Audited) -> bytes:
        """Return nothing; remember the first findings of every weight."""
        for finding in audited.findings:
            kept = self._gravest[finding.severity]
            if len(kept) < MOST:
                kept.append(finding)
        if len(self._unread) < MOST:
            self._unread += [(failed.path, f"{failed.what} broke: {failed.message}") for failed in audited.failed]
            self._unread += [
                (gap_place(gap, audited.origin), gap_words(gap)) for gap in audited.gaps if gap.severity == "error"
            ]
        return b""

    def end(self, summary: Summary) -> bytes:
        """Return the page."""
        return "".join(self._page(summary)).encode()

    def _page(self, summary: Summary) -> Iterator[str]:
        yield f"## redaction-audit: {_VERDICTS[summary.verdict]}\n\n{words(closing(summary, Style(show_notes=True)))}\n"
        yield f"\n{self._terms}\n"
        shown = [finding for severity in self._listed for finding in self._gravest[severity]][:MOST]
        if shown:
            yield f"\n{head('where', 'severity', 'rule', 'what')}"
            yield from map(_row, shown)
            if left := sum(summary.reported.by_severity[severity] for severity in self._listed) - len(shown):
                yield f"\nand {count(left, 'more finding')}.\n"
        if self._unread:
            yield f"\n### Not examined\n\n{head('where', 'why')}"
            yield from (row((code(where), words(why))) for where, why in self._unread[:MOST])
        if summary.reported.by_rule:
            yield f"\n### By rule\n\n{head('rule', 'findings')}"
            ordered = Counter(summary.reported.by_rule).most_common()
            yield from (row((f"{code(rule)} {words(self._names.get(rule, ''))}", f"{n:,}")) for rule, n in ordered)
        yield from _why("Set aside", summary.set_aside.why)
        yield from _why("Kept in spite of being set aside", summary.refused.why)
        if summary.leftovers:
            yield f"\n### Entries that set nothing aside\n\n{head('where', 'what')}"
            yield from (row((code(one.place), words(leftover_words(one)))) for one in summary.leftovers[:MOST])
        yield from _why("Not judged", summary.not_judged.why)


_VERDICTS = {
    "clean": "clean",
    "findings": "findings",
    "incomplete": "incomplete, not everything could be examined",
    "stale": "entries of a baseline or waivers are stale",
    "interrupted": "interrupted, the rest was not examined",
}


def _row(finding: Finding) -> str:
    rule = f"{code(finding.rule)} {words(finding.name)}"
    return row((code(place(finding)), finding.severity, rule, words(finding.message)))


def _why(title: str, causes: tuple[Cause, ...]) -> Iterator[str]:
    if causes:
        yield f"\n### {title}\n\n{head('why', 'how many')}"
        yield from (row((words(cause.reason), f"{cause.count:,}")) for cause in causes[:MOST])
