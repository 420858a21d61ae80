"""The directory at the end of a zip archive, in slices: `zipfile` keeps 800 bytes an entry. Not a reader itself.

A large directory is handed out as several archives that share the members of the one on disk and hold a part of its
entries each. Offsets and records are those of APPNOTE.TXT 4.3.12 (entry) and 4.3.14 to 4.3.16 (end of directory).
"""

import io
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from redaction_audit.errors import ReadError
from redaction_audit.model import Frozen

BLOCK = 256 * 1024
"""Bytes of a directory read by `zipfile` at once, some thousand entries."""

_ENTRY = struct.Struct("<4s24x3H12x")
_LONGEST = _ENTRY.size + 3 * 0xFFFF
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_CUT = "is no zip archive, or its end is cut off"


class Directory(Frozen, frozen=True):
    """Where a directory lies: `start` in the file, `length` in bytes; `offset` and `count` are what it says itself."""

    start: int
    offset: int
    length: int
    count: int
    exact: bool

    @property
    def most(self) -> int:
        """How many entries there can be at most."""
        return self.length // _ENTRY.size

    def agrees(self, count: int) -> bool:
        """Say whether so many entries are what the archive states; without zip64 it states the last 16 bits only."""
        return self.count == (count if self.exact else count & 0xFFFF)


def find(stream: BinaryIO) -> Directory:
    """Return where the directory of a seekable archive lies; raise ReadError where there is none."""
    size = stream.seek(0, io.SEEK_END)
    base = max(0, size - _END.size - 0xFFFF - _LOCATOR.size - _END64.size)
    stream.seek(base)
    tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    if not 0 <= at <= len(tail) - _END.size:
        raise ReadError(_CUT)
    _, _, _, _, count, length, offset, _ = _END.unpack_from(tail, at)
    exact = False
    at64 = at - _LOCATOR.size - _END64.size
    if at64 >= 0 and tail.startswith(b"PK\6\7", at - _LOCATOR.size) and tail.startswith(b"PK\6\6", at64):
        count, length, offset = _END64.unpack_from(tail, at64)[7:]
        at, exact = at64, True
    start = base + at - length
    if start < 0 or offset > start:
        raise ReadError(_CUT)
    return Directory(start, offset, length, count, exact)


def slices(stream: BinaryIO, directory: Directory) -> Iterator[BinaryIO]:
    """Yield seekable archives that together hold every entry; a small directory comes as the archive itself."""
    if directory.length <= BLOCK:
        stream.seek(0)
        yield stream
        return
    done = 0
    while done < directory.length:
        stream.seek(directory.start + done)
        block = stream.read(min(max(BLOCK, _LONGEST), directory.length - done))
        count, length = _whole(block)
        if not count:
            raise ReadError("has a damaged directory; the files before the damage were read")
        done += length
        yield io.BufferedReader(_Slice(stream, directory, block[:length], count))


def _whole(block: bytes) -> tuple[int, int]:
    """Return number and length of the whole entries of a block, none beginning beyond BLOCK bytes."""
    count = at = 0
    while at + _ENTRY.size <= len(block) and (not count or at < BLOCK):
        signature, name, extra, comment = _ENTRY.unpack_from(block, at)
        length = _ENTRY.size + name + extra + comment
        if signature != b"PK\1\2" or at + length > len(block):
            break
        count += 1
        at += length
    return count, at


class _Slice(io.RawIOBase):
    """An archive with the members of another and some of its entries."""

    def __init__(self, stream: BinaryIO, directory: Directory, entries: bytes, count: int) -> None:
        end = directory.offset + len(entries)
        self._stream = stream
        self._start = directory.start
        self._tail = entries + b"".join(
            (
                _END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(entries), directory.offset),
                _LOCATOR.pack(b"PK\6\7", 0, end, 1),
                _END.pack(b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0),
            )
        )
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = (0, self._at, self._start + len(self._tail))[whence]
        if base + offset < 0:
            raise OSError("seek before the start")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = len(buffer)
        if self._at < self._start:
            self._stream.seek(self._at)
            data = self._stream.read(min(wanted, self._start - self._at))
        else:
            data = self._tail[self._at - self._start :][:wanted]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
