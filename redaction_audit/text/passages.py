"""What a record says around all of its findings: lines once, masked, with the findings that stand on them.

Where `frames` draws every finding by itself, a passage is the page as a reader sees it, its silent parts left out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from redaction_audit.lines import Lines
from redaction_audit.text.frames import LEFT, RIGHT, flagged_lines
from redaction_audit.text.veil import Veil

_LONG = 600  # code points up to which a line is shown whole
_WINDOWS = 8  # places shown of a longer one


class Piece(NamedTuple):
    """Some of a line, masked; `findings` are the indexes of the spans over it. A `cut` stands for what is left out."""

    text: str
    findings: tuple[int, ...] = ()
    cut: bool = False


class PassageLine(NamedTuple):
    """One line: its 1-based number, its pieces, and the indexes of the spans that begin on it."""

    number: int
    pieces: tuple[Piece, ...]
    begins: tuple[int, ...]


def passage(
    text: str, spans: Sequence[tuple[int, int]], hidden: Sequence[tuple[int, int]], context: int = 2
) -> list[PassageLine]:
    """Return the lines on which the spans stand, with up to `context` lines around them, in order of the page.

    `hidden` are the spans that any finding of the record says should not be visible; neither they nor the same words
    elsewhere are shown. Of a span over many lines the first three and the last are shown, of a long line the places of
    the spans. Blank lines at the rim of a stretch are left out.
    """
    return list(_Passage(text, spans, hidden).lines(context))


class _Passage:
    def __init__(self, text: str, spans: Sequence[tuple[int, int]], hidden: Sequence[tuple[int, int]]) -> None:
        self._lines = Lines(text)
        self._veil = Veil(text, hidden)
        size = len(text)
        self._spans = [(min(max(start, 0), size), min(max(end, start, 0), size)) for start, end in spans]

    def lines(self, context: int) -> Iterator[PassageLine]:
        standing: dict[int, list[int]] = {}
        begins: dict[int, list[int]] = {}
        for index, (start, end) in enumerate(self._spans):
            first, last = self._lines.index(start), self._lines.index(max(end - 1, start))
            begins.setdefault(first, []).append(index)
            for number in flagged_lines(first, last):
                standing.setdefault(number, []).append(index)
        for number in self._shown(standing, context):
            pieces = tuple(self._pieces(number, standing.get(number, [])))
            yield PassageLine(number + 1, pieces, tuple(begins.get(number, ())))

    def _shown(self, standing: dict[int, list[int]], context: int) -> list[int]:
        """Return the lines to show; those that surround the flagged ones only where no blank line divides them off."""
        shown = set(standing)
        for number in standing:
            for around in (range(number - 1, number - context - 1, -1), range(number + 1, number + context + 1)):
                reached = [at for at in around if 0 <= at < len(self._lines)]
                while reached and self._blank(reached[-1]):
                    reached.pop()
                shown.update(reached)
        return sorted(shown)

    def _blank(self, number: int) -> bool:
        start, end = self._lines.bounds(number)
        return not self._lines.text[start : min(end, start + LEFT)].strip()

    def _pieces(self, number: int, standing: list[int]) -> Iterator[Piece]:
        start, end = self._lines.bounds(number)
        flagged = [(i, max(self._spans[i][0], start), min(self._spans[i][1], end)) for i in standing]
        reached = start
        for left, right in _windows(start, end, [(from_, to) for _, from_, to in flagged]):
            if left > reached:
                yield Piece("", cut=True)
            yield from self._window(left, right, flagged)
            reached = right
        if reached < end:
            yield Piece("", cut=True)

    def _window(self, left: int, right: int, flagged: list[tuple[int, int, int]]) -> Iterator[Piece]:
        masked = self._veil.window(left, right)
        ranges = [
            (index, *masked.columns(max(from_, left), min(to, right)))
            for index, from_, to in flagged
            if from_ < right and to > left
        ]
        edges = sorted({0, len(masked.text), *(edge for _, *both in ranges for edge in both)})
        for begin, stop in pairwise(edges):
            over = tuple(index for index, from_, to in ranges if from_ <= begin and stop <= to)
            yield Piece(masked.text[begin:stop], over)


def _windows(start: int, end: int, flagged: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line that are shown, in order."""
    if end - start <= _LONG:
        yield start, end
        return
    places = sorted(
        (max(from_ - LEFT, start), min(max(from_, min(to, from_ + _LONG)) + RIGHT, end)) for from_, to in flagged
    )
    merged: list[tuple[int, int]] = []
    for left, right in places or [(start, start + LEFT + RIGHT)]:
        if merged and left <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    yield from merged[:_WINDOWS]
