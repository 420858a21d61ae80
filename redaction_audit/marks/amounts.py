"""How much a mark says it withholds: a number in figures or words, with its fraction, before a unit."""

import re
from functools import lru_cache

from redaction_audit.expressions import Expression
from redaction_audit.model import Amount

_SMALL_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL, _TENS = _SMALL_WORDS.split(), _TENS_WORDS.split()
_SPELT = {word: n for n, word in enumerate(_SMALL, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_PARTS = {"half": 2, "halve": 2, "quarter": 4, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8}
_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}

_UNIT_WORDS = """
line page paragraph word name sentence section column number date dollar figure country item footnote document
subparagraph title place group cable report table attachment map chart codeword cryptonym digit letter phrase portion
passage
"""
_UNITS = _UNIT_WORDS.split()
_UNIT_OF = {name: name for name in _UNITS} | {f"{name}s": name for name in _UNITS} | {"countries": "country"}
_COUNTED = _UNIT_OF | {"seconds": "second", "minute": "minute", "minutes": "minute"}
"""Units that count only behind a number: minutes are of a meeting, too, and `second` is an ordinal."""


def _one_of(units: dict[str, str]) -> str:
    return rf"(?P<unit>{'|'.join(sorted(units, reverse=True))})(?:\(s\))?(?![a-z])"


_OTHERS = "full|typed|typewritten|handwritten|printed|additional|more|further|other|whole|entire|source|original|and|of"

_WORD, _PART = "|".join([*_SPELT, *_TIMES]), "|".join(_PARTS)
# `third` alone is an ordinal (`[third paragraph ...]`), `half` and `quarter` are not
_FRACTION = (
    rf"(?P<sign>[{''.join(_SIGNS)}])|(?P<over>\d)[ ]?[/⁄∕][ ]?(?P<under>[1-9]\d?)"
    rf"|(?:(?P<some>{'|'.join(_SMALL[:9])}|an?|[1i])[ -])?(?P<part>half|quarter)(?![a-z])"
    rf"|(?P<many>{'|'.join(_SMALL[:9])}|\d)[ -](?P<parts>{_PART})s?(?![a-z])"
)
_NUMBER = (
    r"(?P<figures>\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,9}(?:\.\d{1,3})?)"
    rf"|(?P<words>(?:a[ ])?(?:{_WORD})(?:[ -](?:and[ ])?(?:{_WORD})(?![ -](?:{_PART}))){{0,5}})(?![a-z])"
    r"|(?P<one>an?|[il])(?![a-z-])"  # scanners read the figure 1 as a letter; an A-number is a number
)
_AMOUNT = Expression(
    # not behind a code (`b7C-1`), a page's number, or the first of two numbers (`5-7 lines`, `one or two lines`)
    r"(?<![a-z0-9.,/⁄–-])(?<!\bor )(?<!\bto )(?<!page )(?<!paragraph )(?<!section )(?<!item )(?<!\bno )(?<!\bno\. )"
    rf"(?:{_FRACTION}|(?:{_NUMBER})(?:[ –-]{{0,2}}(?:and[ -])?(?:{_FRACTION.replace('?P<', '?P<and_')}))?)"
    rf"(?:[ ](?:of[ ])?(?:an?|the))?(?:[ -](?:{_OTHERS})){{0,2}}[ -]{{1,2}}{_one_of(_COUNTED)}"
    r"(?P<and_a_half>[ ]and[ ]a[ ]half)?"
)
_LESS = Expression(r"(?:less|fewer)[ ]than[ ](?:[a-z]{1,13}[ ])?\Z")
_BARE = Expression(rf"(?<![a-z0-9]){_one_of(_UNIT_OF)}")
_GROUNDS = Expression(r"\b(?:under(?![ ](?:\d|an?\b|one\b|half\b))|pursuant|per|due|because|exempt)\b|§")
_SPACE = Expression(r"\s+")


@lru_cache(maxsize=4096)
def amount(raw: str) -> Amount | None:
    """Return what a mark says of its extent: `[2½ lines ...]` is 2.5 line, `[name ...]` a name, `[text ...]` None.

    What stands behind the ground of a withholding (`redacted under section 40`) belongs to the ground.
    """
    text = _SPACE.sub(" ", raw.lower())
    ground = _GROUNDS.search(text)
    if ground:
        text = text[: ground.start()]
    found = _AMOUNT.search(text)
    if found is not None:
        less = _LESS.search(text[: found.start()]) is not None
        return Amount(_number(found), _COUNTED[found["unit"]], less)
    bare = _BARE.search(text)
    return Amount(None, _UNIT_OF[bare["unit"]]) if bare else None


def _number(found: re.Match[str]) -> float:
    tail = 0.5 if found["and_a_half"] else 0.0
    return _whole(found) + _fraction(found, "") + _fraction(found, "and_") + tail


def _whole(found: re.Match[str]) -> float:
    if found["figures"]:
        return float(found["figures"].replace(",", ""))
    return float(_spelt(found["words"])) if found["words"] else float(found["one"] is not None)


def _spelt(words: str) -> int:
    total = here = 0
    for word in words.replace("-", " ").split():
        if word in _TIMES:
            here = max(here, 1) * _TIMES[word]
            if word == "thousand":
                total, here = total + here, 0
        else:
            here += _SPELT.get(word, 0)
    return total + here


def _fraction(found: re.Match[str], which: str) -> float:
    if found[which + "sign"]:
        return _SIGNS[found[which + "sign"]]
    if found[which + "over"]:
        return int(found[which + "over"]) / int(found[which + "under"])
    if found[which + "part"]:
        return _SPELT.get(found[which + "some"], 1) / _PARTS[found[which + "part"]]
    if found[which + "parts"]:
        many = found[which + "many"]
        return (int(many) if many.isdigit() else _SPELT[many]) / _PARTS[found[which + "parts"]]
    return 0.0
