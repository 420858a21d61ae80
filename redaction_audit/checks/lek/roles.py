"""What somebody is called beside a mark or a name: `treasurer of the harbor board`, `a longtime Embassy contact`."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from redaction_audit.checks.lek.reading import Word
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import fixed

Kind = Literal["post", "membership", "profession", "relation", "kin"]

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("relation", "relations"), ("post", "posts"), ("profession", "professions"), ("membership", "memberships"),
    ("kin", "kin"),
)  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the"})
_OWNERS = frozenset({"our", "his", "her", "their", "my", "its"})
_OPENING = _ARTICLES | _OWNERS | {"one", "another"}
LINKS = frozenset({"of", "for", "at", "in", "to", "from", "with", "on"})
"""Words that join to the noun of a description what belongs to it."""
_PLACES = frozenset({"there", "here", "abroad"})
_JOINING = frozenset({"and", "or", "but", "&"})
_SMALL = _ARTICLES | LINKS | {"and", "&"}
_FRONT, _BACK = 6, 9
"""Words that may stand before the noun of a description, and behind it."""


class Role(NamedTuple):
    """A description: its kind, its noun, the half-open place in the text, and the words that tell it from others.

    `content` holds the noun and what specifies it, in lower case, small words left out. `vague` says that it begins
    with `a` or `an`, so that it may be true of many. `tied` says that it tells whose contact somebody is, or how close.
    """

    kind: Kind
    noun: str
    start: int
    end: int
    content: frozenset[str]
    vague: bool
    tied: bool


def kind_of(word: str) -> Kind | None:
    """Return what a noun says of somebody, None when it is no noun of a person."""
    known = next((kind for kind, name in _KINDS if word in words(name)), None)
    return known or ("profession" if _calling().search(word) else None)


@cache
def _calling() -> re.Pattern[str]:
    """Match the endings of callings that no list names: `beekeeper`, `sugar-dealer`, `cardiologist`."""
    return fixed(
        r"(?:[a-z]{2}ologist|[a-z]{3}(?:ographer|keeper|maker|dealer|seller|grower|builder|breeder|smith|monger|wright)"
        r"|(?:fire|fisher|fore|sales|craft|trades|horse|boat|cattle|states|clergy|milk|oil|noble|business)(?:wo)?man)\Z"
    )


def opening(read: Sequence[Word], at: int = 0) -> Role | None:
    """Return the description that begins with `read[at]`: article, up to five words, noun, what belongs to it."""
    first = at + (at < len(read) and read[at].low in _OPENING)
    if first < len(read) and read[first].low in _JOINING:
        return None
    noun = _noun(read, first)
    if noun is None:
        noun = _one_of(read, at)
    if noun is None:
        return None
    return _role(read, at, noun, _complement_end(read, noun + 1))


def closing(read: Sequence[Word]) -> Role | None:
    """Return the description that ends with the last word read: `harbor board treasurer`, `treasurer of the board`."""
    for at in range(len(read) - 1, max(-1, len(read) - _BACK), -1):
        word = read[at]
        if kind_of(word.low) and not word.owns and _complement_end(read, at + 1) == len(read):
            return _role(read, _beginning(read, at), at, len(read))
        if word.stopped or word.low in words("verbs", "enders"):
            return None
    return None


def _noun(read: Sequence[Word], first: int) -> int | None:
    """Return the index of the noun of a person in a description whose words begin at `first`."""
    found = None
    for at in range(first, min(len(read), first + _FRONT)):
        word = read[at]
        if (at > first and word.stopped) or word.low in words("verbs", "enders") or word.low in LINKS:
            break
        if kind_of(word.low) is not None and not word.owns:
            found = at
        elif found is not None:
            break
    return found


def _one_of(read: Sequence[Word], at: int) -> int | None:
    """Return the index of the noun in `one of our best contacts` that begins with `read[at]`."""
    if at + 2 >= len(read) or read[at].low != "one" or read[at + 1].low != "of":
        return None
    for index in range(at + 2, min(len(read), at + 2 + _FRONT)):
        if read[index].stopped or read[index].low in words("verbs", "enders"):
            return None
        if read[index].low.removesuffix("s") in words("relations"):
            return index
    return None


def _complement_end(read: Sequence[Word], at: int) -> int:
    """Return where the words end that belong to a noun in front of `read[at]`: `of the harbor board`."""
    if at >= len(read) or read[at].stopped:
        return at
    if read[at].low not in LINKS:
        return at + (read[at].low in _PLACES)
    end = at
    for index in range(at, min(len(read), at + _BACK)):
        word = read[index]
        if (word.stopped and index > at) or word.low in words("verbs", "enders"):
            break
        if word.low in ("and", "&"):
            if index + 1 >= len(read) or not (read[index - 1].capital and read[index + 1].capital):
                break
            if _noun(read, index + 1 + (read[index + 1].low in _OPENING)) is not None:
                break  # another description: `TREASURER OF THE BOARD AND AN OLD FRIEND`
        elif word.low not in _SMALL:
            end = index + 1
    return end


def _beginning(read: Sequence[Word], noun: int) -> int:
    """Return the index of the first word of a description that ends in a noun: article, or what specifies the noun."""
    at = noun
    while at and noun - at < _FRONT and not read[at].stopped:
        word = read[at - 1]
        if word.low in _OPENING:
            return at - 1
        if word.low == "of" and at > 1 and read[at - 2].capital and read[at].capital and not word.stopped:
            at -= 2  # `Chamber of Commerce spokesman`
            continue
        if word.low in words("verbs", "enders", "before_initials") or word.low in LINKS:
            break
        at -= 1
    return at


def _role(read: Sequence[Word], first: int, noun: int, end: int) -> Role:
    kind = kind_of(read[noun].low) or kind_of(read[noun].low.removesuffix("s"))
    assert kind is not None  # noqa: S101 - every caller has asked
    said = read[first:end]
    return Role(
        kind=kind,
        noun=read[noun].low,
        start=read[first].start,
        end=read[end - 1].end,
        content=frozenset(word.low for word in said if word.low not in _SMALL | _OPENING | words("fillers")),
        vague=said[0].low in ("a", "an", "one", "another"),
        tied=any(word.low in words("relation_words") for word in said),
    )


# -- the same description beside a name --------------------------------------------------------------------------------


def same_at(read: Sequence[Word], noun: int, role: Role) -> tuple[int, int] | None:
    """Return the half-open indexes of the words around `read[noun]` that say what `role` says, no more, no less."""
    wanted = role.content
    first = _first_same(read, noun, wanted)
    end = noun + 1
    for index in range(noun + 1, min(len(read), noun + 1 + _BACK)):
        if read[index].stopped:
            break
        if read[index].low in wanted:
            end = index + 1
        elif read[index].low not in _SMALL:
            break
    said = read[first:end]
    if frozenset(word.low for word in said if word.low in wanted) != wanted or said[0].low in ("a", "an"):
        return None
    return (first, end) if _is_bounded(read, first, end) else None


def _first_same(read: Sequence[Word], noun: int, wanted: frozenset[str]) -> int:
    """Return the index of the first word in front of a noun that belongs to a description of the wanted words."""
    front, first = words("fillers") | _ARTICLES, noun
    while first and not read[first].stopped:
        if read[first - 1].low in wanted or read[first - 1].low in front:
            first -= 1
        elif first > 1 and read[first - 1].low in ("of", "and", "&", "for") and read[first - 2].low in wanted:
            first -= 2
        else:
            break
    return first


def _is_bounded(read: Sequence[Word], first: int, end: int) -> bool:
    """Return whether the words beside a description leave it as it is, unlike `former treasurer`, `treasurer board`."""
    if first and not read[first].stopped:
        ahead = read[first - 1]
        if ahead.low in words("changers") or (
            ahead.text.islower() and ahead.low not in _SMALL | words("verbs", "enders", "before_initials")
        ):
            return False
    if end == len(read) or read[end].stopped:
        return True
    after = read[end]
    if after.low in ("until", "till"):
        return False
    return after.capital or after.low in words("verbs", "enders") or after.low in ("and", "told", "with")
