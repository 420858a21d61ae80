"""The overview: where the batch stands, and where to go on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from redaction_audit.model import SEVERITIES
from redaction_audit.review.sampling import told
from redaction_audit.review.standing import Standing, duration
from redaction_audit.text.columns import fit, percent, spark
from redaction_audit.text.counting import count
from redaction_audit.tui.commands import Command, Mode
from redaction_audit.tui.messages import StoreChanged
from redaction_audit.tui.screen import AuditScreen, bindings
from redaction_audit.tui.widgets.bar_chart import Bar, BarChart
from redaction_audit.tui.widgets.glyphs import glyphs
from redaction_audit.tui.widgets.row_view import RowView
from redaction_audit.tui.widgets.status_line import HintLine, StatusLine

SCOPE = "overview"
_EVERY = 2.0
"""Seconds between two counts while others work."""

COMMANDS = (
    Command("overview-down", "Down", ("j", "down"), "Move", SCOPE, "The next bar."),
    Command("overview-up", "Up", ("k", "up"), "Move", SCOPE, "The previous bar."),
    Command("overview-next", "Next chart", ("tab", "l", "right"), "Panes", SCOPE, "The next chart."),
    Command("overview-previous", "Previous chart", ("shift+tab", "h", "left"), "Panes", SCOPE, "The previous chart."),
    Command("overview-open", "Open", ("enter",), "Screens", SCOPE, "The queue of what the bar at hand counts."),
    Command("overview-resume", "Resume", ("space",), "Findings", SCOPE, "Read on at the finding at hand."),
)


class OverviewScreen(AuditScreen):
    """Charts whose bars lead to the queue. Counted beside the screen, again when others decide."""

    CSS_PATH = "overview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    scopes: ClassVar[tuple[str, ...]] = (SCOPE,)
    hints: ClassVar[tuple[str, ...]] = ("overview-open", "overview-next", "overview-resume", "queue", "help")

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self._counted = -_EVERY
        self._stale = False

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield StatusLine()
        with VerticalScroll(id="overview", can_focus=False):
            yield Static("counting", id="overview-batch", markup=False)
            yield BarChart(id="overview-progress")
            with Horizontal(id="overview-charts"):
                with Vertical():
                    yield Static("By severity", classes="overview-title", markup=False)
                    yield BarChart(id="overview-severities")
                with Vertical():
                    yield Static("By rule, most left to do", classes="overview-title", markup=False)
                    yield BarChart(id="overview-rules")
            yield Static("", id="overview-days", markup=False)
            yield Static("", id="overview-worth", markup=False)
            yield Static("", id="overview-sample", markup=False)
            yield Static("", id="overview-resume", markup=False)
        yield HintLine()

    def on_mount(self) -> None:
        """Count."""
        self.furnish()
        self.query_one("#overview-rules").focus()
        self.renew()

    def crumbs(self) -> str:
        """Return which screen this is."""
        return "overview"

    def renew(self) -> None:
        """Count anew, beside the screen; what was counted last stays until then."""
        super().renew()
        self._resumable()
        self._sampled()
        self._stale = False
        self._counted = self.session.now().timestamp()
        self.run_worker(self._count, group="standing", exclusive=True, thread=True)

    def _count(self) -> None:
        standing = self.session.overview()
        self.app.call_from_thread(self._show, standing)

    def tick(self) -> None:
        """Count again what others changed, not more often than every two seconds."""
        if self._stale and self.session.now().timestamp() - self._counted >= _EVERY:
            self.renew()

    def on_store_changed(self, message: StoreChanged) -> None:
        """Note that there is something to count."""
        message.prevent_default()  # every screen else paints at once
        self._stale = True

    # -- painting --

    def _show(self, seen: Standing) -> None:
        if seen == self._standing:
            return
        self._standing = seen
        ascii_only = self.audit.ascii_only
        self.query_one("#overview-batch", Static).update(self._batch(seen))
        self.query_one("#overview-progress", BarChart).show(progress(seen))
        self.query_one("#overview-severities", BarChart).show(severities(seen, ascii_only=ascii_only))
        self.query_one("#overview-rules", BarChart).show(rules(seen))
        self.query_one("#overview-days", Static).update(days(seen, ascii_only=ascii_only))
        noted = self.query_one("#overview-worth", Static)
        noted.update(worth(seen))
        noted.display = bool(seen.worth)
        self._sampled()

    def _sampled(self) -> None:
        """Say what a drawn queue tells of the whole."""
        session, line = self.session, self.query_one("#overview-sample", Static)
        line.display = session.sampled is not None
        if session.sampled is not None:
            line.update(f"Sample: {told(session.quality(), session.sampled)}")

    def _batch(self, seen: Standing) -> Content:
        unread = f", {count(seen.unread, 'input')} not read" if seen.unread else ""
        others = f"; at work: {', '.join(seen.others)}" if seen.others else ""
        lost = f"; {seen.orphans:,} decisions on findings this run does not hold" if seen.orphans else ""
        return Content(
            fit(
                f"{count(seen.records, 'record')}{unread}, {count(seen.total, 'finding')}{others}{lost}",
                max(self.size.width - 2, 20),
                ascii_only=self.audit.ascii_only,
            )
        )

    def _resumable(self) -> None:
        item, session = self.session.item(), self.session
        if item is None:
            words = self._nothing()
        else:
            filter_ = f", filter {session.filter.text}" if session.filter.text else ""
            at = f"finding {session.position + 1:,} of {len(session.queue):,}"
            words = f"Resume: {item.record}, line {item.line}, {at}{filter_}"
        room = max(self.size.width - 2, 20)
        self.query_one("#overview-resume", Static).update(Content(fit(words, room, ascii_only=self.audit.ascii_only)))

    def _nothing(self) -> str:
        return f"nothing to resume: {self.session.empty() or 'there is no finding at hand'}"

    # -- moving --

    def _charts(self) -> list[BarChart]:
        return [chart for chart in self.query(BarChart) if chart.bars]

    def _chart(self) -> BarChart | None:
        charts = self._charts()
        return next((chart for chart in charts if chart.has_focus), charts[0] if charts else None)

    def _turn(self, step: int, *, into: bool = False) -> None:
        charts, chart = self._charts(), self._chart()
        if chart is None:
            self.say("nothing is counted yet")
            return
        other = charts[(charts.index(chart) + step) % len(charts)]
        other.focus()
        if into:
            other.move_to(0 if step > 0 else other.count - 1)

    def on_bar_chart_edge(self, message: BarChart.Edge) -> None:
        """Go on in the next chart."""
        message.stop()
        self._turn(message.step, into=True)

    def do_down(self) -> None:
        """The next bar."""
        if (chart := self._chart()) is not None:
            chart.step(1)

    def do_up(self) -> None:
        """The previous bar."""
        if (chart := self._chart()) is not None:
            chart.step(-1)

    def do_next(self) -> None:
        """The next chart."""
        self._turn(1)

    def do_previous(self) -> None:
        """The previous chart."""
        self._turn(-1)

    async def on_row_view_chosen(self, message: RowView.Chosen) -> None:
        """Open what was double-clicked."""
        message.stop()
        await self.do_open()

    async def do_open(self) -> None:
        """Go to the queue of a bar."""
        chart = self._chart()
        bar = chart.current if chart else None
        if bar is None or bar.filter is None:
            self.say("nothing to open here")
            return
        self.session.set_filter(bar.filter)
        await self.audit.go("queue")

    async def do_resume(self) -> None:
        """Read on."""
        if self.session.row is None:
            self.say(self._nothing())
        else:
            await self.audit.go("record")


def progress(seen: Standing) -> list[Bar]:
    """Return how far all is, and second review where there is any."""
    left = "done" if seen.done == seen.total else duration(seen.left) + " left" if seen.left is not None else ""
    pace = f"  {left or 'pace: not enough data'}" if seen.total else ""
    share = f"{percent(seen.done, seen.total):>4}  {seen.done:,} of {seen.total:,}{pace}"
    bars = [Bar("Decided", seen.done, seen.total, share, "undecided", track=True)]
    if seen.second:
        disputed = f"  disputed {seen.disputed:,}" if seen.disputed else ""
        share = f"{percent(seen.second_done, seen.second):>4}  {seen.second_done:,} of {seen.second:,}{disputed}"
        bars.append(
            Bar("Second review", seen.second_done, seen.second, share, "disputed" if disputed else None, track=True)
        )
    return bars


def severities(seen: Standing, *, ascii_only: bool = False) -> list[Bar]:
    """Return what is open of each severity."""
    most = max((open_ for _, open_, _ in seen.by_severity), default=0)
    signs = glyphs(ascii_only=ascii_only).severity
    return [
        Bar(
            severity, open_, most, f"{open_:,} open of {total:,}", f"sev:{severity} undecided",
            signs[severity], f"bar-chart--{severity}",
        )
        for severity, open_, total in seen.by_severity
        if severity in SEVERITIES
    ]  # fmt: skip


def rules(seen: Standing) -> list[Bar]:
    """Return what is open of the rules with the most left to do."""
    most = max((open_ for *_, open_, _ in seen.by_rule), default=0)
    return [
        Bar(name or rule, open_, most, f"{open_:,}", f"rule:{rule} undecided") for rule, name, open_, _ in seen.by_rule
    ]


def days(seen: Standing, *, ascii_only: bool = False) -> str:
    """Return decisions by day and by word, as one line."""
    if not seen.days:
        return "Decisions per day  none yet"
    counts = [count for _, count in seen.days]
    total = sum(count for _, count in seen.words)
    shares = " ".join(f"{word} {percent(count, total)}" for word, count in seen.words if count)
    whose = " (yours; what others decide stays hidden until your own)" if seen.blind else ""
    drawn = spark(counts, ascii_only=ascii_only)
    return f"Decisions per day  {drawn}  {counts[-1]:,} on {seen.days[-1][0]}  {shares}{whose}"


def worth(seen: Standing) -> str:
    """Return the rules whose decisions stand out, in one line; empty where none does."""
    said = [
        f"{one.name or one.rule} {percent(one.confirmed, one.decided)} confirmed of {one.decided:,}"
        + (" (noisy?)" if one.noisy else "")
        for one in seen.worth
    ]
    return f"Rules worth a look: {'; '.join(said)}" if said else ""


MODE = Mode("overview", "Overview", ("1",), "Where the batch stands.", OverviewScreen)
