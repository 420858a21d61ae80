"""A reviewer's session over a store: where they stand, what they may see, and everything they can do.

Both faces (the screens and `--plain`) speak to this class only. What a reviewer may not see, they are not given: blind
second review is applied beneath it (`picture`). Every decision is on the disk before the session moves on.
"""

import datetime as dt
import secrets
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from redaction_audit.model import Finding, Frozen
from redaction_audit.review import conditions, filters, pages, resuming
from redaction_audit.review.agreeing import agreements
from redaction_audit.review.conditions import Viewer
from redaction_audit.review.cursor import Queue
from redaction_audit.review.deciding import Desk, Outcome, Said
from redaction_audit.review.events import DISPOSITIONS, HAND, VALUES, Event, Head, Kind, Verdict, in_effect
from redaction_audit.review.journal import Step
from redaction_audit.review.made import Conflict
from redaction_audit.review.picture import Picture
from redaction_audit.review.policy import Policy, may_adjudicate, person, visible
from redaction_audit.review.resuming import Resumed
from redaction_audit.review.revealing import Reveals, Spans
from redaction_audit.review.sampling import Agreement, Interval, interval, sample
from redaction_audit.review.source import Opened, Source
from redaction_audit.review.trail import Trail
from redaction_audit.sensitive import MASK
from redaction_audit.store import Item, Orphan, SaveError, Store, StoredRecord
from redaction_audit.text.concealing import hidden_words

if TYPE_CHECKING:
    from redaction_audit.review.standing import Standing

__all__ = ["Clock", "Outcome", "Progress", "Resumed", "ReviewSession"]

LEASE = dt.timedelta(minutes=2)
_RENEWED = dt.timedelta(seconds=60)
_NEAR = 200
"""Rows looked at one by one for the next undecided finding, before the store is asked for all of them."""
_TO_CHANGE = "undo or move to change this one"
_NOTHING = Outcome(False, "there is no finding at hand")

Clock = Callable[[], dt.datetime]
N = TypeVar("N", Event, Verdict)


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
    `trail` is a file that is told what was done, in ids and offsets.
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
        trail: Path | None = None,
    ) -> None:
        self.store = store
        self.source = source
        self.reviewer = person(reviewer)
        self.policy = policy
        self.viewer = Viewer(self.reviewer, policy, blind and policy.blind)
        self.read_only = read_only or store.read_only
        self.allow_reveal = allow_reveal
        self.session = session or secrets.token_hex(4)
        self.filter = filters.Filter()
        self.sort: filters.Sort = "record"
        self.group = "none"
        self.sampled: Literal["findings", "pages"] | None = None
        self._clock = clock
        self._queue = Queue()
        self._picture = Picture(store, source, self.viewer, clock)
        self.trail = Trail(None if self.read_only else trail, self.session, self._picture.stamp)
        self._desk = Desk(store, self._picture, self.session, self.trail)
        self._reveals = Reveals(policy.reveal_seconds, policy.idle_seconds)
        self._record_row: int | None = None  # a record opened without a finding
        self._seq = store.last_seq()
        self._bookmark: bytes | None = None
        self._kept = resuming.Bookmark(None, None, 0, "", "record", "none", {})
        self._named: dict[str, str] | None = None
        self._leased: tuple[int, dt.datetime] | None = None
        self._waits_at: int | None = None
        self._picture.load_leases()
        self._growing = not self._ended()  # asked first: the scan may end while the queue is read
        self._requery(None)
        self.trail.tell(f"opened {store.path} run {self._run} reviewer {self.reviewer}")

    # -- where the reviewer stands --

    @property
    def blind(self) -> bool:
        """Whether a second reviewer decides without knowing the first decision."""
        return self.viewer.blind

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
        return self._picture.items(rows)

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
        row = self.record_row
        return [] if row is None else self._picture.spans(row).items

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
        """Go to the next finding that asks something of this reviewer; return whether there is another.

        At a decided finding with none behind it, while the scan goes on, the session waits for more (see `waiting`).
        """
        more = self._growing and self.sampled is None
        waits = self.waiting() is not None or more
        if self._moved(lambda: self._seek(1)):
            return True
        if more:
            self._grow()
            if self._moved(lambda: self._seek(1)):
                return True
        item = self.item()
        if waits and item is not None and not self.awaits(item):
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
        if self.waiting() is None or self._picture.undecided().isdisjoint(self._queue.rows):
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
        queued = set(self._queue.rows)
        here = [other.row for other in self.spans() if other.row in queued and _meet(other, item)]
        return len(here) > 1 and self.go(here[(here.index(item.row) + 1) % len(here)])

    # -- what is known of one finding --

    def two_person(self, item: Item) -> bool:
        """Return whether a finding needs two people."""
        return self._picture.two_person(item)

    def awaits(self, item: Item) -> bool:
        """Return whether a finding, as seen, still asks something of this reviewer."""
        return self._picture.awaits(item)

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

    def _masked(self, item: Item, said: Sequence[N]) -> Iterator[N]:
        """Yield events or verdicts with whatever a note repeats of hidden text masked, as the text is just now.

        Where the text cannot be read, nobody can tell what a note repeats: it is masked whole.
        """
        record = self.store.record(item.record_row) if any(one.note for one in said) else None
        if record is None or not record.hidden:
            yield from said
            return
        hidden = self.hidden() if record.row == self.record_row else record.hidden
        text = self.source.open(record).text
        words = hidden_words(text, hidden) if text is not None else None
        for one in said:
            if one.note and (words is not None or text is None):
                yield msgspec.structs.replace(one, note=words.mask(one.note) if words is not None else MASK)
            else:
                yield one

    # -- deciding --

    def disabled(self) -> str | None:
        """Return why nothing can be decided here, None where it can."""
        if self.store.read_only and not self.read_only:
            return "read-only: the store cannot be written"
        return "read-only: opened to be looked at" if self.read_only else None

    def _held(self) -> str | None:
        return self.disabled() or self.waiting()

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
        """Settle a dispute as a third person or a lead: confirm, dismiss or refer."""
        if value not in VALUES or value == "second":
            raise ValueError(f"a dispute is not settled by {value!r}; known: confirm, dismiss, refer")
        item = self.item()
        if item is None:
            return _NOTHING
        if refusal := self._held() or may_adjudicate(self.head(item), self.reviewer, self.policy):
            return Outcome(False, refusal)
        new = self._desk.new(item.key, "adjudicated", value=value, note=_tidy(note))
        return self._on(self._shown(self._desk.save([new], {item.key: self._picture.painted(item)})))

    def clear(self) -> Outcome:
        """Take this reviewer's own decision and disposition of the finding at hand back."""
        item = self.item()
        if item is None:
            return _NOTHING
        if refusal := self._held():
            return Outcome(False, refusal)
        if self.head(item).of(self.reviewer) is None:
            return Outcome(False, "you have decided nothing here")
        new = self._desk.new(item.key, "cleared")
        return self._shown(self._desk.save([new], {item.key: self._picture.painted(item)}))

    def annotate(self, text: str) -> Outcome:
        """Leave a note at the finding at hand."""
        item, note = self.item(), _tidy(text)
        if item is None or note is None:
            return _NOTHING if item is None else Outcome(False, "the note is empty")
        if refusal := self.disabled():
            return Outcome(False, refusal)
        outcome = self._desk.save([self._desk.new(item.key, "annotated", note=note)], {})
        if outcome.saved:
            self.set_draft(None)
        return outcome

    def draft(self) -> str | None:
        """Return the note that was being written at the finding at hand when the session ended."""
        item = self.item()
        return self.store.draft(self.reviewer, item.key) if item else None

    def set_draft(self, note: str | None) -> None:
        """Keep a note that is being written; None lets go of it. Does nothing where nothing can be written."""
        item = self.item()
        if item is not None and not self.read_only and (note or self.store.draft(self.reviewer, item.key)):
            with suppress(SaveError):  # the note itself is saved, or refused, when it is done
                self.store.set_draft(self.reviewer, item.key, note)

    def assign(self, to: str) -> Outcome:
        """Give the finding at hand to a reviewer to look at. Raises UsageError for what is no name."""
        item = self.item()
        if item is None:
            return _NOTHING
        if refusal := self.disabled():
            return Outcome(False, refusal)
        return self._desk.save([self._desk.new(item.key, "assigned", value=person(to))], {})

    def mark(self) -> Outcome:
        """Mark the finding at hand for oneself, or take the mark away."""
        item = self.item()
        if item is None:
            return _NOTHING
        if refusal := self.disabled():
            return Outcome(False, refusal)
        try:
            self.store.set_mark(self.reviewer, item.key, not item.marked)
        except SaveError as error:
            return Outcome(False, str(error))
        self._picture.repaint((item.row,))
        return Outcome(True, "unmarked" if item.marked else "marked", keys=(item.key,))

    def repeat(self) -> Outcome:
        """Save what could not be saved before; else say again, with its note, what was said last."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        if (outcome := self._desk.again()) is not None:
            return self._on(self._shown(outcome))
        last = self._desk.last()
        if last is None:
            return Outcome(False, "nothing was decided yet")
        return self._judge(last.kind, last.value, last.detail, last.note, None)

    def judge_conflict(self, conflict: Conflict, value: str, note: str | None = None) -> Outcome:
        """Decide what one release shows and another withholds; it becomes a finding by that."""
        if value not in VALUES:
            raise ValueError(f"no decision {value!r}; known: {', '.join(VALUES)}")
        if refusal := self.disabled():
            return Outcome(False, refusal)
        return self._desk.raise_and_judge(conflict, Said("decided", value, note=_tidy(note)))

    def conflict_head(self, conflict: Conflict) -> Head | None:
        """Return where such a finding stands, as this reviewer may see it; None while nobody raised it."""
        raised = [event for event in in_effect(self.store.history(conflict.key)) if event.kind == "added"]
        return self.made_head(raised[0]) if raised else None

    def made_head(self, event: Event) -> Head:
        """Return where a finding that no rule made stands, by the event that made it."""
        return self._picture.made_head(event, self.store.heads((event.key,)).get(event.key))

    def made_history(self, event: Event) -> list[Event]:
        """Return the events of a finding that no rule made, as far as this reviewer may see them."""
        return self._picture.made_history(event)

    def add(self, start: int, end: int, note: str | None = None) -> Outcome:
        """Add a finding by hand on `start`..`end` of the record at hand."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        record, opened = self.record(), self.opened()
        if record is None or opened.text is None or not 0 <= start < end <= len(opened.text):
            return Outcome(False, opened.why or "there is nothing at that place")
        where = {"detail": record.record, "value": str(record.row), "start": start, "end": end}
        new = self._desk.new(HAND + secrets.token_hex(8), "added", note=_tidy(note), **where)
        outcome = self._desk.save([new], {})
        self._picture.forget(hands=True)
        return outcome

    def _judge(
        self, kind: Kind, value: str, detail: str | None, note: str | None, rows: Sequence[int] | None
    ) -> Outcome:
        if refusal := self._held() if rows is None else self.disabled():
            return Outcome(False, refusal)
        at_hand = self.row
        chosen = self.items(rows if rows is not None else () if at_hand is None else (at_hand,))
        if not chosen:
            return _NOTHING
        outcome = self._shown(self._desk.judge(chosen, Said(kind, value, detail, _tidy(note))))
        self._reveals.touch(self.now())
        return outcome if rows is not None else self._on(outcome)

    def _shown(self, outcome: Outcome) -> Outcome:
        """Return an outcome whose conflicting event may be shown."""
        event = outcome.conflict
        return outcome if event is None else msgspec.structs.replace(outcome, conflict=self._fit(event))

    def _fit(self, event: Event) -> Event:
        """Return an event of any finding with its note fit to be shown; of one that is not there any more, without."""
        if event.note is None:
            return event
        row = self._picture.rows_for((event.key,)).get(event.key)
        item = next(iter(self.items((row,))), None) if row is not None else None
        return next(self._masked(item, (event,))) if item else msgspec.structs.replace(event, note=MASK)

    def _on(self, outcome: Outcome) -> Outcome:
        """Go on to the next undecided finding, once something is saved."""
        return msgspec.structs.replace(outcome, advanced=self.next_undecided()) if outcome.saved else outcome

    # -- undo --

    def undo_list(self, limit: int = 50) -> list[Step]:
        """Return what can be undone, the latest first; notes are masked as the text is."""
        steps = self._desk.journal.steps(limit)
        return [Step(tuple(map(self._fit, step.events))) if step.last.note else step for step in steps]

    def undo(self, step: Step | None = None) -> Outcome:
        """Undo the latest thing done, today or before; refused with the event in the way where somebody acted since."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        step = step or next(iter(self._desk.journal.steps(1)), None)
        return Outcome(False, "there is nothing to undo") if step is None else self._take_back(step)

    def redo(self) -> Outcome:
        """Bring back what was undone last; refused once something else was done."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        step = self._desk.journal.undone()
        return Outcome(False, "there is nothing to redo") if step is None else self._take_back(step)

    def _take_back(self, step: Step) -> Outcome:
        """Undo a step and go to where it was done."""
        outcome = self._shown(self._desk.take_back(step))
        if outcome.saved:
            if any(key.startswith(HAND) for key in outcome.keys):
                self._picture.forget(hands=True)
            at = step.events[0].key
            row = self._picture.rows_for((at,)).get(at)
            if row is not None:
                self.go(row)
        return outcome

    # -- masks --

    def reveal_span(self) -> Outcome:
        """Show what is masked at the finding at hand, for some seconds or until the cursor leaves; recorded first."""
        item = self.item()
        return self._reveal(item.start, item.end) if item else _NOTHING

    def reveal_record(self) -> Outcome:
        """Show all that is masked in the record, until it is left; recorded first."""
        text = self.text()
        return Outcome(False, self.why()) if text is None else self._reveal(0, len(text), whole=True)

    def conceal(self) -> None:
        """Mask everything again."""
        self._reveals.conceal()

    def _reveal(self, start: int, end: int, whole: bool = False) -> Outcome:
        record = self.record()
        item = self.item() or next(iter(self.spans()), None)
        touched = record is not None and any(a < end and b > start for a, b in record.hidden)
        if item is None or not touched:
            return Outcome(False, "nothing is masked here")
        if self.read_only and not self.allow_reveal:
            return Outcome(False, "read-only: a look under a mask is recorded, and nothing can be (see --allow-reveal)")
        if not self.read_only:
            outcome = self._desk.save([self._desk.new(item.key, "revealed", start=start, end=end)], {})
            if not outcome.saved:
                return outcome
        self._reveals.touch(self.now())
        if whole:
            self._reveals.record()
        else:
            self._reveals.span(start, end, self.now())
        return Outcome(True, keys=(item.key,))

    # -- the queue --

    @property
    def named(self) -> Mapping[str, str]:
        """The filters that this reviewer gave a name."""
        if self._named is None:
            packed = self.store.bookmark(self.reviewer)
            found = resuming.read(packed) if packed is not None else None
            self._named = dict(found[0].named) if found else {}
        return self._named

    def name_filter(self, name: str) -> Outcome:
        """Give the filter in force a name, by which `@NAME` calls it; an empty filter lets go of the name."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        if not filters.NAME.fullmatch(name):
            return Outcome(False, "a filter is called by one word of letters, digits, dots and hyphens")
        self._named = {key: text for key, text in self.named.items() if key != name}
        if self.filter.text:
            self._named[name] = self.filter.text
        self._write_bookmark(self._kept)
        return Outcome(True)

    def read_filter(self, text: str) -> filters.Filter:
        """Read a filter, or the one called `@NAME`. Raises FilterError."""
        return filters.parse(filters.expand(text, self.named))

    def set_filter(self, text: str) -> int:
        """Filter the queue; return how many findings it holds. Raises FilterError and changes nothing."""
        self.filter = self.read_filter(text)
        self._arranged()
        return len(self._queue)

    def set_sort(self, sort: filters.Sort) -> None:
        """Sort the queue: record, severity, rule, date or state."""
        if sort not in filters.SORTS:
            raise ValueError(f"no order {sort!r}; known: {', '.join(filters.SORTS)}")
        self.sort = sort
        self._arranged()

    def set_group(self, group: str) -> None:
        """Group the queue: none, record, rule or severity."""
        if group not in filters.GROUPS:
            raise ValueError(f"no grouping {group!r}; known: {', '.join(filters.GROUPS)}")
        self.group = group
        self._arranged()

    def count(self, text: str) -> int:
        """Return how many findings a filter would hold, without using it. Raises FilterError."""
        return self.store.count(*conditions.condition(self.read_filter(text), self.viewer))

    def draw(self, size: int, seed: str) -> int:
        """Reduce the queue to a sample of what the filter holds, the same for everybody; return its size."""
        keys = {item.row: item.key for item in self.store.items(self._queue.rows)}
        drawn = set(sample(keys, size, seed, lambda row: keys[row]))
        self._queue.load(array("q", (row for row in self._queue.rows if row in drawn)), None)
        self.sampled = "findings"
        return len(self._queue)

    def draw_pages(self, size: int, seed: str) -> int:
        """Make the queue a sample of pages on which no rule saw anything, the same for everybody; return its size."""
        found = pages.draw(self.store, self.source, size, seed)
        self._picture.lay_out(found)
        self._queue.load(array("q", (item.row for item in found)), None)
        self.sampled = "pages"
        return len(self._queue)

    def search(self, text: str) -> list[tuple[int, int]]:
        r"""Return where a text stands in the record at hand: smart case; with `\v` before it, a regular expression.

        Raises FilterError for an expression that cannot be used.
        """
        from redaction_audit.review.searching import search

        return search(self.text() or "", text)

    # -- others --

    def refresh(self) -> tuple[str, ...]:
        """Take up what others did since; return the keys of findings that look different now. The cursor stays."""
        self._renew_lease()
        if not self.store.changed():
            return ()
        self._picture.load_leases()
        fresh = self.store.events(self._seq)
        self._seq = fresh[-1].seq if fresh else self._seq
        others = [event for event in fresh if event.session != self.session]
        self._desk.learn(others)
        keys = dict.fromkeys(event.key for event in others)
        changed = self._picture.repaint(self._picture.rows_for(keys).values())
        if any(key.startswith(HAND) for key in keys):
            self._picture.forget(hands=True)
        self._grow()
        return tuple(key for key in keys if key in changed)

    def leases(self) -> Mapping[int, str]:
        """Return who else has which record open: record row to reviewer."""
        return self._picture.leases

    def _renew_lease(self) -> None:
        row, now = self.record_row, self.now()
        if self.read_only or row is None:
            return
        if self._leased is not None and self._leased[0] == row and now - self._leased[1] < _RENEWED:
            return
        until = (now + LEASE).astimezone(dt.UTC).isoformat(timespec="milliseconds")
        with suppress(SaveError):  # a lease is a courtesy
            self.store.lease(row, self.reviewer, until)
            self._leased = (row, now)

    # -- coming back --

    def bookmark(self, offset: int = 0, face: Mapping[str, Any] | None = None) -> None:
        """Keep where the reviewer stands, `offset` (in characters) and what the face wants kept; written if changed."""
        if self.read_only:
            return
        item, record = self.item(), self.record()
        kept = resuming.Bookmark(
            key=item.key if item else None,
            record=record.record if record else None,
            offset=offset,
            filter=self.filter.text,
            sort=self.sort,
            group=self.group,
            face=dict(face or {}),
        )
        self._write_bookmark(kept)

    def _write_bookmark(self, kept: resuming.Bookmark) -> None:
        self._kept = msgspec.structs.replace(kept, filter=self.filter.text, named=dict(self.named))
        packed = msgspec.json.encode(self._kept)
        if packed != self._bookmark:
            with suppress(SaveError):  # what matters is in the log
                self.store.set_bookmark(self.reviewer, packed)
                self._bookmark = packed

    def resume(self) -> Resumed | None:
        """Go back to where this reviewer left; return the offset and what the face kept, None without a bookmark."""
        packed = self.store.bookmark(self.reviewer)
        found = resuming.read(packed) if packed is not None else None
        if found is None:
            return None
        kept, self.filter = found
        self._kept = kept
        self.sort, self.group, self._bookmark = kept.sort, kept.group, packed
        self._requery(None)
        row = self.store.rows_for((kept.key,)).get(kept.key) if kept.key else None
        if row is not None:
            self._queue.go(row)
        return Resumed(kept.offset, kept.face, kept.record)

    def close(self) -> None:
        """End the session: nothing stays revealed or leased, texts are let go. The store stays open."""
        self.trail.tell("closed")
        self.conceal()
        self.source.forget()
        if not self.read_only and self._leased is not None:
            with suppress(SaveError):  # a lease runs out by itself
                self.store.release(self.reviewer)

    # -- counts --

    def progress(self) -> Progress:
        """Return how far the review is."""
        row = self.record_row
        record_left, record_total = (0, 0) if row is None else self._picture.left_of(row)
        left, total = self._picture.left()
        return Progress(
            position=self.position + 1 if self.queue else 0,
            queue=len(self.queue),
            record_done=record_total - record_left,
            record_total=record_total,
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

    def orphans(self) -> list[Orphan]:
        """Return what was said of findings that the current run does not hold, as this reviewer may see it."""
        two, blind = self.policy.two_person, self.blind  # of what is gone, nobody can say whether it needed two
        return [
            msgspec.structs.replace(orphan, head=visible(orphan.head, self.reviewer, two, blind))
            for orphan in self.store.orphans()
        ]

    def quality(self) -> Interval:
        """Return what a sample says, with its exact bounds: the share of what is wrong among what was examined.

        Of drawn pages: those on which something was missed. Of findings: those decided twice on which two differ; over
        a queue drawn with `draw` this says how often the first decision is wrong in the whole.
        """
        if self.sampled == "pages":
            return interval(*pages.looked_at(self.items(self.queue)))
        twice = [item for item in self.store.items(self.queue) if item.state in {"agreed", "disputed", "settled"}]
        heads = self.store.heads(item.key for item in twice)
        words = [{verdict.word for verdict in heads[item.key].verdicts} - {"second"} for item in twice]
        return interval(sum(len(said) > 1 for said in words), len(words))

    # -- inside: the cursor --

    def _moved(self, act: Callable[[], bool]) -> bool:
        """Do a movement; what was revealed for the place that is left is masked again."""
        self._reveals.touch(self.now())
        self._waits_at = None
        row, record, opened = self.row, self.record_row, self._record_row
        self._record_row = None
        moved = act()
        if not moved:
            self._record_row = opened
        if self.row != row:
            self._reveals.left_span()
        if self.record_row != record:
            self._reveals.conceal()
            self._picture.leave()
        return moved

    def _open_record(self, record_row: int) -> bool:
        self._record_row = record_row
        return True

    def _seek(self, step: int) -> bool:
        """Stand on the next finding that asks something: the near ones are looked at, else the store knows."""
        rows, start = self._queue.rows, self._queue.position
        near = rows[start + 1 : start + 1 + _NEAR] if step > 0 else rows[max(0, start - _NEAR) : start][::-1]
        for item in self.items(near):
            if self.awaits(item):
                return self._queue.go(item.row)
        return self._queue.seek(self._picture.undecided(), step)

    def _other_record(self, step: int) -> bool:
        rows, index = self._queue.rows, self._queue.position
        at_hand = next(iter(self.items(rows[index : index + 1])), None)
        if at_hand is None:
            return False
        here = self._picture.rows_of(at_hand.record_row)
        while 0 <= index < len(rows) and rows[index] in here:
            index += step
        if not 0 <= index < len(rows):
            return False
        if step < 0:
            [other] = self.items((rows[index],))
            there = self._picture.rows_of(other.record_row)
            while index and rows[index - 1] in there:
                index -= 1
        return self._queue.go(rows[index])

    def _arranged(self) -> None:
        """Ask for the queue again; stay on the finding at hand where it is still among them."""

        def arrange() -> bool:
            self._requery(self._queue.row)
            return True

        self._moved(arrange)

    def _requery(self, keep: int | None) -> None:
        self._record_row = None
        self.sampled = None
        self._picture.lay_out(())
        self._run = self.store.current_run()
        self._queue.load(self._asked(), keep)
        self._picture.leave()

    def _asked(self) -> "array[int]":
        where, values = conditions.condition(self.filter, self.viewer)
        plain = self.sort == "record" and self.group in {"none", "record"}
        order, more = ("", ()) if plain else conditions.order(self.sort, self.group, self.viewer)
        return self.store.ids(where, (*values, *more), order)

    def _grow(self) -> None:
        """Take up findings of a scan that goes on, or of a new one."""
        if self.store.current_run() != self._run:
            item = self.item()
            self._picture.forget(items=True)
            self.conceal()
            self._growing = not self._ended()
            self._requery(self.store.rows_for((item.key,)).get(item.key) if item else None)
        elif self._growing:
            self._growing = not self._ended()
            if self.sampled is None and self._queue.extend(self._asked()):
                self._picture.forget()

    def _ended(self) -> bool:
        runs = self.store.runs()
        return not runs or runs[-1].ended


def _tidy(note: str | None) -> str | None:
    """Return a note without blanks around it, None for an empty one."""
    return (note or "").strip() or None


def _meet(one: Item, other: Item) -> bool:
    """Return whether two findings share a place; an empty one stands on its character."""
    return one.start < max(other.end, other.start + 1) and max(one.end, one.start + 1) > other.start
