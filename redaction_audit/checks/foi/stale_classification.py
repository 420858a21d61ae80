"""FOI: the first page of a released record still shows its classification."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LEVELS
from redaction_audit.checks.dec.stamped import stamped
from redaction_audit.checks.foi.sources import STAMPED

_SILENT = ("frus", "jfk", "pra", "unofficial")
_PAGE = 3000
"""Characters of a first page where no form feed ends it."""
_STATE = "Declassified/Released US Department of State EO Systematic Review 20 MAR 2014\n\n"


@record_check(
    "FOI014",
    "stale-classification",
    severity="note",
    cites=(STAMPED,),
    basis=("DS-05",),
    flags=(
        Example(_STATE + "⟦SECRET⟧\n\n19 May 1963\n\nThe board met.\n"),
        Example("⟦SECRET⟧\n\n19 May 1963\n\nThe board met.\n\nDeclassified by J. Roe, Chief, 2011-08-17\n"),
    ),
    passes=(
        Example(_STATE + "UNCLASSIFIED\n\n19 May 1963\n\nThe board met.\n"),
        Example(_STATE + "19 May 1963\n\nThe board met.\n\f\nIt adjourned.\n\f\nSECRET\n\nIt met again.\n"),
        Example("SECRET\n\n19 May 1963\n\nThe board met.\n"),
    ),
)
def stale_classification(view: View) -> Iterator[Hit | Skip]:
    """The first page of a declassified record still shows its classification.

    ## Why it matters
    When a record is declassified, the overall marking on its cover or first page is struck out, so that nobody locks
    it up again or takes a copy for a leak.

    ## What to do
    Look at the page image: if the marking is not struck out, strike it.

    ## Known limits
    Text cannot show a line through a word, so this is never more than a note. Inner pages need no strike.
    """
    banner = view.structure.fields.classification
    if banner is None or banner.value not in LEVELS or view.provenance in _SILENT:
        return
    end = view.text.find("\f")
    if banner.start >= (end if end >= 0 else _PAGE) or not stamped(view):
        return
    yield Hit(
        banner.start, banner.end, f"{banner.value} on the first page of a record with a release stamp",
        kind="marking.banner", evidence=banner.raw, data={"level": banner.value, "provenance": view.provenance},
    )  # fmt: skip
