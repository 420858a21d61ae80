"""One JSON document a run (`dates-report/1`), streamed: `{schema, run, records, gaps, counts, summary}`."""

from collections.abc import Iterator

from redaction_audit.calendar.choice import Choice
from redaction_audit.calendar.entry import Due
from redaction_audit.model import Gap
from redaction_audit.outputs.calendar.counts import Counts
from redaction_audit.outputs.calendar.shelf import Shelf
from redaction_audit.outputs.json import Document
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style


class Dates:
    """Writes the document; its counts cover all records, its list those that are wanted."""

    def __init__(self, style: Style, choice: Choice) -> None:
        del style
        self._choice = choice
        self._shelf = Shelf(choice.sort) if choice.sort else None
        self._document = Document("dates-report/1", "records", ("gaps", "counts"))
        self._counts = Counts()

    def begin(self, run: Run) -> bytes:
        """Return the head of the document and the opening of its list of records."""
        return self._document.head(run)

    def record(self, entry: Due | Gap) -> bytes:
        """Return one record; the gap of an input that holds none waits for the list of gaps."""
        if isinstance(entry, Gap):
            self._document.keep("gaps", (entry,))
            return b""
        self._document.keep("gaps", entry.gaps)
        wanted = self._choice.wants(entry)
        self._counts.add(entry, listed=wanted)
        if wanted and self._shelf is not None:
            self._shelf.put(entry)
            return b""
        return self._document.stream((entry,)) if wanted else b""

    def end(self, summary: Summary) -> Iterator[bytes]:
        """Yield what waited for its turn, the gaps, the counts and the summary, which close the document."""
        for entry in self._shelf.take() if self._shelf is not None else ():
            yield self._document.stream((entry,))
        self._document.keep("counts", self._counts.rows())
        yield from self._document.tail(summary)
