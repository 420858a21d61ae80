"""Classification levels, administrative words and controls as they are printed.

Plain, letter-spaced or with a letter damaged.
"""

import re
from functools import cache, lru_cache

from redaction_audit.expressions import fixed
from redaction_audit.structure.likeness import is_other_word, nearest

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
    "CUI": "CUI",
    "CONTROLLEDUNCLASSIFIEDINFORMATION": "CUI",
}
"""Letters of a printed level without blanks, and the level: UNCLAS is the telegram's UNCLASSIFIED (5 FAH-2)."""
_STROKES = ("|", "!", "$")
"""Signs that a scan makes of a level's first letter; a quotation mark or a dash begins something else."""
_SHORTEST, _LONGEST = 5, 28
"""Letters of a damaged level: one less than SECRET and UNCLAS, some more than SENSITIVEBUTUNCLASSIFIED."""


def _spaced(words: str) -> str:
    """Return the pattern of `words`, plain or with a blank between letters (`S E C R E T`, `T O P  S E C R E T`)."""
    return r" {0,3}".join(r" ?".join(word) for word in words.split())


LEVEL = "|".join(
    _spaced(words)
    for words in (
        "TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "UNCLAS", "LIMITED OFFICIAL USE",
        "FOR OFFICIAL USE ONLY", "OFFICIAL USE ONLY", "SENSITIVE BUT UNCLASSIFIED", "RESTRICTED", "CUI",
        "CONTROLLED UNCLASSIFIED INFORMATION",
    )
)  # fmt: skip
"""Pattern source of every level and administrative word, upper case."""

SHORT = {
    "FORMERLY RESTRICTED DATA": "FRD",
    "RESTRICTED DATA": "RD",
    "TRANSCLASSIFIED FOREIGN NUCLEAR INFORMATION": "TFNI",
    "NOT RELEASABLE TO FOREIGN NATIONALS": "NOFORN",
    "SENSITIVE BUT UNCLASSIFIED": "SBU",
    "LIMITED OFFICIAL USE": "LOU",
    "CONTROLLED UNCLASSIFIED INFORMATION": "CUI",
}
"""Controls that are spelt out beside a level, and their short form, which their value has."""

DUE = r"MR|X[1-8I](?:,X?[1-8]){0,7}|25X1-(?:HUMAN|HUM)|50X(?:1-HUM|2-WMD)|(?:19|20)\d{6}"
"""Pattern source of the declassification instructions that ended a classification line; a scan makes XI of X1."""

CONTROL = (
    r"NOFORN|NF|ORCON|OC|PROPIN|WNINTEL|NOCONTRACT|REL TO [A-Z]{2,4}(?:, ?[A-Z]{2,4}){0,12}|E ?F ?T ?O"
    rf"|FOR OFFICIAL USE ONLY|SECURITY INFORMATION|{'|'.join(SHORT)}"
    r"|FOUO|SBU|SENSITIVE|NODIS|EXDIS|LIMDIS|STADIS|SIPDIS|CRYPTO|SPECAT|FRD|RD|TFNI|CNWDI|FGI(?: [A-Z]{3}){0,6}"
    r"|OFFICIAL[ \-]INFORMAL|UMBRA|SPOKE|MORAY|GAMMA|ZARF|RUFF|CODE ?WORD"
    r"|SCI|(?:SI|HCS)(?:-[A-Z]{1,8})?|COMINT|TALENT KEYHOLE|TK|RELIDO|RSEN|IMCON|FISA|NATO|EYES ONLY|NOTAL|LOU|CUI"
    r"|X?GDS(?:\)? ?[(\-]{0,2} ?[1-9](?:(?: ?[,&] ?| AND )[1-9]){0,3})?"
    r"|NO FOREIGN DISSEM|NO DISSEM ABROAD|CONTROLLED DISSEM|CONTINUED CONTROL|BACKGROUND USE ONLY"
    r"|U\.?S\.? OFFICIALS ONLY|MODIFIED HANDLING AUTHORIZED"
    rf"|SP-[A-Z]{{2,8}}|(?<=//|/ )(?:{DUE}|(?:25|50)X[1-9])"
)
"""Pattern source of the controls and captions that may stand beside a level.

NO FOREIGN DISSEM and the five behind it stood on reports of the Central Intelligence Agency until about 1975, MODIFIED
HANDLING AUTHORIZED beside CONFIDENTIAL after RESTRICTED had ended in 1953.
UMBRA, SPOKE and MORAY were the code words of signals intelligence until 1999, GAMMA, ZARF and RUFF stood beside them;
OFFICIAL INFORMAL is the channel of a telegram between offices. Until 2008 the declassification
instruction stood there as well, behind a double slash (`SECRET//NOFORN//X1`), and under E.O. 11652 the mark of its
schedule (`SECRET/GDS`, `TOP SECRET/SENSITIVE/XGDS (3)`).
"""

CONTROLS = rf"(?:[ ]{{0,3}}(?://?|--?|;|,)?[ ]{{0,3}}\(?\b(?:{CONTROL})\b\)?){{1,6}}"
"""Pattern source of a run of controls behind a level."""


@lru_cache(maxsize=256)  # printed levels and controls are few
def level(printed: str) -> str | None:
    """Return the level that `printed` names exactly (blanks apart), or None."""
    return NAMES.get("".join(printed.split()).upper())


@lru_cache(maxsize=256)
def controls(printed: str) -> tuple[str, ...]:
    """Return the controls in `printed`, upper case, in order, in their short form, `E F T O` closed up."""
    return tuple(_named(found.group()) for found in _control().finditer(printed.upper()))


def _named(word: str) -> str:
    """Return a printed control in the form that its value has; a schedule's numbers stand behind a hyphen."""
    if word.startswith(("GDS", "XGDS")):
        name, numbers = word[: word.index("S") + 1], ",".join(digit for digit in word if digit.isdigit())
        return f"{name}-{numbers}" if numbers else name
    return "EFTO" if word.replace(" ", "") == "EFTO" else SHORT.get(word, word)


def alone(printed: str) -> tuple[str, ...]:
    """Return the controls of a line that holds nothing else (`NOFORN`, `//ORCON - NOFORN//`), none of another line."""
    bare = printed.strip(" \t/-")
    return controls(bare) if _alone().fullmatch(bare) else ()


@cache
def _alone() -> re.Pattern[str]:
    return fixed(CONTROLS)


@cache
def _control() -> re.Pattern[str]:
    return fixed(rf"\b(?:{CONTROL})\b")


def likeness(printed: str) -> tuple[str, float] | None:
    """Return the level that `printed` names although letters are damaged, and how like it is; None for no level.

    Blanks apart. Another English word in the place of the first (SECURED, CLASSIFIED ADS) is no damaged level.
    """
    letters = "".join(printed.split())
    if not (letters[:1].isalnum() or letters[:1] in _STROKES):
        return None
    if not _SHORTEST <= len(letters) <= _LONGEST or sum(c.isdigit() for c in letters) > len(letters) // 2:
        return None
    found = nearest(letters, NAMES)
    if found is None:
        return None
    name = found[0]
    first = printed.split(None, 1)[0]
    other = is_other_word(letters, name) or (first != letters and len(first) > 1 and _begins_otherwise(first, name))
    return None if other else (NAMES[name], found[1])


def misread(printed: str) -> tuple[str, float] | None:
    """Return what `likeness` says of a classification line with its controls, None for a level that is whole."""
    if level(printed):
        return None
    bare = _behind().split(printed, maxsplit=1)[0]
    return None if level(bare) else likeness(bare)


@cache
def _behind() -> re.Pattern[str]:
    """Match the controls at the end of a classification line."""
    return fixed(rf"{CONTROLS}\Z")


def _begins_otherwise(first: str, name: str) -> bool:
    """Return whether the first of several words is an English word that the level does not begin with."""
    return is_other_word(first, name) and not name.startswith(first.upper())
