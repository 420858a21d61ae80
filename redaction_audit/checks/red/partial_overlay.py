"""RED: a mark covers only part of a word."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import summed
from redaction_audit.checks.red.sources import PERMANENT
from redaction_audit.expressions import fixed
from redaction_audit.marks.gluing import NUMBERED, SMALL_WORDS
from redaction_audit.marks.runs import runs
from redaction_audit.model import Mark

_KINDS = ("x-run", "overtype", "block")
_ALONE = 8
"""Length of a run that is a mark even in a record without any other."""
_RUNS = ("XXXXX", "██", "*****")
"""The shortest run of every sign that stands for hidden letters."""
_WORD = 24
_PATH = frozenset("/\\$%_*0123456789")
"""Signs beside a run with letters that make it part of a path, a variable, a number or an ornament."""
_GLUED_BEHIND = frozenset(
    ("added", "agreed", "also", "and", "argued", "asked", "came", "could", "gave", "had", "has", "left", "noted",
     "said", "that", "the", "told", "was", "went", "were", "who", "with", "would")
)  # fmt: skip
"""Whole words behind a mark that lost the blank between; short ones may end a name as well."""
_PART = "the mark covers only part of a word; the letters beside it belong to what it hides"
_HALF = "a hyphen joins the mark to a word that may be the other half of a double name"
_HYPHENS = frozenset("-\u2010\u2011")
_BEFORE = _HYPHENS | frozenset("'’")
_PREFIXES = frozenset(
    ("Anti", "Anglo", "Co", "Ex", "Franco", "Indo", "Inter", "Mid", "Multi", "Non", "Post", "Pre", "Pro", "Re", "Russo",
     "Self", "Semi", "Sino", "Sub", "Trans", "Vice")
)  # fmt: skip
_NATIONS = ("an", "ese", "ish")
"""How the names of nations end: a `XXXXXXXXXXXX-Peruvian firm` is no double name."""


@record_check(
    "RED003",
    "partial-overlay",
    severity="warning",
    cites=(PERMANENT,),
    basis=("FX-11", "FX-14", "RM-X"),
    flags=(
        Example("It met XXXXXXXXXXXX at noon. Later ⟦XXXXXXXXowe⟧ spoke.\n"),
        Example("It met XXXXXXXXXXXX at noon.\n⟦RoXXXXXXXXXX⟧ spoke, and ⟦XXXXXXXXXROWE⟧ left.\n"),
        Example("It met XXXXXXXXXXXX at noon. Later ⟦XXXXXXXXXand⟧ spoke, and XXXXXXXXXs left.\n"),
        Example("The growers met ⟦XXXXXsmith⟧ in the hall.\n"),
        Example("The growers met ⟦████smith⟧ in the hall.\n"),
        Example("It met XXXXXXXXXXXX at noon. Later ⟦Rowe-XXXXXXXXXXXX⟧ and ⟦XXXXXXXXXXXX-Hall⟧ spoke.\n"),
        Example("It met XXXXXXXXXXXX at noon. Later ⟦O'XXXXXXXXXXXX⟧ spoke.\n"),
        Example("The chair met ⟦████we⟧ and ██████ at noon. Later ⟦████████in⟧ left.\n"),
    ),
    passes=(
        Example("It met XXXXXXXXXXXX,s friends, XXXXXXXXXXXX's chair and XXXXXXXXXXXXs cranes.\n"),
        Example("It met XXXXXXXXXXXXand the others at noon.\n"),
        Example("It met theXXXXXXXXXXXX and XXXXXXXXXXXXand left with XXXXXXXXXXXX.\n"),
        Example("Doc No. CXXXXXXXX, file number AXXXXXXXXXX\n"),
        Example("Use mktemp /tmp/boxXXXXXX and EXXXXON, or call 555-XXXX about XXXXVIII.\n"),
        Example("**********Notice**********\n\nThe board met at noon.\n"),
        Example("XXXXXXXXVAXXXI\n\nIt met XXXXXXXXXXXX at noon.\n"),
        Example("It met Non-XXXXXXXXXXXX men, a XXXXXXXXXXXX-Peruvian firm and XXXXXXXXXXXX-XXXXXXXXXXXX.\n"),
        Example("It met XXXXXXXXXXXX-led groups in room XXXXXXXXXXXX2.\n"),
    ),
    marks_only=True,
    hides=True,
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
    lost its blank. Needs a whole mark elsewhere in the record, a run of at least eight, or the tail of a name in small
    letters. A word that a hyphen joins to a mark may be a place: it is a note.
    """
    text = view.text
    touching = _touching(view)
    joined = [
        mark
        for mark in view.withheld
        if (text[mark.start - 1] in _BEFORE or text[mark.end : mark.end + 1] in _HYPHENS) and mark.kind in _KINDS
    ]
    if not touching and not joined:
        return
    usual = _usual(view)
    certain = {(mark.start, mark.end) for mark in view.withheld if mark.kind in _KINDS}
    runs = (run for run in touching if usual or run in certain or _stands_alone(text, *run))
    touched = ((run, _beside(text, *run, whole=_is_whole(run[1] - run[0], usual))) for run in runs)
    parts = [
        (min(run[0], hidden[0][0]), max(run[1], hidden[-1][1]), hidden, False) for run, hidden in touched if hidden
    ]
    yield from summed(
        (
            Hit(
                start,
                end,
                _HALF if half else _PART,
                kind="overlay",
                data={"letters": sum(b - a for a, b in hidden)},
                hidden=hidden,
                severity="note" if half else None,
                confidence="low" if half else None,
            )
            for start, end, hidden, half in sorted([*parts, *_joined(text, joined)])
        ),
        "{} more marks of this record cover only part of a word".format,
    )


def _joined(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...], bool]]:
    """Yield start and end of every mark behind `O'`, or that a hyphen joins to what may be half of a double name.

    With it come the span of those letters, and whether they are such a half.
    """
    for mark in marks:
        start, end = mark.start, mark.end
        part = _before().search(text, max(0, start - _WORD), start) or _behind().match(text, end)
        if part is None or part[1] in _PREFIXES or part[1].endswith(_NATIONS):
            continue
        yield min(start, part.start(1)), max(end, part.end(1)), (part.span(1),), part[1][-1].isalpha()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether a run is a mark by its length alone."""
    return end - start >= _ALONE and text[start] != "*"


def _touching(view: View) -> list[tuple[int, int]]:
    """Return start and end of every run, of a sign that stands for hidden letters, with a letter directly beside it."""
    text = view.text
    return [
        (start, end)
        for least in _RUNS
        for start, end in _runs(view, least)
        if text[end : end + 1].isalpha() or text[start - 1 : start].isalpha()
    ]


def _runs(view: View, least: str) -> Iterable[tuple[int, int]]:
    """Return start and end of every run of a sign: the record's marks, as a count shows where there are no others."""
    text, sign, width = view.text, least[0], len(least)
    if sign not in text:
        return ()
    whole = [
        (mark.start, mark.end)
        for mark in view.withheld
        if mark.raw.startswith(least)
        and not mark.raw.strip(sign)
        and sign not in (text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1])
    ]
    if sum((end - start) // width for start, end in whole) == text.count(least):
        return whole
    return runs(text, least)


def _usual(view: View) -> frozenset[int]:
    """Return the lengths of the record's marks that touch no letter."""
    text = view.text
    return frozenset(
        mark.end - mark.start
        for mark in view.withheld
        if mark.kind in _KINDS
        and not text[mark.start - 1 : mark.start].isalpha()
        and not text[mark.end : mark.end + 1].isalpha()
    )


def _is_whole(width: int, usual: frozenset[int]) -> bool:
    """Return whether a run may be a whole mark: as long as one of the record, or none of it is longer."""
    return width in usual or all(width >= other for other in usual)


def _beside(text: str, start: int, end: int, *, whole: bool) -> tuple[tuple[int, int], ...]:
    """Return the spans of letters that touch a run, where they are the rest of a covered word.

    `whole` says that the run may be a whole mark: then a common word beside it stands there only because a blank was
    lost.
    """
    left, right = start, end
    while left > max(0, start - _WORD) and text[left - 1].isalpha():
        left -= 1
    while right < min(len(text), end + _WORD) and text[right].isalpha():
        right += 1
    if text.endswith(NUMBERED, max(0, left - _WORD), left):
        return ()
    if (text[left - 1 : left] or " ") in _PATH or (text[right : right + 1] or " ") in _PATH:
        return ()
    found = tuple((a, b) for a, b in ((left, start), (end, right)) if a < b)
    return found if all(_is_rest(text[a:b], text[start:end], whole, before=b == start) for a, b in found) else ()


def _is_rest(letters: str, run: str, whole: bool, *, before: bool) -> bool:
    """Return whether the letters beside a run are the rest of a word, not a whole word, an ending or a numeral."""
    if letters in ("s", "S") and not before:
        return False
    if whole and letters in (SMALL_WORDS if before else _GLUED_BEHIND):
        return False
    if "XX" in letters:  # a border or a row of a form, typed badly or read badly
        return False
    return not (run[0] == "X" and set(letters) <= set("IVXLCDM") and len(run) < 8)


@cache
def _before() -> re.Pattern[str]:
    """Match a word with a capital and a hyphen behind it, or `O'`."""
    return fixed(r"(?<![\w'’-])((?:[A-Z][a-z]{1,20}(?=[-\u2010\u2011])|O['’]))[-\u2010\u2011]?\Z")


@cache
def _behind() -> re.Pattern[str]:
    """Match a hyphen and a word with a capital behind it."""
    return fixed(r"[-\u2010\u2011]([A-Z][a-z]{2,20})(?![\w-])")
