"""Whether anything near a mark can describe a person at all: a look at its words before its sentences are read.

Says yes at least wherever `signs` would find something; a yes costs time only.
"""

import re
from functools import cache

from redaction_audit.checks.lek.reading import BEHIND
from redaction_audit.checks.lek.roles import LINKS
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page

_APART = bytes(byte if chr(byte).isalnum() or byte > 127 or byte == ord("-") else 0x20 for byte in range(256))
"""Makes a blank of every byte that belongs to no word: a table for `bytes.translate`."""
_CALLED = (
    "ologist", "ographer", "keeper", "maker", "dealer", "seller", "grower", "builder", "breeder", "smith", "monger",
    "wright", "man",
)  # fmt: skip
"""Endings of callings."""
_CALLINGS = tuple(ending.encode() for ending in _CALLED)
_CALLS = Hint(rf"(?:{'|'.join(_CALLED)})(?:[^a-z0-9]|$)")
_ONE_SEX = "he she him his her hers himself herself"
_PRONOUNS = frozenset(_ONE_SEX.encode().split())
_REFERS = Hint(rf"(?:^|[^a-z0-9])(?:{'|'.join(_ONE_SEX.split())})(?:[^a-z0-9]|$)")
_LIFE = "whose aged age born only sole youngest oldest eldest richest lone"
_LEADS = frozenset("a an our the is was has had remains who whose of".split())  # noqa: SIM905 - words
"""Words directly behind a mark that a description begins with; else a comma, a bracket or a dash."""
_ONE_OF = [b"one", b"of"]
"""Words of `one of our best contacts`, whose noun no list holds."""
_MET = 10
"""Words behind a verb of meeting in which the officer stands, the letters of abbreviations counted as words."""
_CLOSE, _AFTER = 120, 24
"""Characters in front of a mark, and words behind it, in which a description of the person it hides has its noun."""


def may_tell(page: Page, start: int, end: int) -> bool:
    """Return whether a word that may describe somebody stands near `start:end`."""
    ahead, behind = page.low[max(0, start - _CLOSE) : start], page.low[end : end + BEHIND]
    if _is_divided(ahead) or _is_divided(behind[:_CLOSE]):
        return True
    literals = page.low_literals
    calls = literals.may_match(_CALLS)
    before, after = _words(ahead), _words(behind, _AFTER)
    if _opens(behind) and (_names_role(after, calls=calls) or after[:2] == _ONE_OF):
        return True
    close = before + after
    if not _doings().isdisjoint(close):
        return True
    if _meets(before, after) and (not _months().isdisjoint(close) or any(map(bytes.isdigit, close))):
        return True
    # what ends in front of a mark is looked at word by word only where there is anything to find
    if (_names_role(before, calls=calls) or not ahead.isascii()) and _closes(ahead):
        return True
    return literals.may_match(_REFERS) and not _PRONOUNS.isdisjoint(_words(behind))


def _is_divided(near: str) -> bool:
    """Return whether a line end divides a word: any may be whole then."""
    return ("-" in near or not near.isascii()) and _divided().search(near) is not None


def _names_role(words_: list[bytes], *, calls: bool) -> bool:
    """Return whether a noun of a person stands among some words; `calls`: it may be one that no list names."""
    return not _roles().isdisjoint(words_) or (calls and any(word.endswith(_CALLINGS) for word in words_))


def _meets(before: list[bytes], after: list[bytes]) -> bool:
    """Return whether an officer may be said to meet somebody in front of a mark or behind it."""
    officers = _officers()
    if not officers.isdisjoint(after):
        meetings = _meetings()
        for at, word in enumerate(after):
            if word in meetings and not officers.isdisjoint(after[at + 1 : at + 1 + _MET]):
                return True
    near = before[-2 * _MET :]
    return not officers.isdisjoint(near) and not _meetings().isdisjoint(near)


def _opens(behind: str) -> bool:
    """Return whether a description may begin directly behind a mark."""
    following = behind.split(None, 1)
    return bool(following) and (not following[0][0].isalnum() or following[0].strip(".,;") in _LEADS)


def _closes(ahead: str) -> bool:
    """Return whether a description may end directly in front of a mark: with its noun, or with what belongs to it."""
    tail = [word.strip(".,;:()\"“”'") for word in ahead.split()[-9:]]
    for at in range(len(tail) - 1, -1, -1):
        noun = tail[at].encode("utf-8", "surrogatepass")
        if (noun in _roles() or noun.endswith(_CALLINGS)) and (at + 1 == len(tail) or tail[at + 1] in LINKS):
            return True
    return False


@cache
def _divided() -> re.Pattern[str]:
    return fixed(r"\w[-‐\u00ad¬][ \t]{0,8}[\r\n]")


def _words(text: str, most: int = -1) -> list[bytes]:
    """Return the words of a text, or the first `most` of them."""
    found = text.encode("utf-8", "surrogatepass").translate(_APART).split(None, most)
    return found if most < 0 else found[:most]


def _listed(*lists: str) -> frozenset[bytes]:
    return frozenset(word.encode() for word in words(*lists))


@cache
def _roles() -> frozenset[bytes]:
    return _listed("posts", "memberships", "professions", "relations")


@cache
def _doings() -> frozenset[bytes]:
    return _listed("kin", "events", "moves") | frozenset(_LIFE.encode().split())


@cache
def _officers() -> frozenset[bytes]:
    return _listed("officers")


@cache
def _meetings() -> frozenset[bytes]:
    return _listed("meetings")


@cache
def _months() -> frozenset[bytes]:
    return _listed("months")
