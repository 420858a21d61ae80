"""FOI: a classification code of an order that was not in force when the release was decided."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import NO_DECISION, Decision, decisions, fits, told
from redaction_audit.checks.foi.sources import FINAL_DECISION, SHOWN
from redaction_audit.expressions import fixed
from redaction_audit.marks.values import section
from redaction_audit.model import Span

_FIRST, _LAST = dt.date(1982, 8, 1), dt.date(1995, 10, 13)
_NUMBERED = ("1.3(A)(", _FIRST, _LAST, "E.O. 12356")
"""E.O. 12356 numbers its categories: section 1.3(a)(1) to (10), from 1982-08-01 to 1995-10-13."""
_SECTIONS = ("1.4(", "1.5(")
_DIRECTIVE = dt.date(2003, 9, 21), dt.date(2003, 9, 22)
"""E.O. 12958 as amended counts the change from one day, its directive (68 FR 55168) from the next: the later holds."""

_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2014-00411 Doc No. C06000411 Date: {}\n\n"


@record_check(
    "FOI004",
    "order-code-out-of-force",
    severity="warning",
    confidence="medium",
    cites=(FINAL_DECISION, SHOWN),
    basis=("FX-04",),
    by_provenance={"unofficial": "note", "frus": "note", "jfk": "note"},
    flags=(
        Example(_FOOTER.format("07/31/2015") + "It sold                         B1\n"
                "                                ⟦1.5(D)⟧\n"),
        Example(_FOOTER.format("07/31/2001") + "It sold                         B1\n"
                "                                ⟦1.4(H)⟧\n"),
        Example(_FOOTER.format("07/31/2004") + "It sold                         B1\n"
                "                                ⟦1.5(D)⟧\n"),
        Example(_FOOTER.format("03/24/2003") + "It sold                         B1\n"
                "                                ⟦1.4(D)⟧\n"),
        Example(_FOOTER.format("07/31/1998") + "It sold                         B1,⟦1.3(A)(4)⟧\n"),
        Example(_FOOTER.format("07/31/2015") + "They met (b)(1) ⟦1.5(d)⟧ at noon.\n"),
    ),
    passes=(
        Example(_FOOTER.format("07/31/2015") + "They met (b)(1) 1.4(d) at noon.\n"),
        Example(_FOOTER.format("07/31/2015") + "It sold                         B1\n"
                "                                1.4(D)\n"),
        Example(_FOOTER.format("07/31/2001") + "It sold                         B1\n"
                "                                1.5(D)\n"),
        Example(_FOOTER.format("07/31/1988") + "It sold                         B1,1.3(A)(4)\n"),
        Example("Case No. F-1999-00411\n\nIt sold                   B1\n                          1.5(D)\n"),
        Example(_FOOTER.format("07/31/2015") + "It sold                         B1\n"
                "                                3.3(b)(1)\n"),
        Example(_FOOTER.format("09/22/2003") + "It sold                         B1\n"
                "                                1.5(D)\n"),
        Example(_FOOTER.format("03/25/2003") + "It sold                         B1\n"
                "                                1.4(D)\n"),
        Example("Classified by DAS, A/GIS, DoS on 05/02/2003 - Class: SECRET - Reason: 1.5(D) - Declassify on: "
                "05/01/2013\n\n" + _FOOTER.format("07/31/2015") + "It sold                         B1\n"
                "                                1.5(D)\n"),
    ),
    when="coded",
)  # fmt: skip
def order_code_out_of_force(view: View) -> Iterator[Hit | Skip]:
    """A withholding code cites a classification order that was not in force when the release was decided.

    ## Why it matters
    Exemption (b)(1) needs text that is properly classified under an order, and the order in force at the agency's last
    decision counts. A letter that this order does not have shows a decision taken over from an older release, or a
    wrong letter.

    ## What to do
    Ask when the text was last reviewed. If at this release, cite the section in force: 1.4 since 2003-09-22.

    ## Known limits
    Judged against the dates of the review strip and of the release stamp; a code that fits either is passed. Where the
    decision was older than both, the code is that of its day. Section 3.5(c) names a procedure, and sections 3.3 and
    3.4 automatic declassification: they are not judged here.
    """
    coded = _cited(view)
    if not coded:
        return
    decided = decisions(view)
    if not decided:
        yield NO_DECISION
        return
    wrong: dict[str, list[Span]] = {}
    bad = {code for code in {code for code, _ in coded} if not _possible(view, code, decided)}
    for code, place in coded:
        if code in bad:
            wrong.setdefault(code, []).append(place)
    for code, places in wrong.items():
        yield _hit(view, code, places, decided)


def _possible(view: View, code: str, decided: Sequence[Decision]) -> bool:
    """Return whether a code could be cited on the day of any decision; codes that are not judged could."""
    windows = _windows(view, code)
    ends, later = _DIRECTIVE
    return windows is None or any(fits(decided, first, later if last == ends else last) for first, last, _ in windows)


def _cited(view: View) -> list[tuple[str, Span]]:
    """Return the codes of orders with their places: marks, and what stands directly behind a `(b)(1)` in the text."""
    found: dict[tuple[str, int], Span] = {}
    behinds: list[tuple[str, Span]] = []
    for mark in view.marks.marks:
        for code in mark.codes:
            if code.startswith(("1.3(A)(", *_SECTIONS)):
                found.setdefault((code, mark.start), Span(mark.start, mark.end))
        if "(b)(1)" in mark.codes and mark.kind != "release-stamp":
            behind = _behind().match(view.text, mark.end)
            if behind is not None and (read := section(behind["code"])) is not None:
                behinds.append((read, Span(*behind.span("code"))))
    starts = {start for _, start in found}
    for read, place in behinds:
        if place.start not in starts:  # else it is a mark of its own
            found[read, place.start] = place
    return [(code, place) for (code, _), place in found.items()]


@cache
def _behind() -> re.Pattern[str]:
    return fixed(r"[ ,;/-]{0,4}(?P<code>1\.[3-5]\.?[ ]?\([A-Ha-h]\)(?:[ ]?\(\d{1,2}\))?)")


def _windows(view: View, code: str) -> list[tuple[dt.date, dt.date, str]] | None:
    """Return the days on which a code could be cited, with the order; empty where no order has it, None if not judged.

    A release is decided under the order in force: what drafters were still taught of an older one is no excuse here.
    """
    head, first, last, order = _NUMBERED
    if code.startswith(head):
        return [(first, last, order)]
    number, letter = code[:3], code[4:5].lower()
    if not code.startswith(_SECTIONS) or len(code) != len("1.4(D)"):
        return None
    having = [
        regime
        for regime in view.law.regimes.values()
        if any(section.number == number and letter in section.letters for section in regime.reasons)
    ]
    return [(regime.first, regime.last, regime.order) for regime in having]


def _hit(view: View, code: str, places: Sequence[Span], decided: tuple[Decision, ...]) -> Hit:
    last = decided[0]
    day = last.days[0].isoformat()
    windows = _windows(view, code) or []
    place = places[0]
    return Hit(
        place.start, place.end, f"{code} does not fit the decision of {day} ({last.source}): {_said(windows)}",
        kind="code", related=((last.start, last.end, last.source), *told(places, "the same code")),
        data={
            "code": code, "count": len(places), "decided": day, "decided_by": last.source,
            "governing": [regime.order for regime in view.law.on(last.days[0])],
            "windows": [[first.isoformat(), end.isoformat(), order] for first, end, order in windows],
            "provenance": view.provenance,
        },
    )  # fmt: skip


def _said(windows: list[tuple[dt.date, dt.date, str]]) -> str:
    if not windows:
        return "no order has it"
    first, last = windows[0][0], windows[-1][1]
    orders = " and ".join(dict.fromkeys(order for *_, order in windows))
    return f"a code of {orders}, cited {f'since {first}' if last == dt.date.max else f'from {first} to {last}'}"
