"""Audits units of input one after another, or in several processes; what comes out is the same, in the same order."""

import datetime as dt
import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from redaction_audit import interrupts, plugins, rulebook
from redaction_audit.calendar.entry import Due
from redaction_audit.check import weighed
from redaction_audit.engine import Auditor, Settings
from redaction_audit.errors import AuditError
from redaction_audit.intake import Request, Unit
from redaction_audit.model import Audited, Frozen, Gap, Inspection, Record, Severity
from redaction_audit.portions import Portion, in_turn, shared_out
from redaction_audit.roster import roster

if TYPE_CHECKING:
    from concurrent.futures import Future

Seen = Audited | Inspection | Due | Gap


class Task(Frozen):
    """All that a process needs to do its part of a run."""

    command: Literal["scan", "inspect", "dates"]
    request: Request
    settings: Settings
    checks: tuple[str, ...]
    backend: str = "auto"
    until: dt.date | None = None  # of `dates`: the last day that counts as due
    weights: Mapping[str, Severity] = msgspec.field(default_factory=dict)  # severities by rule id, from the settings
    cache: str | None = None  # of `scan`: the folder in which results are kept


class WorkerError(AuditError):
    """A worker process died (out of memory, killed); the message says what to try."""

    exit_code = 4


def build(task: Task) -> Callable[[Portion], Iterator[list[Seen]]]:
    """Load law, scanner and checks once; return the function that audits a portion, group by group."""
    from redaction_audit import law, marks

    wanted = set(task.checks)
    chosen = [weighed(check, task.weights) for check in roster() if task.command == "scan" and check.id in wanted]
    veils = [check for check in roster() if check.hides and check.id not in wanted]
    # Values are frozen and hold no cycles: looking for some every 700 objects costs a fifth of the time and finds none.
    gc.set_threshold(50_000, 20, 20)
    auditor = Auditor(law.load(), marks.scanner(task.backend), chosen, task.settings, veils)
    if task.command == "scan":
        judge = auditor.audit_all if task.cache is None else _remembering(auditor, task.cache)
        return lambda portion: (list(judge(group)) for group in portion.groups(task.request))
    look: Callable[[Any], Seen] = auditor.inspect
    if task.until is not None:
        from redaction_audit.calendar.judging import Calendar

        look = Calendar(auditor, task.settings.as_of, task.until).entry
    return lambda portion: ([look(item)] for group in portion.groups(task.request) for item in group)


def _remembering(auditor: Auditor, folder: str) -> Callable[[Sequence[Record | Gap]], list[Audited]]:
    from redaction_audit.remembering import Remembering
    from redaction_audit.shelf import Shelf

    return Remembering(auditor, Shelf.open(folder)).audit_all


def run(task: Task, units: Iterable[Unit | Gap], jobs: int, opened: Callable[[int], None]) -> Iterator[Seen]:
    """Yield what every unit holds, in the order of the units, whatever the number of jobs.

    `units` may hold gaps (a folder that could not be listed); they pass through in their place. `opened` is called with
    a number of files each time some were finished. Raises WorkerError when a worker process dies.
    """
    if jobs == 1:
        portions = in_turn(units)
    else:
        portions = shared_out(units, task.request)
        first = list(islice(portions, 2))
        if len(first) == 2:
            yield from _parallel(task, chain(first, portions), jobs, opened)
            return
        portions = iter(first)
    work = build(task)
    for portion in portions:
        for group in work(portion):
            yield from group
        opened(portion.files)


def _parallel(task: Task, portions: Iterator[Portion], jobs: int, opened: Callable[[int], None]) -> Iterator[Seen]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")
    with interrupts.held_back():
        stop = context.Event()
    waiting: deque[tuple[Future[bytes], int]] = deque()
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_start, initargs=(task, stop, rulebook.added(), plugins.used())
    ) as pool:
        try:
            for portion in portions:
                with interrupts.held_back():  # may start a process
                    future = pool.submit(_audited, portion)
                waiting.append((future, portion.files))
                # A bounded queue keeps memory flat however large the batch is.
                if len(waiting) > 2 * jobs:
                    yield from _decoded(*waiting.popleft(), opened)
            while waiting:
                yield from _decoded(*waiting.popleft(), opened)
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process died (out of memory?); try --jobs 1 to see which file it was"
            ) from error
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)  # waits: a process that is only starting needs `stop` to be there
            raise


def _decoded(future: "Future[bytes]", files: int, opened: Callable[[int], None]) -> Iterator[Seen]:
    for item in msgspec.msgpack.decode(future.result(), type=list[_Item]):
        seen = item.audited or item.inspection or item.due or item.gap
        if seen is not None:
            yield seen
    opened(files)


class _Item(Frozen):
    """One result on its way between processes; exactly one member is set."""

    audited: Audited | None = None
    inspection: Inspection | None = None
    due: Due | None = None
    gap: Gap | None = None


_work: Callable[[Portion], Iterator[list[Seen]]]
_stop: Any


def _start(task: Task, stop: Any, rules: Path | None, with_plugins: bool) -> None:
    """Make a worker process ready. It leaves ctrl-C to the parent, which prints what was found so far."""
    global _work, _stop  # a worker process has one task for its whole life
    interrupts.leave_to_parent()
    rulebook.use(rules)
    plugins.use(with_plugins)
    _work, _stop = build(task), stop


def _audited(portion: Portion) -> bytes:
    """Audit one portion; return the packed results, those so far where the run was stopped."""
    results: list[_Item] = []
    for group in _work(portion):
        if _stop.is_set():
            break
        results += map(_item, group)
    return msgspec.msgpack.encode(results)


def _item(seen: Seen) -> _Item:
    if isinstance(seen, Audited):
        return _Item(audited=seen)
    if isinstance(seen, Due):
        return _Item(due=seen)
    return _Item(gap=seen) if isinstance(seen, Gap) else _Item(inspection=seen)
