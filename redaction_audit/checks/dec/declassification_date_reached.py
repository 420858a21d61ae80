"""DEC: the declassification date of the record has been reached."""

import datetime as dt
from collections.abc import Iterator
from datetime import date

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import author_due, author_until, level
from redaction_audit.checks.dec.sources import CARRIED, DURATION
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.law.anniversary import term, term_words


@record_check(
    "DEC010",
    "declassification-date-reached",
    severity="note",
    cites=(CARRIED, DURATION),
    basis=("EO-09",),
    when="dated",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦11/11/2014⟧"), date="2005-05-12", as_of=date(2020, 1, 15)),
        Example(telegram("E.O. 12958: DECL: ⟦11/11/2014⟧"), date="2005-05-12", as_of=date(2014, 11, 11)),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 11/11/2014"), date="2005-05-12", as_of=date(2014, 11, 10)),
        Example(telegram("E.O. 12958: DECL: 11/11/2014"), date="2005-05-12", as_of=date(2010, 1, 15)),
        Example(telegram("E.O. 12958: DECL: 05/12/1995"), date="2005-05-12", also=("DEC003",)),
        Example(telegram("E.O. 12065: RDS-4 6/5/99 (ROWE, ADA) OR-M", by=""), date="1979-06-05"),
    ),
)
def declassification_date_reached(view: View) -> Iterator[Hit | Skip]:
    """The declassification date of the record has been reached on the day of the audit.

    ## Why it matters
    A record declassifies on its own date unless an authority extended it before that day. Text withheld as classified
    beyond it needs another ground.

    ## What to do
    Make sure that no exemption or extension was set before calling the record unclassified; then reconsider what is
    still withheld from it.

    ## Known limits
    An extension or an exemption need not be visible on the page, so this never says more than that the date has passed.
    Where a later review set a date of its own, the author's date is not judged.
    """
    fields = view.structure.fields
    due = author_due(view)
    until = author_until(view)
    if due is None or until is None or until > view.as_of or level(view) is None:
        return
    if view.date is not None and until < view.date[0]:
        return  # no date of this record: another check says so
    if fields.review is not None and fields.review.declassify_on is not None:
        return
    days = (view.as_of - until).days
    when = f"passed {term_words(until, view.as_of)} before {view.as_of}" if days else "is reached that day"
    words = f"declassification date {until} {when}; verify that nothing extended it"
    data = {
        "arithmetic": f"{_origin(view, until)}; {view.as_of} is {term(until, view.as_of)} later",
        "declassify_on": until.isoformat(),
        "as_of": view.as_of.isoformat(),
        "days_past": days,
    }
    yield Hit(due.start, due.end, words, kind="header.declassify-on", data=data, evidence=due.raw)


def _origin(view: View, until: dt.date) -> str:
    """Return how the date came about where the record's own day is known: `2006-03-14 + 10 y = 2016-03-14`."""
    if view.date is None or view.date[0] != view.date[1]:
        return f"marked {until}"
    return f"{view.date[0]} + {term(view.date[0], until)} = {until}"
