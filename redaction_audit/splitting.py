"""Several records in one file: where the next one begins.

A file is cut only where a new record certainly begins: at a third-party head (reference id, date, date, one a line; or
id and date with their labels), at a transmission head (`VZCZC...`) or behind a transmission tail (`NNNN`), and where
the Doc No. of State release pages changes. Quoted and indented heads never cut, nor do the further sections of one
telegram. The pieces tile the file.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise
from typing import Any

import msgspec

from redaction_audit.expressions import fixed
from redaction_audit.model import Origin, Record
from redaction_audit.structure import labelled, stamps

Mark = tuple[int, str]
"""A line and what stands there: `head`, `transmission`, `tail` (the line behind it), `first` or `document`."""

_STRAY = 3
"""Lines: what stands between two records and is no longer than this (rulers, page numbers, stamps) is no record."""

_HEADING = 8
"""Lines of a third-party head (id, two dates, level, post, notices); the record's own transmission head is near."""

_LABELLED = 80
"""Characters in front of such a head in which its labels stand, where it is a row of a table or a copy of one."""

_PAGE = 20_000
"""Characters of a page at most."""

_NEAR = 3000
"""Characters after a transmission head within which the section line of a telegram stands."""

_DAY = r"(?:19|20)\d\d-\d\d-\d\d[ \tT]{0,4}[\d:.Z+-]{0,16}[ \t]{0,8}"
_END = r"(?:\r\n?|\n|\Z)"
_HEAD = rf"\n({_DAY})(?:\r\n?|\n){_DAY}{_END}"
_HEAD_CR = _HEAD.replace(r"\n", r"\r", 1)
_ID = r"[\f\ufeff]{0,3}(?P<id>\d\d(?:\d\d)?[A-Z]{2,24}\d{1,8}(?:_[A-Z])?[ \t]{0,8})"
_LABELS = (
    r"(?:\A|[\r\n])(?P<labels>(?i:reference id\s{1,4}created(?:\s{1,4}(?:released|classification|origin)){0,3}))"
    r"[ \t]{0,8}[\r\n]{1,4}\Z"
)
_LABELLED_ID = r"(?:\A|[\r\n]|(?<=\n)\f|\ufeff)(?=(?:\| {0,40})?(?i:reference|cable|message) I[Dd][ \t]{0,40}[:|])"
_TRANSMISSION = r"ZCZC[A-Z]{0,6}\d{0,6}\b"
_TAIL = rf"NNNN(?<!\w\w\w\w\w)[ \t]{{0,8}}{_END}"
_DOCUMENT = r"Doc No\.?[ :]{0,3}([A-Z][0-9OolIS]{8})\b"
_STATE = r"[\f\ufeff]{0,3}[ \t]{0,99}[A-Z0-9 ,./()-]{0,60}(?:Department of State|Case No)[^\r\n]{0,80}"
_FOOT = r"[^\r\n\f]{0,200}[ \t\r\n]{0,200}(?:\f|\Z)"
_SECTION = r"SECTION {1,3}(\d{1,2}) {1,3}OF {1,3}(\d{1,2}) {1,3}([A-Z][A-Z ]{1,23}?) {1,3}0{0,6}(\d{1,7})"


# The same for hyperscan, each at least as wide as what it stands for.
_HINTS = (
    rb"\n(19|20)\d\d-\d\d-\d\d[ \tT\d:.Z+-]{0,28}(\r|\n)\n?(19|20)\d\d-\d\d-\d\d",
    rb"\r(19|20)\d\d-\d\d-\d\d[ \tT\d:.Z+-]{0,28}\r(19|20)\d\d-\d\d-\d\d",
    rb"ZCZC",
    rb"NNNN",
    rb"Doc No",
    rb"[\r\n](\| *)?(?i:reference|cable|message) I[Dd][ \t]*[:|]",
)
_AT_ONCE = 1 << 20
"""Characters of a text that is copied for hyperscan; longer ones are searched in place."""


def split(record: Record) -> Iterable[Record]:
    """Return the records of one file, almost always the record itself; each says on which file line it begins."""
    starts = boundaries(record.text, record.utf8)
    return _pieces(record, starts) if starts else (record,)


def _pieces(record: Record, starts: list[int]) -> Iterator[Record]:
    """Yield what stands between the starts of records."""
    line = record.origin.line or 1
    edges = [0, *starts, len(record.text)]
    for start, end in pairwise(edges):
        piece = record.text[start:end]
        yield msgspec.structs.replace(
            record,
            text=piece,
            origin=Origin(record.origin.path, record.origin.member, record.origin.row, line),
            size=len(piece.encode(record.encoding, "replace")),
            gaps=() if start else record.gaps,
            utf8=None,
        )
        line += piece.count("\n") + piece.count("\r") - piece.count("\r\n")


def boundaries(text: str, data: bytes | None = None) -> list[int]:
    """Return the offsets, ascending and without 0, at which a further record begins; each is the start of a line.

    `data` is the text in UTF-8, where the caller has it anyway.
    """
    if _plain(text, data):
        return []
    marks: list[Mark] = []
    if "\n20" in text or "\n19" in text:
        marks += _heads(text, _HEAD)
    if "\r" in text and ("\r20" in text or "\r19" in text):
        marks += _heads(text, _HEAD_CR)
    if " ID" in text or " Id" in text:
        marks += _labelled(text)
    if "ZCZC" in text:
        marks += _transmissions(text)
    if "NNNN" in text:
        marks += _tails(text)
    if "Doc No" in text:
        documents = _documents(text)
        marks = [mark for mark in marks if not _inside(mark[0], documents)]
        marks += [(first, "document" if index else "first") for index, (first, _) in enumerate(documents)]
    if not marks or marks == [(0, "head")]:
        return []
    return _cuts(text, sorted(marks, key=lambda mark: (mark[0], mark[1] != "tail")))


def _plain(text: str, data: bytes | None = None) -> bool:
    """Say that nothing in a text can begin a second record, in one pass where hyperscan is loaded anyway."""
    if "hyperscan" not in sys.modules or len(text) > _AT_ONCE or (database := _database()) is None:
        return False
    hits: list[int] = []
    database.scan(text.encode("utf-8", "replace") if data is None else data, _note, 0, hits, database.scratch)
    return not hits


def _note(hint: int, _start: int, _end: int, _flags: int, hits: list[int]) -> None:
    hits.append(hint)


@cache
def _database() -> Any:
    """Return the compiled hints, or None where hyperscan does not work."""
    try:
        import hyperscan

        from redaction_audit.marks.database import kept

        flags = [hyperscan.HS_FLAG_SINGLEMATCH] * len(_HINTS)
        return kept("records", list(_HINTS), flags, hyperscan.HS_MODE_BLOCK)
    except Exception:  # noqa: BLE001 - whatever an unfit native library raises, the search without it finds the same
        return None


def _cuts(text: str, marks: list[Mark]) -> list[int]:
    """Return where to cut, given all marks in text order."""
    cuts: list[int] = []
    start = behind = 0
    seen: set[str] = set()
    for at, kind in [*marks, (len(text), "end")]:
        if "tail" in seen and _lines(text, behind, at) > _STRAY and not _continues(text, start, behind):
            cuts.append(behind)
            start, seen = behind, set()
        if kind == "tail":
            if _lines(text, start, at) <= _STRAY:
                continue  # it ends nothing
            behind = at
        elif kind != "end" and _begins(text, start, at, kind, seen):
            cuts.append(at)
            start, seen = at, set()
        seen.add(kind)
    return cuts


def _begins(text: str, start: int, at: int, kind: str, seen: set[str]) -> bool:
    """Say whether a mark begins a new record rather than belonging to the one that began at `start`."""
    if kind == "document" or (kind == "first" and seen & {"head", "tail"}):
        return _lines(text, start, at) > _STRAY
    if kind == "first":
        return False  # it may be the foot of a page whose heading cannot be read
    if seen & {"transmission", "tail"}:
        return kind == "head" or not _continues(text, start, at)
    if "head" in seen:
        return kind == "head" or _lines(text, start, at, _HEADING) > _HEADING
    return _lines(text, start, at) > _STRAY


def _lines(text: str, start: int, end: int, most: int = _STRAY) -> int:
    """Count the lines with something on them, up to one more than `most`."""
    return sum(1 for _ in islice(_pattern(r"\S[^\r\n]*").finditer(text, start, end), most + 1))


def _continues(text: str, start: int, at: int) -> bool:
    """Say whether what begins at `at` is a further section of the telegram that began at `start`."""
    if text.find("SECTION", at, at + _NEAR) < 0:
        return False
    find = _pattern(_SECTION).search
    further = (text.find(word, at + len("VZCZC"), at + _NEAR) for word in ("ZCZC", "NNNN"))
    end = min((place for place in further if place >= 0), default=at + _NEAR)
    here, first = find(text, at, end), find(text, start, min(at, start + _NEAR))
    return here is not None and first is not None and int(here[1]) > 1 and here.group(2, 3, 4) == first.group(2, 3, 4)


def _heads(text: str, pattern: str) -> Iterator[Mark]:
    """Yield third-party heads: a reference id alone on its line, then two lines that each hold a date and no more."""
    at = 0
    while (found := _pattern(pattern).search(text, at)) is not None:
        at = found.end(1)
        end = found.start()
        if text[end] == "\n" and text[end - 1 : end] == "\r":
            end -= 1
        start = _line_start(text, end)
        if start is not None and (id_ := _pattern(_ID).fullmatch(text, start, end)):
            labels = _pattern(_LABELS).search(text, max(0, start - _LABELLED), start)
            yield labels.start("labels") if labels else id_.start("id"), "head"


def _labelled(text: str) -> Iterator[Mark]:
    """Yield third-party heads that are lists of labels or a table of one row: id and date in both."""
    for found in _pattern(_LABELLED_ID).finditer(text):
        if labelled.find(text, found.end()) is not None:
            yield found.end(), "head"


def _transmissions(text: str) -> Iterator[Mark]:
    for found in _pattern(_TRANSMISSION).finditer(text):
        start = found.start() - (text[found.start() - 1 : found.start()] == "V")
        if start == 0 or text[start - 1] in "\r\n\f\ufeff":
            yield start, "transmission"


def _tails(text: str) -> Iterator[Mark]:
    """Yield the next line with something on it behind every `NNNN` that stands alone on its line."""
    for found in _pattern(_TAIL).finditer(text):
        start = _line_start(text, found.start())
        if start == found.start() or (start == found.start() - 1 and text[start] == "\f"):
            blank = _pattern(r"(?:[ \t\f]{0,200}(?:\r\n?|\n))*").match(text, found.end())
            yield (blank.end() if blank else found.end()), "tail"


def _documents(text: str) -> list[tuple[int, int]]:
    """Return first and last line of every Doc No. of State release pages, in order.

    A number that gives way to the one before it again is a misreading or an enclosure and begins nothing.
    """
    pages: list[tuple[int, str]] = []
    last: dict[str, int] = {}
    for found in _pattern(_DOCUMENT).finditer(text):
        start = _line_start(text, found.start())
        if start is not None and _pattern(_STATE).fullmatch(text, start, found.start()):
            number = found[1][0] + found[1][1:].translate(stamps.LOOK_ALIKES)
            pages.append((_page_start(text, start, found.end()), number))
            last[number] = found.start()
    spans: list[tuple[int, int]] = []
    for start, number in pages:
        if not spans or (start > spans[-1][1] and last[number] > spans[-1][1]):
            spans.append((start, last[number]))
    return spans


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether a place lies within one of several spans, which ascend and do not overlap."""
    index = bisect_left(spans, (at, 0)) - 1
    return index >= 0 and at <= spans[index][1]


def _page_start(text: str, start: int, end: int) -> int:
    """Return the start of the page of a strip whose line begins at `start` and whose number ends at `end`.

    That is behind the form feed just above; behind the one before the page where nothing but a form feed or the end
    follows the strip, as at the foot; else the line itself.
    """
    above = text.rfind("\f", max(0, start - _PAGE), start + 1)
    if above < 0:
        return start
    return above + 1 if not text[above:start].strip() or _pattern(_FOOT).match(text, end) else start


def _line_start(text: str, at: int) -> int | None:
    """Return where the line of `at` begins, or None where that is more than 200 characters back."""
    start = max(text.rfind("\n", max(0, at - 201), at), text.rfind("\r", max(0, at - 201), at)) + 1
    return start if start or at <= 200 else None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when first needed."""
    return fixed(pattern)
