"""Who wrote a memorandum, an airgram, a dispatch or a teletype to whom.

    MEMORANDUM FOR: The Chair                      TO   : Department of State
    FROM:           A. Rowe                        FROM : Amembassy ARBON          DATE: March 3, 1967

Forms set a date or a number of copies to the right; a value may stand in the line below its label.
"""

import re
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Value
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page

REACH = 4_000
"""Characters in which the head of such a paper stands."""

_APART = 1_500
"""Characters between the two lines at most: routing slips and lists of addressees stand between them."""

_MOST = 2
"""Lines of prose that may stand above the head: a heading in words, a notice. More are a paper it is attached to."""

Place = tuple[int, int]

_LABELLED = Hint(r"(^|[\r\n])[ \t]*([A-Z/-]+[ \t]+)?(FROM[ \t:;]|From[ \t]*[:;])")

BESIDE = r"[ \t]{0,40}(?:[A-Z/-]{1,8}[ \t]{3,20})?"
"""Pattern source of what may stand left of a label: on old telegrams a column of the offices that were informed."""

_VALUE = (
    r"(?:[ \t]{0,40}|[ \t]{0,40}\n{1,4}[ \t]{0,40}(?![A-Z][A-Za-z ]{1,30}?[ \t]{0,20}[:;]))"
    r"(?P<value>[^\s:;](?:[^\s]|[ \t](?![ \t]{2})){0,120})"
)
"""What stands behind a label up to a run of blanks; in the line below where that holds no label of its own."""


@cache
def _sender() -> re.Pattern[str]:
    return fixed(rf"\n{BESIDE}(?:FROM|From)[ \t]{{0,20}}[:;]" + _VALUE)


@cache
def _addressee() -> re.Pattern[str]:
    return fixed(
        rf"\n{BESIDE}(?:(?:TO|To)[ \t]{{0,20}}[:;]|(?:MEMORANDUM|Memorandum) (?:FOR|for|TO|to)\b[ \t]{{0,8}}[:;])"
        + _VALUE
    )


@cache
def _bare() -> re.Pattern[str]:
    """Match the two lines of a teletype, one right below the other and both without colons."""
    return fixed(
        r"\n[ \t]{0,20}(?:TO[ \t]{1,8}(?P<to>[A-Z][^\n]{1,120})"
        r"\n{1,2}[ \t]{0,20}FROM[ \t]{1,8}(?P<from>[A-Z][^\n]{1,120})"
        r"|FROM[ \t]{1,8}(?P<sender>[A-Z][^\n]{1,120})"
        r"\n{1,2}[ \t]{0,20}TO[ \t]{1,8}(?P<addressee>[A-Z][^\n]{1,120}))"
    )


def read(page: Page) -> tuple[Value | None, Value | None]:
    """Return sender and addressee of the paper whose head stands at the top of the page.

    None for both where not both lines are there and name somebody: one alone stands in letters, lists and stamps as
    well, and forms print other labels behind theirs.
    """
    if not page.literals.may_match(_LABELLED):
        return None, None
    sender = _sender().search(page.padded, 0, REACH)
    addressee = _addressee().search(page.padded, 0, REACH) if sender else None
    if sender and addressee and abs(sender.start() - addressee.start()) <= _APART:
        return _named(page, sender.span("value"), addressee.span("value"))
    if found := _bare().search(page.padded, 0, REACH):
        first, second = ("from", "to") if found["to"] else ("sender", "addressee")
        return _named(page, found.span(first), found.span(second))
    return None, None


def _named(page: Page, sender: Place, addressee: Place) -> tuple[Value | None, Value | None]:
    """Return what stands at two places of the padded text, None for both where one of them names nobody."""
    above = page.padded[: min(sender[0], addressee[0])]
    if len(_prose().findall(above)) > _MOST or any(
        _no_party().match(page.padded, *place) for place in (sender, addressee)
    ):
        return None, None
    return _value(page, sender), _value(page, addressee)


def _value(page: Page, place: Place) -> Value:
    start, end = place[0] - 1, place[1] - 1
    return page.value(start, start + len(page.text[start:end].rstrip()))


@cache
def _prose() -> re.Pattern[str]:
    return fixed(r"\n(?=[^\n]{45})[^\n]{0,200}?[ ][a-z]{2,15} [a-z]{2,15} [a-z]{2,15}[ ,.;]")


@cache
def _no_party() -> re.Pattern[str]:
    """Match what stands behind a label where no name does: a precedence or a number, the next label of a form."""
    return fixed(r"[(\d]|.{0,4}\bEXTENSION\b|(?:INFO[ \t]{1,4})?(?:FLASH|IMMEDIATE|PRIORITY|ROUTINE)\b")
