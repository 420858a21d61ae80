"""What one reviewer sees of a run: list rows, the findings of a record, heads, histories and counts.

Everything that leaves here has been through `policy.hides`: of findings that need two people, a second reviewer is
given nothing of the first one's word until their own stands. What a face has painted stays as it was painted, until
`repaint`: decisions are made upon it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from redaction_audit.lines import Lines
from redaction_audit.model import Severity
from redaction_audit.review import conditions, made
from redaction_audit.review.events import Event, Head, fold, in_effect
from redaction_audit.review.policy import awaits
from redaction_audit.review.source import Source
from redaction_audit.review.viewer import Viewer
from redaction_audit.store import Item, Store, StoredRecord

KEPT = 4096
"""List rows held in memory."""


class Spans:
    """The findings of one record as seen, and how many of them ask something of the reviewer (None: not counted)."""

    def __init__(self, record_row: int, items: list[Item]) -> None:
        self.record_row = record_row
        self.items = items
        self.left: int | None = None
        self._index: dict[int, int] | None = None

    def replace(self, changed: Mapping[int, Item], asks: Callable[[Item], bool]) -> None:
        """Put in what changed."""
        if self._index is None:
            self._index = {item.row: index for index, item in enumerate(self.items)}
        for row, item in changed.items():
            index = self._index.get(row)
            if index is not None:
                if self.left is not None:
                    self.left += asks(item) - asks(self.items[index])
                self.items[index] = item


class Picture:
    """The run as `viewer` may see it. `clock` returns an aware time."""

    def __init__(self, store: Store, source: Source, viewer: Viewer, clock: Callable[[], dt.datetime]) -> None:
        self.viewer = viewer
        self.leases: dict[int, str] = {}
        self._store = store
        self._source = source
        self._clock = clock
        self._items: dict[int, Item] = {}
        self._spans: Spans | None = None
        self._counts: tuple[int, int] | None = None
        self._hands: list[Event] | None = None
        self._pages: dict[int, Item] = {}

    def stamp(self) -> str:
        """Return the time as events and leases hold it: ISO, UTC, milliseconds."""
        return self._clock().astimezone(dt.UTC).isoformat(timespec="milliseconds")

    # -- list rows --

    def items(self, rows: Sequence[int]) -> list[Item]:
        """Return findings as list rows, in the order asked for; rows that do not exist are left out."""
        missing = [row for row in rows if row not in self._items]
        if missing:
            if len(self._items) > KEPT:
                self._items.clear()
                missing = list(rows)
            for item in self._store.items(missing, self.viewer.reviewer, self.stamp()):
                self._items[item.row] = item
            self._items.update(self._drawn(missing))
        return [self._seen(self._items[row]) for row in rows if row in self._items]

    def lay_out(self, pages: Sequence[Item]) -> None:
        """Take pages that were drawn for a second look: they are shown among the findings of their records."""
        self._pages = {item.row: item for item in pages}
        self.leave()

    def _drawn(self, rows: Sequence[int]) -> dict[int, Item]:
        """Return drawn pages of these rows as they stand in the log."""
        pages = {row: self._pages[row] for row in rows if row in self._pages}
        heads = self._store.heads(item.key for item in pages.values()) if pages else {}
        return {row: _standing(item, heads.get(item.key)) for row, item in pages.items()}

    def rows_for(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the rows of those keys that are findings of the run, or drawn pages."""
        keys = list(keys)
        drawn = {item.key: row for row, item in self._pages.items() if item.key in keys} if self._pages else {}
        return self._store.rows_for(keys) | drawn

    def rows_of(self, record_row: int) -> set[int]:
        """Return the rows of the findings of a record, and of its drawn pages."""
        drawn = (row for row, item in self._pages.items() if item.record_row == record_row)
        return {*self._store.rows_of(record_row), *drawn}

    def undecided(self, least: Severity = "note") -> set[int]:
        """Return the rows of everything that asks something of this reviewer and weighs at least so much."""
        where, values = conditions.undecided(self.viewer)
        rank = conditions.RANKS[least]
        drawn = (item.row for item in self.items(tuple(self._pages)) if self.awaits(item))
        return {*self._store.ids(f"({where}) AND f.severity >= ?", (*values, rank)), *drawn}

    def painted(self, item: Item) -> int | None:
        """Return the head that a finding was painted with: what a decision upon it expects."""
        return self._items.get(item.row, item).seq

    def spans(self, record_row: int) -> Spans:
        """Return the findings of a record by their place, those made by hand among them."""
        if self._spans is None or self._spans.record_row != record_row:
            found = self._store.items(self._store.rows_of(record_row), self.viewer.reviewer, self.stamp())
            for item in found[:KEPT]:
                self._items.setdefault(item.row, item)
            seen = [self._seen(self._items.get(item.row, item)) for item in found]
            drawn = [row for row, item in self._pages.items() if item.record_row == record_row]
            by_hand = [*self._by_hand(record_row), *self.items(drawn)]
            self._spans = Spans(record_row, sorted((*seen, *by_hand), key=_place) if by_hand else seen)
        return self._spans

    def repaint(self, rows: Iterable[int]) -> set[str]:
        """Read findings again, and nothing else; return the keys of those that look different now."""
        rows = list(rows)
        before = {row: self._items.pop(row, None) for row in rows}
        items = {item.row: item for item in self.items(rows)}
        if self._spans is not None:
            self._spans.replace(items, self.awaits)
        changed = set()
        for row, item in items.items():
            old = before[row]
            if old is None:
                self._counts = None
                changed.add(item.key)
                continue
            was = self._seen(old)
            if not _same(was, item):
                changed.add(item.key)
            if self._counts is not None and row >= 0:
                left, total = self._counts
                self._counts = left + self.awaits(item) - self.awaits(was), total
        return changed

    def forget(self, *, items: bool = False, hands: bool = False) -> None:
        """Let go of what was counted, and of the record at hand; of list rows and findings made by hand on request."""
        self._spans = self._counts = None
        if items:
            self._items.clear()
        if hands:
            self._hands = None

    def leave(self) -> None:
        """Let go of the findings of the record at hand."""
        self._spans = None

    def load_leases(self) -> None:
        """Take up who else has which record open."""
        now = self.stamp()
        open_ = [lease for lease in self._store.leases() if lease.until > now]
        held = {lease.record_row: lease.reviewer for lease in open_ if lease.reviewer != self.viewer.reviewer}
        if held != self.leases:
            self.leases = held
            self._spans = None

    # -- what is known of one finding --

    def two_person(self, item: Item) -> bool:
        """Return whether a finding needs two people."""
        return self.viewer.policy.needs_two(item.rule, item.severity)

    def awaits(self, item: Item) -> bool:
        """Return whether a finding, as seen, still asks something of this reviewer."""
        listed = item.row >= 0 or item.row in self._pages
        return listed and awaits(item.state, item.first_by, self.viewer.reviewer, self.two_person(item))

    def hides(self, stands: Item | Head, item: Item) -> bool:
        """Return whether what others said is hidden, where the finding `item` stands as the store has it."""
        return self.viewer.hides(stands, needs_two=self.two_person(item))

    def head(self, item: Item) -> Head:
        """Return where a finding stands, with every verdict that this reviewer may see."""
        head = self._store.heads((item.key,)).get(item.key) or Head(item.key)
        return self.viewer.head(head, needs_two=self.two_person(item))

    def history(self, item: Item) -> list[Event]:
        """Return the events of a finding that this reviewer may see."""
        log = self._store.history(item.key)
        if self.hides(fold(item.key, log), item):
            return [event for event in log if event.reviewer == self.viewer.reviewer]
        return log

    def _seen(self, item: Item) -> Item:
        """Return a list row as this reviewer may see it."""
        leased = self.leases.get(item.record_row)
        if not self.hides(item, item):
            return item if item.leased_by == leased else msgspec.structs.replace(item, leased_by=leased)
        asked = item.state == "second" and item.first_by == self.viewer.reviewer
        return msgspec.structs.replace(
            item,
            state="second" if asked else "open",
            decision="second" if asked else None,
            first_by=self.viewer.reviewer if asked else None,
            second_by=None,
            noted=False,
            leased_by=leased,
        )

    # -- counts --

    def left(self) -> tuple[int, int]:
        """Return (undecided, all) of the run; asked of the store once and then kept up to date."""
        if self._counts is None:
            self._counts = self._store.count(*conditions.undecided(self.viewer)), self._store.count()
        return self._counts

    def left_of(self, record_row: int) -> tuple[int, int]:
        """Return (undecided, all) of a record; what was made by hand is not counted."""
        spans = self.spans(record_row)
        if spans.left is None:
            spans.left = sum(map(self.awaits, spans.items))
        by_hand = sum(item.row < 0 and item.row not in self._pages for item in spans.items)
        return spans.left, len(spans.items) - by_hand

    # -- findings made by hand --

    def _by_hand(self, record_row: int) -> list[Item]:
        record = self._store.record(record_row)
        if self._hands is None:
            self._hands = [event for event in in_effect(self._store.by_hand()) if event.kind == "added"]
        added = [event for event in self._hands if record is not None and self._lies_in(event, record)]
        if record is None or not added:
            return []
        lines = Lines(self._source.open(record).text or "")
        heads = self._store.heads(event.key for event in added)
        return [_made(event, record, lines, self.made_head(event, heads.get(event.key))) for event in added]

    def _lies_in(self, event: Event, record: StoredRecord) -> bool:
        """Return whether a finding was made on this record, or on what an earlier scan read at the same place."""
        if event.detail != record.record:
            return False
        read = self._store.record(int(event.value)) if event.value and event.value.isdecimal() else None
        return read is None or read.origin == record.origin

    def made_head(self, event: Event, head: Head | None) -> Head:
        """Return where a finding that no rule made stands, as this reviewer may see it."""
        seen = None if head is None else self.viewer.head(head, needs_two=self._made_by_two(event))
        return made.standing(event, seen)

    def made_history(self, event: Event) -> list[Event]:
        """Return the events of a finding that no rule made, as far as this reviewer may see them."""
        log = self._store.history(event.key)
        stands = made.standing(event, fold(event.key, log))
        if self.viewer.hides(stands, needs_two=self._made_by_two(event)):
            return [one for one in log if one.reviewer == self.viewer.reviewer]
        return log

    def _made_by_two(self, event: Event) -> bool:
        """Return whether a finding that no rule made needs two people."""
        named = made.made(event.key)
        return self.viewer.policy.needs_two(named.rule, named.severity)


def _made(event: Event, record: StoredRecord, lines: Lines, head: Head) -> Item:
    """Return a finding that no rule made as a list row; its row is negative and in no queue."""
    start, end = event.start or 0, event.end or 0
    named = made.made(event.key)
    line, column = lines.line_column(min(start, len(lines.text)))
    return Item(
        row=-event.seq,
        key=event.key,
        record_row=record.row,
        record=record.record,
        rule=named.rule,
        name=named.name,
        severity=named.severity,
        confidence="high",
        start=start,
        end=end,
        line=line,
        column=column,
        page=None,
        paragraph=None,
        message=made.words(event),
        state=head.state,
        decision=head.decision,
        first_by=head.first_by,
        second_by=head.second_by,
        noted=bool(event.note) or head.noted,
        assigned=head.assigned,
        seq=head.seq,
        leased_by=None,
        marked=False,
    )


def _standing(item: Item, head: Head | None) -> Item:
    """Return a drawn page as its head says."""
    if head is None:
        return item
    return msgspec.structs.replace(
        item, state=head.state, decision=head.decision, first_by=head.first_by, second_by=head.second_by,
        noted=head.noted, assigned=head.assigned, seq=head.seq,
    )  # fmt: skip


def _place(item: Item) -> tuple[int, int, int]:
    return item.start, item.end, item.row


def _same(one: Item, other: Item) -> bool:
    """Return whether two states of a list row look the same."""
    return msgspec.structs.replace(one, seq=None) == msgspec.structs.replace(other, seq=None)
