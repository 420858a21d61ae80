"""A reviewer's session over a store: where they stand, what they may see, and everything they can do.

Both faces (the screens and `--plain`) speak to this class only. What a reviewer may not see, they are not given: blind
second review is applied here. Every decision is on the disk before the session moves on.
"""

import datetime as dt
import secrets
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from redaction_audit.lines import Lines
from redaction_audit.model import Finding, Frozen
from redaction_audit.review import conditions, filters
from redaction_audit.review.agreeing import agreements
from redaction_audit.review.conditions import Viewer
from redaction_audit.review.cursor import Queue
from redaction_audit.review.events import DISPOSITIONS, HAND, VALUES, Event, Head, Kind, New, fold, in_effect
from redaction_audit.review.journal import Journal, Step
from redaction_audit.review.policy import Policy, act, awaits, hides, may_adjudicate, person, visible
from redaction_audit.review.revealing import Reveals, Spans
from redaction_audit.review.sampling import Agreement, Interval, interval, sample
from redaction_audit.review.source import Opened, Source
from redaction_audit.store import ConflictError, Item, SaveError, Store, StoredRecord

if TYPE_CHECKING:
    from redaction_audit.review.standing import Standing

LEASE = dt.timedelta(minutes=2)
_RENEWED = dt.timedelta(seconds=60)
_CACHED = 4096
_WINDOW = 200
"""Rows looked at one by one for the next undecided finding, before the store is asked for all of them."""

Clock = Callable[[], dt.datetime]


class Outcome(Frozen):
    """What came of an act. `why` says in words for people what kept it from being saved, or what was done.

    `conflict` is the event of somebody else that stands in the way; `advanced` says whether the cursor moved on,
    `keys` which findings were touched.
    """

    saved: bool
    why: str | None = None
    conflict: Event | None = None
    advanced: bool = False
    keys: tuple[str, ...] = ()


class Progress(Frozen):
    """How far the review is: in the record at hand, in the queue, in the whole run. All as this reviewer sees it."""

    position: int
    queue: int
    record_done: int
    record_total: int
    done: int
    total: int


class ReviewSession:
    """One reviewer at work.

    `clock` returns an aware time in UTC; `reviewer` is folded by `policy.person`. `read_only` (or a store that cannot
    be written) turns every act into a refusal with its reason; `allow_reveal` then still allows to look under masks.
    """

    def __init__(
        self,
        store: Store,
        source: Source,
        reviewer: str,
        clock: Clock,
        policy: Policy,
        blind: bool = True,
        read_only: bool = False,
        *,
        allow_reveal: bool = False,
        session: str | None = None,
    ) -> None:
        self.store = store
        self.source = source
        self.reviewer = person(reviewer)
        self.policy = policy
        self.blind = blind and policy.blind
        self.read_only = read_only or store.read_only
        self.allow_reveal = allow_reveal
        self.session = session or secrets.token_hex(4)
        self.filter = filters.Filter()
        self.sort: filters.Sort = "record"
        self.group = "none"
        self._clock = clock
        self._queue = Queue()
        self._record_row: int | None = None  # a record opened without a finding
        self._items: dict[int, Item] = {}
        self._spans: _Spans | None = None
        self._added: list[Event] | None = None
        self._journal: Journal | None = None
        self._seq = store.last_seq()
        self._reveals = Reveals(policy.reveal_seconds, policy.idle_seconds)
        self._unsaved: tuple[list[New], dict[str, int | None]] | None = None
        self._last: tuple[Kind, str, str | None, str | None] | None = None
        self._bookmark: bytes | None = None
        self._leased: tuple[int, dt.datetime] | None = None
        self._leases: dict[int, str] = {}
        self._counts: tuple[int, int] | None = None
        self._load_leases()
        self._requery(None)
        self._growing = not self._ended()

    # -- where the reviewer stands --

    @property
    def viewer(self) -> Viewer:
        """Who asks, for conditions over the store."""
        return Viewer(self.reviewer, self.policy, self.blind)

    @property
    def queue(self) -> "array[int]":
        """Rows of the findings under the filter, in the order of the sort."""
        return self._queue.rows

    @property
    def position(self) -> int:
        """Where in the queue the cursor is."""
        return self._queue.position

    @property
    def row(self) -> int | None:
        """The row of the finding at hand."""
        return None if self._record_row is not None else self._queue.row

    @property
    def record_row(self) -> int | None:
        """The row of the record at hand."""
        if self._record_row is not None:
            return self._record_row
        item = self.item()
        return item.record_row if item else None

    def now(self) -> dt.datetime:
        """The time, from the session's clock."""
        return self._clock()

    def item(self) -> Item | None:
        """Return the finding at hand as a list row, None where the queue is empty."""
        row = self.row
        return None if row is None else next(iter(self.items((row,))), None)

    def items(self, rows: Sequence[int]) -> list[Item]:
        """Return findings as list rows, in the order asked for: what a face has painted, decisions rest upon."""
        missing = [row for row in rows if row not in self._items]
        if missing:
            if len(self._items) > _CACHED:
                self._items.clear()
                missing = list(rows)
            for item in self.store.items(missing, self.reviewer, self._stamp()):
                self._items[item.row] = item
        return [self._seen(self._items[row]) for row in rows if row in self._items]

    def finding(self) -> Finding | None:
        """Return the whole finding at hand."""
        row = self.row
        return None if row is None else self.store.finding(row)

    def record(self) -> StoredRecord | None:
        """Return what the store knows of the record at hand."""
        row = self.record_row
        return None if row is None else self.store.record(row)

    def text(self) -> str | None:
        """Return the text of the record at hand, unmasked: to be shown with `hidden()` masked. None: see `why`."""
        return self.opened().text

    def why(self) -> str | None:
        """Return why there is no text, in words for people."""
        return self.opened().why

    def opened(self) -> Opened:
        """Return text or reason at once."""
        record = self.record()
        return self.source.open(record) if record else Opened(None, "there is no record")

    def spans(self) -> list[Item]:
        """Return the findings of the record at hand, by their place; those made by hand are among them."""
        return self._record_spans().items

    def _record_spans(self) -> "_Spans":
        row = self.record_row
        if row is None:
            return _Spans(0, [])
        if self._spans is None or self._spans.record_row != row:
            found = self.store.items(self.store.rows_of(row), self.reviewer, self._stamp())
            for item in found[:_CACHED]:
                self._items.setdefault(item.row, item)
            seen = [self._seen(self._items.get(item.row, item)) for item in found]
            by_hand = self._by_hand(row)
            self._spans = _Spans(row, sorted((*seen, *by_hand), key=_place) if by_hand else seen)
        return self._spans

    def hidden(self) -> Spans:
        """Return the spans of the record that are to be masked now."""
        record = self.record()
        return self._reveals.left(record.hidden, self.now()) if record else ()

    def revealed(self) -> bool:
        """Return whether anything is revealed just now."""
        return self._reveals.revealed(self.now())

    # -- moving --

    def move(self, delta: int) -> bool:
        """Move by so many findings; return whether anything moved."""
        return self._moved(lambda: self._queue.move(delta))

    def go(self, row: int) -> bool:
        """Go to the finding of that row; return whether it is in the queue."""
        return self._moved(lambda: self._queue.go(row))

    def open_record(self, record_row: int) -> None:
        """Open a record without a finding at hand: to look for what no rule found."""
        self._moved(lambda: self._open_record(record_row))

    def next_undecided(self) -> bool:
        """Go to the next finding that asks something of this reviewer; return whether there is another."""
        return self._moved(lambda: self._seek(1))

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
        here = [other.row for other in self.spans() if other.start < max(item.end, item.start + 1)
                and max(other.end, other.start + 1) > item.start and other.row in self._queue.rows]  # fmt: skip
        if len(here) < 2:
            return False
        return self.go(here[(here.index(item.row) + 1) % len(here)])

    # -- what others see of it, and what this reviewer may see --

    def two_person(self, item: Item) -> bool:
        """Return whether a finding needs two people."""
        return self.policy.needs_two(item.rule, item.severity)

    def awaits(self, item: Item) -> bool:
        """Return whether a finding, as seen, still asks something of this reviewer."""
        return item.row >= 0 and awaits(item.state, item.first_by, self.reviewer, self.two_person(item))

    def head(self, item: Item) -> Head:
        """Return where a finding stands, with every verdict that this reviewer may see."""
        head = self.store.heads((item.key,)).get(item.key) or Head(item.key)
        return visible(head, self.reviewer, self.two_person(item), self.blind)

    def history(self, item: Item) -> list[Event]:
        """Return the events of a finding that this reviewer may see."""
        log = self.store.history(item.key)
        head = fold(item.key, log)
        if hides(head.state, head.first_by, head.second_by, self.reviewer, self.two_person(item), self.blind):
            return [event for event in log if event.reviewer == self.reviewer]
        return log

    # -- deciding --

    def disabled(self) -> str | None:
        """Return why nothing can be decided here, None where it can."""
        if self.store.read_only and not self.read_only:
            return "read-only: the store cannot be written"
        return "read-only: opened to be looked at" if self.read_only else None

    def decide(self, value: str, note: str | None = None, rows: Sequence[int] | None = None) -> Outcome:
        """Decide the finding at hand, or those of `rows` as one group: confirm, dismiss, second or refer."""
        if value not in VALUES:
            raise ValueError(f"no decision {value!r}; known: {', '.join(VALUES)}")
        return self._judge("decided", value, None, note, rows)

    def dispose(
        self, value: str, detail: str | None = None, note: str | None = None, rows: Sequence[int] | None = None
    ) -> Outcome:
        """Say what is to be done with a place: pass, exempt (detail: the code), refer (the agency) or exclude."""
        if value not in DISPOSITIONS:
            raise ValueError(f"no disposition {value!r}; known: {', '.join(DISPOSITIONS)}")
        if value in {"exempt", "refer"} and not (detail and detail.strip()):
            return Outcome(False, f"{value} needs {'a code' if value == 'exempt' else 'an agency'}")
        return self._judge("disposed", value, detail, note, rows)

    def adjudicate(self, value: str, note: str | None = None) -> Outcome:
        """Settle a dispute as a third person or a lead."""
        item = self.item()
        if item is None:
            return Outcome(False, "there is no finding at hand")
        if refusal := self.disabled() or may_adjudicate(self.head(item), self.reviewer, self.policy):
            return Outcome(False, refusal)
        return self._save([self._new(item.key, "adjudicated", value=value, note=note)], {item.key: item.seq}, on=True)

    def clear(self) -> Outcome:
        """Take this reviewer's own decision and disposition of the finding at hand back."""
        item = self.item()
        if item is None:
            return Outcome(False, "there is no finding at hand")
        if refusal := self.disabled():
            return Outcome(False, refusal)
        if self.head(item).of(self.reviewer) is None:
            return Outcome(False, "you have decided nothing here")
        return self._save([self._new(item.key, "cleared")], {item.key: self._items[item.row].seq})

    def annotate(self, text: str) -> Outcome:
        """Leave a note at the finding at hand."""
        item = self.item()
        if item is None or not text.strip():
            return Outcome(False, "there is no finding at hand" if item is None else "the note is empty")
        if refusal := self.disabled():
            return Outcome(False, refusal)
        outcome = self._save([self._new(item.key, "annotated", note=text.strip())], {})
        if outcome.saved:
            self.set_draft(None)
        return outcome

    def draft(self) -> str | None:
        """Return the note that was being written at the finding at hand when the session ended."""
        item = self.item()
        return self.store.draft(self.reviewer, item.key) if item else None

    def set_draft(self, note: str | None) -> None:
        """Keep a note that is being written; None lets go of it. Does nothing in a read-only session."""
        item = self.item()
        if item is not None and not self.read_only and (note or self.store.draft(self.reviewer, item.key)):
            self.store.set_draft(self.reviewer, item.key, note)

    def mark(self) -> Outcome:
        """Mark the finding at hand for oneself, or take the mark away."""
        item = self.item()
        if item is None:
            return Outcome(False, "there is no finding at hand")
        if refusal := self.disabled():
            return Outcome(False, refusal)
        try:
            self.store.set_mark(self.reviewer, item.key, not item.marked)
        except SaveError as error:
            return Outcome(False, str(error))
        self._repaint((item.row,))
        return Outcome(True, "unmarked" if item.marked else "marked", keys=(item.key,))

    def repeat(self) -> Outcome:
        """Save what could not be saved before; else do again, with its note, what was decided last."""
        if self._unsaved is not None:
            news, expected = self._unsaved
            return self._save(news, expected, on=True)
        last = self._last
        if last is None and (event := self._own().latest()) is not None:
            last = (event.kind, event.value or "", event.detail, event.note)
        if last is None:
            return Outcome(False, "nothing was decided yet")
        kind, value, detail, note = last
        return self._judge(kind, value, detail, note, None)

    def add(self, start: int, end: int, note: str | None = None) -> Outcome:
        """Add a finding by hand on `start`..`end` of the record at hand."""
        record = self.record()
        if refusal := self.disabled():
            return Outcome(False, refusal)
        text = self.text()
        if record is None or text is None or not 0 <= start < end <= len(text):
            return Outcome(False, self.why() or "there is nothing at that place")
        key = HAND + secrets.token_hex(8)
        new = self._new(key, "added", detail=record.record, value=str(record.row), note=note, start=start, end=end)
        outcome = self._save([new], {})
        self._spans = self._added = None
        return outcome

    # -- undo --

    def undo_list(self, limit: int = 50) -> list[Step]:
        """Return what can be undone, the latest first."""
        return self._own().steps(limit)

    def undo(self, step: Step | None = None) -> Outcome:
        """Undo the latest thing done, today or before; refused with the event in the way where somebody acted since."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        step = step or next(iter(self._own().steps(1)), None)
        if step is None:
            return Outcome(False, "there is nothing to undo")
        return self._take_back(step)

    def redo(self) -> Outcome:
        """Bring back what was undone last; refused once something else was done."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        step = self._own().undone()
        return Outcome(False, "there is nothing to redo") if step is None else self._take_back(step)

    # -- masks --

    def reveal_span(self) -> Outcome:
        """Show what is masked at the finding at hand, for some seconds or until the cursor leaves; recorded first."""
        item = self.item()
        return self._reveal(item, item.start, item.end) if item else Outcome(False, "there is no finding at hand")

    def reveal_record(self) -> Outcome:
        """Show all that is masked in the record, until it is left; recorded first."""
        item = self.item()
        text = self.text()
        if text is None:
            return Outcome(False, self.why())
        return self._reveal(item, 0, len(text), whole=True)

    def conceal(self) -> None:
        """Mask everything again."""
        self._reveals.conceal()

    # -- the queue --

    def set_filter(self, text: str) -> int:
        """Filter the queue; return how many findings it holds. Raises FilterError and changes nothing."""
        parsed = filters.parse(text)
        self.filter = parsed
        self._requery(self._queue.row)
        return len(self._queue)

    def set_sort(self, sort: filters.Sort) -> None:
        """Sort the queue: record, severity, rule, date or state."""
        if sort not in filters.SORTS:
            raise ValueError(f"no order {sort!r}; known: {', '.join(filters.SORTS)}")
        self.sort = sort
        self._requery(self._queue.row)

    def set_group(self, group: str) -> None:
        """Group the queue: none, record, rule or severity."""
        if group not in filters.GROUPS:
            raise ValueError(f"no grouping {group!r}; known: {', '.join(filters.GROUPS)}")
        self.group = group
        self._requery(self._queue.row)

    def count(self, text: str) -> int:
        """Return how many findings a filter would hold, without using it. Raises FilterError."""
        where, values = conditions.condition(filters.parse(text), self.viewer)
        return self.store.count(where, values)

    def draw(self, size: int, seed: str) -> int:
        """Reduce the queue to a sample of what the filter holds, the same for everybody; return its size."""
        keys = {item.row: item.key for item in self.store.items(self._queue.rows)}
        drawn = set(sample(keys, size, seed, lambda row: keys[row]))
        self._queue.load(array("q", (row for row in self._queue.rows if row in drawn)), None)
        return len(self._queue)

    def search(self, text: str) -> list[tuple[int, int]]:
        r"""Return where a text stands in the record at hand: smart case; with `\v` before it, a regular expression.

        Raises FilterError for an expression that cannot be used.
        """
        from redaction_audit.review.searching import search

        return search(self.text() or "", text)

    def refresh(self) -> tuple[str, ...]:
        """Take up what others did since; return the keys of findings that look different now. The cursor stays."""
        self._renew_lease()
        if not self.store.changed():
            return ()
        self._load_leases()
        fresh = self.store.events(self._seq)
        if fresh:
            self._seq = fresh[-1].seq
        if self._journal is not None:
            self._journal.extend(event for event in fresh if event.session != self.session)
        others = [event for event in fresh if event.session != self.session]
        rows = self.store.rows_for(dict.fromkeys(event.key for event in others))
        before = {row: self._seen(self._items[row]) for row in rows.values() if row in self._items}
        self._repaint(rows.values())
        if any(event.key.startswith(HAND) for event in others):
            self._spans = self._added = None
        after = {item.row: item for item in self.items(tuple(before))}
        same = {item.key for row, item in before.items() if row in after and _same(item, after[row])}
        self._grow()
        return tuple(key for key in rows if key not in same)

    def leases(self) -> Mapping[int, str]:
        """Return who else has which record open: record row to reviewer."""
        return self._leases

    # -- coming back --

    def bookmark(self, offset: int = 0, face: Mapping[str, Any] | None = None) -> None:
        """Keep where the reviewer stands, `offset` (in characters) and what the face wants kept; written if changed."""
        if self.read_only:
            return
        item, record = self.item(), self.record()
        kept = _Bookmark(
            key=item.key if item else None,
            record=record.record if record else None,
            offset=offset,
            filter=self.filter.text,
            sort=self.sort,
            group=self.group,
            face=dict(face or {}),
        )
        packed = msgspec.json.encode(kept)
        if packed != self._bookmark:
            self.store.set_bookmark(self.reviewer, packed)
            self._bookmark = packed

    def resume(self) -> "Resumed | None":
        """Go back to where this reviewer left; return the offset and what the face kept, None without a bookmark."""
        packed = self.store.bookmark(self.reviewer)
        if packed is None:
            return None
        try:
            kept = msgspec.json.decode(packed, type=_Bookmark)
            self.filter = filters.parse(kept.filter)
        except (msgspec.DecodeError, filters.FilterError):
            return None
        self.sort = kept.sort
        self.group = kept.group if kept.group in filters.GROUPS else "none"
        self._bookmark = packed
        self._requery(None)
        row = self.store.rows_for((kept.key,)).get(kept.key) if kept.key else None
        if row is not None:
            self._queue.go(row)
        return Resumed(kept.offset, kept.face, kept.record)

    def close(self) -> None:
        """End the session: nothing stays revealed or leased, texts are let go. The store stays open."""
        self.conceal()
        self.source.forget()
        if not self.read_only and self._leased is not None:
            with suppress(SaveError):  # a lease runs out by itself
                self.store.release(self.reviewer)

    # -- counts --

    def progress(self) -> Progress:
        """Return how far the review is."""
        spans = self._record_spans()
        if spans.left is None:
            spans.left = sum(map(self.awaits, spans.items))
        count = len(spans.items) - sum(item.row < 0 for item in spans.items) if self._hands() else len(spans.items)
        left, total = self._left()
        return Progress(
            position=self.position + 1 if self.queue else 0,
            queue=len(self.queue),
            record_done=count - spans.left,
            record_total=count,
            done=total - left,
            total=total,
        )

    def overview(self) -> "Standing":
        """Return where the whole batch stands, as this reviewer may know it."""
        from redaction_audit.review.standing import standing

        return standing(self.store, self.viewer, self.now())

    def agreement(self) -> dict[str, Agreement]:
        """Return how far two people agree, for each rule; what is still blind to somebody is not among it."""
        return agreements(self.store)

    def quality(self) -> Interval:
        """Return the share of the queue's twice decided findings on which two differ, with its exact bounds.

        Over a queue drawn with `draw` this says how often the first decision is wrong in the whole.
        """
        seen = [item for item in self.store.items(self.queue) if item.state in {"agreed", "disputed", "settled"}]
        differ = 0
        heads = self.store.heads(item.key for item in seen)
        for item in seen:
            words = {verdict.word for verdict in heads[item.key].verdicts if verdict.word != "second"}
            differ += len(words) > 1
        return interval(differ, len(seen))

    def _left(self) -> tuple[int, int]:
        """Return (undecided, all) of the run; asked of the store once and then kept up to date."""
        if self._counts is None:
            where, values = conditions.undecided(self.viewer)
            self._counts = self.store.count(where, values), self.store.count()
        return self._counts

    # -- inside --

    def _stamp(self) -> str:
        return self.now().astimezone(dt.UTC).isoformat(timespec="milliseconds")

    def _new(self, key: str, kind: Kind, **said: Any) -> New:
        return New(key=key, kind=kind, reviewer=self.reviewer, session=self.session, at=self._stamp(), **said)

    def _seen(self, item: Item) -> Item:
        """Return a list row as this reviewer may see it."""
        leased = self._leases.get(item.record_row)
        if hides(item.state, item.first_by, item.second_by, self.reviewer, self.two_person(item), self.blind):
            asked = item.state == "second" and item.first_by == self.reviewer
            return msgspec.structs.replace(
                item,
                state="second" if asked else "open",
                decision="second" if asked else None,
                first_by=self.reviewer if asked else None,
                second_by=None,
                noted=False,
                leased_by=leased,
            )
        return item if item.leased_by == leased else msgspec.structs.replace(item, leased_by=leased)

    def _judge(
        self, kind: Kind, value: str, detail: str | None, note: str | None, rows: Sequence[int] | None
    ) -> Outcome:
        """Save a decision or disposition of one finding or of a group, and go on where it was one."""
        note = note.strip() or None if note else None
        if refusal := self.disabled():
            return Outcome(False, refusal)
        if note is None and self.policy.needs_note(value):
            return Outcome(False, f"{value} needs a note")
        at_hand = self.row
        chosen = self.items(rows if rows is not None else () if at_hand is None else (at_hand,))
        if not chosen:
            return Outcome(False, "there is no finding at hand")
        heads = self.store.heads(item.key for item in chosen)
        group = secrets.token_hex(6) if len(chosen) > 1 else None
        news = []
        for item in chosen:
            try:
                acted = act(heads.get(item.key) or Head(item.key), self.reviewer, self.policy)
            except PermissionError as error:
                return Outcome(False, str(error))
            of = acted if kind == "decided" else kind
            news.append(self._new(item.key, of, value=value, detail=detail, note=note, group=group))
        expected = {item.key: self._items[item.row].seq for item in chosen}
        self._last = (kind, value, detail, note)
        return self._save(news, expected, on=rows is None)

    def _save(self, news: list[New], expected: dict[str, int | None], on: bool = False) -> Outcome:
        """Append events, all or none; then, and only then, look different, and move `on` to the next undecided."""
        keys = tuple(dict.fromkeys(new.key for new in news))
        try:
            stored = self._append(news, expected)
        except ConflictError as error:
            self._repaint(self.store.rows_for(keys).values())
            who = error.event.reviewer if error.event else "somebody"
            who = "you, in another session," if who == self.reviewer else who
            return Outcome(False, f"{who} decided this finding in the meantime", error.event, keys=(error.key,))
        except SaveError as error:
            self._unsaved = (news, expected)
            return Outcome(False, str(error), keys=keys)
        self._unsaved = None
        self._reveals.touch(self.now())
        if self._journal is not None:
            self._journal.extend(stored)
        self._repaint(self.store.rows_for(keys).values())
        return Outcome(True, advanced=on and self.next_undecided(), keys=keys)

    def _append(self, news: list[New], expected: dict[str, int | None]) -> list[Event]:
        """Append; where what came in between is hidden from this reviewer, their word does not depend on it."""
        while True:
            try:
                return self.store.append(news, expected)
            except ConflictError as error:
                head = self.store.heads((error.key,)).get(error.key)
                row = self.store.rows_for((error.key,)).get(error.key)
                item = next(iter(self.store.items((row,))), None) if row is not None else None
                if head is None or item is None or head.seq == expected[error.key] or not self._hides(item):
                    raise
                expected = {**expected, error.key: head.seq}

    def _take_back(self, step: Step) -> Outcome:
        """Append an `undone` for every event of a step, unless somebody else judged the same finding since."""
        keys = tuple(dict.fromkeys(event.key for event in step.events))
        if (since := self._since(step, keys)) is not None:
            return Outcome(False, f"{since.reviewer} acted on this finding since", since, keys=(since.key,))
        heads = self.store.heads(keys)
        group = secrets.token_hex(6) if len(step.events) > 1 else None
        news = [self._new(event.key, "undone", undoes=event.seq, group=group) for event in reversed(step.events)]
        self._own()
        outcome = self._save(news, {key: heads[key].seq for key in keys if key in heads})
        if outcome.saved:
            if any(event.key.startswith(HAND) for event in step.events):
                self._spans = self._added = None
            row = self.store.rows_for(keys[:1]).get(keys[0])
            if row is not None:
                self.go(row)
        return outcome

    def _since(self, step: Step, keys: tuple[str, ...]) -> Event | None:
        """Return the first judgement of somebody else after a step, unless it is hidden from this reviewer."""
        rows = self.store.rows_for(keys)
        items = {item.key: item for item in self.store.items(tuple(rows.values()))}
        for event in step.events:
            if event.kind == "annotated" or (event.key in items and self._hides(items[event.key])):
                continue
            later = (e for e in in_effect(self.store.history(event.key)) if e.seq > event.seq)
            for other in later:
                if other.reviewer != self.reviewer and other.kind in _JUDGED:
                    return other
        return None

    def _hides(self, item: Item) -> bool:
        return hides(item.state, item.first_by, item.second_by, self.reviewer, self.two_person(item), self.blind)

    def _reveal(self, item: Item | None, start: int, end: int, whole: bool = False) -> Outcome:
        record = self.record()
        item = item or next(iter(self.spans()), None)
        touched = [] if record is None else [span for span in record.hidden if span[0] < end and span[1] > start]
        if item is None or not touched:
            return Outcome(False, "nothing is masked here")
        if self.read_only and not self.allow_reveal:
            return Outcome(False, "read-only: a look under a mask is recorded, and nothing can be (see --allow-reveal)")
        if not self.read_only:
            outcome = self._save([self._new(item.key, "revealed", start=start, end=end)], {})
            if not outcome.saved:
                return outcome
        self._reveals.touch(self.now())
        if whole:
            self._reveals.record()
        else:
            self._reveals.span(start, end, self.now())
        return Outcome(True, keys=(item.key,))

    def _own(self) -> Journal:
        if self._journal is None:
            self._journal = Journal(self.reviewer, self.store.events())
        return self._journal

    def _moved(self, act_: Callable[[], bool]) -> bool:
        """Do a movement; what was revealed for the place that is left is masked again."""
        self._reveals.touch(self.now())
        row, record, was_open = self.row, self.record_row, self._record_row
        self._record_row = None
        moved = act_()
        if not moved:
            self._record_row = was_open
        if self.row != row:
            self._reveals.left_span()
        if self.record_row != record:
            self._reveals.conceal()
            self._spans = None
        return moved

    def _open_record(self, record_row: int) -> bool:
        self._record_row = record_row
        return True

    def _seek(self, step: int) -> bool:
        """Stand on the next finding that asks something: the near ones are looked at, else the store knows."""
        rows, start = self._queue.rows, self._queue.position
        near = rows[start + 1 : start + 1 + _WINDOW] if step > 0 else rows[max(0, start - _WINDOW) : start][::-1]
        for item in self.items(near):
            if self.awaits(item):
                return self._queue.go(item.row)
        where, values = conditions.undecided(self.viewer)
        return self._queue.seek(set(self.store.ids(where, values)), step)

    def _other_record(self, step: int) -> bool:
        rows, index = self._queue.rows, self._queue.position
        at_hand = self.item()
        if at_hand is None:
            return False
        here = set(self.store.rows_of(at_hand.record_row))
        while 0 <= index < len(rows) and rows[index] in here:
            index += step
        if not 0 <= index < len(rows):
            return False
        if step < 0:
            [other] = self.items((rows[index],))
            there = set(self.store.rows_of(other.record_row))
            while index and rows[index - 1] in there:
                index -= 1
        return self._queue.go(rows[index])

    def _requery(self, keep: int | None) -> None:
        self._record_row = None
        self._run = self.store.current_run()
        self._queue.load(self._asked(), keep)
        self._spans = None

    def _asked(self) -> "array[int]":
        where, values = conditions.condition(self.filter, self.viewer)
        plain = self.sort == "record" and self.group in {"none", "record"}
        order, more = ("", ()) if plain else conditions.order(self.sort, self.group, self.viewer)
        return self.store.ids(where, (*values, *more), order)

    def _grow(self) -> None:
        """Take up findings of a scan that goes on, or of a new one."""
        if self.store.current_run() != self._run:
            item = self.item()
            self._items.clear()
            self._counts = None
            self._requery(self.store.rows_for((item.key,)).get(item.key) if item else None)
        elif self._growing:
            self._growing = not self._ended()
            if self._queue.extend(self._asked()):
                self._counts = None
                self._spans = None

    def _ended(self) -> bool:
        runs = self.store.runs()
        return not runs or runs[-1].ended

    def _repaint(self, rows: Iterable[int]) -> None:
        """Read findings again that look different now, and nothing else."""
        rows = list(rows)
        before = {row: self._items.pop(row, None) for row in rows}
        items = {item.row: item for item in self.items(rows)}
        if self._spans is not None:
            self._spans.replace(items, self.awaits)
        for row, item in items.items():
            old = before[row]
            if old is None:
                self._counts = None
            elif self._counts is not None:
                left, total = self._counts
                self._counts = left + self.awaits(item) - self.awaits(self._seen(old)), total

    def _by_hand(self, record_row: int) -> list[Item]:
        """Return the findings of a record that people added and did not take back."""
        record = self.store.record(record_row)
        added = [event for event in self._hands() if record is not None and event.detail == record.record]
        if record is None or not added:
            return []
        lines = Lines(self.source.open(record).text or "")
        return [_item_by_hand(event, record, lines) for event in added]

    def _hands(self) -> list[Event]:
        """Return the events of findings made by hand that are in effect."""
        if self._added is None:
            log = self.store.events() if self.store.last_seq() else []
            self._added = [event for event in in_effect(log) if event.kind == "added"]
            if self._journal is None:
                self._journal = Journal(self.reviewer, log)
        return self._added

    def _renew_lease(self) -> None:
        row, now = self.record_row, self.now()
        if self.read_only or row is None:
            return
        if self._leased is not None and self._leased[0] == row and now - self._leased[1] < _RENEWED:
            return
        until = (now + LEASE).astimezone(dt.UTC).isoformat(timespec="milliseconds")
        try:
            self.store.lease(row, self.reviewer, until)
        except SaveError:
            return  # a lease is a courtesy
        self._leased = (row, now)

    def _load_leases(self) -> None:
        now = self._stamp()
        held = {lease.record_row: lease.reviewer for lease in self.store.leases()
                if lease.until > now and lease.reviewer != self.reviewer}  # fmt: skip
        if held != self._leases:
            self._leases = held
            self._spans = None


class _Spans:
    """The findings of one record as seen, and how many of them ask something of the reviewer (None: not counted)."""

    def __init__(self, record_row: int, items: list[Item]) -> None:
        self.record_row = record_row
        self.items = items
        self.left: int | None = None
        self._index: dict[int, int] | None = None

    def replace(self, changed: Mapping[int, Item], awaits_: Callable[[Item], bool]) -> None:
        """Put in what changed."""
        if self._index is None:
            self._index = {item.row: index for index, item in enumerate(self.items)}
        for row, item in changed.items():
            index = self._index.get(row)
            if index is not None:
                if self.left is not None:
                    self.left += awaits_(item) - awaits_(self.items[index])
                self.items[index] = item


class _Bookmark(Frozen):
    """Where a reviewer left."""

    key: str | None
    record: str | None
    offset: int
    filter: str
    sort: filters.Sort
    group: str
    face: dict[str, Any]


class Resumed(Frozen):
    """What a bookmark held besides filter, order and finding, which the session has taken up."""

    offset: int
    face: dict[str, Any]
    record: str | None


_JUDGED = frozenset({"decided", "disposed", "cleared", "adjudicated"})


def _place(item: Item) -> tuple[int, int, int]:
    return item.start, item.end, item.row


def _same(one: Item, other: Item) -> bool:
    """Return whether two states of a list row look the same."""
    return msgspec.structs.replace(one, seq=None) == msgspec.structs.replace(other, seq=None)


def _item_by_hand(event: Event, record: StoredRecord, lines: Lines) -> Item:
    """Return a finding made by hand as a list row; its row is negative and in no queue."""
    start, end = event.start or 0, event.end or 0
    line, column = lines.line_column(min(start, len(lines.text)))
    return Item(
        row=-event.seq,
        key=event.key,
        record_row=record.row,
        record=record.record,
        rule="HAND001",
        name="added-by-hand",
        severity="warning",
        confidence="high",
        start=start,
        end=end,
        line=line,
        column=column,
        page=None,
        paragraph=None,
        message=f"added by {event.reviewer}",
        state="first",
        decision="confirm",
        first_by=event.reviewer,
        second_by=None,
        noted=bool(event.note),
        assigned=None,
        seq=event.seq,
        leased_by=None,
        marked=False,
    )
