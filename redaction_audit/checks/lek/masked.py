"""Which marks of a record hide a person, and where its head ends."""

import re
from functools import cache
from typing import NamedTuple

from redaction_audit.check import Skip, View
from redaction_audit.expressions import fixed
from redaction_audit.model import Amount, Group, Mark

READ = 1_000
"""Marks of one record whose surroundings are read; no record of people holds more, a page of ornament may."""
UNREAD = Skip(f"more than {READ:,} marks: the surroundings of the others were not read")

_RUNS = frozenset({"x-run", "overtype", "block"})
_OPEN = frozenset({"bracket", "not-declassified", "tag", "label", "gap"})
_PRIVATE = frozenset({"(b)(6)", "(b)(7)(C)", "(b)(7)(D)", "(b)(7)(F)"})
_APART = 2
"""Characters between two codes of one portion."""
_BEHIND = 80
"""Characters behind a code in which the rest of its line begins."""
_FRAME = 3
"""Characters in front of a mark in which the bracket around it opens."""
_WORDS = 4
"""Words that a name has at most, where a mark says how many it stands for."""
_LONGEST = 40
"""Characters of a run that may still be a name."""


class Masked(NamedTuple):
    """A mark that may hide a name: its half-open place, codes of one portion and their gap taken together.

    `sure` is False for marks that may hide anything: a person is meant only where the words beside them say so.
    """

    start: int
    end: int
    kind: str
    sure: bool
    head: bool


def masked(view: View) -> tuple[Masked, ...]:
    """Return the first `READ` marks behind the record's head that may hide a name, in text order; made once a view."""
    return view.once(_in_body) if view.withheld else ()


def everywhere(view: View) -> tuple[Masked, ...]:
    """Return the first `READ` marks that may hide a name, those of the head included."""
    return view.once(_masked)[:READ] if view.withheld else ()


def unread(view: View) -> bool:
    """Return whether the record holds more such marks than are read."""
    return bool(view.withheld) and len(view.once(_masked)) > READ


def _in_body(view: View) -> tuple[Masked, ...]:
    return tuple(mark for mark in view.once(_masked) if not mark.head)[:READ]


def _masked(view: View) -> tuple[Masked, ...]:
    groups = {group.index: group for group in view.marks.groups}
    head = _head(view)
    found: list[Masked] = []
    said: set[int] = set()
    for mark in view.withheld:
        if mark.group in said and mark.kind not in _RUNS:
            if found and not found[-1].sure and 0 <= mark.start - found[-1].end <= _APART:
                found[-1] = found[-1]._replace(end=mark.end)  # the next code of one portion: `(b)(6), (b)(7)(C)`
            continue
        if mark.group is not None:
            said.add(mark.group)
        sure = _hides_name(mark)
        if sure is not None:
            start, end = _place(view.text, mark, groups.get(mark.group) if mark.group is not None else None)
            if not found or start >= found[-1].end:
                found.append(Masked(start, end, mark.kind, sure, mark.start < head))
    return tuple(mark if mark.sure else _framed(view.text, mark) for mark in found)


def _hides_name(mark: Mark) -> bool | None:
    """Return whether a mark hides a name for all it shows; None where it cannot."""
    if mark.kind in _RUNS:
        return True if mark.end - mark.start <= _LONGEST else None
    if mark.kind in _OPEN:
        if _other().search(mark.raw):
            return None
        named = _name().search(mark.raw) is not None
        return True if named else False if mark.amount is None or _is_short(mark.amount) else None
    return False if not _PRIVATE.isdisjoint(mark.codes) else None


def _is_short(amount: Amount) -> bool:
    """Return whether a name may be all that is withheld: less than a line, or a few words."""
    if amount.n is None:
        return False
    if amount.unit == "line":
        return amount.n < 1 or (amount.n == 1 and amount.less_than)
    return amount.unit == "word" and amount.n <= _WORDS


def _place(text: str, mark: Mark, group: Group | None) -> tuple[int, int]:
    """Return where the withheld text stood: the gap in front of a code at the margin, else the mark itself."""
    extent = group.extent if group else None
    if extent is not None and extent.start <= mark.start and not _begins_line(text, mark, extent.start):
        return extent.start, max(extent.start, min(mark.start, extent.end))
    return mark.start, mark.end


def _begins_line(text: str, mark: Mark, above: int) -> bool:
    """Return whether a mark begins a line that goes on behind it: white space from `above` on parts paragraphs then."""
    parted = "\n" in text[above : mark.start] or "\r" in text[above : mark.start]
    return parted and text[mark.end : mark.end + _BEHIND].lstrip(" \t")[:1] not in ("", "\r", "\n")


def _framed(text: str, mark: Masked) -> Masked:
    """Return a mark with the brackets around it: `[ (b)(6) ]`."""
    frame = _frame().match(text, mark.end)
    before = max(0, mark.start - _FRAME)
    ahead = text[before : mark.start].rstrip(" ")
    return mark._replace(start=before + len(ahead) - 1, end=frame.end()) if frame and ahead[-1:] == "[" else mark


def _head(view: View) -> int:
    """Return the end of the header fields that have rules of their own: what stands before it is not read here."""
    fields = view.structure.fields
    named = (
        fields.subject,
        fields.classified_by,
        fields.order,
        fields.from_,
        fields.to,
        fields.origin,
        *fields.references,
    )
    first = view.structure.paragraphs[0].start if view.structure.paragraphs else None
    ends = [field.end for field in named if field is not None and (first is None or field.start < first)]
    return max(ends, default=0)


@cache
def _name() -> re.Pattern[str]:
    return fixed(r"(?i)\bnames?\b")


@cache
def _frame() -> re.Pattern[str]:
    return fixed(r" {0,2}\]")


@cache
def _other() -> re.Pattern[str]:
    """Match what a mark says to hide that is nobody's name."""
    return fixed(r"(?i)\b(?:address(?:es)?|telephone|phone|e-?mail|locations?|places?|dates?|numbers?|SSN)\b")
