"""The stamp of an FBI reviewer: `CLASSIFIED BY` with a number and initials, `DECLASSIFY ON: 25X1,6`, the day beside it.

A number for a name is an author's as well: what stands around it tells whose block it is.
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Located, Review
from redaction_audit.structure.due import read_due
from redaction_audit.structure.labels import HEAD, trimmed
from redaction_audit.structure.page import Page
from redaction_audit.structure.reason import read_reason
from redaction_audit.structure.stamp_forms import REVIEWER

EXEMPTIONS = 1995
"""The year of the order that first exempted records as 25X (E.O. 12958): on an older page the code is a reviewer's."""

_SECTIONS = {"1.5": 1995, "1.4": 2003}
"""The sections on reasons, of E.O. 12958 as issued and as amended, and the years in which they came."""

DATE = r"(?:\d{1,2}[/\-]){2}\d{4}(?!\d)"
"""How strips and stamps print a day."""

_ABOVE = 300
"""Characters above `Declassify on:` in which the other lines of an author's block stand."""

_STAMP = 300
"""Characters of an FBI reviewer's stamp, from his number to the instruction."""

_HEREIN = "all information contained"
_NEXT = 80
"""Characters behind a day in which a stamp's next words begin."""


@cache
def day() -> re.Pattern[str]:
    """Match a day as strips and stamps print it."""
    return fixed(rf"(?<![\d/.\-]){DATE}")


@cache
def numbered() -> re.Pattern[str]:
    """`CLASSIFIED BY 1234 ABC/DEF` and `CLASSIFIED BY NSICG C00W00B00`: a number with initials, no person's name."""
    return fixed(rf"ass[il]f[il]ed by ?[:;.]? {{0,3}}({REVIEWER})(?![\w,])")


@cache
def labelled() -> re.Pattern[str]:
    """Match the label of an instruction before what reviewers set: a code, or a day."""
    return fixed(rf"assify[. ]{{0,3}}on ?[:;.]? {{0,3}}(?=(25 ?x|x-?\d|oadr)|(?P<date>{DATE}))")


@cache
def _dated() -> re.Pattern[str]:
    """Match the line `DATE: 06-23-2009` with which a reviewer dates his stamp, above it or below."""
    return fixed(rf"\s{{0,8}}date ?[:;.]? {{0,3}}({DATE})[ \t]{{0,80}}(?=[\r\n]|\Z)")


@cache
def onset() -> re.Pattern[str]:
    """Match the first letters of `CLASSIFIED` and `DECLASSIFY` as scans print them, in the text before `ass`."""
    return fixed(r"(?:\A|[^a-z\d])(?:c[l1i]|de[cg][lo])\Z")


def is_reviewers(low: str, label: re.Match[str], year: int | None) -> bool:
    """Whether `DECLASSIFY ON:` without a number that classified is a reviewer's.

    25X is on a page older than such exemptions, and where it belongs to no block of an author: alone on a page without
    a date, on one whose author gave his instruction in the line of the order, and on one that was released (a strip
    that was cut). A day is where the words on what the page contains follow at once: the number above was not legible.
    """
    if label["date"]:
        return _is_beside_herein(low, label)
    if not (label.group(1) or "").startswith("25"):
        return False
    if year is not None and year < EXEMPTIONS:
        return True
    if _authored().search(low, max(0, label.start() - _ABOVE), label.start()):
        return False
    return year is None or _reviewed().search(low, 0, HEAD) is not None


def _is_beside_herein(low: str, label: re.Match[str]) -> bool:
    """Whether `ALL INFORMATION CONTAINED` follows the day of an instruction, and no author's line stands above it."""
    behind = low.find(_HEREIN, label.end("date"), label.end("date") + _NEXT) >= 0
    return behind and _authored().search(low, max(0, label.start() - _ABOVE), label.start()) is None


def _is_derivative(low: str, head: re.Match[str], label: re.Match[str]) -> bool:
    """Whether a number that classified is the author's own: the source of the paper stands before its instruction."""
    return _source().search(low, head.end(), label.start()) is not None


@cache
def _source() -> re.Pattern[str]:
    return fixed(r"[\r\n][ \t]{0,40}der(?:ived|v)? from ?:")


@cache
def _reviewed() -> re.Pattern[str]:
    """Match an order's number, or the number of a case or document in a stamp of release."""
    return fixed(r"e\.? ?o\.? {0,2}:? ?1[0-3]\d{3}|(?:case|doc) no")


@cache
def _authored() -> re.Pattern[str]:
    """Match a line of an author's block: a name behind `Classified by:`, or a source."""
    return fixed(
        r"(?:\A|[\r\n])[ \t\-*•|>]{0,40}"
        r"(?:classified by(?: ?:\*{0,2} ?[^\W\d_]{2}| (?!nsicg)[^\W\d_]{3,20}[ ,.]{1,2}[^\W\d_])|derived from ?:)"
    )


def read(page: Page, low: str, head: re.Match[str], year: int | None) -> tuple[Review, list[Located]] | None:
    """Read an FBI reviewer's stamp: number and initials, then within a few lines the instruction.

    A date as the instruction is a reviewer's only where he dated the stamp, and later than the record, as far as that
    is known, or where his reason has a section that is younger than the record; an author's block may give a number for
    a name as well.
    """
    named = head.re is numbered()
    opening = onset().search(low[max(0, head.start() - 5) : head.start()])
    first = head.start() - len(opening.group().lstrip()) if opening else head.start()
    limit = min(len(low), head.start() + _STAMP)
    label = labelled().search(low, head.start(), limit)
    if named and label is None:
        return None
    derivative = named and label is not None and _is_derivative(low, head, label)
    if derivative and year is not None and year >= EXEMPTIONS:
        return None
    due = read_due(page.text, low, label.end(), min(limit, label.end() + 40), None, None) if label else None
    beside = day().search(low, head.end(), label.start()) if named and label else None
    reason = read_reason(page.text, low, head.end(), label.start()) if named and label else None
    last = max(due.end if due else 0, label.end() if label else 0, head.end())
    reviewed = beside.group() if beside else None
    if named and reviewed is None and (line := _dated().match(low, last) or _line_above(low, first)):
        reviewed, first, last = line.group(1), min(first, line.start()), max(last, line.end(1))
    name = page.text[head.start(1) : head.end(1)].strip() if named else None
    date = dates.parse(reviewed) if reviewed else None
    if not named and label is not None and label["date"]:
        above = list(_dated().finditer(low, max(0, label.start() - _ABOVE), label.start()))
        reviewed, first = (above[-1].group(1), above[-1].start()) if above else (None, first)
        date = dates.parse(reviewed) if reviewed else None
    elif label is not None and label["date"]:
        later = date is not None and (year is None or int(date[:4]) > year)
        later = later or (year is not None and reason is not None and year < _SECTIONS.get(reason.section or "", 0))
        if not later or " " not in (name or "") or derivative:
            return None
    start, end = trimmed(page.text, first, last)
    review = Review(start, end, page.text[start:end], name, date, None, reason, due)
    return review, spans(page, review)


def _line_above(low: str, at: int) -> re.Match[str] | None:
    """Return the line `DATE: …` right above the one that holds `at`, where it is one."""
    line = low.rfind("\n", 0, at) + 1
    above = low.rfind("\n", max(0, line - 100), max(0, line - 1)) + 1
    found = _dated().match(low, above, line) if above < line else None
    return found if found is not None and not low[found.end() : at].strip() else None


def spans(page: Page, review: Review) -> list[Located]:
    """Return the spans of a review: itself, its reason, its instruction."""
    spans = [page.located("review", review.start, review.end)]
    if review.reason:
        spans.append(page.located("review.reason", review.reason.start, review.reason.end))
    due = review.declassify_on
    if due:
        kind = "review.decl_date" if due.kind == "date" else "review.decl"
        spans.append(page.located(kind, due.start, due.end, due.value or ", ".join(due.codes) or None))
    return spans
