"""MRK: a control on a portion that the classification line does not carry."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import controls_below
from redaction_audit.checks.mrk.sources import CONTROLS, NOT_THE_AGENCY_NOR_A_SCAN, OVERALL
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import EVERYDAY, RANKS, banner, before, marked, parts, portions, rank, sent
from redaction_audit.expressions import fixed
from redaction_audit.law import vocabulary

_SINCE = dt.date(2010, 1, 1)
"""Before, telegrams seldom repeated NOFORN on their classification line: nothing is said of it."""

_LONG = {"NF": "NOFORN", "OC": "ORCON"}
_ROLLED = ("NOFORN", "ORCON", "RD", "FRD")
_HIGH = "⟦S E C R E T⟧ ARBON 000412"
_LATER = {"group": "P 141520Z MAR 12", "order": "E.O. 13526: DECL: 03/14/2022"}


@record_check(
    "MRK015",
    "control-not-in-banner",
    severity="warning",
    cites=(CONTROLS, OVERALL),
    basis=("PM-02",),
    by_provenance=NOT_THE_AGENCY_NOR_A_SCAN,
    flags=(
        Example(telegram("1. (S//NF) The board met.", banner=_HIGH, **_LATER)),
        Example(telegram("1. (S//OC) The board met.", banner=_HIGH)),
        Example("⟦SECRET⟧\n\n14 March 2012\n\nMEMORANDUM\n\n1. (S//NF) The board met.\n\n2. (U) It voted.\n"),
        Example(telegram("1. (SRD) The board met.", banner=_HIGH)),
        Example(telegram("1. (SRD) The board met.", banner="⟦S E C R E T//FORMERLY RESTRICTED DATA⟧ ARBON 000412")),
    ),
    passes=(
        Example(telegram("1. (S//NF) The board met.", banner="S E C R E T//NOFORN ARBON 000412", **_LATER)),
        Example(telegram("1. (S//NF) The board met.", banner="S E C R E T ARBON 000412", below="NOFORN", **_LATER)),
        Example("SECRET\n//ORCON - NOFORN//\n\n14 March 2012\n\nMEMORANDUM\n\n1. (S//OC/NF) The board met.\n"),
        Example(
            "SECRET\nNOT RELEASABLE TO FOREIGN NATIONALS\n\n14 March 2012\n\nMEMORANDUM\n\n1. (S//NF) The board met.\n"
        ),
        Example(telegram("1. (S/NF) The board met.", banner="S E C R E T ARBON 000412")),
        Example(telegram("1. (SBU/NF) It met.", banner="UNCLAS ARBON 000412", order="E.O. 12958: N/A", by="")),
        Example(telegram("1. (SRD) The board met.", banner="S E C R E T//RD ARBON 000412")),
    ),
)
def control_not_in_banner(view: View) -> Iterator[Hit | Skip]:
    """A control on a portion is not on the classification line.

    ## Why it matters
    Controls roll up like levels: whoever handles the telegram looks at its classification line, and a NOFORN, ORCON,
    RD or FRD that stands on a paragraph only is overlooked.

    ## What to do
    Review the record as if the control stood on the whole of it.

    ## Known limits
    A caption line of its own counts as well, and so does a line of controls below the classification line. Telegrams of
    the Department before 2010 seldom repeated NOFORN: on them it is not asked for. RD beats FRD.
    """
    own = banner(view) if marked(view) else None
    if own is None or own.value not in RANKS:
        return
    special = [mark for mark in portions(view) if len(mark.words) > 2 and mark.words not in EVERYDAY]
    marks = {mark.words: mark for mark in reversed(special)}
    if not marks:
        return
    beside = (*own.controls, *view.structure.fields.captions, *controls_below(view, own))
    shown = {_LONG.get(word, word) for word in beside}
    shown = {word.replace(" ", "") for word in shown}
    shown |= {"FRD"} if "RD" in shown else set()
    if "RESTRICTED DATA" in view.page.literals:
        shown |= {"RD", "FRD"} if _restricted().search(view.text) else {"FRD"}
    wanted = [control for control in _ROLLED if control not in shown]
    if sent(view) and before(view, _SINCE) is not False:
        wanted = [control for control in wanted if control != "NOFORN"]
    carried = [(mark, _controls(words)) for words, mark in sorted(marks.items(), key=lambda item: item[1].start)]
    firsts = ((control, next((mark for mark, held in carried if control in held), None)) for control in wanted)
    absent = {control: mark for control, mark in firsts if mark is not None}
    if "RD" in absent:
        absent.pop("FRD", None)
    if absent:
        listed = ", ".join(absent)
        words = f"{listed} stands on a portion and not on the classification line"
        related = tuple((mark.start, mark.end, control) for control, mark in absent.items())
        yield Hit(own.start, own.end, words, kind="marking.banner", data={"controls": list(absent)}, related=related)


@cache
def _restricted() -> re.Pattern[str]:
    """Restricted Data in words, and not what formerly was."""
    return fixed(r"(?<!FORMERLY )RESTRICTED DATA")


@lru_cache(maxsize=4096)  # portion marks are few
def _controls(words: str) -> frozenset[str]:
    """Return the controls of a classified portion mark in their long form; `SRD` and `CFRD` hold a category."""
    level, *rest = parts(words)
    if not rank(level):
        return frozenset()
    found = frozenset(_LONG.get(word, word) for group in rest[1::2] for word in group.split(", "))
    whole = vocabulary.portion(level) if len(level) > 2 else None
    return found | {whole.category} if whole is not None and whole.category else found
