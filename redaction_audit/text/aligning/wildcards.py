"""Aligns words where marks stand for any run of words, at the least cost: Gotoh's way, a mark's run being a gap.

Costs the product of both lengths: for stretches of some hundred words.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from redaction_audit.text.aligning.changes import Kind, Step
from redaction_audit.text.aligning.sides import WITHHELD

# What is to be made small. A mark is meant to take in everything up to where the texts agree again.
_SKIP, _OPEN, _TAKE = 100, 30, 1

# The last move into a cell of the table (what a mark hides, what it shows), and flags: its run goes on before this.
_EQUAL, _DELETE, _INSERT, _HIDE, _SHOW = range(5)
_MOVE = 7
_HIDES_ON, _SHOWS_ON = 8, 16


class _Move(NamedTuple):
    """What was done with words `at`..`to` of the left side and `other`..`other_to` of the right one."""

    what: int
    at: int
    to: int
    other: int
    other_to: int


def wild(left: list[str], right: list[str]) -> Iterator[Step]:
    """Yield the steps from the words of one release to those of the other."""
    for what, group in groupby(_moves(left, right), key=_sort):
        run = list(group)
        if what in {_HIDE, _SHOW}:
            for _, *place in run:
                yield Step(_of_mark(what, left, right, *place), *place)
        else:
            at, to, other, other_to = run[0].at, run[-1].to, run[0].other, run[-1].other_to
            skipped: Kind = "~" if at < to and other < other_to else "<" if at < to else ">"
            yield Step("=" if what == _EQUAL else skipped, at, to, other, other_to)


def _sort(move: _Move) -> int:
    """Return what makes moves one step: neighbouring words skipped on either side are one rewording."""
    return _DELETE if move.what == _INSERT else move.what


def _of_mark(what: int, left: list[str], right: list[str], at: int, to: int, other: int, other_to: int) -> Kind:
    if {*left[at:to], *right[other:other_to]} == {WITHHELD}:
        return "~"
    return "X" if what == _HIDE else "O"


def _moves(left: list[str], right: list[str]) -> list[_Move]:
    """Return the moves of least cost, in order: the table read from its last cell back."""
    choices = _table(left, right)
    width = len(right) + 1
    moves: list[_Move] = []
    at, other = len(left), len(right)
    while at or other:
        to, other_to = at, other
        what = choices[at * width + other] & _MOVE
        if what == _HIDE:
            while choices[at * width + other] & _HIDES_ON:
                at -= 1
        elif what == _SHOW:
            while choices[at * width + other] & _SHOWS_ON:
                other -= 1
        at, other = at - (what != _INSERT), other - (what != _DELETE)
        moves.append(_Move(what, at, to, other, other_to))
    return moves[::-1]


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
            if against is WITHHELD:
                goes_on, hiding[other] = _run(hiding[other], diagonal, _HIDES_ON)
                best, choice = min((best, choice), (hiding[other], _HIDE))
            if word is WITHHELD:
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
