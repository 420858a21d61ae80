"""Two releases of one record side by side: what stayed, what was withheld since, what was opened.

Paragraphs are matched first, then the lines of what is left over, then its words. What stands for withheld text (a
mark) matches any run of words, so that a redaction is one change however long the passage was, and words inside the
passage that happen to occur behind it again do not tear it apart. White space and wrapping make no difference.

Costs grow with the length of the texts and with what changed; stretches too different to be compared word by word are
given as one change.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from redaction_audit.text.aligning.anchors import runs
from redaction_audit.text.aligning.changes import Change, Pair, Span
from redaction_audit.text.aligning.pairing import merged, paired
from redaction_audit.text.aligning.rewording import steps
from redaction_audit.text.aligning.sides import WITHHELD, Side, Sides


def align(left: str, right: str, left_marks: Iterable[Span], right_marks: Iterable[Span]) -> Iterator[Pair]:
    """Yield the pairs of two releases in order; `..._marks` are the spans that stand for withheld text.

    One pair after the other, so that who asks can show progress, or stop.
    """
    sides = Side(left, left_marks), Side(right, right_marks)
    for same, lefts, rights in runs(*(side.keys(side.paragraphs) for side in sides)):
        if same:
            for one, other in zip(range(*lefts), range(*rights), strict=True):
                spans = sides[0].paragraphs[one], sides[1].paragraphs[other]
                yield Pair("=", *spans, (Change("=", *spans),))
        else:
            spans = sides[0].stretch(sides[0].paragraphs, lefts), sides[1].stretch(sides[1].paragraphs, rights)
            yield from paired(sides, list(merged(sides, _by_line(sides, *spans))))


def _by_line(sides: Sides, left: Span, right: Span) -> Iterator[Change]:
    """Yield the changes between two stretches of whole lines."""
    spans = sides[0].lines_of(*left), sides[1].lines_of(*right)
    if not spans[0] or not spans[1]:
        yield from _by_word(sides, left, right)
        return
    for same, lefts, rights in runs(sides[0].keys(spans[0]), sides[1].keys(spans[1])):
        if same:
            for one, other in zip(range(*lefts), range(*rights), strict=True):
                yield Change("=", spans[0][one], spans[1][other])
        else:
            yield from _by_word(sides, sides[0].stretch(spans[0], lefts), sides[1].stretch(spans[1], rights))


def _by_word(sides: Sides, left: Span, right: Span) -> Iterator[Change]:
    """Yield the changes between any two stretches."""
    lefts, rights = sides[0].words(*left), sides[1].words(*right)
    if not lefts.keys and not rights.keys:
        if left[0] < left[1] or right[0] < right[1]:
            yield Change("=", left, right)
        return
    for step in steps(lefts.keys, rights.keys):
        if step.kind != "=":
            yield Change(step.kind, lefts.span(step.at, step.to), rights.span(step.other, step.other_to))
            continue
        # Cut before paragraphs, so that pairs can be, and around marks, which may be printed otherwise.
        cuts = [at for at in range(step.at + 1, step.to) if lefts.cuts(at, sides[0].begins)]
        further = step.other - step.at
        for first, last in pairwise([step.at, *cuts, step.to]):
            spans = lefts.span(first, last), rights.span(first + further, last + further)
            same = lefts.keys[first] != WITHHELD or sides[0].printed(spans[0]) == sides[1].printed(spans[1])
            yield Change("=" if same else "~", *spans)
