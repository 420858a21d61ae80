"""LEK: the layout of an earlier version bounds the length of what a mark hides."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.lek.masked import UNREAD, unread
from redaction_audit.checks.lek.sources import NARROWING, PERMANENT
from redaction_audit.checks.lek.wraps import POSSIBLE, Residue, bits, residues
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.model import Mark

_GAP_LEFT = 3
"""Lengths that a drawn gap leaves: it may be a blank shorter or longer than what stood there."""
_LISTED = 40
"""Places that one finding lists."""

_CLEAN = "".join(
    f"{number}. (C) The harbor board met again and spoke of the new cranes \nand of the old quays, "
    "of which it has rather more than it can \nuse, and then the members went home to their several islands. \n\n"
    for number in (1, 2, 3)
)


@record_check(
    "LEK006",
    "layout-residue",
    severity="warning",
    confidence="medium",
    cites=(PERMANENT, NARROWING),
    basis=("FX-11", "CV-13"),
    flags=(
        Example(
            telegram(
                _CLEAN + "4. (C) ⟦XXXXXXXXXXXX⟧ reported that the board of the islands had\n"
                "sold  the last of the old cranes for less than the cost\nof the rope  that held it up, and the "
                "rest of the members \nhad nothing to say about the matter at that time of day. "
            )
        ),
        Example("He met ⟦[          ]⟧ at noon, and later saw [     ] in the park.\n"),
    ),
    passes=(
        Example(telegram(_CLEAN + "4. (C) XXXXXXXXXXXX reported that the board had sold the cranes. \n")),
        Example(
            telegram(
                _CLEAN + "4. (C) XXXXXXXXXXXX  reported.  It had  sold the  cranes and the  quays.\n",
                tail="The  board  rose  at  noon,  and  so  on.\n",
            )
        ),
        Example("He met [          ] at noon, and later saw [          ] in the park.\n"),
        Example("[ ] yes   [ ] no   [x] open\n\nXXXXXXXXXXXX  said so.\n"),
    ),
    when="marked",
)
def layout_residue(view: View) -> Iterator[Hit | Skip]:
    """The layout of an earlier version survives around a mark and bounds the length of what it hides.

    ## Why it matters
    A mark of fixed width is to say nothing about the length of a name. But where the lines were broken before the name
    was covered, and the old line ends still show (two blanks in mid-line, broken lines, missing blanks at line ends),
    the width of the lines tells between which lengths the name lies. A gap drawn to scale tells it directly.

    ## What to do
    Close double blanks and break the whole paragraph anew after covering names; draw all gaps equally wide.

    ## Known limits
    The finding says how many lengths are left and how much that is in bits, counted from 28 lengths that a name may
    have. Bounds, lengths and names are printed nowhere. Where old line ends survive but no line is whole, it is a note.
    """
    if not view.withheld:
        return
    if unread(view):
        yield UNREAD
    yield from capped(_hit(residue) for residue in residues(view))
    gaps = [mark for mark in view.withheld if mark.kind == "gap"]
    if len({mark.end - mark.start for mark in gaps}) > 1:
        yield _gaps(gaps)


def _hit(residue: Residue) -> Hit:
    bounded = bool(residue.left)
    first, *others = residue.marks
    words = (
        f"what is hidden here can have only {_fewest(residue.left)} lengths" if bounded else "they may bound its length"
    )
    blanks = [(start, end, "an old line end") for start, end in residue.signs]
    marks = [(mark.start, mark.end, "another mark in this paragraph") for mark in others]
    return Hit(
        first.start,
        first.end,
        f"line ends of an earlier version survive around the mark: {words}",
        kind="layout",
        data={
            "marks": len(residue.marks),
            "lengths_left": list(residue.left),
            "bits": [bits(left) for left in residue.left],
        },
        related=tuple((blanks + marks)[:_LISTED]),
        severity=None if bounded else "note",
        confidence=None if bounded else "low",
    )


def _fewest(left: tuple[int, ...]) -> str:
    """Return the fewest lengths that are left for any mark of a paragraph, of those that a name may have."""
    return f"{min(left)} of {POSSIBLE}"


def _gaps(gaps: list[Mark]) -> Hit:
    first, *others = gaps
    return Hit(
        first.start,
        first.end,
        f"gaps of different width stand for what is hidden: it can have only about {_GAP_LEFT} of {POSSIBLE} lengths",
        kind="gap",
        data={"marks": len(gaps), "lengths_left": [_GAP_LEFT], "bits": [bits(_GAP_LEFT)]},
        related=tuple((mark.start, mark.end, "another gap") for mark in others[:_LISTED]),
    )
