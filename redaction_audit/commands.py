"""What each command does: options in, a run set up and driven, reports and counts out, an exit code back."""

import argparse
import datetime as dt
import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from redaction_audit import __version__, diagnostics, outputs, plugins, rulebook
from redaction_audit.calendar.entry import Due
from redaction_audit.check import Check
from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout
from redaction_audit.engine import Settings, watch
from redaction_audit.errors import UsageError
from redaction_audit.folders import without
from redaction_audit.intake import Request, Unit, units
from redaction_audit.jobs import Seen, Task, run
from redaction_audit.model import PROVENANCES, Audited, Gap, Inspection, Severity
from redaction_audit.outputs.report import Run, Summary, Tally
from redaction_audit.outputs.style import Style
from redaction_audit.patterns import Patterns
from redaction_audit.roster import roster

if TYPE_CHECKING:
    from redaction_audit.acceptance.stage import Stage
    from redaction_audit.recording import Recording
    from redaction_audit.ruleset import Examined
    from redaction_audit.standing import Reports, Standing


_PAGE = "html"
"""The format of `scan` that is a report: it cannot be streamed."""


def scan(options: argparse.Namespace) -> int:
    """Audit the inputs and report findings; or show what would be done."""
    from redaction_audit import standing

    if options.show_settings:
        return _print(standing.settings_shown(options.settings, options.format))
    if options.show_files:
        return standing.show_files(_inputs(options, _request(options)), _print)
    if options.watch:
        from redaction_audit import watching

        return watching.watch(options.arguments, options, partial(_inputs, options, _request(options)))
    targets = _targets(options, lambda name: None if name == _PAGE else outputs.load(name))
    if options.reveal:
        from redaction_audit import unmasking

        unmasking.refuse_elsewhere(options, targets)
        diagnostics.note(unmasking.warning(options.store))
    notes = options.show_notes or options.verbose > 0 or options.fail_on == "note"
    streamed = [(name, path) for name, path in targets if name != _PAGE]
    reports = [(_renderer(name, "scan", _style(options, path, notes)), path) for name, path in streamed]
    drawn = any(name == "text" for name, _ in targets) and not options.quiet
    stands = standing.stand(options, _as_of(options.as_of))
    pages = [path for name, path in targets if name == _PAGE]
    with _for_pages(options, pages):
        code = audit(options, stands, reports, options.fail_on, frames=drawn, notes=notes, reveal=options.reveal)
        if pages:
            from redaction_audit import reporting

            reporting.pages(options.store, pages)
    return 0 if code == 1 and options.exit_zero else code


@contextmanager
def _for_pages(options: argparse.Namespace, pages: list[str]) -> Iterator[None]:
    """Keep the run somewhere while pages are to be written of it: their counts stand before the first record."""
    if not pages or options.store is not None:
        yield
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        options.store = str(Path(folder, "scan.store"))
        yield


def audit(
    options: argparse.Namespace,
    stands: "Standing",
    reports: "Reports",
    fail_on: str,
    *,
    frames: bool = False,
    notes: bool = True,
    reveal: bool = False,
) -> int:
    """Audit the inputs by what stands (rules, baseline, waivers); write the reports and return the exit code."""
    from redaction_audit.catalogue import rule

    settings = msgspec.structs.replace(
        _settings(options, frames=frames, notes=notes),
        reveal=reveal,
        digests=any(getattr(renderer, "digests", False) for renderer, _ in reports),
    )
    picked, stage = stands.picked, stands.stage
    chosen = picked.checks
    rules = tuple(check.id for check in chosen)
    cache = None if reveal else _cache(options)  # what is revealed is kept nowhere
    task = Task("scan", _request(options), settings, rules, options.backend, weights=picked.weights, cache=cache)
    least = cast("Severity | None", None if fail_on == "never" else fail_on)
    run_ = Run(
        version=__version__,
        rules_digest=rulebook.digest(rulebook.files("")),
        as_of=settings.as_of,
        command="scan",
        paths=tuple(options.paths),
        rules=rules,
        catalogue=tuple(map(rule, chosen)),
        fail_on=least,
        baseline=stage.baseline.shown if stage is not None and stage.baseline is not None else None,
        plug_ins=plugins.owners(),
        configuration=options.settings.shown,
        waivers=options.waivers,
    )
    tally = Tally(least, fail_on_stale=options.fail_on_stale)
    for id_, tried in picked.attempts.items():
        tally.refused[id_, "; ".join(tried)] += 0
    with _recording(options) as kept:
        if kept is not None:
            task = msgspec.structs.replace(task, settings=msgspec.structs.replace(settings, seal=kept.key))
        code = _drive(options, task, reports, run_, tally, chosen, kept=kept, stage=stage)
        if kept is not None:
            kept.end(tally.summary())
            for notice in kept.notices if not options.quiet else ():
                diagnostics.note(f"{options.store}: {notice}")
    return code


def diff(options: argparse.Namespace) -> int:
    """Compare two runs."""
    from redaction_audit import comparing

    return comparing.diff(options)


def baseline_write(options: argparse.Namespace) -> int:
    """Accept what is found."""
    from redaction_audit import accepting

    return accepting.write(options, _as_of(options.as_of), audit)


def baseline_diff(options: argparse.Namespace) -> int:
    """Show what is not accepted yet, and what was accepted and is gone."""
    from redaction_audit import accepting

    return accepting.diff(options, _as_of(options.as_of), audit, diagnostics.stream_style(sys.stdout))


def baseline_prune(options: argparse.Namespace) -> int:
    """Take out of a baseline what is gone."""
    from redaction_audit import accepting

    return accepting.prune(options, _as_of(options.as_of), audit)


def waivers_template(options: argparse.Namespace) -> int:
    """Print a waiver to fill in for everything found."""
    from redaction_audit import accepting

    return accepting.template(options, _as_of(options.as_of), audit)


def _cache(options: argparse.Namespace) -> str | None:
    """Return the folder in which results are kept, made ready; None where none is asked for."""
    folder: str | None = getattr(options, "cache", None)
    if folder is not None:
        from redaction_audit.shelf import Shelf

        Shelf.open(folder).trim()
    return folder


def _recording(options: argparse.Namespace) -> "AbstractContextManager[Recording | None]":
    if getattr(options, "store", None) is None:
        return nullcontext()
    from redaction_audit.recording import Recording

    return Recording.open(options.store)


def inspect(options: argparse.Namespace) -> int:
    """Show records as read."""
    settings = _settings(options, frames=False, notes=True)
    task = Task("inspect", _request(options), settings, (), options.backend)
    digest = rulebook.digest(rulebook.files(""))
    run_ = Run(__version__, digest, settings.as_of, "inspect", tuple(options.paths), plug_ins=plugins.owners())
    targets = _targets(options, partial(outputs.load, face="Inspections"))
    reports = [(_renderer(name, "inspect", _style(options, path, notes=True)), path) for name, path in targets]
    return _drive(options, task, reports, run_, Tally(None))


def dates(options: argparse.Namespace) -> int:
    """Show when records fall due."""
    from redaction_audit.calendar.choice import HORIZON, Choice, after
    from redaction_audit.outputs import calendar

    settings = _settings(options, frames=False, notes=True)
    try:
        until = after(settings.as_of, options.due_within or HORIZON)
    except ValueError as error:
        raise UsageError(f"--due-within: {options.due_within!r} is no span of time; write 90d, 6w, 3m or 1y") from error
    choice = Choice(until, due=options.due_within is not None, overdue=options.overdue, sort=options.sort)
    task = Task("dates", _request(options), settings, (), options.backend, until)
    digest = rulebook.digest(rulebook.files(""))
    run_ = Run(__version__, digest, settings.as_of, "dates", tuple(options.paths), plug_ins=plugins.owners())
    reports = [
        (calendar.load(name).Dates(_style(options, path, notes=True, whole=True), choice), path)
        for name, path in _targets(options, calendar.load)
    ]
    return _drive(options, task, reports, run_, Tally(None))


def review(options: argparse.Namespace) -> int:
    """Open the workbench on a store, or on what is scanned into one."""
    from redaction_audit import reviewing

    return reviewing.review(options)


def report(options: argparse.Namespace) -> int:
    """Write reports of a stored run."""
    from redaction_audit import reporting

    return reporting.report(options)


def verify(options: argparse.Namespace) -> int:
    """Verify stores, reports and manifests: exit 5 where something is not as it was written."""
    from redaction_audit import verification

    return verification.verify(options)


def explain(options: argparse.Namespace) -> int:
    """Explain a rule, an order, a mark or a code, on a day where one is given."""
    from redaction_audit import catalogue

    style = diagnostics.stream_style(sys.stdout)
    return _print(catalogue.explain(options.what, style, on=_on(options.on), format_=options.format))


def _on(given: str | None) -> dt.date | None:
    try:
        return dt.datetime.strptime(given, "%Y-%m-%d").date() if given else None
    except ValueError as error:
        raise UsageError(f"--on: {given!r} is no day; write YYYY-MM-DD, for example 2006-03-01") from error


def rules_list(options: argparse.Namespace) -> int:
    """List the rules, or what is planned."""
    from redaction_audit import catalogue

    if options.planned:
        return _print(catalogue.planned(options.format, diagnostics.stream_style(sys.stdout)))
    chosen = catalogue.select(roster(), _listed(options.select), [])
    return _print(catalogue.rules_table(chosen, options.format, diagnostics.stream_style(sys.stdout)))


def rules_check(options: argparse.Namespace) -> int:
    """Examine every rules file."""
    from redaction_audit import ruleset

    rulebook.use(options.folder or rulebook.added(), strict=False)
    return _examined(ruleset.check_rules())


def law_list(options: argparse.Namespace) -> int:
    """List the orders."""
    from redaction_audit import ruleset

    return _print(ruleset.listing(options.format, diagnostics.stream_style(sys.stdout)))


def law_check(options: argparse.Namespace) -> int:
    """Examine the orders."""
    from redaction_audit import ruleset

    rulebook.use(options.folder or rulebook.added(), strict=False)
    return _examined(ruleset.check_law())


def _examined(found: "Examined") -> int:
    _print("\n".join((*found.problems, found.summary)))
    return 2 if found.problems else 0


def completion(options: argparse.Namespace) -> int:
    """Print a completion script for a shell."""
    import shtab

    return _print(shtab.complete(options.parser(), shell=options.shell))


def _drive(  # the one place where a run's parts meet
    options: argparse.Namespace,
    task: Task,
    reports: "Reports",
    run_: Run,
    tally: Tally,
    checks: Iterable[Check] = (),
    kept: "Recording | None" = None,
    stage: "Stage | None" = None,
) -> int:
    # a path that does not exist is said before anything is written
    inputs = _inputs(options, task.request, kept.files if kept is not None else ())
    opened = [(renderer, Target(path)) for renderer, path in reports]
    _say_settings(options)
    progress = diagnostics.Progress(
        tally,
        command=task.command,
        quiet=options.quiet > 0,
        verbose=options.verbose > 0,
        alone=not sys.stdout.isatty() or all(path != "-" for _, path in reports),
    )
    try:
        for renderer, target in opened:
            target.write(renderer.begin(run_))
        try:
            results = _seen(task, inputs, options, tally, checks, stage)
            for seen in results if kept is None else kept.passing(results, run_, task, tally.fail_on):
                _count(tally, seen)
                for gap in _gaps(seen):
                    progress.gap(gap)
                for renderer, target in opened:
                    target.write(renderer.record(seen))
                    target.show()
                progress.tick()
        except KeyboardInterrupt:
            tally.interrupted = True
        progress.close()
        summary = _summed(tally, task, stage)
        for renderer, target in opened:
            for piece in outputs.pieces(renderer.end(summary)):
                target.write(piece)
            target.commit()
    except ClosedPipeError:
        silence_stdout()
        return 0
    finally:
        progress.close()
        for _, target in opened:
            target.abandon()
    for renderer, target in opened:
        for notice in renderer.notices(summary) if hasattr(renderer, "notices") else ():
            diagnostics.note(f"{target.path}: {notice}" if target.path != "-" else notice)
    diagnostics.closing(
        summary,
        task.command,
        quiet=options.quiet,
        statistics=getattr(options, "statistics", False),
        judged=getattr(options, "judged", True),
    )
    return summary.exit_code


def _say_settings(options: argparse.Namespace) -> None:
    """Say which configuration file is in force: a batch may bring one along."""
    if options.settings.shown and not options.quiet:
        diagnostics.note(f"settings from {options.settings.shown}")


def _summed(tally: Tally, task: Task, stage: "Stage | None") -> Summary:
    """Return the counts that close a run; what set nothing aside is known of a whole run only."""
    if stage is not None and not tally.interrupted:
        tally.leftovers = stage.leftovers(task.checks)
    return tally.summary()


def _seen(
    task: Task,
    inputs: Iterable[Unit | Gap],
    options: argparse.Namespace,
    tally: Tally,
    checks: Iterable[Check],
    stage: "Stage | None",
) -> Iterator[Seen]:
    # what is revealed never crosses to another process
    jobs = 1 if task.settings.reveal else options.jobs or os.cpu_count() or 1
    results = run(task, inputs, jobs, tally.add_file)
    if task.command != "scan":
        return results
    audited = watch(cast("Iterator[Audited]", results), tuple(checks))
    return audited if stage is None else stage.passing(audited)


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


def _gaps(seen: Seen) -> tuple[Gap, ...]:
    return (seen,) if isinstance(seen, Gap) else seen.gaps


def _inputs(options: argparse.Namespace, request: Request, others: Iterable[Path] = ()) -> Iterator[Unit | Gap]:
    """Return the inputs without what belongs to the audit itself: `others`, and the files that it goes by."""
    ours = (options.settings.file, getattr(options, "baseline", None), getattr(options, "waivers", None))
    own = [*others, *(Path(file) for file in ours if file is not None)]
    return without(units(request), own) if own else units(request)


def _request(options: argparse.Namespace) -> Request:
    if options.jobs < 0:
        raise UsageError("--jobs: give a number of processes, or 0 for one a core")
    return Request(
        paths=tuple(options.paths),
        exclude=tuple(options.exclude),
        stdin_filename=options.stdin_filename,
        encoding=options.encoding,
        id_field=options.id_field,
        text_field=options.text_field,
        excluded=options.settings.excluded() + _kept_out(options),
    )


def _kept_out(options: argparse.Namespace) -> tuple[Patterns, ...]:
    """Return a pattern for the folder of kept results: it may stand in the batch, and holds no records."""
    folder: str | None = getattr(options, "cache", None)
    if folder is None:
        return ()
    place = Path(folder).absolute()
    return (Patterns.of((f"{glob.escape(place.parent.name)}/{glob.escape(place.name)}",), place.parent.parent),)


def _settings(options: argparse.Namespace, *, frames: bool, notes: bool) -> Settings:
    if options.provenance is not None and options.provenance not in PROVENANCES:
        raise UsageError(f"--provenance: no provenance {options.provenance!r}; known: {', '.join(PROVENANCES)}")
    if options.date is not None:
        from redaction_audit.dates import bounds

        try:
            bounds(options.date)
        except ValueError as error:
            raise UsageError(f"--date: {options.date!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from error
    level: Severity = "note" if notes else "warning"
    provenances = options.settings.provenances()
    return Settings(_as_of(options.as_of), options.provenance, options.date, provenances, frames, level)


def _as_of(given: str | None) -> dt.date:
    if given is None:
        return dt.datetime.now(dt.UTC).date()  # the only clock of a run
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"--as-of: {given!r} is no day; write YYYY-MM-DD") from error


def _targets(options: argparse.Namespace, load: Callable[[str], object] = outputs.load) -> list[tuple[str, str]]:
    """Return (format, path) of every report asked for; `load` refuses a format that there is not."""
    pairs = []
    for item in options.output:
        name, equals, path = item.partition("=")
        if not equals or not path:
            raise UsageError(f"--output: {item!r} is not FORMAT=FILE, for example json=report.json")
        pairs.append((name, path))
    if options.format or options.output_file or not pairs:
        pairs.append((options.format or "text", options.output_file or "-"))
    for name, _ in pairs:
        load(name)
    places = [path if path == "-" else str(Path(path).resolve()) for _, path in pairs]
    if twice := next((path for (_, path), place in zip(pairs, places, strict=True) if places.count(place) > 1), None):
        raise UsageError(
            f"two reports cannot share {'standard output' if twice == '-' else twice}; give each its own file"
        )
    return pairs


def _renderer(name: str, command: str, style: Style) -> Any:
    if command == "inspect":
        return outputs.load(name, "Inspections").Inspections(style)
    return outputs.load(name).Findings(style)


def _style(options: argparse.Namespace, path: str, notes: bool, *, whole: bool = False) -> Style:
    """Return how one report looks; `whole` lines are not fitted into columns (width 0) where no terminal shows them."""
    terminal = path == "-" and sys.stdout.isatty()
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "") if path == "-" else "utf8"
    return Style(
        color=_colored(options.color, terminal),
        width=diagnostics.columns() if terminal else 0 if whole else 100,
        quiet=options.quiet,
        verbose=options.verbose,
        show_notes=notes,
        show_set_aside=getattr(options, "show_set_aside", False),
        ascii=not encoding.startswith("utf"),
        hashes=True,
    )


def _colored(wish: str, terminal: bool) -> bool:
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _listed(values: list[str]) -> list[str]:
    return [item.strip() for value in values for item in value.split(",") if item.strip()]


def _print(text: str) -> int:
    target = Target("-")
    try:
        target.write(text.rstrip("\n").encode(sys.stdout.encoding or "utf-8", "replace") + b"\n")
        target.flush()
    except ClosedPipeError:
        silence_stdout()
    return 0
