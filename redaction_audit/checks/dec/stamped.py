"""Whether a page says that it was declassified or released by an agency."""

import re
from functools import cache

from redaction_audit.check import View
from redaction_audit.checks.dec.early import schedule_day
from redaction_audit.checks.dec.terms import SCHEDULED
from redaction_audit.expressions import fixed

_AGENCY = frozenset({"foia", "mdr", "systematic", "cia_crest", "jfk"})
"""Provenances that a stamp of release shows; a withdrawal sheet (pra) releases nothing."""

_WORDS = ("DECLASSIFIED", "Declassified")
_HEREIN = "HEREIN IS"
_REACH = 12_000
"""Characters at either end of a record in which a stamp is looked for; stamps stand on every page."""


def stamped(view: View) -> bool:
    """Return whether an agency's release stamp or the word of a declassification stamp stands on the page.

    Source: 32 CFR 2001.25 (the word "Declassified"), and the agencies' own stamps, which say it in other words.
    """
    return view.once(_stamped)


def _stamped(view: View) -> bool:
    if any(mark.kind == "release-stamp" for mark in view.marks.marks):
        return True
    provenance = view.structure.provenance
    # Withholding marks also show a provenance, but they say nothing about what is left on the page.
    if provenance and provenance.name in _AGENCY and any(place.raw[:1] not in "([" for place in provenance.evidence):
        return True
    if not view.page.literals.any_of((*_WORDS, _HEREIN)):
        return False
    ends = (view.text,) if len(view.text) <= 2 * _REACH else (view.text[:_REACH], view.text[-_REACH:])
    return any(_said(end, SCHEDULED in view.regimes) for end in ends)


def _said(text: str, early: bool) -> bool:
    """Whether a stamp's words stand in `text`: at the start of a line, or with what belongs to a stamp behind them.

    On a page of the schedule's years (`early`) the schedule's day behind the word makes it an instruction.
    """
    if _HEREIN in text and _herein().search(text):
        return True
    for word in _WORDS:
        at = text.find(word)
        while at >= 0:
            end, before = at + len(word), text[max(0, at - 160) : at]
            line = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
            block = re.split(r"\n[ \t]{0,80}\n|\r\r|\r\n\r\n", before)[-1]
            scheduled = any(mark in block for mark in _SCHEDULED) or (early and schedule_day(text, end) is not None)
            if not scheduled and (
                _behind().match(text, end) or not (line.strip(" \t") or text[end : end + 1].isalpha())
            ):
                return True
            at = text.find(word, end)
    return False


_SCHEDULED = ("GDS", "SCHEDULE", "DOWNGRADED", "owngraded")
"""What stands before the word in a mark of 1961 to 1978 that says when the page will be declassified."""


def exempt(view: View) -> bool:
    """Return whether an exemption from automatic declassification stands on the page, as a mark or in a stamp.

    Source: 32 CFR 2001.26 (25X and 50X codes); section 3.3(b) of E.O. 13526, 3.4(b) of E.O. 12958 as issued.
    """
    literals = view.page.literals
    if literals.any_of(("25X", "50X")) or any(mark.kind == "eo-code" for mark in view.marks.marks):
        return True
    return "(b)" in literals and literals.any_of(_SECTIONS)


_SECTIONS = ("3.3(b)", "3.3 (b)", "3.4(b)", "3.4 (b)")


@cache
def _herein() -> re.Pattern[str]:
    return fixed(r"HEREIN IS UNCLASSIFIED\b(?!\s{1,4}EXCEPT)")


@cache
def _behind() -> re.Pattern[str]:
    """What belongs to a stamp behind the word: by, in, on ..., its authority, or a slash."""
    return fixed(r"/| (?:by|in|on|and|under|BY|IN|ON|AND|UNDER|[Aa]uthority|AUTHORITY)\b")
