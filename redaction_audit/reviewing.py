"""The `review` command: find or make the store, scan what is new while the reviewer begins, and open a face.

The scan runs in a process of its own and writes into the store; the session takes up findings as they come. A scan that
is cut off leaves what it found, and is made anew the next time.
"""

import argparse
import datetime as dt
import getpass
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

from redaction_audit.errors import AuditError, UsageError
from redaction_audit.intake import Request, units
from redaction_audit.model import Gap
from redaction_audit.review.policy import Policy, load
from redaction_audit.review.session import Resumed, ReviewSession
from redaction_audit.review.source import Source
from redaction_audit.store import Store, StoredRun
from redaction_audit.text.counting import count

_LAST = "last-store"
_FOUND = ("config", "profile")
_POLL = 0.05  # seconds between looks at a store that fills
_TOLD = 0.5  # seconds without a finding before progress is shown
_ENDING = 5.0  # seconds that a scan is given to end itself


class ScanError(AuditError):
    """The scan ended before it found anything to review; its own words stand before this."""

    exit_code = 3


def review(options: argparse.Namespace) -> int:
    """Open the workbench, or `--plain` lines; return the exit code."""
    if "-" in options.paths:
        raise UsageError("review asks its questions on standard input; give files or folders")
    reviewer = reviewer_named(options.reviewer)
    plain = options.plain or not _screen()
    if not plain and not sys.stderr.isatty():
        raise UsageError("the screen is drawn on standard error, which is no terminal\n  try: --plain, or leave 2> out")
    place = _place(options)
    if not options.paths and not place.exists():  # or an empty store would be made of a misspelt name
        raise _unscanned(place)
    policy = _policy(options.policy, place)
    whole = options.sample is not None or (plain and not sys.stdin.isatty())  # a sample is drawn of all there is
    with _scanned(options, place, whole=whole):
        store = Store.open(place, read_only=options.read_only)
        try:
            session = _session(store, reviewer, policy, options)
            resumed = _begin(session, options)
            return _plain(session) if plain else _workbench(session, resumed, options)
        finally:
            store.close()


def _unscanned(place: Path) -> UsageError:
    return UsageError(f"{place}: nothing was scanned into this store\n  try: redaction-audit review PATH")


def _session(store: Store, reviewer: str, policy: Policy, options: argparse.Namespace) -> ReviewSession:
    runs = store.runs()
    if not runs:
        raise _unscanned(store.path)
    return ReviewSession(
        store,
        _source(store, runs[-1]),
        reviewer,
        lambda: now(),  # the one clock of a review
        policy,
        read_only=options.read_only,
        allow_reveal=options.allow_reveal,
        trail=state() / "review.log",
    )


def now() -> dt.datetime:
    """Return the time by which a review goes."""
    return dt.datetime.now(dt.UTC)


def _begin(session: ReviewSession, options: argparse.Namespace) -> Resumed | None:
    """Go to where the reviewer left, or to what is first worth looking at; return what the face had kept.

    A filter or a sample is looked through from its beginning.
    """
    resumed = session.resume()
    if options.filter is not None:
        session.set_filter(options.filter)
    if options.sample is not None:
        draw = session.draw_pages if options.of == "pages" else session.draw
        draw(options.sample, options.seed)
    item = session.item()
    if resumed is None and options.filter is None and options.sample is None:
        session.begin()
    elif resumed is None and item is not None and not session.awaits(item):
        session.next_undecided()
    return resumed


def _source(store: Store, run: StoredRun) -> Source:
    request = msgspec.json.decode(run.request, type=Request) if run.request else Request(())
    return Source(request, run.folder, store.key)


def _plain(session: ReviewSession) -> int:
    from redaction_audit.plain import Plain

    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")

    def read(prompt: str) -> str | None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            with suppress(EOFError):
                return input(prompt)  # lets the line be edited
            return None
        sys.stdout.write(prompt + "\n")
        sys.stdout.flush()
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None

    def write(text: str) -> None:
        sys.stdout.write(text)

    try:
        Plain(session, read, write, ascii_only=not encoding.startswith("utf")).run()
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - what is left unread is dropped, without a message at the end
    finally:
        session.close()
    return 0


def _workbench(session: ReviewSession, resumed: Resumed | None, options: argparse.Namespace) -> int:
    from redaction_audit.tui.app import Look, run

    try:
        look = Look(color=options.color, ascii_only=options.ascii, mouse=not options.no_mouse)
        return run(session, look, resumed, None if options.read_only else state() / "tips-seen")
    finally:
        session.close()


def _screen() -> bool:
    """Return whether a screen can be drawn and keys be read."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def reviewer_named(given: str | None = None) -> str:
    """Return who works here: the name given, else that of the environment, else the login name. Raises UsageError."""
    return given or os.environ.get("REDACTION_AUDIT_REVIEWER") or _login()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # no login name, or none that this system knows
        raise UsageError("who reviews? give --reviewer NAME, or set REDACTION_AUDIT_REVIEWER") from error


def _policy(given: str | None, store: Path) -> Policy:
    """Return the policy named, or the one that lies beside the store and holds for whoever reviews it."""
    beside = store.with_name(store.name + ".policy.toml")
    if given is None and not beside.exists():
        return Policy()
    return load(given or str(beside))


# -- which store --


def state() -> Path:
    """Return the folder for stores without a name: `$XDG_STATE_HOME/redaction-audit`."""
    home = os.environ.get("XDG_STATE_HOME") or ""
    return Path(home if Path(home).is_absolute() else Path.home() / ".local" / "state") / "redaction-audit"


def _place(options: argparse.Namespace) -> Path:
    """Return the store of this review and remember it as the last one."""
    last = state() / _LAST
    if options.store is not None:
        place = Path(options.store).absolute()
    elif options.paths:
        names = "\0".join(str(Path(path).absolute()) for path in options.paths)
        place = state() / f"{hashlib.sha256(os.fsencode(names)).hexdigest()[:16]}.store"
    else:
        try:
            return Path(os.fsdecode(last.read_bytes()))
        except OSError as error:
            raise UsageError("nothing to resume\n  try: redaction-audit review PATH") from error
    if not options.read_only:
        with suppress(OSError):  # resuming without arguments is a convenience
            last.parent.mkdir(parents=True, exist_ok=True)
            last.write_bytes(os.fsencode(place))
    return place


# -- scanning --


@contextmanager
def _scanned(options: argparse.Namespace, place: Path, *, whole: bool) -> Iterator[None]:
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
