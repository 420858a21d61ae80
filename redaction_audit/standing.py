"""What a scan stands on: the rules it judges by, and what its findings pass afterwards; and how that is shown."""

import argparse
import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from redaction_audit import diagnostics
from redaction_audit.config.resolving import Resolved
from redaction_audit.errors import UsageError
from redaction_audit.intake import Unit
from redaction_audit.model import Frozen, Gap
from redaction_audit.outputs.style import Style
from redaction_audit.roster import roster
from redaction_audit.selection import Selection, named, selection
from redaction_audit.text.sanitise import plain

if TYPE_CHECKING:
    from redaction_audit.acceptance.stage import Stage

Reports = list[tuple[Any, str]]
"""Renderers with the paths they write to (`-`: standard output)."""


class Standing(Frozen):
    """What was chosen, and the stage behind the audit; None where nothing can be set aside."""

    picked: Selection
    stage: "Stage | None"


def stand(options: argparse.Namespace, day: dt.date) -> Standing:
    """Return what the settings make a scan stand on. Raises UsageError or ConfigError (exit 2)."""
    picked = selection(options.settings, roster())
    if not (picked.quiet or picked.attempts or options.waivers or options.baseline):
        return Standing(picked, None)
    from redaction_audit.acceptance import baseline, waivers
    from redaction_audit.acceptance.stage import Stage

    known = partial(named, roster())
    return Standing(
        picked,
        Stage(
            day,
            locked=picked.locked,
            attempts=picked.attempts,
            quiet=picked.quiet,
            waivers=waivers.load(options.waivers, known, require_expiry=options.require_expiry)
            if options.waivers
            else None,
            baseline=baseline.load(options.baseline) if options.baseline else None,
        ),
    )


def settings_shown(settings: Resolved, format_: str | None) -> str:
    """Return the settings as TOML, or as JSON."""
    from redaction_audit.config import showing

    if format_ not in {None, "text", "json"}:
        raise UsageError(f"--show-settings: as text or json, not {format_}")
    return showing.as_json(settings).decode() if format_ == "json" else showing.as_toml(settings)


def show_files(inputs: Iterable[Unit | Gap], print_: Callable[[str], int]) -> int:
    """Print the files that would be read, and say what could not be; return the exit code."""
    found = 0
    code = 0
    for item in inputs:
        if isinstance(item, Gap):
            for line in diagnostics.gap_lines(item, Style()):
                diagnostics.say(line)
            code = 3 if item.severity == "error" else code
        else:
            print_(plain(item.shown))
            found += 1
    return code if found else 3
