"""Names that stand open beside a place."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.lek.appositions import aside_before
from redaction_audit.checks.lek.reading import Word
from redaction_audit.checks.lek.roles import closing
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import Expression
from redaction_audit.sensitive import Sensitive

_MOST = 5
"""Words that a name may have, particles and initials included; in capitals, three."""
PARTICLES = frozenset(
    ("abu", "al", "ap", "bin", "bint", "da", "das", "de", "dei", "del", "della", "den", "der", "di", "dos", "du", "e",
     "el", "ibn", "la", "las", "le", "los", "ould", "ten", "van", "vom", "von", "y", "zu", "zum")
)  # fmt: skip
"""Words inside a name that are no name by themselves."""
_BOUND = Expression(r"(?:a[dlnrstz]|ash|dell?|d|e[dl]|l|u[dl])[-'’][^\W\d_a-z]")
"""How a name begins whose particle is bound to it in small letters: `al-Rowi`, `d'Albrecht`."""

Place = tuple[int, int]


_LINKING = frozenset("is was as remains became been has had now currently also who".split())  # noqa: SIM905 - words
"""Words between a name and its description."""
_STEPS = 4
"""How many of them may stand there."""
_AGE = 4
"""Figures from which a number is no age."""


class Opening(NamedTuple):
    """An open name: its place, how it is spelled, and the half-open place of the words that say whose it is."""

    name: Place
    reads: Sensitive
    words: Place


def name_before(read: Sequence[Word], end: int, *, capitals: bool) -> tuple[int, int] | None:
    """Return the half-open indexes of the name that ends in front of `read[end]`, None when none does."""
    first = end
    while first and end - first < (3 if capitals else _MOST) and _is_part(read[first - 1], capitals=capitals):
        first -= 1
        if read[first].stopped and not (first and _is_initial(read[first - 1])):
            break
    while first < end and not _begins(read[first]):
        first += 1
    return _name(read, first, end)


def name_behind(read: Sequence[Word], first: int, *, capitals: bool) -> tuple[int, int] | None:
    """Return the half-open indexes of the name that begins with `read[first]`, None when none does."""
    end = first
    while end < len(read) and end - first < (3 if capitals else _MOST) and _is_part(read[end], capitals=capitals):
        if end > first and read[end].stopped and not _is_initial(read[end - 1]):
            break
        end += 1
        if read[end - 1].owns:
            break
    while end > first and not _begins(read[end - 1]):
        end -= 1
    return _name(read, first, end)


def _name(read: Sequence[Word], first: int, end: int) -> tuple[int, int] | None:
    full = any(len(word.low.strip(".")) > 1 and word.low not in PARTICLES for word in read[first:end])
    return (first, end) if full and _begins(read[first]) else None


def _begins(word: Word) -> bool:
    """Return whether a name may begin or end with a word."""
    return word.capital or _BOUND.match(word.text) is not None


def _is_part(word: Word, *, capitals: bool) -> bool:
    """Return whether a word may belong to a name."""
    if word.low in PARTICLES:
        return True
    if not _begins(word) or "XXX" in word.text or not all(sign.isalpha() or sign in "-'’." for sign in word.text):
        return False
    if word.low in words("plain", "months", "weekdays", "courtesies", "ranks", "posts", "officers"):
        return False
    if capitals:
        return word.low not in words("verbs", "enders", "before_initials", "fillers", "professions", "memberships")
    return (
        len(word.text) == 1
        or word.text[1:2].islower()
        or "." in word.text
        or not word.text.isupper()
        or len(word.text) > 4
    )


def _is_initial(word: Word) -> bool:
    return len(word.text.strip(".")) == 1 and word.trail[:1] == "."


def name_end(read: list[Word], first: int) -> int:
    """Return the index behind the name that a description or aside at `read[first]` may belong to.

    Between them may stand `is`, `who has been`, another description and `and`, an age, `(protect)`, and `Jr.`.
    """
    at = first
    while first - at < _STEPS and at and read[at - 1].low in _LINKING and not read[at].stopped:
        at -= 1
    if at == first:
        at = _behind_other(read, first)
    if at > 1 and read[at - 1].text.isdigit() and len(read[at - 1].text) < _AGE and read[at].stopped:
        at -= 1 + (read[at - 2].low in ("age", "aged"))
    at = aside_before(read, at)
    if at > 1 and read[at - 1].low.replace(".", "") in words("suffixes"):
        at -= 1
    return at


def _behind_other(read: list[Word], first: int) -> int:
    """Return the index of the first word of `a lawyer and` in front of a description without article, else `first`."""
    if first < 2 or read[first - 1].low != "and" or read[first].low == "the" or read[first - 1].stopped:
        return first
    role = closing(read[: first - 1])
    if role is None:
        return first
    at = index_at(read, role.start)
    return at if read[at].stopped else first


def index_at(read: list[Word], start: int) -> int:
    """Return the index of the word that begins at an offset where one of those read does."""
    return next(at for at, word in enumerate(read) if word.start == start)


def opening(read: Sequence[Word], name: Place, words_: Place) -> Opening:
    """Return the open name at some indexes of the words read, without its last `'s`, and the words beside it."""
    last = read[name[1] - 1]
    ending = len(last.text) - len(last.low) if last.owns else 0
    spelled = " ".join(word.text for word in read[slice(*name)])
    return Opening(
        name=(read[name[0]].start, last.end - ending),
        reads=Sensitive(spelled[: len(spelled) - ending]),
        words=(read[words_[0]].start, read[words_[1] - 1].end),
    )


def is_open(view: View, place: Place) -> bool:
    """Return whether no mark stands in a place."""
    at = bisect_left(view.withheld, place[0], key=lambda mark: mark.end)
    return at == len(view.withheld) or view.withheld[at].start >= place[1]
