"""What `baseline` and `waivers` do: a scan whose findings become a file, or are held against one."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from redaction_audit import diagnostics
from redaction_audit.acceptance import baseline
from redaction_audit.acceptance.drafting import Drafted
from redaction_audit.acceptance.listing import Difference
from redaction_audit.acceptance.writing import Pruned, Written
from redaction_audit.errors import UsageError
from redaction_audit.outputs.style import Style
from redaction_audit.standing import Reports, Standing, stand

FILE = "redaction-audit.baseline"
"""Where accepted findings are kept when nothing else is said."""

Audit = Callable[[argparse.Namespace, Standing, Reports, str], int]
"""Runs a scan: options, what it stands on, its reports, the least severity that fails it (`running.audit`)."""


def write(options: argparse.Namespace, day: dt.date, audit: Audit) -> int:
    """Write everything reported into a baseline; findings of locked rules stay out of it, and that is said."""
    file = options.baseline or FILE
    options.baseline = None
    if Path(file).is_file() and not baseline.marked(file):
        raise UsageError(f"{file}: is no baseline, and would be replaced by one; name another file with --baseline")
    stands = stand(options, day)
    written = Written(stands.picked.locked)
    options.baseline = file  # the old one is no input either
    code = audit(options, stands, [(written, file)], "never")
    if written.locked:
        diagnostics.note(f"{file}: findings of locked rules are not accepted: {written.locked:,} left out")
    if not options.quiet:
        diagnostics.note(f"{file}: {written.count:,} accepted")
    return code


def diff(options: argparse.Namespace, day: dt.date, audit: Audit, style: Style) -> int:
    """Print what is not accepted yet and what was accepted and is gone; exit 1 where something is new."""
    options.baseline = _there(options)
    return audit(options, stand(options, day), [(Difference(style), "-")], "note")


def prune(options: argparse.Namespace, day: dt.date, audit: Audit) -> int:
    """Take out of a baseline what is gone from records that were examined; with `--absent`, all that was not met."""
    options.baseline = _there(options)
    stands = stand(options, day)
    accepted = stands.stage.baseline if stands.stage is not None else None
    if accepted is None:
        raise UsageError("--baseline: name the file to prune")
    pruned = Pruned(accepted, tuple(check.id for check in stands.picked.checks), absent=options.absent)
    code = audit(options, stands, [(pruned, options.baseline)], "never")
    if not options.quiet:
        diagnostics.note(f"{options.baseline}: {pruned.dropped:,} taken out, {pruned.kept:,} kept")
    return code


def template(options: argparse.Namespace, day: dt.date, audit: Audit) -> int:
    """Print a waiver for everything reported, with reason and author to be filled in."""
    return audit(options, stand(options, day), [(Drafted(), options.output_file or "-")], "never")


def _there(options: argparse.Namespace) -> str:
    file: str = options.baseline or FILE
    if not Path(file).exists():
        baseline.load(file)  # says what to do
    return file
