"""RED: one mark is not as long as the record's other marks."""

from collections import Counter
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import PERMANENT, SHOWN
from redaction_audit.gates import SEVERAL
from redaction_audit.model import Mark

_NORM = 0.75
"""Share of them that must have the same length."""
_REPORTED = 20
_KINDS = ("x-run", "overtype", "block")


@record_check(
    "RED002",
    "odd-length",
    severity="note",
    confidence="medium",
    cites=(SHOWN, PERMANENT),
    basis=("FX-03", "RM-X"),
    when="several",
    flags=(
        Example(
            "It met XXXXXXXXXXXX and XXXXXXXXXXXX. Later ⟦XXXXXXXXX⟧ spoke.\nThen XXXXXXXXXXXX met XXXXXXXXXXXX.\n"
        ),
        Example("It met XXXXXXXXXXXX and XXXXXXXXXXXX. Later ⟦XXXXXXXXX⟧ spoke to XXXXXXXXXXXX.\n"),
        Example("XXXXXXXX met XXXXXXXX, XXXXXXXX,\nXXXXXXXX and ⟦XXXXXXXXXXXXXX⟧ at noon.\n"),
    ),
    passes=(
        Example("It met XXXXXXXXXXXX and XXXXXXXXXXXX. Later XXXXXXXXXXXX spoke to XXXXXXXXXXXX.\n"),
        Example("It met XXXXXXXXXXXX and XXXXXXXXXXXX. Later XXXXXXXXX spoke.\n", also=("length-varies",)),
        Example("It met XXXXXXXXXXXX, XXXXXXXXXXXX, XXXXXXXXXXXX and XXXXXXXXowe.\n", also=("partial-overlay",)),
        Example(
            "It met XXXXXX, XXXXXXXX, XXXXXXXXX,\nXXXXXXXXXXX and XXXXXXXXXXXXXX at noon.\n", also=("length-varies",)
        ),
    ),
    marks_only=True,
)
def odd_length(view: View) -> Iterator[Hit | Skip]:
    """A mark differs in length from the record's own norm.

    ## Why it matters
    Marks of one fixed width say nothing about the length of what they hide, and that is their virtue. One mark of
    another width was typed by hand: it may show how long the hidden text is, or part of it may be gone.

    ## What to do
    Compare with the original, and bring the mark to the width of the others.

    ## Known limits
    Needs at least four marks of one kind, three quarters of them equally long. Where lengths vary freely there is no
    norm.
    """
    for kind in _KINDS:
        marks = [mark for mark in view.withheld if mark.kind == kind and "\n" not in mark.raw]
        if len(marks) < SEVERAL:
            continue
        norm, count = Counter(mark.end - mark.start for mark in marks).most_common(1)[0]
        if count < _NORM * len(marks):
            continue
        odd = [mark for mark in marks if mark.end - mark.start != norm and not _touches(view.text, mark)]
        for mark in odd[:_REPORTED]:
            yield Hit(
                mark.start,
                mark.end,
                f"this mark is {mark.end - mark.start} wide; {count} of {len(marks)} are {norm} wide",
                kind=kind,
                data={"length": mark.end - mark.start, "norm": norm, "odd": len(odd), "marks": len(marks)},
            )


def _touches(text: str, mark: Mark) -> bool:
    """Return whether letters stick out of the mark, which then has a rule of its own."""
    return text[max(0, mark.start - 1) : mark.start].isalpha() or text[mark.end : mark.end + 1].isalpha()
