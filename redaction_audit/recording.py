"""Keeps a scan in a store while it goes on: every record and its findings, then the counts that close it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

import msgspec

from redaction_audit import diagnostics
from redaction_audit.delivery import starved, unmade
from redaction_audit.errors import AuditError, OutputError
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

    A scan that is interrupted, or breaks, keeps its records and is not closed; neither is one whose store failed
    (`lost`).
    """

    def __init__(self, store: "Store", page: str | None = None) -> None:
        """Keep a run in `store`, which only stands in for the `page` that is to be written of it where one is named."""
        self._store = store
        self._page = page
        self._run: int | None = None
        self._started = _now()  # tells runs apart; nothing is judged by it
        self.lost = False

    @classmethod
    def open(cls, path: str, page: str | None = None) -> Self:
        """Open or make the store. Raises StoreError."""
        from redaction_audit.store import SaveError, Store

        store = Store.open(path)
        if store.read_only:
            store.close()
            raise SaveError(f"{path}: the store cannot be written")
        return cls(store, page)

    @property
    def key(self) -> bytes:
        """The key of the store's digests."""
        return self._store.key

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._store.path

    @property
    def notices(self) -> tuple[str, ...]:
        """What is to be said about the store."""
        return self._store.notices

    @property
    def files(self) -> tuple[Path, ...]:
        """The store's own files."""
        return self._store.files

    def begin(self, run: Run, task: Task) -> None:
        """Start the run. Raises SaveError."""
        how = msgspec.structs.asdict(msgspec.structs.replace(task.request, paths=(), exclude=(), excluded=()))
        asked = Asked(
            **how,
            provenance=task.settings.provenance,
            date=task.settings.date,
            fail_on=run.fail_on,
            configuration=run.configuration,
            baseline=run.baseline,
            waivers=run.waivers,
        )
        packed = msgspec.json.encode(asked)
        self._run = self._store.start_run(run, folder=str(Path.cwd()), request=packed, started=self._started)

    def keep(self, seen: Seen) -> None:
        """Keep what one record yielded. Raises SaveError."""
        if self._run is not None and isinstance(seen, Audited):
            self._store.add(self._run, seen)
            self._record_reveals(seen)

    def forsake(self, error: AuditError) -> AuditError:
        """Keep no more: the store failed, and the run stays cut off. Return what is to be said of it."""
        self._run = None
        self.lost = True
        return error if self._page is None else starved(self._page, str(error))

    def _record_reveals(self, seen: Audited) -> None:
        """Record, before it is shown, what is revealed of a record, and to whom."""
        if not seen.revealed:
            return
        from redaction_audit.review.reviewer import reviewer_named
        from redaction_audit.unmasking import events

        self._store.append(events(seen, reviewer_named(), f"scan {self._started}", _now()), {})

    def end(self, summary: Summary) -> None:
        """Close the run, unless it was interrupted. Raises SaveError."""
        if self._run is not None and not summary.interrupted:
            self._store.end_run(self._run, msgspec.json.encode(summary))
            if not self._store.path.exists():
                from redaction_audit.store import SaveError

                raise SaveError(f"{self._store.path}: was removed while the scan went on; nothing is kept")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()


@contextmanager
def recording(store: str | None, pages: Sequence[str], *, alone: bool) -> Iterator[Recording | None]:
    """Yield what keeps a run: in the store that is named, or meanwhile, where `pages` are to be written of it.

    Where there is no room for temporary files that is said, and None comes: no page can be written, other reports can.
    Raises StoreError, and OutputError where pages are to be written `alone`.
    """
    with ExitStack() as stack:
        if store is not None:
            yield stack.enter_context(Recording.open(store))
            return
        try:
            kept = stack.enter_context(_meanwhile(pages[0])) if pages else None
        except OutputError as error:
            if alone:
                raise
            diagnostics.error(str(error))
            kept = None
        yield kept


@contextmanager
def _meanwhile(page: str) -> Iterator[Recording]:
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(TemporaryDirectory())
            kept = stack.enter_context(Recording.open(str(Path(folder, "scan.store")), page))
        except OSError as error:
            raise unmade(page, error) from error
        except AuditError as error:
            raise starved(page, str(error)) from error
        yield kept


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
