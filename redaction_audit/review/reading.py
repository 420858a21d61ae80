"""Texts for whoever reads beside the session: a source of its own behind a lock, so that no screen waits for a file."""

import threading
from collections.abc import Iterator
from pathlib import Path

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
            return self._of(record.run).open(record)

    def place(self, path: str) -> Path:
        """Return where a file of the current run stands, by its path as reports print it."""
        with self._lock:
            return self._of(self._store.runs()[-1].id).place(path)

    def files(self) -> Iterator[Path]:
        """Yield where the files that the current run read stand, each once."""
        seen: set[str] = set()
        for row in self._store.record_rows():
            record = self._store.record(row)
            if record is not None and record.origin.path not in seen:
                seen.add(record.origin.path)
                with self._lock:
                    yield self._of(record.run).place(record.origin.path)

    def forget(self) -> None:
        """Let go of all texts."""
        with self._lock:
            for source in self._sources.values():
                source.forget()

    def _of(self, run: int) -> Source:
        if run not in self._sources:
            self._sources[run] = self._source(run)
        return self._sources[run]

    def _source(self, run: int) -> Source:
        stored = next(one for one in self._store.runs() if one.id == run)
        return Source.of(stored, self._store.key, self._folder)
