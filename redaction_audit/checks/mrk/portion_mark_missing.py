"""MRK: a numbered paragraph of a classified telegram without its portion mark."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.mrk.sources import NOT_THE_AGENCY_NOR_A_SCAN, PORTIONS, TELEGRAM
from redaction_audit.checks.mrk.specimen import telegram
from redaction_audit.checks.mrk.telegram import atomic, before, classified, of_state, place
from redaction_audit.expressions import fixed
from redaction_audit.model import Paragraph, Severity

SINCE = dt.date(1978, 12, 1)
"""E.O. 12065 took effect; that portion marking became a general duty with it is not checked against its text."""

_STATEMENT = 60
"""Characters of the longest first paragraph that is nothing but a statement of the level."""

_ONE = "1. (C) The board met twice."


@record_check(
    "MRK006",
    "portion-mark-missing",
    severity="warning",
    cites=(PORTIONS, TELEGRAM),
    basis=("CV-07",),
    by_provenance=NOT_THE_AGENCY_NOR_A_SCAN,
    flags=(
        Example(telegram(_ONE, "2. (C) It voted.", "⟦3.⟧ The minister said that the quay was new.")),
        Example(telegram("⟦1.⟧ The board met twice.", "2. It voted.", "3. It rose.", group="P 141520Z MAR 86",
                         order="E.O. 12356: DECL: OADR", by="")),
        Example(telegram("⟦1.⟧ THE BOARD MET TWICE.", "2. IT VOTED.", group="P 141520Z MAR 76",
                         order="E.O. 11652: GDS", by="")),
    ),
    passes=(
        Example(telegram(_ONE, "2. (SBU/NF) It voted.", "3. (U) It has not/not adjourned.")),
        Example(telegram("1. C - ENTIRE TEXT.", "2. The board met.", "3. It voted.", group="P 141520Z MAR 86",
                         order="E.O. 12356: DECL: OADR", by="")),
        Example(telegram("1. ENTIRE TEXT IS CONFIDENTIAL.", "2. The board met.", group="P 141520Z MAR 86",
                         order="E.O. 12356: DECL: OADR", by="")),
        Example(telegram("1. The board met.", "2. It voted.", banner="UNCLAS ARBON 000412",
                         order="E.O. 12958: N/A", by="")),
        Example(telegram(_ONE, "2. XXXXXXXXXXXX The board voted.", "3. (C) It rose.")),
        Example(telegram(_ONE, "2. [2 lines not declassified] The board voted.", "3. (C) It rose.")),
        Example(telegram("1. Classified by Ambassador Ada Rowe, reason 1.5 (d).", "2. (C) It voted.", by="",
                         group="P 141520Z MAR 97", order="E.O. 12958: DECL: 03/14/07")),
        Example(telegram(_ONE, "2. Summary: (C) It voted. End Summary.", "3. (C) It rose.")),
        Example(telegram(_ONE, "2. (C) It has two aims:\n\n1. a quay\n2. a crane", "3. (C) It rose.")),
        Example(telegram("The board met once and rose.")),
        Example(telegram("1. The board met.", "2. It voted.", banner="S E C R E T//RD ARBON 000412")),
        Example(telegram(_ONE, "2. The board voted.", below="PORTION MARKING WAIVED; NOT A DERIVATIVE SOURCE")),
        Example("SECRET\n\n1. The board met.\n2. It voted.\n", date="1999-03-14"),
    ),
)  # fmt: skip
def portion_mark_missing(view: View) -> Iterator[Hit | Skip]:
    """A numbered paragraph of a classified telegram has no portion mark.

    ## Why it matters
    The portion mark says whether that paragraph is classified. A reviewer who finds none has to treat the paragraph as
    classified as the whole telegram, and a quotation from it carries no level.

    ## What to do
    Look at the page image: a withheld first word may have taken the mark along. Otherwise the paragraph was never
    marked, and the review has to set its level.

    ## Known limits
    Silent on an entire-text statement, a waiver, matter marked RD or FRD (only its titles are marked), unclassified
    telegrams, and on a paragraph whose first word is withheld. Before 1 December 1978 marks were no general duty: a
    note. Where no paragraph is marked there is one finding for the record. Other agencies' cables get a note, and so do
    collections of scans, because character recognition loses marks.
    """
    own = classified(view)
    paragraphs = view.structure.paragraphs
    if own is None or not paragraphs or view.structure.entire_text or atomic(own):
        return
    missing = [paragraph for paragraph in paragraphs if paragraph.portion is None]
    missing = missing and [paragraph for paragraph in missing if not _excused(view, paragraph)]
    if not missing or "WAIVE" in view.text[:8_000].upper() or _covered(view, paragraphs[0]):
        return
    weight: Severity | None = None if of_state(view) and before(view, SINCE) is False else "note"
    if any(paragraph.portion is not None for paragraph in paragraphs):
        yield from capped(_each(view, missing, weight))
    else:
        yield _whole(view, missing, weight)


def _each(view: View, missing: Sequence[Paragraph], weight: Severity | None) -> Iterator[Hit]:
    for paragraph in missing:
        words = f"paragraph {paragraph.number} has no portion mark"
        data = {"paragraph": paragraph.number}
        yield Hit(*place(view, paragraph), words, kind="marking.portion", data=data, severity=weight)


def _whole(view: View, missing: Sequence[Paragraph], weight: Severity | None) -> Hit:
    first = missing[0]
    count = len(missing)
    words = (
        f"none of {count} numbered paragraphs has a portion mark" if count > 1 else "paragraph 1 has no portion mark"
    )
    return Hit(*place(view, first), words, kind="marking.portion", data={"paragraphs": count}, severity=weight)


def _covered(view: View, first: Paragraph) -> bool:
    """Return whether a statement at the first paragraph gives the level of the whole in unusual words.

    `ENTIRE TEXT IS SECRET`, `ALL PARAGRAPHS CONFIDENTIAL`, `TEXT CONFIDENTIAL`; the usual one is read as a mark.
    """
    text = view.text[first.body : min(first.end, first.body + 120)]
    if first.end - first.body < _STATEMENT and _level().search(text):
        return True
    above = view.text[max(0, first.start - 160) : first.start].upper()
    return any(_entire().search(part) for part in (text.upper(), above))


@cache
def _level() -> re.Pattern[str]:
    return fixed(r"\b(?:CONFIDENTIAL|SECRET)\b")


@cache
def _entire() -> re.Pattern[str]:
    return fixed(r"\b(?:ENTIRE|WHOLE|ALL)\s{1,4}(?:TEX|MESSAGE|TELEGRAM|CABLE|PARA)")


def _excused(view: View, paragraph: Paragraph) -> bool:
    """Return whether the mark may have been withheld, stands elsewhere in the line or above, or is not called for."""
    text, start, body = view.text, paragraph.start, paragraph.body
    if any(mark.start < body + 8 and mark.end > start for mark in view.withheld):
        return True
    if _classified_by().match(text, body):
        return True
    above = text[max(0, start - 100) : start].rstrip()
    heading = above[max(above.rfind("\n"), above.rfind("\r")) + 1 :]
    if _bracket().match(text, body) or _mark().search(text[body : body + 80]):
        return True
    return heading.endswith((")", "):")) and _mark().search(heading[-24:]) is not None


@cache
def _classified_by() -> re.Pattern[str]:
    return fixed(r"(?:THIS (?:MESSAGE|CABLE|TELEGRAM) )?(?:DE)?CLASSIF\w{0,4} BY\b|DERIVED FROM\b", re.IGNORECASE)


@cache
def _bracket() -> re.Pattern[str]:
    """Match a short bracket of capitals or signs where the mark stands, however a scan has read or broken it."""
    return fixed(
        r"[(\[{<][ ]?[^\sa-z()\[\]]{0,12}[ ]?[)\]}>]|[(\[{<]?[A-Z0-9]{1,3}[)\]}>]|[(\[{<](?:TS|S|C|U|SBU)(?![A-Za-z])"
    )


@cache
def _mark() -> re.Pattern[str]:
    """Match a portion mark that stands further inside the line."""
    return fixed(
        r"[(\[](?:TS|S|C|U|SBU|LOU|FOUO|OUO|CONFIDENTIAL|SECRET|UNCLASSIFIED|UNCLAS)(?:[ ]?[/-][A-Z/ -]{1,20})?[)\]]"
    )
