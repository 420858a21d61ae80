"""GitLab Code Quality: one JSON list, an issue a finding, with fingerprints that stay while lines move.

What could not be read and checks that broke are issues too, of the gravest kind: a merge request must not look clean
because half of it was not examined.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from redaction_audit.model import Audited, Finding, Frozen, Severity
from redaction_audit.outputs.encoding import encode
from redaction_audit.outputs.report import Leftover, Run, Summary
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import (
    failed_words,
    file_line,
    gap_words,
    leftover_place,
    leftover_words,
    origin_path,
)
from redaction_audit.text.layout import joined

_WEIGHTS: dict[Severity, Literal["critical", "major", "info"]] = {
    "error": "critical",
    "warning": "major",
    "note": "info",
}


class Lines(Frozen, frozen=True):
    """The line of the file on which an issue begins."""

    begin: int


class Location(Frozen, frozen=True):
    """Where an issue stands."""

    path: str
    lines: Lines


class Issue(Frozen, frozen=True):
    """One entry of the report, under GitLab's names ("Code Quality report format")."""

    description: str
    check_name: str
    fingerprint: str
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: Location


class Findings:
    """Writes the list."""

    def __init__(self, style: Style) -> None:
        del style
        self._comma = b"\n"
        # `ra1:` fingerprints are unique in a record; two records of one id need more to tell theirs apart.
        self._records: Counter[str] = Counter()

    def begin(self, run: Run) -> bytes:
        """Return the opening of the list."""
        del run
        return b"["

    def record(self, audited: Audited) -> bytes:
        """Return the issues of one record."""
        path = origin_path(audited.origin)
        issues = []
        if audited.findings:
            self._records[audited.record] += 1
            issues += [_issue(finding, self._records[audited.record]) for finding in audited.findings]
        for failed in audited.failed:
            print_ = joined(
                (failed.what, failed.record, failed.path, audited.origin.member, str(audited.origin.row)), ":"
            )
            issues.append(_blocker(failed_words(failed), "failed-check", print_, path, audited.origin.line))
        for index, gap in enumerate(audited.gaps):
            if gap.severity == "error":
                words = gap_words(gap)
                print_ = joined((path, str(gap.line), str(audited.origin.row), str(index)), ":")
                issues.append(_blocker(words, "unread-input", print_, path, gap.line))
        return self._written(issues)

    def end(self, summary: Summary) -> bytes:
        """Return the stale entries that fail the run, where they do, and the end of the list."""
        stale = summary.leftovers if summary.verdict == "stale" else ()
        return self._written(map(_stale, stale)) + b"\n]\n"

    def _written(self, issues: Iterable[Issue]) -> bytes:
        pieces: list[bytes] = []
        for issue in issues:
            pieces += (self._comma, encode(issue))
            self._comma = b",\n"
        return b"".join(pieces)


def _issue(finding: Finding, copy: int) -> Issue:
    return Issue(
        description=f"{finding.rule} {finding.name}: {finding.message}",
        check_name=finding.rule,
        fingerprint=finding.fingerprint if copy == 1 else f"{finding.fingerprint}:{copy}",
        severity=_WEIGHTS[finding.severity],
        location=Location(origin_path(finding.origin), Lines(file_line(finding.origin, finding.line))),
    )


def _stale(leftover: Leftover) -> Issue:
    path, line = leftover_place(leftover)
    print_ = f"stale-entry:{leftover.kind}:{leftover.what}"
    location = Location(path, Lines(line or 1))
    return Issue(leftover_words(leftover), "stale-entry", print_, "minor", location)


def _blocker(words: str, name: str, print_: str, path: str, line: int | None) -> Issue:
    return Issue(words, name, f"{name}:{print_}", "blocker", Location(path, Lines(line or 1)))
