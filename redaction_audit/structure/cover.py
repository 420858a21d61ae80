"""The identification form in front of a record of the JFK collection: record number, date, classification."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Value
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page
from redaction_audit.structure.telegram import LATEST

REACH = 4_000
"""Characters of the form; in some scans all labels stand first and all values behind them."""

NUMBER = r"\d{3}-\d{5}-\d{5}"
"""Pattern source of a record number of the collection: agency, box, document."""


class Cover(Frozen):
    """What the form says; each part is None when it is not legible."""

    number: Value | None
    date: Value | None
    level: Value | None


_RELEASE = "RELEASE UNDER THE PRESIDENT JOHN F"
"""How the stamp of the releases from 2021 on begins, behind their year."""

_NEAR = 60
"""Characters in front of the stamp in which the record number stands."""

_LABELS = ("RECORD NUMBER", "RECORD NO")
_NUMBER_THERE = Hint("[0-9]{3}-[0-9]{5}-[0-9]{5}", rare=r"-\d{5}-\d{5}")


@cache
def _labelled() -> re.Pattern[str]:
    return fixed(r"RECORD (?:NUMBER|NO\.?)")


@cache
def _number() -> re.Pattern[str]:
    return fixed(rf"(?<![\d-]){NUMBER}(?![\d-])")


@cache
def _top() -> re.Pattern[str]:
    return fixed(rf"[^\r\n\w]{{0,12}}(?P<number>(?=[12]){NUMBER})(?![\d-])")


@cache
def _stamped() -> re.Pattern[str]:
    """Match a record number with nothing but signs and the year of release behind it.

    Agencies have numbers from 104 to 213, so that a misread first figure shows. A ruled frame may be read as a further
    figure in front (`1104-10062-10005`).
    """
    return fixed(
        rf"(?<![\d-])1?(?P<number>(?=[12]){NUMBER})[^\w\r\n]{{0,8}}[\r\n]{{0,4}}[^\w\r\n]{{0,8}}(?:20\d\d )?\Z"
    )


@cache
def _date() -> re.Pattern[str]:
    return fixed(
        r"\n[^\w\n]{0,6}(?:\w{1,3} )?DATE[ \t]{0,4}[:;.]?\s{0,12}(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))(?!\d)"
    )


@cache
def _any_date() -> re.Pattern[str]:
    return fixed(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])")


@cache
def _block() -> re.Pattern[str]:
    return fixed(r"D(?:ocument Information|OCUMENT INFORMATION)")


@cache
def _review() -> re.Pattern[str]:
    return fixed(r"LAST ?REVIEW[ \t]{0,4}[:;—-]{0,2}\s{0,6}[—-]?\s{0,4}\d{1,2}/\d{1,2}/(\d{4}|\d\d)(?!\d)")


@cache
def _level() -> re.Pattern[str]:
    return fixed(
        r"CLASSIFICATION[ \t]{0,4}[:;=]?[ \t—-]{0,6}[\r\n]{0,4}[ \t:]{0,6}(?P<level>(?i:top secret|secret|confidential"
        r"|unclassified))\b"
    )


@cache
def _bare_label() -> re.Pattern[str]:
    """Match the label with nothing of its own in its line."""
    return fixed(r"(?:\A|[\r\n])[^\w\r\n]{0,6}CLASSIFICATION[^\w\r\n]{0,6}(?=[\r\n])")


@cache
def _level_alone() -> re.Pattern[str]:
    return fixed(
        r"(?:(?P<type>DOCUMENT|REPORT|TRANSCRIPT|MEMORANDUM|LETTER|CABLE)\b[^\w\r\n]{0,4}(?:[\r\n][ \t]{0,9}){1,4}"
        r"|[\r\n][^\w\r\n]{0,4})(?P<level>(?i:top secret|secret|confidential|unclassified))[ \t.]{0,4}(?=[\r\n])"
    )


@cache
def _values_behind() -> re.Pattern[str]:
    """Match what the form prints behind a level: restrictions (`1A`, `1B; 4`), then the status, then a date."""
    gap = r"(?:[ \t.]{0,4}[\r\n]){1,4}[ \t]{0,9}"
    restricted = r"(?:OPEN IN FULL|REFERRED|CONSULTED|[1-6Il][A-C]?(?:[ ,;]{1,2}[1-6Il][A-C]?){0,4})"
    status = r"(?i:redact|open|withhold|postponed in (?:full|part)|released (?:in (?:full|part)|with deletions))"
    return fixed(rf"(?:{gap}{restricted})?{gap}{status}{gap}\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?!\d)")


@cache
def _foot() -> re.Pattern[str]:
    return fixed(r"Doc[Il1][dl] ?:|DOCID ?:|\f")


def number(text: str) -> tuple[int, int, str] | None:
    """Return start, end and record number of the form, of the top of the first page or of its stamp, or None. Cheap.

    The releases of 2021 to 2025 print the number in front of the stamp of release.
    """
    if text.find("-1", 0, REACH) < 0:
        return None
    label = _labelled().search(text, 0, REACH)
    if label:
        found = _number().search(text, label.end(), label.end() + 1_200) or _number().search(text, 0, label.start())
        return (found.start(), found.end(), found.group()) if found else None
    top = _top().match(text.lstrip("\ufeff \t\r\n")[:60])
    if top is None:
        stamp = text.find(_RELEASE, 0, REACH)
        found = _stamped().search(text, max(0, stamp - _NEAR), stamp) if stamp >= 0 else None
        return (*found.span("number"), found["number"]) if found else None
    shift = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    return top.start("number") + shift, top.end("number") + shift, top["number"]


def page_number(page: Page) -> Value | None:
    """Return what `number` finds on a page."""
    found = number(page.text) if page.literals.may_match(_NUMBER_THERE) else None
    return page.value(*found) if found else None


def read(page: Page) -> Cover | None:
    """Return the identification form of the page, or None when there is none."""
    label = _labelled().search(page.text, 0, REACH) if page.literals.any_of(_LABELS) else None
    if label is None or (page.text.find("ocument", 0, REACH) < 0 and page.text.find("OCUMENT", 0, REACH) < 0):
        return None
    level = _level().search(page.text, label.start(), label.start() + REACH) or _level_apart(page.text, label.start())
    return Cover(
        number=page_number(page),
        date=_document_date(page, label.start()),
        level=page.value(*level.span("level"), level["level"].upper()) if level else None,
    )


def _level_apart(text: str, start: int) -> re.Match[str] | None:
    """Return the level of a form whose labels were scanned as one column and whose values as another.

    Certain only where the label has nothing of its own, and one line of the form's own page is a level alone and
    stands where the form has it: behind a document type, or before restrictions, status and the date of review.
    """
    foot = _foot().search(text, start, start + REACH)
    limit = foot.start() if foot else start + REACH
    if _bare_label().search(text, max(0, start - REACH), limit) is None:
        return None
    found = list(_level_alone().finditer(text, start, limit))
    if len({alone["level"].upper() for alone in found}) != 1:
        return None
    return next((alone for alone in found if alone["type"] or _values_behind().match(text, alone.end())), None)


def _document_date(page: Page, start: int) -> Value | None:
    """Return the document's date: behind DATE, else the first one below "Document Information".

    Years of two digits are read as the latest that is not after the form's last review; `00/00/0000` is no date,
    `03/00/1975` a month and `00/00/1975` a year.
    """
    review = _review().search(page.text, start, start + REACH)
    latest = LATEST if review is None else _full(review[1])
    found = _date().search(page.padded, start, start + REACH)
    if found:
        begin, end = found.start("date") - 1, found.end("date") - 1
    else:
        block = _block().search(page.text, start, start + REACH)
        alone = _any_date().search(page.text, block.end(), start + REACH) if block else None
        if alone is None or (review and alone.end() >= review.end()):
            return None
        begin, end = alone.span()
    printed = page.text[begin:end]
    year = _year_alone().fullmatch(printed)
    iso = dates.parse(printed, latest=latest) or (year[1] if year else None)
    return page.value(begin, end, iso) if iso else None


@cache
def _year_alone() -> re.Pattern[str]:
    """Match `00/00/1963`: a form prints zeros for what is unknown, and the year in full."""
    return fixed(r"00/00/(?!0000)([0-9]{4})")


def _full(digits: str) -> int | None:
    """Return the year of the last review; forms were filled from 1992 on, so two digits mean 1992 to 2029."""
    return int(digits) if len(digits) == 4 else dates.full_year(int(digits), earliest=1992)
