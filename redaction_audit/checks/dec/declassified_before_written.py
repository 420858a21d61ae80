"""DEC: a declassification date earlier than the record."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    LATER_HANDS,
    NO_DATE,
    PIVOT,
    Verdict,
    anchored_day,
    author_due,
    is_telegram,
    later_hand,
    named_day,
    said,
    two_digit_year,
)
from redaction_audit.checks.dec.sources import CARRIED, DURATION
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import LIMITED, since
from redaction_audit.law.anniversary import add_years, term, term_words


@record_check(
    "DEC003",
    "declassified-before-written",
    severity="error",
    cites=(DURATION, CARRIED),
    basis=("EO-06",),
    by_provenance=LATER_HANDS,
    when="dated",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦05/12/1995⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦05/11/2005⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦05/12/2004⟧"), date="2005"),
        Example(telegram("E.O. 12958: DECL: ⟦5/12/95⟧"), date="2005-05-12"),
        Example("SECRET\n\nMay 12, 2005\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: ⟦5/12/04⟧\n"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 05/12/2015"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 05/12/2005"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 05/12/2005"), date="2005"),
        Example(telegram("E.O. 12958: DECL: 5/12/15"), date="2005-05-12"),
        Example("SECRET\n\nMay 12, 2005\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: 5/12/15\n"),
        Example("SECRET\n\nMay 12, 1963\n\nMinutes\n\nDeclassify On: 5/12/05\n"),
        Example("05ARBON412\n1975-03-10 09:30\n\n" + telegram("E.O. 11652: GDS 12/31/81", by="")),
        Example(telegram("E.O. 12065: RDS-4 6/5/99 (ROWE, ADA) OR-M", by=""), date="1979-06-05"),
    ),
)
def declassified_before_written(view: View) -> Iterator[Hit | Skip]:
    """The declassification date lies before the date of the record.

    ## Why it matters
    A document cannot be classified until a day that was past when it was written. Either the instruction is a leftover
    of a template or a misprint, or the date of the record is wrong; every date computed from it is then wrong as well.

    ## What to do
    Compare both dates with the page image. If both are printed so, the page carries no lawful instruction.

    ## Known limits
    A two-digit year is read as the one that lies 0 to 30 years after the record. Where no century does that, it is one
    of the 24 years before the record (a hundred years on, no term would reach it) or lies further ahead, which is a
    warning. A date on the very day is allowed. The decision date of a later review is no instruction.
    """
    due = author_due(view)
    day = anchored_day(view, due)
    if due is None or day is None or due.kind != "date":
        return
    if view.date is None:
        yield NO_DATE
        return
    short = two_digit_year(due)
    if not short and day >= view.date[1]:  # not before any day on which the record may have been written
        return
    left_over = short and (due.value or "") < view.date[0].isoformat()
    if left_over:
        day = named_day(due) or day
    elif not is_telegram(view) and _later(view, view.date[0], day, short):
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda of: _judge(of, day, short))


def _later(view: View, of: dt.date, day: dt.date, short: bool) -> bool:
    """Say whether a later hand may have put the instruction on a page of the day `of`: decades later, or before it."""
    return of < since(view, LIMITED) if short else later_hand(view, dt.date(day.year, 1, 1))


def _judge(of: dt.date, day: dt.date, short: bool) -> Verdict | None:
    """Compare a due day with the day of the record; `short` says that the century is not on the page."""
    if day >= of:
        last = add_years(of, PIVOT)
        if not short or day <= last:
            return None
        words = f"no century puts the year {day.year % 100:02} within {PIVOT} years after {of}"
        steps = f"{of} + {PIVOT} y = {last}; {add_years(day, -100)} and {day} lie outside"
        return Verdict(words, {"year": day.year % 100}, "warning", steps)
    words = f"declassification date {day} lies {term_words(day, of)} before the record of {of}"
    steps = f"{day} + {term(day, of)} = {of}"
    if short:  # the century is not printed, and the next one leads beyond every term that an order gave
        steps += f"; {add_years(day, 100)} lies {term_words(of, add_years(day, 100))} after it"
    return Verdict(words, {"declassify_on": day.isoformat(), "days": -(of - day).days}, arithmetic=steps)
