"""The date of a memorandum: `DATE: March 12, 1975` or `DATE: 3/12/75` beside its TO, FROM and SUBJECT."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.page import Page

REACH = 4_000
"""Characters in which the head of a memorandum stands."""

_NEAR = 600
"""Characters around the date line in which its other labels stand."""

_STAMP = 200
"""Characters in front of the date line in which the line above it begins."""

_FEWEST = 2
"""Other labels that make a head: one alone stands in forms and letters as well."""


@cache
def _date() -> re.Pattern[str]:
    """Match the label, in a line of its own or to the right of another, as on forms; so may a stamp stand behind it."""
    return fixed(
        r"(?:\n[ \t]{0,40}|(?<=[^\s])[ \t]{3,60})(?:DATE|Date)[ \t]{0,20}[:;][ \t]{0,40}"
        r"(?P<date>[^\s](?:[^\s]|[ \t](?![ \t]{2})){3,40})"
    )


@cache
def _stamped() -> re.Pattern[str]:
    """Match a reviewer's block whose date stands on the next line."""
    return fixed(r"\n[ \t]{0,40}(?:declassif|classified by|reason|derived from)[^\n]{0,160}\Z", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return fixed(r"\n[ \t]{0,40}(?:(TO|FROM|SUBJ|RE|THRU|VIA)(?:ECT)?[ \t]{0,20}[:;]|(MEMO)RANDUM\b)", re.IGNORECASE)


def date(page: Page, latest: int) -> Value | None:
    """Return the date of the memorandum whose head stands at the top of the page, or None.

    Dates of stamps beside page breaks are none. `latest` is the last year that two digits can mean.
    """
    for found in _date().finditer(page.padded, 0, REACH):
        if page.lines.index(found.start()) in page.noise:
            continue
        if _stamped().search(page.padded, max(0, found.start() - _STAMP), found.start()):
            continue
        near = page.padded[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if len({(one or other).lower() for one, other in _label().findall(near)}) < _FEWEST:
            continue
        if iso := dates.parse(found["date"], latest=latest) or _year(found["date"]):
            start, end = found.start("date") - 1, found.end("date") - 1
            return page.value(start, end, iso)
    return None


def _year(printed: str) -> str | None:
    """Return the year that is all of a date, or None."""
    found = _alone().fullmatch(printed.rstrip())
    return found[1] if found else None


@cache
def _alone() -> re.Pattern[str]:
    return fixed(r"((?:19|20)\d\d)\.?")
