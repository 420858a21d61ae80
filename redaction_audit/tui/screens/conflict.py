"""Somebody else decided the same finding after it was painted: nothing was overwritten, and the reviewer chooses."""

import datetime as dt
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from redaction_audit.review.events import Event
from redaction_audit.text.sanitise import plain

_MINE = {"c": "confirm", "d": "dismiss", "s": "second", "r": "refer"}


class Conflict(ModalScreen[str | None]):
    """Tells of the decision that stands; answers with the reviewer's own to be recorded beside it, or None."""

    CSS_PATH = "prompts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,k,q", "keep", "Keep theirs", show=False)]

    def __init__(self, event: Event, now: dt.datetime) -> None:
        super().__init__()
        self._event = event
        self._now = now

    def compose(self) -> ComposeResult:
        """Build the dialog."""
        with Vertical(id="prompt"):
            yield Static(plain(told(self._event, self._now)), id="prompt-title", markup=False)
            yield Static(" k  keep theirs", markup=False)
            for key, value in _MINE.items():
                yield Static(f" {key}  record mine as well: {value}", markup=False)
            yield Static("Esc keeps theirs; nothing is overwritten", id="prompt-words", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Record one's own."""
        if event.character in _MINE:
            event.stop()
            self.dismiss(_MINE[event.character])

    def action_keep(self) -> None:
        """Keep theirs."""
        self.dismiss(None)


def told(event: Event, now: dt.datetime) -> str:
    """Return who decided what, how long ago, and their note."""
    said = event.value or {"cleared": "took their decision back", "undone": "undid"}.get(event.kind, event.kind)
    note = f": {event.note}" if event.note else ""
    return f"{event.reviewer} decided {said} {ago(event.at, now)}{note}"


def ago(at: str, now: dt.datetime) -> str:
    """Return how long ago an ISO time was, in the largest unit that fits."""
    seconds = max(int((now - dt.datetime.fromisoformat(at)).total_seconds()), 0)
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago" if seconds else "just now"
