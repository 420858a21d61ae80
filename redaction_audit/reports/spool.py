"""Values that several passes need and that cost too much to make twice: kept on the disk, not in memory."""

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Generic, TypeVar

import msgspec

_IN_MEMORY = 1 << 20  # bytes until which no file is made
_LENGTH = 4  # bytes that say how long the next value is

T = TypeVar("T")


class Spool(Generic[T]):
    """Passes values on while it keeps them; the second time they come from the file. They hold no hidden text."""

    def __init__(self, type_: type[T]) -> None:
        self._type = type_
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as the reports are written
        self._whole = False

    def passed(self, values: Iterable[T]) -> Iterator[T]:
        """Yield the values; `values` is not touched where they are known from an earlier, whole pass."""
        self._file.seek(0)
        if self._whole:
            yield from self._kept()
            return
        self._file.truncate()
        for value in values:
            packed = msgspec.msgpack.encode(value)
            self._file.write(len(packed).to_bytes(_LENGTH, "big") + packed)
            yield value
        self._whole = True

    def _kept(self) -> Iterator[T]:
        decoder = msgspec.msgpack.Decoder(self._type)
        while head := self._file.read(_LENGTH):
            yield decoder.decode(self._file.read(int.from_bytes(head, "big")))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
