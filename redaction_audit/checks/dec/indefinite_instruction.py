"""DEC: an instruction that never lets the record declassify."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, author_due, is_telegram, level, said
from redaction_audit.checks.dec.sources import DERIVED, INDEFINITE
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import LIMITED, counts_sum, counts_to, since
from redaction_audit.model import Declassify
from redaction_audit.structure.due import event_sort


@record_check(
    "DEC014",
    "indefinite-instruction",
    severity="warning",
    cites=(INDEFINITE, DERIVED),
    basis=("EO-24",),
    by_provenance=LATER_HANDS,
    when="undated",
    flags=(
        Example(
            telegram("E.O. 12958: DECL: ⟦INDEFINITE⟧", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1997-03-14",
        ),
        Example(telegram("E.O. 12958: DECL: ⟦NEVER⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦NONE⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦PERMANENT⟧"), date="2006-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12356: DECL: INDEFINITE", by=""), date="1992-03-14"),
        Example(telegram("E.O. 12958: N/A", banner="UNCLAS ARBON 000412", portion="U"), date="2006-03-14"),
        Example(telegram("E.O. 11652: XGDS 2, INDEFINITE", by=""), date="1976-03-14"),
        Example(telegram("E.O. 12958: DECL: UPON CLOSURE OF CONSULATE"), date="2006-03-14"),
    ),
)
def indefinite_instruction(view: View) -> Iterator[Hit | Skip]:
    """The instruction of a classified record never lets it declassify.

    ## Why it matters
    Since E.O. 12958 nothing may stay classified indefinitely: an instruction names a date, an event or an exemption
    with its own end. "Indefinite", "never" and "none" name nothing.

    ## What to do
    Treat the page as one without instruction: 25 years from its date, as the finding shows.

    ## Known limits
    OADR and MR, which mean the same, are judged as codes. E.O. 12356 and older orders set no limit, so earlier records
    are not judged, and neither are pages that claim no level.
    """
    due = author_due(view)
    if due is None or due.kind not in ("event", "not-applicable") or level(view) is None:
        return
    if not never(due) or not (is_telegram(view) or view.structure.fields.classified_by):
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day))


def never(due: Declassify) -> bool:
    """Say whether the words of an instruction mean that the record never declassifies."""
    if due.kind == "event":
        return event_sort(due.value or due.raw) == "endless"
    return due.kind == "not-applicable" and due.raw.strip()[:4].upper() == "NONE"


def _judge(view: View, day: dt.date) -> Verdict | None:
    if day < since(view, LIMITED):
        return None
    until = counts_to(view, day)
    words = f"indefinite instruction on a record of {day}; without a lawful one it counts to {until}"
    return Verdict(words, {"counts_to": until.isoformat()}, arithmetic=counts_sum(view, day))
