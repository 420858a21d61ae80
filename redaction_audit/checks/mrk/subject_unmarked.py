"""MRK: the subject line of a classified telegram without a portion mark."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.mrk.portion_mark_missing import SINCE
from redaction_audit.checks.mrk.sources import PORTIONS, TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import before, classified
from redaction_audit.expressions import fixed


@record_check(
    "MRK007",
    "subject-unmarked",
    severity="note",
    cites=(PORTIONS, TELEGRAM),
    basis=("CV-07",),
    flags=(
        Example(telegram(subject="SUBJECT: ⟦HARBOR BOARD MEETS ON NEW QUAYS⟧")),
        Example(
            telegram(subject="SUBJ: ⟦HARBOR BOARD⟧", group="P 141520Z MAR 84", order="E.O. 12356: DECL: OADR", by="")
        ),
    ),
    passes=(
        Example(telegram(subject="SUBJECT: (U) HARBOR BOARD MEETS ON NEW QUAYS")),
        Example(telegram(subject="SUBJECT: HARBOR BOARD MEETS ON NEW QUAYS (C/NF)")),
        Example(telegram("1. C - ENTIRE TEXT.", "2. It met.", subject="SUBJECT: HARBOR BOARD")),
        Example(
            telegram(
                "1. (U) It met.", subject="SUBJECT: HARBOR BOARD", banner="UNCLAS ARBON 000412", order="E.O. 12958: N/A"
            )
        ),
        Example(telegram(subject="SUBJ: HARBOR BOARD", group="P 141520Z MAR 76", order="E.O. 11652: GDS", by="")),
        Example(telegram(subject="SUBJECT: XXXXXXXXXXXX MEETS ON NEW QUAYS"), also=("RED004",)),
    ),
)
def subject_unmarked(view: View) -> Iterator[Hit | Skip]:
    """The subject line of a classified telegram has no portion mark.

    ## Why it matters
    Subjects and titles are portions too. They are copied into indexes and manifests, where an unmarked one is taken
    for unclassified.

    ## What to do
    Nothing on an old telegram. In an index, treat the subject as classified until its level is known.

    ## Known limits
    Most telegrams of the 2000s lack this mark. Silent before 1 December 1978, on an entire-text statement, and where
    something of the subject is withheld.
    """
    subject = view.structure.fields.subject
    if subject is None or classified(view) is None or view.structure.entire_text or before(view, SINCE):
        return
    if any(mark.start < subject.end and mark.end > subject.start for mark in view.withheld):
        return
    before_it = _break().split(view.text[max(0, subject.start - 16) : subject.start])[-1]
    behind_it = _break().split(view.text[subject.end : subject.end + 16])[0]
    if _mark().search(before_it + subject.raw + behind_it):
        return
    yield Hit(subject.start, subject.end, "the subject has no portion mark", kind="header.subject")


@cache
def _break() -> re.Pattern[str]:
    return fixed(r"[\r\n]")


@cache
def _mark() -> re.Pattern[str]:
    return fixed(
        r"[(\[][ ]?(?:TS|S|C|U|SBU|LOU|FOUO|OUO|UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET)\b[^()\[\]\r\n]{0,24}[)\]]",
        re.IGNORECASE,
    )
