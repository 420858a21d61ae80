"""Order lines and labels that scanning damaged: `E.C. I2958: DBCL:`, `DEGL ON`, told by likeness to what they were.

Look-alikes are folded first, then the words must be alike enough to the undamaged ones (see `likeness`). A number
printed in figures is never another's misprint.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure.due import IN_FORCE
from redaction_audit.structure.likeness import ENOUGH, shape
from redaction_audit.structure.page import Page

_HEAD = 6_000
"""Characters in which a telegram's order line stands."""
_BEFORE, _BEHIND = 400, 120
"""Characters around the first TAGS or DECL of the head in which the order line stands."""
_FIRST = 2_000
"""Characters that are read where neither of these words can be read."""
_FIGURES = str.maketrans("oil|t7szb8g9q", "0111115266999")
"""Figures and letters that scans take for one another, folded: 0 and O, 1, 7 and strokes, 6, 8 and B, 9, G and Q."""
_MISREAD = 1
"""Signs of an order's number that may be wrong beyond that, where a letter in it shows that it was misread."""
_LABELS = tuple(map(shape, ("decl", "declassify")))
_ERRORS = 2
"""Wrong letters of the eleven of `EO12958DECL` at similarity 0.8; of the number, one more."""
_SECTION = ("sec", "secs", "sect", "secti")
"""Whole words that are no misread label, as `_word` gives them: stamps cite a section (`E.O. 12356, Sec. 3.3`)."""


class Onset(Frozen):
    """The beginning of a damaged order line: where its E, its number and its instruction stand.

    `labelled` says that the word in front of the instruction is DECL or DECLASSIFY but for one letter at most.
    """

    start: int
    number_start: int
    number_end: int
    behind: int
    number: str
    labelled: bool = False


@cache
def _onset() -> re.Pattern[str]:
    """One or two letters, five figures or their look-alikes, perhaps a word, each with marks behind; after a break."""
    sign = r"[A-Za-z\d|]"
    return fixed(
        rf"\n[ \t.,]{{0,8}}(?P<prefix>{sign}(?:[.,:; ]{{0,3}}{sign})?)[.,:; ]{{0,4}}"
        r"(?P<number>[\dOoIlTSsZzBbgqG|]{5})"
        rf"(?P<marks>[:;,. ]{{1,5}})(?P<label>{sign}{{3,10}}(?: ?[Oo][Nn])?[:;,. ]{{1,4}})?"
    )


@cache
def _garbled() -> re.Pattern[str]:
    """What may be a scanned label at the end of the text before a code: one word, `ON`, marks."""
    return fixed(r"(?:\A|[^a-z])(d[a-z1|]{2,11}?)[.: ]{0,3}(on)?[ :;.]{0,4}\Z")


def onsets(page: Page) -> Iterator[Onset]:
    """Yield what may begin a damaged order line of the page's head.

    In text order around the first DECL and the first TAGS, without both at the top of the page; with its label first,
    then the number alone.
    """
    places = [page.text.find(word, 0, _HEAD) if word in page.literals else -1 for word in ("DECL", "TAGS")]
    for at in places:
        if at >= 0:
            yield from _between(page, at - _BEFORE, at + _BEHIND)
    if max(places) < 0:
        yield from (onset for onset in _between(page, 0, _FIRST) if onset.labelled)


def _between(page: Page, first_sign: int, last_sign: int) -> Iterator[Onset]:
    for found in _onset().finditer(page.padded, max(0, first_sign), last_sign):
        number = _order(found["number"])
        if number is None:
            continue
        wrong = _wrong(found["prefix"], "oo")
        start, first, end = found.start("prefix") - 1, found.start("number") - 1, found.end("number") - 1
        word = _word(found["label"] or "")
        errors = _ERRORS + 1 if word in ("", *_SECTION) else min(_wrong(word, label) for label in _LABELS)
        if wrong + errors <= _ERRORS:
            yield Onset(start, first, end, found.end() - 1, number, errors < _ERRORS)
        if not wrong and found["prefix"][0] in "Ee" and (":" in found["marks"] or ";" in found["marks"]):
            yield Onset(start, first, end, end, number)


@lru_cache(maxsize=256)
def _order(printed: str) -> str | None:
    """Return the order whose number `printed` is, misread or whole; None for another, and where it may be two.

    A number in figures is what it says, whether or not there is such an order.
    """
    if printed.isdecimal():
        return printed if printed in IN_FORCE else None
    from rapidfuzz.distance import OSA

    own = printed.lower().translate(_FIGURES)
    errors = {order: OSA.distance(own, order.translate(_FIGURES)) for order in IN_FORCE}
    near = [order for order, wrong in errors.items() if wrong == min(errors.values()) <= _MISREAD]
    return near[0] if len(near) == 1 else None


def _word(label: str) -> str:
    word = label.rstrip(" :;,.").lower()
    return word.removesuffix("on").rstrip() if len(word) > 5 else word


def _wrong(printed: str, folded: str) -> int:
    """Return how many letters of `printed`, folded and without marks, differ from a folded word."""
    from rapidfuzz.distance import OSA

    return OSA.distance(shape(printed), folded)


def label_before(low: str, at: int) -> int | None:
    """Return where the damaged label begins that ends at `at` of a text in lower case; None for another word."""
    ahead = max(0, at - 24)
    found = _garbled().search(low[ahead:at])
    if found is None or found[1].startswith("decl"):
        return None
    from rapidfuzz.distance import OSA

    own = shape(found[1])
    near = max(OSA.normalized_similarity(own, label) for label in _LABELS)
    return ahead + found.start(1) if near >= ENOUGH else None
