"""What was said of a finding, fit to be shown: as far as the reviewer may see it, its notes masked as the text is."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from redaction_audit.review.deciding import Outcome
from redaction_audit.review.events import Event, Head, Verdict
from redaction_audit.review.picture import Picture
from redaction_audit.review.place import Place
from redaction_audit.review.source import Source
from redaction_audit.sensitive import MASK
from redaction_audit.store import Item, Store
from redaction_audit.text.concealing import hidden_words

N = TypeVar("N", Event, Verdict)


class Veil:
    """Masks in notes whatever the text of their record is masked in, at the moment of asking."""

    def __init__(self, store: Store, source: Source, picture: Picture, place: Place) -> None:
        self._store = store
        self._source = source
        self._picture = picture
        self._place = place

    def head(self, item: Item) -> Head:
        """Return where a finding stands, as this reviewer may see it; notes are masked as the text is."""
        head = self._picture.head(item)
        if not any(verdict.note for verdict in head.verdicts):
            return head
        return msgspec.structs.replace(head, verdicts=tuple(self._masked(item, head.verdicts)))

    def history(self, item: Item, *, unmasked: bool = False) -> list[Event]:
        """Return the events of a finding that this reviewer may see; notes are masked as the text is, or as typed."""
        seen = self._picture.history(item)
        return seen if unmasked else list(self._masked(item, seen))

    def outcome(self, outcome: Outcome) -> Outcome:
        """Return an outcome whose conflicting event may be shown."""
        event = outcome.conflict
        return outcome if event is None else msgspec.structs.replace(outcome, conflict=self.event(event))

    def event(self, event: Event) -> Event:
        """Return an event of any finding with its note fit to be shown; of one that is not there any more, without."""
        if event.note is None:
            return event
        row = self._picture.rows_for((event.key,)).get(event.key)
        item = next(iter(self._picture.items((row,))), None) if row is not None else None
        return next(self._masked(item, (event,))) if item else msgspec.structs.replace(event, note=MASK)

    def _masked(self, item: Item, said: Sequence[N]) -> Iterator[N]:
        """Yield events or verdicts with whatever a note repeats of hidden text masked, as the text is just now.

        Where the text cannot be read, nobody can tell what a note repeats: it is masked whole.
        """
        record = self._store.record(item.record_row) if any(one.note for one in said) else None
        if record is None or not record.hidden:
            yield from said
            return
        hidden = self._place.hidden() if record.row == self._place.record_row else record.hidden
        text = self._source.open(record).text
        words = hidden_words(text, hidden) if text is not None else None
        for one in said:
            if one.note and (words is not None or text is None):
                yield msgspec.structs.replace(one, note=words.mask(one.note) if words is not None else MASK)
            else:
                yield one
