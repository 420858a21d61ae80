"""Transmission lines of a telegram: precedence, date-time group, from and to."""

import re
from functools import cache

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen, Located, Value
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.page import HEAD, Page

PRECEDENCES = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}
"""Precedence prosigns (ACP 117); doubled letters mean the same."""

LATEST = 2030
"""The last year that two digits of a date can mean.

The first order took effect in 1951 and military time groups came in around 1940, so `31` to `99` are 19xx.
"""


class Group(Frozen):
    """A date-time group with the precedence in front of it."""

    dtg: Value
    precedence: Value | None


@cache
def _group() -> re.Pattern[str]:
    """Match a group with its precedence; CIA cables print the level in front. Scans put letters for some figures."""
    return fixed(
        r"\n[ \t]{0,40}(?=[TDZOPR0-3SC])(?:TOT:?[ \t]{1,4}|DTG:?[ \t]{1,4}"
        r"|(?:T ?O ?P {1,3})?S ?E ?C ?R ?E ?T {1,8}|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L {1,8})?"
        r"(?:(?P<precedence>(?:(?:ZZ?|OO?|PP?"
        r"|RR?)[ ]{1,4}){1,3}))?(?=[OlI]{0,2}\d[\dOlI]?\d)"
        r"(?P<dtg>[0-3O][\dOlI]{5} ?[Z2][ \t]{0,4}[A-Z][A-Za-z]{2,8}\.?[ \t]{0,4}(?:(?:19|20)\d\d|\d\d)(?!\d))"
    )


_GROUP_THERE = Hint(r"[0-3O][0-9OlI]{5} ?[Z2][ \t]*[A-Z][A-Za-z]{2}", rare=r"\d[OI]?\d")

_FIGURES = 6
"""Figures of a group: day, hour and minute."""


@cache
def _line(label: str) -> re.Pattern[str]:
    return fixed(rf"\n[ \t]{{0,20}}{label}[ \t]{{1,8}}(?P<value>[A-Z][^\n]{{1,200}})")


@cache
def _colon_line(label: str) -> re.Pattern[str]:
    return fixed(rf"\n[ \t]{{0,20}}{label}:[ \t]{{0,8}}(?P<value>[A-Z][^\n]{{1,200}})")


ATTRIBUTES = ("ocument Number:", "anonical ID:")
"""What stands in front of the reference id among an archive's attributes."""


@cache
def _attribute() -> re.Pattern[str]:
    return fixed(r"[ \t]{0,8}(?P<id>(?:19|20)\d\d[A-Z]{3,17}\d{3,7}(?:_[a-z])?)\b")


@cache
def _long_year() -> re.Pattern[str]:
    return fixed(r"(?:19|20)\d\d[A-Z]")


def year_of(reference_id: str) -> int | None:
    """Return the year a reference id begins with: `05LIMA2158` 2005, `1979RIYADH00905` 1979.

    Two digits are read as 1966 to 1999 or 2000 to 2030, the span of such ids; other digits give None.
    """
    if reference_id[:2] in ("19", "20") and _long_year().match(reference_id):
        return int(reference_id[:4])
    if not reference_id[:2].isdecimal() or 30 < int(reference_id[:2]) <= 65:
        return None
    return dates.full_year(int(reference_id[:2]), latest=LATEST)


def same_id(reference_id: str) -> str:
    """Return the one spelling of an id: `2007ARBON00417` and `07ARBON417` name one telegram; what is no id stays."""
    found = _id().fullmatch(reference_id)
    return f"{found['year']}{found['post']}{found['serial']}" if found else reference_id


@cache
def _id() -> re.Pattern[str]:
    return fixed(r"(?:19|20)?(?P<year>\d\d)(?P<post>[A-Z]{2,24})0{0,7}(?P<serial>[1-9]\d{0,7})")


def printed_id(text: str) -> tuple[int, int, str] | None:
    """Return place and reference id of an archive's attributes (`Document Number: 1979RIYADH00905`), or None.

    The attributes stand in front of the text or behind it: 4,000 characters of the head and 8,000 of the tail are read.
    """
    for start, end in ((0, 4_000), (max(4_000, len(text) - 8_000), len(text))):
        for label in ATTRIBUTES:
            at = text.find(label, start, end)
            if at >= 0 and (found := _attribute().match(text, at + len(label))):
                return *found.span("id"), found["id"]
    return None


def drafted(page: Page, printed: tuple[int, int, str]) -> Value | None:
    """Return the day among an archive's attributes (`Draft Date: 03 MAR 1976`, `Date: 1976 March 3, 13:45`), or None.

    `printed` is the id among them: the labels stand near it, and its year is that of the day.
    """
    found = _drafted().search(page.padded, max(0, printed[0] - _BESIDE), printed[1] + _BESIDE)
    iso = dates.parse(found["date"]) if found else None
    if found is None or iso is None or int(iso[:4]) != year_of(printed[2]):
        return None
    return page.value(found.start("date") - 1, found.end("date") - 1, iso)


_BESIDE = 1_500
"""Characters between two of an archive's attributes at most."""


@cache
def _drafted() -> re.Pattern[str]:
    return fixed(
        r"\n[ \t]{0,8}(?:Draft )?Date:[ \t]{0,8}"
        r"(?P<date>\d{1,2} [A-Z][A-Za-z]{2,8} (?:19|20)\d\d|(?:19|20)\d\d [A-Z][a-z]{2,8} \d{1,2})(?!\d)"
    )


def text_end(page: Page) -> int:
    """Return where the attributes begin that an archive prints behind a telegram, without them the text's length."""
    if "Message Attributes" not in page.literals:
        return len(page.text)
    found = _behind().search(page.padded, max(0, len(page.text) - 8_000))
    return found.start() if found else len(page.text)


@cache
def _behind() -> re.Pattern[str]:
    return fixed(r"\n[ \t]{0,80}Message Attributes[ \t]{0,80}\n(?=[^\0]{0,7900}(?:Document Number|Canonical ID):)")


def last_year(released: int | None) -> int:
    """Return the last year that two digits of a date can mean on a page that was released in the year `released`.

    A stamp older than the date beside it is a wrong stamp, and no reason to take the record for a hundred years older.
    """
    return max(LATEST, released or 0)


def group(
    text: str, reach: int = HEAD, *, near: int | None = None, released: int | None = None
) -> tuple[re.Match[str], str] | None:
    """Return the first date-time group in the first `reach` characters and its ISO day, or None.

    `near` is the year of the id, `released` that of release; without the first the era of such groups is the anchor
    (`last_year`). Offsets of the match are one too large (a break is put in front).
    """
    padded = "\n" + text[: min(reach, HEAD)].replace("\r", "\n")
    found = _group().search(padded)
    if found is None:
        return None
    figures, behind = found["dtg"][:_FIGURES].translate(dates.LOOK_ALIKES), found["dtg"][_FIGURES:]
    iso = dates.dtg(figures + behind, near=near, latest=last_year(released))
    return (found, iso) if iso else None


def unreal_group(page: Page) -> tuple[int, int] | None:
    """Return the place of the head's first date-time group where no calendar or clock has it (`301430Z FEB 07`)."""
    if not page.literals.may_match(_GROUP_THERE):
        return None
    found = _group().search(page.padded, 0, page.body_start or HEAD)
    if found is None or group(page.text[found.start() : found.end() - 1], near=_LEAP) is not None:
        return None
    return found.start("dtg") - 1, found.end("dtg") - 1


_LEAP = 2000
"""A year that has every day of the calendar."""


def read_group(page: Page, end: int, *, near: int | None = None, released: int | None = None) -> Group | None:
    """Return the date-time group with its precedence of the telegram's head, which stops before `end`, or None."""
    if not page.literals.may_match(_GROUP_THERE):
        return None
    both = group(page.text, end, near=near, released=released)
    if both is None:
        return None
    found, iso = both
    precedence = None
    if found["precedence"]:
        start = found.start("precedence") - 1
        printed = found["precedence"].rstrip()
        words = dict.fromkeys(PRECEDENCES[letters[0]] for letters in printed.split())
        precedence = page.value(start, start + len(printed), ", ".join(words))
    return Group(page.value(found.start("dtg") - 1, found.end("dtg") - 1, iso), precedence)


def read_lines(page: Page, end: int) -> tuple[Value | None, Value | None]:
    """Return what stands behind `FM` and `TO` in the telegram's head, each on its line; None where nothing does.

    The head stops before `end`. Colons stand behind both or behind neither: `TO:` alone belongs to memoranda and forms.
    """
    sender = _read(page, _line("FM"), end)
    if sender is None and (sender := _read(page, _colon_line("FM"), end)) is not None:
        return sender, _read(page, _colon_line("TO"), end)
    return sender, _read(page, _line("TO"), end, sender.end if sender else 0)


def _read(page: Page, pattern: re.Pattern[str], end: int, start: int = 0) -> Value | None:
    """Return the value that a label introduces in `start:end`; behind a page turn it stands in the next line."""
    found = pattern.search(page.padded, start, end)
    if found is None:
        return None
    start, end = found.start("value") - 1, found.start("value") - 1 + len(found["value"].rstrip())
    if (
        page.text.startswith("PAGE", start)
        and _turned().match(page.text, start, end)
        and (below := page.lines.index(start) + 1) < len(page.lines)
    ):
        start, end = page.content(below)
    elif column := _next_column().search(page.text, start, end):
        end = column.start()
    return page.value(start, end) if start < end else None


@cache
def _turned() -> re.Pattern[str]:
    """Match the line of a page turn that was joined to a label."""
    return fixed(r"PAGE[ \t]{1,4}\d{1,3}[ \t]{1,12}[A-Z][A-Z ]{1,20}?[ \t]{1,10}\d{3,8}[ \t\dOFZ]{0,40}\Z")


@cache
def _next_column() -> re.Pattern[str]:
    """Match what a cable of the Central Intelligence Agency sets beside its addressee."""
    return fixed(r"[ \t]{2,60}(?:INFO|CITE)\b")


def spans(page: Page, found: Group | None, sender: Value | None, addressee: Value | None) -> list[Located]:
    """Return the `header.*` spans of the transmission lines."""
    parts = {
        "header.dtg": found.dtg if found else None,
        "header.precedence": found.precedence if found else None,
        "header.from": sender,
        "header.to": addressee,
    }
    return [page.located(kind, part.start, part.end, part.value) for kind, part in parts.items() if part]
