"""What the formats that write one record after another share."""

from redaction_audit.calendar.choice import Choice
from redaction_audit.calendar.entry import Due
from redaction_audit.model import Gap
from redaction_audit.outputs.calendar.shelf import Shelf
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style


class Stream:
    """Writes the entries that are wanted: as they come, or at the end where a sort order was asked for."""

    def __init__(self, style: Style, choice: Choice) -> None:
        del style  # a machine contract looks the same everywhere
        self._choice = choice
        self._shelf = Shelf(choice.sort) if choice.sort else None

    def begin(self, run: Run) -> bytes:
        """Return what stands before the first entry."""
        del run
        return b""

    def record(self, entry: Due | Gap) -> bytes:
        """Return one entry as bytes; nothing for an input without a record or for one that is not wanted."""
        if isinstance(entry, Gap) or not self.wants(entry):
            return b""
        if self._shelf is not None:
            self._shelf.put(entry)
            return b""
        return self.written(entry)

    def end(self, summary: Summary) -> bytes:
        """Return what waited for its turn; counts belong to stderr and to the `json` document."""
        del summary
        return b"".join(map(self.written, self._shelf.take())) if self._shelf is not None else b""

    def wants(self, entry: Due) -> bool:
        """Say whether an entry is written."""
        return self._choice.wants(entry)

    def written(self, entry: Due) -> bytes:
        """Return one entry as bytes."""
        raise NotImplementedError
