"""DEC: a declassification date that is no anniversary of the record: often a stale template."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import COARSE, NO_DATE, author_due, author_until, law, written
from redaction_audit.checks.dec.sources import CHANGE, DURATION
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import addition, maximum, usual_terms
from redaction_audit.law.anniversary import add_years, ends_month, term, term_words

_NEAR = dt.timedelta(days=2)


@record_check(
    "DEC009",
    "odd-duration",
    severity="note",
    cites=(DURATION, CHANGE),
    basis=("EO-08",),
    when="dated",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦11/11/2014⟧"), date="2005-05-12"),
        Example(telegram("E.O. 13526: DECL: ⟦10/20/2030⟧"), date="2011-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 05/12/2015"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 05/11/2015"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 05/12/2010"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 12/31/2014"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 12/01/2014"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 11/11/2014"), date="2005"),
        Example(
            "SECRET\n\nMinutes\n\nDerived From: Harbor Guide\nDated: 20041123\nDeclassify On: 20291123\n",
            date="2006-03-14",
        ),
    ),
)
def odd_duration(view: View) -> Iterator[Hit | Skip]:
    """The declassification date is no anniversary of the record and no usual calendar day.

    ## Why it matters
    Most dates are set a number of whole years ahead. A date that is not was chosen for a reason of its own, or came
    from an older document or template; where it is exactly 10 or 25 years after an earlier day, the finding names that
    day.

    ## What to do
    Nothing is wrong with a date of its own: the orders prefer one. Look whether the block was carried over from an
    older draft, and whether its reason and classifier were too.

    ## Known limits
    Elections, visits and ends of talks make lawful odd dates. A derivative page carries the date of its source, which
    counts from another day, and is not judged. Only records whose date is known to the day are judged,
    and only dates within the longest lawful term.
    """
    due = author_due(view)
    until = author_until(view)
    if due is None or until is None or due.codes or view.structure.fields.derived_from is not None:
        return
    if view.date is None:
        yield NO_DATE
        return
    base, last = view.date
    if base != last:
        yield COARSE
        return
    longest = maximum(view, base)
    if longest is None or until <= base or until - add_years(base, longest.years) > _NEAR or _usual(base, until):
        return
    exact = _exact(base, until, usual_terms(view))
    steps = f"{addition(base, _nearest(base, until))}; marked {until} = {base} + {term(base, until)}"
    words = f"declassification date {until} is {term_words(base, until)} after {base}, no whole number of years"
    if exact is not None:
        years, earlier = exact
        words += f"; it is exactly {years} years after {earlier}, so perhaps carried over"
        steps = f"{addition(base, years)}; marked {until} = {earlier} + {years} y"
    data = {
        "arithmetic": steps,
        "date": written((base, last)),
        "declassify_on": until.isoformat(),
        "term": term(base, until),
        "days": (until - base).days,
        "exact": {"years": exact[0], "from": exact[1].isoformat()} if exact else None,
        "law": law(longest),
    }
    yield Hit(due.start, due.end, words, kind="header.declassify-on", data=data, evidence=due.raw)


def _usual(base: dt.date, until: dt.date) -> bool:
    """Say whether `until` is within two days of an anniversary (1 to 25 years) or the first or last day of a month."""
    if until.day == 1 or ends_month(until):
        return True
    apart = until.year - base.year
    return any(abs(until - add_years(base, years)) <= _NEAR for years in (apart - 1, apart, apart + 1) if years > 0)


def _nearest(base: dt.date, until: dt.date) -> int:
    """Return the whole number of years, 1 at least, after which the anniversary of `base` is nearest to `until`."""
    apart = until.year - base.year
    return min((max(1, apart - 1), max(1, apart), apart + 1), key=lambda years: abs(add_years(base, years) - until))


def _exact(base: dt.date, until: dt.date, terms: tuple[int, ...]) -> tuple[int, dt.date] | None:
    """Return one of `terms` and the day within the year before `base` from which `until` is exactly so many years."""
    for years in terms:
        earlier = add_years(until, -years)
        if dt.timedelta(0) < base - earlier <= dt.timedelta(days=366):
            return years, earlier
    return None
