"""Where and when: journeys with places and days, and the day on which somebody was met."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from redaction_audit.checks.lek.reading import Word
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import fixed

_TOWARDS = frozenset(
    "to in of from through around into across near at within throughout".split()  # noqa: SIM905 - words
)
_NEAR = 12
"""Words behind the noun or verb of a journey in which its place and day stand."""
_SPANS = frozenset(
    "day days week weeks weekend month months year years summer winter spring autumn fall".split()  # noqa: SIM905 - words
)
_NUMBERS = frozenset(
    """two three four five six several few last next past first second early mid late this previous same couple
    """.split()  # noqa: SIM905 - words
)


class Journey(NamedTuple):
    """A journey, or anything else that takes place: its noun, where it stands, the words of its place, its day.

    `place` holds the capitalised words in lower case; `dated` says that a day or a time is told.
    """

    noun: str
    start: int
    end: int
    place: tuple[str, ...]
    dated: bool

    @property
    def tells(self) -> bool:
        """Whether anything is said that narrows somebody down."""
        return bool(self.place) or self.dated


def journeys(
    ahead: Sequence[Word], own: Sequence[Word], after: Sequence[Word], *, owns: bool, pronouns: Sequence[int]
) -> Iterator[Journey]:
    """Yield the journeys of the person behind a mark.

    `ahead` are the words of its sentence in front of it, `own` those behind it, `after` the words up to the next mark,
    of which those at `pronouns` speak of the same person. `owns` says that the mark is a possessive.
    """
    if owns and (found := _noun(after, 0)) is not None:
        yield found
    for at in pronouns:
        if after[at].low in ("his", "her") and (found := _noun(after, at + 1)) is not None:
            yield found
    if ahead and (found := _from(ahead)) is not None:
        yield found
    if not owns and len(own) > 2:
        if own[0].low in ("on", "during", "after") and own[1].low in ("this", "that", "a", "the", "an"):
            found = _noun(own, 1)
        else:
            verb = next((at for at in range(min(4, len(own))) if own[at].low in words("moves")), None)
            found = None if verb is None else journey_at(own, verb, verb)
            found = found if found is not None and found.tells else None
        if found is not None:
            yield found


def _noun(read: Sequence[Word], at: int) -> Journey | None:
    """Return the journey whose noun stands within four words of `read[at]`."""
    for index in range(at, min(len(read), at + 4)):
        word = read[index]
        if (word.stopped and index > at) or word.low in words("verbs"):
            return None
        if word.low in words("events"):
            return journey_at(read, at, index)
    return None


def _from(ahead: Sequence[Word]) -> Journey | None:
    """Return the journey that a sentence begins with: `From a trip to Arvenda several weeks earlier, XXXX reported`."""
    if ahead[0].low not in ("from", "on", "after", "during", "following", "upon", "in", "since"):
        return None
    found = _noun(ahead, 1)
    return found if found is not None and found.tells else None


def journey_at(read: Sequence[Word], first: int, noun: int) -> Journey:
    """Read place and time behind the noun (or verb) of a journey, in the same clause."""
    place: tuple[str, ...] = ()
    dated, end = False, noun
    at = noun + 1
    while at < min(len(read), noun + 1 + _NEAR):
        word = read[at]
        if word.stopped and not word.lead.startswith(","):
            break
        towards = read[at - 1].low in _TOWARDS or (
            at > 1 and read[at - 1].low == "the" and read[at - 2].low in _TOWARDS
        )
        direct = at == noun + 1 and read[noun].low in words("moves")
        if not place and (towards or direct) and _is_place(word):
            stop = at + 1
            while stop < len(read) and read[stop].capital and not read[stop].stopped and _is_place(read[stop]):
                stop += 1
            place, end = tuple(other.low for other in read[at:stop]), stop - 1
        elif (told := time_at(read, at)) is not None:
            dated, end = True, told - 1
            at = told
            continue
        elif word.low in words("verbs") and word.low not in words("moves"):
            break
        at += 1
    return Journey(read[noun].low, read[first].start, read[end].end, place, dated)


def _is_place(word: Word) -> bool:
    return word.capital and word.low not in words("months", "weekdays", "officers", "courtesies") and len(word.text) > 1


def time_at(read: Sequence[Word], at: int) -> int | None:
    """Return the index behind the time that begins with `read[at]`: `5/3`, `May 3`, `last week of April`, `2004`."""
    word = read[at]
    if _figures().fullmatch(word.text):
        return at + 1
    if word.capital and word.low in words("months"):
        number = at + 1 < len(read) and not read[at + 1].stopped and read[at + 1].text[:1].isdigit()
        return at + 1 + number
    if word.text.isdigit() and len(word.text) <= 2 and at + 1 < len(read) and read[at + 1].low in words("months"):
        return at + 2
    if word.low in _NUMBERS or (word.text.isdigit() and len(word.text) <= 2):
        for index in range(at + 1, min(len(read), at + 4)):
            if read[index].stopped:
                return None
            if read[index].low in _SPANS:
                later = read[index + 1 : index + 3]
                if later and later[0].low in ("ago", "earlier", "before", "later"):
                    return index + 2
                if len(later) == 2 and later[0].low == "of" and later[1].low in words("months"):
                    return index + 3
                return index + 1
            if read[index].low in words("months"):
                return index + 1
    return None


@cache
def _figures() -> re.Pattern[str]:
    return fixed(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|(?:19|20)\d\d(?:-\d\d-\d\d)?")


def meeting(ahead: Sequence[Word], own: Sequence[Word]) -> tuple[int, int] | None:
    """Return the half-open place of words that say on which day the person behind a mark was met, None without a day.

    `XXXX told Poloff on 5/3`, `Poloff met XXXX on May 3 in the capital`.
    """
    for at, word in enumerate(own[:24]):
        if word.low in words("meetings") and any(later.low in words("officers") for later in own[at + 1 : at + 4]):
            return _day(own, at, word.start)
    if (
        any(word.low in words("officers") for word in ahead[-6:])
        and any(word.low in words("meetings") or word.low in ("on", "with") for word in ahead[-2:])
        and any(word.low in words("meetings") for word in ahead[-4:])
    ):
        return _day(own, -1, own[0].start) if own else None
    return None


def _day(read: Sequence[Word], verb: int, start: int) -> tuple[int, int] | None:
    for at in range(verb + 1, min(len(read), verb + 8)):
        told = time_at(read, at)
        if told is not None and read[at].low not in _NUMBERS:
            end = told - 1
            if told + 2 < len(read) and read[told].low in ("in", "at") and not read[told].stopped:
                end = told + 2 if read[told + 1].low in ("the", "a", "his", "her") else told + 1
            return start, read[end].end
    return None
