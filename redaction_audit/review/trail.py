"""A trail of what a review did, for whoever has to find out what went wrong: times, ids and offsets, never any text.

Notes, codes and agencies that reviewers type, what they search for and filter by, and all text of records stay out.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from redaction_audit.review.events import Event, New

_LARGEST = 1_000_000
"""Bytes after which the trail begins anew; the one before is kept beside it."""


class Trail:
    """Lines appended to a file; `clock` returns the time as it is to be written. Without a path nothing is kept.

    A trail is a help: where it cannot be written, the review goes on without.
    """

    def __init__(self, path: Path | None, session: str, clock: Callable[[], str]) -> None:
        self._path = path
        self._session = session
        self._clock = clock
        if path is not None:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.exists() and path.stat().st_size > _LARGEST:
                    path.replace(path.with_name(path.name + ".1"))

    def tell(self, words: str) -> None:
        """Append a line. `words` are the program's own, with ids and numbers in them."""
        if self._path is None:
            return
        line = f"{self._clock()} {self._session} {words}\n"
        with suppress(OSError):
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, line.encode("utf-8", "backslashreplace"))
            finally:
                os.close(file)

    def saved(self, events: Iterable[Event]) -> None:
        """Tell of events that are in the log now."""
        for event in events:
            self.tell(f"saved {event.seq} {_said(event)}")

    def refused(self, events: Iterable[New], why: str) -> None:
        """Tell of events that could not be saved; `why` names the kind of error."""
        for event in events:
            self.tell(f"not saved ({why}) {_said(event)}")


def _said(event: New) -> str:
    place = f" {event.start}-{event.end}" if event.start is not None else ""
    undoes = f" of {event.undoes}" if event.undoes else ""
    return f"{event.kind}{undoes} {event.key}{place}"
