"""MRK: the text cites a reference letter that the REF list does not have."""

import re
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.mrk.references import Letters, letters
from redaction_audit.checks.mrk.sources import NOT_THE_AGENCY, TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import extract
from redaction_audit.model import Severity

_LIST = "REF: A. ARBON 388\nB. ARBON 391\nC. BELMAR 77"


@record_check(
    "MRK004",
    "reference-unresolved",
    severity="warning",
    confidence="medium",
    cites=(TELEGRAM,),
    basis=("CV-05",),
    by_provenance=NOT_THE_AGENCY,
    flags=(
        Example(telegram("1. (C) The board met ⟦(Ref F)⟧ as it had before (Refs A - C).", refs=_LIST)),
        Example(telegram("1. (C) It met as reported ⟦(Refs B and D)⟧. See Ref A and Ref C.", refs=_LIST)),
    ),
    passes=(
        Example(telegram("1. (C) The board met (Ref B) as it had before (Refs A - C).", refs=_LIST)),
        Example(telegram("1. (C) The board met (Refs A through C) and refers to it.", refs=_LIST)),
        Example(telegram("1. (C) The board met as reported in reftel.", refs="REF: ARBON 388")),
        Example(telegram("1. (C) The board met (Ref A).", refs="REF: ARBON 388")),
        Example(telegram("1. (C) The board met (Ref C).", refs="REF: A. ARBON 388\nB. ARBON 391\nC. Rowe, notes")),
        Example("REF: A. The harbor book\n\nThe board met (Ref C).\n"),
    ),
)
def reference_unresolved(view: View) -> Iterator[Hit | Skip]:
    """The text cites a reference letter that the REF list does not have.

    ## Why it matters
    The letter stands for a message. When the list has no such letter, an entry of the list was lost or taken out
    without a mark, or the drafter miscounted; either way the reader cannot find what the sentence rests on.

    ## What to do
    Compare the list with the original. If an entry was withheld, its place has to be marked.

    ## Known limits
    Only a list with letters is judged, and only letters behind `Ref`; ranges are expanded. A record that is an extract
    gets a note. A list that character recognition has broken loses letters.
    """
    both = letters(view)
    if both is not None and any(named for _, named in both.cited):
        yield from capped(_hits(view, both))


def _hits(view: View, both: Letters) -> Iterator[Hit]:
    weight: Severity | None = "note" if extract(view) else None
    known = ", ".join(both.listed)
    told: set[str] = set()
    for span, named in both.cited:
        absent = [letter for letter in named if letter not in both.listed and letter not in told]
        absent = absent and [letter for letter in absent if not _excused(view, both, letter)]
        if not absent:
            continue
        told.update(absent)
        words = f"reference {', '.join(absent)} is not in the REF list, which has {known}"
        data = {"absent": absent, "listed": list(both.listed)}
        yield Hit(span.start, span.end, words, kind="ref.cite", data=data, severity=weight, evidence=span.raw)


def _excused(view: View, both: Letters, letter: str) -> bool:
    """Return whether a letter is a word (`in ref I said`), or stands before an item of the list that was not read."""
    if letter == "I" and "H" not in both.listed:
        return True
    references, paragraphs = view.structure.fields.references, view.structure.paragraphs
    start = max(0, references[0].start - 20)
    end = paragraphs[0].start if paragraphs else references[-1].end + 200
    return (
        re.search(rf"(?<![A-Za-z])(?:{letter} ?[.):]|\({letter}\))", view.text[start : min(end, start + 8_000)])
        is not None
    )
