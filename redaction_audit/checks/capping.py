"""How many findings of one rule a record may have: what is more is counted in one further finding, and stays hidden."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from redaction_audit.check import Hit

SHOWN = 20
"""Findings of one kind that a record may have before the rest are only counted."""

MOST = 200
"""The same where every place hides something of its own: people want to see each of them."""


def capped(hits: Iterable[Hit], shown: int = SHOWN) -> list[Hit]:
    """Return the first `shown` hits and one more that counts all that follow, so that a ruined record stays readable.

    What any of them hides stays hidden.
    """
    rest = iter(hits)
    found = list(islice(rest, shown))
    first = next(rest, None) if len(found) == shown else None
    if first is not None:
        count, hidden = _gathered(first, rest)
        more = count - 1
        found.append(
            Hit(
                first.start,
                first.end,
                first.message if not more else f"{first.message}; {more} more places like this one follow",
                kind=first.kind,
                data={**first.data, "more": more},
                hidden=hidden,
                severity=first.severity,
                confidence=first.confidence,
            )
        )
    return found


def summed(hits: Iterable[Hit], more: Callable[[int], str], shown: int = MOST) -> list[Hit]:
    """Return the first `shown` hits; the rest become one hit with words by `more`, which still hides every span."""
    rest = iter(hits)
    found = list(islice(rest, shown))
    first = next(rest, None) if len(found) == shown else None
    if first is not None:
        count, hidden = _gathered(first, rest)
        found.append(Hit(first.start, first.end, more(count), kind=first.kind, data={"more": count}, hidden=hidden))
    return found


def _gathered(first: Hit, rest: Iterator[Hit]) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return how many hits there are, and what they hide; none but the first is kept, for there may be a million."""
    count, hidden = 1, [*first.hidden]
    for hit in rest:
        count += 1
        hidden += hit.hidden
    return count, tuple(hidden)
