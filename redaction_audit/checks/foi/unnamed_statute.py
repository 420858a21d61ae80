"""FOI: (b)(3) without the statute it rests on."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import around, plural, told
from redaction_audit.checks.foi.sources import STATUTE, TAGS
from redaction_audit.expressions import fixed
from redaction_audit.model import Mark

_SILENT = ("pra", "frus", "jfk", "unofficial")
_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2014-00411 Doc No. C06000411 Date: 07/31/2015\n\n"


@record_check(
    "FOI008",
    "unnamed-statute",
    severity="note",
    cites=(STATUTE, TAGS),
    basis=("FX-07",),
    when="coded",
    flags=(
        Example("It met ⟦(b)(3)⟧ at noon.\n", provenance="foia"),
        Example(_FOOTER + "It sold                         ⟦B3⟧\n"),
    ),
    passes=(
        Example("It met (b)(3) 50 U.S.C. 3024(i) at noon, and (b)(3)-P.L. 86-36 left.\n", provenance="foia"),
        Example(_FOOTER + "It sold                         B3 FS ACT\n"),
        Example(_FOOTER + "It sold                         B3 NATSECACT\n"),
        Example(_FOOTER + "RELEASE IN PART B3 CIA\n\nIt sold                         B3\n"),
        Example("It met (b)(3) at noon.\n(b)(3) 50 U.S.C. 3024(i)\n", provenance="foia"),
        Example("It met (b)(6) at noon.\n", provenance="foia"),
    ),
)
def unnamed_statute(view: View) -> Iterator[Hit | Skip]:
    """Exemption (b)(3) is claimed without the statute that forbids disclosure.

    ## Why it matters
    Exemption (b)(3) is a door to other laws. Only their name tells whether the law forbids disclosure without a choice,
    and what it covers.

    ## What to do
    Look for the statute on the release letter or the code sheet, and put its name beside the code.

    ## Known limits
    A statute, or an agency's word for it, within two lines or on a release stamp counts for the record. Whether the
    statute is one that the exemption accepts is not judged.
    """
    found = [mark for mark in view.marks.marks if "(b)(3)" in mark.codes]
    if not found or view.provenance in _SILENT or any(_named(view.text, mark) for mark in found):
        return
    if any("USC" in code or "P.L." in code for mark in view.marks.marks for code in mark.codes):
        return
    yield Hit(
        found[0].start, found[0].end, f"(b)(3) without the statute it rests on ({plural(len(found), 'time')})",
        kind="code", related=told(found, "nor here"), data={"count": len(found), "provenance": view.provenance},
    )  # fmt: skip


def _named(text: str, mark: Mark) -> bool:
    """Return whether a statute or a word for one stands in the code or near it."""
    if mark.kind == "release-stamp" or len(mark.raw) > len("(b) (3) "):
        return _tag().search(mark.raw) is not None or _statute().search(mark.raw) is not None
    return _statute().search(text, *around(text, mark.start, mark.end, 2)) is not None


@cache
def _tag() -> re.Pattern[str]:
    return fixed(r"[Bb]\)?[ ]?\(?3\)?[ \t]?[-:]?[ \t]{0,2}[A-Z][A-Za-z]")


@cache
def _statute() -> re.Pattern[str]:
    return fixed(
        r"U\.? ?S\.? ?C\b|P\.? ?L\.? ?\d\d|Pub\. ?L|\b[A-Z][A-Za-z]{0,12} ?(?:Act|ACT)\b|NATSECACT|\bINA\b|statute:"
    )
