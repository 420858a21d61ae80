"""The cables that an item of a list names: post, serial and year, in whatever order they are printed."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import structs

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure import posts
from redaction_audit.structure.references.kinds import kind_of
from redaction_audit.structure.vocabulary import word_list

_FIRST_YEAR = 1950
"""Cables referred to are no older; two digits that would make them so are no year (`LIMA 4321-36`)."""


class _Token(Frozen):
    kind: str
    text: str
    start: int
    end: int


class Cable(Frozen):
    """A cable in the text of a list: its span there, what is printed, post and serial as in ids, its own year."""

    start: int
    end: int
    value: str
    post: str
    serial: str
    year: str | None


@cache
def _tokens() -> re.Pattern[str]:
    return fixed(
        r"\((?P<paren>(?:19|20)?\d\d)\)|(?P<number>(?<![A-Za-z\d])[Oo]?\d{1,8}(?!\d)|(?<=[A-Za-z])\d{2,8}(?!\d))"
        r"|(?P<word>[^\W\d_](?:[^\W\d_]|[.'’\-](?=[^\W\d_])){0,30}(?:0[^\W\d_]{1,20}){0,3}\.?)|(?P<mark>[,;/&:()\-–])"
    )


def cables_of(text: str, start: int, end: int, year: int | None) -> Iterator[Cable]:
    """Yield the cables of one part: `[year] POST serial`, `POST (year) serial`, further serials of the same post."""
    if (simple := _simple().fullmatch(text, start, end)) and (cable := _lone(simple)):
        yield cable
        return
    tokens = [_Token(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _tokens().finditer(text, start, end)]
    plain = kind_of(text[start:end]) == "other"
    used = 0
    last: Cable | None = None
    for at, token in enumerate(tokens):
        if token.kind != "number" or at < used:
            continue
        if text[token.end : token.end + 1].isalpha() and not posts.canonical(_word_at(tokens, at + 1)):
            last = None
            continue
        cable = (
            _ahead(text, tokens, at, used, plain)
            or (_more(text, tokens, at, last) if last else None)
            or _reversed(tokens, at)
        )
        if cable is None:
            continue
        tail = _suffix(tokens, at, year)
        if tail and cable.year is None:
            cable = structs.replace(
                cable,
                year=tail.text[-2:],
                end=tail.end,
                value=f"{cable.value}{'-' if text[token.end] == '-' else ' '}{tail.text}",
            )
        used = at + (3 if tail and tokens[at + 1].kind == "mark" else 2 if tail else 1)
        last = cable
        yield cable


@cache
def _simple() -> re.Pattern[str]:
    """Match the commonest item: one word and a serial."""
    return fixed(r"\s{0,20}(?P<name>[A-Z][A-Za-z]{1,19}) (?P<serial>\d{2,8})[\s.,]{0,20}")


def _lone(found: re.Match[str]) -> Cable | None:
    """Return the cable that the two words of an item are, None when its name is none of a post."""
    name, serial = found.groups()
    post = _lone_post(name)
    if not post:
        return None
    number = _number(serial)
    return Cable(found.start("name"), found.end("serial"), f"{name} {number}", post, number, None)


@lru_cache(maxsize=4096)  # the names of posts stand in record after record
def _lone_post(name: str) -> str | None:
    """Return the post that a word in front of a serial names, also one that is not in the vocabulary."""
    return posts.canonical(name) or (_post_name(name) if _may_be_post(name) else None)


def _post_name(printed: str) -> str | None:
    """Return the name of a post that is not in the vocabulary as ids spell it, None when it is no name."""
    name = posts.squeezed(printed)
    return name if 3 <= len(name) <= 24 else None


def _word_at(tokens: list[_Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) and tokens[at].kind == "word" else ""


def _ahead(text: str, tokens: list[_Token], at: int, used: int, plain: bool) -> Cable | None:
    """Read the cable whose serial is token `at`: its post stands in front, in a `plain` item also an unknown one."""
    serial = tokens[at]
    back, year = at - 1, None
    if back >= used and tokens[back].kind == "mark" and tokens[back].text in ",-" and back - 1 >= used:
        back -= 1
    if back >= used and tokens[back].kind == "paren":
        year, back = tokens[back].text.strip("()"), back - 1
    first = back + 1
    while first - 1 >= used and tokens[first - 1].kind == "word" and back - first < 4:
        first -= 1
    if first > back:
        return None
    for begin in range(first, back + 1):
        name = text[tokens[begin].start : tokens[back].end]
        post = posts.canonical(name)
        if post:
            break
    else:
        begin, name = first, text[tokens[first].start : tokens[back].end]
        post = _unknown(tokens, first, back, at) if plain else None
    if not post:
        return None
    start = tokens[begin].start
    printed = f"{' '.join(name.split())} {f'({year}) ' if year else ''}{_number(serial.text)}"
    if year is None and begin - 1 >= used and tokens[begin - 1].kind in ("number", "paren"):
        lead = tokens[begin - 1]
        digits = lead.text.strip("()").upper().replace("O", "0")
        if len(digits) in (2, 4):
            year, start = digits, lead.start
            glued = "" if lead.end == tokens[begin].start else " "
            tight = "" if glued == "" and serial.start == tokens[back].end else " "
            printed = f"{lead.text}{glued}{' '.join(name.split())}{tight}{_number(serial.text)}"
    return Cable(start, serial.end, printed, post, _number(serial.text), year[-2:] if year else None)


def _unknown(tokens: list[_Token], first: int, back: int, at: int) -> str | None:
    """Return the name of a post that is not in the vocabulary: one or two words in capitals, alone in their item.

    A serial of one figure has to have a year in front: `ROUND 7` is none.
    """
    words = [token.text for token in tokens[first : back + 1]]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if len(tokens[at].text) < 2 and not (first and len(tokens[first - 1].text.strip("()")) in (2, 4)):
        return None
    if len(words) > 3 or not all(word[0].isupper() and len(word) > 1 for word in words):
        return None
    if not all(_may_be_post(word) for word in words):
        return None
    if after is not None and after.kind == "word" and after.text.lower() not in ("and", "notal"):
        return None
    return _post_name("".join(words))


@lru_cache(maxsize=4096)  # the names of posts stand in record after record
def _may_be_post(word: str) -> bool:
    """Whether `word` is none of the words of titles, dates and other kinds of references."""
    return word.upper().strip(".") not in word_list("not_posts") and "." not in word and kind_of(word) == "other"


def _more(text: str, tokens: list[_Token], at: int, last: Cable) -> Cable | None:
    """Read a further serial of the post before: `ARBON 2101 AND 2102`, `Arbon 210/211`."""
    serial = tokens[at]
    joint = text[last.end : serial.start].strip().lower()
    if joint not in (",", ", and", "/", "and", "&", "-", "–") or len(serial.text) < 2:
        return None
    behind = _word_at(tokens, at + 1)
    if len(serial.text) in (2, 4) and behind and behind.lower() not in ("and", "notal", "previous"):
        return None
    if joint in "-–" and len(serial.text) < 3:
        return None
    name = last.value[: len(last.value) - len(last.serial)].rstrip()
    return Cable(serial.start, serial.end, f"{name} {_number(serial.text)}", last.post, _number(serial.text), last.year)


def _reversed(tokens: list[_Token], at: int) -> Cable | None:
    """Read `870 Ottawa`: the serial in front and nothing behind."""
    words = []
    for token in tokens[at + 1 : at + 5]:
        if token.kind != "word":
            break
        words.append(token)
    behind = tokens[at + 1 + len(words)] if at + 1 + len(words) < len(tokens) else None
    if not words or len(tokens[at].text) < 3 or at > 0 or (behind is not None and behind.kind in ("number", "paren")):
        return None
    name = " ".join(word.text for word in words)
    post = posts.canonical(name)
    if post is None:
        return None
    number = _number(tokens[at].text)
    return Cable(tokens[at].start, words[-1].end, f"{number} {name}", post, number, None)


def _suffix(tokens: list[_Token], at: int, year: int | None) -> _Token | None:
    """Return a year behind the serial: `ARBON 4321-01`, `ARBON 04321 99`."""
    following = tokens[at + 1 : at + 4]
    if following and following[0].text == "-":
        following = following[1:]
    if not following or following[0].kind != "number" or len(following[0].text) != 2:
        return None
    if len(following) > 1 and following[1].kind != "mark":
        return None
    written = dates.full_year(int(following[0].text), latest=(year or 2030) + 1)
    return following[0] if written and written >= _FIRST_YEAR else None


def _number(printed: str) -> str:
    return printed.upper().replace("O", "0").lstrip("0") or "0"
