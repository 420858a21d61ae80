"""Findings as lines for people: what is new beside a baseline, what of it is gone, what became of one between runs."""

from collections.abc import Iterator

from redaction_audit.acceptance.changes import Seen
from redaction_audit.model import SEVERITIES, Audited, Finding
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import place
from redaction_audit.text.sanitise import plain


class Difference:
    """Prints `new` lines as findings come, then `gone` lines: entries whose records were examined."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def begin(self, run: Run) -> bytes:
        """Return nothing."""
        del run
        return b""

    def record(self, audited: Audited) -> bytes:
        """Return the findings of one record that nobody has accepted."""
        return _bytes(line(seen(finding), "new", self._style) for finding in audited.findings)

    def end(self, summary: Summary) -> bytes:
        """Return the entries that are gone."""
        gone = (item for item in summary.leftovers if item.kind == "baseline" and item.state == "stale")
        paint = self._style.paint
        return _bytes(f"{paint('good', 'gone')}  {plain(item.what)} ({plain(item.place)})" for item in gone)


def seen(finding: Finding) -> Seen:
    """Return what is told of a finding where runs are compared."""
    return Seen(
        finding.fingerprint,
        finding.rule,
        finding.record,
        finding.name,
        finding.severity,
        place(finding),
        finding.message,
    )


def line(told: Seen, word: str, style: Style) -> str:
    """Return a finding on one line, behind a word that says what became of it; of a baseline there is less to tell."""

    def shown(text: str | None) -> str:
        return plain(text or "", ascii_only=style.ascii)

    head = f"{style.paint('strong', word)}  {style.paint('place', shown(told.place or told.record))}: "
    if told.name is None:
        return f"{head}{style.paint('rule', shown(told.rule))}"
    severity = told.severity if told.severity in SEVERITIES else "note"
    rule = f"{style.paint(severity, shown(told.rule))} {style.paint('rule', shown(told.name))}"
    return f"{head}{rule} [{told.severity}] {shown(told.message)}"


def _bytes(lines: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
