"""The findings of the record at hand, one row each, beside its text."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from redaction_audit.store.values import Item
from redaction_audit.text.columns import fit
from redaction_audit.tui.widgets.glyphs import glyphs, verdict
from redaction_audit.tui.widgets.row_view import Piece, RowView


class FindingList(RowView):
    """Rows of severity, decision, number and rule. Posts `Moved` and `Chosen` (see `RowView`).

    `show` takes the findings of another record, `update` those that were decided since; `selected` is the range, by
    position, that the next decision is for.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "finding-list--error",
        "finding-list--warning",
        "finding-list--note",
        "finding-list--decided",
        "finding-list--more",
    }
    DEFAULT_CSS = """
    FindingList > .finding-list--error { color: $error; text-style: bold; }
    FindingList > .finding-list--warning { color: $warning; }
    FindingList > .finding-list--note { color: $secondary; }
    FindingList > .finding-list--decided { text-style: dim; }
    FindingList > .finding-list--more { text-style: dim; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._items: list[Item] = []
        self._selected: frozenset[int] = frozenset()

    def show(self, items: Sequence[Item], cursor: int) -> None:
        """Show the findings of another record."""
        self._items = list(items)
        self._selected = frozenset()
        self.load(len(self._items), cursor)

    def update(self, changed: Iterable[tuple[int, Item]]) -> None:
        """Take over findings that were decided since, by position."""
        rows = []
        for index, item in changed:
            self._items[index] = item
            rows.append(index)
        self.redraw(rows)

    def select(self, rows: frozenset[int]) -> None:
        """Show which findings the next decision is for."""
        before, self._selected = self._selected, rows
        self.redraw(before ^ rows)

    def pieces(self, index: int, width: int) -> tuple[Piece, ...]:
        """Return one row."""
        item = self._items[index]
        return row(
            item, index + 1, width,
            current=index == self.cursor, selected=index in self._selected, ascii_only=self.ascii_only,
        )  # fmt: skip


def row(
    item: Item, number: int, width: int, *, current: bool = False, selected: bool = False, ascii_only: bool = False
) -> tuple[Piece, ...]:
    """Return one finding in exactly `width` columns: cursor, severity, decision, number, rule, own mark, place."""
    drawn = glyphs(ascii_only=ascii_only)
    look = "finding-list--decided" if item.decision else ""
    place = str(item.line)
    own = "*" if item.marked else "n" if item.noted else " "
    room = max(width - 10 - len(place), 0)
    return (
        (drawn.current if current else "+" if selected else " ", ""),
        (drawn.severity[item.severity], f"finding-list--{item.severity}"),
        (verdict(item, drawn), ""),
        (f"{number:>4} ", look or "finding-list--more"),
        (fit(item.name, room, ascii_only=ascii_only), look),
        (f"{own}{place} ", "finding-list--more"),
    )
