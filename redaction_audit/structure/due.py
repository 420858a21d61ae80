"""A declassification instruction: a date, an event, a code, `N/A`, or nothing.

Codes as in the orders: GDS, ADS, XGDS-n (E.O. 11652), RDS-n (12065), OADR (12356), X1 to X8 (12958 as issued), 25Xn and
50Xn (12958 as amended, 13526), MR, GROUP-n (10501 as amended).
"""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.model import Declassify

IN_FORCE = {
    "10501": 1953,
    "10964": 1961,
    "11652": 1972,
    "12065": 1978,
    "12356": 1982,
    "12958": 1995,
    "13292": 2003,
    "13526": 2010,
}
"""First year of each order: no instruction given under it can fall due earlier (the anchor of a two-digit year)."""


@cache
def _date() -> re.Pattern[str]:
    """Where a date stands; hard wraps may fall beside its separators. What it says is for `dates.parse`."""
    months = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    mark = r"\s{0,2}[/\-.]\s{0,2}"
    return re.compile(
        rf"(?<![\w])(?:\d{{4}}{mark}\d{{1,2}}{mark}\d{{1,2}}(?!\d)"
        rf"|\d{{1,2}}{mark}\d{{1,2}}{mark}(?:\d{{4}}|\d{{2}})(?!\d)"
        r"|(?:19|20)\d{6}(?!\d)"
        rf"|\d{{1,2}}[\s\-]{{0,3}}{months}[.,]?[\s\-]{{0,3}}(?:\d{{4}}|\d{{2}})(?!\d)"
        rf"|{months}[.]?\s{{0,2}}\d{{1,2}},?\s{{0,2}}\d{{4}}(?!\d))"
    )


@cache
def _codes() -> re.Pattern[str]:
    """Each alternative is one family of codes at the place where the instruction begins."""
    return re.compile(
        r"(?P<list>(?:1\.6 ?\(?d?\)? ?)?x ?-?[1-9il]\d?(?!\w|/\d)(?:(?: {0,2}[,&/] {0,2}(?:and )?| {1,2}(?:and )?(?=x)"
        r"| and )(?:1\.6)?x?-?[1-9]\d?(?!\w|[/.]\d))*)"
        r"|(?P<high>(?:25|50|75) ?x(?:[ _.,/]{0,2}[1-9](?!\d|[/.\-]\d)(?:-?(?:human|hum|wmd))?(?: ?, ?[1-9](?!\d))*)?)"
        r"|(?P<plan>xgds|gds|ads|rds)(?![a-z])(?:[ \-]{0,3}(?P<plans>[1-5](?![\d/])(?:(?: ?, ?| ?and ?| ?, and ?"
        r"|/)[1-5](?![\d/]))*))?"
        r"|(?P<word>[o0]adr|source marked|mr\b|manual review|dci only|dni only"
        r"|originating agency.{0,3}s? determination required)"
        r"|exemption categor(?:y|ies)[ :§]{1,4}5 ?[b8] ?\((?P<category>[1-4])\)(?! ?,? ?(?:or )?\()"
        r"|(?P<group>group)[ \-]{0,3}(?P<grade>[1-4])\b"
    )


@cache
def _none() -> re.Pattern[str]:
    return re.compile(r"(?:n ?[/.\\]? ?a|none|not applicable|unclassified)\b\.?")


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"[1-9]\d?|[il](?![a-z])")


def read_due(text: str, low: str, start: int, end: int, order: str | None, year: int | None) -> Declassify | None:
    """Return the instruction that begins at `start` and ends before `end`, None when nothing stands there.

    `low` is `text` in lower case; `order` is the order's number as printed and `year` the record's year, the anchors
    of a two-digit year. A date wins over a code beside it; the code is kept in `codes`.
    """
    while start < end and low[start] in " \t\r\n\f:;,.\"'“”(=_-":
        start += 1
    if start >= end:
        return None
    none = _none().match(low, start, end)
    if none:
        return Declassify("not-applicable", start, none.end(), text[start : none.end()])
    codes, behind = _read_codes(low, start, end)
    date = _read_date(text, low, behind if codes else start, end, max(IN_FORCE.get(order or "", 0), year or 0) or None)
    if date is not None and (not codes or date[0] - behind <= 12):
        if codes and codes[0].startswith("RDS"):  # marked for review on that date, which declassifies nothing
            return Declassify("code", start, date[1], text[start : date[1]], date[2], codes)
        return Declassify("date", date[0], date[1], text[date[0] : date[1]], date[2], codes)
    if codes:
        return Declassify("code", start, behind, text[start:behind], None, codes)
    return _read_event(text, low, start, end)


def _read_codes(low: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Return the codes that stand at `start`, canonical, and the offset behind them."""
    found = _codes().match(low, start, end)
    if found is None:
        return (), start
    if found["list"]:
        body = re.sub(r"1\.6 ?\(?d?\)?", "", found["list"])
        codes = tuple(f"X{'1' if n in 'il' else n}" for n in _digits().findall(body))
    elif found["high"]:
        codes = _high(found["high"])
    elif found["plan"]:
        name = found["plan"].upper()
        codes = tuple(f"{name}-{n}" for n in re.findall(r"\d", found["plans"] or "")) or (name,)
    elif found["category"]:
        codes = (f"XGDS-{found['category']}",)
    elif found["group"]:
        codes = (f"GROUP-{found['grade']}",)
    else:
        return _word(low, found, end)
    return tuple(dict.fromkeys(codes)), found.end()


def _high(printed: str) -> tuple[str, ...]:
    family = printed[:2] + "X"
    rest = printed[2:].lstrip(" ").removeprefix("x")
    suffix = "-HUMAN" if "human" in rest else "-HUM" if "hum" in rest else "-WMD" if "wmd" in rest else ""
    digits = re.findall(r"\d", rest)
    return tuple(f"{family}{n}{suffix if i == 0 else ''}" for i, n in enumerate(digits)) or (family,)


def _quote(low: str, at: int) -> int:
    """Return the offset behind the quotation marks and blanks at `at`."""
    while at < len(low) and low[at] in " \t\r\n\"'“”:":
        at += 1
    return at


def _word(low: str, found: re.Match[str], end: int) -> tuple[tuple[str, ...], int]:
    word = found["word"].replace("0adr", "oadr")
    if word == "source marked":
        inner, behind = _read_codes(low, _quote(low, found.end()), end)
        return (inner or ("SOURCE MARKED",)), behind
    if word == "manual review":
        word = "mr"
    if word.startswith("originating"):
        word = "oadr"
    return (word.upper(),), found.end()


def _read_date(text: str, low: str, start: int, end: int, anchor: int | None) -> tuple[int, int, str | None] | None:
    """Return start, end and ISO form of the first date that exists; ISO is None for a two-digit year without anchor."""
    for found in _date().finditer(low, start, end):
        printed = re.sub(r"\s*([/\-.])\s*", r"\1", " ".join(text[found.start() : found.end()].split()))
        iso = dates.parse(printed, earliest=anchor)
        if iso or (anchor is None and dates.parse(printed, earliest=IN_FORCE["10501"])):
            return found.start(), found.end(), iso
    return None


def _read_event(text: str, low: str, start: int, end: int) -> Declassify | None:
    """Return the words of an event, or a date that no calendar has as printed; None when neither stands there."""
    while end > start and low[end - 1] in " \t\r\n\f.;,":
        end -= 1
    words = " ".join(text[start:end].split())
    if not re.search(r"[^\W\d_]{3}", words) and not _date().search(words.lower()):
        return None
    return Declassify("event", start, end, text[start:end], words)
