"""What the marking checks share: whether the page is a telegram as sent, its own banner, its portion marks and levels.

The rules of telegrams hold for telegrams alone: volumes, e-mails, forms and covers quote markings of other documents.
"""

import datetime as dt
import re
from bisect import bisect_right
from functools import cache, lru_cache

from redaction_audit.check import Skip, View
from redaction_audit.checks.dec.block import LEVELS, is_telegram
from redaction_audit.checks.located import located
from redaction_audit.expressions import fixed
from redaction_audit.law import vocabulary
from redaction_audit.model import Classification, Frozen, Paragraph

RANKS = {"TOP SECRET": 3, "SECRET": 2, "CONFIDENTIAL": 1}
"""Levels for comparison; administrative words (SBU, LOU, FOUO) rank 0 with UNCLASSIFIED (32 CFR 2001.21, 2001.24)."""

NAMES = ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET")
"""The level of each rank."""

_ENOUGH = 3
"""Portion marks that make a page one whose portions are marked; fewer may be letters of a list."""

EVERYDAY = {"U": 0, "SBU": 0, "LOU": 0, "FOUO": 0, "C": 1, "S": 2, "TS": 3}
"""Ranks of the everyday marks, so that a record with no other never reads the vocabulary."""

_FORMERLY = frozenset(("RD", "FRD", "TFNI", "CNWDI", "RESTRICTED DATA"))
_RELEASED = frozenset(("foia", "mdr", "systematic", "cia_crest", "jfk"))

NO_DATE = Skip("no date of record")
COARSE = Skip("date of record not exact enough")
NO_BANNER = Skip("no classification line")
MASKED = Skip("masked or partial record")
UNREAD = Skip("classified-by line not readable")
"""The closed set of reasons why a check of this family could not judge a record."""


class Portion(Frozen):
    """A portion mark: half-open offsets, its words in upper case without brackets, and its paragraph's number.

    `number` is None for a mark that stands elsewhere at the start of a line.
    """

    start: int
    end: int
    words: str
    number: int | None


def sent(view: View) -> bool:
    """Return whether the page is a telegram as its author sent it (see `checks.dec.block.is_telegram`)."""
    return is_telegram(view)


def marked(view: View) -> bool:
    """Return whether the page is a document whose portions are marked: a telegram as sent, or a page of no other form.

    Such a page has a classification line, and three portion marks or one with `//`, which nothing else looks like.
    """
    if sent(view):
        return True
    structure = view.structure
    if structure.form is not None or structure.fields.classification is None:
        return False
    marks = portions(view)
    return len(marks) >= _ENOUGH or any("//" in mark.words for mark in marks)


def of_state(view: View) -> bool:
    """Return whether the page is a telegram of the Department of State: with order line, TAGS or message reference.

    Other agencies' cables have neither TAGS nor a signature.
    """
    fields = view.structure.fields
    return sent(view) and bool(fields.tags or fields.message_id or fields.order)


def extract(view: View) -> bool:
    """Return whether the page says that it is an extract, or sections of the telegram are not in the record."""
    structure = view.structure
    sections = structure.fields.sections
    if sections and sections.of and len(set(sections.seen)) < sections.of:
        return True
    return bool(located(view, "notice.partial_extract"))


def banner(view: View) -> Classification | None:
    """Return the telegram's own classification line, None where there is none or only a page head of the release.

    A released page may carry UNCLASSIFIED from the hand that declassified it: it counts only where the letters are
    spaced or the message number or a section follows.
    """
    own = view.structure.fields.classification
    if own is None or own.value in LEVELS or own.spaced or view.provenance not in _RELEASED:
        return own
    kinds = ("header.id_in_banner", "section.header", "header.class")
    beside = (span for kind in kinds for span in located(view, kind))
    return own if any(own.start <= span.start <= own.end + 80 for span in beside) else None


def classified(view: View) -> Classification | None:
    """Return the banner of a telegram whose level is Confidential or higher."""
    own = banner(view) if sent(view) else None
    return own if own is not None and own.value in LEVELS else None


def atomic(own: Classification) -> bool:
    """Return whether the banner says RD or FRD: only titles are portion marked there (10 CFR 1045.140(d)(4))."""
    return bool(_FORMERLY.intersection(own.controls))


def portions(view: View) -> tuple[Portion, ...]:
    """Return the portion marks of the record in text order; an entire-text statement is one."""
    return view.once(_portions)


def worded(view: View) -> frozenset[str]:
    """Return the words of all portion marks, each once."""
    return view.once(_worded)


def _worded(view: View) -> frozenset[str]:
    return frozenset([mark.words for mark in portions(view)])


def _portions(view: View) -> tuple[Portion, ...]:
    paragraphs = view.structure.paragraphs
    starts = [paragraph.start for paragraph in paragraphs]
    found = []
    for span in located(view, "marking.portion"):
        at = bisect_right(starts, span.start) - 1
        own = at >= 0 and span.start <= paragraphs[at].body
        number = paragraphs[at].number if own else None
        found.append(Portion(span.start, span.end, (span.value or span.raw).strip("()[]{}<> ").upper(), number))
    return tuple(found)


@lru_cache(maxsize=4096)  # portion marks are few
def rank(words: str) -> int | None:
    """Return 0 (unclassified) to 3 (Top Secret) for the words of a portion mark, None when they name no level.

    `SRD` and `CFRD` are S and C with their category (`rules/portions.toml`).
    """
    if words in EVERYDAY:
        return EVERYDAY[words]
    head = parts(words)[0]
    if head in EVERYDAY:
        return EVERYDAY[head]
    entry = vocabulary.portion(head)
    return None if entry is None or entry.rank is None else max(0, entry.rank - 1)


@lru_cache(maxsize=4096)
def parts(words: str) -> tuple[str, ...]:
    """Return the words of a portion mark and the signs between them: `S//NF` is `S`, `//`, `NF`."""
    return tuple(_sign().split(words))


@cache
def _sign() -> re.Pattern[str]:
    return fixed(r" ?(//|/|-) ?")


def highest(view: View) -> int:
    """Return the rank of the highest portion mark, 0 where there is none."""
    return max((rank(mark.words) or 0 for mark in portions(view)), default=0)


def place(view: View, paragraph: Paragraph) -> tuple[int, int]:
    """Return where a paragraph's number stands, its full stop included."""
    head = view.text[paragraph.start : paragraph.body]
    start = paragraph.start + len(head) - len(head.lstrip())
    found = _number().search(view.text, start, max(paragraph.body, start))
    return (start, found.end()) if found else (start, max(paragraph.body, start + 1))


@cache
def _number() -> re.Pattern[str]:
    return fixed(r"\d{1,3} ?[.)]?")


def before(view: View, day: dt.date) -> bool | None:
    """Return whether the record is older than `day` on every possible day of its date; None when that is open.

    A telegram without a date is not older than the order that its own order line cites.
    """
    if view.date is None:
        order = view.structure.fields.order
        cited = view.law.cited(order.value or "") if order is not None and sent(view) else ()
        return False if cited and cited[0].first >= day else None
    first, last = view.date
    return True if last < day else False if first >= day else None
