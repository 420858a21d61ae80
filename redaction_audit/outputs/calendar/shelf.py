"""Keeps entries until their turn: on disk, with nothing but their sort keys in memory."""

from array import array
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
        self._keys: list[bytes] = []  # with `_ends` a hundred bytes an entry: a batch may hold a quarter of a million
        self._ends = array("Q", [0])

    def __del__(self) -> None:
        """Drop what was kept when a run ends before its report does (closed pipe)."""
        self._file.close()

    def __len__(self) -> int:
        return len(self._keys)

    def put(self, entry: Due) -> None:
        """Put an entry away."""
        packed = msgspec.msgpack.encode(entry)
        self._file.write(packed)
        self._keys.append("\0".join(sort_key(entry, self._order)).encode("utf-8", "surrogatepass"))
        self._ends.append(self._ends[-1] + len(packed))

    def take(self) -> Iterator[Due]:
        """Yield the entries in order; equal ones as they came."""
        decoder = msgspec.msgpack.Decoder(Due)
        for index in sorted(range(len(self._keys)), key=self._keys.__getitem__):
            self._file.seek(self._ends[index])
            yield decoder.decode(self._file.read(self._ends[index + 1] - self._ends[index]))
