"""What reviewers said, as events that are only ever appended, and where each finding stands after them.

Nothing is overwritten: a correction, an undo or an adjudication is one more event. `fold` reads the events of one
finding from first to last; the store keeps what it returns as a cache that can always be rebuilt.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from redaction_audit.model import Frozen

Kind = Literal[
    "decided",  # value: confirm, dismiss, second or refer
    "disposed",  # value: pass, exempt (detail: code), refer (detail: agency) or exclude
    "cleared",  # the reviewer takes their own decision and disposition back
    "undone",  # undoes: seq of one earlier event of the same reviewer (of an `undone`: redo)
    "annotated",  # note
    "revealed",  # start, end: the masked span that was shown
    "assigned",  # value: the reviewer who is to look at it
    "adjudicated",  # value: as for decided; settles a dispute
    "added",  # start, end: a finding made by hand; key `ra1-hand:...`, value: the row of its record in the store
]
Value = Literal["confirm", "dismiss", "second", "refer"]
Disposition = Literal["pass", "exempt", "refer", "exclude"]
State = Literal["open", "first", "second", "agreed", "disputed", "settled"]

VALUES: tuple[Value, ...] = ("confirm", "dismiss", "second", "refer")
DISPOSITIONS: tuple[Disposition, ...] = ("pass", "exempt", "refer", "exclude")
STATES: tuple[State, ...] = ("open", "first", "second", "agreed", "disputed", "settled")
HAND = "ra1-hand:"
"""What the key of a finding made by hand begins with."""

_JUDGING = frozenset({"decided", "disposed", "cleared", "adjudicated", "undone"})


class New(Frozen):
    """An event that is to be appended. `at` is UTC in ISO form, taken from the session's clock.

    Events of one `group` (a range, a repeat over a record) are undone as one. `start` and `end` are half-open code
    points of the record's text.
    """

    key: str
    kind: Kind
    reviewer: str
    session: str
    at: str
    value: str | None = None
    detail: str | None = None
    note: str | None = None
    group: str | None = None
    undoes: int | None = None
    start: int | None = None
    end: int | None = None


class Event(New):
    """An event as it stands in the log: `seq` counts from 1 without holes, `prev` is the head it was decided upon.

    `digest` chains the log: it covers this event and the digest of the one before.
    """

    seq: int = 0
    prev: int | None = None
    digest: str = ""


class Verdict(Frozen):
    """What one reviewer says of a finding now. `seq` is their latest judging event, `since` their first in effect."""

    reviewer: str
    seq: int
    since: int
    value: str | None = None
    disposition: str | None = None
    detail: str | None = None
    note: str | None = None

    @property
    def word(self) -> str:
        """The decision in one word: confirm, dismiss, second, refer; or the disposition where that is all there is."""
        return self.value or self.disposition or ""


class Head(Frozen):
    """Where a finding stands. `seq` is its latest judging event (None: never judged): what a new decision must expect.

    `state` is one of STATES; it knows nothing of policy: whether `first` is enough, `review.policy` says. `decision` is
    the word in force: the adjudication, else the first reviewer's. `noted_by` names who left a note.
    """

    key: str
    seq: int | None = None
    state: State = "open"
    decision: str | None = None
    first_by: str | None = None
    second_by: str | None = None
    adjudicated_by: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    noted_by: tuple[str, ...] = ()
    assigned: str | None = None

    @property
    def noted(self) -> bool:
        """Whether anybody left a note."""
        return bool(self.noted_by)

    def of(self, reviewer: str) -> Verdict | None:
        """Return what one reviewer says now."""
        return next((verdict for verdict in self.verdicts if verdict.reviewer == reviewer), None)


def fold(key: str, events: Iterable[Event]) -> Head:
    """Return where the finding `key` stands after its events, given in order of `seq`; other keys are left out."""
    log = [event for event in events if event.key == key]
    live = in_effect(log)
    verdicts = _verdicts(live)
    ruling = next((event for event in reversed(live) if event.kind == "adjudicated"), None)
    state, standing = _standing(verdicts)
    people = [verdict.reviewer for verdict in standing]
    return Head(
        key=key,
        seq=next((event.seq for event in reversed(log) if event.kind in _JUDGING), None),
        state="settled" if ruling else state,
        decision=ruling.value if ruling else standing[0].word if standing else None,
        first_by=people[0] if people else None,
        second_by=people[1] if len(people) > 1 else None,
        adjudicated_by=ruling.reviewer if ruling else None,
        verdicts=verdicts,
        noted_by=tuple(dict.fromkeys(event.reviewer for event in live if event.note)),
        assigned=next((event.value for event in reversed(live) if event.kind == "assigned"), None),
    )


def in_effect(log: Sequence[Event]) -> list[Event]:
    """Return the events that count, of a log in order of `seq`: no `undone`, and nothing undone.

    An `undone` may itself be undone: that is redo.
    """
    dead: set[int | None] = set()
    kept: list[Event] = []
    for event in reversed(log):
        if event.seq in dead:
            continue
        if event.kind == "undone":
            dead.add(event.undoes)
        else:
            kept.append(event)
    kept.reverse()
    return kept


def heads(events: Iterable[Event]) -> dict[str, Head]:
    """Return the head of every key that the events speak of."""
    logs: dict[str, list[Event]] = {}
    for event in events:
        logs.setdefault(event.key, []).append(event)
    return {key: fold(key, log) for key, log in logs.items()}


def _verdicts(live: Sequence[Event]) -> tuple[Verdict, ...]:
    """Return what every reviewer says now, in the order in which they first spoke."""
    found: dict[str, Verdict] = {}
    for event in live:
        if event.kind == "cleared":
            found.pop(event.reviewer, None)
        elif event.kind in {"decided", "disposed"}:
            before = found.get(event.reviewer) or Verdict(event.reviewer, event.seq, event.seq)
            said = {"value": event.value} if event.kind == "decided" else {
                "disposition": event.value, "detail": event.detail,
            }  # fmt: skip
            note = event.note if event.note is not None else before.note
            found[event.reviewer] = msgspec.structs.replace(before, seq=event.seq, note=note, **said)
    return tuple(found.values())


def _standing(verdicts: tuple[Verdict, ...]) -> tuple[State, tuple[Verdict, ...]]:
    """Return the state, and the verdicts it rests on, the one in force first.

    "Second" is a request, no opinion: as the latest word upon at most one opinion it puts the finding before somebody
    else, whose opinion then stands by itself.
    """
    if not verdicts:
        return "open", ()
    latest = max(verdicts, key=lambda verdict: verdict.seq)
    opinions = tuple(verdict for verdict in verdicts if verdict.word != "second")
    if len(opinions) < 2:
        return ("second", (latest, *opinions)) if latest.word == "second" else ("first", opinions)
    agreed = all(_agree(opinions[0], other) for other in opinions[1:])
    return ("agreed" if agreed else "disputed"), opinions


def _agree(one: Verdict, other: Verdict) -> bool:
    """Return whether two verdicts contradict each other nowhere: what only one of them says is no dispute."""
    said = ((one.value, other.value), (one.disposition, other.disposition), (one.detail, other.detail))
    return all(left == right for left, right in said if left is not None and right is not None)
