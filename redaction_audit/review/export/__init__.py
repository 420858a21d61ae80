"""Writes what a review holds to a file: findings in the formats of reports, decisions as CSV or JSON Lines.

Findings are masked as they are everywhere; so are notes, by the words that their record hides. A file appears whole or
not at all.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from redaction_audit.delivery import ClosedPipeError, Target
from redaction_audit.errors import OutputError, UsageError
from redaction_audit.review.export import decisions, reports
from redaction_audit.review.export.plans import DECISIONS, LOG, Plan
from redaction_audit.review.reading import Reading
from redaction_audit.sparing import Taken
from redaction_audit.store import Store

if TYPE_CHECKING:
    from redaction_audit.review.session import ReviewSession


def write(
    session: "ReviewSession", planned: Plan, path: str | Path, progress: Callable[[int], bool] | None = None
) -> int:
    """Write a plan to a file and return its size in bytes; an older file of that name is replaced at the very end.

    May be called from another thread than the session's. `progress` is told how many findings are written and returns
    False to stop: then, and on every error, nothing is left behind and an older file stays as it was. Raises
    OutputError, naming the file, also for one that is the store or a record; SaveError where a look under a mask cannot
    be recorded; InterruptedError when stopped.
    """
    place = Path(path).absolute()
    _spare(session.store, place)
    if planned.choice.unmasked:
        session.store.append(list(decisions.looks(session, planned)), {})
    target, size = Target(str(place)), 0
    try:
        for done, piece in pieces(session, planned):
            target.write(piece)
            size += len(piece)
            if progress is not None and not progress(done):
                raise InterruptedError("the export was stopped; nothing was written")
        target.commit()
    except ClosedPipeError as error:
        raise OutputError(f"{place}: nobody reads it any more") from error
    finally:
        target.abandon()
    _sync_folder(place.parent)
    return size


def _spare(store: Store, target: Path) -> None:
    taken = Taken((str(target),))
    try:
        taken.refuse(store.files)
        taken.refuse(Reading(store).files())
    except UsageError as error:
        raise OutputError(str(error)) from error


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too, where the system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def pieces(session: "ReviewSession", planned: Plan) -> Iterator[tuple[int, bytes]]:
    """Yield (findings done, bytes) of an export, piece by piece."""
    writers = {DECISIONS: decisions.csv, LOG: decisions.jsonl}
    return writers.get(planned.choice.format, reports.report)(session, planned)
