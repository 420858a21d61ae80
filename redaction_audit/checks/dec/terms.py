"""Terms of the orders as the law files state them: first days, maxima, the automatic date, ceilings."""

import datetime as dt
from functools import cache, lru_cache

from redaction_audit.check import View
from redaction_audit.law import Duration, Instruction, Law, Regime
from redaction_audit.law.anniversary import add_years, year_end

LIMITED = "eo12958"
"""The first order that limits every date at origin: E.O. 12065 limits by authority, E.O. 12356 not at all."""

CURRENT = "eo13526"
"""The order whose directive gives exemptions, atomic and NATO portions and dates the form they have today."""

SCHEDULED = "eo11652"
"""The order of the general declassification schedule and its exemptions."""

GROUPED = "eo10501_10964"
"""The text with the downgrading Groups 1 to 4."""

SIX_YEAR = "eo12065"
"""The order that limits by authority: six years, twenty, thirty."""


_DAYS = 1_024
"""Days whose law is remembered: the rules ask for the same day of a record one after the other."""

_CODES = 4_096
"""Codes whose law is remembered: a batch has a few thousand different ones."""


def governing(view: View, day: dt.date) -> tuple[Regime, ...]:
    """Return the orders under which a record of `day` may be marked, oldest first."""
    return view.law.on(day)


@cache
def _since(law: Law, id_: str) -> dt.date:
    return next((head.first for head in law.heads if head.id == id_), dt.date.max)


def since(view: View, id_: str) -> dt.date:
    """Return the first day on which a record may be marked under the order `id_`; the end of time without its file."""
    return _since(view.law, id_)


@lru_cache(_CODES)
def _entry(law: Law, id_: str, code: str) -> Instruction | None:
    return law.regimes[id_].instruction(code)


def entry(view: View, regime: Regime, code: str) -> Instruction | None:
    """Return what an order says of a normalised instruction code, None when it does not know it."""
    return _entry(view.law, regime.id, code)


@lru_cache(_CODES)
def _signed(law: Law, code: str) -> dt.date | None:
    lawful = (regime.signed for regime, said in law.instructions(code) if said.valid == "yes")
    return next(lawful, None)


def introduced(view: View, code: str) -> dt.date | None:
    """Return when the first order that allows a code was signed, None when none does."""
    return _signed(view.law, code)


def under(view: View, day: dt.date, id_: str) -> bool:
    """Say whether a record of `day` may be marked under the order `id_`."""
    return any(regime.id == id_ for regime in governing(view, day))


def before(view: View, id_: str) -> bool:
    """Say whether the record is older than the first day of the order `id_`, or its date is not known."""
    return view.date is None or view.date[0] < since(view, id_)


def maximum(view: View, day: dt.date) -> Duration | None:
    """Return the longest maximum that an order possible on `day` sets for a date at origin, None where none does."""
    return _maximum(view.law, day)


@lru_cache(_DAYS)
def _maximum(law: Law, day: dt.date) -> Duration | None:
    first = _since(law, LIMITED)
    terms = (
        term
        for regime in law.on(day)
        if regime.effective >= first
        for term in regime.durations
        if term.what == "maximum" and (term.first is None or term.first <= day)
    )
    return max(terms, key=lambda term: term.years, default=None)


@cache
def _usual_terms(law: Law) -> tuple[int, ...]:
    first = _since(law, LIMITED)
    regimes = [law.regimes[head.id] for head in law.heads if head.effective >= first]
    return tuple(sorted({e.years for r in regimes for e in r.durations if e.what in ("default", "maximum")}))


def usual_terms(view: View) -> tuple[int, ...]:
    """Return the terms in years that orders since E.O. 12958 set as default or maximum, ascending."""
    return _usual_terms(view.law)


@cache
def _automatic(law: Law) -> Duration:
    regimes = (law.regimes[head.id] for head in reversed(law.heads))
    return next(term for regime in regimes if (term := regime.duration("automatic")))


def automatic(view: View) -> Duration:
    """Return what the latest order that speaks of it says of automatic declassification (32 CFR 2001.30)."""
    return _automatic(view.law)


def automatic_date(view: View, day: dt.date) -> dt.date:
    """Return when a permanent record of `day` declassifies without any act, under the latest order that says so.

    31 December of the twenty-fifth year, not before the first deadline that took effect (32 CFR 2001.30).
    """
    term = automatic(view)
    return max(year_end(day, term.years), term.floor or dt.date.min)


def automatic_sum(view: View, day: dt.date) -> str:
    """Return the arithmetic of the automatic date: `31 December of 1988 + 25 y = 2013-12-31`."""
    years, until = automatic(view).years, automatic_date(view, day)
    words = f"31 December of {day.year} + {years} y = {year_end(day, years)}"
    return words if until == year_end(day, years) else f"{words}, not before {until}"


def counts_to(view: View, day: dt.date) -> dt.date:
    """Return the day to which a record of `day` without a lawful instruction counts (32 CFR 2001.22(e)(1), (3))."""
    return add_years(day, automatic(view).years)


def counts_sum(view: View, day: dt.date) -> str:
    """Return the arithmetic of `counts_to`: `2007-03-14 + 25 y = 2032-03-14`."""
    return addition(day, automatic(view).years)


@cache
def _ceilings(law: Law) -> tuple[int, ...]:
    regimes = (law.regimes[head.id] for head in reversed(law.heads))
    found = (sorted(e.years for e in regime.durations if e.what == "ceiling") for regime in regimes)
    return tuple(next((years for years in found if years), ()))


def ceilings(view: View) -> tuple[int, ...]:
    """Return the years after which exemptions end under the latest order that says so, ascending (32 CFR 2001.26)."""
    return _ceilings(view.law)


def addition(day: dt.date, years: int) -> str:
    """Return `2005-05-12 + 10 y = 2015-05-12`."""
    return f"{day} + {years} y = {add_years(day, years)}"
