"""JUnit XML for test reports: a suite a record, a failed case a finding that fails the run, a passed one without any.

Findings below the threshold and those set aside are skipped cases, with the reason: seen, counted, and no failure. What
could not be read, and a check that broke, is an error. Suites come as they are made, so that totals are left to whoever
reads them.
"""

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from redaction_audit.model import Audited, Finding, Frozen
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import (
    arithmetic,
    file_line,
    gap_words,
    law,
    leftover_words,
    origin_path,
    place,
    refusal,
    whereabouts,
)
from redaction_audit.text.sanitise import plain


class Findings:
    """Writes a `testsuites` document."""

    def __init__(self, style: Style) -> None:
        del style
        self._run: Run | None = None

    def begin(self, run: Run) -> bytes:
        """Return the declaration and the opening tag."""
        self._run = run
        return b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="redaction-audit">\n'

    def record(self, audited: Audited) -> bytes:
        """Return the suite of one record, or of an input that holds none."""
        cases = [*self._reported(audited), *_set_aside(audited), *_broken(audited)]
        if not cases:
            cases = [_Case("no findings", origin_path(audited.origin))]
        return _suite(audited.record or origin_path(audited.origin), audited.origin.path, cases)

    def end(self, summary: Summary) -> bytes:
        """Return what stopped the run, if anything did, and the closing tag."""
        cases = []
        if summary.interrupted:
            cases = [_Case("all records", "", "error", "interrupted", _INTERRUPTED)]
        elif not summary.records:
            cases = [_Case("all records", "", "error", "incomplete", _EMPTY)]
        elif summary.verdict == "stale":
            cases = [
                _Case(
                    f"{leftover.kind} entry {leftover.what}",
                    leftover.place,
                    "failure",
                    "stale",
                    leftover_words(leftover),
                )
                for leftover in summary.leftovers
            ]
        return (_suite("the run", "", cases) if cases else b"") + b"</testsuites>\n"

    def _reported(self, audited: Audited) -> Iterator["_Case"]:
        for finding in audited.findings:
            failing = self._run is None or self._run.fails(finding.severity)
            outcome = "failure" if failing else "skipped"
            yield _Case(_name(finding), place(finding), outcome, finding.severity, finding.message, finding)


_INTERRUPTED = "interrupted: the rest was not examined"
_EMPTY = "there was no record to examine"


class _Case(Frozen, frozen=True):
    """One test case: `outcome` is the element inside it (None: passed), `type_` and `message` are its attributes."""

    name: str
    where: str
    outcome: str | None = None
    type_: str = ""
    message: str = ""
    finding: Finding | None = None

    def written(self, suite: str, path: str, number: int) -> str:
        """Return the element; `number` tells cases of one name apart, for many readers know a case by its name."""
        name = f"{self.name} ({number})" if number > 1 else self.name
        line = f" line={_quoted(str(file_line(self.finding.origin, self.finding.line)))}" if self.finding else ""
        head = f"  <testcase name={_quoted(name)} classname={_quoted(suite)} file={_quoted(path)}{line}"
        if self.outcome is None:
            return f"{head}/>\n"
        inner = f"    <{self.outcome} type={_quoted(self.type_)} message={_quoted(self.message)}"
        # A skipped case holds its words as an attribute only: the schema knows no text in it.
        body = "/>" if self.outcome == "skipped" else f">{escape(self._text())}</{self.outcome}>"
        return f"{head}>\n{inner}{body}\n  </testcase>\n"

    def _text(self) -> str:
        return "\n".join(map(plain, self._lines()))

    def _lines(self) -> Iterator[str]:
        yield f"{self.where}: {self.message}" if self.where else self.message
        if self.finding is None:
            return
        yield f"in {whereabouts(self.finding)}"
        if refused := refusal(self.finding):
            yield f"kept in spite of {refused}"
        yield from (f"sum: {step}" for step in arithmetic(self.finding))
        yield from (f"law: {cited(citation)}" for citation in law(self.finding, everything=False))
        yield f"more: redaction-audit explain {self.finding.rule}"


def _name(finding: Finding) -> str:
    return f"{finding.rule} {finding.name}, line {finding.line}, column {finding.column}"


def _set_aside(audited: Audited) -> Iterator[_Case]:
    for aside in audited.set_aside:
        words = f"{aside.finding.message} (set aside by {aside.by}: {aside.why})"
        yield _Case(_name(aside.finding), place(aside.finding), "skipped", "set aside", words, aside.finding)


def _broken(audited: Audited) -> Iterator[_Case]:
    for failed in audited.failed:
        yield _Case(f"{failed.what} could not be judged", failed.path, "error", "failed", failed.message)
    for gap in audited.gaps:
        if gap.severity == "error":
            words = gap_words(gap)
            yield _Case("could be read", origin_path(audited.origin), "error", "gap", words)


def _suite(name: str, path: str, cases: list[_Case]) -> bytes:
    outcomes = Counter(case.outcome for case in cases)
    counts = "".join(
        f' {attribute}="{outcomes[outcome]}"'
        for attribute, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    )
    names: Counter[str] = Counter()
    written = []
    for case in cases:
        names[case.name] += 1
        written.append(case.written(name, path, names[case.name]))
    head = f' <testsuite name={_quoted(name)} tests="{len(cases)}"{counts}>\n'
    return (head + "".join(written) + " </testsuite>\n").encode()


def _quoted(text: str) -> str:
    """Return an attribute's value; nothing in it is beyond what XML can hold, for `plain` escapes all of that."""
    return quoteattr(plain(text))
