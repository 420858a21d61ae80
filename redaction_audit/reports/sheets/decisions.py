"""One row an event of the log, in its order: who said what of which finding, and the digest that chains it."""

from collections.abc import Callable, Iterator

from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Row
from redaction_audit.review.events import Event
from redaction_audit.review.notes import masking

TITLE = "Decisions"
COLUMNS = (
    "seq", "at", "reviewer", "kind", "value", "detail", "note", "record", "rule", "key", "start", "end", "group",
    "undoes", "session", "digest",
)  # fmt: skip


def rows(batch: Batch) -> Iterator[Row]:
    """Yield every event of the store, those of findings that the run does not hold among them."""
    store = batch.store
    events = store.events()
    found = store.rows_for({event.key for event in events})
    orphans = {one.key: one.record for one in store.orphans()}
    masks: dict[int, Callable[[str], str]] = {}
    for event in events:
        item = next(iter(store.items([found[event.key]])), None) if event.key in found else None
        record_row = item.record_row if item else _by_hand(event)
        mask = masks.get(record_row) or masks.setdefault(record_row, _mask(batch, record_row))
        yield _row(event, mask, item.record if item else orphans.get(event.key), item.rule if item else None)


def _mask(batch: Batch, record_row: int) -> Callable[[str], str]:
    """Return what masks a note; of a finding that no run holds any more nobody knows what its record hides."""
    record = batch.store.record(record_row) if record_row else None
    if record is None:
        return lambda _: "(left out: its record is not in this run)"
    return masking(record, batch.reading if batch.options.text else None)


def _by_hand(event: Event) -> int:
    return int(event.value) if event.kind == "added" and event.value and event.value.isdecimal() else 0


def _row(event: Event, mask: Callable[[str], str], record: str | None, rule: str | None) -> Row:
    added = event.kind == "added"
    return (
        event.seq, event.at, event.reviewer, event.kind, None if added else event.value,
        mask(event.detail) if event.detail and not added else None, mask(event.note) if event.note else None,
        record or (event.detail if added else None), rule, event.key, event.start, event.end, event.group, event.undoes,
        event.session, event.digest,
    )  # fmt: skip
