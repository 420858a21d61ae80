"""TRN: the record itself says that it is not whole."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.trn.sources import AMOUNT, CAPTURE
from redaction_audit.checks.trn.specimen import telegram

_NOTICE = (
    "This record is a partial extract of the original cable. The full text of the original cable is not available."
)


@record_check(
    "TRN012",
    "partial-extract",
    severity="note",
    cites=(CAPTURE, AMOUNT),
    basis=("CV-14",),
    flags=(
        Example(telegram("1. (C) The board met.", notice=f"⟦{_NOTICE}⟧")),
        Example(telegram("1. (C) The board met.", "2. (C) It rose.", notice=f"⟦{_NOTICE}⟧"), provenance="unofficial"),
    ),
    passes=(
        Example(telegram("1. (C) The board met.")),
        Example(telegram("1. (C) A partial extract of the minutes was read to the board.")),
        Example("This manual is a partial extract of the specification.\n"),
    ),
)
def partial_extract(view: View) -> Iterator[Hit | Skip]:
    """The record declares itself a partial extract.

    ## Why it matters
    What the page does not hold cannot be audited. Missing sections, paragraphs and marks of an extract are expected,
    and related findings are notes for that reason.

    ## What to do
    Audit the whole document where it can be had; do not read counts of this record as counts of the original.

    ## Known limits
    An extract that does not say so is not recognised here.
    """
    for place in located(view, "notice.partial_extract"):
        yield Hit(
            place.start, place.end, "the record says that it is a partial extract of the original", kind=place.kind
        )
