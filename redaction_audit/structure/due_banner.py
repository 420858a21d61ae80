"""The declassification instruction at the end of a classification line: `SECRET//NOFORN//X1`, `SECRET//20200612`.

The intelligence community printed it there beside the block until about 2008, behind the last double slash; where a
page has no block it is all that the page says. A plain 25X is left alone: archives put the same sign where they
withheld a compartment (`TOP SECRET//25X1`). Facts: executive-orders, section 5 (MR in banners); reports of 2001 that
were released print X1 in both places.
"""

import re
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Classification, Declassify
from redaction_audit.structure import levels
from redaction_audit.structure.due import read_due
from redaction_audit.structure.page import Page


def read(page: Page, banner: Classification | None) -> Declassify | None:
    """Return the instruction that ends a classification line, None where none does."""
    if banner is None or (found := _last().search(banner.raw)) is None:
        return None
    start, end = banner.start + found.start("due"), banner.start + found.end("due")
    return read_due(page.text, page.low, start, end, order=None, year=None)


@cache
def _last() -> re.Pattern[str]:
    return fixed(rf"//[ ]{{0,3}}(?P<due>{levels.DUE})\)?\Z")
