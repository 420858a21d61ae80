"""Whether a page says that it was declassified or released by an agency."""

import re
from functools import cache

from redaction_audit.check import View

_AGENCY = frozenset({"foia", "mdr", "systematic", "cia_crest", "jfk"})
"""Provenances that a stamp of release shows; a withdrawal sheet (pra) releases nothing."""

_WORDS = ("eclassified", "DECLASSIFIED", "HEREIN IS")
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
    ends = (view.text,) if len(view.text) <= 2 * _REACH else (view.text[:_REACH], view.text[-_REACH:])
    return any(_declassified().search(end) for end in ends if any(word in end for word in _WORDS))


def exempt(view: View) -> bool:
    """Return whether an exemption from automatic declassification stands on the page, as a mark or in a stamp.

    Source: 32 CFR 2001.26 (25X and 50X codes); section 3.3(b) of E.O. 13526, 3.4(b) of E.O. 12958 as issued.
    """
    if "25X" in view.text or "50X" in view.text or any(mark.kind == "eo-code" for mark in view.marks.marks):
        return True
    return "(b)" in view.text and any(words in view.text for words in _SECTIONS)


_SECTIONS = ("3.3(b)", "3.3 (b)", "3.4(b)", "3.4 (b)")


@cache
def _declassified() -> re.Pattern[str]:
    """`HEREIN IS UNCLASSIFIED`; the word at the start of a line; the word with by, in, on ... or a slash behind it."""
    return re.compile(
        r"(?:HEREIN IS UNCLASSIFIED\b(?!\s{1,4}EXCEPT)|^[ \t]{0,80}(?:DECLASSIFIED|Declassified)\b"
        r"|\b(?:DECLASSIFIED|Declassified)(?:/| (?:by|in|on|and|under|BY|IN|ON|AND|UNDER|[Aa]uthority|AUTHORITY)\b))",
        re.MULTILINE,
    )
