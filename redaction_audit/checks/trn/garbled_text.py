"""TRN: a stretch of signs where words should stand."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.trn.body import is_telegram, padded, places, unlettered
from redaction_audit.checks.trn.sources import CAPTURE
from redaction_audit.checks.trn.specimen import telegram
from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import Hint

_SIGNS = frozenset(r"#$%&*?@^~!|\<>{}=+")
_REPEATED = Hint(r"####|\?\?\?\?")
_RARE = "#$%^&*~|"
_INSIDE = frozenset("#$%^&*~|@?!_")
_SORTS = frozenset(_RARE) | {"@"}
_FEWEST = 4
_LONGEST = 80


@record_check(
    "TRN008",
    "garbled-text",
    severity="warning",
    confidence="medium",
    cites=(CAPTURE,),
    basis=("CV-13",),
    by_provenance={"unofficial": "note"},
    flags=(
        Example(
            telegram("1. (C) The board met in the old\n⟦&% #@ ?? ^* $$ #! @%⟧\noffice at noon.", "2. (C) It rose.")
        ),
        Example(
            telegram(
                "1. (C) The board sent a ⟦reQ#7$UQ2ML#C⟧ to the office.",
                "2. (C) It met ⟦????⟧ and rose.\n⟦???? ??? ??????⟧",
            )
        ),
        Example(telegram("1. (C) The board met\n⟦??????⟧ and rose, which was ⟦????⟧\nto all.", "2. (C) It rose.")),
        Example(telegram("1. (C) The har⟦####⟧board met.", "2. (C) It rose.")),
        Example(telegram("1. (C) The ⟦########⟧bor board ⟦????⟧n met the h⟦####⟧ board.", "2. (C) It rose.")),
        Example(telegram("1. (C) The fee was ⟦#%%@@#$$##⟧ per crane.", "2. (C) It rose.")),
    ),
    passes=(
        Example(
            telegram(
                "1. (C) The board has not/not met AT&T; costs fell by $4.5M (12%).",
                "2. (C) Really?? What ????\nIt rose!",
            )
        ),
        Example(telegram("1. (C) It met. The quay *** is $$$, the crane <-->.", "2. (C) It rose.")),
        Example(telegram("1. (C) It met.\n\n##########\nCRANES\n##########", "2. (C) Ask ada@arbon.example about C#.")),
        Example(
            telegram("1. (C) Prices:\n\nQuay   $100   +5%\nCrane  $250   -3%", "2. (C) It rose.", tail="ROWE ##\n")
        ),
        Example("#!/bin/sh\n%&$ #@ ?? *& ^% #!\nx=$((1+$#)); y=a#b$c#d\n????\n"),
    ),
)
def garbled_text(view: View) -> Iterator[Hit | Skip]:
    """Signs stand where words should be.

    ## Why it matters
    Garble comes from a bad line, a bad scan or a bad copy. What it covers is lost as surely as if it had been withheld,
    but no mark says so.

    ## What to do
    Ask for a better copy of the telegram; a corrected copy was often sent.

    ## Known limits
    Only signs are seen. Letters in the wrong order are not, and neither is the noise of character recognition.
    """
    if is_telegram(view):
        yield from capped(_garbled(view))


def _garbled(view: View) -> Iterator[Hit]:
    found = {*_lines(view), *_runs(view), *_words(view.text)}
    if not found:
        return
    doubtful = (mark for mark in view.marks.doubtful if mark.kind != "overtype")  # perhaps a mark, perhaps garble
    marked = [(mark.start, mark.end) for mark in (*view.marks.marks, *doubtful)]
    seen = 0
    for start, end in sorted(found):
        if start < seen or _overlaps(marked, start, end):
            continue
        seen = end
        yield Hit(start, end, "signs stand where words should be", kind="garble", data={"length": end - start})


def _lines(view: View) -> Iterator[tuple[int, int]]:
    """Yield lines made of many different signs; rules of one or two repeated signs are ornament."""
    text = padded(view)
    for match in (found for at in unlettered(view) if (found := _line().match(text, at))):
        line = match[1].rstrip()
        signs = [sign for sign in line if sign in _SIGNS]
        most = len(signs) > 0.8 * sum(not sign.isspace() for sign in line)
        if most and (len(set(signs)) > 4 or _holes().fullmatch(line)):
            yield match.start(1) - 1, match.start(1) - 1 + len(line)


def _runs(view: View) -> Iterator[tuple[int, int]]:
    """Yield runs of `#` or `?` inside a line of words; a line of them alone is ornament, after a word they ask."""
    text = view.text
    if not (view.page.literals.may_match(_REPEATED) and ("####" in text or "????" in text)):
        return
    for match in _run().finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        behind = text[match.end() : match.end() + 3]
        inside = before[-1:].isalnum() and behind[:1].isalnum()
        before_word = before[-1:] == " " and before[:1].isalnum() and behind[:1].isalnum()
        behind_word = match[0][0] == "#" and before[-1:].isalnum() and behind[:1] == " " and behind[1:2].isalnum()
        goes_on = match[0][0] == "?" and behind[:1] in (" ", "\r", "\n") and behind.lstrip()[:1].islower()
        between = before[-1:] == " " and before[:1].isalnum() and (behind[:1] in (" ", ",", ".") or goes_on)
        begins = before[-1:] in ("\r", "\n") and behind[:1] == " " and goes_on
        if inside or before_word or behind_word or between or begins:
            yield match.span()


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield words with three or more signs of at least two sorts inside, letters or digits at both ends.

    And five signs or more, of at least three sorts, that stand for a word between others.
    """
    seen = 0
    for at in places(text, _RARE):
        if at < seen:
            continue
        start = end = at
        while start > max(seen, at - _LONGEST) and (text[start - 1].isalnum() or text[start - 1] in _INSIDE):
            start -= 1
        while end < min(len(text), start + _LONGEST) and (text[end].isalnum() or text[end] in _INSIDE):
            end += 1
        seen = end
        signs = [sign for sign in text[start:end] if not sign.isalnum() and sign != "_"]
        if text[start].isalpha() and text[end - 1].isalnum():
            if len(signs) > 2 and len(set(signs)) > 1:
                yield start, end
        elif len(signs) == end - start > _FEWEST and len(_SORTS.intersection(signs)) > 2 and _beside(text, start, end):
            yield start, end


def _beside(text: str, start: int, end: int) -> bool:
    """Return whether words stand on both sides of a place."""
    behind = text[end : end + 2].lstrip(" .,")
    return text[max(0, start - 2) : start].rstrip(" ")[-1:].isalnum() and (not behind or behind[0].isalnum())


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(spans, (end, 0))
    return any(start < other_end for _, other_end in spans[max(0, index - 4) : index])


@cache
def _line() -> re.Pattern[str]:
    """Match a line that begins with a sign."""
    return fixed(r"\n[ \t]{0,40}([^\s\w][^\n]{6,160})(?=\n|\Z)")


@cache
def _holes() -> re.Pattern[str]:
    """A line of question marks in groups, as a decoder leaves them for words."""
    return fixed(r"\?{2,40}(?: {1,4}[#?]{1,40}){1,40}")


@cache
def _run() -> re.Pattern[str]:
    """Match a run of one sign that stands for lost words."""
    return fixed(r"#{4,80}|\?{4,80}")
