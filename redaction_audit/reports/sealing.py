"""A text file that holds its own digest: the last line covers every byte before it."""

import hashlib
import re
from collections.abc import Iterable, Iterator

PAGE = b"<!-- redaction-audit sha256:%s -->\n"
DOCUMENT = b'"sha256":"%s"}\n'
"""Last lines of a page and of a JSON document, whose last member the digest is."""

_LAST = re.compile(rb"(?:<!-- redaction-audit sha256:([0-9a-f]{64}) -->|\"sha256\":\"([0-9a-f]{64})\"})\n\Z")
_LONGEST = max(len(PAGE), len(DOCUMENT)) + 64


def sealed(pieces: Iterable[bytes], last: bytes = PAGE) -> Iterator[bytes]:
    """Yield the pieces of a file and, as its last line, their SHA-256."""
    summed = hashlib.sha256()
    for piece in pieces:
        summed.update(piece)
        yield piece
    yield last % summed.hexdigest().encode()


def whole(content: bytes) -> bool | None:
    """Return whether a file is what was sealed; None where its last line holds no seal."""
    found = _LAST.search(content, max(len(content) - _LONGEST, 0))
    if found is None:
        return None
    return hashlib.sha256(content[: found.start()]).hexdigest().encode() in found.groups()
