"""LEK: an initial of the name stands open beside the mark."""

from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.lek.masked import UNREAD, Masked, masked, unread
from redaction_audit.checks.lek.reading import Word, before, ends_sentence, last_word
from redaction_audit.checks.lek.sources import PERMANENT
from redaction_audit.checks.lek.vocabulary import words

_NEAR = 60
"""Characters in front of a mark that are read."""


@record_check(
    "LEK003",
    "initial-left",
    severity="warning",
    cites=(PERMANENT,),
    basis=("FX-11",),
    flags=(
        Example("The board rose at noon. ⟦J.⟧ XXXXXXXXXXXX said that it would meet again.\n"),
        Example("The chair spoke with ⟦A. M.⟧\nXXXXXXXXXXXX and with ⟦R.⟧ [name not declassified].\n"),
        Example("THE CHAIR TOLD ⟦J.⟧ XXXXXXXXXXXX TO LEAVE.\n"),
    ),
    passes=(
        Example("The board rose at noon. XXXXXXXXXXXX said so. J. Rowe saw XXXXXXXXXXXX.\n"),
        Example("The chair voted for plan B. XXXXXXXXXXXX did not. See Annex C. XXXXXXXXXXXX left.\n"),
        Example("The board heard:\n\nA. XXXXXXXXXXXX on the quays.\n\nB. XXXXXXXXXXXX on the cranes.\n"),
        Example("It was a matter for the U.S. XXXXXXXXXXXX agreed. So did I. XXXXXXXXXXXX left.\n"),
    ),
    hides=True,
    when="marked",
)
def initial_left(view: View) -> Iterator[Hit | Skip]:
    """An initial of the covered name stands open in front of the mark.

    ## Why it matters
    A first letter divides the people who come into question by ten or more.

    ## What to do
    Cover the initial with the name, and treat it as disclosed until then. It is masked in every report.

    ## Known limits
    One letter that ends a sentence (`plan B.`), that stands in a list (`A.`, `B.`) or that is the word `I` is none.
    Given names left open are not seen: nothing tells them from other words.
    """
    if unread(view):
        yield UNREAD
    yield from capped(hit for mark in masked(view) if (hit := _initial(view.text, mark)) is not None)


def _initial(text: str, mark: Masked) -> Hit | None:
    if last_word(text, mark.start)[-1:] != ".":
        return None
    read = before(text, mark.start, max(0, mark.start - _NEAR))
    first = len(read)
    while first and _is_initial(read[first - 1]):
        first -= 1
    if first == len(read) or not _may_begin_name(text, read, first):
        return None
    start, end = read[first].start, read[-1].end + 1
    return Hit(
        start,
        end,
        "an initial of the covered name stands open in front of the mark",
        kind="initial",
        hidden=((start, end),),
    )


def _is_initial(word: Word) -> bool:
    return len(word.text) == 1 and word.capital and word.trail == "."


def _may_begin_name(text: str, read: list[Word], first: int) -> bool:
    """Return whether a name may begin at `read[first]`: at the head of a sentence, or behind a word that wants one."""
    letter = read[first]
    if (letter.low == "i" and len(read) - first == 1) or _is_list_item(text, letter):
        return False
    if not first:
        return True
    last = read[first - 1]
    if last.low in words("lettered") and not letter.lead:
        return False
    if ends_sentence(read, first) or last.low in words("before_initials", "courtesies", "ranks", "verbs", "meetings"):
        return True
    return letter.stopped and "(" not in letter.lead


def _is_list_item(text: str, letter: Word) -> bool:
    """Return whether the letter heads an item: it begins a line, and another line begins with its neighbour."""
    line = max(text.rfind("\n", 0, letter.start), text.rfind("\r", 0, letter.start)) + 1
    if text[line : letter.start].strip():
        return False
    neighbours = {chr(ord(letter.text) - 1), chr(ord(letter.text) + 1)}
    around = text[max(0, line - 4_000) : letter.start + 4_000].replace("\r", "\n")
    return any(f"\n{sign}. " in around for sign in neighbours)
