"""What each command does: options in, a run set up and driven, reports and counts out, an exit code back."""

import argparse
import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from redaction_audit import asked, diagnostics, outputs, rulebook, running
from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout
from redaction_audit.errors import UsageError
from redaction_audit.jobs import Task
from redaction_audit.outputs.report import Tally
from redaction_audit.roster import roster

if TYPE_CHECKING:
    from redaction_audit.ruleset import Examined


def scan(options: argparse.Namespace) -> int:
    """Audit the inputs and report findings; or show what would be done."""
    from redaction_audit import standing

    if options.show_settings:
        return _print(standing.settings_shown(options.settings, options.format))
    if options.show_files:
        return standing.show_files(asked.inputs(options, asked.request(options)), _print)
    if options.watch:
        from redaction_audit import watching

        return watching.watch(options.arguments, options, partial(asked.inputs, options, asked.request(options)))
    targets = asked.targets(options, lambda name: None if name == outputs.PAGE else outputs.load(name))
    if options.reveal:
        from redaction_audit import unmasking

        unmasking.refuse_elsewhere(options, targets)
        diagnostics.note(unmasking.warning(options.store))
    notes = options.show_notes or options.verbose > 0 or options.fail_on == "note"
    streamed = [(name, path) for name, path in targets if name != outputs.PAGE]
    reports = [(outputs.load(name).Findings(asked.style(options, path, notes)), path) for name, path in streamed]
    drawn = any(name == "text" for name, _ in targets) and not options.quiet
    stands = standing.stand(options, asked.day(options.as_of))
    pages = [path for name, path in targets if name == outputs.PAGE]
    code = running.audit(
        options, stands, reports, options.fail_on, pages=pages, frames=drawn, notes=notes, reveal=options.reveal
    )
    return 0 if code == 1 and options.exit_zero else code


def diff(options: argparse.Namespace) -> int:
    """Compare two runs."""
    from redaction_audit import comparing

    return comparing.diff(options)


def baseline_write(options: argparse.Namespace) -> int:
    """Accept what is found."""
    from redaction_audit import accepting

    return accepting.write(options, asked.day(options.as_of), running.audit)


def baseline_diff(options: argparse.Namespace) -> int:
    """Show what is not accepted yet, and what was accepted and is gone."""
    from redaction_audit import accepting

    return accepting.diff(options, asked.day(options.as_of), running.audit, diagnostics.stream_style(sys.stdout))


def baseline_prune(options: argparse.Namespace) -> int:
    """Take out of a baseline what is gone."""
    from redaction_audit import accepting

    return accepting.prune(options, asked.day(options.as_of), running.audit)


def waivers_template(options: argparse.Namespace) -> int:
    """Print a waiver to fill in for everything found."""
    from redaction_audit import accepting

    return accepting.template(options, asked.day(options.as_of), running.audit)


def inspect(options: argparse.Namespace) -> int:
    """Show records as read."""
    settings = asked.settings(options, frames=False, notes=True)
    task = Task("inspect", asked.request(options), settings, (), options.backend)
    run_ = running.described(options, "inspect", settings.as_of)
    load = partial(outputs.load, face="Inspections")
    reports = [
        (load(name).Inspections(asked.style(options, path, notes=True)), path)
        for name, path in asked.targets(options, load)
    ]
    return running.drive(running.Plan(options, task, run_, reports, Tally(None)))


def dates(options: argparse.Namespace) -> int:
    """Show when records fall due."""
    from redaction_audit.calendar.choice import HORIZON, Choice, after
    from redaction_audit.outputs import calendar

    settings = asked.settings(options, frames=False, notes=True)
    try:
        until = after(settings.as_of, options.due_within or HORIZON)
    except ValueError as error:
        raise UsageError(f"--due-within: {options.due_within!r} is no span of time; write 90d, 6w, 3m or 1y") from error
    choice = Choice(until, due=options.due_within is not None, overdue=options.overdue, sort=options.sort)
    task = Task("dates", asked.request(options), settings, (), options.backend, until)
    run_ = running.described(options, "dates", settings.as_of)
    reports = [
        (calendar.load(name).Dates(asked.style(options, path, notes=True, whole=True), choice), path)
        for name, path in asked.targets(options, calendar.load)
    ]
    return running.drive(running.Plan(options, task, run_, reports, Tally(None)))


def review(options: argparse.Namespace) -> int:
    """Open the workbench on a store, or on what is scanned into one."""
    from redaction_audit import reviewing

    return reviewing.review(options)


def report(options: argparse.Namespace) -> int:
    """Write reports of a stored run."""
    from redaction_audit import reporting

    return reporting.report(options)


def store_list(options: argparse.Namespace) -> int:
    """List the runs of a store."""
    from redaction_audit import keeping

    return _print(keeping.listing(Path(options.store)))


def store_prune(options: argparse.Namespace) -> int:
    """Take old runs out of a store."""
    from redaction_audit import keeping

    return _print(keeping.prune(Path(options.store), options.keep, dry_run=options.dry_run))


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
    from redaction_audit import completing

    return _print(completing.script(options.parser(), options.shell))


def help_of(options: argparse.Namespace) -> int:
    """Print the help of a command; ends the program as `--help` does."""
    from redaction_audit.arguments import parser

    parser().parse_args([*options.words, "--help"])
    return 0


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
