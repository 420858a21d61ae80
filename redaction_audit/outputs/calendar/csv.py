"""CSV of the calendar (RFC 4180, UTF-8): one line a record, as they come; no cell starts a formula."""

from collections.abc import Iterator

from redaction_audit.calendar.entry import Due, Said, Term
from redaction_audit.outputs.calendar.streaming import Stream
from redaction_audit.outputs.report import Run, cited
from redaction_audit.text.layout import joined
from redaction_audit.text.spreadsheet import line

COLUMNS = (
    "record", "path", "member", "row", "provenance", "date", "date_precision", "date_source", "orders", "cited_order",
    "level", "instruction_kind", "instruction_raw", "instruction_value", "instruction_codes", "review_date",
    "review_instruction", "lawful_date", "lawful_basis", "lawful_sum", "automatic_date", "automatic_sum",
    "governing_date", "governing_basis", "governing_sum", "status", "days", "reason", "why", "citations",
    "released",
)  # fmt: skip


class Dates(Stream):
    """Writes a head line and one line a record."""

    def begin(self, run: Run) -> bytes:
        """Return the head line."""
        del run
        return line(COLUMNS)

    def written(self, entry: Due) -> bytes:
        """Return the entry as one line."""
        return line(cells(entry))


def cells(entry: Due) -> Iterator[str]:
    """Yield the cells of one record in the order of `COLUMNS`."""
    yield entry.record
    yield entry.path
    yield entry.origin.member or ""
    yield str(entry.origin.row or "")
    yield entry.provenance or ""
    yield entry.date or ""
    yield entry.date_precision or ""
    yield entry.date_source or ""
    yield joined(entry.orders or (), "; ")
    yield entry.cited_order or ""
    yield entry.level or ""
    said = entry.instruction
    yield from (said.kind, said.raw, said.value or "", joined(said.codes)) if said else ("", "", "", "")
    yield (entry.review.date or "") if entry.review else ""
    yield _reviewed(entry.review)
    yield from _term(entry.lawful)
    yield from _term(entry.automatic)[::2]
    yield from _term(entry.governing)
    yield entry.status
    yield "" if entry.days is None else str(entry.days)
    yield entry.reason or ""
    yield entry.why
    yield joined(map(cited, entry.citations), "; ")
    yield "yes" if entry.released else "no"


def _term(term: Term | None) -> tuple[str, str, str]:
    return (term.date.isoformat(), term.basis, term.arithmetic) if term else ("", "", "")


def _reviewed(review: Said | None) -> str:
    return joined((joined(review.codes), review.value), " ") if review else ""
