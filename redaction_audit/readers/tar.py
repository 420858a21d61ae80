"""Tar archives, read strictly forwards, so that they may come compressed or through a pipe."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from redaction_audit.errors import ReadError
from redaction_audit.model import Gap
from redaction_audit.readers import MAGIC, NAMED, Member, Options, Source
from redaction_audit.readers.members import escapes, hidden, left_out, plain, refused, within

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo

_BLOCK = 512
_LONGEST = 16 * 1024**2
"""Bytes asked for at once; a header that claims more is damaged, or meant to fill the memory."""


def probe(head: bytes, name: str) -> int:
    """Claim by the `ustar` signature (POSIX and GNU alike), else by name."""
    if head[257:262] == b"ustar":
        return MAGIC
    return NAMED if name.endswith(".tar") else 0


class _Forward:
    """A stream that can skip but never go back, and remembers its last block: the end marker, if all is well."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
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
        data = self._stream.read(size)
        while len(data) < size and (piece := self._stream.read(size - len(data))):
            data += piece
        self._at += len(data)
        self.last = data
        return data


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Gap | Member]:
    """Yield the files in the archive's order; links and devices as notes, a missing end as a gap after them."""
    del options
    import tarfile

    forward = _Forward(stream)
    skipped = 0
    try:
        archive = tarfile.TarFile(fileobj=forward, mode="r")  # type: ignore[arg-type]  # all that tarfile uses of a file
        kept: list[TarInfo] = vars(archive)["members"]  # tarfile keeps every header; a batch has hundreds of thousands
        while (info := archive.next()) is not None:
            kept.clear()
            name = plain(info.name)
            if info.isdir():
                continue
            if hidden(name) and not escapes(name):
                skipped += 1
                continue
            yield _member(archive, info, name, source)
    except tarfile.TarError:
        raise ReadError("is no tar archive, or is damaged or cut off; what came before was read") from None
    if skipped:
        yield left_out(source, skipped)
    if len(forward.last) != _BLOCK or forward.last.strip(b"\0"):
        why = "ends without the end mark of a tar archive: damaged or cut off; what came before was read"
        yield Gap(source.path, why, "Check that the file is complete.", "error", source.member)


def _member(archive: "TarFile", info: "TarInfo", name: str, source: Source) -> Gap | Member:
    where = within(source, name)
    if escapes(name):
        return refused(source, name)
    if info.issym() or info.islnk():
        return Gap(source.path, "is a link; left out", None, "note", where)
    stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if stream is None:
        kind = "sparse file" if info.issparse() else "device or pipe" if info.isdev() else "special file"
        return Gap(source.path, f"is a {kind}; left out", None, "error" if info.issparse() else "note", where)
    inner = Source(source.path, name.rpartition("/")[2].lower(), where, info.size)
    return Member(inner, stream, expands=False)  # type: ignore[arg-type]  # IO[bytes] is a binary stream
