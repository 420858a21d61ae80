"""TRN: a bracket in a numbered paragraph has no partner."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.located import located
from redaction_audit.checks.trn.body import (
    NOT_NUMBERED,
    Held,
    holding,
    is_unnumbered,
    numbered,
    places,
    reliable,
)
from redaction_audit.checks.trn.sources import CAPTURE, TELEGRAM
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed

_OPENS = {")": "(", "]": "["}

_AHEAD = 12
"""Characters in front of a bracket in which the label of an item stands, and the word before it."""


@record_check(
    "TRN004",
    "unbalanced-bracket",
    severity="note",
    confidence="medium",
    cites=(TELEGRAM, CAPTURE),
    basis=("CV-09",),
    flags=(
        Example(telegram("1. (C) The board ⟦(⟧two members away met at noon.", "2. (C) It voted (twice).")),
        Example(telegram("1. (C) The board met ⟦[⟧in the office⟦)⟧ at noon.", "2. (C) It rose.")),
        Example(telegram("1. (C) It met.", "2. (C) The new quay⟦)⟧ was\nbuilt (and paid) in May.")),
        Example(telegram("1. (C) It met on the quay\nRef A⟦)⟧ and the piers para 3⟦)⟧.", "2. (C) Arbon 417⟦)⟧ rose.")),
    ),
    passes=(
        Example(telegram("1. (C) The board (two members\naway) met.", "2. (C) It (a) voted, b) rose and 3) left.")),
        Example(telegram("1. (C) It met. (Note: Two members\nwere away. End Note. ) It rose.", "2. (C) It voted.")),
        Example(telegram("1. (C) It met.", "2. (C) It asked [ 2½ lines not declassified about the quay.")),
        Example(
            telegram("1. (C) It met:\n\n(1) to vote\n2) to rise\na.) to leave", "2. (C) It rose (late [at six]) :)")
        ),
        Example("1. Open the box (with care.\n\n2. Take out the board).\n"),
    ),
)
def unbalanced_bracket(view: View) -> Iterator[Hit | Skip]:
    """A bracket is opened and not closed, or closed and not opened.

    ## Why it matters
    Where a stretch of text went missing without a mark, brackets are often left without their partner.

    ## What to do
    Compare the paragraph with the original. A slip of the drafter stays as it is.

    ## Known limits
    Brackets are paired within a numbered paragraph; a note may run into the next one. Brackets of marks, of list
    items such as `b)` and of notes whose end mark is missing are left to other rules. Where many paragraphs are out
    of balance, as in text from character recognition, nothing is said.
    """
    if is_unnumbered(view):
        yield NOT_NUMBERED
    yield from capped(_lonely(view))


def _lonely(view: View) -> Iterator[Hit]:
    brackets = places(view.text, "()[]")
    held = holding(view, brackets)
    if not held:
        return
    skipped = _skipped(view, brackets)
    bodies = numbered(view)
    found = [(bodies[index][0], _unpaired(view.text, blocks, skipped)) for index, blocks in held.items()]
    lonely = [(paragraph, sorted(unpaired)) for paragraph, unpaired in found if unpaired]
    if not reliable(lonely, len(held)):
        return
    for paragraph, unpaired in lonely:
        for at in unpaired:
            yield Hit(
                at,
                at + 1,
                f"paragraph {paragraph.number}: this bracket has no partner",
                kind="bracket",
                data={"bracket": view.text[at]},
            )


def _skipped(view: View, brackets: list[int]) -> frozenset[int]:
    """Return those of the brackets that stand in marks and in the openings of blocks: notes of reviewers, `(Begin`."""
    spans = [(mark.start, mark.end) for mark in (*view.withheld, *view.marks.doubtful)]
    spans += [(place.start, place.end) for place in located(view, "block.begin")]
    return frozenset(
        at for start, end in spans for at in brackets[bisect_left(brackets, start) : bisect_left(brackets, end)]
    )


def _unpaired(text: str, blocks: list[Held], skipped: frozenset[int]) -> list[int]:
    """Return the offsets of brackets without a partner in one paragraph."""
    opened: list[int] = []
    lonely: list[int] = []
    notes = 0
    for block, brackets in blocks:
        for at in brackets:
            sign = text[at]
            if at in skipped:
                notes += sign in "(["
                continue
            if sign in "([":
                opened.append(at)
            elif opened and text[opened[-1]] == _OPENS[sign]:
                opened.pop()
            elif notes:
                notes -= 1
            elif not _item().search(text[max(block.start, at - _AHEAD) : at + 1]):
                lonely.append(at)
    return lonely + opened


@cache
def _item() -> re.Pattern[str]:
    """Match the label of a list item behind which a lone bracket stands, and the eyes of a face.

    `Ref A)` and `para 3)` are the end of an aside.
    """
    return fixed(
        r"(?:\A|(?<=[\s(,;:/.-])(?<!(?i:ref)\s)(?<!(?i:refs)\s)(?<!(?i:para)\s))"
        r"(?:[A-Za-z]|[IVXivx]{1,4}|\d{1,2})\.?(?=\)\Z)|(?<=\s)[:;]-?(?=\)\Z)"
    )
