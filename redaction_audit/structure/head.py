"""The head that a third party puts above an extract.

Reference id, created, released, classification, origin, a line each; and its notice. Heads with labels: `labelled`.
"""

import re
from functools import cache, lru_cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Located, Value
from redaction_audit.structure import labelled, levels
from redaction_audit.structure.labelled import ID, TIME
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import Page

_DAY = len("2005-05-12")
_NEXT = r"[ \t]{0,40}(?:\r\n?|\n|\t| {2})[ \t]{0,40}"


class Head(Frozen):
    """What the head says; `end` is the offset behind it, `labelled` whether its parts stand behind labels."""

    id: Value
    created: Value
    released: Value | None
    classification: Value | None
    origin: Value | None
    end: int
    labelled: bool


_END = r"(?=[ \t]{0,40}(?:[\r\n]|\Z)|\t|  )"
_BEGIN = (
    rf"\s{{0,200}}(?:(?i:reference id){_NEXT}(?i:created)"
    rf"(?:[^\r\n]{{0,120}}|(?:{_NEXT}(?i:released|classification|origin)){{1,3}}[ \t]{{0,8}})"
    r"[\r\n]{1,4}[ \t]{0,40})?"
    rf"(?P<id>{ID}){_NEXT}(?P<created>{TIME})"
)


@cache
def _top() -> re.Pattern[str]:
    """The id and the date that make a head; compiles six times faster than all of it."""
    return fixed(rf"{_BEGIN}{_END}")


@cache
def _head() -> re.Pattern[str]:
    return fixed(
        rf"{_BEGIN}(?:{_NEXT}(?P<released>{TIME}))?"
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
    found = _head().match(page.text) or labelled.find(page.text)
    if found is None:
        return None

    text, id_, released = page.text, found.span("id"), found.span("released")
    level, origin = found.span("level"), found.span("origin")
    return Head(
        id=page.value(*id_, canonical(text[slice(*id_)])),
        created=_moment(page, *found.span("created")),
        released=_moment(page, *released) if released[0] >= 0 else None,
        classification=page.value(*level, levels.level(_bare(text[slice(*level)]))) if level[0] >= 0 else None,
        origin=page.value(*origin) if origin[0] >= 0 else None,
        end=found.end(),
        labelled=isinstance(found, labelled.Places),
    )


def _moment(page: Page, start: int, end: int) -> Value:
    """Return a day and its time; without a value where no calendar has such a day."""
    printed = page.text[start:end]
    day, time = printed[:_DAY], printed[_DAY:]
    return Value(start, end, printed, day + time.replace(" ", "T") if dates.parse(day) == day else None)


def reference_id(text: str) -> str | None:
    """Return the canonical reference id of a third-party head at the top of `text`, or None.

    Cheap: matches the top only.
    """
    if found := _top().match(text):
        return canonical(found["id"])
    places = labelled.find(text)
    return canonical(text[slice(*places.span("id"))]) if places else None


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
