"""The word at the end of a line and the words on either side of it, as the tables of English know words."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.checks.trn.body import Block, numbered
from redaction_audit.expressions import fixed
from redaction_audit.language.completion import Reading
from redaction_audit.language.noise import READ, noise
from redaction_audit.language.tables import Tables

_NEAR = 90
"""Characters on either side of a break in which the words stand."""
_ENDS = ".!?;:"
_OPENS = "([\"“'‘"
_NOISY = 0.08
"""Share of words found nowhere, neither in the tables nor elsewhere in the text, from which a text is all noise."""


class Beside(NamedTuple):
    """A word that ends a line: its offsets, its letters in lower case, and its neighbours, None across a sign.

    `joined` is the word with what may be the rest of it at the start of the next line. `name` says that it may be a
    name: it begins with a capital inside a sentence. `label` says that it is one letter that counts or names a thing,
    `shouted` that the text is printed in capitals, where names do not show.
    """

    start: int
    end: int
    word: str
    left: str | None
    right: str | None
    joined: str | None
    name: bool
    label: bool
    shouted: bool


def beside(text: str, end: int, start: int, block: Block) -> Beside | None:
    """Return the word that ends at `end` with its neighbours; the text of the next line begins at `start`.

    None where no ordinary word ends: at a mark, a sign, a figure or an acronym.
    """
    near = text[max(block.start, end - _NEAR) : end]
    *before, last = near.split()[-2:] or [""]
    head, hyphen, word = last.lstrip(_OPENS).replace("/", "-").rpartition("-")
    shouted = near.isupper()  # telegrams were printed in capitals until the eighties
    if not (word.isascii() and word.isalpha() and (head or not hyphen)) or (
        word.isupper() and not shouted and (len(word) > 1 or word == "I")
    ):
        return None
    opens = not before or before[0][-1] in _ENDS
    apart = opens or hyphen or last[0] in _OPENS
    following = text[start : min(block.end, start + _NEAR)].split(None, 1)
    behind = following[0] if following else ""
    rest = _plain(behind) if shouted or behind[:1].islower() else None
    return Beside(
        end - len(word),
        end,
        word.lower(),
        None if apart else _plain(before[0]),
        _plain(behind.partition("-")[0]),
        None if rest is None else word.lower() + rest,
        not opens and word[0].isupper(),
        len(word) == 1 and word.isupper() and _is_label(before, shouted=shouted, opens=opens),
        shouted,
    )


def _is_label(before: list[str], *, shouted: bool, opens: bool) -> bool:
    """Return whether one capital letter names a thing (`Plan B`); in print of capitals the word ahead tells."""
    if shouted:
        return bool(before) and before[0].strip(_OPENS).lower() in words("lettered")
    return not opens


def goes_on(word: Beside, tables: Tables) -> bool:
    """Return whether the next line begins with the rest of the word."""
    return word.joined is not None and word.joined in tables


def clipped(text: str, end: int, block: Block) -> int | None:
    """Return where the word begins that ends at `end` in an apostrophe which neither closes nor follows a plural.

    A letter must have followed it (`aren'`, `board'`). None for any other word.
    """
    ahead = text[max(block.start, end - _NEAR) : end]
    word = (ahead.split() or [""])[-1]
    if word[-1:] not in ("'", "’") or not word[:-1].isalpha() or word[-2] in "sSxXzZ":
        return None
    quoted = _quoting().search(ahead) is not None
    return None if quoted else end - len(word)


def reading(view: View, tables: Tables) -> Reading:
    """Return the language of the numbered paragraphs."""
    return Reading(tables, Counter(_word().findall(_read(view).lower())))


def noisiness(view: View, tables: Tables) -> float:
    """Return how noisy the numbered paragraphs are, from 0 to 1."""
    return min(1.0, (noise(_read(view), tables) or 0.0) / _NOISY)


def _read(view: View) -> str:
    bodies = numbered(view)
    return view.text[bodies[0][0].body : bodies[-1][0].end][:READ]


def _plain(token: str) -> str | None:
    """Return the letters of a neighbour in lower case, None when it is more than a word between signs."""
    bare = token.strip(_OPENS + '.,;:!?)]”’"').lower()
    return bare if bare.isalpha() else None


@cache
def _word() -> re.Pattern[str]:
    return fixed(r"[A-Za-z]{1,30}")


@cache
def _quoting() -> re.Pattern[str]:
    """Match a single quotation mark that opens."""
    return fixed(r"(?:\A|[\s(\[])['‘]")
