"""One JSON document a run, streamed: `{schema, run, findings | records, set_aside, failed, gaps, summary}`.

Findings leave as they come. What has to wait for its own list is kept outside of memory.
"""

from collections.abc import Iterable, Iterator

from redaction_audit.model import Audited, Gap, Inspection
from redaction_audit.outputs.encoding import encode
from redaction_audit.outputs.later import Later
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.outputs.style import Style


class Document:
    """The frame around a streamed list: head, items, the lists that waited, summary.

    `schema` names the document, `items` its streamed list, `later` the lists that come behind it. `head`, any number
    of `stream` and `keep`, then `tail` give the document's bytes in order.
    """

    def __init__(self, schema: str, items: str, later: tuple[str, ...]) -> None:
        self._schema, self._items = schema, items
        self._later = {name: Later(b",\n") for name in later}
        self._comma = b"\n"

    def head(self, run: Run) -> bytes:
        """Return the head, with the opening of the streamed list."""
        return b'{"schema":%s,\n"run":%s,\n"%s":[' % (encode(self._schema), encode(run), self._items.encode())

    def stream(self, values: Iterable[object]) -> bytes:
        """Return the next items of the streamed list."""
        pieces: list[bytes] = []
        for value in values:
            pieces += (self._comma, encode(value))
            self._comma = b",\n"
        return b"".join(pieces)

    def keep(self, name: str, values: Iterable[object]) -> None:
        """Put items into the later list `name`."""
        for value in values:
            self._later[name].add(encode(value))

    def tail(self, summary: Summary) -> Iterator[bytes]:
        """Yield the later lists and the summary, which close the document."""
        for name, later in self._later.items():
            yield b'],\n"%s":[' % name.encode()
            yield from later.drain()
        yield b'],\n"summary":%s}\n' % encode(summary)


class Findings:
    """Writes the `scan-report/1` document."""

    def __init__(self, style: Style) -> None:
        del style
        self._document = Document("scan-report/1", "findings", ("set_aside", "failed", "gaps"))

    def begin(self, run: Run) -> bytes:
        """Return the head of the document and the opening of its list of findings."""
        return self._document.head(run)

    def record(self, audited: Audited) -> bytes:
        """Return the findings of one record; what was set aside, failed or unreadable waits for its list."""
        self._document.keep("set_aside", audited.set_aside)
        self._document.keep("failed", audited.failed)
        self._document.keep("gaps", audited.gaps)
        return self._document.stream(audited.findings)

    def end(self, summary: Summary) -> Iterator[bytes]:
        """Yield the remaining lists and the summary, which close the document."""
        return self._document.tail(summary)


class Inspections:
    """Writes the `inspect-report/1` document."""

    def __init__(self, style: Style) -> None:
        del style
        self._document = Document("inspect-report/1", "records", ("gaps",))

    def begin(self, run: Run) -> bytes:
        """Return the head of the document and the opening of its list of records."""
        return self._document.head(run)

    def record(self, inspection: Inspection | Gap) -> bytes:
        """Return one record; the gap of an input that holds none waits for the list of gaps."""
        if isinstance(inspection, Gap):
            self._document.keep("gaps", (inspection,))
            return b""
        self._document.keep("gaps", inspection.gaps)
        return self._document.stream((inspection,))

    def end(self, summary: Summary) -> Iterator[bytes]:
        """Yield the gaps of all records and the summary, which close the document."""
        return self._document.tail(summary)
