"""Words for a calendar entry that several formats share; of the record itself only ids, dates, codes and levels."""

from redaction_audit.calendar.entry import Due, Said, Term
from redaction_audit.dates import is_unreal

SHORT = {"TOP SECRET": "TS", "SECRET": "S", "CONFIDENTIAL": "C", "RESTRICTED": "R"}

BASES = {
    "marked": "date on the page",
    "review": "later review",
    "maximum": "longest term of the order",
    "schedule": "schedule of the order",
    "default": "default of the order",
    "legacy": "source date + 25 years",
    "exempt": "exemption",
    "ceiling": "ceiling of the exemption",
    "automatic": "automatic date",
}

VERIFY = "A date that is reached declassifies nothing by itself: verify that nothing extended it."


def order(id_: str) -> str:
    """Return a regime id as a short name: `eo12958_am` is `12958 am.`."""
    number, _, rest = id_.removeprefix("eo").partition("_")
    return f"{number} am." if rest else number


def instruction(said: Said | None) -> str:
    """Return an instruction in a few words without the words of an event: its date, its codes, or its kind.

    An event is `event`, or says what it is instead of one: `vague event`, `endless`.
    """
    if said is None:
        return "none"
    codes = ",".join(said.codes)
    if said.kind in ("date", "code"):
        return " ".join(part for part in (codes, said.value) if part) or "unread date"
    if said.kind == "event":
        return f"{codes} {_event(said)}".lstrip()
    return "N/A" if said.kind == "not-applicable" else "empty"


def _event(said: Said) -> str:
    if not any(map(str.isalpha, said.value or "")) or is_unreal(said.value or ""):
        return "unread date"
    return {"vague": "vague event", "endless": "endless"}.get(said.event or "", "event")


def says(entry: Due) -> str:
    """Return what the page says: the later review's word where there is one, else the author's."""
    review = entry.review
    if review is not None and review.kind != "empty":
        return f"{instruction(review)} review"
    return instruction(entry.instruction)


def status(entry: Due) -> str:
    """Return the status with its distance in days: `overdue 4,083 d`, `due in 88 d`, `exempt, 13,499 d`."""
    days = entry.days
    if entry.status == "overdue" and days is not None:
        return f"overdue {-days:,} d"
    if entry.status == "due" and days is not None:
        return f"due in {days:,} d" if days else "due today"
    if entry.status == "not-due" and days is not None:
        return f"not due, {days:,} d"
    if entry.status == "exempt" and entry.governing:
        return f"exempt, {days:,} d"
    return entry.status.replace("-", " ")


def day(term: Term | None) -> str:
    """Return the date of a term, `-` for none."""
    return term.date.isoformat() if term else "-"
