"""DEC: declassification dates in figures that are not written YYYYMMDD."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import Verdict, author_due, said
from redaction_audit.checks.dec.sources import FORMAT
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import CURRENT, since
from redaction_audit.model import Declassify


@record_check(
    "DEC024",
    "numeric-date-format",
    severity="note",
    cites=(FORMAT,),
    basis=("EO-21",),
    once=True,
    when="dated",
    flags=(
        Example(telegram("E.O. 13526: DECL: ⟦08/26/2023⟧"), date="2013-08-26"),
        Example("SECRET\n\nMinutes\n\nDeclassify On: ⟦2023/08/26⟧\n", date="2013-08-26"),
    ),
    passes=(
        Example(telegram("E.O. 13526: DECL: 20230826"), date="2013-08-26"),
        Example(telegram("E.O. 12958: DECL: 08/26/2018"), date="2008-08-26"),
        Example(telegram("E.O. 13526: DECL: 26 AUG 2023"), date="2013-08-26"),
        Example("From: Rowe, Ada\nSent: 08/26/2013 9:15 AM\nTo: Board\nSubject: Quays\n\nThe board met.\n"),
    ),
)
def numeric_date_format(view: View) -> Iterator[Hit | Skip]:
    """A declassification date in figures is not written YYYYMMDD; said once a batch.

    ## Why it matters
    The directive of 2010 gives dates in figures one form, year, month, day, so that nobody has to guess which comes
    first: 08/09/2023 is in August or in September.

    ## What to do
    Nothing on a page that exists. Tell the office that keeps the template; read the date month first.

    ## Known limits
    Departments kept their slashes by habit, so this is a note on the first record of a batch and no more; which record
    is first depends on the order of the inputs. Dates of correspondence and of review strips are not meant.
    """
    due = author_due(view)
    if due is None or due.kind != "date" or due.raw.isdecimal() or any(sign.isalpha() for sign in due.raw):
        return
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, due))


def _judge(view: View, day: dt.date, due: Declassify) -> Verdict | None:
    first = since(view, CURRENT)
    if day < first or due.value is None:
        return None
    right = due.value.replace("-", "")
    words = f"declassification date {' '.join(due.raw.split())} is in figures and not YYYYMMDD ({right})"
    return Verdict(
        words, {"expected": right}, "note", f"from {first} on {due.value} is written {right}; the record: {day}"
    )
