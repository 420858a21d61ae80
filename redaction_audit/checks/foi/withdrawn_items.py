"""FOI: items listed on a withdrawal sheet."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import around, counted, plural, told
from redaction_audit.checks.foi.sources import LETTERS, SHEETS
from redaction_audit.expressions import fixed
from redaction_audit.model import Mark

_SHEET = "                        WITHDRAWAL SHEET\n                 Example Presidential Library\n\n"


@record_check(
    "FOI017",
    "withdrawn-items",
    severity="note",
    cites=(SHEETS, LETTERS),
    basis=("FX-16",),
    when="withdrawn",
    flags=(
        Example(
            _SHEET + "1. memo           A to B re tolls (2 pp.)       3/14/84     ⟦b(1)⟧\n"
            "3. memo           C to D re locks (5 pp.)       4/19/84     b(6)\n"
        ),
        Example("DOCUMENT WITHDRAWAL RECORD [NIXON PROJECT]\n\nN-1   Memo   A to B, re: plan     3/4/71     ⟦B⟧\n"),
    ),
    passes=(
        Example(_SHEET + "NO. AND TYPE      SUBJECT                       DATE        RESTRICTION\n"),
        Example("The board met twice.\n\n1. It adjourned.\n\n3. It met again.\n"),
        Example("RESTRICTION CODES\nPresidential Records Act\nP-1 National security information\nP-5 Advice to him\n"),
    ),
)
def withdrawn_items(view: View) -> Iterator[Hit | Skip]:
    """Items are withdrawn as a whole, and listed on a sheet.

    ## Why it matters
    An item on a withdrawal sheet is withheld, not lost: its page is not in the file because somebody took it out and
    said so. Whoever looks for gaps should know.

    ## What to do
    Check the restriction of each item, and whether its time is over.

    ## Known limits
    Counts the rows that begin with an item number and end with a restriction code. Whether a page of the item follows
    after all is not seen.
    """
    rows: dict[int, Mark] = {}
    for mark in view.withheld:
        if mark.kind == "pra-code":
            start = around(view.text, mark.start, mark.start, 0)[0]
            if _item().match(view.text, start):
                rows.setdefault(start, mark)
    if not rows:
        return
    marks = list(rows.values())
    yield Hit(
        marks[0].start, marks[0].end,
        f"{plural(len(marks), 'item')} withdrawn and listed on the sheet: not missing", kind="pra-code",
        related=told(marks, "withdrawn"),
        data={"items": len(marks), "codes": counted(code for mark in marks for code in mark.codes)},
    )  # fmt: skip


@cache
def _item() -> re.Pattern[str]:
    """`1.`, `03a`, `N-12` at the start of a row."""
    return fixed(r"[ \t]{0,40}(?:[A-Z]-)?\d{1,4}[a-z]?[.):]?[ \t]")
