"""DEC: a classified record whose order line says nothing about when it declassifies."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import NO_DATE, Verdict, is_telegram, law, level, said
from redaction_audit.checks.dec.sources import DERIVED, MARKING
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.law import Regime
from redaction_audit.law.anniversary import add_years, year_end
from redaction_audit.model import Value

_UNSCHEDULED = dt.date(1972, 6, 1)  # before E.O. 11652 no order asked for a declassification instruction


@record_check(
    "DEC001",
    "missing-instruction",
    severity="warning",
    cites=(MARKING, DERIVED),
    basis=("EO-05",),
    flags=(
        Example(telegram("⟦E.O. 12958:⟧"), date="2007-03-14"),
        Example(telegram("⟦E.O. 13526:⟧", banner="S E C R E T ARBON 000412", portion="S"), date="2011-03-14"),
        Example(telegram("⟦E.O. 11652:⟧", banner="S E C R E T ARBON 000412", by="", portion="S"), date="1974-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 03/14/2017"), date="2007-03-14"),
        Example(telegram("E.O. 12958: N/A", banner="UNCLAS ARBON 000412", portion="U"), date="2007-03-14"),
        Example(telegram("E.O. 12958:", banner="UNCLAS ARBON 000412", portion="U"), date="2007-03-14"),
        Example(telegram("E.O. 12958: DECL: UPON CLOSURE OF THE CONSULATE"), date="2007-03-14"),
        Example("CONFIDENTIAL\n\nThe quay is new.\n", date="1965-03-14"),
    ),
)
def missing_instruction(view: View) -> Iterator[Hit | Skip]:
    """A classified record whose order line says nothing about when it declassifies.

    ## Why it matters
    Since 1972 a classified document has to say when it declassifies: by date, by event or by a code of its order.
    Without that, nobody can tell from the page whether it still is classified.

    ## What to do
    Look for the instruction on the page image. If there is none, the page counts as classified for 25 years from its
    date (the finding shows the day). From 1972 to 1978 an unmarked document is deemed to be on the general schedule.

    ## Known limits
    Only a page with an order line is judged: a page without one may be an extract, a body without its cover, or older
    than the duty. Records under E.O. 11652 get a note. Pages with a RESTRICTED DATA control carry no instruction and
    are not judged.
    """
    fields = view.structure.fields
    due, order, claimed = fields.declassify_on, fields.order, level(view)
    if order is None or claimed is None or not is_telegram(view) or _atomic(view):
        return
    if due is not None and due.kind != "empty":
        return
    if view.date is None:
        yield NO_DATE
        return
    yield from said(view, _line(view, order), "header.order", lambda day: _judge(view, day, claimed))


def _judge(view: View, day: dt.date, claimed: str) -> Verdict | None:
    regimes = view.law.on(day)
    if day < _UNSCHEDULED or not regimes:
        return None
    for regime in regimes:
        scheduled = _schedule(regime, claimed, day)
        if scheduled is not None:
            return scheduled
    until = add_years(day, 25)
    words = f"{claimed} without a declassification instruction; it counts to {until} (25 years from {day})"
    return Verdict(words, {"level": claimed, "counts_to": until.isoformat(), "law": law(*view.law.on(day))})


def _schedule(regime: Regime, claimed: str, day: dt.date) -> Verdict | None:
    """Return the note for a record that its order puts on a schedule when it says nothing."""
    entry = next((entry for entry in regime.durations if entry.what == "schedule" and entry.level == claimed), None)
    if entry is None:
        return None
    until = year_end(day, entry.years)
    words = f"{claimed} without an instruction is deemed on the general schedule of {regime.order}: {until}"
    return Verdict(words, {"level": claimed, "schedule": until.isoformat(), "law": law(entry)}, "note")


def _line(view: View, order: Value) -> tuple[int, int]:
    """Return where the order line stands, the number alone when the line was not kept."""
    lines = (span for span in view.structure.spans if span.kind == "marking.eo_line")
    return next(((s.start, s.end) for s in lines if s.start <= order.start < s.end), (order.start, order.end))


def _atomic(view: View) -> bool:
    banner = view.structure.fields.classification
    return banner is not None and any(word in ("RD", "FRD", "TFNI") for word in banner.controls)
