"""Samples for quality assurance, and what they say: exact bounds of a share, agreement of two people.

A sample is drawn by a keyed digest, not by a random generator: the same seed and the same keys give the same sample on
any machine, so that a second person can draw it again.
"""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import Literal, TypeVar

from redaction_audit.model import Frozen

K = TypeVar("K")
_STEPS = 60  # halvings of [0, 1]: far below what a double can hold apart


class Interval(Frozen):
    """An observed share of what was `examined`, with its exact bounds at a confidence level; all between 0 and 1."""

    examined: int
    share: float
    low: float
    high: float
    level: float


class Agreement(Frozen):
    """How far two reviewers agree on what both decided: `raw` share and Cohen's kappa.

    `kappa` is None where it is undefined: nothing was decided twice, or both used one and the same word throughout.
    """

    pairs: int
    agreed: int
    raw: float | None
    kappa: float | None


def sample(items: Iterable[K], size: int, seed: str, name: Callable[[K], str] = str) -> list[K]:
    """Return `size` items (all, where there are fewer) that depend on `seed` and their names only, in that order."""
    key = hashlib.blake2b(seed.encode("utf-8", "surrogatepass")).digest()

    def drawn(item: K) -> bytes:
        return hashlib.blake2b(name(item).encode("utf-8", "surrogatepass"), key=key).digest()

    return nsmallest(size, items, key=drawn)


def interval(found: int, of: int, level: float = 0.95) -> Interval:
    """Return the share `found`/`of` with its exact two-sided bounds (Clopper and Pearson 1934).

    With nothing examined, everything is possible: 0 to 1. Raises ValueError unless 0 <= found <= of.
    """
    if not 0 <= found <= of:
        raise ValueError("found must lie between 0 and what was examined")
    if not of:
        return Interval(0, 0.0, 0.0, 1.0, level)
    tail = (1 - level) / 2
    low = 0.0 if found == 0 else _solve(lambda p: at_least(found, of, p) - tail)
    high = 1.0 if found == of else _solve(lambda p: tail - at_most(found, of, p))
    return Interval(of, found / of, low, high, level)


def told(found: Interval, sampled: Literal["findings", "pages"] | None) -> str:
    """Return in one line what a queue says of the whole, drawn from findings, from pages, or not drawn."""
    bounds = f"({found.low:.1%} to {found.high:.1%} at {found.level:.0%})"
    if sampled == "pages":
        if not found.examined:
            return "no drawn page was looked at yet"
        return f"of {found.examined} drawn pages looked at, something was missed on {found.share:.1%} {bounds}"
    if not found.examined:
        return "nothing of this queue was decided twice"
    return f"of {found.examined} decided twice in this queue, {found.share:.0%} differ {bounds}"


def at_most(found: int, of: int, share: float) -> float:
    """Return the chance of `found` or fewer among `of` when each is one with probability `share`."""
    if share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 1.0 if found >= of else 0.0
    low, high = math.log(share), math.log1p(-share)
    whole = math.lgamma(of + 1)
    # logarithms: the binomial coefficient of 100,000 fits no double, its product with the powers does
    return math.fsum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * low + (of - k) * high)
        for k in range(found + 1)
    )


def at_least(found: int, of: int, share: float) -> float:
    """Return the chance of `found` or more among `of` when each is one with probability `share`."""
    return at_most(of - found, of, 1.0 - share)


def size_for(share: float, level: float = 0.95) -> int:
    """Return how many must be examined, without an error found, to say at `level` that at most `share` are wrong."""
    if not 0 < share < 1:
        raise ValueError("the share must lie between 0 and 1")
    return math.ceil(math.log(1 - level) / math.log1p(-share))


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Return how far first and second decisions agree, beyond chance (Cohen 1960)."""
    count = len(pairs)
    if not count:
        return Agreement(0, 0, None, None)
    agreed = sum(first == second for first, second in pairs)
    words = {word for pair in pairs for word in pair}
    chance = sum(
        sum(first == word for first, _ in pairs) * sum(second == word for _, second in pairs) for word in words
    ) / (count * count)
    raw = agreed / count
    return Agreement(count, agreed, raw, None if chance >= 1 else (raw - chance) / (1 - chance))


def _solve(rising: Callable[[float], float]) -> float:
    """Return where a rising function of [0, 1] passes zero."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
