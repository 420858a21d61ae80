"""All tables as one workbook, with filters and fixed heads. Text is text: no cell is ever a formula or a link."""

import datetime as dt
from collections.abc import Iterator, Sequence
from io import BytesIO
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from redaction_audit.reports import sheets
from redaction_audit.reports.figures import custody, figures
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.overview import Overview
from redaction_audit.reports.values import Cell
from redaction_audit.text.sanitise import plain

_ROWS = 1_048_576
_CHARACTERS = 32_767
"""Rows of a sheet and characters of a cell that a spreadsheet can hold."""
_EPOCH = dt.datetime(1980, 1, 1)  # properties of a workbook know no zone
_CHUNK = 1 << 16


def write(batch: Batch) -> Iterator[bytes]:
    """Yield the workbook. Rows are written as they come and kept in temporary files, never in memory.

    Raises OSError where these have no room.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types of its own
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    with TemporaryDirectory() as folder, TemporaryFile() as file:
        stage = _Stage(file)
        book = Workbook(
            stage,
            {
                "constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )  # fmt: skip
        _properties(book, batch.overview)
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        _summary(book, batch.overview, head)
        for name in sheets.SHEETS:
            sheet = sheets.load(name)
            _filled(book, sheet.TITLE, sheet.COLUMNS, sheet.rows(batch), head)
        try:
            book.close()
        except FileCreateError as error:
            stage.leave()
            raise error.args[0] from None
        file.seek(0)
        while piece := file.read(_CHUNK):
            yield piece


class _Stage:
    """The file of an archive that may have to be given up: as it is thrown away it writes once more, and would fail."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def leave(self) -> None:
        """Let what is still written go nowhere."""
        self._file = BytesIO()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _properties(book: Any, over: Overview) -> None:
    """Describe the workbook; its time is that of the scan, so that the same store gives the same bytes."""
    book.set_properties({"title": f"Audit: {', '.join(over.run.paths)}", "created": _created(over)})


def _created(over: Overview) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(over.run.started).replace(tzinfo=None)
    except ValueError:
        return _EPOCH


def _summary(book: Any, over: Overview, head: Any) -> None:
    sheet = book.add_worksheet("Summary")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 70)
    lines: list[tuple[Cell, ...]] = [("Audit", None, ", ".join(over.run.paths)), ("Verdict", None, over.verdict)]
    lines += [(label, value, more) for label, value, more in figures(over)]
    for chart in over.charts:
        lines += [(None,), (chart.title, None, chart.says)]
        for bar in chart.bars:
            parts = zip(chart.series, bar.counts, strict=True)
            split = ", ".join(f"{name}: {part}" for name, part in parts) if len(chart.series) > 1 else None
            lines.append((f"  {bar.label}", bar.total, split))
    lines += [(None,), *((label, None, value) for label, value in custody(over))]
    for number, line in enumerate(lines):
        for column, value in enumerate(line):
            _put(sheet, number, column, value, head if number < 2 and column == 0 else None)


def _filled(book: Any, title: str, columns: Sequence[str], rows: Iterator[sheets.Row], head: Any) -> None:
    """Write a table; one that is longer than a sheet goes on in the next."""
    part, sheet, at = 1, _headed(book, title, columns, head), 1
    for row in rows:
        if at == _ROWS:
            sheet.autofilter(0, 0, at - 1, len(columns) - 1)
            part += 1
            sheet, at = _headed(book, f"{title} {part}", columns, head), 1
        for column, value in enumerate(row):
            _put(sheet, at, column, value, None)
        at += 1
    sheet.autofilter(0, 0, max(at - 1, 1), len(columns) - 1)


def _headed(book: Any, title: str, columns: Sequence[str], head: Any) -> Any:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(columns):
        sheet.set_column(column, column, 44 if name in {"message", "law", "why", "missing"} else max(len(name) + 3, 11))
        sheet.write_string(0, column, name, head)
    return sheet


def _put(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    if isinstance(value, str):
        shown = plain(value)
        sheet.write_string(row, column, shown if len(shown) <= _CHARACTERS else shown[: _CHARACTERS - 1] + "…", style)
    elif value is not None:
        sheet.write_number(row, column, value, style)
