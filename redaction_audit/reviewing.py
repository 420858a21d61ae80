"""The `review` command: find or make the store, have it filled, and open a face.

The session takes up findings as the scan finds them.
"""

import argparse
import datetime as dt
import os
import sys
from contextlib import suppress
from pathlib import Path

from redaction_audit.delivery import silence_stdout
from redaction_audit.errors import OutputError, UsageError
from redaction_audit.filling import filled
from redaction_audit.review.policy import Policy, load
from redaction_audit.review.reviewer import reviewer_named, said
from redaction_audit.review.session import Resumed, ReviewSession
from redaction_audit.review.source import Source
from redaction_audit.store import Store
from redaction_audit.workplace import remember, state, store_of


def review(options: argparse.Namespace) -> int:
    """Open the workbench, or `--plain` lines; return the exit code."""
    if "-" in options.paths:
        raise UsageError("review asks its questions on standard input; give files or folders")
    reviewer = reviewer_named(options.reviewer)
    plain = options.plain or not _screen()
    if not plain and not sys.stderr.isatty():
        raise UsageError("the screen is drawn on standard error, which is no terminal\n  try: --plain, or leave 2> out")
    place = store_of(options)
    if not options.paths and not place.exists():  # or an empty store would be made of a misspelt name
        raise _unscanned(place)
    policy = _policy(options.policy, place)
    whole = options.sample is not None or (plain and not sys.stdin.isatty())  # a sample is drawn of all there is
    with filled(options, place, whole=whole):
        store = Store.open(place, read_only=options.read_only)
        try:
            session = _session(store, reviewer, policy, options)
            resumed = _begin(session, options)
            if _goes_on(options) and store.has_bookmarks() and store.bookmark(session.reviewer) is None:
                raise UsageError(
                    f"{place}: others reviewed here, but not {session.reviewer}"
                    "\n  try: redaction-audit review --reviewer NAME"
                )
            if not options.read_only:
                remember(place)
            return _plain(session) if plain else _workbench(session, resumed, options)
        finally:
            store.close()


def _goes_on(options: argparse.Namespace) -> bool:
    """Return whether nothing was said but to go on: then nobody goes on under a name they did not mean."""
    return not options.paths and options.store is None and said(options.reviewer) is None


def _unscanned(place: Path) -> UsageError:
    return UsageError(f"{place}: nothing was scanned into this store\n  try: redaction-audit review PATH")


def _session(store: Store, reviewer: str, policy: Policy, options: argparse.Namespace) -> ReviewSession:
    runs = store.runs()
    if not runs:
        raise _unscanned(store.path)
    return ReviewSession(
        store,
        Source.of(runs[-1], store.key),
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


def _plain(session: ReviewSession) -> int:
    from redaction_audit.plain import Plain

    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")

    def read(prompt: str) -> str | None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            with suppress(EOFError):
                return input(prompt)  # lets the line be edited
            return None
        write(prompt + "\n", flush=True)
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None

    def write(text: str, *, flush: bool = False) -> None:
        try:
            print(text, end="", flush=flush)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output: cannot be written ({error.strerror or error})") from error

    try:
        Plain(session, read, write, ascii_only=not encoding.startswith("utf")).run()
        write("", flush=True)
    except BrokenPipeError:
        silence_stdout()
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


def _policy(given: str | None, store: Path) -> Policy:
    """Return the policy named, or the one that lies beside the store and holds for whoever reviews it."""
    beside = store.with_name(store.name + ".policy.toml")
    if given is None and not beside.exists():
        return Policy()
    return load(given or str(beside))
