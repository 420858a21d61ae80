"""Compression around one file: gzip, bzip2, xz and Zstandard, unpacked as a stream."""

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

_ENDS = {".gz": "gzip", ".tgz": "gzip", ".bz2": "bzip2", ".tbz": "bzip2", ".xz": "xz", ".txz": "xz"} | {
    ".zst": "zstandard",
    ".tzst": "zstandard",
}
ENDS = tuple(_ENDS)
_SHORT = (".tgz", ".tbz", ".txz", ".tzst")
_PIECE = 2048
"""Bytes fed to Zstandard at once: it may make 32,000 times as many of them, and they come in one piece."""


def probe(head: bytes, name: str) -> int:
    """Claim by signature, else by name."""
    if head.startswith(STARTS) and (head[:1] != b"B" or head[4:10] in _BZIP2):  # a text may well begin with BZh
        return MAGIC
    return NAMED if name.endswith(ENDS) else 0


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Gap | Member]:
    """Yield the one file inside, under the name without its last extension (`.tgz` becomes `.tar`)."""
    del options
    head = stream.read(6) if isinstance(stream, io.BytesIO) else stream.peek(6)  # type: ignore[attr-defined]  # BufferedReader
    if isinstance(stream, io.BytesIO):
        stream.seek(0)
    kind = next((kind for start, kind in _STARTS.items() if head.startswith(start)), None)
    if kind is None:
        raise ReadError("is not compressed as its name says, or is damaged")
    name = source.name
    end = next((end for end in _ENDS if name.endswith(end)), "")
    if end:
        name = name[: -len(end)] + (".tar" if end in _SHORT else "")
    yield Member(Source(source.path, name, source.member), _unpacked(kind, stream), wraps=True)


def _unpacked(kind: str, stream: BinaryIO) -> Any:
    """Return a stream of what is inside; it raises OSError, EOFError or its library's error where that is damaged."""
    if kind == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=stream)
    if kind == "bzip2":
        import bz2

        return bz2.BZ2File(stream)
    if kind == "xz":
        import lzma

        return lzma.LZMAFile(stream)
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdFile

        return ZstdFile(stream)
    return io.BufferedReader(_Zstandard(stream), 1 << 16)


class _Zstandard(io.RawIOBase):
    """Zstandard frames one after the other; unlike the library's own reader it notices that the last one is cut off."""

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._stream = stream
        self._frames = zstandard.ZstdDecompressor()
        self._frame = self._frames.decompressobj()
        self._input = b""
        self._output = memoryview(b"")
        self._inside = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._output:
            data = self._input or self._stream.read(_PIECE)
            self._input = b""
            if not data:
                if self._inside:
                    raise EOFError("Zstandard frame cut off")
                return 0
            self._output = memoryview(self._frame.decompress(data))
            self._inside = not self._frame.eof
            if self._frame.eof:
                self._input = self._frame.unused_data
                self._frame = self._frames.decompressobj()
        count = min(len(buffer), len(self._output))
        buffer[:count] = self._output[:count]
        self._output = self._output[count:]
        return count
