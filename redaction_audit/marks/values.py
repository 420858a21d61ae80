"""What a mark says: exemption codes in one spelling. A closed table of readings for the vocabularies."""

import re
from collections.abc import Callable
from functools import lru_cache

from redaction_audit.expressions import Expression

# What OCR makes of the digit between parentheses: "(b)(S)", "(b)((;J".
_LOOKALIKE = {
    sign: digit
    for digit, signs in {
        "1": "lIi|!",
        "2": "Zz",
        "4": "A",
        "5": "Ss$",
        "6": "G&;:<>~«",
        "7": "T?",
        "8": "B",
        "9": "gq",
    }.items()
    for sign in signs
}
_FOIA = Expression(
    r"[bBh][\s)}\]XHK{(<]{0,7}(?:t(?=[1-9]\)))?(?P<d>[1-9]|[SslI|!GZzgqAT?B;:<>~«&$]|i)"
    r"(?:[JlI]?[ ]?[({\[]|[XKH](?=[A-F]\))|[^A-Za-z]{0,4})(?P<l>[A-Fa-f](?![A-Za-z]{2}))?"
)
_FULL_WIDTH = str.maketrans("（）", "()")
_FURTHER = Expression(r"(?<=\([A-F]\))\(([A-F])\)")
_LETTER_OF_ORDER = Expression(r"(?<![A-Za-z0-9])[A-Ha-h](?![A-Za-z0-9])")
_SECTION = Expression(r"(?P<s>[135]?\.[3-7])\.?\s?[({\[]?(?P<l>[A-Ha-h])?\)?(?:\s?\((?P<n>\d{1,2})\))?")
_DAMAGED_NUMBER = Expression(r"\A1[ ]?[.,][ ]?(?=[3-7])")
_JFK = Expression(r"(?i)\b\w{3}\s{0,2}(?P<n>\d{1,2}|[SG])\s?(?P<rest>.*)", re.DOTALL)
_EXEMPTION = Expression(r"(?i)\bEx(?:\.|emption)?[\s(b)]{0,6}?(\d(?:[A-F](?![A-Z])|\)?(?:\s?\([A-F]\))?))")
_SPACE = Expression(r"\s+")
_BREAKS = Expression(r"\s+(?:>\s+)?")
"""Blanks, and line ends with the sign of quoted mail behind them."""
_ORDER = Expression(r"(?i)^[^.]{0,12}?\b1[0-3]\d{3}\b")
_USC = Expression(r"(?i)(\d{1,2})\s?U\.?\s?S\.?\s?C\.?\s?(\d{3,4}\s?(?:\(?[a-z]\)?)?)")
_LAW = Expression(r"(?i)P\.?\s?L\.?\s?(\d{2,3}-\d{1,3})")

# What State prints behind B5: which privilege is meant.
_GROUND_5 = (
    r"(?i:DPP?|PDP|D\.P\.|ACP?|AWP|PR|WPP?"
    r"|(?:deliberative(?: process)?|attorney[ -](?:client|work[ -]product))(?: privilege)?|pre-?decisional)"
)

# How agencies told the two readings of exemption 2 apart until 2011: what is trivial, and what helps to circumvent.
_LEVEL_2 = r"(?:[ ]?[-–,][ ]?|[ ])?\(?(?i:high|low)(?:[ -]?2)?(?![A-Za-z0-9])\)?"

# One code of a margin stack, as State, FBI, NSA, CIA and withdrawal sheets print them.
CODE = Expression(
    rf"(?:[Bb]2{_LEVEL_2}"
    r"|[Bb]3[ ]?-?[ ]?[A-Z][A-Za-z/]{1,11}(?:[ /][A-Z][A-Z/]{1,11}){0,2}(?![a-z])"
    rf"|B5(?:[ ]?[-–,][ ]?|[ ])?\(?{_GROUND_5}\)?(?![A-Za-z])"
    r"|[Bb]7[ ]\([A-Fa-f]\)"
    r"|[Bb](?:7[A-Fa-f](?![A-Za-z(])|[1-9](?:\([A-Fa-f]\)?)?)"
    r"(?:[ \t]?-[ \t]?(?:\d{1,2}(?![.\d])(?:,[ \t]?\d{1,2}(?!\d)){0,5}|[lI](?![A-Za-z0-9])))?"
    r")(?:[ ][Pp](?:er|ER)[ ][A-Z]{2,5}(?:/[A-Z]{2,5})?(?![A-Za-z]))?"
    r"|\([bB]\)[ \t]{0,2}\((?:7\)[ \t]{0,2}\([A-Fa-f]\)(?!\([1-9])|[1-9]\)(?:\([A-Fa-f]\)(?!\([1-9]))?)"
    r"(?:-\d{1,2}(?!\d))?"
    r"|[Bb]\([1-9]\)(?:\([A-Fa-f]\))?"
    r"|[135]?\.[3-7]\.?[ ]?\([A-Ha-h](?:(?:[ ]?[,/;&][ ]?[A-Ha-h]){0,5}\))?(?:\(\d{1,2}\))?"
    r"(?:(?:[ ]?[,/;&][ ]?)?\([A-Ha-h]\)){0,5}"
    r"|(?:25|50)X[1-9][A-Z]?|P-?[1-6]|PRM|RR|OGA|STATINTL|STAT|ILLEGIB",
)


def foia(raw: str) -> str | None:
    """Return a FOIA exemption in one spelling: `B7(C)`, `b7C-1`, `(b) (7)(c)` are `(b)(7)(C)`; None if none is read."""
    found = _FOIA.search(_BREAKS.sub(" ", raw.translate(_FULL_WIDTH)))
    if found is None:
        return None
    digit = "6" if "((" in raw else _LOOKALIKE.get(found["d"], found["d"])
    letter = found["l"] if digit == "7" else None
    return f"(b)({digit})" + (f"({letter.upper()})" if letter else "")


def section(raw: str) -> str | None:
    """Return a section of an order in one spelling: `1.4.(d)` and `1.4(D)` are `1.4(D)`; `3.3(b)(1)` stays."""
    found = _SECTION.search(raw)
    if found is None:
        return None
    number = found["s"] if not found["s"].startswith(".") else "1" + found["s"]
    letter = found["l"]
    if letter is None:
        return number
    letter = letter.upper() if number.startswith("1") else letter.lower()
    return f"{number}({letter})" + (f"({found['n']})" if found["n"] else "")


@lru_cache(maxsize=4096)
def code(raw: str) -> str | None:
    """Return any one printed code in one spelling (FOIA exemption, order section, `25X1`, `P5`, `OGA` ...)."""
    head = raw.lstrip("[( \t")
    if head.startswith("7)"):  # behind another exemption: `(b)(6), (7)(C)`
        return foia(f"b({head}")
    if head[:1] in "Bb{" or raw[:1] in "({（" or raw[1:3] in ("b)", "B)", "bH", "bX", "bK") or head[:4] == "FOIA":
        return foia(raw)
    if head[:1] in "135.lI|" and not head[1:3].isalnum():
        return section(_DAMAGED_NUMBER.sub("1.", head))
    return _SPACE.sub("", raw).upper().replace("P-", "P") or None


@lru_cache(maxsize=4096)
def _codes(raw: str) -> tuple[str, ...]:
    one = code(raw)
    if one is None:
        return ()
    if one.startswith("(b)(7)("):
        return (one, *[f"(b)(7)({letter})" for letter in _FURTHER.findall(raw)])
    if one.startswith("1."):
        return (one, *[f"{one[:3]}({letter.upper()})" for letter in _LETTER_OF_ORDER.findall(raw)[1:]])
    return (one,)


def _sections(raw: str) -> tuple[str, ...]:
    one = section(_ORDER.sub("", raw))
    return (one,) if one else ()


def _jfk(raw: str) -> tuple[str, ...]:
    found = _JFK.search(raw)
    if found is None:
        return ()
    number = found["n"]
    rest = _SPACE.sub("", found["rest"]).rstrip("]")
    if number in "5Ss":  # of section 5 nothing else is printed
        return ("JFK 5(g)(2)(D)",)
    if number in "6Gg":
        number, rest = "6", rest.replace("{", "(").replace("}", ")").replace("(8)", "(B)").upper()
    return (f"JFK {number}{rest}",)


def _statute(raw: str) -> tuple[str, ...]:
    found = [(found.start(), f"{found[1]} USC {_SPACE.sub('', found[2])}") for found in _USC.finditer(raw)]
    found += [(found.start(), f"P.L. {found[1]}") for found in _LAW.finditer(raw)]
    return tuple(statute for _, statute in sorted(found))


def _exemption(raw: str) -> tuple[str, ...]:
    found = _EXEMPTION.search(raw)
    return _codes("b" + found[1]) if found else ()


def _nothing(_raw: str) -> tuple[str, ...]:
    return ()


# How codes are read. "codes" takes one from the whole match; "each-code" makes every code of a run a mark of
# its own; "amount" reads an extent instead.
READINGS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "none": _nothing,
    "amount": _nothing,
    "codes": _codes,
    "each-code": _codes,
    "exemption": _exemption,
    "stamp": lambda raw: tuple([one for found in CODE.finditer(raw) for one in _codes(found[0])]),
    "section": _sections,
    "jfk": _jfk,
    "statute": _statute,
}
