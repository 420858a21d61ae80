"""DEC: an event of declassification that nobody could ever see happen."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import Verdict, add_25, is_telegram, said
from redaction_audit.checks.dec.sources import DERIVED, DURATION
from redaction_audit.checks.dec.specimen import telegram

_FIRST = dt.date(1995, 10, 14)


@record_check(
    "DEC013",
    "vague-event",
    severity="warning",
    confidence="medium",
    cites=(DURATION, DERIVED),
    basis=("EO-22",),
    flags=(
        Example(telegram("E.O. 12958: DECL: ⟦WHEN APPROPRIATE⟧"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: ⟦WHEN NO LONGER SENSITIVE⟧"), date="2006-03-14"),
    ),
    passes=(
        Example(telegram("E.O. 12958: DECL: UPON CLOSURE OF CONSULATE"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: AFTER KOREAN UNIFICATION"), date="2006-03-14"),
        Example(telegram("E.O. 12958: DECL: COMPLETION OF OPERATION"), date="2006-03-14"),
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
    Only set phrases are known; whether a named event is definite or likely takes a reader. Wording that says "never" is
    another finding. Only telegrams and pages with a block of their own are judged.
    """
    due = view.structure.fields.declassify_on
    if due is None or due.kind != "event" or not (is_telegram(view) or view.structure.fields.classified_by):
        return
    if _vague().search(due.value or due.raw) is None:
        return
    words = "declassification event is not definite: nobody can tell when it has occurred"
    yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(day, words))


def _judge(day: dt.date, words: str) -> Verdict | None:
    return (
        Verdict(f"{words}; without one it counts to {add_25(day)}", {"counts_to": str(add_25(day))})
        if day >= _FIRST
        else None
    )


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:when|as|if|where) (?:deemed |considered )?(?:appropriate|necessary|needed|required|possible)"
        r"|when (?:it is )?no longer (?:sensitive|needed|required|necessary|applicable|relevant)"
        r"|(?:upon|when|on) (?:determin|notif|direct|instruct|request)\w{0,8}|to be determined|tbd|unknown|unspecified"
        r"|at (?:a )?(?:later|future) (?:date|time)|some ?day|until further notice|open)\b",
        re.IGNORECASE,
    )
