"""The list of references on its page: its label, its lines, and its text without page turns and asides."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure.fields import inline_cut
from redaction_audit.structure.labels import HEAD, at_line_start
from redaction_audit.structure.page import Page

_LINES = 60
"""Lines of the longest list that is read."""


class Run(Frozen):
    """The text of a list without page turns, and where each of its characters stands on the page."""

    text: str
    places: list[int]
    gap: int | None
    """Offset on the page where a blank line splits the list."""


@cache
def _label() -> re.Pattern[str]:
    """`REF:`, `REFS:`, `Ref(s):`, `REFS :`, `REF A.`, `REF. LIMA 2055`; runs over lower-case text."""
    return fixed(
        r"ref(?:s|\(s\)|erences?|tels?)?[ \t]{0,3}(?:[:;]|(?=[ \t]{1,8}\(?[a1] ?[.):])"
        r"|\.?(?=[ \t]{1,8}(?:\d\d )?[a-z]{3,20} \d{2,7}\b))"
    )


_MISREADINGS = (
    "PEF:",
    "REP:",
    "R EF:",
    "RE F:",
    "REE:",
    "BEF:",
    "HEF:",
    "KEF:",
    "PEFS:",
    "REPS:",
    "REFi",
    "REF|",
    "R3F:",
)
"""How the label looks where a scan misread it; it counts where it introduces a cable."""


@cache
def misread() -> re.Pattern[str]:
    """Match the label where a scan misread a letter of it; runs over lower-case text."""
    return fixed(r"(?:[pbhk]ef|r3f|re[pe]|r ef|re f)s?:|ref[i|](?=[ \t])")


@cache
def _ends() -> re.Pattern[str]:
    """Match a line that cannot belong to a list: a paragraph, a field, a heading, a rule, a banner.

    Runs over lower-case text.
    """
    return fixed(
        r"[ \t\f]{0,60}(?:cl?ass?i?fied by|reason|derived|summary|begin summary|e\.? ?o\.? ?1|tags?\b|subj"
        r"|sensitive|unclassified|siprnet|this (?:is|message|cable)"
        r"|[-_=*]{4,}|1[.)][ \t]{0,4}(?:\(|[a-z\"])|1 ?\.[ \t]*\(?[a-z]|\((?:u|sbu|s/nf|c/nf)\) "
        r"|\((?:c|s|ts)\) {1,3}(?:(?:begin )?summary|classified by|introduction|comment)\b"
        r"|[a-z] [a-z] [a-z] [a-z] |s e c|u n c l|comment\b|introduction\b|action request)"
    )


@cache
def _page_turn() -> re.Pattern[str]:
    """`ARBON 00000417 001.2 OF 002` joined into the list, with or without a line break inside."""
    return fixed(
        r"\b[A-Z]{2,}(?: [A-Z]{1,12}){0,3} {1,4}\d{6,8}\s{1,8}\d{3}(?:\.\d)? OF \d{3}\b"
        r"|(?<=\d) {1,4}[A-Z]{2,}(?: [A-Z]{1,12}){0,3} {1,4}000\d{5}\s{0,8}\Z"
    )


def labels(page: Page, low: str) -> Iterator[re.Match[str]]:
    """Yield what may be the label in the head, whole ones first, then those of which a scan misread a letter."""
    yield from _label().finditer(low, 0, HEAD)
    if page.literals.any_of(_MISREADINGS):
        yield from (label for label in misread().finditer(low, 0, HEAD) if page.text[label.start()].isupper())


def stands_as_label(page: Page, low: str, label: re.Match[str]) -> bool:
    """Return whether what reads like the label begins a line, or stands in capitals in the head with a colon."""
    at = label.start()
    if at and low[at - 1].isalnum():
        return False
    if at_line_start(page.text, at):
        return True
    return (
        label.group()[-1] in ":;"
        and low[at - 1] in " \t)"
        and (page.text[at].isupper() and (page.body_start == 0 or at <= page.body_start))
    )


def gather(page: Page, low: str, start: int) -> Run:
    """Return the text of the list that begins at `start`."""
    first = page.lines.index(start)
    chosen: list[tuple[int, int]] = []
    gap, blank = None, False
    for index in range(first, min(first + _LINES, len(page.lines))):
        at, end = page.lines.bounds(index)
        at = max(at, start)
        end = min(end, at + 4000)
        line = page.text[at:end]
        if index in page.noise and index > first:
            continue
        if not line.strip(" \t\f\\-"):
            blank = blank or bool(chosen)
            continue
        if index > first and (
            _ends().match(low, at, end)
            or (blank and not _goes_on(page, chosen, line))
            or (len(chosen) == 1 and _whole().fullmatch(page.text, *chosen[0]) and not _adds().match(line))
        ):
            break
        if blank and gap is None:
            gap = at
        cut = inline_cut(low, at, end)
        chosen.append((at, cut if cut is not None else end))
        blank = False
        if cut is not None:
            break
    return _joined(page, chosen, gap)


def _goes_on(page: Page, chosen: list[tuple[int, int]], line: str) -> bool:
    """Whether `line` behind a blank line belongs to the list.

    A lettered item, or the rest of an item without its number.
    """
    if _lettered().match(line):
        return True
    if _serial().match(line) is None:
        return False
    before = page.text[chosen[-1][0] : chosen[-1][1]].rstrip(" \t\\")
    return _unfinished().search(before) is not None


@cache
def _whole() -> re.Pattern[str]:
    """Match a first line of cables without letters that lacks nothing: `LIMA 2055`, `STATE 1234 (NOTAL), LIMA 2055`."""
    cable = r"(?:(?:\d\d ?)?[A-Za-z]{3}[A-Za-z .]{0,22}|\d{1,2} FAM) ?\d{2,8}(?: \([^()]{2,40}\))?"
    return fixed(rf"\s{{0,20}}{cable}(?:(?:[,;|]| AND) {{0,3}}{cable}){{0,5}}[.\s]{{0,8}}")


@cache
def _adds() -> re.Pattern[str]:
    """Match a line that adds to such a list: an item with a number, a figure, an aside, a word or sign that joins."""
    return fixed(
        r"[ \t]{0,20}(?:\d|[(,;/&]|(?i:and|notal)\b|[^\r\n]{0,20}[A-Z]{3}[ ]{1,4}\d{2,8}\b"
        r"|[^\r\n]{0,60}\b(?i:e-?mail|telcon))"
    )


@cache
def _lettered() -> re.Pattern[str]:
    """Match the beginning of a line that begins with an item."""
    return fixed(r"[ \t]{0,20}-?[ \t]{0,8}¶?[ ]?\(?[A-Za-z](?:\.|\)|:)(?![A-Za-z]\.)")


@cache
def _serial() -> re.Pattern[str]:
    """Match a line that may hold the post and serial of an item whose letter stands above."""
    return fixed(r"[ \t]{0,20}[A-Z\d][A-Z ]{0,24}\d{2,8}\b")


@cache
def _unfinished() -> re.Pattern[str]:
    """Match the end of a line whose list goes on: a letter, a comma, `and`, a post without its number."""
    return fixed(r"(?:\(?\b[A-Z][.)]|[,;:/&]|\b(?:and|AND)|\b[A-Z]\)?\s[A-Z ]{2,20})\Z")


def _joined(page: Page, chosen: list[tuple[int, int]], gap: int | None) -> Run:
    pieces: list[str] = []
    places: list[int] = []
    for at, end in chosen:
        pieces.append(page.text[at:end])
        places.extend(range(at, end))
        pieces.append("\n")
        places.append(end)
    text = "".join(pieces)
    if " OF " in text or "000" in text:
        text = _page_turn().sub(_blanked, text)
    if "|" in text:
        text = _stroke().sub(";", text)
    if "(" in text:
        text = _aside().sub(_blanked_aside, text)
    return Run(text, places, gap)


@cache
def _stroke() -> re.Pattern[str]:
    """Match what parts the references in a third party's head: `05ARBON398|04TARN21987`."""
    return fixed(r"(?<=\d)\|(?=\d\d[A-Z])")


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _blanked_aside(found: re.Match[str]) -> str:
    """Return blanks in the place of an aside; a post in brackets of its own, `A. (LIMA) 2055`, loses only these."""
    behind_letter = _lettered().search(found.string[max(0, found.start() - 8) : found.start()].rsplit("\n", 1)[-1])
    if behind_letter and _numbered().match(found.string, found.end()):
        return f" {found.group()[1:-1]} "
    return _blanked(found)


@cache
def _numbered() -> re.Pattern[str]:
    return fixed(r" {1,4}\d{2,8}\b")


@cache
def _aside() -> re.Pattern[str]:
    """Words in brackets behind a reference: `(NOTAL)`, the title of the cable."""
    return fixed(r"\((?!\d{2,4}\))[^()]{3,400}\)")
