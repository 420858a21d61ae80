"""A reviewer's session over a store: where they stand, what they may see, and everything they can do.

Both faces (the screens and `--plain`) speak to this class only. What a reviewer may not see, they are not given: blind
second review is applied beneath it (`picture`). Every decision is on the disk before the session moves on. The work is
done by what each part of the class names: `place`, `veil`, `acting`, `undoing`, `looking`, `bookmarks`, `leasing`.
"""

import datetime as dt
import secrets
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from redaction_audit.model import Finding, Frozen
from redaction_audit.review import conditions, filters, pages
from redaction_audit.review.acting import Acts
from redaction_audit.review.agreeing import agreements, differing
from redaction_audit.review.bookmarks import Bookmarks
from redaction_audit.review.deciding import Desk, Outcome
from redaction_audit.review.events import HAND, Event, Head, in_effect
from redaction_audit.review.journal import Step
from redaction_audit.review.leasing import Leasing
from redaction_audit.review.looking import Looks
from redaction_audit.review.made import Conflict
from redaction_audit.review.picture import Picture
from redaction_audit.review.place import Place
from redaction_audit.review.policy import Policy, person
from redaction_audit.review.resuming import Resumed
from redaction_audit.review.revealing import Spans
from redaction_audit.review.sampling import Agreement, Interval, interval
from redaction_audit.review.source import Opened, Source
from redaction_audit.review.trail import Trail
from redaction_audit.review.undoing import Undoing
from redaction_audit.review.veil import Veil
from redaction_audit.review.viewer import Viewer
from redaction_audit.store import Item, Orphan, Store, StoredRecord

if TYPE_CHECKING:
    from redaction_audit.review.standing import Standing

__all__ = ["Clock", "Outcome", "Progress", "Resumed", "ReviewSession"]

Clock = Callable[[], dt.datetime]


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
        *,
        read_only: bool = False,
        allow_reveal: bool = False,
        trail: Path | None = None,
    ) -> None:
        self.store = store
        self.source = source
        self.reviewer = person(reviewer)
        self.policy = policy
        self.viewer = Viewer(self.reviewer, policy)
        self.read_only = read_only or store.read_only
        self.allow_reveal = allow_reveal
        self.session = secrets.token_hex(4)
        self._clock = clock
        self._picture = Picture(store, source, self.viewer, clock)
        self.trail = Trail(None if self.read_only else trail, self.session, self._picture.stamp)
        self._picture.load_leases()
        self._seq = store.last_seq()
        self._place = Place(store, source, self._picture, clock)
        self._desk = Desk(store, self._picture, self.session, self.trail, read_only=read_only)
        self._veil = Veil(store, source, self._picture, self._place)
        self._acts = Acts(store, self._picture, self._place, self._desk, self._veil)
        self._undoing = Undoing(self._picture, self._place, self._desk, self._veil)
        self._looks = Looks(self._place, self._desk, allowed=allow_reveal)
        self._bookmarks = Bookmarks(store, self.reviewer, self._place)
        self._leasing = Leasing(store, self.reviewer, clock)
        self.trail.tell(f"opened {store.path} run {self._place.run} reviewer {self.reviewer}")

    # -- where the reviewer stands: `place` --

    @property
    def queue(self) -> "array[int]":
        """Rows of the findings under the filter, in the order of the sort."""
        return self._place.queue.rows

    @property
    def position(self) -> int:
        """Where in the queue the cursor is."""
        return self._place.queue.position

    @property
    def row(self) -> int | None:
        """The row of the finding at hand."""
        return self._place.row

    @property
    def record_row(self) -> int | None:
        """The row of the record at hand."""
        return self._place.record_row

    def now(self) -> dt.datetime:
        """The time, from the session's clock."""
        return self._clock()

    def item(self) -> Item | None:
        """Return the finding at hand as a list row, None where the queue is empty."""
        return self._place.item()

    def items(self, rows: Sequence[int]) -> list[Item]:
        """Return findings as list rows, in the order asked for: what a face has painted, decisions rest upon."""
        return self._picture.items(rows)

    def empty(self) -> str | None:
        """Return why the queue holds nothing, in words for people; None where it holds something."""
        if self.queue:
            return None
        if not self.decided()[1]:
            return "there are no findings" if self.store.records() else "no record was read"
        return "no finding matches this filter" if self.filter.text else "the queue is empty"

    def finding(self) -> Finding | None:
        """Return the whole finding at hand."""
        row = self.row
        return None if row is None else self.store.finding(row)

    def record(self) -> StoredRecord | None:
        """Return what the store knows of the record at hand."""
        return self._place.record()

    def text(self) -> str | None:
        """Return the text of the record at hand, unmasked: to be shown with `hidden()` masked. None: see `why`."""
        return self.opened().text

    def why(self) -> str | None:
        """Return why there is no text, in words for people."""
        return self.opened().why

    def opened(self) -> Opened:
        """Return text or reason at once."""
        return self._place.opened()

    def spans(self) -> list[Item]:
        """Return the findings of the record at hand, by their place; those made by hand are among them."""
        return self._place.spans()

    def hidden(self) -> Spans:
        """Return the spans of the record that are to be masked now."""
        return self._place.hidden()

    def revealed(self) -> bool:
        """Return whether anything is revealed just now."""
        return self._place.revealed()

    # -- moving: `place` --

    def move(self, delta: int) -> bool:
        """Move by so many findings; return whether anything moved."""
        return self._place.move(delta)

    def go(self, row: int) -> bool:
        """Go to the finding of that row; return whether it is in the queue."""
        return self._place.go(row)

    def begin(self) -> None:
        """Go to where a review begins: the first undecided finding that is more than a note, else an undecided note."""
        self._place.begin()

    def open_record(self, record_row: int) -> None:
        """Open a record without a finding at hand: to look for what no rule found."""
        self._place.open_record(record_row)

    def next_undecided(self) -> bool:
        """Go to the next finding that asks something of this reviewer; return whether there is another.

        At a decided finding with none behind it, while the scan goes on, the session waits for more (see `waiting`).
        """
        return self._place.next_undecided()

    def waiting(self) -> str | None:
        """Return, where the finding at hand is decided and the scan is still to find the next, words that say so.

        Nothing more is said of that finding by the same keys: not before the reviewer moves, or undoes.
        """
        return self._place.waiting()

    def go_on(self) -> bool:
        """Go on to what was found since the session waits; return whether there was something to go on to."""
        return self._place.go_on()

    def previous_undecided(self) -> bool:
        """Go back to the previous finding that asks something of this reviewer."""
        return self._place.previous_undecided()

    def next_record(self, step: int = 1) -> bool:
        """Go to the first queued finding of the next record (step -1: of the previous one)."""
        return self._place.next_record(step)

    def overlapping(self) -> bool:
        """Go to the next finding at the place of this one, around and around; return whether there is another."""
        return self._place.overlapping()

    # -- what is known of a finding: `veil` --

    def two_person(self, item: Item) -> bool:
        """Return whether a finding needs two people."""
        return self._picture.two_person(item)

    def awaits(self, item: Item) -> bool:
        """Return whether a finding, as seen, still asks something of this reviewer."""
        return self._picture.awaits(item)

    def head(self, item: Item) -> Head:
        """Return where a finding stands, as this reviewer may see it; notes are masked as the text is."""
        return self._veil.head(item)

    def history(self, item: Item, *, unmasked: bool = False) -> list[Event]:
        """Return the events of a finding that this reviewer may see; notes are masked as the text is, or as typed."""
        return self._veil.history(item, unmasked=unmasked)

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

    # -- deciding: `acting` --

    def disabled(self) -> str | None:
        """Return why nothing can be decided here, None where it can."""
        return self._desk.disabled()

    def decide(self, value: str, note: str | None = None, rows: Sequence[int] | None = None) -> Outcome:
        """Decide the finding at hand, or those of `rows` as one group: confirm, dismiss, second or refer."""
        return self._acts.decide(value, note, rows)

    def dispose(
        self, value: str, detail: str | None = None, note: str | None = None, rows: Sequence[int] | None = None
    ) -> Outcome:
        """Say what is to be done with a place: pass, exempt (detail: the code), refer (the agency) or exclude."""
        return self._acts.dispose(value, detail, note, rows)

    def adjudicate(self, value: str, note: str | None = None) -> Outcome:
        """Settle a dispute as a third person or a lead: confirm, dismiss or refer."""
        return self._acts.adjudicate(value, note)

    def unsettled(self) -> str | None:
        """Return why this reviewer cannot settle the finding at hand, None where they can or there is none."""
        return self._acts.unsettled()

    def clear(self) -> Outcome:
        """Take this reviewer's own decision and disposition of the finding at hand back."""
        return self._acts.clear()

    def annotate(self, text: str) -> Outcome:
        """Leave a note at the finding at hand."""
        return self._acts.annotate(text)

    def draft(self) -> str | None:
        """Return the note that was being written at the finding at hand when the session ended."""
        return self._acts.draft()

    def set_draft(self, note: str | None) -> None:
        """Keep a note that is being written; None lets go of it. Does nothing where nothing can be written."""
        self._acts.set_draft(note)

    def assign(self, to: str) -> Outcome:
        """Give the finding at hand to a reviewer to look at. Raises UsageError for what is no name."""
        return self._acts.assign(to)

    def mark(self) -> Outcome:
        """Mark the finding at hand for oneself, or take the mark away."""
        return self._acts.mark()

    def repeat(self) -> Outcome:
        """Save what could not be saved before; else say again, with its note, what was said last."""
        return self._acts.repeat()

    def judge_conflict(self, conflict: Conflict, value: str, note: str | None = None) -> Outcome:
        """Decide what one release shows and another withholds; it becomes a finding by that."""
        return self._acts.judge_conflict(conflict, value, note)

    def add(self, start: int, end: int, note: str | None = None) -> Outcome:
        """Add a finding by hand on `start`..`end` of the record at hand."""
        return self._acts.add(start, end, note)

    # -- taking back: `undoing` --

    def undo_list(self, limit: int = 50) -> list[Step]:
        """Return what can be undone, the latest first; notes are masked as the text is."""
        return self._undoing.steps(limit)

    def undo(self, step: Step | None = None) -> Outcome:
        """Undo the latest thing done, today or before; refused with the event in the way where somebody acted since."""
        return self._undoing.undo(step)

    def redo(self) -> Outcome:
        """Bring back what was undone last; refused once something else was done."""
        return self._undoing.redo()

    # -- masks: `looking` --

    def reveal_span(self) -> Outcome:
        """Show what is masked at the finding at hand, for some seconds or until the cursor leaves; recorded first."""
        return self._looks.span()

    def reveal_record(self) -> Outcome:
        """Show all that is masked in the record, until it is left; recorded first."""
        return self._looks.record()

    def conceal(self) -> None:
        """Mask everything again."""
        self._place.reveals.conceal()

    # -- the queue: `place`, `bookmarks` --

    @property
    def filter(self) -> filters.Filter:
        """The filter in force."""
        return self._place.arrangement.filter

    @property
    def sort(self) -> filters.Sort:
        """What the queue is sorted by."""
        return self._place.arrangement.sort

    @property
    def group(self) -> str:
        """Under which headings the queue stands."""
        return self._place.arrangement.group

    @property
    def sampled(self) -> Literal["findings", "pages"] | None:
        """What the queue is a sample of, None where it is none."""
        return self._place.sampled

    @property
    def named(self) -> Mapping[str, str]:
        """The filters that this reviewer gave a name."""
        return self._bookmarks.named

    def name_filter(self, name: str) -> Outcome:
        """Give the filter in force a name, by which `@NAME` calls it; an empty filter lets go of the name."""
        if refusal := self.disabled():
            return Outcome(False, refusal)
        if not filters.NAME.fullmatch(name):
            return Outcome(False, "a filter is called by one word of letters, digits, dots and hyphens")
        self._bookmarks.name(name)
        return Outcome(True)

    def read_filter(self, text: str) -> filters.Filter:
        """Read a filter, or the one called `@NAME`. Raises FilterError."""
        return self._bookmarks.read_filter(text)

    def set_filter(self, text: str) -> int:
        """Filter the queue; return how many findings it holds. Raises FilterError and changes nothing."""
        self._arrange(filter=self.read_filter(text))
        return len(self.queue)

    def set_sort(self, sort: filters.Sort) -> None:
        """Sort the queue: record, severity, rule, date or state."""
        if sort not in filters.SORTS:
            raise ValueError(f"no order {sort!r}; known: {', '.join(filters.SORTS)}")
        self._arrange(sort=sort)

    def set_group(self, group: str) -> None:
        """Group the queue: none, record, rule or severity."""
        if group not in filters.GROUPS:
            raise ValueError(f"no grouping {group!r}; known: {', '.join(filters.GROUPS)}")
        self._arrange(group=group)

    def _arrange(self, **changed: Any) -> None:
        self._place.arrange(msgspec.structs.replace(self._place.arrangement, **changed))

    def count(self, text: str) -> int:
        """Return how many findings a filter would hold, without using it. Raises FilterError."""
        return self.store.count(*conditions.condition(self.read_filter(text), self.viewer))

    def draw(self, size: int, seed: str) -> int:
        """Reduce the queue to a sample of what the filter holds, the same for everybody; return its size."""
        return self._place.draw(size, seed)

    def draw_pages(self, size: int, seed: str) -> int:
        """Make the queue a sample of pages on which no rule saw anything, the same for everybody; return its size."""
        return self._place.draw_pages(size, seed)

    def search(self, text: str) -> list[tuple[int, int]]:
        r"""Return where a text stands in the record at hand: smart case; with `\v` before it, a regular expression.

        Raises FilterError for an expression that cannot be used.
        """
        from redaction_audit.review.searching import search

        return search(self.text() or "", text)

    # -- others: `leasing` --

    def refresh(self) -> tuple[str, ...]:
        """Take up what others did since; return the keys of findings that look different now. The cursor stays."""
        row = self.record_row
        if not self.read_only and row is not None:
            self._leasing.renew(row)
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
        self._place.grow()
        return tuple(key for key in keys if key in changed)

    def leases(self) -> Mapping[int, str]:
        """Return who else has which record open: record row to reviewer."""
        return self._picture.leases

    # -- coming back: `bookmarks` --

    def bookmark(self, offset: int = 0, face: Mapping[str, Any] | None = None) -> None:
        """Keep where the reviewer stands, `offset` (in characters) and what the face wants kept; written if changed."""
        if not self.read_only:
            self._bookmarks.keep(offset, face or {})

    def resume(self) -> Resumed | None:
        """Go back to where this reviewer left; return the offset and what the face kept, None without a bookmark."""
        return self._bookmarks.resume()

    def close(self) -> None:
        """End the session: nothing stays revealed or leased, texts are let go. The store stays open."""
        self.trail.tell("closed")
        self.conceal()
        self.source.forget()
        if not self.read_only:
            self._leasing.end()

    # -- counts --

    def decided(self) -> tuple[int, int]:
        """Return how many findings of the batch are decided, and how many there are."""
        left, total = self._picture.left()
        return total - left, total

    def progress(self) -> Progress:
        """Return how far the review is."""
        row = self.record_row
        record_left, record_total = (0, 0) if row is None else self._picture.left_of(row)
        done, total = self.decided()
        return Progress(
            position=self.position + 1 if self.queue else 0,
            queue=len(self.queue),
            record_done=record_total - record_left,
            record_total=record_total,
            done=done,
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
        two = self.policy.two_person  # of what is gone, nobody can say whether it needed two
        return [
            msgspec.structs.replace(orphan, head=self.viewer.head(orphan.head, needs_two=two))
            for orphan in self.store.orphans()
        ]

    def quality(self) -> Interval:
        """Return what a sample says, with its exact bounds: the share of what is wrong among what was examined.

        Of drawn pages: those on which something was missed. Of findings: those decided twice on which two differ; over
        a queue drawn with `draw` this says how often the first decision is wrong in the whole.
        """
        if self.sampled == "pages":
            return interval(*pages.looked_at(self.items(self.queue)))
        return differing(self.store, self.queue)
