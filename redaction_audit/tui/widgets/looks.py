"""What a code point of a record looks like, as one number: a rank in its low bits, flags above it.

Where findings overlap the highest rank wins; flags add up. A row of a record is then an array of bytes, and its runs of
equal bytes are the pieces it is drawn in.
"""

from collections.abc import Iterator

from redaction_audit.tui.widgets.glyphs import Spot

_RANKS = {"note": 1, "warning": 2, "error": 3}
_OPEN = 3
"""Added to the rank of an undecided finding: it lies over every decided one."""
CURRENT = 7
_NAMES = ("", "note", "warning", "error", "note", "warning", "error", "current")
_RANK_BITS = 7

MASK, STANDIN, HIT, HERE, SELECTED = 8, 16, 32, 64, 128
_FLAGS = ((MASK, "mask"), (STANDIN, "standin"), (HIT, "hit"), (HERE, "hit-current"), (SELECTED, "range"))


def rank(spot: Spot) -> int:
    """Return the rank of a finding that is not the current one."""
    return _RANKS[spot.severity] + (0 if spot.decision else _OPEN)


def names(look: int) -> Iterator[str]:
    """Yield the names of what a look is made of, those that go over the others last."""
    at = look & _RANK_BITS
    if at:
        yield _NAMES[at]
    if 0 < at <= _OPEN:
        yield "decided"
    yield from (name for flag, name in _FLAGS if look & flag)
