"""The date of a memorandum: `DATE: March 12, 1975` or `DATE: 3/12/75` beside its TO, FROM and SUBJECT.

Memoranda of conversation say `DATE AND TIME:` beside PARTICIPANTS and PLACE, information reports `DATE DISTR.`,
those of an interview (FD-302) `Date of transcription`.
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.page import Page

REACH = 4_000
"""Characters in which the head of a memorandum stands."""

_NEAR = 600
"""Characters around the date line in which its other labels stand."""

_STAMP = 200
"""Characters in front of the date line in which the line above it begins."""

_FEWEST = 2
"""Other labels that make a head: one alone stands in forms and letters as well."""


@cache
def _date() -> re.Pattern[str]:
    """Match the label and its date, which may stand in the line below; a stamp beside it stands behind a run of blanks.

    `DATE DISTR.` and `Date of transcription` need no colon: they stand on the forms of information reports and of
    the Federal Bureau of Investigation alone.
    """
    return fixed(
        r"(?:DATE|Date)"
        r"(?:(?P<form> DISTR(?:\.|IBUTED)?| [Oo][Ff] [Tt](?:ranscription|RANSCRIPTION))[ \t]{0,3}[:;]?"
        r"|(?: (?:AND|and|&) (?:TIME|Time))?[ \t]{0,20}[:;])"
        r"(?:[ \t]{0,40}|[ \t]{0,40}\n{1,2}[ \t]{0,40}(?=\d{1,2}[ /.-]|[A-Za-z]{3,9}\.? \d))"
        r"(?P<date>[^\s](?:[^\s]|[ \t](?![ \t]{2})){3,40})"
    )


@cache
def _before() -> re.Pattern[str]:
    """Match what stands before the label: a line's start, or another field with a run of blanks, as on forms."""
    return fixed(r"(?:\n[ \t]{0,40}|[^\s][ \t]{3,60})(?:T(?:IME|ime) (?:AND|and|&) )?\Z")


@cache
def _stamped() -> re.Pattern[str]:
    """Match a reviewer's block whose date stands on the next line."""
    return fixed(r"\n[ \t]{0,40}(?:declassif|classified by|reason|derived from)[^\n]{0,160}\Z", re.IGNORECASE)


@cache
def _stamp_below() -> re.Pattern[str]:
    """Match a reviewer's block that begins in the line below its date, or the words on what a page contains."""
    return fixed(r"[ \t]{0,80}\n[ \t]{0,40}(?:declassif|classified by|all information contained)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return fixed(
        r"\n[ \t]{0,40}(?:(TO|FROM|SUBJ|RE|THRU|THROUGH|VIA|PARTICIPANTS|PLACE|LOCATION|EVENT|PREPARED BY|ORIG|UNIT)"
        r"(?:ECT)?(?:[ ][-–—][^\n:]{1,30})?[ \t]{0,20}[:;]|(MEMO)RANDUM\b)",
        re.IGNORECASE,
    )


def date(page: Page, latest: int) -> Value | None:
    """Return the date of the memorandum whose head stands at the top of the page, or None.

    Dates of stamps beside page breaks are none. `latest` is the last year that two digits can mean.
    """
    for at in sorted(page.hits("DATE", "Date")):
        found = _date().match(page.padded, at + 1, REACH)
        if found is None or not _before().search(page.padded, max(0, at - 60), at + 1):
            continue
        line = page.lines.index(at)
        above = page.lines.starts[line]
        if line in page.noise or _stamped().search(page.padded, max(0, above - _STAMP), above):
            continue
        if _stamp_below().match(page.padded, found.end()):
            continue
        near = page.padded[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if not found["form"] and len({(one or other).lower() for one, other in _label().findall(near)}) < _FEWEST:
            continue
        if iso := dates.parse(found["date"], latest=latest) or _year(found["date"]):
            start, end = found.start("date") - 1, found.end("date") - 1
            return page.value(start, end, iso)
    return None


def _year(printed: str) -> str | None:
    """Return the year that is all of a date, or None."""
    found = _alone().fullmatch(printed.rstrip())
    return found[1] if found else None


@cache
def _alone() -> re.Pattern[str]:
    return fixed(r"((?:19|20)\d\d)\.?")
