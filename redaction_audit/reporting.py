"""The command `report`: a store in, reports out."""

import argparse
import datetime as dt
import hashlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from redaction_audit import diagnostics, reports
from redaction_audit.delivery import ClosedPipeError, Target, silence_stdout, targets, unmade
from redaction_audit.errors import OutputError, UsageError
from redaction_audit.reports import revealing
from redaction_audit.reports.days import Days
from redaction_audit.reports.values import Options, Revealed, Written
from redaction_audit.sparing import Taken
from redaction_audit.store import Store

if TYPE_CHECKING:
    from redaction_audit.reports.gathering import Batch

_BINARY = frozenset({"xlsx", "pdf"})


def report(options: argparse.Namespace) -> int:
    """Write the reports that were asked for; return the exit code."""
    from redaction_audit.reports.gathering import Batch

    if options.diff is not None:
        return _differing(options)
    wanted = _wanted(options)
    if options.sample is not None and options.sample < 1:
        raise UsageError("--sample: give a number of records")
    revealed = _revealed(options, wanted) if options.reveal else None
    read = Options(
        text=not options.no_text, records=options.records, reveal=revealed, sample=options.sample, seed=options.seed,
        locale=options.locale,
    )  # fmt: skip
    Days(options.locale)  # a locale that is none is said before anything is written
    with Store.open(options.store, read_only=revealed is None) as store:
        store.require_whole()
        with closing(Batch(store, read)) as batch:
            _spare(batch, (path for _, path in wanted))
            if revealed is not None:
                revealing.record(batch, revealed)
            # the manifest tells of the others
            return _each(sorted(wanted, key=lambda one: one[0] == "manifest"), batch)


def pages(store: Path, paths: Iterable[str]) -> int:
    """Write the page of a run that was just kept; return 0, or 3 where one could not be written."""
    from redaction_audit.reports.gathering import Batch

    with Store.open(store, read_only=True) as opened, closing(Batch(opened)) as batch:
        return _each([("html", path) for path in paths], batch)


def _each(wanted: Iterable[tuple[str, str]], batch: "Batch") -> int:
    """Write every report; what one of them could not be written for is said, the others are. Return the exit code."""
    code = 0
    for name, path in wanted:
        try:
            batch.written.append(_write(name, path, batch))
        except (OutputError, UsageError) as error:
            diagnostics.error(str(error))
            code = max(code, error.exit_code)
    return code


def _spare(batch: "Batch", paths: Iterable[str]) -> None:
    """Raise UsageError where a report is to replace the store or a file that the run read."""
    taken = Taken(paths)
    taken.refuse(batch.store.files)
    taken.refuse(batch.reading.files())


def _revealed(options: argparse.Namespace, wanted: list[tuple[str, str]]) -> Revealed:
    """Ask whether what is hidden may be shown; return who said so, and when. Raises UsageError where not."""
    from redaction_audit.review.reviewer import reviewer_named

    revealing.refuse_elsewhere(wanted)
    revealing.agreed(_answer)
    return Revealed(reviewer_named(options.reviewer), dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))


def _answer(question: str) -> str | None:
    if not sys.stdin.isatty():
        return None
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline()


def _differing(options: argparse.Namespace) -> int:
    """Write what changed between two runs; return 1 where something is new, else 0."""
    from redaction_audit.reports.difference import FORMATS, Comparison

    name = options.format or "text"
    if name not in FORMATS or options.output:
        raise UsageError(f"--diff: is written as {', '.join(FORMATS)}, with --format and -o")
    with Store.open(options.store, read_only=True) as store:
        Taken((options.output_file,)).refuse(store.files)
        store.require_whole()
        found = Comparison(store, *options.diff)
        _delivered(options.output_file or "-", FORMATS[name](found))
        return 1 if found.difference().new else 0


def _wanted(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Return (format, path) of every report asked for."""
    pairs = targets(options, "html", "html=report.html")
    for name, path in pairs:
        reports.writer(name)
        if path == "-" and sys.stdout.isatty() and name in {*_BINARY, "html"}:
            raise UsageError(f"--format {name}: is no text for a terminal; name a file with -o FILE")
    return pairs


def _write(name: str, path: str, batch: "Batch") -> Written:
    summed, size = hashlib.sha256(), 0

    def passing() -> Iterator[bytes]:
        nonlocal size
        for piece in reports.writer(name)(batch):
            summed.update(piece)
            size += len(piece)
            yield piece

    _delivered(path, passing())
    return Written(name, Path(path).name, size, summed.hexdigest())


def _delivered(path: str, pieces: Iterable[bytes]) -> None:
    target = Target(path)
    try:
        for piece in pieces:
            target.write(piece)
        target.commit()
    except ClosedPipeError:
        if path == "-":
            silence_stdout()
    except OSError as error:
        raise unmade(path, error) from error
    finally:
        target.abandon()
