"""FOI: exemption (b)(5) on a Presidential record."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.presidents import row_date
from redaction_audit.checks.foi.release import around, plural, told
from redaction_audit.checks.foi.sources import NO_FIVE
from redaction_audit.expressions import fixed
from redaction_audit.model import Severity, Span

_SILENT = ("unofficial", "frus", "jfk", "cia_crest", "systematic")
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
        Example("THE WHITE HOUSE\n\n3 May 1990\n\nMEMORANDUM FOR THE PRESIDENT\n\nIt met P5/⟦b(5)⟧ at noon.\n"),
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
    if view.provenance in _SILENT:
        return
    found = [
        Span(mark.start, mark.end) for mark in view.withheld if mark.kind == "pra-code" and "(b)(5)" in mark.codes
    ] or _beside_restriction(view)
    places = [place for place in found if _under_the_act(view, place)]
    sure = [place for place in places if _presidential(view, place)]
    if sure:
        yield _hit(sure, None)
    elif places and "Presidential Records Act" in view.page.literals:
        yield _hit(places, "note")


def _beside_restriction(view: View) -> list[Span]:
    """Return every (b)(5) that a restriction stands directly before, on a page without a sheet: `P5/b(5)`."""
    if not view.page.literals.any_of(("/b(5)", "/(b)(5)")):
        return []
    return [Span(*match.span("code")) for match in _pair().finditer(view.text)]


@cache
def _pair() -> re.Pattern[str]:
    return fixed(r"(?<![A-Za-z0-9])P[1-6]/(?P<code>b\(5\)|\(b\)\(5\))")


def _under_the_act(view: View, place: Span) -> bool:
    day = row_date(view.text, place.start) or (view.date[0] if view.date else None)
    return day is None or day >= _BEGINS


def _presidential(view: View, place: Span) -> bool:
    """Return whether a restriction stands on the same line."""
    left, right = around(view.text, place.start, place.end, 0)
    return _restriction().search(view.text, left, right) is not None


@cache
def _restriction() -> re.Pattern[str]:
    return fixed(r"(?<![A-Za-z0-9])P-?[1-6](?![A-Za-z0-9.(])")


def _hit(places: Sequence[Span], weight: Severity | None) -> Hit:
    words = "(b)(5) on "
    words += "Presidential records" if weight is None else "a sheet of Presidential records"
    words += f" ({plural(len(places), 'time')})"
    return Hit(
        places[0].start, places[0].end, words, kind="pra-code", related=told(places, "here as well"),
        severity=weight, data={"count": len(places)},
    )  # fmt: skip
