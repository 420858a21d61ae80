"""DEC: an administrative word in the place of a level on a classified page."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, hit, portion_words, portions
from redaction_audit.checks.dec.sources import LEVEL_WORDS
from redaction_audit.checks.dec.specimen import telegram

_WORDS = ("CUI", "FOUO", "SBU", "LOU", "FOR OFFICIAL USE ONLY", "LIMITED OFFICIAL USE", "BUT UNCLASSIFIED")
_HEAD = 8_000
"""Characters in which the page's own classification line stands."""


@record_check(
    "DEC025",
    "administrative-level",
    severity="note",
    cites=(LEVEL_WORDS,),
    basis=("EO-23",),
    by_provenance=LATER_HANDS,
    flags=(
        Example("⟦SECRET//CUI⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="2018-03-14"),
        Example("⟦CONFIDENTIAL//FOUO⟧\n\nMemorandum for the board\n\nThe quay is new.\n", date="2005-03-14"),
        Example("⟦S E C R E T//SBU⟧ ARBON 000412\n\nThe quay is new.\n", date="1991-03-14"),
    ),
    passes=(
        Example("SECRET\n\nMinutes\n\n1. (U//FOUO) The quay is new.\n\n2. (S) It is long.\n", date="2005-03-14"),
        Example("SECRET//FOUO\n\n1. (U//FOUO) The quay is new.\n\n2. (S) It is long.\n", date="2005-03-14"),
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
    if not any(word in view.text for word in _WORDS):
        return
    found = _line().search(view.text, 0, _HEAD)
    if found is None:
        return
    word = found["word"]
    if any(word in portion_words(words) or word in words for _, _, words in portions(view)):
        return
    level = "".join(found["level"].split())
    words = f"{word} stands beside the level {level}; it marks unclassified matter and is no level"
    data = {"word": word, "level": level}
    steps = f"levels TOP SECRET, SECRET, CONFIDENTIAL; {word} is none, and 0 portions are marked {word}"
    yield hit(view, found.span("line"), "marking.banner", Verdict(words, data, "note", steps))


@cache
def _line() -> re.Pattern[str]:
    levels = "|".join(" ?".join(word) for word in ("SECRET", "CONFIDENTIAL"))
    return re.compile(
        rf"(?:\A|[\r\n])[ \t]{{0,80}}(?P<line>(?P<level>(?:T ?O ?P[ ]{{1,3}})?(?:{levels}))"
        r"[ ]{0,2}(?://?|-|;)[ ]{0,2}"
        r"(?:[A-Z]{2,10}(?://?|-|,)[ ]{0,2}){0,4}"
        r"(?P<word>CUI|FOUO|SBU|LOU|FOR OFFICIAL USE ONLY|LIMITED OFFICIAL USE|SENSITIVE BUT UNCLASSIFIED)\b)"
    )
