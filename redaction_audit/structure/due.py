"""A declassification instruction: a date, an event, a code, `N/A`, or nothing.

Codes as in the orders: GROUP-n (E.O. 10501 as amended), GDS, ADS, XGDS-n (11652; E2 IMPDET of the CIA is XGDS-2), RDS-n
and REVIEW ON (12065), OADR (12356), X1 to X8 (12958 as issued), 25Xn, 50Xn and 75Xn (12958 as amended, 13526), `25X1,
EO 12951` (space imagery), MR, DCI ONLY, DNI ONLY, SOURCE MARKED (with nothing behind), SUBJECT TO TREATY, N/A TO RD
PORTIONS (RD, FRD or TFNI) and N/A TO NATO PORTIONS: the same words as in the data of the orders. A digit is kept as
printed, also one that no order knows (`XGDS-6`). Facts: executive-orders, section 5.
"""

import re
from functools import cache
from typing import Literal

from msgspec.structs import replace

from redaction_audit import dates
from redaction_audit.expressions import fixed
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

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_BLANK = " \t\r\n\f:;,.\"'“”(=_-"
_LOOK_ALIKES = str.maketrans("lizsgb|!", "11256811")
"""What scanning makes of the digit of a 25X code; `0` and `3`, `4`, `7`, `9` have no look-alike that is safe."""
_GRADES = {"i": "1", "l": "1", "|": "1", "ii": "2", "ll": "2", "iii": "3", "lll": "3", "iv": "4", "lv": "4"}


FIGURES = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/|])"
"""The commonest instruction: a date in figures."""


@cache
def _plain() -> re.Pattern[str]:
    return fixed(FIGURES)


@cache
def _date() -> re.Pattern[str]:
    """Where a date stands; hard wraps may fall beside its separators. What it says is for `dates.parse`."""
    mark = r"\s{0,2}[/\-.]\s{0,2}"
    return fixed(
        rf"(?<![\w|])(?:\d{{4}}{mark}\d{{1,2}}{mark}\d{{1,2}}(?!\d)"
        rf"|\d{{1,2}}{mark}\d{{1,2}}{mark}(?:\d{{4}}(?!\d)|\d{{2}}(?!\d|[oil|s][\doil|s]?(?![^\W_])))"
        r"|(?:19|20)\d{6}(?!\d)"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: (?:day )?of)?[\s/\-]{{0,3}}{_MONTH}[.,]?[\s/\-]{{0,3}}['’]?"
        r"(?:\d{4}|\d{2})(?!\d)"
        rf"|{_MONTH}[.]?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{0,2}}(?:\d{{4}}|['’]\d\d)(?!\d)"
        rf"|(?:19|20)\d\d[\s\-]{{0,2}}{_MONTH}[\s\-]{{0,2}}\d{{1,2}}(?!\d)"
        rf"|[0-3]\d[0-2]\d[0-5]\dz\s{{0,2}}{_MONTH}\s{{0,2}}(?:\d{{4}}|\d\d)(?!\d))"
    )


@cache
def _partial() -> re.Pattern[str]:
    """A month or a year alone, or a date of figures with letters in it: read only where the instruction begins."""
    figure = r"[\doil|sb]"
    return fixed(
        rf"(?:(?P<named>{_MONTH}[.,]?\s{{1,3}}\d{{4}})(?!\d|[ \t]{{0,3}}\w)"
        r"|(?P<month>\d{1,2})[/\-](?P<year>(?:19|20)\d\d)(?![\d/\-]|[ \t]{0,3}\w)"
        r"|(?P<alone>(?:19|20)\d\d)(?=[\s.;,)]{0,9}\Z)"
        rf"|{_MONTH}[.]?\s{{1,2}}{figure}{{1,2}},?\s{{1,2}}{figure}{{4}}(?!\w)"
        rf"|{figure}{{1,2}}[\s\-]{{1,3}}{_MONTH}[.,]?[\s\-]{{1,3}}{figure}{{4}}(?!\w)"
        rf"|{figure}{{1,2}}(?P<mark>[/\-]){figure}{{1,2}}(?P=mark)(?:{figure}{{4}}|{figure}{{2}})(?![\w/\-])"
        rf"|{figure}{{4}}(?P<other>[/\-]){figure}{{1,2}}(?P=other){figure}{{1,2}}(?![\w/\-])|{figure}{{8}}(?!\w))"
    )


_FIVE = r"[5s] ?\(?[b8]\)? ?\(?"
"""The paragraph of E.O. 11652 that numbers the exemptions, 5(B), as scans print it."""
_DAY = rf"\d{{1,2}} ?{_MONTH}[ .,\-]{{0,3}}(?:\d{{4}}|\d\d)(?!\d|,? {{0,2}}\d{{4}})"
"""A date whose day might be taken for the digit of a code: not `1 DECLASSIFY`, nor what `25X1 DEC 31, 2040` ends in."""
_DIGIT = rf"(?!{_DAY})[1-9](?![\d/])"
_MORE = r"(?: ?, ?and ?| ?[,/&] ?| ?and ?)"
_EXEMPT = (
    rf"(?:exempt[a-z]{{0,3}} |exe[a-z]{{4,6}} )?categor(?:y|ies)(?: para(?:graph)?)?[ :.§]{{1,4}}"
    rf"{_FIVE}(?P<category>[1-4])\)?(?![\d/])(?! ?,? ?(?:or )?\()"
)
_SCHEDULED = (
    r"(?P<scheduled>(?:exempt(?:ed)?\s{1,9}from|excluded\s{1,9}from|subject\s{1,9}to)\s{1,9}(?:the\s{1,9})?"
    r"(?:general\s{1,9}declassification\s{1,9}schedule|gds(?![a-z])))"
    rf"(?:[^;]{{0,60}}?categor(?:y|ies)[ :.§]{{1,4}}{_FIVE}(?P<number>[1-4])(?![\d/])\)?"
    rf"|[^;]{{0,200}}?\sdeclassif(?:ied|y)\s{{1,4}}(?:on\s{{1,4}})?(?=\d|{_MONTH}))?"
)
_SECTION = r"1\.6 ?\(?d?\)? ?"
"""The section of E.O. 12958 as issued that has the exemptions, as State printed it before their codes."""
_LISTED = (
    rf"(?P<list>(?:{_SECTION})?x ?-?[0-9il]\d?(?!\w|/\d)"
    rf"(?:(?: {{0,2}}[,;&/] {{0,2}}(?:and )?| and | {{1,2}}(?:(?:and|or) )?(?=(?:{_SECTION})?x))"
    rf"(?:(?:{_SECTION})?x-?[1-9]\d?|[1-9])(?!\w|[/.]\d))*)"
)
_COUNTED = (
    r"(?P<plan>x[ \-]?gds|rds)(?![a-z])(?:(?:\)(?=\())?[ \-=:.,]{0,3}(?:category |cat\.? ?)?"
    rf"(?P<plans>{_FIVE}[1-9](?!\d)\)?(?:{_MORE}\(?[1-9](?![\d/])\)?)*|\({_DIGIT}\)|{_DIGIT}(?:{_MORE}{_DIGIT})*))?"
)
_HIGH = r"(?P<high>(?:2[5s]|5[0o]|7[5s]) ?x)"
_YEARS = {"2": "25", "5": "50", "7": "75"}
"""The families of exemptions by the figure with which they begin."""
_OADR = (
    r"(?P<word>[o0]\.? ?a\.? ?d\.? ?r\b\.?"
    r"|originating agency.{0,3}s?\s{1,4}determination\s{1,4}(?:is )?required)"
)
_REVIEW = r"(?P<review>(?:for )?rev(?:iew|w)\.?(?: for declassification)?(?: on)?|rvw\b)(?=[ :.]{1,4}[\da-z])"
_IMPDET = r"(?P<impdet>e ?-?(?P<exempted>[1-4]) ?,? ?impdet\b)"
"""The stamp of the CIA under E.O. 11652: exempt by that category, its day impossible to determine."""
_DOWNGRADED = (
    r"downgraded at (?P<interval>3|12)[ \-]?year intervals?[ ;:,.]{1,3}(?:and )?(?:not automatically )?"
    r"declassified(?: after 12 years)?(?!\w)"
)
"""The words of Group 4 and of Group 3, which stamps print without the number of the Group."""
_FAMILIES = {
    "x": rf"{_LISTED}|{_COUNTED}",
    "1": _LISTED,
    "2": _HIGH,
    "5": rf"{_HIGH}|{_FIVE}(?P<category>[1-4])\)?(?![\w/])",
    "7": _HIGH,
    "g": r"(?P<plan>g\.?d\.?s(?![a-z])\.?)|(?P<general>general declassification schedule)"
    r"|(?P<group>group)[ \-]{0,3}(?P<grade>[1-9]|i{1,3}|l{1,3}|[il]v|\|)(?!\w)",
    "a": r"(?P<plan>ads)(?![a-z])",
    "r": rf"{_COUNTED}|{_REVIEW}",
    "f": _REVIEW,
    "o": _OADR,
    "0": _OADR,
    "s": r"(?P<word>source marked|subject to (?:an? )?(?:treaty|international agreement)"
    rf"(?: or (?:an? )?international agreement)?)|{_SCHEDULED}",
    "m": r"(?P<word>m\.?r\b(?!\.? ?[a-z])|manual review\b)",
    "d": rf"(?P<word>d[cn][il] only\b)|{_DOWNGRADED}",
    "e": rf"{_IMPDET}|{_EXEMPT}|{_SCHEDULED}|exempt(?:ion|ed)?[ ,:\-]{{1,3}}{_LISTED}",
    "c": _EXEMPT,
    "n": r"n ?/ ?a to (?P<portions>(?:(?:rd|frd|tfni|nato)(?: ?(?:[/,&]|and|or) ?)?){1,4}) ?portions?",
}
"""Codes by the letter or figure with which they begin: each family is compiled when it is first met."""


@cache
def _family(first: str) -> re.Pattern[str] | None:
    return fixed(_FAMILIES[first]) if first in _FAMILIES else None


def _code_at(low: str, at: int, end: int) -> re.Match[str] | None:
    """Return the match of the code that begins at `at`, None when none does."""
    family = _family(low[at]) if at < end else None
    return family.match(low, at, end) if family else None


@cache
def _category() -> re.Pattern[str]:
    """One digit behind 25X, 50X or 75X: plain, behind blanks or filling strokes, or a letter that stands for it."""
    return fixed(
        rf"(?:[ _.,/\-]{{0,3}}(?!{_DAY})(?P<digit>[1-9])|[_.]{{0,3}}(?P<letter>[lizsgb|])"
        r"|[ .,]{1,2}(?P<last>[lisg])(?=[ .,_]{0,4}(?:[\r\n]|\Z)))"
        r"(?P<suffix>[ \-]{0,2}(?:human|hum|wmd)\b)?(?![^\W_]|[/.\-]\d)"
    )


@cache
def _category_more() -> re.Pattern[str]:
    return fixed(
        r" ?(?:[,;&/]|and) ?(?:(?:25|50|75) ?x ?)?(?P<digit>[1-9])(?P<suffix>[ \-]{0,2}(?:human|hum|wmd)\b)?"
        r"(?![^\W_]|[/\-]\d)"
    )


@cache
def _imagery() -> re.Pattern[str]:
    """Behind 25X1: the order on space imagery."""
    return fixed(r" ?, ?e\.? ?o\.? ?12951\b")


@cache
def _worded() -> re.Pattern[str]:
    """An X with words for its digit, as an order line of 1995 to 2003 may have it (5 CFR 1312.8(a)(4)(iv))."""
    return fixed(r"x(?=[ ,\-]{1,3}\(?[a-z]{3}|\()")


@cache
def _none() -> re.Pattern[str]:
    return fixed(r"(?:n ?[/.\\]? ?a|none|not applicable|unclassified)\b\.?")


@cache
def _digits() -> re.Pattern[str]:
    return fixed(r"\d{1,2}|[il](?![a-z])")


_SPAN = r"(?:\d{1,2}|five|six|ten|fifteen|twenty(?:[ \-]five)?|thirty) years (?:from|after|of)\b"
"""A term that counts from a day: the day beside it is the one it counts from, and no due date."""


@cache
def _counted() -> re.Pattern[str]:
    return fixed(_SPAN)


@cache
def _definite() -> re.Pattern[str]:
    """Words with which an event begins that somebody could see happen."""
    return fixed(
        r"(?:up ?on|after|following|when|once|until|at|on|with|by)\b"
        rf"|{_SPAN}"
        r"|(?:completion|closure|closing|departure|termination|conclusion|end|ending|release|announcement|publication"
        r"|ratification|signing|entry into force|implementation|withdrawal|resignation|death|retirement|arrival|removal"
        r"|separation|cessation|deployment|transfer|delivery|opening|signature|expiry|lifting"
        r"|adoption|approval|cancellation|dissolution|election|evacuation|expiration|inauguration|normali[sz]ation"
        r"|restoration|(?:re)?unification) of\b"
    )


@cache
def _vague() -> re.Pattern[str]:
    """Set phrases that name nothing that could be seen to happen."""
    return fixed(
        r"\b(?:(?:when|as|if|where|once) (?:deemed |considered |so )?"
        r"(?:appropriate|necessary|needed|required|possible|warranted|feasible|practicable)"
        r"|(?:when|once|until) (?:it is |information is |the information is )?no longer "
        r"(?:sensitive|needed|required|necessary|applicable|relevant|warrant\w{0,4}|classified)"
        r"|(?:upon|when|on|until) (?:determin|notif|direct|instruct|request|review|further)\w{0,8}"
        r"|to be (?:determined|decided|announced)|tbd"
        r"|at (?:a )?(?:later|future) (?:date|time)|some ?day|until further notice)\b"
        r"|\A(?:unknown|unspecified)\b|\b(?:unknown|unspecified|open(?:[ \-]ended)?)\W{0,3}\Z"
    )


@cache
def _endless() -> re.Pattern[str]:
    return fixed(
        r"\W{0,3}(?:indefinite(?:ly)?|never|permanent(?:ly)?|no (?:declassification|date)|do not declassify"
        r"|not to be declassified|impdet|impossible to determine)\b"
    )


def event_sort(words: str) -> Literal["definite", "vague", "endless"] | None:
    """Return what kind of event `words` name, None for words that begin like no event.

    "definite": it opens as a thing that occurs does (UPON CLOSURE OF CONSULATE). "vague": a set phrase that nobody
    could see happen (WHEN NO LONGER SENSITIVE). "endless": it never ends (INDEFINITE).
    """
    low = " ".join(words.lower().split())
    if _endless().match(low):
        return "endless"
    if _vague().search(low):
        return "vague"
    found = _definite().match(low)
    return "definite" if found and re.search(r"[^\W\d_]{3}|\d{4}", low[found.end() :]) else None


def opens_code(low: str, at: int) -> bool:
    """Say whether a code stands at `at` of a text in lower case."""
    return _code_at(low, at, len(low)) is not None


def general_schedule(low: str, at: int) -> int | None:
    """Return where `subject to general declassification schedule` begins whose third noun stands at `at`, or None."""
    if low.find("schedule", at + 15, at + 34) < 0:
        return None
    begin = max(low.rfind("subject", max(0, at - 40), at), low.rfind("ex", max(0, at - 40), at))
    found = _code_at(low, begin, len(low)) if begin >= 0 else None
    return begin if found and found.groupdict().get("scheduled") else None


def read_due(text: str, low: str, start: int, end: int, order: str | None, year: int | None) -> Declassify | None:
    """Return the instruction that begins at `start` and ends before `end`, None when nothing stands there.

    `low` is `text` in lower case; `order` is the order's number as printed and `year` the record's year, the anchors
    of a two-digit year. A date wins over a code beside it, and so does the event of an exemption (`25X6, UPON CLOSURE
    OF THE TALKS`); the code is kept in `codes`. What runs over several lines is read as one, with one blank for many.
    """
    while start < end and low[start] in _BLANK:
        start += 1
    if start >= end:
        return None
    if _loose().search(low, start, end) is None:
        return _read_line(text, low, start, end, order, year)
    places = _places(low, start, end)
    line, low_line = (_joined(whole, places) for whole in (text, low))
    due = _read_line(line, low_line, 0, len(places), order, year)
    if due is None:
        return None
    first, behind = places[due.start], places[due.end - 1] + 1
    return replace(due, start=first, end=behind, raw=text[first:behind])


@cache
def _loose() -> re.Pattern[str]:
    """White space that is more than one blank."""
    return fixed(r"[\n\r\t\f\xa0]|  ")


def _places(low: str, start: int, end: int) -> list[int]:
    """Return the offsets of the signs that are left when every run of white space is one blank."""
    return [at for at in range(start, end) if not (low[at].isspace() and at > start and low[at - 1].isspace())]


def _joined(text: str, places: list[int]) -> str:
    return "".join([" " if (sign := text[at]).isspace() else sign for at in places])


def _read_line(text: str, low: str, start: int, end: int, order: str | None, year: int | None) -> Declassify | None:
    """Return the instruction that begins at `start` of a text without line breaks, as `read_due` does."""
    earliest = anchor(order, year)
    plain = _plain().match(text, start, end)
    if plain is not None and (figures := read_figures(text, start, plain.end(), earliest)):
        return figures
    if _counted().match(low, start, end) is not None:
        return _read_event(text, low, start, end)
    codes, behind = _read_codes(low, start, end)
    if not codes and order and _worded().match(low, start, end):
        codes, behind = ("X",), start + 1
    if not codes and (none := _none().match(low, start, end)):
        return Declassify("not-applicable", start, none.end(), text[start : none.end()])
    label = _again().match(low, behind, end) if codes and codes[0].startswith(_SCHEDULES) else None
    onset = label.end() if label else behind
    date = _read_date(text, low, onset, end, earliest)
    if date is not None and _belongs(low, start, onset, date[0], codes):
        if codes and codes[0][:3] in ("RDS", "REV"):  # marked for review on that date, which declassifies nothing
            return Declassify("code", start, date[1], text[start : date[1]], date[2], codes)
        codes = codes or _codes_behind(low, date[1], end)
        return Declassify("date", date[0], date[1], text[date[0] : date[1]], date[2], codes)
    if codes and codes[0][:3] in _EXEMPT_FROM and (event := _event_behind(low, behind, end)):
        return Declassify("event", *event, text[slice(*event)], " ".join(text[slice(*event)].split()), codes)
    if codes == ("REVIEW ON",):  # no instruction without its date
        codes = ()
    if codes:
        return Declassify("code", start, behind, text[start:behind], None, codes)
    return _read_event(text, low, start, end)


_STALE = 24
"""Years by which a printed date may lie before its record: with the 75 years of the longest exemption, a century."""


def anchor(order: str | None, year: int | None) -> int | None:
    """Return the first year that two digits of an instruction can mean; None without a year of the record and an order.

    A date stands 0 to 30 years after the record that bears it, that of an exemption up to 75; what would be later still
    is a date left over from an older form, before the record.
    """
    return year - _STALE if year else IN_FORCE.get(order or "")


def read_figures(text: str, start: int, end: int, earliest: int | None) -> Declassify | None:
    """Return the instruction that is the date `text[start:end]` in figures (`FIGURES`), None when no calendar has it.

    `earliest` is the anchor of a two-digit year; without it the value is None.
    """
    raw = text[start:end]
    month, day, digits = raw.split("/")
    year = int(digits)
    if len(digits) == 2:
        year = dates.full_year(year, earliest=earliest or IN_FORCE["10501"]) or 0
    first, second = int(month), int(day)
    iso = dates.iso_of(year, first, second) or (dates.iso_of(year, second, first) if first > 12 else None)
    if iso is None:
        return None
    return Declassify("date", start, end, raw, iso if earliest or len(digits) == 4 else None)


def _belongs(low: str, start: int, behind: int, date: int, codes: tuple[str, ...]) -> bool:
    """Whether a date is that of the codes before it: close by, and not the date of their source."""
    if not codes:
        return True
    return date - behind <= 12 and "source" not in low[start:date] and "dated" not in low[behind:date]


def _codes_behind(low: str, date: int, end: int) -> tuple[str, ...]:
    """Return the exemptions that stand behind a date instead of before it: `20500505, 25X1`."""
    found = _exemption_behind().match(low, date, end)
    return _read_codes(low, found.end(), end)[0] if found else ()


@cache
def _exemption_behind() -> re.Pattern[str]:
    return fixed(r"[ ,;(]{1,4}(?=(?:25|50|75) ?x)")


def _read_codes(low: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """Return the codes that stand at `start`, canonical, and the offset behind them."""
    found = _code_at(low, start, end)
    if found is None:
        return (), start
    told = {name: words for name, words in found.groupdict().items() if words}
    if "high" in told:
        return _high(low, found, end)
    if "word" in told:
        return _word(low, found, end)
    return tuple(dict.fromkeys(_canonical(told))), found.end()


def _canonical(told: dict[str, str]) -> tuple[str, ...]:
    """Return the codes of every family whose digits the pattern holds already; `told` are its groups."""
    if "list" in told:
        body = re.sub(_SECTION, "", told["list"])
        return tuple(f"X{'1' if n in 'il' else n}" for n in _digits().findall(body))
    if "plan" in told:
        name, plans = re.sub(r"[^A-Z]", "", told["plan"].upper()), re.sub(r"^[5s] ?\(?[b8]", "", told.get("plans", ""))
        return tuple(f"{name}-{n}" for n in re.findall(r"\d", plans)) or (name,)
    if "general" in told:
        return ("GDS",)
    if "category" in told:
        return (f"XGDS-{told['category']}",)
    if "group" in told:
        return (f"GROUP-{_GRADES.get(told['grade'], told['grade'])}",)
    if "interval" in told:
        return ("GROUP-4" if told["interval"] == "3" else "GROUP-3",)
    if "impdet" in told:
        return (f"XGDS-{told['exempted']}",)
    if "review" in told:
        return ("REVIEW ON",)
    if "scheduled" in told:
        number = f"-{told['number']}" if "number" in told else ""
        return ("GDS",) if told["scheduled"].startswith("subject") else (f"XGDS{number}",)
    portions = (("rd", "N/A TO RD PORTIONS"), ("tfni", "N/A TO RD PORTIONS"), ("nato", "N/A TO NATO PORTIONS"))
    return tuple(code for word, code in portions if word in told["portions"])


def _high(low: str, found: re.Match[str], end: int) -> tuple[tuple[str, ...], int]:
    """Return the codes `25X1`, `25X6`, `50X1-HUM` behind `25X`; the family alone when its digits do not come out."""
    behind, codes = found.end(), []
    family = _YEARS[low[found.start()]]
    item = _category().match(low, behind, end)
    while item is not None:
        part = item.groupdict()
        digit = part["digit"] or (part["letter"] or part["last"]).translate(_LOOK_ALIKES)
        told = re.search(r"(?:25|50|75)(?= ?x)", item.group())
        family = told.group() if told else family
        suffix = re.sub(r"[^A-Z]", "", (part["suffix"] or "").upper())
        if suffix == "HUM" and family == "25":  # the shorter form came with 50X1-HUM
            suffix = "HUMAN"
        codes.append(f"{family}X{digit}-{suffix}" if suffix else f"{family}X{digit}")
        behind = item.end()
        item = _category_more().match(low, behind, end)
    imagery = _imagery().match(low, behind, end) if codes == ["25X1"] else None
    if imagery is not None:
        return ("25X1, EO 12951",), imagery.end()
    return tuple(dict.fromkeys(codes)) or (f"{family}X",), behind


def _quote(low: str, at: int, end: int) -> int:
    """Return the offset behind the quotation marks and blanks at `at`, `end` at most."""
    while at < end and low[at] in " \t\r\n\"'“”:":
        at += 1
    return at


def _word(low: str, found: re.Match[str], end: int) -> tuple[tuple[str, ...], int]:
    word = found["word"]
    if word == "source marked":
        inner, behind = _read_codes(low, _quote(low, found.end(), end), end)
        return (inner, behind) if inner else (("SOURCE MARKED",), found.end())
    if word.startswith(("o", "0")):
        return ("OADR",), found.end()
    if word.startswith("subject"):
        return ("SUBJECT TO TREATY",), found.end()
    return ("MR",) if word.startswith("m") else (f"{'DNI' if word[1] == 'n' else 'DCI'} ONLY",), found.end()


def _read_date(text: str, low: str, start: int, end: int, earliest: int | None) -> tuple[int, int, str | None] | None:
    """Return start, end and ISO form of the first date that exists; ISO is None for a two-digit year without anchor."""
    while start < end and low[start] in _BLANK:
        start += 1
    if start >= end:
        return None
    for found in _date().finditer(low, start, end):
        printed = re.sub(r"\s*([/\-.])\s*", r"\1", " ".join(text[found.start() : found.end()].split()))
        iso = dates.parse(printed, earliest=earliest)
        real = iso or (dates.parse(printed, earliest=IN_FORCE["10501"]) if earliest is None else None)
        if real and _names_day(real):
            return found.start(), found.end(), iso
    part = _partial().match(low, start, end)
    if part is None:
        return None
    iso = part["alone"] or (f"{part['year']}-{int(part['month']):02}" if part["year"] else None)
    if iso is None:
        printed = text[start : part.end()]
        iso = dates.parse(printed, earliest=earliest) or dates.parse(_in_figures(printed), earliest=earliest)
        if iso and not (part["named"] or _names_day(iso)):
            return None
    elif part["month"] and not 1 <= int(part["month"]) <= 12:
        return None
    return (start, part.end(), iso) if iso else None


def _names_day(iso: str) -> bool:
    """Whether a date read of a day, a month and a year has its day: `05/00/2015` is a month, and no instruction."""
    return len(iso) > len("2015-05")


def _in_figures(printed: str) -> str:
    """Return a date with a month's name, what scanning made letters of its figures undone: `MAY 12, 2O15`."""
    return _figures().sub(lambda found: found.group().translate(dates.LOOK_ALIKES), printed)


@cache
def _figures() -> re.Pattern[str]:
    return fixed(r"(?<![^\W_])(?=[^\W_]{0,3}\d)[\dOolI|SsB]{1,4}(?![^\W_])")


_SCHEDULES = ("GDS", "ADS", "XGDS", "RDS")
"""The marks of the schedules, behind which the label of a date may be printed once more."""


@cache
def _again() -> re.Pattern[str]:
    """`ADS DECLASSIFY ON 12/31/77`, `GDS, AUTOMATICALLY DECLASSIFIED DEC 31 1983`: what stands before the date."""
    return fixed(
        r"[\s,;:.(\-]{1,4}(?:to be |will be )?(?:automatically |auto )?"
        r"(?:declassif(?:y|ied)|declass?|decl)\b\.?(?: on| after)?(?=[\s:.,\-]{1,4}[\dadfjmnos])"
    )


_EXEMPT_FROM = frozenset(("25X", "50X", "75X"))
"""The exemptions that need a date or an event beside them (E.O. 13526 section 3.3, 32 CFR 2001.26)."""


def _event_behind(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the event of an exemption stands whose code ends at `start`, None when other words follow."""
    found = _opening().match(low, start, end)
    if found is None:
        return None
    first = found.end()
    last = _closed(low, first, end)
    return (first, last) if event_sort(low[first:last]) in ("definite", "vague") else None


@cache
def _opening() -> re.Pattern[str]:
    """What stands between an exemption and its event; a person who classified is none (`25X1 by`)."""
    return fixed(r"[\s:;,.\-–(]{1,6}(?:(?:or|and) )?(?=[a-z])(?!by |with )")


def _closed(low: str, start: int, end: int) -> int:
    """Return where words end without blanks, marks and what closes a bracket or quotation opened before them."""
    ending = ' \t\r\n\f.;,"”|*' + ("" if "(" in low[start:end] else ")")
    while end > start and low[end - 1] in ending:
        end -= 1
    return end


def _read_event(text: str, low: str, start: int, end: int) -> Declassify | None:
    """Return the words of an event, or a date that no calendar has as printed; None when neither stands there."""
    end = _closed(low, start, end)
    words = " ".join(text[start:end].split())
    if not re.search(r"[^\W\d_]{3}", words) and not _date().search(words.lower()):
        return None
    return Declassify("event", start, end, text[start:end], words)
