"""Waivers to be filled in: one for every finding, with all but the reason, the author and the day it ends."""

import json

from redaction_audit.model import Audited, Finding
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.telling import place
from redaction_audit.text.sanitise import plain

_HEAD = """\
# Waivers. Keep those you answer for: say why (reason), who you are (author) and until when (expires); drop the rest.
"""


class Drafted:
    """Prints `[[waiver]]` tables; what they say of a finding is what a report says, masked where that is."""

    def begin(self, run: Run) -> bytes:
        """Return what to do with the file."""
        del run
        return _HEAD.encode()

    def record(self, audited: Audited) -> bytes:
        """Return the waivers of one record."""
        return "".join(map(_waiver, audited.findings)).encode("utf-8", "backslashreplace")

    def end(self, summary: Summary) -> bytes:
        """Return nothing."""
        del summary
        return b""


def _waiver(finding: Finding) -> str:
    return (
        f"\n# {plain(place(finding))}: {finding.name} [{finding.severity}]\n# {plain(finding.message)}\n"
        f"[[waiver]]\nrule = {quoted(finding.rule)}\nfingerprint = {quoted(finding.fingerprint)}\n"
        f'record = {quoted(finding.record)}\nreason = ""\nauthor = ""\n# expires = YYYY-MM-DD\n'
    )


def quoted(text: str) -> str:
    """Return a text as TOML writes it: as JSON does, with two signs more that have to be escaped."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
