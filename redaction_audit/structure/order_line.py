"""The order line (`E.O. 12958: DECL: 11/11/2014`), and without one the author's declassification block (`due_block`).

Forms: what telegrams print, whole and damaged, and the instruction vocabulary of the orders from E.O. 10501 to 13526.
The strip of a later review is not read here (`review_strip`).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify, Located, Value
from redaction_audit.structure import due_block, due_place, review_strip, scanned_order
from redaction_audit.structure.due import FIGURES, anchor, event_sort, read_due, read_figures
from redaction_audit.structure.labels import HEAD, TRIES, at_line_start, inside, line_end, trimmed
from redaction_audit.structure.page import Page

Found = tuple[Value | None, Declassify | None, list[Located]]
_ORDER = "order"
"""The word that is sometimes written in full: `EXECUTIVE ORDER 12958: DECL: 05/12/2015`."""
_NEXT = 80
"""Characters behind an order's number in which the next line of a head begins."""
_BOLD = "*"
"""What may stand before an order line in text made of web pages, where it is bold type or a list's point."""
_AUTHORITY = "authority"
"""The word before an order in a stamp of review, whose boxes follow (`Authority: EO 13526  Declassify: X`)."""
_FILLING = "*:;,.-=_"
"""Signs behind a label that are no instruction."""
_BOX = 6
"""Characters behind a code in which a box to be ticked stands."""
_GARBLED = 16
"""Length of a damaged label, marks included, at most."""


@cache
def _number() -> re.Pattern[str]:
    """Match an order's number, damaged ones of four to six digits too. What stands before it is for `_prefix`."""
    return fixed(r"1[0-3]\d{2,4}\b")


@cache
def _line() -> re.Pattern[str]:
    """Match an order line from its E on: `E.O. 12958: DECL:`, `EO 12356`, `E. O. 13526 (AS AMENDED) DECL`.

    For text in lower case. The two commonest instructions, a date in figures and `N/A` alone, are matched along.
    """
    blank = r"[ \t\xa0]"
    return fixed(
        r"(?:e ?[.,]? {0,2}[o0] ?[.,:]{0,2}|exec(?:utive|\.)? order(?=[^\r\n]{1,12}:))"
        rf"(?:{blank}{{0,3}}|[ \t]{{0,2}}(?:\r\n?|\n) {{0,4}})(?P<number>1[0-3]\d{{2,4}})\b"
        rf"(?P<label>(?:/1[0-3]\d{{3}})?{blank}{{0,10}}(?:\s{{0,6}}[,(]? {{0,2}}as\s{{1,6}}amended[ ,)]{{0,3}})?"
        r"[:;,.\-]{0,3}\s{0,9}(?P<decl>de?c[il]{1,2}(?:as?s?(?:if[iy]|ify)?|l)?[ \t]{0,3}(?:on)?\b)?"
        rf"{blank}{{0,3}}[:;,.\-=]{{0,3}}{blank}{{0,8}})"
        rf"(?:(?P<date>{FIGURES})|(?P<none>n ?/ ?a)\b(?=\.?[ \t]{{0,8}}(?:[\r\n]|\Z))(?!\.?\s{{1,9}}to ))?"
    )


def read(page: Page, year: int | None = None) -> Found:
    """Return the order's number, the declassification instruction and their spans.

    `year` is the year of the record where the caller knows it: the anchor of a two-digit year (a due date is not
    before the writing). Without it the first year of the order named on the line is the anchor, and without an order
    a two-digit year stays unread (kind `date`, value None). Spans: `marking.eo_line`, `marking.decl_date`,
    `marking.decl`.
    """
    low = page.low
    strips = review_strip.extents(page)
    best: Found = (None, None, [])
    for line in _lines(low):
        if strips and inside(strips, line.start("number")):
            continue
        found = _read_line(page, low, line, year)
        if found is None:
            continue
        if found[1] is not None and found[1].kind == "date" and not found[1].codes and _of_schedule(low, line.start()):
            block = due_block.read(page, low, strips, year)
            return found if block is None else (found[0], block[0], [*found[2], *block[1]])
        if found[1] is not None and found[1].kind != "empty":
            own = due_block.above(page, low, line.start(), strips, year)
            return found if own is None else (None, *own)
        if best[0] is None:
            best = found
    scanned = _read_scanned(page, low, strips, year)
    if scanned is not None and scanned[1] is not None and scanned[1].kind != "empty":
        return scanned
    best = scanned if scanned is not None and best[0] is None else best
    block = due_block.read(page, low, strips, year)
    if block is None:
        return best
    return (best[0], block[0], [*best[2], *block[1]])


def _of_schedule(low: str, at: int) -> bool:
    """Whether the order at `at` is named as that of the schedule to which the words before it subject the page."""
    return low[max(0, at - 16) : at].rstrip().endswith(("schedule of", "gds of"))


def _lines(low: str) -> Iterator[re.Match[str]]:
    """Yield what begins like an order line, in text order."""
    line = _line()
    for number in islice(_number().finditer(low, 0, HEAD), 4 * TRIES):
        at = number.start()
        first = low.rfind("e", max(0, at - 12), at)
        if low.startswith(_ORDER, first - 3):
            first = low.rfind("exec", max(0, at - 24), at)
        if first < 0 or (first and low[first - 1].isalnum() and low[first - 1].isascii()):
            continue
        if low[max(0, first - 16) : first].rstrip(" \t:.").endswith(_AUTHORITY):
            continue
        found = line.match(low, first)
        if found is not None and found.start("number") == at:
            yield found


def _read_line(page: Page, low: str, line: re.Match[str], year: int | None) -> Found | None:
    """Read an order line from its label on; None when the number stands in prose."""
    text, first, at, number = page.text, line.start(), line.end("label"), line["number"]
    between = line["label"]
    labelled = line["decl"] is not None
    told = labelled or ":" in between or ";" in between
    if told and line["date"] and (due := read_figures(text, at, line.end("date"), anchor(number, year))):
        return _found(page, line, due, due.end)
    if not told and not at_line_start(text, first, _BOLD):
        return None
    if line["none"]:
        due = Declassify("not-applicable", at, line.end("none"), text[at : line.end("none")])
        return _found(page, line, due, due.end)
    if not told and _stands_alone(low, first, line.end("number")):
        return _found(page, line, Declassify("empty", line.end("number"), line.end("number"), ""), line.end("number"))
    end = due_place.last(low, at)
    due = read_due(text, low, at, end, order=number, year=year)
    if due is not None and (labelled or _follows(low, due, line.end("number"), at, told)):
        return _found(page, line, due, max(due.end, line.end("number")))
    if not (told and at_line_start(text, first, _BOLD)):
        return None
    if _says_nothing(low[at:end]):
        return _found(page, line, Declassify("empty", at, at, ""), max(at, line.end("number")))
    behind = line_end(text, at)
    return (
        _found(page, line, None, line_end(text, line.end("number")))
        if labelled or text[first:behind].isupper()
        else None
    )


def _stands_alone(low: str, start: int, end: int) -> bool:
    """Whether an order's number is all of its line, and the line one of a head: TAGS or SUBJECT follows, or nothing.

    Stamps of release name an order in a line of its own too; the first words of a head do not follow them.
    """
    behind = low[end : end + _NEXT].lstrip(" \t.:;*")
    if behind[:1] not in ("", "\n", "\r"):
        return False
    head = behind.lstrip().lstrip(_BOLD).startswith(("tags", "subj", "ref"))
    return head or low[start:end].strip() == low.strip(" \t\r\n.:;*")


def _says_nothing(words: str) -> bool:
    """Whether nothing but white space and filling signs stands behind a label."""
    return not "".join(words.split()).strip(_FILLING)


def _follows(low: str, due: Declassify, number: int, at: int, told: bool) -> bool:
    """Whether an instruction without its label is that of the order before it, and no date of the sentence.

    Behind a colon a damaged label may stand; without one, a date must follow the number, which ends at `number`, at
    once in its line and end that: below it stands the day of a stamp. Nor is a code beside boxes to be ticked the
    author's.
    """
    if due.kind != "date":
        return due.kind != "event" and (told or due_place.box().search(low, due.start, due.end + _BOX) is None)
    if told or due.codes:
        return due.start - at <= _GARBLED
    between, behind = low[number : due.start], low[due.end : line_end(low, due.end)]
    return not (_breaks(between) or low[at : due.start].strip(" ,.") or behind.strip(" ,.;"))


def _breaks(between: str) -> bool:
    return "\n" in between or "\r" in between


def _found(page: Page, line: re.Match[str], due: Declassify | None, last: int) -> Found:
    """Return what is read of a line that ends before `last`."""
    text, number = page.text, line["number"]
    start, end = line.start(), last
    if text[end - 1].isspace():
        start, end = trimmed(text, start, end)
    span = Located("marking.eo_line", start, end, text[start:end], number)
    order = Value(line.start("number"), line.end("number"), number, number)
    return order, due, [span] if due is None else [span, *due_place.spans(due)]


def _read_scanned(page: Page, low: str, strips: list[tuple[int, int]], year: int | None) -> Found | None:
    """Read the first order line that scanning damaged and that an instruction other than an event follows.

    Without one, the first whose label can be read or with nothing behind it: what it says cannot, or it says nothing.
    """
    silent: Found | None = None
    for onset in scanned_order.onsets(page):
        if strips and inside(strips, onset.start):
            continue
        end = due_place.last(low, onset.behind)
        due = read_due(page.text, low, onset.behind, end, order=onset.number, year=year)
        order = Value(
            onset.number_start, onset.number_end, page.text[onset.number_start : onset.number_end], onset.number
        )
        if due is not None and _may_follow(due, onset.labelled):
            line = page.located("marking.eo_line", onset.start, due.end, onset.number)
            return order, due, [line, *due_place.spans(due)]
        if silent is not None:
            continue
        nothing = _says_nothing(low[onset.behind : end])
        if onset.labelled or nothing:
            first, last = trimmed(page.text, onset.start, onset.behind)
            empty = Declassify("empty", last, last, "") if nothing else None
            silent = order, empty, [page.located("marking.eo_line", first, last, onset.number)]
    return silent


def _may_follow(due: Declassify, labelled: bool) -> bool:
    """Whether an instruction may be that of a damaged order line; an event only behind its label, in words of one."""
    if due.kind == "event":
        return labelled and event_sort(due.value or "") is not None
    return due.kind != "empty"
