r"""JSON bytes that are safe to send anywhere: one encoder a process, straight from the value types.

msgspec escapes what JSON demands (below U+0020). A terminal also obeys C1 controls and bidirectional overrides, and
some readers of JSON Lines break lines at U+0085, U+2028 and U+2029: these leave as \uXXXX too, which reads back as the
same text.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder()


@cache
def _unsafe() -> re.Pattern[bytes]:
    # UTF-8 of U+007F..U+009F, U+061C, U+200B..U+200F, U+2028..U+202E, U+2060..U+206F, U+FEFF. A lead byte never occurs
    # inside another character, so the search cannot match across two.
    return re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf")


def encode(value: object) -> bytes:
    """Return `value` as one line of JSON without a line end."""
    try:
        return safe(_encoder.encode(value))
    except UnicodeEncodeError:
        return safe(_encoder.encode(_scalar(msgspec.to_builtins(value))))


def encode_lines(values: Sequence[object]) -> bytes:
    """Return `values` as JSON Lines, each ended by a newline; nothing for no values."""
    if not values:
        return b""
    try:
        return safe(_encoder.encode_lines(values))
    except UnicodeEncodeError:
        return b"".join(encode(value) + b"\n" for value in values)


def safe(line: bytes) -> bytes:
    """Return JSON with invisible and controlling characters as escapes; pure ASCII passes at memory speed."""
    if line.isascii() and b"\x7f" not in line:
        return line
    return _unsafe().sub(lambda found: b"\\u%04x" % ord(found.group().decode()), line)


def _scalar(value: Any) -> Any:
    """Return a copy without lone surrogates: names of files that are no UTF-8 hold them, JSON must not."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") if _lone(value) else value
    if isinstance(value, dict):
        return {_scalar(key): _scalar(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_scalar(item) for item in value]
    return value


def _lone(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None
