"""Order lines and labels that scanning damaged: `E.C. I2958: DBCL:`, `DEGL ON`, told by likeness to what they were.

Look-alikes are folded first (0/O, 1/I/L, 5/S, 8/B; round letters for one another), then the optimal string alignment
similarity to the undamaged words must reach 0.8. A number that is printed in figures is never another's misprint.
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure.due import IN_FORCE
from redaction_audit.structure.page import Page

_HEAD = 6_000
"""Characters in which a telegram's order line stands."""
_BEFORE, _BEHIND = 400, 120
"""Characters around the first TAGS or DECL of the head in which the order line stands."""
_SHAPES = str.maketrans("ceg0oqil1|jt", "ooooooiiiiii")
"""Letters that scans take for one another, folded: C, E, G, O, Q, 0 are round, I, L, 1, J, T are strokes."""
_DIGITS = str.maketrans("oilszb|", "0115281")
_LABELS = tuple(word.translate(_SHAPES) for word in ("decl", "declassify"))
_ERRORS = 2
"""Wrong letters of the eleven of `EO12958DECL` at similarity 0.8."""


class Onset(Frozen):
    """The beginning of a damaged order line: where its E, its number and its instruction stand."""

    start: int
    number_start: int
    number_end: int
    behind: int
    number: str


@cache
def _onset() -> re.Pattern[str]:
    """One or two letters, five figures or their look-alikes, perhaps a word, each with marks behind; after a break."""
    sign = r"[A-Za-z\d|]"
    return fixed(
        rf"\n[ \t]{{0,8}}(?P<prefix>{sign}(?:[.,:; ]{{0,3}}{sign})?)[.,:; ]{{0,4}}(?P<number>[\dOoIlSsZzBb|]{{5}})"
        rf"(?P<marks>[:;,. ]{{1,5}})(?P<label>{sign}{{3,10}}(?: ?[Oo][Nn])?[:;,. ]{{1,4}})?"
    )


@cache
def _garbled() -> re.Pattern[str]:
    """What may be a scanned label at the end of the text before a code: one word, `ON`, marks."""
    return fixed(r"(?:\A|[^a-z])(d[a-z1|]{2,11}?)[.: ]{0,3}(on)?[ :;.]{0,4}\Z")


def onsets(page: Page) -> Iterator[Onset]:
    """Yield what may begin a damaged order line of the page's head.

    In text order around the first DECL and the first TAGS; with its label first, then the number alone.
    """
    for word in ("DECL", "TAGS"):
        at = page.text.find(word, 0, _HEAD) if word in page.literals else -1
        if at >= 0:
            yield from _around(page, at)


def _around(page: Page, at: int) -> Iterator[Onset]:
    for found in _onset().finditer(page.padded, max(0, at - _BEFORE), at + _BEHIND):
        number = found["number"].lower().translate(_DIGITS)
        if number not in IN_FORCE:
            continue
        wrong = _wrong(found["prefix"], "oo")
        start, first, end = found.start("prefix") - 1, found.start("number") - 1, found.end("number") - 1
        if found["label"] and wrong + min(_wrong(_word(found["label"]), label) for label in _LABELS) <= _ERRORS:
            yield Onset(start, first, end, found.end() - 1, number)
        if not wrong and found["prefix"][0] in "Ee" and (":" in found["marks"] or ";" in found["marks"]):
            yield Onset(start, first, end, end, number)


def _word(label: str) -> str:
    word = label.rstrip(" :;,.").lower()
    return word.removesuffix("on").rstrip() if len(word) > 5 else word


def _wrong(printed: str, shape: str) -> int:
    """Return how many letters of `printed`, folded and without marks, differ from a folded word."""
    from rapidfuzz.distance import OSA

    letters = "".join(c for c in printed.lower() if c not in ".,:; ")
    return OSA.distance(letters.translate(_SHAPES), shape)


def label_before(low: str, at: int) -> int | None:
    """Return where the damaged label begins that ends at `at` of a text in lower case; None for another word."""
    ahead = max(0, at - 24)
    found = _garbled().search(low[ahead:at])
    if found is None or found[1].startswith("decl"):
        return None
    from rapidfuzz.distance import OSA

    shape = found[1].translate(_SHAPES)
    near = max(OSA.normalized_similarity(shape, label) for label in _LABELS)
    return ahead + found.start(1) if near >= 0.8 else None
