"""FOI: (b)(1) without the section of the classification order."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import around, plural, told
from redaction_audit.checks.foi.sources import SHOWN
from redaction_audit.expressions import fixed
from redaction_audit.model import Mark

_SECTION = ("1.", "3.", "25X", "50X", "75X")
_SILENT = ("pra", "frus", "jfk", "unofficial")
_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2014-00411 Doc No. C06000411 Date: 07/31/2015\n\n"


@record_check(
    "FOI005",
    "bare-classified-code",
    severity="note",
    cites=(SHOWN,),
    basis=("FX-04",),
    when="coded",
    flags=(
        Example(_FOOTER + "It sold                         ⟦B1⟧\n"),
        Example("It met ⟦(b)(1)⟧ and the mayor, and (b)(1) left.\n", provenance="foia"),
    ),
    passes=(
        Example(_FOOTER + "It sold                         B1\n                                1.4(D)\n"),
        Example(_FOOTER + "It sold                         B1\n                                3.3(b)(1)\n"),
        Example("It met (b)(1) at noon.\n\nApproved for Release\nThe desk                    EO 13526 3.5(c)\n"),
        Example("WITHDRAWAL SHEET\n01 memo   A to B   3 pp   4/5/85   b(1)\n"),
        Example(_FOOTER + "It sold                         B6\n"),
    ),
)
def bare_classified_code(view: View) -> Iterator[Hit | Skip]:
    """Text is withheld as classified without the section of the order.

    ## Why it matters
    The statute asks for the exemption alone, so this is no violation. The section and letter of the order would tell
    the reader what kind of secret it is, and let a reviewer check it against the order in force.

    ## What to do
    Ask for the section, or read it off the release letter.

    ## Known limits
    Any section code of the record counts, wherever it stands. Codes of a withdrawal sheet have their own legend.
    """
    marks = view.marks.marks
    found = [mark for mark in marks if "(b)(1)" in mark.codes]
    if not found or any(code.startswith(_SECTION) for mark in marks for code in mark.codes):
        return
    if view.provenance in _SILENT or any(_sectioned(view.text, mark) for mark in found):
        return
    review = view.structure.fields.review
    if review is not None and review.reason is not None:
        return
    yield Hit(
        found[0].start, found[0].end, f"(b)(1) without a section of the order ({plural(len(found), 'time')})",
        kind="code", related=told(found, "nor here"), data={"count": len(found), "provenance": view.provenance},
    )  # fmt: skip


def _sectioned(text: str, mark: Mark) -> bool:
    """Return whether a section stands within two lines, in a form that is no mark of its own there."""
    return _section().search(text, *around(text, mark.start, mark.end, 2)) is not None


@cache
def _section() -> re.Pattern[str]:
    return fixed(r"(?<![\d.])(?:1\.[3-7]|3\.[3-6])\.?[ ]?\(?[A-Ha-h](?![A-Za-z])|\b(?:25|50|75)X\d|E\.?O\.? ?1\d{4}")
