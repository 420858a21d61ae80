"""Pages on which no rule saw anything, drawn for a second look: what the rules miss is found nowhere else.

A drawn page stands in the queue like a finding: to confirm it says that nothing is missing, to dismiss it that
something is. It lives in the log only, under a key of its own.
"""

from collections.abc import Iterator, Sequence

from redaction_audit.lines import Lines
from redaction_audit.model import Frozen
from redaction_audit.review.made import UNMARKED_PAGE, page_key
from redaction_audit.review.sampling import sample
from redaction_audit.review.source import Source
from redaction_audit.store import Item, Store, StoredRecord

_FIRST_ROW = -(1 << 40)
"""Rows of drawn pages lie below those of findings made by hand, which are the negative numbers of their events."""


class Page(Frozen):
    """A page of a record, counted from 1; a record without page breaks is one."""

    record_row: int
    number: int


def unmarked(store: Store) -> Iterator[Page]:
    """Yield the pages of the current run that no finding stands on, in the order of reading.

    Where a finding does not say its page, its whole record counts as seen.
    """
    seen = store.seen_pages()
    for row, pages in store.pages():
        of_record = seen.get(row, frozenset())
        if pages is None and not of_record:
            yield Page(row, 1)
        elif None not in of_record:
            yield from (Page(row, number) for number in range(1, (pages or 0) + 1) if number not in of_record)


def draw(store: Store, source: Source, size: int, seed: str) -> list[Item]:
    """Return rows of a list for `size` of these pages, the same for everybody with this seed; in order of reading."""
    records: dict[int, StoredRecord] = {}

    def name(page: Page) -> str:
        record = records.get(page.record_row) or store.record(page.record_row)
        if record is None:
            return ""
        records[page.record_row] = record
        return page_key(record.record, page.number)

    drawn = sorted(sample(unmarked(store), size, seed, name), key=lambda page: (page.record_row, page.number))
    return [_item(at, page, records[page.record_row], source) for at, page in enumerate(drawn)]


def _item(at: int, page: Page, record: StoredRecord, source: Source) -> Item:
    text = source.open(record).text or ""
    start, end = _first_line(text, page.number)
    line, column = Lines(text).line_column(start)
    return Item(
        row=_FIRST_ROW + at, key=page_key(record.record, page.number), record_row=record.row, record=record.record,
        rule=UNMARKED_PAGE.rule, name=UNMARKED_PAGE.name, severity=UNMARKED_PAGE.severity, confidence="high",
        start=start, end=end, line=line, column=column, page=page.number if "\f" in text else None, paragraph=None,
        message="no rule saw anything on this page: confirm that nothing is missing, dismiss where something is",
        state="open", decision=None, first_by=None, second_by=None, noted=False, assigned=None, seq=None,
        leased_by=None, marked=False,
    )  # fmt: skip


def _first_line(text: str, page: int) -> tuple[int, int]:
    """Return the half-open place of the first line of a page that holds something."""
    start = 0
    for _ in range(page - 1):
        start = text.find("\f", start) + 1
    end = text.find("\f", start)
    body = text[start : len(text) if end < 0 else end]
    start += len(body) - len(body.lstrip())
    line = text.find("\n", start)
    return start, len(text) if line < 0 else line


def looked_at(items: Sequence[Item]) -> tuple[int, int]:
    """Return (pages on which something was missed, pages looked at) of drawn pages."""
    said = [item.decision for item in items if item.decision in {"confirm", "dismiss"}]
    return said.count("dismiss"), len(said)
