r"""JSON bytes that are safe to send anywhere: one encoder a process, straight from the value types.

msgspec escapes what JSON demands (below U+0020). A terminal also obeys C1 controls and bidirectional overrides, and
some readers of JSON Lines break lines at U+0085, U+2028 and U+2029: these leave as \uXXXX too, which reads back as the
same text.
"""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder()


# UTF-8 of the characters that act on a terminal or break lines, by lead byte. A lead byte never occurs inside another
# character, so no match crosses two. Looking for one byte costs next to nothing, and most lines hold none of them.
_UNSAFE = (
    (b"\x7f", rb"\x7f"),  # U+007F
    (b"\xc2", rb"\xc2[\x80-\x9f]"),  # U+0080..U+009F
    (b"\xd8", rb"\xd8\x9c"),  # U+061C
    (b"\xe2", rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xaf])"),  # U+200B..F, U+2028..E, U+2060..F
    (b"\xef", rb"\xef\xbb\xbf"),  # U+FEFF
)


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
        return safe(_encoder.encode_lines(list(values)))  # msgspec 0.22 leaks an iterator for anything but a list
    except UnicodeEncodeError:
        return b"".join(encode(value) + b"\n" for value in values)


def safe(line: bytes) -> bytes:
    """Return JSON with invisible and controlling characters as escapes; pure ASCII passes at memory speed."""
    for lead, pattern in _UNSAFE[:1] if line.isascii() else _UNSAFE:
        if lead in line:
            line = re.sub(pattern, _escaped, line)
    return line


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found.group().decode())


def _scalar(value: Any) -> Any:
    r"""Return a copy without lone surrogates: names of files that are no UTF-8 hold them, JSON must not.

    Such a name shows its bytes (`\xe9`); what stands for no byte came as an escape in a table, and is shown as one.
    """
    if isinstance(value, str):
        if not _lone(value):
            return value
        bytes_only = re.sub("[\ud800-\udc7f\udd00-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", value)
        return bytes_only.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if isinstance(value, dict):
        return {_scalar(key): _scalar(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_scalar(item) for item in value]
    return value


def _lone(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None
