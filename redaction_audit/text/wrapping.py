"""Soft wrap: a text laid out in rows of a given width, and the way from rows to offsets and back.

Rows break at blanks; a word longer than the row is cut. One blank may hang over the right edge. Every row holds at
least one code point of its line, and an empty line is one row. Time is linear in the text, whatever it holds.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from redaction_audit.lines import Lines
from redaction_audit.text.cells import all_narrow, is_even, widths

_STACK = 4  # code points a column may hold on average; beyond it stand only piled-up combining marks


class Wrapping:
    """The rows of `text` at `width` columns.

    `starts[i]` is the offset of the first code point of row i; `lines` holds the offset of the first code point of
    every line. Give an earlier layout of the same text as `like` to spare the search for line breaks.
    """

    def __init__(self, text: str, width: int, *, ascii_only: bool = False, like: "Wrapping | None" = None) -> None:
        self.text = text
        self.width = max(width, 2)  # a wide character needs two columns
        self.lines: array[int] = like.lines if like else array("I", Lines(text).starts)
        self._ascii_only = ascii_only
        same = like if like and like._ascii_only == ascii_only else None
        self._even: Callable[[str], bool] | None = same._even if same else _evenness(text, ascii_only)
        self.starts = array("I", self._rows(ascii_only))

    def __len__(self) -> int:
        return len(self.starts)

    def row(self, offset: int) -> int:
        """Return the 0-based row that holds `offset` (0 <= offset <= len(text))."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def rows(self, start: int, end: int) -> range:
        """Return the rows that a half-open span stands on; an empty span stands on one."""
        return range(self.row(start), self.row(max(end - 1, start)) + 1)

    def span(self, row: int) -> tuple[int, int]:
        """Return start and end of a row, its line break left out."""
        start, end = self.stretch(row)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def stretch(self, row: int) -> tuple[int, int]:
        """Return start and end of a row, its line break kept: the stretches of all rows tile the text."""
        end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        return self.starts[row], end

    def line(self, row: int) -> tuple[int, bool]:
        """Return the 0-based line a row belongs to, and whether it is the line's first row."""
        start = self.starts[row]
        index = bisect_right(self.lines, start) - 1
        return index, self.lines[index] == start

    def edges(self, height: int) -> Sequence[int]:
        """Return the offsets at which to cut the text into at most `height` equal runs of rows, the text's end last.

        A text of fewer rows than `height` is cut row by row, so that a map of it stands beside its rows.
        """
        count = len(self.starts)
        buckets = min(height, count)
        return [*(self.starts[index * count // buckets] for index in range(buckets)), len(self.text)]

    def _rows(self, ascii_only: bool) -> Iterable[int]:
        even = self._even
        if even is None:
            return _even_rows(self.text, self.lines, self.width)
        return self._uneven_rows(even, ascii_only)

    def _uneven_rows(self, even: Callable[[str], bool], ascii_only: bool) -> Iterator[int]:
        text, width = self.text, self.width
        for start, stop in pairwise(chain(self.lines, (len(text),))):
            if even(text[start:stop]):
                yield from _even_rows(text, (start,), width, stop)
            else:
                yield start
                yield from _breaks(text, start, _content(text, start, stop), width, ascii_only)


def _evenness(text: str, ascii_only: bool) -> Callable[[str], bool] | None:
    """Return what tells whether a line has a column a character, None when every line of `text` has."""
    if ascii_only:
        return lambda line: is_even(line.rstrip("\r\n"), ascii_only=True)
    if "\t" not in text:
        return None if text.isascii() or all_narrow(text) else lambda line: is_even(line.rstrip("\r\n"))
    return lambda line: is_even(line.rstrip("\r\n"))


def _content(text: str, start: int, stop: int) -> int:
    """Return the end of a line without its line break."""
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    return stop


def _even_rows(text: str, lines: Iterable[int], width: int, end: int | None = None) -> list[int]:
    """Return where rows begin, lines being one column a character; one loop, as nearly every text is all of these."""
    rows: list[int] = []
    append, rfind = rows.append, text.rfind
    for start, stop in pairwise(chain(lines, (len(text) if end is None else end,))):
        append(start)
        if stop - start <= width:
            continue
        stop = _content(text, start, stop)
        while stop - start > width:
            blank = rfind(" ", start, start + width + 1) + 1
            # An indent that is all there would be of the row is no place to break.
            if not blank or (text[start] == " " and text[start:blank].isspace()):
                blank = start + width
            start = blank
            if start < stop:
                append(start)
    return rows


def _breaks(text: str, start: int, end: int, width: int, ascii_only: bool) -> Iterator[int]:
    """Yield the offset of each further row of a line that begins at `start` and ends, without its break, at `end`."""
    while start < end:
        stop = _fitting(text, start, end, width, ascii_only)
        if stop >= end:
            return
        blank = max(text.rfind(" ", start, stop + 1), text.rfind("\t", start, stop)) + 1
        # An indent that is all there would be of the row is no place to break.
        start = blank if blank > start and not text[start:blank].isspace() else stop
        if start < end:
            yield start


def _fitting(text: str, start: int, end: int, width: int, ascii_only: bool) -> int:
    """Return the offset behind the last code point that fits into a row beginning at `start`; never `start` itself."""
    # One more than fits: what follows may be a combining mark, which belongs to the last letter.
    stop = min(start + width + 1, end)
    ends = widths(text[start:stop], ascii_only=ascii_only)
    if ends[-1] <= width and stop < end:
        stop = min(start + _STACK * width, end)
        ends = widths(text[start:stop], ascii_only=ascii_only)
    return start + max(bisect_right(ends, width), 1)
