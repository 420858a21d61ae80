"""LEK: a name stands open that the author asked to protect."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from redaction_audit.check import Example, Hit, Skip, View, record_check
from redaction_audit.checks.capping import MOST, capped
from redaction_audit.checks.lek.names import (
    Opening,
    Place,
    index_at,
    is_open,
    name_before,
    name_behind,
    name_end,
    opening,
)
from redaction_audit.checks.lek.reading import Word, around
from redaction_audit.checks.lek.roles import closing
from redaction_audit.checks.lek.sources import NARROWING, PERMANENT
from redaction_audit.checks.lek.spellings import spellings
from redaction_audit.checks.lek.vocabulary import words
from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import Hint

_PROTECT = Hint("protect")
_REQUESTS = 1_000
"""Requests of a record that are looked at; more are counted as not judged."""
_LONGEST = 8
"""Words of a request, a name in it left out."""
_ASKING = frozenset("strictly please pls kindly".split())  # noqa: SIM905 - a list of words reads best as words
_SAYING = _ASKING | frozenset(
    """
    protect source sources contact contacts identity identities name names throughout fully closely always accordingly
    his her their the this of and as all a both
    """.split()  # noqa: SIM905 - as above
)
"""Words of which a request consists."""
_SEVERAL = frozenset("both names sources contacts identities their all".split())  # noqa: SIM905 - as above
"""Those of them that speak of more than one person."""
_SIGNS = 12
"""Signs and blanks at most between a name and a request."""
_HELD = frozenset("identity identities anonymity".split())  # noqa: SIM905 - as above
"""What a sentence asks to protect: a person's, or that of a person; a name may be that of a town."""
_SENTENCE = (".", "!", "?", ":", "(", "[")
_OPENS, _CLOSES, _STOPPED = ("(", "["), (")", "]"), (".)", ".]")
_APART = (",", "--", "-", "–", "—")


@record_check(
    "LEK007",
    "protected-open",
    severity="warning",
    cites=(PERMANENT, NARROWING),
    basis=("FX-11",),
    flags=(
        Example("Ada Rowe (⟦strictly protect⟧) said that the port would close.\n"),
        Example("Mr. Rowe (⟦please protect his identity⟧) told the board so. Rowe left at noon.\n"),
        Example("The board heard Ada Rowe, treasurer of the pilots' guild\n(⟦PROTECT⟧), at noon.\n"),
        Example("Ada Rowe, ⟦strictly protect⟧, said so. XXXXXXXXXXXX (strictly protect) did not.\n"),
        Example("The treasurer of the guild (⟦please protect⟧ Ada Rowe) said so.\n"),
        Example("CONSUL MET ADA ROWE (⟦STRICTLY PROTECT⟧) AT NOON.\n"),
        Example("Rowe told the board so. ⟦Please protect⟧ Ada Rowe's identity.\n"),
        Example("⟦PLEASE STRICTLY PROTECT THE IDENTITY OF⟧ ADA ROWE.\n"),
    ),
    passes=(
        Example("XXXXXXXXXXXX (strictly protect) said so. [Redacted] (please protect) did not. Ada Rowe left.\n"),
        Example("The treasurer (strictly protect) said so, and an Embassy contact (protect) agreed.\n"),
        Example("The board (protect the river) met. The Rowe Act (Protected Areas) stands. Please protect Arbon.\n"),
        Example("Please protect XXXXXXXXXXXX (strictly protect source).\n"),
        Example("Please protect Lake Arbon. Please protect the identity of the source. Please protect Arbon's name.\n"),
    ),
    hides=True,
)  # fmt: skip
def protected_open(view: View) -> Iterator[Hit | Skip]:
    """A name stands open that the author asked to protect.

    ## Why it matters
    `(strictly protect)` behind a name says that the person spoke in confidence, and is at risk when named. A released
    page that shows the name shows whom to look for.

    ## What to do
    Cover the name at the place shown, and everywhere else. Until then it is masked in every report.

    ## Known limits
    Sees names directly before the request, or with a description between, and names in the request itself. A sentence
    of its own must say whose identity is to be protected; `Please protect him.` is not tied to a name.
    """
    if not view.page.low_literals.may_match(_PROTECT):
        return
    requests = list(islice(_request().finditer(view.text), _REQUESTS + 1))
    if len(requests) > _REQUESTS:
        yield Skip(f"more than {_REQUESTS:,} requests to protect a name")
    yield from capped(_hits(view, requests[:_REQUESTS]), MOST)


def _hits(view: View, requests: list[re.Match[str]]) -> Iterator[Hit]:
    for found in requests:
        for beside in _named(view.text, found.start()):
            if is_open(view, beside.name):
                yield Hit(
                    *beside.words,
                    "a name that these words ask to protect stands open beside them",
                    kind="protected",
                    hidden=tuple(sorted({beside.name, *spellings(view).of(beside.reads)})),
                )


@cache
def _request() -> re.Pattern[str]:
    """Match the first word of a request to protect."""
    return fixed(r"(?i)(?<!\w)(?:(?:strictly|please|pls|kindly)\s{1,8}){0,2}protect(?!\w)")


def _named(text: str, at: int) -> Iterator[Opening]:
    """Yield the names that the request which begins at an offset asks to protect."""
    ahead = text[max(0, at - _SIGNS) : at]
    read, first = around(text, at - len(ahead) + len(ahead.rstrip(" \t\r\n,-–—([")))
    if first >= len(read) or read[first].end <= at:
        return
    capitals = not any(word.text.islower() and word.low not in _SAYING for word in read)
    said = _said(read, first)
    if read[first].lead[-1:] in _OPENS and said < len(read) and not read[said].lead:
        names = list(_names_within(read, said, capitals=capitals))
    elif _is_closed(read, said) if read[first].lead[-1:] in _OPENS else _is_set_apart(read, first, said):
        names = list(_names_ahead(read, first, said, capitals=capitals))
    elif read[first].low in _ASKING and (first == 0 or read[first].lead.endswith(_SENTENCE)):
        names = list(_names_of_sentence(read, first, said, capitals=capitals))
    else:
        names = []
    yield from (opening(read, name, (first, said)) for name in names)


def _names_within(read: list[Word], at: int, *, capitals: bool) -> Iterator[Place]:
    """Yield the names that a request in brackets ends with: `(please protect Ada Rowe and Bo Lind)`."""
    names: list[Place] = []
    while (name := name_behind(read, at, capitals=capitals)) is not None:
        names.append(name)
        at = name[1]
        if _is_closed(read, at):
            yield from names
            return
        if at >= len(read):
            return
        at += read[at].low == "and"


def _names_of_sentence(read: list[Word], first: int, said: int, *, capitals: bool) -> Iterator[Place]:
    """Yield the names of a sentence that asks: `Please protect Ada Rowe's identity`, `... the identity of Bo Lind`."""
    at = said + (said < len(read) and read[said].low in words("courtesies", "ranks"))
    held = any(word.low in _HELD for word in read[first:said]) and read[said - 1].low == "of"
    names: list[Place] = []
    while (name := name_behind(read, at, capitals=capitals)) is not None:
        names.append(name)
        at = name[1]
        if at < len(read) and read[at].low == "and" and not read[at].stopped:
            at += 1
            continue
        break
    if names and (held or (read[at - 1].owns and at < len(read) and read[at].low in _HELD)):
        yield from names


def _names_ahead(read: list[Word], first: int, said: int, *, capitals: bool) -> Iterator[Place]:
    """Yield the name in front of a request; two that `and` joins where it asks for more than one."""
    end = _name_end(read, first)
    name = name_before(read, end, capitals=capitals)
    if name is None or not _is_name(read, name):
        return
    yield name
    if name[0] > 1 and read[name[0] - 1].low == "and" and any(word.low in _SEVERAL for word in read[first:said]):
        other = name_before(read, name[0] - 1, capitals=capitals)
        if other is not None and _is_name(read, other):
            yield other


def _said(read: list[Word], first: int) -> int:
    """Return the index behind the words of a request."""
    at = first
    while at < min(len(read), first + _LONGEST) and read[at].low in _SAYING and (at == first or not read[at].stopped):
        at += 1
    return at


def _is_closed(read: list[Word], at: int) -> bool:
    """Return whether a bracket closes in front of `read[at]`, or the text ends there."""
    if at < len(read):
        return read[at].lead[:1] in _CLOSES or read[at].lead[:2] in _STOPPED
    return read[-1].trail[:1] in ("", *_CLOSES) or read[-1].trail[:2] in _STOPPED


def _is_set_apart(read: list[Word], first: int, end: int) -> bool:
    """Return whether `, strictly protect,` stands between commas or dashes; the bare word does not ask there."""
    if read[first].low not in _ASKING or read[first].lead not in _APART:
        return False
    return (read[end].lead if end < len(read) else read[-1].trail) in (*_APART, ".", ";")


def _name_end(read: list[Word], first: int) -> int:
    """Return the index behind the name: in front of the request, or of a description set apart from the name."""
    end = name_end(read, first)
    role = closing(read[:end])
    if role is not None:
        at = index_at(read, role.start)
        if read[at].lead in (*_APART, "("):
            return name_end(read, at)
    return end


def _is_name(read: list[Word], name: Place) -> bool:
    """Return whether it is more than what a person is called without a name: `the Embassy Contact`."""
    called = words("relations", "memberships", "professions")
    return any(read[at].low not in called for at in range(*name))
