"""The main screen: one record, its findings in its text, and one key for each decision."""

from collections.abc import Callable, Sequence
from itertools import compress
from operator import is_not
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from redaction_audit.errors import AuditError
from redaction_audit.store.values import Item
from redaction_audit.tui.commands import DECIDING, Mode
from redaction_audit.tui.knowledge import Knowledge, knowledge
from redaction_audit.tui.screen import USUAL, bindings
from redaction_audit.tui.screens.record_commands import COMMANDS
from redaction_audit.tui.screens.record_detail import AllDetail
from redaction_audit.tui.text_screen import TextScreen
from redaction_audit.tui.widgets.finding_detail import About, FindingDetail
from redaction_audit.tui.widgets.finding_list import FindingList
from redaction_audit.tui.widgets.margin import Ruler
from redaction_audit.tui.widgets.minimap import Minimap
from redaction_audit.tui.widgets.record_pane import RecordPane
from redaction_audit.tui.widgets.row_view import RowView
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine

_READ_AT_ONCE = 200_000
"""Characters of a record whose paragraphs are looked for before it is shown: a tenth of a second."""


class RecordScreen(TextScreen):
    """A record with its findings."""

    CSS_PATH = "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings((*DECIDING, *COMMANDS))
    scopes: ClassVar[tuple[str, ...]] = (*TextScreen.scopes, "record")
    hints: ClassVar[tuple[str, ...]] = (
        "confirm", "dismiss", "second", "refer", "annotate", "undo", "reveal", "next-finding", "next-undecided",
        "search", "filter", "all-detail", "queue", "help",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[Item] | None = None  # the session's list, to know when it is another one
        self._shown: list[Item] = []  # the same as painted
        self._at: dict[int, int] = {}  # their positions by row
        self._left = 0  # how many of them still ask something
        self._hidden: tuple[tuple[int, int], ...] = ()
        self._crumbs: list[str] = []
        self._queued = 0
        self._off: set[str] = set()  # panes that are hidden

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield StatusLine()
        with Horizontal(id="body"):
            yield FindingList(id="list")
            with Vertical(id="reading"):
                with Horizontal(id="text"):
                    yield RecordPane(id="pane")
                    yield Static("", id="absent", markup=False)
                    yield Minimap(id="map")
                yield FindingDetail(id="detail")
        yield HintLine()

    # -- the parts --

    @property
    def listed(self) -> FindingList:
        """The list."""
        return self.query_one(FindingList)

    @property
    def map(self) -> Minimap:
        """The map."""
        return self.query_one(Minimap)

    def on_mount(self) -> None:
        """Show the finding at hand."""
        self.furnish()
        resumed = self.audit.resumed
        if resumed is not None:
            off = resumed.face.get("off")
            self._off = {str(part) for part in off} if isinstance(off, list) else set()
        self._arrange()
        self.pane.focus()
        self.renew()
        if resumed is not None and self._text is not None:
            self.pane.restore(resumed.offset)
        self._explain()

    def on_resize(self) -> None:
        """Let the text have the room that the margin can spare."""
        self.pane.narrow = self.size.width < USUAL

    @work(thread=True)
    def _explain(self) -> None:
        """Load what the rules say of themselves, while the reviewer already reads."""
        try:
            knowledge()
        except AuditError:
            return  # a rule that does not load has nothing to say of itself
        self.app.call_from_thread(self._detail)

    # -- painting --

    def renew(self) -> None:
        """Paint what the session holds now, and only what changed."""
        if not self.is_mounted or not self.query(RecordPane):
            return
        spans = self.session.spans()
        if spans is self._spans:
            self._update(spans)
        self.follow()

    def follow(self) -> None:
        """Paint where the session stands: the same record at another place, or another one."""
        spans = self.session.spans()
        if spans is not self._spans:
            self._load(spans)
        self._remask()
        self._stand()
        super().renew()

    def _load(self, spans: list[Item]) -> None:
        """Show another record."""
        session = self.session
        opened = session.opened()
        self._spans, self._shown = spans, list(spans)
        self.open_text(opened.text)
        self._at = {item.row: index for index, item in enumerate(spans)}
        self._left = sum(map(session.awaits, spans))
        self._hidden = session.hidden()
        index, text = self._index(), opened.text
        self.listed.show(spans, index or 0)
        self.query_one("#absent", Static).update(self._absent(opened.why))
        self.set_class(text is None, "-absent")
        marked = spans if text is not None else []  # there is nothing to mark them in
        self.pane.show(text, marked, hidden=self._hidden, ruler=_ruler(text), current=index if marked else None)
        self.map.show(marked, self.pane.edges)
        record = session.record()
        words = (record.record, record.level, record.date) if record else ("no record",)
        self._crumbs = [word for word in words if word]

    def _absent(self, why: str | None) -> str:
        if self.session.record_row is None:
            return ".\n".join(words[:1].upper() + words[1:] for words in self.nothing().split("; ")) + "."
        return f"The text of this record is not shown: {why or 'there is none'}.\nIts findings are listed all the same."

    def _update(self, spans: Sequence[Item]) -> None:
        """Paint findings that were decided since."""
        awaits = self.session.awaits
        others = compress(range(len(spans)), map(is_not, spans, self._shown))  # 50,000 in a millisecond
        changed = {at: spans[at] for at in others}
        for at, item in changed.items():
            old = self._shown[at]
            self._left += awaits(item) - awaits(old)
            self._shown[at] = item
            if self._text is not None:
                self.map.update(old, item)
        if changed:
            self.listed.update(changed.items())
            if self._text is not None:
                self.pane.update(changed)

    def _remask(self) -> None:
        hidden = self.session.hidden()
        if hidden != self._hidden:
            self._hidden = hidden
            if self._text is not None:
                self.pane.set_hidden(hidden)

    def _index(self) -> int | None:
        row = self.session.row
        return None if row is None else self._at.get(row)

    def _stand(self) -> None:
        """Stand on the finding at hand."""
        index = self._index()
        if index is not None:
            self.listed.move_to(index)
        if self._text is not None and index != self.pane.current:
            self.pane.set_current(index)
        self.map.set_current(None if index is None else self._shown[index])
        self.listed.select(self._ranged())
        self._detail()

    def _ranged(self) -> frozenset[int]:
        rows = self.chosen()
        return frozenset(self._at[row] for row in rows if row in self._at) if rows is not None else frozenset()

    def _detail(self) -> None:
        detail = self.query(FindingDetail)
        if detail and detail.first().display:
            detail.first().show(self.about())

    def about(self) -> About | None:
        """Return all about the finding at hand."""
        session = self.session
        item, index = session.item(), self._index()
        if item is None or index is None:
            return None
        record = session.record()
        known = knowledge() if knowledge.cache_info().currsize else Knowledge()
        orders = ", ".join(known.orders.get(order, order) for order in record.orders or ()) if record else ""
        dated = f"of {record.date}" + (f", under {orders}" if orders else "") if record and record.date else None
        return About(
            item=item, finding=session.finding(), events=tuple(session.history(item)),
            place=(index + 1, len(self._shown)), dated=dated,
            docs=known.rules.get(item.rule, {}), two=session.two_person(item),
        )  # fmt: skip

    def crumbs(self) -> str:
        """Return record, who else has it open, level and date."""
        item = self.session.item()
        leased = [f"@{item.leased_by}"] if item and item.leased_by else []
        return "  ".join((*self._crumbs[:1], *leased, *self._crumbs[1:]))

    def counts(self) -> Sequence[str]:
        """Return where in the queue the finding is, and how far the record is decided."""
        session, ours = self.session, len(self._shown)
        place = (f"{session.position + 1:,} of {len(session.queue):,}",) if session.queue else ()
        return (*place, *self.ranged(), f"{ours - self._left:,}/{ours:,} decided")

    def place(self) -> int:
        """Return the offset at the top of the text."""
        return self.pane.place

    def face(self) -> dict[str, object]:
        """Return which panes are hidden."""
        return {"off": sorted(self._off)}

    def tick(self) -> None:
        """Close masks whose time is over; take up what a scan that goes on has found."""
        queued = len(self.session.queue)
        if self.session.hidden() != self._hidden or queued != self._queued:  # a scan may still be finding more
            self._queued = queued
            self.renew()

    # -- moving --

    @property
    def _in_list(self) -> bool:
        return self.focused is self.listed and self.listed.display

    def _step(self, delta: int) -> None:
        """Move in the list: to findings that the filter leaves."""
        at = self.listed.cursor
        step = 1 if delta > 0 else -1
        wanted = min(max(at + delta, 0), len(self._shown) - 1)
        while wanted != at:
            if self.session.go(self._shown[wanted].row):
                self.audit.moved()
                self.follow()
                return
            wanted -= step
        self.say("no other finding of this record is in the queue")

    def _move(self, findings: int, scroll: Callable[[], None]) -> None:
        """Move by so many findings while the list has the keys; else scroll the text, or say that it ends here."""
        if self._in_list:
            self._step(findings)
            return
        if self._text is None:
            self.say("there is no text")
            return
        before = self.pane.view
        scroll()
        if self.pane.view == before:
            self.say("all of the text there is in this direction is on screen")

    def do_down(self) -> None:
        """One down."""
        self._move(1, lambda: self.pane.scroll_rows(1))

    def do_up(self) -> None:
        """One up."""
        self._move(-1, lambda: self.pane.scroll_rows(-1))

    def do_half_down(self) -> None:
        """Half a page down."""
        self._move(max(self.listed.page() // 2, 1), lambda: self.pane.half_page(1))

    def do_half_up(self) -> None:
        """Half a page up."""
        self._move(-max(self.listed.page() // 2, 1), lambda: self.pane.half_page(-1))

    def do_page_down(self) -> None:
        """A page down."""
        self._move(self.listed.page(), lambda: self.pane.page(1))

    def do_page_up(self) -> None:
        """A page up."""
        self._move(-self.listed.page(), lambda: self.pane.page(-1))

    def do_top(self) -> None:
        """To the top."""
        self._move(-len(self._shown), self.pane.top)

    def do_bottom(self) -> None:
        """To the end."""
        self._move(len(self._shown), self.pane.bottom)

    def do_next_finding(self) -> None:
        """The next finding."""
        self.go(self.session.move(1), "this is the last finding")

    def do_previous_finding(self) -> None:
        """The previous finding."""
        self.go(self.session.move(-1), "this is the first finding")

    def do_next_record(self) -> None:
        """The next record."""
        self.go(self.session.next_record(1), "this is the last record")

    def do_previous_record(self) -> None:
        """The previous record."""
        self.go(self.session.next_record(-1), "this is the first record")

    def do_overlapping(self) -> None:
        """The next finding at this place."""
        self.go(self.session.overlapping(), "no other finding is at this place")

    def on_record_pane_pointed(self, message: RecordPane.Pointed) -> None:
        """Go to the finding that was clicked."""
        self._go_to(message.index)

    def on_record_pane_opened(self, message: RecordPane.Opened) -> None:
        """Show all about the finding that was double-clicked."""
        self._go_to(message.index)
        if message.index is not None:
            self.do_all_detail()

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        """Go to the finding that was clicked in the list."""
        # the cursor that follows a decision tells of it later: by then it may stand elsewhere, or in another record
        if message.index == self.listed.cursor and message.index != self._index():
            self._go_to(message.index)

    def on_row_view_chosen(self, _message: RowView.Chosen) -> None:
        """Show all about it."""
        self.do_all_detail()

    def on_minimap_jumped(self, message: Minimap.Jumped) -> None:
        """Show another place."""
        self.pane.go_to(message.offset)

    def on_record_pane_viewed(self, message: RecordPane.Viewed) -> None:
        """Tell the map what is on screen."""
        self.map.set_view(message.start, message.end)

    def _go_to(self, index: int | None) -> None:
        if index is None or index == self._index():
            return
        if self.session.go(self._shown[index].row):
            self.audit.moved()
            self.follow()
        else:
            self.say("this finding is not in the queue; F shows all")
            self._stand()

    def do_cancel(self) -> None:
        """Leave ranges, selections and searches; then close an overlaid list."""
        if not self.leave_text() and self.has_class("-over"):
            self.do_list()
        super().do_cancel()

    def extend(self, delta: int) -> None:
        """Select text, or findings while the list has the keys."""
        if not self._in_list:
            super().extend(delta)
            return
        if self.range_from is None:
            self.range_from = self.session.position
        self._step(delta)

    # -- panes --

    def _arrange(self) -> None:
        for part in ("list", "detail", "map"):
            self.set_class(part in self._off, f"-no-{part}")

    def _toggle(self, part: str) -> None:
        self._off ^= {part}
        self._arrange()
        self.say(f"{part} {'hidden' if part in self._off else 'shown'}")
        self.audit.moved()
        self._detail()

    def do_list(self) -> None:
        """Show or hide the list; where there is no room beside the text, over it."""
        if self.has_class("-medium") or self.has_class("-narrow"):
            self.toggle_class("-over")
            (self.listed if self.has_class("-over") else self.pane).focus()
        else:
            self._toggle("list")
            if "list" in self._off:
                self.pane.focus()

    def do_detail(self) -> None:
        """Show or hide the detail."""
        self._toggle("detail")

    def do_map(self) -> None:
        """Show or hide the map."""
        self._toggle("map")

    def do_maximise(self) -> None:
        """The text alone, or everything."""
        self.toggle_class("-alone")
        self.pane.focus()

    def do_all_detail(self) -> None:
        """All about the finding."""
        about = self.about()
        if about is None:
            self.say("there is no finding at hand")
        else:
            self.app.push_screen(AllDetail(about, ascii_only=self.audit.ascii_only))

    def do_focus_next(self) -> None:
        """The next pane."""
        (self.pane if self._in_list or not self.listed.display else self.listed).focus()

    def do_focus_previous(self) -> None:
        """The previous pane."""
        self.do_focus_next()


def _ruler(text: str | None) -> Ruler:
    """Return what numbers the rows of a text: its pages, where form feeds part them, and the portions it is marked by.

    A text that is too long to be read at once is numbered without its portions.
    """
    if not text:
        return Ruler()
    pages = [0, *(at + 1 for at, char in enumerate(text) if char == "\f")] if "\f" in text else []
    if len(text) > _READ_AT_ONCE:
        return Ruler(pages)
    from redaction_audit.structure import read

    return Ruler(pages, [(one.start, one.end, one.portion) for one in read(text).paragraphs if one.portion])


MODE = Mode("record", "Record", ("3",), "The record at hand with its findings: where decisions are made.", RecordScreen)
