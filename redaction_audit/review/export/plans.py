"""What is to be exported: what was chosen, and which findings that comes to."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

from redaction_audit import outputs
from redaction_audit.model import Frozen
from redaction_audit.review import conditions
from redaction_audit.review.events import Event, in_effect
from redaction_audit.store.values import Item

if TYPE_CHECKING:
    from redaction_audit.review.session import ReviewSession

What = Literal["all", "filter", "decided"]
WHATS: tuple[What, ...] = get_args(What)
DECISIONS = "decisions-csv"
LOG = "decisions-jsonl"
_SUFFIXES = {
    "json": ".json", "jsonl": ".jsonl", "text": ".txt", "sarif": ".sarif", "markdown": ".md", "html": ".html",
    "csv": ".csv", "github": ".txt", "junit": ".xml", DECISIONS: ".csv", LOG: ".jsonl",
}  # fmt: skip
_BATCH = 500
"""List rows held at a time."""


class Choice(Frozen):
    """What to write and how. `notes`, `history` and `unmasked` are for the decision formats, which alone hold them.

    `unmasked` writes notes as they were typed and the flagged words as they stand in the record. Every finding whose
    words are hidden is then recorded as looked at, before anything is written.
    """

    what: What
    format: str
    notes: bool = False
    history: bool = False
    unmasked: bool = False


class Plan(Frozen):
    """What an export would write: the findings' rows, and the disputes among them that nobody settled yet.

    `by_hand` are the findings that reviewers added; the decision formats hold them, unless only the queue is asked for.
    """

    choice: Choice
    rows: tuple[int, ...]
    disputed: int
    by_hand: tuple[Event, ...] = ()

    @property
    def count(self) -> int:
        """How many findings, those made by hand among them."""
        return len(self.rows) + len(self.by_hand)


def formats() -> tuple[str, ...]:
    """Return the formats: of decisions first, then those of reports."""
    reports = (name for name in outputs.formats() if hasattr(outputs.load(name), "Findings"))
    return (DECISIONS, LOG, *reports)


def suffix(format_: str) -> str:
    """Return the usual end of a file's name."""
    return _SUFFIXES.get(format_, f".{format_}")


def plan(session: "ReviewSession", choice: Choice) -> Plan:
    """Return what `choice` comes to now; what is hidden from this reviewer counts as undecided."""
    rows: Iterable[int] = session.queue if choice.what == "filter" else session.store.ids()
    if choice.what == "decided":
        state, values = conditions.visible_state(session.viewer)
        rows = session.store.ids(f"({state}) NOT IN ('open', 'second')", values)
    # rows of findings grow with the order of reading, and within a record; drawn pages are below 0
    chosen = tuple(sorted(row for row in rows if row >= 0))
    disputed = set(session.store.ids("f.state = 'disputed'"))
    added: Iterable[Event] = ()
    if choice.format in {DECISIONS, LOG} and choice.what != "filter":
        added = (event for event in in_effect(session.store.by_hand()) if event.kind == "added")
    return Plan(choice, chosen, sum(row in disputed for row in chosen), tuple(added))


def by_record(session: "ReviewSession", rows: tuple[int, ...]) -> Iterator[tuple[int, Iterator[Item]]]:
    """Yield the row of each record and its findings as list rows, past the session's cache, which is the screen's."""
    return groupby(_items(session, rows), key=lambda item: item.record_row)


def _items(session: "ReviewSession", rows: tuple[int, ...]) -> Iterator[Item]:
    for first in range(0, len(rows), _BATCH):
        yield from session.store.items(rows[first : first + _BATCH], session.reviewer)
