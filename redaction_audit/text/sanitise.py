"""Text of a record made fit for a terminal: nothing in it can move the cursor, recolour, reorder or vanish.

Control characters, escape sequences, bidirectional overrides and invisible characters become visible escapes; tabs
become blanks up to the next stop. Every code point keeps its own cell, so that spans can still be
underlined.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from redaction_audit.model import Frozen
from redaction_audit.sensitive import MASK

TAB = 8


class Cell(Frozen, frozen=True):
    """What one code point looks like: `shown` takes `width` columns; `escaped` cells stand for something invisible."""

    shown: str
    width: int
    escaped: bool = False


@cache
def _harmless() -> re.Pattern[str]:
    # Printable ASCII and Latin-1 without the soft hyphen: what nearly all records consist of. And our own mask.
    return re.compile(f"[\x20-\x7e\xa1-\xac\xae-\xff{MASK[0]}]*")


def is_flat(text: str, *, ascii_only: bool = False) -> bool:
    """Return whether every character of `text` is shown as it is, in one column."""
    if text.isascii():
        return text.isprintable()
    return not ascii_only and _harmless().fullmatch(text) is not None


def cells(text: str, *, ascii_only: bool = False) -> list[Cell]:
    """Return one cell a code point; tab stops count from the first column of `text`."""
    found: list[Cell] = []
    column = 0
    for char in text:
        cell = Cell(" " * (TAB - column % TAB), TAB - column % TAB) if char == "\t" else _cell(char, ascii_only)
        if not cell.width and not found:
            cell = Cell("◌" + cell.shown, 1)  # a combining mark without a base would land on the gutter
        found.append(cell)
        column += cell.width
    return found


def plain(text: str, *, ascii_only: bool = False) -> str:
    """Return `text` on one line, safe to print: for messages, paths and record ids."""
    if is_flat(text, ascii_only=ascii_only):
        return text
    return "".join(cell.shown for cell in _plain_cells(text, ascii_only))


def width(text: str) -> int:
    """Return the columns that `plain(text)` takes."""
    if is_flat(text):
        return len(text)
    return sum(cell.width for cell in _plain_cells(text, ascii_only=False))


def _plain_cells(text: str, ascii_only: bool) -> Iterator[Cell]:
    for char in text:
        yield Cell(" ", 1) if char in "\t\n\r" else _cell(char, ascii_only)


@lru_cache(maxsize=4096)
def _cell(char: str, ascii_only: bool) -> Cell:
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return Cell(char, 1)
    if ascii_only and char in MASK:
        return Cell("#", 1)
    category = unicodedata.category(char)
    # Cc, Cf, Cs, Cn and the line and paragraph separators act on the terminal or show nothing at all.
    if category in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"} or (ascii_only and code > 0x7E):
        return _escape(code)
    if category in {"Mn", "Me"}:
        return Cell(char, 0)
    if category == "Zs":
        return Cell("  ", 2) if code == 0x3000 else Cell(" ", 1)
    return Cell(char, 2 if unicodedata.east_asian_width(char) in "WF" else 1)


def _escape(code: int) -> Cell:
    shown = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return Cell(shown, len(shown), escaped=True)
