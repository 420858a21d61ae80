"""The words around a mark, met again around an open name."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from redaction_audit.checks.lek.names import name_before
from redaction_audit.checks.lek.reading import Word, around, before, behind, ends_sentence, last_word
from redaction_audit.checks.lek.vocabulary import words

_SIDE = 4
"""Words on either side of a mark that are compared."""
_EQUAL, _TELLING = 5, 2
"""Words that must be equal, at least two of them on either side, and how many must be more than small words."""
_LOOKED_AT, _TRIED = 40, 8
"""Places where the words behind a mark stand again that are looked at, and how many of them are read."""
_LONG = 4
_AROUND = 80
"""Characters on either side that are read."""
_NEXT = 4
"""Characters behind a mark in which its own next word begins."""
_GAPS = (" ", " \n", "\n")
_OTHER_GAPS = ("\r\n", " \r\n", "\r", " \r")

Place = tuple[int, int]


def echoes(text: str, low: str, start: int, end: int) -> Iterator[tuple[Place, Place]]:
    """Yield where the words around text[start:end] stand again with a name in the place of the mark.

    Each as two half-open places: the words behind the name, and the name. `low` is the text in lower case.
    """
    places = islice(_places(low, end), _LOOKED_AT)
    found = [at for at in places if not end <= at < end + _NEXT and _may_follow_name(text, at)]
    if not found:
        return
    left, right = _left(text, start), _right(text, end)
    if min(len(left), len(right)) < 2 or len(left) + len(right) < _EQUAL or not _is_telling([*left, *right]):
        return
    for at in found[:_TRIED]:
        read, first = around(text, at, _AROUND)
        same = _equal(read[first:], right)
        name = name_before(read, first, capitals=not any(word.text.islower() for word in read))
        if name is None:
            continue
        ahead = _equal(read[name[0] - 1 :: -1] if name[0] else [], left[::-1])
        if ahead >= 2 and ahead + same >= _EQUAL:
            yield (read[first].start, read[first + same - 1].end), (read[name[0]].start, read[name[1] - 1].end)


def _left(text: str, start: int) -> list[Word]:
    """Return up to four words in front of a mark, of its sentence only."""
    read = before(text, start, max(0, start - _AROUND))
    if not read or text[read[-1].end : start].strip():
        return []
    first = max(0, len(read) - _SIDE)
    for at in range(len(read) - 1, first, -1):
        if ends_sentence(read, at):
            return read[at:]
    return read[first:]


def _right(text: str, end: int) -> list[Word]:
    """Return up to four words behind a mark, of its clause only."""
    read = behind(text, end, min(len(text), end + _AROUND))[:_SIDE]
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


def _places(low: str, end: int) -> Iterator[int]:
    """Yield the offsets at which the two words behind a mark stand, whatever white space divides them."""
    following = low[end : end + _AROUND].split(None, 2)[:2]
    if len(following) < 2 or not low[end].isspace() or not following[0].isalpha():
        return
    one, other = following[0], following[1].rstrip(".,;:!?)")
    for gap in (*_GAPS, *_OTHER_GAPS) if "\r" in low else _GAPS:
        wanted = f" {one}{gap}{other}"
        at = low.find(wanted)
        while at >= 0:
            yield at + 1
            at = low.find(wanted, at + len(wanted))


def _may_follow_name(text: str, at: int) -> bool:
    """Return whether the word in front begins with a capital."""
    return last_word(text, at)[:1].isupper()
