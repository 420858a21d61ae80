"""The number that the Central Intelligence Agency gave a cable or a dispatch, for want of another id.

TO  ARBON    INFO  TARN    CITE DIR 28461          DISPATCH SYMBOL AND NUMBER
                                                   XARW-6789
"""

import re
from functools import cache

from redaction_audit.expressions import fixed

REACH = 6_000
"""Characters in which the number stands: dispatches print it at the foot of their first page."""

WORDS = ("CITE", "DISPATCH ")
"""Words of which one must occur."""

_TOP = 2_000
"""Characters in which a cable cites its sender."""


@cache
def _cited() -> re.Pattern[str]:
    """Match what stands behind CITE: a station or the Director, and the serial."""
    number = r"(?P<number>(?P<post>[A-Z]{3,12}(?:[ /][A-Z]{2,12})?)[ \t]{1,4}(?P<serial>\d{3,6}))(?!\d)"
    return fixed(rf"(?<![A-Z])CITE[ \t:]{{1,8}}{number}")


@cache
def _dispatch() -> re.Pattern[str]:
    """Match the label of a dispatch's number and, beside it or within three lines, the number."""
    return fixed(
        r"DISPATCH (?:SYMBOL(?:,? (?:AND|&) (?:NO\.?|NUMBER))?|NO\.?|NUMBER)(?![A-Z])"
        r"[^\n]{0,80}(?:\n[^\n]{0,80}?){0,3}?"
        r"(?<![A-Z])(?P<number>(?P<post>[A-Z]{4})[ -]{0,3}(?P<serial>\d{3,6}))(?!\d)"
    )


def find(text: str) -> tuple[int, int, str] | None:
    """Return the place and the one spelling (`DIR 28461`, `XARW-6789`) of such a number, or None."""
    if WORDS[0] in text and (found := _cited().search(text, 0, _TOP)):
        return *found.span("number"), f"{found['post']} {found['serial']}"
    if WORDS[1] in text:
        found = _dispatch().search(text[:REACH].replace("\r", "\n"))
        return (*found.span("number"), f"{found['post']}-{found['serial']}") if found else None
    return None
