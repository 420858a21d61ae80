"""Annotations of GitHub Actions, as workflow commands on standard output.

GitHub shows ten annotations of a kind a step and drops the rest. So ten errors and ten warnings are annotations, and
nine notices with the closing line as the tenth; whatever else was found is a plain line in the log of the step.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from redaction_audit.model import Audited, Finding, Gap, Origin, Severity
from redaction_audit.outputs.report import Leftover, Run, Summary, cited
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import (
    arithmetic,
    failed_words,
    file_line,
    gap_place,
    gap_words,
    law,
    leftover_place,
    leftover_words,
    origin_path,
    place,
    refusal,
    whereabouts,
)
from redaction_audit.outputs.wording import closing
from redaction_audit.text.counting import count
from redaction_audit.text.layout import joined
from redaction_audit.text.sanitise import plain

Kind = Literal["error", "warning", "notice"]

# "Annotations" under "Limits" of GitHub's documentation: 10 errors, 10 warnings and 10 notices a step.
_MOST: dict[Kind, int] = {"error": 10, "warning": 10, "notice": 9}
_KINDS: dict[Severity, Kind] = {"error": "error", "warning": "warning", "note": "notice"}


class Findings:
    """Writes a line a finding: a workflow command as long as GitHub shows it, then plain text."""

    def __init__(self, style: Style) -> None:
        del style
        self._said: Counter[Kind] = Counter()

    def begin(self, run: Run) -> bytes:
        """Return nothing: the first line is the first finding."""
        del run
        return b""

    def record(self, audited: Audited) -> bytes:
        """Return the lines of one record: what broke and what could not be read among its findings."""
        lines = [self._finding(finding) for finding in audited.findings]
        for failed in audited.failed:
            where = {"file": failed.path, "title": f"{failed.what} failed"}
            lines.append(self._line("error", where, failed_words(failed), failed.path))
        lines += [self._gap(gap, audited.origin) for gap in audited.gaps if gap.severity == "error"]
        return "".join(lines).encode()

    def end(self, summary: Summary) -> bytes:
        """Return the closing line, as an annotation where there is more in the log than GitHub shows."""
        stale = "".join(map(self._stale, summary.leftovers if summary.verdict == "stale" else ()))
        words = closing(summary, Style(show_notes=True))
        beyond = [
            count(self._said[kind] - most, f"more {kind}") for kind, most in _MOST.items() if self._said[kind] > most
        ]
        if not beyond:
            return f"{stale}{_log(words)}\n".encode()
        words += f" GitHub shows ten annotations of a kind; the log of this step has {joined(beyond)}."
        return (stale + command("notice", {"title": "redaction-audit"}, words)).encode()

    def _finding(self, finding: Finding) -> str:
        origin = finding.origin
        where = {"file": origin_path(origin), "line": str(file_line(origin, finding.line))}
        if origin.row is None:
            where["col"] = str(finding.column)
        where["title"] = f"{finding.rule} {finding.name}"
        return self._line(_KINDS[finding.severity], where, "\n".join(_lines(finding)), place(finding))

    def _gap(self, gap: Gap, origin: Origin) -> str:
        where = {"file": origin_path(origin)} | ({"line": str(gap.line)} if gap.line else {}) | {"title": "not read"}
        return self._line("error", where, gap_words(gap), gap_place(gap, origin))

    def _stale(self, leftover: Leftover) -> str:
        path, line = leftover_place(leftover)
        where = {"file": path, "line": str(line or 1), "title": "stale entry"}
        return self._line("warning", where, leftover_words(leftover), leftover.place)

    def _line(self, kind: Kind, where: dict[str, str], words: str, place_: str) -> str:
        self._said[kind] += 1
        if self._said[kind] <= _MOST[kind]:
            return command(kind, where, words)
        first, _, _ = words.partition("\n")
        return _log(f"{kind}: {place_}: {where['title']}: {first}") + "\n"


def command(kind: Kind, properties: dict[str, str], message: str) -> str:
    """Return a workflow command as one line; no property and no message can end it or begin another."""
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return "%0A".join(_log(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _log(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def _log(text: str) -> str:
    """Return text for the log of a step, where `##[` begins a command of the older kind anywhere on a line."""
    return plain(text).replace("##[", "## [").encode("utf-8", "backslashreplace").decode()


def _lines(finding: Finding) -> Iterator[str]:
    yield finding.message
    yield f"in {whereabouts(finding)}"
    if refused := refusal(finding):
        yield f"kept in spite of {refused}"
    yield from (f"sum: {step}" for step in arithmetic(finding))
    yield from (f"law: {cited(citation)}" for citation in law(finding, everything=False))
    yield f"more: redaction-audit explain {finding.rule}"
