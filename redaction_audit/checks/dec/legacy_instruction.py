"""DEC: an indefinite mark of an older order, and the day on which it ends all the same."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec import instruction_out_of_force
from redaction_audit.checks.dec.block import Verdict, level, said
from redaction_audit.checks.dec.sources import AUTOMATIC, LEGACY
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.stamped import stamped
from redaction_audit.checks.dec.terms import automatic_date
from redaction_audit.law.anniversary import add_years
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
    flags=(
        Example(telegram("E.O. 12356: DECL: ⟦OADR⟧", by=""), date="1988-05-01"),
        Example(
            telegram("E.O. 12958: DECL: ⟦X5⟧", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2002-01-10"
        ),
    ),
    passes=(
        Example(telegram("E.O. 12356: DECL: 05/01/1998", by=""), date="1988-05-01"),
        Example(telegram("E.O. 12356: N/A", by="", banner="UNCLAS ARBON 000412", portion="U"), date="1988-05-01"),
        Example("The board met.\n\nDECL ON: X1\n", date="1963-05-02"),
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
    lawful on the day, which is another finding.
    """
    due = view.structure.fields.declassify_on
    if due is None or due.kind != "code" or level(view) is None or not _INDEFINITE.intersection(due.codes):
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, due))


def _judge(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    regimes = view.law.on(day)
    lawful = any(
        (entry := regime.instruction(code)) and entry.valid == "yes" for regime in regimes for code in due.codes
    )
    if not lawful or instruction_out_of_force.judge(view, day, due) is not None:
        return None
    after, automatic = add_years(day, 25), automatic_date(view, day)
    passed = view.as_of > automatic
    data = {
        "codes": list(due.codes),
        "source_date_plus_25": after.isoformat(),
        "automatic_date": automatic.isoformat(),
        "as_of": view.as_of.isoformat(),
        "passed": passed,
    }
    state = "passed" if passed else "not reached"
    counts = f"{', '.join(due.codes)} on a record of {day} counts to {after}"
    words = f"{counts}; automatic date {automatic}, {state} on {view.as_of}"
    return Verdict(words, data, None if passed and not stamped(view) else "note")
