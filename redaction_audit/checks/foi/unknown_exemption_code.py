"""FOI: a withholding code that does not exist."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import OFFICIAL, line_break
from redaction_audit.checks.foi.sources import EXEMPTIONS, PRIVACY, TAGS
from redaction_audit.expressions import fixed
from redaction_audit.law.vocabulary import codes, fold
from redaction_audit.marks.citing import not_cited
from redaction_audit.marks.page import Page
from redaction_audit.model import Mark, Severity

_REPORTED = 20
_NEAR = 120
"""Characters on either side in which a real code shows that codes are stacked here."""
_FEW, _STAMPS, _LIST = 12, 50, 400
"""Codes looked at around a place, stamps of a record whose lists are read, characters of a line of a list."""
_FAR = 6
"""Blanks before a code at the end of a line that tell of a margin, unless a word before them names a place."""
_PLAIN = ("CIA", "DIA", "NRO", "NGA", "NSA", "NATSEC", "CIAACT", "NSAACT")
"""Agencies and laws that pages name behind B3 in other words than the list of statutes in `rules/codes-state.toml`."""
_SLIPS = 2
"""Signs of a word that a scan may have got wrong."""
_ROOMS = ("room", "building", "bldg", "bldg.", "gate", "suite", "box", "site", "visa", "class", "route", "item")
_HEADINGS = ("RELEASE", "DATE", "DOC", "CASE", "UNCLASSIFIED", "REVIEW")

_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2016-00411 Doc No. C06000411 Date: 07/31/2017\n\n"


@record_check(
    "FOI003",
    "unknown-exemption-code",
    severity="warning",
    confidence="medium",
    cites=(EXEMPTIONS, PRIVACY, TAGS),
    basis=("FX-02", "FX-12", "FX-15"),
    flags=(
        Example(_FOOTER + "RELEASE IN PART B6\n\nThe board met ⟦(b)(7)(G)⟧ at noon.\n"
                "It sold                         B6\n"),
        Example(_FOOTER + "                      RELEASE IN PART\n                      B5,⟦B10⟧\n\nThe board met.\n"
                          "It will sail                B5\n"),
        Example(_FOOTER + "It sold                         B6\n                                ⟦b7G⟧\n"),
        Example(_FOOTER + "It sold                         ⟦B12⟧\n"),
        Example("FOIA release\n\nIt sold                         (b)(6)\n                                ⟦(k)(9)⟧\n"),
        Example(_FOOTER + "It sold                         ⟦B3 HARBOR ACT⟧\n"),
        Example(_FOOTER + "It sold                         B6\n                                ⟦B51⟧\n"),
    ),
    passes=(
        Example(_FOOTER + "It sold                         B7(C)\nIt met (b)(7)(F) at noon.\n"),
        Example(
            _FOOTER + "                  RELEASE IN PART\n                  B1,1.4(B),1.4(D),B5,\n"
            "                  B6\n\nIt sold                         B5\n"
        ),
        Example(_FOOTER + "It sold                         B6\n\nMeet at building B10\nor in room B12\n"),
        Example(_FOOTER + "It sold                         B3 D IA/N RO/N GA\n"),
        Example(_FOOTER + "It sold                         B3 FS ACT\n                                B3 NATSECACT\n"),
        Example("Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5\n\nThe desk   25X1\n   25X10\n"),
        Example("under section 552(b)(7)(G) and (b)(10) of the draft\n", provenance="foia"),
        Example(
            "FOIA EXEMPTIONS\n(b)(1) Classified matter\n(b)(2) Personnel rules\n(b)(3) Other statutes\n"
            "(b)(4) Trade secrets\n(b)(5) Letters within agencies\n(b)(6) Personal privacy\n(b)(7) Law enforcement\n"
            "(b)(8) Bank reports\n(b)(9) Wells and maps\n", provenance="foia",
        ),
        Example("Vitamin B12 is sold beside the B10 highway.\n"),
    ),
)  # fmt: skip
def unknown_exemption_code(view: View) -> Iterator[Hit | Skip]:
    """A code beside withheld text that no law knows.

    ## Why it matters
    A deletion has to rest on one of nine exemptions, the seventh with its letters A to F, or on a listed exemption of
    the Privacy Act. A code beyond them is a slip of the hand, and the text is withheld without a reason.

    ## What to do
    Find out which exemption was meant and correct the code, on the page and on the release stamp.

    ## Known limits
    Judged only where the code stands as a mark (in the margin, beside other codes, or on a release stamp) of a page
    that an agency released. An unknown word behind B3 is a note: the list of statutes is open, and scans break words
    apart; so is a number that a scan may have made of a code and the edge of its box (`B51`). Codes of classification
    orders have a rule of their own; labels such as 25X1 are no codes of the Act.
    """
    marks = view.marks.marks
    if view.provenance not in OFFICIAL and (
        view.provenance is not None or not any(mark.kind == "foia-code" for mark in marks)
    ):
        return
    yield from islice(_hits(view, marks), _REPORTED)


def _hits(view: View, marks: tuple[Mark, ...]) -> Iterator[Hit]:
    text = view.text
    page = Page(text)
    stamps = [(mark.end, _list_end(text, mark)) for mark in marks if mark.kind == "release-stamp"][:_STAMPS]
    coded = [mark.start for mark in marks if mark.codes and mark.kind != "release-stamp"]
    for match, code, bare in _strange(text):
        listed = any(start <= match.start() < end for start, end in stamps)
        if listed or _applied(page, match, coded, bare=bare):
            words = f"there is no exemption {code}: {_known(match)}"
            yield _hit(view, *match.span(), words, code, "note" if _doubtful(match) else None)
    for mark in marks:
        if _tag(mark) is not None:
            words = "the word behind B3 names no statute known here; the list of such words is open"
            yield _hit(view, mark.start, mark.end, words, "(b)(3)", "note")


def _hit(view: View, start: int, end: int, words: str, code: str, severity: Severity | None = None) -> Hit:
    data = {"code": code, "provenance": view.provenance}
    return Hit(start, end, words, kind="code", data=data, evidence=view.text[start:end], severity=severity)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Codes in parentheses and without; the groups are the letter before, the number, the letter behind."""
    return (
        fixed(r"\((?P<law>[bBjk])\)[ ]?\((?P<n>\d{1,2})\)(?:[ ]?\((?P<l>[A-Z])\))?(?!\([a-z0-9])"),
        fixed(
            r"(?P<law>[Bb])(?P<n>\d{1,2})(?<![\w(/.-][Bb]\d)(?<![\w(/.-][Bb]\d\d)"
            r"(?:\((?P<l>[A-Z])\)|(?P<j>[A-Z])(?![A-Za-z]))?(?![\w-])"
        ),
    )


def _strange(text: str) -> Iterator[tuple[re.Match[str], str, bool]]:
    """Yield what has the form of a code and is none: the match, its usual spelling, and whether it is printed bare."""
    for bare, form in enumerate(_forms()):
        if bare or "(b)" in text or "(B)" in text or "(k)" in text or "(j)" in text:
            for match in form.finditer(text):
                code = _unknown(match["law"].lower(), int(match["n"]), match["l"] or (match["j"] if bare else None))
                if code is not None:
                    yield match, code, bool(bare)


def _unknown(law: str, number: int, letter: str | None) -> str | None:
    """Return the code in one spelling when the law does not know it, else None."""
    if law == "b":
        if number == 7 and letter and letter > "F":
            return f"(b)(7)({letter})"
        return None if 1 <= number <= 9 else f"(b)({number})"
    return None if 1 <= number <= (2 if law == "j" else 7) else f"({law})({number})"


def _doubtful(match: re.Match[str]) -> bool:
    """Return whether a scan may have made the number: the edge of a box read as 1 or 7, two codes run together."""
    number = match["n"]
    return number == "0" or (len(number) == 2 and (number[0] != "1" or number[1] in "17"))


def _known(match: re.Match[str]) -> str:
    if match["law"].lower() != "b":
        return "the Privacy Act has (j)(1), (j)(2) and (k)(1) to (k)(7)"
    return "they are (b)(1) to (b)(9), the seventh with the letters A to F"


def _applied(page: Page, match: re.Match[str], coded: list[int], *, bare: bool) -> bool:
    """Return whether a code stands where codes are put: in the sentence as `(b)(7)(G)`, in the margin, in a stack."""
    start, end = match.span()
    if not bare and match["l"]:
        return not_cited(page, start, end)
    left, right = page.line_before(start, 60), page.line_after(end, 60)
    if right.strip(" \t\xa0,;.") or (left.strip(" \t\xa0>") and not left.endswith(("  ", "\t"))):
        return False
    if bare and left.endswith(" " * _FAR):
        return not left.rstrip(" :").lower().endswith(_ROOMS)
    first = bisect_left(coded, start - _NEAR)
    return any(_aligned(page, at, start) for at in coded[first : first + _FEW] if at < end + _NEAR)


def _aligned(page: Page, one: int, other: int) -> bool:
    """Return whether two places stand in one column, give or take a few signs, as stacked codes do."""
    return abs(len(page.line_before(one)) - len(page.line_before(other))) <= 8


def _list_end(text: str, mark: Mark) -> int:
    """Return where the list of codes of a release stamp ends: with its line, or the next one where it is unfinished."""
    found = line_break().search(text, mark.end, mark.end + _LIST)
    if found is None:
        return min(len(text), mark.end + _LIST)
    if not text[mark.start : found.start()].rstrip().endswith((",", "PART")):
        return found.start()
    following = line_break().search(text, found.end(), found.end() + _LIST)
    return following.start() if following else min(len(text), found.end() + _LIST)


def _tag(mark: Mark) -> str | None:
    """Return the word behind `B3` when it is none of the statutes known, however a scan spaced it."""
    if mark.kind != "margin-code" or mark.raw[1:2] != "3" or len(mark.raw) < 4:
        return None
    word = fold(mark.raw[2:])
    if not word or word.startswith(_HEADINGS) or word[0].isdigit():
        return None
    known = _statutes()
    if word in known:
        return None
    from rapidfuzz.distance import Levenshtein

    near = any(Levenshtein.distance(word, tag, score_cutoff=_SLIPS) <= _SLIPS for tag in known if len(tag) > 4)
    return None if near else word


@cache
def _statutes() -> frozenset[str]:
    """Return the words for statutes behind B3, in capitals and without blanks and strokes."""
    listed = {key.removeprefix("B3") for key, found in codes().items() if any(code.kind == "statute" for code in found)}
    return frozenset(listed | set(_PLAIN))
