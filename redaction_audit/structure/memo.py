"""The date line of a memorandum: `DATE: March 12, 1975` beside its TO, FROM and SUBJECT."""

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

_FEWEST = 2
"""Other labels that make a head: one alone stands in forms and letters as well."""


@cache
def _date() -> re.Pattern[str]:
    """Match the line; a stamp set to its right stands behind a run of blanks."""
    return fixed(r"\n[ \t]{0,40}(?:DATE|Date)[ \t]{0,4}[:;][ \t]{0,40}(?P<date>[^\s](?:[^\s]|[ \t](?![ \t]{2})){3,40})")


@cache
def _label() -> re.Pattern[str]:
    return fixed(r"\n[ \t]{0,40}(?:(TO|FROM|SUBJ|RE|THRU|VIA)(?:ECT)?[ \t]{0,4}[:;]|(MEMO)RANDUM\b)", re.IGNORECASE)


def date(page: Page, latest: int | None = None) -> Value | None:
    """Return the date of the memorandum whose head stands at the top of the page, or None.

    Dates of stamps beside page breaks are none. `latest`, the last year that two digits can mean, is their anchor;
    without it they are not read.
    """
    for found in _date().finditer(page.padded, 0, REACH):
        if page.lines.index(found.start()) in page.noise:
            continue
        near = page.padded[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if len({(one or other).lower() for one, other in _label().findall(near)}) < _FEWEST:
            continue
        if iso := dates.parse(found["date"], latest=latest):
            start, end = found.start("date") - 1, found.end("date") - 1
            return page.value(start, end, iso)
    return None
