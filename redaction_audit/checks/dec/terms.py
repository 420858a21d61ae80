"""The longest term that an order allowed at origin, and the day on which permanent records declassify by themselves."""

import datetime as dt

from redaction_audit.check import View
from redaction_audit.law import Duration
from redaction_audit.law.anniversary import year_end

_FIRST = dt.date(1995, 10, 14)
"""E.O. 12065 limits by authority, which a page does not tell, and E.O. 12356 not at all: E.O. 12958 is the first."""


def maximum(view: View, day: dt.date) -> Duration | None:
    """Return the longest maximum that an order possible on `day` sets for a date at origin, None where none does."""
    entries = (
        entry
        for regime in view.law.on(day)
        if regime.effective >= _FIRST
        for entry in regime.durations
        if entry.what == "maximum" and (entry.first is None or entry.first <= day)
    )
    return max(entries, key=lambda entry: entry.years, default=None)


def automatic_date(view: View, day: dt.date) -> dt.date:
    """Return when a permanent record of `day` declassifies without any act, under the latest order that says so.

    31 December of the twenty-fifth year, not before the first deadline that took effect (32 CFR 2001.30).
    """
    regimes = (view.law.regimes[id_] for id_ in reversed(list(view.law.regimes)))
    entry = next(entry for regime in regimes if (entry := regime.duration("automatic")))
    return max(year_end(day, entry.years), entry.floor or dt.date.min)
