"""All about one finding, on the whole screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from redaction_audit.tui.widgets.finding_detail import About, lines

_WIDEST = 100
"""Columns of text at most: longer lines are hard to follow."""
_BESIDE = 2 + 2 + 2
"""Columns that are no text: the padding on both sides, and the scrollbar."""


class AllDetail(ModalScreen[None]):
    """All about one finding, on the whole screen."""

    CSS_PATH = "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,q", "leave", "Back"),
        ("j,down", "by(1)", "Down"),
        ("k,up", "by(-1)", "Up"),
        ("pagedown,space", "by(10)", "Page down"),
        ("pageup,b", "by(-10)", "Page up"),
    ]

    def __init__(self, about: About, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._about = about
        self._ascii = ascii_only

    def compose(self) -> ComposeResult:
        """Build the page."""
        with VerticalScroll(id="all", can_focus=False):
            yield Static("", markup=False)
        yield Static(" Esc back  j k scroll", id="all-foot", markup=False)

    def on_resize(self) -> None:
        """Lay out for this width."""
        width = max(min(self.size.width - _BESIDE, _WIDEST), 30)
        shown = lines(self._about, width, ascii_only=self._ascii, full=True)
        self.query_one("#all Static", Static).update(Content("\n").join(list(shown)))

    def action_by(self, delta: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=delta, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
