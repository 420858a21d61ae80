"""Looks under masks: each is in the log before anything is shown."""

from redaction_audit.review.acting import NOTHING
from redaction_audit.review.deciding import Desk, Outcome
from redaction_audit.review.place import Place


class Looks:
    """One reviewer's looks. `allowed` lets a session look that can write nothing down."""

    def __init__(self, place: Place, desk: Desk, *, allowed: bool) -> None:
        self._place = place
        self._desk = desk
        self._allowed = allowed

    def span(self) -> Outcome:
        """Show what is masked at the finding at hand, for some seconds or until the cursor leaves; recorded first."""
        item = self._place.item()
        return self._reveal(item.start, item.end) if item else NOTHING

    def record(self) -> Outcome:
        """Show all that is masked in the record, until it is left; recorded first."""
        opened = self._place.opened()
        return Outcome(False, opened.why) if opened.text is None else self._reveal(0, len(opened.text), whole=True)

    def _reveal(self, start: int, end: int, whole: bool = False) -> Outcome:
        record = self._place.record()
        item = self._place.item() or next(iter(self._place.spans()), None)
        touched = record is not None and any(a < end and b > start for a, b in record.hidden)
        if item is None or not touched:
            return Outcome(False, "nothing is masked here")
        if self._desk.read_only and not self._allowed:
            return Outcome(False, "read-only: a look under a mask is recorded, and nothing can be (see --allow-reveal)")
        if not self._desk.read_only:
            outcome = self._desk.save([self._desk.new(item.key, "revealed", start=start, end=end)], {})
            if not outcome.saved:
                return outcome
        now = self._place.touch()
        if whole:
            self._place.reveals.record()
        else:
            self._place.reveals.span(start, end, now)
        return Outcome(True, keys=(item.key,))
