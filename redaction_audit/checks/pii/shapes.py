"""What tells cheaply whether any datum of a kind can be there at all: the shape of the figures, places of words."""

from collections.abc import Iterable

from redaction_audit.check import View

MOST = 200
"""Findings of one rule in one record; what is more is said, and masked, in one further finding."""


def _sign(sign: str) -> str:
    """Return what stands for an ASCII character in a shape: 0 for digits, x for letters; what divides figures stays."""
    if sign.isdigit():
        return "0"
    if sign == "?":  # what is no ASCII arrives as this, and the dashes among it divide as a hyphen does
        return "-"
    return sign if sign in "-. ()+@\n" else "x"


_SHAPE = "".join(_sign(chr(byte)) for byte in range(128)).encode() + bytes(128)


def shape(view: View) -> bytes:
    """Return the text's shape: one byte a code point (`Call 202-555-0143` is `xxxx 000-000-0000`)."""
    return view.text.encode("ascii", "replace").translate(_SHAPE)


class Shapes:
    """The shapes that a kind of datum has; its exact expression is tried only where one of them stands."""

    def __init__(self, *shapes: bytes) -> None:
        self._whole = shapes
        self._figures = tuple(dict.fromkeys(one.replace(b" ", b"") for one in shapes))

    def occur(self, view: View) -> bool:
        """Return whether one of the shapes stands in the text."""
        figures = view.once(_figures)
        return (figures is None or _any(self._figures, figures)) and _any(self._whole, view.once(shape))


def _any(shapes: tuple[bytes, ...], text: bytes) -> bool:
    for one in shapes:  # noqa: SIM110 - a loop: `any` over a generator takes three times as long
        if one in text:
            return True
    return False


def _figures(view: View) -> bytes | None:
    """Return the shape of a text in ASCII without small letters and white space, a twentieth of it; None for others."""
    return view.page.literals.rare.encode().translate(_SHAPE) if view.text.isascii() else None


def places(view: View, words: Iterable[str]) -> list[int]:
    """Return where any of the words (lower case) stands in the text, whatever its case, in order."""
    return sorted(at for word in words for at in view.page.low_hits(word))
