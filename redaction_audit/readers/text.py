"""Plain text, one record a file; `intake` splits files that hold several cables."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO, TypeGuard

from redaction_audit.model import Gap, Origin, Record
from redaction_audit.readers import ANYTHING, NAMED, Options, Source
from redaction_audit.readers.decoding import decode

LIMIT = 2 * 1024**3
"""Bytes; a larger text is refused, because a record is held in memory as a whole."""

_CHUNK = 1 << 20
_KEPT = 1 << 20
"""Bytes of a file that are kept beside its text; those of a larger one would be felt."""
_NAMES = (".txt", ".text", ".asc", ".cable", ".md")


def probe(head: bytes, name: str) -> int:
    """Claim text files by name, and weakly anything that no other reader claims."""
    del head
    return NAMED - 5 if name.endswith(_NAMES) else ANYTHING


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap]:
    """Yield the file as one record, with the notes of its decoding, or a gap."""
    data = _bytes(stream, source.size)
    found = (_too_large(source),) if data is None else whole(data, source, options)
    del data  # a record may be large: not twice
    yield from found


def whole(data: bytes | bytearray, source: Source, options: Options) -> tuple[Record | Gap, ...]:
    """Return the bytes of a file as one record, with the notes of its decoding, or the gaps that say why not."""
    size = len(data)
    if size > LIMIT:
        return (_too_large(source),)
    found = decode(data, source, options.encoding)
    if found.text and not found.text.isspace():
        origin = Origin(source.path, source.member)
        utf8 = data if found.encoding == "utf-8" and size <= _KEPT and _is_bare(data) else None
        return (Record(found.text, origin, encoding=found.encoding, size=size, gaps=found.gaps, utf8=utf8),)
    if found.text is None:
        return found.gaps
    advice = "Check that the file is complete."
    return *found.gaps, Gap(source.path, "holds no text", advice, "error", source.member, size=size)


def _is_bare(data: bytes | bytearray) -> TypeGuard[bytes]:
    """Say whether bytes in UTF-8 are those of their text: no mark stands before it."""
    return isinstance(data, bytes) and not data.startswith(BOM_UTF8)


def _too_large(source: Source) -> Gap:
    advice = "Split the file, or hand its records over as .jsonl."
    return Gap(source.path, f"text larger than {LIMIT >> 30} GiB", advice, "error", source.member, size=source.size)


def _bytes(stream: BinaryIO, size: int | None) -> bytes | bytearray | None:
    """Read all there is, or return None beyond LIMIT."""
    if size is not None and size <= LIMIT:
        return stream.read()
    if size is not None:
        return None
    data = bytearray()
    while piece := stream.read(_CHUNK):
        data += piece
        if len(data) > LIMIT:
            return None
    return data
