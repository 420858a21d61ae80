"""Two releases of one record side by side: what stayed, what was withheld since, what was opened.

Paragraphs are matched first, then the lines of what is left over, then its words. What stands for withheld text (a
mark) matches any run of words, so that a redaction is one change however long the passage was, and words inside the
passage that happen to occur behind it again do not tear it apart. White space and wrapping make no difference.

Costs grow with the length of the texts and with what changed; stretches too different to be compared word by word are
given as one change.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from redaction_audit.lines import Lines

Kind = Literal["=", "<", ">", "~", "X", "O"]
"""Same | only left | only right | reworded | newly redacted (words left, a mark right) | newly opened (the reverse)."""

KINDS: dict[Kind, str] = {
    "=": "same",
    "<": "only left",
    ">": "only right",
    "~": "reworded",
    "X": "newly redacted",
    "O": "newly opened",
}
_GRAVEST: tuple[Kind, ...] = ("O", "X", "~", "<", ">", "=")

_WORD_BY_WORD = 40_000  # cells of the table in which words and marks are aligned: some tens of milliseconds
_WITHOUT_MARKS = 1_000_000  # the same where no mark is: a faster way
_PHRASE = 6  # words that make a place in a long text known where no word does
_DEEPEST = 24  # how often anchors are sought between anchors
_WITHHELD = " "  # the key all marks share; no word holds a blank

_BEFORE, _BEHIND = "([{\"'\u201c\u2018", ".,;:!?)]}\"'\u201d\u2019"
_POSSESSIVE = ("'s", "\u2019s")
_SHORT = 3  # letters of a word that does not stand for agreement when all around it is reworded

# What alignment tries to make small. A mark is meant to take in everything up to where the texts agree again.
_SKIP, _OPEN, _TAKE = 100, 30, 1


class Change(NamedTuple):
    """One stretch of both texts, half-open offsets; the changes of a comparison tile both texts."""

    kind: Kind
    left: tuple[int, int]
    right: tuple[int, int]


class Pair(NamedTuple):
    """Paragraphs that belong together; `kind` is the gravest of its changes. One side may be empty."""

    kind: Kind
    left: tuple[int, int]
    right: tuple[int, int]
    changes: tuple[Change, ...]


Spans = Sequence[tuple[int, int]]
Step = tuple[Kind, int, int, int, int]


def align(
    left: str, right: str, left_marks: Iterable[tuple[int, int]], right_marks: Iterable[tuple[int, int]]
) -> list[Pair]:
    """Align two releases; `..._marks` are the half-open spans that stand for withheld text (see `withheld`)."""
    return list(pairs(left, right, left_marks, right_marks))


def pairs(
    left: str, right: str, left_marks: Iterable[tuple[int, int]], right_marks: Iterable[tuple[int, int]]
) -> Iterator[Pair]:
    """As `align`, one pair after the other: for a worker that shows progress or is cancelled."""
    sides = _Side(left, left_marks), _Side(right, right_marks)
    for same, lefts, rights in _runs(*(side.keys(side.paragraphs) for side in sides)):
        if same:
            for one, other in zip(range(*lefts), range(*rights), strict=True):
                spans = sides[0].paragraphs[one], sides[1].paragraphs[other]
                yield Pair("=", *spans, (Change("=", *spans),))
        else:
            spans = sides[0].stretch(sides[0].paragraphs, lefts), sides[1].stretch(sides[1].paragraphs, rights)
            yield from _paired(sides, list(_merged(sides, _by_line(sides, *spans))))


def totals(found: Iterable[Pair]) -> dict[Kind, int]:
    """Return how many changes there are of each kind, `=` left out; kinds without a change have 0."""
    counted = Counter(change.kind for pair in found for change in pair.changes)
    return {kind: counted[kind] for kind in KINDS if kind != "="}


def withheld(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` that stand for withheld text, merged: its marks, release stamps left out.

    Here a run of blocks counts wherever it stands (`██'s`): between two releases it cannot be anything else.
    """
    from redaction_audit.marks.scanner import scanner

    marks = [(mark.start, mark.end) for mark in scanner().scan(text).marks if mark.kind != "release-stamp"]
    marks += [match.span() for match in _blocks().finditer(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("[\u2588\u2591-\u2593\u25a0]{2,}")


class _Side:
    """One text, its marks, and its paragraphs (tiles: blank lines belong to the paragraph before them)."""

    def __init__(self, text: str, marks: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.marks = sorted(marks)
        starts = Lines(text).starts
        self.lines = list(zip(starts, [*starts[1:], len(text)], strict=True))
        self.paragraphs = self._paragraphs()
        self.begins = {start for start, _ in self.paragraphs} | {len(text)}

    def _paragraphs(self) -> list[tuple[int, int]]:
        begins: list[int] = [0]
        after_blank = False
        for start, end in self.lines:
            blank = not self.text[start:end].strip()
            if after_blank and not blank:
                begins.append(start)
            after_blank = blank
        return list(zip(begins, [*begins[1:], len(self.text)], strict=True))

    def keys(self, spans: Spans) -> list[Hashable]:
        """Return what makes stretches equal: their words, whatever is between them."""
        return [" ".join(self.text[start:end].split()) for start, end in spans]

    @staticmethod
    def stretch(spans: Spans, run: tuple[int, int]) -> tuple[int, int]:
        """Return the stretch that a run of neighbouring tiles covers; an empty run stands before its first tile."""
        first, last = run
        if first < last:
            return spans[first][0], spans[last - 1][1]
        at = spans[first][0] if first < len(spans) else spans[-1][1]
        return at, at

    def lines_of(self, start: int, end: int) -> Spans:
        """Return the lines of a stretch that begins and ends with lines."""
        first = bisect_left(self.lines, (start,))
        return self.lines[first : max(bisect_left(self.lines, (end,)), first)] if start < end else []

    def printed(self, span: tuple[int, int]) -> str:
        """Return what is printed, white space left out."""
        return "".join(self.text[slice(*span)].split())

    def words(self, start: int, end: int) -> "_Words":
        """Return the words and marks of a stretch; marks without a word between them are one."""
        keys: list[str] = []
        begins: list[int] = []
        at = start
        for mark in self._marks_of(start, end):
            self._add(at, mark[0], keys, begins)
            if not keys or keys[-1] is not _WITHHELD:
                keys.append(_WITHHELD)
                begins.append(mark[0])
            at = mark[1]
        self._add(at, end, keys, begins)
        return _Words(keys, [self._leading(begin, start) for begin in begins], start, end)

    def _marks_of(self, start: int, end: int) -> Iterator[tuple[int, int]]:
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


class _Words(NamedTuple):
    """Words of the stretch `start`..`end`; `begins` are offsets."""

    keys: list[str]
    begins: list[int]
    start: int
    end: int

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the stretch of a run of words, up to the next word."""
        begin = self.start if first == 0 else self._begin(first)
        return begin, self._begin(last) if last or not self.keys else self.start

    def cuts(self, index: int, paragraphs: set[int]) -> bool:
        """Return whether a run of equal words is cut before this one."""
        return _WITHHELD in self.keys[index - 1 : index + 1] or self.begins[index] in paragraphs

    def _begin(self, index: int) -> int:
        return self.begins[index] if index < len(self.begins) else self.end


def _by_line(sides: tuple[_Side, _Side], left: tuple[int, int], right: tuple[int, int]) -> Iterator[Change]:
    """Yield the changes between two stretches of whole lines."""
    spans = sides[0].lines_of(*left), sides[1].lines_of(*right)
    if not spans[0] or not spans[1]:
        yield from _by_word(sides, left, right)
        return
    for same, lefts, rights in _runs(sides[0].keys(spans[0]), sides[1].keys(spans[1])):
        if same:
            for one, other in zip(range(*lefts), range(*rights), strict=True):
                yield Change("=", spans[0][one], spans[1][other])
        else:
            yield from _by_word(sides, sides[0].stretch(spans[0], lefts), sides[1].stretch(spans[1], rights))


def _by_word(sides: tuple[_Side, _Side], left: tuple[int, int], right: tuple[int, int]) -> Iterator[Change]:
    lefts, rights = sides[0].words(*left), sides[1].words(*right)
    if not lefts.keys and not rights.keys:
        if left[0] < left[1] or right[0] < right[1]:
            yield Change("=", left, right)
        return
    for kind, from_, to, other_from, other_to in _smooth(lefts.keys, _steps(lefts.keys, rights.keys, 0, 0, _DEEPEST)):
        if kind != "=":
            yield Change(kind, lefts.span(from_, to), rights.span(other_from, other_to))
            continue
        # Cut before paragraphs, so that pairs can be, and around marks, which may be printed otherwise.
        cuts = [at for at in range(from_ + 1, to) if lefts.cuts(at, sides[0].begins)]
        for first, last in pairwise([from_, *cuts, to]):
            spans = lefts.span(first, last), rights.span(first - from_ + other_from, last - from_ + other_from)
            same = lefts.keys[first] != _WITHHELD or sides[0].printed(spans[0]) == sides[1].printed(spans[1])
            yield Change("=" if same else "~", *spans)


# -- words and marks --


def _steps(left: list[str], right: list[str], at: int, other: int, depth: int) -> Iterator[Step]:
    """Yield how to come from the left words to the right ones; `at` and `other` are added to the positions."""
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    yield from _step("=", at, head, other, head)
    at, other = at + head, other + head
    one, two = left[head : len(left) - tail], right[head : len(right) - tail]
    marked = _WITHHELD in one or _WITHHELD in two
    cells = len(one) * len(two)
    if not cells:
        yield from _step("<" if one else ">", at, len(one), other, len(two))
    elif cells <= (_WORD_BY_WORD if marked else _WITHOUT_MARKS):
        for kind, from_, to, other_from, other_to in (_wild if marked else _plain)(one, two):
            yield kind, at + from_, at + to, other + other_from, other + other_to
    elif anchors := (_anchors(one, two) or _anchors(_phrases(one), _phrases(two))) if depth else []:
        from_, other_from = 0, 0
        for first, second in [*anchors, (len(one), len(two))]:
            yield from _steps(one[from_:first], two[other_from:second], at + from_, other + other_from, depth - 1)
            from_, other_from = first, second
    else:
        yield from _step(_whole(one, two), at, len(one), other, len(two))
    yield from _step("=", at + len(one), tail, other + len(two), tail)


def _smooth(left: list[str], steps: Iterable[Step]) -> Iterator[Step]:
    """Take a short word that is the same by chance into the rewording on both sides of it."""
    held: list[Step] = []
    for step in steps:
        if held and held[-1][0] in "~<>" and step[0] == "=" and step[2] - step[1] == 1 and len(left[step[1]]) <= _SHORT:
            held.append(step)
        elif len(held) > 1 and step[0] in "~<>":
            held = [("~", held[0][1], step[2], held[0][3], step[4])]
        else:
            yield from held
            held = [step]
    yield from held


def _step(kind: Kind, at: int, count: int, other: int, other_count: int) -> Iterator[Step]:
    if count or other_count:
        yield kind, at, at + count, other, other + other_count


def _whole(left: list[str], right: list[str]) -> Kind:
    """Return what a stretch that cannot be taken apart amounts to."""
    if set(right) == {_WITHHELD}:
        return "X"
    return "O" if set(left) == {_WITHHELD} else "~"


def _plain(left: list[str], right: list[str]) -> Iterator[Step]:
    kinds: dict[str, Kind] = {"equal": "=", "delete": "<", "insert": ">", "replace": "~"}
    for tag, *places in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield (kinds[tag], *places)  # type: ignore[misc]  # four positions


_EQUAL, _DELETE, _INSERT, _HIDE, _SHOW = range(5)
_HIDES_ON, _SHOWS_ON = 8, 16


def _wild(left: list[str], right: list[str]) -> Iterator[Step]:
    """Align words where marks stand for any run of words, at the least cost (Gotoh's way, a mark's run being a gap)."""
    choices = _table(left, right)
    width = len(right) + 1
    moves: list[tuple[int, int, int, int, int]] = []
    at, other = len(left), len(right)
    while at or other:
        before = at, other
        cell = choices[at * width + other]
        move = cell & 7
        if move == _HIDE:
            while choices[at * width + other] & _HIDES_ON:
                at -= 1
        elif move == _SHOW:
            while choices[at * width + other] & _SHOWS_ON:
                other -= 1
        at, other = at - (move != _INSERT), other - (move != _DELETE)
        moves.append((move, at, before[0], other, before[1]))
    yield from _grouped(moves[::-1], left, right)


def _table(left: list[str], right: list[str]) -> bytearray:
    """Return the best last move of every cell, and whether a mark's run goes on there, row after row of left words."""
    width = len(right) + 1
    choices = bytearray((len(left) + 1) * width)
    far = _SKIP * (len(left) + len(right) + 2)
    above = [_SKIP * other for other in range(width)]
    hiding = [far] * width  # costs of ending inside the run that the right mark of this column stands for
    choices[1:width] = bytes((_INSERT,)) * len(right)
    for at, word in enumerate(left, 1):
        row = [above[0] + _SKIP]
        showing = far  # the same for the left mark of this row
        choices[at * width] = _DELETE
        for other, against in enumerate(right, 1):
            diagonal = above[other - 1]
            best, choice, goes_on = (diagonal, _EQUAL, 0) if word == against else (far, _EQUAL, 0)
            if against is _WITHHELD:
                goes_on, hiding[other] = _run(hiding[other], diagonal, _HIDES_ON)
                best, choice = min((best, choice), (hiding[other], _HIDE))
            if word is _WITHHELD:
                more, showing = _run(showing, diagonal, _SHOWS_ON)
                goes_on |= more
                best, choice = min((best, choice), (showing, _SHOW))
            if above[other] + _SKIP < best:
                best, choice = above[other] + _SKIP, _DELETE
            if row[-1] + _SKIP < best:
                best, choice = row[-1] + _SKIP, _INSERT
            row.append(best)
            choices[at * width + other] = choice | goes_on
        above = row
    return choices


def _run(so_far: int, diagonal: int, goes_on: int) -> tuple[int, int]:
    """Return whether a mark's run goes on or begins here, and its cost."""
    return (goes_on, so_far + _TAKE) if so_far <= diagonal + _OPEN else (0, diagonal + _OPEN + _TAKE)


def _grouped(moves: list[tuple[int, int, int, int, int]], left: list[str], right: list[str]) -> Iterator[Step]:
    """Yield moves as steps: neighbouring words skipped on both sides are one rewording."""

    def sort(move: tuple[int, int, int, int, int]) -> int:
        return _DELETE if move[0] == _INSERT else move[0]

    for what, group in groupby(moves, key=sort):
        run = list(group)
        if what in {_HIDE, _SHOW}:
            for _, at, to, other, other_to in run:
                marks_only = {*left[at:to], *right[other:other_to]} == {_WITHHELD}
                yield "~" if marks_only else "X" if what == _HIDE else "O", at, to, other, other_to
            continue
        at, to, other, other_to = run[0][1], run[-1][2], run[0][3], run[-1][4]
        if what == _EQUAL:
            yield "=", at, to, other, other_to
        else:
            yield "~" if at < to and other < other_to else "<" if at < to else ">", at, to, other, other_to


# -- anchors --


def _runs(
    left: Sequence[Hashable], right: Sequence[Hashable]
) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Yield runs of equal items and the gaps between them, in order, all of both sequences."""
    at = other = 0
    for first, second, count in _equal(left, right):
        if at < first or other < second:
            yield False, (at, first), (other, second)
        yield True, (first, first + count), (second, second + count)
        at, other = first + count, second + count
    if at < len(left) or other < len(right):
        yield False, (at, len(left)), (other, len(right))


def _equal(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Return the equal stretches: common ends, then what is on either side once, then between these (patience)."""
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(left), 0, len(right), _DEEPEST)]
    while waiting:
        at, to, other, other_to, depth = waiting.pop()
        one, two = left[at:to], right[other:other_to]
        head = _common(one, two)
        tail = _common(one[head:][::-1], two[head:][::-1])
        found += [(at, other, head), (to - tail, other_to - tail, tail)]
        one, two = one[head : len(one) - tail], two[head : len(two) - tail]
        anchors = _anchors(one, two) if depth else []
        at, other = at + head, other + head
        edges = [(0, 0), *anchors, (len(one), len(two))] if anchors else []
        for (from_, other_from), (first, second) in pairwise(edges):
            waiting.append((at + from_, at + first, other + other_from, other + second, depth - 1))
    return sorted(stretch for stretch in found if stretch[2])


def _common(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """Return how many items both begin with."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _anchors(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the positions of items that are on both sides once, as many as keep the order; marks are none."""
    places = {item: at for at, item in enumerate(right)}
    counts, others = Counter(left), Counter(right)
    common = [
        (at, places[item])
        for at, item in enumerate(left)
        if counts[item] == 1 and others[item] == 1 and item and item != _WITHHELD
    ]
    return _rising(common)


def _phrases(words: list[str]) -> list[str]:
    """Return for each word the phrase that begins with it, "" where a mark is part of it or words are wanting."""
    phrases = map(" ".join, zip(*(words[at:] for at in range(_PHRASE)), strict=False))
    return [phrase if _WITHHELD * 2 not in phrase else "" for phrase in phrases]


def _rising(pairs_: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of pairs in which both numbers rise; the first ones rise already."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs_):
        pile = bisect_left(tops, value)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs_[index])
        index = before[index]
    return chain[::-1]


# -- paragraphs again --


def _merged(sides: tuple[_Side, _Side], changes: Iterable[Change]) -> Iterator[Change]:
    """Drop what is empty on both sides; lines that are blank on both belong to the change before them."""
    last: Change | None = None
    for change in changes:
        if change.left[0] == change.left[1] and change.right[0] == change.right[1]:
            continue
        if last and change.kind == "=" and not sides[0].printed(change.left) and not sides[1].printed(change.right):
            last = Change(last.kind, (last.left[0], change.left[1]), (last.right[0], change.right[1]))
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _paired(sides: tuple[_Side, _Side], changes: list[Change]) -> Iterator[Pair]:
    """Cut changes where both texts begin a paragraph."""
    run: list[Change] = []
    for change in changes:
        if run and change.left[0] in sides[0].begins and change.right[0] in sides[1].begins:
            yield _pair(run)
            run = []
        run.append(change)
    if run:
        yield _pair(run)


def _pair(changes: list[Change]) -> Pair:
    joined = list(_joined(changes))
    kind = min((change.kind for change in joined), key=_GRAVEST.index)
    left, right = (joined[0].left[0], joined[-1].left[1]), (joined[0].right[0], joined[-1].right[1])
    return Pair(kind, left, right, tuple(joined))


def _joined(changes: list[Change]) -> Iterator[Change]:
    """Yield neighbouring changes of one kind as one."""
    for kind, group in groupby(changes, key=lambda change: change.kind):
        run = list(group)
        yield Change(kind, (run[0].left[0], run[-1].left[1]), (run[0].right[0], run[-1].right[1]))
