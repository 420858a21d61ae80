"""LEK: an initial of the name stands open beside the mark."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.lek.masked import UNREAD, Masked, masked, unread
from redaction_audit.checks.lek.reading import Word, before, ends_sentence, last_word
from redaction_audit.checks.lek.sources import PERMANENT
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import fixed

_NEAR = 60
"""Characters in front of a mark that are read."""
_LIST, _INLINE = 4_000, 200
"""Characters on either side in which another item of the same list stands, below each other and in one sentence."""
_RUN = 3
"""Letters in order that are a count."""
_DETERMINERS = frozenset(
    "a an the this that these those each every either no any another same".split()  # noqa: SIM905 - words
)
"""Words before a letter that is a thing of its own: `the B. XXXX left` has no name in front of the mark."""


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
        Example("The chair blamed a lawyer (⟦J.R.⟧ XXXXXXXXXXXX) for it.\n"),
    ),
    passes=(
        Example("The board rose at noon. XXXXXXXXXXXX said so. J. Rowe saw XXXXXXXXXXXX.\n"),
        Example("The chair voted for plan B. XXXXXXXXXXXX did not. See Annex C. XXXXXXXXXXXX left.\n"),
        Example("The chair gave the plan a grade of B. XXXXXXXXXXXX did not.\n"),
        Example("The board heard:\n\nA. XXXXXXXXXXXX on the quays.\n\nB. XXXXXXXXXXXX on the cranes.\n"),
        Example("The board heard A. XXXXXXXXXXXX B. XXXXXXXXXXXX and C. XXXXXXXXXXXX at noon.\n"),
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
    One letter that ends a sentence behind a word for what has letters (`plan B.`), that stands in a list (`A.`, `B.`)
    or that is the word `I` is none.
    Given names left open are not seen: nothing tells them from other words.
    """
    if unread(view):
        yield UNREAD
    yield from capped(hit for mark in masked(view) if (hit := _initial(view.text, mark)) is not None)


def _initial(text: str, mark: Masked) -> Hit | None:
    near = last_word(text, mark.start)
    if near[-1:] != "." and not (len(near) == 1 and near.isupper()):
        return None
    read = before(text, mark.start, max(0, mark.start - _NEAR))
    first = len(read)
    while first and _is_initial(read[first - 1]):
        first -= 1
    if first == len(read) > 1 and _is_called(read):
        first -= 1
    if first == len(read) or not _may_begin_name(text, read, first, mark):
        return None
    start, end = read[first].start, read[-1].end + len(read[-1].trail)
    return Hit(
        start,
        end,
        "an initial of the covered name stands open in front of the mark",
        kind="initial",
        hidden=((start, end),),
    )


def _is_initial(word: Word) -> bool:
    """Return whether a word is `J.` or `J.R.`; `U.S.` is not."""
    if word.trail != "." or not word.capital:
        return False
    return len(word.text) == 1 or (_glued().fullmatch(word.text) is not None and word.low not in words("letters"))


def _is_called(read: list[Word]) -> bool:
    """Return whether a letter without a full stop is an initial: behind a form of address, `Mrs J`."""
    letter, title = read[-1], read[-2]
    return len(letter.text) == 1 and not letter.trail and letter.capital and title.low in words("courtesies")


def _may_begin_name(text: str, read: list[Word], first: int, mark: Masked) -> bool:
    """Return whether a name may begin at `read[first]`: it is no letter that counts or names a thing (`plan B`)."""
    letter = read[first]
    if _is_list_item(text, letter) or _is_counted(text, letter):
        return False
    last = read[first - 1] if first else None
    if letter.low == "i" and len(read) - first == 1:
        return last is not None and last.low in words("courtesies", "ranks") and not letter.stopped
    if last is None or ends_sentence(read, first) or letter.stopped:
        return True
    if not mark.sure and last.capital and last.low not in words("plain", "verbs", "courtesies", "ranks"):
        return False  # an open name: `Smith, Barbara J. (b)(6)`
    if last.text.isdigit() and first > 1 and read[first - 2].low in words("lettered"):  # `room 12 C`
        return False
    if last.low == "of" and first > 1 and read[first - 2].low in words("lettered"):  # `a grade of B`
        return False
    if last.low in ("and", "or", "to", "through") and first > 1:  # `plan A or B`
        return len(read[first - 2].text) > 1 or read[first - 2].trail[:1] == "."
    return last.low not in words("lettered") and last.low not in _DETERMINERS and len(last.text) > 1


def _is_list_item(text: str, letter: Word) -> bool:
    """Return whether the letter heads an item: it begins a line, and another line begins with its neighbour."""
    line = max(text.rfind("\n", 0, letter.start), text.rfind("\r", 0, letter.start)) + 1
    if len(letter.text) > 1 or text[line : letter.start].strip():
        return False
    around = text[max(0, line - _LIST) : letter.start + _LIST]
    return any(ord(letter.text) - ord(found[1]) in (-1, 1) for found in _heading().finditer(around))


def _is_counted(text: str, letter: Word) -> bool:
    """Return whether letters in the order of the alphabet stand nearby, three at least: `A. XXXX B. XXXX C. XXXX`."""
    if len(letter.text) > 1:
        return False
    near = text[max(0, letter.start - _INLINE) : letter.end + _INLINE]
    found = {single[1] for single in _single().finditer(near)}
    run = 1
    for step in (-1, 1):
        code = ord(letter.text) + step
        while chr(code) in found:
            run, code = run + 1, code + step
    return run >= _RUN


@cache
def _glued() -> re.Pattern[str]:
    return fixed(r"[A-Z](?:\.-?[A-Z]){1,2}")


@cache
def _heading() -> re.Pattern[str]:
    """Match a letter that begins a line."""
    return fixed(r"[\r\n][ \t]{0,20}([A-Z])\. ")


@cache
def _single() -> re.Pattern[str]:
    """Match a letter with a full stop."""
    return fixed(r"(?<![\w.])([A-Z])\.(?=\s)")
