"""Asks for one of many records, by any part of what it is known by."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from redaction_audit.review.releases import canonical
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.counting import count
from redaction_audit.text.sanitise import plain
from redaction_audit.tui.screens.prompts import move_cursor

_LISTED = 200
"""Records that are listed at once; typing finds the others."""


def identity(record: StoredRecord) -> str:
    """Return a record's id, date, level and file."""
    file = record.origin.path if record.origin.member is None else f"{record.origin.path}!{record.origin.member}"
    row = f" row {record.origin.row}" if record.origin.row else ""
    return "  ".join(part for part in (record.record, record.date or "no date", record.level or "", file + row) if part)


class ChooseRecord(ModalScreen[int | None]):
    """Asks for one of many records; the answer is its row in the store. Typing narrows the list."""

    CSS_PATH = "prompts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    def __init__(self, title: str, records: Sequence[StoredRecord]) -> None:
        super().__init__()
        self._title = title
        self._records = records

    def compose(self) -> ComposeResult:
        """Build the choice."""
        with Vertical(id="prompt"):
            yield Static(plain(self._title), id="prompt-title", markup=False)
            yield Input(id="prompt-input", compact=True, placeholder="part of an id, a date or a path")
            yield OptionList(markup=False, compact=True)
            yield Static("", id="prompt-words", markup=False)

    def on_mount(self) -> None:
        """List the likeliest."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._list(event.value)

    def _list(self, typed: str) -> None:
        wanted = typed.casefold().split()
        found = [record for record in self._records if _matches(record, wanted)]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(plain(identity(record)), id=str(record.row)) for record in found[:_LISTED])
        if found:
            listed.highlighted = 0
        more = f", the first {_LISTED} are listed" if len(found) > _LISTED else ""
        words = f"{count(len(found), 'record')}{more}; Enter compares, Esc leaves"
        self.query_one("#prompt-words", Static).update(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the record at hand."""
        event.stop()
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(int(event.option.id or 0))

    def action_step(self, delta: int) -> None:
        """Move through the list while typing."""
        move_cursor(self.query_one(OptionList), delta)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def _matches(record: StoredRecord, wanted: Sequence[str]) -> bool:
    said = f"{record.record} {canonical(record.record)} {record.date or ''} {record.origin.path}".casefold()
    return all(word in said for word in wanted)
