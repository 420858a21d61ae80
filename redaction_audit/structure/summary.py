"""The summary: from its label to `End Summary`, or to the end of its paragraph where that mark is missing."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.lines import LINE_END
from redaction_audit.model import Located, Value
from redaction_audit.structure.labels import line_before, trimmed
from redaction_audit.structure.lexicon import WHITE, Anchor
from redaction_audit.structure.page import Page

_REACH = 20_000
"""Characters of the longest summary that is read."""

_WORDS = (
    r"summary(?:\s{0,2}(?:,|\band\b|&|/|-|\s)\s{0,2}(?:and )?(?:comment|introduction|intro|action requests?"
    r"|table of contents"
    r"|background|recommendations?|analysis|key points|overview)){0,3}"
)


@cache
def _label() -> re.Pattern[str]:
    return fixed(_WORDS)


@cache
def _close() -> re.Pattern[str]:
    """`End Summary`, `END⏎SUMMARY AND COMMENT.`, in brackets or not. Runs over lower-case text."""
    return fixed(r"end\s{1,4}(?:of\s{1,2})?(?:executive )?summ?[ae]ry\b")


_CLOSED = Anchor(f"end{WHITE}{{1,4}}(?:of{WHITE}{{1,2}})?(?:executive )?summ?[ae]ry")


@cache
def _heading() -> re.Pattern[str]:
    """Match what may stand before the label in its line: a paragraph's number and mark, rules, brackets."""
    return fixed(
        r"[ \t¶\-_=*‐]{0,80}(?:\(?\d{1,2}[.)]?[ \t]{0,6})?(?:\([a-z/]{1,9}\)[ \t]{0,6})?[ \t(\-_=*]{0,10}"
        r"(?:begin |executive )?"
    )


@cache
def _after() -> re.Pattern[str]:
    """Match what stands between the label and the text: marks, rules, the number and mark of the first paragraph."""
    return fixed(
        r"(?:[\s:.;)\]\-_=*‐–—]{0,200})(?:¶?\(?\d{1,2}[.)]\s{0,6})?(?:\((?:ts|s|c|u|sbu|lou"
        r"|fouo)(?:/{1,2}[a-z]{1,6})?\)\s{0,6})?"
    )


@cache
def _first() -> re.Pattern[str]:
    return fixed(r"(?:\A|[\r\n])[ \t]{0,8}¶?\(?1[.)][ \t]{0,6}(?:\([a-z/ ]{1,9}\)[ \t]{0,6})?")


@cache
def _next() -> re.Pattern[str]:
    """Match the numbered paragraph or ruled heading that ends a summary without an end mark."""
    return fixed(
        r"[\r\n][ \t]{0,8}(?:¶?\(?\d{1,2}[.)][ \t]{0,6}[(a-z\"]|[-_=*‐]{5,})"
        rf"|{LINE_END}[ \t\f]{{0,80}}[\r\n]{{1,2}}[ \t]{{0,8}}(?:comment\b|background\b)"
    )


@cache
def _numbers() -> re.Pattern[str]:
    """Numbers and marks of paragraphs inside a summary: no part of its text."""
    return fixed(r"(?m)^[ \t]{0,8}¶?\(?\d{1,2}[.)][ \t]{0,6}(?:\([A-Z/ ]{1,9}\)[ \t]{0,6})?")


def read(page: Page) -> tuple[Value | None, list[Located]]:
    """Return the summary and its span (`summary`); `value` has its lines trimmed and paragraph numbers left out."""
    found = spans(page)
    if not found:
        return None, []
    start, end = found[0].start, found[0].end
    return Value(start, end, found[0].raw, "\n".join(_lines(page, start, end))), found


def spans(page: Page) -> list[Located]:
    """Return the span of the summary (`summary`), none when there is no text of one."""
    low = page.low
    close = _closing(page, low)
    label = _opening(low, close.start() if close else len(low))
    start = _text_start(low, label, close)
    if start is None:
        return []
    limit = min(len(low), start + _REACH)
    if close is None or close.start() > limit:
        following = _next().search(low, start, limit)
        end = following.start() if following else limit
    else:
        end = close.start()
    while end > start and page.text[end - 1] in "([ \t\r\n":  # the bracket of `(End summary)`
        end -= 1
    start, end = trimmed(page.text, start, end, "-=_*")
    if start >= end or not any(_lines(page, start, end)):
        return []
    return [page.located("summary", start, end)]


def _closing(page: Page, low: str) -> re.Match[str] | None:
    """Return the first mark of a summary's end."""
    for end in page.low_literals.ends(_CLOSED):
        at = low.rfind("end", 0, end)
        if (found := _close().match(low, at)) and not (at and low[at - 1].isalnum()):
            return found
    return None


def _opening(low: str, before: int) -> re.Match[str] | None:
    """Return the label of the summary: alone on its line, at a paragraph's start, and carrying its mark."""
    for label in _label().finditer(low, 0, before):
        if label.start() and low[label.start() - 1].isalnum():
            continue
        ahead = line_before(low, label.start(), 120)
        if not _heading().fullmatch(ahead):
            continue
        mark = low[label.end() : label.end() + 12].lstrip(" \t")[:1]
        if mark in ("", ":", ".", ";", "-", "\n", "\r", "‐", "–", "—", "=", "*", ")", "]"):
            return label
    return None


def _text_start(low: str, label: re.Match[str] | None, close: re.Match[str] | None) -> int | None:
    """Return where the text begins: behind the label, or at paragraph 1 when only `End Summary` says so."""
    if label is not None:
        found = _after().match(low, label.end())
        return found.end() if found else label.end()
    if close is None:
        return None
    first = _first().search(low, 0, close.start())
    return first.end() if first else None


def _lines(page: Page, start: int, end: int) -> Iterator[str]:
    """Yield the text line by line without page-break lines, blank lines, numbers and marks of paragraphs."""
    for index in range(page.lines.index(start), page.lines.index(max(start, end - 1)) + 1):
        if index in page.noise:
            continue
        at, stop = page.lines.bounds(index)
        line = " ".join(page.text[max(at, start) : min(stop, end)].split())
        line = _numbers().sub("", line) if at > start else line
        if line.strip("-_=*‐ "):
            yield line
