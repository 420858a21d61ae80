"""How much of a record its marks withhold."""

from collections.abc import Sequence

from redaction_audit.model import Group, Mark


def withheld(marks: Sequence[Mark], groups: Sequence[Group]) -> int:
    """Return how many code points the marks and the white space that they stand for take, overlaps counted once.

    Release stamps are left out: they speak of the whole record.
    """
    spans = [(mark.start, mark.end) for mark in marks if mark.kind != "release-stamp"]
    spans += [(group.extent.start, group.extent.end) for group in groups if group.extent is not None]
    covered, reached = 0, 0
    for start, end in sorted(spans):
        covered += max(end - max(start, reached), 0)
        reached = max(reached, end)
    return covered


def portions(marks: Sequence[Mark]) -> int:
    """Return how many portions the marks withhold: marks of one group stand for one, a mark without one for itself."""
    groups = {mark.group for mark in marks}
    if None not in groups:
        return len(groups)
    return len(groups) - 1 + sum(mark.group is None for mark in marks)
