"""The day a telegram of the fifties and sixties came in, as the form of the Department of State prints it.

    Control: 2305
    Rec'd:   APRIL 3, 1963
             2:15 PM

    FROM: Arbon

The telegram's own line (`NO: 417, APRIL 3, 1 PM`) gives no year.
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.page import Page
from redaction_audit.structure.parties import BESIDE
from redaction_audit.structure.telegram import LATEST

REACH = 3_000
"""Characters in which the form's head stands."""

_LABELS = ("RECD", "REC'D", "REC’D", "Recd", "Rec'd", "Rec’d")


@cache
def _line() -> re.Pattern[str]:
    return fixed(
        r"(?i)(?<!\w)REC['’]?D\.?[ \t]{0,4}[:;.]?[ \t]{0,40}"
        r"(?P<date>(?:[A-Z]{3,9}\.? \d{1,2}|\d{1,2} [A-Z]{3,9}\.?),? {1,4}(?:19[4-7]\d|[4-7]\d))(?!\d)"
    )


@cache
def _sender() -> re.Pattern[str]:
    """Match the label; the column of the offices that were informed stands to its left."""
    return fixed(rf"(?i)\n{BESIDE}FROM[ \t]{{0,4}}[:;]")


@cache
def _numbered() -> re.Pattern[str]:
    return fixed(r"(?i)(?:\n[ \t]{0,40}NO\.?|\bCONTROL)[ \t]{0,4}[:;]")


def read(page: Page) -> Value | None:
    """Return the day in the received line of such a form, or None.

    The form's labels of sender and number have to stand beside it: elsewhere the line is the stamp of an office.
    """
    if not page.literals.any_of(_LABELS):
        return None
    found = _line().search(page.padded, 0, REACH)
    if found is None or not all(label().search(page.padded, 0, REACH) for label in (_sender, _numbered)):
        return None
    iso = dates.parse(found["date"], latest=LATEST)
    return page.value(found.start("date") - 1, found.end("date") - 1, iso) if iso else None
