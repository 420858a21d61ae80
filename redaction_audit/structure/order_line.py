"""The order line (`E.O. 12958: DECL: 11/11/2014`) and declassification blocks of the author (`DECL ON: X1`).

Forms: record-conventions.md section 3 and the instruction vocabulary of the orders from E.O. 10501 to 13526. The strip of a
later review is not read here (`review_strip`).
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.model import Declassify, Located, Value
from redaction_audit.structure import review_strip
from redaction_audit.structure.due import read_due
from redaction_audit.structure.labels import HEAD, at_line_start, located, lowered, trimmed
from redaction_audit.structure.page import Page

Found = tuple[Value | None, Declassify | None, list[Located]]


@cache
def _order() -> re.Pattern[str]:
    """`E.O. 12958`, `EO 12958`, `E. O.12958`, with damaged numbers of four to six digits. Runs over lower-case text."""
    return re.compile(r"e ?[.,]? {0,2}o(?<=[eo.,\s]) ?[.,:]? {0,3}:?(?<=[o.,:\s]) {0,3}(1[0-3o]\d{2,4})\b")


@cache
def _label() -> re.Pattern[str]:
    """What stands between the order's number and its instruction: `: DECL:`, `, DECLAS `, `:`, `(AS AMENDED) DECL`."""
    return re.compile(
        r"[ \t]{0,10}(?:[,(]? {0,2}as amended[ ,)]{0,3})?[:;,.\-]{0,3}\s{0,4}"
        r"(de?c[il]{1,2}(?:as?s?(?:if[iy]|ify)?|l)?[ \t]{0,3}(?:on)?\b)?[ \t]{0,3}[:;,.\-=]{0,3}[ \t]{0,8}"
    )


@cache
def _block() -> re.Pattern[str]:
    """Labels of a block without an order: `DECL ON:`, `DECLASSIFY ON:`, `DECL:`, and their scanned look-alikes."""
    return re.compile(
        r"de[cgo][ilt]?[il]?(?:as?s[il]fy)?[.]? {0,2}(?:on)? {0,2}[:;.]? {0,4}(?<=[:;.\s])|decl(?:on|(?=oadr))[ :]{0,4}"
    )


@cache
def _next_field() -> re.Pattern[str]:
    """Where an instruction ends: the next field, a paragraph, or two blanks and more."""
    return re.compile(
        r"\s(?:t?ag[es]{0,2}|tas|tabs|tgs|subj[a-z]{0,4}|refs?|ref\(s\)|cl(?:assified)? by|reason|cl reason|drv|derived|classified)\b[ .:;,(]"
        r"|[\r\n][ \t\f]{0,80}(?=[\r\n])|[\r\n][ \t]{0,8}¶?\(?\d{1,2}[.)]|[\r\n](?=[ \t]{0,8}\()"
    )


def read(page: Page, year: int | None = None) -> Found:
    """Return the order's number, the declassification instruction and their spans.

    `year` is the year of the record where the caller knows it: the anchor of a two-digit year (a due date is not before
    the writing). Without it the first year of the order named on the line is the anchor, and without an order a two-digit
    year stays unread (kind `date`, value None). Spans: `marking.eo_line`, `marking.decl_date`, `marking.decl`.
    """
    low = lowered(page.text)
    best: Found = (None, None, [])
    for found in _candidates(page, low, year):
        if found[1] is not None and found[1].kind != "empty":
            return found
        if best[0] is None:
            best = found
    block = _read_block(page, low, year)
    if block is None:
        return best
    return (best[0], block[0], [*best[2], *block[1]])


def _candidates(page: Page, low: str, year: int | None) -> Iterator[Found]:
    """Yield what reads as an order line, in text order."""
    strips = review_strip.extents(page, low)
    for number in _order().finditer(low, 0, HEAD):
        if number.start() and low[number.start() - 1].isalnum():
            continue
        if any(start <= number.start() < end for start, end in strips):
            continue
        found = _read_line(page, low, number, year)
        if found is not None:
            yield found


def _read_line(page: Page, low: str, number: re.Match[str], year: int | None) -> Found | None:
    """Read one order line; None when the number stands in prose."""
    label = _label().match(low, number.end())
    labelled = label is not None and label.group(1) is not None
    at = label.end() if label else number.end()
    starts = at_line_start(page.text, number.start())
    due = read_due(page.text, low, at, _end(low, at), order=number.group(1), year=year)
    if due is not None and due.kind == "event" and not labelled:
        due = None
    colon = ":" in low[number.end() : at] or ";" in low[number.end() : at]
    if due is None:
        rest = low[at : _end(low, at)].strip()
        if not starts or not (colon or labelled) or rest:
            return None
        due = Declassify("empty", at, at, "")
    elif not (starts or labelled or (colon and due.kind != "event")):
        return None
    return _found(page, number, due)


def _found(page: Page, number: re.Match[str], due: Declassify) -> Found:
    order = Value(
        number.start(1),
        number.end(1),
        page.text[number.start(1) : number.end(1)],
        page.text[number.start(1) : number.end(1)],
    )
    start, end = trimmed(page.text, number.start(), max(due.end, number.end()))
    spans = [located("marking.eo_line", page, start, end, order.value), *_due_span(page, due)]
    return order, due, spans


def _due_span(page: Page, due: Declassify) -> list[Located]:
    if due.kind == "empty":
        return []
    kind = "marking.decl_date" if due.kind == "date" else "marking.decl"
    return [located(kind, page, due.start, due.end, due.value or ", ".join(due.codes) or None)]


def _end(low: str, at: int) -> int:
    """Return where the instruction that begins at `at` ends at the latest: the next field, a blank line, 200 characters."""
    limit = min(len(low), at + 200)
    found = _next_field().search(low, max(0, at - 1), limit)
    return max(at, found.start()) if found else limit


def _read_block(page: Page, low: str, year: int | None) -> tuple[Declassify, list[Located]] | None:
    """Read the first declassification block of the author that stands without an order line."""
    strips = review_strip.extents(page, low)
    for label in _block().finditer(low):
        at = label.start()
        if (at and low[at - 1].isalnum()) or any(start <= at < end for start, end in strips):
            continue
        end = min(_end(low, label.end()), label.end() + 80)
        due = read_due(page.text, low, label.end(), end, order=None, year=year)
        if (
            due is None
            or due.kind == "not-applicable"
            or (due.kind == "event" and not _is_label(page.text, low, label))
        ):
            continue
        if due.kind == "date" and not (_is_label(page.text, low, label) or ":" in label.group()):
            continue
        return due, [located("marking.declassify_on", page, at, due.end), *_due_span(page, due)]
    return None


def _is_label(text: str, low: str, label: re.Match[str]) -> bool:
    return at_line_start(text, label.start()) and ":" in low[label.start() : label.end()]
