"""A withdrawal sheet in the manner of the National Archives: one row a record that is withheld, whole or in part.

Such a notice describes the item, says under which restriction it is closed, and gives the citation that a researcher
asks for it by: project and item number, collection, box and folder, which no page of the item holds.
"""

from collections.abc import Iterator

from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Row
from redaction_audit.reports.values import Cell
from redaction_audit.reports.withheld import Listed, disposition, missing, unread
from redaction_audit.review.withholdings import Document
from redaction_audit.text.layout import joined

TITLE = "Withdrawal sheet"
COLUMNS = (
    "item", "document", "type", "subject or title", "correspondents", "date", "pages", "pages denied", "restriction",
    "disposition", "collection", "box", "folder", "project", "withdrawn by", "withdrawn on", "missing",
)  # fmt: skip


def rows(batch: Batch) -> Iterator[Row]:
    """Yield every record with something withheld, numbered in the order of reading."""
    for item, listed in enumerate(batch.withheld(), 1):
        denied = listed.profile.marks.get("page-denied", 0) if listed.profile else 0
        known: dict[str, Cell] = {
            "item": item,
            "pages denied": denied or None,
            "restriction": joined(listed.codes, "; ") or None,
        }
        if isinstance(listed.document, str):
            yield unread(listed, COLUMNS, known)
            continue
        found = known | _read(listed, listed.document)
        names = COLUMNS[:-1]
        yield (*(found.get(name) for name in names), missing(found, names, optional=("pages denied",)))


def _read(listed: Listed, document: Document) -> dict[str, Cell]:
    return {
        "document": document.number,
        "type": document.form,
        "subject or title": document.subject,
        "correspondents": joined((document.author, document.recipient), " to ") or None,
        "date": document.date,
        "pages": document.pages,
        "disposition": disposition(listed, document),
    }
