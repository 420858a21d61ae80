"""The skeleton of a Vaughn index: one row a withheld portion of every record that has any.

What the page says is filled in. What only counsel can say (description, harm, segregability ...) stays empty and is
named in the last column.
"""

from collections.abc import Iterator

from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Row
from redaction_audit.reports.values import Cell
from redaction_audit.reports.withheld import Listed, disposition, missing, referral, unread
from redaction_audit.review.withholdings import Document, Withholding
from redaction_audit.text.layout import joined

TITLE = "Vaughn index"
COLUMNS = (
    "document", "case", "bates", "pages", "type", "date", "author", "recipient", "subject as printed", "disposition",
    "entry", "page", "paragraph", "line", "mark", "exemption", "exemption named", "amount", "description", "harm",
    "segregability", "referral", "missing",
)  # fmt: skip


def rows(batch: Batch) -> Iterator[Row]:
    """Yield every withheld portion; a record that cannot be read again is one row that says why."""
    for listed in batch.withheld():
        if isinstance(listed.document, str):
            yield unread(listed, COLUMNS, {"exemption": joined(listed.codes, "; ")})
            continue
        for entry, one in enumerate(listed.document.withheld, 1):
            yield _row(listed, listed.document, entry, one)


def _row(listed: Listed, document: Document, entry: int, one: Withholding) -> Row:
    codes = one.codes or document.stamp_codes
    named = "at the place" if one.codes else "on the release stamp" if document.stamp_codes else "nowhere"
    found: dict[str, Cell] = {
        "document": document.number,
        "case": document.case,
        "pages": document.pages,
        "type": document.form,
        "date": document.date,
        "author": document.author,
        "recipient": document.recipient,
        "subject as printed": document.subject,
        "disposition": disposition(listed, document),
        "entry": entry,
        "page": one.page,
        "paragraph": one.paragraph,
        "line": one.line,
        "mark": joined(one.kinds, "; "),
        "exemption": joined(codes, "; ") or None,
        "exemption named": named,
        "amount": one.amount,
        "referral": referral(listed),
    }
    return (*(found.get(name) for name in COLUMNS[:-1]), missing(found, COLUMNS[:-1], optional=("paragraph", "page")))
