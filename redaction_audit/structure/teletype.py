"""The day of a teletype of the Federal Bureau of Investigation: `515PM URGENT 3/4/65 JLK`.

Hour, precedence and day stand on one line, in any order, above whom it is from and to.
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.page import Page

REACH = 2_000
"""Characters at the top in which the line stands."""

_PRECEDENCES = ("URGENT", "DEFERRED", "NITEL", "IMMEDIATE")


@cache
def _line() -> re.Pattern[str]:
    hour = r"(?<![\d/-])\d{1,2}[:.-]?\d\d ?[AP]\.?M\b"
    day = r"(?<![\d/-])(?P<date>\d{1,2}(?:/\d{1,2}/|-\d{1,2}-)(?:19)?\d\d)(?![\d/-])"
    return fixed(
        rf"\n(?=[^\n]{{0,60}}?{hour})(?=[^\n]{{0,60}}?\b(?:{'|'.join(_PRECEDENCES)})\b)"
        rf"[^\na-z]{{0,60}}?{day}[^\na-z]{{0,40}}(?=\n|\Z)"
    )


def date(page: Page, latest: int) -> Value | None:
    """Return the day in the head of a teletype, or None; `latest` is the last year that two digits can mean."""
    if not page.literals.any_of(_PRECEDENCES):
        return None
    found = _line().search(page.padded, 0, REACH)
    iso = dates.parse(found["date"], latest=latest) if found else None
    return page.value(found.start("date") - 1, found.end("date") - 1, iso) if found and iso else None
