"""The four themes, and the filter that takes every colour away. Nothing is said by colour alone.

Colours are those of Okabe and Ito ("Color Universal Design", 2008), which stay apart for colour-blind eyes; on white
they are darkened to a contrast of 4.5:1 and more (WCAG 2.1, 1.4.3).
"""

import sys
from dataclasses import replace

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT, MONO, CONTRAST = "ra-dark", "ra-light", "ra-mono", "ra-contrast"

REVERSED = {"cursor-style": "bold reverse", "view-style": "reverse"}
"""For themes without a colour to spare: the row at hand and what the map shows are reversed."""
DEFAULTS = {
    "cursor": "ansi_default", "cursor-style": "bold", "view": "ansi_default", "view-style": "none",
    "quiet": "ansi_default",
}  # fmt: skip
"""Variables of our own style sheets, for themes that do not set them."""

_DARK = Theme(
    name=DARK,
    primary="#56B4E9",
    secondary="#56B4E9",
    warning="#F0E442",
    error="#E8702A",
    success="#2FB58A",
    accent="#E69F00",
    foreground="#E4E4E4",
    background="#121212",
    surface="#1C1C1C",
    panel="#262626",
    dark=True,
    variables={
        "border": "#4A4A4A",
        "border-blurred": "#3A3A3A",
        "scrollbar": "#5A5A5A",
        "scrollbar-background": "#1C1C1C",
        "footer-key-foreground": "#56B4E9",
        "cursor": "#2A2A2A",
        "view": "#3A3A3A",
        "quiet": "#8A8A8A",
    },
)
_LIGHT = Theme(
    name=LIGHT,
    primary="#00578A",
    secondary="#00578A",
    warning="#7A5A00",
    error="#9C3A00",
    success="#00644A",
    accent="#7A4A00",
    foreground="#121212",
    background="#FFFFFF",
    surface="#F4F4F4",
    panel="#EAEAEA",
    dark=False,
    variables={
        "border": "#9A9A9A",
        "border-blurred": "#B8B8B8",
        "scrollbar": "#8A8A8A",
        "scrollbar-background": "#F4F4F4",
        "footer-key-foreground": "#00578A",
        "cursor": "#E2E8EE",
        "view": "#D6D6D6",
        "quiet": "#6A6A6A",
    },
)
_CONTRAST = Theme(
    name=CONTRAST,
    primary="#7FDBFF",
    secondary="#7FDBFF",
    warning="#FFF200",
    error="#FF9E64",
    success="#7CFFCB",
    accent="#FFD166",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "border": "#FFFFFF",
        "border-blurred": "#FFFFFF",
        "scrollbar": "#FFFFFF",
        "scrollbar-background": "#000000",
        "footer-key-foreground": "#FFF200",
        "cursor": "#000000",
        "view": "#000000",
        "quiet": "#FFFFFF",
        **REVERSED,
    },
)


_MONO = Theme(
    name=MONO,
    primary="ansi_default",
    secondary="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    ansi=True,
)


def _mono() -> Theme:
    """Return a theme in which every colour is the terminal's own."""
    base = BUILTIN_THEMES["ansi-dark"]  # names the variables that Textual's own style sheets need of such a theme
    named = replace(_MONO, variables=base.variables).to_color_system().generate()
    coloured = (name for name, value in named.items() if value.startswith("ansi_"))
    return replace(_MONO, variables={**dict.fromkeys(coloured, "ansi_default"), **REVERSED})


def themes() -> tuple[Theme, ...]:
    """Return all themes, in the order in which they are gone through."""
    return _DARK, _LIGHT, _mono(), _CONTRAST


class NoColours(LineFilter):
    """Leaves bold, underline and reverse; dim and italic go too, for terminals that draw them in a colour."""

    _PLAIN = Style(color=RichColor.default(), bgcolor=RichColor.default(), dim=False, italic=False)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without colours."""
        del background
        plain = self._PLAIN
        return [Segment(text, plain if style is None else style + plain, control) for text, style, control in segments]


def ascii_only(encoding: str | None, term: str) -> bool:
    """Return whether a terminal has to do with ASCII: the Linux console, or an encoding other than UTF-8."""
    name = (encoding or "ascii").lower().replace("-", "").replace("_", "")
    return term == "linux" or not name.startswith("utf8")


def of_terminal(term: str) -> bool:
    """Return whether this terminal needs ASCII, by the encoding of the stream the screen is drawn on."""
    return ascii_only(getattr(sys.__stderr__, "encoding", None), term)
