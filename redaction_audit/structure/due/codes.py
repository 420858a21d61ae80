"""The codes of declassification instructions, in the spelling of the data of the orders."""

import re
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.structure.due.days import MONTH

_LOOK_ALIKES = str.maketrans("lizsgb|!", "11256811")
"""What scanning makes of the digit of a 25X code; `0` and `3`, `4`, `7`, `9` have no look-alike that is safe."""

_GRADES = {"i": "1", "l": "1", "|": "1", "ii": "2", "ll": "2", "iii": "3", "lll": "3", "iv": "4", "lv": "4"}

_FIVE = r"[5s] ?\(?[b8]\)? ?\(?"
"""The paragraph of E.O. 11652 that numbers the exemptions, 5(B), as scans print it."""

_DAY = rf"\d{{1,2}} ?{MONTH}[ .,\-]{{0,3}}(?:\d{{4}}|\d\d)(?!\d|,? {{0,2}}\d{{4}})"
"""A date whose day might be taken for the digit of a code: not `1 DECLASSIFY`, nor what `25X1 DEC 31, 2040` ends in."""

_DIGIT = rf"(?!{_DAY})[1-9](?![\d/])"

_MORE = r"(?: ?, ?and ?| ?[,/&] ?| ?and ?)"

_CATEGORIES = rf"[1-4](?![\d/])\)?(?:(?:{_MORE}| ?,? ?or ?)(?:{_FIVE}|\(?)[1-4](?![\d/])\)?){{0,3}}"
"""What stands behind 5B: one category, several of them, or all those that a form has to be ticked."""
_EXEMPT = (
    rf"(?:exempt[a-z]{{0,3}} |exe[a-z]{{4,6}} )?categor(?:y|ies)(?: para(?:graph)?)?[ :.§]{{1,4}}"
    rf"{_FIVE}(?P<category>{_CATEGORIES})"
)

_SCHEDULED = (
    r"(?P<scheduled>(?:exempt(?:ed)?\s{1,9}from|excluded\s{1,9}from|subject\s{1,9}to)\s{1,9}(?:the\s{1,9})?"
    r"(?:general\s{1,9}declassification\s{1,9}schedule|gds(?![a-z])))"
    rf"(?:[^;]{{0,60}}?\bcat(?:egor(?:y|ies))?[ :.§]{{1,4}}(?:{_FIVE})?(?P<number>{_CATEGORIES})"
    rf"|[^;]{{0,200}}?\sdeclassif(?:ied|y)\s{{1,4}}(?:on\s{{1,4}})?(?=\d|{MONTH}))?"
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
    "5": rf"{_HIGH}|{_FIVE}(?P<category>{_CATEGORIES})(?!\w)",
    "7": _HIGH,
    "g": r"(?P<plan>g\.?d\.?s(?![a-z])\.?)|(?P<general>general declassification schedule)"
    r"|(?P<group>group|gp)[ \-]{0,3}(?P<grade>[1-9]|i{1,3}|l{1,3}|[il]v|\|)(?!\w)",
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
def _digits() -> re.Pattern[str]:
    return fixed(r"\d{1,2}|[il](?![a-z])")


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


def read_codes(low: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
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
        return _exempted(told["category"])
    if "group" in told:
        return (f"GROUP-{_GRADES.get(told['grade'], told['grade'])}",)
    if "interval" in told:
        return ("GROUP-4" if told["interval"] == "3" else "GROUP-3",)
    if "impdet" in told:
        return (f"XGDS-{told['exempted']}",)
    if "review" in told:
        return ("REVIEW ON",)
    if "scheduled" in told:
        return ("GDS",) if told["scheduled"].startswith("subject") else _exempted(told.get("number", ""))
    portions = (("rd", "N/A TO RD PORTIONS"), ("tfni", "N/A TO RD PORTIONS"), ("nato", "N/A TO NATO PORTIONS"))
    return tuple(code for word, code in portions if word in told["portions"])


def _exempted(categories: str) -> tuple[str, ...]:
    """Return the codes of the categories of E.O. 11652 that stand behind 5B, that of the exemption alone without one.

    Those that `or` joins are what a form has to be ticked (`(1), (2), (3) or (4)`): the tick did not reach the text.
    """
    told = re.findall("[1-4]", re.sub(rf"{_FIVE}(?=[1-4])", "", categories))
    return tuple(f"XGDS-{number}" for number in dict.fromkeys(told)) if told and "or" not in categories else ("XGDS",)


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
        inner, behind = read_codes(low, _quote(low, found.end(), end), end)
        return (inner, behind) if inner else (("SOURCE MARKED",), found.end())
    if word.startswith(("o", "0")):
        return ("OADR",), found.end()
    if word.startswith("subject"):
        return ("SUBJECT TO TREATY",), found.end()
    return ("MR",) if word.startswith("m") else (f"{'DNI' if word[1] == 'n' else 'DCI'} ONLY",), found.end()
