"""Texts for whoever reads beside the session: a source of its own behind a lock, so that no screen waits for a file."""

import threading

import msgspec

from redaction_audit.folders import Request
from redaction_audit.review.source import Opened, Source
from redaction_audit.store import Store
from redaction_audit.store.values import StoredRecord


class Reading:
    """Opens records in any thread, one at a time; what `Source` says of a record that cannot be read, it says too."""

    def __init__(self, store: Store, folder: str | None = None) -> None:
        """`folder` is where relative paths start now, where that is not the folder of the scan."""
        self._store = store
        self._folder = folder
        self._lock = threading.Lock()
        self._sources: dict[int, Source] = {}

    def open(self, record: StoredRecord) -> Opened:
        """Return the text of a record of any run of the store."""
        with self._lock:
            source = self._sources.get(record.run)
            if source is None:
                source = self._sources[record.run] = self._source(record.run)
            return source.open(record)

    def forget(self) -> None:
        """Let go of all texts."""
        with self._lock:
            for source in self._sources.values():
                source.forget()

    def _source(self, run: int) -> Source:
        stored = next(one for one in self._store.runs() if one.id == run)
        request = msgspec.json.decode(stored.request, type=Request) if stored.request else Request(())
        return Source(request, self._folder or stored.folder, self._store.key)
