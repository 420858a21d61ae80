"""The arithmetic of the orders: what an instruction means on the day it was written, and when it ends all the same.

Terms, schedules, floors and their sources stand in `rules/eo*.toml`; nothing is computed from figures of this module.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from redaction_audit.calendar.entry import Basis, Level, Term
from redaction_audit.calendar.page import Page, exact
from redaction_audit.checks.dec.sources import LEGACY
from redaction_audit.law import Duration, Law, Regime
from redaction_audit.law.anniversary import add_years, term, within, year_end
from redaction_audit.model import Citation

_COUNTED = 25
"""Years after its date to which a source with an indefinite or missing instruction counts (32 CFR 2001.22(e))."""

EXEMPTIONS = ("25X", "50X", "75X")

_WITHOUT_END = frozenset({"10290", "10501"})
"""Orders under which a page without an instruction has no term at all."""


def lawful(page: Page, law: Law) -> Term | None:
    """Return what the instruction means under the order of the day, None where it names no end (an event, a Group).

    A date known to the month or year gives the latest of the possible days.
    """
    if page.said is None and page.reviewed_to is not None:
        return _decided(page, page.reviewed_to, law)
    if page.days is None:
        return None
    first, last = page.days
    days = (first,) if first == last else law.turns(first, last)
    terms = [found for day in days if (found := _on(page, day, law)) is not None]
    if len({item.basis for item in terms}) > 1:  # a schedule that not every possible day knows governs nothing
        terms = [item for item in terms if item.basis != "schedule"]
    found = max(terms, key=lambda item: item.date, default=None)
    if found is None or first == last or len({item.date for item in terms}) == 1:
        return found
    return Term(found.date, found.basis, f"{found.arithmetic} (latest possible day)", found.citations)


def automatic(page: Page, law: Law) -> Term | None:
    """Return the automatic date of a permanent record: 31 December of its 25th year, not before the first deadline.

    Source: the latest order that has such a rule (section 3.3 of E.O. 13526, 32 CFR 2001.30).
    """
    if page.days is None:
        return None
    day = page.days[1]
    entry = next((entry for regime in latest(law) if (entry := regime.duration("automatic"))), None)
    if entry is None:
        return None
    end = year_end(day, entry.years)
    sum_ = f"{day.year} + {entry.years} y = {end}"
    if entry.floor and entry.floor > end:
        return Term(entry.floor, "automatic", f"{sum_}, not before {entry.floor}", (entry.citation,))
    return Term(end, "automatic", sum_, (entry.citation,))


def ceiling(codes: Iterable[str], page: Page, law: Law) -> Term | None:
    """Return the furthest day of an exemption from automatic declassification, None for 75Xn and undated records."""
    limits = [_within(code, law) for code in codes if code[:3] in EXEMPTIONS]
    if page.days is None or not limits or None in limits:
        return None
    years = max(limit for limit in limits if limit is not None)
    ceilings = (e for regime in latest(law) for e in regime.durations if e.what == "ceiling" and e.years == years)
    entry = next(ceilings, None)
    if entry is None:
        return None
    day = page.days[1]
    end = year_end(day, years)
    sum_ = f"{day.year} + {years} y = {end}"
    if entry.floor and entry.floor > end:
        return Term(entry.floor, "ceiling", f"{sum_}, not before {entry.floor}", (entry.citation,))
    return Term(end, "ceiling", sum_, (entry.citation,))


def _within(code: str, law: Law) -> int | None:
    """Return the years that the latest order to know a code allows, None for no limit; 25X1-human is 50X1-HUM."""
    known = "50X1-HUM" if code == "25X1-HUMAN" else code
    entries = (entry for regime in latest(law) if (entry := regime.instruction(known)) and entry.valid == "yes")
    return next((entry.within for entry in entries), None)


def latest(law: Law) -> Iterator[Regime]:
    """Yield the orders, the latest first."""
    return (law.regimes[head.id] for head in reversed(law.heads))


def exempt(codes: Iterable[str]) -> bool:
    """Say whether a code exempts from automatic declassification."""
    return any(code[:3] in EXEMPTIONS for code in codes)


def _decided(page: Page, until: dt.date, law: Law) -> Term:
    """Return the date of a review that classified the page: its term counts from the day of the decision."""
    day = exact(page.review.date) if page.review else None
    if day is None:
        return Term(until, "review", str(until))
    regimes = law.on(day)
    longest = _longest(regimes, day)
    if longest is None or within(until, day, longest.years):
        order = tuple(regime.citation for regime in regimes)
        return Term(until, "review", f"decided {_sum(day, until)}", (longest.citation,) if longest else order)
    last = add_years(day, longest.years)
    return _of(longest, day, "maximum", before="decided ", also=f"; set {until} is {(until - last).days:,} d beyond")


# -- under the order of one day ----------------------------------------------------------------------------------------


def _on(page: Page, day: dt.date, law: Law) -> Term | None:
    regimes = law.on(day)
    said = page.said
    if exempt(page.codes):
        return _exempted(page, law)
    if page.marked is not None:
        return _dated(page, page.marked, day, regimes)
    if said is not None and said.kind == "event" and page.fault is None:
        return None
    if said is not None and said.kind == "code" and said.codes:
        return _coded(page, said.codes, day, law, regimes)
    if said is not None and (page.fault or said.kind == "not-applicable"):
        return counted(day) if regimes else None
    return _unmarked(page, day, regimes)


def _exempted(page: Page, law: Law) -> Term | None:
    limit = ceiling(page.codes, page, law)
    if page.marked is None or (limit and limit.date < page.marked) or page.days is None:
        return limit
    day = page.days[1]
    return Term(page.marked, "marked", _sum(day, page.marked), limit.citations if limit else ())


def _dated(page: Page, marked: dt.date, day: dt.date, regimes: tuple[Regime, ...]) -> Term:
    """Return a printed date, or the last day that the order allowed where the date lies beyond."""
    if any(code.startswith("GDS") for code in page.codes):
        if (entry := _schedule(regimes, "GDS", page.level)) is not None:
            return _of(
                entry, day, "schedule", also=f"; marked {marked}" if marked != year_end(day, entry.years) else ""
            )
        longest = _default(regimes)
    else:
        longest = None if _lifted(page.codes) else _longest(regimes, day)
    if longest is None or within(marked, day, longest.years):
        order = tuple(regime.citation for regime in regimes)
        return Term(marked, "marked", _sum(day, marked), (longest.citation,) if longest else order)
    last = add_years(day, longest.years)
    beyond = f"; marked {marked} is {(marked - last).days:,} d beyond"
    return _of(longest, day, "maximum", also=beyond)


def _coded(page: Page, codes: tuple[str, ...], day: dt.date, law: Law, regimes: tuple[Regime, ...]) -> Term | None:
    first = codes[0]
    if first.startswith(("RDS", "REVIEW", "N/A")):
        return None  # a review on a date ends nothing, nor does a word on other portions
    if first.startswith("GROUP-"):
        return _grouped(page, first, day, law)
    if first.startswith("GDS") and (entry := _schedule(regimes, "GDS", page.level)) is not None:
        return _of(entry, day, "schedule")
    if first.startswith("GDS") and any(regime.number == "12065" for regime in regimes):
        entry = _default(regimes)  # State used GDS for the six-year rule of E.O. 12065
        return _of(entry, day, "default") if entry else None
    if first.startswith("XGDS") and (entry := _named(regimes, "exempt", "XGDS")) is not None:
        return _of(entry, day, "exempt")
    return counted(day)


def _grouped(page: Page, code: str, day: dt.date, law: Law) -> Term | None:
    """Return the term of a Group; E.O. 11652 put on its own schedule what of Group 4 had not ended by then.

    A Group on a page that E.O. 11652 itself governs is none of its marks: the page is on the schedule by silence.
    """
    entry = _group(law, code)
    if entry is None:
        return None
    term_ = _of(entry, day, "schedule")
    for regime, special in law.specials():  # of all special cases, the one that names the Group and has a schedule
        if code in special.words and special.since and special.since <= term_.date and day <= regime.last:
            folded = _schedule((regime,), "GDS", page.level)
            if folded is not None:
                return _of(
                    replace(folded, floor=special.since), day, "schedule", before=f"from {special.since} on GDS: "
                )
    return term_


def _unmarked(page: Page, day: dt.date, regimes: tuple[Regime, ...]) -> Term | None:
    """Return what an order sets by itself: the schedule under E.O. 11652, a default under others, else 25 years."""
    if not page.bare:
        return counted(day) if any(regime.number not in _WITHOUT_END for regime in regimes) else None
    if any(regime.number == "11652" for regime in regimes):
        entry = _schedule(regimes, "GDS", page.level)
        return _of(entry, day, "schedule", before="unmarked, deemed GDS: ") if entry else None
    if (entry := _default(regimes)) is not None:
        return _of(entry, day, "default")
    return counted(day) if any(regime.number not in _WITHOUT_END for regime in regimes) else None


def counted(day: dt.date) -> Term:
    """Return the day to which a source of `day` counts whose instruction is missing or names no end."""
    end = add_years(day, _COUNTED)
    return Term(end, "legacy", f"{day} + {_COUNTED} y = {end}", (LEGACY,))


# -- entries of the law ------------------------------------------------------------------------------------------------


def _of(entry: Duration, day: dt.date, basis: Basis, *, before: str = "", also: str = "") -> Term:
    if entry.year_end:
        end = year_end(day, entry.years)
        sum_ = f"end of {day.year} + {entry.years} = {end}"
    else:
        end = add_years(day, entry.years)
        sum_ = f"{day} + {entry.years} y = {end}"
    if entry.floor and entry.floor > end:
        end, sum_ = entry.floor, f"{sum_}, not before {entry.floor}"
    return Term(end, basis, f"{before}{sum_}{also}", (entry.citation,))


def _sum(day: dt.date, end: dt.date) -> str:
    return f"{day} + {term(day, end)} = {end}" if end >= day else f"{end} lies before {day}"


def _schedule(regimes: Iterable[Regime], code: str, level: Level | None) -> Duration | None:
    """Return the fixed term of a level under the orders of the day; the longest where the level cannot be read."""
    found = [
        entry
        for regime in regimes
        for entry in regime.durations
        if entry.what == "schedule" and entry.level is not None and entry.code in (None, code)
    ]
    own = [entry for entry in found if entry.level == level] if level else found
    return max(own, key=lambda entry: entry.years, default=None)


def _group(law: Law, code: str) -> Duration | None:
    """Return the term of a Group, whatever the day: existing material was stamped with one from 1961 on."""
    regimes = [regime for regime in map(law.regimes.__getitem__, law.regimes) if regime.number == "10501"]
    return next((entry for regime in regimes if (entry := regime.schedule(code))), None)


def _named(regimes: Iterable[Regime], what: str, code: str) -> Duration | None:
    found = (e for regime in regimes for e in regime.durations if e.what == what and e.code in (None, code))
    return next(found, None)


def _default(regimes: Iterable[Regime]) -> Duration | None:
    found = (entry for regime in regimes if (entry := regime.duration("default")))
    return max(found, key=lambda entry: entry.years, default=None)


def _longest(regimes: tuple[Regime, ...], day: dt.date) -> Duration | None:
    """Return the longest term for a date at origin, None as soon as one order of the day sets none.

    Material that an order lets run longer (foreign government information under E.O. 12065) cannot be told from a page,
    so its longer term counts; a term that an order of the day already tolerated counts as well.
    """
    found: list[Duration] = []
    for regime in regimes:
        own = [
            entry
            for entry in regime.durations
            if (entry.what == "maximum" or (entry.what == "exempt" and regime.number == "12065"))
            and (entry.first is None or entry.first <= day)
        ]
        tolerated = regime.tolerates("duration", day)
        if tolerated is not None and tolerated.years:
            own.append(
                Duration(what="maximum", years=tolerated.years, source=tolerated.source, status=tolerated.status)
            )
        found += own
    return max(found, key=lambda entry: entry.years, default=None)


def _lifted(codes: Iterable[str]) -> bool:
    """Say whether an exemption of E.O. 12958 as issued (X1 to X8) lifts the term."""
    return any(code[:1] == "X" and (code[1:].isdigit() or code == "X") for code in codes)


def cited(*terms: Term | None) -> tuple[Citation, ...]:
    """Return the law of several dates, each citation once, in order."""
    return tuple(dict.fromkeys(cite for item in terms if item for cite in item.citations))
