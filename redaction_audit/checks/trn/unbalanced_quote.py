"""TRN: a quotation in a numbered paragraph is opened and not closed."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import (
    NOT_NUMBERED,
    Block,
    Held,
    holding,
    is_unnumbered,
    numbered,
    places,
    reliable,
)
from redaction_audit.checks.trn.sources import CAPTURE, TELEGRAM
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.model import Paragraph


@record_check(
    "TRN005",
    "unbalanced-quote",
    severity="note",
    confidence="medium",
    cites=(TELEGRAM, CAPTURE),
    basis=("CV-09",),
    flags=(
        Example(telegram('1. (C) The board called it ⟦"⟧a fine quay and rose.', '2. (C) It said "no" twice.')),
        Example(telegram("1. (C) It met.", "2. (C) The chair spoke of ⟦“⟧new\ncranes and rose.")),
        Example(telegram('1. (C) It met "at noon" and called the quay fine⟦"⟧ before it rose.', "2. (C) It voted.")),
    ),
    passes=(
        Example(telegram('1. (C) The board called it "a fine\nquay" and rose.', '2. (C) The 12" pipe stays.')),
        Example(telegram('1. (C) The letter says: "We met.\n\n"We voted.\n\n"We rose."', "2. (C) It rose.")),
        Example(telegram("1. (C) The board's chair said “no” and rose.", "2. (C) The PNP,s 'quay' is new.")),
        Example('1. Type "open and press the key.\n\n2. Read the manual.\n'),
    ),
)
def unbalanced_quote(view: View) -> Iterator[Hit | Skip]:
    """A quotation mark has no partner.

    ## Why it matters
    Where a stretch of text went missing without a mark, a quotation is often left open, and the reader cannot tell
    whose words follow.

    ## What to do
    Compare the paragraph with the original. A slip of the drafter stays as it is.

    ## Known limits
    Only double quotation marks are paired, within one numbered paragraph; apostrophes are too often lost or replaced.
    A quotation that runs over paragraphs, each opened anew, is accepted, and so is the sign for inches. Where many
    paragraphs are out of balance, as in text from character recognition, nothing is said.
    """
    if is_unnumbered(view):
        yield NOT_NUMBERED
    yield from capped(_lonely(view))


def _lonely(view: View) -> Iterator[Hit]:
    quotes = places(view.text, '"“”')
    if not quotes:
        return
    bodies = numbered(view)
    lonely: list[tuple[Paragraph, list[int]]] = []
    held = holding(view, quotes)
    for place, blocks in held.items():
        paragraph = bodies[place][0]
        following = bodies[place + 1][1] if place + 1 < len(bodies) else []
        runs_on = bool(following) and view.text[following[0].start] in '"“'
        unpaired = _unpaired(view.text, blocks, runs_on)
        lonely += [(paragraph, unpaired)] if unpaired else []
    if not reliable(lonely, len(held)):
        return
    for paragraph, unpaired in lonely:
        for at in unpaired:
            yield Hit(at, at + 1, f"paragraph {paragraph.number}: this quotation mark has no partner", kind="quote")


def _unpaired(text: str, blocks: list[Held], runs_on: bool) -> list[int]:
    """Return the offsets of quotation marks without a partner in one paragraph; `runs_on`: the next one re-opens it."""
    opened: int | None = None
    lonely: list[int] = []
    count = 0
    for block, quotes in blocks:
        for at in quotes:
            if opened is None and _is_inch(text, at):
                continue
            count += 1
            if opened is None:
                lonely += [at] * _closes(text, at, block)
                opened = None if _closes(text, at, block) else at
            elif _begins(text, at, block):
                lonely += [opened] * (at != block.start)
                opened = at
            else:
                opened = None
    if opened is not None and not runs_on:
        lonely.append(opened)
    return lonely if count % 2 else []


def _is_inch(text: str, at: int) -> bool:
    return text[at] == '"' and at > 0 and text[at - 1].isdigit() and not text[at + 1 : at + 2].isalnum()


def _closes(text: str, at: int, block: Block) -> bool:
    """Return whether the mark can only close: text before it, none behind it."""
    if text[at] in "“”":
        return text[at] == "”"
    before = text[at - 1] if at > block.start else " "
    behind = text[at + 1] if at + 1 < block.end else " "
    return not (before.isspace() or before in "([-/") and (behind.isspace() or behind in ".,;:!?)")


def _begins(text: str, at: int, block: Block) -> bool:
    """Return whether the mark can only open: nothing before it, text behind it."""
    if text[at] in "“”":
        return text[at] == "“"
    before = text[at - 1] if at > block.start else " "
    behind = text[at + 1] if at + 1 < block.end else " "
    return (before.isspace() or before in "([") and (behind.isalnum() or behind in "([")
