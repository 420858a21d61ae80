"""DEC: a declassification instruction that the order of the day did not allow."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    LATER_HANDS,
    Verdict,
    author_due,
    author_order,
    in_order_line,
    is_telegram,
    later_hand,
    law,
    level,
    said,
    stamp_day,
    stamp_hit,
)
from redaction_audit.checks.dec.sources import CHANGE, ISSUED, LEGACY
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import (
    automatic_date,
    automatic_sum,
    counts_sum,
    counts_to,
    entry,
    governing,
    introduced,
)
from redaction_audit.law import Instruction, Regime
from redaction_audit.model import Declassify, Review

_WEIGHT = {"no": 2, "legacy": 1, "yes": 0}

_STAMP = (
    "SECRET\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nCLASSIFIED BY 5668 SLD/JHC\n{}\nDECLASSIFY ON: {}\n\n"
    "The board met.\n"
)


@record_check(
    "DEC007",
    "instruction-out-of-force",
    severity="warning",
    cites=(LEGACY, ISSUED, CHANGE),
    basis=("EO-04", "EO-11"),
    by_provenance=LATER_HANDS,
    when="coded-instruction",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦OADR⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦X6⟧"), date="2004-02-01"),
        Example("SECRET\n\nMinutes of the board\n\nClassified By: Ada Rowe\nDeclassify On: ⟦MR⟧\n", date="2012-05-02"),
        Example(telegram("E.O. 12958: DECL: ⟦X1⟧"), date="2003-11-20"),
        Example(_STAMP.format("3/4/2005", "⟦X1⟧"), date="1963-06-04"),
    ),
    passes=(
        Example(telegram("E.O. 12356: DECL: OADR", by=""), date="1990-03-14"),
        Example(
            telegram("E.O. 12958: DECL: X1, X6", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2001-03-14"
        ),
        Example(telegram("E.O. 11652: GDS", by=""), date="1976-03-14"),
        Example(telegram("E.O. 12958: DECL: X4", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2003-09-21"),
        Example(
            "SECRET\n\nMinutes\n\nDeclassify On: Source Marked OADR\nDate of Source: 1990-01-02\n", date="2001-05-02"
        ),
        Example("The board met.\n\nDECL ON: X1\n", date="1963-05-02"),
        Example(_STAMP.format("3/4/1998", "X1"), date="1963-06-04"),
        Example(_STAMP.format("", "X1"), date="1963-06-04"),
        Example(
            "SECRET\n\nMinutes\n\nDerived From: Multiple Sources\n\nSource 1: Note of the board, Declassify On: OADR\n",
            date="2012-05-02",
        ),
    ),
)
def instruction_out_of_force(view: View) -> Iterator[Hit | Skip]:
    """The declassification instruction is one that the order in force did not allow.

    ## Why it matters
    OADR ended with E.O. 12356, X1 to X8 with the amendment of E.O. 12958, and MR was never provided for. On a later
    document such a code is no instruction at all: the page carries no lawful date.

    ## What to do
    Treat the page as if the instruction were missing: 25 years from its date (the finding shows the day). Look for the
    template or the source it came from.

    ## Known limits
    The stamp of a later review is judged by its own date, and not at all without one. A code carried from an older
    source is lawful under E.O. 12958 when the page says "Source Marked"; behind a derived-from line it is a note, and a
    list of sources is not judged. Just after a change of orders the old code is a note, which is an engineering choice.
    A code younger than the page is taken for a later hand's stamp, unless the page is a telegram. What X2 to X8 protect
    was not read in a primary text; only the code is tested. Where the line cites the old order as well, the order is
    the defect and the code is not counted again.
    """
    yield from _stamp(view, view.structure.fields.review)
    due = author_due(view)
    if due is None or not due.codes or due.raw.lstrip("\"'“ ").lower().startswith("source"):
        return
    if not (level(view) or is_telegram(view) or view.structure.fields.classified_by):
        return  # a page that claims no level carries no block: the code stands in prose
    if view.date is not None and _younger(view, due):
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: judge(view, day, due))


def _stamp(view: View, review: Review | None) -> Iterator[Hit]:
    """Judge the codes of a later review by the day of that review."""
    due, day = review.declassify_on if review is not None else None, stamp_day(review)
    if due is None or day is None or not due.codes:
        return
    verdict = worst(view, day, due.codes)
    if verdict is not None:
        yield stamp_hit(view, day, due, verdict)


def judge(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    """Judge the codes of an instruction on one day; the worst of them decides.

    None where the codes fit the order that the line cites: then the whole line is stale, and the order is the defect.
    """
    return None if _stale_line(view, day, due) else worst(view, day, due.codes)


def worst(view: View, day: dt.date, codes: tuple[str, ...]) -> Verdict | None:
    """Return the heaviest verdict on codes used on one day. Groups of 1961 are judged by their own check."""
    found: Verdict | None = None
    for code in codes:
        verdict = None if code.startswith("GROUP") else _judge(view, day, code)
        if verdict is not None and (found is None or (found.severity is not None and verdict.severity is None)):
            found = verdict
    return found


def _judge(view: View, day: dt.date, code: str) -> Verdict | None:
    regimes = governing(view, day)
    entries = [found for regime in regimes if (found := _entry(view, regime, day, code))]
    if not entries:
        return None
    kindest = min(entries, key=lambda found: _WEIGHT[found.valid])
    if kindest.valid == "yes":
        return None
    after = counts_to(view, day)
    data = {
        "code": code,
        "governing": [regime.id for regime in regimes],
        "source_date_plus_25": after.isoformat(),
        "automatic_date": automatic_date(view, day).isoformat(),
        "law": law(*entries),
    }
    total = f"{counts_sum(view, day)}; {automatic_sum(view, day)}"
    order = " or ".join(regime.order for regime in regimes)
    tolerated = next((t for regime in regimes if (t := regime.tolerates("instruction", day, code))), None)
    if tolerated is not None:
        words = f"{code} is no instruction of {order}; on {day} tolerated (to {tolerated.last})"
        return Verdict(words, {**data, "law": [*law(tolerated), *law(*entries)]}, "note", total)
    words = f"{_said(code, kindest)} of {order}, which governed on {day}; without a lawful date it counts to {after}"
    carried = kindest.valid == "legacy" or view.structure.fields.derived_from is not None
    note = carried or kindest.status == "unverified"
    return Verdict(words, data, "note" if note else None, total)


def _entry(view: View, regime: Regime, day: dt.date, code: str) -> Instruction | None:
    """Return what an order says of a code on a day; phrases that stand for no code belong to other checks."""
    found = entry(view, regime, code)
    if found is None or found.kind == "phrase":
        return None
    return found if (found.since or day) <= day <= (found.until or day) else None


def _stale_line(view: View, day: dt.date, due: Declassify) -> bool:
    """Say whether the line cites an order that did not govern on `day` and that allowed every code on the line."""
    order = author_order(view)
    cited = view.law.cited(order.value or "") if order is not None else ()
    if not cited or any(head.on(day) for head in cited):
        return False
    regimes = [view.law.regimes[head.id] for head in cited]
    return all(any((e := r.instruction(code)) and e.valid == "yes" for r in regimes) for code in due.codes)


def _said(code: str, entry: Instruction) -> str:
    if entry.valid == "legacy":
        return f"{code} is a mark of an older order, carried over at best, and no instruction"
    return f"{code} is no instruction"


def _younger(view: View, due: Declassify) -> bool:
    """Say whether every code belongs to orders signed only after the record: a reviewer's stamp on an old page."""
    stamped = is_telegram(view) and not in_order_line(view, due)
    for code in due.codes:
        signed = introduced(view, code)
        if signed is None or view.date is None:
            return False
        if not (view.date[1] < signed if stamped else later_hand(view, signed)):
            return False
    return True
