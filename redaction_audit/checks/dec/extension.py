"""An extension of a classification as E.O. 12958 as issued allowed it: ten years more, with name and date on the page.

Source: 5 CFR 1312.8(a)(4)(v).
"""

import datetime as dt
import re
from functools import cache

from redaction_audit.check import View
from redaction_audit.expressions import fixed
from redaction_audit.law.anniversary import add_years, grace

_BESIDE = 400
"""Characters around the instruction in which the words of the extension stand."""


def extended(view: View, day: dt.date, until: dt.date, years: int) -> bool:
    """Say whether the page names who extended its classification and when, and `until` is within that term.

    Every term of `years` begins where the one before it ended, the first on `day`, and is set before that.
    """
    due = view.structure.fields.declassify_on
    if due is None or "extended" not in view.page.low_literals:
        return False
    found = _words().search(view.text, max(0, due.start - _BESIDE), due.end + _BESIDE)
    decided = _day(found["date"]) if found is not None else None
    if decided is None or decided < day:
        return False
    ended = next((term for n in range(1, 200) if (term := add_years(day, years * n)) >= decided), None)
    if ended is None:  # an extension thousands of years on is none
        return False
    return until - add_years(ended, years) <= grace(day)


def _day(printed: str) -> dt.date | None:
    from redaction_audit import dates

    iso = dates.parse(" ".join(printed.split()), earliest=1995)
    return dt.date.fromisoformat(iso) if iso and len(iso) == len("2007-03-01") else None


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"{_MONTH}\s{{1,2}}\d{{1,2}},?\s{{1,2}}\d{{4}}|\d{{1,2}}[ \-]{_MONTH}[ \-]\d{{4}}"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|(?:19|20)\d{6}"
)


@cache
def _words() -> re.Pattern[str]:
    """`Classification extended on March 1, 2007, until March 1, 2017, by John Dole, Director`, in either order."""
    name = r"\bby:?\s{1,3}(?-i:[A-Z])"
    return fixed(
        r"(?:\b(?:(?:de)?classification|duration|date)\s{1,3}(?:(?:is|was|has been)\s{1,2})?|[\r\n(;]\s{0,9})extended\b"
        rf"(?=[^\0]{{0,160}}?{name})[^\0]{{0,80}}?(?<!\d)(?P<date>{_DATE})(?!\d)",
        re.IGNORECASE,
    )
