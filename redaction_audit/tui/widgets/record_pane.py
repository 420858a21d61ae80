"""The text of a record with its findings, whatever its size: only the rows on screen are ever drawn.

How a screen uses it
    pane.show(text, spots, hidden=..., pages=..., paragraphs=...)   another record; text None leaves the pane blank
    pane.set_current(index)         the current finding, by position in `spots`; scrolls it into view, repaints two rows
    pane.update({index: spot})      findings that were decided since; same place, other decision
    pane.set_hidden(spans)          what is masked now (fewer spans after a reveal, all of them when it ends)
    pane.set_hits(spans, current)   search hits; `current` (position) is scrolled into view
    pane.set_range(start, end)      a selected stretch, e.g. for a finding made by hand; `clear_range()`
    pane.go_to(offset)              a place without a finding
    pane.scroll_rows(n), page(n), half_page(n), top(), bottom()
    pane.ascii_only, pane.narrow    set before the first paint or any time after: lays out again
Attributes to read
    pane.current                    position of the current finding or None
    pane.place                      offset at the top of the pane; `restore(offset)` scrolls there (resume)
    pane.view                       half-open offsets now on screen, valid at once after any of the calls above
    pane.edges(height)              cuts of the text for the minimap beside it
    pane.spots_at(offset)           positions of the findings over an offset, worst undecided first
    pane.excerpt(start, end)        the text as shown: masked, sanitised; what the clipboard may get
    pane.selection                  half-open offsets dragged with the mouse or set by `set_range`, or None
Messages (each has `.pane`)
    RecordPane.Pointed(offset, index)   a click; `index` is the finding there or None
    RecordPane.Opened(offset, index)    a double click
    RecordPane.Selected(start, end)     the mouse selected a stretch
    RecordPane.Viewed(start, end)       other text came into view (wheel, keys, jump, resize)

It knows no keys (the screen's commands call the methods), no session and no store. `spots` must be sorted by start; any
value with start, end, severity, decision and state will do. Hidden spans are masked cell for cell here, once more than
anywhere else; this is the only widget that is ever given a record's text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import groupby
from operator import attrgetter

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from redaction_audit.text import masking
from redaction_audit.text.cells import Row, row
from redaction_audit.text.overlaps import Overlaps
from redaction_audit.text.wrapping import Wrapping
from redaction_audit.tui.widgets import margin
from redaction_audit.tui.widgets.margin import Signs, Spot

_WHEEL = 3
"""Rows a turn of the wheel scrolls by."""
_MOST = 512
"""Findings drawn on one row; of more, the gravest. Nobody reads as many, and a row must not cost a second."""
_SPARE = 2
"""Rows that stay between the current finding and the edge of the pane before it scrolls."""

# What a code point looks like: a rank in the low bits (the highest wins where findings overlap), flags above it.
_RANKS = {"note": 1, "warning": 2, "error": 3}
_OPEN = 3
_CURRENT = 7
_LOOKS = ("text", "note", "warning", "error", "note", "warning", "error", "current")
_MASK, _STANDIN, _HIT, _HERE, _RANGE = 8, 16, 32, 64, 128
_FLAGS = ((_MASK, "mask"), (_STANDIN, "standin"), (_HIT, "hit"), (_HERE, "hit-current"), (_RANGE, "range"))


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
        self._clear("")

    def _clear(self, text: str) -> None:
        self._text = text
        self._absent = True
        self._wrapping: Wrapping | None = None  # rows exist from the first layout on, when the width is known
        self._spots: list[Spot] = []
        self._index = Overlaps(())
        self._ranks = bytearray()
        self._hidden: masking.Spans = ()
        self._hits = Overlaps(())
        self._hit: int | None = None
        self._pages: Sequence[int] = ()
        self._paragraphs: Sequence[tuple[int, int, str]] = ()
        self._range: tuple[int, int] | None = None
        self._held: int | None = None
        self._place = 0
        self._follows = True  # the current finding stays in view at a resize, until the reader scrolls away from it
        self.current: int | None = None

    # -- what is shown --

    def show(
        self,
        text: str | None,
        spots: Sequence[Spot] = (),
        *,
        hidden: Iterable[tuple[int, int]] = (),
        pages: Sequence[int] = (),
        paragraphs: Sequence[tuple[int, int, str]] = (),
        current: int | None = None,
        place: int = 0,
    ) -> None:
        """Show another record from its beginning, or from `place`, with the finding `current` in view.

        `pages` are the offsets where pages begin (none: lines are numbered through); `paragraphs` are start, end and
        portion mark (`C`), in order, for the margin. Spans may lie outside the text; nothing of them is drawn then.
        """
        self._clear(text or "")
        self._absent = text is None
        self._spots = list(spots)
        self._index = Overlaps(map(attrgetter("start", "end"), self._spots))
        self._ranks = bytearray(map(_rank, self._spots))
        self._hidden = masking.merged(hidden, self._text)
        self._pages, self._paragraphs = pages, paragraphs
        self.current, self._place = current, min(place, len(self._text))
        self._lay_out()

    def set_current(self, index: int | None) -> None:
        """Make a finding the current one, scrolled into view; None for none."""
        before, self.current = self.current, index
        for changed in {before, index} - {None}:
            self._touch(self._spots[changed].start, self._spots[changed].end)  # type: ignore[index]  # None is left out
        self._follow()

    def update(self, changed: Mapping[int, Spot]) -> None:
        """Take over findings that were decided since, by position; their places must be as before."""
        for index, spot in changed.items():
            self._spots[index] = spot
            self._ranks[index] = _rank(spot)
            self._touch(spot.start, spot.end)

    def set_hidden(self, hidden: Iterable[tuple[int, int]]) -> None:
        """Mask these spans and no others."""
        before, self._hidden = self._hidden, masking.merged(hidden, self._text)
        for start, end in set(before) ^ set(self._hidden):
            self._touch(start, end)

    def set_hits(self, hits: Iterable[tuple[int, int]], current: int | None = None) -> None:
        """Mark what a search found (sorted spans); `current`, by position, is scrolled into view."""
        self._hits, self._hit = Overlaps(hits), current
        self._strips.clear()
        self.refresh()
        if current is not None:
            self._reveal(self._hits.starts[current], self._hits.ends[current])

    def set_range(self, start: int, end: int) -> None:
        """Mark a selected stretch, its last row in view."""
        self.clear_range()
        self._range = min(start, end), max(start, end)
        self._touch(*self._range)
        self._reveal(end, end)

    def clear_range(self) -> None:
        """Take the selection back."""
        if self._range is not None:
            before, self._range = self._range, None
            self._touch(*before)

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected stretch."""
        return self._range

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
        self._place = min(max(offset, 0), len(self._text))
        if self._wrapping is not None:
            self._scroll(self._wrapping.row(self._place))

    def go_to(self, offset: int) -> None:
        """Bring a place into view."""
        self._reveal(offset, offset)

    def edges(self, height: int) -> Sequence[int]:
        """Return the offsets that cut the text into at most `height` stretches, for the minimap."""
        return self._wrapping.edges(height) if self._wrapping else (0, len(self._text))

    def spots_at(self, offset: int) -> list[int]:
        """Return the findings over an offset by position: the worst undecided first, then by place."""
        return sorted(self._index.at(offset), key=lambda index: (-self._ranks[index], index))

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset drawn at a cell of the pane, the row's first or last one beside it; None below the text."""
        wrapping = self._wrapping
        index = self._top() + y
        if wrapping is None or not 0 <= index < len(wrapping):
            return None
        start, end = wrapping.span(index)
        cells = row(self._text, start, end, ascii_only=self.ascii_only)
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
        cells = row(self._text, start, end, ascii_only=self.ascii_only)
        return Offset(self._margin + cells.edges[min(offset, end) - start], y)

    def excerpt(self, start: int, end: int) -> str:
        """Return a stretch as it is shown, masked and sanitised, its own line breaks as line feeds."""
        wrapping = self._wrapping or Wrapping(self._text, 80, ascii_only=self.ascii_only)
        pieces = []
        for index in wrapping.rows(start, end) if end > start else ():
            from_, to = wrapping.span(index)
            pieces.append(self._cells(max(from_, start), min(to, end)).shown if to > start and from_ < end else "")
            if wrapping.stretch(index)[1] > to and end > to:
                pieces.append("\n")
        return "".join(pieces)

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
            self._reveal(self._spots[self.current].start, self._spots[self.current].end)
            self._point()
        self._follows = True

    # -- layout --

    def _lay_out(self) -> None:
        """Wrap the text at the width there is, and keep in view what was."""
        self._strips.clear()
        self._laid_out_for = self.scrollable_content_region.size
        width = self._laid_out_for.width
        if width <= 0 or self._absent:
            self.refresh()
            return
        self._wrapping = Wrapping(self._text, width - self._margin, ascii_only=self.ascii_only, like=self._wrapping)
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
        cell = self.cell_of(self._spots[self.current].start)
        if cell is not None:
            self.app.cursor_position = self.content_region.offset + cell

    def _touch(self, start: int, end: int) -> None:
        """Have the rows of a stretch drawn again."""
        if self._wrapping is None:
            return
        rows = self._wrapping.rows(min(start, len(self._text)), min(end, len(self._text)))
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
        start, end = wrapping.span(index)
        stop = wrapping.stretch(index)[1] + (index == len(wrapping) - 1)  # the text's end is a place too
        over = self._over(start, stop)
        hits = self._hits.overlapping(start, stop) if self._hits else []
        signs = self._signs(wrapping, index, over, hit=bool(hits), on_top=on_top)
        segments = [
            Segment(piece.text, self._style(piece.look))
            for piece in margin.draw(signs, self._margin, margin.glyphs(ascii_only=self.ascii_only))
        ]
        cells = self._cells(start, end)
        looks = self._looks(start, end, over, hits, cells)
        at = 0
        for look, run in groupby(looks):
            count = sum(1 for _ in run)
            segments.append(Segment("".join(cells.cells[at : at + count]), self._style(look)))
            at += count
        length = self._margin + cells.edges[-1]
        if length < width:
            segments.append(Segment(" " * (width - length), self._style(0)))
        strip = Strip(segments, max(length, width))
        return strip if length <= width else strip.crop(0, width)

    def _over(self, start: int, end: int) -> list[int]:
        over = self._index.overlapping(start, end)
        if len(over) <= _MOST:
            return over
        gravest = nlargest(_MOST, over, key=self._ranks.__getitem__)
        return gravest if self.current not in over else [*gravest, self.current]

    def _cells(self, start: int, end: int) -> Row:
        hidden = masking.within(self._hidden, start, end) if self._hidden else ()
        return row(self._text, start, end, hidden, ascii_only=self.ascii_only)

    def _looks(self, start: int, end: int, over: Sequence[int], hits: Sequence[int], cells: Row) -> bytearray:
        """Return the look of each code point of a row: the current finding over the worst over the rest."""
        looks = bytearray(end - start)
        ranks, current = self._ranks, self.current
        painted = sorted(
            {(_CURRENT if at == current else ranks[at], *self._clip(self._index, at, start, end)) for at in over}
        )
        for rank, from_, to in painted:
            looks[from_:to] = bytes((rank,)) * (to - from_)
        flagged = [(_HIT | _HERE if at == self._hit else _HIT, *self._clip(self._hits, at, start, end)) for at in hits]
        flagged += [(_MASK, *span) for span in cells.masked]
        flagged += [(_STANDIN, *span) for span in cells.standins]
        if self._range is not None:
            from_, to = (min(max(at, start), end) - start for at in self._range)
            flagged.append((_RANGE, from_, to))
        for flag, from_, to in flagged:
            for at in range(from_, to):
                looks[at] |= flag
        return looks

    @staticmethod
    def _clip(spans: Overlaps, at: int, start: int, end: int) -> tuple[int, int]:
        from_, to = max(spans.starts[at], start) - start, min(spans.ends[at], end) - start
        return min(from_, end - start), max(to, min(from_, end - start))

    def _signs(self, wrapping: Wrapping, index: int, over: Sequence[int], *, hit: bool, on_top: bool) -> Signs:
        line, first = wrapping.line(index)
        current = self.current in over
        speaks = self.current if current else max(over, key=lambda at: (self._ranks[at], -at), default=None)
        number = self._number(wrapping, line)
        portion = self._portion(wrapping.starts[index]) if on_top else None
        return Signs(
            number=number,
            portion=portion or "",
            wrapped=not first,
            spot=None if speaks is None else self._spots[speaks],
            several=len(over),
            current=current,
            hit=hit,
        )

    def _number(self, wrapping: Wrapping, line: int) -> str:
        """Return what archivists cite: the line, or page and line of the page."""
        if not self._pages:
            return str(line + 1)
        page = max(bisect_right(self._pages, wrapping.lines[line]), 1)
        begins = bisect_right(wrapping.lines, self._pages[page - 1]) - 1 if page > 0 else 0
        return f"{page}.{max(line - begins, 0) + 1}"

    def _portion(self, start: int) -> str | None:
        """Return the portion mark of the paragraph whose first row has scrolled off above `start`."""
        at = bisect_left(self._paragraphs, (start,)) - 1
        if at < 0:
            return None
        _, end, portion = self._paragraphs[at]
        return portion if start < end else None

    def _style(self, look: int | str) -> Style:
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._made(look)
        return style

    def _made(self, look: int | str) -> Style:
        style = self.rich_style + self._part("text")
        if isinstance(look, str):
            return style + self._part(look)
        rank = look & 7
        if rank:
            style += self._part(_LOOKS[rank])
        if 0 < rank <= _OPEN:
            style += self._part("decided")
        for flag, name in _FLAGS:
            if look & flag:
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
        if self._held is not None and self._range is not None:
            self.post_message(self.Selected(self, *self._range))
        self._held = None

    def on_click(self, event: events.Click) -> None:
        """Say where was pointed at."""
        if self._range is not None or (at := self.offset_at(event.x, event.y)) is None:
            return
        index = next(iter(self.spots_at(at)), None)
        self.post_message((self.Opened if event.chain > 1 else self.Pointed)(self, at, index))


def _rank(spot: Spot) -> int:
    return _RANKS[spot.severity] + (0 if spot.decision else _OPEN)
