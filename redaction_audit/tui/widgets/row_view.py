"""A list of which only the rows on screen exist: the ground of queue, charts, timeline and comparison."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

Piece = tuple[str, str]
"""Text that is safe to print, and the component class it is drawn in ("" for none)."""

_SPARE = 2
"""Rows kept between the cursor and the edge."""


class RowView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows drawn on demand, one of them under the cursor.

    A subclass draws a row in `pieces`. Set `ascii_only` before the first paint. The keys belong to the screen, which
    calls `move` and `move_to`; a click moves, a double click chooses. Repainting touches the rows that changed only.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-view--cursor", "row-view--cursor-blurred"}
    DEFAULT_CSS = """
    RowView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; height: 1fr; }
    RowView > .row-view--cursor { text-style: reverse; }
    RowView > .row-view--cursor-blurred { text-style: bold; }
    """

    LEFT_BY_CURSOR: ClassVar[frozenset[str]] = frozenset()
    """Component classes whose pieces the cursor leaves as they are."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, view: "RowView", index: int) -> None:
            super().__init__()
            self.view = view
            self.index = index

        @property
        def control(self) -> "RowView":
            """The list."""
            return self.view

    class Chosen(Moved):
        """A row was double-clicked."""

    ascii_only = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._count = 0
        self._cursor = 0
        self._strips: LRUCache[tuple[int, int, bool], Strip] = LRUCache(1024)
        self._styles: dict[str, Style] = {}

    # -- to be said by subclasses --

    def pieces(self, index: int, width: int) -> Iterable[Piece]:
        """Return a row as pieces of at most `width` columns together."""
        raise NotImplementedError

    def selectable(self, index: int) -> bool:
        """Return whether the cursor may stand on a row."""
        del index
        return True

    # -- rows and cursor --

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def cursor(self) -> int:
        """The row under the cursor, 0 in an empty list."""
        return self._cursor

    def load(self, count: int, cursor: int | None = None) -> None:
        """Take new rows; the cursor stays where it was, or goes to `cursor`."""
        self._count = count
        self._cursor = max(0, min(self._cursor if cursor is None else cursor, count - 1))
        self._strips.clear()
        self.virtual_size = Size(0, count)
        self.show_cursor()
        self.refresh()

    def redraw(self, rows: Iterable[int] | None = None) -> None:
        """Draw rows again because what they show changed (None: all)."""
        if rows is None:
            self._strips.clear()
            self.refresh()
            return
        for row in rows:
            self._drop(row)
            self.refresh_line(row)

    def move(self, delta: int) -> bool:
        """Move the cursor by so many rows that it may stand on, as far as there are; return whether it moved."""
        step, left, index = (1 if delta > 0 else -1), abs(delta), self._cursor
        found = index
        while left and 0 <= index + step < self._count:
            index += step
            if self.selectable(index):
                found, left = index, left - 1
        return self.move_to(found)

    def move_to(self, index: int) -> bool:
        """Put the cursor on a row; return whether it moved."""
        index = max(0, min(index, self._count - 1))
        before, self._cursor = self._cursor, index
        if before == index:
            return False
        self.refresh_line(before)
        self.refresh_line(index)
        self.show_cursor()
        self.post_message(self.Moved(self, index))
        return True

    def page(self) -> int:
        """Return how many rows a page has."""
        return max(self.size.height - 1, 1)

    def show_cursor(self) -> None:
        """Scroll as little as shows the cursor with some rows to spare."""
        height = self.size.height
        if not height:
            return
        top = round(self.scroll_y)
        spare = min(_SPARE, (height - 1) // 2)
        if self._cursor < top + spare:
            top = self._cursor - spare
        elif self._cursor >= top + height - spare:
            top = self._cursor - height + 1 + spare
        top = max(0, min(top, self._count - height))
        if top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def window(self) -> range:
        """Return the rows on screen."""
        top = self.scroll_offset.y
        return range(top, max(top, min(top + self.size.height, self._count)))

    # -- drawing --

    def render_line(self, y: int) -> Strip:
        """Return one line of the window."""
        index = self.scroll_offset.y + y
        width = self.size.width
        if index >= self._count or not width:
            return Strip.blank(width, self.style_of(""))
        current = index == self._cursor
        key = (index, width, current)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._drawn(index, width, current)
        return strip

    def _drawn(self, index: int, width: int, current: bool) -> Strip:
        base = self.style_of("")
        if not current:
            segments = [Segment(text, base + self.style_of(name)) for text, name in self.pieces(index, width)]
            return Strip(segments).adjust_cell_length(width, base)
        cursor = self._cursor_style()
        segments = [Segment(text, self._under(base, name, cursor)) for text, name in self.pieces(index, width)]
        return Strip(segments).adjust_cell_length(width, base + cursor)

    def _under(self, base: Style, name: str, cursor: Style) -> Style:
        """Return the style of a piece under the cursor: a reversed row is of one colour, not of patches."""
        piece = self.style_of(name)
        if name in self.LEFT_BY_CURSOR:
            return base + piece
        return base + (piece.without_color if cursor.reverse else piece) + cursor

    def _cursor_style(self) -> Style:
        return self.style_of("row-view--cursor" if self.has_focus else "row-view--cursor-blurred")

    def style_of(self, name: str) -> Style:
        """Return the style of a component class, "" for the list's own; kept until the styles change."""
        style = self._styles.get(name)
        if style is None:
            own = self.rich_style if not name else self.get_component_rich_style(name, partial=True)
            style = self._styles[name] = own
        return style

    def _drop(self, index: int) -> None:
        for current in (False, True):
            self._strips.discard((index, self.size.width, current))

    # -- what Textual tells --

    def notify_style_update(self) -> None:
        """Forget what was drawn in other styles."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_resize(self) -> None:
        """Draw anew in the new width."""
        self._strips.clear()
        self.show_cursor()

    def on_focus(self) -> None:
        """Show that the keys go here."""
        self._drop(self._cursor)
        self.refresh_line(self._cursor)

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._drop(self._cursor)
        self.refresh_line(self._cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked; choose it on the second click."""
        index = self.scroll_offset.y + event.y
        if index >= self._count or not self.selectable(index):
            return
        self.move_to(index)
        if event.chain == 2:
            self.post_message(self.Chosen(self, index))
