"""What tables of withholdings share: a record with what was disposed of it, and the list of what nobody said yet."""

from collections.abc import Mapping, Sequence

from redaction_audit.model import Frozen, Profile
from redaction_audit.reports.values import Cell
from redaction_audit.review.events import Event
from redaction_audit.review.withholdings import Document
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.layout import joined


class Listed(Frozen):
    """A record in which something is withheld. `document` is the record read again, or in words why it cannot be.

    `disposed` are the disposals of its findings that are in effect, details masked.
    """

    record: StoredRecord
    profile: Profile | None
    document: Document | str
    disposed: tuple[Event, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that the scan saw anywhere in the record."""
        return tuple(self.profile.codes) if self.profile else ()


def disposition(listed: Listed, document: Document) -> str | None:
    """Return what was decided of the record: as its release stamp prints it, and as reviewers disposed."""
    said = tuple(dict.fromkeys(joined((event.value, event.detail), " ") for event in listed.disposed))
    return joined((document.stamp, joined(said, "; ")), "; ") or None


def referral(listed: Listed) -> str | None:
    """Return the agencies that reviewers referred the record to."""
    agencies = (event.detail for event in listed.disposed if event.value == "refer")
    return joined(dict.fromkeys(agency for agency in agencies if agency), "; ") or None


def missing(found: Mapping[str, Cell], columns: Sequence[str], optional: Sequence[str] = ()) -> str:
    """Return the names of the columns that nothing is known for; `optional` ones may stay empty."""
    return "; ".join(name for name in columns if name not in optional and found.get(name) in (None, ""))


def unread(listed: Listed, columns: Sequence[str], known: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """Return the row of a record that cannot be read again: what the store knows, and why the rest is missing."""
    found: dict[str, Cell] = {"document": listed.record.record, "date": listed.record.date, **known}
    cells = [found.get(name) for name in columns[:-1]]
    return (*cells, f"{missing(found, columns[:-1])} (not read again: {listed.document})")
