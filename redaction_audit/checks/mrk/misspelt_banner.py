"""MRK: a classification line whose level is misspelt."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.mrk.sources import NO_CONTROL_WORDS, NOT_THE_AGENCY_NOR_A_SCAN, TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import sent
from redaction_audit.expressions import fixed
from redaction_audit.model import Classification, Confidence
from redaction_audit.structure import levels
from redaction_audit.structure.likeness import sure

_HEAD = 6_000
"""Characters in which the first classification line stands; those of further sections are found by their word."""

_MOST = 200
"""Lines that are tried; no telegram has more sections."""


@record_check(
    "MRK010",
    "misspelt-banner",
    severity="warning",
    confidence="medium",
    cites=(NO_CONTROL_WORDS, TELEGRAM),
    basis=("CV-11",),
    by_provenance=NOT_THE_AGENCY_NOR_A_SCAN,
    flags=(
        Example(telegram(banner="⟦C O N F I D N T I A L⟧ ARBON 000412")),
        Example(telegram(banner="⟦C 0 N F I D E N T I A L⟧ ARBON 000412")),
        Example(telegram("1. (S) It met.", banner="⟦S E C R T⟧ SECTION 01 OF 01 ARBON 000412")),
    ),
    passes=(
        Example(telegram()),
        Example(
            telegram("1. (TS) It met.", banner="T O P  S E C R E T ARBON 000412", order="E.O. 12958: DECL: 03/14/2016")
        ),
        Example(telegram("1. (U) It met.", banner="UNCLAS E F T O ARBON 000412", order="E.O. 12958: N/A", by="")),
        Example(telegram(below="C O R R E C T E D C O P Y")),
        Example("THE S E C R E T GARDEN\n\nS E C T I O N  O N E\n\nThe board met.\n"),
    ),
)
def misspelt_banner(view: View) -> Iterator[Hit | Skip]:
    """The level on a classification line is misspelt.

    ## Why it matters
    Only Top Secret, Secret and Confidential name a level. A reader sees what is meant; a program that looks for the
    exact words does not, and takes the record, or a section of it, for unclassified.

    ## What to do
    Compare with the page image. Correct the transcription, or note the misprint.

    ## Known limits
    Letters that scans confuse (0 and O, 1 and I, 5 and S) are folded and count as misspelt. A line is only tried where
    its letters are spaced, or where the record has no classification line that can be read.
    """
    if not sent(view):
        return
    own = view.structure.fields.classification
    places: Iterable[tuple[int, int]] = () if _is_numbered(view, own) else _head(view.text)
    read = [(own.start, own.end)] if own is not None else []
    sections = _sections(view.text) if " SECTION " in view.page.literals else ()
    for start, end in dict.fromkeys([*read, *places, *sections]):
        meant = levels.misread(view.text[start:end])
        if meant is not None:
            level, likeness = meant
            words = f"the level on the classification line is misspelt; read as {level}"
            data = {"read_as": level, "likeness": round(likeness, 2)}
            printed = view.text[start:end]
            low: Confidence | None = "low" if sure(likeness) == "low" else None
            yield Hit(start, end, words, "marking.banner", data, evidence=printed, confidence=low)


def _is_numbered(view: View, own: Classification | None) -> bool:
    """Return whether the record's classification line is found for certain: spaced, or with its message number."""
    if own is None or own.spaced:
        return own is not None
    beside = (*located(view, "header.id_in_banner"), *located(view, "section.header"))
    return any(0 <= span.start - own.end < 80 for span in beside)


def _head(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of letter-spaced words that begin a line in the head."""
    padded = "\n" + text[:_HEAD]
    for found in islice(_spaced().finditer(padded), _MOST):
        yield found.start("word") - 1, found.end("word") - 1


def _sections(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of letter-spaced words that begin a line and stand in front of SECTION."""
    at, tried = text.find(" SECTION "), 0
    while at >= 0 and tried < _MOST:
        near = max(0, at - 60)
        line = max(near, text.rfind("\n", near, at), text.rfind("\r", near, at))
        spaced = _spaced().match(text, line)
        if spaced:
            yield spaced.span("word")
        at, tried = text.find(" SECTION ", at + 1), tried + 1


@cache
def _spaced() -> re.Pattern[str]:
    """Match five or more single capitals or their look-alikes with blanks between, at the start of a line."""
    return fixed(r"[\r\n][ \t]{0,40}(?P<word>[A-Z0-9|!$](?:[ ]{1,3}[A-Z0-9|!$]){4,30})(?![A-Za-z0-9])")
