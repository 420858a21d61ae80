"""Compression around one file: gzip, bzip2, xz and Zstandard, unpacked as a stream.

What is damaged or cut off is read as far as it goes, and a gap says where that ended; so is what stands behind the end.
"""

import io
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from redaction_audit.errors import ReadError
from redaction_audit.model import Gap
from redaction_audit.readers import MAGIC, NAMED, Member, Options, Source

_STARTS = {b"\x1f\x8b\x08": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"\x28\xb5\x2f\xfd": "zstandard"}
STARTS = tuple(_STARTS)
_BZIP2 = (b"1AY&SY", b"\x17rE8P\x90")
"""What follows `BZh` and a digit: the first block, or the end where there is none."""
_SKIPPED = tuple(bytes([sign]) + b"\x2a\x4d\x18" for sign in range(0x50, 0x60))
"""Frames of Zstandard that hold none of the content (RFC 8878, 3.1.2); some writers begin with one."""
_SIGN = 6
"""Bytes of the longest signature."""

_ENDS = {".gz": "gzip", ".tgz": "gzip", ".bz2": "bzip2", ".tbz": "bzip2", ".xz": "xz", ".txz": "xz"} | {
    ".zst": "zstandard",
    ".tzst": "zstandard",
}
ENDS = tuple(_ENDS)
_SHORT = (".tgz", ".tbz", ".txz", ".tzst")
_PIECE = 2048
"""Bytes unpacked at once: they may become 32,000 times as many, and these come in one piece."""
_ADVICE = "Check that the file is complete, or unpack it and audit what is in it."
_BEFORE = "; what came before was read"
_DAMAGED = {"zstandard": "is damaged, or was packed with a dictionary or a window larger than is unpacked here"}


def probe(head: bytes, name: str) -> int:
    """Claim by signature, else by name."""
    if head.startswith(STARTS) and (head[:1] != b"B" or head[4:10] in _BZIP2):  # a text may well begin with BZh
        return MAGIC
    return NAMED if name.endswith(ENDS) else 0


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Gap | Member]:
    """Yield the one file inside, named without its last extension (`.tgz` becomes `.tar`), and what is wrong."""
    del options
    head = stream.read(_SIGN) if isinstance(stream, io.BytesIO) else stream.peek(_SIGN)  # type: ignore[attr-defined]  # BufferedReader
    if isinstance(stream, io.BytesIO):
        stream.seek(0)
    kind = _kind(head)
    if kind is None:
        raise ReadError("is not compressed as its name says, or is damaged")
    name = source.name
    end = next((end for end in _ENDS if name.endswith(end)), "")
    if end:
        name = name[: -len(end)] + (".tar" if end in _SHORT else "")
    unpacked = _Unpacked(kind, stream)
    yield Member(Source(source.path, name, source.member), io.BufferedReader(unpacked, 1 << 16), wraps=True)
    if unpacked.trouble is not None:
        yield Gap(source.path, unpacked.trouble + _BEFORE, _ADVICE, "error", source.member)


def _kind(head: bytes) -> str | None:
    """Return what compressed a file that begins so, or a part of one."""
    if head.startswith(_SKIPPED):
        return "zstandard"
    return next((kind for start, kind in _STARTS.items() if head.startswith(start)), None)


def _unpacker(kind: str) -> Any:
    """Return what unpacks one part: it has `decompress`, `eof` and `unused_data`, and errors of its own."""
    if kind == "gzip":
        import zlib

        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if kind == "bzip2":
        import bz2

        return bz2.BZ2Decompressor()
    if kind == "xz":
        import lzma

        return lzma.LZMADecompressor()
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor

        return ZstdDecompressor()
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj()


class _Unpacked(io.RawIOBase):
    """What is in compressed parts that stand one behind the other, as `gzip -c b >> a.gz` leaves them.

    Where they are damaged the stream ends, and `trouble` says why. Raises ReadError where nothing came before.
    """

    def __init__(self, kind: str, stream: BinaryIO) -> None:
        self.trouble: str | None = None
        self._kind = kind
        self._stream = stream
        self._part = _unpacker(kind)
        self._input = b""
        self._output = memoryview(b"")
        self._inside = False
        self._delivered = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._output and self.trouble is None:
            data = self._input or self._stream.read(_PIECE)
            self._input = b""
            if not data:
                if self._inside:
                    self._end("is cut off")
                break
            self._unpack(data)
        count = min(len(buffer), len(self._output))
        buffer[:count] = self._output[:count]
        self._output = self._output[count:]
        self._delivered += count
        return count

    def _unpack(self, data: bytes) -> None:
        """Unpack some bytes of a part, or begin the next one."""
        if self._part.eof:
            data = data.lstrip(b"\0")  # padding to the size of a block
            while data and len(data) < _SIGN and (more := self._stream.read(_SIGN - len(data))):
                data += more
            if not data:
                return
            if _kind(data) != self._kind:
                self._end(f"holds something behind the end of its {self._kind} data")
                return
            self._part = _unpacker(self._kind)
        try:
            self._output = memoryview(self._part.decompress(data))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - each library has an error of its own
            self._end(_DAMAGED.get(self._kind, "is damaged"))
            return
        self._inside = not self._part.eof
        if self._part.eof:
            self._input = self._part.unused_data

    def _end(self, trouble: str) -> None:
        if not self._delivered:
            raise ReadError(trouble)
        self.trouble = trouble
