"""DEC: an exemption code from automatic declassification that is not well formed."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import Verdict, due_date, hit, is_telegram, law, said
from redaction_audit.checks.dec.sources import EXEMPTIONS, ISSUED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.law import Instruction
from redaction_audit.law.anniversary import year_end
from redaction_audit.model import Declassify

_FAMILIES = ("25X", "50X", "75X")
_UNNAMED = dt.date(1995, 10, 14)  # before E.O. 12958 no author could write such a code


@record_check(
    "DEC012",
    "malformed-exemption",
    severity="warning",
    cites=(EXEMPTIONS, ISSUED),
    basis=("EO-12",),
    flags=(
        Example("SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: ⟦25X4⟧\n", date="2012-05-02"),
        Example(telegram("E.O. 12958: DECL: 25X6, ⟦20700101⟧"), date="2005-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦25X1⟧"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦50X1 HUM⟧"), date="2012-05-02"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 25X4, 20501001"), date="2005-05-02"),
        Example(telegram("E.O. 13526: DECL: 50X1-HUM"), date="2012-05-02"),
        Example("SECRET\n\nMinutes of the board\n\nDECL ON: 25X6\n", date="1963-05-02"),
        Example(telegram("E.O. 13526: DECL: 25X4, 20600101"), date="2012-05-02"),
    ),
)
def malformed_exemption(view: View) -> Iterator[Hit | Skip]:
    """An exemption code from automatic declassification is not well formed, or runs beyond its limit.

    ## Why it matters
    An exemption at 25 years (25X1 to 25X9) needs a date or event, and ends 50 years after the record at the latest; one
    at 50 years ends at 75. Only 50X1-HUM and 50X2-WMD carry no date. A code without its date never ends.

    ## What to do
    Look for the date on the page image, and ask the agency for the approved one. The finding shows the last lawful day.

    ## Known limits
    An exemption is approved by a panel, which no page shows: a code that passes is well formed, not valid. Before
    2010-06-25 no date was asked for, so everything earlier is a note, and so is a plain 25X1, which may protect a human
    source. Stamps of later reviewers on old pages are not judged.
    """
    due = _instruction(view)
    if due is None or not any(code[:3] in _FAMILIES for code in due.codes):
        return
    if view.date is not None and view.date[1] < _UNNAMED and not is_telegram(view):
        return
    strange = _strange().match(view.text, due.start)
    if strange is not None:
        words = "exemption code is not well formed: one digit 1 to 9 behind the X, and a hyphen before HUM or WMD"
        place = strange.span()
        yield hit(view, place, "header.declassify-on", Verdict(words, {"codes": list(due.codes)}, "note"))
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, due))


def _instruction(view: View) -> Declassify | None:
    """Return the author's instruction; a line without reviewer and date counts as his."""
    fields = view.structure.fields
    review = fields.review
    if fields.declassify_on is not None or review is None or review.date or review.classified_by:
        return fields.declassify_on
    return review.declassify_on


def _judge(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    """Judge date and limit of the codes on one day: the code with the longest limit decides."""
    entries = [entry for regime in view.law.on(day) for code in due.codes if (entry := regime.instruction(code))]
    known = [entry for entry in entries if entry.valid == "yes"]
    if not known:
        return None
    until = due_date(view, due)
    if until is None:
        return _undated(due, known) if due.kind == "code" else None
    return _beyond(day, until, known)


def _undated(due: Declassify, known: list[Instruction]) -> Verdict | None:
    if any(entry.dated is False for entry in known):
        return None
    listed = ", ".join(due.codes)
    data = {"codes": list(due.codes), "law": law(*known)}
    words = f"{listed} without a date or event"
    asked = any(entry.dated for entry in known) and due.codes != ("25X1",)
    return Verdict(words if asked else f"{words}; none may have been needed", data, None if asked else "note")


def _beyond(day: dt.date, until: dt.date, known: list[Instruction]) -> Verdict | None:
    """Compare a date with the limit of the exemption; 50 years and 75 hold since E.O. 13526, hence a note before it."""
    limits = [entry.within for entry in known if entry.within]
    years = max(limits) if limits else 50
    last = year_end(day, years)
    if until <= last:
        return None
    words = f"exempt to {until}, beyond {last}: an exemption ends {years} years after the record of {day} at the latest"
    data = {"declassify_on": until.isoformat(), "limit": last.isoformat(), "years": years, "law": law(*known)}
    return Verdict(words, data, None if limits else "note")


@cache
def _strange() -> re.Pattern[str]:
    """`25X0`, `25X10`, `50X1 HUM`: what a code looks like when it is not one."""
    return re.compile(r"(?:25|50|75) ?X ?(?:0\d{0,2}|[1-9]\d{1,2}|[1-9] {1,2}(?:HUM|WMD))\b", re.IGNORECASE)
