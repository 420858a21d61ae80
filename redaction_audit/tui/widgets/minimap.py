"""The whole record in two or three columns: where undecided findings are, what is on screen, where the current one is.

How a screen uses it
    minimap.show(spots, pane.edges)     another record; `pane.edges` says where to cut the text for so many rows
    minimap.update(old, new)            a finding that was decided since
    minimap.set_view(start, end)        what the pane shows now (after `RecordPane.Viewed`, or `pane.view` at once)
    minimap.set_current(spot)           the current finding or None
    minimap.ascii_only                  set before the first paint or any time after
Message
    Minimap.Jumped(offset)              a click or drag: the reader wants to see this place

A cell holds the worst severity among the undecided findings of its stretch, `✓` when all of them are decided; cells
reversed, or on another ground, are on screen, `◀` stands beside the current finding.
"""

from collections.abc import Callable, Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from redaction_audit.text.minimap import Bucket, bucket
from redaction_audit.text.minimap import Minimap as Map
from redaction_audit.tui.widgets.glyphs import Spot, glyphs

Cut = Callable[[int], Sequence[int]]
"""Takes a height, returns at most one offset more: the edges of as many stretches of the text."""


class Minimap(Widget):
    """A map of a record beside its text. See the module's docstring."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual reads it off the class
        "minimap--note",
        "minimap--warning",
        "minimap--error",
        "minimap--decided",
        "minimap--view",
        "minimap--current",
    }
    DEFAULT_CSS = """
    Minimap { width: 2; height: 1fr; }
    Minimap > .minimap--note { color: $secondary; }
    Minimap > .minimap--warning { color: $warning; }
    Minimap > .minimap--error { color: $error; text-style: bold; }
    Minimap > .minimap--decided { text-style: dim; }
    Minimap > .minimap--view { text-style: reverse; }
    Minimap > .minimap--current { text-style: bold; }
    """

    ascii_only: reactive[bool] = reactive(False, init=False)
    """Draw with ASCII only."""

    class Jumped(Message):
        """The reader wants to see the text at `offset`."""

        def __init__(self, minimap: "Minimap", offset: int) -> None:
            super().__init__()
            self.minimap = minimap
            self.offset = offset

        @property
        def control(self) -> "Minimap":
            """The map."""
            return self.minimap

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._map = Map()
        self._cut: Cut | None = None
        self._edges: Sequence[int] = (0, 0)
        self._buckets: list[Bucket] = []
        self._view = (0, 0)
        self._here: int | None = None
        self._drawn: list[tuple[str, tuple[str, ...]]] = []
        self._styles: dict[tuple[str, ...], Style] = {}
        self._dragging = False

    # -- what is shown --

    def show(self, spots: Iterable[Spot], cut: Cut) -> None:
        """Map another record."""
        self._map = Map((spot.start, spot.severity, spot.decision is not None) for spot in spots)
        self._cut = cut
        self._here = None
        self._measure(anew=True)

    def update(self, old: Spot, new: Spot) -> None:
        """Take over a finding that was decided, or undecided, since."""
        if (old.decision is None) != (new.decision is None):
            self._map.decide(new.start, new.severity, decided=new.decision is not None)
            self._measure(anew=True)

    def set_view(self, start: int, end: int) -> None:
        """Say which half-open stretch of the text is on screen."""
        self._view = start, end
        self._measure()

    def set_current(self, spot: Spot | None) -> None:
        """Say which finding is the current one."""
        self._here = spot.start if spot else None
        self._measure()

    def on_resize(self) -> None:
        """Cut anew for another height."""
        self._measure(anew=True)

    def watch_ascii_only(self) -> None:
        """Draw in other signs."""
        self._measure()

    # -- drawing --

    def _measure(self, *, anew: bool = False) -> None:
        """Work out what every row holds and have those drawn again that hold something else."""
        edges = self._cut(self.size.height) if self._cut and self.size.height else (0, 0)
        if anew or edges != self._edges:
            self._edges, self._buckets = edges, self._map.buckets(edges)
        before, self._drawn = self._drawn, self._rows()
        if len(before) != len(self._drawn):
            self.refresh()
            return
        changed = [y for y, (was, is_) in enumerate(zip(before, self._drawn, strict=True)) if was != is_]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _rows(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return text and looks of every row."""
        signs = glyphs(ascii_only=self.ascii_only)
        start, end = self._view
        first, last = bucket(self._edges, start), bucket(self._edges, max(end - 1, start))
        here = None if self._here is None else bucket(self._edges, self._here)
        rows = []
        for y, holds in enumerate(self._buckets):
            sign = signs.done if holds == "decided" else signs.severity[holds] if holds else " "
            looks = (holds or "", "view" if end > start and first <= y <= last else "", "current" if y == here else "")
            rows.append((sign + (signs.here if y == here else " "), tuple(filter(None, looks))))
        return rows

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        text, looks = self._drawn[y] if y < len(self._drawn) else ("", ())
        text = text.rjust(width)[:width] if width > 1 else text[:width]
        return Strip([Segment(text, self._style(looks))], width)

    def _style(self, looks: tuple[str, ...]) -> Style:
        style = self._styles.get(looks)
        if style is None:
            parts = (self.get_component_rich_style(f"minimap--{look}", partial=True) for look in looks)
            style = self._styles[looks] = Style.combine([self.rich_style, *parts])
        return style

    def notify_style_update(self) -> None:
        """Forget the styles."""
        super().notify_style_update()
        self._styles.clear()

    # -- the mouse --

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Jump, and follow the mouse from here on."""
        self._dragging = True
        self.capture_mouse()
        self._jump(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        if self._dragging:
            self._jump(event.y)

    def on_mouse_up(self) -> None:
        """Let go."""
        self._dragging = False
        self.release_mouse()

    def _jump(self, y: int) -> None:
        if self._buckets:
            self.post_message(self.Jumped(self, self._edges[min(max(y, 0), len(self._buckets) - 1)]))
