"""What marks tell of what they withhold: how much, under which exemption, and where (5 U.S.C. 552(b))."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from redaction_audit.model import Mark, Marking

RUNS = frozenset({"x-run", "overtype", "block"})
BARE = RUNS | {"bracket", "not-declassified", "tag", "gap"}
"""Kinds of marks that hold no code; a printed label is a reason in words, the sheet of a denied page a form."""

_NORM = 3
"""Runs of one length a record must hold before the length is the typist's and not the text's."""
_ABOUT = 160
"""Characters from a mark in which its code may stand: about two lines."""


def equal_runs(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Return the runs among marks when there are enough of them and all are equally long, else none."""
    runs = [mark for mark in marks if mark.kind in RUNS]
    lengths = {mark.end - mark.start for mark in runs}
    return runs if len(runs) >= _NORM and len(lengths) == 1 else ()


def says_amount(mark: Mark) -> bool:
    """Return whether the words of a mark say how much: a figure with its unit, or a thing such as a name."""
    return mark.amount is not None


def code_near(coded: list[int], mark: Mark) -> bool:
    """Return whether a code stands within about two lines of a mark; `coded` are the places of codes in text order."""
    at = bisect_left(coded, mark.start - _ABOUT)
    return at < len(coded) and coded[at] < mark.end + _ABOUT


class Portion(NamedTuple):
    """One withheld portion: its marks, and what they show of it (5 U.S.C. 552(b)).

    `codes` stand in it; `near` says that one stands within about two lines where it holds none.
    """

    marks: tuple[Mark, ...]
    amount: bool
    codes: tuple[str, ...]
    near: bool

    @property
    def placed(self) -> bool:
        """Whether an exemption is named at the place of the deletion."""
        return bool(self.codes) or self.near


def portions(marks: Sequence[Mark]) -> list[Portion]:
    """Return the withheld portions of a record in text order; `marks` are all of it, release stamps among them.

    Marks of one group are one portion. Runs show their amount by their length, unless all are equally long; codes over
    a box are taken to show it too: the box is not part of the text.
    """
    withheld = [mark for mark in marks if mark.kind != "release-stamp"]
    coded = sorted(mark.start for mark in withheld if mark.codes)
    alike = bool(equal_runs(withheld))
    grouped: dict[tuple[str, int], list[Mark]] = {}
    for index, mark in enumerate(withheld):
        key = ("group", mark.group) if mark.group is not None else ("mark", index)
        grouped.setdefault(key, []).append(mark)
    return [
        Portion(
            marks=tuple(portion),
            amount=_much(portion, alike),
            codes=tuple(dict.fromkeys([code for mark in portion for code in mark.codes])),
            near=any(code_near(coded, mark) for mark in portion),
        )
        for portion in grouped.values()
    ]


def stamped(marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the exemptions that release stamps name for the whole record."""
    return tuple(dict.fromkeys([code for mark in marks if mark.kind == "release-stamp" for code in mark.codes]))


def marking(marks: Sequence[Mark]) -> Marking:
    """Return how many withheld portions of a record are marked how."""
    found = portions(marks)
    named = sum(portion.placed for portion in found)
    return Marking(
        portions=len(found),
        amount=sum(portion.amount for portion in found),
        exemption=len(found) if stamped(marks) else named,
        place=named,
    )


def _much(portion: Sequence[Mark], alike: bool) -> bool:
    """Return whether a portion shows its amount; a code inside a bracket adds nothing to what the bracket says."""
    bare = [mark for mark in portion if mark.kind in BARE]
    return not bare or any(not alike if mark.kind in RUNS else says_amount(mark) for mark in bare)
