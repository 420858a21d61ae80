"""Tables: one module each, with `TITLE`, `COLUMNS` and `rows(batch)`; written as CSV one by one, as XLSX together.

A cell is text, a number, or None where nothing is known. What only people can say stays empty and is named in the
column `missing`; no cell is ever invented.
"""

import importlib
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.values import Cell

Row = tuple[Cell, ...]

SHEETS = ("spans", "records", "decisions", "vaughn", "worksheet", "withdrawal")
"""Tables that a workbook holds, in its order."""


class Sheet(Protocol):
    """What a module of this package offers."""

    TITLE: str
    COLUMNS: Sequence[str]

    def rows(self, batch: Batch) -> Iterator[Row]:
        """Yield the rows, in the order of reading."""


def load(name: str) -> Sheet:
    """Return a table by its name."""
    return cast("Sheet", importlib.import_module(f"redaction_audit.reports.sheets.{name}"))


def cell(value: Cell) -> str:
    """Return a cell as text: shares with four places, nothing for None."""
    if isinstance(value, float):
        return f"{value:.4f}"
    return "" if value is None else str(value)
