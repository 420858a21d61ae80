"""How to come from the words of one release to those of the other, in steps."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from redaction_audit.text.aligning.anchors import DEEPEST, anchors, common
from redaction_audit.text.aligning.changes import Kind, Step
from redaction_audit.text.aligning.sides import WITHHELD
from redaction_audit.text.aligning.wildcards import wild

_WORD_BY_WORD = 40_000
"""Cells of the table in which words and marks are aligned: some tens of milliseconds."""
_WITHOUT_MARKS = 1_000_000
"""The same where no mark is: a faster way."""
_PHRASE = 6
"""Words that make a place in a long text known where no word does."""
_SHORT = 3
"""Letters of a word that does not stand for agreement when all around it is reworded."""


def steps(left: list[str], right: list[str]) -> Iterator[Step]:
    """Yield how to come from the words of one release to those of the other."""
    return _smooth(left, _steps(left, right, 0, 0, DEEPEST))


def _steps(left: list[str], right: list[str], at: int, other: int, depth: int) -> Iterator[Step]:
    """Yield the steps between stretches that begin at `at` and `other`; anchors are sought `depth` times at most."""
    head = common(left, right)
    tail = common(left[head:][::-1], right[head:][::-1])
    yield from _step("=", at, head, other, head)
    at, other = at + head, other + head
    one, two = left[head : len(left) - tail], right[head : len(right) - tail]
    marked = WITHHELD in one or WITHHELD in two
    cells = len(one) * len(two)
    if not cells:
        yield from _step("<" if one else ">", at, len(one), other, len(two))
    elif cells <= (_WORD_BY_WORD if marked else _WITHOUT_MARKS):
        for step in (wild if marked else _plain)(one, two):
            yield step.moved(at, other)
    elif found := (anchors(one, two) or anchors(_phrases(one), _phrases(two))) if depth else []:
        from_, other_from = 0, 0
        for first, second in [*found, (len(one), len(two))]:
            yield from _steps(one[from_:first], two[other_from:second], at + from_, other + other_from, depth - 1)
            from_, other_from = first, second
    else:
        yield from _step(_whole(one, two), at, len(one), other, len(two))
    yield from _step("=", at + len(one), tail, other + len(two), tail)


def _smooth(left: list[str], found: Iterable[Step]) -> Iterator[Step]:
    """Take a short word that is the same by chance into the rewording on both sides of it."""
    held: list[Step] = []
    for step in found:
        by_chance = step.kind == "=" and step.to - step.at == 1 and len(left[step.at]) <= _SHORT
        if held and held[-1].kind in "~<>" and by_chance:
            held.append(step)
        elif len(held) > 1 and step.kind in "~<>":
            held = [Step("~", held[0].at, step.to, held[0].other, step.other_to)]
        else:
            yield from held
            held = [step]
    yield from held


def _step(kind: Kind, at: int, count: int, other: int, other_count: int) -> Iterator[Step]:
    if count or other_count:
        yield Step(kind, at, at + count, other, other + other_count)


def _whole(left: list[str], right: list[str]) -> Kind:
    """Return what a stretch that cannot be taken apart amounts to."""
    if set(right) == {WITHHELD}:
        return "X"
    return "O" if set(left) == {WITHHELD} else "~"


def _plain(left: list[str], right: list[str]) -> Iterator[Step]:
    kinds: dict[str, Kind] = {"equal": "=", "delete": "<", "insert": ">", "replace": "~"}
    for tag, *places in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield Step(kinds[tag], *places)


def _phrases(words: list[str]) -> list[str]:
    """Return for each word the phrase that begins with it, "" where a mark is part of it or words are wanting."""
    phrases = map(" ".join, zip(*(words[at:] for at in range(_PHRASE)), strict=False))
    return [phrase if WITHHELD * 2 not in phrase else "" for phrase in phrases]
