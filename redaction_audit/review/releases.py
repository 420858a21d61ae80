"""Which records of a batch may be releases of one and the same document, and what two of them differ in."""

import re
from collections.abc import Callable

from redaction_audit.model import Frozen
from redaction_audit.review.made import Conflict, Place
from redaction_audit.review.reading import Reading
from redaction_audit.store import Store
from redaction_audit.store.values import StoredRecord
from redaction_audit.structure.telegram import same_id
from redaction_audit.text.aligning import align
from redaction_audit.text.aligning.changes import Change, Kind, Pair, totals
from redaction_audit.text.aligning.withheld import withheld
from redaction_audit.text.masking import merged

_SIGNS = re.compile(r"[^0-9a-z]+")


class Side(Frozen):
    """One of two releases as compared: its record, its text, and what must be masked of it."""

    record: StoredRecord
    text: str

    @property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The spans to mask, none within another."""
        return merged(self.record.hidden, self.text)

    def place(self, span: tuple[int, int]) -> Place:
        """Return a stretch of its text without the blanks at both ends."""
        text = self.text[slice(*span)]
        start = span[0] + len(text) - len(text.lstrip())
        return Place(self.record, start, start + len(text.strip()))


class Comparison(Frozen):
    """Two releases, aligned; `counts` says how many changes of each kind there are."""

    left: Side
    right: Side
    pairs: tuple[Pair, ...]
    counts: dict[Kind, int]


def canonical(record: str) -> str:
    """Return a record's id without what releases write differently: case, blanks, hyphens, a telegram's century."""
    return same_id(_SIGNS.sub("", record.casefold()).upper())


def others(store: Store, record: StoredRecord, stop: Callable[[], bool]) -> list[StoredRecord]:
    """Return the other records of the run, those most like releases of `record` first.

    First those of the same id, then those of the same date, then those whose id begins most alike. Returns what it has
    once `stop` says so.
    """
    own = canonical(record.record)
    found = []
    for row in store.record_rows():
        if stop():
            break
        other = store.record(row) if row != record.row else None
        if other is not None and other.record:
            found.append(other)
    return sorted(found, key=lambda other: (*_unlike(own, record.date, other), other.row))


def same(one: StoredRecord, other: StoredRecord) -> bool:
    """Return whether two records have one id: two releases of one document, as far as the batch tells."""
    return canonical(one.record) == canonical(other.record)


def _unlike(own: str, date: str | None, other: StoredRecord) -> tuple[bool, bool, int]:
    id_ = canonical(other.record)
    alike = next((at for at, (a, b) in enumerate(zip(own, id_, strict=False)) if a != b), min(len(own), len(id_)))
    return id_ != own, date is None or other.date != date, -alike


def compare(
    reading: Reading, left: StoredRecord, right: StoredRecord, progress: Callable[[float], bool]
) -> Comparison | str:
    """Align two records; return why not, in words, where one cannot be read or `progress` (0 to 1) says to stop."""
    sides = []
    for record in (left, right):
        opened = reading.open(record)
        if opened.text is None:
            return f"{record.record}: {opened.why}"
        sides.append(Side(record, opened.text))
    found: list[Pair] = []
    left_text, right_text = (side.text for side in sides)
    for pair in align(left_text, right_text, withheld(left_text), withheld(right_text)):
        found.append(pair)
        if len(found) % 64 == 0 and not progress(pair.left[1] / max(len(sides[0].text), 1)):
            return "the comparison was stopped"
    return Comparison(sides[0], sides[1], tuple(found), totals(found))


def conflict(found: Comparison, change: Change) -> Conflict | None:
    """Return what one release shows and the other withholds, None for a change of another kind."""
    left, right = found.left.place(change.left), found.right.place(change.right)
    if change.kind == "O":
        return Conflict(shown=right, withheld=left)
    return Conflict(shown=left, withheld=right) if change.kind == "X" else None
