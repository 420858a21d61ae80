"""DEC: an exemption code from automatic declassification that is not well formed."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    LATER_HANDS,
    Verdict,
    author_due,
    code_place,
    due_date,
    hit,
    is_telegram,
    law,
    said,
    stamp_day,
    stamp_hit,
)
from redaction_audit.checks.dec.sources import EXEMPTIONS, ISSUED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import CURRENT, LIMITED, ceilings, governing, introduced, since
from redaction_audit.checks.dec.unreadable_date import beside_exemption
from redaction_audit.expressions import fixed
from redaction_audit.law import Instruction
from redaction_audit.law.anniversary import term, year_end
from redaction_audit.model import Declassify, Review, Severity

_FAMILIES = ("25X", "50X", "75X")
_LAST = _FAMILIES[-1]

_STAMP = (
    "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nCLASSIFIED BY 5668 SLD/JHC\n3/4/{}\nDECLASSIFY ON: {}\n\n"
    "The board met.\n"
)
_STRIP = (
    "SECRET\n\nMEMORANDUM\n\nClassified by DAS, A/GIS, DoS on 08/27/{} — Class: SECRET — Reason: 1.4(B), 1.4(D) — "
    "Declassify on: {}\n\nThe board met.\n"
)


@record_check(
    "DEC012",
    "malformed-exemption",
    severity="warning",
    cites=(EXEMPTIONS, ISSUED),
    basis=("EO-12",),
    by_provenance=LATER_HANDS,
    when="coded-instruction",
    flags=(
        Example("SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: ⟦25X4⟧\n", date="2012-05-02"),
        Example(telegram("E.O. 12958: DECL: 25X6, ⟦20700101⟧"), date="2005-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦25X1⟧"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦50X1 HUM⟧"), date="2012-05-02"),
        Example(_STAMP.format(1998, "⟦25X1,6⟧"), date="1963-06-04"),
        Example(telegram("E.O. 13526: DECL: ⟦25X10⟧"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦25X0⟧, 20400101"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦50X2-HUM⟧"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: ⟦25X10⟧, 20400101"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: 25X, ⟦20400101⟧"), date="2012-05-02"),
        Example(_STRIP.format(2015, "⟦25X4⟧"), date="2010-05-02"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 25X4, 20501001"), date="2005-05-02"),
        Example(telegram("E.O. 13526: DECL: 50X1-HUM"), date="2012-05-02"),
        Example("SECRET\n\nMinutes of the board\n\nDECL ON: 25X6\n", date="1963-05-02"),
        Example(telegram("E.O. 13526: DECL: 25X4, 20600101"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: 25X1, 10 OCT 2040"), date="2012-05-02"),
        Example(telegram("E.O. 13526: DECL: 25X4, 20621231"), date="2012-05-02"),
        Example(_STAMP.format(1998, "25X6, 20131231"), date="1963-06-04"),
        Example("SECRET\n\n4 June 1963\n\nMinutes\n\nDECLASSIFY ON: 25X_1\n\nThe board met.\n", date="1963-06-04"),
        Example(_STRIP.format(2015, "50X1-HUM"), date="2010-05-02"),
        Example(_STRIP.format(2015, "25X4, 12/31/2060"), date="2010-05-02"),
        Example("The board met.\n\n                                                       25X1\n", date="1975-06-04"),
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
    source. A later reviewer's stamp is judged by its own date, and not at all without one. The limit counts from the
    record.
    """
    yield from _stamp(view, view.structure.fields.review)
    due = _instruction(view)
    if due is None or not _exempts(due):
        return
    if view.date is not None and view.date[1] < since(view, LIMITED) and not is_telegram(view):
        return
    strange = _strange().match(view.text, code_place(view, due)[0])
    if strange is not None:
        yield hit(view, strange.span(), "header.declassify-on", _misspelt(strange.group(), due))
        return
    if (code := _unknown(view, due)) is not None:
        yield hit(view, code_place(view, due), "header.declassify-on", _mixed(code, due))
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, day, due))


def _exempts(due: Declassify) -> bool:
    return any(code[:3] in _FAMILIES for code in due.codes)


def _stamp(view: View, review: Review | None) -> Iterator[Hit]:
    """Judge the exemption in a later review's stamp by the day of that review, its limit by the record's own date."""
    due, day = review.declassify_on if review is not None else None, stamp_day(review)
    if due is None or day is None or not _exempts(due):
        return
    origin = view.date[1] if view.date is not None else day
    verdict = _judge(view, day, origin, due)
    if verdict is not None:
        yield stamp_hit(view, day, due, verdict)


def _instruction(view: View) -> Declassify | None:
    """Return the author's instruction; a line that names neither reviewer nor day counts as his."""
    due, review = author_due(view), view.structure.fields.review
    if due is not None or review is None or review.date or review.classified_by:
        return due
    return review.declassify_on


def _misspelt(printed: str, due: Declassify) -> Verdict:
    words = "exemption code is not well formed: one digit 1 to 9 behind the X, and a hyphen before HUM or WMD"
    steps = f"{' '.join(printed.split())} is none of {printed[:2]}X1 to {printed[:2]}X9 and their lists"
    return Verdict(words, {"codes": list(due.codes)}, "note", steps)


def _unknown(view: View, due: Declassify) -> str | None:
    """Return the code whose word no order gave to its number (`50X2-HUM`), None when all are known."""
    return next((code for code in due.codes if "-" in code and _exempts(due) and introduced(view, code) is None), None)


def _mixed(code: str, due: Declassify) -> Verdict:
    number, _, word = code.partition("-")
    words = f"{code} is no exemption code: no order put {word} behind {number}; 50X1-HUM and 50X2-WMD are codes"
    return Verdict(words, {"codes": list(due.codes)}, "note", f"{code} is neither 50X1-HUM nor 50X2-WMD")


def _judge(view: View, day: dt.date, origin: dt.date, due: Declassify) -> Verdict | None:
    """Judge codes used on `day` on a record of `origin`: the code with the longest limit decides."""
    entries = [entry for regime in governing(view, day) for code in due.codes if (entry := regime.instruction(code))]
    known = [entry for entry in entries if entry.valid == "yes"]
    if not known:
        return None
    binding = day >= since(view, CURRENT)
    until = due_date(view, due)
    if until is not None and all(code in _FAMILIES for code in due.codes):
        return _uncategorised(due, until)
    if until is None:
        if due.kind != "code" or beside_exemption(view, due) is not None:  # the date beside it is what is wrong
            return None
        return _undated(view, origin, due, known, binding)
    return _beyond(view, origin, until, known, binding)


def _undated(view: View, origin: dt.date, due: Declassify, known: list[Instruction], binding: bool) -> Verdict | None:
    """Weigh a code without a date; a plain 25X1 may protect a human source, and 25X alone names no category."""
    if any(entry.dated is False for entry in known):
        return None
    listed = ", ".join(due.codes)
    last, steps = _limit(view, origin, known)
    data = {"codes": list(due.codes), "limit": last.isoformat(), "law": law(*known)}
    asked = binding and any(entry.dated for entry in known) and due.codes not in (("25X1",), ("25X",))
    words = f"{listed} without a date or event; "
    words += f"such an exemption ends on {last} at the latest" if asked else "perhaps none was needed"
    return Verdict(words, data, None if asked else "note", steps)


def _uncategorised(due: Declassify, until: dt.date) -> Verdict:
    """Return the verdict on an exemption with a date but without the digit that says what it protects."""
    family = due.codes[0]
    words = f"{family} without the digit that names what is exempt"
    steps = f"{family}, {until} is none of {family}1 to {family}9"
    return Verdict(words, {"codes": list(due.codes), "declassify_on": until.isoformat()}, "note", steps)


def _beyond(view: View, origin: dt.date, until: dt.date, known: list[Instruction], binding: bool) -> Verdict | None:
    """Compare a date with the limit of the exemption; no order before E.O. 13526 set one, hence a note before it."""
    if any(entry.within is None and form.startswith(_LAST) for entry in known for form in entry.forms):
        return None  # nothing but its approval limits an exemption past the last ceiling
    last, steps = _limit(view, origin, known)
    if until <= last:
        return None
    words = f"exempt to {until}; such an exemption of a record of {origin} ends on {last} at the latest"
    data = {"declassify_on": until.isoformat(), "limit": last.isoformat(), "law": law(*known)}
    weight: Severity | None = None if binding else "note"
    return Verdict(words, data, weight, f"{steps}; marked {until} = {last} + {term(last, until)}")


def _limit(view: View, origin: dt.date, known: list[Instruction]) -> tuple[dt.date, str]:
    """Return the last day of an exemption and its arithmetic; the first ceiling there is where the code has none."""
    limits = [entry.within for entry in known if entry.within]
    years = max(limits) if limits else min(ceilings(view), default=0)
    last = year_end(origin, years)
    return last, f"31 December of {origin.year} + {years} y = {last}"


@cache
def _strange() -> re.Pattern[str]:
    """`25X0`, `25X10`, `50X1 HUM`: what a code looks like when it is not one."""
    return fixed(r"(?:25|50|75) ?X ?(?:0\d{0,2}|[1-9]\d{1,2}|[1-9] {1,2}(?:HUM|WMD))\b(?![/.\-]\d)", re.IGNORECASE)
