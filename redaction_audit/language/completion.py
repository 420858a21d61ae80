"""Whether a word reads better with one letter more, between the words that stand beside it."""

import math
from collections import Counter
from collections.abc import Mapping
from string import ascii_lowercase

from redaction_audit.language.tables import Tables
from redaction_audit.model import Frozen

_PAIR = 0.9
"""Weight of a listed pair against the single words: the interpolation of Jelinek and Mercer."""
_OWN = 0.1
"""Weight of a text's own words against the tables: the cache of Kuhn and De Mori."""
_LETTER = 0.5
"""What it costs to suppose a letter that is not printed."""
_SIGN = 2.1
"""What it costs to suppose that a comma or full stop was lost instead: one sign of eight at a word's end is one."""
_NAME = math.log(1e-6)
"""Likelihood of a word that may be a name, for no list holds them: a name in twenty words, of fifty thousand names."""
_ARTICLE = 3.0
"""What `an` gains over `a` before a vowel that no pair of the tables tells of, and loses before a consonant."""


class Completion(Frozen):
    """The best word with one letter more; `gain` is the logarithm of how much better it reads than what is printed."""

    word: str
    gain: float


class Reading:
    """One text's language: the tables, and how often the text itself uses a word. All words are in lower case."""

    def __init__(self, tables: Tables, own: Mapping[str, int]) -> None:
        self._tables = tables
        self._own = Counter(own)
        self._all = max(1, sum(own.values()))

    def knows(self, word: str) -> bool:
        """Return whether the word is listed, or stands in the text besides the place in question."""
        return word in self._tables or self._own.get(word, 0) > 0

    def completed(self, left: str | None, word: str, right: str | None, *, name: bool) -> Completion | None:
        """Return the best completion of `word` by one letter, None where no known word begins like that.

        `left` and `right` are None where a mark, a sign or a sentence's end stands between. `name` says that the word
        may be a name. The place itself is one of the text's own words.
        """
        longer = [word + letter for letter in ascii_lowercase if self.knows(word + letter)]
        if not longer:
            return None
        before, behind = (side if side is not None and side in self._tables else None for side in (left, right))
        printed = self._printed(before, word, name)
        whole = max(printed + self._before(word, behind), printed - _SIGN)
        scored = (
            Completion(full, self._full(before, full) + self._before(full, behind) - whole - _LETTER) for full in longer
        )
        return max(scored, key=lambda completion: completion.gain)

    def begun(self, left: str | None, word: str, right: str | None, *, name: bool) -> float:
        """Return the logarithm of how much better a longer word reads whose end is lost with all that followed it.

        Neighbours as for `completed`; `right` speaks for the word as printed only, for it does not follow the lost end.
        """
        before, behind = (side if side is not None and side in self._tables else None for side in (left, right))
        longer = self._tables.longer(word)
        if longer == -math.inf:
            return longer
        if before is not None:
            longer = _mixed(self._tables.longer_behind(before, word), longer)
        printed = self._printed(before, word, name)
        return longer - printed - max(0.0, self._before(word, behind))

    def _printed(self, left: str | None, word: str, name: bool) -> float:
        """Return the logarithm of the probability of `word` as printed; its place is no evidence for itself."""
        general = max(self._tables.alone(word), _NAME) if name else self._tables.alone(word)
        return self._behind(left, word, self._alone(general, self._own[word] - 1))

    def _full(self, left: str | None, word: str) -> float:
        """Return the logarithm of the probability of a word that stands nowhere at this place."""
        return self._behind(left, word, self._alone(self._tables.alone(word), self._own[word]))

    def _alone(self, general: float, own: int) -> float:
        """Return the logarithm of the probability of a word that the text itself uses `own` times."""
        return general if own < 1 else math.log(_OWN * own / self._all + (1 - _OWN) * math.exp(general))

    def _behind(self, left: str | None, word: str, alone: float) -> float:
        return alone if left is None else _mixed(self._tables.behind(left, word), alone)

    def _before(self, word: str, right: str | None) -> float:
        """Return the logarithm of how much likelier `right` becomes by `word` before it."""
        if right is None or word not in self._tables:
            return 0.0
        pair = self._tables.behind(word, right)
        article = 0.0
        if pair is None and word in ("a", "an"):
            article = _ARTICLE if (word == "an") == (right[0] in "aeiou") else -_ARTICLE
        return _mixed(pair, self._tables.alone(right)) - self._tables.alone(right) + article


def _mixed(pair: float | None, alone: float) -> float:
    if pair is None:
        return math.log(1 - _PAIR) + alone
    return math.log(_PAIR * math.exp(pair) + (1 - _PAIR) * math.exp(alone))
