"""What two releases differ in: changes that tile both texts, and the pairs of paragraphs they lie in."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["=", "<", ">", "~", "X", "O"]
"""Same | only left | only right | reworded | newly redacted (words left, a mark right) | newly opened (the reverse)."""

KINDS: dict[Kind, str] = {
    "=": "same",
    "<": "only left",
    ">": "only right",
    "~": "reworded",
    "X": "newly redacted",
    "O": "newly opened",
}
GRAVEST: tuple[Kind, ...] = ("O", "X", "~", "<", ">", "=")
"""What was opened or withheld before what was reworded, that before what is on one side only."""

Span = tuple[int, int]
"""Half-open offsets."""


class Change(NamedTuple):
    """One stretch of both texts, half-open offsets; the changes of a comparison tile both texts."""

    kind: Kind
    left: Span
    right: Span


class Step(NamedTuple):
    """One stretch of the words of both, half-open positions; the steps from one text to the other tile both."""

    kind: Kind
    at: int
    to: int
    other: int
    other_to: int

    def moved(self, at: int, other: int) -> "Step":
        """Return the same step so many words further on."""
        return Step(self.kind, self.at + at, self.to + at, self.other + other, self.other_to + other)


class Pair(NamedTuple):
    """Paragraphs that belong together; `kind` is the gravest of its changes. One side may be empty."""

    kind: Kind
    left: Span
    right: Span
    changes: tuple[Change, ...]


def totals(found: Iterable[Pair]) -> dict[Kind, int]:
    """Return how many changes there are of each kind, `=` left out; kinds without a change have 0."""
    counted = Counter(change.kind for pair in found for change in pair.changes)
    return {kind: counted[kind] for kind in KINDS if kind != "="}
