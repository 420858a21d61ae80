r"""Bytes to text without losing a character: every reader decodes here. Not a reader itself.

UTF-8 (BOM or not), UTF-16 and UTF-32 by BOM, UTF-16 without a BOM where it is plain; everything else is cp1252, the
whole file, with a gap. The five bytes that cp1252 leaves undefined become the control characters of Latin-1, as in
browsers. No replacement character ever stands in for a byte, and line ends stay as they are.
"""

import codecs
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

from redaction_audit.model import Frozen, Gap
from redaction_audit.readers import Source

_UNPRINTABLE = bytes([*range(8), 0x0B, *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F])
_EBCDIC = "".join(map(chr, [*range(65, 91), *range(97, 123), *range(48, 58)])).encode("cp037")
_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(bom for bom, _ in _BOMS)


class Decoded(Frozen, frozen=True):
    """A text, its encoding, and what had to be said about it; `text` is None where there is none to audit."""

    text: str | None
    encoding: str
    gaps: tuple[Gap, ...] = ()


@cache
def _cp1252() -> str:
    """Return the 256 characters of cp1252, undefined bytes filled from Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


def as_cp1252(data: bytes | bytearray) -> str:
    """Decode any bytes as cp1252; one character a byte."""
    return codecs.charmap_decode(data, "strict", _cp1252())[0]


def without_bom(text: str) -> str:
    """Return the text without the byte order mark it begins with, if any."""
    return text[1:] if text.startswith("\ufeff") else text


def marked(head: bytes | bytearray) -> tuple[str, int] | None:
    """Return encoding and length of the byte order mark at the start of `head`, or None."""
    if not head.startswith(_MARKS):
        return None
    return next((encoding, len(bom)) for bom, encoding in _BOMS if head.startswith(bom))


def announced(line: bytes) -> tuple[str, int] | None:
    """Return what the first line of a table or of JSON Lines says of its encoding, and the length of its mark."""
    if (mark := marked(line)) is not None:
        return mark
    guess = wide(line) if b"\0" in line else None
    return (guess, 0) if guess is not None else None


def wide(data: bytes | bytearray) -> str | None:
    """Return `utf-16-le` or `utf-16-be` where bytes without a BOM are plainly that: every other byte a NUL."""
    half = len(data) // 2
    if half < 2:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd * 10 >= half * 6 and even * 20 <= half:
        return "utf-16-le"
    if even * 10 >= half * 6 and odd * 20 <= half:
        return "utf-16-be"
    return None


def lines_of(first: bytes, stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the lines of a stream in any encoding, each with its line feed; `first` was read from the stream before.

    Raises UnicodeDecodeError where the bytes do not fit.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces = [decoder.decode(first).removeprefix("\ufeff")]
    final = False
    while not final:
        data = stream.read(1 << 16)
        final = not data
        head, feed, rest = decoder.decode(data, final).rpartition("\n")
        if feed:
            whole = "".join([*pieces, head])
            yield from (line + "\n" for line in whole.split("\n"))
            pieces = []
        pieces.append(rest)
    if last := "".join(pieces):
        yield last


def is_binary(data: bytes | bytearray, valid: bool) -> bool:
    """Say whether bytes are no text: too many characters that no page prints.

    `valid` says that they decode as UTF-8; then three in ten are needed (damaged text stays readable), else one in 20.
    """
    sample = data[:_SAMPLE]
    unprintable = len(sample) - len(sample.translate(None, _UNPRINTABLE))
    return unprintable * 10 > len(sample) * 3 if valid else unprintable * 20 > len(sample)


def file_line(data: bytes | bytearray, offset: int) -> int:
    r"""Return the 1-based line of a byte offset in single-byte or UTF-8 text (`\n`, `\r\n`, `\r`)."""
    lone = data.count(b"\r", 0, offset) - data.count(b"\r\n", 0, offset) if b"\r" in data else 0
    return data.count(b"\n", 0, offset) + lone + 1


def decode(data: bytes | bytearray, source: Source, encoding: str | None = None) -> Decoded:
    """Decode a whole file. `encoding` is the user's word and is tried first; see the module for the rest.

    Returns the text with its byte order mark removed and notes on what was odd; `text` is None, with an error gap, for
    binary files and damaged UTF-16.
    """
    if encoding is not None:
        return _as_told(data, source, encoding)
    mark = marked(data)
    if mark is not None and mark[0] != "utf-8":
        return _wide(data, mark[0], mark[1], source)
    nul = b"\0" in data
    if nul and (guess := wide(data)) is not None:
        return _wide(data, guess, 0, source)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _fallback(data, source, "is not valid UTF-8", error.start)
    if nul and is_binary(data, valid=True):
        return _binary(source, len(data))
    if mark is not None:
        text = text[1:]
    if nul or "\r" in text:
        return Decoded(text, "utf-8", oddities(text, source))
    return Decoded(text, "utf-8")


def _as_told(data: bytes | bytearray, source: Source, encoding: str) -> Decoded:
    """Decode by the encoding the user named; where that fails, as cp1252 with a gap."""
    name = codecs.lookup(encoding).name
    if name.startswith(("utf-16", "utf-32")) and b"\0" not in data:  # not one blank, line end or Latin letter in it
        return _fallback(data, source, f"is not {name}", None)
    try:
        text = without_bom(data.decode(name))
        text.encode("utf-8")  # some codecs let lone surrogates through, which no report could print
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        return _fallback(data, source, f"is not valid {name}", start if name == "utf-8" else None)
    return Decoded(text, name, oddities(text, source))


def _wide(data: bytes | bytearray, encoding: str, skip: int, source: Source) -> Decoded:
    """Decode UTF-16 or UTF-32; a cut last character is left off and said so, other damage is an error gap."""
    unit = 4 if encoding.startswith("utf-32") else 2
    extra = (len(data) - skip) % unit
    body = memoryview(data)[skip : len(data) - extra]
    try:
        text = codecs.decode(body, encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-32-le" and skip:  # its mark is also that of UTF-16 with a NUL behind it
            return _wide(data, "utf-16-le", 2, source)
        return Decoded(
            None, encoding, (_gap(source, f"damaged {encoding} at byte {skip + error.start}", advice=_RESAVE),)
        )
    gaps = oddities(text, source)
    if extra:
        reason = f"ends in the middle of a character ({encoding}); the last {extra} byte(s) were left off"
        gaps += (_gap(source, reason, advice="Check that the file is complete.", note=True),)
    if text.count("\0") * 10 > len(text) * 3:
        return _binary(source, len(data))
    return Decoded(without_bom(text), encoding, gaps)


_RESAVE = "Save the file again as UTF-8, or name its encoding with --encoding."


def _fallback(data: bytes | bytearray, source: Source, why: str, at: int | None) -> Decoded:
    """Read a file that is not what it should be as cp1252, with a note; binary files are refused."""
    if is_binary(data, valid=False):
        return _binary(source, len(data))
    if _is_ebcdic(data):
        why = "is in EBCDIC, the encoding of mainframes; not read"
        advice = "Save it as UTF-8, or name its encoding, for example --encoding cp037."
        return Decoded(None, "ebcdic", (_gap(source, why, advice=advice, size=len(data)),))
    text = as_cp1252(data)
    line = None if at is None else file_line(data, at)
    gap = _gap(source, f"{why}; the whole file was read as cp1252", advice=_RESAVE, line=line, note=True)
    return Decoded(text, "cp1252", (gap, *oddities(text, source)))


def _is_ebcdic(data: bytes | bytearray) -> bool:
    """Say whether bytes that are no UTF-8 are a mainframe's: its blanks, letters and figures, none of our blanks."""
    sample = data[:_SAMPLE]
    blanks = sample.count(0x40)
    signs = len(sample) - len(sample.translate(None, _EBCDIC))
    return blanks * 20 > len(sample) and signs * 10 > len(sample) * 6 and sample.count(0x20) * 20 < blanks


def _binary(source: Source, size: int) -> Decoded:
    gap = _gap(source, "binary: holds no text", advice="Convert it to text, or leave it out with --exclude.", size=size)
    return Decoded(None, "binary", (gap,))


def oddities(text: str, source: Source) -> tuple[Gap, ...]:
    """Return notes on NULs and lone carriage returns; the text is audited as it stands."""
    found = []
    if (nuls := text.count("\0")) > 0:
        found.append(_gap(source, f"holds {nuls} NUL character(s); audited as they stand", note=True))
    if "\r" in text and (lone := text.count("\r") - text.count("\r\n")) > 0:
        found.append(_gap(source, f"holds {lone} lone carriage return(s); each was read as a line end", note=True))
    return tuple(found)


def _gap(
    source: Source,
    reason: str,
    *,
    advice: str | None = None,
    line: int | None = None,
    size: int | None = None,
    note: bool = False,
) -> Gap:
    severity = "note" if note else "error"
    return Gap(source.path, reason, advice, severity, source.member, line, size)  # type: ignore[arg-type]  # a literal by construction
