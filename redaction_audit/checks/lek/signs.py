"""What the words around one mark say of the person it hides."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from redaction_audit.check import View
from redaction_audit.checks.lek import moments
from redaction_audit.checks.lek.appositions import behind_age, descriptions, may_describe, tells, without_aside
from redaction_audit.checks.lek.masked import Masked, masked
from redaction_audit.checks.lek.pronouns import is_rival, of_one_sex, owned
from redaction_audit.checks.lek.reading import POSSESSIVE, Word, before, behind, ends_sentence
from redaction_audit.checks.lek.roles import Role
from redaction_audit.checks.lek.triggers import may_tell
from redaction_audit.checks.lek.vocabulary import words

Kind = Literal[
    "post", "membership", "profession", "relation", "kin", "affiliation", "life", "meeting", "journey", "pronoun",
]  # fmt: skip

WEIGHTS: dict[Kind, int] = {
    "relation": 2, "post": 1, "profession": 1, "kin": 1, "life": 1, "journey": 1, "meeting": 1, "affiliation": 0,
    "membership": 0, "pronoun": 0,
}  # fmt: skip
"""How much a kind of sign tells by itself; two together are worth a warning. A relation to those who report tells
whose source somebody is, which is what such a mark is there to hide."""

_ALONE = frozenset({"only", "sole", "youngest", "oldest", "eldest", "richest", "lone"})
"""Words behind `the` that leave one person: `the only woman on the council`."""


class Sign(NamedTuple):
    """One thing said of a hidden person: what kind of thing, and the half-open place of the words."""

    kind: Kind
    start: int
    end: int


class Said(NamedTuple):
    """All that the words around one mark say: signs, descriptions, journeys, and things that mark or pronoun owns.

    `places` are the capitalised words of its sentence. `speaks`: what follows is said or owned by the person;
    `resumes`: the person goes on speaking; `recalls`: on `this trip`, told before. `closed` and `alone` speak of the
    words up to the next mark: the sentence ends there, nobody else comes in.
    """

    mark: Masked
    signs: tuple[Sign, ...]
    roles: tuple[Role, ...]
    journeys: tuple[moments.Journey, ...]
    bonds: frozenset[str]
    places: frozenset[str]
    speaks: bool
    resumes: bool
    recalls: bool
    closed: bool
    alone: bool


def said(view: View) -> tuple[Said, ...]:
    """Return what the words around every mark of the body say, in text order; made once a view."""
    return view.once(_said)


def _said(view: View) -> tuple[Said, ...]:
    marks, page = masked(view), view.page
    near = {
        at: _read(view.text, marks, at)
        for at, mark in enumerate(marks)
        if (mark.sure or may_describe(page.low, mark)) and may_tell(page, mark.start, mark.end)
    }
    found = [item for item in near.values() if item.mark.sure or item.roles]
    if any(WEIGHTS[sign.kind] for item in found for sign in item.signs):
        # somebody is described: now the other marks matter too, which may hide the same person
        people = {item.mark for item in found}
        chosen = [at for at, mark in enumerate(marks) if mark.sure or mark in people]
        return tuple([near[at] if at in near else _read(view.text, marks, at) for at in chosen])
    return tuple(found)


def _read(text: str, marks: tuple[Masked, ...], at: int) -> Said:
    """Read what stands around `marks[at]`: the words between the mark before and the mark after."""
    return _around(
        text,
        marks[at],
        marks[at - 1].end if at else 0,
        marks[at + 1].start if at + 1 < len(marks) else len(text),
    )


def _around(text: str, mark: Masked, begin: int, end: int) -> Said:
    """Read the words between the mark before and the mark after."""
    owns = text[mark.end : mark.end + 2].lower() in POSSESSIVE
    after = without_aside(behind(text, mark.end + 2 * owns, end))
    ahead = _sentence_before(text, mark, before(text, mark.start, begin))
    own = _own_sentence(after)
    roles = () if owns else tuple(descriptions(text, mark, ahead, own))
    rival = next((at for at in range(len(after)) if is_rival(after, at)), len(after))
    pronouns = of_one_sex(after[:rival])
    journeys = tuple(moments.journeys(ahead, own, after, owns=owns, pronouns=pronouns))
    signs = [Sign(role.kind, role.start, role.end) for role in roles if tells(role)]
    signs += [Sign(kind, start, stop) for kind, start, stop in _lives(own)]
    signs += [Sign("journey", journey.start, journey.end) for journey in journeys if journey.tells]
    if (meeting := moments.meeting(ahead, own)) is not None:
        signs.append(Sign("meeting", *meeting))
    signs += [Sign("pronoun", after[at].start, after[at].end) for at in pronouns]
    begins = own[0].low if own and not own[0].stopped else ""
    return Said(
        mark=mark,
        signs=tuple(sorted(signs, key=lambda sign: sign.start)),
        roles=roles,
        journeys=journeys,
        bonds=owned(after, pronouns, direct=owns or bool(begins)),
        places=frozenset(word.low for word in (*ahead, *own) if word.capital),
        speaks=owns or bool(journeys) or begins in words("verbs", "bonds") or _speaks_behind(own, roles),
        resumes=begins in ("continued", "continues", "added", "adds", "further"),
        recalls=begins in ("on", "during") and len(own) > 1 and own[1].low in ("this", "that"),
        closed=len(own) < len(after) or _ends_before(text, end),
        alone=rival == len(after),
    )


def _sentence_before(text: str, mark: Masked, read: list[Word]) -> list[Word]:
    """Return the words in front of a mark that belong to its sentence."""
    if read and not frozenset(read[-1].trail + text[read[-1].end : mark.start]).isdisjoint(".?!"):
        return []
    first = len(read) - 1
    while first > 0 and not ends_sentence(read, first):
        first -= 1
    return read[max(first, 0) :]


def _speaks_behind(own: list[Word], roles: tuple[Role, ...]) -> bool:
    """Return whether a verb stands behind the description of the person: `XXXX, a longtime contact, told us`."""
    for role in roles:
        after = next((word for word in own if word.start >= role.end), None)
        if after is not None and after.low in words("verbs"):
            return True
    return False


def _ends_before(text: str, end: int) -> bool:
    """Return whether a sentence ends in front of `end`."""
    return text[max(0, end - 8) : end].rstrip()[-1:] in (".", "?", "!")


def _own_sentence(read: list[Word]) -> list[Word]:
    """Return the words behind a mark that belong to its sentence."""
    if read and not frozenset(read[0].lead).isdisjoint(".?!"):
        return []
    return read[: next((at for at in range(1, len(read)) if ends_sentence(read, at)), len(read))]


def _lives(own: list[Word]) -> Iterator[tuple[Kind, int, int]]:
    """Yield what is said of age, birth and kin."""
    for at, word in enumerate(own[:14]):
        if word.low == "whose" and at + 1 < len(own):
            kin = next((later for later in own[at + 1 : at + 4] if later.low in words("kin")), None)
            if kin is not None:
                yield "life", word.start, kin.end
        elif word.low in ("aged", "age") and at + 1 < len(own) and own[at + 1].text.isdigit():
            yield "life", word.start, own[at + 1].end
        elif word.low == "born" and at + 1 < len(own) and own[at + 1].low in ("in", "on", "near"):
            yield "life", word.start, own[min(at + 2, len(own) - 1)].end
    at = behind_age(own)
    if at + 2 < len(own) and own[at].lead[-1:] in (",", "(") and own[at].low == "the" and own[at + 1].low in _ALONE:
        yield "life", own[at].start, own[at + 2].end
    if behind_age(own) and 1 < len(own[0].text) < 3:
        yield "life", own[0].start, own[0].end
    if own and not own[0].lead and own[0].low == "of" and len(own) > 2 and own[1].low == "the" and own[2].capital:
        yield "affiliation", own[0].start, own[2].end
