"""The filter at the foot of a list: what it is, how many it leaves, and while it is typed, what is wrong and where."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from redaction_audit.review.filters import laid_out
from redaction_audit.text.columns import fit
from redaction_audit.text.counting import count as counted
from redaction_audit.text.sanitise import plain

_REST = 0.08
"""Seconds without a key after which what was typed is counted."""
_LABEL = "filter: "
_KEYS = "Enter filters, Esc leaves it as it is"


class FilterBar(Vertical):
    """One line at rest; while a filter is typed, a line below says its count, or a caret and a line its error.

    Posts `Typed` when typing rests, `Submitted` on Enter, `Dismissed` on Esc; the screen answers `Typed` with `counted`
    or `wrong`. Nothing typed is lost by an error: the last good result stays on screen.
    """

    DEFAULT_CSS = """
    FilterBar { height: auto; }
    FilterBar Horizontal { height: 1; }
    FilterBar #filter-label { width: 8; }
    FilterBar Input { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
    FilterBar #filter-count { width: auto; text-style: bold; padding: 0 0 0 2; }
    FilterBar #filter-words { height: auto; display: none; }
    FilterBar.-editing #filter-words { display: block; }
    """

    class Typed(Message):
        """Typing rests at `text`."""

        def __init__(self, bar: "FilterBar", text: str) -> None:
            super().__init__()
            self.bar = bar
            self.text = text

        @property
        def control(self) -> "FilterBar":
            """The filter bar."""
            return self.bar

    class Submitted(Typed):
        """Enter was pressed."""

    class Dismissed(Typed):
        """Esc was pressed; `text` is the filter in force."""

    ascii_only = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._text = ""
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Build the bar."""
        with Horizontal():
            yield Static(_LABEL, id="filter-label", markup=False)
            yield Input(id="filter-input", compact=True, placeholder="none; f or / to filter")
            yield Static("", id="filter-count", markup=False)
        yield Static("", id="filter-words", markup=False)

    def on_mount(self) -> None:
        """Take no keys until asked to."""
        self.query_one(Input).can_focus = False

    @property
    def editing(self) -> bool:
        """Whether a filter is being typed."""
        return self.has_class("-editing")

    def show(self, text: str, count: int, total: int) -> None:
        """Show the filter in force and how many of how many it leaves."""
        self._text = text
        if not self.editing:
            self._put(text)
        self.query_one("#filter-count", Static).update(f"{count:,} of {total:,}" if text else f"{total:,}")

    def edit(self, text: str | None = None) -> None:
        """Let a filter be typed, beginning with `text` (None: with the one in force)."""
        entry = self.query_one(Input)
        entry.can_focus = True
        self.add_class("-editing")
        self._put(laid_out(self._text if text is None else text))
        entry.cursor_position = len(entry.value)
        self._say(_KEYS)
        entry.focus()

    def done(self) -> None:
        """Stop typing."""
        self._stop()
        self.remove_class("-editing")
        entry = self.query_one(Input)
        entry.can_focus = False
        self._put(self._text)

    def counted(self, text: str, count: int) -> None:
        """Say how many findings what was typed would leave."""
        if self.editing and text == self.query_one(Input).value:
            self._say(f"{counted(count, 'finding')}; {_KEYS}")

    def wrong(self, text: str, column: int, words: str) -> None:
        """Say what is wrong with what was typed, with a caret below the place."""
        if not self.editing or text != self.query_one(Input).value:
            return
        self._say(words, caret=len(_LABEL) + column)

    def _say(self, words: str, *, caret: int | None = None) -> None:
        room = max(self.size.width, len(_LABEL))
        lines = [words] if caret is None or caret >= room else [" " * caret + "^", words]
        said = "\n".join(fit(line, room, ascii_only=self.ascii_only).rstrip() for line in lines)
        self.query_one("#filter-words", Static).update(said)

    def _put(self, text: str) -> None:
        entry = self.query_one(Input)
        with entry.prevent(Input.Changed):
            entry.value = plain(text, ascii_only=self.ascii_only)

    def _stop(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Wait for typing to rest."""
        event.stop()
        self._stop()
        self._resting = self.set_timer(_REST, lambda: self.post_message(self.Typed(self, event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Use what was typed."""
        event.stop()
        self._stop()
        self.post_message(self.Submitted(self, event.value))

    def key_escape(self) -> None:
        """Leave the filter as it is."""
        if self.editing:
            self.post_message(self.Dismissed(self, self._text))
