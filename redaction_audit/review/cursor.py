"""The queue: rows of findings under a filter and in an order, and where the reviewer stands in them."""

from array import array
from collections.abc import Collection, Iterable


class Queue:
    """Rows in order and a position. The position is 0 in an empty queue; `row` is then None."""

    def __init__(self) -> None:
        self.rows = array("q")
        self.position = 0

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def row(self) -> int | None:
        """The row at the position."""
        return self.rows[self.position] if self.rows else None

    def load(self, rows: "array[int]", keep: int | None) -> None:
        """Take new rows; stay on row `keep` where it is among them, else on the first one read after it."""
        self.rows = rows
        if keep is None:
            self.position = 0
        elif keep in rows:
            self.position = rows.index(keep)
        else:
            self.position = next((index for index, row in enumerate(rows) if row > keep), 0)

    def extend(self, rows: Iterable[int]) -> int:
        """Add rows that are not there yet at the end; return how many."""
        known = set(self.rows)
        added = [row for row in rows if row not in known]
        self.rows.extend(added)
        return len(added)

    def move(self, delta: int) -> bool:
        """Move by so many rows, as far as there are; return whether anything moved."""
        before = self.position
        self.position = max(0, min(self.position + delta, len(self.rows) - 1))
        return self.position != before

    def go(self, row: int) -> bool:
        """Stand on a row; return whether it is there."""
        if row not in self.rows:
            return False
        self.position = self.rows.index(row)
        return True

    def seek(self, wanted: Collection[int], step: int) -> bool:
        """Stand on the next row (step 1; -1: the one before) among `wanted`, beyond the end from the other end on.

        Returns whether there is another one than the row at hand.
        """
        count = len(self.rows)
        for distance in range(1, count):
            index = (self.position + step * distance) % count
            if self.rows[index] in wanted:
                self.position = index
                return True
        return False
