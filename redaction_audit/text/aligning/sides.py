"""One of two releases as alignment sees it: its text, the marks in it, its paragraphs, lines and words."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from redaction_audit.lines import Lines
from redaction_audit.text.aligning.changes import Span

WITHHELD = " "
"""The key all marks share; no word holds a blank."""

_BEFORE, _BEHIND = "([{\"'\u201c\u2018", ".,;:!?)]}\"'\u201d\u2019"
_POSSESSIVE = ("'s", "\u2019s")


class Side:
    """One text, its marks, and its paragraphs (tiles: blank lines belong to the paragraph before them)."""

    def __init__(self, text: str, marks: Iterable[Span]) -> None:
        self.text = text
        self.marks = sorted(marks)
        starts = Lines(text).starts
        self.lines = list(zip(starts, [*starts[1:], len(text)], strict=True))
        self.paragraphs = self._paragraphs()
        self.begins = {start for start, _ in self.paragraphs} | {len(text)}

    def _paragraphs(self) -> list[Span]:
        begins: list[int] = [0]
        after_blank = False
        for start, end in self.lines:
            blank = not self.text[start:end].strip()
            if after_blank and not blank:
                begins.append(start)
            after_blank = blank
        return list(zip(begins, [*begins[1:], len(self.text)], strict=True))

    def keys(self, spans: Sequence[Span]) -> list[Hashable]:
        """Return what makes stretches equal: their words, whatever is between them."""
        return [" ".join(self.text[start:end].split()) for start, end in spans]

    @staticmethod
    def stretch(spans: Sequence[Span], run: Span) -> Span:
        """Return the stretch that a run of neighbouring tiles covers; an empty run stands before its first tile."""
        first, last = run
        if first < last:
            return spans[first][0], spans[last - 1][1]
        at = spans[first][0] if first < len(spans) else spans[-1][1]
        return at, at

    def lines_of(self, start: int, end: int) -> Sequence[Span]:
        """Return the lines of a stretch that begins and ends with lines."""
        first = bisect_left(self.lines, (start,))
        return self.lines[first : max(bisect_left(self.lines, (end,)), first)] if start < end else []

    def printed(self, span: Span) -> str:
        """Return what is printed, white space left out."""
        return "".join(self.text[slice(*span)].split())

    def words(self, start: int, end: int) -> "Words":
        """Return the words and marks of a stretch; marks without a word between them are one."""
        keys: list[str] = []
        begins: list[int] = []
        at = start
        for mark in self._marks_of(start, end):
            self._add(at, mark[0], keys, begins)
            if not keys or keys[-1] is not WITHHELD:
                keys.append(WITHHELD)
                begins.append(mark[0])
            at = mark[1]
        self._add(at, end, keys, begins)
        return Words(keys, [self._leading(begin, start) for begin in begins], start, end)

    def _marks_of(self, start: int, end: int) -> Iterator[Span]:
        index = max(bisect_left(self.marks, (start,)) - 1, 0)
        while index < len(self.marks) and self.marks[index][0] < end:
            from_, to = max(self.marks[index][0], start), min(self.marks[index][1], end)
            start = max(start, to)
            if from_ < to:
                yield from_, to
            index += 1

    def _add(self, start: int, end: int, keys: list[str], begins: list[int]) -> None:
        at = start
        for word in self.text[start:end].split():
            at = self.text.index(word, at)
            for piece in _pieces(word):
                keys.append(piece)
                begins.append(at)
                at += len(piece)

    def _leading(self, begin: int, start: int) -> int:
        """Return where a word's stretch begins: at the beginning of its line when nothing is before it there."""
        at = begin
        while at > start and self.text[at - 1] in " \t":
            at -= 1
        return at if at == start or self.text[at - 1] in "\r\n" else begin


class Words(NamedTuple):
    """Words of the stretch `start`..`end`; `begins` are offsets."""

    keys: list[str]
    begins: list[int]
    start: int
    end: int

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of a run of words, up to the next word."""
        begin = self.start if first == 0 else self._begin(first)
        return begin, self._begin(last) if last or not self.keys else self.start

    def cuts(self, index: int, paragraphs: set[int]) -> bool:
        """Return whether a run of equal words is cut before this one."""
        return WITHHELD in self.keys[index - 1 : index + 1] or self.begins[index] in paragraphs

    def _begin(self, index: int) -> int:
        return self.begins[index] if index < len(self.begins) else self.end


Sides = tuple[Side, Side]
"""The left release and the right one."""


def _pieces(word: str) -> Iterator[str]:
    """Yield a word without the punctuation around it, and that: what is withheld of `Doe's,` is `Doe`."""
    if word[:2] in _POSSESSIVE and not word[2:].strip(_BEHIND):
        return iter((word,))  # what is left behind a mark
    core = word.lstrip(_BEFORE)
    head = word[: len(word) - len(core)]
    core = core.rstrip(_BEHIND)
    if len(core) > len("'s") and core.endswith(_POSSESSIVE):
        core = core[:-2]
    tail = word[len(head) + len(core) :]
    return (piece for piece in (head, core, tail) if piece)
