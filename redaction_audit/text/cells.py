r"""One display string for every code point of a record, for a pane in which offsets and columns must stay in step.

Unlike `sanitise`, which spells a control character out (`\x1b`), a code point here keeps its one cell wherever it can:
C0 controls and DEL are control pictures (`^[` in ASCII), C1 controls `␦` (`~[` in ASCII), and what acts on the terminal
or shows nothing (bidirectional controls, zero-width characters, tags, line separators) is `·`. Hidden text is masked
cell for cell, so that revealing it moves nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from redaction_audit.sensitive import MASK

TAB = 8
MASK_CELL, MASK_CELL_ASCII = MASK[0], "#"
_DOT, _DOT_ASCII = "·", "."
_C1, _DEL = "␦", "␡"

# Characters that terminals and their libraries do not agree to give one width: emoji modifiers, Hangul fillers and tone
# marks, and symbols that became wide with Unicode 16. A dot keeps the columns; the rest of the row stays where it is.
_UNSTEADY = (
    (0x115F, 0x1160), (0x2630, 0x2637), (0x268A, 0x268F), (0x302E, 0x302F), (0x3164, 0x3164), (0x4DC0, 0x4DFF),
    (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0x16FF0, 0x16FF1), (0x1D300, 0x1D356), (0x1D360, 0x1D376), (0x1F3FB, 0x1F3FF),
    (0xE0100, 0xE01EF),
)  # fmt: skip
# Medial vowels and finals of Hangul: drawn into the cell of the letter before.
_JOINING = ((0x1160, 0x11FF), (0xD7B0, 0xD7FB))
# Typographic signs that a typewriter had a key for.
_TYPED = {
    "\u2018": "'", "\u2019": "'", "\u201a": ",", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2010": "-",
    "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2022": "*", "\u2032": "'",
    "\u2033": '"', "\u2212": "-", "\u2044": "/", "\u00d7": "x", "\u2588": "#", "\u25a0": "#", "\u2592": "#",
}  # fmt: skip


class Row(NamedTuple):
    """A stretch of text as cells.

    `cells[i]` is what the i-th code point shows ("" for line breaks), `edges[i]` the 0-based column where it begins and
    `edges[-1]` the width. `masked` and `standins` are half-open spans of code points, counted from the beginning of the
    stretch: what is masked, and what is shown as something else than printed.
    """

    cells: Sequence[str]
    edges: Sequence[int]
    masked: Sequence[tuple[int, int]] = ()
    standins: Sequence[tuple[int, int]] = ()

    @property
    def shown(self) -> str:
        """The whole row as printed."""
        return "".join(self.cells)


def row(text: str, start: int, end: int, hidden: Iterable[tuple[int, int]] = (), *, ascii_only: bool = False) -> Row:
    """Return text[start:end] as cells; tab stops count from `start`.

    `hidden` are half-open spans of offsets, in order, as `masking.within` gives them; they may stick out.
    """
    stretch = text[start:end]
    if is_even(stretch, ascii_only=ascii_only, exact=True):
        cells: Sequence[str] = stretch
        edges: Sequence[int] = range(len(stretch) + 1)
        standins: list[tuple[int, int]] = []
    else:
        cells, edges, standins = _uneven(stretch, ascii_only)
    masked = [(max(from_, start) - start, min(to, end) - start) for from_, to in hidden if from_ < end and to > start]
    if masked:
        mask = MASK_CELL_ASCII if ascii_only else MASK_CELL
        cells = list(cells)
        for from_, to in masked:
            for index in range(from_, to):
                cells[index] = mask * (edges[index + 1] - edges[index])
    return Row(cells, edges, masked, standins)


def widths(stretch: str, *, ascii_only: bool = False) -> Sequence[int]:
    """Return the column in which each code point of a row ends, the row beginning with `stretch`."""
    if is_even(stretch, ascii_only=ascii_only):
        return range(1, len(stretch) + 1)
    return _uneven(stretch, ascii_only)[1][1:]


def is_even(stretch: str, *, ascii_only: bool = False, exact: bool = False) -> bool:
    """Return whether every code point takes one column and, with `exact`, shows as itself."""
    if stretch.isascii() and stretch.isprintable():
        return True
    if ascii_only:
        return False
    return (_printed() if exact else _narrow()).fullmatch(stretch) is not None


def all_narrow(text: str) -> bool:
    """Return whether every character of a text without tabs takes one column, line breaks aside; one quick pass."""
    # ASCII is narrow: only what is left without it, mostly a few quotation marks, needs to be looked at.
    rest = text.encode("utf-8", "surrogatepass").translate(None, bytes(range(0x80)))
    return _narrow().fullmatch(rest.decode("utf-8", "surrogatepass")) is not None


@cache
def _printed() -> re.Pattern[str]:
    # Latin, Greek, Cyrillic, the usual punctuation, block elements. Plain ranges: tens of nanoseconds a row.
    return re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0482\u2010-\u2027\u2030-\u205e\u2500-\u25fc]*")


@cache
def _narrow() -> re.Pattern[str]:
    # All of these, and controls, which have one cell too. No tab, no line break.
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\u02ff\u0400-\u0482\u2000-\u2027\u202a-\u205e\u2500-\u25fc\ufeff]*")


def _uneven(stretch: str, ascii_only: bool) -> tuple[list[str], list[int], list[tuple[int, int]]]:
    cells: list[str] = []
    wide: list[int] = []
    standins: list[tuple[int, int]] = []
    column = 0
    for index, char in enumerate(stretch):
        if char == "\t":
            step = TAB - column % TAB
            shown, standin = " " * step, False
        else:
            shown, step, standin = _cell(char, ascii_only)
            if not step and not column and shown:
                shown, step = f"◌{shown}", 1  # a combining mark without a base would land on the margin
        if standin:
            standins.append((index, index + 1))
        cells.append(shown)
        wide.append(step)
        column += step
    return cells, list(accumulate(wide, initial=0)), standins


@lru_cache(maxsize=4096)
def _cell(char: str, ascii_only: bool) -> tuple[str, int, bool]:
    """Return what a code point shows, its columns, and whether that is a stand-in; tabs are the caller's."""
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char, 1, False
    if char in "\r\n":
        return "", 0, False
    if code < 0xA0:
        return (_caret(code), 2, True) if ascii_only else (_picture(code), 1, True)
    category = unicodedata.category(char)
    if category in {"Cf", "Cs", "Cn", "Zl", "Zp"} or _among(code, _UNSTEADY):
        return (_DOT_ASCII if ascii_only else _DOT), 1, True
    if category in {"Mn", "Me", "Mc"} or _among(code, _JOINING):
        return ("", 0, True) if ascii_only else (char, 0, False)
    width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
    if category == "Zs":
        return " " * width, width, False
    if not ascii_only:
        return char, width, False
    return _typed(char) * width, width, True


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return _DEL if code == 0x7F else _C1


def _caret(code: int) -> str:
    return f"^{chr(code ^ 0x40)}" if code < 0x80 else f"~{chr(code - 0x40)}"


def _typed(char: str) -> str:
    """Return the ASCII sign nearest to a character, `?` for one that has none."""
    near = _TYPED.get(char) or unicodedata.normalize("NFKD", char)[0]
    return near if near.isascii() and near.isprintable() else "?"


def _among(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)
