"""What the checks of releases share: whose duty it is, when the release was decided, and the labels that say how much.

Withholding codes and their duties: 5 U.S.C. 552(b); provenance decides whether a page owes them.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from redaction_audit.check import Bounds, Skip, View
from redaction_audit.dates import bounds, parse
from redaction_audit.expressions import fixed
from redaction_audit.law.vocabulary import stamps
from redaction_audit.model import Frozen, Mark, Span

OFFICIAL = ("foia", "mdr", "systematic", "cia_crest")
"""Provenances whose pages an agency answers for."""
_WHOLE = 8
"""Characters of the shortest date with a day and four digits of a year."""
_WIDTH = 400
"""Characters that a line of a page has at most; longer ones are looked at in part."""
LISTED = 20
"""Related places that one finding names; more are only counted."""

NO_DECISION = Skip("no date of release or review")
NO_DATE = Skip("no date of record")
NO_REQUEST = Skip("no date of request")
COARSE = Skip("dates not exact enough")
NO_PRESIDENT = Skip("no President named or dated")
"""The closed set of reasons why a check of this family could not judge a record."""


class Decision(Frozen, frozen=True):
    """When an agency decided on a release: first and last possible day, and where the page says so."""

    days: Bounds
    start: int
    end: int
    source: str


class Label(Frozen, frozen=True):
    """A stamp that says how much was released: `full` or `part`, with the codes it lists."""

    what: str
    start: int
    end: int
    codes: tuple[str, ...] = ()


def decisions(view: View) -> tuple[Decision, ...]:
    """Return the dated reviews and release stamps of the page, the review before the stamp; empty when none is dated.

    The day on which a third party posted a page is no decision.
    """
    return view.once(_decisions)


def _decisions(view: View) -> tuple[Decision, ...]:
    found = dated(view)
    if any(decision.source == "release stamp" for decision in found):
        return found
    return (*found, *_stamped(view.text))


def dated(view: View) -> tuple[Decision, ...]:
    """Return the reviews and release stamps that the structure of the page dates, without a search of its text."""
    fields = view.structure.fields
    found = []
    if fields.review is not None and (days := _days(fields.review.date)):
        found.append(Decision(days, fields.review.start, fields.review.end, "review"))
    stamp = fields.release_date
    posted = fields.released
    if stamp is not None and not (posted is not None and posted.start == stamp.start) and (days := _days(stamp.value)):
        found.append(Decision(days, stamp.start, stamp.end, "release stamp"))
    return tuple(found)


def _stamped(text: str) -> Iterator[Decision]:
    """Yield the first other stamp of release or declassification with a whole date, as `rules/stamps.toml` has it."""
    for stamp in stamps():
        if stamp.kind not in ("release", "declassification"):
            continue
        for match in stamp.find(text):
            printed = match["date"] if "date" in match.re.groupindex else None
            if printed and len(printed) >= _WHOLE and (days := _days(parse(printed))):
                yield Decision(days, *match.span("date"), "release stamp")
                return


def _days(iso: str | None) -> Bounds | None:
    try:
        return bounds(iso) if iso else None
    except ValueError:
        return None


def labels(view: View) -> tuple[Label, ...]:
    """Return the labels of full and partial release, in text order."""
    text = view.text
    found = [
        Label("part", mark.start, mark.end, mark.codes)
        for mark in view.marks.marks
        if mark.kind == "release-stamp" and text.startswith("RELEASE", mark.start)
    ]
    if "IN FULL" in text or "in Full" in text:
        found.extend(Label("full", *match.span()) for match in _full().finditer(text))
    if "anitized" in text or "in Part" in text or "SANITIZED" in text:
        found.extend(Label("part", *match.span()) for match in _sanitized().finditer(text))
    return tuple(sorted(found, key=lambda label: label.start))


@cache
def _full() -> re.Pattern[str]:
    """`RELEASE IN FULL` that ends its line, at the start of one or behind a column's blanks; no objection to it."""
    return fixed(
        r"No Objection [Tt]o Declassification in Full(?=[ \t]{1,6}\d{4}/\d\d/\d\d)|"
        r"RELEASED?(?<![^ \t\r\n\f]RELEASE)(?<![^ \t\r\n\f]RELEASED)(?<![A-Za-z.,] RELEASE)(?<![A-Za-z.,] RELEASED)"
        r"[ \t]{1,3}IN[ \t]{1,3}FULL(?=[ \t]{0,240}(?:[\r\n]|\Z))"
    )


@cache
def _sanitized() -> re.Pattern[str]:
    """Match the agency's own stamp, with its release date or number behind it: the word alone is prose."""
    return fixed(
        r"Declassified in Part[ \t]{0,3}[-–—]?[ \t]{0,3}Sanitized Copy|Sanitized Copy Approved [Ff]or Release"
        r"|No Objection [Tt]o Declassification in Part(?=[ \t]{1,6}\d{4}/\d\d/\d\d)"
        r"|SANITIZED COPY(?=[ \t]{0,160}(?:[\r\n]|\Z))"
    )


def told(marks: Sequence[Mark | Span], words: str) -> tuple[tuple[int, int, str], ...]:
    """Return marks or places as related places of a finding, all but the first, `LISTED` at most."""
    return tuple((mark.start, mark.end, words) for mark in marks[1 : LISTED + 1])


def counted(kinds: Iterator[str]) -> dict[str, int]:
    """Return how often each word occurs, most frequent first."""
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def plural(count: int, noun: str) -> str:
    """Return `1 mark`, `2 marks`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def fits(decided: Sequence[Decision], first: dt.date, last: dt.date) -> bool:
    """Return whether any of the decisions may have been taken on a day from `first` to `last`."""
    return any(days.days[0] <= last and first <= days.days[1] for days in decided)


def around(text: str, start: int, end: int, lines: int) -> tuple[int, int]:
    """Return the stretch from `lines` lines above `start` to `lines` lines below `end`, whole lines."""
    floor, roof = max(0, start - _WIDTH * (lines + 1)), min(len(text), end + _WIDTH * (lines + 1))
    left = start
    for _ in range(lines + 1):
        left = max(text.rfind("\n", floor, left), text.rfind("\r", floor, left))
        if left < 0:
            break
        if text[left] == "\n" and text[left - 1 : left] == "\r":
            left -= 1
    right = end
    for _ in range(lines + 1):
        found = line_break().search(text, right, roof)
        right = found.end() if found else roof
        if found is None:
            break
    first = floor if left < 0 else left + (2 if text.startswith("\r\n", left) else 1)
    return first, right


@cache
def line_break() -> re.Pattern[str]:
    r"""Match what ends a line: `\n`, `\r\n` or `\r`."""
    return fixed(r"\r\n?|\n")
