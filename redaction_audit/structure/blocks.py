"""Summary, Note and Comment blocks: where they begin and where they are closed."""

import re
from functools import cache

from redaction_audit.model import Located
from redaction_audit.structure.page import Page

_KIND = r"SUMMARY|COMMENT|NOTE|INTRODUCTION|BIO NOTE|ACTION REQUEST|QUOTE|TEXT|CONCLUSION|BACKGROUND"


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:E[Nn][Dd]|(?<![a-z])end)\s{{1,4}}(?:(?i:of)\s{{1,4}})?(?:[A-Za-z]{{2,12}}\s{{1,3}}){{0,2}}?(?P<which>(?i:{_KIND}))\b"
        rf"(?:\s{{1,3}}(?i:AND)\s{{1,3}}[A-Za-z ]{{3,24}}(?=[.)]))?\.?"
    )


@cache
def _begin() -> re.Pattern[str]:
    return re.compile(
        rf"B(?:egin|EGIN)\s{{1,4}}(?:[A-Za-z]{{2,12}}\s{{1,3}}){{0,2}}?(?P<which>(?i:{_KIND}))\b(?:\s{{1,3}}(?i:AND)\s{{1,3}}[A-Za-z ]{{3,24}}?(?=[:.]))?[ ]?[:.]?"
    )


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<block>\(?(?P<which>(?:EMBASSY |POST |Embassy |Post )?(?i:{_KIND})(?: (?i:AND) [A-Za-z ]{{3,24}})?)[ ]?[:])\Z"
    )


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<block>\(?(?P<which>(?i:SUMMARY|COMMENT|INTRODUCTION)(?: (?i:AND) (?i:COMMENT|ACTION REQUEST|INTRODUCTION))?)\.)(?=\s)"
    )


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"[\r\n][ \t-]{{0,80}}(?P<which>(?i:{_KIND}))[ \t-]{{0,80}}(?=[\r\n]|\Z)")


def read(page: Page, bodies: list[int]) -> list[Located]:
    """Return `block.begin`, `block.end` and `block.heading` spans in text order; `value` says which block.

    A block begins with its word and a colon after `(`, at a line's start, behind a portion mark or a full stop, or with
    Begin; `bodies` are the offsets where paragraph texts start, where a full stop may stand for the colon. A heading on a
    line of its own needs no end.
    """
    text = page.text
    spans = [
        page.located("block.end", m.start(), m.end(), _which(m["which"]))
        for m in _end().finditer(text)
    ]  # fmt: skip
    spans += [
        page.located("block.begin", m.start(), m.end(), _which(m["which"]))
        for m in _begin().finditer(text)
    ]  # fmt: skip
    taken = {span.end for span in spans}
    for at in _colons(text):
        found = _colon().search(text, max(0, at - 60), at + 1)
        if found and at + 1 not in taken and _opens(text, found.start("block")):
            spans.append(page.located("block.begin", found.start("block"), found.end("block"), _which(found["which"])))
    for body in bodies:
        if found := _stop().match(text, body):
            spans.append(page.located("block.begin", *found.span("block"), _which(found["which"])))
    for found in _heading().finditer(page.padded):
        spans.append(
            page.located("block.heading", found.start("which") - 1, found.end("which") - 1, _which(found["which"]))
        )
    return sorted(spans, key=lambda span: (span.start, span.end))


def _colons(text: str) -> list[int]:
    """Return the offsets of colons with a block word's last letter in front (`SUMMARY:`, `Note :`)."""
    return [m.end() - 1 for m in re.finditer(r"[YyTtEeNnDd] ?:", text)]


def _opens(text: str, at: int) -> bool:
    """Whether a block may begin at `at`: in brackets, or where a line, a paragraph or a sentence begins."""
    if text[at] == "(":
        return True
    before = text[max(0, at - 40) : at]
    bare = before.rstrip(" \t-*_")
    return not bare or bare[-1] in '\r\n.)!?"”:;]>' and (bare[-1] in "\r\n" or before != bare)


def _which(printed: str) -> str:
    """Return the block's kind: `Summary`, `Note`, `Comment` (`SUMMARY AND COMMENT` is a summary)."""
    words = printed.upper().split()
    return next((word.capitalize() for word in words if re.fullmatch(_KIND, word)), " ".join(words).capitalize())
