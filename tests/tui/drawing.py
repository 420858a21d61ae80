"""A screen as a small SVG: one line of the file for one line of the screen, so that a change of style reads in a diff.

Textual's own export of a screen holds fonts to be fetched and a clip for every line, five times as much as is to be
seen. What is drawn here is the same: cells, colours, bold, underline, reverse.
"""

from collections.abc import Iterable, Iterator
from html import escape

from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from redaction_audit.tui.app import AuditApp

_WIDE, _HIGH = 8.4, 19
"""A cell of the commonest monospaced fonts at 14 pixels."""
_ROOM = 10
_STYLE = (
    "text{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}"
    ".b{font-weight:bold}.u{text-decoration:underline}"
)
_TERMINAL = TerminalTheme((18, 18, 18), (228, 228, 228), [(0, 0, 0)] * 8)


def svg(app: AuditApp, title: str) -> str:
    """Return what is on the screen of an app."""
    lines = [list(strip) for strip in app.screen._compositor.render_strips()]
    ground = _colours(app.screen.rich_style)[1]
    width, height = (round(part) for part in (app.size.width * _WIDE + 2 * _ROOM, len(lines) * _HIGH + 2 * _ROOM))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" rx="6" fill="{ground}"/>',
    )
    return "\n".join((*head, *(_line(y, line, ground) for y, line in enumerate(lines)), "</svg>")) + "\n"


def _line(y: int, line: Iterable[Segment], ground: str) -> str:
    top = _ROOM + y * _HIGH
    grounds, texts = [], []
    for x, text, style in _runs(line, ground):
        left, wide = f"{_ROOM + x * _WIDE:.1f}", f"{len(text) * _WIDE:.1f}"
        ink, behind = _colours(style)
        if behind != ground:
            grounds.append(f'<rect x="{left}" y="{top}" width="{wide}" height="{_HIGH}" fill="{behind}"/>')
        if text.strip():
            look = "".join(letter for letter, on in (("b", style.bold), ("u", style.underline)) if on)
            named = f' class="{" ".join(look)}"' if look else ""
            place = f'x="{left}" y="{top + 14}" textLength="{wide}"'
            texts.append(f'<text {place} fill="{ink}"{named}>{escape(text)}</text>')
    return "".join((*grounds, *texts))


def _runs(line: Iterable[Segment], ground: str) -> Iterator[tuple[int, str, Style]]:
    """Yield column, text and style of runs of one style; blanks at the ends of a run matter on another ground only."""
    x = 0
    for text, style, _ in Segment.simplify(line):
        own = style or Style.null()
        body = text.strip() if _colours(own)[1] == ground else text
        if body:
            yield x + text.index(body), body, own
        x += len(text)


def _colours(style: Style) -> tuple[str, str]:
    """Return ink and ground."""
    ink = style.color.get_truecolor(_TERMINAL) if style.color else _TERMINAL.foreground_color
    ground = style.bgcolor.get_truecolor(_TERMINAL, foreground=False) if style.bgcolor else _TERMINAL.background_color
    pair = ink.hex, ground.hex
    return pair[::-1] if style.reverse else pair
