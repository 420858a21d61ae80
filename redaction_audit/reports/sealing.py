"""A text file that holds its own digest: the last line covers every byte before it."""

import hashlib
import re
from collections.abc import Iterable, Iterator

_MARK = b"redaction-audit sha256:"
_LAST = re.compile(rb"<!-- redaction-audit sha256:([0-9a-f]{64}) -->\n\Z")
_LENGTH = len(b"<!--  -->\n") + len(_MARK) + 64


def sealed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of an HTML file and, as its last line, a comment with their SHA-256."""
    summed = hashlib.sha256()
    for piece in pieces:
        summed.update(piece)
        yield piece
    yield b"<!-- %s%s -->\n" % (_MARK, summed.hexdigest().encode())


def whole(content: bytes) -> bool | None:
    """Return whether a file is what was sealed; None where its last line holds no seal."""
    found = _LAST.search(content[-_LENGTH:])
    if found is None:
        return None
    return hashlib.sha256(content[:-_LENGTH]).hexdigest() == found[1].decode()
