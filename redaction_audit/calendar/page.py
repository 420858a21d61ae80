"""What a page says of its own declassification: level, instruction, later review, and what no calendar can date.

Everything here is read, nothing is judged. The instruction comes from the record as `inspect` shows it, masked; of the
text itself only the presence of a few fixed words is used, never what stands around them.
"""

import datetime as dt
import re
from functools import cache
from typing import Literal

from redaction_audit.calendar.counted import counted
from redaction_audit.calendar.entry import Level, Said
from redaction_audit.checks.dec.block import is_nato, named_day, two_digit_year
from redaction_audit.checks.dec.early import each_group, on_schedule
from redaction_audit.dates import bounds, is_unreal
from redaction_audit.expressions import fixed
from redaction_audit.law.anniversary import add_years
from redaction_audit.model import Declassify, Frozen, Inspection
from redaction_audit.structure.due import event_sort

LEVELS: tuple[Level, ...] = ("TOP SECRET", "SECRET", "CONFIDENTIAL")
_SYMBOLS: dict[str, Level] = {"TS": "TOP SECRET", "S": "SECRET", "C": "CONFIDENTIAL"}
_ATOMIC_SYMBOLS = fixed(r"(?:TS|S|C)?F?RD\b|TFNI\b")
_IMAGERY = frozenset({"DCI ONLY", "DNI ONLY", "25X1, EO 12951"})
_CENTURY = 30
"""Years after the record within which two printed digits of a year must fall to be read."""

_HEAD = 16_000
"""Characters from the start of a record in which its own markings are looked for."""

ATOMIC = "atomic information (RD, FRD, TFNI)"
NATO = "NATO information"
FOREIGN = "foreign government information"
IMAGERY = "imagery (E.O. 12951)"
TREATY = "treaty or international agreement"

_AGENCY = frozenset({"foia", "mdr", "systematic", "cia_crest", "jfk"})
"""Provenances that a stamp of release shows."""


class Page(Frozen):
    """A page as the calendar sees it.

    `days` are the first and last possible day of origin, `level` is None where none can be read, `unclassified` is
    the reason where the page claims none, `doubted` says why a level on it may be nobody's marking. `marked` is the
    day that the author's instruction names, None when it names none or one that cannot be meant; `fault` says why
    it cannot. `codes` are the author's. `bare` says that a block of the author would stand on this page if there
    were one. `apart` is the reason why no calendar can date the record.
    """

    days: tuple[dt.date, dt.date] | None
    level: Level | None
    unclassified: str | None
    said: Said | None
    marked: dt.date | None
    fault: str | None
    review: Said | None
    reviewed_to: dt.date | None
    apart: str | None
    doubted: str | None
    bare: bool
    released: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the author's instruction; empty for a date or event alone."""
        return self.said.codes if self.said else ()


def read(text: str, seen: Inspection) -> Page:
    """Return what the page says. `text` is the record, `seen` the same record as read and masked."""
    days = bounds(seen.date) if seen.date else None
    due = seen.fields.declassify_on
    said = _said("author", due) if due else None
    if (said is None or said.kind == "empty") and (code := _alone(text)) is not None:
        said = Said("author", "code", code, codes=(code,))
    marked, fault = _marked(due, days)
    review = _review(seen)
    level, unclassified = _level(seen)
    return Page(
        days=days, level=level, unclassified=unclassified, said=said, marked=marked, fault=fault, review=review,
        reviewed_to=_reviewed_to(review, days),
        apart=_apart(text, seen), doubted=_doubted(seen), bare=_bare(text, seen), released=_released(seen),
    )  # fmt: skip


def _alone(text: str) -> str | None:
    """Return the mark of a schedule that stands on the page without a label: a Group's stamp, or GDS in its line."""
    if (group := next(each_group(text), None)) is not None:
        return f"GROUP-{group.number}"
    return "GDS" if on_schedule(text) else None


def _marked(due: Declassify | None, days: tuple[dt.date, dt.date] | None) -> tuple[dt.date | None, str | None]:
    """Return the day that the instruction names or counts to, or None and why a printed date cannot be used."""
    if due is None or due.kind not in ("date", "event"):
        return None, None
    if due.kind == "event":
        end = counted(due.value or "", days)
        return (end, None) if end and not (days and end < days[0]) else (None, _no_event(due.value or ""))
    day = named_day(due) or _last_day(due)
    if day is None:
        return None, "its date cannot be read"
    if days is None:
        return (None, "its year is printed with two digits") if two_digit_year(due) else (day, None)
    if two_digit_year(due) and day > add_years(days[1], _CENTURY):
        return None, "no century of its two-digit year fits"
    return (None, f"its date {day} lies before the record") if day < days[0] else (day, None)


def _last_day(due: Declassify) -> dt.date | None:
    """Return the last day of a year or month that stands in the place of a day: nothing ends before it is over."""
    return bounds(due.value)[1] if due.value else None


def _no_event(words: str) -> str | None:
    """Return why words in the place of an event are none; None for an event, however vague."""
    if not re.search(r"[^\W\d_]{3}", words) or is_unreal(words):
        return "its date stands in no calendar"
    return "its words name no end" if event_sort(words) == "endless" else None


def _review(seen: Inspection) -> Said | None:
    review = seen.fields.review
    if review is None:
        return None
    due = review.declassify_on
    if due is None:
        return Said("review", "empty", "", date=review.date)
    return _said("review", due, review.date)


def _said(by: Literal["author", "review"], due: Declassify, date: str | None = None) -> Said:
    sort = event_sort(due.value or due.raw) if due.kind == "event" else None
    return Said(by, due.kind, due.raw, due.value, due.codes, date, sort)


def _reviewed_to(review: Said | None, days: tuple[dt.date, dt.date] | None) -> dt.date | None:
    """Return the day that a review set, None where it set none or one before the record."""
    day = exact(review.value) if review and review.kind == "date" else None
    return None if day and days and day < days[0] else day


def exact(iso: str | None) -> dt.date | None:
    """Return the day of an ISO date, None for a month or a year alone."""
    try:
        return dt.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


# -- level -------------------------------------------------------------------------------------------------------------


def _level(seen: Inspection) -> tuple[Level | None, str | None]:
    """Return the level, and the reason where the page says that it has none.

    A later review's class wins over the banner, the banner over the portion marks.
    """
    reviewed = seen.fields.review.class_ if seen.fields.review else None
    if reviewed in LEVELS:
        return reviewed, None
    banner = seen.fields.classification
    if banner is not None:
        if banner.value in LEVELS:
            return banner.value, None
        if banner.value == "RESTRICTED":
            return ("RESTRICTED" if _early(seen) else None), None
        return None, "unclassified by its own marking"
    if portions := [level for level in LEVELS if level in _portions(seen)]:
        return portions[0], None
    due = seen.fields.declassify_on
    return None, "unclassified by its own marking" if due and due.kind == "not-applicable" else None


def _early(seen: Inspection) -> bool:
    """Say whether RESTRICTED was a level of the United States on the day of the record: to 1953-12-14."""
    return seen.orders is not None and (not seen.orders or "eo10290" in seen.orders)


def _portions(seen: Inspection) -> set[Level]:
    marks = [paragraph.portion for paragraph in seen.paragraphs]
    marks += [span.value for span in seen.spans if span.kind == "marking.entire_text"]
    words = (re.split(r"[/\-]", mark.upper())[0].strip() for mark in marks if mark)
    return {level for word in words if (level := _SYMBOLS.get(word.removesuffix("FRD").removesuffix("RD"))) is not None}


def _doubted(seen: Inspection) -> str | None:
    """Return why the level may be a word of the sender: people write CONFIDENTIAL over private mail and memoranda.

    Since E.O. 12958 a classified page names who, why and until when; on e-mail any level alone is doubted.
    """
    fields = seen.fields
    beside = (fields.order, fields.declassify_on, fields.classified_by, fields.reason, fields.derived_from)
    if any(beside) or (fields.review and fields.review.class_) or _portions(seen):
        return None
    banner = fields.classification
    modern = seen.orders and all(id_.startswith(("eo12958", "eo13526")) for id_ in seen.orders)
    plain = banner is not None and banner.value == "CONFIDENTIAL" and not (banner.controls or banner.spaced)
    alone = seen.form == "e-mail" or (seen.form is None and modern and plain)
    return "a level alone, no marking beside it" if alone else None


def _bare(text: str, seen: Inspection) -> bool:
    """Say whether a missing instruction means that there was none: printed volumes and cover sheets leave it out.

    The number of the order is a trace of one that could not be read, except in an order line that was read as empty.
    """
    due, order = seen.fields.declassify_on, seen.fields.order
    own = seen.form in (None, "telegram") and seen.fields.review is None
    cited = order is not None and order.value == _SCHEDULER and due is not None and due.kind == "empty"
    return own and text.count(_SCHEDULER) <= cited and not _traces().search(text)


_SCHEDULER = "11652"
"""The order that put every page without an instruction on its schedule."""


@cache
def _traces() -> re.Pattern[str]:
    """Traces of a schedule or Group that the reader of instructions could not read."""
    return fixed(
        r"\bX?GDS\b|\bGeneral\s{1,4}Declas|Declassification\s{1,4}Sched|\bIMPDET\b|\bexempt from\b|\bCL BY\b"
        r"|\bGroup[ \t]{0,3}-?[ \t]{0,3}(?:\d|[IVl|]{1,3}\b)",
        re.IGNORECASE,
    )


# -- what no calendar can date -----------------------------------------------------------------------------------------


def _apart(text: str, seen: Inspection) -> str | None:
    """Return why the record goes to another authority, None when nothing on the page says so."""
    due = seen.fields.declassify_on
    codes = due.codes if due else ()
    if _atomic(seen, codes) or any(_atomic_banner().search(head) for head in _lines(text, "RESTRICTED DATA")):
        return ATOMIC
    if _nato(seen, codes) or any(_nato_banner().search(head) for head in _lines(text, "NATO", "COSMIC")):
        return NATO
    if not _IMAGERY.isdisjoint(codes):
        return IMAGERY
    if "SUBJECT TO TREATY" in codes:
        return TREATY
    banner = seen.fields.classification
    abroad = banner is not None and banner.value == "RESTRICTED" and seen.orders is not None and not _early(seen)
    return FOREIGN if abroad else None


def _atomic(seen: Inspection, codes: tuple[str, ...]) -> bool:
    return (
        not {"RD", "FRD"}.isdisjoint(_controls(seen))
        or any(code.startswith(("N/A TO RD", "N/A TO FRD", "N/A TO TFNI")) for code in codes)
        or any(_ATOMIC_SYMBOLS.fullmatch(mark) for mark in _marks(seen))
    )


def _nato(seen: Inspection, codes: tuple[str, ...]) -> bool:
    told = any(code.startswith("N/A TO NATO") for code in codes)
    levels = any(paragraph.portion and is_nato(paragraph.portion.upper()) for paragraph in seen.paragraphs)
    return told or levels or "NATO" in _controls(seen) or "NATO" in _marks(seen)


def _marks(seen: Inspection) -> list[str]:
    """Return every part of every portion mark: `S//FRD` gives `S` and `FRD`."""
    portions = {paragraph.portion.upper() for paragraph in seen.paragraphs if paragraph.portion}
    return [piece.strip() for portion in portions for piece in re.split(r"[/\-]", portion) if piece.strip()]


def _controls(seen: Inspection) -> tuple[str, ...]:
    return seen.fields.classification.controls if seen.fields.classification else ()


def _lines(text: str, *words: str) -> list[str]:
    """Return the lines of the head in which one of the words stands, at most a hundred of each."""
    found: list[str] = []
    for word in words:
        at = text.find(word, 0, _HEAD)
        while at >= 0 and len(found) < 100:
            start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
            found.append(text[max(start, at - 120) : at + 120].replace("\r", "\n").split("\n")[0])
            at = text.find(word, at + len(word), _HEAD)
    return found


@cache
def _atomic_banner() -> re.Pattern[str]:
    """`SECRET//RESTRICTED DATA`, `FORMERLY RESTRICTED DATA` alone on its line: prose speaks of it otherwise."""
    return fixed(r"\A\s*(?:(?:TOP SECRET|SECRET|CONFIDENTIAL)[ \-/,]{1,6})?(?:FORMERLY )?RESTRICTED DATA\b[A-Z/ ]*\Z")


@cache
def _nato_banner() -> re.Pattern[str]:
    return fixed(
        r"\A\s*(?://\s?)?(?:COSMIC TOP SECRET|NATO (?:SECRET|CONFIDENTIAL|RESTRICTED))\b[A-Z/ ]*\Z"
        r"|\A\s*(?:T ?O ?P ?)?(?:S ?E ?C ?R ?E ?T|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L)[ /]{1,4}NATO\b"
    )


def _released(seen: Inspection) -> bool:
    """Say whether the page was released or officially printed; that tells nothing about what was left out of it."""
    if seen.provenance == "frus" or any(mark.kind == "release-stamp" for mark in seen.marks):
        return True
    return seen.provenance in _AGENCY and any(place.raw[:1] not in "([" for place in seen.provenance_evidence)
