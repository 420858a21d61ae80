"""The head that a third party puts above an extract, as a list of labels or as a table of one row.

Cable ID: 05ARBON417                 | Reference ID | Created          | Origin        |
Date: 2005-03-03 14:30               |--------------|------------------|---------------|
Origin: Embassy Arbon                | 05ARBON417   | 2005-03-03 14:30 | Embassy Arbon |
"""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed
from redaction_audit.model import Frozen

ID = r"(?:19|20)?\d\d[A-Z][A-Z0-9]{1,24}?\d{1,7}(?:_[a-zA-Z])?"
"""Pattern source of a reference id: year of two or four digits, post, serial."""

TIME = r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
"""Pattern source of a day, with or without its time."""

BEGINS = r"(?i:(?:reference|cable|message) id)"
"""Pattern source of the label of the id, with which such a head begins."""

_PARTS = {
    "date": "created", "created": "created", "date created": "created", "date/time": "created",
    "released": "released", "date released": "released", "classification": "level", "origin": "origin",
    "source": "origin", "from": "origin",
}  # fmt: skip
"""What each label, in small letters, introduces."""

_OTHERS = frozenset(("to", "destination", "destinations", "references", "tags", "header", "subject", "title"))
"""Labels of what is read in the telegram itself, where it stands once more."""

_LINES = 12
"""Lines of the longest head."""

Place = tuple[int, int]


class Places(Frozen):
    """Where the parts of such a head stand: `id` and `created` always, perhaps `released`, `level` and `origin`."""

    parts: dict[str, Place]
    last: int

    def span(self, name: str) -> Place:
        """Return the place of a part as a match returns that of a group: (-1, -1) where there is none."""
        return self.parts.get(name, (-1, -1))

    def end(self) -> int:
        """Return the offset behind the head."""
        return self.last


def find(text: str, at: int = 0) -> Places | None:
    """Return the parts of the head that begins at `at`, white space aside, or None where there is none."""
    opening = _opening().match(text, at)
    if opening is None:
        return None
    cells, end = _row(text, opening) if opening["table"] is not None else _list(text, opening.start("label"))
    parts: dict[str, Place] = {}
    for label, start, stop in cells:
        name = "id" if _id_label().fullmatch(label) else _PARTS.get(label.lower())
        if name is not None and start < stop:
            parts.setdefault(name, (start, stop))
    whole = all(name in parts and _form(name).fullmatch(text, *parts[name]) for name in ("id", "created"))
    if not whole:
        return None
    if "released" in parts and not _form("created").fullmatch(text, *parts["released"]):
        del parts["released"]
    return Places(parts, end)


Cell = tuple[str, int, int]
"""A label and the place of its value."""


def _list(text: str, at: int) -> tuple[list[Cell], int]:
    """Return the labels of the lines from `at` on with their values, and where they end."""
    cells: list[Cell] = []
    for _ in range(_LINES):
        found = _line().match(text, at)
        if found is None or not (cells == [] or found["label"].lower() in _PARTS.keys() | _OTHERS):
            break
        cells.append((found["label"], *found.span("value")))
        at = found.end()
    return cells, at


def _row(text: str, opening: re.Match[str]) -> tuple[list[Cell], int]:
    """Return the labels of a table's first line with the cells of the row below it, and where that ends."""
    found = _table().match(text, opening.start("table"))
    if found is None:
        return [], opening.end()
    labels = (text[start:end] for start, end in _cells(text, *found.span("labels")))
    values = _cells(text, *found.span("values"))
    return [(label, *value) for label, value in zip(labels, values, strict=False)], found.end("values")


def _cells(text: str, start: int, end: int) -> Iterator[Place]:
    """Yield the places of the cells of a row without its outer strokes, white space left out."""
    for part in text[start:end].split("|"):
        bare = part.strip()
        first = start + part.find(bare)
        yield first, first + len(bare)
        start += len(part) + 1


@cache
def _opening() -> re.Pattern[str]:
    return fixed(
        rf"\s{{0,200}}(?P<table>\|[ \t]{{0,40}}(?={BEGINS}[ \t]{{0,40}}\|))?(?P<label>{BEGINS})[ \t]{{0,40}}[:|]"
    )


@cache
def _id_label() -> re.Pattern[str]:
    return fixed(BEGINS)


@cache
def _line() -> re.Pattern[str]:
    return fixed(
        r"[ \t]{0,8}(?P<label>[A-Za-z][A-Za-z/]{1,14}(?: [A-Za-z]{1,14})?)[ \t]{0,20}:[ \t]{0,40}"
        r"(?P<value>[^\r\n]{0,300}?)[ \t]{0,40}(?:\r\n?|\n|\Z)"
    )


@cache
def _table() -> re.Pattern[str]:
    """Match the labels, a ruled line and the row of values."""
    end = r"\|?[ \t]{0,40}(?:\r\n?|\n|\Z)"
    return fixed(
        rf"\|(?P<labels>[^\r\n]{{1,300}}?){end}[ \t]{{0,8}}\|[-|: \t]{{3,300}}(?:\r\n?|\n)"
        rf"[ \t]{{0,8}}\|(?P<values>[^\r\n]{{1,600}}?){end}"
    )


@cache
def _form(name: str) -> re.Pattern[str]:
    return fixed(ID if name == "id" else TIME)
