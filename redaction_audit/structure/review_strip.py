"""The strip of a later review, never the author's block: State FOIA pages of 2015-16 and stamps of FBI reviewers.

State: `Classified by DAS, A/GIS, DoS on 08/27/2015 — Class: CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on:
08/26/2030`, printed over the page, so that its pieces stand between lines and columns of other text. The stamps of
FBI reviewers are read by `reviewer_stamp`.
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Declassify, Located, Reason, Review
from redaction_audit.structure import reviewer_stamp
from redaction_audit.structure.due import event_sort, read_due
from redaction_audit.structure.labels import at_line_start, once
from redaction_audit.structure.lexicon import Anchor
from redaction_audit.structure.page import Page

_REACH = 900
"""Characters over which the pieces of one strip are looked for: four lines of a page with two columns."""
_NEAR = 200
"""Characters behind `Declassify on:` in which a code of the strip may stand apart from it."""

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
def _class() -> re.Pattern[str]:
    return fixed(r"(?<![a-z])(top secret|secret|confidential)(?![a-z])")


@cache
def _letters() -> re.Pattern[str]:
    """`1.4(B), 1.4(D)` or `1.4 (B)(D)`; codes of the margin (`B1`) may stand behind."""
    return fixed(r"1 ?\.([4-6])\s{0,120}\([a-h]\)(?:[ ,]{0,3}(?:1 ?\.[4-6] ?)?\([a-h]\))*")


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
        if tail.re is reviewer_stamp.labelled() and not reviewer_stamp.is_reviewers(low, tail, year):
            continue
        fbi = tail.re in (reviewer_stamp.numbered(), reviewer_stamp.labelled())
        found = reviewer_stamp.read(page, low, tail, year) if fbi else _read_state(page, low, tail)
        if found is not None:
            behind = found[0].end
            yield found


def _heads(page: Page, low: str) -> list[re.Match[str]]:
    """Return the places where a strip may begin, in text order; patterns are tried at words of its kind only."""
    found: list[re.Match[str]] = []
    behind: dict[re.Pattern[str], int] = {}
    for end in page.low_literals.ends(_WORD):
        at = low.rfind("ass", 0, end)
        for pattern, shift in (
            (_state(), 2),
            (reviewer_stamp.numbered(), 0),
            (reviewer_stamp.labelled(), 0),
            (_tail(), 4),
        ):
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
    return found.re is _state() or reviewer_stamp.onset().search(low[max(0, at - 5) : at]) is not None


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
    reviewed = reviewer_stamp.day().search(low, head.end(), limit) if whole else None
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
    return review, reviewer_stamp.spans(page, review)


def _due(text: str, low: str, start: int, limit: int, after: str | None) -> Declassify | None:
    """Return what stands behind `Declassify on:`: a code, a date, an event, in this order.

    A code stands at once behind the label, or (25X, 50X, 75X) at the end of its column in the next lines. Of dates the
    first one later than the review counts; text of other columns may hold earlier ones (`Sent: 9/27/2010`).
    """
    here = _here(text, low, start, limit)
    if here is not None and here.codes:
        return here
    first = None
    for day in reviewer_stamp.day().finditer(low, start, limit):
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
