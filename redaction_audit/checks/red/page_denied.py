"""RED: a whole page is withheld."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import SHOWN
from redaction_audit.model import Mark

_REPORTED = 20


@record_check(
    "RED007",
    "page-denied",
    severity="note",
    cites=(SHOWN,),
    basis=("FX-16",),
    when="page-denied",
    flags=(
        Example("The board met at noon.\n\f\n⟦Page Denied⟧\n\f\nIt voted.\n"),
        Example("⟦Page Denied⟧\n\f\n⟦Next 3 Page(s) In Document Denied⟧\n"),
    ),
    passes=(
        Example("The board met at noon, and the page denied it.\n"),
        Example("It met [2½ lines not declassified] at noon.\n"),
    ),
    marks_only=True,
)
def page_denied(view: View) -> Iterator[Hit | Skip]:
    """A page is withheld as a whole.

    ## Why it matters
    Reasonably segregable parts of a record must be released, so a page denied in full needs its own justification.
    The sheet also shows that the page is withheld and not lost.

    ## What to do
    Check that the sheet names its exemption and that nothing on the page could be released.

    ## Known limits
    Sheets without words are seen only as gaps in the page numbers. A sheet that counts no pages is taken for one.
    """
    marks = [mark for mark in view.withheld if mark.kind == "page-denied"]
    for number, mark in enumerate(marks[:_REPORTED], 1):
        data = {"pages": sum(map(_pages, marks))} if number == 1 else {}
        pages = _pages(mark)
        words = "a whole page is withheld" if pages == 1 else f"{pages} whole pages are withheld"
        yield Hit(mark.start, mark.end, words, kind=mark.kind, data=data)


def _pages(mark: Mark) -> int:
    amount = mark.amount
    return int(amount.n) if amount is not None and amount.n and amount.unit == "page" else 1
