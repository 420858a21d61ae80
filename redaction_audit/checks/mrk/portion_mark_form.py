"""MRK: a portion mark that does not follow the grammar of its time."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.mrk.sources import CUT_OFF, NO_CONTROL_WORDS, PORTIONS, REGISTER
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import EVERYDAY, Portion, before, marked, parts, portions, rank
from redaction_audit.expressions import fixed
from redaction_audit.law import vocabulary

_SINGLE = dt.date(2010, 1, 1)
_HYPHEN = dt.date(2000, 1, 1)
"""Days from which a single stroke and a hyphen between parts are no longer tolerated: choices, not law."""

_CONTROLLED = "C O N F I D E N T I A L//NOFORN ARBON 000412"
_LATER = {"group": "P 141520Z MAR 12", "order": "E.O. 13526: DECL: 03/14/2022"}


@record_check(
    "MRK014",
    "portion-mark-form",
    severity="note",
    cites=(PORTIONS, NO_CONTROL_WORDS, REGISTER, CUT_OFF),
    basis=("PM-01", "CV-10"),
    flags=(
        Example(telegram("1. (C) It met.", "2. ⟦(SC)⟧ It voted.")),
        Example(telegram("1. (C) It met.", "2. ⟦(C-NF-SI)⟧ It voted.", banner=_CONTROLLED, **_LATER)),
        Example(telegram("1. (C) It met.", "2. ⟦(C/NF)⟧ It voted.", "3. (C/NF) So.", banner=_CONTROLLED, **_LATER)),
        Example(telegram("1. (C) It met.", "2. ⟦(C//QZX)⟧ It voted.")),
    ),
    passes=(
        Example(telegram("1. (C/NF) It met.", "2. (SBU/N) It voted.", "3. (U//FOUO) It rose.")),
        Example(telegram("1. (S//NF) It met.", "2. (S//REL TO USA, GBR) It voted.",
                         banner="S E C R E T//NOFORN ARBON 000412", **_LATER)),
        Example(telegram("1. (SRD) It met.", banner="S E C R E T//RD ARBON 000412")),
        Example(telegram("1. (CFRD) It met.", banner="C O N F I D E N T I A L//FRD ARBON 000412")),
        Example(telegram("1. (C-NF) It met.", group="P 141520Z MAR 98", order="E.O. 12958: DECL: 03/14/08",
                         by="Classified By: PolCouns Ada Rowe. Reason: 1.5 (b,d)")),
        Example(telegram("1. (S//SI-G//NF) It met.", banner="S E C R E T//SI-G//NOFORN ARBON 000412", **_LATER)),
        Example(telegram("1. (C) The board has not/not met; it waits now/now for the crane.")),
        Example(telegram("1. (C) It met on:\n\n(c) quays and (u) cranes\n(S)he left.")),
    ),
)  # fmt: skip
def portion_mark_form(view: View) -> Iterator[Hit | Skip]:
    """A portion mark does not follow the grammar of its time.

    ## Why it matters
    Only TS, S, C and U name a level, and only known controls stand behind it. A mark that says something else does not
    tell what the paragraph may be shown to whom.

    ## What to do
    Look at the page image. A misprint of a level has to be resolved before the paragraph is released.

    ## Known limits
    One finding for each form, at its first place. A single stroke is tolerated before 2010 and a hyphen before 2000;
    both years are choices of this tool. Words doubled with a stroke (`not/not`) are emphasis, never marks. Controls of
    special programs that no public register names are reported as unknown.
    """
    if not marked(view):
        return
    yield from capped(_hits(view))


def _hits(view: View) -> Iterator[Hit]:
    told: set[str] = set()
    for mark in portions(view):
        if mark.words in EVERYDAY or mark.words in told or mark.number is None or " TEXT" in mark.words:
            continue
        told.add(mark.words)
        if (said := _fault(view, mark)) is not None:
            words, data = said
            yield Hit(mark.start, mark.end, words, kind="marking.portion", data={"mark": mark.words, **data})


def _fault(view: View, mark: Portion) -> tuple[str, dict[str, str]] | None:
    """Return what is wrong with a mark, None when nothing is."""
    level, *rest = parts(_compartment().sub(r"\1", mark.words) if "-" in mark.words else mark.words)
    if rank(level) is None and not _is_named(level):
        return f"{level} names no level", {"fault": "level"}
    unknown = [word for group in rest[1::2] for word in _words(group) if not _is_control(word)]
    if unknown:
        return f"{unknown[0]} is no known control", {"fault": "control"}
    signs = set(rest[::2])
    if "-" in signs and before(view, _HYPHEN) is False:
        return "parts divided by a hyphen, on a record of 2000 or later", {"fault": "hyphen"}
    if "/" in signs and rest[0] == "/" and before(view, _SINGLE) is False:
        return "level and control divided by a single stroke, on a record of 2010 or later", {"fault": "stroke"}
    return None


@cache
def _compartment() -> re.Pattern[str]:
    """The compartment of a control system (`S//SI-G//NF`, `TS//HCS-P`): its hyphen divides nothing."""
    return fixed(r"(?<=//)(SI|HCS|TK)(?:-[A-Z]{1,8}(?: [A-Z]{1,4})?)(?=//?|\Z)")


def _is_named(level: str) -> bool:
    """Return whether a word that is no level may stand alone: NATO's levels, administrative words."""
    entry = vocabulary.portion(level)
    other = vocabulary.caption(level) if entry is None else None
    return (entry is not None and entry.kind == "category") or (other is not None and other.kind == "administrative")


def _words(group: str) -> list[str]:
    """Return the words of one part: `REL TO USA, GBR` is one, for countries and organisations are many."""
    return [] if group.startswith("REL ") else [word for word in group.split(", ") if word]


def _is_control(word: str) -> bool:
    return word == "NF" or vocabulary.portion(word) is not None or vocabulary.caption(word) is not None
