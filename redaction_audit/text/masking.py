"""Masks over spans of a text, and where the rest of the text comes to stand.

A mask is as long for one character as for a page: its length tells nothing.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from redaction_audit.sensitive import MASK

_STACKED = 64  # combining marks that may belong to one letter; no script needs as many
Spans = tuple[tuple[int, int], ...]


def merged(hidden: Iterable[tuple[int, int]], text: str) -> Spans:
    """Return the hidden spans in order, clipped to `text`, overlapping and touching ones as one, empty ones dropped.

    A span that ends before a combining mark takes the mark along: it belongs to the printed letter.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, len(text))) for start, end in hidden):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            start, before = found.pop()
            end = max(end, before)
        stop = min(end + _STACKED, len(text))
        while end < stop and unicodedata.combining(text[end]):
            end += 1
        found.append((start, end))
    return tuple(found)


class Masked:
    """The stretch `start`..`end` of a text with masks over its hidden spans.

    `text` is what may be shown; `column` says where an offset of the original text stands in it. `hidden` must come
    from `merged`.
    """

    def __init__(self, original: str, start: int, end: int, hidden: Spans) -> None:
        self._start = start
        # Anchors: from offset `at` on, columns run from `column`; inside a mask they stand still.
        self._at, self._column, self._runs = [start], [0], [True]
        pieces: list[str] = []
        length, done = 0, start
        for from_, to in within(hidden, start, end):
            pieces += (original[done:from_], MASK)
            length += from_ - done
            self._anchor(from_, length, runs=False)
            length += len(MASK)
            self._anchor(to, length, runs=True)
            done = to
        pieces.append(original[done:end])
        self.text = "".join(pieces)

    def _anchor(self, at: int, column: int, *, runs: bool) -> None:
        self._at.append(at)
        self._column.append(column)
        self._runs.append(runs)

    def column(self, offset: int) -> int:
        """Return the 0-based column of `offset`; offsets inside a mask give the mask's first column."""
        index = bisect_right(self._at, offset) - 1
        column = self._column[index] + (offset - self._at[index] if self._runs[index] else 0)
        return min(column, len(self.text))

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open columns of a span; a mask it touches is covered whole, an empty span stays empty."""
        if end <= start:
            return self.column(start), self.column(start)
        index = bisect_right(self._at, end - 1) - 1
        inside = not self._runs[index]
        return self.column(start), self._column[index] + len(MASK) if inside else self.column(end - 1) + 1


def within(hidden: Spans, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the parts of the hidden spans that lie between two offsets; `hidden` must come from `merged`."""
    first = max(bisect_right(hidden, (start, start)) - 1, 0)
    found = []
    for index in range(first, len(hidden)):
        from_, to = hidden[index]
        if from_ >= end:
            break
        if to > start:
            found.append((max(from_, start), min(to, end)))
    return found
