"""MRK: a telegram that does not end with the signer's name."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.sources import MESSAGE, TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import before, extract, of_state
from redaction_audit.expressions import fixed

_SINCE = dt.date(1973, 1, 1)
_TEXT = ("1. (C) The board met twice.", "2. (C) It voted and adjourned.")
_CUT = "2. (C) It voted and adjourned at noon after the chair had thanked the members and the"
_ENDED = frozenset(".?!:;…)]\"'”’*#-")


@record_check(
    "MRK011",
    "signature-missing",
    severity="note",
    cites=(TELEGRAM, MESSAGE),
    basis=("CV-12",),
    flags=(
        Example(telegram(_TEXT[0], "⟦2. (C) It voted and adjourned.⟧", tail="")),
        Example(telegram(_TEXT[0], "⟦2. (C) It voted and adjourned.⟧", tail="NNNN")),
    ),
    passes=(
        Example(telegram(*_TEXT)),
        Example(telegram(*_TEXT, tail="ROWE ##")),
        Example(telegram(*_TEXT, tail="ROWE/SLOTE")),
        Example(telegram(*_TEXT, tail="ROWE\n\nNNNN")),
        Example(telegram(*_TEXT, tail="ROWE\nBT\n\nCONFIDENTIAL\n\nDeclassified/Released US Department of State "
                         "EO Systematic Review 20 MAR 2014")),
        Example(telegram(_TEXT[0],  _CUT, tail=""), also=("TRN006",)),
        Example(telegram(*_TEXT, tail="XXXXXXXXXXXX")),
        Example(telegram(*_TEXT, tail="", banner="C O N F I D E N T I A L SECTION 01 OF 02 ARBON 000412"),
                also=("TRN001",)),
        Example(telegram(*_TEXT, tail="", group="P 141520Z MAR 69", order="", by="")),
    ),
)  # fmt: skip
def signature_missing(view: View) -> Iterator[Hit | Skip]:
    """A telegram does not end with the signer's name.

    ## Why it matters
    Telegrams of the Department end with a surname in capitals. Where it is missing, the end of the text may be missing
    with it.

    ## What to do
    Compare the last paragraph with the original.

    ## Known limits
    Stamps, terminators and page lines behind the name are passed over. Silent where the text stops in mid-sentence,
    where the record is an extract or lacks sections (other findings say so), and where the end is withheld. Telegrams
    before 1973 and those of other agencies are not judged.
    """
    structure = view.structure
    if structure.fields.signature is not None or not structure.paragraphs or not of_state(view):
        return
    if before(view, _SINCE) is not False or extract(view):
        return
    last = structure.paragraphs[-1]
    ending = _without_terminators(view.text[last.start : last.end])
    if ending[-1:] not in _ENDED or any(mark.end >= last.end - 80 for mark in view.withheld):
        return
    end = last.start + len(ending)
    near = max(last.start, end - 200)
    start = max(near, view.text.rfind("\n", near, end) + 1, view.text.rfind("\r", near, end) + 1)
    yield Hit(start, end, "no signature behind the last paragraph", kind="signature", data={"paragraph": last.number})


def _without_terminators(text: str) -> str:
    """Return the text without the terminators and lone levels behind it."""
    near = text[-300:]
    found = _terminators().search(near)
    return (text[: len(text) - len(near)] + (near[: found.start()] if found else near)).rstrip()


@cache
def _terminators() -> re.Pattern[str]:
    word = r"N{3,4}|BT|#{1,8}\d{0,6}|[=*_-]{3,80}|CONFIDENTIAL|(?:TOP )?SECRET|UNCLAS(?:SIFIED)?"
    return fixed(rf"(?:[\r\n]\s{{0,80}}(?:{word})[ \t]{{0,80}}){{1,8}}\s{{0,80}}\Z")
