"""TRN: a summary, note or comment is begun and never ended."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
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
        Example(
            telegram("⟦Begin summary⟧\n\n1. (C) The board met.", "2. (C) It voted on the quay.", "3. (C) It rose.")
        ),
        Example(telegram("1. (C) The board met twice. ⟦End comment.⟧", "2. (C) It voted on the quay.")),
    ),
    passes=(
        Example(telegram("1. (C) Summary: The board met. End Summary.", "2. (C) It voted (Note: late. End Note. ).")),
        Example(telegram("Summary: The board met twice.", "1. (C) It voted on the quay.", "2. (C) It adjourned.")),
        Example(telegram("1. (C) It met (Note: late (at six). It sat long.) and rose.", "2. (C) It voted.")),
        Example(telegram("1. (C) It met [Note: late (at [six]). It sat long.] and rose.", "2. (C) It voted.")),
        Example(telegram("1. (C) It met.", "2. (C) It voted.", "3. (C) Comment: The board may meet again soon.")),
        Example(telegram("1. (C) The board met.", "2. (C) SUMMARY AND COMMENT: It voted. END SUMMARY AND COMMENT.")),
        Example(telegram("Begin summary\n\n1. (C) It met.\n\nEnd summary", "2. (C) It voted.", "3. (C) It rose.")),
        Example(telegram("1. (C) This comment is ours. It met. End comment.", "2. (C) It voted.")),
        Example(telegram("1. (C) Background: The board met.", "2. (C) Introduction: It voted.", "3. (C) It rose.")),
        Example("Summary: how to open the box.\n\nNote: the board is fragile.\n\n1. Open it.\n"),
    ),
)
def unclosed_block(view: View) -> Iterator[Hit | Skip]:
    """A summary, note or comment has no end mark, or an end mark and no beginning.

    ## Why it matters
    Drafters close what they open: `End Summary`, `End Note`. A block that never ends may have lost its end, and the
    reader takes the drafter's own comment for reporting, or the other way round. An end without a beginning says that
    the text in front of it was lost.

    ## What to do
    Compare with the original where the block should begin or end.

    ## Known limits
    A comment in the last paragraph often has no end mark, and neither has a summary that stands unnumbered above
    paragraph 1 without `Begin`: both are accepted. An end mark counts as one without beginning only where the word
    stands nowhere in front of it. A one-paragraph summary under a number often lacks it too, so the confidence is
    low there. A note in brackets may be ended by its bracket alone.
    """
    if not is_telegram(view):
        return
    yield from capped(chain(_hits(view), _unopened(view)))


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
        begun = "begin" in place.raw.lower()
        if index < 0:
            if begun and paragraphs:
                yield _hit(place, word, "above the first paragraph")
            continue
        if place.start >= paragraphs[index].end:
            continue
        number = paragraphs[index].number
        bracketed = partners.get(place.start, len(view.text)) < paragraphs[index].end
        if bracketed or not (begun or word.startswith(_CLOSED)) or (word.startswith(_OPTIONAL) and number == last):
            continue
        yield _hit(place, word, f"in paragraph {number}", doubtful=word.startswith("summary") and not begun)


def _hit(place: Located, word: str, where: str, *, doubtful: bool = False) -> Hit:
    return Hit(
        place.start,
        place.end,
        f"the {word} begun {where} has no end",
        kind="block.begin",
        data={"block": word},
        evidence=place.raw,
        confidence="low" if doubtful else None,
    )


def _unopened(view: View) -> Iterator[Hit]:
    """Yield the end marks of summaries, notes and comments whose word stands nowhere in front of them."""
    for place in located(view, "block.end"):
        word = _word(place.value or place.raw)
        if word in _CLOSED and view.page.low.find(word, 0, place.start) < 0:
            words = f"the {word} that ends here never began"
            yield Hit(place.start, place.end, words, kind="block.end", data={"block": word}, evidence=place.raw)


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
