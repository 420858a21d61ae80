"""CSV of findings (RFC 4180, UTF-8): one line a finding, what was set aside among them; no cell starts a formula."""

from collections.abc import Iterator

from redaction_audit.model import Audited, Finding
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import arithmetic, file_line, law
from redaction_audit.text.layout import joined
from redaction_audit.text.spreadsheet import line

COLUMNS = (
    "path", "member", "row", "file_line", "record", "page", "paragraph", "line", "column", "start", "end", "rule",
    "name", "severity", "confidence", "message", "sum", "law", "status", "by", "why", "fingerprint",
)  # fmt: skip
"""`file_line` is a line of the file, `line` and `column` are within the record; `status` is reported or set aside."""


class Findings:
    """Writes a head line and one line a finding."""

    def __init__(self, style: Style) -> None:
        del style

    def begin(self, run: Run) -> bytes:
        """Return the head line."""
        del run
        return line(COLUMNS)

    def record(self, audited: Audited) -> bytes:
        """Return a line a finding of this record, then those that were set aside, by whom and why."""
        reported = [line((*_cells(finding), "reported", "", "", finding.fingerprint)) for finding in audited.findings]
        aside = [
            line((*_cells(one.finding), "set aside", one.by, one.why, one.finding.fingerprint))
            for one in audited.set_aside
        ]
        return b"".join((*reported, *aside))

    def end(self, summary: Summary) -> bytes:
        """Return nothing: a table has no closing line."""
        del summary
        return b""


def _cells(finding: Finding) -> Iterator[str]:
    origin = finding.origin
    yield from (finding.path, origin.member or "", _number(origin.row), str(file_line(origin, finding.line)))
    yield from (finding.record, _number(finding.page), _number(finding.paragraph))
    yield from map(str, (finding.line, finding.column, finding.start, finding.end))
    yield from (finding.rule, finding.name, finding.severity, finding.confidence, finding.message)
    yield joined(arithmetic(finding), "; ")
    yield joined(map(cited, law(finding, everything=False)), "; ")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
