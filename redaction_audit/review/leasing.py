"""Saying who has which record open, so that two people do not read the same one. A courtesy: nothing rests on it."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from redaction_audit.store import SaveError, Store

LEASE = dt.timedelta(minutes=2)
_RENEWED = dt.timedelta(seconds=60)


class Leasing:
    """One reviewer's lease of the record they have open. `clock` returns an aware time."""

    def __init__(self, store: Store, reviewer: str, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._reviewer = reviewer
        self._clock = clock
        self._held: tuple[int, dt.datetime] | None = None

    def renew(self, row: int) -> None:
        """Say that the record of that row is open; written when it is another one, or once a minute."""
        now = self._clock()
        if self._held is not None and self._held[0] == row and now - self._held[1] < _RENEWED:
            return
        until = (now + LEASE).astimezone(dt.UTC).isoformat(timespec="milliseconds")
        with suppress(SaveError):
            self._store.lease(row, self._reviewer, until)
            self._held = (row, now)

    def end(self) -> None:
        """Say that no record is open; a lease that cannot be ended runs out by itself."""
        if self._held is not None:
            with suppress(SaveError):
                self._store.release(self._reviewer)
