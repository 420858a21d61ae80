"""Audits units of input one after another, or in several processes; what comes out is the same, in the same order."""

import datetime as dt
import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from redaction_audit import plugins, rulebook
from redaction_audit.calendar.entry import Due
from redaction_audit.check import weighed
from redaction_audit.engine import Auditor, Settings
from redaction_audit.errors import AuditError
from redaction_audit.intake import Request, Unit, records
from redaction_audit.model import Audited, Frozen, Gap, Inspection, Severity
from redaction_audit.roster import roster

if TYPE_CHECKING:
    from concurrent.futures import Future

CHUNK = 200
"""Units handed to a process at once: large enough to hide the hand-over, small enough to keep results flowing."""

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


class WorkerError(AuditError):
    """A worker process died (out of memory, killed); the message says what to try."""

    exit_code = 4


def build(task: Task) -> Callable[[Unit], Iterator[Seen]]:
    """Load law, scanner and checks once; return the function that audits one unit."""
    from redaction_audit import law, marks

    wanted = set(task.checks)
    chosen = [
        weighed(check, task.weights)
        for check in roster()
        if (check.id in wanted if task.command == "scan" else check.hides)
    ]
    # Values are frozen and hold no cycles: looking for some every 700 objects costs a fifth of the time and finds none.
    gc.set_threshold(50_000, 20, 20)
    auditor = Auditor(law.load(), marks.scanner(task.backend), chosen, task.settings)
    look: Callable[[Any], Seen] = auditor.audit if task.command == "scan" else auditor.inspect
    if task.until is not None:
        from redaction_audit.calendar.judging import Calendar

        look = Calendar(auditor, task.settings.as_of, task.until).entry

    def work(unit: Unit) -> Iterator[Seen]:
        for record in records(unit, task.request):
            yield look(record)

    return work


def run(task: Task, units: Iterable[Unit | Gap], jobs: int, opened: Callable[[int], None]) -> Iterator[Seen]:
    """Yield what every unit holds, in the order of the units, whatever the number of jobs.

    `units` may hold gaps (a folder that could not be listed); they pass through in their place. `opened` is called with
    the number of units each time some were finished. Raises WorkerError when a worker process dies.
    """
    if jobs > 1 and "-" not in task.request.paths:  # standard input can be read in this process only
        units = iter(units)
        first = list(islice(units, CHUNK))
        if len(first) == CHUNK:
            yield from _parallel(task, chain(first, units), jobs, opened)
            return
        units = first
    work = build(task)
    pass_on = _gap_passer(task)
    for unit in units:
        if isinstance(unit, Gap):
            yield pass_on(unit)
            continue
        yield from work(unit)
        opened(1)


def _gap_passer(task: Task) -> Callable[[Gap], Seen]:
    """Return how a gap without a record looks in this command's results."""
    if task.command != "scan":
        return lambda gap: gap
    from redaction_audit.engine import unread

    return unread


def _parallel(task: Task, units: Iterator[Unit | Gap], jobs: int, opened: Callable[[int], None]) -> Iterator[Seen]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    context = get_context("spawn")
    stop = context.Event()
    waiting: deque[Future[tuple[int, bytes]]] = deque()
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_start, initargs=(task, stop, rulebook.added(), plugins.used())
    ) as pool:
        try:
            for chunk in iter(lambda: list(islice(units, CHUNK)), []):
                waiting.append(pool.submit(_chunk, chunk))
                # A bounded queue keeps memory flat however large the batch is.
                if len(waiting) > 2 * jobs:
                    yield from _decoded(waiting.popleft(), opened)
            while waiting:
                yield from _decoded(waiting.popleft(), opened)
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process died (out of memory?); try --jobs 1 to see which file it was"
            ) from error
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _decoded(future: "Future[tuple[int, bytes]]", opened: Callable[[int], None]) -> Iterator[Seen]:
    count, packed = future.result()
    for item in msgspec.msgpack.decode(packed, type=list[_Item]):
        seen = item.audited or item.inspection or item.due or item.gap
        if seen is not None:
            yield seen
    opened(count)


class _Item(Frozen):
    """One result on its way between processes; exactly one member is set."""

    audited: Audited | None = None
    inspection: Inspection | None = None
    due: Due | None = None
    gap: Gap | None = None


_work: Callable[[Unit], Iterator[Seen]]
_pass: Callable[[Gap], Seen]
_stop: Any


def _start(task: Task, stop: Any, rules: Path | None, with_plugins: bool) -> None:
    """Make a worker process ready. It leaves ctrl-C to the parent, which prints what was found so far."""
    global _work, _pass, _stop  # a worker process has one task for its whole life
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    rulebook.use(rules)
    plugins.use(with_plugins)
    _work, _pass, _stop = build(task), _gap_passer(task), stop


def _chunk(units: list[Unit | Gap]) -> tuple[int, bytes]:
    """Audit one chunk of units; return how many were opened and the packed results."""
    results: list[Seen] = []
    for unit in units:
        if _stop.is_set():
            break
        results.extend([_pass(unit)] if isinstance(unit, Gap) else _work(unit))
    return sum(not isinstance(unit, Gap) for unit in units), msgspec.msgpack.encode([_item(seen) for seen in results])


def _item(seen: Seen) -> _Item:
    if isinstance(seen, Audited):
        return _Item(audited=seen)
    if isinstance(seen, Due):
        return _Item(due=seen)
    return _Item(gap=seen) if isinstance(seen, Gap) else _Item(inspection=seen)
