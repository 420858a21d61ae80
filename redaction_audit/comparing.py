"""What `diff` does: two runs read from reports, stores or baselines, compared, and the difference printed."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from redaction_audit import diagnostics
from redaction_audit.acceptance import baseline
from redaction_audit.acceptance.changes import Changes, Seen, Side, compare
from redaction_audit.acceptance.listing import line, seen
from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout
from redaction_audit.errors import UsageError
from redaction_audit.model import Finding
from redaction_audit.outputs.encoding import encode
from redaction_audit.outputs.style import Style
from redaction_audit.regular import demand
from redaction_audit.sparing import Taken
from redaction_audit.text.sanitise import plain

_STORE = b"SQLite format 3\0"
_REPORT = b'{"schema":"scan-'
"""Beginnings of files: of a store, and of a report as one document; a line of findings goes on `{"schema":"scan/`."""

_FINDING = msgspec.json.Decoder(Finding)


class _Aside(msgspec.Struct):
    finding: Finding


class _Counts(msgspec.Struct):
    incomplete: bool = False
    interrupted: bool = False


class _Report(msgspec.Struct):
    """As much of a `scan-report/1` document as is needed here."""

    findings: list[Finding]
    set_aside: list[_Aside]
    summary: _Counts


def diff(options: argparse.Namespace) -> int:
    """Print what changed from one run to the next; exit 1 where something is new, 3 where the new run is incomplete."""
    changes = compare(read(options.old), read(options.new))
    path = options.output_file or "-"
    Taken((path,)).refuse((options.old, options.new))
    style = diagnostics.stream_style(sys.stdout) if path == "-" else Style()
    target = Target(path)
    try:
        for piece in _document(changes) if options.format == "json" else _text(changes, style, options.verbose):
            target.write(piece)
        target.commit()
    except ClosedPipeError:
        silence_stdout()
        return 0
    finally:
        target.abandon()
    if not options.quiet:
        for words in _closing(changes, statistics=options.statistics):
            diagnostics.say(words)
    return 3 if changes.incomplete else 1 if changes.added else 0


def read(path: str) -> Side:
    """Read one run. Raises UsageError where the file is none that `scan` or `baseline` writes."""
    try:
        demand(Path(path))
        with Path(path).open("rb") as file:
            head = file.read(len(_STORE))
            if head == _STORE:
                return _stored(path)
            if head.startswith(b"#"):
                return _accepted(path)
            if head.startswith(_REPORT):
                file.seek(0)
                return _reported(path, msgspec.json.decode(file.read(), type=_Report))
            file.seek(0)
            found = {finding.fingerprint: seen(finding) for finding in map(_FINDING.decode, file)}
            return Side(path, found)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is no run; give what scan wrote as json or jsonl, a store, or a baseline") from error
    except ValueError as error:  # a name no file can have
        raise UsageError(f"{path}: cannot be read") from error


def _stored(path: str) -> Side:
    from redaction_audit.store import Store

    with Store.open(path, read_only=True) as store:
        store.require_whole()
        runs = store.runs()
        if not runs:
            raise UsageError(f"{path}: nothing was scanned into this store")
        findings = (store.finding(row) for row in store.ids())
        reported = {finding.fingerprint: seen(finding) for finding in findings if finding is not None}
        counts = msgspec.json.decode(runs[-1].summary, type=_Counts) if runs[-1].summary else _Counts(incomplete=True)
        aside = {item.finding.fingerprint for _, rest in store.rests(runs[-1].id) for item in rest.set_aside}
        return Side(path, reported, frozenset(aside), counts.incomplete or not runs[-1].ended)


def _accepted(path: str) -> Side:
    entries = baseline.load(path).entries.values()
    return Side(path, {entry.fingerprint: Seen(entry.fingerprint, entry.rule, entry.record) for entry in entries})


def _reported(path: str, report: _Report) -> Side:
    return Side(
        path,
        {finding.fingerprint: seen(finding) for finding in report.findings},
        frozenset(aside.finding.fingerprint for aside in report.set_aside),
        report.summary.incomplete or report.summary.interrupted,
    )


# -- printing --


def _document(changes: Changes) -> Iterator[bytes]:
    yield encode(changes) + b"\n"


def _text(changes: Changes, style: Style, verbose: int) -> Iterator[bytes]:
    rows = [("new", changes.added), ("set aside", changes.set_aside), ("fixed", changes.fixed)]
    for word, found in rows:
        for told in found:
            yield line(told, word, style).encode("utf-8", "backslashreplace") + b"\n"
            if verbose:
                yield f"  {plain(told.fingerprint)}\n".encode("utf-8", "backslashreplace")


def _closing(changes: Changes, *, statistics: bool) -> Iterator[str]:
    if statistics:
        table: list[tuple[Any, ...]] = [("new", "fixed", "unchanged", "set aside", "rule")]
        table += [(count.new, count.fixed, count.unchanged, count.set_aside, count.rule) for count in changes.rules]
        for *numbers, rule in table:
            yield "  ".join((*(f"{number:>9}" for number in numbers), str(rule)))
    aside = f", {len(changes.set_aside):,} set aside" if changes.set_aside else ""
    yield f"{len(changes.added):,} new, {len(changes.fixed):,} fixed, {changes.unchanged:,} unchanged{aside}"
    if changes.incomplete:
        yield "the new run is incomplete: what seems fixed may not have been read"
