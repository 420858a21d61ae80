"""Who asks, and what is kept from them: a second reviewer who is blind learns nothing of others before deciding."""

from redaction_audit.model import Frozen
from redaction_audit.review.events import Head
from redaction_audit.review.policy import Policy
from redaction_audit.store.values import Item


class Viewer(Frozen):
    """A reviewer under a policy; from filters and counts, too, is kept what they may not see."""

    reviewer: str
    policy: Policy

    def hides(self, stands: Item | Head, *, needs_two: bool) -> bool:
        """Return whether what others said of a finding is hidden from this reviewer.

        In state `second` the first named asked for another look, the second named is whose opinion stood before that.
        Once two opinions stand there is nothing left to give away.
        """
        if not (self.policy.blind and needs_two) or stands.state not in {"first", "second"}:
            return False
        return self.reviewer != (stands.first_by if stands.state == "first" else stands.second_by)

    def head(self, head: Head, *, needs_two: bool) -> Head:
        """Return the head as this reviewer may see it: with no trace of others while that is hidden."""
        if not self.hides(head, needs_two=needs_two):
            return head
        asked = head.state == "second" and head.first_by == self.reviewer
        return Head(
            key=head.key,
            seq=head.seq,
            state="second" if asked else "open",
            decision="second" if asked else None,
            first_by=self.reviewer if asked else None,
            verdicts=tuple(verdict for verdict in head.verdicts if verdict.reviewer == self.reviewer),
            noted_by=(self.reviewer,) if self.reviewer in head.noted_by else (),
            assigned=head.assigned,
        )
