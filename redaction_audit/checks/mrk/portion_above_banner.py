"""MRK: a portion that is marked higher than the whole telegram."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.sources import NOT_THE_AGENCY, OVERALL, PORTIONS
from redaction_audit.checks.mrk.specimen import STAMP, telegram
from redaction_audit.checks.mrk.telegram import NAMES, NO_BANNER, RANKS, Portion, banner, marked, portions, rank, sent

_ONE = "1. (C) The board met twice."
_MOST = 20


@record_check(
    "MRK008",
    "portion-above-banner",
    severity="error",
    cites=(OVERALL, PORTIONS),
    basis=("CV-08",),
    by_provenance=NOT_THE_AGENCY,
    flags=(
        Example(telegram(_ONE, "2. ⟦(S)⟧ It voted.", "3. (U) It rose.")),
        Example(telegram("1. (U) It met.", "2. ⟦(S//NF)⟧ It voted.", banner="UNCLAS ARBON 000412",
                         order="E.O. 12958: N/A", by="")),
        Example("CONFIDENTIAL//NOFORN\n\n14 March 2006\n\nMEMORANDUM\n\n1. (C) It met.\n\n2. ⟦(S//NF)⟧ It voted.\n"),
        Example(telegram(_ONE, "2. (C) It voted on:\n\n- ⟦(S)⟧ the quay\n- (C) the crane")),
    ),
    passes=(
        Example(telegram(_ONE, "2. (U) It voted.")),
        Example(telegram("1. (SBU) It met.", "2. (U) It voted.", banner="UNCLAS ARBON 000412", below="SENSITIVE",
                         order="E.O. 12958: N/A", by="")),
        Example(telegram(_ONE, "2. (CFRD) It voted.", banner="C O N F I D E N T I A L//FRD ARBON 000412")),
        Example(telegram("1. (S) It met.", banner="S E C R E T ARBON 000412")),
        Example(telegram(_ONE, head=STAMP)),
        Example(telegram("1. (U) It met for:\n\n(A) the quay\n\n(B) the crane\n\n(C) the shed", "2. (U) It rose.",
                         banner="UNCLAS ARBON 000412", order="E.O. 12958: N/A", by="")),
        Example("CONFIDENTIAL\n\n1. (S) The board met.\n\n2. (C) It voted.\n", date="2004-03-14"),
    ),
)  # fmt: skip
def portion_above_banner(view: View) -> Iterator[Hit | Skip]:
    """A portion is marked higher than the classification line of the record.

    ## Why it matters
    The overall level is the highest level of any portion. A record that is marked lower than one of its paragraphs
    was stored, sent and shown to people under rules too weak for it; its review, too, may have gone the wrong way.

    ## What to do
    Compare both marks with the page image. If they are printed so, review the record under the higher level.

    ## Known limits
    One finding a record, at the first of the highest portions. Besides telegrams, only pages with three portion marks,
    or one with two strokes, are judged, with less confidence; volumes, e-mails, forms and covers are not. An
    UNCLASSIFIED that a release put on the page is not compared. A letter (S) that character recognition made of
    another looks the same.
    """
    if not marked(view):
        return
    marks = portions(view)
    if not marks:
        return
    own = banner(view)
    if own is None:
        if view.structure.fields.classification is None:
            yield NO_BANNER
        return
    limit = RANKS.get(own.value, 0)
    higher = [(mark, level) for mark in marks if (level := rank(mark.words) or 0) > limit and not _listed(view, mark)]
    if not higher:
        return
    top = max(level for _, level in higher)
    first = next(mark for mark, level in higher if level == top)
    others = tuple((mark.start, mark.end, NAMES[level]) for mark, level in higher if mark is not first)
    numbers = list(dict.fromkeys(mark.number for mark, _ in higher if mark.number is not None))
    yield Hit(
        first.start,
        first.end,
        f"portion marked {NAMES[top]} in a record marked {own.value}",
        kind="marking.portion",
        confidence=None if sent(view) else "medium",
        data={"banner": own.value, "highest": NAMES[top], "portions": len(higher), "paragraphs": numbers[:_MOST]},
        related=((own.start, own.end, "classification line"), *others[:_MOST]),
    )


def _listed(view: View, mark: Portion) -> bool:
    """Return whether a mark outside the paragraphs' heads is the letter of a list, (A), (B), (C)."""
    return mark.number is None and mark.words == "C" and "(B)" in view.text[max(0, mark.start - 4000) : mark.start]
