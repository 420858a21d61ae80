"""What reports say in the same words whatever their format: places, decisions, days, shares, what happened."""

from collections.abc import Iterator

from redaction_audit.model import Finding, Origin
from redaction_audit.outputs.telling import line_shift, origin_path
from redaction_audit.reports.charts import STANDING
from redaction_audit.reports.days import Days
from redaction_audit.reports.values import Page, Said
from redaction_audit.review.events import Event, Verdict
from redaction_audit.store.values import Item
from redaction_audit.text.layout import joined

TERMS = (
    ("Finding", "A place where a rule saw something. It is a question; people answer it."),
    ("Rule", "What is looked for, on what law. Why each matters, and what to do, is told under Rules and law."),
    ("Error", "The page is at odds with the law or with itself."),
    ("Warning", "Somebody has to look before the record is released."),
    ("Note", "Good to know."),
    ("Open", "Nobody has answered yet."),
    ("Confirmed", "The finding is right."),
    ("Dismissed", "It is wrong or does not matter."),
    ("Referred", "Another office has to say."),
    ("Line, column", "Those of the file that was read, counted from 1."),
)
"""What a reader who does not know the program has to know of a report."""
_DECISION = {
    "confirm": "confirmed", "dismiss": "dismissed", "second": "a second look was asked for", "refer": "referred",
    "pass": "passed", "exempt": "exempt", "exclude": "excluded",
}  # fmt: skip
_STATE = {
    "open": "open", "first": "decided by one", "second": "waits for a second look", "agreed": "two agreed",
    "disputed": "disputed", "settled": "adjudicated",
}  # fmt: skip
_HAPPENED = {
    "decided": "decided", "disposed": "disposed", "cleared": "took the decision back", "undone": "undid an event",
    "annotated": "noted", "revealed": "looked under a mask", "assigned": "assigned it to", "adjudicated": "adjudicated",
    "added": "added it by hand",
}  # fmt: skip


def number(value: int) -> str:
    """Return a count with its thousands divided."""
    return f"{value:,}"


def percent(share: float) -> str:
    """Return a share; never `100 %` or `0 %` for what is not quite all or nothing."""
    if share in (0.0, 1.0):
        return f"{share:.0%}".replace("%", " %")
    return f"{min(max(100 * share, 0.1), 99.9):.1f} %"


def line(finding: Finding) -> int:
    """Return the line on which a finding stands: of the file, or within a row of a table."""
    return finding.line + line_shift(finding.origin)


def source(origin: Origin) -> str:
    """Return where a record stands: its file, and the row of a table or the line it begins on; no two share that."""
    row = f"row {origin.row}" if origin.row is not None else None
    begins = f"from line {origin.line}" if row is None and (origin.line or 1) > 1 else None
    return joined((origin_path(origin), row, begins))


def where(finding: Finding) -> str:
    """Return the place of a finding for people who have the page before them."""
    return joined(
        (
            f"page {finding.page}" if finding.page is not None else None,
            f"paragraph {finding.paragraph}" if finding.paragraph is not None else None,
            f"row {finding.origin.row}" if finding.origin.row is not None else None,
            f"line {line(finding)}, column {finding.column}",
        )
    )


def state(said: Said | None) -> str:
    """Return `open` or `decided`."""
    return "decided" if said is not None and said.head.decision else "open"


def decision(said: Said | None) -> str:
    """Return where a finding stands: the word in force, by whom, what was disposed."""
    if said is None or said.head.decision is None:
        return "open"
    head = said.head
    if head.state == "disputed":
        return f"{joined(map(_opinion, head.verdicts)) or 'two differ'}: disputed."
    word = _DECISION.get(head.decision or "", head.decision)
    by = head.adjudicated_by or joined((head.first_by, head.second_by), " and ")
    latest = next((one for one in reversed(head.verdicts) if one.disposition), None)
    disposed = None
    if latest is not None and latest.disposition != head.decision:
        disposed = joined((_DECISION.get(latest.disposition or "", latest.disposition), latest.detail), " ")
    return joined((f"{word} by {by}" if by else word, disposed, _STATE[head.state])) + "."


def in_force(item: Item) -> str:
    """Return the word in force on a decided finding, `disputed` where two differ."""
    word = item.decision or "open"
    return "disputed" if item.state == "disputed" else _DECISION.get(word, word)


def _opinion(verdict: Verdict) -> str:
    return f"{_DECISION.get(verdict.word, verdict.word)} by {verdict.reviewer}"


def happened(event: Event) -> str:
    """Return one event of a finding's history in words."""
    word = _HAPPENED.get(event.kind, event.kind)
    value = event.value if event.kind != "added" else None
    return joined((event.reviewer, word, joined((value, event.detail), " ")), " ")


def calendar(status: str) -> str:
    """Return where a record stands in the calendar."""
    return STANDING.get(status, status)


def order(regime: str) -> str:
    """Return an order by its id: `eo12958_am` is `E.O. 12958 as amended`."""
    head, _, tail = regime.partition("_")
    number = f"E.O. {head[2:]}" if head.startswith("eo") else head
    return number + (f" as amended{f' by E.O. {tail}' if tail.isdecimal() else ''}" if tail else "")


def facts(page: Page, days: Days) -> Iterator[tuple[str, str]]:
    """Yield what is known of a record, as (label, value)."""
    record, profile = page.record, page.profile
    yield "Date of the record", days.day(record.date) if record.date else "unknown"
    yield "Classification", record.level or "none read"
    possible = joined(map(order, record.orders or ()), " or ")
    yield "Orders possible", possible or ("none in force" if record.date else "unknown")
    if profile is None:
        return
    yield "Provenance", profile.provenance or "unknown"
    kinds = joined(f"{count} {kind}" for kind, count in profile.marks.items())
    yield "Marks", joined((str(sum(profile.marks.values())), f"({kinds})" if kinds else None), " ")
    if profile.withheld:
        yield "Withheld", f"{percent(profile.withheld / profile.characters)} of the text"
    marking = profile.marking
    if marking.portions:
        shown = f"{marking.amount} show the amount, {marking.exemption} an exemption, {marking.place} at the place"
        yield "Marked as 5 U.S.C. 552(b) asks", f"of {marking.portions} portions {shown}"
    if profile.calendar is not None:
        dated = profile.calendar
        yield (
            "Calendar",
            joined((calendar(dated.status), days.day(dated.date) if dated.date else None), ": ")
            + (f" ({dated.basis})" if dated.basis else ""),
        )
        yield "Because", joined((dated.why, dated.arithmetic), "; ")
