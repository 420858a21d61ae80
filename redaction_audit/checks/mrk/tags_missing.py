"""MRK: a telegram without TAGS."""

import datetime as dt
from collections.abc import Iterator

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.located import located
from redaction_audit.checks.mrk.sources import MESSAGE, TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import before, of_state

_SINCE = dt.date(1974, 1, 1)
"""The earliest telegrams of the archive, of 1973, do not all have the line."""


@record_check(
    "MRK013",
    "tags-missing",
    severity="note",
    cites=(TELEGRAM, MESSAGE),
    basis=("CV-16",),
    flags=(
        Example(telegram(tags="⟦TAGS:⟧")),
        Example(telegram(tags="", order="⟦E.O. 12958: DECL: 03/14/2016⟧")),
        Example(telegram(tags="", order="", banner="⟦C O N F I D E N T I A L⟧ ARBON 000412")),
    ),
    passes=(
        Example(telegram(tags="TAGS: SNAR, PTER, XX")),
        Example(telegram(tags="TAGES: SNAR, PTER, XX")),
        Example(telegram(tags="TAGS SNAR PTER XX")),
        Example(telegram(tags="", group="P 141520Z MAR 69", order="", by="")),
        Example("From: Rowe, Ada\nSent: Friday, March 14, 2008 11:25 AM\nSubject: quays\n\nThe board met.\n"),
    ),
)
def tags_missing(view: View) -> Iterator[Hit | Skip]:
    """The TAGS line is missing or empty.

    ## Why it matters
    TAGS say what a telegram is about and which countries and persons it concerns; searches and counts by subject miss
    a telegram without them. They may have been taken off with the names they hold.

    ## What to do
    If they were withheld, the release has to show it.

    ## Known limits
    Some collections publish every telegram with an empty line. Telegrams before 1974, and pages that are not a
    telegram of the Department as sent, are not judged.
    """
    fields = view.structure.fields
    if fields.tags or before(view, _SINCE) is not False or not of_state(view):
        return
    kinds = ("header.tags_empty", "marking.eo_line", "marking.banner", "header.subject")
    first = next((span for kind in kinds for span in located(view, kind)), None)
    if first is None:
        return
    end = first.start + len(first.raw.rstrip())
    empty = first.kind == "header.tags_empty"
    words = "the TAGS line is empty" if empty else "the telegram has no TAGS line"
    yield Hit(first.start, end, words, kind="header.tags", data={"line": "empty" if empty else "missing"})
