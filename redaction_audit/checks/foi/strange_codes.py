"""What has the form of a withholding code and is none: `(b)(10)`, `(b)(7)(G)`, `1.4(I)`, `JFK Act 6 (6)(B)`.

Source: 5 U.S.C. 552(b) and 552a(j), (k); section 1.4 of E.O. 13526, 1.5 of E.O. 12958; 106 Stat. 3449, section 6.
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure.literals import Literals

_EXEMPTIONS = "they are (b)(1) to (b)(9), the seventh with the letters A to F"
_PRIVACY = "the Privacy Act has (j)(1), (j)(2) and (k)(1) to (k)(7)"
_SECTIONS = {"4": ("H", "section 1.4 has (a) to (h)"), "5": ("G", "section 1.5 has (a) to (g)")}
"""Last letters of the sections on reasons, by the figure behind the stop."""
_KENNEDY = "section 6 has (1)(A) to (C) and (2) to (5)"


class Strange(Frozen, frozen=True):
    """A code that no law knows: its place, its usual spelling, what the law has instead.

    `bare` says that it is printed without parentheses, `lettered` that a letter ends it, `doubtful` that a scan may
    have made it; `behind` names the code that has to stand before it, as an order's letter stands behind (b)(1).
    """

    start: int
    end: int
    code: str
    known: str
    bare: bool = False
    lettered: bool = False
    doubtful: bool = False
    kennedy: bool = False
    order: bool = False


def strange(text: str, literals: Literals) -> Iterator[Strange]:
    """Yield what has the form of a code in `text` and is none, one form after the other."""
    if literals.any_of(("(b)", "(B)", "(k)", "(j)")):
        yield from _read(text, _closed(), bare=False)
    yield from _read(text, _bare(), bare=True)
    if literals.any_of(("1.4", "1.5")):
        for match in _section().finditer(text):
            last, known = _SECTIONS[match["n"]]
            if match["l"].upper() > last:
                yield Strange(*match.span(), f"1.{match['n']}({match['l']})", known, lettered=True, order=True)
    if literals.any_of(("JFK",)):
        for match in _kennedy().finditer(text):
            if int(match["n"]) not in range(1, 6) or (match["l"] and (match["n"] != "1" or match["l"] > "C")):
                code = f"JFK Act 6 ({match['n']})" + (f"({match['l']})" if match["l"] else "")
                yield Strange(*match.span(), code, _KENNEDY, lettered=True, kennedy=True)


def _read(text: str, form: re.Pattern[str], *, bare: bool) -> Iterator[Strange]:
    for match in form.finditer(text):
        letter = match["l"] or (match["j"] if bare else None)
        code = _unknown(match["law"].lower(), int(match["n"]), letter)
        if code is not None:
            known = _EXEMPTIONS if match["law"].lower() == "b" else _PRIVACY
            yield Strange(
                *match.span(), code, known, bare=bare, lettered=bool(match["l"]), doubtful=_doubtful(match["n"])
            )


@cache
def _closed() -> re.Pattern[str]:
    return fixed(r"\((?P<law>[bBjk])\)[ ]?\((?P<n>\d{1,2})\)(?:[ ]?\((?P<l>[A-Z])\))?(?!\([a-z0-9])")


@cache
def _bare() -> re.Pattern[str]:
    return fixed(
        r"(?P<law>[Bb])(?P<n>\d{1,2})(?<![\w(/.-][Bb]\d)(?<![\w(/.-][Bb]\d\d)"
        r"(?:\((?P<l>[A-Z])\)|(?P<j>[A-Z])(?![A-Za-z]))?(?![\w-])"
    )


@cache
def _section() -> re.Pattern[str]:
    """A letter of a section on reasons: in capitals as in margins, or small behind `(b)(1)`."""
    return fixed(r"(?<![\d.§])1\.(?P<n>[45])[ ]?\((?P<l>[A-Za-z])\)")


@cache
def _kennedy() -> re.Pattern[str]:
    """A paragraph of section 6 behind the name of the act; two figures are a misread one."""
    return fixed(r"\[?JFK {1,2}(?:Act|ACT|Law|LAW) {0,2}6 ?\((?P<n>\d)\)(?: ?\((?P<l>[A-Z])\))?\]?")


def _unknown(law: str, number: int, letter: str | None) -> str | None:
    """Return the code in one spelling when the law does not know it, else None."""
    if law == "b":
        if number == 7 and letter and letter > "F":
            return f"(b)(7)({letter})"
        return None if 1 <= number <= 9 else f"(b)({number})"
    return None if 1 <= number <= (2 if law == "j" else 7) else f"({law})({number})"


def _doubtful(number: str) -> bool:
    """Return whether a scan may have made the number: the edge of a box read as 1 or 7, two codes run together."""
    return number == "0" or (len(number) == 2 and (number[0] != "1" or number[1] in "17"))
