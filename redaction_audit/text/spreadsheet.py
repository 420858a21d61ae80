"""Cells and lines of tables that people open in a spreadsheet: RFC 4180, UTF-8, and no cell starts a formula."""

import csv
import io
from collections.abc import Iterable

from redaction_audit.text.sanitise import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs: one line, and an apostrophe before what would begin a formula.

    A plain negative number stays a number.
    """
    flat = plain(cell).strip()
    if flat.startswith(_FORMULA) and not (flat[1:].isdecimal() and flat[0] == "-"):
        return f"'{flat}"
    return flat


def line(cells: Iterable[str]) -> bytes:
    """Return one line of a CSV file, every cell made safe."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(map(safe, cells))
    return buffer.getvalue().encode("utf-8", "backslashreplace")
