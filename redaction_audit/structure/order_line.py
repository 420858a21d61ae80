"""The order line (`E.O. 12958: DECL: 11/11/2014`) and declassification blocks of the author (`DECL ON: X1`).

Forms: record-conventions.md section 3 and the instruction vocabulary of the orders from E.O. 10501 to 13526. The
strip of a later review is not read here (`review_strip`).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.model import Declassify, Located, Value
from redaction_audit.structure import review_strip
from redaction_audit.structure.due import read_due
from redaction_audit.structure.labels import HEAD, TRIES, at_line_start, inside, line_end, located, trimmed
from redaction_audit.structure.labels import low as low_of
from redaction_audit.structure.page import Page

Found = tuple[Value | None, Declassify | None, list[Located]]


@cache
def _number() -> re.Pattern[str]:
    """Match an order's number, damaged ones of four to six digits too. What stands before it is for `_prefix`."""
    return re.compile(r"1[0-3]\d{2,4}\b")


@cache
def _prefix() -> re.Pattern[str]:
    """`E.O. `, `EO `, `E. O.` at the end of the dozen characters before a number, in lower-case text."""
    return re.compile(r"(?:\A|[^a-z\d])(e ?[.,]? {0,2}o ?[.,:]{0,2} {0,3})\Z")


@cache
def _label() -> re.Pattern[str]:
    """Match what stands between the order's number and its instruction: `: DECL:`, `:`, `(AS AMENDED) DECL`."""
    return re.compile(
        r"[ \t]{0,10}(?:[,(]? {0,2}as amended[ ,)]{0,3})?[:;,.\-]{0,3}\s{0,4}"
        r"(de?c[il]{1,2}(?:as?s?(?:if[iy]|ify)?|l)?[ \t]{0,3}(?:on)?\b)?[ \t]{0,3}[:;,.\-=]{0,3}[ \t]{0,8}"
    )


@cache
def _blocks() -> tuple[re.Pattern[str], ...]:
    """Labels of a block without an order: `DECL ON:`, `DECLASSIFY ON:`, `DECL:`.

    A scanned look-alike needs a code behind.
    """
    return (
        re.compile(r"decl(?:as?s[il]f?y)?[.]? {0,2}(?:on)? {0,2}[:;.]? {0,4}(?:(?<=[:;.\s])|(?=[o0]adr))"),
        re.compile(r"on ?[:;.]? {0,3}(?=(?:25 ?x|x-?[1-8]\b|[o0]adr\b))"),
        re.compile(r"oadr\b"),
        re.compile(r"xgds\b"),
        re.compile(r"group[ \-]{0,3}[1-4]\b(?=[\s.:—\-]{1,12}(?:excluded|downgraded))"),
    )


@cache
def _garbled() -> re.Pattern[str]:
    """Match a scanned `DECL`, `DECLASSIFY` or `DECL:` at the end of the text before `ON` or `OADR`."""
    return re.compile(r"(?:\A|[^a-z])(d[a-z]{2,10}[.:]? {0,3})\Z")


@cache
def _next_field() -> re.Pattern[str]:
    """Where an instruction ends: the next field, a paragraph, or two blanks and more."""
    return re.compile(
        r"\s(?:t?ag[es]{0,2}|tas|tabs|tgs|subj[a-z]{0,4}|refs?|ref\(s\)|cl(?:assified)? by|reason|cl reason|drv"
        r"|derived)\b[ .:;,(]"
        r"|[\r\n][ \t\f]{0,80}(?=[\r\n])|[\r\n][ \t]{0,8}¶?\(?\d{1,2}[.)]|[\r\n](?=[ \t]{0,8}\()"
    )


def read(page: Page, year: int | None = None) -> Found:
    """Return the order's number, the declassification instruction and their spans.

    `year` is the year of the record where the caller knows it: the anchor of a two-digit year (a due date is not
    before the writing). Without it the first year of the order named on the line is the anchor, and without an order
    a two-digit year stays unread (kind `date`, value None). Spans: `marking.eo_line`, `marking.decl_date`,
    `marking.decl`.
    """
    low = low_of(page)
    strips = review_strip.extents(page)
    best: Found = (None, None, [])
    for found in _candidates(page, low, strips, year):
        if found[1] is not None and found[1].kind != "empty":
            return found
        if best[0] is None:
            best = found
    block = _read_block(page, low, strips, year)
    if block is None:
        return best
    return (best[0], block[0], [*best[2], *block[1]])


def _candidates(page: Page, low: str, strips: list[tuple[int, int]], year: int | None) -> Iterator[Found]:
    """Yield what reads as an order line, in text order."""
    for number in islice(_number().finditer(low, 0, HEAD), 4 * TRIES):
        ahead = max(0, number.start() - 12)
        prefix = _prefix().search(low[ahead : number.start()])
        if prefix is None or inside(strips, number.start()):
            continue
        found = _read_line(page, low, ahead + prefix.start(1), number, year)
        if found is not None:
            yield found


def _read_line(page: Page, low: str, first: int, number: re.Match[str], year: int | None) -> Found | None:
    """Read the order line that begins at `first`; None when the number stands in prose."""
    label = _label().match(low, number.end())
    labelled = label is not None and label.group(1) is not None
    at = label.end() if label else number.end()
    starts = at_line_start(page.text, first)
    due = read_due(page.text, low, at, _end(low, at), order=number.group(), year=year)
    if due is not None and due.kind == "event" and not labelled:
        due = None
    colon = ":" in low[number.end() : at] or ";" in low[number.end() : at]
    if due is None:
        rest = low[at : _end(low, at)].strip()
        if not starts or not (colon or labelled):
            return None
        if rest:
            told = labelled or page.text[first : line_end(low, at)].isupper()
            return _found(page, first, number, None) if told else None
        due = Declassify("empty", at, at, "")
    elif not (starts or labelled or (colon and due.kind != "event")):
        return None
    return _found(page, first, number, due)


def _found(page: Page, first: int, number: re.Match[str], due: Declassify | None) -> Found:
    printed = page.text[number.start() : number.end()]
    last = max(due.end, number.end()) if due else line_end(page.text, number.end())
    start, end = trimmed(page.text, first, last)
    spans = [located("marking.eo_line", page, start, end, printed), *(_due_span(page, due) if due else [])]
    return Value(number.start(), number.end(), printed, printed), due, spans


def _due_span(page: Page, due: Declassify) -> list[Located]:
    if due.kind == "empty":
        return []
    kind = "marking.decl_date" if due.kind == "date" else "marking.decl"
    return [located(kind, page, due.start, due.end, due.value or ", ".join(due.codes) or None)]


def _end(low: str, at: int) -> int:
    """Return where the instruction that begins at `at` ends at the latest.

    The next field, a blank line, 200 characters.
    """
    limit = min(len(low), at + 200)
    found = _next_field().search(low, max(0, at - 1), limit)
    return max(at, found.start()) if found else limit


def _read_block(
    page: Page, low: str, strips: list[tuple[int, int]], year: int | None
) -> tuple[Declassify, list[Located]] | None:
    """Read the first declassification block of the author that stands without an order line."""
    for at, behind, clean in sorted(set(_block_labels(low)))[:TRIES]:
        if inside(strips, at):
            continue
        end = min(_end(low, behind), behind + 80)
        due = read_due(page.text, low, behind, end, order=None, year=year)
        if due is None or due.kind in ("not-applicable", "empty"):
            continue
        if not (due.codes or (clean and _is_label(page.text, low, at, behind, due.kind))):
            continue
        return due, [located("marking.declassify_on", page, at, due.end), *_due_span(page, due)]
    return None


def _is_label(text: str, low: str, at: int, behind: int, kind: str) -> bool:
    """Whether `DECL ...` labels what follows: it carries its mark; words (an event) must also begin their line."""
    marked = ":" in low[at:behind] or ";" in low[at:behind]
    return marked and (kind == "date" or at_line_start(text, at))


def _block_labels(low: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of what may label a block, and whether it is spelt as a label."""
    plain, on, oadr, *codes = _blocks()
    for label in plain.finditer(low):
        if not label.start() or not low[label.start() - 1].isalpha():
            yield label.start(), label.end(), True
    for pattern in (on, oadr):
        for label in pattern.finditer(low):
            ahead = max(0, label.start() - 16)
            garbled = _garbled().search(low[ahead : label.start()])
            if garbled and "l" in garbled.group(1):
                yield ahead + garbled.start(1), label.end() if pattern is on else label.start(), False
    for label in (m for pattern in codes for m in pattern.finditer(low)):
        yield label.start(), label.start(), False
