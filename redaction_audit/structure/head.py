"""The head that a third party puts above an extract.

Reference id, created, released, classification, origin; and its notice.
"""

import re
from functools import cache, lru_cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Located, Value
from redaction_audit.structure import levels
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page

_TIME = r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
_DAY = len("2005-05-12")
_NEXT = r"[ \t]{0,40}(?:\r\n?|\n|\t| {2})[ \t]{0,40}"
ID = r"(?:19|20)?\d\d[A-Z][A-Z0-9]{1,24}?\d{1,7}(?:_[a-zA-Z])?"
"""Pattern source of a reference id: year of two or four digits, post, serial."""


class Head(Frozen):
    """What the head says; `end` is the offset behind it."""

    id: Value
    created: Value
    released: Value | None
    classification: Value | None
    origin: Value | None
    end: int


_END = r"(?=[ \t]{0,40}(?:[\r\n]|\Z)|\t|  )"
_BEGIN = (
    rf"\s{{0,200}}(?:(?i:reference id){_NEXT}(?i:created)"
    rf"(?:[^\r\n]{{0,120}}|(?:{_NEXT}(?i:released|classification|origin)){{1,3}}[ \t]{{0,8}})"
    r"[\r\n]{1,4}[ \t]{0,40})?"
    rf"(?P<id>{ID}){_NEXT}(?P<created>{_TIME})"
)


@cache
def _top() -> re.Pattern[str]:
    """The id and the date that make a head; compiles six times faster than all of it."""
    return fixed(rf"{_BEGIN}{_END}")


@cache
def _head() -> re.Pattern[str]:
    return fixed(
        rf"{_BEGIN}(?:{_NEXT}(?P<released>{_TIME}))?"
        rf"(?:{_NEXT}(?P<level>(?:{levels.LEVEL})(?:{levels.CONTROLS})?)"
        rf"(?:{_NEXT}(?P<origin>[A-Z][^\r\n\t]{{1,80}}?))?)?{_END}"
    )


_EXTRACT = Hint("xtract")


@cache
def _notice() -> re.Pattern[str]:
    return fixed(
        r"(?:This|The)\s{1,4}(?:record|cable|document"
        r"|text)\s{1,4}(?:below\s{1,4})?is\s{1,4}(?:only\s{1,4})?a\s{1,4}partial\s{1,4}"
        r"extract\b[^\r\n.]{0,120}\.?(?:[ \t\r\n]{1,4}The\s{1,4}full\s{1,4}text\b[^\r\n.]{0,120}\.?)?",
        re.IGNORECASE,
    )


def read(page: Page) -> Head | None:
    """Return the third-party head at the top of the page, or None when there is none."""
    found = _head().match(page.text)
    if found is None:
        return None

    def part(name: str, value: str | None = None) -> Value | None:
        return page.value(*found.span(name), value) if found[name] is not None else None

    def moment(name: str) -> Value:
        """Return a day and its time; without a value where no calendar has such a day."""
        day, time = found[name][:_DAY], found[name][_DAY:]
        return Value(*found.span(name), found[name], day + time.replace(" ", "T") if dates.parse(day) == day else None)

    level = found["level"]
    return Head(
        id=page.value(*found.span("id"), canonical(found["id"])),
        created=moment("created"),
        released=moment("released") if found["released"] else None,
        classification=part("level", levels.level(_bare(level)) if level else None),
        origin=part("origin"),
        end=found.end(),
    )


def reference_id(text: str) -> str | None:
    """Return the canonical reference id of a third-party head at the top of `text`, or None.

    Cheap: matches the top only.
    """
    found = _top().match(text)
    return canonical(found["id"]) if found else None


@lru_cache(maxsize=256)  # printed levels are few
def _bare(printed: str) -> str:
    """Return the level of a classification line without its controls."""
    return _controls().split(printed, maxsplit=1)[0]


@cache
def _controls() -> re.Pattern[str]:
    return fixed(rf"{levels.CONTROLS}\Z")


def canonical(printed: str) -> str:
    """Return a reference id without leading zeros of its serial; ids with a year of four digits stay as they are."""
    found = _padded_id().fullmatch(printed) if "0" in printed else None
    return "".join(found.groups()) if found else printed


@cache
def _padded_id() -> re.Pattern[str]:
    return fixed(r"(\d\d)([A-Z][A-Z0-9]*?)0{0,6}(\d{1,7})")


def notice(page: Page) -> Located | None:
    """Return the sentence that says the record is a partial extract, or None.

    It stands in the head or at the very end.
    """
    if not page.low_literals.may_match(_EXTRACT):
        return None
    for start, end in ((0, 4_000), (max(0, len(page.text) - 2_000), len(page.text))):
        at = page.low.find("xtract", start, end)
        if at >= 0 and ("xtract" in (text := page.text[at:end]) or "XTRACT" in text):
            found = _notice().search(page.text, start, min(end, len(page.text)))
            if found:
                return page.located("notice.partial_extract", found.start(), found.end())
    return None
