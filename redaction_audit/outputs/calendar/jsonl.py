"""JSON Lines: one `dates/1` object a record, nothing else on the stream."""

from redaction_audit.calendar.choice import Choice
from redaction_audit.calendar.entry import Due
from redaction_audit.model import Gap
from redaction_audit.outputs.calendar.shelf import Shelf
from redaction_audit.outputs.encoding import encode
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style


class Dates:
    """Writes a `Due` a line, in the order of the inputs unless a sort order was asked for."""

    def __init__(self, style: Style, choice: Choice) -> None:
        del style
        self._choice = choice
        self._shelf = Shelf(choice.sort) if choice.sort else None

    def begin(self, run: Run) -> bytes:
        """Return nothing: the stream holds records only."""
        del run
        return b""

    def record(self, entry: Due | Gap) -> bytes:
        """Return the entry as one line; nothing for an input without a record or for one that is not wanted."""
        if isinstance(entry, Gap) or not self._choice.wants(entry):
            return b""
        if self._shelf is not None:
            self._shelf.put(entry)
            return b""
        return encode(entry) + b"\n"

    def end(self, summary: Summary) -> bytes:
        """Return what waited for its turn; counts belong to stderr and to the `json` document."""
        del summary
        return b"".join(encode(entry) + b"\n" for entry in self._shelf.take()) if self._shelf is not None else b""
