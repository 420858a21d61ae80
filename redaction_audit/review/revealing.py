"""Which masked spans are open just now: one for some seconds, or a record's until it is left."""

import datetime as dt
from collections.abc import Sequence

Spans = tuple[tuple[int, int], ...]


class Reveals:
    """What was revealed and is not concealed yet. It forgets by itself; the caller gives the time."""

    def __init__(self, seconds: int, idle: int) -> None:
        self._span_open = dt.timedelta(seconds=seconds)
        self._idle = dt.timedelta(seconds=idle)
        self._span: tuple[int, int, dt.datetime] | None = None
        self._record = False
        self._touched: dt.datetime | None = None

    def touch(self, now: dt.datetime) -> None:
        """Note that the reviewer is there; after too long away, everything is masked."""
        if self._touched is not None and now - self._touched >= self._idle:
            self.conceal()
        self._touched = now

    def span(self, start: int, end: int, now: dt.datetime) -> None:
        """Open the masks that `start`..`end` touches."""
        self._span = (start, end, now + self._span_open)

    def record(self) -> None:
        """Open all masks of the record at hand."""
        self._record = True

    def left_span(self) -> None:
        """The cursor left the span."""
        self._span = None

    def conceal(self) -> None:
        """Mask everything."""
        self._span = None
        self._record = False

    def revealed(self, now: dt.datetime) -> bool:
        """Return whether anything is open."""
        return bool(self._open(now))

    def _open(self, now: dt.datetime) -> str:
        if self._touched is not None and now - self._touched >= self._idle:
            self.conceal()
        if self._span is not None and now >= self._span[2]:
            self._span = None
        return "record" if self._record else "span" if self._span else ""

    def left(self, hidden: Sequence[tuple[int, int]], now: dt.datetime) -> Spans:
        """Return the spans that are to be masked now, of those of the record at hand."""
        state = self._open(now)
        if state == "record":
            return ()
        if state == "span" and self._span is not None:
            start, end, _ = self._span
            return tuple((a, b) for a, b in hidden if b <= start or a >= end)
        return tuple(hidden)
