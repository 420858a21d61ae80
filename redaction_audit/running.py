"""A run: inputs are audited one after another, reports and store are written as it goes, counts close it."""

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

import msgspec

from redaction_audit import __version__, asked, diagnostics, interrupts, plugins, rulebook
from redaction_audit.batch import watch
from redaction_audit.calendar.entry import Due
from redaction_audit.check import Check
from redaction_audit.delivery import ClosedPipeError, silence_stdout, unwritten
from redaction_audit.dispatch import Dispatch
from redaction_audit.intake import Unit
from redaction_audit.jobs import Seen, Task, run
from redaction_audit.model import Audited, Gap, Inspection, Severity
from redaction_audit.outputs.report import Run, Summary, Tally

if TYPE_CHECKING:
    from redaction_audit.acceptance.stage import Stage
    from redaction_audit.recording import Recording
    from redaction_audit.standing import Reports, Standing


class Plan(NamedTuple):
    """What a run reads, how it judges and counts, and where that goes.

    `checks` are those that watch the whole batch, among others; `kept` is the store, `stage` what sets findings aside.
    """

    options: argparse.Namespace
    task: Task
    run: Run
    reports: "Reports"
    tally: Tally
    checks: tuple[Check, ...] = ()
    kept: "Recording | None" = None
    stage: "Stage | None" = None


def audit(
    options: argparse.Namespace,
    stands: "Standing",
    reports: "Reports",
    fail_on: str,
    *,
    pages: Sequence[str] = (),
    frames: bool = False,
    notes: bool = True,
    reveal: bool = False,
) -> int:
    """Audit the inputs by what stands (rules, baseline, waivers); write the reports and return the exit code.

    `fail_on` is a severity or `never`; `pages` are the files that become pages of the run once it has ended; `frames`,
    `notes` (frames of notes, too) and `reveal` are what the reports show.
    Raises UsageError for options that cannot be, and as `drive`.
    """
    from redaction_audit.catalogue import rule

    settings = msgspec.structs.replace(
        asked.settings(options, frames=frames, notes=notes),
        reveal=reveal,
        digests=any(getattr(renderer, "digests", False) for renderer, _ in reports),
    )
    picked, stage = stands.picked, stands.stage
    chosen = picked.checks
    rules = tuple(check.id for check in chosen)
    cache = None if reveal else _cache(options)  # what is revealed is kept nowhere
    task = Task("scan", asked.request(options), settings, rules, options.backend, weights=picked.weights, cache=cache)
    least = cast("Severity | None", None if fail_on == "never" else fail_on)
    run_ = msgspec.structs.replace(
        described(options, "scan", settings.as_of),
        rules=rules,
        catalogue=tuple(map(rule, chosen)),
        fail_on=least,
        baseline=stage.baseline.shown if stage is not None and stage.baseline is not None else None,
        configuration=options.settings.shown,
        waivers=options.waivers,
    )
    tally = Tally(least, fail_on_stale=options.fail_on_stale)
    for id_, tried in picked.attempts.items():
        tally.refused[id_, "; ".join(tried)] += 0
    with _recording(options, pages, alone=not reports) as kept:
        if kept is not None:
            task = msgspec.structs.replace(task, settings=msgspec.structs.replace(settings, seal=kept.key))
        code = drive(Plan(options, task, run_, reports, tally, tuple(chosen), kept, stage))
        if kept is not None and options.store is not None and not options.quiet:
            for notice in kept.notices:
                diagnostics.note(f"{options.store}: {notice}")
        return _paged(pages, kept, code) if pages else code


def _paged(pages: Sequence[str], kept: "Recording | None", code: int) -> int:
    """Write the pages of a run that was kept; return the exit code."""
    from redaction_audit import reporting

    if kept is None or kept.lost or reporting.pages(kept.path, pages):
        return unwritten(code)
    return code


def described(options: argparse.Namespace, command: Literal["scan", "inspect", "dates"], as_of: dt.date) -> Run:
    """Return what reports of any command say of their run: version, law, day, inputs and plug-ins."""
    digest = rulebook.digest(rulebook.files(""))
    return Run(__version__, digest, as_of, command, tuple(options.paths), plug_ins=plugins.owners())


def drive(plan: Plan) -> int:
    """Read, audit, write and count: the one place where a run's parts meet. Returns the exit code.

    Raises OutputError for a report that cannot be written; none is left half written, whatever is raised.
    """
    options, task, kept = plan.options, plan.task, plan.kept
    # a path that does not exist is said before anything is written
    inputs = asked.inputs(options, task.request, kept.files if kept is not None else ())
    _say_settings(options)
    progress = diagnostics.Progress(
        plan.tally,
        command=task.command,
        quiet=options.quiet > 0,
        verbose=options.verbose > 0,
        alone=not sys.stdout.isatty() or all(path != "-" for _, path in plan.reports),
    )
    try:
        with interrupts.steps() as step, Dispatch(plan.reports, kept, progress) as dispatch:
            with step:
                dispatch.begin(plan.run, task)
            _pass_on(plan, inputs, dispatch, progress, step)
            with step:
                progress.close()
                summary = _summed(plan)
                dispatch.end(summary)
                _close(options, task, dispatch, summary)
    except ClosedPipeError:
        silence_stdout()
        return 0
    finally:
        progress.close()
    return unwritten(summary.exit_code) if dispatch.failed else summary.exit_code


def _pass_on(
    plan: Plan,
    inputs: Iterable[Unit | Gap],
    dispatch: Dispatch,
    progress: diagnostics.Progress,
    step: interrupts.Step,
) -> None:
    """Write and count what each record yielded as soon as it is known; an interrupt ends that, and is noted."""
    try:
        for seen in _seen(plan, inputs):
            with step:
                _count(plan.tally, seen)
                for gap in (seen,) if isinstance(seen, Gap) else seen.gaps:
                    progress.gap(gap)
                dispatch.record(seen)
                progress.tick()
    except KeyboardInterrupt:
        step.heeded()
        plan.tally.interrupted = True


def _close(options: argparse.Namespace, task: Task, dispatch: Dispatch, summary: Summary) -> None:
    """Say what is to be said of a run that has been written."""
    for notice in dispatch.notices(summary):
        diagnostics.note(notice)
    diagnostics.closing(
        summary,
        task.command,
        quiet=options.quiet,
        statistics=getattr(options, "statistics", False),
        judged=getattr(options, "judged", True),
    )


def _cache(options: argparse.Namespace) -> str | None:
    """Return the folder in which results are kept, made ready; None where none is asked for."""
    folder: str | None = getattr(options, "cache", None)
    if folder is not None:
        from redaction_audit.shelf import Shelf

        Shelf.open(folder).trim()
    return folder


def _recording(
    options: argparse.Namespace, pages: Sequence[str], *, alone: bool
) -> "AbstractContextManager[Recording | None]":
    store = getattr(options, "store", None)
    if store is None and not pages:
        return nullcontext()
    from redaction_audit.recording import recording

    return recording(store, pages, alone=alone)


def _say_settings(options: argparse.Namespace) -> None:
    """Say which configuration file is in force; one that the batch brought along is said however quiet the run is."""
    file = options.settings.file
    if file is None:
        return
    folder = Path(file).resolve().parent
    brought = any(path != "-" and folder.is_relative_to(Path(path).resolve()) for path in options.paths)
    if brought or not options.quiet:
        diagnostics.note(f"settings from {options.settings.shown}" + (", which lies in the batch" if brought else ""))


def _summed(plan: Plan) -> Summary:
    """Return the counts that close a run; what set nothing aside is known of a whole run only."""
    tally, stage = plan.tally, plan.stage
    if stage is not None and not tally.interrupted:
        tally.leftovers = stage.leftovers(plan.task.checks)
    return tally.summary()


def _seen(plan: Plan, inputs: Iterable[Unit | Gap]) -> Iterator[Seen]:
    """Return what every record yields, in the order of reading; what is set aside has been."""
    # what is revealed never crosses to another process
    jobs = 1 if plan.task.settings.reveal else plan.options.jobs or os.cpu_count() or 1
    results = run(plan.task, inputs, jobs, plan.tally.add_file)
    if plan.task.command != "scan":
        return results
    audited = watch(cast("Iterator[Audited]", results), plan.checks)
    return audited if plan.stage is None else plan.stage.passing(audited)


def _count(tally: Tally, seen: Seen) -> None:
    if isinstance(seen, Audited):
        tally.add(seen)
    elif isinstance(seen, Inspection):
        tally.add_inspection(seen)
    elif isinstance(seen, Due):
        tally.add(Audited(seen.record, seen.origin, seen.size, gaps=seen.gaps))
        tally.sums["overdue"] += seen.status == "overdue"
    else:
        tally.add_gap(seen)
