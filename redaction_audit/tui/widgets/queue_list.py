"""The queue: one row a finding, of which only those in the window are fetched; 200,000 rows cost what 50 do."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import ClassVar, NamedTuple

from redaction_audit.store.values import Item
from redaction_audit.text.columns import fit
from redaction_audit.tui.widgets.glyphs import glyphs, verdict
from redaction_audit.tui.widgets.row_view import Piece, RowView

Fetch = Callable[[Sequence[int]], list[Item]]

_GROUPED: dict[str, Callable[[Item], object]] = {
    "record": attrgetter("record_row"), "rule": attrgetter("rule"), "severity": attrgetter("severity"),
}  # fmt: skip
"""What the findings of a group share."""
_AHEAD = 50
"""Rows fetched beyond the window on each side: scrolling by a line asks the store once in a while."""


def place(item: Item, width: int = 80) -> str:
    """Return where a finding stands, as archivists cite it: page, paragraph and line, as far as known.

    In fewer columns than all of it would take the paragraph is left out.
    """
    parts = [("p.", item.page), ("¶", item.paragraph), ("l.", item.line)]
    if sum(len(f"{word}{number} ") for word, number in parts if number is not None) - 1 > width:
        del parts[1]
    return " ".join(f"{word}{number}" for word, number in parts if number is not None)


def initials(name: str | None) -> str:
    """Return at most two letters for a reviewer's name: of two words, else the first two."""
    if not name:
        return ""
    words = name.replace(".", " ").replace("-", " ").split()
    return "".join(word[0] for word in words[:2]) if len(words) > 1 else name[:2]


class Columns(NamedTuple):
    """Widths of the columns of a row; 0 leaves one out. Message takes what is left."""

    record: int
    rule: int
    place: int
    message: int
    people: int
    lease: int


def columns(width: int) -> Columns:
    """Return the columns for a row of so many columns: what says least goes first."""
    room = width - 6  # cursor, severity, decision and mark with their blanks
    record, rule = (20, 32) if width >= 130 else (16, 26) if width >= 110 else (14, 20) if width >= 76 else (12, 16)
    where = 14 if width >= 110 else 8 if width >= 76 else 0
    people = 6 if width >= 100 else 0
    lease = 8 if width >= 110 else 4 if width >= 76 else 0
    taken = sum(part + 1 for part in (record, rule, where, people, lease) if part)
    return Columns(record, rule, where, max(room - taken, 0), people, lease)


def lay_out(
    item: Item,
    previous: Item | None,
    width: int,
    *,
    group: str = "none",
    current: bool = False,
    ascii_only: bool = False,
) -> tuple[Piece, ...]:
    """Return one row: cursor, severity, decision, own mark, record, rule, place, message, reviewers, lease.

    Under a `group` its value is printed where it changes from the `previous` row only (and in the current row), so
    that groups stand apart without rows of their own.
    """
    shape = columns(width)

    def cell(text: str, columns_: int, name: str = "") -> tuple[Piece, Piece]:
        return (fit(text, columns_, ascii_only=ascii_only), name), (" " if columns_ else "", "")

    of_group = _GROUPED.get(group)
    repeated = of_group and previous and not current and of_group(previous) == of_group(item)
    left_out = group if repeated else None
    signs = glyphs(ascii_only=ascii_only)
    look = "queue-list--decided" if item.decision else ""
    where = place(item, shape.place).replace("¶", "par" if ascii_only else "¶")
    people = "/".join(filter(None, map(initials, (item.first_by, item.second_by))))
    return (
        (">" if current else " ", ""),
        (" " if left_out == "severity" else signs.severity[item.severity], f"queue-list--{item.severity}"),
        (verdict(item, signs), "queue-list--decision"),
        (("*" if item.marked else "n" if item.noted else " ") + " ", "queue-list--mark"),
        *cell("" if left_out == "record" else item.record, shape.record, look or "queue-list--record"),
        *cell("" if left_out == "rule" else item.name, shape.rule, look),
        *cell(where, shape.place, look or "queue-list--place"),
        *cell(item.message, shape.message, look),
        *cell(people, shape.people, look),
        *cell(f"@{item.leased_by}" if item.leased_by else "", shape.lease, "queue-list--lease"),
    )


class QueueList(RowView):
    """Findings by their rows. `fetch` returns what the rows of a window show; what it returned is kept until `redraw`.

    Posts `Moved` and `Chosen`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue-list--error",
        "queue-list--warning",
        "queue-list--note",
        "queue-list--decision",
        "queue-list--decided",
        "queue-list--mark",
        "queue-list--record",
        "queue-list--place",
        "queue-list--lease",
    }
    DEFAULT_CSS = """
    QueueList > .queue-list--decided { text-style: dim; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: array[int] = array("q")
        self.group = "none"
        self.selected = range(0)
        self._fetch: Fetch = lambda _: []
        self._items: dict[int, Item] = {}

    def show(self, rows: "array[int]", fetch: Fetch, *, cursor: int = 0, group: str = "none") -> None:
        """Show other rows, or the same in another order."""
        self.rows, self._fetch, self.group = rows, fetch, group
        self._items.clear()
        self.load(len(rows), cursor)

    def repaint_items(self) -> None:
        """Ask anew for what is on screen: somebody decided something."""
        self._items.clear()
        self.redraw()

    def item(self, index: int) -> Item | None:
        """Return what a row shows; fetches a window around it."""
        if index not in self._items:
            window = self.window()
            first = max(min(window.start, index) - _AHEAD, 0)
            last = min(max(window.stop, index + 1) + _AHEAD, len(self.rows))
            if last - first > 8 * _AHEAD:  # a far jump: the window is not there yet
                first, last = max(index - _AHEAD, 0), min(index + _AHEAD, len(self.rows))
            rows = self.rows[first:last]
            found: Mapping[int, Item] = {item.row: item for item in self._fetch(rows)}
            self._items = {first + at: found[row] for at, row in enumerate(rows) if row in found}
        return self._items.get(index)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll; the topmost row always says which group it belongs to."""
        if self.group != "none":
            self._drop(round(old_value))
            self._drop(round(new_value))
        super().watch_scroll_y(old_value, new_value)

    def pieces(self, index: int, width: int) -> tuple[Piece, ...]:
        """Return one row."""
        item = self.item(index)
        if item is None:
            return ((fit("", width), ""),)
        top = index == self.window().start
        previous = self.item(index - 1) if index and self.group != "none" and not top else None
        current = index == self.cursor or index in self.selected
        return lay_out(item, previous, width, group=self.group, current=current, ascii_only=self.ascii_only)
