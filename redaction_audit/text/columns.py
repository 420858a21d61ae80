"""Text and figures fitted into columns of a terminal: cells of a table, bars, sparklines, exactly as wide as asked."""

from collections.abc import Sequence

from redaction_audit.text.layout import Row
from redaction_audit.text.sanitise import is_flat, plain

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_STEPS = "▁▂▃▄▅▆▇█"
_STEPS_ASCII = "_.-=+*%#"
_TRACK, _TRACK_ASCII = "░", "."


def fit(text: str, width: int, *, ascii_only: bool = False, right: bool = False) -> str:
    """Return `text`, safe to print, in exactly `width` columns: cut with an ellipsis or filled with blanks.

    `right` aligns to the right: for numbers.
    """
    if width <= 0:
        return ""
    if not is_flat(text, ascii_only=ascii_only):
        row = _cells(text, ascii_only)
        if row.edges[-1] > width:
            first, last = row.within(0, width - 1)
            text, wide = _shown(row, first, last) + ("~" if ascii_only else "…"), row.edges[last] + 1
        else:
            text, wide = _shown(row, 0, len(row.text)), row.edges[-1]
        blanks = " " * (width - wide)
        return blanks + text if right else text + blanks
    if len(text) > width:
        return text[: width - 1] + ("~" if ascii_only else "…")
    return text.rjust(width) if right else text.ljust(width)


def tail(text: str, width: int, *, ascii_only: bool = False) -> str:
    """Return `text` like `fit`, but cut at its beginning: for paths, whose end says most."""
    row = _cells(text, ascii_only)
    total = row.edges[-1]
    if total <= width:
        return _shown(row, 0, len(row.text)) + " " * (width - total)
    if width <= 0:
        return ""
    first, last = row.within(total - width + 1, total)
    return ("~" if ascii_only else "…") + _shown(row, first, last) + " " * (width - 1 - (total - row.edges[first]))


def _cells(text: str, ascii_only: bool) -> Row:
    """Return text as cells: what `plain` writes is safe, its widths may still be uneven."""
    return Row(plain(text, ascii_only=ascii_only))


def _shown(row: Row, first: int, last: int) -> str:
    return "".join(piece for _, piece in row.runs(first, last))


def bar(value: float, most: float, width: int, *, ascii_only: bool = False, track: bool = False) -> str:
    """Return a bar of `width` columns, filled as far as `value` is of `most`, in eighths of a column.

    What is more than nothing shows, what is less than all leaves room: an eighth (in ASCII a whole column) at least.
    `track` draws the rest too.
    """
    share = min(max(value / most, 0.0), 1.0) if most > 0 else 0.0
    parts = 1 if ascii_only else 8
    filled = round(share * width * parts)
    if share > 0 and width > 0:
        filled = max(filled, 1)
    if share < 1 and width > 1:
        filled = min(filled, width * parts - 1)
    whole, rest = divmod(filled, parts)
    drawn = ("#" if ascii_only else _EIGHTHS[-1]) * whole + (_EIGHTHS[rest] if rest else "")
    empty = (_TRACK_ASCII if ascii_only else _TRACK) if track else " "
    return drawn + empty * (width - len(drawn))


def spark(values: Sequence[float], *, ascii_only: bool = False) -> str:
    """Return one sign a value, as high as the value is of the greatest; nothing is a blank."""
    steps = _STEPS_ASCII if ascii_only else _STEPS
    most = max(values, default=0)
    if most <= 0:
        return " " * len(values)
    return "".join(steps[min(int(value / most * len(steps)), len(steps) - 1)] if value > 0 else " " for value in values)


def percent(value: int, of: int) -> str:
    """Return a share in whole per cent that never says 0 of something or 100 of less than all; `-` of nothing."""
    if not of:
        return "-"
    share = round(100 * value / of)
    if 0 < value < of:
        share = min(max(share, 1), 99)
    return f"{share}%"
