"""Keeps a scan in a store while it goes on: every record and its findings, then the counts that close it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from redaction_audit.intake import Request
from redaction_audit.jobs import Seen, Task
from redaction_audit.model import Audited, Severity
from redaction_audit.outputs.report import Run, Summary

if TYPE_CHECKING:
    from redaction_audit.store import Store


class Asked(Request, frozen=True):
    """What a run was asked for: how inputs are read (`Request`), how they are judged, and what fails the run.

    `provenance` and `date` override what the pages say; `configuration`, `baseline` and `waivers` are the files in
    force, as given. A later version may add to it: whoever reads it takes what is there.
    """

    provenance: str | None = None
    date: str | None = None
    fail_on: Severity | None = "warning"
    configuration: str | None = None
    baseline: str | None = None
    waivers: str | None = None


class Recording:
    """One scan on its way into a store; a context manager. `key` seals digests of texts (`Settings.seal`).

    A scan that is interrupted, or breaks, keeps its records and is not closed.
    """

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._run: int | None = None

    @classmethod
    def open(cls, path: str) -> Self:
        """Open or make the store. Raises StoreError."""
        from redaction_audit.store import SaveError, Store

        store = Store.open(path)
        if store.read_only:
            store.close()
            raise SaveError(f"{path}: the store cannot be written")
        return cls(store)

    @property
    def key(self) -> bytes:
        """The key of the store's digests."""
        return self._store.key

    @property
    def notices(self) -> tuple[str, ...]:
        """What is to be said about the store."""
        return self._store.notices

    @property
    def files(self) -> tuple[Path, ...]:
        """The store's own files."""
        return self._store.files

    def passing(self, results: Iterable[Seen], run: Run, task: Task, fail_on: Severity | None) -> Iterator[Seen]:
        """Start the run, and keep what every record yielded on its way. Raises SaveError."""
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")  # tells runs apart; nothing is judged by it
        how = msgspec.structs.asdict(msgspec.structs.replace(task.request, paths=(), exclude=(), excluded=()))
        asked = Asked(
            **how,
            provenance=task.settings.provenance,
            date=task.settings.date,
            fail_on=fail_on,
            configuration=run.configuration,
            baseline=run.baseline,
            waivers=run.waivers,
        )
        packed = msgspec.json.encode(asked)
        self._run = self._store.start_run(run, folder=str(Path.cwd()), request=packed, started=started)
        for seen in results:
            if isinstance(seen, Audited):
                self._store.add(self._run, seen)
                self._record_reveals(seen, started)
            yield seen

    def _record_reveals(self, seen: Audited, started: str) -> None:
        """Record, before it is shown, what is revealed of a record, and to whom."""
        if not seen.revealed:
            return
        from redaction_audit.review.reviewer import reviewer_named
        from redaction_audit.unmasking import events

        at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")  # an event tells when it happened
        self._store.append(events(seen, reviewer_named(), f"scan {started}", at), {})

    def end(self, summary: Summary) -> None:
        """Close the run, unless it was interrupted. Raises SaveError."""
        if self._run is not None and not summary.interrupted:
            self._store.end_run(self._run, msgspec.json.encode(summary))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()
