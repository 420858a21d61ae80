"""Which date governs a record, and where it stands on the day asked for. Never says that a record is declassified."""

import datetime as dt
from itertools import islice

from redaction_audit.calendar.entry import Due, Said, Status, Term
from redaction_audit.calendar.page import ATOMIC, FOREIGN, IMAGERY, NATO, TREATY, Page, read
from redaction_audit.calendar.term import EXEMPTIONS, automatic, ceiling, counted, exempt, latest, lawful
from redaction_audit.checks.dec.sources import AUTOMATIC, CARRIED, DERIVED, LEGACY
from redaction_audit.checks.dec.sources import EXEMPTIONS as EXEMPTED
from redaction_audit.engine import Auditor, gap_of
from redaction_audit.errors import AuditError, blame
from redaction_audit.hearing import LARGEST_JUDGED
from redaction_audit.law import Law
from redaction_audit.law.anniversary import term as span
from redaction_audit.model import Citation, Gap, Inspection, Record

_PRECISION = {4: "year", 7: "month", 10: "day"}

VERIFY = "the date is reached: verify that nothing extended it"

_NO_DATE = "no date of record"
_NO_LEVEL = "no level on the page"
_NO_END = "exemption without a date and without a ceiling"


def due(text: str, seen: Inspection, law: Law, as_of: dt.date, until: dt.date) -> Due:
    """Return the calendar entry of one record.

    `text` is the record and `seen` the same record as read and masked; `until` is the last day that counts as `due`
    rather than `not-due`. The governing date depends on neither day.
    """
    page = read(text, seen)
    allowed, end = lawful(page, law), automatic(page, law)
    governing, why = _governing(page, allowed, end, law)
    reason, reason_status = _reason(page, governing)
    if reason is not None:
        governing, why = None, _reason_words(reason, page)
        end = end if reason_status in ("unknown", "exempt") else None
        allowed = None if reason_status == "not-classified" else allowed
    status = reason_status or _status(governing, as_of, until)
    if status == "overdue":
        why += f"; {VERIFY}"
    return Due(
        schema="dates/1",
        record=seen.record,
        path=seen.path,
        origin=seen.origin,
        provenance=seen.provenance,
        date=seen.date,
        date_precision=_PRECISION.get(len(seen.date), "day") if seen.date else None,  # type: ignore[arg-type]  # closed
        date_source=seen.date_source,
        orders=tuple(seen.orders) if seen.orders is not None else None,
        cited_order=seen.fields.order.value if seen.fields.order else None,
        level=page.level,
        instruction=page.said,
        review=page.review,
        lawful=allowed,
        automatic=end,
        governing=governing,
        status=status,
        days=(governing.date - as_of).days if governing else None,
        reason=reason,
        why=why,
        citations=governing.citations if governing else _reason_law(reason, law),
        released=page.released,
        gaps=seen.gaps,
        size=seen.size,
    )


def _reason(page: Page, governing: Term | None) -> tuple[str | None, Status | None]:
    """Return why no date governs, with the status that follows; (None, None) where one does."""
    if page.unclassified:
        return page.unclassified, "not-classified"
    if page.apart:
        return page.apart, "refer"
    if page.level is None or page.doubted:
        return page.doubted if page.level else _NO_LEVEL, "unknown"
    if page.days is None and (governing is None or governing.basis != "review"):
        return _NO_DATE, "unknown"
    return (None, None) if governing is not None else (_NO_END, "exempt")


def _status(governing: Term | None, as_of: dt.date, until: dt.date) -> Status:
    if governing is None:
        return "unknown"
    if as_of > governing.date:
        return "overdue"
    if governing.basis in ("exempt", "ceiling"):
        return "exempt"
    return "due" if governing.date <= until else "not-due"


# -- the governing date ------------------------------------------------------------------------------------------------


def _governing(page: Page, allowed: Term | None, end: Term | None, law: Law) -> tuple[Term | None, str]:
    """Return the date that counts at the end and one sentence on why. A later review is the later word."""
    if page.review is not None and (page.reviewed_to or page.review.codes):
        return _reviewed(page, page.review, end, law)
    if exempt(page.codes):
        return _exempted(page.codes, page.marked, page, law, "the instruction")
    if page.marked is not None:
        return _carried(page, page.marked, allowed, end)
    if allowed is not None and allowed.basis == "schedule":
        return allowed, _schedule_words(page, allowed)
    if end is None:
        return None, ""
    cites = (*end.citations, *((LEGACY,) if page.codes else (DERIVED,) if _missing(page) else ()))
    return Term(end.date, end.basis, end.arithmetic, tuple(dict.fromkeys(cites))), _automatic_words(page, allowed, end)


def _reviewed(page: Page, review: Said, end: Term | None, law: Law) -> tuple[Term | None, str]:
    decided = f" of {review.date}" if review.date else ""
    if exempt(review.codes):
        return _exempted(review.codes, page.reviewed_to, page, law, f"the later review{decided}")
    day = page.reviewed_to
    if day is None:
        codes = ", ".join(review.codes)
        return end, f"the later review{decided} left {codes}, which names no end: the automatic date governs"
    if end is not None and day > end.date and (review.date or "9999") <= end.date.isoformat():
        words = (
            f"the later review{decided} set {day}, past the record's own 25th year: the automatic date of a permanent "
            "record governs"
        )
        return Term(end.date, "automatic", end.arithmetic, (AUTOMATIC, *end.citations)), words
    limit = ceiling(("25X",), page, law)
    if limit is not None and day > limit.date:
        words = f"the later review{decided} set {day}, beyond {limit.date}, the ceiling of an exemption at 25 years"
        return Term(limit.date, "ceiling", limit.arithmetic, (EXEMPTED, *limit.citations)), words
    sum_ = _sum(page, day)
    return Term(day, "review", sum_, (CARRIED,)), f"the later review{decided} set {day}; its decision is the later word"


def _exempted(
    codes: tuple[str, ...], marked: dt.date | None, page: Page, law: Law, who: str
) -> tuple[Term | None, str]:
    """Return the end of an exemption: its own date within the ceiling, else the ceiling."""
    limit = ceiling(codes, page, law)
    named = ", ".join(code for code in codes if code[:3] in EXEMPTIONS)
    if marked is not None and (limit is None or marked <= limit.date):
        sum_ = f"marked {marked}" + (f"; {limit.arithmetic}" if limit else "")
        cites = (EXEMPTED, *(limit.citations if limit else ()))
        return Term(marked, "exempt", sum_, cites), f"{who} exempts it under {named} until {marked}"
    if limit is None:
        return None, ""
    sum_ = limit.arithmetic + (f"; marked {marked} lies beyond" if marked else "")
    words = f"{who} exempts it under {named}" + (
        f" until {marked}, beyond the ceiling of {limit.date}" if marked else f"; its ceiling is {limit.date}"
    )
    if marked is None and "25X1" in codes:
        words += " (a human source may run to 75 years; the page does not tell)"
    return Term(limit.date, "ceiling", sum_, (EXEMPTED, *limit.citations)), words


def _carried(page: Page, marked: dt.date, allowed: Term | None, end: Term | None) -> tuple[Term, str]:
    """Return the printed date, or the automatic date where the printed one lies past the 25th year."""
    over = (
        f", {(marked - allowed.date).days:,} d past {allowed.date}, the last day its order allowed"
        if (allowed is not None and allowed.date < marked)
        else ""
    )
    if end is not None and marked > end.date:
        words = f"marked {marked}{over}: past the 25th year the automatic date of a permanent record governs"
        return Term(end.date, "automatic", end.arithmetic, (CARRIED, *end.citations)), words
    sum_ = _sum(page, marked)
    cites = (CARRIED, *(allowed.citations if allowed else ()))
    words = f"marked {marked}{over}; a date on the page is carried until it is reached or extended"
    return Term(marked, "marked", sum_, tuple(dict.fromkeys(cites))), words


def _sum(page: Page, end: dt.date) -> str:
    """Return how far `end` lies from the record; the date alone where the record's own day is not known."""
    if page.days is None or page.days[0] != page.days[1] or page.days[0] > end:
        return str(end)
    return f"{page.days[0]} + {span(page.days[0], end)} = {end}"


def _missing(page: Page) -> bool:
    return page.said is None or page.said.kind in ("empty", "not-applicable") or page.fault is not None


def _schedule_words(page: Page, allowed: Term) -> str:
    if page.said is None or page.said.kind == "empty":
        return f"no instruction: under E.O. 11652 that counts as GDS, which ends {allowed.date} for {page.level}"
    codes = ", ".join(page.codes)
    return f"{codes} ends {allowed.date}" + (f" for {page.level}" if codes.startswith("GDS") else "")


def _automatic_words(page: Page, allowed: Term | None, end: Term) -> str:
    said = page.said
    governs = f"the automatic date of a permanent record, {end.date}, governs"
    if page.fault:
        return f"the instruction sets no date ({page.fault}): {governs}"
    if said is None or said.kind == "empty":
        return f"no instruction on the page{_counts_to(page)}: {governs}"
    if said.kind == "not-applicable":
        return f"N/A on a classified page sets no date: {governs}"
    if said.kind == "event":
        return f"an event is no date and may have come earlier: at the latest {governs}"
    codes, first = ", ".join(page.codes), "".join(page.codes[:1])
    if first.startswith(("RDS", "REVIEW")):
        on = f" on {said.value}" if said.value else ""
        return f"{codes} asks for a review{on}, which ends nothing: {governs}"
    if first == "GROUP-1":
        return f"GROUP-1 has no end of its own (look for foreign or atomic material): {governs}"
    if allowed is not None and allowed.basis != "legacy":
        return f"{codes} runs to {allowed.date} under its own order, which is no longer in force: {governs}"
    return f"{codes} names no end that still counts: {governs}"


def _counts_to(page: Page) -> str:
    """Say to which day a source without an instruction counts (32 CFR 2001.22(e)(1))."""
    return f" (as a source it counts to {counted(page.days[1]).date})" if page.days else ""


def _reason_words(reason: str, page: Page) -> str:
    if page.unclassified:
        return f"{reason}; no date applies"
    if page.apart:
        return f"{reason}: no calendar can date it, refer it to the authority that can"
    if reason == _NO_END:
        codes = ", ".join((*page.codes, *(page.review.codes if page.review else ())))
        return f"exempt under {codes}; neither a date nor a ceiling can be read"
    return f"{reason}: nothing can be computed" if reason == _NO_DATE else f"{reason}: a date would say nothing"


_SPECIALS = {ATOMIC: "restricted-data", NATO: "nato", FOREIGN: "foreign-government", IMAGERY: "imagery"}


def _reason_law(reason: str | None, law: Law) -> tuple[Citation, ...]:
    """Return the law behind a reason: the special case of the latest order that the record falls under."""
    if reason == TREATY:
        return (EXEMPTED,)
    wanted = _SPECIALS.get(reason or "")
    found = (item for regime in latest(law) for item in regime.specials if item.id == wanted)
    return tuple(item.citation for item in islice(found, 1)) if wanted else ()


class Calendar:
    """Reads the calendar entry of one record after another; `auditor` knows the law and the checks that hide."""

    def __init__(self, auditor: Auditor, as_of: dt.date, until: dt.date) -> None:
        self._auditor, self._as_of, self._until = auditor, as_of, until

    def entry(self, record: Record | Gap) -> Due | Gap:
        """Return the entry of a record; a gap in its place passes through."""
        if isinstance(record, Gap):
            return record
        seen = self._auditor.inspect(record)
        if isinstance(seen, Gap):
            return seen
        text = record.text if len(record.text) <= LARGEST_JUDGED else ""  # of a larger one nothing but marks is read
        try:
            return due(text, seen, self._auditor.law, self._as_of, self._until)
        except AuditError:
            raise  # wrong law data is everybody's problem, not one record's
        except Exception as error:  # noqa: BLE001 - what breaks on one record is counted and the others go on
            reason = f"no date could be worked out: {blame(error)}"
            return gap_of(record, reason, "Please report it; no text of the record is in this message.")
