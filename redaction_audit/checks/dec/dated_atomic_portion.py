"""DEC: a declassification date on a page with atomic or NATO portions."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import (
    ATOMIC,
    LATER_HANDS,
    Verdict,
    author_due,
    categories,
    portion_words,
    portions,
    said,
)
from redaction_audit.checks.dec.sources import COMMINGLED
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import CURRENT, since
from redaction_audit.model import Declassify, Severity

_PAGE = "SECRET//{2}\n\nMinutes\n\nClassified By: Ada Rowe\n{0}\n\n1. ({1}) The board met.\n\n2. (U) It adjourned.\n"


@record_check(
    "DEC016",
    "dated-atomic-portion",
    severity="error",
    cites=(COMMINGLED,),
    basis=("EO-13",),
    by_provenance=LATER_HANDS,
    flags=(
        Example(_PAGE.format("Declassify On: ⟦20350101⟧", "S//RD//NF", "RD//NOFORN"), date="2015-03-14"),
        Example(_PAGE.format("Declassify On: ⟦20350101⟧", "S//NATO", "NATO"), date="2015-03-14"),
        Example(
            telegram("E.O. 12356: DECL: ⟦OADR⟧", by="", banner="S E C R E T//RD ARBON 000412", portion="S/RD"),
            date="1988-03-14",
        ),
    ),
    passes=(
        Example(
            _PAGE.format(
                "Declassify On: N/A to RD portions. See source list for NSI portions.", "S//RD//NF", "RD//NOFORN"
            ),
            date="2015-03-14",
        ),
        Example(_PAGE.format("Declassify On: 20350101", "S//NF", "NOFORN"), date="2015-03-14"),
        Example(
            "SECRET\n\nMinutes\n\nDeclassify On: 20350101\n\n1. (S) The enclosure holds restricted data.\n",
            date="2015-03-14",
        ),
        Example(
            _PAGE.format("Source list for NSI portions: Memorandum, Declassify On: 20350101", "S//RD", "RD"),
            date="2015-03-14",
        ),
        Example(
            _PAGE.format("Declassify On: 20350101", "S", "NOFORN")
            + "\nThe enclosure contains Restricted Data as defined in the Atomic Energy Act of 1954.\n",
            date="2015-03-14",
        ),
    ),
)
def dated_atomic_portion(view: View) -> Iterator[Hit | Skip]:
    """A page with atomic or NATO portions carries a declassification date.

    ## Why it matters
    Restricted Data, Formerly Restricted Data and TFNI are protected by the Atomic Energy Act, and NATO information by
    its own rules: no order declassifies them on a date. A date on the page invites somebody to release them on it.

    ## What to do
    The line should say that it does not apply to those portions and point to the source list for the others. Refer the
    portions to their owner before anything is released.

    ## Known limits
    The form of the line is the rule of 2010: on older pages a date, or OADR, is a note. Portion marks count, and the
    controls of the classification line with less weight; words in the text and in the admonishment of an enclosure do
    not. The dates of a source list are not judged.
    """
    found, due = categories(view), author_due(view)
    if due is not None and owns(view, due):
        yield from said(view, (due.start, due.end), "header.declassify-on", lambda day: _judge(view, day, due, found))


def owns(view: View, due: Declassify) -> bool:
    """Say whether an instruction stands on a page with such portions, which no order declassifies by itself either."""
    return bool(categories(view)) and due.kind in ("date", "code") and not _exempts(view)


def _exempts(view: View) -> bool:
    """Say whether the page excepts such portions from its line in words."""
    low = view.text.lower()
    return any(words in low for words in ("n/a to ", "not applicable to "))


def _judge(view: View, day: dt.date, due: Declassify, found: frozenset[str]) -> Verdict | None:
    binding = day >= since(view, CURRENT)
    if binding and due.kind != "date":
        return None
    names = ", ".join(sorted(found))
    marked = f"date {due.value}" if due.kind == "date" and due.value else f"instruction {', '.join(due.codes)}"
    words = f"{marked} on a page with {names} portions, which no date declassifies"
    data = {"categories": sorted(found), "declassify_on": due.value, "codes": list(due.codes)}
    first = since(view, CURRENT)
    marked = due.value or ", ".join(due.codes)
    steps = f"{names}: no date; marked {marked}; the record: {day}; binding from {first} on"
    return Verdict(words, data, _weight(view, found) if binding else "note", steps)


def _weight(view: View, found: frozenset[str]) -> Severity | None:
    """Weigh what shows the category: an atomic portion mark is an error, NATO or a control of the banner a warning."""
    marked = any(portion_words(words) & found & ATOMIC for _, _, words in portions(view))
    return None if marked else "warning"
