"""FOI: deletions in a record of the Department of State's systematic review."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import counted, plural, told
from redaction_audit.checks.foi.sources import SYSTEMATIC
from redaction_audit.model import Provenance
from redaction_audit.structure.likeness import nearest

_SHEETS = frozenset({"page-denied", "pra-code", "label"})
_WORDS = "Declassified/Released"
_STATE = "Declassified/Released US Department of State EO Systematic Review 04 MAY 2006\n\n"


@record_check(
    "FOI018",
    "systematic-with-marks",
    severity="warning",
    confidence="medium",
    cites=(SYSTEMATIC,),
    basis=("FX-18",),
    when="marked",
    flags=(
        Example(_STATE + "The board met ⟦XXXXXXXXXXXX⟧ at noon, and XXXXXXXXXXXX left.\n"),
        Example(_STATE + "The board met ⟦[Redacted]⟧ at noon.\n"),
    ),
    passes=(
        Example(_STATE + "The board met the chair at noon.\n"),
        Example(_STATE + "The board met at noon.\n\f\nPage Denied\n"),
        Example("The board met XXXXXXXXXXXX at noon.\n"),
        Example(
            "DECLASSIFIED\nAuthority NND 978500\nBy AB NARA Date 9/2/2009\n\nThe board met [Redacted] (b)(1) at noon.\n"
        ),
        Example(
            "THIS PAGE IS DECLASSIFIED IAW EO 13526\n\nThe board met [Redacted] at noon.\n", provenance="systematic"
        ),
    ),
)
def systematic_with_marks(view: View) -> Iterator[Hit | Skip]:
    """A record of State's systematic review holds deletions.

    ## Why it matters
    The systematic review of the Department of State releases telegrams whole or withholds them whole. A deletion inside
    one was made by somebody else: a later review, or a third party who copied the page.

    ## What to do
    Compare with the copy of the archive that the stamp names.

    ## Known limits
    Sheets that stand for whole pages are part of that review and are passed. So are the pages of other systematic
    reviews, whose strips (a project number of the National Archives, the Air Force's line) name no such practice. Where
    the reader names the provenance and no stamp tells whose review it was, a note.
    """
    seen = view.structure.provenance
    if not view.marks.marks or view.provenance != "systematic" or (seen is not None and not _is_states(seen)):
        return
    found = [mark for mark in view.withheld if mark.kind not in _SHEETS and mark.confidence != "low"]
    if found:
        yield Hit(
            found[0].start, found[0].end,
            f"{plural(len(found), 'deletion')} in a record of State's systematic review, which releases whole records",
            kind=found[0].kind, related=told(found, "another one"), severity=None if seen else "note",
            data={"count": len(found), "kinds": counted(mark.kind for mark in found)},
        )  # fmt: skip


def _is_states(seen: Provenance) -> bool:
    """Say whether a stamp of the Department shows the provenance; scanning may have damaged its words."""
    return any(nearest(part.raw[: len(_WORDS)], (_WORDS,)) for part in seen.evidence)
