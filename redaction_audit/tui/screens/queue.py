"""The queue: every finding under the filter, one a row; what to look at next."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from redaction_audit.review.filters import GROUPS, SORTS, FilterError
from redaction_audit.review.reading import Reading
from redaction_audit.review.session import Outcome
from redaction_audit.store.values import Item
from redaction_audit.text.excerpt import Line, excerpt
from redaction_audit.tui.commands import DECIDING, FINDING, Command, Mode
from redaction_audit.tui.finding_screen import FindingScreen
from redaction_audit.tui.list_screen import ListScreen, moves
from redaction_audit.tui.screen import bindings
from redaction_audit.tui.widgets.filter_bar import FilterBar
from redaction_audit.tui.widgets.queue_list import QueueList
from redaction_audit.tui.widgets.row_view import RowView
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine, batch

SCOPE = "queue"
_REST = 0.08
"""Seconds without a move before the lines around a finding are looked up."""
_MARGIN = 8

COMMANDS = (
    *moves(
        SCOPE, down="The next row.", up="The previous row.",
        top="The first finding of the queue.", bottom="The last finding of the queue.",
    ),
    Command("queue-next-record", "Next record", ("J",), "Records", SCOPE, "The first finding of the next record."),
    Command("queue-previous-record", "Previous record", ("K",), "Records", SCOPE, "The one of the previous record."),
    Command("queue-open", "Open", ("enter",), "Screens", SCOPE, "Read the record at this finding."),
    Command("queue-find", "Find", ("/",), "Find", SCOPE, "Type a filter and see how many it leaves."),
    Command("queue-sort", "Sort", ("o",), "Panes", SCOPE, f"The next order: {', '.join(SORTS)}."),
    Command("queue-group", "Group", ("#",), "Panes", SCOPE, f"The next grouping: {', '.join(GROUPS)}."),
    Command("queue-preview", "Preview", ("i",), "Panes", SCOPE, "Show or hide the lines around the finding."),
)  # fmt: skip


class QueueScreen(FindingScreen, ListScreen):
    """The list, the lines around the finding at hand, and the filter."""

    CSS_PATH = "queue.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings((*DECIDING, *COMMANDS))
    scopes: ClassVar[tuple[str, ...]] = (FINDING, SCOPE)
    hints: ClassVar[tuple[str, ...]] = (
        "queue-open", "confirm", "dismiss", "second", "refer", "next-undecided", "filter", "queue-sort", "queue-group",
        "queue-preview", "undo", "help",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._resting: Timer | None = None
        self._reading: Reading | None = None

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield StatusLine()
        yield QueueList(id="queue")
        yield Static("", id="queue-empty", markup=False)
        yield Static("", id="queue-preview", markup=False)
        yield FilterBar(id="queue-filter")
        yield HintLine()

    def on_mount(self) -> None:
        """Show the queue."""
        self._reading = Reading(self.session.store)
        self.furnish()
        self.listed.focus()
        self.renew()

    @property
    def listed(self) -> QueueList:
        """The list."""
        return self.query_one(QueueList)

    # -- painting --

    def crumbs(self) -> str:
        """Return what is listed and in which order."""
        session = self.session
        grouped = f", grouped by {session.group}" if session.group != "none" else ""
        return f"queue by {session.sort}{grouped}"

    def renew(self) -> None:
        """Paint the queue as it is now."""
        if not self._fill():
            self.listed.repaint_items()
        self._place()

    def follow(self) -> None:
        """Paint the place of the session, in the queue as it is now."""
        self._fill()
        self._place()

    def _fill(self) -> bool:
        """List the queue where it holds other rows, or the same in another order; return whether it did."""
        session = self.session
        shown = (id(session.queue), len(session.queue), session.filter.text, session.sort, session.group)
        if shown == self._shown:
            return False
        self._shown = shown
        listed = self.listed
        listed.show(session.queue, session.items, cursor=session.position, group=session.group)
        self.query_one(FilterBar).show(session.filter.text, len(session.queue), session.decided()[1])
        self.query_one("#queue-empty", Static).update(self.nothing())
        self.set_class(not len(session.queue), "-empty")
        return True

    def _place(self) -> None:
        session, listed = self.session, self.listed
        first, last = sorted((session.position if self.range_from is None else self.range_from, session.position))
        selected = range(first, last + 1) if self.range_from is not None else range(0)
        if selected != listed.selected:
            before, listed.selected = listed.selected, selected
            window = listed.window()
            listed.redraw(row for row in {*before, *selected} if row in window)
        listed.move_to(session.position)
        self._status()
        self._rest()

    def answer(self, outcome: Outcome, word: str) -> None:
        """Paint what came of an act, on every row it may have changed."""
        self.listed.repaint_items()
        super().answer(outcome, word)

    def _status(self) -> None:
        session = self.session
        at = f"{session.position + 1:,} of {len(session.queue):,}" if session.queue else "nothing"
        self.query_one(StatusLine).show(session, self.crumbs(), (at, *self.ranged(), batch(session)))

    def tick(self) -> None:
        """Mask again what time masks."""
        self._status()
        if self.has_class("-preview"):
            self._preview()

    # -- moving --

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        """Take the session along."""
        message.stop()
        if message.index == message.view.cursor and message.index != self.session.position:
            self._go(message.index)

    async def on_row_view_chosen(self, message: RowView.Chosen) -> None:
        """Open what was double-clicked."""
        message.stop()
        await self.do_open()

    def _go(self, index: int) -> None:
        if self.session.move(index - self.session.position):
            self.audit.moved()
            self.follow()
        else:
            self.say(self.session.empty() or "there is nothing further")

    def move_by(self, rows: int) -> None:
        """Move the session by so many rows; the list follows."""
        self._go(max(0, min(self.session.position + rows, len(self.session.queue) - 1)))

    def do_next_record(self) -> None:
        """The next record."""
        self.go(self.session.next_record(1), "this is the last record of the queue")

    def do_previous_record(self) -> None:
        """The previous record."""
        self.go(self.session.next_record(-1), "this is the first record of the queue")

    async def do_open(self) -> None:
        """Read the record."""
        if self.session.row is None:
            self.say("there is no finding at hand")
        else:
            await self.audit.go("record")

    # -- order --

    def do_sort(self) -> None:
        """The next order."""
        self.session.set_sort(SORTS[(SORTS.index(self.session.sort) + 1) % len(SORTS)])
        self._ordered(f"sorted by {self.session.sort}")

    def do_group(self) -> None:
        """The next grouping."""
        at = GROUPS.index(self.session.group)
        self.session.set_group(GROUPS[(at + 1) % len(GROUPS)])
        self._ordered(f"grouped by {self.session.group}" if self.session.group != "none" else "not grouped")

    def _ordered(self, words: str) -> None:
        self.range_from = None
        self.audit.moved()
        self.renew()
        self.say(words)

    # -- the filter --

    def do_find(self) -> None:
        """Type a filter."""
        self.do_filter()

    def do_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterBar).edit()

    def do_cancel(self) -> None:
        """Leave the filter as it is, or the range."""
        if self.query_one(FilterBar).editing:
            self._edited()
        else:
            super().do_cancel()

    def _edited(self) -> None:
        self.query_one(FilterBar).done()
        self.listed.focus()

    def on_filter_bar_typed(self, message: FilterBar.Typed) -> None:
        """Count beside the screen what a filter would leave."""
        message.stop()
        text = message.text
        self.run_worker(lambda: self._count(text), group="count", exclusive=True, thread=True)

    def _count(self, text: str) -> None:
        bar = self.query_one(FilterBar)
        try:
            count = self.session.count(text)
        except FilterError as error:
            self.app.call_from_thread(bar.wrong, text, error.column, error.words)
        else:
            self.app.call_from_thread(bar.counted, text, count)

    def on_filter_bar_submitted(self, message: FilterBar.Submitted) -> None:
        """Filter; what cannot be read stays to be mended."""
        message.stop()
        try:
            self.session.read_filter(message.text)
        except FilterError as error:
            message.bar.wrong(message.text, error.column, error.words)
            return
        self._edited()
        self.filtered(message.text)

    def on_filter_bar_dismissed(self, message: FilterBar.Dismissed) -> None:
        """Leave the filter as it is."""
        message.stop()
        self._edited()

    # -- the preview --

    def do_preview(self) -> None:
        """Show or hide the lines around the finding."""
        self.toggle_class("-preview")
        self._rest()
        self.say("preview shown" if self.has_class("-preview") else "preview hidden")

    def _rest(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if self.has_class("-preview"):
            self._resting = self.set_timer(_REST, self._preview)

    def _preview(self) -> None:
        item = self.session.item()
        if item is None:
            self.query_one("#queue-preview", Static).update("")
            return
        room = max(self.size.width - _MARGIN - 2, 10)
        self.run_worker(lambda: self._read(item, room), group="preview", exclusive=True, thread=True)

    def _read(self, item: Item, room: int) -> None:
        record = self.session.store.record(item.record_row)
        if record is None or self._reading is None:
            return
        opened = self._reading.open(record)
        lines = None
        if opened.text is not None:
            lines = excerpt(opened.text, item.start, item.end, record.hidden, room, ascii_only=self.audit.ascii_only)
        self.app.call_from_thread(self._put, item, lines, opened.why)

    def _put(self, item: Item, lines: list[Line] | None, why: str | None) -> None:
        at = self.session.item()
        if at is None or at.row != item.row:
            return
        shown = self.query_one("#queue-preview", Static)
        shown.update(Content(f"no text: {why}") if lines is None else preview(item, lines))

    def on_unmount(self) -> None:
        """Let go of all texts."""
        if self._reading is not None:
            self._reading.forget()


def preview(item: Item, lines: list[Line]) -> Content:
    """Return the lines around a finding with their numbers; `>` stands before the lines it is on."""
    parts: list[Content | str | tuple[str, str]] = []
    for line in lines:
        parts.append(f"{'>' if line.flagged else ' '}{item.line + line.number:>6} ")
        parts += [(text, "bold underline") if flagged else text for text, flagged in line.pieces]
        parts.append("\n")
    return Content.assemble(*parts[:-1])


MODE = Mode("queue", "Queue", ("2",), "Every finding under the filter, one a row.", QueueScreen)
