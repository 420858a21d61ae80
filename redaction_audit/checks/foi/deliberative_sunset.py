"""FOI: (b)(5) on a record too old for the deliberative-process privilege."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from redaction_audit.check import Bounds, Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import COARSE, NO_DATE, NO_REQUEST, decisions, told
from redaction_audit.checks.foi.sources import SUNSET
from redaction_audit.expressions import fixed
from redaction_audit.law.anniversary import add_years
from redaction_audit.model import Frozen, Mark, Severity

_AFTER = dt.date(2016, 6, 30)
"""The limit holds for requests made after the day on which Pub. L. 114-185 was signed."""
_YEARS = 25
_REACH = 60
_SILENT = ("pra", "frus", "jfk", "systematic")
_HEAD = "UNCLASSIFIED U.S. Department of State Case No. F-{}-00411 Doc No. C06000411 Date: 07/31/2019\n\n"
_CODED = "It sold                         {}\n"


class Request(Frozen, frozen=True):
    """When a record was asked for: first and last possible day, and where the page says so; `known` for a request."""

    days: Bounds
    start: int
    end: int
    known: bool


@record_check(
    "FOI007",
    "deliberative-sunset",
    severity="error",
    cites=(SUNSET,),
    basis=("FX-06",),
    by_provenance={"unofficial": "note"},
    when="coded",
    flags=(
        Example(_HEAD.format(2018) + _CODED.format("⟦B5 (DP)⟧"), date="1985-03-02"),
        Example(_HEAD.format(2018) + _CODED.format("⟦B5⟧") + "It met                          B5\n", date="1985-03-02"),
        Example("Approved For Release: 2019/07/31  C06000411\n\n" + _CODED.format("⟦B5⟧"), date="1985-03-02"),
        Example(_HEAD.format(2018) + "It met ⟦(b)(5)⟧ deliberative process at noon.\n", date="1992-12-31"),
        Example(_HEAD.format(2018) + "It met ⟦(b)(5) DPP⟧ at noon.\n", date="1992-12-31"),
        Example(_HEAD.format(2018) + "It met ⟦(b)(5) (predecisional)⟧ at noon.\n", date="1992-12-31"),
    ),
    passes=(
        Example(_HEAD.format(2018) + _CODED.format("B5 (AC)"), date="1985-03-02"),
        Example(_HEAD.format(2018) + "It met (b)(5) attorney work product at noon.\n", date="1985-03-02"),
        Example(_HEAD.format(2018) + _CODED.format("B5 (DP)"), date="2005-03-02"),
        Example(_HEAD.format(2015) + _CODED.format("B5 (DP)"), date="1985-03-02"),
        Example(_HEAD.format(2018) + _CODED.format("B5 (DP)"), date="1994-01-02"),
        Example(_HEAD.format(2018) + _CODED.format("B6"), date="1985-03-02"),
        Example("Case review\n\n" + _CODED.format("B5 (DP)"), date="1985-03-02", provenance="foia"),
    ),
)  # fmt: skip
def deliberative_sunset(view: View) -> Iterator[Hit | Skip]:
    """Exemption (b)(5) on a record that was 25 years old or older when it was asked for.

    ## Why it matters
    For requests made after 2016-06-30 the deliberative-process privilege does not reach records created 25 years or
    more before the request. Such text has to be released, unless another privilege protects it.

    ## What to do
    Where the code says deliberative process, release the text or name another ground. Where it says nothing, ask which
    privilege is claimed: attorney-client and work product have no such limit.

    ## Known limits
    The year of the request is read from a case number such as F-2018-00411, which leaves a range of days: only what
    holds on all of them is said. Without a case number the release date takes its place, and the finding is a note,
    for the request was earlier. An error needs a label of the deliberative-process privilege, a warning is a question.
    """
    coded = [mark for mark in view.marks.marks if "(b)(5)" in mark.codes]
    found = [mark for mark in coded if mark.kind != "release-stamp"] or coded
    if not found or view.provenance in _SILENT:
        return
    if view.date is None:
        yield NO_DATE
        return
    if add_years(view.date[0], _YEARS) > view.as_of:
        return
    request = _request(view)
    if request is None:
        yield NO_REQUEST
        return
    first, last = request.days
    if last <= _AFTER or add_years(view.date[0], _YEARS) > last:
        return
    if first <= _AFTER or add_years(view.date[1], _YEARS) > first:
        yield COARSE
        return
    yield from _judged(view, found, request)


def _request(view: View) -> Request | None:
    """Return the year of the case number, else the day of the release, else None."""
    case = view.structure.fields.case_number
    if case is not None and (year := _year().search(case.value or case.raw)):
        number = int(year[1])
        days = dt.date(number, 1, 1), dt.date(number, 12, 31)
        if number <= view.as_of.year:
            return Request(days, case.start, case.end, True)
    decided = decisions(view)
    stamp = decided[-1] if decided else None
    return Request(stamp.days, stamp.start, stamp.end, False) if stamp else None


def _judged(view: View, found: Sequence[Mark], request: Request) -> Iterator[Hit]:
    """Yield one finding for the labelled codes and one for those without a label."""
    kinds = {mark: _privilege(view.text, mark) for mark in found}
    for privilege, words in (
        ("deliberative", "(b)(5) for deliberative process"),
        ("", "(b)(5) without the privilege it claims: which one is it?"),
    ):
        marks = [mark for mark in found if kinds[mark] == privilege]
        if not marks:
            continue
        origin = view.date[1] if view.date else view.as_of
        end = add_years(origin, _YEARS)
        asked = str(request.days[0].year) if request.days[0] != request.days[1] else request.days[0].isoformat()
        how = "requested" if request.known else "request not known, released"
        weight: Severity | None = "note" if not request.known else (None if privilege else "warning")
        yield Hit(
            marks[0].start, marks[0].end, f"{words} (the 25 years ended on {end}; {how} {asked})", kind="code",
            severity=weight, related=((request.start, request.end, how), *told(marks, "here as well")),
            data={
                "arithmetic": f"{origin} + {_YEARS} y = {end}; {how} {asked}", "over": end.isoformat(),
                "privilege": privilege or None, "request": [day.isoformat() for day in request.days],
                "request_known": request.known, "count": len(marks), "provenance": view.provenance,
            },
        )  # fmt: skip


def _privilege(text: str, mark: Mark) -> str:
    """Return `deliberative`, `other` or nothing, as the code itself or the words directly behind it say."""
    line = text[mark.start : mark.end + _REACH]
    for stop in ("\n", "\r"):
        cut = line.find(stop, mark.end - mark.start)
        line = line if cut < 0 else line[:cut]
    if _deliberative().search(line):
        return "deliberative"
    return "other" if _other().search(line) else ""


@cache
def _year() -> re.Pattern[str]:
    return fixed(r"^[A-Z]{1,4}-((?:19|20)\d\d)-")


@cache
def _deliberative() -> re.Pattern[str]:
    return fixed(r"5\)?[ ,;:]{0,2}[-(\[/]?[ ]?(?:D\.?P\.?P?|PDP)(?!\w)|deliberative|predecisional", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return fixed(
        r"5\)?[ ,;:]{0,2}[-(\[/]?[ ]?(?:A\.?C\.?P?|AWP|WP|PR|PCP)(?!\w)"
        r"|attorney|work.product|presidential comm|privileged comm",
        re.IGNORECASE,
    )
