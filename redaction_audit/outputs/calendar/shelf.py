"""Keeps entries until their turn: on disk, with nothing but their sort keys in memory."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

import msgspec

from redaction_audit.calendar.choice import Order, sort_key
from redaction_audit.calendar.entry import Due

_SPOOL = 1 << 20


class Shelf:
    """Entries put away one by one and taken out in order; they hold no hidden text, like everything in a report."""

    def __init__(self, order: Order) -> None:
        self._order: Order = order
        self._file = SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - lives as long as the report
        self._places: list[tuple[tuple[str, ...], int, int]] = []
        self._end = 0

    def __del__(self) -> None:
        """Drop what was kept when a run ends before its report does (closed pipe)."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def put(self, entry: Due) -> None:
        """Put an entry away."""
        packed = msgspec.msgpack.encode(entry)
        self._file.write(packed)
        self._places.append((sort_key(entry, self._order), self._end, len(packed)))
        self._end += len(packed)

    def take(self) -> Iterator[Due]:
        """Yield the entries in order; equal ones as they came."""
        decoder = msgspec.msgpack.Decoder(Due)
        for _, at, size in sorted(self._places):
            self._file.seek(at)
            yield decoder.decode(self._file.read(size))
