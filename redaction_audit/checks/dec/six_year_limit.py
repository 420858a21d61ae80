"""DEC: a date under E.O. 12065 beyond its six, twenty or thirty years."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, anchored_day, author_due, law, said, two_digit_year
from redaction_audit.checks.dec.early import dated_mark
from redaction_audit.checks.dec.sources import SIX_YEARS
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import SIX_YEAR, addition, under
from redaction_audit.law import Duration
from redaction_audit.law.anniversary import add_years, term, term_words, within
from redaction_audit.model import Declassify


@record_check(
    "DEC021",
    "six-year-limit",
    severity="warning",
    cites=(SIX_YEARS,),
    basis=("EO-18",),
    by_provenance=LATER_HANDS,
    flags=(
        Example(telegram("E.O. 12065: GDS ⟦1/1/95⟧ (ROWE, ADA) OR-M", by=""), date="1980-01-01"),
        Example(telegram("E.O. 12065: ⟦RDS 1/1/2015⟧ (ROWE, ADA) OR-M", by=""), date="1980-01-01"),
        Example("SECRET\n\nMinutes of the board\n\n⟦REVIEW ON 1/1/2015⟧\n\nThe quay is new.\n", date="1980-01-01"),
        Example(telegram("E.O. 12065: ⟦RDS-1 1/1/2010⟧ (ROWE, ADA) OR-M", by=""), date="1980-01-01"),
    ),
    passes=(
        Example(telegram("E.O. 12065: RDS-4 6/5/99 (ROWE, ADA) OR-M", by=""), date="1979-06-05"),
        Example(telegram("E.O. 12065: GDS 11/15/85 (ROWE, ADA)", by=""), date="1979-11-16"),
        Example(telegram("E.O. 12065: GDS 11/16/85 (ROWE, ADA)", by=""), date="1979-11-16"),
        Example(telegram("E.O. 12065: RDS-1 1/1/00 (ROWE, ADA)", by=""), date="1980-01-01"),
        Example(telegram("E.O. 12065: RDS-4 1/1/15 (ROWE, ADA)", by=""), date="1980-01-01"),
        Example(telegram("E.O. 12356: DECL: 1/1/2015", by=""), date="1983-01-01"),
        Example("SECRET\n\nDocument Number 17 for FOIA Review on JUN 2012\n\nThe quay is new.\n", date="1980-01-01"),
        Example("SECRET\n\nThe board meets for\nReview on 1/1/1985 of the plans.\n", date="1980-01-01"),
    ),
)
def six_year_limit(view: View) -> Iterator[Hit | Skip]:
    """A date under E.O. 12065 lies beyond its six, twenty or thirty years.

    ## Why it matters
    E.O. 12065 let most officials classify for six years; only officials with TOP SECRET authority could go to twenty,
    and only foreign government information to thirty. A mark beyond that had no authority behind it.

    ## What to do
    Count with the last lawful day that the finding shows. For a term beyond six years look for the reason and the
    official that the order asked for.

    ## Known limits
    A review date between twenty and thirty years is a note: it may protect foreign government information. What the
    digit of RDS-1 to RDS-4 means was not found and is not used. A year of two digits that no century puts within thirty
    years is not judged. Where the page gives a reason for extending, a term to twenty years is a note.
    """
    if view.date is not None and SIX_YEAR not in view.regimes:
        return
    due = author_due(view) or dated_mark(view)
    until = anchored_day(view, due)
    if due is None or until is None:
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, until, due))


def _judge(view: View, day: dt.date, until: dt.date, due: Declassify) -> Verdict | None:
    if not under(view, day, SIX_YEAR):
        return None
    six, twenty, thirty = (view.law.regimes[SIX_YEAR].duration(what) for what in ("default", "maximum", "exempt"))
    if six is None or twenty is None or thirty is None:
        return None
    reviewed = any(code.startswith(("RDS", "REVIEW")) for code in due.codes)
    limit = twenty if reviewed else six
    if within(until, day, limit.years) or (two_digit_year(due) and until > add_years(day, thirty.years)):
        return None
    if reviewed and within(until, day, thirty.years):
        return _verdict(
            day, until, limit, f"; up to {thirty.years} years only for foreign government information", True
        )
    if reviewed:
        return _verdict(day, until, thirty, "", False)
    explained = within(until, day, twenty.years) and _extended(view)
    return _verdict(day, until, six, "; the page gives a reason for extending" if explained else "", explained)


def _verdict(day: dt.date, until: dt.date, limit: Duration, more: str, light: bool) -> Verdict:
    last = add_years(day, limit.years)
    over = (until - last).days
    years = limit.years
    words = f"date {until} on a record of {day}; E.O. 12065 allows {years} years, to {last}: "
    words += f"{term_words(last, until)} over{more}"
    data = {
        "base": day.isoformat(),
        "declassify_on": until.isoformat(),
        "maximum_years": limit.years,
        "last_lawful_day": last.isoformat(),
        "days_over": over,
        "law": law(limit),
    }
    steps = f"{addition(day, limit.years)}; marked {until} = {last} + {term(last, until)}"
    return Verdict(words, data, "note" if light else None, steps)


def _extended(view: View) -> bool:
    """Say whether the page cites what an extension rests on: section 1-301, or words of extending."""
    return view.page.literals.any_of(("1-301", "xtended", "XTENDED", "xtension", "XTENSION"))
