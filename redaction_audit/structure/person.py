"""The officer of a classified-by line: which of its words are the name and which the title.

Titles come before the name (`Ambassador Jane Roe`), behind it (`Jane Roe, Ambassador`) or on both sides, misspelt and
abbreviated at will; so the words of titles are known, within one wrong letter, and what is left over is the name.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from redaction_audit.expressions import Expression, fixed
from redaction_audit.structure import posts
from redaction_audit.structure.vocabulary import word_list

_SUFFIX = Expression(r"(?:jr|sr|ii|iii|iv|esq)\.?\Z", re.IGNORECASE)
_INITIALS = Expression(r"(?:[A-Z0]\.){1,3}\Z|[A-Z]\Z")
_NAME = Expression(r"[^\W\d_][\w.'’`\-]{1,30}\Z")
_HIDDEN = Expression(r"X{3,}|█")
_INTERIM = Expression(
    r"\(?\ba\s?\.\s?[iy]\b\.?\)?|\(?\ba\.?i\b\.?\)?|\((?:acting|a/?i)\)|\bad interim\b", re.IGNORECASE
)
_CHARGE = Expression(r"\bcharg[eé]\b[^\w\s]{0,2}|\bd[eu]?\s?[^\w\s]{0,3}\s?aff?a[a-z]{2,4}s?\b", re.IGNORECASE)
_COMPOUND = Expression(
    r"(?:(?:acting|act|dep|pol|econ?|mil|emb|lab|def|leg|con|ref|sec|agr|sci|info|mgt|mgmt|pub|cult|reg|asst|trade"
    r"|rep)){1,3}"
    r"(?:couns?(?:elor)?|coun|off|officer|chief|coord|atts?|min|dir|dep|chf|mil|econ|pol)\Z"
)
_SHORT = Expression(r"[bcdfghjklmnpqrstvwxz]{2,4}\Z")
_CUT = 71
"""Columns after which captures of the 2000s cut the classified-by paragraph, inside words too."""

_EDGES = ".,;:-–—'’`\"?()*"


class Person(NamedTuple):
    """A name as printed, hard wraps closed, and its place in the text."""

    name: str
    start: int
    end: int


class _Word(NamedTuple):
    """A word of the line; `first` says that a comma or another stop stands in front."""

    text: str
    start: int
    end: int
    first: bool


def read_people(text: str, start: int, end: int) -> list[Person]:
    """Return the people named in `text[start:end]`, which holds titles and names and nothing else, in text order."""
    # what is read depends on the line's beginning too: on where its columns end and on the word in front
    first = max(0, start - _CUT - 1)
    ahead = text[first:start]
    first += max(ahead.rfind("\n"), ahead.rfind("\r")) + 1
    return [Person(name, first + at, first + behind) for name, at, behind in _people(text[first:end], start - first)]


@lru_cache(maxsize=4096)  # one officer classifies many records of a collection
def _people(text: str, start: int) -> list[Person]:
    """Return the people named in `text[start:]`, a line's beginning in front of it."""
    end = len(text)
    words = _words(text, start, end)
    pieces = _pieces(words)
    mixed = any(c.islower() for w in words for c in w.text)
    found: list[Person] = []
    for at, piece in enumerate(pieces):
        if found and (piece[0].text != "and" or text[found[-1].end : piece[0].start].strip(" \t\r\n,")):
            break
        person = _person(text, piece, mixed, alone=at == 0)
        if person is None or _HIDDEN.search(person.name):
            continue
        found.append(_with_suffix(text, person, pieces[at + 1] if at + 1 < len(pieces) else []))
    return found


def _with_suffix(text: str, person: Person, following: list[_Word]) -> Person:
    """Take in `, Jr.` behind the name."""
    if not following or not _SUFFIX.match(following[0].text):
        return person
    suffix = following[0]
    return Person(person.name + re.sub(r"\s+", " ", text[person.end : suffix.end]), person.start, suffix.end)


def _words(text: str, start: int, end: int) -> list[_Word]:
    """Return the words, hard wraps inside words closed, forms of charge d'affaires and a.i.

    Taken for one title word.
    """
    covered = [(m.start(), m.end()) for pattern in (_INTERIM, _CHARGE) for m in pattern.finditer(text, start, end)]
    words: list[_Word] = []
    stop = True
    for token in _tokens().finditer(text, start, end):
        raw, at, behind = token.group(), token.start(), token.end()
        if any(a <= at < b for a, b in covered):
            words.append(_Word("ACTING", at, behind, stop))
            stop = False
        elif raw in ",;:()[]" or not any(c.isalnum() for c in raw):
            stop = stop or raw not in ":()-–—?"
        elif words and _is_wrap(text, words[-1], token):
            last = words.pop()
            words.append(_Word(last.text + raw, last.start, behind, last.first))
            stop = _ends_sentence(raw)
        else:
            words.append(_Word(raw, at, behind, stop))
            stop = _ends_sentence(raw)
    return words


@cache
def _tokens() -> re.Pattern[str]:
    return fixed(r"[^\s,;:()\[\]]{1,60}|[,;:()\[\]]")


def _ends_sentence(raw: str) -> bool:
    """Whether the full stop of `raw` ends a sentence: three letters and more, and no abbreviated title."""
    return raw.endswith(".") and len(raw) > 3 and raw.count(".") == 1 and not is_title(raw, mixed=True)


def _is_wrap(text: str, before: _Word, token: re.Match[str]) -> bool:
    """Whether a line break cuts one word in two: the rest is a scrap in lower case that is no word of a title."""
    between = text[before.end : token.start()]
    bare = token.group().strip(".,").lower()
    if not any(c in between for c in "\r\n") or before.text[-1] in ".,;":
        return False
    if between[-1] in "\r\n" and _column(text, before.end) == _CUT:
        return True
    if (before.text + bare).lower() in word_list("titles") and not is_title(bare, mixed=True):
        return True
    if not token.group()[0].islower():
        return False
    return bare not in word_list("links") | word_list("particles") and not is_title(bare, mixed=True)


def _column(text: str, at: int) -> int:
    """Return how many characters of its line stand before `at` (at most one more than the cut)."""
    ahead = text[max(0, at - _CUT - 1) : at]
    return len(ahead) - 1 - max(ahead.rfind("\n"), ahead.rfind("\r"))


def _pieces(words: list[_Word]) -> list[list[_Word]]:
    """Return the words between stops; `and` and `by` begin a piece, in lower case."""
    pieces: list[list[_Word]] = []
    for word in words:
        joint = word.text.lower() in ("and", "&", "by")
        if word.first or not pieces or joint:
            pieces.append([])
        pieces[-1].append(word._replace(text="by" if word.text.lower() == "by" else "and") if joint else word)
    return [piece for piece in pieces if piece]


def _person(text: str, piece: list[_Word], mixed: bool, alone: bool) -> Person | None:
    """Return the person of one piece between two stops.

    A piece without any title is a name only where it comes first.
    """
    words = _without_trailing_titles(piece, mixed)
    last = max((i for i, w in enumerate(words[:-1]) if is_title(w.text, mixed)), default=-1)
    if words and is_title(words[-1].text, mixed) and not (last < len(words) - 2 and _is_ambiguous(words[-1].text)):
        last = len(words) - 1
    link = max((i for i, w in enumerate(words) if w.text.lower() in word_list("links")), default=-1)
    name = words[max(last, link) + 1 :]
    governed = (link > last and words[link].text != "by") or _governed(words[: last + 1])
    if governed and piece[0].text != "and" and len(name) < 2:
        return None
    name = _behind_place(name) if governed else _without_place(name)
    if not 0 < len(name) <= 6 or not all(_is_name(w.text) for w in name):
        return None
    full = [w for w in name if len(w.text.strip(".")) > 1 and not _SUFFIX.match(w.text)]
    if not full or (last < 0 and not alone and len(name) < 2):
        return None
    printed = _printed(text, name)
    bare = printed if _SUFFIX.match(name[-1].text) else printed.rstrip(".,;:-–—")
    return Person(bare, name[0].start, name[-1].end - len(printed) + len(bare))


def _without_trailing_titles(words: list[_Word], mixed: bool) -> list[_Word]:
    """Drop titles behind a name of two words and more (`J. Roe (acting)`); a surname that is also a title stays."""
    kept = list(words)
    while kept and (is_title(kept[-1].text, mixed) or kept[-1].text.lower() in word_list("links")):
        if _is_ambiguous(kept[-1].text) and len(kept) >= 2 and not is_title(kept[-2].text, mixed):
            break
        kept.pop()
    names = 0
    for word in reversed(kept):
        if is_title(word.text, mixed):
            break
        names += 1
    return kept if names >= 2 else words


def _is_ambiguous(word: str) -> bool:
    return word.strip(_EDGES).lower() in word_list("surnames_too")


def _governed(titles: list[_Word]) -> bool:
    """Whether the last title word stands directly behind `for`, `to` or `of`.

    A bureau or place may reach into the name.
    """
    if len(titles) < 2:
        return False
    link, governed = titles[-2].text.lower(), titles[-1].text.strip(_EDGES).lower()
    if governed.upper() in word_list("bureaus"):
        return False
    return link in ("for", "to", "in") or (
        link == "of" and governed not in ("mission", "section", "staff", "state", "unit")
    )


def _behind_place(words: list[_Word]) -> list[_Word]:
    """Return the name behind a place: all words after a known country, else given name, initials and surname."""
    known = 0
    while known < len(words) and words[known].text.strip(".,").upper() in word_list("nationals") | word_list("regions"):
        known += 1
    return words[known:] if known and len(words) - known >= 2 else _shortest(words)


def _shortest(words: list[_Word]) -> list[_Word]:
    """Return the last given name, initials, surname and suffix: what stands before them is a place."""
    at = len(words) - 1
    while at > 0 and _SUFFIX.match(words[at].text):
        at -= 1
    at -= 1
    while at > 0 and (_INITIALS.match(words[at].text) or words[at].text.lower() in word_list("particles")):
        at -= 1
    if at > 0 and _INITIALS.match(words[at - 1].text):  # J. Edgar Roe
        at -= 1
    return words[max(0, at) :]


def _without_place(words: list[_Word]) -> list[_Word]:
    """Drop a post in front of a name of two words and more: `CONSUL GENERAL KARACHI JANE ROE`."""
    for size in (3, 2, 1):
        if len(words) - size >= 2 and posts.is_place(" ".join(w.text for w in words[:size])):
            return words[size:]
    return words


def _is_name(word: str) -> bool:
    bare = word.strip('.,;:-–—"“”')
    if bare.lower() in word_list("particles") or _INITIALS.match(word) or _SUFFIX.match(word):
        return True
    return bool(_NAME.match(bare)) and bare[0].isupper() and "/" not in bare


@lru_cache(maxsize=4096)  # the same titles and names stand in record after record
def is_title(word: str, mixed: bool) -> bool:
    """Whether `word` belongs to titles; in mixed-case text short words in capitals are bureaus and functions."""
    upper = word.strip(_EDGES)
    bare = upper.lower()
    if not bare or bare in word_list("titles"):
        return True
    if _INITIALS.match(word):
        return False
    if "/" in bare or "&" in bare or bare[0].isdigit() or upper in word_list("bureaus"):
        return True
    if "-" in bare and _is_hyphenated(bare.split("-")):
        return True
    if re.fullmatch(r"u\.?s\.?|u\.?n\.?", bare) or _COMPOUND.match(bare):
        return True
    if upper.isupper() and "." not in upper and not _SUFFIX.match(word) and 2 <= len(upper) <= 5:
        return mixed or (_SHORT.match(bare) is not None and not word.endswith("."))
    return _near(bare)


def _is_hyphenated(parts: list[str]) -> bool:
    """Whether a hyphenated word is a title: `Minister-Counselor`, `Ambassador-at-Large`."""
    known = [part in word_list("titles") or _near(part) for part in parts]
    return all(known) or (known[0] and len(parts[0]) >= 7)


def _near(word: str) -> bool:
    """Whether `word` of six letters and more is a title word with one letter wrong, lost, added or swapped."""
    word = word.replace("0", "o")
    return len(word) >= 6 and (word in word_list("titles") or not _shorter(word).isdisjoint(_index()))


def _shorter(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def _index() -> frozenset[str]:
    return frozenset(short for title in word_list("titles") if len(title) >= 7 for short in _shorter(title))


def _printed(text: str, name: list[_Word]) -> str:
    """Return the name as printed: blanks folded, wraps inside a word closed."""
    printed = name[0].text
    for before, word in pairwise(name):
        printed += re.sub(r"\s+", " ", text[before.end : word.start]) + word.text
    return printed
