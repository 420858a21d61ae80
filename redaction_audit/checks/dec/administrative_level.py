"""DEC: an administrative word in the place of a level on a classified page."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LEVELS, Verdict, hit, portion_words, portions
from redaction_audit.checks.dec.sources import LEVEL_WORDS
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.expressions import fixed

_WORDS = frozenset({"CUI", "FOUO", "SBU", "LOU", "FOR OFFICIAL USE ONLY"})
_UNREAD = ("/CUI", "/LOU")
"""Words that the reader of classification lines does not know: their line is looked for in the text."""

_HEAD = 8_000
"""Characters in which the page's own classification line stands."""


@record_check(
    "DEC025",
    "administrative-level",
    severity="note",
    cites=(LEVEL_WORDS,),
    basis=("EO-23",),
    flags=(
        Example("⟦SECRET//CUI⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="2018-03-14"),
        Example("⟦CONFIDENTIAL//FOUO⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="2005-03-14"),
        Example("⟦S E C R E T//SBU⟧ ARBON 000412\n\nThe quay is new.\n", date="1991-03-14"),
        Example("⟦SECRET//CUI⟧\n\n1. (S) The board (CUI) met.\n", date="2018-03-14"),
    ),
    passes=(
        Example("SECRET\n\nMinutes\n\n1. (U//FOUO) The quay is new.\n\n2. (S) It is long.\n", date="2005-03-14"),
        Example("SECRET//FOUO\n\n1. (U//FOUO) The quay is new.\n\n2. (S) It is long.\n", date="2005-03-14"),
        Example("SECRET//CUI\n\n1. (CUI) The quay is new.\n\n2. (S) It is long.\n", date="2018-03-14"),
        Example("CUI\n\nMemorandum for the board\n\nThe quay is new.\n", date="2018-03-14"),
        Example("SENSITIVE BUT UNCLASSIFIED\n\nThe quay is new.\n", date="2005-03-14"),
        Example(telegram(banner="S E C R E T ARBON 000412\n\nNODIS", portion="S"), date="2006-03-14"),
        Example("UNCLASSIFIED//FOUO\n\nThe quay is new.\n", date="2005-03-14"),
    ),
)
def administrative_level(view: View) -> Iterator[Hit | Skip]:
    """An administrative word stands in the place of a level on a classified page.

    ## Why it matters
    FOUO, SBU, LOU and CUI are handling of unclassified matter. In the line that names the level they say that the page
    is classified and is not, and readers of a release cannot tell which part the word speaks of.

    ## What to do
    Take the level from the line and look for the unclassified part in the portion marks. The word belongs there.

    ## Known limits
    Never more than a note. Where a portion mark explains the word nothing is said. Only the page's own classification
    line in front is read.
    """
    found = _banner(view) or _line(view)
    if found is None:
        return
    start, end, level, word = found
    if any(word in portion_words(words) for _, _, words in portions(view)) or _portion(word).search(view.text):
        return
    words = f"{word} stands beside the level {level}; it marks unclassified matter and is no level"
    steps = f"levels: {', '.join(LEVELS)}; portions marked {word}: 0"
    data = {"word": word, "level": level}
    yield hit(view, (start, end), "marking.banner", Verdict(words, data, "note", steps))


def _banner(view: View) -> tuple[int, int, str, str] | None:
    """Return place, level and administrative word of the page's classification line, None without such a word."""
    banner = view.structure.fields.classification
    if banner is None or banner.value not in LEVELS:
        return None
    word = next((word for word in banner.controls if word in _WORDS), None)
    return (banner.start, banner.end, banner.value, word) if word else None


def _line(view: View) -> tuple[int, int, str, str] | None:
    """Return the same of a line that the reader of classification lines passed over."""
    for word in (word for word in _UNREAD if word in view.page.literals):
        at = view.text.find(word, 0, _HEAD)
        start = max(view.text.rfind("\n", 0, at), view.text.rfind("\r", 0, at)) + 1
        found = _level().match(view.text, start, at + 1) if at >= 0 else None
        if found is not None:
            return found.start("level"), at + len(word), LEVELS_BY_LETTERS["".join(found["level"].split())], word[1:]
    return None


LEVELS_BY_LETTERS = {"".join(level.split()): level for level in LEVELS}


@cache
def _portion(word: str) -> re.Pattern[str]:
    """The word alone in the brackets of a portion mark, which the reader of portion marks may not know: `(CUI)`."""
    return fixed(rf"(?:[\r\n]|:)[ \t]{{0,20}}(?:\d{{1,3}}\.[ \t]{{0,4}})?\((?:U//)?{word}(?://[A-Z/ ]{{2,30}})?\)")


@cache
def _level() -> re.Pattern[str]:
    """A level, plain or letter-spaced, controls and the strokes before the word."""
    levels = "|".join(" {0,3}".join("".join(level.split())) for level in LEVELS)
    return fixed(rf"[ \t]{{0,80}}(?P<level>{levels})[ ]{{0,2}}/?(?:/[A-Z]{{2,10}}/?){{0,4}}/\Z")
