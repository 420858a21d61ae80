"""DEC: the order line cites a classification order that did not govern the day of the record."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    LATER_HANDS,
    NO_ORDER,
    Verdict,
    author_order,
    is_telegram,
    later_hand,
    law,
    level,
    names,
    said,
)
from redaction_audit.checks.dec.sources import MARKING, WINDOWS
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import governing
from redaction_audit.law import Head
from redaction_audit.law.anniversary import term


@record_check(
    "DEC004",
    "order-out-of-force",
    severity="error",
    cites=(WINDOWS, MARKING),
    basis=("EO-01",),
    by_provenance=LATER_HANDS,
    flags=(
        Example(telegram("E.O. ⟦12356⟧: DECL: OADR"), date="2006-03-01"),
        Example(telegram("E.O. ⟦13526⟧: DECL: 01/05/2018"), date="2008-01-05"),
        Example("E.O. ⟦13526⟧: DECL: 01/05/2018\n\n1. (C) The board met.\n", date="2008-01-05"),
        Example(telegram("E.O. ⟦12958⟧: DECL: 11/02/2020"), date="2010-11-02"),
        Example(telegram("E.O. ⟦13526⟧: DECL: 02/20/2020"), date="2010-02-20"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 02/18/2020"), date="2010-02-18"),
        Example(telegram("E.O. 12958: DECL: 06/26/2020"), date="2010-06-26"),
        Example(telegram("E.O. 13526: DECL: 06/25/2020"), date="2010-06-25"),
        Example(telegram("E.O.1295: DECL: 02/18/2020"), date="2010-02-18"),
        Example(telegram() + "\n2. (C) Under E.O. 13526 the schedule changes.\n", date="2006-03-14"),
        Example("Memorandum of 4 June 2008\n\nThe harbor file.\n\nRev 2016 EO 13526 Declassify\n", date="2008-06-04"),
        Example("Memorandum of 4 June 1963\n\nThe harbor file.\n\nE.O. 12356: DECL: OADR\n", date="1963-06-04"),
    ),
)
def order_out_of_force(view: View) -> Iterator[Hit | Skip]:
    """The order line cites a classification order that did not govern on the day of the record.

    ## Why it matters
    Reasons, durations and codes are read under the order that governed the day. A wrong number points to a stale
    template, a retyped page or a wrong date of record; a number that had not been signed yet cannot have been typed
    that day.

    ## What to do
    Compare the date of the record with the order's window. If the date is right, read the marking under the order that
    governed, and note the number as printed. A stale number alone does not invalidate a classification.

    ## Known limits
    The number is not a required mark, so a stale one is never an error. For some months after a change the old number
    is a note: the length of that time is an engineering choice from seen records. A garbled number is not judged, and
    neither is an order younger than a page that is no telegram: a later hand stamped it.
    """
    order = author_order(view)
    if order is None:
        if view.structure.fields.order is None and level(view) and is_telegram(view):
            yield NO_ORDER
        return
    cited = view.law.cited(order.value or "")
    if not cited or later_hand(view, min(head.signed for head in cited)):
        return
    due = view.structure.fields.declassify_on
    idle = due is not None and due.kind == "not-applicable"
    yield from said(view, (order.start, order.end), "header.order", lambda day: _judge(view, day, cited, idle))


def _judge(view: View, day: dt.date, cited: tuple[Head, ...], idle: bool) -> Verdict | None:
    """Judge the citation on one day; `idle` says that nothing is classified under it (`N/A`)."""
    possible = view.law.heads_on(day)
    if any(head in possible for head in cited):
        return None
    first = min(cited, key=lambda head: head.signed)
    data: dict[str, Any] = {
        "cited": first.number,
        "signed": first.signed.isoformat(),
        "effective": min(head.first for head in cited).isoformat(),
        "governing": [head.id for head in possible],
        "law": law(*cited, *possible),
    }
    in_force = names(possible) or "no classification order"
    tolerated = next((t for r in governing(view, day) if (t := r.tolerates("citation", day, first.number))), None)
    if tolerated is not None:
        until = f"tolerated from {tolerated.first} to {tolerated.last}"
        data["law"] = law(tolerated, *cited, *possible)
        words = f"cites E.O. {first.number}; on {day} {in_force} governed ({until})"
        return Verdict(words, data, "note", f"{until}; the record: {day}")
    if day < first.signed:
        words = f"cites E.O. {first.number}, signed {first.signed}; on {day} {in_force} governed"
        return Verdict(words, data, "warning" if first.status == "unverified" else None, _gap(day, first.signed))
    begun, ended = min(head.first for head in cited), max(head.last for head in cited)
    window = f"in force {begun} to {ended}"
    words = f"cites E.O. {first.number} ({window}); on {day} {in_force} governed"
    steps = _gap(day, begun) if day < begun else _gap(ended, day)
    return Verdict(words, data, "note" if idle else "warning", steps)


def _gap(early: dt.date, late: dt.date) -> str:
    """Return `1995-10-13 + 10 y 4 m 16 d = 2006-03-01`."""
    return f"{early} + {term(early, late)} = {late}"
