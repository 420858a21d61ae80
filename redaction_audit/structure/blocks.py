"""Summary, Note and Comment blocks: where they begin and where they are closed."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.expressions import fixed
from redaction_audit.model import Located
from redaction_audit.structure.lexicon import WHITE, Anchor, Hint
from redaction_audit.structure.page import LINES, MOST, Page

_KIND = r"SUMMARY|COMMENT|NOTE|INTRODUCTION|BIO NOTE|ACTION REQUEST|QUOTE|TEXT|CONCLUSION|BACKGROUND"

_WORDS = frozenset(_KIND.split("|"))

_REACH = 64
"""Characters in which the word of a block ends, from the `Begin` or `End` in front of it on."""

_AND = r"(?:\s{1,3}(?i:AND)\s{1,3}[A-Za-z ]{3,24}?(?=[:.)]))?"
_LAST = ("SUMMARY", "COMMENT", "NOTE", "INTRODUCTION", "REQUEST", "QUOTE", "TEXT", "CONCLUSION", "BACKGROUND")
_LETTERS = frozenset("YyTtEeNnDd")
_ENDS = _LETTERS | frozenset(" \t-")
_STOPPED = frozenset("(SsCcIi\u017f\u0130\u0131")
"""Signs that a block word with a full stop may begin with, as patterns without case read them."""
_WIDEST = 40
"""Characters of the longest line, its break included, that is tried for a heading."""

_LIKE = str.maketrans({"s": "[s\u017f]", "i": "[i\u0130\u0131]"})
"""What patterns without case read as S and I, beside the letters themselves."""
_NAMED = (
    rf"{WHITE}{{1,4}}(?:of{WHITE}{{1,4}})?(?:[a-z]{{2,12}}{WHITE}{{1,3}}){{0,2}}?(?:{_KIND.lower().translate(_LIKE)})"
)
"""What stands behind `begin` or `end` in lower case, up to the word of a block."""
_FRAMED = Anchor(
    f"(?:begin|end){WHITE}+(?:[a-z]{{2,12}}{WHITE}+){{0,3}}(?:{_KIND.lower()})", f"begin{_NAMED}", f"end{_NAMED}"
)
_MARKED = Anchor(f"(?:{'|'.join(_LAST).lower()}) {{0,14}}:", ":(?<=[ytend ]:)")
_ALONE = Hint(rf"[\r\n][ \t-]{{0,40}}({_KIND.lower()})[ \t-]{{0,40}}[\r\n]")
"""A heading on a line between others; the first and the last line are always tried."""


@cache
def _end() -> re.Pattern[str]:
    return fixed(
        rf"(?:End|END|end)\s{{1,4}}(?:(?i:of)\s{{1,4}})?(?:[A-Za-z]{{2,12}}\s{{1,3}}){{0,2}}?(?P<which>(?i:{_KIND}))\b"
        rf"{_AND}\.?"
    )


@cache
def _begin() -> re.Pattern[str]:
    return fixed(
        rf"B(?:egin|EGIN)\s{{1,4}}(?:[A-Za-z]{{2,12}}\s{{1,3}}){{0,2}}?(?P<which>(?i:{_KIND}))\b{_AND}[ ]?[:.]?"
    )


@cache
def _colon() -> re.Pattern[str]:
    return fixed(
        r"(?=[(\[EPSCNIBAQTscnibaqt\u017f\u0130\u0131])"  # first letters of all, also as read without case
        r"[(\[]?(?:EMBASSY |POST |Embassy |Post )?"
        rf"(?P<which>(?i:{_KIND})(?: (?i:AND) [A-Za-z ]{{3,24}})?)[ ]?:\Z"
    )


@cache
def _stop() -> re.Pattern[str]:
    return fixed(
        r"(?P<block>\(?(?P<which>(?i:SUMMARY|COMMENT|INTRODUCTION)(?: (?i:AND) (?i:COMMENT|ACTION REQUEST"
        r"|INTRODUCTION))?)\.)(?=\s)"
    )


@cache
def _heading() -> re.Pattern[str]:
    return fixed(rf"[ \t-]{{0,40}}(?P<which>(?i:{_KIND}))[ \t-]{{0,40}}")


def read(page: Page, bodies: list[int]) -> list[Located]:
    """Return `block.begin`, `block.end` and `block.heading` spans in text order; `value` says which block.

    A block begins with its word and a colon after `(`, at a line's start, behind a portion mark or a full stop, or
    with Begin; `bodies` are the offsets where paragraph texts start, where a full stop may stand for the colon. A
    heading on a line of its own needs no end.
    """
    text, spans = page.text, []
    for at in _framed(page):
        kind, pattern = ("block.end", _end()) if page.low.startswith("end", at) else ("block.begin", _begin())
        if found := pattern.match(text, at):
            spans.append(page.located(kind, *found.span(), _which(found["which"])))
    taken = {span.end for span in spans}
    for start, end, which in islice(_colons(page), MOST):
        if end not in taken and _opens(text, start):
            spans.append(page.located("block.begin", start, end, _which(which)))
    spans += [
        page.located("block.begin", *found.span("block"), _which(found["which"]))
        for body in bodies
        if text[body : body + 1] in _STOPPED and (found := _stop().match(text, body))
    ]
    spans += [page.located("block.heading", start, end, _which(text[start:end])) for start, end in _headings(page)]
    return sorted(spans, key=lambda span: (span.start, span.end))


def _framed(page: Page) -> list[int]:
    """Return where `Begin` or `End` stands as a word with the word of a block behind it, two others between at most."""
    text, low = page.text, page.low
    places: set[int] = set()
    for end in islice(page.low_literals.ends(_FRAMED), MOST):
        places.update([found.start() for found in _framing().finditer(low, max(0, end - _REACH), end)])
    return sorted([at for at in places if not text[at - 1 : at].isalpha()])


@cache
def _framing() -> re.Pattern[str]:
    """Match `begin` or `end` where a match of the anchor begins, which may lie within another one."""
    return fixed(f"(?:begin|end)(?={_NAMED})")


def _colons(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and words of every block word with a colon behind it (`SUMMARY:`, `(Note:`, `Comment :`)."""
    text = page.text
    for end in page.low_literals.ends(_MARKED):
        at = end - 1
        if not text[max(0, at - 14) : at].rstrip(" ").upper().endswith(_LAST):
            continue
        first = max(0, at - 60)
        found = _colon().search(text, max(first, text.rfind("\n", first, at) + 1), at + 1)
        if found:
            yield found.start(), at + 1, found["which"]


def _headings(page: Page) -> Iterator[tuple[int, int]]:
    """Yield the places of block words that stand alone on their lines; short lines with a fitting end are tried."""
    starts, rows, widths = page.lines.starts, page.lines.rows, page.lines.widths
    last = len(rows) - 1
    tried = range(min(last + 1, LINES)) if page.low_literals.may_match(_ALONE) else sorted({0, min(last, LINES - 1)})
    for index in [index for index in tried if 3 < widths[index] <= _WIDEST]:
        row = rows[index]
        if row[-1] not in _ENDS or row.rstrip(" \t-")[-1:] not in _LETTERS:
            continue
        start = starts[index]
        behind = starts[index + 1] if index + 1 < len(starts) else len(page.text)
        if behind - start <= _WIDEST and (found := _heading().fullmatch(row)):
            yield start + found.start("which"), start + found.end("which")


def _opens(text: str, at: int) -> bool:
    """Whether a block may begin at `at`: in brackets, or where a line, a paragraph or a sentence begins."""
    if text[at] in "([":
        return True
    before = text[max(0, at - 40) : at]
    bare = before.rstrip(" \t-*_")
    return not bare or (bare[-1] in '\r\n.)!?"”:;]>' and (bare[-1] in "\r\n" or before != bare))


def _which(printed: str) -> str:
    """Return the block's kind: `Summary`, `Note`, `Comment` (`SUMMARY AND COMMENT` is a summary)."""
    words = printed.upper().split()
    for word in words:
        if word in _WORDS:
            return word.capitalize()
    return " ".join(words).capitalize()
