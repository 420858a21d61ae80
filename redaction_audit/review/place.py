"""Where a reviewer stands in a run: the queue as they arranged it, what is at hand, and how to move on."""

import datetime as dt
from array import array
from collections.abc import Callable
from typing import Literal

from redaction_audit.model import Severity
from redaction_audit.review import pages
from redaction_audit.review.arranging import Arrangement
from redaction_audit.review.cursor import Queue
from redaction_audit.review.picture import Picture
from redaction_audit.review.revealing import Reveals, Spans
from redaction_audit.review.sampling import sample
from redaction_audit.review.source import Opened, Source
from redaction_audit.store import Item, Store, StoredRecord

_NEAR = 200
"""Rows looked at one by one for the next undecided finding, before the store is asked for all of them."""
_WORTH: Severity = "warning"
"""The least severity that a review begins at, where there is any: a batch may begin with pages of notes."""
_TO_CHANGE = "undo or move to change this one"


class Place:
    """A cursor over the current run of a store. `clock` returns an aware time in UTC.

    Whatever is revealed is masked again when its place is left; `reveals` knows what is open.
    """

    def __init__(self, store: Store, source: Source, picture: Picture, clock: Callable[[], dt.datetime]) -> None:
        self.arrangement = Arrangement()
        self.sampled: Literal["findings", "pages"] | None = None
        self.queue = Queue()
        self.reveals = Reveals(picture.viewer.policy.reveal_seconds, picture.viewer.policy.idle_seconds)
        self._store = store
        self._source = source
        self._picture = picture
        self._clock = clock
        self._record_row: int | None = None  # a record opened without a finding
        self._waits_at: int | None = None
        self._growing = not self._ended()  # asked first: the scan may end while the queue is read
        self._requery(None)

    # -- what is at hand --

    @property
    def row(self) -> int | None:
        """The row of the finding at hand."""
        return None if self._record_row is not None else self.queue.row

    @property
    def record_row(self) -> int | None:
        """The row of the record at hand."""
        if self._record_row is not None:
            return self._record_row
        item = self.item()
        return item.record_row if item else None

    def item(self) -> Item | None:
        """Return the finding at hand as a list row, None where the queue is empty."""
        row = self.row
        return None if row is None else next(iter(self._picture.items((row,))), None)

    def record(self) -> StoredRecord | None:
        """Return what the store knows of the record at hand."""
        row = self.record_row
        return None if row is None else self._store.record(row)

    def opened(self) -> Opened:
        """Return text or reason at once."""
        record = self.record()
        return self._source.open(record) if record else Opened(None, "there is no record")

    def spans(self) -> list[Item]:
        """Return the findings of the record at hand, by their place; those made by hand are among them."""
        row = self.record_row
        return [] if row is None else self._picture.spans(row).items

    def hidden(self) -> Spans:
        """Return the spans of the record that are to be masked now."""
        record = self.record()
        return self.reveals.left(record.hidden, self._clock()) if record else ()

    def revealed(self) -> bool:
        """Return whether anything is revealed just now."""
        return self.reveals.revealed(self._clock())

    def touch(self) -> dt.datetime:
        """Note that the reviewer is there, so that nothing is masked for their absence; return the time."""
        now = self._clock()
        self.reveals.touch(now)
        return now

    # -- moving --

    def move(self, delta: int) -> bool:
        """Move by so many findings; return whether anything moved."""
        return self._moved(lambda: self.queue.move(delta))

    def go(self, row: int) -> bool:
        """Go to the finding of that row; return whether it is in the queue."""
        return self._moved(lambda: self.queue.go(row))

    def begin(self) -> None:
        """Go to where a review begins: the first undecided finding that is more than a note, else an undecided note."""
        weighty = self._picture.undecided(_WORTH)
        row = next((row for row in self.queue.rows if row in weighty), None)
        item = self.item()
        if row is not None:
            self.go(row)
        elif item is not None and not self._picture.awaits(item):
            self.next_undecided()

    def open_record(self, record_row: int) -> None:
        """Open a record without a finding at hand: to look for what no rule found."""
        self._moved(lambda: self._open_record(record_row))

    def next_undecided(self) -> bool:
        """Go to the next finding that asks something of this reviewer; return whether there is another.

        At a decided finding with none behind it, while the scan goes on, the session waits for more (see `waiting`).
        """
        more = self._growing and self.sampled is None
        waits = self.waiting() is not None or more
        if self._moved(lambda: self._seek(1)):
            return True
        if more:
            self.grow()
            if self._moved(lambda: self._seek(1)):
                return True
        item = self.item()
        if waits and item is not None and not self._picture.awaits(item):
            self._waits_at = item.row
        return False

    def waiting(self) -> str | None:
        """Return, where the finding at hand is decided and the scan is still to find the next, words that say so.

        Nothing more is said of that finding by the same keys: not before the reviewer moves, or undoes.
        """
        if self._waits_at is None or self._waits_at != self.row:
            return None
        return f"{'waiting for more findings' if self._growing else 'the scan found no more'}; {_TO_CHANGE}"

    def go_on(self) -> bool:
        """Go on to what was found since the session waits; return whether there was something to go on to."""
        if self.waiting() is None or self._picture.undecided().isdisjoint(self.queue.rows):
            return False
        return self.next_undecided()

    def previous_undecided(self) -> bool:
        """Go back to the previous finding that asks something of this reviewer."""
        return self._moved(lambda: self._seek(-1))

    def next_record(self, step: int = 1) -> bool:
        """Go to the first queued finding of the next record (step -1: of the previous one)."""
        return self._moved(lambda: self._other_record(step))

    def overlapping(self) -> bool:
        """Go to the next finding at the place of this one, around and around; return whether there is another."""
        item = self.item()
        if item is None:
            return False
        queued = set(self.queue.rows)
        here = [other.row for other in self.spans() if other.row in queued and _meet(other, item)]
        return len(here) > 1 and self.go(here[(here.index(item.row) + 1) % len(here)])

    def _moved(self, act: Callable[[], bool]) -> bool:
        """Do a movement; what was revealed for the place that is left is masked again."""
        self.touch()
        self._waits_at = None
        row, record, opened = self.row, self.record_row, self._record_row
        self._record_row = None
        moved = act()
        if not moved:
            self._record_row = opened
        if self.row != row:
            self.reveals.left_span()
        if self.record_row != record:
            self.reveals.conceal()
            self._picture.leave()
        return moved

    def _open_record(self, record_row: int) -> bool:
        self._record_row = record_row
        return True

    def _seek(self, step: int) -> bool:
        """Stand on the next finding that asks something: the near ones are looked at, else the store knows."""
        rows, start = self.queue.rows, self.queue.position
        near = rows[start + 1 : start + 1 + _NEAR] if step > 0 else rows[max(0, start - _NEAR) : start][::-1]
        for item in self._picture.items(near):
            if self._picture.awaits(item):
                return self.queue.go(item.row)
        return self.queue.seek(self._picture.undecided(), step)

    def _other_record(self, step: int) -> bool:
        rows, index = self.queue.rows, self.queue.position
        at_hand = next(iter(self._picture.items(rows[index : index + 1])), None)
        if at_hand is None:
            return False
        here = self._picture.rows_of(at_hand.record_row)
        while 0 <= index < len(rows) and rows[index] in here:
            index += step
        if not 0 <= index < len(rows):
            return False
        if step < 0:
            [other] = self._picture.items((rows[index],))
            there = self._picture.rows_of(other.record_row)
            while index and rows[index - 1] in there:
                index -= 1
        return self.queue.go(rows[index])

    # -- the queue --

    def arrange(self, arrangement: Arrangement) -> None:
        """Ask for the queue anew, filtered and sorted so; stay on the finding at hand where it is still among them."""
        self.arrangement = arrangement

        def arrange() -> bool:
            self._requery(self.queue.row)
            return True

        self._moved(arrange)

    def come_back(self, arrangement: Arrangement, key: str | None) -> None:
        """Begin anew: the queue arranged so, at the finding of that key where it is among them."""
        self.arrangement = arrangement
        self._requery(None)
        row = self._store.rows_for((key,)).get(key) if key else None
        if row is not None:
            self.queue.go(row)

    def draw(self, size: int, seed: str) -> int:
        """Reduce the queue to a sample of what the filter holds, the same for everybody; return its size."""
        keys = {item.row: item.key for item in self._store.items(self.queue.rows)}
        drawn = set(sample(keys, size, seed, lambda row: keys[row]))
        self.queue.load(array("q", (row for row in self.queue.rows if row in drawn)), None)
        self.sampled = "findings"
        return len(self.queue)

    def draw_pages(self, size: int, seed: str) -> int:
        """Make the queue a sample of pages on which no rule saw anything, the same for everybody; return its size."""
        found = pages.draw(self._store, self._source, size, seed)
        self._picture.lay_out(found)
        self.queue.load(array("q", (item.row for item in found)), None)
        self.sampled = "pages"
        return len(self.queue)

    def grow(self) -> None:
        """Take up findings of a scan that goes on, or of a new one."""
        if self._store.current_run() != self.run:
            item = self.item()
            self._picture.forget(items=True)
            self.reveals.conceal()
            self._growing = not self._ended()
            self._requery(self._store.rows_for((item.key,)).get(item.key) if item else None)
        elif self._growing:
            self._growing = not self._ended()
            if self.sampled is None and self.queue.extend(self._asked()):
                self._picture.forget()

    def _requery(self, keep: int | None) -> None:
        self._record_row = None
        self.sampled = None
        self._picture.lay_out(())
        self.run = self._store.current_run()
        self.queue.load(self._asked(), keep)
        self._picture.leave()

    def _asked(self) -> "array[int]":
        return self.arrangement.rows(self._store, self._picture.viewer)

    def _ended(self) -> bool:
        runs = self._store.runs()
        return not runs or runs[-1].ended


def _meet(one: Item, other: Item) -> bool:
    """Return whether two findings share a place; an empty one stands on its character."""
    return one.start < max(other.end, other.start + 1) and max(one.end, one.start + 1) > other.start
