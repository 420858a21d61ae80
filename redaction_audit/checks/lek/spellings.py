"""Where a name stands again, however it is spelled: in capitals, without accents, divided at a line end, in part."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.check import View
from redaction_audit.checks.lek.names import PARTICLES, Place
from redaction_audit.checks.lek.reading import last_word
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import fixed
from redaction_audit.sensitive import Sensitive

_REPEATS = 200
"""Places of one part of a name that are hidden."""
_SHORTEST = 4
"""Letters of a last name that is hidden wherever it stands: shorter ones are words, too."""
_SHORTEST_GIVEN = 3
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that have no accent to take off."""


class Spellings:
    """The capitalised words of a text by how they sound: `Núñez`, `NUNEZ` and `Nu-`, `nez` on the next line are one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ordinary: dict[str, bool] = {}
        self._places: defaultdict[str, list[Place]] = defaultdict(list)
        for found in _word().finditer(text):
            word, rest = found.group("word", "rest")
            if word[0].isupper():
                self._places[_folded(word)].append(found.span("word"))
                if rest:
                    self._places[_folded(word + rest)].append((found.start(), found.end("rest")))

    def of(self, name: Sensitive) -> Iterator[Place]:
        """Yield the half-open spans in which a part of a name stands: each of its last names, or the given name alone.

        Last names of fewer than four letters count behind the given name or a form of address only, which the span
        then holds too; a given name only beside no other name, and where the text does not use it as a word.
        """
        given, *family = [word for word in name.reveal().split() if _is_proper(word)] or [""]
        for key in sorted({key for word in (family or [given]) for key in _keys(word)}):
            if len(key) >= _SHORTEST:
                if key not in words("plain", "months"):
                    yield from self._met(key)
            elif len(key) > 1:
                yield from self._called(key, _folded(given))
        if family and len(given) >= _SHORTEST_GIVEN and not self._is_ordinary(given):
            yield from (place for place in self._met(_folded(given)) if self._is_alone(place))

    def _met(self, key: str) -> Iterator[Place]:
        """Yield where a word stands, in the plural too: `the Rowes`."""
        for spelled in (key, f"{key}s"):
            yield from islice(self._places.get(spelled, ()), _REPEATS)

    def _called(self, key: str, given: str) -> Iterator[Place]:
        """Yield where a short name stands behind the given name or a form of address, with the word in front."""
        for start, end in self._met(key):
            ahead = last_word(self._text, start)
            low = ahead.strip('.,;:("“').lower()
            if low in words("courtesies", "ranks") or _folded(low) == given:
                yield self._text.rindex(ahead, 0, start), end

    def _is_ordinary(self, given: str) -> bool:
        """Return whether a given name is a word of the text, too; each is looked for once."""
        low = given.lower()
        if low not in self._ordinary:
            self._ordinary[low] = low in words("plain", "months") or self._holds(low)
        return self._ordinary[low]

    def _holds(self, low: str) -> bool:
        """Return whether a word stands in small letters."""
        text, at = self._text, self._text.find(low)
        while at >= 0:
            end = at + len(low)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                return True
            at = text.find(low, end)
        return False

    def _is_alone(self, place: Place) -> bool:
        """Return whether no other part of a name stands beside a given name."""
        ahead = last_word(self._text, place[0])
        if ahead[:1].isupper() and ahead[-1:].isalpha() and ahead.lower() not in _small():
            return False
        after = _next_name().match(self._text, place[1])
        return after is None or after[1].lower() in _small()


def spellings(view: View) -> Spellings:
    """Return the spellings of a record's text; made once a view."""
    return view.once(_spellings)


def _spellings(view: View) -> Spellings:
    return Spellings(view.text)


def _is_proper(word: str) -> bool:
    low = word.strip(".,'’").lower()
    return len(low) > 1 and low not in PARTICLES and low not in words("suffixes")


def _keys(word: str) -> set[str]:
    """Return a last name as it is looked up: whole, and every part of a compound one."""
    parts = [_folded(part) for part in _letters().findall(word) if part.lower() not in PARTICLES]
    return {*parts, "".join(parts)}


def _folded(word: str) -> str:
    """Return a word in lower case without accents; `Müller` and `Mueller` become one."""
    low = word.lower()
    if not low.isascii():
        apart = unicodedata.normalize("NFKD", low.casefold().translate(_PLAIN))
        low = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return low.replace("ae", "a").replace("oe", "o").replace("ue", "u")


_MARKED = r"(?:[^\W\d_]|[\u0300-\u036f])"
"""A letter, or an accent that stands as a sign of its own."""


@cache
def _word() -> re.Pattern[str]:
    """Match a word that begins with no small letter of ASCII, and what may be the rest of it behind hyphen or line."""
    divided = r"(?:[-‐‑\u00ad¬]?[ \t]{0,4}(?:\r\n|\r|\n)[ \t]{0,8}|[-‐‑\u00ad¬])"
    return fixed(rf"(?<![^\W\d_])(?P<word>[^\W\d_a-z]{_MARKED}{{0,60}})(?:(?={divided}(?P<rest>{_MARKED}{{1,60}})))?")


@cache
def _letters() -> re.Pattern[str]:
    return fixed(rf"{_MARKED}{{1,60}}")


@cache
def _next_name() -> re.Pattern[str]:
    """Match a word with a capital, or an initial, behind a given name."""
    return fixed(r"[ \t]{0,4}(?:\r\n|\r|\n|[ \t])[ \t]{0,4}([A-Z][A-Za-z]{0,40})")


@cache
def _small() -> frozenset[str]:
    """Return the words that are no part of a name, though print in capitals gives them one."""
    return words("plain", "verbs", "enders", "before_initials", "meetings", "courtesies", "ranks")
