"""Reports of a stored run and of what reviewers said: what managers, counsel, courts and the public read.

Everything comes from the store; text in context is read again from the records' files and shown only where these are
unchanged, under its masks.
"""

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from redaction_audit.errors import UsageError

if TYPE_CHECKING:
    from redaction_audit.reports.gathering import Batch

FORMATS: dict[str, str] = {
    "html": "one page: summary, charts, every finding in context, decisions; no network, readable without scripts",
    "pdf": "the report on paper and for screen readers: tagged, PDF/UA-1",
    "xlsx": "a workbook of all tables, with filters",
    "csv-spans": "one line a finding, those set aside and those added by hand among them",
    "csv-records": "one line a record: marks, withheld share, marking rates, calendar",
    "csv-decisions": "one line an event of the log",
    "vaughn": "skeleton of a Vaughn index, as CSV",
    "worksheet": "FOIA worksheet, as CSV",
    "withdrawal": "withdrawal sheet in the manner of the National Archives, as CSV",
    "disco": "privilege log with the columns of DISCO, as CSV",
    "lexbe": "privilege log with the columns of Lexbe, as CSV",
    "scorecard": "three kinds of errors in a sample of records, with exact bounds for all, as JSON",
    "manifest": "chain of custody: digests of inputs, rules, configuration and of the reports written with it, as JSON",
}
"""Formats by name, with what they are for."""

_MODULES = frozenset({"html", "pdf", "xlsx", "scorecard", "manifest"})
"""Formats with a module of their own; the others are tables."""


def writer(name: str) -> "Callable[[Batch], Iterator[bytes]]":
    """Return what writes a format. Raises UsageError, naming those that exist, when there is none of that name."""
    if name not in FORMATS:
        raise UsageError(f"--format {name}: there is no such report; known: {', '.join(FORMATS)}")
    if name in _MODULES:
        module = importlib.import_module(f"redaction_audit.reports.{name}")
        return cast("Callable[[Batch], Iterator[bytes]]", module.write)
    from redaction_audit.reports import csv

    return csv.writer(name.removeprefix("csv-"))
