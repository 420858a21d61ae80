"""Whose Presidential records a withdrawal sheet holds: Presidents under the Presidential Records Act as data.

Source: `rules/pra-terms.toml`. Papers of Presidents before 1981-01-20 are not under the Act.
"""

import datetime as dt
import re
from functools import cache

import msgspec

from redaction_audit import rulebook
from redaction_audit.check import View
from redaction_audit.dates import parse
from redaction_audit.errors import LawError
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen

YEARS = 12
"""Restrictions end at most this long after the President left office (36 CFR 1270.40(a))."""
_LINE = 240


class Term(Frozen, frozen=True, forbid_unknown_fields=True):
    """A President's time in office: first day, and the day on which the office ended."""

    president: str
    names: tuple[str, ...]
    first: dt.date
    last: dt.date


class _File(Frozen, frozen=True, forbid_unknown_fields=True):
    source: str
    status: str
    term: tuple[Term, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms under the Act, oldest first. Raises LawError when the file is missing or wrong."""
    path = rulebook.folder() / "pra-terms.toml"
    try:
        return msgspec.convert(rulebook.load(path), _File).term
    except msgspec.ValidationError as error:
        raise LawError(f"{path}: {error}") from error


def named(text: str) -> Term | None:
    """Return the one President whose library, papers or administration the text names, None for none or several."""
    found = {term.president: term for term in terms() if _collection(term).search(text)}
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _collection(term: Term) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in term.names)
    what = "Library|Records|Papers|Materials|Administration|White House"
    return fixed(
        rf"(?:{names})[ ,]{{1,3}}(?:Presidential |Administration )?(?:{what})"
        rf"|(?:PRESIDENT|President) (?:[A-Z][a-z]{{1,9}} )?(?:[A-Z]\. ?)?(?:{names})\b",
    )


def in_office(day: dt.date) -> Term | None:
    """Return whose records a paper of `day` belongs to, None before the Act and on days after the table ends."""
    return next((term for term in terms() if term.first <= day < term.last), None)


def row_date(text: str, at: int) -> dt.date | None:
    """Return the date that stands on the line of `at` before it, as rows of a sheet have it, or None."""
    left = text[max(0, at - _LINE) : at]
    left = left[max(left.rfind("\n"), left.rfind("\r")) + 1 :]
    days = _day().findall(left)
    return _as_date(parse(days[-1], near=1995)) if days else None


def sheet_date(view: View) -> dt.date | None:
    """Return when the sheet was made or the record released: its `Date:` line, else a release stamp."""
    found = _made().search(view.text)
    if found is not None and (day := _as_date(parse(found["day"], near=2005))):
        return day
    stamp = view.structure.fields.release_date
    return _as_date(stamp.value) if stamp is not None else None


def _as_date(iso: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso[:10]) if iso else None
    except ValueError:  # a month or a year alone
        return None


@cache
def _day() -> re.Pattern[str]:
    return fixed(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{2,4}(?![\d/])")


@cache
def _made() -> re.Pattern[str]:
    return fixed(
        r"\b(?:D(?:ate|ATE)|[Rr]eviewed|[Ww]ithdrawn)(?: [Rr]eviewed| [Cc]reated| on)?:[ \t]{0,24}"
        r"(?P<day>\d{1,2}/\d{1,2}/\d{2,4})(?!\d)"
    )
