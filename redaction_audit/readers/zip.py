"""Zip archives: members streamed one after the other, nothing ever written to disk."""

import io
import stat
import struct
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, BinaryIO

from redaction_audit.errors import ReadError
from redaction_audit.model import Gap
from redaction_audit.readers import MAGIC, NAMED, Member, Options, Source
from redaction_audit.readers.directory import find, slices
from redaction_audit.readers.leftovers import Named
from redaction_audit.readers.links import Links, beside
from redaction_audit.readers.members import (
    FREE,
    MEMBERS,
    RATIO,
    escapes,
    hidden,
    left_out,
    plain,
    refused,
    within,
)

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

NESTED = 512 * 1024**2
"""Bytes of a zip archive that does not lie on disk; its directory is at the end, so it is held in memory."""

_LONGEST = 4096
"""Bytes of a link that are read: a path is no longer."""

ENDS = (".zip",)
STARTS = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")


def probe(head: bytes, name: str) -> int:
    """Claim by signature, else by name."""
    if head.startswith(STARTS):
        return MAGIC
    return NAMED if name.endswith(ENDS) else 0


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Gap | Member]:
    """Yield the members in the archive's order; encrypted, escaping and bomb-like ones as gaps."""
    del options
    from zipfile import BadZipFile, ZipFile

    if not stream.seekable():
        stream = _held(stream)
    directory = find(stream)
    if directory.most > MEMBERS:
        raise ReadError(f"archive refused: holds more than {MEMBERS} files")
    skipped = count = 0
    named = Named()
    links = Links(source)
    for part in slices(stream, directory):
        try:
            archive = ZipFile(part)
        except BadZipFile:
            raise ReadError("is no zip archive, or its directory is damaged") from None
        count += len(archive.filelist)
        for info in archive.filelist:
            named.add(info)
            name = plain(info.filename)
            links.pass_by(name.rstrip("/"))
            if info.is_dir():
                continue
            if hidden(name) and not escapes(name):
                skipped += 1
                continue
            if (item := _member(archive, info, name, source, links)) is not None:
                yield item
    yield from links.gaps()
    if skipped:
        yield left_out(source, skipped)
    if unnamed := named.leftovers(stream, directory.start):
        why = (
            f"holds {unnamed} file(s) that its directory does not name, as left over from an earlier edition; not read"
        )
        yield Gap(source.path, why, "Pack it anew from what is to be released.", "error", source.member)
    if not directory.agrees(count):
        why = f"holds {count} files where its end says otherwise; what was there was read"
        yield Gap(source.path, why, "Check that the archive is complete.", "error", source.member)


def _member(archive: "ZipFile", info: "ZipInfo", name: str, source: Source, links: Links) -> Gap | Member | None:
    from zipfile import BadZipFile

    where = within(source, name)
    if escapes(name):
        return refused(source, name)
    if info.flag_bits & 0x1:
        return Gap(source.path, "is encrypted", "Unpack it with its password, then audit the folder.", "error", where)
    if info.file_size > FREE and info.file_size > RATIO * info.compress_size:
        why = f"would unpack to more than {RATIO} times its size; refused"
        return Gap(
            source.path, why, "Do not unpack it unseen; ask whoever sent it.", "error", where, size=info.file_size
        )
    try:
        stream = archive.open(info)
    except NotImplementedError:
        why = "is compressed by a method that is not supported"
        return Gap(source.path, why, "Unpack it, then audit the folder.", "error", where)
    except (OSError, ValueError, RuntimeError, struct.error, BadZipFile):
        return Gap(source.path, "is damaged: no such file where the directory says", None, "error", where)
    if stat.S_ISLNK(info.external_attr >> 16):
        links.add(name, beside(name, _target(stream)))
        return None
    inner = Source(source.path, name.rpartition("/")[2].lower(), where, info.file_size)
    return Member(inner, stream)  # type: ignore[arg-type]  # ZipExtFile is a binary stream, but not typed as BinaryIO


def _target(stream: IO[bytes]) -> str:
    """Return where a link leads, which is the content of its member; out of the archive where that is damaged."""
    try:
        with stream:
            return stream.read(_LONGEST).decode("utf-8", "surrogateescape")
    except Exception:  # noqa: BLE001 - damaged data can break any decompressor
        return "/"


def _held(stream: BinaryIO) -> BinaryIO:
    data = stream.read(NESTED + 1)
    if len(data) > NESTED:
        raise ReadError(
            f"is a zip archive of more than {NESTED >> 20} MiB inside another, or from a pipe; unpack it first"
        )
    return io.BytesIO(data)
