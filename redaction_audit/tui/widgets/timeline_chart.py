"""The life of each record on an axis of years: letters for dates, `!` where their order is impossible."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from redaction_audit.dates import bounds
from redaction_audit.review.chronology import Chronicle
from redaction_audit.text.columns import fit
from redaction_audit.tui.widgets.row_view import Piece, RowView

SIGNS: dict[str, tuple[str, str]] = {
    "created": ("●", "o"),
    "reviewed": ("C", "C"),
    "automatic": ("A", "A"),
    "declassify": ("D", "D"),
    "released": ("R", "R"),
}
"""Sign of each date, and its sign in ASCII; of dates in one column the last of this list is drawn."""
TODAY = "|"
_FILL = {"classified": ("━", "="), "further": ("─", "-")}
_NARROWEST = 2
"""Years that the axis shows at least."""


def label_width(width: int) -> int:
    """Return the columns before the axis (cursor, flag, record, a blank) in a chart of so many columns."""
    return 19 if width < 120 else 29


class Axis(NamedTuple):
    """Years `first` to `last` (exclusive, may be fractions) over `width` columns."""

    first: float
    last: float
    width: int

    def column(self, day: dt.date) -> int | None:
        """Return the column of a day, None where it lies off the axis."""
        at = (_years(day) - self.first) / (self.last - self.first)
        return int(at * self.width) if 0 <= at < 1 else None

    def side(self, day: dt.date) -> int:
        """Return -1 for a day before the axis, 1 for one behind it, 0 for one on it."""
        years = _years(day)
        return -1 if years < self.first else 1 if years >= self.last else 0

    def zoomed(self, factor: float) -> "Axis":
        """Return the axis with its span times `factor` about its middle."""
        middle, half = (self.first + self.last) / 2, max((self.last - self.first) * factor, _NARROWEST) / 2
        return Axis(middle - half, middle + half, self.width)

    def panned(self, share: float) -> "Axis":
        """Return the axis moved by a share of its span."""
        by = (self.last - self.first) * share
        return Axis(self.first + by, self.last + by, self.width)

    def ticks(self) -> list[tuple[int, int]]:
        """Return (column, year) of the years to print: round ones, no closer than their figures need."""
        span = self.last - self.first
        step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100) if self.width * s / span >= 7), 200)
        start = -(-int(self.first) // step) * step
        years = range(start, int(self.last) + 1, step)
        found = ((self.column(dt.date(year, 1, 1)), year) for year in years if 1 <= year <= dt.MAXYEAR)
        return [(column, year) for column, year in found if column is not None]

    def ruler(self) -> str:
        """Return the line of years."""
        line = [" "] * self.width
        for column, year in self.ticks():
            figures = str(year)
            if column + len(figures) <= self.width:
                line[column : column + len(figures)] = figures
        return "".join(line)


def _years(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def spanning(days: Iterable[str], today: dt.date, width: int) -> Axis:
    """Return an axis that shows all of `days` (ISO) and today with some room; without any, the 50 years about today."""
    years = [bounds(day)[0].year for day in days]
    first, last = min([*years, today.year]), max([*years, today.year])
    if not years:
        first, last = today.year - 25, today.year + 25
    return Axis(first - 1, last + 2, max(width, 1))


def draw(row: Chronicle, axis: Axis, today: dt.date, *, ascii_only: bool = False) -> list[Piece]:
    """Return the axis part of a row: its dates, a heavy line while classified, a light one beyond, today's bar.

    A date of a month or a year stands at its beginning. `<` and `>` at the ends say that a date lies off the axis.
    """
    cells: list[tuple[str, str]] = [(" ", "")] * axis.width
    days = [(name, bounds(day)[0]) for name, day in row.days]
    _lines(cells, dict(days), axis, ascii_only)
    at = axis.column(today)
    if at is not None:
        cells[at] = (TODAY, "timeline-chart--today")
    for name, signs in SIGNS.items():
        for day in (day for other, day in days if other == name):
            column = axis.column(day)
            if column is not None:
                cells[column] = (signs[ascii_only], f"timeline-chart--{name}")
            elif axis.width:
                off = axis.side(day)
                cells[0 if off < 0 else -1] = ("<" if off < 0 else ">", "timeline-chart--off")
    return _runs(cells)


def _lines(cells: list[tuple[str, str]], days: dict[str, dt.date], axis: Axis, ascii_only: bool) -> None:
    created = days.get("created")
    if created is None:
        return
    ends = [("further", days.get("automatic")), ("classified", days.get("declassify"))]
    for look, end in ends:
        if end is None or end < created:
            continue
        first = axis.column(created)
        last = axis.column(end)
        first = 0 if first is None and axis.side(created) < 0 else first
        last = axis.width - 1 if last is None and axis.side(end) > 0 else last
        if first is None or last is None:
            continue
        for column in range(first, last + 1):
            cells[column] = (_FILL[look][ascii_only], f"timeline-chart--{look}")


def _runs(cells: list[tuple[str, str]]) -> list[Piece]:
    runs: list[Piece] = []
    for text, look in cells:
        if runs and runs[-1][1] == look:
            runs[-1] = (runs[-1][0] + text, look)
        else:
            runs.append((text, look))
    return runs


def label(row: Chronicle, width: int, *, current: bool = False, ascii_only: bool = False) -> Piece:
    """Return what stands before the axis: `>` for the cursor, `!` impossible, `?` unread, `x` no page, the record."""
    flag = "!" if row.rules else "x" if row.why else "?" if row.unread else " "
    text = f"{'>' if current else ' '}{flag}{fit(row.record, width - 3, ascii_only=ascii_only)} "
    return text, "timeline-chart--impossible" if row.rules else "timeline-chart--record"


def words(row: Chronicle) -> str:
    """Return the dates of a record in words, and what is wrong with them or could not be read."""
    named = {"declassify": "declassify on", "reviewed": "classified on"}
    parts = [f"{named.get(name, name)} {day}" for name, day in row.days]
    if row.instruction and not row.unread:
        parts.append(f"declassify on: {row.instruction}")
    if row.unread:
        parts.append(f"no date can be read for: {', '.join(row.unread)}")
    if row.rules:
        parts.append(f"! {', '.join(row.rules)}")
    if row.why:
        parts.append(row.why)
    return "; ".join(parts) or "no date on the page"


class TimelineChart(RowView):
    """Records by number: `look_up` returns the chronicle of the n-th, from memory. Posts `Moved` and `Chosen`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline-chart--record",
        "timeline-chart--impossible",
        "timeline-chart--created",
        "timeline-chart--reviewed",
        "timeline-chart--declassify",
        "timeline-chart--automatic",
        "timeline-chart--released",
        "timeline-chart--classified",
        "timeline-chart--further",
        "timeline-chart--today",
        "timeline-chart--off",
    }
    DEFAULT_CSS = """
    TimelineChart > .timeline-chart--impossible { text-style: bold; }
    TimelineChart > .timeline-chart--declassify { text-style: bold; }
    TimelineChart > .timeline-chart--today { text-style: dim; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.axis = Axis(1950, 2050, 1)
        self.today = dt.date.min
        self._look_up: Callable[[int], Chronicle | None] = lambda _: None

    def show(self, count: int, look_up: Callable[[int], Chronicle | None], today: dt.date) -> None:
        """Show other records."""
        self._look_up, self.today = look_up, today
        self.load(count)

    def set_axis(self, axis: Axis) -> None:
        """Show other years."""
        self.axis = axis._replace(width=self.room)
        self.redraw()

    @property
    def room(self) -> int:
        """Columns of the axis."""
        return max(self.size.width - label_width(self.size.width), 1)

    def on_resize(self) -> None:
        """Keep the years, in the new width."""
        self.axis = self.axis._replace(width=self.room)

    def pieces(self, index: int, width: int) -> list[Piece]:
        """Return one record."""
        row = self._look_up(index)
        if row is None:
            return [(" " * width, "")]
        before = label_width(width)
        axis = self.axis._replace(width=max(width - before, 1))
        head = label(row, before, current=index == self.cursor, ascii_only=self.ascii_only)
        return [head, *draw(row, axis, self.today, ascii_only=self.ascii_only)]
