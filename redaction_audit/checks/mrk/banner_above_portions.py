"""MRK: a telegram or memorandum that is marked higher than every one of its portions."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LEVELS
from redaction_audit.checks.mrk.sources import NOT_THE_AGENCY_NOR_A_SCAN, OVERALL, PORTIONS
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import (
    MASKED,
    NAMES,
    RANKS,
    atomic,
    banner,
    classified,
    extract,
    portions,
    rank,
    sent,
    worded,
)
from redaction_audit.model import Classification, Confidence

_TEXT = ("1. (C) The board met twice.", "2. (U) It voted.")
_HIGH = "⟦S E C R E T⟧ ARBON 000412"

_MEMORANDUM = (
    "{}\n\nMEMORANDUM FOR: The Harbor Board\nFROM: Ada Rowe\nDATE: May 5, 2015\nSUBJECT: (U) New quays\n\n"
    "{}\n\nClassified By: Ada Rowe\nReason: 1.4(b)\nDeclassify On: 20250505\n"
)
_EXPLAINING = ("compil", "aggregat", "enclosure", "attachment", "attached")
"""Pieces of words that may explain a higher level: a compilation, an enclosure, an attachment."""
_ELSEWHERE = ("attach", "enclos", "annex", "appendi", "tab a", "tab 1", "separated", "page 1 of")
"""Pieces of words of a memorandum that may stand for a part of it that the record does not hold."""
_FEWEST = 3
"""Portion marks of a memorandum that is judged: with fewer, the paragraph of the highest may bear none."""


@record_check(
    "MRK009",
    "banner-above-portions",
    severity="warning",
    cites=(OVERALL, PORTIONS),
    basis=("CV-08",),
    by_provenance=NOT_THE_AGENCY_NOR_A_SCAN,
    flags=(
        Example(telegram(*_TEXT, banner=_HIGH)),
        Example(telegram("1. C - ENTIRE TEXT.", "2. The board met.", banner=_HIGH)),
        Example(telegram("1. (U) It met.", "2. (SBU) It voted.", banner="⟦C O N F I D E N T I A L⟧ ARBON 000412")),
        Example(
            _MEMORANDUM.format("⟦SECRET//NOFORN⟧", "(C//NF) The board met.\n\n(C//NF) It voted."), date="2015-05-05"
        ),
    ),
    passes=(
        Example(telegram(*_TEXT)),
        Example(telegram(*_TEXT, banner="S E C R E T SECTION 01 OF 02 ARBON 000412"), provenance="unofficial"),
        Example(telegram(*_TEXT, "3. (C) XXXXXXXXXXXX rose.", banner="S E C R E T ARBON 000412")),
        Example(telegram(*_TEXT, "3. It rose.", banner="S E C R E T ARBON 000412"), provenance="unofficial"),
        Example(telegram(*_TEXT, "3. (U) The telegram is SECRET when compiled.", banner="S E C R E T ARBON 000412")),
        Example(telegram(*_TEXT, "3. (U) Two notes are attached.", banner="S E C R E T ARBON 000412")),
        Example(telegram(*_TEXT, banner="S E C R E T ARBON 000412", subject="SUBJECT: (S) HARBOR BOARD")),
        Example(telegram("1. C - ENTIRE TEXT.", "2. It met.", banner="C O N F I D E N T I A L ARBON 000412")),
        Example(_MEMORANDUM.format("SECRET", "(S) The board met.\n\n(C) It voted."), date="2015-05-05"),
        Example(_MEMORANDUM.format("SECRET", "(C) The board met."), date="2015-05-05"),
        Example(_MEMORANDUM.format("SECRET", "(C) The board met.\n\n(C) It voted.\n\nTab A: Chart"), date="2015-05-05"),
    ),
)
def banner_above_portions(view: View) -> Iterator[Hit | Skip]:
    """The telegram or memorandum is marked higher than every one of its portions.

    ## Why it matters
    The overall level is the highest level of any portion. A line above all of them either classifies too much, or a
    portion that carried the higher mark is no longer in the record.

    ## What to do
    Look for a missing paragraph or section first. If the record is whole, its level is the one of its portions, unless
    it was classified as a compilation and says so.

    ## Known limits
    Not judged where a portion may be missing: on masked records, extracts, records without all sections, and where a
    paragraph has no mark. Silent where references or attachments are said to be higher, and on a note on compilation.
    A memorandum is judged from three marks on, and not where it names an enclosure: its page may be one of several.
    """
    own = (classified(view) if view.structure.paragraphs else None) or _of_memorandum(view)
    marks = portions(view) if own else ()
    if own is None or not marks or atomic(own):
        return
    due = view.structure.fields.declassify_on
    if due is not None and due.kind == "not-applicable":  # the order line contradicts the level: MRK002
        return
    levels = {rank(words) for words in worded(view)}
    if None in levels or max(level or 0 for level in levels) >= RANKS[own.value]:
        return
    structure = view.structure
    unmarked = not structure.entire_text and any(paragraph.portion is None for paragraph in structure.paragraphs)
    if view.withheld or extract(view) or unmarked:
        yield MASKED
        return
    if view.page.low_literals.any_of(_EXPLAINING):
        return
    top = NAMES[max(level or 0 for level in levels)]
    words = f"marked {own.value}, but no portion is marked higher than {top}"
    data = {"banner": own.value, "highest": top, "portions": len(marks)}
    confidence: Confidence | None = None if sent(view) else "medium"
    yield Hit(own.start, own.end, words, kind="marking.banner", data=data, confidence=confidence)


def _of_memorandum(view: View) -> Classification | None:
    """Return the banner of a classified page of no other form whose portions are marked and that names no enclosure."""
    own = banner(view) if view.structure.form is None else None
    if own is None or own.value not in LEVELS or len(portions(view)) < _FEWEST:
        return None
    return None if view.page.low_literals.any_of(_ELSEWHERE) else own
