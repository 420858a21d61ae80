"""One row a record: what it is, what is withheld and how that is marked, where it stands in the calendar."""

from collections.abc import Iterator

from redaction_audit.model import SEVERITIES
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.sheets import Row
from redaction_audit.reports.values import Cell, Page
from redaction_audit.text.layout import joined

TITLE = "Records"
COLUMNS = (
    "record", "path", "member", "row", "line", "bytes", "date", "orders", "level", "provenance", "form", "characters",
    "marks", "marks_by_kind", "codes", "characters_withheld", "share_withheld", "portions", "amount_shown",
    "exemption_named", "exemption_at_place", "rate_amount", "rate_exemption", "rate_place", "calendar",
    "governing_date", "governing_basis", "governing_sum", "automatic_date", "why", "errors", "warnings", "notes",
    "decided", "set_aside", "failed", "not_judged", "gaps", "not_read",
)  # fmt: skip


def rows(batch: Batch) -> Iterator[Row]:
    """Yield every record, and inputs that held none."""
    for page in batch.pages(lines=False):
        yield _row(page)


def _row(page: Page) -> Row:
    record, origin = page.record, page.record.origin
    severities = [told.finding.severity for told in page.told]
    return (
        record.record, origin.path, origin.member, origin.row, origin.line, record.size, record.date,
        joined(record.orders or (), "; "), record.level,
        *_profile(page),
        *(severities.count(severity) for severity in SEVERITIES),
        sum(told.said is not None and told.said.head.decision is not None for told in page.told),
        len(page.set_aside), len(page.failed), sum(count for _, count in page.not_judged), len(page.gaps),
        joined((gap.reason for gap in page.gaps if gap.severity == "error"), "; "),
    )  # fmt: skip


def _profile(page: Page) -> tuple[Cell, ...]:
    profile = page.profile
    if profile is None:
        return (None,) * 21
    marking, dated = profile.marking, profile.calendar
    of = marking.portions
    standing: tuple[Cell, ...] = (None,) * 6
    if dated is not None:
        standing = dated.status, dated.date, dated.basis, dated.arithmetic, dated.automatic, dated.why
    rates = [shown / of if of else None for shown in (marking.amount, marking.exemption, marking.place)]
    return (
        profile.provenance, profile.form, profile.characters, sum(profile.marks.values()), _listed(profile.marks),
        _listed(profile.codes), profile.withheld,
        profile.withheld / profile.characters if profile.characters else 0.0,
        of, marking.amount, marking.exemption, marking.place, *rates,
        *standing,
    )  # fmt: skip


def _listed(counts: dict[str, int]) -> str:
    return joined((f"{name} {count}" for name, count in counts.items()), "; ")
