"""Everything a reviewer can say of a finding: each act is saved, or refused with its reason, before anything moves."""

import secrets
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from redaction_audit.review.deciding import Desk, Outcome, Said
from redaction_audit.review.events import DISPOSITIONS, HAND, VALUES, Kind
from redaction_audit.review.made import Conflict
from redaction_audit.review.picture import Picture
from redaction_audit.review.place import Place
from redaction_audit.review.policy import may_adjudicate, person
from redaction_audit.review.veil import Veil
from redaction_audit.store import SaveError, Store
from redaction_audit.text.layout import joined

NOTHING = Outcome(False, "there is no finding at hand")


class Acts:
    """One reviewer's acts at the place where they stand; a decision moves on to the next undecided finding."""

    def __init__(self, store: Store, picture: Picture, place: Place, desk: Desk, veil: Veil) -> None:
        self._store = store
        self._picture = picture
        self._place = place
        self._desk = desk
        self._veil = veil
        self._reviewer = picture.viewer.reviewer
        self._policy = picture.viewer.policy

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
        item = self._place.item()
        if item is None:
            return NOTHING
        if refusal := self.unsettled():
            return Outcome(False, refusal)
        new = self._desk.new(item.key, "adjudicated", value=value, note=_tidy(note))
        return self._on(self._veil.outcome(self._desk.save([new], {item.key: self._picture.painted(item)})))

    def unsettled(self) -> str | None:
        """Return why this reviewer cannot settle the finding at hand, None where they can or there is none."""
        item = self._place.item()
        if item is None:
            return None
        return self._held() or may_adjudicate(self._veil.head(item), self._reviewer, self._policy)

    def clear(self) -> Outcome:
        """Take this reviewer's own decision and disposition of the finding at hand back."""
        item = self._place.item()
        if item is None:
            return NOTHING
        if refusal := self._held():
            return Outcome(False, refusal)
        if self._veil.head(item).of(self._reviewer) is None:
            return Outcome(False, "you have decided nothing here")
        new = self._desk.new(item.key, "cleared")
        return self._veil.outcome(self._desk.save([new], {item.key: self._picture.painted(item)}))

    def repeat(self) -> Outcome:
        """Save what could not be saved before; else say again, with its note, what was said last."""
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        if (outcome := self._desk.again()) is not None:
            return self._on(self._veil.outcome(outcome))
        last = self._desk.last()
        if last is None:
            return Outcome(False, "nothing was decided yet")
        outcome = self._judge(last.kind, last.value, last.detail, last.note, None)
        said = joined((last.value, last.detail), " ")
        return msgspec.structs.replace(outcome, why=outcome.why or said) if outcome.saved else outcome

    # -- notes and marks --

    def annotate(self, text: str) -> Outcome:
        """Leave a note at the finding at hand."""
        item, note = self._place.item(), _tidy(text)
        if item is None or note is None:
            return NOTHING if item is None else Outcome(False, "the note is empty")
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        outcome = self._desk.save([self._desk.new(item.key, "annotated", note=note)], {})
        if outcome.saved:
            self.set_draft(None)
        return outcome

    def draft(self) -> str | None:
        """Return the note that was being written at the finding at hand when the session ended."""
        item = self._place.item()
        return self._store.draft(self._reviewer, item.key) if item else None

    def set_draft(self, note: str | None) -> None:
        """Keep a note that is being written; None lets go of it. Does nothing where nothing can be written."""
        item = self._place.item()
        if item is not None and not self._desk.read_only and (note or self._store.draft(self._reviewer, item.key)):
            with suppress(SaveError):  # the note itself is saved, or refused, when it is done
                self._store.set_draft(self._reviewer, item.key, note)

    def assign(self, to: str) -> Outcome:
        """Give the finding at hand to a reviewer to look at. Raises UsageError for what is no name."""
        item = self._place.item()
        if item is None:
            return NOTHING
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        return self._desk.save([self._desk.new(item.key, "assigned", value=person(to))], {})

    def mark(self) -> Outcome:
        """Mark the finding at hand for oneself, or take the mark away."""
        item = self._place.item()
        if item is None:
            return NOTHING
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        try:
            self._store.set_mark(self._reviewer, item.key, not item.marked)
        except SaveError as error:
            return Outcome(False, str(error))
        self._picture.repaint((item.row,))
        return Outcome(True, "unmarked" if item.marked else "marked", keys=(item.key,))

    # -- what no rule made --

    def judge_conflict(self, conflict: Conflict, value: str, note: str | None = None) -> Outcome:
        """Decide what one release shows and another withholds; it becomes a finding by that."""
        if value not in VALUES:
            raise ValueError(f"no decision {value!r}; known: {', '.join(VALUES)}")
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        return self._desk.raise_and_judge(conflict, Said("decided", value, note=_tidy(note)))

    def add(self, start: int, end: int, note: str | None = None) -> Outcome:
        """Add a finding by hand on `start`..`end` of the record at hand."""
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        record, opened = self._place.record(), self._place.opened()
        if record is None or opened.text is None or not 0 <= start < end <= len(opened.text):
            return Outcome(False, opened.why or "there is nothing at that place")
        where = {"detail": record.record, "value": str(record.row), "start": start, "end": end}
        new = self._desk.new(HAND + secrets.token_hex(8), "added", note=_tidy(note), **where)
        outcome = self._desk.save([new], {})
        self._picture.forget(hands=True)
        return outcome

    # -- inside --

    def _judge(
        self, kind: Kind, value: str, detail: str | None, note: str | None, rows: Sequence[int] | None
    ) -> Outcome:
        if refusal := self._held() if rows is None else self._desk.disabled():
            return Outcome(False, refusal)
        at_hand = self._place.row
        chosen = self._picture.items(rows if rows is not None else () if at_hand is None else (at_hand,))
        if not chosen:
            return NOTHING
        outcome = self._veil.outcome(self._desk.judge(chosen, Said(kind, value, detail, _tidy(note))))
        self._place.touch()
        return outcome if rows is not None else self._on(outcome)

    def _on(self, outcome: Outcome) -> Outcome:
        """Go on to the next undecided finding, once something is saved."""
        return msgspec.structs.replace(outcome, advanced=self._place.next_undecided()) if outcome.saved else outcome

    def _held(self) -> str | None:
        return self._desk.disabled() or self._place.waiting()


def _tidy(note: str | None) -> str | None:
    """Return a note without blanks around it, None for an empty one."""
    return (note or "").strip() or None
