"""What one reviewer did, for undo and redo: of today's session and of all before it."""

from bisect import insort
from collections.abc import Iterable

from redaction_audit.model import Frozen
from redaction_audit.review.events import Event, in_effect

UNDOABLE = frozenset({"decided", "disposed", "cleared", "annotated", "assigned", "adjudicated", "added"})


class Step(Frozen):
    """One thing done, undone as one: the events of a group, or a single event; the first one first."""

    events: tuple[Event, ...]

    @property
    def last(self) -> Event:
        """The event that is undone first."""
        return self.events[-1]


class Journal:
    """A reviewer's own events, in order."""

    def __init__(self, reviewer: str, log: Iterable[Event] = ()) -> None:
        self.reviewer = reviewer
        self._log: list[Event] = []
        self._known: set[int] = set()
        self.extend(log)

    def extend(self, log: Iterable[Event]) -> None:
        """Take further events, in whatever order; those of others, and those it has, are left out."""
        for event in log:
            if event.reviewer == self.reviewer and event.seq not in self._known:
                self._known.add(event.seq)
                insort(self._log, event, key=_seq)

    def steps(self, limit: int | None = None) -> list[Step]:
        """Return what can be undone, the latest first."""
        return _steps([event for event in in_effect(self._log) if event.kind in UNDOABLE], limit)

    def undone(self) -> Step | None:
        """Return the events that a redo would bring back: the `undone` ones to be undone themselves.

        None once something else was done after the undo.
        """
        by_seq = {event.seq: event for event in self._log}
        dead: set[int | None] = set()
        for event in reversed(self._log):
            if event.kind != "undone":
                if event.kind in UNDOABLE and event.seq not in dead:
                    return None
                continue
            target = by_seq.get(event.undoes or 0)
            if target is not None and target.kind == "undone":
                dead.add(target.seq)  # a redo: what it brought back was done before
                dead.add(target.undoes)
            elif event.seq not in dead:
                same = [e for e in self._log if e.kind == "undone" and e.group and e.group == event.group]
                return Step(tuple(same) or (event,))
            dead.add(event.undoes)
        return None

    def latest(self) -> Event | None:
        """Return the latest decision or disposition that is in effect, for repeating it."""
        judged = (event for event in reversed(in_effect(self._log)) if event.kind in {"decided", "disposed"})
        return next(judged, None)


def _seq(event: Event) -> int:
    return event.seq


def _steps(events: list[Event], limit: int | None) -> list[Step]:
    """Return events as steps, the latest first: a group is where its last event is."""
    found: dict[object, list[Event]] = {}
    for event in reversed(events):
        mark = event.group or event.seq
        if mark not in found and limit is not None and len(found) == limit:
            break
        found.setdefault(mark, []).append(event)
    return [Step(tuple(reversed(group))) for group in found.values()]
