"""What a run yields on its way to reports and store: where one of them fails that is said, and the others go on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from redaction_audit import diagnostics, outputs
from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout, unmade
from redaction_audit.errors import AuditError, OutputError, PluginError
from redaction_audit.jobs import Seen, Task
from redaction_audit.model import Audited
from redaction_audit.outputs.report import Run, Summary
from redaction_audit.standing import Reports

if TYPE_CHECKING:
    from redaction_audit.recording import Recording

_FAULTS = (OutputError, PluginError, ClosedPipeError, OSError)
"""What may keep one report from being written: its place, its plug-in, its reader, the folder of temporary files."""


class Dispatch:
    """The reports of a run and the store that keeps it; a context manager, behind which no report is half written.

    `failed` says whether one of them could not be written. The fault of the last that is left is raised instead:
    OutputError, PluginError or SaveError, and ClosedPipeError where nobody reads any more.
    """

    def __init__(self, reports: Reports, kept: "Recording | None", progress: diagnostics.Progress) -> None:
        """Open the place of every report; `progress` is out of the way when a fault is printed."""
        self.failed = False
        self._kept = kept
        self._progress = progress
        self._left = len(reports) + (kept is not None)
        self._open: tuple[tuple[Any, Target], ...] = ()
        for renderer, path in reports:
            try:
                self._open += ((renderer, Target(path)),)
            except OutputError as error:
                self._lose(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for _, target in self._open:
            target.abandon()

    def begin(self, run: Run, task: Task) -> None:
        """Write what stands before the first record, and start the run in the store."""
        if self._kept is not None:
            try:
                self._kept.begin(run, task)
            except AuditError as error:
                self._forsake(error)
        for renderer, target in self._open:
            try:
                target.write(renderer.begin(run))
            except _FAULTS as error:
                self._drop(target, error)

    def record(self, seen: Seen) -> None:
        """Keep and write what one record yielded; nothing is revealed that the store could not take a note of."""
        if self._kept is not None:
            try:
                self._kept.keep(seen)
            except AuditError as error:
                if isinstance(seen, Audited) and seen.revealed:
                    raise
                self._forsake(error)
        for renderer, target in self._open:
            try:
                target.write(renderer.record(seen))
                target.show()
            except _FAULTS as error:
                self._drop(target, error)

    def end(self, summary: Summary) -> None:
        """Write what stands behind the last record; then the reports take their names, and the store closes the run."""
        for renderer, target in self._open:
            try:
                for piece in outputs.pieces(renderer.end(summary)):
                    target.write(piece)
                target.commit()
            except _FAULTS as error:
                self._drop(target, error)
        if self._kept is not None:
            try:
                self._kept.end(summary)
            except AuditError as error:
                self._forsake(error)

    def notices(self, summary: Summary) -> Iterator[str]:
        """Yield what is to be said of the reports that were written."""
        for renderer, target in self._open:
            for notice in renderer.notices(summary) if hasattr(renderer, "notices") else ():
                yield f"{target.path}: {notice}" if target.path != "-" else notice

    def _forsake(self, error: AuditError) -> None:
        """Go on without the store."""
        kept, self._kept = self._kept, None
        self._lose(error if kept is None else kept.forsake(error))

    def _drop(self, target: Target, error: Exception) -> None:
        """Go on without a report."""
        target.abandon()
        self._open = tuple(pair for pair in self._open if pair[1] is not target)
        if isinstance(error, ClosedPipeError) and target.path == "-":
            silence_stdout()
        self._lose(unmade(target.path, error) if isinstance(error, OSError) else error)

    def _lose(self, error: Exception) -> None:
        """Say what failed, but for a reader that has gone; raise it where nothing is left to be written."""
        self._left -= 1
        if not self._left:
            raise error
        if not isinstance(error, ClosedPipeError):
            self.failed = True
            self._progress.clear()
            diagnostics.error(str(error))
