"""What a zip archive holds that its directory does not name: files of an earlier edition, for one. Not a reader itself.

Whoever opens the archive does not see them; whoever looks through its bytes does.
"""

import io
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from zipfile import ZipInfo

_HEADER = b"PK\3\4"
_FIXED = 30
"""Bytes of a member's own header before its name (APPNOTE.TXT 4.3.7)."""
_PIECE = 1 << 20


class Named:
    """The parts of an archive that its directory names; members that lie one behind the other are one part."""

    def __init__(self) -> None:
        self._starts = array("Q")
        self._ends = array("Q")

    def add(self, info: "ZipInfo") -> None:
        """Note a member. What only its own header says (length of further fields, a trailer) counts as unnamed."""
        start = info.header_offset
        end = start + _FIXED + len(info.orig_filename) + info.compress_size
        if self._ends and 0 <= start - self._ends[-1] < _FIXED:
            self._ends[-1] = end
        else:
            self._starts.append(start)
            self._ends.append(end)

    def leftovers(self, stream: BinaryIO, end: int) -> int:
        """Return how many files begin where nothing is named, up to `end`, the beginning of the directory."""
        return sum(_begun(stream, start, stop) for start, stop in self._between(end))

    def _between(self, end: int) -> Iterator[tuple[int, int]]:
        at = 0
        for start, stop in sorted(zip(self._starts, self._ends, strict=True)):
            if start - at >= _FIXED:
                yield at, start
            at = max(at, stop)
        if end - at >= _FIXED:
            yield at, end


def _begun(stream: BinaryIO, start: int, stop: int) -> int:
    """Count the headers between two places."""
    stream.seek(start, io.SEEK_SET)
    found, kept = 0, b""
    while start < stop and (piece := stream.read(min(_PIECE, stop - start))):
        start += len(piece)
        piece = kept + piece
        found += piece.count(_HEADER)
        kept = piece[1 - len(_HEADER) :]
    return found
