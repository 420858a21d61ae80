"""How output meant for people should look; decided once at the edge, passed to whoever draws."""

from typing import Literal

from redaction_audit.model import Frozen

Role = Literal["error", "warning", "note", "rule", "place", "gutter", "mask", "escape", "hint", "strong", "good", "dim"]

# SGR parameters of the 16 basic colours: they follow the reader's own theme, light or dark.
_SGR: dict[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "rule": "1",
    "place": "36",
    "gutter": "34",
    "mask": "35",
    "escape": "2;35",
    "hint": "2",
    "strong": "1",
    "good": "32",
    "dim": "2",
}


class Style(Frozen, frozen=True):
    """Colour and room of the place that output goes to.

    `width` is in terminal columns; `quiet` 1 leaves out frames, 2 all but the closing line; `verbose` 1 adds evidence,
    basis and fingerprint. `show_notes` prints findings of severity note instead of counting them, `show_set_aside` what
    was set aside. `ascii` keeps every character below U+0080, for streams that encode nothing else. `hashes`: the
    inputs lie where they were read, so that a report may read them again for their digests.
    """

    color: bool = False
    width: int = 100
    quiet: int = 0
    verbose: int = 0
    show_notes: bool = False
    show_set_aside: bool = False
    ascii: bool = False
    hashes: bool = False

    def paint(self, role: Role, text: str) -> str:
        """Return `text` in the colour of `role`, or unchanged without colour or text."""
        return f"\x1b[{_SGR[role]}m{text}\x1b[0m" if self.color and text else text
