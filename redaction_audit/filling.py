"""Fills the store of a review: what is new or changed is scanned while the reviewer begins.

The scan runs in a process of its own and writes into the store. One that is cut off leaves what it found, and is made
anew the next time.
"""

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

from redaction_audit.errors import AuditError
from redaction_audit.intake import Request, units
from redaction_audit.model import Gap
from redaction_audit.store import Store, StoredRun
from redaction_audit.text.counting import count

_FOUND = ("config", "profile")
_POLL = 0.05  # seconds between looks at a store that fills
_TOLD = 0.5  # seconds without a finding before progress is shown
_ENDING = 5.0  # seconds that a scan is given to end itself


class ScanError(AuditError):
    """The scan ended before it found anything to review; its own words stand before this."""

    exit_code = 3


@contextmanager
def filled(options: argparse.Namespace, place: Path, *, whole: bool) -> Iterator[None]:
    """Have the paths scanned into the store; go on as soon as there is a finding, or when the scan is `whole`."""
    if not options.paths or options.read_only or not _stale(options, place):
        yield
        return
    with tempfile.TemporaryFile() as said, _scanning(options, place, said) as scan:
        code = _wait(scan, place, whole=whole)
        if code is not None and code not in {0, 1, 3}:
            said.seek(0)
            sys.stderr.write(said.read().decode("utf-8", "replace"))
            raise ScanError("the scan failed; see above")
        yield


@contextmanager
def _scanning(options: argparse.Namespace, place: Path, said: IO[bytes]) -> "Iterator[subprocess.Popen[bytes]]":
    command = [sys.executable, "-m", "redaction_audit.cli", "scan", *_arguments(options), "--store", str(place)]
    command += ["-qq", "--format", "jsonl", "--", *options.paths]
    scan = subprocess.Popen(  # noqa: S603 - this program itself, with the user's own arguments
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
    )
    try:
        yield scan
    finally:
        if scan.poll() is None:
            scan.terminate()
            try:
                scan.wait(_ENDING)
            except subprocess.TimeoutExpired:
                scan.kill()
                scan.wait()


def _arguments(options: argparse.Namespace) -> Iterator[str]:
    """Yield the options of input and rules that the scan is to be told."""
    asked = options.asked  # the scan finds the configuration itself: it is told what was said here, and no more
    for name in ("encoding", "id_field", "text_field", "provenance", "date", "as_of", "rules", "jobs", *_FOUND):
        if (value := getattr(asked, name)) is not None:
            yield f"--{name.replace('_', '-')}={value}"
    for name in ("exclude", "extend_exclude", "select", "ignore"):
        yield from (f"--{name.replace('_', '-')}={value}" for value in getattr(asked, name) or ())
    if asked.isolated:
        yield "--isolated"


def _wait(scan: "subprocess.Popen[bytes]", place: Path, *, whole: bool) -> int | None:
    """Wait for a first finding or the end of the scan; return its exit code, None where it goes on."""
    began = time.monotonic()
    show = _progress() if sys.stderr.isatty() else None
    before = _current(place)
    with ExitStack() as stack:
        store: Store | None = None
        while (code := scan.poll()) is None:
            if store is None and place.exists() and place.stat().st_size:
                with suppress(AuditError):  # the scan is just making it
                    store = stack.enter_context(Store.open(place, read_only=True))
            run = _latest(store) if store is not None else None
            if run is not None and (before is None or run.id > before.id):
                if run.findings and not whole:
                    break
                if show is not None and time.monotonic() - began > _TOLD:
                    show(f"{count(run.records, 'record')}, {count(run.findings, 'finding')} so far")
            time.sleep(_POLL)
    if show is not None:
        show("")
    return code


def _progress() -> Callable[[str], None]:
    def show(words: str) -> None:
        sys.stderr.write(f"\r{words}\x1b[K")
        sys.stderr.flush()

    return show


def _current(place: Path) -> StoredRun | None:
    """Return the latest run of a store, None where there is no store or nothing in it."""
    if not place.exists() or not place.stat().st_size:
        return None
    try:
        with Store.open(place, read_only=True) as store:
            return _latest(store)
    except AuditError:
        return None  # opening it for the review says what is wrong with it


def _latest(store: Store) -> StoredRun | None:
    return next(reversed(store.runs()), None)


def _stale(options: argparse.Namespace, place: Path) -> bool:
    """Return whether the store lacks a whole scan of these paths as they are now, by these rules and options.

    The day is not asked: what fell due overnight is no reason to keep a reviewer waiting (`--as-of`, `--rescan` are).
    """
    run = None if options.rescan else _current(place)
    if run is None or not run.ended or _otherwise(options, run):
        return True
    started = dt.datetime.fromisoformat(run.started).timestamp()
    request = Request(tuple(options.paths), exclude=tuple(options.exclude), excluded=options.settings.excluded())
    ours = (options.settings.file, options.settings["waivers"], options.settings["baseline"])
    if any(_younger(str(path), started) for path in ours if path is not None):
        return True
    return any(_younger(unit.path, started) for unit in units(request) if not isinstance(unit, Gap))


def _otherwise(options: argparse.Namespace, run: StoredRun) -> bool:
    """Return whether a scan with these options would be another one than the one in the store."""
    from redaction_audit import __version__, rulebook
    from redaction_audit.roster import roster
    from redaction_audit.selection import selection

    chosen = selection(options.settings, roster()).checks
    asked = Request((), encoding=options.encoding, id_field=options.id_field, text_field=options.text_field)
    digest = rulebook.digest(rulebook.files(""))
    now = (__version__, digest, str(Path.cwd()), tuple(options.paths), tuple(check.id for check in chosen))
    then = (run.version, run.rules_digest, run.folder, run.paths, run.rules)
    read = msgspec.json.decode(run.request, type=Request) if run.request else None
    read = read and msgspec.structs.replace(read, stdin_filename=None)
    return now != then or asked != read or options.as_of not in {None, run.as_of}


def _younger(path: str, time_: float) -> bool:
    try:
        status = Path(path).stat()
    except OSError:
        return True
    return max(status.st_mtime, status.st_ctime) >= time_
