"""Tables as CSV: RFC 4180, UTF-8, no cell starts a formula."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from redaction_audit.reports import privilege, sheets
from redaction_audit.reports.gathering import Batch
from redaction_audit.text.spreadsheet import line


def writer(name: str) -> Callable[[Batch], Iterator[bytes]]:
    """Return what writes a table: one of `sheets.SHEETS`, or a privilege log by the id of its preset."""
    if name in sheets.SHEETS:
        sheet = sheets.load(name)
        return partial(_written, sheet.COLUMNS, sheet.rows)
    preset = privilege.presets()[name]
    return partial(_written, privilege.columns(preset), partial(privilege.rows, preset=preset))


def _written(columns: Sequence[str], rows: Callable[[Batch], Iterator[sheets.Row]], batch: Batch) -> Iterator[bytes]:
    yield line(columns)
    for row in rows(batch):
        yield line(map(sheets.cell, row))
