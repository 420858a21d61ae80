"""FOI: a withholding code that does not exist."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.foi.release import OFFICIAL, line_break
from redaction_audit.checks.foi.sources import EXEMPTIONS, KENNEDY, PRIVACY, TAGS
from redaction_audit.checks.foi.strange_codes import Strange, strange
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
_STACKED = 16
"""Characters before a letter of an order in which (b)(1) stands."""
_JUDGED = frozenset((*OFFICIAL, "jfk"))
_SLIPS = 2
"""Signs of a word that a scan may have got wrong."""
_ROOMS = ("room", "building", "bldg", "bldg.", "gate", "suite", "box", "site", "visa", "class", "route", "item")
_HEADINGS = ("RELEASE", "DATE", "DOC", "CASE", "UNCLASSIFIED", "REVIEW")

_FOOTER = "UNCLASSIFIED U.S. Department of State Case No. F-2016-00411 Doc No. C06000411 Date: 07/31/2017\n\n"
_KENNEDY = "2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992\n\n"


@record_check(
    "FOI003",
    "unknown-exemption-code",
    severity="warning",
    confidence="medium",
    cites=(EXEMPTIONS, PRIVACY, TAGS, KENNEDY),
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
        Example(_FOOTER + "It sold                         ⟦(b)(10)⟧\n"),
        Example(_FOOTER + "It sold (b)(6) and met ⟦(b)(10)⟧ at noon.\n"),
        Example(_FOOTER + "It sold                         B1 ⟦1.4(I)⟧\n"),
        Example(_FOOTER + "They met (b)(1) ⟦1.4(k)⟧ at noon.\n"),
        Example(_KENNEDY + "The board met ⟦JFK Act 6 (6)(B)⟧ at noon, and JFK Act 6 (1)(B) left.\n"),
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
        Example(_FOOTER + "Reason: 1.4(I)\n\nIt sold                         B1 1.4(D)\n", also=("DEC006",)),
        Example(_FOOTER + "It sold (b)(6) under paragraph (b)(10) at noon.\n"),
    ),
)  # fmt: skip
def unknown_exemption_code(view: View) -> Iterator[Hit | Skip]:
    """A code beside withheld text that no law knows.

    ## Why it matters
    A deletion has to rest on one of nine exemptions, the seventh with its letters A to F, or on a listed exemption of
    the Privacy Act; the first names a letter of the order on classification. A code beyond them is a slip of the hand,
    and the text is withheld without a reason.

    ## What to do
    Find out which exemption was meant and correct the code, on the page and on the release stamp.

    ## Known limits
    Judged only where the code stands as a mark (in the margin, beside other codes, or on a release stamp) of a page
    that an agency released. An unknown word behind B3 is a note: the list of statutes is open, and scans break words
    apart; so is a number that a scan may have made of a code and the edge of its box (`B51`), and a paragraph that the
    assassination records act does not have. A letter that no section on reasons has (`1.4(I)`) is judged beside (b)(1);
    whether an order was in force is judged by a rule of its own. Labels such as 25X1 are no codes of the Act.
    """
    marks = view.marks.marks
    if view.provenance not in _JUDGED and (
        view.provenance is not None or not any(mark.kind == "foia-code" for mark in marks)
    ):
        return
    yield from islice(_hits(view, marks), _REPORTED)


def _hits(view: View, marks: tuple[Mark, ...]) -> Iterator[Hit]:
    text = view.text
    page = Page(text)
    stamps = [(mark.end, _list_end(text, mark)) for mark in marks if mark.kind == "release-stamp"][:_STAMPS]
    coded = [mark.start for mark in marks if mark.codes and mark.kind != "release-stamp"]
    official = view.provenance in OFFICIAL
    for found in strange(text, view.page.literals):
        if view.provenance == "jfk" and not found.kennedy:
            continue
        listed = any(start <= found.start < end for start, end in stamps)
        if listed or _applied(page, found, coded, official=official):
            words = f"there is no exemption {found.code}: {found.known}"
            weight: Severity | None = "note" if found.doubtful or found.kennedy else None
            yield _hit(view, found.start, found.end, words, found.code, weight)
    for mark in marks:
        if _tag(mark) is not None:
            words = "the word behind B3 names no statute known here; the list of such words is open"
            yield _hit(view, mark.start, mark.end, words, "(b)(3)", "note")


def _hit(view: View, start: int, end: int, words: str, code: str, severity: Severity | None = None) -> Hit:
    data = {"code": code, "provenance": view.provenance}
    return Hit(start, end, words, kind="code", data=data, evidence=view.text[start:end], severity=severity)


def _applied(page: Page, found: Strange, coded: list[int], *, official: bool) -> bool:
    """Return whether a code stands where codes are put: in the sentence, in the margin, in a stack, behind (b)(1)."""
    start, end = found.start, found.end
    if found.order and _classified().search(page.before(start, _STACKED)):
        return True
    if found.kennedy or (not found.bare and found.lettered and not found.order):
        return not_cited(page, start, end)
    left, right = page.line_before(start, 60), page.line_after(end, 60)
    if right.strip(" \t\xa0,;.") or (left.strip(" \t\xa0>") and not left.endswith(("  ", "\t"))):
        within = not (found.bare or found.order) and left.strip() and coded
        return bool(within) and not_cited(page, start, end)
    if (found.bare or official) and left.endswith(" " * _FAR):
        return not left.rstrip(" :").lower().endswith(_ROOMS)
    first = bisect_left(coded, start - _NEAR)
    return any(_aligned(page, at, start) for at in coded[first : first + _FEW] if at < end + _NEAR)


@cache
def _classified() -> re.Pattern[str]:
    """Exemption 1 right before a letter of an order."""
    return fixed(r"(?:(?<![\w(])[Bb]1|\([bB]\) ?\(1\))[ \t,;/:-]{0,6}\Z")


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
