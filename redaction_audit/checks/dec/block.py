"""What the declassification checks share: the author's own block, and verdicts that hold on every possible day.

Only the author's block is judged. A strip or stamp of a later review is not the author's word, and an order or code
younger than the page is a later hand's.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from redaction_audit.check import Hit, Skip, View
from redaction_audit.checks.dec.quotation import is_quoted
from redaction_audit.checks.located import controls_below, located
from redaction_audit.expressions import fixed
from redaction_audit.law import Entry, Head
from redaction_audit.law.anniversary import add_years, ends_month
from redaction_audit.model import SEVERITIES, Declassify, Frozen, Review, Severity, Value
from redaction_audit.structure.due import opens_code, read_due

LEVELS = ("TOP SECRET", "SECRET", "CONFIDENTIAL")
_QUOTING = ("e-mail", "cover-sheet", "frus")
"""Forms whose date is their own while a block on them may be that of a quoted document: never an error there."""
LATER_HANDS: dict[str, Severity] = {"frus": "note", "jfk": "note", "cia_crest": "note"}
"""Provenances whose pages are printed anew or carry stamps of later hands: no defect on them is surely the author's."""

_PORTIONS = {"TS": "TOP SECRET", "S": "SECRET", "C": "CONFIDENTIAL"}

NO_DATE = Skip("no date of record")
COARSE = Skip("date of record not exact enough")
NO_ORDER = Skip("no order line")
NO_INSTRUCTION = Skip("no declassification instruction")
NO_REASON = Skip("no reason line")
NO_RELEASE = Skip("no release date")
"""The closed set of reasons why a check of this family could not judge a record."""


class Verdict(Frozen, frozen=True):
    """What is wrong on one day: words, figures, the arithmetic behind them, and a weight below the check's own."""

    message: str
    data: dict[str, Any]
    severity: Severity | None = None
    arithmetic: str = ""


def agreed(view: View, judge: Callable[[dt.date], Verdict | None]) -> Verdict | Skip | None:
    """Return the lightest verdict that some day of the record's date range yields, when every day yields one.

    None when no day yields one; a `Skip` when the days differ or there is no date. `judge` is asked on the days on
    which the law changes and on both ends of the range, so it may change its mind only there.
    """
    if view.date is None:
        return NO_DATE
    first, last = view.date
    if first == last:
        return judge(first)
    found = [judge(day) for day in view.law.turns(first, last)]
    verdicts = [verdict for verdict in found if verdict is not None]
    if len(verdicts) == len(found):
        return max(verdicts, key=lambda verdict: SEVERITIES.index(verdict.severity or "error"))
    return COARSE if verdicts else None


def said(
    view: View, place: tuple[int, int], kind: str, judge: Callable[[dt.date], Verdict | None]
) -> Iterator[Hit | Skip]:
    """Yield the agreed verdict as a hit at `place` (half-open offsets), or the reason why there is none."""
    verdict = agreed(view, judge)
    if isinstance(verdict, Skip):
        if level(view) or is_telegram(view):  # prose that quotes a marking is no record that nobody could examine
            yield verdict
    elif verdict is not None:
        yield hit(view, place, kind, verdict)


def hit(view: View, place: tuple[int, int], kind: str, verdict: Verdict) -> Hit:
    """Return a hit at `place` whose data tells the record's date beside the verdict's own figures."""
    data, words = verdict.data, verdict.message
    if verdict.arithmetic:
        data = {**data, "arithmetic": verdict.arithmetic}
    if view.date:
        data = {"date": written(view.date), **data}
        words += f" (the record is dated {written(view.date)} only)" if view.date[0] != view.date[1] else ""
    weight = verdict.severity or ("warning" if view.structure.form in _QUOTING else None)
    return Hit(*place, words, kind=kind, data=data, evidence=view.text[slice(*place)], severity=weight)


def stamp_day(review: Review | None) -> dt.date | None:
    """Return the day of a later review, None when its stamp names no exact day."""
    if review is None or not review.date:
        return None
    try:
        return dt.date.fromisoformat(review.date)
    except ValueError:  # a year or a month is no decision date
        return None


def stamp_hit(view: View, day: dt.date, due: Declassify, verdict: Verdict, place: tuple[int, int] | None = None) -> Hit:
    """Return a hit on the instruction of a later review of `day`, at `place` where only a part of it is meant."""
    start, end = place or (due.start, due.end)
    data = {"decided": day.isoformat(), **verdict.data, "arithmetic": verdict.arithmetic}
    return Hit(
        start, end, verdict.message, kind="review.declassify-on", data=data,
        evidence=view.text[start:end], severity=verdict.severity,
    )  # fmt: skip


def code_place(view: View, due: Declassify) -> tuple[int, int]:
    """Return where the codes of an instruction stand; one with a day or event behind them begins at that."""
    if due.kind == "code" or not due.codes:
        return due.start, due.end
    low = view.page.low
    for at in range(max(0, due.start - _BESIDE_DATE), due.start):
        if (at and low[at - 1].isalnum()) or not opens_code(low, at):
            continue
        found = read_due(view.text, low, at, due.start, None, None)
        if found is not None and found.codes == due.codes:
            return found.start, found.end
    return due.start, due.end


_BESIDE_DATE = 80
"""Characters before a date in which its codes stand: `X1, X3, X5, X6, 05/12/2016`."""


def written(days: tuple[dt.date, dt.date]) -> str:
    """Return a date range as a finding prints it: an ISO day, month or year, else two days with `..` between."""
    first, last = days
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    whole = first.day == 1 and ends_month(last) and last.month == first.month
    return first.isoformat()[:7] if whole and first.year == last.year else f"{first}..{last}"


def level(view: View) -> str | None:
    """Return the level the page claims: its banner's, else the highest portion mark's; None for unclassified pages."""
    banner = view.structure.fields.classification
    if banner is not None:
        return banner.value if banner.value in LEVELS else None
    marks = {(paragraph.portion or "").split("/")[0] for paragraph in view.structure.paragraphs}
    return next((_PORTIONS[mark] for mark in ("TS", "S", "C") if mark in marks), None)


def author_order(view: View) -> Value | None:
    """Return the number of the order that the author cites; None where an order line stands in a quoted text.

    A telegram's own line stands in its head: behind paragraph 1 it is that of a document retyped there.
    """
    order, body = view.structure.fields.order, view.structure.paragraphs
    if order is None or is_quoted(view, order.start):
        return None
    return None if body and order.start > body[0].body and is_telegram(view) else order


def author_due(view: View) -> Declassify | None:
    """Return the author's own declassification instruction; None where it is that of a quoted text or listed source."""
    return view.once(_author_due)


def _author_due(view: View) -> Declassify | None:
    due = view.structure.fields.declassify_on
    if (
        due is None
        or is_quoted(view, due.start)
        or (view.structure.fields.order != author_order(view) and in_order_line(view, due))
    ):
        return None
    before = view.text[max(0, due.start - 300) : due.start].lower()
    return None if "source" in before and _listed().search(before) else due


@cache
def _listed() -> re.Pattern[str]:
    """A list of sources, or a numbered one in the line of the instruction: what follows is the source's own."""
    return fixed(r"\b(?:source list|list of sources)\b|\bsource ?(?:#? ?\d{1,2}|[a-z])? ?:[^\r\n]*\Z")


def unread(view: View) -> tuple[int, int] | None:
    """Return where something stands in the order line that is no instruction as read: a damaged date, a mark.

    None where an instruction was read, or nothing but the label stands there.
    """
    order = view.structure.fields.order
    if order is None or view.structure.fields.declassify_on is not None:
        return None
    lines = located(view, "marking.eo_line")
    line = next((span for span in lines if span.start <= order.start < span.end), None)
    found = _rest().match(view.text, order.end, line.end) if line is not None else None
    return found.span("rest") if found is not None else None


@cache
def _rest() -> re.Pattern[str]:
    """What stands behind the number and its label; two letters or a figure are more than a stray sign."""
    return fixed(
        r"[ \t]{0,10}[:;,.\-]{0,3}[ \t]{0,10}"
        r"(?:(?i:D[A-Z,]{1,3}L|DECLASSIFY(?: ON)?)[ \t]{0,3}[:;,.\-]{1,3})?[ \t]{0,10}"
        r"(?P<rest>(?=[^\r\n]{0,80}(?:\d|[^\W\d_]{2}|[\u2580-\u259f]))[^\s](?:[^\r\n]{0,78}[^\s])?)"
    )


def in_order_line(view: View, due: Declassify) -> bool:
    """Say whether an instruction stands in the page's order line, and in no stamp or block."""
    return any(line.start <= due.start <= line.end for line in located(view, "marking.eo_line"))


def portions(view: View) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and text of every portion mark: `S//RD//NF`."""
    for span in located(view, "marking.portion"):
        if span.value:
            yield span.start, span.end, _bare(span.value)


def _bare(printed: str) -> str:
    """Return a portion mark without its brackets, upper case."""
    return printed.strip("()[]{}<> ").upper()


def categories(view: View) -> frozenset[str]:
    """Return what controls and portion marks say beside a level: `RD`, `FRD`, `TFNI` (Atomic Energy Act), `NATO`."""
    return view.once(_categories)


def _categories(view: View) -> frozenset[str]:
    banner = view.structure.fields.classification
    words = set(banner.controls) if banner is not None else set()
    if banner is not None and view.page.literals.any_of(_IN_WORDS):
        words |= set(controls_below(view, banner))
    printed = {span.value for span in located(view, "marking.portion") if span.value}
    for mark in map(_bare, printed - _EVERYDAY):
        if is_nato(mark):
            words.add("NATO")
        elif "RD" in mark or "NATO" in mark or "TFNI" in mark:
            words |= portion_words(mark)
    return _BESIDE.intersection(words)


def is_nato(portion: str) -> bool:
    """Say whether a portion mark names a level of NATO: `NS`, `//NS`, `NS//ATOMAL`; behind another level NC is none."""
    return portion.strip("/").partition("/")[0] in _NATO_LEVELS


def portion_words(portion: str) -> set[str]:
    """Return the controls of a portion mark (`S//RD//NF` gives RD and NF; `SRD`, `CFRD` give RD, FRD)."""
    words = {word.strip() for word in portion.replace("-", "/").split("/")}
    first = portion.replace("-", "/").partition("/")[0].strip()
    for joined in ("FRD", "RD"):
        if first in {level + joined for level in ("TS", "S", "C")}:
            words.add(joined)
    return words


_EVERYDAY = frozenset({"U", "C", "S", "TS", "SBU"})
_NATO_LEVELS = frozenset({"CTS", "NS", "NC", "NR"})
_IN_WORDS = ("RESTRICTED DATA", "NUCLEAR INFORMATION", "NATO")
"""How a line below the level names them."""
_BESIDE = frozenset({"RD", "FRD", "TFNI", "NATO"})
ATOMIC = frozenset({"RD", "FRD", "TFNI"})


def author_until(view: View) -> dt.date | None:
    """Return the day the author's own instruction names, as `due_date` does."""
    return view.once(_author_until)


def _author_until(view: View) -> dt.date | None:
    return due_date(view, author_due(view))


def due_date(view: View, instruction: Declassify | None) -> dt.date | None:
    """Return the day an instruction of kind `date` names, None for every other.

    None as well when only two digits of the year are printed and no century puts it within 30 years after the record.
    """
    day = anchored_day(view, instruction) if instruction is not None and instruction.kind == "date" else None
    if day and instruction and view.date and day > add_years(view.date[1], PIVOT) and two_digit_year(instruction):
        return None
    return day


PIVOT = 30
"""Years within which a date of two digits has to lie after the record; no order let a mark of that form run longer."""


def anchored_day(view: View, instruction: Declassify | None) -> dt.date | None:
    """Return the day that stands in an instruction, of a date or beside a code.

    A year of two digits is the first such year not before the record's own.
    """
    day = _day(instruction)
    if day is None or instruction is None or view.date is None or not two_digit_year(instruction):
        return day
    first = view.date[0].year
    try:
        return day.replace(year=first + (day.year - first) % 100)
    except ValueError:  # 29 February of a common year, or beyond the calendar
        return day


def named_day(instruction: Declassify | None) -> dt.date | None:
    """Return the day of an instruction of kind `date` as read, whatever its century rests on."""
    return _day(instruction) if instruction is not None and instruction.kind == "date" else None


def _day(instruction: Declassify | None) -> dt.date | None:
    if instruction is None or instruction.kind not in ("date", "code") or not instruction.value:
        return None
    try:
        return dt.date.fromisoformat(instruction.value)
    except ValueError:  # a month or a year alone is no day
        return None


def two_digit_year(instruction: Declassify) -> bool:
    """Say whether the printed date leaves the century to the reader."""
    if _FULL_YEAR.fullmatch(instruction.raw):
        return False
    printed = instruction.raw if instruction.kind == "date" else instruction.raw.rsplit(None, 1)[-1]
    digits = [part for part in printed.replace("-", "/").replace(".", "/").split("/") if part.strip()]
    return len(digits) == 3 and all(len(part.strip()) <= 2 for part in digits)


_FULL_YEAR = fixed(r"\d\d?/\d\d?/\d{4}")
"""The commonest form of all."""


def is_telegram(view: View) -> bool:
    """Say whether the page is a telegram as its author sent it, so that its order line is his own word.

    A page with another form of its own (cover sheet, e-mail, printed volume) is none; else one part that only telegrams
    have and one more of a head must stand on it. An order line alone proves nothing: reviewers stamp it as well.
    """
    return view.once(_is_telegram)


def _is_telegram(view: View) -> bool:
    if view.structure.form not in (None, "telegram"):
        return False
    fields = view.structure.fields
    banner = fields.classification
    own = (fields.dtg, fields.tags, fields.message_id, fields.sections, banner is not None and banner.spaced)
    other = (fields.subject, banner, fields.classified_by, fields.references)
    return any(own) and sum(map(bool, (*own, *other))) > 1


def later_hand(view: View, signed: dt.date) -> bool:
    """Say whether something of an order signed on `signed` was put on the page after it was written.

    Pages of 1963 carry stamps of 1998. A telegram's own order line is its author's word, whatever it says, and so is an
    order line in full form on any page that is at most five years older than the order.
    """
    if view.date is None or view.date[1] >= signed or is_telegram(view):
        return False
    near = add_years(view.date[1], 5) >= signed
    return not (near and _full_line(view))


def _full_line(view: View) -> bool:
    """Say whether the order stands at the start of its line with a colon and an instruction behind it."""
    due = view.structure.fields.declassify_on
    lines = located(view, "marking.eo_line")
    if due is None or due.kind in ("empty", "event") or not lines:
        return False
    line = lines[0]
    before = view.text[max(0, line.start - 80) : line.start]
    alone = not before.replace("\r", "\n").rpartition("\n")[2].strip()
    return alone and line.start < due.end <= line.end and ":" in line.raw


def names(heads: Iterable[Head]) -> str:
    """Return orders as `E.O. 12356` or `E.O. 12958 or E.O. 13526`."""
    return " or ".join(head.order for head in heads)


def law(*entries: Entry | Head) -> list[dict[str, str]]:
    """Return the sources of a verdict, with how well each was checked, for `data`."""
    return [{"text": cite.text, "status": cite.status} for cite in dict.fromkeys(entry.citation for entry in entries)]
