"""Takes hidden text out of values that are about to be shown: findings, and records as read."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from redaction_audit.sensitive import MASK

T = TypeVar("T")

# Fields that name a thing of ours, never text of a record.
_OURS = frozenset({"kind", "pattern", "unit", "confidence", "severity", "section"})
_SHORT = 4


def hidden_words(text: str, hidden: Iterable[tuple[int, int]]) -> re.Pattern[str] | None:
    """Return a pattern for what stands in the hidden spans, None when nothing is hidden.

    Pieces of fewer than four letters (an initial, the rest of an overlay) count only where they touch an overtyping
    sign: they are part of too many other words. Longer ones count anywhere, in any case.
    """
    pieces = {" ".join(text[start:end].split()) for start, end in hidden} - {""}
    if not pieces:
        return None
    parts = []
    for piece in sorted(pieces, key=lambda item: (-len(item), item)):
        exact = r"\s+".join(map(re.escape, piece.split(" ")))
        parts.append(exact if len(piece) >= _SHORT else rf"(?<=[X█*#]){exact}|{exact}(?=[X█*#])")
    return re.compile("|".join(parts), re.IGNORECASE)


def conceal(value: T, words: re.Pattern[str]) -> T:
    """Return `value` (text, or a struct, tuple, list or dictionary of it) with every match of `words` masked."""
    concealed: Any = _conceal(value, words)
    return concealed  # type: ignore[no-any-return]  # the shape of what went in is kept


def _conceal(value: Any, words: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return words.sub(MASK, value)
    if isinstance(value, msgspec.Struct):
        names = [field.name for field in msgspec.structs.fields(value) if field.name not in _OURS]
        return msgspec.structs.replace(value, **{name: _conceal(getattr(value, name), words) for name in names})
    if isinstance(value, (tuple, list)):
        return type(value)(_conceal(item, words) for item in value)
    if isinstance(value, dict):
        return {key: _conceal(item, words) for key, item in value.items()}
    return value
