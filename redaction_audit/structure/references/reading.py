"""From the label of a list to the references it holds, each with its place on the page."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Located, Reference
from redaction_audit.structure import posts
from redaction_audit.structure.labels import own_first
from redaction_audit.structure.page import Page
from redaction_audit.structure.references.cables import Cable, cables_of
from redaction_audit.structure.references.items import items, parts
from redaction_audit.structure.references.kinds import kind_of
from redaction_audit.structure.references.listing import Run, gather, labels, misread, stands_as_label


def read(page: Page, year: int | None = None, above: int = 0) -> tuple[tuple[Reference, ...], list[Located]]:
    """Return the references in order of the list and their spans (`ref`; `ref.gap` where a blank line splits the list).

    `year` is the record's year; it dates references that print none. `above` is where a third party's or an
    archive's lines above the telegram end: their list, which has no letters, is read where the telegram has none.
    """
    low = page.low
    for label in own_first(lambda: labels(page, low), above):
        if not stands_as_label(page, low, label):
            continue
        run = gather(page, low, label.end())
        found = tuple(_read(page, run, year))
        if not found or (label.re is misread() and not any(ref.kind == "cable" for ref in found)):
            continue
        spans = [page.located("ref", ref.start, ref.end, ref.value) for ref in found]
        gap = _gap(page, label.start(), run, found)
        return found, [*gap, *spans]
    return (), []


def _gap(page: Page, start: int, run: Run, found: tuple[Reference, ...]) -> list[Located]:
    """Return the part of a list before the blank line that splits it."""
    before = [ref for ref in found if run.gap is not None and ref.end <= run.gap]
    if not before or len(before) == len(found):
        return []
    return [page.located("ref.gap", start, before[-1].end)]


def _read(page: Page, run: Run, year: int | None) -> Iterator[Reference]:
    """Yield the references of a list, item by item."""
    for letter, start, body, end in items(run.text):
        lead = start
        for at, stop in parts(run.text, body, end):
            cables = list(cables_of(run.text, at, stop, year))
            for cable in cables:
                yield _reference(page, run, cable, lead if lead < cable.start else cable.start, letter, year)
                lead = cable.end
            if not cables:
                other = _other(page, run, max(lead, start) if lead == start else at, at, stop, letter)
                if other:
                    yield other
                lead = stop


def _reference(page: Page, run: Run, cable: Cable, lead: int, letter: str | None, year: int | None) -> Reference:
    own = cable.year or (f"{year % 100:02}" if year is not None else None)
    first = lead if letter and not _word().search(run.text, lead, cable.start) else cable.start
    while run.text[first].isspace() or run.text[first] in ",;-¶":
        first += 1
    start, end = run.places[min(first, cable.start)], run.places[cable.end - 1] + 1
    value = " ".join(cable.value.split())
    ident = f"{own}{cable.post}{cable.serial}" if own else None
    return Reference(start, end, page.text[start:end], value, letter, ident, "cable")


def _other(page: Page, run: Run, lead: int, at: int, end: int, letter: str | None) -> Reference | None:
    """Return a reference that is no cable; None for a remnant (`and previous`, a post without its number)."""
    printed = run.text[at:end]
    left = at + len(printed) - len(printed.lstrip(" \t\r\n,;.-¶&"))
    right = at + len(printed.rstrip(" \t\r\n,;.-¶&\\"))
    if right - left < 3 or right - left > 300:
        return None
    start, stop = run.places[left], run.places[right - 1] + 1
    value = " ".join(page.text[start:stop].split())
    if not re.search(r"[^\W\d_]{2}", value) or re.fullmatch(
        r"(?:and )?(?:previous|notal|none|n/a)\.?", value, re.IGNORECASE
    ):
        return None
    if posts.canonical(value) and not any(c.isdigit() for c in value):
        return None
    first = (
        run.places[lead + len(run.text[lead:at]) - len(run.text[lead:at].lstrip())] if letter and lead < left else start
    )
    return Reference(first, stop, page.text[first:stop], value, letter, None, kind_of(value))


@cache
def _word() -> re.Pattern[str]:
    """Match three letters or figures of one word: more than the letter of an item."""
    return fixed(r"\w{3}")
