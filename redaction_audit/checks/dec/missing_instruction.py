"""DEC: a classified record that says nothing about when it declassifies."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec import treaty_instruction
from redaction_audit.checks.dec.block import (
    ATOMIC,
    LATER_HANDS,
    NO_DATE,
    Verdict,
    categories,
    is_telegram,
    law,
    level,
    said,
    unread,
)
from redaction_audit.checks.dec.sources import DERIVED, MARKING
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import SCHEDULED, SIX_YEAR, counts_sum, counts_to, governing, since
from redaction_audit.checks.dec.unsaid import unsaid
from redaction_audit.checks.located import located
from redaction_audit.law.anniversary import year_end
from redaction_audit.model import Value

_ASKED = SCHEDULED  # the first order that asked for an instruction, or put a page without one on its schedule

_MEMO = "SECRET\n\nMinutes of the board\n\n{}\nThe quay is new.\n"


@record_check(
    "DEC001",
    "missing-instruction",
    severity="warning",
    cites=(MARKING, DERIVED),
    basis=("EO-05",),
    by_provenance=LATER_HANDS,
    when="unread",
    flags=(
        Example(telegram("⟦E.O. 12958:⟧"), date="2007-03-14"),
        Example(telegram("⟦E.O. I2958⟧:"), date="2007-03-14"),
        Example(telegram("*⟦E.O. 12958:⟧"), date="2007-03-14"),
        Example(telegram("⟦E.O. 13526:⟧", banner="S E C R E T ARBON 000412", portion="S"), date="2011-03-14"),
        Example(telegram("⟦E.O. 11652:⟧", banner="S E C R E T ARBON 000412", by="", portion="S"), date="1974-03-14"),
        Example("⟦SECRET⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="1974-03-14"),
        Example(_MEMO.format("Classified By: ⟦Ada Rowe⟧\nReason: 1.4(b)\n"), date="2015-05-05"),
        Example(_MEMO.format("Classified By: ⟦Ada Rowe⟧\nReason: 1.4(b)\nDeclassify On:\n"), date="2015-05-05"),
        Example(
            _MEMO.format("Classified By: ⟦Ada Rowe⟧\nReason: 1.4(b)\nDeclassify On: ________\n"), date="2015-05-05"
        ),
        Example(_MEMO.format("Derived From: ⟦Harbor Guide⟧\n"), date="2015-05-05"),
        Example(telegram("", banner="⟦C O N F I D E N T I A L⟧ ARBON 000412"), date="2007-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 03/14/2017"), date="2007-03-14"),
        Example(telegram("E.O. 12958: N/A", banner="UNCLAS ARBON 000412", portion="U"), date="2007-03-14"),
        Example(telegram("E.O. 12958:", banner="UNCLAS ARBON 000412", portion="U"), date="2007-03-14"),
        Example(telegram("E.O. 12958: DECL: UPON CLOSURE OF THE CONSULATE"), date="2007-03-14"),
        Example("CONFIDENTIAL\n\nThe quay is new.\n", date="1965-03-14"),
        Example("SECRET//RD\n\nThe quay is new.\n", date="1974-03-14"),
        Example("SECRET\nRESTRICTED DATA\n\nThe quay is new.\n", date="1974-03-14"),
        Example(telegram("E.O. 12958:", banner="S E C R E T//RD ARBON 000412", portion="S//RD"), date="2007-03-14"),
        Example(telegram("E.O. 12958: DECL: 12/15/206"), date="2006-12-15", also=("DEC002",)),
        Example(telegram("E.O. 12958: DECL: XXXXXXXXXX"), date="2006-12-15"),
        Example("SECRET\n\nXGDS-2\n\nThe quay is new.\n", date="1974-03-14"),
        Example(
            _MEMO.format("Classified By: Ada Rowe\nReason: 1.4(b)\nDeclassify On: [REDACTED]\n"), date="2015-05-05"
        ),
        Example(_MEMO.format("Classified By: Ada Rowe\nReason: 1.4(b)\nDeclassify On:\n20250505\n"), date="2015-05-05"),
        Example(_MEMO.format("Classified By: Ada Rowe\n"), date="2015-05-05"),
        Example(
            _MEMO.format("CL BY: 0185904\nCL REASON:\nDECL ON:\n\n1.5(c)\n\nX1\n\nDRV FROM: Harbor Guide\n"),
            date="1996-05-05",
        ),
        Example(_MEMO.format("DECL ON:\n\n0185904\n\n1.5(c)\n\nX1\n\nDRV FROM: Harbor Guide\n"), date="1996-05-05"),
        Example("SECRET//RESTRICTED DATA\n\nClassified By: Ada Rowe\nDerived From: Harbor Guide\n", date="2015-05-05"),
        Example(telegram("E.O.1295: DECL 3/14/2O17"), date="2007-03-14"),
    ),
)
def missing_instruction(view: View) -> Iterator[Hit | Skip]:
    """A classified record that says nothing about when it declassifies.

    ## Why it matters
    Since 1972 a classified document has to say when it declassifies: by date, by event or by a code of its order.
    Without that, nobody can tell from the page whether it still is classified.

    ## What to do
    Look for the instruction on the page image. If there is none, the page counts as classified for 25 years from its
    date (the finding shows the day). From 1972 to 1978 an unmarked document is deemed to be on the general schedule.

    ## Known limits
    From 1979 only a page with an order line is judged, one with the author's block (who and why, or from what it is
    derived), or a telegram with its whole head: any other may be an extract or a body without its cover. Records under
    E.O. 11652 get a note, printed volumes and cover sheets none. Pages with RESTRICTED DATA and its kin carry no
    instruction and are not judged, and neither is a line that holds something unread.
    """
    fields = view.structure.fields
    due, order, claimed = fields.declassify_on, fields.order, level(view)
    if claimed is None or (due is not None and due.kind != "empty") or categories(view) & ATOMIC:
        return
    if treaty_instruction.place(view) is not None or unread(view) is not None:
        return
    if order is not None and (is_telegram(view) or fields.classified_by is not None):
        if view.date is None:
            yield NO_DATE
            return
        yield from said(view, _line(view, order), "header.order", lambda day: _judge(view, day, claimed))
    elif order is None and fields.classification is not None and _unmarked(view):
        place = fields.classification.start, fields.classification.end
        yield from said(view, place, "marking.banner", lambda day: _scheduled(view, day, claimed))
    elif (missed := unsaid(view)) is not None:
        yield from said(view, *missed, lambda day: _owed(view, day, claimed))


def _unmarked(view: View) -> bool:
    """Say whether a page is old enough for the schedule, in a form that would show a stamp, and shows none."""
    if view.date is None or view.structure.form not in (None, "telegram") or view.structure.fields.review is not None:
        return False
    if not any(head.id == _ASKED and head.on(day) for head in view.law.heads for day in view.date):
        return False
    return not view.page.literals.any_of(_MARKS)


_MARKS = ("GDS", "CHEDULE", "chedule", "11652", "GROUP", "Group", "IMPDET", "XEMPT", "xempt", "DETERMINE", "CL BY")
"""Pieces of the marks of those years: the three stamps of E.O. 11652, Groups, "impossible to determine"."""


def _judge(view: View, day: dt.date, claimed: str) -> Verdict | None:
    if day < since(view, _ASKED) or not governing(view, day):
        return None
    scheduled = _scheduled(view, day, claimed)
    if scheduled is not None:
        return scheduled
    until = counts_to(view, day)
    words = f"{claimed} without a declassification instruction; it counts to {until} (25 years from {day})"
    data = {"level": claimed, "counts_to": until.isoformat(), "law": law(*governing(view, day))}
    return Verdict(words, data, arithmetic=counts_sum(view, day))


def _owed(view: View, day: dt.date, claimed: str) -> Verdict | None:
    """Judge a page without an order line: from the first order that put no page on a schedule by its silence."""
    return _judge(view, day, claimed) if day >= since(view, SIX_YEAR) else None


def _scheduled(view: View, day: dt.date, claimed: str) -> Verdict | None:
    """Return the note for a record that its order puts on a schedule when it says nothing."""
    for regime in governing(view, day):
        entry = next((entry for entry in regime.durations if entry.what == "schedule" and entry.level == claimed), None)
        if entry is not None:
            until = year_end(day, entry.years)
            words = f"{claimed} without an instruction is deemed on the general schedule of {regime.order}: {until}"
            data = {"level": claimed, "schedule": until.isoformat(), "law": law(entry)}
            return Verdict(words, data, "note", f"31 December of {day.year} + {entry.years} y = {until}")
    return None


def _line(view: View, order: Value) -> tuple[int, int]:
    """Return where the order line stands, the number alone when the line was not kept."""
    lines = located(view, "marking.eo_line")
    return next(((s.start, s.end) for s in lines if s.start <= order.start < s.end), (order.start, order.end))
