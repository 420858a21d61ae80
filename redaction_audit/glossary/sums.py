"""Declassification dates as sums a reader can check: `2006-03-01 + 25 y = 2031-03-01`."""

import datetime as dt
import re

from redaction_audit.glossary.page import Row
from redaction_audit.law import Duration, Law, Regime
from redaction_audit.law.anniversary import add_years, year_end
from redaction_audit.text.layout import joined

_YEARS = re.compile(r"(\d{1,2}) years from the date of the source")


def anniversary(day: dt.date, years: int) -> str:
    """Return the sum of an anniversary; for 29 February the other day that counts is said."""
    due = add_years(day, years)
    leap = " (1 March counts as well)" if (day.month, day.day) == (2, 29) and due.day == 28 else ""
    return f"{day} + {years} y = {due}{leap}"


def end_of_year(day: dt.date, years: int, floor: dt.date | None = None) -> str:
    """Return the sum of a day that falls on 31 December, not before `floor`."""
    due = year_end(day, years)
    late = f"; not before {floor}" if floor and floor > due else ""
    return f"31 December of {day.year} + {years} y = {due}{late}"


def term(day: dt.date, duration: Duration) -> str:
    """Return the sum of a duration counted from `day`, with what belongs to it."""
    sum_ = (end_of_year if duration.year_end else anniversary)(day, duration.years)
    floor = (
        f"not before {duration.floor}" if duration.floor and duration.floor > year_end(day, duration.years) else None
    )
    return joined((sum_, "and again every such term" if duration.repeats else None, floor), "; ")


def new_document(day: dt.date, law: Law) -> tuple[Row, ...]:
    """Return what a new document of `day` may be marked with: the default and the longest date of its order."""
    found = (("by default", terms(day, law, "default")), ("at most", terms(day, law, "maximum")))
    return tuple(Row(label, term(day, known[-1]), known[-1].citation) for label, known in found if known)


def terms(day: dt.date, law: Law, what: str) -> list[Duration]:
    """Return the durations of that sort that hold for a new document of `day`, whatever its code."""
    return [d for r in law.on(day) for d in r.durations if d.what == what and not d.code and (d.first or day) <= day]


def scheduled(day: dt.date, regime: Regime, form: str) -> tuple[Row, ...]:
    """Return the terms that go with an instruction code (`GDS`, `GROUP-4`, `XGDS-2`) for a document of `day`."""
    rows = []
    for duration in regime.durations:
        if duration.code and (form == duration.code or form.startswith(duration.code + "-")):
            label = joined((duration.level, f"to {duration.to}" if duration.to else None), " ")
            rows.append(Row(label or _TERM.get(duration.what, duration.what), term(day, duration), duration.citation))
    return tuple(rows)


_TERM = {"schedule": "declassified", "downgrade": "a level down", "exempt": "at the latest"}


def today(day: dt.date, law: Law, form: str) -> tuple[Row, ...]:
    """Return what a mark of `day` counts for now: the date a derivative document carries, and the automatic date."""
    treated = law.today(form)
    if treated is None:
        return ()
    rows = []
    if found := _YEARS.search(treated.derivative):
        rows.append(Row("as a source", anniversary(day, int(found[1])), treated.citation))
    return (*rows, *automatic(day, law))


def automatic(day: dt.date, law: Law) -> tuple[Row, ...]:
    """Return the automatic date of a permanent record of `day`, by the order in force."""
    duration = law.regimes[law.heads[-1].id].duration("automatic")
    return (Row("automatic", f"{term(day, duration)}; permanent records", duration.citation),) if duration else ()
