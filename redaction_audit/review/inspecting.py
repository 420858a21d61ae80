"""A stored record read again from its file, as `inspect` shows it: for what a store does not keep."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from redaction_audit.check import discover
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Gap, Inspection, Record
from redaction_audit.review.source import Reader
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.concealing import conceal, hidden_words

if TYPE_CHECKING:
    from redaction_audit.law import Law


class Sight(NamedTuple):
    """A record's text, and the record as read; the latter holds nothing that any finding says is hidden."""

    text: str
    seen: Inspection


class Inspector:
    """Inspects records. Not to be shared between threads; law and rules are loaded with the first page.

    `read` opens the text of a record; `as_of` is the day that rules may compare with.
    """

    def __init__(self, read: Reader, as_of: dt.date) -> None:
        self._read = read
        self._as_of = as_of
        self._made: Auditor | None = None

    @property
    def law(self) -> "Law":
        """The orders that records are read under."""
        return self._auditor.law

    def see(self, record: StoredRecord) -> Sight | str:
        """Return what a record says, or in words why it cannot be read."""
        opened = self._read(record)
        if opened.text is None:
            return opened.why or "it could not be read"
        page = Record(opened.text, record.origin, record.record, size=record.size)
        seen = self._auditor.inspect(page)
        if isinstance(seen, Gap):
            return seen.reason
        # what the scan called hidden stays so, whatever today's rules say of the page
        words = hidden_words(opened.text, record.hidden) if record.hidden else None
        return Sight(opened.text, conceal(seen, words) if words else seen)

    @property
    def _auditor(self) -> Auditor:
        if self._made is None:
            from redaction_audit import law, marks

            hiding = [check for check in discover() if check.hides]
            self._made = Auditor(law.load(), marks.scanner("auto"), hiding, Settings(as_of=self._as_of))
        return self._made
