"""Turns of phrase that all pages share: windows of orders, lists, numbers of years."""

import datetime as dt
from collections.abc import Iterable, Sequence

from redaction_audit.law import Head, Law, Regime


def window(head: Head) -> str:
    """Return the days an order governs: `1982-08-01 to 1995-10-13`, `from 2010-06-27`."""
    return f"{head.effective} to {head.until}" if head.until else f"from {head.effective}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    *most, end = [*items] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def run(letters: Sequence[str]) -> str:
    """Return `a to h` for letters or numbers without a hole, else all of them."""
    codes = [int(letter) if letter.isdecimal() else ord(letter[-1]) for letter in letters]
    if len(codes) > 2 and codes == list(range(codes[0], codes[0] + len(codes))):
        return f"{letters[0]} to {letters[-1]}"
    return listed(letters)


def governing(day: dt.date, law: Law) -> Regime | None:
    """Return the order whose text governs `day`, or None before the first one."""
    return next((r for r in law.on(day) if r.effective <= day <= (r.until or dt.date.max)), None)


def governs(day: dt.date, law: Law) -> str:
    """Return a clause that names the order of `day` and any other that may still or already be cited."""
    main = governing(day, law)
    if main is None and day >= first(law):
        return "no order of this line is in force: none covers the day"
    if main is None:
        return f"no order of this line is in force: the first, {law.heads[0].order}, takes effect on {first(law)}"
    others = [other.order for other in law.on(day) if other.id != main.id]
    also = f", {listed(others)} may be followed as well" if others else ""
    return f"{main.order} governs ({window(main)}){also}"


def first(law: Law) -> dt.date:
    """Return the first day on which any order governs."""
    return law.heads[0].effective


def within(day: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    """Say whether `day` lies between two days, both inclusive, either open."""
    return (since or dt.date.min) <= day <= (until or dt.date.max)


def span(since: dt.date | None, until: dt.date | None) -> str | None:
    """Return `from 2016-11-14`, `until 1953-12-14` or both, None where neither is known."""
    if since and until:
        return f"{since} to {until}"
    return f"from {since}" if since else f"until {until}" if until else None
