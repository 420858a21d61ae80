"""Whether words occur in a text at all: told in one pass for all words, or else ten times faster than by searching.

Most words are answered for by a `Lexicon`. Those that it does not know yet are searched for: small letters and white
space make up nine tenths of a typical record. What is left without them is a few hundred signs; a literal whose own
capitals, figures and points do not stand there cannot stand in the text.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import LOW, NOTHING, PRINTED, Anchor, Hint, Lexicon, Told

_COMMON = b"abcdefghijklmnopqrstuvwxyz \t\r\n"
_ASCII = bytes(range(0x80))
_FOLLOWING = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that follow the first one of a sign beyond ASCII."""
_FLAT = _ASCII + b"?" * 0x80

_KELVIN = "\u212a"
"""The one sign beyond ASCII whose lower case is in ASCII: a `?` where the text in lower case has a k."""

_LEXICON = Lexicon(kept=True)


class Literals:
    """`literal in Literals(text)` equals `literal in text`, and costs next to nothing from some point of a run on."""

    __slots__ = ("_found", "_known", "_lexicon", "_rare", "_text", "_way", "odd")

    def __init__(
        self,
        text: str,
        lexicon: Lexicon = _LEXICON,
        told: Told | None = None,
        way: int = PRINTED,
        odd: bool | None = None,
    ) -> None:
        """`lexicon` knows what texts are asked for `way`; `told` is what it tells of this one, where that is known.

        `odd` says whether the text has signs beyond ASCII that expressions take for something in ASCII.
        """
        self.odd = is_odd(beyond_ascii(coded(text))) if odd is None else odd
        self._text = text
        self._rare: str | None = None
        self._lexicon = lexicon
        self._way = way
        self._known, self._found = lexicon.look(flattened(coded(text)))[way] if told is None else told

    def __contains__(self, literal: str) -> bool:
        if literal in self._known:
            return literal in self._found
        return self._searched(literal)

    def any_of(self, literals: Collection[str]) -> bool:
        """Whether any of the literals occurs."""
        if not self._found.keys().isdisjoint(literals):
            return True
        known = self._known
        return not known.issuperset(literals) and self._any_searched(
            tuple([one for one in literals if one not in known])
        )

    def may_match(self, hint: Hint) -> bool:
        """Whether an expression is worth trying; False where its hint says for sure that it matches nowhere."""
        if hint in self._known:
            return hint in self._found or self.odd
        self._lexicon.note(hint, self._way)
        return hint.rare is None or self.odd or _pattern(hint.rare).search(self.rare) is not None

    def ends(self, anchor: Anchor) -> Sequence[int]:
        """Return the offsets behind all matches of an anchor, ascending."""
        told = self.told(anchor)
        if told is not None:
            return told
        return sorted([found.end() for pattern in anchor.patterns for found in _pattern(pattern).finditer(self._text)])

    def told(self, anchor: Anchor) -> Sequence[int] | None:
        """Return the same as `ends` where that costs nothing, None where the text would have to be searched."""
        if anchor in self._known and not self.odd:
            return self._found.get(anchor, ())
        self._lexicon.note(anchor, self._way)
        return None

    @property
    def rare(self) -> str:
        """The signs of the text but the common ones, those beyond ASCII as `?`; made when something asks."""
        if self._rare is None:
            self._rare = _without(flattened(coded(self._text)))
        return self._rare

    def _searched(self, literal: str) -> bool:
        if len(literal) == 1:
            return literal in self._text
        self._lexicon.note(literal, self._way)
        return self._stands(literal)

    def _any_searched(self, literals: tuple[str, ...]) -> bool:
        for literal in literals:
            self._lexicon.note(literal, self._way)
        small, pattern = _any(literals)
        if pattern is None or pattern.search(self.rare) is None:
            literals = small
        return any(map(self._stands, literals))

    def _stands(self, literal: str) -> bool:
        return _rare(literal) in self.rare and literal in self._text


def both(text: str, low: str, flat: bytes, odd: bool, lexicon: Lexicon = _LEXICON) -> tuple[Literals, Literals]:
    """Return the literals of a text and those of the same in lower case; one pass over it flattened tells them."""
    printed, lowered = lexicon.look(flat)
    if odd and _KELVIN in text:
        lowered = NOTHING
    return Literals(text, lexicon, printed, PRINTED, odd), Literals(low, lexicon, lowered, LOW, odd)


def coded(text: str) -> bytes:
    """Return the text in UTF-8; bytes are changed many times faster than strings."""
    return text.encode("utf-8", "surrogatepass")


def flattened(utf8: bytes) -> bytes:
    """Return a text with a `?` for every sign beyond ASCII, so that every byte stands where its sign does."""
    return utf8 if utf8.isascii() else utf8.translate(_FLAT, _FOLLOWING)


def beyond_ascii(utf8: bytes) -> str:
    """Return the signs of a text that are not ASCII."""
    return "" if utf8.isascii() else utf8.translate(None, _ASCII).decode("utf-8", "surrogatepass")


def is_odd(beyond: str) -> bool:
    """Whether any of these signs is white space, a figure, or a letter that patterns without case read as ASCII."""
    return beyond != "" and _odd().search(beyond) is not None


@cache
def _odd() -> re.Pattern[str]:
    return fixed("[\\s\\d\u0130\u0131\u017f\u212a]")


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return fixed(text)


@cache
def _any(literals: tuple[str, ...]) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """Return the literals of small letters and white space alone, and what finds any of the others among rare signs."""
    small = tuple(literal for literal in literals if not _rare(literal))
    rare = [re.escape(_rare(literal)) for literal in literals if _rare(literal)]
    return small, fixed("|".join(rare)) if rare else None


@cache
def _rare(literal: str) -> str:
    return _without(flattened(coded(literal)))


def _without(flat: bytes) -> str:
    """Return the bytes without the common ones: only whether they are alike matters."""
    return flat.translate(None, _COMMON).decode("ascii")
