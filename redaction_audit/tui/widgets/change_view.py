"""Two releases of one record, side by side or one below the other; every change has a sign, a word and its place."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal, NamedTuple

from redaction_audit.text.aligning.changes import GRAVEST, KINDS, Change, Kind, Pair
from redaction_audit.text.cells import row as cells_of
from redaction_audit.text.masking import Spans, within
from redaction_audit.text.wrapping import Wrapping
from redaction_audit.tui.widgets.row_view import Piece, RowView

SIDE_BY_SIDE = 120
"""Columns from which on both releases stand side by side."""
_LOOKS: dict[Kind, str] = {
    "=": "change-view--same", "<": "change-view--left", ">": "change-view--right", "~": "change-view--reworded",
    "X": "change-view--redacted", "O": "change-view--opened",
}  # fmt: skip
_MARGIN = 3
_BETWEEN = " │ "

Which = Literal["left", "right"]


class Release(NamedTuple):
    """A text and its hidden spans (as `masking.merged` gives them)."""

    text: str
    hidden: Spans


class Printed(NamedTuple):
    """One row on screen: the row of each release's layout that stands on it, None where there is none."""

    left: int | None
    right: int | None


class Layout:
    """Rows of a comparison at a width; which rows a pair takes is known at once, their cells when they are drawn."""

    def __init__(
        self, left: Release, right: Release, pairs: Sequence[Pair], width: int, *, ascii_only: bool = False
    ) -> None:
        self.width = width
        self.both = width >= SIDE_BY_SIDE
        self.ascii_only = ascii_only
        self.pairs = pairs
        between = len(_BETWEEN) if self.both else 0
        self.margin = _MARGIN if self.both else _MARGIN + 1
        self.column = (width - between) // (2 if self.both else 1) - self.margin
        self.releases: dict[Which, Release] = {"left": left, "right": right}
        self.wrapped: dict[Which, Wrapping] = {
            "left": Wrapping(left.text, self.column, ascii_only=ascii_only),
            "right": Wrapping(right.text, self.column, ascii_only=ascii_only),
        }
        self.changes = [change for pair in pairs for change in pair.changes]
        self._starts: dict[Which, list[int]] = {
            "left": [change.left[0] for change in self.changes],
            "right": [change.right[0] for change in self.changes],
        }
        self.tops = array("I", self._tops())

    def _tops(self) -> Iterator[int]:
        top = 0
        for pair in self.pairs:
            yield top
            top += self._height(pair)
        yield top

    def _height(self, pair: Pair) -> int:
        left, right = len(self._rows("left", pair.left)), len(self._rows("right", pair.right))
        if self.both:
            return max(left, right)
        return right if pair.kind == "=" else len(self._below(pair))

    def _rows(self, which: Which, span: tuple[int, int]) -> range:
        return self.wrapped[which].rows(*span) if span[0] < span[1] else range(0)

    def _below(self, pair: Pair) -> list[Printed]:
        """Return a changed pair one below the other: rows of the left before the rows of the right they differ from."""
        waiting = [(self._beside(row), row) for row in self._rows("left", pair.left) if self.kind("left", row) != "="]
        found: list[Printed] = []
        for row in self._rows("right", pair.right):
            end = self.wrapped["right"].stretch(row)[1]
            while waiting and waiting[0][0] < end:
                found.append(Printed(waiting.pop(0)[1], None))
            found.append(Printed(None, row))
        return [*found, *(Printed(row, None) for _, row in waiting)]

    def _beside(self, row: int) -> int:
        """Return the offset in the right release beside which a changed row of the left one belongs."""
        return next((change.right[0] for change in self.touching("left", row) if change.kind != "="), 0)

    def __len__(self) -> int:
        return self.tops[-1]

    def printed(self, index: int) -> Printed:
        """Return what stands on a row of the screen."""
        at = bisect_right(self.tops, index) - 1
        pair, offset = self.pairs[at], index - self.tops[at]
        if self.both:
            left, right = self._rows("left", pair.left), self._rows("right", pair.right)
            return Printed(left[offset] if offset < len(left) else None, right[offset] if offset < len(right) else None)
        if pair.kind == "=":
            return Printed(None, self._rows("right", pair.right)[offset])
        return self._below(pair)[offset]

    def row_of(self, change: Change) -> int:
        """Return the row of the screen on which a change begins."""
        at = next(
            (i for i in range(len(self.pairs)) if self.pairs[i].left[1] > change.left[0] or
             self.pairs[i].right[1] > change.right[0]), len(self.pairs) - 1,
        )  # fmt: skip
        rows = [self.printed(index) for index in range(self.tops[at], self.tops[at + 1])]
        for which, span in (("left", change.left), ("right", change.right)):
            if span[0] < span[1]:
                wanted = self.wrapped[which].row(span[0])  # type: ignore[index]  # one of the two
                for offset, row in enumerate(rows):
                    if (row.left if which == "left" else row.right) == wanted:
                        return self.tops[at] + offset
        return self.tops[at]

    def touching(self, which: Which, row: int) -> list[Change]:
        """Return the changes of which something stands on a row of a release."""
        start, end = self.wrapped[which].stretch(row)
        first = max(bisect_right(self._starts[which], start) - 1, 0)
        found = []
        for index in range(first, len(self.changes)):
            change = self.changes[index]
            span = _span(change, which)
            if span[0] >= end and span[0] != start:
                break
            if span[0] < end and span[1] > start:
                found.append(change)
        return found

    def kind(self, which: Which, row: int) -> Kind:
        """Return the gravest kind of change on a row; white space alone is none."""
        text = self.releases[which].text
        start, end = self.wrapped[which].stretch(row)
        kinds = [
            change.kind
            for change in self.touching(which, row)
            if text[max(_span(change, which)[0], start) : min(_span(change, which)[1], end)].strip()
        ]
        return min(kinds, key=GRAVEST.index, default="=")


def _span(change: Change, which: Which) -> tuple[int, int]:
    return change.left if which == "left" else change.right


class ChangeView(RowView):
    """A comparison. `show` gives it one; `go` puts the cursor on a change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "change-view--same",
        "change-view--left",
        "change-view--right",
        "change-view--reworded",
        "change-view--redacted",
        "change-view--opened",
        "change-view--current",
        "change-view--margin",
    }
    DEFAULT_CSS = """
    ChangeView > .row-view--cursor { text-style: none; }
    ChangeView > .row-view--cursor-blurred { text-style: none; }
    ChangeView > .change-view--left { text-style: bold; }
    ChangeView > .change-view--right { text-style: bold; }
    ChangeView > .change-view--reworded { text-style: underline; }
    ChangeView > .change-view--redacted { text-style: bold; }
    ChangeView > .change-view--opened { text-style: bold underline; }
    ChangeView > .change-view--current { text-style: reverse; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._sides: tuple[Release, Release] | None = None
        self._pairs: Sequence[Pair] = ()
        self._layout: Layout | None = None
        self.current: Change | None = None

    def show(self, left: Release, right: Release, pairs: Sequence[Pair]) -> None:
        """Show a comparison."""
        self._sides, self._pairs, self.current = (left, right), pairs, None
        self._lay_out()
        self.load(self.count, 0)

    def clear(self) -> None:
        """Show nothing, and let go of the texts."""
        self._sides, self._pairs, self._layout, self.current = None, (), None, None
        self.load(0)

    def go(self, change: Change) -> None:
        """Show a change, a third of the way down, and set it apart."""
        self.current = change
        if self._layout is None:
            return
        row = self._layout.row_of(change)
        self.redraw()
        self.move_to(row)
        top = max(0, min(row - self.size.height // 3, self.count - self.size.height))
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _lay_out(self) -> None:
        width = self.size.width
        if self._sides is None or not width:
            return
        self._layout = Layout(*self._sides, self._pairs, width, ascii_only=self.ascii_only)
        self.load(len(self._layout))

    def on_resize(self) -> None:
        """Lay the texts out anew; the change at hand stays in view."""
        if self._layout is None or self._layout.width != self.size.width:
            self._lay_out()
        if self.current is not None:
            self.go(self.current)

    def pieces(self, index: int, width: int) -> list[Piece]:
        """Return one row: of both releases, or of one with its sign."""
        layout = self._layout
        if layout is None:
            return [(" " * width, "")]
        here = ">" if index == self.cursor else " "
        printed = layout.printed(index)
        if not layout.both:
            which: Which = "right" if printed.right is not None else "left"
            row = printed.right if printed.right is not None else printed.left
            return self._side(layout, which, row, here, alone=True)
        between = _BETWEEN.replace("│", "|") if self.ascii_only else _BETWEEN
        return [
            *self._side(layout, "left", printed.left, here),
            (between, "change-view--margin"),
            *self._side(layout, "right", printed.right, " "),
        ]

    def _side(self, layout: Layout, which: Which, row: int | None, here: str, *, alone: bool = False) -> list[Piece]:
        """Return one release's part of a row: margin, text, blanks up to the column's width."""
        if row is None:
            return [(here + " " * (layout.margin - 1 + layout.column), "")]
        kind = layout.kind(which, row)
        sign = " " if kind == "=" else kind
        which_sign = ("+" if which == "right" else "-") if alone and kind != "=" else " "
        pieces: list[Piece] = [(f"{here}{which_sign}{sign} " if alone else f"{here}{sign} ", "change-view--margin")]
        release = layout.releases[which]
        start, end = layout.wrapped[which].span(row)
        drawn = cells_of(release.text, start, end, within(release.hidden, start, end), ascii_only=self.ascii_only)
        wide = 0
        for from_, to, look in self._runs(layout, which, row, start, end):
            shown = "".join(drawn.cells[from_ - start : to - start])
            wide += drawn.edges[to - start] - drawn.edges[from_ - start]
            pieces.append((shown, look))
        pieces.append((" " * max(layout.column - wide, 0), ""))
        return pieces

    def _runs(self, layout: Layout, which: Which, row: int, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        at = start
        for change in layout.touching(which, row):
            span = _span(change, which)
            from_, to = max(span[0], start, at), min(span[1], end)
            if from_ >= to:
                continue
            if at < from_:
                yield at, from_, _LOOKS["="]
            text = layout.releases[which].text
            at = from_ + len(text[from_:to].rstrip())  # a change holds the blanks behind it, which nobody needs to see
            if from_ < at:
                yield from_, at, "change-view--current" if change == self.current else _LOOKS[change.kind]
        if at < end:
            yield at, end, _LOOKS["="]


def in_words(counts: dict[Kind, int]) -> str:
    """Return how many changes of each kind there are, those without a change left out."""
    said = [f"{kind} {counts[kind]:,} {KINDS[kind]}" for kind in ("O", "X", "~", "<", ">") if counts.get(kind)]
    return "  ".join(said) or "no change but white space"
