"""FOI: marks that do not say how much was deleted."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import OFFICIAL, counted, plural, told
from redaction_audit.checks.foi.sources import SHOWN, STATE
from redaction_audit.marks.showing import BARE, RUNS, equal_runs, says_amount

_SILENT = ("frus", "jfk", "pra")
"""Brackets of the history series give amounts in their own way; the others do not withhold under the Act."""
_CERTAIN = 4
_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2016-00411 Doc No. C06000411 Date: 07/31/2017\n\n"


@record_check(
    "FOI002",
    "amount-not-shown",
    severity="warning",
    cites=(SHOWN, STATE),
    basis=("FX-03",),
    by_provenance={"unofficial": "note"},
    when="marked",
    flags=(
        Example("The board met ⟦XXXXXXXXXXXX⟧ and XXXXXXXXXXXX at noon.\nThen XXXXXXXXXXXX left.\n"),
        Example("The board met ⟦[Redacted]⟧ at noon.\n"),
        Example(
            _FOOTER + "RELEASE IN PART B6\n\nIt met ⟦XXXXXXXXXXXX⟧ and XXXXXXXXXXXX.\n\f\n"
            "It saw XXXXXXXXXXXX.\nThen XXXXXXXXXXXX left.\n"
        ),
    ),
    passes=(
        Example("The board met [1 paragraph (4 lines) not declassified] at noon.\n", provenance="frus"),
        Example("It met XXXXXXXXXXXX and XXXXXX, and XXXXXXXXXXXXXXXXXXXXXXXXX at noon.\n", also=("length-varies",)),
        Example("It met XXXXXXXXXXXX at noon.\n"),
        Example(_FOOTER + "The board sold                        B6\n"),
        Example("It met [name deleted] and saw [3 lines deleted].\n"),
    ),
)
def amount_not_shown(view: View) -> Iterator[Hit | Skip]:
    """Marks that do not show how much was deleted.

    ## Why it matters
    A released record has to show the amount of what was deleted. A mark of one fixed width, or a word in brackets,
    looks the same for a name and for a page.

    ## What to do
    Give the amount: counted lines or pages in the bracket, or a box as large as the text it covers.

    ## Known limits
    Codes printed over a box are taken as complete: the box is not part of the text. Three runs of one length make a
    fixed width. A warning only where every mark of a paged release by an agency has that width, otherwise a note.
    """
    marks = view.marks.marks
    if not marks or view.provenance in _SILENT:
        return
    deletions = [mark for mark in marks if mark.kind in BARE]
    fixed = equal_runs(deletions)
    vague = [mark for mark in deletions if (fixed if mark.kind in RUNS else not says_amount(mark))]
    if not vague:
        return
    width = fixed[0].end - fixed[0].start if fixed else None
    every = len(fixed) == len([mark for mark in marks if mark.kind != "release-stamp"]) >= _CERTAIN
    words = f"{len(vague)} of {plural(len(deletions), 'mark')} without the amount deleted"
    words += f"; every run is {width} characters wide, whatever it covers" if width else ""
    heavy = every and "\f" in view.text and view.provenance in OFFICIAL
    yield Hit(
        vague[0].start, vague[0].end, words, kind=vague[0].kind, related=told(vague, "nor here"),
        severity=None if heavy else "note",
        data={
            "without_amount": len(vague), "deletions": len(deletions), "fixed_width": width,
            "kinds": counted(mark.kind for mark in vague), "provenance": view.provenance,
        },
    )  # fmt: skip
