"""From single hits to a record's marks: the longest wins, legends fall away, codes of one portion form a group."""

import re
from bisect import bisect_right
from collections import Counter

from redaction_audit.expressions import Expression
from redaction_audit.model import MARK_KINDS, Group, Mark, Marks, Span

# Kinds that print the same thing in another way: of two that overlap the longer one stands.
_CODES = frozenset(("foia-code", "margin-code", "eo-code", "statute-code", "archive-label", "pra-code"))
_CODED = _CODES | {"release-stamp", "page-denied", "label"}
_FAMILIES = {kind: int(kind in _CODED) for kind in MARK_KINDS}
_LEGEND_SPAN, _EXPLAINED_CODES = 6000, 4
_LIST_SPAN, _LISTED_CODES = 1500, 7
_FEWEST_ROWS = 3
_BETWEEN_ROWS = 160  # characters of a row that runs over two lines
_MARGIN = 40
_GROUNDS = (
    r"(?:national|internal|personnel|statut|trade secret|int(?:er|ra)-?agency|medical|privacy|enforcement"
    r"|financial institution|geologic|wells|confidential source|techniques|fair trial|physical safety)"
)
"""Words in which the statute and its keys name the grounds of the exemptions."""
_ROW = Expression(
    r"^[ \t]{0,36}(?:[*•·|–-][ \t]{1,2})?\(b\)[ ]?\(([1-9])\)(?:[ ]?\(([A-F])\))?"
    r"[ \t]{0,3}(?:[-–—:.=|][ \t]{0,20}|[ \t]{1,20}"
    rf"|(?:\r\n?|\n){{1,2}}[ \t]{{0,36}}(?=[^\r\n]{{0,50}}{_GROUNDS}))[\"“]?[A-Za-z][A-Za-z,'’ /()-]{{3,120}}",
    re.IGNORECASE | re.MULTILINE,
)
_FARTHEST = 1000
_BETWEEN = Expression(r"[ \t\xa0]{0,3}(?:[,;/&][ \t\xa0]{0,3})?")
_STACK = Expression(r"[ \t\xa0,;]{0,240}(?:(?:\r\n?|\n)[ \t\xa0>]{0,240}){0,4}")
_EXPLAINED = Expression(
    r"[ \t]{0,20}[-–—:.]{0,2}[ \t]{0,20}(?:[A-Z][a-z]{2}|[a-z]{4})[A-Za-z]{0,20},?[ \t]{1,2}[A-Za-z(]"
)


def settle(text: str, found: list[Mark], doubtful: list[Mark]) -> Marks:
    """Return the marks of one record from its hits in text order: overlaps settled, legends dropped, groups set."""
    if not found:
        return Marks((), tuple(_longest(doubtful)), ()) if doubtful else Marks()
    marks, groups = _grouped(text, _without_legend(text, _longest(found)))
    return Marks(tuple(marks), tuple(_apart(_longest(doubtful), marks)) if doubtful else (), tuple(groups))


def _longest(marks: list[Mark]) -> list[Mark]:
    """Return the marks in order, of any that overlap within a family the longest."""
    end = 0
    for mark in marks:
        if mark.start < end:
            break
        end = mark.end
    else:
        return marks
    marks.sort(key=_order)
    kept: list[Mark] = []
    last: dict[int, int] = {}
    for mark in marks:
        family = _FAMILIES[mark.kind]
        at = last.get(family, -1)
        if at < 0 or kept[at].end <= mark.start:
            last[family] = len(kept)
            kept.append(mark)
        elif mark.end - mark.start > kept[at].end - kept[at].start:
            kept[at] = mark
    kept.sort(key=_order)
    return kept


def _order(mark: Mark) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.pattern


def _apart(doubtful: list[Mark], marks: list[Mark]) -> list[Mark]:
    """Leave out doubtful marks that overlap a mark."""
    if not doubtful:
        return doubtful
    kept, at = [], 0
    for mark in doubtful:
        while at < len(marks) and marks[at].end <= mark.start:
            at += 1
        if at == len(marks) or marks[at].start >= mark.end:
            kept.append(mark)
    return kept


def _without_legend(text: str, marks: list[Mark]) -> list[Mark]:
    """Drop the codes of a code sheet: rows of a key, four different ones that explain themselves, or nearly all."""
    marks = _without_rows(text, marks)
    if len(marks) < _EXPLAINED_CODES:
        return marks
    codes = [i for i, mark in enumerate(marks) if mark.kind in _CODES]
    if len(codes) < _EXPLAINED_CODES or len({marks[i].codes for i in codes}) < _EXPLAINED_CODES:
        return marks
    legend = _crowds([i for i in codes if _EXPLAINED.match(text, marks[i].end)], marks, _LEGEND_SPAN, _EXPLAINED_CODES)
    legend |= _crowds([i for i in codes if marks[i].kind == "foia-code"], marks, _LIST_SPAN, _LISTED_CODES)
    return [mark for i, mark in enumerate(marks) if i not in legend] if legend else marks


def _without_rows(text: str, marks: list[Mark]) -> list[Mark]:
    """Drop codes that open the rows of a key: words follow each of them, and the exemptions ascend from row to row.

    Codes without brackets do not count: beside the lines of a page, they stack up in the margin in the same way.
    """
    fewest = _FEWEST_ROWS - 1  # a word of the row before may have made one of them a citation
    codes = [mark.start for mark in marks if mark.kind in _CODES]
    if len(codes) < fewest or sum(_ROW.match(text, _line_start(text, at)) is not None for at in codes) < fewest:
        return marks
    keys = _keys(text)
    firsts = [first for first, _ in keys]
    return [
        mark
        for mark in marks
        if mark.kind not in _CODES or not _within(keys, bisect_right(firsts, mark.start) - 1, mark)
    ]


def _within(keys: list[tuple[int, int]], index: int, mark: Mark) -> bool:
    return index >= 0 and mark.start < keys[index][1]


def _keys(text: str) -> list[tuple[int, int]]:
    """Return, ascending, where rows of a key stand in a text: three or more close to each other, in ascending order."""
    keys: list[tuple[int, int]] = []
    first = last = count = 0
    before = ""
    for row in _ROW.finditer(text):
        exemption = f"{row[1]}{row[2] or ''}".upper()
        if exemption > before and row.start() - last <= _BETWEEN_ROWS:
            count += 1
        else:
            first, count = row.start(), 1
        before, last = exemption, row.end()
        if count == _FEWEST_ROWS:
            keys.append((first, last))
        elif count > _FEWEST_ROWS:
            keys[-1] = first, last
    return keys


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", max(0, at - _MARGIN), at), text.rfind("\r", max(0, at - _MARGIN), at)) + 1


def _crowds(indices: list[int], marks: list[Mark], span: int, different: int) -> set[int]:
    """Return those `indices` that stand within `span` characters of each other and hold `different` codes or more."""
    crowd: set[int] = set()
    first = 0
    seen: Counter[str] = Counter()
    for at, index in enumerate(indices):
        seen.update(code[:6] for code in marks[index].codes)
        while marks[index].start - marks[indices[first]].start > span:
            for code in marks[indices[first]].codes:
                seen[code[:6]] -= 1
                if not seen[code[:6]]:
                    del seen[code[:6]]
            first += 1
        if len(seen) >= different:
            crowd.update(indices[max(first, at - 60) : at + 1])
    return crowd


def _grouped(text: str, marks: list[Mark]) -> tuple[list[Mark], list[Group]]:
    out: list[Mark] = []
    groups: list[Group] = []
    said: set[tuple[str, ...]] = set()  # by the codes of the portion; one that repeats begins the next portion
    previous: Mark | None = None
    for mark in marks:
        if mark.kind == "release-stamp":
            out.append(mark)
            previous = None
            continue
        coded = mark.kind in _CODES
        if previous is None or (coded and mark.codes in said) or not _same_portion(text, previous, mark):
            groups.append(Group(len(groups), _extent(text, mark) if coded else None))
            said.clear()
        if coded:
            said.add(mark.codes)
        out.append(_in_group(mark, len(groups) - 1))
        previous = mark
    return out, groups


def _in_group(mark: Mark, group: int) -> Mark:
    """Return the mark with its group, its fields in their order: `replace` takes several times as long."""
    return Mark(
        mark.kind, mark.start, mark.end, mark.raw, mark.codes, mark.amount, mark.confidence, group, mark.pattern
    )


def _same_portion(text: str, one: Mark, other: Mark) -> bool:
    """Codes of one stack or list, and a code directly behind a bracket or run, belong to one withheld portion."""
    if other.start < one.end:
        return True
    if other.kind not in _CODES or other.start - one.end > _FARTHEST:
        return False
    if _BETWEEN.fullmatch(text, one.end, other.start):
        return True
    return one.kind in _CODES and _STACK.fullmatch(text, one.end, other.start) is not None


def _extent(text: str, mark: Mark) -> Span | None:
    """The white space a code stands for: from the end of the text before it to the code; None without such space."""
    at = mark.start
    if at and not text[at - 1].isspace():
        return None
    floor = max(0, at - 4000)
    start = floor + len(text[floor:at].rstrip())
    return Span(start, at) if at - start >= 2 and text[start:at] != "\r\n" else None
