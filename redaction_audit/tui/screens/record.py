"""The main screen: one record, its findings in its text, and one key for each decision."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from redaction_audit.errors import AuditError
from redaction_audit.lines import Lines
from redaction_audit.review.filters import FilterError
from redaction_audit.store.values import Item
from redaction_audit.tui.commands import DECIDING, Command, Mode
from redaction_audit.tui.screen import FindingScreen, bindings
from redaction_audit.tui.widgets.finding_detail import About, FindingDetail, documentation, lines
from redaction_audit.tui.widgets.finding_list import FindingList
from redaction_audit.tui.widgets.minimap import Minimap
from redaction_audit.tui.widgets.record_pane import RecordPane
from redaction_audit.tui.widgets.row_view import RowView
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine

_LONGEST = 200
"""Characters of a finding that `*` looks for elsewhere."""


def _command(id_: str, title: str, keys: str, group: str, words: str, *, needs_write: bool = False) -> Command:
    return Command(id_, title, tuple(keys.split()), group, "record", words, needs_write=needs_write)  # type: ignore[arg-type]  # one of GROUPS, as the registry's test asks


COMMANDS: tuple[Command, ...] = (
    _command("down", "Down", "j down", "Move", "One line of the text down, or one finding in the list."),
    _command("up", "Up", "k up", "Move", "One line of the text up, or one finding in the list."),
    _command("half-down", "Half page down", "ctrl+d", "Move", "Half a page down."),
    _command("half-up", "Half page up", "ctrl+u", "Move", "Half a page up."),
    _command("page-down", "Page down", "pagedown", "Move", "A page down."),
    _command("page-up", "Page up", "pageup", "Move", "A page up."),
    _command("top", "Top", "g home", "Move", "To the top of the text, or the first finding in the list."),
    _command("bottom", "Bottom", "G end", "Move", "To the end of the text, or the last finding in the list."),
    _command("next-finding", "next", "l right", "Findings", "The next finding of the queue."),
    _command("previous-finding", "previous", "h left", "Findings", "The previous finding of the queue."),
    _command("overlapping", "Same place", "}", "Findings", "The next finding at the same place, around and around."),
    _command("next-record", "Next record", "J", "Records", "The next record of the queue."),
    _command("previous-record", "Previous record", "K", "Records", "The previous record of the queue."),
    _command(
        "extend-down", "Extend down", "shift+down", "Decide", "Select a line of text more, or a finding in the list."
    ),
    _command("extend-up", "Extend up", "shift+up", "Decide", "Select a line of text less, or a finding in the list."),
    _command(
        "add", "Add finding", "+", "Decide", "Add a finding that no rule made, on the selected text.", needs_write=True
    ),
    _command("reveal", "Reveal", "w", "Mask", "Show what is masked at the finding for a while; recorded."),
    _command(
        "reveal-record", "Reveal record", "W", "Mask", "Show all that is masked until you leave the record; recorded."
    ),
    _command(
        "search", "Search", "/", "Find", "Search the record; capitals count if you type one, \\v begins an expression."
    ),
    _command("next-match", "Next match", "n", "Find", "The next match of the search."),
    _command("previous-match", "Previous match", "N", "Find", "The previous match of the search."),
    _command("elsewhere", "Same text", "*", "Find", "Where the text of the finding stands elsewhere in the record."),
    _command("focus-next", "Next pane", "tab", "Panes", "Give the keys to the next pane."),
    _command("focus-previous", "Previous pane", "shift+tab", "Panes", "Give the keys to the previous pane."),
    _command("list", "List", "\\", "Panes", "Show or hide the list of findings."),
    _command("detail", "Detail", "i", "Panes", "Show or hide what is known of the finding."),
    _command("all-detail", "All about it", "enter", "Panes", "All that is known of the finding, on the whole screen."),
    _command("maximise", "Text only", "z", "Panes", "The text alone, or everything again."),
    _command("map", "Map", "M", "Panes", "Show or hide the map of the record."),
)


class TooSmall(Widget):
    """Stands in for everything when there is no room."""

    def render(self) -> Content:
        """Say what is needed."""
        size = self.app.size
        return Content(f"needs 60×16 (now {size.width}×{size.height})".replace("×", "x" if _ascii(self) else "×"))


def _ascii(widget: Widget) -> bool:
    return bool(getattr(widget.app, "ascii_only", False))


class RecordScreen(FindingScreen):
    """A record with its findings."""

    CSS_PATH = "record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings((*DECIDING, *COMMANDS))
    scopes: ClassVar[tuple[str, ...]] = (*FindingScreen.scopes, "record")
    hints: ClassVar[tuple[str, ...]] = (
        "confirm", "dismiss", "second", "refer", "annotate", "undo", "reveal", "next-finding", "next-undecided",
        "search", "filter", "all-detail", "queue", "help",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[Item] | None = None  # the session's list, to know when it is another one
        self._shown: list[Item] = []
        self._at: dict[int, int] = {}
        self._text: str | None = None
        self._lines: Lines | None = None
        self._hidden: tuple[tuple[int, int], ...] = ()
        self._left = 0
        self._hits: list[tuple[int, int]] = []
        self._hit = 0
        self._crumbs = ""
        self._chosen_lines: tuple[int, int] | None = None
        self._off: set[str] = set()

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
        yield TooSmall()

    # -- the parts --

    @property
    def pane(self) -> RecordPane:
        """The text."""
        return self.query_one(RecordPane)

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
        audit = self.audit
        for part in (self.listed, self.pane, self.map, *self.query("StatusLine, HintLine, FindingDetail")):
            part.ascii_only = audit.ascii_only
        ids = [id_ for id_ in self.hints if id_ in audit.keys]
        self.query_one(HintLine).offer(audit.hint(id_) for id_ in ids)
        resumed = audit.resumed
        if resumed is not None:
            off = resumed.face.get("off")
            self._off = {str(part) for part in off} if isinstance(off, list) else set()
        self._arrange()
        self.pane.focus()
        self.renew()
        if resumed is not None and self._text is not None:
            self.pane.restore(resumed.offset)
        self._explain()

    @work(thread=True)
    def _explain(self) -> None:
        """Load what the rules say of themselves, while the reviewer already reads."""
        try:
            documentation()
        except AuditError:
            return  # a rule that does not load has nothing to say of itself
        self.app.call_from_thread(self._detail)

    # -- painting --

    def renew(self) -> None:
        """Paint what the session holds now, and only what changed."""
        if not self.is_mounted or not self.query(RecordPane):
            return
        spans = self.session.spans()
        if spans is not self._spans:
            self._load(spans)
        else:
            self._update(spans)
        self._remask()
        self._stand()
        super().renew()

    def _load(self, spans: list[Item]) -> None:
        """Show another record."""
        session = self.session
        opened = session.opened()
        self._spans, self._shown, self._text, self._lines = spans, list(spans), opened.text, None
        self._at = {item.row: index for index, item in enumerate(spans)}
        self._left = sum(map(session.awaits, spans))
        self._hidden = session.hidden()
        self._hits, self._hit, self._chosen_lines = [], 0, None
        index = self._index()
        self.listed.show(spans, index or 0)
        self.query_one("#absent", Static).update(self._absent(opened.why))
        self.set_class(opened.text is None, "-absent")
        text = opened.text
        self.pane.show(
            text, spans if text is not None else (), hidden=self._hidden, pages=_pages(text),
            current=index if text is not None else None,
        )  # fmt: skip
        self.map.show(spans if text is not None else (), self.pane.edges)
        record = session.record()
        words = (record.record, record.level, record.date) if record else ("no record",)
        self._crumbs = "  ".join(word for word in words if word)

    def _absent(self, why: str | None) -> str:
        session = self.session
        if session.record_row is None:
            total = session.progress().total
            if session.filter.text and total:
                return "No finding matches this filter.\nF shows all again."
            return "No findings." if not total else "The queue is empty."
        return f"The text of this record is not shown: {why or 'there is none'}.\nIts findings are listed all the same."

    def _update(self, spans: Sequence[Item]) -> None:
        """Paint findings that were decided since."""
        awaits = self.session.awaits
        changed = {at: item for at, (item, old) in enumerate(zip(spans, self._shown, strict=True)) if item is not old}
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
        orders = ", ".join(record.orders) if record and record.orders else None
        dated = f"of {record.date}" + (f", under {orders}" if orders else "") if record and record.date else None
        docs = documentation().get(item.rule, {}) if documentation.cache_info().currsize else {}
        return About(
            item=item, finding=session.finding(), events=tuple(session.history(item)),
            place=(index + 1, len(self._shown)), dated=dated, docs=docs, two=session.two_person(item),
        )  # fmt: skip

    def crumbs(self) -> str:
        """Return record, level and date."""
        item = self.session.item()
        leased = f"  @{item.leased_by}" if item and item.leased_by else ""
        return f"{self._crumbs}{leased}"

    def counts(self) -> Sequence[str]:
        """Return where in the queue the finding is, and how far the record is decided."""
        session, ours = self.session, len(self._shown)
        place = (f"{session.position + 1:,} of {len(session.queue):,}",) if session.queue else ()
        return (*place, f"{ours - self._left:,}/{ours:,} decided")

    def place(self) -> int:
        """Return the offset at the top of the text."""
        return self.pane.place

    def face(self) -> dict[str, object]:
        """Return which panes are hidden."""
        return {"off": sorted(self._off)}

    def tick(self) -> None:
        """Close masks whose time is over, and say so."""
        if self.session.hidden() != self._hidden:
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

    def _scroll(self, scroll: Callable[[], None]) -> None:
        """Scroll the text, or say that it ends here."""
        before = self.pane.view
        scroll()
        if self.pane.view == before:
            self.say("all of the text there is in this direction is on screen")

    def do_down(self) -> None:
        """One down."""
        self._step(1) if self._in_list else self._scroll(lambda: self.pane.scroll_rows(1))

    def do_up(self) -> None:
        """One up."""
        self._step(-1) if self._in_list else self._scroll(lambda: self.pane.scroll_rows(-1))

    def do_half_down(self) -> None:
        """Half a page down."""
        self._step(max(self.listed.page() // 2, 1)) if self._in_list else self._scroll(lambda: self.pane.half_page(1))

    def do_half_up(self) -> None:
        """Half a page up."""
        self._step(-max(self.listed.page() // 2, 1)) if self._in_list else self._scroll(lambda: self.pane.half_page(-1))

    def do_page_down(self) -> None:
        """A page down."""
        self._step(self.listed.page()) if self._in_list else self._scroll(lambda: self.pane.page(1))

    def do_page_up(self) -> None:
        """A page up."""
        self._step(-self.listed.page()) if self._in_list else self._scroll(lambda: self.pane.page(-1))

    def do_top(self) -> None:
        """To the top."""
        self._step(-len(self._shown)) if self._in_list else self._scroll(self.pane.top)

    def do_bottom(self) -> None:
        """To the end."""
        self._step(len(self._shown)) if self._in_list else self._scroll(self.pane.bottom)

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
        if message.index != self._index():
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

    # -- ranges and findings by hand --

    def _extend(self, delta: int) -> None:
        if self._in_list:
            if self.range_from is None:
                self.range_from = self.session.position
            self._step(delta)
        elif self._text is not None:
            self._extend_text(delta)

    def _extend_text(self, delta: int) -> None:
        lines_ = self._lines = self._lines or Lines(self._text or "")
        if self._chosen_lines is None:
            item = self.session.item()
            first, last = self.pane.view
            at = lines_.index(item.start if item and first <= item.start < last else first)
            chosen = (at, at)
        else:
            begin, end = self._chosen_lines
            chosen = (begin, min(max(end + delta, 0), len(lines_) - 1))
        self._chosen_lines = chosen
        begin, end = sorted(chosen)
        self.pane.set_range(lines_.bounds(begin)[0], lines_.bounds(end)[1])
        self.say(f"{end - begin + 1} lines selected: + adds a finding there, Esc leaves it")

    def do_extend_down(self) -> None:
        """Select more."""
        self._extend(1)

    def do_extend_up(self) -> None:
        """Select less."""
        self._extend(-1)

    def do_add(self) -> None:
        """Add a finding on the selected text."""
        from redaction_audit.tui.screens.prompts import Ask

        selection = self.pane.selection
        if selection is None or selection[0] == selection[1]:
            self.say("select the text first: shift+down, or the mouse")
            return

        def noted(note: str | None) -> None:
            if note is None:
                self.say("nothing was added")
                return
            outcome = self.session.add(*selection, note or None)
            if outcome.saved:
                self.pane.clear_range()
                self._chosen_lines = None
            self.answer(outcome, "finding added")

        self.app.push_screen(Ask("what is wrong here? (a note; may be empty)", empty=True), noted)

    def do_cancel(self) -> None:
        """Leave ranges, selections and searches; then close an overlaid list."""
        if self.pane.selection is not None:
            self.pane.clear_range()
            self._chosen_lines = None
        elif self._hits:
            self._hits = []
            self.pane.set_hits(())
        elif self.has_class("-over"):
            self.do_list()
        super().do_cancel()

    # -- masks --

    def do_reveal(self) -> None:
        """Show what is masked at the finding."""
        self._revealed(
            self.session.reveal_span(), f"shown for {self.session.policy.reveal_seconds} s; this is recorded"
        )

    def do_reveal_record(self) -> None:
        """Show all that is masked."""
        self._revealed(self.session.reveal_record(), "shown until you leave the record; this is recorded")

    def _revealed(self, outcome: object, words: str) -> None:
        saved = getattr(outcome, "saved", False)
        self.renew()
        self.say(words if saved else str(getattr(outcome, "why", "")))

    # -- search --

    def do_search(self) -> None:
        """Search the record."""
        from redaction_audit.tui.screens.prompts import Ask

        def chosen(text: str | None) -> None:
            if text is not None:
                self._search(text)

        self.app.push_screen(Ask("search"), chosen)

    def _search(self, text: str) -> None:
        try:
            self._hits = self.session.search(text)
        except FilterError as error:
            self.say(error.words)
            return
        first, _ = self.pane.view
        self._hit = next((at for at, (start, _) in enumerate(self._hits) if start >= first), 0)
        self._show_hit("nothing is found")

    def _show_hit(self, otherwise: str) -> None:
        self.pane.set_hits(self._hits, self._hit if self._hits else None)
        self.say(f"match {self._hit + 1:,}/{len(self._hits):,}" if self._hits else otherwise)

    def _turn(self, step: int) -> None:
        if not self._hits:
            self.say("nothing is searched for; / begins")
            return
        self._hit = (self._hit + step) % len(self._hits)
        self._show_hit("")

    def do_next_match(self) -> None:
        """The next match."""
        self._turn(1)

    def do_previous_match(self) -> None:
        """The previous match."""
        self._turn(-1)

    def do_elsewhere(self) -> None:
        """Look for the text of the finding elsewhere."""
        item, text = self.session.item(), self._text
        wanted = " ".join(text[item.start : min(item.end, item.start + _LONGEST)].split()) if item and text else ""
        if not wanted:
            self.say("there is no text at the finding")
            return
        self._search(wanted)

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
            self.app.push_screen(AllDetail(about))

    def do_focus_next(self) -> None:
        """The next pane."""
        (self.pane if self._in_list or not self.listed.display else self.listed).focus()

    def do_focus_previous(self) -> None:
        """The previous pane."""
        self.do_focus_next()

    # -- the clipboard --

    def do_copy_excerpt(self) -> None:
        """Copy the lines of the finding as they are shown."""
        item = self.session.item()
        if self._text is None or item is None:
            self.say("there is no text")
            return
        selection = self.pane.selection
        lines_ = self._lines = self._lines or Lines(self._text)
        first, last = lines_.index(item.start), lines_.index(max(item.end - 1, item.start))
        start, end = selection or (lines_.bounds(first)[0], lines_.bounds(last)[1])
        self.app.copy_to_clipboard(self.pane.excerpt(start, end))
        self.say("copied as shown, masks kept" if not self.session.revealed() else "copied as shown")


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

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """Build the page."""
        with VerticalScroll(id="all", can_focus=False):
            yield Static("", markup=False)
        yield Static(" Esc back  j k scroll", id="all-foot", markup=False)

    def on_resize(self) -> None:
        """Lay out for this width."""
        width = max(min(self.size.width - 4, 100), 30)
        shown = lines(self._about, width, ascii_only=_ascii(self.query_one(Static)), full=True)
        self.query_one("#all Static", Static).update(Content("\n").join(list(shown)))

    def action_by(self, delta: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=delta, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _pages(text: str | None) -> list[int]:
    """Return where the pages of a text with form feeds begin; none without any."""
    if not text or "\f" not in text:
        return []
    return [0, *(at + 1 for at, char in enumerate(text) if char == "\f")]


MODE = Mode("record", "Record", ("3",), "The record at hand with its findings: where decisions are made.", RecordScreen)
