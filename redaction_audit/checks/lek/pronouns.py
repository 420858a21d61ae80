"""Of whom pronouns behind a mark speak, and what is said to be theirs."""

from collections.abc import Sequence

from redaction_audit.checks.lek.reading import Word
from redaction_audit.checks.lek.vocabulary import words

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})


def of_one_sex(after: Sequence[Word]) -> list[int]:
    """Return the indexes of the pronouns of one sex among words that speak of nobody but the hidden person."""
    found: list[int] = []
    sex = None
    for at, word in enumerate(after):
        if word.low in _HE or word.low in _SHE:
            this = word.low in _SHE
            if sex is None or sex is this:
                sex = this
                found.append(at)
    return found


def is_rival(read: list[Word], at: int) -> bool:
    """Return whether somebody else comes in here, of whom the pronouns that follow may speak."""
    word = read[at]
    after = read[at + 1] if at + 1 < len(read) else None
    if word.capital:
        if word.low in words("courtesies", "ranks") and word.low not in words("officers"):
            return after is not None and after.capital
        if len(word.text) < 2 or word.text.isupper() or word.low in words("plain", "months", "weekdays", "officers"):
            return False
        if word.owns or (after is not None and not after.stopped and after.low in words("verbs")):
            return True
        place = at > 0 and read[at - 1].low in ("in", "at", "to", "from", "of", "near", "the", "for")
        return (
            not place
            and after is not None
            and after.capital
            and not after.stopped
            and not word.lead.endswith(('"', "“"))
        )
    if at and read[at - 1].low in ("the", "a", "an", "this", "that") and not word.owns:
        return word.low in words("posts", "professions", "memberships") or word.low in ("man", "woman")
    return False


def owned(after: list[Word], pronouns: list[int], *, direct: bool) -> frozenset[str]:
    """Return the things that the hidden person owns: named behind the mark itself or behind `his`, `her`."""
    places = [at + 1 for at in pronouns if after[at].low in ("his", "her")] + ([0] if direct else [])
    found = set()
    for at in places:
        for word in after[at : at + 3]:
            if word.stopped and word is not after[at]:
                break
            if word.low in words("bonds"):
                found.add(word.low)
                break
            if word.low in words("verbs", "enders"):
                break
    return frozenset(found)
