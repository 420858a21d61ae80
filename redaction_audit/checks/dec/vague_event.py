"""DEC: an event of declassification that nobody could ever see happen."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, author_due, is_telegram, said
from redaction_audit.checks.dec.sources import DERIVED, DURATION
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import LIMITED, counts_sum, counts_to, since
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify, Severity
from redaction_audit.structure.due import event_sort

_AMENDED = "eo12958_am"
"""The text since which an event has to be definite by itself, not only likely within ten years."""


@record_check(
    "DEC013",
    "vague-event",
    severity="warning",
    confidence="medium",
    cites=(DURATION, DERIVED),
    basis=("EO-22",),
    by_provenance=LATER_HANDS,
    when="undated",
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦WHEN APPROPRIATE⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦WHEN NO LONGER SENSITIVE⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦ONCE NO LONGER REQUIRED⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦UNTIL FURTHER NOTICE⟧"), date="2006-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: UPON CLOSURE OF CONSULATE"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: AFTER KOREAN UNIFICATION"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: COMPLETION OF OPERATION"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: AFTER OPEN SKIES FLIGHT"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: INDEFINITE"), date="2006-03-14", also=("DEC014",)),
        Example(
            telegram("E.O. 12958: DECL: TO BE DETERMINED", by="Classified By: DCM Ada Rowe. Reason: 1.5(d)"),
            date="1999-03-14",
        ),
        Example(telegram("E.O. 12356: DECL: WHEN NO LONGER SENSITIVE", by=""), date="1990-03-14"),
    ),
)
def vague_event(view: View) -> Iterator[Hit | Skip]:
    """The record declassifies on an event that nobody could ever see happen.

    ## Why it matters
    An event has to be definite: a thing that can occur, so that everyone who holds the page can tell that it has. "When
    appropriate" leaves the end of classification open, which no order since 1995 allows.

    ## What to do
    Treat the page as one without instruction: 25 years from its date, as the finding shows.

    ## Known limits
    Words that leave the event open ("until further notice") are a note, and only since 2003. Only set phrases are
    known; whether a named event is definite or likely takes a reader. Wording that says "never" is another finding.
    Only telegrams and pages with a block of their own are judged.
    """
    due = author_due(view)
    if due is None or due.kind != "event" or not (is_telegram(view) or view.structure.fields.classified_by):
        return
    printed = due.value or due.raw
    if event_sort(printed) != "vague":
        return
    if _open().match(printed):
        words = "declassification event is open-ended: it names nothing that can occur"
        yield from said(
            view, _place(due), "header.declassify-on", lambda day: _judge(view, day, words, _AMENDED, "note")
        )
    else:
        words = "declassification event is not definite: nobody can tell when it has occurred"
        yield from said(view, _place(due), "header.declassify-on", lambda day: _judge(view, day, words, LIMITED, None))


def _place(due: Declassify) -> tuple[int, int]:
    return due.start, due.end


def _judge(view: View, day: dt.date, words: str, order: str, weight: Severity | None) -> Verdict | None:
    if day < since(view, order):
        return None
    until = counts_to(view, day)
    counts = f"{words}; without one it counts to {until}"
    return Verdict(counts, {"counts_to": until.isoformat()}, weight, counts_sum(view, day))


@cache
def _open() -> re.Pattern[str]:
    """Words that stand for the whole event; behind a noun they may qualify a definite one."""
    return fixed(
        r"\A\W{0,3}(?:to be (?:determined|decided|announced)|tbd|unknown|unspecified|until further notice|open)\b",
        re.IGNORECASE,
    )
