"""Saying something of findings: events made, appended all or none, and what stands in the way of it."""

import secrets
from collections.abc import Sequence
from typing import Any

from redaction_audit.model import Frozen
from redaction_audit.review.events import Event, Head, Kind, New, in_effect
from redaction_audit.review.journal import Journal, Step
from redaction_audit.review.made import Conflict
from redaction_audit.review.picture import Picture
from redaction_audit.review.policy import act
from redaction_audit.review.trail import Trail
from redaction_audit.store import ConflictError, Item, SaveError, Store

_JUDGED = frozenset({"decided", "disposed", "cleared", "adjudicated"})


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


class Said(Frozen):
    """A decision or disposition, apart from the finding it is said of."""

    kind: Kind
    value: str
    detail: str | None = None
    note: str | None = None


class Desk:
    """Where one reviewer's events are made and saved; `session` names the session in each of them.

    A desk that is `read_only`, or over a store that cannot be written, says so in `disabled`; whoever acts asks first.
    """

    def __init__(self, store: Store, picture: Picture, session: str, trail: Trail, *, read_only: bool = False) -> None:
        self.read_only = read_only or store.read_only
        self._store = store
        self._asked = read_only
        self._trail = trail
        self._picture = picture
        self._session = session
        self._reviewer = picture.viewer.reviewer
        self._policy = picture.viewer.policy
        self._journal: Journal | None = None
        self._unsaved: tuple[list[New], dict[str, int | None]] | None = None
        self._last: Said | None = None

    def disabled(self) -> str | None:
        """Return why nothing can be saved here, None where it can."""
        if self._asked:
            return "read-only: opened to be looked at"
        return "read-only: the store cannot be written" if self.read_only else None

    @property
    def journal(self) -> Journal:
        """What this reviewer did, today and before."""
        if self._journal is None:
            self._journal = Journal(self._reviewer, self._store.events())
        return self._journal

    def learn(self, events: Sequence[Event]) -> None:
        """Take up events that another session appended."""
        if self._journal is not None:
            self._journal.extend(events)

    def new(self, key: str, kind: Kind, **said: Any) -> New:
        """Return an event of this reviewer, now."""
        return New(key=key, kind=kind, reviewer=self._reviewer, session=self._session, at=self._picture.stamp(), **said)

    def last(self) -> Said | None:
        """Return what was said last, today or before."""
        if self._last is None and (event := self.journal.latest()) is not None:
            return Said(event.kind, event.value or "", event.detail, event.note)
        return self._last

    def judge(self, items: Sequence[Item], said: Said) -> Outcome:
        """Decide or dispose of findings, as one group where there are several."""
        if said.note is None and self._policy.needs_note(said.value):
            return Outcome(False, f"{said.value} needs a note")
        heads = self._store.heads(item.key for item in items)
        group = secrets.token_hex(6) if len(items) > 1 else None
        news = []
        for item in items:
            kind = said.kind
            if kind == "decided":
                try:
                    kind = act(heads.get(item.key) or Head(item.key), self._reviewer, self._policy)
                except PermissionError as error:
                    return Outcome(False, str(error))
            more = {"value": said.value, "detail": said.detail, "note": said.note}
            news.append(self.new(item.key, kind, **more, group=group))
        self._last = said
        return self.save(news, {item.key: self._picture.painted(item) for item in items})

    def raise_and_judge(self, conflict: Conflict, said: Said) -> Outcome:
        """Decide a change between two releases, which becomes a finding by that; undone as one."""
        if said.note is None and self._policy.needs_note(said.value):
            return Outcome(False, f"{said.value} needs a note")
        key, shown = conflict.key, conflict.shown
        head = self._store.heads((key,)).get(key) or Head(key)
        news = []
        group = None
        if not any(event.kind == "added" for event in in_effect(self._store.history(key))):
            group = secrets.token_hex(6)
            where = {
                "detail": shown.record.record,
                "value": str(shown.record.row),
                "start": shown.start,
                "end": shown.end,
            }
            news.append(self.new(key, "added", group=group, **where))
        try:
            kind = act(head, self._reviewer, self._policy)
        except PermissionError as error:
            return Outcome(False, str(error))
        news.append(self.new(key, kind, value=said.value, note=said.note, group=group))
        self._picture.forget(hands=True)
        return self.save(news, {key: head.seq})

    def save(self, news: list[New], expected: dict[str, int | None]) -> Outcome:
        """Append events, all or none; then, and only then, findings look different."""
        keys = tuple(dict.fromkeys(new.key for new in news))
        try:
            stored = self._append(news, expected)
        except ConflictError as error:
            self._trail.refused(news, f"decided since by {error.event.seq if error.event else 0}")
            self._picture.repaint(self._picture.rows_for(keys).values())
            who = error.event.reviewer if error.event else "somebody"
            who = "you, in another session," if who == self._reviewer else who
            return Outcome(False, f"{who} decided this finding in the meantime", error.event, keys=(error.key,))
        except SaveError as error:
            self._unsaved = (news, expected)
            self._trail.refused(news, "store")
            return Outcome(False, str(error), keys=keys)
        self._unsaved = None
        self._trail.saved(stored)
        self.learn(stored)
        self._picture.repaint(self._picture.rows_for(keys).values())
        return Outcome(True, keys=keys)

    def again(self) -> Outcome | None:
        """Try to save what could not be saved before; None where everything was."""
        return None if self._unsaved is None else self.save(*self._unsaved)

    def take_back(self, step: Step) -> Outcome:
        """Append an `undone` for every event of a step, unless somebody else judged the same finding since."""
        keys = tuple(dict.fromkeys(event.key for event in step.events))
        if (since := self._since(step, keys)) is not None:
            return Outcome(False, f"{since.reviewer} acted on this finding since", since, keys=(since.key,))
        heads = self._store.heads(keys)
        group = secrets.token_hex(6) if len(step.events) > 1 else None
        news = [self.new(event.key, "undone", undoes=event.seq, group=group) for event in reversed(step.events)]
        return self.save(news, {key: heads[key].seq for key in keys if key in heads})

    def _append(self, news: list[New], expected: dict[str, int | None]) -> list[Event]:
        """Append; where what came in between is hidden from this reviewer, their word does not depend on it."""
        while True:
            try:
                return self._store.append(news, expected)
            except ConflictError as error:
                head = self._store.heads((error.key,)).get(error.key)
                item = self._item(error.key)
                if head is None or item is None or head.seq == expected[error.key]:
                    raise
                if not self._picture.hides(head, item):
                    raise
                expected = {**expected, error.key: head.seq}

    def _item(self, key: str) -> Item | None:
        """Return a finding as the store has it."""
        row = self._store.rows_for((key,)).get(key)
        return None if row is None else next(iter(self._store.items((row,))), None)

    def _since(self, step: Step, keys: tuple[str, ...]) -> Event | None:
        """Return the first judgement of somebody else after a step, unless it is hidden from this reviewer."""
        rows = self._store.rows_for(keys)
        items = {item.key: item for item in self._store.items(tuple(rows.values()))}
        for event in step.events:
            item = items.get(event.key)
            if event.kind in {"annotated", "assigned"} or (item is not None and self._picture.hides(item, item)):
                continue
            for other in in_effect(self._store.history(event.key)):
                if other.seq > event.seq and other.reviewer != self._reviewer and other.kind in _JUDGED:
                    return other
        return None
