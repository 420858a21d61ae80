"""DEC: a declassification instruction that the order of the day did not allow."""

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    LATER_HANDS,
    Verdict,
    author_due,
    author_order,
    code_place,
    due_date,
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
    LIMITED,
    automatic_date,
    automatic_sum,
    before,
    counts_sum,
    counts_to,
    entry,
    governing,
    introduced,
)
from redaction_audit.law import Instruction, Regime
from redaction_audit.law.anniversary import term
from redaction_audit.model import Declassify, Review

_WEIGHT = {"no": 2, "legacy": 1, "yes": 0}

_CARRIED = "SOURCE MARKED"
"""What stands before the code of a source that a derivative page carries on."""

_REVIEWED, _REGISTERED = "MR", dt.date(2008, 2, 29)
"""What the intelligence community's register had in classification lines, and until when (its manual, from a summary).

It asked for a review by hand where sources disagreed; no order provided for it.
"""

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
        Example(telegram("E.O. 12958: DECL: ⟦X6⟧"), date="2010-07-12"),
        Example(telegram("E.O. 12356: DECL: ⟦X1⟧", by=""), date="1990-03-14"),
        Example(telegram("E.O. 12356: DECL: ⟦25X6⟧, UPON CLOSURE OF THE TALKS", by=""), date="1990-03-14"),
        Example(telegram("E.O. 12356: ⟦GDS⟧ 3/14/89 (ROWE, ADA)", by=""), date="1983-03-14"),
        Example(telegram("E.O. 12065: ⟦XGDS-2⟧", by=""), date="1979-02-01"),
        Example(telegram("E.O. 12958: DECL: ⟦GROUP 4⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦X⟧ (ONGOING TALKS)"), date="2006-03-14"),
        Example(
            "SECRET\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: ⟦Source Marked OADR⟧\n", date="2013-05-02"
        ),
        Example("SECRET//NOFORN//⟦X1⟧\n\nMinutes of the board\n\nThe quay is new.\n", date="2005-05-02"),
        Example("SECRET//NOFORN//⟦MR⟧\n\nMinutes of the board\n\nThe quay is new.\n", date="2007-05-02"),
        Example(
            telegram("E.O. 12958: DECL: ⟦X9⟧", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2001-03-14"
        ),
    ),
    passes=(
        Example(
            "From: Rowe, Ada\nSent: Tuesday, June 2, 2009 10:12 AM\nTo: Lind, Bo\nSubject: Pier\n\n"
            "> SECRET ARBON 0412\n>\n> E.O. 12958: DECL: X1\n> TAGS: PREL\n>\n"
            "> Classified By: DCM Ada Rowe. Reason: 1.5(d)\n>\n> 1. (S) The board met.\n"
        ),
        Example(telegram("E.O. 12356: DECL: OADR", by=""), date="1990-03-14"),
        Example(telegram("E.O. 12356: DECL: OADR", by=""), date="1995-11-14"),
        Example(telegram("E.O. 12356: DECL: OADR"), date="2006-03-14", also=("DEC004",)),
        Example(telegram("E.O. 13526: DECL: 50X1-HUM"), date="2010-01-15"),
        Example(
            telegram("E.O. 12958: DECL: X1, X6", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2001-03-14"
        ),
        Example(telegram("E.O. 11652: GDS", by=""), date="1976-03-14"),
        Example(
            telegram("E.O. 12958: DECL: X (ONGOING TALKS)", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1998-03-14",
        ),
        Example(telegram("E.O. 12958: DECL: X4", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2003-09-21"),
        Example(
            "SECRET\n\nMinutes\n\nDeclassify On: Source Marked OADR\nDate of Source: 1990-01-02\n", date="2001-05-02"
        ),
        Example("The board met.\n\nDECL ON: X1\n", date="1963-05-02"),
        Example("SECRET//NOFORN//X1\n\nMinutes of the board\n\nThe quay is new.\n", date="2001-05-02"),
        Example(
            "SECRET//NOFORN//MR\n\nMinutes\n\nClassified By: Ada Rowe\nDeclassify On: 20170502\n", date="2007-05-02"
        ),
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
    OADR ended with E.O. 12356, X1 to X8 with the amendment of E.O. 12958, and MR was never provided for. A code that
    the order of the day did not know, or knew on older sources only, is no instruction at all: the page carries no
    lawful date unless one stands beside the code.

    ## What to do
    Treat the page as if the instruction were missing: 25 years from its date (the finding shows the day). Look for the
    template or the source it came from.

    ## Known limits
    The stamp of a later review is judged by its own date, and not at all without one. A code carried from an older
    source is lawful under E.O. 12958 when the page says "Source Marked", which E.O. 13526 ended; behind a derived-from
    line it is a note, and a list of sources is not judged. Just after a change of orders the old code is a note, which
    is an engineering choice; so is MR at the end of a classification line until February 2008, where the register of
    the intelligence community had it. A code younger than the page is taken for a later hand's stamp, unless the page
    is a telegram. What X2 to X8 protect was not read in a primary text; only the code is tested. Where the line cites
    the old order as well, the order is the defect and the code is not counted again, as long as that order's last text
    still had it.
    """
    yield from _stamp(view, view.structure.fields.review)
    due = author_due(view)
    if due is None or not due.codes:
        return
    if due.raw.lstrip("\"'“ ").lower().startswith("source"):
        due = replace(due, codes=(_CARRIED,))  # the code is the source's; judged is whether it may be carried on so
    if not (level(view) or is_telegram(view) or view.structure.fields.classified_by):
        return  # a page that claims no level carries no block: the code stands in prose
    if view.date is not None and _younger(view, due):
        return
    yield from said(view, code_place(view, due), "header.declassify-on", lambda day: judge(view, day, due))


def _stamp(view: View, review: Review | None) -> Iterator[Hit]:
    """Judge the codes of a later review by the day of that review."""
    due, day = review.declassify_on if review is not None else None, stamp_day(review)
    if due is None or day is None or not due.codes:
        return
    verdict = worst(view, day, due)
    if verdict is not None:
        yield stamp_hit(view, day, due, verdict, code_place(view, due))


def judge(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    """Judge the codes of an instruction on one day; the worst of them decides.

    None where the codes fit the order that the line cites: then the whole line is stale, and the order is the defect.
    An old number that is still tolerated is no defect, so it excuses nothing but what is tolerated with it.
    """
    found = worst(view, day, due)
    if found is None or not _stale_line(view, day, due):
        return found
    return None if found.severity == "note" or not _outlived(view, day) else found


def worst(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    """Return the heaviest verdict on codes used on one day. Groups of 1961 have a check of their own for its years."""
    found: Verdict | None = None
    for code in due.codes:
        verdict = None if code.startswith("GROUP") and before(view, LIMITED) else _judge(view, day, code, due)
        if verdict is not None and (found is None or (found.severity is not None and verdict.severity is None)):
            found = verdict
    return found


def _judge(view: View, day: dt.date, code: str, due: Declassify) -> Verdict | None:
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
    until = due_date(view, due)
    total = f"{counts_sum(view, day)}; {automatic_sum(view, day)}" if until is None else _sum(day, until)
    order = " or ".join(regime.order for regime in regimes)
    tolerated = next((t for regime in regimes if (t := regime.tolerates("instruction", day, code))), None)
    if tolerated is not None:
        words = f"{code} is no instruction of {order}; on {day} tolerated (to {tolerated.last})"
        return Verdict(words, {**data, "law": [*law(tolerated), *law(*entries)]}, "note", total)
    end = f"without a lawful date it counts to {after}" if until is None else f"the date beside it, {until}, stands"
    end = "the event beside it stands" if due.kind == "event" else end
    words = f"{_said(code, kindest)} of {order}, which governed on {day}; {end}"
    note = view.structure.fields.derived_from is not None or kindest.status == "unverified"
    note = note or (code == _REVIEWED and day <= _REGISTERED and _of_banner(view, due))
    return Verdict(words, data, "note" if note else None, total)


def _of_banner(view: View, due: Declassify) -> bool:
    """Say whether the instruction is that of the classification line."""
    banner = view.structure.fields.classification
    return banner is not None and banner.start <= due.start < banner.end


def _sum(day: dt.date, until: dt.date) -> str:
    return f"{day} + {term(day, until)} = {until}" if until >= day else f"{until} lies before {day}"


def _entry(view: View, regime: Regime, day: dt.date, code: str) -> Instruction | None:
    """Return what an order says of a code on a day; phrases that stand for no code belong to other checks.

    The exemptions of E.O. 12958 as issued may have words instead of their digit, and are codes all the same.
    A digit that no order gave to X (`X9`) is under every order what its X1 is, and never lawful.
    """
    found = entry(view, regime, code)
    if found is None and _beyond(code):
        found = entry(view, regime, _FIRST)
        return replace(found, valid="no") if found is not None else None
    if found is None or (found.kind == "phrase" and code != _WORDED):
        return None
    return found if (found.since or day) <= day <= (found.until or day) else None


def _stale_line(view: View, day: dt.date, due: Declassify) -> bool:
    """Say whether the line cites an order that did not govern on `day` and that allowed every code on the line.

    Amended texts share one number: the text that counts is the one nearest to the day.
    """
    order = author_order(view)
    cited = view.law.cited(order.value or "") if order is not None else ()
    if not cited or any(head.on(day) for head in cited):
        return False
    text = view.law.regimes[(cited[-1] if cited[-1].last < day else cited[0]).id]
    return all((known := entry(view, text, code)) and known.valid == "yes" for code in due.codes)


def _outlived(view: View, day: dt.date) -> bool:
    """Say whether the number that the line cites is that of an ended order, still tolerated on `day`."""
    order = author_order(view)
    number = (order.value if order is not None else None) or ""
    ended = all(head.last < day for head in view.law.cited(number))
    return ended and any(regime.tolerates("citation", day, number) for regime in governing(view, day))


_FIRST = "X1"
_WORDED = "X"


def _beyond(code: str) -> bool:
    """Say whether a code has the form of the exemptions of E.O. 12958 as issued."""
    return code[:1] == "X" and code[1:].isdecimal()


def _said(code: str, entry: Instruction) -> str:
    if _beyond(code) and code not in entry.forms:
        return f"{code} is no code ({entry.forms[0]} to {entry.forms[-1]} are) and no instruction"
    if entry.valid == "legacy":
        return f"{code} is a mark of an older order, carried over at best, and no instruction"
    return f"{code} is no instruction"


def _younger(view: View, due: Declassify) -> bool:
    """Say whether every code belongs to orders signed only after the record: a reviewer's stamp on an old page."""
    stamped = is_telegram(view) and not in_order_line(view, due)
    for code in due.codes:
        signed = introduced(view, code) or (introduced(view, _FIRST) if _beyond(code) else None)
        if signed is None or view.date is None:
            return False
        if not (view.date[1] < signed if stamped else later_hand(view, signed)):
            return False
    return True
