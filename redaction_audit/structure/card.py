"""The description that the CIA's reading room prints above the text of a record: number, day of publication.

Its labels stand above their values or beside them; a label without a value is followed by the next one at once.
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.page import Page

_LABEL = "Publication Date:"
_REACH = 4_000
"""Characters at the top in which the description stands."""


@cache
def _published() -> re.Pattern[str]:
    """Match the day of the record; those on which its entry was made and released have labels of their own."""
    return fixed(
        r"(?:Release Decision|Document Creation Date|Document Release Date):[^\x00]{0,1500}?"
        r"[\r\n][ \t]{0,8}Publication Date:[ \t]{0,8}[\r\n]{0,2}[ \t]{0,8}"
        r"(?P<date>[A-Z][a-z]{2,8} \d{1,2}, (?:18|19|20)\d\d)(?=[ \t]{0,8}[\r\n])"
    )


def date(page: Page) -> Value | None:
    """Return the day on which the record was written, as its description has it; None without one."""
    if _LABEL not in page.literals:
        return None
    found = _published().search(page.text, 0, _REACH)
    iso = dates.parse(found["date"]) if found else None
    return page.value(*found.span("date"), iso) if found and iso else None
