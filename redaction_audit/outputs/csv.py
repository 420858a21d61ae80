"""CSV of findings (RFC 4180, UTF-8): one line a finding, what was set aside among them; no cell starts a formula."""

from collections.abc import Iterator

from redaction_audit.model import Audited, Finding, SetAside
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import arithmetic, file_line, law, refusal
from redaction_audit.text.layout import joined
from redaction_audit.text.spreadsheet import line

COLUMNS = (
    "path", "member", "row", "file_line", "record", "page", "paragraph", "line", "column", "start", "end", "rule",
    "name", "severity", "confidence", "message", "sum", "law", "status", "by", "why", "author", "expires",
    "fingerprint",
)  # fmt: skip
"""`file_line` is a line of the file, `line` and `column` are within the record; `status` is reported,
set aside (by whom, why, until when), or kept: reported in spite of who wanted to set it aside."""


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
        reported = (_reported(finding) for finding in audited.findings)
        return b"".join((*reported, *map(_set_aside, audited.set_aside)))

    def end(self, summary: Summary) -> bytes:
        """Return nothing: a table has no closing line."""
        del summary
        return b""


def _reported(finding: Finding) -> bytes:
    by, _, why = (refusal(finding) or "").partition(": ")
    status = "kept" if by else "reported"
    return line((*_cells(finding), status, by, why, "", "", finding.fingerprint))


def _set_aside(one: SetAside) -> bytes:
    said = ("set aside", one.by, one.why, one.author or "", one.expires or "")
    return line((*_cells(one.finding), *said, one.finding.fingerprint))


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
