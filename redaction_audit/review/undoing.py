"""Taking back what was done, today or before, and bringing it back."""

from redaction_audit.review.deciding import Desk, Outcome
from redaction_audit.review.events import HAND
from redaction_audit.review.journal import Step
from redaction_audit.review.picture import Picture
from redaction_audit.review.place import Place
from redaction_audit.review.veil import Veil


class Undoing:
    """One reviewer's undo and redo; the cursor goes to where the step was done."""

    def __init__(self, picture: Picture, place: Place, desk: Desk, veil: Veil) -> None:
        self._picture = picture
        self._place = place
        self._desk = desk
        self._veil = veil

    def steps(self, limit: int) -> list[Step]:
        """Return what can be undone, the latest first; notes are masked as the text is."""
        steps = self._desk.journal.steps(limit)
        return [Step(tuple(map(self._veil.event, step.events))) if step.last.note else step for step in steps]

    def undo(self, step: Step | None = None) -> Outcome:
        """Undo the latest thing done, today or before; refused with the event in the way where somebody acted since."""
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        step = step or next(iter(self._desk.journal.steps(1)), None)
        return Outcome(False, "there is nothing to undo") if step is None else self._take_back(step)

    def redo(self) -> Outcome:
        """Bring back what was undone last; refused once something else was done."""
        if refusal := self._desk.disabled():
            return Outcome(False, refusal)
        step = self._desk.journal.undone()
        return Outcome(False, "there is nothing to redo") if step is None else self._take_back(step)

    def _take_back(self, step: Step) -> Outcome:
        """Undo a step and go to where it was done."""
        outcome = self._veil.outcome(self._desk.take_back(step))
        if outcome.saved:
            if any(key.startswith(HAND) for key in outcome.keys):
                self._picture.forget(hands=True)
            at = step.events[0].key
            row = self._picture.rows_for((at,)).get(at)
            if row is not None:
                self._place.go(row)
        return outcome
