"""Classification levels, administrative words and controls as they are printed.

Plain, letter-spaced or with a letter damaged.
"""

import re
from functools import cache, lru_cache

from redaction_audit.expressions import fixed

NAMES = {
    "TOPSECRET": "TOP SECRET",
    "SECRET": "SECRET",
    "CONFIDENTIAL": "CONFIDENTIAL",
    "UNCLASSIFIED": "UNCLASSIFIED",
    "UNCLAS": "UNCLASSIFIED",
    "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE",
    "OFFICIALUSEONLY": "OFFICIAL USE ONLY",
    "FOROFFICIALUSEONLY": "FOR OFFICIAL USE ONLY",
    "SENSITIVEBUTUNCLASSIFIED": "SENSITIVE BUT UNCLASSIFIED",
    "RESTRICTED": "RESTRICTED",
}
"""Letters of a printed level without blanks, and the level: UNCLAS is the telegram's UNCLASSIFIED (5 FAH-2)."""

_LOOK_ALIKES = str.maketrans("01l|!5$8", "OIIIISSB")
_OTHER_WORDS = frozenset(
    {"CLASSIFIED", "SECURED", "SECRETE", "SECRETS", "SECRETED", "SECTOR", "UNRESTRICTED", "DECLASSIFIED"}
)


def _spaced(words: str) -> str:
    """Return the pattern of `words`, plain or with a blank between letters (`S E C R E T`, `T O P  S E C R E T`)."""
    return r" {0,3}".join(r" ?".join(word) for word in words.split())


LEVEL = "|".join(
    _spaced(words)
    for words in (
        "TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "UNCLAS", "LIMITED OFFICIAL USE",
        "FOR OFFICIAL USE ONLY", "OFFICIAL USE ONLY", "SENSITIVE BUT UNCLASSIFIED", "RESTRICTED",
    )
)  # fmt: skip
"""Pattern source of every level and administrative word, upper case."""

CONTROL = (
    r"NOFORN|NF|ORCON|OC|PROPIN|WNINTEL|NOCONTRACT|REL TO [A-Z]{2,4}(?:, ?[A-Z]{2,4}){0,12}|E ?F ?T ?O"
    r"|FOR OFFICIAL USE ONLY"
    r"|FOUO|SBU|SENSITIVE|NODIS|EXDIS|LIMDIS|STADIS|SIPDIS|CRYPTO|SPECAT|FRD|RD|SCI|SI|TK|HCS|NATO|EYES ONLY|NOTAL"
)
"""Pattern source of the controls and captions that may stand beside a level."""

CONTROLS = rf"(?:[ ]{{0,3}}(?://?|-|;|,)?[ ]{{0,3}}\b(?:{CONTROL})\b){{1,6}}"
"""Pattern source of a run of controls behind a level."""


@lru_cache(maxsize=256)  # printed levels and controls are few
def level(printed: str) -> str | None:
    """Return the level that `printed` names exactly (blanks apart), or None."""
    return NAMES.get("".join(printed.split()).upper())


@lru_cache(maxsize=256)
def controls(printed: str) -> tuple[str, ...]:
    """Return the controls in `printed`, upper case, in order, `E F T O` closed up."""
    found = (m.group() for m in _control().finditer(printed.upper()))
    return tuple("EFTO" if word.replace(" ", "") == "EFTO" else word for word in found)


@cache
def _control() -> re.Pattern[str]:
    return fixed(rf"\b(?:{CONTROL})\b")


def likely(printed: str) -> str | None:
    """Return the level that `printed` names although letters are damaged, or None.

    Look-alikes are folded (0/O, 1/l/I, 5/S, 8/B), then the optimal string alignment similarity must reach 0.8; another
    English word (SECURED, CLASSIFIED) is no damaged level.
    """
    letters = "".join(printed.translate(_LOOK_ALIKES).split()).upper()
    if letters in NAMES:
        return NAMES[letters]
    if not 5 <= len(letters) <= 26 or letters in _OTHER_WORDS or not letters.isalpha():
        return None
    from rapidfuzz.distance import OSA

    best = max(NAMES, key=lambda name: OSA.normalized_similarity(letters, name))
    return NAMES[best] if OSA.normalized_similarity(letters, best) >= 0.8 else None
