"""JSON Lines: one `dates/1` object a record, nothing else on the stream."""

from redaction_audit.calendar.entry import Due
from redaction_audit.outputs.calendar.streaming import Stream
from redaction_audit.outputs.encoding import encode


class Dates(Stream):
    """Writes a `Due` a line."""

    def written(self, entry: Due) -> bytes:
        """Return the entry as one line."""
        return encode(entry) + b"\n"
