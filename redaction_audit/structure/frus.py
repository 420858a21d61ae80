"""Documents of the State history series.

Source note and dateline; datelines of memoranda and letters are read alike.
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Classification, Frozen, Located, Value
from redaction_audit.structure.page import Page

REACH = 6_000
"""Characters at the top in which title, dateline and a leading source note stand."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_MONTHS}|{_MONTHS.upper()})"


class Volume(Frozen):
    """A document of the series: the words that show it, the level named in its source note, its dateline."""

    evidence: Located
    level: Classification | None
    dateline: Value | None


@cache
def _source() -> re.Pattern[str]:
    return fixed(
        r"\n[ \t]{0,8}(?:\[?1\]?\.?[ \t]{1,4})?(?P<source>Source: (?=[^\n]{0,160}(?:National Archives"
        r"|Department of State|Library"
        r"|Central Intelligence Agency|National Security Council|Kennedy|Johnson|Nixon|Ford|Carter|Reagan|Bush"
        r"|Washington National"
        r"|Records|Papers|Files|Box|Lot))[^\n]{8,240})"
    )


@cache
def _title() -> re.Pattern[str]:
    return fixed(
        r"\s{0,40}\d{1,4}\. (?P<title>[A-Z][^\r\n]{6,300}?)(?: \[\d{1,2}\]"
        r"|[ ]?\d)?[ \t]{0,8}[\r\n]{1,4}(?P<dateline>[A-Z][^\r\n]{4,80})"
    )


@cache
def _page_number() -> re.Pattern[str]:
    return fixed(r"\n(?P<page>FRUS p\. [ivxlc\d]{1,8})[ \t]{0,8}(?=\n|\Z)")


@cache
def _level() -> re.Pattern[str]:
    return fixed(
        r"[.;]\s{1,2}(?P<all>(?P<level>Top Secret|Secret|Confidential|Official Use Only|Limited Official Use"
        r"|Unclassified"
        r")(?P<controls>(?:; ?[A-Z][a-z]{2,12}(?: [A-Z][a-z]{2,12})?){0,6}))(?=[.;,])"
    )


_BEFORE = (
    r"(?:(?:(?:TOP )?SECRET|CONFIDENTIAL|RESTRICTED|(?:SENSITIVE BUT )?UNCLASSIFIED|LIMITED OFFICIAL USE)"
    r"[A-Z0-9 /(),\-]{0,40}?[ \t]{3,80}"
    r"|(?:TO[ \t]{0,4}:|(?:SAC,?|Director,|Mrs?\.|Hon(?:orable|\.)) )[^\n]{2,60}?[ \t]{3,80}"
    r"|The(?: [A-Z][A-Za-z.]{1,20}){1,5}[ \t]{3,80}"
    r"|(?:[-–—.~] {1,2}){1,3})?"
)
"""What may stand in the line before its date: a level (`SECRET/GDS      April 4, 1974`), an addressee, specks."""


@cache
def _dateline() -> re.Pattern[str]:
    return fixed(
        rf"\n[ \t]{{0,80}}{_BEFORE}(?P<line>(?:[A-Z][\w.’' -]{{2,40}}, )?"
        r"(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,? ?-? ?)?"
        rf"(?P<date>{_MONTH} \d{{1,2}}(?P<range> ?[-–] ?(?:{_MONTH} )?\d{{1,2}})?, ?(?:1[89]|20)\d\d"
        rf"|\d{{1,2}} (?i:{_MONTH}|[A-Z]{{3}}\.?),? (?:(?:1[89]|20)\d\d|\d\d)))"
        r"(?:[.,;][^\n]{0,30}|[ \t]{1,4}[-–—]|[ \t]{1,8}\d{1,4}(?::\d\d)?[^\n]{0,12}"
        r"|[ \t]{1,80}RELEASED? IN (?:FULL|PART)[^\n]{0,30})?[ \t]{0,80}(?=\n|\Z)"
    )


_OTHER_DAYS = (
    "declassify on", "declass on", "decl on", "review on", "creation date", "release date", "released on",
)  # fmt: skip
"""Labels of days that are none of a record: when it declassifies, when an archive described or released it."""


_DECIDED = (
    r"(?i:declassified|sanitized|(?:downgraded to|regraded) unclassified|unclassified\s{1,9}by"
    r"|classification cancell?ed|(?:authorized|approved|cleared) for (?:public )?release)"
)
"""How a stamp begins that says what was decided on a page, and by whom; the day of the decision ends it."""
_STAMP = 300
"""Characters of such a stamp before its day."""


@cache
def _stamped() -> re.Pattern[str]:
    """Match a stamp up to its day: no blank line, no other day, no level and no head of a record stands between."""
    rest = r"(?:(?!(?:19|20)\d\d|\d[/-]\d{1,2}[/-]\d)[^\n]){1,120}"
    line = rf"\n[ \t]{{0,80}}(?!(?:TOP )?SECRET|CONFIDENTIAL|MEMO){rest}"
    return fixed(rf"\n[ \t]{{0,80}}{_DECIDED}(?:{rest})?(?P<below>(?:{line}){{1,3}})?\Z")


@cache
def _named() -> re.Pattern[str]:
    return fixed(_DECIDED)


def _is_of_writing(page: Page, line: re.Match[str]) -> bool:
    """Whether a date in a line of its own may be that of the record.

    That below the label of an instruction is none, nor that of another day than that of the writing, nor the last line
    of a stamp that says what was decided on the page.
    """
    before = page.padded[max(0, line.start() - _STAMP) : line.start()]
    if before.rstrip(" \t\n:").lower().endswith(_OTHER_DAYS):
        return False
    if _named().match(line["line"]):
        return False
    stamp = _stamped().search(before) if before.strip() else None
    return stamp is None or (stamp["below"] is not None and _authority().search(stamp.group()) is None)


@cache
def _authority() -> re.Pattern[str]:
    """By whom or by what a page was declassified; without it the lines below a lone word are a letterhead."""
    return fixed(
        r"(?i:\bby\b|authority|\bper\b|\bE\.? ?O\b|executive order|\bsec(?:tion|\.)|guidelines|\bN(?:ND|L[A-Z]))"
    )


def read(page: Page) -> Volume | None:
    """Return what makes the page a document of the series, or None.

    It is one when a source note stands at the top or, as a footnote, below a numbered title; or when pages of the
    series are numbered in it (`FRUS p. 723`).
    """
    note = _note(page)
    if note is None:
        return None
    start, end = note
    level = _level().search(page.text, start, min(len(page.text), start + 1_500))
    return Volume(
        evidence=page.located("provenance.frus", start, end),
        level=_classification(level) if level else None,
        dateline=dateline(page),
    )


def _classification(found: re.Match[str]) -> Classification:
    """Return the level in a source note with what stands behind it (`Secret; Noforn; Nodis`)."""
    value = found["level"].upper()
    controls = tuple(word.strip().upper() for word in found["controls"].split(";") if word.strip())
    return Classification(*found.span("all"), found["all"], value, controls=controls)


def _note(page: Page) -> tuple[int, int] | None:
    """Return the place of the source note: at the top, or in the notes of a titled document; else a page number."""
    top = _source().search(page.padded, 0, 1_200) if page.text.find("Source: ", 0, 1_200) >= 0 else None
    if top:
        return top.start("source") - 1, top.end("source") - 1
    if _title().match(page.text):
        at = page.text.find("Source: ")
        while at >= 0:
            found = _source().match(page.padded, page.lines.starts[page.lines.index(at)])
            if found:
                return found.start("source") - 1, found.end("source") - 1
            at = page.text.find("Source: ", at + 8)
    numbered = _page_number().search(page.padded) if "FRUS p. " in page.literals else None
    return (numbered.start("page") - 1, numbered.end("page") - 1) if numbered else None


def dateline(page: Page, reach: int = REACH, latest: int | None = None) -> Value | None:
    """Return the first line of the top that is a date, with a place in front or alone, or None.

    A range of days gives the month, a range over two months the year. Dates in numbers are never datelines: those are
    received stamps and file marks; nor is the day below a label that says when the page declassifies, or at the end of
    a stamp that says that it was. `latest`, the last year that two digits can mean, is their anchor; without it they
    are not read.
    """
    lines = _dateline().finditer(page.padded, 0, reach)
    found = next((line for line in lines if _is_of_writing(page, line)), None)
    if found is None:
        return None
    iso = dates.parse(found["date"].replace(found["range"] or "\0", ""), latest=latest)
    if iso is None:
        return None
    if found["range"]:
        iso = iso[:4] if re.search("[A-Z]", found["range"]) else iso[:7]
    return page.value(found.start("line") - 1, found.end("line") - 1, iso)
