"""Puts changes between releases together: blank lines with what is before them, paragraphs with their like."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from redaction_audit.text.aligning.changes import GRAVEST, Change, Pair
from redaction_audit.text.aligning.sides import Sides


def merged(sides: Sides, changes: Iterable[Change]) -> Iterator[Change]:
    """Drop what is empty on both sides; lines that are blank on both belong to the change before them."""
    last: Change | None = None
    for change in changes:
        if change.left[0] == change.left[1] and change.right[0] == change.right[1]:
            continue
        if last and change.kind == "=" and not sides[0].printed(change.left) and not sides[1].printed(change.right):
            last = Change(last.kind, (last.left[0], change.left[1]), (last.right[0], change.right[1]))
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def paired(sides: Sides, changes: list[Change]) -> Iterator[Pair]:
    """Cut changes where both texts begin a paragraph."""
    run: list[Change] = []
    for change in changes:
        if run and change.left[0] in sides[0].begins and change.right[0] in sides[1].begins:
            yield _pair(run)
            run = []
        run.append(change)
    if run:
        yield _pair(run)


def _pair(changes: list[Change]) -> Pair:
    joined = list(_joined(changes))
    kind = min((change.kind for change in joined), key=GRAVEST.index)
    left, right = (joined[0].left[0], joined[-1].left[1]), (joined[0].right[0], joined[-1].right[1])
    return Pair(kind, left, right, tuple(joined))


def _joined(changes: list[Change]) -> Iterator[Change]:
    """Yield neighbouring changes of one kind as one."""
    for kind, group in groupby(changes, key=lambda change: change.kind):
        run = list(group)
        yield Change(kind, (run[0].left[0], run[-1].left[1]), (run[0].right[0], run[-1].right[1]))
