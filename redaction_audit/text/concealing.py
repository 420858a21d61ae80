"""Takes hidden text out of values that are about to be shown: findings, and records as read."""

import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property
from typing import Any, TypeVar

import msgspec

from redaction_audit.sensitive import MASK, Sensitive

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)

# Fields that name a thing of ours, never text of a record.
_OURS = frozenset({"kind", "pattern", "unit", "confidence", "severity", "section"})
_SHORT = 4


class HiddenWords:
    """What stands in the hidden spans of one record, ready to be found wherever else it stands.

    The words themselves are `Sensitive`: they are read only to build the search, and show as a mask everywhere else.
    """

    def __init__(self, pieces: Iterable[Sensitive]) -> None:
        self._pieces = tuple(pieces)

    def __repr__(self) -> str:
        return f"HiddenWords({len(self._pieces)})"

    @cached_property
    def _search(self) -> re.Pattern[str]:
        parts = []
        for piece in sorted({folded(piece.reveal()) for piece in self._pieces}, key=lambda item: (-len(item), item)):
            exact = r"\s+".join(map(_spelt, piece.split(" ")))
            parts.append(exact if len(piece) >= _SHORT else rf"(?<=[X█*#]){exact}|{exact}(?=[X█*#])")
        return re.compile("|".join(parts), re.IGNORECASE)

    def spans(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of text[start:end] in which a hidden word stands.

        With or without its accents, in any case, and divided by the end of a line as well.
        """
        left = max(start - 1, 0)  # what a short piece must touch
        for match in self._search.finditer(folded(text[left : max(end, 0)]), start - left):
            yield match.start() + left, match.end() + left

    def mask(self, text: str, *, ours: bool = False) -> str:
        """Return `text` with every hidden word masked.

        `ours` says that the words are those of a rule: in small letters they are left alone, or the gap in `in front of
        the mark` would tell that somebody is called Mark.
        """
        pieces: list[str] = []
        done = 0
        for start, end in self.spans(text):
            if ours and text[start:end].islower():
                continue
            pieces += (text[done:start], MASK)
            done = end
        return "".join([*pieces, text[done:]])


_DIVIDED = r"[\u0300-\u036f]{0,3}(?:-?[ \t]{0,9}(?:\r\n?|\n)[ \t]{0,40})?"
"""What may stand between two letters of a word: accents that are signs of their own, and the end of a line."""


def _spelt(word: str) -> str:
    return _DIVIDED.join(map(re.escape, word)) if len(word) >= _SHORT else re.escape(word)


def folded(text: str) -> str:
    """Return a text without the accents of its Latin letters, every offset kept."""
    return text if text.isascii() else text.translate(_bases())


@cache
def _bases() -> dict[int, str]:
    """Return the plain letter of every Latin letter with accents (Unicode blocks Latin-1 to Latin Extended-B)."""
    plain = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)}
    return {code: base for code, base in plain.items() if ord(base) != code}


def hidden_words(text: str, hidden: Iterable[tuple[int, int]]) -> HiddenWords | None:
    """Return what stands in the hidden spans, None when nothing is hidden.

    Pieces of fewer than four letters (an initial, the rest of an overlay) count only where they touch an overtyping
    sign: they are part of too many other words. Longer ones count anywhere, in any case.
    """
    pieces = {" ".join(text[start:end].split()) for start, end in hidden} - {""}
    return HiddenWords(map(Sensitive, pieces)) if pieces else None


def concealed(value: S, names: Collection[str], words: HiddenWords) -> S:
    """Return a struct with every hidden word masked in the named fields; what a rule says stands in `message`."""
    changed = {name: _conceal(getattr(value, name), words) for name in names if name != "message"}
    message = getattr(value, "message", None)
    if message is not None and "message" in names:
        changed["message"] = words.mask(message, ours=True)
    return msgspec.structs.replace(value, **changed)


def conceal(value: T, words: HiddenWords) -> T:
    """Return `value` (text, or a struct, tuple, list or dictionary of it) with every hidden word masked."""
    masked: Any = _conceal(value, words)
    return masked  # type: ignore[no-any-return]  # the shape of what went in is kept


def _conceal(value: Any, words: HiddenWords) -> Any:
    if isinstance(value, str):
        return words.mask(value)
    if isinstance(value, msgspec.Struct):
        names = [field.name for field in msgspec.structs.fields(value) if field.name not in _OURS]
        return concealed(value, names, words)
    if isinstance(value, (tuple, list)):
        return type(value)(_conceal(item, words) for item in value)
    if isinstance(value, dict):
        return {key: _conceal(item, words) for key, item in value.items()}
    return value
