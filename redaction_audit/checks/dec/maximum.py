"""The longest term that an order allowed from the day of classification."""

import datetime as dt

from redaction_audit.check import View
from redaction_audit.law import Duration

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
