"""DEC: a declassification date beyond the longest term that the order in force allowed."""

import datetime as dt
import re
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import NO_DATE, Verdict, due_date, law, said
from redaction_audit.checks.dec.sources import AUTOMATIC, CHANGE, DURATION, ISSUED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import maximum
from redaction_audit.law.anniversary import add_years, grace, term, year_end
from redaction_audit.model import Declassify

_STRIP = (
    "Classified by DAS, A/GIS, DoS on 08/27/2015 — Class: CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on: {}\n\n"
    "From: Rowe, Ada\nSent: Tuesday, March 2, 2010 9:15 AM\nTo: Board\nSubject: Quays\n\nThe board met.\n"
)


@record_check(
    "DEC008",
    "overlong-duration",
    severity="error",
    cites=(DURATION, ISSUED, CHANGE, AUTOMATIC),
    basis=("EO-07",),
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦04/01/2034⟧"), date="2004-04-01"),
        Example(
            telegram("E.O. 12958: DECL: ⟦01/01/2017⟧", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1997-01-01",
        ),
        Example(telegram("E.O. 12958: DECL: ⟦12/31/2034⟧"), date="2009-06-30"),
        Example(_STRIP.format("⟦08/26/2040⟧"), date="2010-03-02"),
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
    time under E.O. 12958 as issued, hence a warning there. With an exemption code the syntax check speaks instead.
    """
    fields = view.structure.fields
    yield from _author(view, fields.declassify_on)
    review = fields.review
    if review is None or review.declassify_on is None or not review.date:
        return
    due, until = review.declassify_on, due_date(view, review.declassify_on)
    try:
        decided = dt.date.fromisoformat(review.date)
    except ValueError:  # a year or a month is no decision date
        return
    if until is None or due.codes:
        return
    verdict = _judge(view, decided, until) or _past_own(view, until)
    if verdict is not None:
        data = {"decided": decided.isoformat(), **verdict.data}
        yield Hit(
            due.start, due.end, verdict.message, kind="review.declassify-on", data=data,
            evidence=view.text[due.start : due.end], severity=verdict.severity,
        )  # fmt: skip


def _author(view: View, due: Declassify | None) -> Iterator[Hit | Skip]:
    until = due_date(view, due)
    if due is None or until is None or any(code[:3] in ("25X", "50X", "75X") for code in due.codes):
        return
    if view.date is None:
        yield NO_DATE
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, until, due.codes))


def _judge(view: View, day: dt.date, until: dt.date, codes: tuple[str, ...] = ()) -> Verdict | None:
    """Judge a date against the maximum counted from `day`; `codes` are the exemptions beside it."""
    longest = maximum(view, day)
    if longest is None or until <= add_years(day, longest.years) + grace(day):
        return None
    if longest.years < 25 and any(re.fullmatch(r"X\d?", code) for code in codes):
        return None  # an exemption of E.O. 12958 as issued lifts its ten years
    last = add_years(day, longest.years)
    order = next(regime.order for regime in view.law.on(day) if longest in regime.durations)
    data = {
        "base": day.isoformat(),
        "declassify_on": until.isoformat(),
        "maximum_years": longest.years,
        "last_lawful_day": last.isoformat(),
        "days_over": (until - last).days,
        "law": law(longest),
    }
    words = (
        f"declassification date {until} is {term(day, until)} after {day}; {order} allows {longest.years} years, "
        f"to {last}: {(until - last).days} days over"
    )
    tolerated = next((t for r in view.law.on(day) if (t := r.tolerates("duration", day)) and t.years), None)
    if tolerated is not None and until <= add_years(day, tolerated.years or 0) + grace(day):
        return Verdict(
            f"{words}; the amended text already allowed {tolerated.years}",
            {**data, "law": law(tolerated, longest)},
            "note",
        )
    if longest.years >= 25 and until <= year_end(day, 25):
        return Verdict(f"{words}; it is within the automatic date {year_end(day, 25)}", data, "note")
    light = longest.years < 25 or longest.status == "unverified"
    return Verdict(words, data, "warning" if light else None)


def _past_own(view: View, until: dt.date) -> Verdict | None:
    """Judge a reviewer's date, lawful from the decision, against the record's own twenty-fifth year."""
    if view.date is None or until <= add_years(view.date[1], 25) + grace(view.date[1]):
        return None
    own = add_years(view.date[1], 25)
    automatic = year_end(view.date[1], 25)
    words = (
        f"reviewer's date {until} is within 25 years of the decision but past the record's own twenty-fifth year, "
        f"{own}; permanent records declassify automatically on {automatic}"
    )
    data = {
        "declassify_on": until.isoformat(),
        "own_25_years": own.isoformat(),
        "automatic_date": automatic.isoformat(),
    }
    return Verdict(words, data, "note")
