"""FOI: a deletion names no exemption."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import around, counted, plural, told
from redaction_audit.checks.foi.sources import SHOWN, STATE
from redaction_audit.expressions import fixed
from redaction_audit.marks.showing import BARE, code_near
from redaction_audit.model import Mark

_OWING = ("foia", "mdr")
_SILENT = ("jfk", "pra")
"""The assassination records act and withdrawal sheets have codes and rules of their own."""
_LINES = 2
"""Lines above and below a mark in which its code may stand."""
_BESIDE = 40
"""Characters of white space between a stamp and the codes of its page."""
_NEXT_PAGE = 6
"""Lines of the next page in which it may stand, where the page ends within reach."""

_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2016-00411 Doc No. C06000411 Date: 07/31/2017\n\n"


@record_check(
    "FOI001",
    "deletion-without-exemption",
    severity="note",
    confidence="medium",
    cites=(SHOWN, STATE),
    basis=("FX-01",),
    by_provenance={"foia": "warning", "mdr": "warning"},
    when="marked",
    flags=(
        Example(_FOOTER + "The board met ⟦[Redacted]⟧ at noon.\n"),
        Example("The board met ⟦XXXXXXXXXXXX⟧ at noon, and XXXXXXXXXXXX left.\n"),
        Example(
            _FOOTER + "Classified By: DCM Ada Rowe. Reason: 1.4 (b).\n\n1. (C) The board met ⟦[Redacted]⟧ at noon.\n"
        ),
        Example("The board met ⟦████████⟧ at noon.\n\n\n\n\nIts clerk             (b)(6)\n", provenance="foia"),
    ),
    passes=(
        Example(_FOOTER + "                              RELEASE IN PART B6\n\nThe board met [Redacted] at noon.\n"),
        Example("The board met [Redacted] at noon.\nIts clerk             (b)(6)\n", provenance="foia"),
        Example(_FOOTER + "The board met [Redacted (b)(6)] at noon.\n"),
        Example(_FOOTER + "They agreed.\nThe board met [Redacted]\n\f\n\n\n          B6\n\nat noon.\n"),
        Example("C06000411\nApproved for Release: 2012/12/04\n\n(b)(1)\n(b)(3)\n\nThe board met [Redacted] there.\n"),
        Example("Case No. F-2016-00411\n\nThe board sold                        B6\n"),
        Example("It met 9-11-3 Grand Jury at noon. Harm to Ongoing Matter\n", provenance="foia"),
        Example("TITLE : [Restricted]\n", provenance="jfk"),
        Example("The board met the chair at noon.\n", provenance="foia"),
    ),
)
def deletion_without_exemption(view: View) -> Iterator[Hit | Skip]:
    """Deletions that name no exemption, in the text or on a release stamp.

    ## Why it matters
    Whoever releases part of a record under the Freedom of Information Act has to say under which exemption the rest is
    withheld, at the place of the deletion where that is feasible. Without a code nobody can appeal or review it.

    ## What to do
    Look for the code on the page image: codes in the margin are easily lost in text. If there is none, name one, or
    restore the text.

    ## Known limits
    A code within two lines, at the top of the next page, on or right below any release stamp of the record counts. Only
    releases under the Act or of mandatory review owe a code: where the provenance is another one or not known, the
    finding is a note, and says only what the page lacks. Withheld text that left no mark is not seen.
    """
    marks = view.marks.marks
    if not marks or all(mark.kind not in BARE for mark in marks):
        return
    provenance = view.provenance
    if provenance in _SILENT or any(mark.kind == "release-stamp" and mark.codes for mark in marks):
        return
    if _listed_at_stamp(view, marks):
        return
    bare = [mark for mark in marks if mark.kind in BARE]
    coded = [mark.start for mark in marks if mark.codes]
    # who owes no code gets no search of the page: codes that are marks themselves tell enough
    owing = provenance in _OWING
    found = _uncoded(view, bare) if owing else [mark for mark in bare if not code_near(coded, mark)]
    if not found:
        return
    words = f"{plural(len(found), 'deletion')} without an exemption code"
    words += " within two lines" if coded else ": none stands in the record or on a release stamp"
    if not owing:
        words += f"; {'provenance ' + provenance if provenance else 'provenance unknown'}: perhaps none is owed"
    yield Hit(
        found[0].start, found[0].end, words, kind=found[0].kind, related=told(found, "no code either"),
        data={
            "without_code": len(found), "deletions": len(bare), "codes_elsewhere": bool(coded),
            "kinds": counted(mark.kind for mark in found), "provenance": provenance,
        },
    )  # fmt: skip


def _listed_at_stamp(view: View, marks: Sequence[Mark]) -> bool:
    """Say whether codes follow a stamp of release at once, in lines of their own: they stand for the whole page."""
    shown = view.structure.provenance
    if shown is None:
        return False
    text = view.text
    return any(
        mark.codes and part.end <= mark.start <= part.end + _BESIDE and not text[part.end : mark.start].strip()
        for part in shown.evidence
        if part.kind != "provenance.unofficial"
        for mark in marks
    )


def _uncoded(view: View, bare: list[Mark]) -> list[Mark]:
    """Return the marks that hold no code and have none on the lines around them; the page is searched once.

    The reason for which the author classified the record is no code of its release.
    """
    text, reason = view.text, view.structure.fields.reason
    own = range(reason.start, reason.end) if reason is not None else ()
    codes = [match.start() for match in _code().finditer(text) if match.start() not in own]
    if not codes:
        return bare
    found = []
    for mark in bare:
        left, right = around(text, mark.start, mark.end, _LINES)
        if "\f" in text[mark.end : right]:
            right = around(text, right, right, _NEXT_PAGE)[1]
        at = bisect_left(codes, left)
        if at == len(codes) or codes[at] >= right:
            found.append(mark)
    return found


@cache
def _code() -> re.Pattern[str]:
    """Any code, as loosely as scans print it: a code that is hard to read is no missing code."""
    return fixed(
        r"[(\[{]?\b[bB][)}]?[ ]?[({]?[1-9SGlIJ](?![a-z0-9])|\([jk]\)[ ]?\([1-7]\)|\b[135]\.[3-7][ ]?\(?[A-Ha-h]\)?"
        r"|\b(?:25|50)X[1-9]|\bSTAT(?:INTL|SPEC)?\b|\bOGA\b|U\.?S\.?C|P\.?L\.?[ ]?\d\d|\bP[1-6]\b|JFK (?:Act|Law)"
        r"|[Ee]xemption \(?b?\)?\(?[1-9]"
    )
