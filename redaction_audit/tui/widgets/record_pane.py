"""The text of a record with its findings, whatever its size: only the rows on screen are ever drawn.

A screen shows a record (`show`), moves (`set_current`, `go_to`, `restore`, the scrolling methods) and says what changed
(`update`, `set_hidden`, `set_hits`, `set_range`); the pane tells where the mouse pointed and what came into view.

It knows no keys (the screen's commands call the methods), no session and no store. `spots` must be sorted by start; any
value with start, end, severity, decision and state will do. Hidden spans are masked cell for cell here, once more than
anywhere else; this is the only widget that is ever given a record's text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from redaction_audit.text.cells import row
from redaction_audit.text.overlaps import Overlaps
from redaction_audit.text.wrapping import Wrapping
from redaction_audit.tui.widgets import looks, margin
from redaction_audit.tui.widgets.glyphs import Spot, glyphs
from redaction_audit.tui.widgets.margin import Ruler
from redaction_audit.tui.widgets.sheet import Sheet

_WHEEL = 3
"""Rows a turn of the wheel scrolls by."""
_SPARE = 2
"""Rows that stay between the current finding and the edge of the pane before it scrolls."""


class RecordPane(ScrollView, can_focus=True, inherit_bindings=False):
    """A record's text, wrapped, masked and marked, beside its margin. See the module's docstring."""

    ALLOW_SELECT = False  # the mouse selects offsets of the record, not cells of the screen
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual reads it off the class
        "record-pane--text",
        "record-pane--note",
        "record-pane--warning",
        "record-pane--error",
        "record-pane--decided",
        "record-pane--current",
        "record-pane--mask",
        "record-pane--standin",
        "record-pane--hit",
        "record-pane--hit-current",
        "record-pane--range",
        "record-pane--number",
        "record-pane--none",
    }
    DEFAULT_CSS = """
    RecordPane { overflow-x: hidden; overflow-y: scroll; scrollbar-size: 0 0; width: 1fr; height: 1fr; }
    RecordPane > .record-pane--note { color: $secondary; }
    RecordPane > .record-pane--warning { color: $warning; text-style: underline; }
    RecordPane > .record-pane--error { color: $error; text-style: bold underline; }
    RecordPane > .record-pane--decided { text-style: dim; }
    RecordPane > .record-pane--current { text-style: bold reverse; }
    RecordPane > .record-pane--standin { text-style: italic; }
    RecordPane > .record-pane--hit { text-style: bold underline; }
    RecordPane > .record-pane--hit-current { text-style: bold reverse; }
    RecordPane > .record-pane--range { text-style: reverse; }
    RecordPane > .record-pane--number { text-style: dim; }
    """

    ascii_only: reactive[bool] = reactive(False, init=False)
    """Draw with ASCII only."""
    narrow: reactive[bool] = reactive(False, init=False)
    """A margin of 6 instead of 9 columns."""

    class Noticed(Message):
        """Anything this pane says."""

        def __init__(self, pane: "RecordPane") -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> "RecordPane":
            """The pane."""
            return self.pane

    class Pointed(Noticed):
        """A click at `offset`; `index` is the finding there (worst undecided first), or None."""

        def __init__(self, pane: "RecordPane", offset: int, index: int | None) -> None:
            super().__init__(pane)
            self.offset = offset
            self.index = index

    class Opened(Pointed):
        """A double click."""

    class Viewed(Noticed):
        """The half-open stretch of text now on screen."""

        def __init__(self, pane: "RecordPane", start: int, end: int) -> None:
            super().__init__(pane)
            self.start = start
            self.end = end

    class Selected(Viewed):
        """The mouse selected a half-open stretch."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(1024)
        self._styles: dict[int | str, Style] = {}
        self._laid_out_for = Size(0, 0)
        self._lay(Sheet(None))

    def _lay(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._wrapping: Wrapping | None = None  # rows exist from the first layout on, when the width is known
        self._held: int | None = None  # where the mouse began to select
        self._place = 0
        self._follows = True  # the current finding stays in view at a resize, until the reader scrolls away from it

    # -- what is shown --

    def show(
        self,
        text: str | None,
        spots: Sequence[Spot] = (),
        *,
        hidden: Iterable[tuple[int, int]] = (),
        ruler: Ruler | None = None,
        current: int | None = None,
    ) -> None:
        """Show another record from its beginning, with the finding `current` in view.

        `ruler` numbers the rows in the margin; without one, lines are numbered through. Spans may lie outside the text;
        nothing of them is drawn then.
        """
        self._lay(Sheet(text, spots, hidden=hidden, ruler=ruler, current=current))
        self._lay_out()

    def set_current(self, index: int | None) -> None:
        """Make a finding the current one, scrolled into view; None for none."""
        before, self._sheet.current = self.current, index
        for changed in {before, index} - {None}:
            self._touch(*self._span(changed))  # type: ignore[arg-type]  # None is left out
        self._follow()

    def update(self, changed: Mapping[int, Spot]) -> None:
        """Take over findings that were decided since, by position; their places must be as before."""
        self._sheet.replace(changed)
        for spot in changed.values():
            self._touch(spot.start, spot.end)

    def set_hidden(self, hidden: Iterable[tuple[int, int]]) -> None:
        """Mask these spans and no others."""
        for start, end in self._sheet.hide(hidden):
            self._touch(start, end)

    def set_hits(self, hits: Iterable[tuple[int, int]], current: int | None = None) -> None:
        """Mark what a search found (sorted spans); `current`, by position, is scrolled into view."""
        found = Overlaps(hits)
        self._sheet.hits, self._sheet.hit = found, current
        self._strips.clear()
        self.refresh()
        if current is not None:
            self._reveal(found.starts[current], found.ends[current])

    def set_range(self, start: int, end: int) -> None:
        """Mark a selected stretch, its last row in view."""
        self.clear_range()
        selected = self._sheet.selection = min(start, end), max(start, end)
        self._touch(*selected)
        self._reveal(end, end)

    def clear_range(self) -> None:
        """Take the selection back."""
        if self.selection is not None:
            before, self._sheet.selection = self.selection, None
            self._touch(*before)

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected stretch."""
        return self._sheet.selection

    @property
    def current(self) -> int | None:
        """The position of the current finding."""
        return self._sheet.current

    def _span(self, index: int) -> tuple[int, int]:
        spot = self._sheet.spots[index]
        return spot.start, spot.end

    # -- places --

    @property
    def rows(self) -> int:
        """How many rows the text takes at this width, 0 before the first layout."""
        return len(self._wrapping) if self._wrapping else 0

    @property
    def view(self) -> tuple[int, int]:
        """The half-open stretch of text on screen; empty before the first layout."""
        if self._wrapping is None:
            return self._place, self._place
        first = self._top()
        last = min(first + max(self._height, 1), self.rows) - 1
        return self._wrapping.starts[first], self._wrapping.stretch(last)[1]

    @property
    def place(self) -> int:
        """The offset at the top of the pane: survives a change of width."""
        return self._place

    def restore(self, offset: int) -> None:
        """Scroll so that the row of `offset` is on top."""
        self._place = min(max(offset, 0), len(self._sheet.text))
        if self._wrapping is not None:
            self._scroll(self._wrapping.row(self._place))

    def go_to(self, offset: int) -> None:
        """Bring a place into view."""
        self._reveal(offset, offset)

    def edges(self, height: int) -> Sequence[int]:
        """Return the offsets that cut the text into at most `height` stretches, for the minimap."""
        return self._wrapping.edges(height) if self._wrapping else (0, len(self._sheet.text))

    def spots_at(self, offset: int) -> list[int]:
        """Return the findings over an offset by position: the worst undecided first, then by place."""
        return self._sheet.spots_at(offset)

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset drawn at a cell of the pane, the row's first or last one beside it; None below the text."""
        wrapping = self._wrapping
        index = self._top() + y
        if wrapping is None or not 0 <= index < len(wrapping):
            return None
        start, end = wrapping.span(index)
        cells = row(self._sheet.text, start, end, ascii_only=self.ascii_only)
        return start + min(max(bisect_right(cells.edges, x - self._margin) - 1, 0), max(end - start - 1, 0))

    def cell_of(self, offset: int) -> Offset | None:
        """Return the cell of the pane where an offset is drawn, None when it is not on screen."""
        wrapping = self._wrapping
        if wrapping is None:
            return None
        index = wrapping.row(offset)
        y = index - self._top()
        if not 0 <= y < self._height:
            return None
        start, end = wrapping.span(index)
        cells = row(self._sheet.text, start, end, ascii_only=self.ascii_only)
        return Offset(self._margin + cells.edges[min(offset, end) - start], y)

    def excerpt(self, start: int, end: int) -> str:
        """Return a stretch as it is shown, masked and sanitised: what the clipboard may get."""
        wrapping = self._wrapping or Wrapping(self._sheet.text, 80, ascii_only=self.ascii_only)
        return self._sheet.excerpt(wrapping, start, end, ascii_only=self.ascii_only)

    # -- scrolling --

    def scroll_rows(self, count: int) -> None:
        """Scroll by rows, downwards when positive."""
        self._scroll(self._top() + count, hold=True)

    def page(self, count: int) -> None:
        """Scroll by pages; one row stays in view."""
        self.scroll_rows(count * max(self._height - 1, 1))

    def half_page(self, count: int) -> None:
        """Scroll by half pages."""
        self.scroll_rows(count * max(self._height // 2, 1))

    def top(self) -> None:
        """Scroll to the beginning."""
        self._scroll(0, hold=True)

    def bottom(self) -> None:
        """Scroll to the end."""
        self._scroll(self.rows, hold=True)

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _margin(self) -> int:
        return margin.NARROW if self.narrow else margin.WIDE

    def _top(self) -> int:
        return min(round(self.scroll_y), max(self.rows - 1, 0))

    def _scroll(self, top: int, *, hold: bool = True) -> None:
        if self._wrapping is None:
            return
        top = min(max(top, 0), max(self.rows - self._height, 0))
        if hold:
            self._place = self._wrapping.starts[min(top, self.rows - 1)]
            self._follows = False
        self.scroll_to(y=top, animate=False, immediate=True)

    def _reveal(self, start: int, end: int) -> None:
        """Bring a stretch to a third of the height, unless it is well inside the pane."""
        if self._wrapping is None:
            return
        rows, top, height = self._wrapping.rows(start, end), self._top(), self._height
        if rows[0] < top + _SPARE or rows[-1] >= top + height - _SPARE:
            self._scroll(rows[0] - height // 3)

    def _follow(self) -> None:
        """Bring the current finding into view and keep it there until something else is asked for."""
        if self.current is not None:
            self._reveal(*self._span(self.current))
            self._point()
        self._follows = True

    # -- layout --

    def _lay_out(self) -> None:
        """Wrap the text at the width there is, and keep in view what was."""
        self._strips.clear()
        self._laid_out_for = self.scrollable_content_region.size
        width = self._laid_out_for.width
        if width <= 0 or self._sheet.absent:
            self.refresh()
            return
        self._wrapping = Wrapping(
            self._sheet.text, width - self._margin, ascii_only=self.ascii_only, like=self._wrapping
        )
        self.virtual_size = Size(width, self.rows)
        self._scroll(self._wrapping.row(self._place), hold=False)
        if self._follows:
            self._follow()
        self.refresh()
        self._say_view()

    def on_resize(self) -> None:
        """Lay out again for another width; at another height keep the current finding in view."""
        if self._laid_out_for != self.scrollable_content_region.size:
            self._lay_out()

    def watch_ascii_only(self) -> None:
        """Lay out again: other cells."""
        self._lay_out()

    def watch_narrow(self) -> None:
        """Lay out again: another margin."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say what came into view."""
        super().watch_scroll_y(old_value, new_value)
        if self._wrapping is not None and round(old_value) != round(new_value):
            self._say_view()

    def _say_view(self) -> None:
        self.post_message(self.Viewed(self, *self.view))
        self._point()

    def _point(self) -> None:
        """Have the terminal's own cursor on the current finding: magnifiers and screen readers follow it."""
        if self.current is None or not self.is_attached or not self.screen.is_current:
            return
        cell = self.cell_of(self._sheet.spots[self.current].start)
        if cell is not None:
            self.app.cursor_position = self.content_region.offset + cell

    def _touch(self, start: int, end: int) -> None:
        """Have the rows of a stretch drawn again."""
        if self._wrapping is None:
            return
        rows = self._wrapping.rows(min(start, len(self._sheet.text)), min(end, len(self._sheet.text)))
        if len(rows) > self._strips.maxsize:
            self._strips.clear()
        else:
            for index in rows:
                self._strips.discard((index, False))
                self._strips.discard((index, True))
        top = self._top()
        first, last = max(rows[0], top), min(rows[-1], top + self._height - 1)
        if first <= last:
            self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    # -- drawing --

    def notify_style_update(self) -> None:
        """Forget the styles, and everything drawn in them."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        width = self.scrollable_content_region.width
        index = self._top() + y
        if self._wrapping is None or index >= len(self._wrapping):
            return Strip.blank(width, self._style(0))
        key = index, y == 0
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(self._wrapping, index, width, on_top=y == 0)
        return strip

    def _draw(self, wrapping: Wrapping, index: int, width: int, *, on_top: bool) -> Strip:
        cells, seen, signs = self._sheet.drawing(wrapping, index, on_top=on_top, ascii_only=self.ascii_only)
        segments = [
            Segment(piece.text, self._style(piece.look))
            for piece in margin.draw(signs, self._margin, glyphs(ascii_only=self.ascii_only))
        ]
        at = 0
        for look, run in groupby(seen):
            count = sum(1 for _ in run)
            segments.append(Segment("".join(cells.cells[at : at + count]), self._style(look)))
            at += count
        length = self._margin + cells.edges[-1]
        if length < width:
            segments.append(Segment(" " * (width - length), self._style(0)))
        strip = Strip(segments, max(length, width))
        return strip if length <= width else strip.crop(0, width)

    def _style(self, look: int | str) -> Style:
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._made(look)
        return style

    def _made(self, look: int | str) -> Style:
        style = self.rich_style + self._part("text")
        for name in (look,) if isinstance(look, str) else looks.names(look):
            style += self._part(name)
        return style

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"record-pane--{name}", partial=True)

    # -- the mouse --

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll as a key does, so that the place is known."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_rows(rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select."""
        if event.button == 1:
            self._held = self.offset_at(event.x, event.y)
            self.clear_range()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to here."""
        if self._held is not None and (at := self.offset_at(event.x, event.y)) is not None and at != self._held:
            self.set_range(min(self._held, at), max(self._held, at) + 1)

    def on_mouse_up(self) -> None:
        """Say what was selected."""
        self.release_mouse()
        if self._held is not None and self.selection is not None:
            self.post_message(self.Selected(self, *self.selection))
        self._held = None

    def on_click(self, event: events.Click) -> None:
        """Say where was pointed at."""
        if self.selection is not None or (at := self.offset_at(event.x, event.y)) is None:
            return
        index = next(iter(self.spots_at(at)), None)
        self.post_message((self.Opened if event.chain > 1 else self.Pointed)(self, at, index))
