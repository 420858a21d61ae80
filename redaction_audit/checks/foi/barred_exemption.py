"""FOI: exemption (b)(5) on a Presidential record."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.presidents import in_office, row_date
from redaction_audit.checks.foi.release import around, plural, told
from redaction_audit.checks.foi.sources import NO_FIVE
from redaction_audit.model import Mark, Severity

_BEGINS = dt.date(1981, 1, 20)
_SHEET = "                        WITHDRAWAL SHEET\n                 George Bush Library\n\nDate: 5/6/2010\n\n"
_ROW = "1. memo           A to B re tolls (2 pp.)       {}     {}\n"


@record_check(
    "FOI016",
    "barred-exemption",
    severity="warning",
    confidence="medium",
    cites=(NO_FIVE,),
    basis=("FX-17",),
    flags=(
        Example(_SHEET + _ROW.format("3/14/90", "P5/⟦b(5)⟧")),
        Example("THE WHITE HOUSE\n\nPresidential Records Act\n\nMemo to the President                P5/⟦b(5)⟧\n"),
        Example(_SHEET + "Presidential Records Act - [44 U.S.C. 2204(a)]\n\n" + _ROW.format("3/14/90", "⟦b(5)⟧")),
    ),
    passes=(
        Example(_SHEET + _ROW.format("3/14/90", "P5/b(1)")),
        Example(_SHEET + _ROW.format("3/14/71", "b(5)")),
        Example("It met (b)(5) at noon.\n", provenance="foia"),
        Example(
            _SHEET + _ROW.format("3/14/90", "P5")
            + "\nB-5 Release would disclose letters of agencies [(b)(5) of the FOIA].\n"
        ),
    ),
)  # fmt: skip
def barred_exemption(view: View) -> Iterator[Hit | Skip]:
    """Exemption (b)(5) stands on a Presidential record.

    ## Why it matters
    Presidential records are never withheld under exemption (b)(5): the Act gives the President's advice its own
    restriction, P5, and an end. The exemption would prolong it without one.

    ## What to do
    Ask for a new review of the item, and for the exemption that applies.

    ## Known limits
    A restriction beside the exemption shows that the item is Presidential; without one the finding is a note, for
    records of agencies may lie in the same folder. Items dated before 1981-01-20 are passed.
    """
    found = [mark for mark in view.withheld if mark.kind == "pra-code" and "(b)(5)" in mark.codes]
    marks = [mark for mark in found if _under_the_act(view, mark)]
    sure = [mark for mark in marks if _presidential(view, mark)]
    if sure:
        yield _hit(sure, None)
    elif marks and "Presidential Records Act" in view.text:
        yield _hit(marks, "note")


def _under_the_act(view: View, mark: Mark) -> bool:
    day = row_date(view.text, mark.start) or (view.date[0] if view.date else None)
    return day is None or day >= _BEGINS or in_office(day) is not None


def _presidential(view: View, mark: Mark) -> bool:
    left, right = around(view.text, mark.start, mark.end, 0)
    return any(left <= other.start < right and other.codes[:1] and other.codes[0][0] == "P" for other in view.withheld)


def _hit(marks: list[Mark], weight: Severity | None) -> Hit:
    words = f"(b)(5) {plural(len(marks), 'time')} on "
    words += "Presidential records" if weight is None else "a sheet of Presidential records"
    return Hit(
        marks[0].start, marks[0].end, words, kind="pra-code", related=told(marks, "here as well"),
        severity=weight, data={"count": len(marks)},
    )  # fmt: skip
