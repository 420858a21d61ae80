"""What the header readers share: look-up text of equal length, places in lines, folding of hard-wrapped values."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain, takewhile
from typing import Any, TypeVar, cast

from redaction_audit.expressions import fixed
from redaction_audit.structure.page import HEAD, Page

Made = TypeVar("Made")

TRIES = 50
"""Places that a reader tries before it gives up: no record has as many labels of one kind without a value."""

__all__ = [
    "HEAD", "TRIES", "at_line_start", "fold", "inside", "line_before", "line_end", "once",
    "own_first", "trimmed", "unsqueezed",
]  # fmt: skip


def once(page: Page, name: str, make: Callable[[], Made]) -> Made:
    """Return `make()`, computed once per page: what several readers of one page need is kept with that page."""
    kept: dict[str, Any] = page.__dict__
    if name not in kept:
        kept[name] = make()
    return cast(Made, kept[name])


def own_first(labels: Callable[[], Iterable[re.Match[str]]], above: int) -> Iterable[re.Match[str]]:
    """Return what `labels` finds in text order, but last what begins before `above`.

    That is where the lines end that a third party or an archive put above the telegram (0 without them): what they say
    of it counts where it says nothing itself. No label is looked for before it is wanted.
    """
    if not above:
        return labels()
    own = (label for label in labels() if label.start() >= above)
    return chain(own, takewhile(lambda label: label.start() < above, labels()))


def inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in one of `spans`, which are in text order and do not overlap."""
    found = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return found >= 0 and at < spans[found][1]


def line_before(text: str, at: int, reach: int) -> str:
    """Return what stands before `at` in its line, at most `reach` characters of it."""
    ahead = text[max(0, at - reach) : at]
    return ahead[max(ahead.rfind("\n"), ahead.rfind("\r")) + 1 :]


def trimmed(text: str, start: int, end: int, also: str = "") -> tuple[int, int]:
    """Return `start, end` moved inwards over white space and the characters of `also` (equal when nothing is left)."""
    inner = text[start:end]
    unwanted = " \t\r\n\f\v\xa0" + also
    left = len(inner) - len(inner.lstrip(unwanted))
    return (start + left, start + len(inner.rstrip(unwanted))) if left < len(inner) else (start, start)


def line_end(text: str, at: int) -> int:
    """Return the offset of the first line break at or after `at`, or the text's length."""
    found = _breaks().search(text, at)
    return found.start() if found else len(text)


def at_line_start(text: str, at: int, allowed: str = "") -> bool:
    """Whether only blanks, paragraph signs and characters of `allowed` stand between the line's start and `at`.

    Looks back at most 60 characters, so that one long line stays linear.
    """
    for back in range(at - 1, max(-1, at - 61), -1):
        if text[back] in "\r\n":
            return True
        if text[back] not in " \t\f¶" and text[back] not in allowed:
            return False
    return at <= 60


@cache
def _breaks() -> re.Pattern[str]:
    return fixed(r"[\r\n]")


@cache
def _joints() -> re.Pattern[str]:
    return fixed(r"(?<=[^\W_])-[ \t]{0,4}\\?[\r\n]{1,2}[ \t]{0,80}(?=[^\W_])")


def fold(text: str) -> str:
    """Return `text` as one line: line breaks and runs of blanks become a blank, a hyphen at a line's end closes up."""
    return " ".join((_joints().sub("-", text) if "-" in text else text).split())


def unsqueezed(text: str, start: int, at: int) -> int:
    """Return where the character stands in `text` that is number `at` (from 0) behind `start` without white space.

    Hard wraps fall inside words (`re⏎asons`), so words of a label are looked for in squeezed text. There has to be
    such a character.
    """
    for word in _words().finditer(text, start):
        length = word.end() - word.start()
        if at < length:
            return word.start() + at
        at -= length
    return len(text)


@cache
def _words() -> re.Pattern[str]:
    return fixed(r"\S+")
