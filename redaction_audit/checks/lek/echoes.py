"""The words around a mark, met again around an open name."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from redaction_audit.checks.lek.names import name_before
from redaction_audit.checks.lek.reading import Word, around, before, behind, ends_sentence
from redaction_audit.checks.lek.vocabulary import words

_SIDE = 4
"""Words on either side of a mark that are compared."""
_EQUAL, _TELLING = 5, 2
"""Words that must be equal, at least two of them on either side, and how many must be more than small words."""
_TRIED = 16
"""Places of one word that are looked at."""
_LONG = 4

Place = tuple[int, int]


def echoes(text: str, start: int, end: int) -> Iterator[tuple[Place, Place]]:
    """Yield where the words around text[start:end] stand again with a name in the place of the mark.

    Each as two half-open places: the words behind the name, and the name.
    """
    left, right = _left(text, start), _right(text, end)
    if min(len(left), len(right)) < 2 or len(left) + len(right) < _EQUAL or not _is_telling([*left, *right]):
        return
    anchor = max(range(len(right)), key=lambda at: len(right[at].low))
    for found in islice(_places(text, right[anchor].low), _TRIED):
        if found == right[anchor].start:
            continue
        read, here = around(text, found)
        first = here - anchor
        if first < 1 or (same := _equal(read[first:], right)) < 2:
            continue
        name = name_before(read, first, capitals=not any(word.text.islower() for word in read))
        if name is None:
            continue
        ahead = _equal(read[name[0] - 1 :: -1] if name[0] else [], left[::-1])
        if ahead >= 2 and ahead + same >= _EQUAL:
            yield (read[first].start, read[first + same - 1].end), (read[name[0]].start, read[name[1] - 1].end)


def _left(text: str, start: int) -> list[Word]:
    """Return up to four words in front of a mark, of its sentence only."""
    read = before(text, start)
    if not read or text[read[-1].end : start].strip():
        return []
    first = max(0, len(read) - _SIDE)
    for at in range(len(read) - 1, first, -1):
        if ends_sentence(read, at):
            return read[at:]
    return read[first:]


def _right(text: str, end: int) -> list[Word]:
    """Return up to four words behind a mark, of its clause only."""
    read = behind(text, end)[:_SIDE]
    if not read or read[0].lead:
        return []
    return [read[0], *takewhile(lambda word: not word.stopped, read[1:])]


def _is_telling(read: Sequence[Word]) -> bool:
    """Return whether enough of the words are more than articles, prepositions and the commonest verbs."""
    small = words("plain", "verbs", "enders", "before_initials")
    return sum(len(word.low) >= _LONG and word.low not in small for word in read) >= _TELLING


def _equal(read: Sequence[Word], wanted: Sequence[Word]) -> int:
    """Return how many words are equal from the first on."""
    pairs = zip(read, wanted, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].low == pair[1].low, pairs))


def _places(text: str, low: str) -> Iterator[int]:
    # an expression made of a record's text is never kept
    return (found.start() for found in re.finditer(rf"(?<!\w){re.escape(low)}(?!\w)", text, re.IGNORECASE))
