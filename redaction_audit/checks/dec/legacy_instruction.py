"""DEC: an indefinite mark of an older order, and the day on which it ends all the same."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec import dated_atomic_portion, indefinite_instruction, instruction_out_of_force
from redaction_audit.checks.dec.block import ATOMIC, Verdict, author_due, categories, level, said
from redaction_audit.checks.dec.sources import AUTOMATIC, LEGACY
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.stamped import exempt, stamped
from redaction_audit.checks.dec.terms import (
    LIMITED,
    automatic_date,
    automatic_sum,
    counts_sum,
    counts_to,
    governing,
    since,
)
from redaction_audit.model import Declassify

_INDEFINITE = frozenset({"OADR", "MR", "DCI ONLY", "DNI ONLY", "X", *(f"X{n}" for n in range(1, 9))})


@record_check(
    "DEC015",
    "legacy-instruction",
    severity="note",
    cites=(LEGACY, AUTOMATIC),
    basis=("EO-11",),
    by_provenance={
        "frus": "warning",
        "jfk": "warning",
        "pra": "warning",
        "systematic": "warning",
        "cia_crest": "warning",
    },
    when="undated",
    flags=(
        Example(telegram("E.O. 12356: DECL: ⟦OADR⟧", by=""), date="1988-05-01"),
        Example(
            telegram("E.O. 12958: DECL: ⟦X5⟧", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2002-01-10"
        ),
        Example(telegram("E.O. 12356: DECL: ⟦INDEFINITE⟧", by=""), date="1992-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12356: DECL: 05/01/1998", by=""), date="1988-05-01"),
        Example(telegram("E.O. 12356: DECL: UPON CLOSURE OF CONSULATE", by=""), date="1988-05-01"),
        Example(telegram("E.O. 12356: N/A", by="", banner="UNCLAS ARBON 000412", portion="U"), date="1988-05-01"),
        Example("The board met.\n\nDECL ON: X1\n", date="1963-05-02"),
        Example("SECRET//RD\n\nMinutes\n\nDeclassify On: OADR\n\n1. (S/RD) The board met.\n", date="1988-05-01"),
    ),
)
def legacy_instruction(view: View) -> Iterator[Hit | Skip]:
    """The instruction is an indefinite mark of its time; the finding shows when it ends.

    ## Why it matters
    OADR and X1 to X8 were lawful and named no end. Later orders gave them one: 25 years from the date of the document
    for whoever carries the mark on, and automatic declassification on 31 December of the twenty-fifth year for
    permanent records.

    ## What to do
    Use the dates shown. Past the automatic date, look for an exemption before withholding anything as classified.

    ## Known limits
    Whether a record is permanent is not on the page: a passed date weighs more than a note only where the provenance
    says it is. Exemptions, referrals and file-series decisions are not visible either. Silent where the code was not
    lawful on the day, and on pages with atomic or NATO portions, which have no automatic date: other findings.
    """
    due = author_due(view)
    if due is None or not indefinite(due) or level(view) is None or dated_atomic_portion.owns(view, due):
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, due))


def indefinite(due: Declassify) -> bool:
    """Say whether an instruction names no end, by code or in words: records that carry one belong to this check."""
    return (due.kind == "code" and not _INDEFINITE.isdisjoint(due.codes)) or indefinite_instruction.never(due)


def _lawful(view: View, day: dt.date, due: Declassify) -> bool:
    """Say whether the mark was lawful on `day`: E.O. 12356 and older orders set no limit, codes are in their files."""
    if not due.codes:
        return bool(governing(view, day)) and day < since(view, LIMITED)
    entries = (regime.instruction(code) for regime in governing(view, day) for code in due.codes)
    lawful = any(entry is not None and entry.valid == "yes" for entry in entries)
    return lawful and instruction_out_of_force.judge(view, day, due) is None


def _judge(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    if not _lawful(view, day, due):
        return None
    after, until = counts_to(view, day), automatic_date(view, day)
    passed = view.as_of > until
    mark = ", ".join(due.codes) or "the indefinite instruction"
    data = {
        "codes": list(due.codes),
        "source_date_plus_25": after.isoformat(),
        "automatic_date": until.isoformat(),
        "as_of": view.as_of.isoformat(),
        "passed": passed,
    }
    state = "passed before" if passed else "not passed on"
    words = f"{mark} on a record of {day} counts to {after}; automatic date {until}, {state} {view.as_of}"
    open_ = passed and not (stamped(view) or exempt(view) or categories(view) & ATOMIC)
    return Verdict(words, data, None if open_ else "note", f"{counts_sum(view, day)}; {automatic_sum(view, day)}")
