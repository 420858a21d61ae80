"""DEC: a declassification date beyond the longest term that the order in force allowed."""

import datetime as dt
import re
from collections.abc import Iterator

from msgspec.structs import replace

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    LATER_HANDS,
    NO_DATE,
    Verdict,
    author_due,
    author_until,
    due_date,
    law,
    said,
    stamp_day,
    stamp_hit,
)
from redaction_audit.checks.dec.extension import extended
from redaction_audit.checks.dec.sources import AUTOMATIC, CHANGE, DURATION, ISSUED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import (
    addition,
    automatic,
    automatic_date,
    automatic_sum,
    counts_sum,
    counts_to,
    governing,
    maximum,
)
from redaction_audit.law import Duration
from redaction_audit.law.anniversary import add_years, term, term_words, within
from redaction_audit.model import Declassify

_STRIP = (
    "Classified by DAS, A/GIS, DoS on 08/27/2015 — Class: CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on: {}\n\n"
    "From: Rowe, Ada\nSent: Tuesday, March 2, 2010 9:15 AM\nTo: Board\nSubject: Quays\n\nThe board met.\n"
)

_DERIVED = "SECRET\n\nMinutes of the board\n\nClassified By: Ada Rowe\nDerived From: Harbor Guide\nDeclassify On: {}\n"
_EXTENDED = (
    "SECRET\n\nMinutes of the board\n\nClassified By: Ada Rowe\nReason: 1.5(b)\nDeclassify On: {}\n"
    "Classification extended on March 1, 2007, {}\n"
)


@record_check(
    "DEC008",
    "overlong-duration",
    severity="error",
    cites=(DURATION, ISSUED, CHANGE, AUTOMATIC),
    basis=("EO-07",),
    by_provenance=LATER_HANDS,
    when="dated",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦04/01/2034⟧"), date="2004-04-01"),
        Example(
            telegram("E.O. 12958: DECL: ⟦01/01/2017⟧", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1997-01-01",
        ),
        Example(telegram("E.O. 12958: DECL: ⟦12/31/2034⟧"), date="2009-06-30"),
        Example(_STRIP.format("⟦08/26/2040⟧"), date="2010-03-02"),
        Example(_DERIVED.format("⟦20450505⟧"), date="2012-05-05"),
        Example(_DERIVED.format("⟦20340505⟧"), date="2008-05-05"),
        Example(_EXTENDED.format("⟦March 10, 2019⟧", "by John Dole, Director"), date="1997-03-10"),
        Example(_EXTENDED.format("⟦March 10, 2017⟧", "as usual"), date="1997-03-10"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 04/01/2029"), date="2004-04-01"),
        Example(telegram("E.O. 12958: DECL: 04/02/2029"), date="2004-04-01"),
        Example(telegram("E.O. 13526: DECL: 20351010"), date="2010-10-10"),
        Example(
            telegram("E.O. 12958: DECL: 03/01/2006", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1996-02-29",
        ),
        Example(_STRIP.format("03/02/2035"), date="2010-03-02"),
        Example(
            telegram("E.O. 12958: DECL: X1 01/01/2017", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1997-01-01",
        ),
        Example(telegram("E.O. 12356: DECL: 03/14/2030", by=""), date="1990-03-14"),
        Example(_DERIVED.format("20370505"), date="2012-05-05"),
        Example(_EXTENDED.format("March 10, 2017", "by John Dole, Director"), date="1997-03-10"),
    ),
)
def overlong_duration(view: View) -> Iterator[Hit | Skip]:
    """The declassification date lies beyond the longest term that the order in force allowed.

    ## Why it matters
    E.O. 12958 as issued allowed a date up to 10 years ahead, its amendment and E.O. 13526 up to 25. A later date needs
    an exemption that only a review can give, so a date beyond the maximum stands on nothing but itself.

    ## What to do
    Compare both dates with the page image. Where they are printed so, count with the last lawful day that the finding
    shows.

    ## Known limits
    The term runs from the decision: from the day of a later review where its strip carries the date, else from the date
    of the record. A day beside the anniversary passes, two for 29 February. A date rounded up to 31 December of the
    twenty-fifth year, where permanent records declassify anyway, is a note. An authority could extend ten years at a
    time under E.O. 12958 as issued, hence a warning there as far as the automatic date, and nothing where the page
    names who extended it and when. Behind a derived-from line it is a note before E.O. 13526, for a guide may have set
    the date; under E.O. 13526 guides stop at 25 years as well. With an exemption code the syntax check speaks instead.
    """
    yield from _author(view, author_due(view))
    review = view.structure.fields.review
    due, decided = (review.declassify_on if review is not None else None), stamp_day(review)
    until = due_date(view, due)
    if due is None or decided is None or until is None or due.codes:
        return
    verdict = _judge(view, decided, until) or _past_own(view, until)
    if verdict is not None:
        yield stamp_hit(view, decided, due, verdict)


def _author(view: View, due: Declassify | None) -> Iterator[Hit | Skip]:
    until = author_until(view)
    if due is None or until is None or any(code[:3] in ("25X", "50X", "75X") for code in due.codes):
        return
    if view.date is None:
        yield NO_DATE
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, until, due.codes))


def _judge(view: View, day: dt.date, until: dt.date, codes: tuple[str, ...] = ()) -> Verdict | None:
    """Judge a date against the maximum counted from `day`; `codes` are the exemptions beside it."""
    longest = maximum(view, day)
    if longest is None or within(until, day, longest.years):
        return None
    if longest.years < automatic(view).years and any(re.fullmatch(r"X\d?", code) for code in codes):
        return None  # an exemption of E.O. 12958 as issued lifts its ten years
    if longest.years < automatic(view).years and extended(view, day, until, longest.years):
        return None  # nor does a term that an authority prolonged, with name and date
    last = add_years(day, longest.years)
    order = next(regime.order for regime in governing(view, day) if longest in regime.durations)
    over = (until - last).days
    data = {
        "base": day.isoformat(),
        "declassify_on": until.isoformat(),
        "maximum_years": longest.years,
        "last_lawful_day": last.isoformat(),
        "days_over": over,
        "law": law(longest),
    }
    words = (
        f"declassification date {until} is {term_words(day, until)} after {day}; {order} allows {longest.years} years, "
        f"to {last}: {term_words(last, until)} over"
    )
    steps = f"{addition(day, longest.years)}; marked {until} = {last} + {term(last, until)}"
    tolerated = next((t for r in governing(view, day) if (t := r.tolerates("duration", day)) and t.years), None)
    if tolerated is not None and within(until, day, tolerated.years or 0):
        data["law"] = law(tolerated, longest)
        return Verdict(f"{words}; the amended text already allowed {tolerated.years}", data, "note", steps)
    allowed = max(longest.years, tolerated.years or 0) if tolerated is not None else longest.years
    return _weighed(view, day, until, Verdict(words, data, arithmetic=steps), (allowed, longest))


def _weighed(view: View, day: dt.date, until: dt.date, over: Verdict, allowed: tuple[int, Duration]) -> Verdict:
    """Weigh a date beyond the maximum: rounded up, within the automatic date, carried from a guide, or beyond all.

    `allowed` is the longest term in years that the law or a tolerance of the day knows, and the maximum itself.
    """
    rounded = automatic_date(view, day)
    words, steps = over.message, over.arithmetic
    if allowed[0] >= automatic(view).years and until <= rounded:
        words, steps = f"{words}; it is within the automatic date {rounded}", f"{steps}; {automatic_sum(view, day)}"
        return replace(over, message=words, severity="note", arithmetic=steps)
    if view.structure.fields.derived_from is not None and not allowed[1].derivative:
        return replace(over, message=f"{words}; a guide or source may have set it", severity="note")
    within = until <= rounded  # an authority could extend ten years at a time, as far as the automatic date
    return replace(over, severity="warning") if within or allowed[1].status == "unverified" else over


def _past_own(view: View, until: dt.date) -> Verdict | None:
    """Judge a reviewer's date, lawful from the decision, against the record's own twenty-fifth year."""
    if view.date is None or within(until, view.date[1], automatic(view).years):
        return None
    own, rounded = counts_to(view, view.date[1]), automatic_date(view, view.date[1])
    words = (
        f"reviewer's date {until} is within {automatic(view).years} years of the decision but past the record's own "
        f"twenty-fifth year, {own}; permanent records declassify automatically on {rounded}"
    )
    data = {"declassify_on": until.isoformat(), "own_25_years": own.isoformat(), "automatic_date": rounded.isoformat()}
    steps = f"{counts_sum(view, view.date[1])}; {automatic_sum(view, view.date[1])}"
    return Verdict(words, data, "note", steps)
