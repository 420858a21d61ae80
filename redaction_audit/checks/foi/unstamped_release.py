"""FOI: a record marked classified was released without any stamp that says so."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LEVELS, author_until
from redaction_audit.checks.dec.stamped import stamped
from redaction_audit.checks.foi.release import OFFICIAL
from redaction_audit.checks.foi.sources import STAMPED
from redaction_audit.dates import bounds
from redaction_audit.model import Value

_SILENT = ("frus", "jfk", "pra")
"""Printed volumes say it elsewhere, the assassination records have a law of their own, a sheet releases nothing."""

_POSTED = "06ARBON412\n2006-03-14 09:30\n{}\nCONFIDENTIAL\nEmbassy Arbon\n\nC O N F I D E N T I A L ARBON 000412\n\n"
_DUE = "E.O. 12958: DECL: 03/14/2016\nTAGS: PGOV\nSUBJECT: QUAYS\n\n"
_BODY = "Classified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)\n\n1. (C) The board met twice.\n\nROWE\n"


@record_check(
    "FOI011",
    "unstamped-release",
    severity="note",
    confidence="medium",
    cites=(STAMPED,),
    basis=("DS-01",),
    by_provenance=dict.fromkeys(OFFICIAL, "warning"),
    flags=(
        Example("⟦SECRET⟧\n\n4 June 1963\n\nMEMORANDUM FOR THE RECORD\n\nIt met.\n\nDate 2015\n", provenance="foia"),
        Example(_POSTED.format("2017-06-01 12:00").replace("C O N", "⟦C O N").replace("A L ARBON", "A L⟧ ARBON") + _DUE
                + _BODY),
    ),
    passes=(
        Example("SECRET\n\n19 May 1963\n\nDeclassified/Released US Department of State EO Systematic Review "
                "20 MAR 2014\n\nThe board met.\n"),
        Example("SECRET\n\n4 June 1963\n\nIt met.\n\f\nIt adjourned.\n\nDeclassified by J. Roe, Chief, 2011-08-17\n",
                provenance="foia"),
        Example("SECRET\n\n4 June 1963\n\nThe board met.\n\nRELEASE IN PART B6\n\nIt sold           B6\n"),
        Example("SECRET\n\n4 June 1963\n\nThe board met.\n", provenance="jfk"),
        Example("UNCLASSIFIED\n\n4 June 1963\n\nThe board met.\n", provenance="foia"),
        Example(_POSTED.format("2010-06-01 12:00") + _DUE + _BODY),
    ),
)  # fmt: skip
def unstamped_release(view: View) -> Iterator[Hit | Skip]:
    """A record marked classified is public, and no stamp says that it was declassified or released.

    ## Why it matters
    A record leaves classification by somebody's decision, and the page has to show it: the word, the authority and the
    date, or an agency's own release stamp. Without one the reader cannot tell a release from a leak.

    ## What to do
    Look for the stamp on every page image, the first and the last before all, and in the file of the box: a whole box
    may have been declassified by one sheet. For a page of a third party nothing is owed.

    ## Known limits
    Stamps are often only in the image. Where the record's own date of declassification lies after its release, the
    rule on release before declassification speaks instead of this one.
    """
    banner = view.structure.fields.classification
    if banner is None or banner.value not in LEVELS or view.provenance in _SILENT:
        return
    fields = view.structure.fields
    released = next((place for place in (fields.released, fields.release_date) if place and place.value), None)
    if released is None and view.provenance not in OFFICIAL:
        return
    if (released is not None and _before_due(view, released)) or stamped(view):
        return
    words = f"marked {banner.value}"
    words += f" and public on {(released.value or '')[:10]}" if released else f" and of provenance {view.provenance}"
    yield Hit(
        banner.start, banner.end, f"{words}, with no stamp of declassification or release", kind="marking.banner",
        evidence=banner.raw, related=((released.start, released.end, "released"),) if released else (),
        data={
            "level": banner.value, "released": (released.value or "")[:10] if released else None,
            "provenance": view.provenance,
        },
    )  # fmt: skip


def _before_due(view: View, released: Value) -> bool:
    """Return whether the record was released before its own date of declassification."""
    until = author_until(view)
    try:
        return until is not None and bounds(released.value or "")[1] < until
    except ValueError:
        return False
