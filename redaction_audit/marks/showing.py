"""What marks tell of what they withhold: how much, under which exemption, and where (5 U.S.C. 552(b))."""

from bisect import bisect_left
from collections.abc import Sequence

from redaction_audit.marks.values import amount
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
    return mark.amount is not None or (mark.kind == "bracket" and amount(mark.raw) is not None)


def code_near(coded: list[int], mark: Mark) -> bool:
    """Return whether a code stands within about two lines of a mark; `coded` are the places of codes in text order."""
    at = bisect_left(coded, mark.start - _ABOUT)
    return at < len(coded) and coded[at] < mark.end + _ABOUT


def marking(marks: Sequence[Mark]) -> Marking:
    """Return how the withheld portions of a record are marked; `marks` are all of it, release stamps among them.

    Marks of one group are one portion. Runs show their amount by their length, unless all are equally long; codes over
    a box are taken to show it too: the box is not part of the text.
    """
    withheld = [mark for mark in marks if mark.kind != "release-stamp"]
    stamped = any(mark.kind == "release-stamp" and mark.codes for mark in marks)
    coded = sorted(mark.start for mark in withheld if mark.codes)
    alike = bool(equal_runs(withheld))
    portions: dict[tuple[str, int], list[Mark]] = {}
    for index, mark in enumerate(withheld):
        key = ("group", mark.group) if mark.group is not None else ("mark", index)
        portions.setdefault(key, []).append(mark)
    named = sum(any(mark.codes or code_near(coded, mark) for mark in portion) for portion in portions.values())
    return Marking(
        portions=len(portions),
        amount=sum(_much(portion, alike) for portion in portions.values()),
        exemption=len(portions) if stamped else named,
        place=named,
    )


def _much(portion: Sequence[Mark], alike: bool) -> bool:
    """Return whether a portion shows its amount; a code inside a bracket adds nothing to what the bracket says."""
    bare = [mark for mark in portion if mark.kind in BARE]
    return not bare or any(not alike if mark.kind in RUNS else says_amount(mark) for mark in bare)
