"""The dates in the life of each record, for a timeline: read again from its page, by the calendar's own rules."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from redaction_audit.calendar.judging import due
from redaction_audit.model import Frozen
from redaction_audit.outputs.calendar.words import instruction
from redaction_audit.review.inspecting import Inspector, Sight
from redaction_audit.review.source import Source
from redaction_audit.store.values import Item, StoredRecord, StoredRun

IMPOSSIBLE = frozenset(
    {
        "dates-disagree",
        "declassified-before-written",
        "released-before-declassification",
        "past-automatic-date",
        "overlong-duration",
        "stamp-date",
        "automatic-date-passed",
    }
)
"""Rules whose findings say that a record's dates are in no possible or lawful order."""


class Chronicle(Frozen):
    """The dates of one record, ISO at the precision known; None where there is none.

    `declassify` is what the instruction in force sets (a later review's before the author's), `reviewed` the day of
    that review, `automatic` the automatic date of a permanent record. `instruction` says in a word or code what the
    page says instead of a date to declassify on, `none` where it says nothing. `unread` names what is printed and
    cannot be read as a date, `rules` the rules that call the order of the dates impossible. `why` says what kept the
    page from being read. `place` is the offset of the finding, or of the instruction, that the dates lead to.
    """

    record_row: int
    record: str
    created: str | None = None
    reviewed: str | None = None
    declassify: str | None = None
    released: str | None = None
    automatic: str | None = None
    instruction: str | None = None
    unread: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    why: str | None = None
    place: int | None = None

    @property
    def days(self) -> tuple[tuple[str, str], ...]:
        """The dates that are there, as (what, ISO), in the order a life should have."""
        named = (
            ("created", self.created),
            ("reviewed", self.reviewed),
            ("declassify", self.declassify),
            ("automatic", self.automatic),
            ("released", self.released),
        )
        return tuple((name, day) for name, day in named if day)


def outline(record: StoredRecord, findings: Iterable[Item]) -> Chronicle:
    """Return what the store alone knows: to be shown until the page was read."""
    found = [item for item in findings if item.name in IMPOSSIBLE]
    return Chronicle(
        record.row,
        record.record or record.origin.path,
        created=record.date,
        rules=tuple(dict.fromkeys(item.rule for item in found)),
        place=found[0].start if found else None,
    )


class Reader:
    """Reads pages for their dates. Not to be shared between threads; law and rules are loaded with the first page.

    `as_of` is the day that rules may compare with; `run` says how its inputs were read, `key` is the store's.
    """

    def __init__(self, run: StoredRun, key: bytes, as_of: dt.date) -> None:
        self._inspector = Inspector(Source.of(run, key).open, as_of)
        self._as_of = as_of

    def read(self, record: StoredRecord, findings: Iterable[Item]) -> Chronicle:
        """Return the dates of one record; what cannot be read is said, never left out."""
        known = outline(record, findings)
        sight = self._inspector.see(record)
        if isinstance(sight, str):
            return msgspec.structs.replace(known, why=sight)
        return self._dated(sight, known)

    def _dated(self, sight: Sight, known: Chronicle) -> Chronicle:
        seen = sight.seen
        entry = due(sight.text, seen, self._inspector.law, self._as_of, self._as_of)
        said = entry.review or entry.instruction
        printed = seen.fields.review.declassify_on if entry.review and seen.fields.review else seen.fields.declassify_on
        released = seen.fields.release_date or seen.fields.released
        dated = said is not None and said.kind == "date"
        unread = []
        if instruction(said) == "unread date":
            unread.append("declassify on")
        if released is not None and not _iso(released.value):
            unread.append("released")
        if entry.date is None and known.created is None:
            unread.append("created")
        return msgspec.structs.replace(
            known,
            created=entry.date or known.created,
            reviewed=_iso(entry.review.date) if entry.review else None,
            declassify=_iso(said.value) if said and dated else None,
            released=_iso(released.value) if released else None,
            automatic=entry.automatic.date.isoformat() if entry.automatic else None,
            instruction=None if dated else instruction(said),
            unread=tuple(unread),
            place=known.place if known.place is not None else printed.start if printed else None,
        )


def _iso(value: str | None) -> str | None:
    """Return a value where it is a day, a month or a year."""
    from redaction_audit.dates import bounds

    if not value:
        return None
    try:
        bounds(value)
    except ValueError:
        return None
    return value[:10]
