"""Bars with their figures beside them; each may lead somewhere. Eighth blocks, `#` in ASCII; no colour is needed."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual.message import Message

from redaction_audit.text.columns import bar, fit
from redaction_audit.tui.widgets.row_view import Piece, RowView

_LONGEST = 40
"""Columns that a bar takes at most: beyond that it says no more."""
_SHORTEST = 12
"""Columns of a bar that a long label leaves to it."""


class Bar(NamedTuple):
    """One bar: how much `value` is of `most`, in words `figure`, and the filter it stands for (None: it leads nowhere).

    `glyph` and `look` (a component class) set it apart before its label.
    """

    label: str
    value: float
    most: float
    figure: str
    filter: str | None = None
    glyph: str = ""
    look: str = ""
    track: bool = False


def lay_out(bars: Sequence[Bar], width: int, *, ascii_only: bool = False) -> list[tuple[Piece, ...]]:
    """Return every bar as pieces of `width` columns together: glyph, label, bar, figure.

    Labels and figures line up. Where there is no room the bar gives way first, then the label; the figure stays.
    """
    glyph = min(max((len(one.glyph) + 1 for one in bars if one.glyph), default=0), max(width // 4, 2))
    figure = min(max((len(one.figure) for one in bars), default=0), width)
    label = max((len(one.label) for one in bars), default=0)
    room_beside = max(width - glyph - figure - 2 - _SHORTEST, width // 2 - glyph, 8)
    label = max(min(label, width - glyph - figure - 1, room_beside), 0)
    room = min(max(width - glyph - label - figure - 2, 0), _LONGEST)
    rows: list[tuple[Piece, ...]] = []
    for one in bars:
        drawn = bar(one.value, one.most, room, ascii_only=ascii_only, track=one.track)
        rows.append(
            (
                (fit(one.glyph, glyph, ascii_only=ascii_only), one.look),
                (fit(one.label, label, ascii_only=ascii_only), "bar-chart--label"),
                (" " if room else "", ""),
                (drawn, one.look or "bar-chart--bar"),
                (" ", ""),
                (fit(one.figure, min(figure, width - glyph - label - 1), ascii_only=ascii_only), "bar-chart--figure"),
            )
        )
    return rows


class BarChart(RowView):
    """Bars, the cursor on one of them. Posts `Chosen` for a bar that is double-clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar-chart--label",
        "bar-chart--bar",
        "bar-chart--figure",
        "bar-chart--error",
        "bar-chart--warning",
        "bar-chart--note",
    }
    DEFAULT_CSS = """
    BarChart { height: auto; }
    BarChart > .bar-chart--figure { text-style: bold; }
    """

    # a bar that is reversed reads as what is missing
    LEFT_BY_CURSOR: ClassVar[frozenset[str]] = frozenset(COMPONENT_CLASSES - {"bar-chart--label", "bar-chart--figure"})

    class Edge(Message):
        """The cursor was to leave the chart: `step` is -1 at the top, 1 at the bottom."""

        def __init__(self, chart: "BarChart", step: int) -> None:
            super().__init__()
            self.chart = chart
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.bars: tuple[Bar, ...] = ()
        self._laid: dict[int, list[tuple[Piece, ...]]] = {}

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other bars; nothing is painted where they are the same."""
        if tuple(bars) == self.bars:
            return
        self.bars = tuple(bars)
        self._laid.clear()
        self.load(len(self.bars))

    @property
    def current(self) -> Bar | None:
        """The bar under the cursor."""
        return self.bars[self.cursor] if self.bars else None

    def pieces(self, index: int, width: int) -> tuple[Piece, ...]:
        """Return one bar, `>` before the one the keys act upon."""
        if width not in self._laid:
            self._laid = {width: lay_out(self.bars, width - 2, ascii_only=self.ascii_only)}
        here = index == self.cursor and self.has_focus
        return ("> " if here else "  ", ""), *self._laid[width][index]

    def step(self, step: int) -> None:
        """Move by one bar, or say that there is none."""
        if not self.move(step):
            self.post_message(self.Edge(self, step))

    def get_content_height(self, *_: Any) -> int:
        """Return one line a bar."""
        return len(self.bars)
