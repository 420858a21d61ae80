"""Findings that no rule made: added by hand, raised from a change between two releases, or a page drawn.

They live in the log only. Their keys begin with `HAND`; that of a change is the same for everybody who meets it, so two
people decide one finding. Keys hold ids and offsets, never text.
"""

from redaction_audit.model import Frozen, Severity
from redaction_audit.review.events import HAND, Event, Head
from redaction_audit.store.values import StoredRecord

_CONFLICT = f"{HAND}conflict:"
_PAGE = f"{HAND}page:"


class Made(Frozen):
    """What a made finding is called; `confirmed` says that making it is confirming it."""

    rule: str
    name: str
    severity: Severity
    confirmed: bool


BY_HAND = Made("HAND001", "added-by-hand", "warning", confirmed=True)
RELEASE_CONFLICT = Made("HAND002", "release-conflict", "warning", confirmed=False)

UNMARKED_PAGE = Made("HAND003", "unmarked-page", "note", confirmed=False)


class Place(Frozen):
    """A half-open stretch of a record's text."""

    record: StoredRecord
    start: int
    end: int

    @property
    def name(self) -> str:
        """The place in ids and offsets."""
        return f"{self.record.record}@{self.start}-{self.end}"


class Conflict(Frozen):
    """Text that one release shows and another withholds."""

    shown: Place
    withheld: Place

    @property
    def key(self) -> str:
        """The key of the finding."""
        return f"{_CONFLICT}{self.shown.name}:{self.withheld.name}"


def made(key: str) -> Made:
    """Return what a finding of this key is called."""
    if key.startswith(_PAGE):
        return UNMARKED_PAGE
    return RELEASE_CONFLICT if key.startswith(_CONFLICT) else BY_HAND


def page_key(record: str, page: int) -> str:
    """Return the key of a page that was drawn for a second look."""
    return f"{_PAGE}{record}#{page}"


def words(event: Event) -> str:
    """Return what a made finding says, by the event that made it."""
    if made(event.key) is RELEASE_CONFLICT:
        return f"another release withholds what stands here (raised by {event.reviewer})"
    return f"added by {event.reviewer}"


def standing(event: Event, head: Head | None) -> Head:
    """Return where a made finding stands: as decided since, else as whoever made it left it."""
    if head is not None and head.verdicts:
        return head
    if made(event.key).confirmed:
        return Head(event.key, seq=event.seq, state="first", decision="confirm", first_by=event.reviewer)
    return head or Head(event.key)
