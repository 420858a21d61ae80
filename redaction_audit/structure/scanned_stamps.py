"""Stamps of release that scanning damaged: `RELEA5E 1N PART`, told by a word that survived and by the rest."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from redaction_audit.expressions import fixed
from redaction_audit.structure.likeness import is_other_word, nearest
from redaction_audit.structure.literals import Literals

_TRIED = 20
"""Places of one surviving word that are tried; stamps stand on every page."""


class Worded(NamedTuple):
    """The words of a stamp: who stamped, the words, and those of them that are looked for."""

    kind: str
    words: str
    survivors: tuple[str, ...]


_STAMPS = (
    Worded("foia", "RELEASE IN PART", ("RELEASE", "IN PART", "PART B", "PART 1.4")),
    Worded("foia", "RELEASE IN FULL", ("RELEASE", "IN FULL")),
    Worded("foia", "RELEASED IN PART", ("RELEASED", "IN PART")),
    Worded("foia", "RELEASED IN FULL", ("RELEASED", "IN FULL")),
    Worded("cia_crest", "Approved For Release", ("Approved", "For Release")),
    Worded("jfk", "RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY", ("PRESIDENT JOHN", "KENNEDY ASSASS")),
    Worded("systematic", "Declassified/Released", ("/Released", "Declassified/")),
)
"""One word is short for a likeness to mean anything, so every stamp here has several."""
_SURVIVORS = tuple(dict.fromkeys(survivor for stamp in _STAMPS for survivor in stamp.survivors))


def find(text: str, literals: Literals) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of the first damaged stamp of every wording; none that is printed whole."""
    if not literals.any_of(_SURVIVORS):
        return
    for stamp in _STAMPS:
        for survivor in stamp.survivors:
            if survivor in literals and (place := _first(text, stamp, survivor)) is not None:
                yield stamp.kind, *place
                break


def _first(text: str, stamp: Worded, survivor: str) -> tuple[int, int] | None:
    at, tried = text.find(survivor), 0
    ahead = stamp.words.find(survivor) if survivor in stamp.words else stamp.words.rfind(" ") + 1
    while at >= 0 and tried < _TRIED:
        found = _word().search(text, max(0, at - ahead - 1), at + len(survivor))
        if found is not None:
            start = found.start()
            end = min(len(text), start + len(stamp.words))
            if _is_damaged(text[start:end], stamp.words):
                return start, end
        at, tried = text.find(survivor, at + 1), tried + 1
    return None


def _is_damaged(printed: str, words: str) -> bool:
    """Return whether `printed`, on one line, is like the words of a stamp, and none of its own is another word."""
    if "\n" in printed or "\r" in printed or nearest(printed, (words,)) is None:
        return False
    return printed.lower().split() != words.lower().split() and not any(
        map(is_other_word, printed.split(), words.split())
    )


@cache
def _word() -> re.Pattern[str]:
    """Match the beginning of a word."""
    return fixed(r"(?<![^\s])\S")
