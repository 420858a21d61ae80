"""TRN: a summary, note or comment is begun and never ended."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.located import located
from redaction_audit.checks.trn.body import is_telegram, places
from redaction_audit.checks.trn.sources import TELEGRAM
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.model import Located

_CLOSED = ("summary", "note", "comment", "bio note")
"""Blocks that drafters close; others (`Background:`) are headings unless `Begin` stands in front."""
_OPTIONAL = ("comment",)
"""Blocks that may run to the end of the telegram without an end mark."""


class _Begun(NamedTuple):
    word: str
    place: Located


@record_check(
    "TRN003",
    "unclosed-block",
    severity="note",
    confidence="medium",
    cites=(TELEGRAM,),
    basis=("CV-09",),
    flags=(
        Example(
            telegram("1. (C) The board met. ⟦(Note:⟧ Two members were away. It voted.", "2. (C) It adjourned at noon.")
        ),
        Example(telegram("1. (C) The board met. ⟦[Note:⟧ Two members were away.", "2. (C) It adjourned at noon.")),
        Example(telegram("1. (C) ⟦Summary:⟧ The board met twice.", "2. (C) It voted on the quay.", "3. (C) It rose.")),
        Example(
            telegram("1. (C) ⟦BEGIN SUMMARY.⟧ THE BOARD MET.", "2. (C) COMMENT: IT MAY MEET AGAIN. END COMMENT."),
        ),
    ),
    passes=(
        Example(telegram("1. (C) Summary: The board met. End Summary.", "2. (C) It voted (Note: late. End Note. ).")),
        Example(telegram("Summary: The board met twice.", "1. (C) It voted on the quay.", "2. (C) It adjourned.")),
        Example(telegram("1. (C) It met (Note: late (at six). It sat long.) and rose.", "2. (C) It voted.")),
        Example(telegram("1. (C) It met [Note: late (at [six]). It sat long.] and rose.", "2. (C) It voted.")),
        Example(telegram("1. (C) It met.", "2. (C) It voted.", "3. (C) Comment: The board may meet again soon.")),
        Example(telegram("1. (C) The board met.", "2. (C) SUMMARY AND COMMENT: It voted. END SUMMARY AND COMMENT.")),
        Example(telegram("1. (C) Background: The board met.", "2. (C) Introduction: It voted.", "3. (C) It rose.")),
        Example("Summary: how to open the box.\n\nNote: the board is fragile.\n\n1. Open it.\n"),
    ),
)
def unclosed_block(view: View) -> Iterator[Hit | Skip]:
    """A summary, note or comment has no end mark.

    ## Why it matters
    Drafters close what they open: `End Summary`, `End Note`. A block that never ends may have lost its end, and the
    reader takes the drafter's own comment for reporting, or the other way round.

    ## What to do
    Compare with the original where the block should end.

    ## Known limits
    A comment in the last paragraph often has no end mark, and neither has a summary that stands unnumbered above
    paragraph 1: both are accepted. A one-paragraph summary under a number often lacks it too, so the confidence is
    low there. A note in brackets may be ended by its bracket alone.
    """
    if not is_telegram(view):
        return
    yield from capped(_hits(view))


def _hits(view: View) -> Iterator[Hit]:
    unclosed = list(_unclosed(view))
    if not unclosed:
        return
    paragraphs = view.structure.paragraphs
    last = paragraphs[-1].number if paragraphs else None
    starts = [paragraph.start for paragraph in paragraphs]
    partners = _partners(view.text) if any(place.raw.startswith(("(", "[")) for _, place in unclosed) else {}
    for word, place in unclosed:
        index = bisect_right(starts, place.start) - 1
        if index < 0 or place.start >= paragraphs[index].end:
            continue
        number = paragraphs[index].number
        bracketed = partners.get(place.start, len(view.text)) < paragraphs[index].end
        begun = "begin" in place.raw.lower()
        if bracketed or not (begun or word.startswith(_CLOSED)) or (word.startswith(_OPTIONAL) and number == last):
            continue
        yield Hit(
            place.start,
            place.end,
            f"the {word} begun in paragraph {number} has no end",
            kind="block.begin",
            data={"block": word},
            evidence=place.raw,
            confidence="low" if word.startswith("summary") and not begun else None,
        )


def _unclosed(view: View) -> Iterator[_Begun]:
    """Yield the begin marks that no end mark of the same word follows before the next begin mark of that word."""
    begun: dict[str, _Begun] = {}
    places_ = [*located(view, "block.begin"), *located(view, "block.end")]
    for place in sorted(places_, key=lambda place: place.start):
        word = _word(place.value or place.raw)
        if place.kind == "block.begin":
            if word in begun:
                yield begun.pop(word)
            begun[word] = _Begun(word, place)
        else:
            begun.pop(word, None)
    yield from begun.values()


def _partners(text: str) -> dict[int, int]:
    """Return for every bracket that is closed where it is closed, round ones and square ones each among themselves."""
    opened: dict[str, list[int]] = {"(": [], "[": []}
    found: dict[int, int] = {}
    for at in places(text, "()[]"):
        if text[at] in "([":
            opened[text[at]].append(at)
        elif mates := opened["(" if text[at] == ")" else "["]:
            found[mates.pop()] = at
    return found


@lru_cache(maxsize=256)  # the words of blocks are few
def _word(said: str) -> str:
    """Return the block's word, lower case: `summary`, `note`, `comment`, `summary and comment`."""
    words = (word.strip("().:;-,") for word in said.lower().split())
    return " ".join(word for word in words if word not in ("begin", "end", "of"))
