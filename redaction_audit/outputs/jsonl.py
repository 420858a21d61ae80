"""JSON Lines: one object a finding (`scan/1`) or a record (`inspect/1`), nothing else on the stream."""

from redaction_audit.model import Audited, Gap, Inspection
from redaction_audit.outputs.encoding import encode, encode_lines
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style


class Findings:
    """Writes `scan/1`: a `model.Finding` a line, in the order of the page."""

    def __init__(self, style: Style) -> None:
        del style  # a machine contract looks the same everywhere

    def begin(self, run: Run) -> bytes:
        """Return nothing: the stream holds findings only."""
        del run
        return b""

    def record(self, audited: Audited) -> bytes:
        """Return one line a reported finding of this record."""
        return encode_lines(audited.findings)

    def end(self, summary: Summary) -> bytes:
        """Return nothing: counts belong to stderr and to the `json` document."""
        del summary
        return b""


class Inspections:
    """Writes `inspect/1`: a `model.Inspection` a line."""

    def __init__(self, style: Style) -> None:
        del style

    def begin(self, run: Run) -> bytes:
        """Return nothing: the stream holds records only."""
        del run
        return b""

    def record(self, inspection: Inspection | Gap) -> bytes:
        """Return the record as one line; nothing for an input that holds none."""
        return b"" if isinstance(inspection, Gap) else encode(inspection) + b"\n"

    def end(self, summary: Summary) -> bytes:
        """Return nothing."""
        del summary
        return b""
