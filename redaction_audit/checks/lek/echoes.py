"""The words around a mark, met again around an open name."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from redaction_audit.checks.lek.names import Opening, name_before, opening
from redaction_audit.checks.lek.reading import Word, around, before, behind, ends_sentence, last_word
from redaction_audit.checks.lek.vocabulary import words

_AHEAD, _BEHIND = 4, 7
"""Words in front of a mark and behind it that are compared."""
_EQUAL, _TELLING = 5, 2
"""Words that must be equal, at least two of them on either side, and how many must be more than small words."""
_SENTENCE = 6
"""Words behind a mark that must be equal where it begins a sentence."""
_LOOKED_AT, _TRIED = 40, 8
"""Places where the words behind a mark stand again that are looked at, and how many of them are read."""
_COMMON = 200
"""Places of one word from which it is common."""
_LONG = 4
"""Letters from which a word may tell something."""
_AROUND = 80
"""Characters on either side that are read."""
_NEXT = 4
"""Characters behind a mark in which its own next word begins."""
_GAPS = (" ", " \n", "\n")
_OTHER_GAPS = ("\r\n", " \r\n", "\r", " \r")


def echoes(text: str, low: str, start: int, end: int) -> Iterator[Opening]:
    """Yield where the words around text[start:end] stand again with a name in the place of the mark.

    `low` is the text in lower case.
    """
    places = islice(_places(low, end), _LOOKED_AT)
    found = [at for at in places if not end <= at < end + _NEXT and _may_follow_name(text, at)]
    if not found:
        return
    left, right = _left(text, start), _right(text, end)
    if len(right) < 2 or not _are_enough(len(left), len(right), begins=True) or not _is_telling([*left, *right]):
        return
    for at in found[:_TRIED]:
        read, first = around(text, at, _AROUND)
        same = _equal(read[first:], right)
        name = name_before(read, first, capitals=not any(word.text.islower() for word in read))
        if name is None:
            continue
        ahead = _equal(read[name[0] - 1 :: -1] if name[0] else [], left[::-1])
        begins = name[0] == 0 or read[name[0]].stopped
        if not read[first].stopped and _are_enough(ahead, same, begins=begins):
            yield opening(read, name, (first, first + same))


def _are_enough(ahead: int, behind_: int, *, begins: bool) -> bool:
    """Return whether so many equal words in front and behind mean the same person; `begins`: as a sentence does."""
    return (begins and behind_ >= _SENTENCE) or (min(ahead, behind_) >= 2 and ahead + behind_ >= _EQUAL)


def _left(text: str, start: int) -> list[Word]:
    """Return up to four words in front of a mark, of its sentence only."""
    read = before(text, start, max(0, start - _AROUND))
    if not read or text[read[-1].end : start].strip():
        return []
    first = max(0, len(read) - _AHEAD)
    for at in range(len(read) - 1, first, -1):
        if ends_sentence(read, at):
            return read[at:]
    return read[first:]


def _right(text: str, end: int) -> list[Word]:
    """Return up to four words behind a mark, of its clause only."""
    read = behind(text, end, min(len(text), end + _AROUND))[:_BEHIND]
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
    """Yield the offsets at which the two words behind a mark stand, whatever white space divides them.

    The longer word is searched for and the other one looked for beside it: one search, where there are as many phrases
    as kinds of white space. A word that stands everywhere makes that slow: then the phrases are searched for, as they
    are from the first on where both words are short.
    """
    following = low[end : end + _AROUND].split(None, 2)[:2]
    if len(following) < 2 or not low[end].isspace() or not following[0].isalpha():
        return
    one, other = following[0], following[1].rstrip(".,;:!?)")
    gaps = (*_GAPS, *_OTHER_GAPS) if "\r" in low else _GAPS
    ahead = tuple([f" {one}{gap}" for gap in gaps])
    phrases = tuple([words_ + other for words_ in ahead])
    longer = one if len(one) >= len(other) else other
    at, met = (low.find(longer), 0) if len(longer) >= _LONG else (0, _COMMON)
    while at >= 0 and met < _COMMON:
        if longer is one:
            if at and low.startswith(phrases, at - 1):
                yield at
        elif low.endswith(ahead, 0, at):
            yield low.rfind(one, 0, at)
        at, met = low.find(longer, at + 1), met + 1
    if at >= 0:
        rest = at - 1 if longer is one else at - max(map(len, ahead))
        for phrase in phrases:
            yield from _all(low, phrase, max(0, rest))


def _all(low: str, phrase: str, start: int) -> Iterator[int]:
    """Yield the offsets behind the blank with which a phrase begins, from `start` on."""
    at = low.find(phrase, start)
    while at >= 0:
        yield at + 1
        at = low.find(phrase, at + len(phrase))


def _may_follow_name(text: str, at: int) -> bool:
    """Return whether the word in front may end a name: it begins with a capital and is no ordinary word."""
    begin = max(0, at - _AROUND)
    start = max(text.rfind(" ", begin, at - 1), text.rfind("\n", begin, at - 1), begin - 1) + 1
    return text[start].isupper() and last_word(text, at).lower() not in words("plain")
