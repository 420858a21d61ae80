"""What the options of a run ask for: inputs, settings, reports and their looks. What cannot be raises UsageError."""

import argparse
import datetime as dt
import glob
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from redaction_audit import delivery, diagnostics, outputs
from redaction_audit.engine import Settings
from redaction_audit.errors import UsageError
from redaction_audit.folders import without
from redaction_audit.intake import Request, Unit, units
from redaction_audit.model import PROVENANCES, Gap, Severity
from redaction_audit.outputs.style import Style
from redaction_audit.patterns import Patterns
from redaction_audit.sparing import Taken
from redaction_audit.terminal import colored, columns


def inputs(options: argparse.Namespace, request: Request, others: Iterable[Path] = ()) -> Iterator[Unit | Gap]:
    """Return the inputs without what belongs to the audit itself: `others`, and the files that it goes by.

    Raises UsageError where a report is to replace one of them; while they are yielded, where it is to replace an input.
    """
    ours = (options.settings.file, *(getattr(options, name, None) for name in ("baseline", "waivers", "files_from")))
    own = [*others, *(Path(file) for file in ours if file not in {None, "-"})]
    taken = Taken(delivery.files(options))  # not that of a baseline, which is read and written anew
    taken.refuse(own)
    return taken.passing(without(units(request), own) if own else units(request))


def request(options: argparse.Namespace) -> Request:
    """Return what is to be read and how."""
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


def settings(options: argparse.Namespace, *, frames: bool, notes: bool) -> Settings:
    """Return what an audit depends on besides records and rules; `frames` are wanted of notes as well if `notes`."""
    if options.provenance is not None and options.provenance not in PROVENANCES:
        raise UsageError(f"--provenance: no provenance {options.provenance!r}; known: {', '.join(PROVENANCES)}")
    if options.date is not None and not _is_date(options.date):
        raise UsageError(f"--date: {options.date!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    level: Severity = "note" if notes else "warning"
    provenances = options.settings.provenances()
    return Settings(day(options.as_of), options.provenance, options.date, provenances, frames, level)


def _is_date(given: str) -> bool:
    from redaction_audit.dates import bounds

    try:
        bounds(given)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}(-\d\d){0,2}", given, re.ASCII) is not None  # `bounds` passes over what is behind it


def day(given: str | None) -> dt.date:
    """Return the day of `--as-of`, today without one."""
    if given is None:
        return dt.datetime.now(dt.UTC).date()  # the only clock that a judgement sees
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"--as-of: {given!r} is no day; write YYYY-MM-DD") from error


def targets(options: argparse.Namespace, load: Callable[[str], object] = outputs.load) -> list[tuple[str, str]]:
    """Return (format, path) of every report asked for; `load` refuses a format that there is not."""
    pairs = delivery.targets(options, "text", "json=report.json")
    for name, _ in pairs:
        load(name)
    return pairs


def style(options: argparse.Namespace, path: str, notes: bool, *, whole: bool = False) -> Style:
    """Return how one report looks; `whole` lines are not fitted into columns (width 0) where no terminal shows them."""
    terminal = path == "-" and sys.stdout.isatty()
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "") if path == "-" else "utf8"
    return Style(
        color=colored(terminal),
        width=columns(diagnostics.WIDTH) if terminal else 0 if whole else diagnostics.WIDTH,
        quiet=options.quiet,
        verbose=options.verbose,
        show_notes=notes,
        show_set_aside=getattr(options, "show_set_aside", False),
        ascii=not encoding.startswith("utf"),
        hashes=True,
    )
