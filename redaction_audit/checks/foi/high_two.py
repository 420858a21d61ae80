"""FOI: (b)(2) for anything but personnel rules after Milner."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import COARSE, NO_DECISION, OFFICIAL, decisions
from redaction_audit.checks.foi.sources import MILNER
from redaction_audit.expressions import fixed

_DECIDED = dt.date(2011, 3, 7)
"""Milner v. Navy: exemption (b)(2) covers personnel rules alone."""
_WORDS = ("High 2", "High-2", "HIGH 2", "HIGH-2", "High2", "circumvention")
_HEAD = "UNCLASSIFIED U.S. Department of State Case No. F-2004-00411 Doc No. C06000411 Date: {}\n\n"


@record_check(
    "FOI009",
    "high-two",
    severity="note",
    cites=(MILNER,),
    basis=("FX-08",),
    flags=(
        Example(_HEAD.format("07/31/2014") + "It met (b)(2) ⟦High 2⟧ at noon.\n"),
        Example(_HEAD.format("07/31/2014") + "It met                          ⟦High 2⟧\n"),
        Example(_HEAD.format("07/31/2014") + "It met (b)(2) risk of ⟦circumvention⟧ at noon.\n"),
        Example(_HEAD.format("07/31/2014") + "It met                          ⟦B2 High⟧\n"),
        Example(_HEAD.format("07/31/2014") + "It met the clerk ⟦(b)(2) (high)⟧ at noon.\n"),
    ),
    passes=(
        Example(_HEAD.format("07/31/2005") + "It met (b)(2) High 2 at noon.\n"),
        Example(_HEAD.format("07/31/2014") + "It met (b)(2) at noon.\n"),
        Example(_HEAD.format("07/31/2014") + "It met (b)(7)(E) risk of circumvention at noon.\n"),
        Example(_HEAD.format("07/31/2014") + "The court ended what was called High 2 in Milner.\n"),
        Example(_HEAD.format("07/31/2014") + "It met                          B2 Low\n"),
        Example(_HEAD.format("07/31/2014") + "It met (b)(2) at noon.\n\nBuoys moored in High 2 basin\n"),
    ),
)
def high_two(view: View) -> Iterator[Hit | Skip]:
    """Exemption (b)(2) is used for more than personnel rules though Milner had ended that.

    ## Why it matters
    Until 2011-03-07 agencies read the exemption as covering anything whose release would help someone to get around the
    law ("High 2"). The Supreme Court ended that reading: what is left covers personnel rules and practices.

    ## What to do
    Ask for the exemption that protects the text today, often (b)(7)(E) or (b)(7)(F), or release it.

    ## Known limits
    Only the label tells the use: `High 2` in the margin or beside the code, `High` where it is a part of the code's
    mark, or the word circumvention behind it.
    """
    if view.provenance not in (*OFFICIAL, None):
        return
    use = _named(view) or _marked(view)
    if use is None:
        return
    start, end = use
    decided = decisions(view)
    if not decided:
        yield NO_DECISION
        return
    days = decided[0].days
    if days[1] <= _DECIDED:
        return
    if days[0] <= _DECIDED:
        yield COARSE
        return
    yield Hit(
        start, end, f"this use of (b)(2) ended on {_DECIDED}; decided {days[0]}", kind="code",
        related=((decided[0].start, decided[0].end, decided[0].source),), evidence=view.text[start:end],
        data={"ended": _DECIDED.isoformat(), "decided": days[0].isoformat(), "provenance": view.provenance},
    )  # fmt: skip


def _named(view: View) -> tuple[int, int] | None:
    """Return where words beside a code, or in the margin, first name that use."""
    if not view.page.literals.any_of(_WORDS):
        return None
    found = next(_label().finditer(view.text), None)
    return None if found is None else found.span("code" if found["code"] else "margin")


def _marked(view: View) -> tuple[int, int] | None:
    """Return the first mark of a code that names that use in itself: `B2 High`, `(b)(2) (high)`."""
    marks = ((mark.start, mark.end) for mark in view.withheld if "(b)(2)" in mark.codes and "high" in mark.raw.lower())
    return next(marks, None)


@cache
def _label() -> re.Pattern[str]:
    """Match the label behind its code, in brackets, or alone in the margin."""
    high = r"[Hh](?:igh|IGH)[ -]?2"
    code = r"(?:\(?\b[bB]\)?[ ]?\(2\)|\b[bB]2)[ \t,:(-]{0,4}(?:[A-Za-z]{1,12} ){0,4}"
    return fixed(
        rf"{code}(?P<code>{high}(?!\d)|circumvention)"
        rf"|(?:[ \t]{{2}}|[\[(]|(?<![^\r\n]))(?P<margin>{high})(?!\d)(?=[\])]|[ \t]{{0,240}}(?:[\r\n]|\Z))"
    )
