"""Everything between command-line paths and Records: opening, probing, decoding, unpacking, splitting.

A `Unit` is one file, small enough to ship to a worker process; `records` opens it and yields what it holds, one record
in memory at a time. Whatever cannot be read is a `Gap` that names it. `folders` says what is read of a folder.
"""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from redaction_audit.errors import ReadError
from redaction_audit.folders import Request, Unit, units
from redaction_audit.model import Gap, Record
from redaction_audit.readers import HEAD, Member, Options, Reader, Source, asked, text
from redaction_audit.readers.members import DEPTH, FREE, LAYERS, MEMBERS, RATIO, UNPACKED
from redaction_audit.regular import special
from redaction_audit.splitting import split

__all__ = ["Request", "Unit", "holds_many", "records", "size_of", "units"]

_SMALL = 1 << 20
_MOSTLY = 1 << 16
"""Bytes that most files do not reach."""
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class BombError(ReadError):
    """An archive unpacks to more than it may; nothing more of it is read."""


class Budget:
    """What one archive may still unpack to, all inside it counted; `size` returns its own bytes, or those so far."""

    def __init__(self, size: Callable[[], int]) -> None:
        self.size = size
        self.bytes = 0
        self.members = 0

    def spend(self, count: int) -> None:
        """Count unpacked bytes; raise BombError beyond the limits."""
        self.bytes += count
        if self.bytes <= FREE:
            return
        if self.bytes > RATIO * self.size():
            raise BombError(f"unpacks to more than {RATIO} times its size")
        if self.bytes > UNPACKED:
            raise BombError(f"unpacks to more than {UNPACKED >> 30} GiB")

    def enter(self) -> None:
        """Count a file; raise BombError beyond the limit."""
        self.members += 1
        if self.members > MEMBERS:
            raise BombError(f"holds more than {MEMBERS} files")


class _Counted(io.RawIOBase):
    """A raw stream over anything with `read`, which fills its buffer and counts what it delivers."""

    def __init__(self, stream: Any, budget: Budget | None, owned: bool = True) -> None:
        self._stream = stream
        self._budget = budget
        self._owned = owned
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        filled = 0
        while filled < len(view) and (piece := self._stream.read(len(view) - filled)):
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self.count += filled
        if self._budget is not None:
            self._budget.spend(filled)
        return filled

    def close(self) -> None:
        if not self.closed and self._owned:
            self._stream.close()
        super().close()


class _Depth:
    """How deep inside an archive a stream stands, and the budget of the outermost one."""

    __slots__ = ("archives", "budget", "layers")

    def __init__(self, budget: Budget, layers: int, archives: int) -> None:
        self.budget = budget
        self.layers = layers
        self.archives = archives


def records(unit: Unit, request: Request) -> Iterator[Record | Gap]:
    """Yield the records of one file in order, and gaps for what could not be read; never raises for what a file holds.

    `Record.id` stays empty, `given_id` is what a table row brought along; offsets count code points of `Record.text`.
    """
    options = Options(request.encoding, request.id_field, request.text_field)
    name = unit.shown.rpartition("/")[2].lower()
    stream: BinaryIO | bytes
    length: int | None = None
    try:
        if unit.stdin:
            stream, size = _stdin()
        else:
            stream, length = _opened(unit.path)
            size = length.__int__
    except (OSError, ValueError, ReadError) as error:
        yield unreadable(error, Source(unit.shown, name))
        return
    source = Source(unit.shown, name, None, length)
    if isinstance(stream, bytes):
        if stream and _reader(stream[:HEAD], name) is text:
            yield from _plain(stream, source, options)
            return
        stream = io.BytesIO(stream)
    with stream:
        try:
            yield from _contents(stream, source, options, _Depth(Budget(size), 0, 0))
        except BombError as error:
            advice = "Do not unpack it unseen; ask whoever sent it."
            yield Gap(source.path, f"archive refused: {error}", advice, size=source.size)


def size_of(unit: Unit) -> int | None:
    """Return the size of a file in bytes; None where it cannot be told beforehand, for standard input among others."""
    try:
        return None if unit.stdin else Path(unit.path).stat().st_size
    except (OSError, ValueError):
        return None


def holds_many(unit: Unit) -> bool:
    """Say whether a file is a table or an archive: something that is read bit by bit and holds many records."""
    if unit.stdin:
        return True
    try:
        stream, _ = _opened(unit.path)
    except (OSError, ValueError, ReadError):
        return False
    if isinstance(stream, bytes):
        return False
    with stream:
        reader = _reader(_head(stream), unit.shown.rpartition("/")[2].lower())
    return not isinstance(reader, str) and reader is not text


def _stdin() -> tuple[BinaryIO, Callable[[], int]]:
    """Return standard input, and a function that says how much of it was read."""
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:
        raise ReadError("standard input is closed")
    counted = _Counted(raw, None, owned=False)
    return io.BufferedReader(counted, 1 << 16), lambda: counted.count


def _plain(data: bytes, source: Source, options: Options) -> list[Record | Gap]:
    """Return the records of a small text file: the common case, spared the stream and the container around it."""
    items: list[Record | Gap] = []
    try:
        for item in text.whole(data, source, options):
            if isinstance(item, Record):
                items += split(item)
            else:
                items.append(item)
    except Exception as error:  # noqa: BLE001 - as in _contents: one file never ends a batch
        items.append(unreadable(error, source))
    return items


def _opened(path: str) -> tuple[BinaryIO | bytes, int]:
    """Open a regular file without ever waiting for it (a pipe may have no writer).

    Returns the content of a small file, the stream of a larger one, and the size.
    """
    handle = os.open(path, _OPEN)
    try:
        data = os.read(handle, _MOSTLY)
        if 0 < len(data) < _MOSTLY and not os.read(handle, 1):
            return data, len(data)  # read to its end: neither its kind nor its size has to be asked for
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(special(status.st_mode))
        size = status.st_size
        os.lseek(handle, 0, os.SEEK_SET)
        if size > _SMALL:
            file = io.FileIO(handle)
            handle = -1
            return io.BufferedReader(file, 1 << 16), size
        data = os.read(handle, size + 1)  # more than its size: it may have grown
        if len(data) != size:
            pieces = [data]
            while piece := os.read(handle, 1 << 16):
                pieces.append(piece)
            data = b"".join(pieces)
        return data, len(data)
    finally:
        if handle >= 0:
            os.close(handle)


def _contents(stream: BinaryIO, source: Source, options: Options, place: _Depth) -> Iterator[Record | Gap]:
    """Yield what the reader that claims a stream most surely finds in it; failures become gaps, all but BombError."""
    empty = True
    try:
        head = _head(stream)
        if not head:
            yield Gap(source.path, "is empty", "Check that the file is complete.", "error", source.member, size=0)
            return
        reader = _reader(head, source.name)
        if isinstance(reader, str):
            yield Gap(source.path, reader, "Give it a name that says what it is.", "error", source.member)
            return
        for item in reader.read(stream, source, options):
            empty = False
            if isinstance(item, Record):
                if item.origin.row is None:
                    yield from split(item)
                else:
                    yield item
            elif isinstance(item, Member):
                if place.layers >= LAYERS or (place.archives >= DEPTH and not item.wraps):
                    item.stream.close()
                    yield _too_deep(source)
                    return
                yield from _member(item, options, place)
            else:
                yield item
        if empty:
            yield Gap(source.path, "holds no records", "Check that the file is complete.", "error", source.member)
    except BombError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file can break any parser; one file never ends a batch
        yield unreadable(error, source if empty else msgspec.structs.replace(source, size=None))


def _member(member: Member, options: Options, place: _Depth) -> Iterator[Record | Gap]:
    """Yield what a file inside a container holds, within depth and budget."""
    source, stream = member.source, member.stream
    with stream:
        place.budget.enter()
        budget = place.budget if member.expands else None
        data = None
        try:
            if source.size is not None and source.size <= _SMALL:
                data = stream.read()
                if budget is not None:
                    budget.spend(len(data))
            else:
                stream = io.BufferedReader(_Counted(stream, budget), 1 << 16)
        except BombError:
            raise
        except Exception as error:  # noqa: BLE001 - as in _contents: the archive's other files are still read
            yield unreadable(error, source)
            return
        if data and _reader(data[:HEAD], source.name) is text:
            yield from _plain(data, source, options)
            return
        inner = _Depth(place.budget, place.layers + 1, place.archives + (not member.wraps))
        yield from _contents(stream if data is None else io.BytesIO(data), source, options, inner)


def _too_deep(source: Source) -> Gap:
    why = f"is an archive nested more than {DEPTH} deep; not opened"
    return Gap(source.path, why, "Unpack it, then audit the folder.", "error", source.member, size=source.size)


def _head(stream: BinaryIO) -> bytes:
    """Return the first bytes of a stream and leave it at its start."""
    if isinstance(stream, io.BytesIO):
        head = stream.read(HEAD)
        stream.seek(0)
        return head
    peeked: bytes = stream.peek(HEAD)  # type: ignore[attr-defined]  # every other stream is a BufferedReader
    return peeked[:HEAD]


def _reader(head: bytes, name: str) -> Reader | str:
    """Return the reader with the highest score, or words where two claim a file equally."""
    best, winner, tie = 0, None, None
    for reader in asked(head, name):
        if (score := reader.probe(head, name)) > best:
            best, winner, tie = score, reader, None
        elif score == best:
            tie = reader
    if winner is None:
        return "is of no known format"
    if tie is not None:
        return f"is claimed by two readers: {winner.__name__} and {tie.__name__}"
    return winner


def unreadable(error: BaseException, source: Source) -> Gap:
    """Return the gap for a failure; its words come from our own errors and the system's, never from a record."""
    advice: str | None = "Check that the file is complete and that you may read it."
    if isinstance(error, ReadError):
        reason = str(error)
    elif isinstance(error, OSError) and error.strerror:
        reason = f"cannot be read: {error.strerror}"
    elif isinstance(error, MemoryError):
        reason, advice = "does not fit into memory", "Split the file."
    else:
        kind = type(error)
        name = f"{kind.__module__}.{kind.__name__}" if kind.__name__ == "error" else kind.__name__  # zlib.error
        reason = f"damaged or cut off ({name})"
    return Gap(source.path, reason, advice, "error", source.member, size=source.size)
