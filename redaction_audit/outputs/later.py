"""Parts of a report that come before their turn: kept as encoded bytes until it has come.

In memory up to 1 MB, then in an unnamed temporary file, so that a batch of any size needs the same memory.
"""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

_SPOOL = 1 << 20
_CHUNK = 1 << 16


class Later:
    """Pieces of a report, with `separator` between; they hold no hidden text, like everything in a report."""

    def __init__(self, separator: bytes = b"") -> None:
        self._kept = SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - lives as long as the document
        self._separator = separator
        self._before = b""

    def __del__(self) -> None:
        """Drop what was kept when a run ends before its document does (interrupt, closed pipe)."""
        self._kept.close()

    def add(self, piece: bytes) -> None:
        """Keep one more piece."""
        self._kept.write(self._before + piece)
        self._before = self._separator

    def drain(self) -> Iterator[bytes]:
        """Yield what was kept, once, in blocks that fit into memory."""
        with self._kept as kept:
            kept.seek(0)
            while block := kept.read(_CHUNK):
                yield block
