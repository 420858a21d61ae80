"""The month on the title page of an estimate or a report: `March 1962` alone on a line, its level above or below."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.dates import MONTHS
from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.page import Page

_LINES = 40
"""Lines of a title page that are not blank."""

_WIDEST = 80
"""Characters of its lines: text runs wider, or ends in a full stop."""

_REACH = 4_000


@cache
def _month() -> re.Pattern[str]:
    names = "|".join(dict.fromkeys((*(name.upper() for name in MONTHS), *(name.title() for name in MONTHS))))
    return fixed(
        rf"\n[ \t]{{0,80}}(?P<month>(?:{names})[A-Za-z]{{0,6}},? (?:19[4-9]\d|20[0-3]\d))[ \t]{{0,80}}(?=\n|\Z)"
    )


def month(page: Page) -> Value | None:
    """Return the month of a title page, or None: the first that stands alone, with nothing but titles above it."""
    found = _month().search(page.padded, 0, _REACH)
    iso = dates.parse(found["month"]) if found else None
    if found is None or iso is None:
        return None
    above = [line.strip() for line in page.padded[: found.start()].split("\n") if line.strip()]
    if len(above) > _LINES or any(len(line) > _WIDEST or line.endswith((".", ":", ";", ",")) for line in above):
        return None
    return page.value(found.start("month") - 1, found.end("month") - 1, iso)
