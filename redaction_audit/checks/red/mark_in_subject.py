"""RED: the subject line holds a mark."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import SHOWN

_HEAD = "C O N F I D E N T I A L ARBON 000412\n\nE.O. 12958: DECL: 03/14/2016\nTAGS: PGOV, PREL\n"
_TAIL = "\n\nClassified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)\n\n1. (C) The board met XXXXXXXXXXXX.\n\nROWE\n"


@record_check(
    "RED004",
    "mark-in-subject",
    severity="warning",
    cites=(SHOWN,),
    basis=("FX-11",),
    flags=(
        Example(f"{_HEAD}SUBJECT: MEETING WITH ⟦XXXXXXXXXXXX⟧ ON THE QUAY{_TAIL}"),
        Example(
            f"{_HEAD}SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS AND\nCRANES WITH ⟦XXXXXXXXXXXX⟧ AND ⟦XXXXXXXXXXXX⟧{_TAIL}"
        ),
    ),
    passes=(
        Example(f"{_HEAD}SUBJECT: HARBOR BOARD MEETS{_TAIL}"),
        Example(f"{_HEAD}SUBJECT: EXXON AND THE XXXVIII HARBOR BOARD{_TAIL}"),
        Example("The board met XXXXXXXXXXXX on the subject: cranes.\n"),
    ),
)
def mark_in_subject(view: View) -> Iterator[Hit | Skip]:
    """The subject line names what is withheld.

    ## Why it matters
    Subject lines go into indexes, registers and lists of other files, where the record may stand unmarked. A mark in
    the subject also says that the whole record is about the hidden person or matter.

    ## What to do
    Search indexes, reference lists and other releases for the same subject line.

    ## Known limits
    One finding for every withheld portion, whatever number of codes stands beside it. Says nothing about subjects that
    were replaced rather than marked.
    """
    subject = view.structure.fields.subject
    if subject is None:
        return
    said: set[int] = set()
    for mark in view.withheld:
        if mark.start >= subject.end:
            return
        if subject.start < mark.end and (mark.group is None or mark.group not in said):
            said.update([] if mark.group is None else [mark.group])
            yield Hit(mark.start, mark.end, "the subject line holds a mark of withheld text", kind="header.subject")
