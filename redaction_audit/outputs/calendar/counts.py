"""Adds up a calendar: by status, by reason, by year of the governing date."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from redaction_audit.calendar.entry import STATUSES, Due, Status
from redaction_audit.model import Frozen, Gap
from redaction_audit.outputs.report import Run, Summary


class Count(Frozen, frozen=True):
    """How many records of one status have a governing date in one year; `year` is None where none has a date."""

    year: int | None
    status: Status
    count: int


class DatesReport(Frozen, frozen=True):
    """The document of `dates --format json` (its shape only: the document is streamed, never held)."""

    schema: Literal["dates-report/1"]
    run: Run
    records: tuple[Due, ...]
    gaps: tuple[Gap, ...]
    counts: tuple[Count, ...]
    summary: Summary


class Counts:
    """Counts of all records of a run, listed or not."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.years: Counter[tuple[int | None, Status]] = Counter()
        self.released = 0
        self.unlisted = 0

    def add(self, entry: Due, *, listed: bool) -> None:
        """Count one record."""
        self.statuses[entry.status] += 1
        self.years[entry.governing.date.year if entry.governing else None, entry.status] += 1
        self.released += entry.released and entry.status == "overdue"
        self.unlisted += not listed

    def rows(self) -> Iterator[Count]:
        """Yield the counts by year, oldest first, those without a year last, in the order of the statuses."""
        known = sorted(self.years.items(), key=lambda item: (item[0][0] or dt.MAXYEAR + 1, STATUSES.index(item[0][1])))
        yield from (Count(year, status, count) for (year, status), count in known)

    def by_year(self) -> Iterator[tuple[int, int, int]]:
        """Yield year, records overdue, records whose date lies ahead; oldest year first."""
        for year in sorted({year for year, _ in self.years if year is not None}):
            behind = self.years[year, "overdue"]
            yield year, behind, sum(count for (own, _), count in self.years.items() if own == year) - behind
