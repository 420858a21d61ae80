"""Results kept between runs, in a folder that the user names: packs of them, and an index beside each pack.

A process writes a pack of its own and reads all others, so that nothing has to be locked. What was cut off or damaged
is as if it were not there. The folder can be deleted at any time.
"""

import contextlib
import os
import struct
import zlib
from io import FileIO
from pathlib import Path
from typing import NamedTuple, Self

from redaction_audit.errors import OutputError, UsageError

KEY = 16
"""Bytes of a key."""

LARGEST = 1 << 30
"""Bytes of packs above which the oldest go, when the next run begins."""

MOST = 256
"""Packs above which the oldest go."""

_ROW = struct.Struct(f">{KEY}sQII")  # key, offset, length, checksum
_SECRET_FILE = "key"  # noqa: S105 - a name, not what is in it
_SECRET_SIZE = 32


class _Place(NamedTuple):
    pack: Path
    offset: int
    length: int
    checksum: int


class Shelf:
    """Bytes by key. `secret` is the folder's own: keys are made with it, so that none of them confirms a guess."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self.secret = secret
        self._folder = folder
        self._known: dict[bytes, _Place] = {}
        self._open: dict[Path, FileIO] = {}
        self._pack: Path | None = None
        self._waiting: list[tuple[bytes, bytes]] = []
        for path in sorted(folder.glob("*.index")):
            self._read(path)

    @classmethod
    def open(cls, folder: str) -> Self:
        """Open the folder, made if there is none.

        Raises UsageError for one that holds something else, OutputError where it cannot be made or read.
        """
        place = Path(folder)
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (place / _SECRET_FILE).exists() and any(place.iterdir()):
                raise UsageError(f"--cache: {folder} holds other files; give a folder of its own")
            return cls(place, _secret(place / _SECRET_FILE))
        except OSError as error:
            raise OutputError(f"--cache: {folder}: cannot be used ({error.strerror or error})") from error

    def get(self, key: bytes) -> bytes | None:
        """Return what was kept under a key, None where that is nothing or no longer what it was."""
        place = self._known.get(key)
        if place is None:
            return None
        try:
            if place.pack not in self._open:
                self._open[place.pack] = place.pack.open("rb", buffering=0)
            pack = self._open[place.pack]
            pack.seek(place.offset)
            content = pack.read(place.length)
        except OSError:
            return None
        return content if zlib.crc32(content) == place.checksum else None

    def put(self, key: bytes, content: bytes) -> None:
        """Keep something; it is there for the next run when `flush` has been called."""
        self._waiting.append((key, content))

    def flush(self) -> None:
        """Write what was put since the last time. A full disk keeps nothing."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        rows = []
        with contextlib.suppress(OSError):
            if self._pack is None:
                self._pack = self._begin()
            with self._pack.open("ab") as pack:
                for key, content in waiting:
                    rows.append(_ROW.pack(key, pack.tell(), len(content), zlib.crc32(content)))
                    pack.write(content)
            with self._pack.with_suffix(".index").open("ab") as index:  # never speaks of what is not there
                index.write(b"".join(rows))

    def __del__(self) -> None:
        """Close what was opened to be read."""
        for handle in self._open.values():
            handle.close()

    def trim(self) -> None:
        """Take out the oldest packs where there are too many, or too much is in them."""
        packs = []
        for path in self._folder.glob("*.pack"):
            with contextlib.suppress(OSError):
                status = path.stat()
                packs.append((status.st_mtime_ns, status.st_size, path))
        packs.sort(reverse=True)
        size = 0
        for number, (_, length, path) in enumerate(packs):
            size += length
            if size > LARGEST or number >= MOST:
                for gone in (path.with_suffix(".index"), path):
                    with contextlib.suppress(OSError):
                        gone.unlink()

    def _begin(self) -> Path:
        import tempfile

        handle, name = tempfile.mkstemp(".pack", "", self._folder)
        os.close(handle)
        return Path(name)

    def _read(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except OSError:
            return
        pack = path.with_suffix(".pack")
        whole = len(content) - len(content) % _ROW.size
        for key, offset, length, checksum in _ROW.iter_unpack(content[:whole]):
            self._known[key] = _Place(pack, offset, length, checksum)


def _secret(path: Path) -> bytes:
    """Return the folder's secret, made if there is none; two processes that make one at once end with the same."""
    with contextlib.suppress(FileExistsError):
        import secrets

        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_SECRET_SIZE))
    secret = path.read_bytes()
    if len(secret) != _SECRET_SIZE:
        raise OSError(0, f"{path.name} is not what was written; delete the folder")
    return secret
