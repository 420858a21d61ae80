"""How like a damaged word is to the word it may have been, after scanning or a slip of the hand.

Letters that scans take for one another are folded into one shape first; then the optimal string alignment similarity of
the shapes decides, which counts a wrong, a lost, an added and two exchanged letters as one error each.
"""

from collections.abc import Iterable
from functools import lru_cache

from redaction_audit.model import Confidence

ENOUGH = 0.8
"""Similarity of shapes from which one word is taken for the other."""

_SHAPES = str.maketrans("ceg0oqil1|!jt5$8", "ooooooiiiiiiissb")
"""C, E, G, O, Q and 0 are round, I, L, 1, J, T, | and ! are strokes; 5 and $ are S, 8 is B."""


def shape(printed: str) -> str:
    """Return the folded letters of `printed`, without blanks and the marks that scans sprinkle between letters."""
    return "".join(c for c in printed.lower() if c not in " .,:;'`-").translate(_SHAPES)


def nearest(printed: str, names: Iterable[str]) -> tuple[str, float] | None:
    """Return the name that `printed` is most like and how like it is, None where none is alike enough."""
    from rapidfuzz.distance import OSA

    own = shape(printed)
    best, likeness = "", 0.0
    for name in names:
        other = _known(name)
        # what differs so much in length alone cannot be alike enough
        if abs(len(own) - len(other)) <= (1 - ENOUGH) * max(len(own), len(other)):
            alike = OSA.normalized_similarity(own, other)
            if alike > likeness:
                best, likeness = name, alike
    return (best, likeness) if likeness >= ENOUGH else None


@lru_cache(maxsize=64)
def _known(name: str) -> str:
    """Return the shape of one of our own words; what a record prints is not kept."""
    return shape(name)


def is_other_word(printed: str, meant: str) -> bool:
    """Return whether `printed` is an English word of its own, not a form of `meant` that lost or changed letters.

    Words of letters alone are looked up in the tables of English, if these are installed; SECURED and CLASSIFIED are no
    damaged levels.
    """
    from redaction_audit.language.tables import load

    if not (printed.isascii() and printed.isalpha()) or printed.lower() == meant.lower():
        return False
    tables = load()
    return tables is not None and printed.lower() in tables


def sure(likeness: float) -> Confidence:
    """Return how sure a reading is: shapes that are the same, nearly the same, or only alike."""
    return "high" if likeness == 1.0 else "medium" if likeness >= 0.9 else "low"
