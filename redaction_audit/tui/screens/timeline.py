"""The timeline: the dates in the life of each record on one axis, so that impossible orders stand out."""

import datetime as dt
import time
from array import array
from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from redaction_audit.review.chronology import IMPOSSIBLE, Chronicle, Reader, outline
from redaction_audit.store.values import Item, StoredRecord
from redaction_audit.text.columns import fit
from redaction_audit.text.layout import wrap
from redaction_audit.text.sanitise import plain
from redaction_audit.tui.commands import Command, Mode
from redaction_audit.tui.list_screen import ListScreen, moves
from redaction_audit.tui.screen import bindings
from redaction_audit.tui.widgets.row_view import RowView
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine
from redaction_audit.tui.widgets.timeline_chart import SIGNS, TODAY, Axis, TimelineChart, label_width, spanning, words

SCOPE = "timeline"
_AHEAD = 2000
"""Records read beyond the window: a batch of a million is not read because somebody looked at its first page."""
_TOGETHER = 0.1
"""Seconds of reading before what was read is painted."""
_OUTLINES = 4096
_LEGEND = {
    "created": ("created", "created"), "reviewed": ("classified on", "class."),
    "declassify": ("declassify on", "decl."), "released": ("released", "rel."), "automatic": ("25 years", "25 y"),
}  # fmt: skip
"""What signs say, and the same where there is little room."""
_ROOMY = 112

COMMANDS = (
    *moves(
        SCOPE, down="The next record.", up="The previous record.", top="The first record.", bottom="The last record."
    ),
    Command("timeline-next-wrong", "Next !", ("space", "n"), "Findings", SCOPE, "The next record with a ! or a ?."),
    Command("timeline-previous-wrong", "Previous !", ("b", "N"), "Findings", SCOPE, "The previous one."),
    Command("timeline-open", "Open", ("enter",), "Screens", SCOPE, "Read the record at its date."),
    Command("timeline-closer", "Closer", ("+",), "Panes", SCOPE, "Fewer years."),
    Command("timeline-wider", "Wider", ("-",), "Panes", SCOPE, "More years."),
    Command("timeline-earlier", "Earlier", ("h", "left"), "Panes", SCOPE, "Earlier years."),
    Command("timeline-later", "Later", ("l", "right"), "Panes", SCOPE, "Later years."),
    Command("timeline-all", "All years", ("0",), "Panes", SCOPE, "All years again."),
)


class TimelineScreen(ListScreen):
    """One row a record. What the store knows is there at once; the pages are read beside the screen."""

    CSS_PATH = "timeline.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    scopes: ClassVar[tuple[str, ...]] = (SCOPE,)
    hints: ClassVar[tuple[str, ...]] = (
        "timeline-open", "timeline-next-wrong", "timeline-closer", "timeline-wider", "timeline-earlier",
        "timeline-later", "timeline-all", "help",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._rows: array[int] = array("q")
        self._read: dict[int, Chronicle] = {}
        self._outlines: dict[int, Chronicle] = {}
        self._days: tuple[str, ...] = ()
        self._scanned: tuple[int | None, int] = (None, -1)
        self._own_axis = False
        self._reader: Reader | None = None
        self._worker: Worker[None] | None = None
        self._top = 0

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield StatusLine()
        yield Static("", id="timeline-ruler", markup=False)
        yield TimelineChart(id="timeline")
        yield Static("", id="timeline-words", markup=False)
        yield Static("", id="timeline-legend", markup=False)
        yield HintLine()

    def on_mount(self) -> None:
        """Show the records of the run and begin to read."""
        self.furnish()
        self.listed.focus()
        self.renew()
        self.call_after_refresh(self._begin)

    @property
    def listed(self) -> TimelineChart:
        """The rows of the chart."""
        return self.query_one(TimelineChart)

    def nothing(self) -> str:
        """Say why there is no row."""
        return "there is no record"

    def _legend(self) -> str:
        short = self.size.width < _ROOMY
        gap = " " if short else "  "
        signs = [f"{SIGNS[name][self.audit.ascii_only]} {said[short]}" for name, said in _LEGEND.items()]
        return gap.join((*signs, f"{TODAY} today", "! wrong" if short else "! impossible", "? unread", "x no page"))

    def crumbs(self) -> str:
        """Return how much was read."""
        return f"timeline  {len(self._read):,} of {len(self._rows):,} records read"

    # -- records --

    def renew(self) -> None:
        """Take up records that were scanned since."""
        session, chart = self.session, self.listed
        scanned = session.store.current_run(), session.store.records()
        if scanned != self._scanned:
            self._scanned, rows = scanned, session.store.record_rows()
            at = session.record_row
            first = not self._rows
            if rows[: len(self._rows)] != self._rows:  # another run
                self._days = ()
                self._read.clear()
                self._outlines.clear()
            self._rows = rows
            cursor = rows.index(at) if first and at is not None and at in rows else chart.cursor
            chart.show(len(rows), self._look_up, session.now().date())
            chart.move_to(cursor)
        self._painted()

    def _look_up(self, index: int) -> Chronicle | None:
        row = self._rows[index]
        if row in self._read:
            return self._read[row]
        if row not in self._outlines:
            if len(self._outlines) > _OUTLINES:
                self._outlines.clear()
            record = self.session.store.record(row)
            if record is None:
                return None
            self._outlines[row] = outline(record, self._findings(row))
        return self._outlines[row]

    def _findings(self, record_row: int) -> list[Item]:
        return self.session.store.items(self.session.store.rows_of(record_row))

    def _begin(self) -> None:
        """Read on from the top of the window, unless that is being done."""
        self._top = self.listed.window().start
        if self._worker is None or self._worker.is_finished:
            self._worker = self.run_worker(self._read_on, group="reading", thread=True, exit_on_error=False)

    def _next(self, found: dict[int, Chronicle]) -> StoredRecord | None:
        """Return the next record to read: the first unread one from the top of the window on."""
        ahead = range(self._top, min(self._top + _AHEAD, len(self._rows)))
        rows = (self._rows[at] for at in ahead)
        row = next((row for row in rows if row not in self._read and row not in found), None)
        return None if row is None else self.session.store.record(row)

    def _read_on(self) -> None:
        """Read pages, in a thread; where the window goes, the reading follows."""
        worker = get_current_worker()
        store = self.session.store
        if self._reader is None:
            self._reader = Reader(store.runs()[-1], store.key, self.session.now().date())
        found: dict[int, Chronicle] = {}
        since = time.monotonic()
        while not worker.is_cancelled and (record := self._next(found)) is not None:
            found[record.row] = self._reader.read(record, self._findings(record.row))
            if time.monotonic() - since > _TOGETHER:
                self.app.call_from_thread(self._took, found)
                found, since = {}, time.monotonic()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._took, found)

    def _took(self, found: dict[int, Chronicle]) -> None:
        self._read.update(found)
        self._span(found.values())
        self.listed.redraw()
        self._painted()

    # -- painting --

    def _painted(self) -> None:
        chart = self.listed
        if not self._own_axis:
            self._span(row for row in map(self._look_up, chart.window()) if row is not None)
            axis = spanning(self._days, chart.today, chart.room)
            if axis != chart.axis:
                chart.set_axis(axis)
        self._rule()
        self._say_words()
        self.query_one(StatusLine).show(self.session, self.crumbs(), (f"{chart.cursor + 1:,} of {len(self._rows):,}",))

    def _span(self, rows: Iterable[Chronicle]) -> None:
        """Keep the earliest and the latest day that was seen."""
        days = [*self._days, *(day for row in rows for _, day in row.days)]
        self._days = (min(days), max(days)) if days else ()

    def _rule(self) -> None:
        chart = self.listed
        self.query_one("#timeline-ruler", Static).update(
            Content(" " * label_width(chart.size.width) + chart.axis.ruler())
        )

    def _say_words(self) -> None:
        """Say the dates of the record at hand in words."""
        row = self._at_hand()
        shown = self.query_one("#timeline-words", Static)
        if row is None:
            shown.update("")
            return
        ascii_only = self.audit.ascii_only
        said = plain(f"{row.record}: {words(row)}", ascii_only=ascii_only)
        room = max(self.size.width - 2, 20)
        lines = list(wrap(said, room))[:2]
        shown.update(Content("\n".join(fit(line, room, ascii_only=ascii_only) for line in lines)))

    def _at_hand(self) -> Chronicle | None:
        chart = self.listed
        return self._look_up(chart.cursor) if self._rows else None

    def on_resize(self) -> None:
        """Draw the years in the new width."""
        self.query_one("#timeline-legend", Static).update(self._legend())
        self.call_after_refresh(self._painted)

    def tick(self) -> None:
        """Take up what was scanned since, and read on where the window is."""
        self.renew()
        self._begin()

    # -- moving --

    def on_row_view_moved(self, message: RowView.Moved) -> None:
        """Say the dates of another record."""
        message.stop()
        self._begin()
        self._painted()

    async def on_row_view_chosen(self, message: RowView.Chosen) -> None:
        """Open what was double-clicked."""
        message.stop()
        await self.do_open()

    def do_next_wrong(self) -> None:
        """The next record whose dates are impossible or unread."""
        self._wrong(1)

    def do_previous_wrong(self) -> None:
        """The previous one."""
        self._wrong(-1)

    def _wrong(self, step: int) -> None:
        chart = self.listed
        for distance in range(1, len(self._rows)):
            index = (chart.cursor + step * distance) % len(self._rows)
            row = self._read.get(self._rows[index])
            if row is not None and (row.rules or row.unread or row.why):
                chart.move_to(index)
                return
        self.say("no other record that was read has impossible or unread dates")

    async def do_open(self) -> None:
        """Read the record, at the finding on its dates where there is one."""
        row = self._at_hand()
        if row is None:
            self.say("there is no record")
            return
        found = self._findings(row.record_row)
        best = sorted(
            found, key=lambda item: (item.name not in IMPOSSIBLE, not item.rule.startswith("DEC"), item.start)
        )
        if not any(self.session.go(item.row) for item in best):
            self.session.open_record(row.record_row)
        await self.audit.go("record")

    # -- years --

    def _show_years(self, axis: Axis) -> None:
        self._own_axis = True
        self.listed.set_axis(axis)
        self._rule()
        self.say(f"{int(axis.first)} to {int(axis.last)}; 0 shows all years")

    def do_closer(self) -> None:
        """Fewer years."""
        self._show_years(self.listed.axis.zoomed(0.5))

    def do_wider(self) -> None:
        """More years."""
        axis = self.listed.axis.zoomed(2)
        self._show_years(axis._replace(first=max(axis.first, 1.0), last=min(axis.last, float(dt.MAXYEAR))))

    def do_earlier(self) -> None:
        """Earlier years."""
        self._show_years(self.listed.axis.panned(-0.25))

    def do_later(self) -> None:
        """Later years."""
        self._show_years(self.listed.axis.panned(0.25))

    def do_all(self) -> None:
        """All years again."""
        self._own_axis = False
        self._painted()
        self.say("all years")


MODE = Mode("timeline", "Timeline", ("4", "t"), "The dates of every record on one axis.", TimelineScreen)
