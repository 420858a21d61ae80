"""Where the text of a stored record is read again: from the file it came from, and only if that is unchanged.

The store holds no text. Offsets of findings and masks belong to the text that was audited: a file that is now another
one is not shown, since its masks would lie beside what they are to hide.
"""

import hmac
import os
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import msgspec

from redaction_audit.folders import Request, Unit
from redaction_audit.intake import records
from redaction_audit.model import Frozen, Gap, Origin, Record
from redaction_audit.store.values import StoredRecord, StoredRun

KEPT = 6
"""Records held in memory: the one at hand and those just left."""
KEPT_CHARACTERS = 32_000_000
_CHANGED = "the file has changed since it was audited: audit it again"


class Opened(Frozen):
    """The text of a record, or in `why` what keeps it from being shown, in words for people."""

    text: str | None
    why: str | None = None


class Source:
    """Reads records again; goes on reading a file where it last stopped, so that the next record costs one record.

    `folder` is where relative paths start, `key` the store's own, under which it took the digests of the texts.
    """

    @classmethod
    def of(cls, run: StoredRun, key: bytes, folder: str | None = None) -> Self:
        """Return the source of a run's records; `folder` where relative paths do not start where the scan began."""
        request = msgspec.json.decode(run.request, type=Request) if run.request else Request(())
        return cls(request, folder or run.folder, key)

    def __init__(self, request: Request, folder: str, key: bytes) -> None:
        self._request = request
        self._folder = folder
        self._key = key
        self._kept: OrderedDict[int, Opened] = OrderedDict()
        self._path: Path | None = None
        self._reading: Iterator[Record | Gap] | None = None

    def open(self, record: StoredRecord) -> Opened:
        """Return the text of a record."""
        found = self._kept.get(record.row)
        if found is None:
            found = self._checked(record)
            self._kept[record.row] = found
            self._forget()
        self._kept.move_to_end(record.row)
        return found

    def _forget(self) -> None:
        held = sum(len(opened.text or "") for opened in self._kept.values())
        while len(self._kept) > 1 and (len(self._kept) > KEPT or held > KEPT_CHARACTERS):
            _, dropped = self._kept.popitem(last=False)
            held -= len(dropped.text or "")

    def _checked(self, record: StoredRecord) -> Opened:
        origin = record.origin
        if origin.path in {"-", self._request.stdin_filename} and not self.place(origin.path).exists():
            return Opened(None, "it was read from standard input, which cannot be read again")
        if not record.record:
            return Opened(None, record.gaps[0].reason if record.gaps else "it could not be read")
        found = self._found(origin)
        if isinstance(found, str):
            return Opened(None, found)
        if (record.digest is None and found.size != record.size) or not self._same(found.text, record.digest):
            return Opened(None, _CHANGED)
        return Opened(found.text)

    def _same(self, text: str, digest: bytes | None) -> bool:
        return digest is None or hmac.compare_digest(taken(self._key, text), digest)

    def _found(self, origin: Origin) -> Record | str:
        """Return the record that stands at `origin`, or why there is none."""
        place = self.place(origin.path)
        if not place.exists():
            return "the file is not there any more"
        going_on = self._path == place and self._reading is not None
        why = _CHANGED
        for again in (False, True) if going_on else (True,):
            if again:
                self._path, self._reading = place, records(Unit(str(place), origin.path), self._request)
            for item in self._reading or ():
                if isinstance(item, Record) and item.origin == origin:
                    return item
                if isinstance(item, Gap) and item.severity == "error":
                    why = f"the file {item.reason}"
        self._path = self._reading = None
        return why

    def place(self, shown: str) -> Path:
        """Return the path of a file by its name as reports print it."""
        return placed(self._folder, shown)

    def forget(self) -> None:
        """Let go of all texts."""
        self._kept.clear()
        self._path = self._reading = None


def placed(folder: str | Path, shown: str) -> Path:
    """Return the path of a file below `folder` by its name as reports print it (see `folders.shown`)."""
    place = Path(folder, shown)
    if "\\x" in shown and not place.exists():
        name = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), shown.encode())
        place = Path(folder, os.fsdecode(name))
    return place


def taken(key: bytes, text: str) -> bytes:
    """Return the digest a store keeps of a text: HMAC-SHA256 under the store's key."""
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256")


Reader = Callable[[StoredRecord], Opened]
