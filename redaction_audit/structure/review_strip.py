"""The strip of a later review, never the author's block: State FOIA pages of 2015-16 and stamps of FBI reviewers.

State: `Classified by DAS, A/GIS, DoS on 08/27/2015 — Class: CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on:
08/26/2030`, printed over the page, so that its pieces stand between lines and columns of other text. FBI: `CLASSIFIED
BY` with a number and initials, `DECLASSIFY ON: 25X1,6`; that line alone on a page older than such exemptions.
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify, Located, Reason, Review
from redaction_audit.structure.due import event_sort, read_due
from redaction_audit.structure.labels import HEAD, at_line_start, once, trimmed
from redaction_audit.structure.lexicon import Anchor
from redaction_audit.structure.page import Page
from redaction_audit.structure.reason import read_reason

_REACH = 900
"""Characters over which the pieces of one strip are looked for: four lines of a page with two columns."""
_NEAR = 200
"""Characters behind `Declassify on:` in which a code of the strip may stand apart from it."""

EXEMPTIONS = 1995
"""The year of the order that first exempted records as 25X (E.O. 12958): on an older page the code is a reviewer's."""

_DATE = r"(?:\d{1,2}[/\-]){2}\d{4}(?!\d)"
"""How strips and stamps print a day."""

_ABOVE = 300
"""Characters above `Declassify on:` in which the other lines of an author's block stand."""

_STAMP = 300
"""Characters of an FBI reviewer's stamp, from his number to the instruction."""

_HEREIN = "all information contained"
_NEXT = 80
"""Characters behind a day in which a stamp's next words begin."""

_WORD = Anchor("ass(?:[il]f[il]ed by|ify)")
"""What all words of a strip hold: `classified by`, in scans also with an l for an i, and `declassify`."""


@cache
def _state() -> re.Pattern[str]:
    return fixed(
        r"classified by ([^\r\n]{2,60}?)\s{1,3}on\b(?=(?:[^\r\n]{0,160}[\r\n]{1,2}){0,2}[^\r\n]{0,200}(?:class ?:|\d))"
    )


@cache
def _tail() -> re.Pattern[str]:
    """Match the end of a strip: `— Declassify on:`, where other text may stand before `on:`."""
    return fixed(r"declassify(?:\s{1,3}|\s(?:[^\r\n]{0,160}[\r\n]{1,2}){0,2}[^\r\n]{0,160}\s)on ?:")


@cache
def _day() -> re.Pattern[str]:
    return fixed(rf"(?<![\d/.\-]){_DATE}")


@cache
def _class() -> re.Pattern[str]:
    return fixed(r"(?<![a-z])(top secret|secret|confidential)(?![a-z])")


@cache
def _letters() -> re.Pattern[str]:
    """`1.4(B), 1.4(D)` or `1.4 (B)(D)`; codes of the margin (`B1`) may stand behind."""
    return fixed(r"1 ?\.([4-6])\s{0,120}\([a-h]\)(?:[ ,]{0,3}(?:1 ?\.[4-6] ?)?\([a-h]\))*")


@cache
def _fbi() -> re.Pattern[str]:
    """`CLASSIFIED BY 1234 ABC/DEF` and `CLASSIFIED BY NSICG C00W00B00`: a number with initials, no person's name."""
    return fixed(
        r"ass[il]f[il]ed by ?[:;.]? {0,3}((?:nsicg |sp-?)?[a-z]?\d[\w/\-]{0,12}(?:[ /][a-z\d/]{2,12}){0,2})(?![\w,])"
    )


@cache
def _fbi_due() -> re.Pattern[str]:
    return fixed(rf"assify[. ]{{0,3}}on ?[:;.]? {{0,3}}(?=(25 ?x|x-?\d|oadr)|(?P<date>{_DATE}))")


@cache
def _dated() -> re.Pattern[str]:
    """Match the line `DATE: 06-23-2009` with which a reviewer dates his stamp, above it or below."""
    return fixed(rf"\s{{0,8}}date ?[:;.]? {{0,3}}({_DATE})[ \t]{{0,80}}(?=[\r\n]|\Z)")


@cache
def _onset() -> re.Pattern[str]:
    """Match the first letters of `CLASSIFIED` and `DECLASSIFY` as scans print them, in the text before `ass`."""
    return fixed(r"(?:\A|[^a-z\d])(?:c[l1i]|de[cg][lo])\Z")


def extents(page: Page) -> list[tuple[int, int]]:
    """Return where the strips and stamps of reviewers stand, for readers of the author's block to pass over.

    Where `read` was asked before, those that it found.
    """
    return [(review.start, review.end) for review, _ in _all(page, None)]


def read(page: Page, year: int | None = None) -> tuple[Review | None, list[Located]]:
    """Return the first review of the page and its spans (`review`, `review.decl_date`, `review.reason`).

    `year` is that of the record, where the caller knows it: from 1995 on a 25X in a block without a reviewer's number
    is the author's own.
    """
    found = _all(page, year)
    return found[0] if found else (None, [])


def _all(page: Page, year: int | None) -> list[tuple[Review, list[Located]]]:
    return once(page, "_reviews", lambda: list(_each(page, page.low, year)))


def _each(page: Page, low: str, year: int | None) -> Iterator[tuple[Review, list[Located]]]:
    behind = 0
    for tail in _heads(page, low):
        if tail.start() < behind:
            continue
        if tail.re is _fbi_due() and not _is_reviewers(low, tail, year):
            continue
        fbi = tail.re in (_fbi(), _fbi_due())
        found = _read_fbi(page, low, tail, year) if fbi else _read_state(page, low, tail)
        if found is not None:
            behind = found[0].end
            yield found


def _heads(page: Page, low: str) -> list[re.Match[str]]:
    """Return the places where a strip may begin, in text order; patterns are tried at words of its kind only."""
    found: list[re.Match[str]] = []
    behind: dict[re.Pattern[str], int] = {}
    for end in page.low_literals.ends(_WORD):
        at = low.rfind("ass", 0, end)
        for pattern, shift in ((_state(), 2), (_fbi(), 0), (_fbi_due(), 0), (_tail(), 4)):
            head = pattern.match(low, at - shift) if at - shift >= behind.get(pattern, 0) else None
            if head is not None:
                behind[pattern] = head.end()
                found.append(head)
    return sorted(filter(_is_head, found), key=lambda m: m.start())


def _is_head(found: re.Match[str]) -> bool:
    """Whether what stands in front fits: the onset of the stamp's word, or a strip's dash."""
    low, at = found.string, found.start()
    if found.re is _tail():
        return _behind_dash(low, at)
    return found.re is _state() or _onset().search(low[max(0, at - 5) : at]) is not None


def _behind_dash(low: str, at: int) -> bool:
    """Whether a dash stands before `at`; a plain hyphen counts behind `- Reason:`, as strips print it.

    Where that begins its line, the hyphens are the points of a list, and the block its author's.
    """
    dash = low[max(0, at - 3) : at].strip()[-1:]
    if dash != "-":
        return dash in ("—", "–", "~")
    reason = low.rfind("- reason:", max(0, at - 120), at)
    return reason >= 0 and not at_line_start(low, reason)


def _read_state(page: Page, low: str, head: re.Match[str]) -> tuple[Review, list[Located]] | None:
    """Read the strip that begins at `head`; None when no class and no instruction follow (prose)."""
    limit = min(len(low), head.start() + _REACH)
    whole = head.re is _state()
    reviewed = _day().search(low, head.end(), limit) if whole else None
    tail = _tail().search(low, head.start(), limit)
    level_at = low.find("class:", head.start(), limit) if whole else -1
    if whole and (reviewed is None or (level_at < 0 and tail is None)):
        return None
    date = reviewed and dates.parse(reviewed.group())
    due = _due(page.text, low, tail.end(), limit, date) if tail else None
    level = _class().search(low, level_at, tail.start() if tail else limit) if level_at >= 0 else None
    reason = _reason(
        page.text, low, head.start() if whole else max(0, head.start() - 120), tail.start() if tail else limit
    )
    ends = [part.end for part in (due, reason) if part] + [m.end() for m in (reviewed, tail, level) if m]
    start, end = head.start(), max(ends)
    if not whole and reason is not None:
        start = min(start, reason.start)
    name = " ".join(page.text[head.start(1) : head.end(1)].split()) if whole else None
    review = Review(start, end, page.text[start:end], name, date, level.group().upper() if level else None, reason, due)
    return review, _spans(page, review)


def _due(text: str, low: str, start: int, limit: int, after: str | None) -> Declassify | None:
    """Return what stands behind `Declassify on:`: a code, a date, an event, in this order.

    A code stands at once behind the label, or (25X, 50X, 75X) at the end of its column in the next lines. Of dates the
    first one later than the review counts; text of other columns may hold earlier ones (`Sent: 9/27/2010`).
    """
    here = _here(text, low, start, limit)
    if here is not None and here.codes:
        return here
    first = None
    for day in _day().finditer(low, start, limit):
        iso = dates.parse(day.group())
        if iso is None:
            continue
        due = Declassify("date", day.start(), day.end(), text[day.start() : day.end()], iso)
        if after is None or iso > after:
            return due
        first = first or due
    if here is not None and (here.kind == "event" or (here.value or "") > (after or "")):
        return here
    apart = _apart().search(low, start, min(limit, start + _NEAR))
    return (read_due(text, low, apart.start(), apart.end(), None, None) if apart else None) or first


def _here(text: str, low: str, start: int, limit: int) -> Declassify | None:
    """Return the instruction that begins at once behind the label: a code, a date in words or ISO, a known event."""
    column = _column().match(low, start, limit)
    if column is None:
        return None
    begin = column.start("words")
    due = read_due(text, low, begin, column.end(), None, None)
    if due is None or (due.start - begin > 4 and not due.codes):  # a date further in is that of other text
        return None
    if due.kind != "event":
        return due
    beside = "\n" not in text[start:begin] and "\r" not in text[start:begin]
    return due if beside and event_sort(due.value or "") else None


@cache
def _column() -> re.Pattern[str]:
    """What follows the label, to the end of its line or column; it may stand in the next line."""
    return fixed(r"[ \t]{0,3}(?:[\r\n]{1,2}[ \t]{0,40})?(?P<words>[^\s](?:[^\s]|[ \t](?![ \t]{2})){0,80})")


@cache
def _apart() -> re.Pattern[str]:
    return fixed(
        r"(?<![\w/.])(?:25|50|75) ?x ?[1-9](?:-(?:hum|wmd))?(?:, ?(?:25x)?[1-9]){0,8}(?=[ \t]{0,80}(?:[\r\n]|\Z))"
    )


def _reason(text: str, low: str, start: int, end: int) -> Reason | None:
    """Return the letters behind `Reason:`.

    The list may go on in the next line, withholding codes at the margin stay out.
    """
    label = low.find("reason:", start, end)
    first = _letters().search(low, label, end) if label >= 0 else None
    if first is None:
        return None
    last = first
    while last is not None and low[last.end() : last.end() + 1] == ",":
        following = _letters().search(low, last.end(), min(end, last.end() + 200))
        if following is None:
            break
        last = following
        if last.start() - first.start() > 400:
            break
    letters = set(re.findall(r"\(([a-h])\)", low[first.start() : first.end()] + low[last.start() : last.end()]))
    span = text[first.start() : last.end()]
    return Reason(first.start(), last.end(), span, f"1.{first.group(1)}", tuple(sorted(letters)))


def _is_reviewers(low: str, label: re.Match[str], year: int | None) -> bool:
    """Whether `DECLASSIFY ON:` without a number that classified is a reviewer's.

    25X is on a page older than such exemptions, and where it belongs to no block of an author: alone on a page without
    a date, on one whose author gave his instruction in the line of the order, and on one that was released (a strip
    that was cut). A day is where the words on what the page contains follow at once: the number above was not legible.
    """
    if label["date"]:
        return _is_beside_herein(low, label)
    if not (label.group(1) or "").startswith("25"):
        return False
    if year is not None and year < EXEMPTIONS:
        return True
    if _authored().search(low, max(0, label.start() - _ABOVE), label.start()):
        return False
    return year is None or _reviewed().search(low, 0, HEAD) is not None


def _is_beside_herein(low: str, label: re.Match[str]) -> bool:
    """Whether `ALL INFORMATION CONTAINED` follows the day of an instruction, and no author's line stands above it."""
    behind = low.find(_HEREIN, label.end("date"), label.end("date") + _NEXT) >= 0
    return behind and _authored().search(low, max(0, label.start() - _ABOVE), label.start()) is None


def _is_derivative(low: str, head: re.Match[str], label: re.Match[str]) -> bool:
    """Whether a number that classified is the author's own: the source of the paper stands before its instruction."""
    return _source().search(low, head.end(), label.start()) is not None


@cache
def _source() -> re.Pattern[str]:
    return fixed(r"[\r\n][ \t]{0,40}der(?:ived|v)? from ?:")


@cache
def _reviewed() -> re.Pattern[str]:
    """Match an order's number, or the number of a case or document in a stamp of release."""
    return fixed(r"e\.? ?o\.? {0,2}:? ?1[0-3]\d{3}|(?:case|doc) no")


@cache
def _authored() -> re.Pattern[str]:
    """Match a line of an author's block: a name behind `Classified by:`, or a source."""
    return fixed(
        r"(?:\A|[\r\n])[ \t\-*•|>]{0,40}"
        r"(?:classified by(?: ?:\*{0,2} ?[^\W\d_]{2}| (?!nsicg)[^\W\d_]{3,20}[ ,.]{1,2}[^\W\d_])|derived from ?:)"
    )


def _read_fbi(page: Page, low: str, head: re.Match[str], year: int | None) -> tuple[Review, list[Located]] | None:
    """Read an FBI reviewer's stamp: number and initials, then within a few lines the instruction.

    A date as the instruction is a reviewer's only where he dated the stamp, and later than the record, as far as that
    is known; an author's block may give a number for a name as well.
    """
    named = head.re is _fbi()
    onset = _onset().search(low[max(0, head.start() - 5) : head.start()])
    first = head.start() - len(onset.group().lstrip()) if onset else head.start()
    limit = min(len(low), head.start() + _STAMP)
    label = _fbi_due().search(low, head.start(), limit)
    if named and label is None:
        return None
    derivative = named and label is not None and _is_derivative(low, head, label)
    if derivative and year is not None and year >= EXEMPTIONS:
        return None
    due = read_due(page.text, low, label.end(), min(limit, label.end() + 40), None, None) if label else None
    day = _day().search(low, head.end(), label.start()) if named and label else None
    reason = read_reason(page.text, low, head.end(), label.start()) if named and label else None
    last = max(due.end if due else 0, label.end() if label else 0, head.end())
    reviewed = day.group() if day else None
    if named and reviewed is None and (line := _dated().match(low, last) or _line_above(low, first)):
        reviewed, first, last = line.group(1), min(first, line.start()), max(last, line.end(1))
    name = page.text[head.start(1) : head.end(1)].strip() if named else None
    date = dates.parse(reviewed) if reviewed else None
    if not named and label is not None and label["date"]:
        above = list(_dated().finditer(low, max(0, label.start() - _ABOVE), label.start()))
        reviewed, first = (above[-1].group(1), above[-1].start()) if above else (None, first)
        date = dates.parse(reviewed) if reviewed else None
    elif label is not None and label["date"]:
        later = date is not None and (year is None or int(date[:4]) > year)
        if not later or " " not in (name or "") or derivative:
            return None
    start, end = trimmed(page.text, first, last)
    review = Review(start, end, page.text[start:end], name, date, None, reason, due)
    return review, _spans(page, review)


def _line_above(low: str, at: int) -> re.Match[str] | None:
    """Return the line `DATE: …` right above the one that holds `at`, where it is one."""
    line = low.rfind("\n", 0, at) + 1
    above = low.rfind("\n", max(0, line - 100), max(0, line - 1)) + 1
    found = _dated().match(low, above, line) if above < line else None
    return found if found is not None and not low[found.end() : at].strip() else None


def _spans(page: Page, review: Review) -> list[Located]:
    spans = [page.located("review", review.start, review.end)]
    if review.reason:
        spans.append(page.located("review.reason", review.reason.start, review.reason.end))
    due = review.declassify_on
    if due:
        kind = "review.decl_date" if due.kind == "date" else "review.decl"
        spans.append(page.located(kind, due.start, due.end, due.value or ", ".join(due.codes) or None))
    return spans
