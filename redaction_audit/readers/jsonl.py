"""JSON Lines: one object a line with `id` and `text` keys (`--id-field`, `--text-field`); each row is a record."""

import codecs
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from redaction_audit.model import Gap, Origin, Record
from redaction_audit.readers import GUESSED, HEAD, NAMED, Options, Source
from redaction_audit.readers.decoding import announced, as_cp1252, lines_of, oddities

STARTS = (b"{",)
ENDS = (".jsonl", ".ndjson", ".jsonlines")

LONGEST = 256 * 1024**2
"""Bytes of a line: a record of so many pages is none, and it takes four times as much memory. A longer one is a gap."""

_LISTED = 20
"""Broken rows reported one by one; more are counted, so that garbage cannot flood a report."""

_KEYS = re.compile(r"[\w.:-]{1,32}")
"""What a name of a field looks like, where a row without the text is to tell of its keys."""
_NAMED = 8
"""Keys that are named."""

_SHOW = "Check the line; the other rows were audited."


def probe(head: bytes, name: str) -> int:
    """Claim `.jsonl` and `.ndjson` by name, and what begins with an object on its first line, whatever its name."""
    if name.endswith(ENDS):
        return NAMED
    if not head.startswith(STARTS):
        return 0
    first, newline, _ = head.partition(b"\n")
    if newline or len(head) < HEAD:
        return GUESSED if _parsed(first) is not None else 0
    return GUESSED if re.match(rb'\{\s{0,9}"[^"\\]{1,64}"\s{0,9}:\s{0,9}["\d\[{tfn-]', head) else 0


def read(stream: BinaryIO, source: Source, options: Options) -> Iterator[Record | Gap]:
    """Yield a record a row; a broken row is a gap that names its line, the rows around it are still read."""
    broken = row = 0
    for number, (line, encoding) in enumerate(_lines(stream, options), 1):
        if not line or line.isspace():
            continue
        row += 1
        item = _row(line, encoding, Origin(source.path, source.member, row, number), source, options)
        if isinstance(item, Gap):
            broken += 1
            if broken > _LISTED:
                continue
        yield item
    if broken > _LISTED:
        yield Gap(source.path, f"{broken - _LISTED} more broken rows", _SHOW, "error", source.member)


def _lines(stream: BinaryIO, options: Options) -> Iterator[tuple[bytes, str]]:
    """Yield every line as UTF-8 bytes with the encoding it was written in; of one that is too long, the beginning."""
    first = stream.readline(LONGEST)
    mark = announced(first)
    told = codecs.lookup(options.encoding or (mark[0] if mark else "utf-8")).name
    if told != "utf-8":
        for text in lines_of(first, stream, told):
            yield text.encode(), told
        return
    line = first[mark[1] :] if mark else first
    while line:
        yield line, told
        piece = line
        while len(piece) >= LONGEST and not piece.endswith(b"\n"):
            piece = stream.readline(LONGEST)  # the rest of a line that is too long
        line = stream.readline(LONGEST)


def _parsed(line: bytes) -> dict[str, Any] | None:
    """Return the object on a line, or None where it is none."""
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        import json

        try:
            value = json.loads(line)  # NaN and Infinity, as some tools write them
            line.decode()
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


def _row(line: bytes, encoding: str, origin: Origin, source: Source, options: Options) -> Record | Gap:
    """Turn one line into a record, or into the gap that says why not."""
    if len(line) >= LONGEST:
        why = f"row is longer than {LONGEST >> 20} MiB; not read"
        return Gap(
            source.path, why, "Give each record a row of its own.", "error", source.member, origin.line, len(line)
        )
    gaps: tuple[Gap, ...] = ()
    value = _parsed(line)
    if value is None and not line.isascii():
        line, encoding = _as_utf8(line)
        if encoding == "cp1252":
            value = _parsed(line)
            reason = "is not valid UTF-8; the row was read as cp1252"
            gaps = (Gap(source.path, reason, None, "note", source.member, origin.line),)
    text = value.get(options.text_field) if value is not None else None
    if value is None or not isinstance(text, str) or text.isspace() or not text or not _printable(text):
        reason, advice = _why_not(value, text, options.text_field)
        return Gap(source.path, reason, advice, "error", source.member, origin.line, len(line))
    given = value.get(options.id_field)
    id_ = str(given) if isinstance(given, (str, int)) and not isinstance(given, bool) else None
    if id_ is not None and not _printable(id_):
        id_ = None
    if "\0" in text or "\r" in text:
        gaps += oddities(text, source)
    if _named_twice(line, options.text_field, len(text)):
        reason = f"row has more than one {options.text_field!r}; the last was audited"
        gaps += (Gap(source.path, reason, "Give each its own row.", "error", source.member, origin.line),)
    return Record(text, origin, given_id=id_ or None, encoding=encoding, size=len(line), gaps=gaps)


def _named_twice(line: bytes, field: str, length: int) -> bool:
    """Say whether the object on a line has a key twice: parsers keep the last, other programs may show the first.

    `length` is that of the value kept, in characters. All keys stand before it, and it takes a byte a character or
    more, so that most of the line need not be looked at.
    """
    end = len(line) - length
    if line.count(f'"{field}"'.encode(), 0, end) < 2 and line.find(b"\\u00", 0, end) < 0:  # a letter may be spelt so
        return False
    import json

    pairs: list[tuple[str, Any]] = json.loads(line, object_pairs_hook=list)
    return [key for key, _ in pairs].count(field) > 1


def _why_not(value: dict[str, Any] | None, text: Any, field: str) -> tuple[str, str]:
    """Return why a row is no record, and what to do about it."""
    if value is None:
        return "row is not a JSON object", _SHOW
    if not isinstance(text, str):
        return f"row has no text under {field!r}", _where_else(value)
    if not text or text.isspace():
        return f"row has an empty {field!r}", _SHOW
    return "row holds half of a surrogate pair", "Write the file again with whole characters."


def _where_else(value: dict[str, Any]) -> str:
    """Return what to do about a row without the key: which keys hold text, which holds records, if names tell."""
    named = {key: held for key, held in value.items() if held and _KEYS.fullmatch(key)}
    names = [key for key, held in named.items() if isinstance(held, str)]
    lists = (key for key, held in named.items() if isinstance(held, list) and isinstance(held[0], dict))
    if not names and (key := next(lists, None)) is not None:
        return f"Write one record a line, for example with `jq -c '.{key}[]'`."
    present = f" Keys with text: {', '.join(names[:_NAMED])}{' and more' if names[_NAMED:] else ''}." if names else ""
    return f"Name the key with --text-field.{present}"


def _as_utf8(line: bytes) -> tuple[bytes, str]:
    """Return a line that is not UTF-8 recoded from cp1252; a valid one as it is."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return as_cp1252(line).encode(), "cp1252"
    return line, "utf-8"


def _printable(text: str) -> bool:
    """Say whether a report could hold this text: no lone surrogates."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
