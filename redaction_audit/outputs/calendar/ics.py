"""iCalendar (RFC 5545): one all-day event a record and governing date, the same to the byte for the same `--as-of`.

An event holds the record's id, its order, the sum and the law; never its subject, a name, or the words of an event.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from redaction_audit.calendar.choice import Choice
from redaction_audit.calendar.entry import Due, Term
from redaction_audit.outputs.calendar.streaming import Stream
from redaction_audit.outputs.calendar.words import BASES, VERIFY, instruction, order
from redaction_audit.outputs.report import Run, Summary, cited
from redaction_audit.outputs.style import Style
from redaction_audit.text.layout import joined
from redaction_audit.text.sanitise import plain

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:redaction-audit:dates")
_END = b"END:VCALENDAR\r\n"


class Dates(Stream):
    """Writes a calendar of the records that a date governs."""

    def __init__(self, style: Style, choice: Choice) -> None:
        super().__init__(style, choice)
        self._stamp = dt.datetime.min
        self._seen: Counter[str] = Counter()

    def begin(self, run: Run) -> bytes:
        """Return the head of the calendar."""
        from icalendar import Calendar

        self._stamp = dt.datetime.combine(run.as_of, dt.time(), dt.UTC)
        calendar = Calendar()
        calendar.add("prodid", "-//redaction-audit//dates//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", "Declassification dates to verify")
        head: bytes = calendar.to_ical()
        return head.removesuffix(_END)

    def end(self, summary: Summary) -> bytes:
        """Return what waited for its turn and the end of the calendar."""
        return super().end(summary) + _END

    def wants(self, entry: Due) -> bool:
        """Say whether an entry becomes an event: only with a date that governs."""
        return entry.governing is not None and super().wants(entry)

    def written(self, entry: Due) -> bytes:
        """Return the event of one record."""
        from icalendar import Event

        governing = entry.governing
        if governing is None:
            return b""
        event: Any = Event()
        event.add("uid", self._uid(entry, governing))
        event.add("dtstamp", self._stamp)
        event.add("dtstart", governing.date)
        if governing.date < dt.date.max:
            event.add("dtend", governing.date + dt.timedelta(days=1))
        event.add("summary", f"{plain(entry.record)}: {BASES[governing.basis]}, to verify")
        event.add("description", "\n".join(_description(entry, governing)))
        event.add("transp", "TRANSPARENT")
        written: bytes = event.to_ical()
        return written

    def _uid(self, entry: Due, governing: Term) -> str:
        """Return an identity made of record id and date; a second record of that id and date gets a number more."""
        name = f"{plain(entry.record)}\n{governing.date}"
        self._seen[name] += 1
        again = f"\n{self._seen[name]}" if self._seen[name] > 1 else ""
        return f"{uuid.uuid5(_SPACE, name + again)}@redaction-audit"


def _description(entry: Due, governing: Term) -> Iterator[str]:
    yield VERIFY
    dated = f"Record of {entry.date}" if entry.date else "Record without a date"
    orders = joined((f"E.O. {order(id_)}" for id_ in entry.orders or ()), " or ")
    yield joined((dated, orders, entry.level)) + "."
    yield f"Instruction: {instruction(entry.instruction)}."
    if entry.review is not None:
        yield f"Later review: {instruction(entry.review)}."
    yield f"Sum: {governing.arithmetic}"
    yield from (f"Law: {cited(citation)}" for citation in governing.citations)
