"""How a batch is cut for several processes: files by the hundred, or the records of one large file that holds many.

A process opens the files that it is handed. A large table or archive cannot be cut without reading it, so the process
that shares out reads it once and hands on its records: reading takes a small part of what judging takes.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from redaction_audit.intake import Request, Unit, holds_many, records, size_of
from redaction_audit.model import Frozen, Gap, Record

FILES = 200
"""Units in a portion: enough to hide the hand-over, few enough to keep results flowing."""

BYTES = 2 << 20
"""Bytes in a portion, or a little more; also the size from which a file is looked at more closely."""

GROUP = 64
"""Records judged together, see `hearing`."""

GROUP_SIZE = 1 << 20
"""Characters of the records judged together, or one record that is larger."""


class Portion(Frozen, frozen=True):
    """What one process does at once: `units` that it opens, or `read`, the records of a part of one file.

    `files` is the number of files that end with it.
    """

    units: tuple[Unit | Gap, ...] = ()
    read: tuple[Record | Gap, ...] = ()
    files: int = 0

    def groups(self, request: Request) -> Iterator[list[Record | Gap]]:
        """Yield the records and gaps of this portion, in order, as many as are judged together."""
        return grouped(self._items(request), GROUP, GROUP_SIZE)

    def _items(self, request: Request) -> Iterator[Record | Gap]:
        yield from self.read
        for unit in self.units:
            if isinstance(unit, Gap):
                yield unit
            else:
                yield from records(unit, request)


def grouped(items: Iterable[Record | Gap], most: int, length: int) -> Iterator[list[Record | Gap]]:
    """Yield items in lists of up to `most`, each ending when its records hold `length` characters or more.

    What was read before an interruption is yielded before that goes on its way.
    """
    group: list[Record | Gap] = []
    held = 0
    try:
        for item in items:
            group.append(item)
            if isinstance(item, Record):
                held += len(item.text)
            if len(group) == most or held >= length:
                full, group, held = group, [], 0
                yield full
    except KeyboardInterrupt:
        if group:
            yield group
        raise
    if group:
        yield group


def in_turn(units: Iterable[Unit | Gap]) -> Iterator[Portion]:
    """Yield portions for a single process: as many files as records are judged together, large or small."""
    units = iter(units)
    while some := tuple(islice(units, GROUP)):
        yield _of_units(some)


def shared_out(units: Iterable[Unit | Gap], request: Request) -> Iterator[Portion]:
    """Yield portions for several processes, about equal in bytes."""
    waiting: list[Unit | Gap] = []
    weight = 0
    for unit in units:
        own = 0 if isinstance(unit, Gap) else size_of(unit)
        if not isinstance(unit, Gap) and (own is None or own > BYTES) and holds_many(unit):
            if waiting:
                yield _of_units(waiting)
                waiting, weight = [], 0
            for part in grouped(records(unit, request), FILES, BYTES):
                yield Portion(read=tuple(part))
            yield Portion(files=1)
            continue
        waiting.append(unit)
        weight += own or 0
        if len(waiting) == FILES or weight >= BYTES:
            yield _of_units(waiting)
            waiting, weight = [], 0
    if waiting:
        yield _of_units(waiting)


def _of_units(units: Iterable[Unit | Gap]) -> Portion:
    units = tuple(units)
    return Portion(units=units, files=sum(isinstance(unit, Unit) for unit in units))
