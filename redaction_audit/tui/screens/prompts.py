"""What is asked at the foot of a screen, away from the text under judgement: a line, a choice, one thing to undo."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from redaction_audit.review.journal import Step
from redaction_audit.review.session import ReviewSession
from redaction_audit.store.values import Item
from redaction_audit.text.sanitise import plain

_DRAFT = 1.0
"""Seconds between two keepings of a note that is being typed."""
_REST = 0.08
"""Seconds without a key after which what was typed is judged."""


class Judged(NamedTuple):
    """What there is to say of what was typed; what is not `usable` stays to be mended."""

    words: str
    usable: bool = True


class Ask(ModalScreen[str | None]):
    """Asks for one line; None when it is left with Esc.

    `does` says what Enter does. `judge` says something about what is typed so far, when typing rests. With `draft`,
    what is typed is kept in that session every second and on leaving. `empty` lets an empty line be an answer.
    """

    CSS_PATH = "prompts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        does: str = "saves",
        judge: Callable[[str], Judged] | None = None,
        draft: ReviewSession | None = None,
        empty: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._keys = f"Enter {does}, Esc leaves it"
        self._judge = judge
        self._resting: Timer | None = None
        self._draft = draft
        self._empty = empty
        self._kept = value

    def compose(self) -> ComposeResult:
        """Build the prompt."""
        with Vertical(id="prompt"):
            yield Static(plain(self._title), id="prompt-title", markup=False)
            yield Input(value=plain(self._value), id="prompt-input", compact=True, select_on_focus=False)
            yield Static(self._keys, id="prompt-words", markup=False)

    def on_mount(self) -> None:
        """Begin to keep drafts."""
        if self._draft is not None:
            self.set_interval(_DRAFT, self._keep)

    def on_input_changed(self) -> None:
        """Wait for typing to rest."""
        self._rest()
        if self._judge is None:
            self._say(self._keys)
        else:
            self._resting = self.set_timer(_REST, self._judged)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        value = event.value.strip()
        if not value and not self._empty:
            self._say("nothing is written yet; Esc leaves")
        elif self._judged():
            self.dismiss(value)

    def _rest(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None

    def _judged(self) -> bool:
        """Say something about what is typed; return whether it can be used."""
        self._rest()
        if self._judge is None:
            return True
        words, usable = self._judge(self.query_one(Input).value)
        self._say(f"{words}; {self._keys}" if usable else words)
        return usable

    def _say(self, words: str) -> None:
        self.query_one("#prompt-words", Static).update(plain(words))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self._keep()
        self.dismiss(None)

    def on_app_blur(self) -> None:
        """The terminal lost the focus: keep what is written."""
        self._keep()

    def _keep(self) -> None:
        value = self.query_one(Input).value
        if self._draft is not None and value != self._kept:
            self._draft.set_draft(value or None)
            self._kept = value


class Choice(NamedTuple):
    """One of several: what is answered, its words, its key."""

    value: str
    words: str
    key: str


class Pick(ModalScreen[str | None]):
    """Asks for one of a few by its key; None when it is left."""

    CSS_PATH = "prompts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Leave", show=False)]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = {choice.key: choice for choice in choices}

    def compose(self) -> ComposeResult:
        """Build the prompt."""
        with Vertical(id="prompt"):
            yield Static(plain(self._title), id="prompt-title", markup=False)
            for choice in self._choices.values():
                yield Static(f" {choice.key}  {choice.words}", markup=False)
            yield Static("Esc leaves it", id="prompt-words", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        if event.character in self._choices:
            event.stop()
            self.dismiss(self._choices[event.character].value)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class UndoList(ModalScreen[int | None]):
    """What can be undone, the latest first; the answer is its position in the list."""

    CSS_PATH = "prompts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
    ]

    def __init__(self, steps: Sequence[Step], items: Mapping[str, Item]) -> None:
        super().__init__()
        self._steps = steps
        self._items = items

    def compose(self) -> ComposeResult:
        """Build the list."""
        with Vertical(id="prompt"):
            yield Static("undo", id="prompt-title", markup=False)
            yield OptionList(*(line(step, self._items) for step in self._steps), markup=False, compact=True)
            yield Static("Enter undoes the line at hand, Esc leaves", id="prompt-words", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_index)

    def action_step(self, delta: int) -> None:
        """Move through the list."""
        move_cursor(self.query_one(OptionList), delta)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def move_cursor(listed: OptionList, delta: int) -> None:
    """Move the cursor of a list one option down, or up where `delta` is negative."""
    if delta > 0:
        listed.action_cursor_down()
    else:
        listed.action_cursor_up()


def line(step: Step, items: Mapping[str, Item]) -> str:
    """Return one thing done in one line: when, what, on which finding or how many, with what note."""
    event = step.last
    note = f": {event.note}" if event.note else ""
    return plain(f"{event.at[:10]} {event.at[11:16]}  {did(step, items)}{note}")


def did(step: Step, items: Mapping[str, Item]) -> str:
    """Return one thing done in words: what, on which finding or how many."""
    event = step.last
    said = " ".join(word for word in (event.value if event.kind != "added" else None, event.detail) if word)
    item = items.get(event.key)
    what = f"  {item.record} line {item.line} {item.name}" if item else ""
    return f"{event.kind} {said}{f'  {len(step.events):,} findings' if len(step.events) > 1 else what}"
