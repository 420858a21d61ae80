"""RED: the subject line holds a mark."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.red.sources import SHOWN
from redaction_audit.expressions import fixed

_HEAD = "C O N F I D E N T I A L ARBON 000412\n\nE.O. 12958: DECL: 03/14/2016\nTAGS: PGOV, PREL\n"
_MAIL = (
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-00001 Doc No. C00000001 Date: 01/30/2015\n"
    "RELEASE IN PART B6\n\nFrom: Rowe, Ada <RoweA@state.example>\nSent: Monday, March 6, 2006 9:00 AM\nTo: Hall, Ben\n"
)
_TAIL = "\n\nClassified By: PolCouns Ada Rowe. Reason: 1.4 (b,d)\n\n1. (C) The board met XXXXXXXXXXXX.\n\nROWE\n"


_CODES = ("foia-code", "margin-code", "eo-code", "statute-code")
"""Kinds that stand beside what they speak of; on a line of their own they may speak of the next lines."""


@record_check(
    "RED004",
    "mark-in-subject",
    severity="warning",
    cites=(SHOWN,),
    basis=("FX-11",),
    when="marked",
    flags=(
        Example(f"{_HEAD}SUBJECT: MEETING WITH ⟦XXXXXXXXXXXX⟧ ON THE QUAY{_TAIL}"),
        Example(f"{_MAIL}Subject: Letter to                                           ⟦B6⟧\n\nWe should ask.\n"),
        Example(
            f"{_HEAD}SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS AND\nCRANES WITH ⟦XXXXXXXXXXXX⟧ AND ⟦XXXXXXXXXXXX⟧{_TAIL}"
        ),
    ),
    passes=(
        Example(f"{_MAIL}Subject: Harbor board\n\nWe should ask                                              B6\n"),
        Example(f"{_HEAD}SUBJECT: HARBOR BOARD MEETS{_TAIL}"),
        Example(f"{_HEAD}SUBJECT: EXXON AND THE XXXVIII HARBOR BOARD{_TAIL}"),
        Example("The board met XXXXXXXXXXXX on the subject: cranes.\n"),
    ),
)
def mark_in_subject(view: View) -> Iterator[Hit | Skip]:
    """The subject line names what is withheld.

    ## Why it matters
    Subject lines go into indexes, registers and lists of other files, where the record may stand unmarked. A mark in
    the subject also says that the whole record is about the hidden person or matter.

    ## What to do
    Search indexes, reference lists and other releases for the same subject line.

    ## Known limits
    One finding for every withheld portion, whatever number of codes stands beside it. A code alone on the line below
    may belong to what follows: it is a note. Subjects that were replaced rather than marked are not seen.
    """
    subject = view.structure.fields.subject
    if subject is None or not view.withheld:
        return
    said: set[int] = set()
    for mark in view.withheld:
        if mark.start >= subject.end:
            return
        if mark.end <= subject.start:
            continue
        aside = mark.kind in _CODES and _on_later_line(view.text, subject.start, mark.start)
        if mark.group is None or mark.group not in said:
            said.update([] if mark.group is None else [mark.group])
            yield Hit(
                mark.start,
                mark.end,
                "a code stands below the subject line" if aside else "the subject line holds a mark of withheld text",
                kind="header.subject",
                severity="note" if aside else None,
                confidence="low" if aside else "medium" if mark.kind in _CODES else None,
            )


def _on_later_line(text: str, start: int, at: int) -> bool:
    """Return whether `at` stands on a later line than `start`, with nothing but codes and white space before it."""
    line = text[start:at].replace("\r", "\n").rpartition("\n")
    return bool(line[1]) and not _code().sub("", line[2]).strip()


@cache
def _code() -> re.Pattern[str]:
    """Match a code as printed."""
    return fixed(r"[A-Z]?\d[.\w()]{0,8}")
