"""What is new beside a baseline and what of it is gone, as lines for people."""

from collections.abc import Iterator

from redaction_audit.model import Audited, Finding
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
        return _bytes(line(finding, "new", self._style) for finding in audited.findings)

    def end(self, summary: Summary) -> bytes:
        """Return the entries that are gone."""
        gone = (item for item in summary.leftovers if item.kind == "baseline" and item.state == "stale")
        paint = self._style.paint
        return _bytes(f"{paint('good', 'gone')}  {plain(item.what)} ({plain(item.place)})" for item in gone)


def line(finding: Finding, word: str, style: Style) -> str:
    """Return a finding on one line, behind a word that says what became of it."""
    where = style.paint("place", plain(place(finding), ascii_only=style.ascii))
    rule = f"{style.paint(finding.severity, finding.rule)} {style.paint('rule', finding.name)}"
    message = plain(finding.message, ascii_only=style.ascii)
    return f"{style.paint('strong', word)}  {where}: {rule} [{finding.severity}] {message}"


def _bytes(lines: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
