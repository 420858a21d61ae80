"""How a description is set beside a mark: behind a comma, in brackets, with `is a`, with an article, in front of it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from redaction_audit.checks.lek.masked import Masked
from redaction_audit.checks.lek.reading import Word
from redaction_audit.checks.lek.roles import Role, closing, opening
from redaction_audit.checks.lek.vocabulary import words

_APART = frozenset({",", "(", "--", "-", "–", "—", ",(", ";", "["})
"""Signs that set a description apart."""
_CLOSING = (")", "]")
_LINKING = ("is", "was", "has", "had", "remains")
"""Verbs that lead to a description."""
_NEAR = 16
"""Characters beside a mark in which the sign or verb stands that sets a description apart."""
_SIGNS = frozenset(",([-–—;])")
_VERBS = (*(f"{verb}{gap}" for verb in _LINKING for gap in " \r\n"),)
_ASIDE = 6
"""Words that an aside behind a name may have: `(strictly protect)`."""
_JOINED = 3
"""Descriptions that `and` joins to the first."""


def descriptions(text: str, mark: Masked, ahead: list[Word], own: list[Word]) -> Iterator[Role]:
    """Yield what is said of the person behind a mark, directly in front of it and behind.

    `ahead` are the words of its sentence in front, `own` those behind. A mark that may hide anything hides a person
    only where the words are set apart from it, and no name stands in front.
    """
    gap = text[ahead[-1].end : mark.start].strip() if ahead else "."
    if gap in ("", ",", "("):
        role = closing(ahead)
        # `a regional governor XXXX` is no English: the words belong together only where nothing is vague
        if role is not None and (_is_parted(own) if gap else not role.vague) and (mark.sure or _is_firm(role, gap)):
            yield role
    at = behind_age(own)
    if at < len(own) and (mark.sure or not (gap == "" and _is_name(ahead[-1]))):
        role = _apposed(own, at)
        if role is not None and (mark.sure or (tells(role) and (own[at].lead or own[at].low in _LINKING))):
            chain = [role, *_joined(own, role)]
            yield from chain if _ends(own, chain[-1]) else (role,)


def may_describe(low: str, mark: Masked) -> bool:
    """Return whether anything is set apart from a mark: all that `descriptions` reads beside one that hides anything.

    `low` is the text in lower case.
    """
    following = low[mark.end : mark.end + _NEAR].lstrip()
    if following[:1] in _SIGNS or following.startswith(_VERBS):
        return True
    return low[max(0, mark.start - _NEAR) : mark.start].rstrip()[-1:] in _SIGNS


def tells(role: Role) -> bool:
    """Return whether a description says something: a contact must be somebody's, a journalist may be anybody."""
    if role.kind == "relation":
        return role.tied
    return role.kind != "membership" or len(role.content) > 1


def behind_age(own: Sequence[Word]) -> int:
    """Return the index of the first word behind `, 54,`."""
    return 1 if len(own) > 1 and own[0].lead == "," and own[0].text.isdigit() and own[1].stopped else 0


def without_aside(read: list[Word]) -> list[Word]:
    """Return the words behind a mark without an aside that stands first: `(strictly protect)`, `(phonetic)`.

    An aside is what asks to protect the source, or anything short in brackets that says nothing of a person.
    """
    if not read or read[0].lead not in _APART or read[0].lead == ";":
        return read
    bracket = read[0].lead[-1] in "(["
    if bracket and len(read) > 1 and read[0].text.isdigit() and read[1].lead[:1] in _CLOSING:  # an age: `(54)`
        return [replace(read[0], lead=","), replace(read[1], lead=read[1].lead[1:].strip() or ","), *read[2:]]
    near = range(1, min(len(read), _ASIDE + 1))
    end = next((at for at in near if (read[at].lead[:1] in _CLOSING if bracket else read[at].lead)), None)
    if end is None:
        whole = len(read) <= _ASIDE and _protects(read)  # nothing else is said
        return [] if whole else read
    if not _protects(read[:end]) and not (bracket and _says_nothing(read[:end])):
        return read
    lead = read[end].lead[1:].strip() if bracket else read[end].lead
    return [replace(read[end], lead=lead), *read[end + 1 :]]


def aside_before(read: Sequence[Word], end: int) -> int:
    """Return the index of the first word of an aside in brackets that ends in front of `read[end]`, else `end`."""
    if end < len(read) and read[end].lead[:1] in _CLOSING:
        for at in range(end - 1, max(-1, end - 1 - _ASIDE), -1):
            if read[at].lead[-1:] in ("(", "["):
                said = read[at:end]
                return at if _protects(said) or _says_nothing(said) else end
            if read[at].stopped:
                break
    return end


def _protects(said: Sequence[Word]) -> bool:
    return any(word.low.startswith("protect") for word in said)


def _says_nothing(said: Sequence[Word]) -> bool:
    """Return whether an aside neither describes a person nor tells an age or a year."""
    return opening(said) is None and not any(word.text[:1].isdigit() or word.low in words("kin") for word in said)


# -- in front of a mark and behind it ----------------------------------------------------------------------------------


def _is_parted(own: list[Word]) -> bool:
    return not own or own[0].stopped


def _is_firm(role: Role, gap: str) -> bool:
    """Return whether words in front of a mark that may hide anything mean a person: `our best source, [REDACTED],`."""
    return bool(gap) and tells(role) and (role.kind == "relation" or not role.vague)


def _is_name(word: Word) -> bool:
    """Return whether the word in front of a mark may be a name, so that the mark hides something else."""
    small = words("plain", "verbs", "enders", "before_initials", "meetings", "courtesies", "ranks", "officers")
    return word.capital and word.low not in small


def _apposed(own: list[Word], at: int) -> Role | None:
    """Return the description behind a mark: set apart by comma or bracket, with `is a`, `who is`, or an article."""
    first = own[at]
    if first.lead in _APART:
        if first.low == "who":
            return _copular(own, at + 1)
        if first.low == "himself" or first.low == "herself":
            at += 1
        role = opening(own, at)
        if role is None:
            return None
        # without an article a comma may as well divide two people: `XXXX, Embassy contact Rowe and ...`
        owned = own[at].low in ("a", "an", "our", "one") and role.kind == "relation" and tells(role)
        return role if owned or _closes(own, role) else None
    if first.lead:
        return None
    if first.low in ("a", "an", "our", "the"):
        role = opening(own, at)
        if role is None or not tells(role):
            return None
        return role if role.kind == "relation" or (first.text.islower() and _closes(own, role)) else None
    return _copular(own, at)


def _copular(own: list[Word], at: int) -> Role | None:
    if at + 1 < len(own) and own[at].low in _LINKING:
        at += 1 + (own[at + 1].low in ("been", "also", "now"))
        if at < len(own) and not own[at].stopped:
            role = opening(own, at)
            if own[at].low in ("a", "an", "the", "our", "one"):
                return role
            return role if role is not None and role.kind == "post" and _closes(own, role) else None
    return None


def _joined(own: Sequence[Word], role: Role) -> Iterator[Role]:
    """Yield the descriptions that `and` joins to one: `a longtime contact and lawyer`."""
    for _ in range(_JOINED):
        at = _behind(own, role)
        if at >= len(own) or own[at].low not in ("and", "&") or own[at].lead not in ("", ","):
            return
        further = opening(own, at + 1)
        if further is None:
            return
        role = further
        yield role


def _closes(own: Sequence[Word], role: Role) -> bool:
    """Return whether a description is set apart behind too, or a verb follows; others may be joined to it."""
    *_, last = (role, *_joined(own, role))
    return _ends(own, last)


def _ends(own: Sequence[Word], role: Role) -> bool:
    at = _behind(own, role)
    return at == len(own) or own[at].stopped or own[at].low in words("verbs", "enders")


def _behind(own: Sequence[Word], role: Role) -> int:
    """Return the index of the first word behind a description."""
    return next((at for at, word in enumerate(own) if word.start >= role.end), len(own))
