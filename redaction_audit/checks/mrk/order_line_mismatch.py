"""MRK: an order line that says the opposite of the classification line."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.sources import MARKING, NOT_THE_AGENCY, TELEGRAM
from redaction_audit.checks.mrk.specimen import STAMP, telegram
from redaction_audit.checks.mrk.telegram import RANKS, banner, highest, sent
from redaction_audit.model import Classification, Declassify

_HIGH = "S E C R E T ARBON 000412"
_OPEN = "UNCLAS ARBON 000412"
_TEXT = "1. (U) The board met twice and adjourned."


@record_check(
    "MRK002",
    "order-line-mismatch",
    severity="warning",
    cites=(MARKING, TELEGRAM),
    basis=("CV-03",),
    by_provenance=NOT_THE_AGENCY,
    flags=(
        Example(telegram("1. (S) The board met.", banner=_HIGH, order="E.O. 12958: ⟦N/A⟧")),
        Example(telegram(_TEXT, banner=_OPEN, order="E.O. 12958: DECL: ⟦03/14/2016⟧", by="")),
    ),
    passes=(
        Example(telegram(_TEXT, banner=_OPEN, order="E.O. 12958: N/A", by="")),
        Example(telegram("1. (SBU) It met.", banner="UNCLAS SECTION 01 OF 01 ARBON 000412", below="SENSITIVE",
                         order="E.O. 12958: N/A", by="")),
        Example(telegram()),
        Example(telegram(order="E.O. 12958: DECL: NONE"), also=("DEC014",)),
        Example(telegram(head=STAMP), provenance="foia"),
        Example(telegram(_TEXT, head=STAMP, banner="UNCLASSIFIED", group="", by=""), provenance="foia"),
    ),
)  # fmt: skip
def order_line_mismatch(view: View) -> Iterator[Hit | Skip]:
    """The order line says the opposite of the classification line.

    ## Why it matters
    `N/A` says that no classification order applies, a date says that one does. Beside a classification line that says
    the contrary, nobody can tell from the page whether the telegram was classified.

    ## What to do
    Look at the page image and at the portion marks: they tell which of the two lines is wrong.

    ## Known limits
    An UNCLASSIFIED that a release put on the page is not the author's and is not compared; nor is an unclassified line
    above classified portions, which is another finding, as is the instruction NONE. An unclassified line beside an
    event or a code is accepted.
    """
    fields = view.structure.fields
    due = fields.declassify_on
    if due is None or due.kind not in ("not-applicable", "date") or not sent(view):
        return
    own = banner(view)
    if own is None:
        return
    rank = RANKS.get(own.value, 0)
    if rank and due.kind == "not-applicable" and "none" not in due.raw.lower():
        yield _hit(own, due, f"the classification line says {own.value}, the order line says that no order applies")
    elif not rank and due.kind == "date" and highest(view) == 0:
        yield _hit(own, due, f"the classification line says {own.value}, the order line has a declassification date")


def _hit(own: Classification, due: Declassify, words: str) -> Hit:
    return Hit(
        due.start,
        due.end,
        words,
        kind="header.declassify-on",
        data={"level": own.value, "instruction": due.kind},
        related=((own.start, own.end, "classification line"),),
        evidence=due.raw,
    )
