"""DEC: a declassification date that no calendar has."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.sources import CHANGE, MARKING
from redaction_audit.checks.dec.specimen import telegram

_HEAD = 6_000
"""Characters in which an order line or block stands; the same text deeper down is quotation."""


@record_check(
    "DEC002",
    "unreadable-declassification-date",
    severity="warning",
    cites=(MARKING, CHANGE),
    basis=("EO-06",),
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦13/45/2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦02/30/2015⟧"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: ⟦25/12/2015⟧"), date="2005-05-12"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: 05/12/2015"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 2015/05/12"), date="2005-05-12"),
        Example(telegram("E.O. 12958: DECL: 02/29/2016"), date="2006-03-01"),
        Example(
            telegram("E.O. 12958: DECL: 6/30/08", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"), date="2003-06-30"
        ),
        Example("E.O. 12958: DECL: O5/l2/2015\n\nThe board met.\n", date="2005-05-12"),
        Example("The lot numbers run 13/45/2015 and on.\n"),
    ),
)
def unreadable_date(view: View) -> Iterator[Hit | Skip]:
    """The declassification date does not exist: month or day are out of range.

    ## Why it matters
    A date that no calendar has is no instruction. Nobody can tell when the record declassifies, and software that reads
    the field drops it without a word.

    ## What to do
    Compare with the page image: a digit may be misread. If it is printed so, treat the page as one without instruction.

    ## Known limits
    Numbers are read month first, as records of the United States print them; a date that exists when read day first is
    a note. Dates with letters for digits (O, l) come from scanning and are not judged.
    """
    known = view.structure.fields.declassify_on
    if known is not None and known.kind not in ("empty", "event"):
        return
    if "decl" not in view.text[:_HEAD].lower():
        return
    for found in _labelled().finditer(view.text, 0, _HEAD):
        problem = _problem(found)
        if problem is not None:
            words, light = problem
            place = found.span("date")
            yield Hit(
                *place, words, kind="header.declassify-on", data={"printed": found["date"]}, evidence=found["date"],
                severity="note" if light else None,
            )  # fmt: skip
            return


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        r"\bDECL(?:ASSIFY ON|ASSIFY|AS| ON)?[ \t]{0,3}[:;][ \t]{0,8}"
        r"(?P<date>(?:(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4}|\d\d)|(?P<Y>\d{4})/(?P<M>\d{1,2})/(?P<D>\d{1,2})))(?![\w/-])",
        re.IGNORECASE,
    )


def _problem(found: re.Match[str]) -> tuple[str, bool] | None:
    """Return what is wrong with the printed date and whether it is only the order of its parts; None when it exists."""
    year = int(found["y"] or found["Y"])
    leap = year if year > 99 else year + 2000
    month, day = (int(found["a"]), int(found["b"])) if found["a"] else (int(found["M"]), int(found["D"]))
    if _exists(leap, month, day):
        return None
    if found["a"] and _exists(leap, day, month):
        return f"declassification date {found['date']} exists only read day first", True
    return f"declassification date {found['date']} does not exist (month {month}, day {day})", False


def _exists(year: int, month: int, day: int) -> bool:
    from calendar import monthrange

    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]
