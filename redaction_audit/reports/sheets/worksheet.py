"""A FOIA worksheet: one row a record with something withheld, as the analyst who processes the case needs it."""

from collections import Counter
from collections.abc import Iterator

from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Row
from redaction_audit.reports.values import Cell
from redaction_audit.reports.withheld import Listed, disposition, missing, referral, unread
from redaction_audit.review.withholdings import Document
from redaction_audit.text.layout import joined

TITLE = "FOIA worksheet"
COLUMNS = (
    "document", "case", "request date", "date", "released", "pages", "provenance", "release stamp", "exemptions",
    "portions withheld", "amount shown", "exemption named", "exemption at the place", "share withheld", "FOI findings",
    "disposition", "referral", "foreseeable harm", "analyst", "missing",
)  # fmt: skip


def rows(batch: Batch) -> Iterator[Row]:
    """Yield every record with something withheld."""
    for listed in batch.withheld():
        rules = Counter(finding.rule for _, finding in batch.store.findings_of(listed.record.row))
        found = _known(listed)
        found["FOI findings"] = joined(f"{rule} {n}" for rule, n in sorted(rules.items()) if rule.startswith("FOI"))
        if isinstance(listed.document, str):
            yield unread(listed, COLUMNS, found)
            continue
        found |= _read(listed, listed.document)
        names = COLUMNS[:-1]
        yield (*(found.get(name) for name in names), missing(found, names, optional=("FOI findings", "referral")))


def _known(listed: Listed) -> dict[str, Cell]:
    profile = listed.profile
    if profile is None:
        return {}
    marking = profile.marking
    return {
        "provenance": profile.provenance,
        "exemptions": joined((f"{code} {count}" for code, count in profile.codes.items()), "; "),
        "portions withheld": marking.portions,
        "amount shown": marking.amount,
        "exemption named": marking.exemption,
        "exemption at the place": marking.place,
        "share withheld": profile.withheld / profile.characters if profile.characters else 0.0,
    }


def _read(listed: Listed, document: Document) -> dict[str, Cell]:
    return {
        "document": document.number,
        "case": document.case,
        "date": document.date,
        "released": document.released,
        "pages": document.pages,
        "release stamp": document.stamp,
        "disposition": disposition(listed, document),
        "referral": referral(listed),
    }
