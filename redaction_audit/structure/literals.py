"""Whether words occur in a text at all: told in one pass for all words, or else ten times faster than by searching.

Most words are answered for by a `Lexicon`. Those that it does not know yet are searched for: small letters and white
space make up nine tenths of a typical record. What is left without them is a few hundred signs; a literal whose own
capitals, figures and points do not stand there cannot stand in the text.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.structure.lexicon import Anchor, Hint, Lexicon

_COMMON = b"abcdefghijklmnopqrstuvwxyz \t\r\n"

_PRINTED = Lexicon()


class Literals:
    """`literal in Literals(text)` equals `literal in text`, and costs next to nothing from some point of a run on."""

    __slots__ = ("_found", "_known", "_lexicon", "_rare", "_text")

    def __init__(self, text: str, raw: bytes | None = None, lexicon: Lexicon = _PRINTED) -> None:
        """`raw` is the text in UTF-8, where the caller has it; `lexicon` knows what such texts are asked for."""
        self._text = text
        self._rare: str | None = None
        self._lexicon = lexicon
        self._known, self._found = lexicon.look(_encoded(text) if raw is None else raw)

    def __contains__(self, literal: str) -> bool:
        if literal in self._known:
            return literal in self._found
        return self._searched(literal)

    def any_of(self, literals: Collection[str]) -> bool:
        """Whether any of the literals occurs."""
        if not self._found.keys().isdisjoint(literals):
            return True
        known = self._known
        return not known.issuperset(literals) and any(self._searched(one) for one in literals if one not in known)

    def may_match(self, hint: Hint) -> bool:
        """Whether an expression is worth trying; False where its hint says for sure that it matches nowhere."""
        if hint in self._known:
            return hint in self._found or not self._text.isascii()
        self._lexicon.note(hint)
        return True

    def ends(self, anchor: Anchor) -> Sequence[int]:
        """Return the offsets behind all matches of an anchor, ascending."""
        if anchor in self._known and self._text.isascii():
            return self._found.get(anchor, ())
        self._lexicon.note(anchor)
        return [found.end() for found in _pattern(anchor).finditer(self._text)]

    @property
    def rare(self) -> str:
        """The signs of the text but the common ones, by bytes; made when something asks."""
        if self._rare is None:
            self._rare = _without(_encoded(self._text))
        return self._rare

    def _searched(self, literal: str) -> bool:
        self._lexicon.note(literal)
        return _rare(literal) in self.rare and literal in self._text


@cache
def _pattern(anchor: Anchor) -> re.Pattern[str]:
    return fixed(anchor.expression)


@cache
def _rare(literal: str) -> str:
    return _without(_encoded(literal))


def _without(raw: bytes) -> str:
    """Return the bytes without the common ones, one sign a byte: only whether they are alike matters."""
    return raw.translate(None, _COMMON).decode("latin-1")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
