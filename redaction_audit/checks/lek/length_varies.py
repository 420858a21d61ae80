"""LEK: marks are as long as what they hide."""

from collections import Counter
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.lek.sources import NARROWING, SHOWN
from redaction_audit.model import Mark

_KINDS = ("x-run", "block", "overtype")
_NORM = 0.75
"""Share of marks of one length that makes a norm: the others are then slips, which have a rule of their own."""
_ENOUGH = 4
"""Marks that a record must hold before most of them make a norm."""
_NAME = 40
"""Signs of a mark that may still hide one name."""
_WORDS, _NEAR = 3, 60
"""Words that a line must hold, the mark included, and characters beside the mark in which they are looked for."""


@record_check(
    "LEK001",
    "length-varies",
    severity="warning",
    confidence="medium",
    cites=(NARROWING, SHOWN),
    basis=("FX-11",),
    by_provenance={"foia": "note", "mdr": "note", "systematic": "note", "cia_crest": "note", "jfk": "note"},
    flags=(
        Example("It met ⟦XXXXXXXXXXXXXXXX⟧ at noon. Later XXXXXX spoke.\n"),
        Example("It met ⟦██████████⟧, ██████ and ███████████████ at noon.\n"),
        Example("It met ⟦XXXXXXX⟧, XXXXXXXXX, XXXXXXX,\nXXXXXXXXXXXXX and XXXXX.\n"),
    ),
    passes=(
        Example("It met XXXXXXXXXXXX at noon. Later XXXXXXXXXXXX spoke.\n"),
        Example("It met XXXXXXXXXXXX, XXXXXXXXXXXX, XXXXXXXXX and XXXXXXXXXXXX.\n"),
        Example("It met XXXXXXXXXXXX and XXXXXXXXowe at noon.\n", also=("partial-overlay",)),
        Example("It met [name not declassified] and saw [2½ lines not declassified].\n"),
    ),
    marks_only=True,
    when="marked",
)
def length_varies(view: View) -> Iterator[Hit | Skip]:
    """Marks differ in length from one to the next, as what they hide does.

    ## Why it matters
    Typed over sign by sign, a mark is as long as the name below it. With two or three names to choose from, the length
    decides.

    ## What to do
    Use one width for every mark, in every copy of the record.

    ## Known limits
    Under 5 U.S.C. 552(b) a released record must show how much was deleted, so for records released by an agency this is
    a note: there a box of true size is a duty. One odd mark among many equal ones has a rule of its own. Marks of more
    than 40 signs hide more than a name and are left out.
    """
    if len(view.withheld) < 2:
        return
    for kind in _KINDS:
        marks = [mark for mark in view.withheld if mark.kind == kind and _is_whole(view.text, mark)]
        if len(marks) < 2:
            continue
        lengths = Counter(mark.end - mark.start for mark in marks)
        if len(lengths) < 2:
            continue
        if len(marks) >= _ENOUGH and max(lengths.values()) >= _NORM * len(marks):
            continue
        first = marks[0]
        other = next(mark for mark in marks if mark.end - mark.start != first.end - first.start)
        yield Hit(
            first.start,
            first.end,
            f"the {len(marks)} marks of this kind have {len(lengths)} lengths: each may be as long as what it hides",
            kind=kind,
            data={"marks": len(marks), "distinct_lengths": len(lengths)},
            related=((other.start, other.end, "of another length"),),
        )


def _is_whole(text: str, mark: Mark) -> bool:
    """Return whether a mark stands in a sentence on one line, hides no more than a name and touches no letter."""
    if mark.end - mark.start > _NAME or "\n" in mark.raw or "\r" in mark.raw:
        return False
    around = text[max(0, mark.start - _NEAR) : mark.end + _NEAR].replace("\r", "\n")
    at = min(mark.start, _NEAR)
    line = around[around.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    if len(line.split()) < _WORDS:
        return False
    return not (text[max(0, mark.start - 1) : mark.start].isalpha() or text[mark.end : mark.end + 1].isalpha())
