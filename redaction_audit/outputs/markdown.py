"""Markdown: the verdict, then every finding in a table a record; what was set aside, and what was not read, behind."""

from collections.abc import Iterator

from redaction_audit.model import Audited, Finding
from redaction_audit.outputs.later import Later
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.tables import code, head, row, words
from redaction_audit.outputs.telling import (
    arithmetic,
    file_line,
    gap_place,
    gap_words,
    law,
    leftover_words,
    origin_path,
    refusal,
)
from redaction_audit.outputs.wording import closing, terms
from redaction_audit.text.layout import joined


class Findings:
    """Writes a document whose head says what the rest comes to."""

    def __init__(self, style: Style) -> None:
        del style
        self._findings, self._set_aside, self._unread = Later(), Later(), Later()
        self._opening = ""

    def begin(self, run: Run) -> bytes:
        """Return the title."""
        self._opening = words(terms(run))
        return b"# Findings\n\n"

    def record(self, audited: Audited) -> bytes:
        """Return nothing: the counts come first."""
        if audited.findings:
            where = joined((code(origin_path(audited.origin)), words(audited.record)), ": ")
            rows = "".join(map(_row, audited.findings))
            self._findings.add(f"\n## {where}\n\n{head('line', 'severity', 'rule', 'what', 'law')}{rows}".encode())
        for aside in audited.set_aside:
            finding = aside.finding
            where = f"{origin_path(finding.origin)}:{file_line(finding.origin, finding.line)}"
            cells = (code(where), code(finding.rule), words(finding.message), words(aside.by), words(aside.why))
            self._set_aside.add(row(cells).encode())
        for failed in audited.failed:
            self._unread.add(row((code(failed.path), words(f"{failed.what} broke: {failed.message}"))).encode())
        for gap in audited.gaps:
            if gap.severity == "error":
                said = words(gap_words(gap))
                self._unread.add(row((code(gap_place(gap, audited.origin)), said)).encode())
        return b""

    def end(self, summary: Summary) -> Iterator[bytes]:
        """Yield the counts, then the tables."""
        yield f"**{words(closing(summary, Style(show_notes=True)))}**\n\n{self._opening}\n".encode()
        yield from self._findings.drain()
        if summary.set_aside.total:
            yield f"\n## Set aside\n\n{head('where', 'rule', 'what', 'by', 'why')}".encode()
            yield from self._set_aside.drain()
        if summary.leftovers:
            yield f"\n## Entries that set nothing aside\n\n{head('where', 'what')}".encode()
            for leftover in summary.leftovers:
                yield row((code(leftover.place), words(leftover_words(leftover)))).encode()
        if summary.failed.total or summary.gap_errors:
            yield f"\n## Not examined\n\n{head('where', 'why')}".encode()
            yield from self._unread.drain()


def _row(finding: Finding) -> str:
    kept = (f"kept in spite of {words(refused)}",) if (refused := refusal(finding)) else ()
    what = "<br>".join((words(finding.message), *kept, *(f"sum: {words(step)}" for step in arithmetic(finding))))
    authority = "<br>".join(words(cited(citation)) for citation in law(finding, everything=False))
    line = str(file_line(finding.origin, finding.line))
    return row((line, finding.severity, f"{code(finding.rule)} {words(finding.name)}", what, authority))
