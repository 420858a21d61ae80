"""Counts of English words and of pairs of words, from the data files of symspellpy.

The package itself is never imported: only its two text files are read, once. What is made of them (6 MB of text, a
second) is kept in the cache folder in a form that loads in a few milliseconds.
"""

import marshal
import math
from array import array
from bisect import bisect_left
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from redaction_audit import caches
from redaction_audit.language.american import american

_PACKAGE = "symspellpy"
_WORDS = "frequency_dictionary_en_82_765.txt"
_PAIRS = "frequency_bigramdictionary_en_243_342.txt"
_FORM = 1
"""Form of the kept tables: to be counted up when they are made otherwise."""
_FREQUENT = 1e8
"""Count from which a word's pairs are listed well enough to tell the scale of the pairs' counts."""
_UNSEEN = 0.3
"""A word that is not listed counts as this share of the rarest that is."""


class Tables:
    """Words in alphabetical order, pairs as (number of the left word, number of the right word), and their logarithms.

    Pairs are packed into one integer each, so that looking up is a search in a sorted array. All probabilities are
    natural logarithms.
    """

    def __init__(self, words: list[str], weights: "array[float]", pairs: "array[int]", joint: "array[float]") -> None:
        self._words, self._weights = words, weights
        self._pairs, self._joint = pairs, joint
        self._rarest = min(weights) + math.log(_UNSEEN)

    def __contains__(self, word: str) -> bool:
        """Return whether a word in lower case is listed."""
        return self._number(word) is not None

    def longer(self, prefix: str) -> float:
        """Return the logarithm of the probability of all listed words that begin with `prefix` and are longer."""
        first, last = self._range(prefix)
        return _sum(self._weights[first:last])

    def longer_behind(self, left: str, prefix: str) -> float:
        """Return the same given `left` before it, by the listed pairs alone."""
        number = self._number(left)
        if number is None:
            return -math.inf
        first, last = (bisect_left(self._pairs, number << 32 | end) for end in self._range(prefix))
        return _sum(self._joint[first:last]) - self._weights[number]

    def alone(self, word: str) -> float:
        """Return the logarithm of the probability of a word; one that is not listed is rarer than any that is."""
        number = self._number(word)
        return self._rarest if number is None else self._weights[number]

    def behind(self, left: str, right: str) -> float | None:
        """Return the logarithm of the probability of `right` given `left` before it, None for a pair not listed."""
        first, second = self._number(left), self._number(right)
        if first is None or second is None:
            return None
        key = first << 32 | second
        at = bisect_left(self._pairs, key)
        if at == len(self._pairs) or self._pairs[at] != key:
            return None
        return self._joint[at] - self._weights[first]

    def _range(self, prefix: str) -> tuple[int, int]:
        """Return the numbers of the words that begin with `prefix` and are longer, as a half-open range."""
        first = bisect_left(self._words, prefix)
        return first + (prefix in self), bisect_left(self._words, prefix + "\x7f")

    def _number(self, word: str) -> int | None:
        at = bisect_left(self._words, word)
        return at if at < len(self._words) and self._words[at] == word else None


def _sum(logarithms: "array[float]") -> float:
    """Return the logarithm of the sum of probabilities."""
    total = sum(map(math.exp, logarithms))
    return math.log(total) if total else -math.inf


@cache
def load() -> Tables | None:
    """Return the tables, made once a process; None where the data files of symspellpy are not installed."""
    sources = _sources()
    if sources is None:
        return None
    name = f"words-{_digest(sources)}.bin"
    kept = _unpacked(caches.load(name))
    if kept is None:
        kept = _made(*sources)
        caches.store(name, _packed(kept))
    return kept


def _sources() -> tuple[Path, Path] | None:
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent
    sources = folder / _WORDS, folder / _PAIRS
    return sources if all(source.is_file() for source in sources) else None


def _digest(sources: tuple[Path, Path]) -> str:
    """Return what tells these files from others of other days, without reading them."""
    import hashlib

    stats = [source.stat() for source in sources]
    told = repr(
        (_FORM, *((str(source), stat.st_size, stat.st_mtime_ns) for source, stat in zip(sources, stats, strict=True)))
    )
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _made(words_file: Path, pairs_file: Path) -> Tables:
    counts = {word: int(count) for word, count in map(str.split, _rows(words_file))}
    joint = {(left, right): int(count) for left, right, count in map(str.split, _rows(pairs_file))}
    sums = dict.fromkeys(counts, 0)
    for (left, _), count in joint.items():
        sums[left] += count
    total = sum(counts.values())
    # the pairs' counts are on a scale of their own: no word can be followed more often than it occurs
    scale = total * max(sums[word] / count for word, count in counts.items() if count > _FREQUENT)
    spelt = {word: american(word) for word in counts}
    counts = {spelt[word]: count for word, count in counts.items()} | counts
    joint = {(spelt[left], spelt[right]): count for (left, right), count in joint.items()} | joint
    words = sorted(counts)
    numbers = {word: number for number, word in enumerate(words)}
    pairs = {numbers[left] << 32 | numbers[right]: count for (left, right), count in joint.items()}
    ordered = sorted(pairs)
    return Tables(
        words,
        array("f", (math.log(counts[word] / total) for word in words)),
        array("Q", ordered),
        array("f", (math.log(pairs[key] / scale) for key in ordered)),
    )


def _rows(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").splitlines()


def _packed(tables: Tables) -> bytes:
    return marshal.dumps(
        (" ".join(tables._words), tables._weights.tobytes(), tables._pairs.tobytes(), tables._joint.tobytes())
    )


def _unpacked(content: bytes | None) -> Tables | None:
    """Return the kept tables, None where there are none or they were written by something else."""
    if content is None:
        return None
    weights, pairs, joint = array("f"), array("Q"), array("f")
    try:
        words, *columns = marshal.loads(content)  # noqa: S302 - our own file in the user's own folder
        weights.frombytes(columns[0])
        pairs.frombytes(columns[1])
        joint.frombytes(columns[2])
        listed = words.split(" ")
    except (ValueError, EOFError, TypeError, AttributeError, IndexError):
        return None
    return Tables(listed, weights, pairs, joint) if len(listed) == len(weights) else None
