"""RED: a mark covers only part of a word."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import PERMANENT

_REPORTED = 200
_GLUED = frozenset(
    ("a", "and", "as", "at", "but", "by", "for", "from", "had", "has", "he", "her", "him", "his", "in", "is", "of",
     "on", "or", "said", "she", "that", "the", "their", "they", "to", "was", "were", "when", "while", "who", "with")
)  # fmt: skip
"""Whole words that lost the blank between themselves and a mark."""


@record_check(
    "RED003",
    "partial-overlay",
    severity="warning",
    cites=(PERMANENT,),
    basis=("FX-11", "FX-14", "RM-X"),
    flags=(
        Example("It met XXXXXXXXXXXX at noon. Later ⟦XXXXXXXXowe⟧ spoke.\n"),
        Example("It met XXXXXXXXXXXX at noon.\n⟦RoXXXXXXXXXX⟧ spoke, and ⟦XXXXXXXXXROWE⟧ left.\n"),
        Example("The chair met ⟦████we⟧ and ██████ at noon.\n"),
    ),
    passes=(
        Example("It met XXXXXXXXXXXX,s friends, XXXXXXXXXXXX's chair and XXXXXXXXXXXXs cranes.\n"),
        Example("It met theXXXXXXXXXXXX and XXXXXXXXXXXXand left with XXXXXXXXXXXX.\n"),
        Example("Use mktemp /tmp/boxXXXXXX and EXXON, or call 555-XXXX about XXXXVIII.\n"),
        Example("It met XXXXXXXXXXXX-led groups in room XXXXXXXXXXXX2.\n"),
    ),
    marks_only=True,
)
def partial_overlay(view: View) -> Iterator[Hit | Skip]:
    """A mark leaves letters of the word it covers.

    ## Why it matters
    The letters that stick out of a mark belong to the withheld name. With the width of the mark they often give it
    away.

    ## What to do
    Cover the whole word, in every copy of the record, and treat the letters as disclosed until then. They are masked
    in every report.

    ## Known limits
    A lone `s` behind a mark is read as a possessive that lost its apostrophe, and a common short word as one that
    lost its blank. Needs a whole mark elsewhere in the record, or a run of at least eight.
    """
    if not any(sign * 4 in view.text for sign in "X█*#"):
        return
    whole = sum(mark.kind in ("x-run", "overtype", "block") for mark in view.withheld)
    reported = 0
    for match in _touched().finditer(view.text):
        hidden = tuple(match.span(name) for name in ("before", "after") if match[name])
        run = len(match["run"])
        if reported == _REPORTED:
            return
        if not hidden or (whole == 0 and run < 8) or not all(_is_rest(view.text[a:b], match["run"]) for a, b in hidden):
            continue
        reported += 1
        yield Hit(
            match.start(),
            match.end(),
            "the mark covers only part of a word; the letters beside it belong to what it hides",
            kind="overlay",
            data={"letters": sum(b - a for a, b in hidden), "side": "both" if len(hidden) > 1 else _side(match)},
            hidden=hidden,
        )


def _side(match: re.Match[str]) -> str:
    return "before" if match["before"] else "after"


def _is_rest(letters: str, run: str) -> bool:
    """Return whether the letters beside a run are the rest of a word, not a whole word, an ending or a numeral."""
    if letters.lower() in _GLUED or letters in ("s", "S"):
        return False
    return not (run[0] == "X" and set(letters) <= set("IVXLCDM") and len(run) < 8)


@cache
def _touched() -> re.Pattern[str]:
    """Match a run of one overtyping sign with the letters beside it; no path, variable or number around them."""
    letters = "[^\\W\\d_]"
    return re.compile(
        rf"(?<![\w/\\.$%-])(?P<before>{letters}{{0,24}}?)(?P<run>X{{4,200}}|█{{2,200}}|[*]{{5,200}})"
        rf"(?P<after>{letters}{{0,24}})(?![\w/\\])"
    )
