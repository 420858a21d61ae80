"""Tar archives, read strictly forwards, so that they may come compressed or through a pipe."""

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple

from redaction_audit.errors import ReadError
from redaction_audit.model import Gap
from redaction_audit.readers import MAGIC, NAMED, Member, Options, Source, headers
from redaction_audit.readers.links import Links, beside
from redaction_audit.readers.members import escapes, hidden, left_out, plain, refused, within

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo

_LONGEST = 16 * 1024**2
"""Bytes asked for at once; a header that claims more is damaged, or meant to fill the memory."""
_WHOLE = 1 << 20
"""Bytes of a file that is taken out at once; larger ones are handed on as streams."""
_PIECE = 1 << 16
"""Bytes that the stream is asked for."""


def probe(head: bytes, name: str) -> int:
    """Claim by the `ustar` signature (POSIX and GNU alike), else by name."""
    if head[257:262] == b"ustar":
        return MAGIC
    return NAMED if name.endswith(".tar") else 0


class _Forward:
    """A stream that can skip and look ahead but never go back.

    It remembers its last block: the end marker, if all is well.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._more = stream.read1  # type: ignore[attr-defined]  # what is at hand: damage behind it costs nothing of it
        self._at = 0
        self._held = b""
        self._next = 0  # the part of `_held` before it was read
        self.last = b""

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int) -> int:
        if offset < self._at:
            raise ReadError("damaged: a tar header points backwards")
        while self._at < offset and self.read(min(offset - self._at, 1 << 20)):
            pass
        return self._at

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _LONGEST:
            raise ReadError("damaged: a tar header claims an absurd size")
        data = self.last = self.peek(size)
        self.skip(len(data))
        return data

    def skip(self, size: int) -> None:
        """Leave behind bytes that `peek` returned."""
        self._next += size
        self._at += size

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer where the stream ends before, and leave them to be read."""
        start = self._next
        if len(self._held) - start < size:
            self._fill(size)
            start = 0
        return self._held[start : start + size]

    def _fill(self, size: int) -> None:
        """Drop what was read, and hold `size` bytes or more of what follows, fewer where the stream ends before."""
        pieces = [self._held[self._next :]]
        held = len(pieces[0])
        while held < size and (piece := self._more(_PIECE)):
            pieces.append(piece)
            held += len(piece)
        self._held, self._next = b"".join(pieces), 0


class _File(NamedTuple):
    """A regular file that was taken out as a whole."""

    name: str
    data: bytes


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Gap | Member]:
    """Yield the files in the archive's order; links and devices as notes, a missing end as a gap after them."""
    del options
    import tarfile

    forward = _Forward(stream)
    skipped = 0
    links = Links(source)
    try:
        archive = tarfile.TarFile(fileobj=forward, mode="r")  # type: ignore[arg-type]  # all that tarfile uses of a file
        kept: list[TarInfo] = vars(archive)["members"]  # tarfile keeps every header; a batch has hundreds of thousands
        found: _File | TarInfo | None = archive.next()  # the first was read when the archive was opened
        while found is not None:
            kept.clear()
            name = plain(found.name)
            links.pass_by(name)
            if isinstance(found, _File) or not found.isdir():
                if hidden(name) and not escapes(name):
                    skipped += 1
                elif (item := _member(archive, found, name, source, links)) is not None:
                    yield item
            found = _taken(archive, forward) or archive.next()
    except tarfile.TarError:
        raise ReadError("is no tar archive, or is damaged or cut off; what came before was read") from None
    yield from links.gaps()
    if skipped:
        yield left_out(source, skipped)
    if len(forward.last) != headers.BLOCK or forward.last.strip(b"\0"):
        why = "ends without the end mark of a tar archive: damaged or cut off; what came before was read"
        yield Gap(source.path, why, "Check that the file is complete.", "error", source.member)
    elif any(piece.strip(b"\0") for piece in iter(lambda: forward.read(1 << 16), b"")):
        why = "holds more behind the end mark of the archive: another one, or what is left of it; not read"
        yield Gap(source.path, why, "Unpack it with `tar -xi`, then audit the folder.", "error", source.member)


def _taken(archive: "TarFile", forward: _Forward) -> _File | None:
    """Take the next file out where its headers hold nothing unusual and all of it is there; `archive` takes others."""
    if archive.pax_headers or not archive.offset:  # headers for all files that follow; a header that points backwards
        return None
    if forward.tell() != archive.offset:
        forward.seek(archive.offset - 1)
        if not forward.peek(1):
            return None
        forward.seek(archive.offset)
    header = headers.read(forward.peek(headers.MOST))
    if header is None or header.size > _WHOLE:
        return None
    end = header.length + header.size
    padded = end + -end % headers.BLOCK
    blocks = forward.peek(padded)
    if len(blocks) < padded:
        return None
    archive.offset += padded
    forward.skip(padded)
    return _File(header.name, blocks[header.length : end])


def _member(
    archive: "TarFile", found: "_File | TarInfo", name: str, source: Source, links: Links
) -> Gap | Member | None:
    where = within(source, name)
    if escapes(name):
        return refused(source, name)
    stream: IO[bytes] | None
    if isinstance(found, _File):
        stream, size = io.BytesIO(found.data), len(found.data)
    elif found.issym() or found.islnk():  # a hard link names its file from the top of the archive
        links.add(name, beside(name, found.linkname) if found.issym() else plain(found.linkname))
        return None
    else:
        stream, size = archive.extractfile(found) if found.isreg() and not found.issparse() else None, found.size
        if stream is None:
            kind = "sparse file" if found.issparse() else "device or pipe" if found.isdev() else "special file"
            return Gap(source.path, f"is a {kind}; left out", None, "error" if found.issparse() else "note", where)
    inner = Source(source.path, name.rpartition("/")[2].lower(), where, size)
    return Member(inner, stream, expands=False)  # type: ignore[arg-type]  # IO[bytes] is a binary stream
