"""LEK: the covered name stands open elsewhere in the record."""

import re
from collections.abc import Iterator
from itertools import islice

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import capped
from redaction_audit.checks.lek.echoes import echoes
from redaction_audit.checks.lek.masked import UNREAD, Masked, everywhere, unread
from redaction_audit.checks.lek.names import Opening, Place, is_open, name_before, name_behind, name_end, opening
from redaction_audit.checks.lek.reading import Word, around
from redaction_audit.checks.lek.roles import Role, kind_of, same_at
from redaction_audit.checks.lek.signs import said
from redaction_audit.checks.lek.sources import NARROWING, PERMANENT
from redaction_audit.checks.lek.spellings import spellings
from redaction_audit.sensitive import Sensitive

_TRIED = 200
"""Places of one noun that are looked at."""
_DASHES = ("--", "-", "–", "—")
_COMPARED = 200
"""Marks of which the words around them are looked for elsewhere."""


@record_check(
    "LEK004",
    "open-elsewhere",
    severity="warning",
    cites=(PERMANENT, NARROWING),
    basis=("FX-11",),
    flags=(
        Example(
            "XXXXXXXXXXXX, treasurer of the harbor board, said that the port would close.\n\n"
            "Later Ada Rowe, ⟦the treasurer of the harbor board⟧, went home.\n"
        ),
        Example(
            "XXXXXXXXXXXX, treasurer of the harbor board, said that the port would close.\n\n"
            "Later ⟦the treasurer of the harbor board⟧ -- Ada Rowe -- went home.\n"
        ),
        Example(
            "XXXXXXXXXXXX, treasurer of the harbor board, said that the port would close.\n\n"
            "Later Abd al-Rowi al-Hallani, ⟦the treasurer of the harbor board⟧, went home.\n"
        ),
        Example(
            "The board heard the head of the pilots' guild,\nXXXXXXXXXXXX, at noon.\n\n"
            "⟦Head of the pilots'\nguild⟧ Ada B. Rowe had nothing to say.\n"
        ),
        Example(
            "Econoff dined with XXXXXXXXXXXX after the crane auction.\n\n"
            "It was late when Econoff dined with Ada\nRowe ⟦after the crane auction⟧.\n"
        ),
    ),
    passes=(
        Example(
            "XXXXXXXXXXXX, treasurer of the harbor board, said so.\n\n"
            "Ada Rowe, the press officer of the port authority, did not.\n"
        ),
        Example(
            "XXXXXXXXXXXX, treasurer of the harbor board, said so.\n\n"
            "Ada Rowe, the former treasurer of the harbor board, did not. Ben Hall, a treasurer of the harbor board,"
            " left.\n"
        ),
        Example("XXXXXXXXXXXX, a member of the harbor board, said so. Ada Rowe, a member of the harbor board, left.\n"),
        Example("XXXXXXXXXXXX, the treasurer, said so.\n\nAda Rowe, the treasurer, left.\n"),
        Example("XXXXXXXXXXXX said that the port would close. Ada Rowe said that the port would open.\n"),
    ),
    hides=True,
    when="marked",
)
def open_elsewhere(view: View) -> Iterator[Hit | Skip]:
    """A name that is covered here stands open elsewhere in the record.

    ## Why it matters
    The commonest way in which a covered name gets out: the second page was forgotten. The same description beside the
    mark and beside a name (`treasurer of the harbor board`), or the same words around both, put them together.

    ## What to do
    Cover the name at the place shown, and everywhere else. Until then it is masked in every report.

    ## Known limits
    Descriptions must agree word for word, articles and word order apart, and must be of a post that one person holds;
    `a member of the board` proves nothing. Where two people bear the same description the finding is a note. Two who
    held one post one after the other look like one.
    """
    marks = everywhere(view)
    if not marks:
        return
    if unread(view):
        yield UNREAD
    yield from capped(_hits(view, marks))


def _hits(view: View, marks: tuple[Masked, ...]) -> Iterator[Hit]:
    text = view.text
    found: dict[Place, Hit] = {}
    for role, places in _descriptions(view).items():
        openings = list(_openings(view, role))
        several = len({_last(beside.reads) for beside in openings}) > 1
        for beside in openings:
            evidence = "the same description stands beside a mark and beside an open name"
            related = tuple((start, end, "the same description beside a mark") for start, end in places)
            found.setdefault(beside.name, _hit(view, beside, "description", evidence, related, doubtful=several))
    for mark in marks[:_COMPARED]:
        for echo in echoes(text, view.page.low, mark.start, mark.end):
            if is_open(view, echo.name):
                evidence = "the same words stand around a mark and around an open name"
                related = ((mark.start, mark.end, "the mark"),)
                found.setdefault(echo.name, _hit(view, echo, "words", evidence, related, doubtful=False))
    yield from (found[place] for place in sorted(found))


def _hit(
    view: View, beside: Opening, kind: str, evidence: str, related: tuple[tuple[int, int, str], ...], *, doubtful: bool
) -> Hit:
    """Return the finding; it stands at the words beside the name, since the place of a name would tell its length."""
    hidden = {beside.name, *spellings(view).of(beside.reads)}
    return Hit(
        *beside.words,
        "a name that is covered elsewhere in this record stands open beside these words",
        kind=kind,
        related=related,
        hidden=tuple(sorted(hidden)),
        evidence=f"{evidence}{'; more than one name stands beside it' if doubtful else ''}",
        severity="note" if doubtful else None,
        confidence="low" if doubtful else "medium" if kind == "words" else None,
    )


def _descriptions(view: View) -> dict[Role, tuple[Place, ...]]:
    """Return the descriptions beside marks that may fit one person only, with all places where each stands."""
    first: dict[tuple[str, frozenset[str]], Role] = {}
    places: dict[Role, tuple[Place, ...]] = {}
    for around_ in said(view):
        for role in around_.roles:
            if role.kind != "membership" and not role.vague and len(role.content) > 1:
                kept = first.setdefault((role.noun, role.content), role)
                places[kept] = (*places.get(kept, ()), (role.start, role.end))
    return places


def _openings(view: View, role: Role) -> Iterator[Opening]:
    """Yield the open names beside which the same description stands."""
    text = view.text
    # a line end may divide the word, a column of print cut it; it is one of our own list
    letters = r"(?:[-‐\u00ad¬]?[ \t]{0,4}(?:\r\n?|\n)[ \t]{0,8})?".join(role.noun)
    nouns = re.finditer(rf"(?<!\w){letters}(?![\w'’])", text, re.IGNORECASE)
    for found in islice(nouns, _TRIED):
        read, at = around(text, found.start())
        if at >= len(read) or (same := same_at(read, at, role)) is None:
            continue
        first, end = same
        capitals = not any(word.text.islower() for word in read)
        name = None
        ahead = name_end(read, first)
        if ahead and read[ahead].lead in ("", ",", "(", ",(", *_DASHES):
            name = name_before(read, ahead, capitals=capitals)
        if name is None and end < len(read) and read[end].lead in ("", ",", "(", *_DASHES):
            name = name_behind(read, end, capitals=capitals)
            if name is not None and not (
                _is_set_apart(read, *name) if read[end].lead else capitals or _is_no_place(read, *name)
            ):
                name = None
        if name is not None:
            beside = opening(read, name, (first, end))
            if is_open(view, beside.name):
                yield beside


def _is_no_place(read: list[Word], first: int, end: int) -> bool:
    """Return whether a name directly behind a description is more than the end of it: `Mayor of Arbon Day`."""
    return end - first > 1 or not read[first - 1].capital or kind_of(read[first - 1].low) is not None


def _is_set_apart(read: list[Word], first: int, end: int) -> bool:
    """Return whether a name behind a comma belongs to the words in front: it has two parts, or a comma behind it."""
    return end - first > 1 or end == len(read) or read[end].stopped


def _last(name: Sensitive) -> str:
    return name.reveal().split()[-1].casefold()
