"""A classification reason: section 1.4 or 1.5 and its letters, in the many ways posts write them."""

import re
from functools import cache, lru_cache

from redaction_audit.expressions import fixed
from redaction_audit.lines import LINE_END
from redaction_audit.model import Located, Reason
from redaction_audit.structure.page import Page

_UP_TO = r"(?:-{1,2}|–|through\b|thru\b|to\b)"
"""What joins the first and the last letter of a range."""


@cache
def _section() -> re.Pattern[str]:
    """`1.4 (b,d)`, `1.5.D`, `1.4(b), 1.4(d)`, `1.4 ( ⏎b) and (d)`, `1.4(G)(E)`, hard wraps in `and`; lower-case text.

    A line break is crossed only where the list is open: behind the section, a comma, a bracket or `and`. A letter that
    no section has is read as printed where its bracket is closed or a stroke joins it (`1.4 (b) and (k)`); without a
    comma or `and` before it, (S) and (U) are portion marks.
    """
    joint = r"\s{0,4}(?:[,/&+;]|a\s{0,3}n\s{0,3}d\b|or\b)"
    letter = (
        rf"(?:{joint}){{1,2}}\s{{0,4}}1\s?[.,]\s?\1[ .]{{0,2}}\(?\s?[a-h](?![\w'’])\s?\)?"
        rf"|(?:{joint}){{0,2}}(?:\s{{0,4}}\(?\s{{0,4}}[a-h](?![\w'’])\s{{0,4}}\)?|[ \t]{{0,4}}\([i-rtv-z]\))"
        rf"|(?:{joint}){{1,2}}\s{{0,4}}\(?\s{{0,4}}[i-z]\s{{0,4}}\)|(?<=[a-h])/[i-z](?![\w'’/])"
        rf"|\s{{0,4}}{_UP_TO}\s{{0,4}}\([a-rtv-z]\)|(?<=[a-h])[-–][a-i](?![\w'’])"
    )
    return fixed(
        rf"1(?<![\d.]1)\s{{0,3}}[.,]\s{{0,3}}"
        rf"([3-8])(?!\d)[ \t.]{{0,3}}(?:\(?[ds](?=\)\())?(?:{letter}){{0,9}}"
        r"(?:(?<=[a-h ])[ \t]{0,2}\))?"
    )


@cache
def _letters() -> re.Pattern[str]:
    return fixed(r"(?<![a-z'’])[a-z](?![a-z'’])")


@cache
def _paragraph() -> re.Pattern[str]:
    """Match a line's end before a bracket: a portion mark, unless the list of letters is open."""
    return fixed(r"\.?[ \t]{0,80}(?:\r\n|\n|\r)[ \t]{0,80}\(")


@cache
def _blank_line() -> re.Pattern[str]:
    return fixed(rf"\.?[ \t]{{0,80}}{LINE_END}[ \t]{{0,80}}[\r\n]")


def read_reason(text: str, low: str, start: int, end: int) -> Reason | None:
    """Return the reason in `text[start:end]`, None when no section stands there. `low` is `text` in lower case."""
    found = _section().search(low, start, end)
    if found is None:
        return None
    at, stop = found.start(), found.end()
    if low.find("\n", at, stop) >= 0 or low.find("\r", at, stop) >= 0:
        stop = _wrapped_end(low, found.end(1), stop)
    raw = text[at:stop].rstrip(" \t\r\n,;&+/")
    listed = low[found.end(1) : at + len(raw)]
    return Reason(at, at + len(raw), raw, f"1.{found.group(1)}", _lettered(listed))


@lru_cache(maxsize=256)  # lists of letters are few
def _lettered(listed: str) -> tuple[str, ...]:
    """Return the letters of a list, those that its ranges cover too."""
    letters = set(_letters().findall(_and().sub(" ", listed) if "n" in listed else listed))
    if len(letters) > 1:
        letters |= _between(listed)
    return tuple(sorted(letters))


def _between(listed: str) -> set[str]:
    """Return the letters that the ranges of a list cover: `(a)-(c)`, `a-c`, `(a) through (c)`."""
    covered = (range(ord(found[1]), ord(found[2]) + 1) for found in _range().finditer(listed))
    return {chr(letter) for letters in covered for letter in letters}


@cache
def _range() -> re.Pattern[str]:
    return fixed(rf"(?<![a-z])([a-i])\s{{0,4}}\)?\s{{0,4}}{_UP_TO}\s{{0,4}}\(?\s{{0,4}}([a-z])(?![a-z])")


def _wrapped_end(low: str, start: int, stop: int) -> int:
    """Return where a list that runs over lines ends: at a blank line, or at a paragraph's mark when it is complete."""
    blank = _blank_line().search(low, start, stop)
    stop = blank.start() if blank else stop
    cut = _paragraph().search(low, start, stop)
    if (
        cut
        and not low[start : cut.start()].rstrip().endswith((",", "/", "&", "and", "(", "-", "–", "through", "thru"))
        and _letters().search(low, start, cut.start())
    ):
        return cut.start()
    return stop


@cache
def _and() -> re.Pattern[str]:
    return fixed(r"a\s*n\s*d\b")


def spans(page: Page, reason: Reason | None) -> list[Located]:
    """Return the span of a reason (`marking.reason`)."""
    if reason is None:
        return []
    value = f"{reason.section}({','.join(reason.letters)})" if reason.letters else reason.section
    return [page.located("marking.reason", reason.start, reason.end, value)]
