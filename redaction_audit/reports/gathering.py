"""Gathers a stored run for its reports, record by record: memory does not grow with the batch."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import count

import msgspec

from redaction_audit.errors import UsageError
from redaction_audit.outputs.telling import arithmetic, law
from redaction_audit.reports.overview import Overview, overview
from redaction_audit.reports.spool import Spool
from redaction_audit.reports.values import Added, Options, Page, Said, Told, Written
from redaction_audit.reports.withheld import Listed
from redaction_audit.review.events import Event, fold, in_effect
from redaction_audit.review.inspecting import Inspector
from redaction_audit.review.made import made, standing, words
from redaction_audit.review.notes import masking
from redaction_audit.review.reading import Reading
from redaction_audit.review.withholdings import Document, document
from redaction_audit.store import Store
from redaction_audit.store.values import Rest, StoredRecord, StoredRun
from redaction_audit.text.passages import PassageLine, passage

_NO_TEXT = "no text was asked for"
_NOTHING = "nothing was found in it"


class Batch:
    """The current run of a store, as reports read it. Raises UsageError where nothing was scanned into the store.

    `written` are the reports that were written of it so far.
    """

    def __init__(self, store: Store, options: Options | None = None) -> None:
        runs = store.runs()
        if not runs:
            raise UsageError(f"{store.path}: nothing was scanned into this store\n  try: redaction-audit scan --store")
        self.store = store
        self.options = options or Options()
        self.run: StoredRun = runs[-1]
        self.reading = Reading(store, self.options.records)
        self.written: list[Written] = []
        self._documents: Spool[Document | str] = Spool(Document | str)  # type: ignore[arg-type]  # a union is a type here

    def close(self) -> None:
        """Let go of what was kept for a second table."""
        self._documents.close()

    @cached_property
    def overview(self) -> Overview:
        """Everything but the records; worked out once."""
        return overview(self.store, self.run)

    def pages(self, *, lines: bool = True) -> Iterator[Page]:
        """Yield every record in the order of reading, inputs without a record among them.

        Tables want no `lines` of text.
        """
        numbers = count(1)
        added, _ = self._made
        for row, rest in self.store.rests(self.run.id):
            record = self.store.record(row)
            if record is not None:
                yield self._page(record, rest, numbers, added.get(row, ()), lines=lines)

    def pages_of(self, rows: Iterable[int]) -> Iterator[Page]:
        """Yield some records, by their rows; their findings are numbered among themselves."""
        numbers = count(1)
        for row in rows:
            record, rest = self.store.record(row), self.store.rest(row)
            if record is not None and rest is not None:
                yield self._page(record, rest, numbers, (), lines=False)

    def lost(self) -> Iterator[tuple[StoredRecord, Added]]:
        """Yield the findings that no rule made and whose records the run does not hold as they were."""
        for record, event in self._made[1]:
            yield record, self._by_hand(record, event)

    def withheld(self) -> Iterator[Listed]:
        """Yield the records in which something is withheld, read again for what a store does not keep.

        They are read once, however many tables list them.
        """
        documents = self._documents.passed(self._document(record) for record, _ in self._marked())
        for (record, rest), found in zip(self._marked(), documents, strict=True):
            yield Listed(record, rest.profile, found, self._disposed(record))

    def _marked(self) -> Iterator[tuple[StoredRecord, Rest]]:
        for row, rest in self.store.rests(self.run.id):
            record = self.store.record(row) if rest.marks else None
            if record is not None:
                yield record, rest

    def _document(self, record: StoredRecord) -> Document | str:
        sight = self._inspector.see(record) if self.options.text else _NO_TEXT
        return sight if isinstance(sight, str) else document(sight)

    @cached_property
    def _inspector(self) -> Inspector:
        return Inspector(self.reading.open, dt.date.fromisoformat(self.run.as_of))

    def _disposed(self, record: StoredRecord) -> tuple[Event, ...]:
        spoken = self.store.heads(key for key, _ in self.store.findings_of(record.row))
        events = [event for key in spoken for event in in_effect(self.store.history(key)) if event.kind == "disposed"]
        return self._masked(record, events)

    def _page(
        self, record: StoredRecord, rest: Rest, numbers: Iterator[int], added: tuple[Event, ...], *, lines: bool
    ) -> Page:
        told = tuple(self._told(record, numbers))
        shown, why = self._lines(record, told, added) if lines else (None, None)
        skipped = Counter(one.reason for one in rest.not_judged)
        return Page(
            record=record,
            profile=rest.profile,
            told=told,
            lines=shown,
            why=why,
            set_aside=rest.set_aside,
            failed=rest.failed,
            gaps=record.gaps,
            not_judged=tuple(sorted(skipped.items())),
            by_hand=tuple(self._by_hand(record, event) for event in added),
        )

    def _told(self, record: StoredRecord, numbers: Iterator[int]) -> Iterator[Told]:
        found = self.store.findings_of(record.row)
        heads = self.store.heads(key for key, _ in found)
        for key, finding in found:
            said = None
            if key in heads:
                events = self._masked(record, self.store.history(key))
                said = Said(fold(key, events), events)  # not the store's head: a detail in it may quote what is hidden
            yield Told(
                number=next(numbers),
                key=key,
                finding=finding,
                arithmetic=tuple(arithmetic(finding)),
                law=law(finding, everything=True),
                said=said,
            )

    def _masked(self, record: StoredRecord, events: list[Event] | tuple[Event, ...]) -> tuple[Event, ...]:
        """Return events with what their record hides taken out of notes and details."""
        if not any(event.note or event.detail for event in events):
            return tuple(events)
        mask = masking(record, self.reading) if self.options.text else masking(record, None)
        return tuple(
            msgspec.structs.replace(
                event,
                note=mask(event.note) if event.note else None,
                detail=mask(event.detail) if event.detail and event.kind != "added" else event.detail,
            )
            for event in events
        )

    def _lines(
        self, record: StoredRecord, told: tuple[Told, ...], added: tuple[Event, ...]
    ) -> tuple[tuple[PassageLine, ...] | None, str | None]:
        if not self.options.text:
            return None, _NO_TEXT
        if not told and not added:
            return None, _NOTHING
        opened = self.reading.open(record)
        if opened.text is None:
            return None, opened.why
        spans = [(one.finding.start, one.finding.end) for one in told]
        spans += [(event.start or 0, event.end or 0) for event in added]
        return tuple(passage(opened.text, spans, () if self.options.reveal else record.hidden)), None

    def _by_hand(self, record: StoredRecord, event: Event) -> Added:
        events = self._masked(record, self.store.history(event.key))
        return Added(
            event=event,
            made=made(event.key),
            words=words(event),
            said=Said(standing(event, fold(event.key, events)), events),
        )

    @cached_property
    def _made(self) -> tuple[dict[int, tuple[Event, ...]], tuple[tuple[StoredRecord, Event], ...]]:
        """Return the findings that no rule made, by the row of their record, and those that this run holds none for.

        One that was made in an earlier run belongs to the record that says the same, to the letter, today.
        """
        here: dict[int, tuple[Event, ...]] = {}
        lost: list[tuple[StoredRecord, Event]] = []
        for event in in_effect(self.store.by_hand()):
            if event.kind != "added" or not (event.value or "").isdecimal():
                continue
            record = self.store.record(int(event.value or 0))
            if record is None:
                continue
            row = record.row if record.run == self.run.id else self._same.get((record.record, record.digest))
            if row is None:
                lost.append((record, event))
            else:
                here[row] = (*here.get(row, ()), event)
        return here, tuple(lost)

    @cached_property
    def _same(self) -> dict[tuple[str, bytes | None], int]:
        """The row of every record of the run whose text is known by its digest."""
        records = (self.store.record(row) for row in self.store.record_rows())
        return {(one.record, one.digest): one.row for one in records if one is not None and one.digest is not None}
