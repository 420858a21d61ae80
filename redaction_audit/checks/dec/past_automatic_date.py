"""DEC: a permanent record past the day on which it declassifies without any act."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import ATOMIC, LEVELS, Verdict, author_due, author_order, categories, level, said
from redaction_audit.checks.dec.legacy_instruction import indefinite
from redaction_audit.checks.dec.sources import AUTOMATIC
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.stamped import exempt, stamped
from redaction_audit.checks.dec.terms import automatic_date, automatic_sum
from redaction_audit.law.anniversary import term

_AFTER = dt.date(2024, 6, 1)


@record_check(
    "DEC022",
    "past-automatic-date",
    severity="note",
    cites=(AUTOMATIC,),
    basis=("EO-19",),
    flags=(
        Example(telegram("E.O. 11652: ⟦XGDS-2⟧", by=""), date="1976-03-14", as_of=_AFTER),
        Example(telegram("E.O. 12356: DECL: ⟦03/14/1994⟧", by=""), date="1988-03-14", as_of=dt.date(2014, 1, 1)),
        Example("⟦SECRET⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="1968-03-14", as_of=_AFTER),
    ),
    passes=(
        Example(
            telegram("E.O. 12958: DECL: 03/14/2009", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1999-03-14",
            as_of=_AFTER,
        ),
        Example(telegram("E.O. 11652: XGDS-2", by=""), date="1976-03-14", as_of=dt.date(2006, 12, 31)),
        Example(telegram("E.O. 12356: DECL: 03/14/1994", by=""), date="1988-03-14", as_of=dt.date(2013, 12, 31)),
        Example(telegram("E.O. 12356: DECL: OADR", by=""), date="1988-03-14", as_of=_AFTER),
        Example("SECRET//RD\n\nMemorandum for the board\n\nThe quay is new.\n", date="1968-03-14", as_of=_AFTER),
        Example(
            "SECRET\n\nMemorandum\n\nThe quay is new.\n\nDECLASSIFIED by the Archive on 1 May 2001\n",
            date="1968-03-14",
            as_of=_AFTER,
        ),
        Example("SECRET\n\nMemorandum\n\n25X1, 20350101\n\nThe quay is new.\n", date="1968-03-14", as_of=_AFTER),
        Example("UNCLASSIFIED\n\nMemorandum\n\nThe quay is new.\n", date="1968-03-14", as_of=_AFTER),
    ),
)
def past_automatic_date(view: View) -> Iterator[Hit | Skip]:
    """The record still reads classified past the day on which permanent records declassify without any act.

    ## Why it matters
    A permanent record declassifies on 31 December of its twenty-fifth year, whatever its own mark says, unless an
    exemption was approved or a delay applies. Withholding it as classified after that day needs one of them by name.

    ## What to do
    Look for the exemption, the referral or the reason of the delay in the release file. Without one the record is
    eligible: treat what is still withheld as classified accordingly.

    ## Known limits
    Never more than a note: a page does not show whether the record is permanent and scheduled, part of a file series
    with an exemption or of an integral file block that counts from its youngest record, or waiting for a referral.
    Pages with RESTRICTED DATA and its kin, with an exemption code or with a stamp of declassification or release are
    passed over. No deadline took effect before 2006-12-31. Indefinite marks are another finding.
    """
    if view.date is None or automatic_date(view, view.date[1]) >= view.as_of:
        return
    due = author_due(view)
    if level(view) is None or (due is not None and indefinite(due)) or _excused(view):
        return
    place = _place(view)
    if place is not None:
        yield from said(view, place, "record.automatic", lambda day: _judge(view, day))


def _excused(view: View) -> bool:
    """Say whether the page shows why it is no longer, or not by this rule, to be declassified."""
    if view.structure.form == "frus" and not view.withheld:
        return True  # printed in full, so declassified
    due = view.structure.fields.declassify_on
    coded = due is not None and any(code[:3] in ("25X", "50X", "75X") for code in due.codes)
    return coded or bool(categories(view) & ATOMIC) or stamped(view) or exempt(view)


def _place(view: View) -> tuple[int, int] | None:
    """Return where the record says what it is: its instruction, its order, its level, or its first portion mark."""
    fields, due, order = view.structure.fields, author_due(view), author_order(view)
    banner = fields.classification if fields.classification and fields.classification.value in LEVELS else None
    for part in (due, order, banner):
        if part is not None and part.start < part.end:
            return part.start, part.end
    return next(((p.start, p.body) for p in view.structure.paragraphs if p.portion), None)


def _judge(view: View, day: dt.date) -> Verdict | None:
    until = automatic_date(view, day)
    if view.as_of <= until:
        return None
    words = (
        f"automatic date {until} of a permanent record of {day} passed before {view.as_of}; what is still withheld as "
        "classified needs an exemption or a reason of delay"
    )
    data = {"automatic_date": until.isoformat(), "as_of": view.as_of.isoformat(), "passed": True}
    return Verdict(words, data, "note", f"{automatic_sum(view, day)}; {view.as_of} is {term(until, view.as_of)} later")
