"""Stamps of release and review: State FOIA footers, CIA releases, libraries, systematic review, the JFK collection."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit import dates
from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen
from redaction_audit.structure import scanned_stamps, telegram
from redaction_audit.structure.labels import unsqueezed
from redaction_audit.structure.lexicon import Hint
from redaction_audit.structure.literals import Literals
from redaction_audit.structure.page import Page
from redaction_audit.structure.stamp_forms import FORMS

LOOK_ALIKES = str.maketrans("OoQIlSB", "0001158")
"""The letters that scans put for digits of a number."""
REACH = 12_000
"""Characters at either end of a record in which a stamp is looked for; stamps stand on every page."""


_PAGES = 8
"""Pages whose stamps are looked at for one that is whole."""


class Stamp(Frozen):
    """One stamp: who stamped (`foia`, `cia_crest`, `systematic`, `mdr`, `jfk`, `pra`), where, and what it says.

    `parts` holds (name, start, end, value) for `document_id`, `case_number` and `date`; `short_date` is one as printed,
    whose year has two figures: which century it means, the record has to say (`day`).
    """

    kind: str
    start: int
    end: int
    parts: tuple[tuple[str, int, int, str], ...] = ()


_DATED = "elease"
"""The literal of forms that print a date with strokes, which few records do: that is looked for as well."""
_DAY_THERE = Hint(r"[0-9]{4}/[0-9]{2}/[0-9]{2}", rare=r"/\d\d/\d\d(?<=\d{4}/\d\d/\d\d)")
_OTHERS = frozenset(literal for _, literals, _ in FORMS for literal in literals if literal != _DATED)


@cache
def _form(index: int) -> re.Pattern[str]:
    return fixed(FORMS[index][2])


def find(text: str, kinds: frozenset[str] | None = None, literals: Literals | None = None) -> Iterator[Stamp]:
    """Yield the first stamp of every form, in the order of `FORMS`; both ends of the text are read, `REACH` each.

    `literals` are those of `text`, where the caller has them: then damaged stamps are looked for too, of kinds of which
    none is whole.
    """
    seen = set()
    ends = [(0, len(text))] if len(text) <= 2 * REACH else [(0, REACH), (len(text) - REACH, len(text))]
    for index in _likely(Literals(text) if literals is None else literals):
        kind, needed, _ = FORMS[index]
        if kinds is not None and kind not in kinds:
            continue
        for start, end in ends:
            if all(text.find(literal, start, end) < 0 for literal in needed):
                continue
            found = _fullest(_form(index), text, start, end)
            if found:
                seen.add(kind)
                yield Stamp(kind, found.start(), found.end(), tuple(_parts(found)))
                break
    for kind, start, end in scanned_stamps.find(text, literals) if literals is not None else ():
        if kind not in seen and not REACH < start < len(text) - REACH:
            seen.add(kind)
            yield Stamp(kind, start, end)


def _fullest(form: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first stamp of a form that has all its parts, else the first: a scan may have damaged one page's."""
    first = None
    for found in islice(form.finditer(text, start, end), _PAGES):
        if all(found.groups()):
            return found
        first = first or found
    return first


def _likely(literals: Literals) -> Iterator[int]:
    """Yield the indexes of the forms whose literal occurs in the text; one look tells most records that have none."""
    dated = literals.may_match(_DAY_THERE) and _DATED in literals
    if not dated and not literals.any_of(_OTHERS):
        return
    for index, (_, needed, _) in enumerate(FORMS):
        if dated if _DATED in needed else literals.any_of(needed):
            yield index


def _parts(found: re.Match[str]) -> Iterator[tuple[str, int, int, str]]:
    for name, printed in found.groupdict().items():
        if printed is None:
            continue
        start, end = found.span(name)
        if name == "document_id":
            number = _number(printed)
            if number is None:
                continue
            value, length = number
            end = start + length
        elif name == "case_number":
            value = "".join(printed.split())
        else:
            name, value = ("date", iso) if (iso := _day(printed)) else ("short_date", printed)
        yield name, start, end, value


def _day(printed: str, earliest: int | None = None) -> str | None:
    """Return the ISO day of a stamp's date; a scan may have lost the strokes (`07 31 2017`).

    `earliest`, the first year that two figures can mean, is their anchor; without it they are not read.
    """
    return dates.parse(printed if any(c.isalpha() for c in printed) else printed.replace(" ", "/"), earliest=earliest)


def _number(printed: str) -> tuple[str, int] | None:
    """Return a State, library or CIA number with look-alike letters folded, and how much of what is printed is its own.

    None when it does not come out whole. CIA-RDP numbers are two digits, a letter or hyphen, five digits, a letter,
    twelve digits, a hyphen and one digit.
    """
    if printed[:1] == "C" and printed[1:2] not in "Ii":
        return "C" + printed[1:].translate(LOOK_ALIKES), len(printed)
    if printed.startswith(("LOC", "NL")) or printed[1:2] == "-":
        return printed, len(printed)
    found = _crest().match("".join(printed.split()))
    if found is None:
        return None
    year, mark, box, letter, folder, last = found.groups()
    figures = [folded.translate(LOOK_ALIKES) for folded in (year, box, folder, last)]
    number = f"CIA-RDP{figures[0]}{mark}{figures[1]}{letter}{figures[2]}-{figures[3]}"
    return number, unsqueezed(printed, 0, found.end() - 1) + 1


@cache
def _crest() -> re.Pattern[str]:
    """Match a CIA-RDP number without white space."""
    return fixed(r"(?i:CIA)-?R.{0,2}?([0-9OIlS]{2})([A-Z-])([0-9OIlS]{5})([A-Z])([0-9OIlS]{12})-([0-9OIl])(?![0-9])")


def part(stamps: list[Stamp], name: str) -> tuple[int, int, str] | None:
    """Return start, end and value of the first `name` among the stamps, or None."""
    return next(
        ((start, end, value) for stamp in stamps for key, start, end, value in stamp.parts if key == name), None
    )


def day(stamps: list[Stamp], written: int | None) -> tuple[int, int, str] | None:
    """Return start, end and ISO day of the first date among the stamps, or None.

    Without one, the first whose year has two figures, where one century alone is possible: not before the year in which
    the record was `written`, and not after the last that two figures can mean.
    """
    whole = part(stamps, "date")
    short = part(stamps, "short_date") if whole is None and written is not None else None
    if short is None:
        return whole
    iso = _day(short[2], earliest=written)
    return (*short[:2], iso) if iso and int(iso[:4]) <= telegram.LATEST < int(iso[:4]) + 100 else None


def release_year(page: Page, stamps: list[Stamp]) -> int | None:
    """Return the year of release that a stamp names, or None: an anchor for two-digit years."""
    found = part(stamps, "date")
    if found:
        return int(found[2][:4])
    for stamp in stamps:
        if stamp.kind == "jfk" and page.text[stamp.start : stamp.start + 4].isdecimal():
            return int(page.text[stamp.start : stamp.start + 4])
    return None
