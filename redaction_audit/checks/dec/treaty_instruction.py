"""DEC: a declassification line that says "subject to treaty or international agreement"."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.dec.block import LATER_HANDS, Verdict, author_due, law, said
from redaction_audit.checks.dec.sources import TREATY
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.checks.dec.terms import CURRENT, counts_sum, counts_to, governing, since
from redaction_audit.expressions import fixed

_BLOCK = "SECRET\n\nMinutes of the board\n\nClassified By: Ada Rowe\nDeclassify On: {}\n"


@record_check(
    "DEC017",
    "treaty-instruction",
    severity="error",
    cites=(TREATY,),
    basis=("EO-14",),
    by_provenance=LATER_HANDS,
    flags=(
        Example(_BLOCK.format("⟦Subject to treaty or international agreement⟧"), date="2015-03-14"),
        Example(telegram("E.O. 13526: DECL: ⟦SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT⟧"), date="2015-03-14"),
        Example(_BLOCK.format("⟦Subject to treaty or international agreement⟧"), date="2001-03-14"),
        Example(_BLOCK.format("⟦Subject to\n    international agreement⟧"), date="2015-03-14"),
    ),
    passes=(
        Example(_BLOCK.format("25X9, 20501231"), date="2015-03-14"),
        Example(telegram() + "\n2. (C) Release is subject to treaty or international agreement.\n", date="2006-03-14"),
        Example(_BLOCK.format("20350314") + "\nThe quay is subject to treaty or agreement.\n", date="2015-03-14"),
    ),
)
def treaty_instruction(view: View) -> Iterator[Hit | Skip]:
    """The declassification line says "subject to treaty or international agreement".

    ## Why it matters
    The phrase names no date and no exemption, and the directive of 2010 forbids it. Foreign government information that
    a treaty protects beyond 25 years needs an approved exemption, 25X6 or 25X9, with its date.

    ## What to do
    Count with 25 years from the date of the record, as the finding shows, unless such an exemption is approved; refer
    the record to the owner of the information.

    ## Known limits
    On records before the directive took effect it is a note. Only the declassification line is read: in the text the
    words are prose.
    """
    found = place(view)
    if found is not None:
        yield from said(view, found, "header.declassify-on", lambda day: _judge(view, day))


def place(view: View) -> tuple[int, int] | None:
    """Return where the phrase stands as an instruction: behind the label of one, or as the one that was read."""
    due = author_due(view)
    if due is not None and due.kind == "date":
        return None
    if not view.page.literals.any_of(("REATY", "reaty", "GREEMENT", "greement")):
        return None
    found = _labelled().search(view.text)
    if found is not None:
        return found.span("phrase")
    inside = _phrase().search(view.text, due.start, due.end) if due is not None else None
    return inside.span() if inside else None


def _judge(view: View, day: dt.date) -> Verdict | None:
    entries = [entry for regime in governing(view, day) if (entry := regime.instruction("SUBJECT TO TREATY"))]
    until, first = counts_to(view, day), since(view, CURRENT)
    words = f"a treaty is no declassification instruction; without an approved exemption it counts to {until}"
    steps = f"{counts_sum(view, day)}; the record: {day}; binding from {first} on"
    data = {"counts_to": until.isoformat(), "law": law(*entries)}
    return Verdict(words, data, None if day >= first else "note", steps)


@cache
def _phrase() -> re.Pattern[str]:
    agreement = r"international\s{1,9}agreement"
    return fixed(
        rf"subject\s{{1,9}}to\s{{1,9}}(?:an?\s{{1,9}})?(?:treaty(?:\s{{1,9}}or\s{{1,9}}{agreement})?|{agreement})", re.I
    )


@cache
def _labelled() -> re.Pattern[str]:
    return fixed(r"\bdecl(?:assify)?(?:[ ]on)?[ ]{0,2}:[ \t]{0,4}(?P<phrase>" + _phrase().pattern + r")", re.IGNORECASE)
