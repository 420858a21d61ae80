"""The charts of a report, as values: rows, series and a sentence each. How they are drawn is a format's business."""

from collections import Counter
from collections.abc import Mapping, Sequence

from redaction_audit.calendar.entry import STATUSES
from redaction_audit.model import MARK_KINDS, SEVERITIES
from redaction_audit.reports.totals import BANDS, Totals
from redaction_audit.reports.values import Bar, Chart
from redaction_audit.review.events import STATES
from redaction_audit.review.sampling import agreement
from redaction_audit.text.counting import count

_YEARS = 15
"""Years that have a row of their own; of more, five make one."""
_STATE = {
    "open": "open", "first": "decided by one", "second": "second look asked for", "agreed": "two agreed",
    "disputed": "disputed", "settled": "adjudicated",
}  # fmt: skip
_WORD = {"confirm": "confirmed", "dismiss": "dismissed", "second": "second look", "refer": "referred"}
_DECISIONS = ("confirmed", "dismissed", "referred", "second look", "other", "open")
_LOOKS = {
    "overdue": "s6", "due": "s3", "not-due": "s2", "exempt": "s4", "refer": "s1", "not-classified": "s7",
    "unknown": "s5",
}  # fmt: skip
STANDING = {
    "overdue": "past its date", "due": "due", "not-due": "not due yet", "exempt": "exempt", "refer": "to be referred",
    "not-classified": "not classified", "unknown": "unknown",
}  # fmt: skip
FAMILIES = {
    "DEC": "declassification", "FOI": "exemptions", "HAND": "made by hand", "LEK": "leaks by marks", "MRK": "markings",
    "PII": "personal data", "RED": "redaction marks", "REL": "the batch", "TRN": "cuts and damage",
}  # fmt: skip
"""What the families of rules judge, short enough for the label of a bar; those of plug-ins have none."""
_PLURAL = {"error": "errors", "warning": "warnings", "note": "notes"}


def marks(totals: Totals) -> Chart:
    """Return marks by kind, in the order of the published list."""
    kinds = (*MARK_KINDS, *sorted(set(totals.marks) - set(MARK_KINDS)))
    bars = tuple(Bar(kind, (totals.marks[kind],)) for kind in kinds if totals.marks[kind])
    most = max(bars, key=lambda bar: bar.total, default=None)
    says = f"{totals.marks.total():,} marks in {totals.marked_records:,} of {totals.records:,} records" + (
        f"; most are of kind {most.label}." if most else "."
    )
    return Chart("marks", "Marks by kind", says, "Kind of mark", ("marks",), ("s1",), bars)


def families(counts: Mapping[tuple[str, str], int]) -> Chart:
    """Return findings by family and severity; `counts` is by (family, severity)."""
    names = sorted({name for name, _ in counts})
    bars = tuple(Bar(family(name), tuple(counts.get((name, severity), 0) for severity in SEVERITIES)) for name in names)
    sums = [sum(bar.counts[at] for bar in bars) for at in range(len(SEVERITIES))]
    says = ", ".join(f"{count:,} {_PLURAL[name]}" for name, count in zip(SEVERITIES, sums, strict=True)) + "."
    series = tuple(_PLURAL[severity] for severity in SEVERITIES)
    return Chart("families", "Findings by family and severity", says, "Family", series, SEVERITIES, bars)


def family(name: str) -> str:
    """Return a family of rules with what it judges: `PII personal data`."""
    return f"{name} {FAMILIES[name]}" if name in FAMILIES else name


def calendar(totals: Totals) -> Chart:
    """Return the years in which the governing dates of records lie, by where these stand at the day of the audit."""
    present = [status for status in STATUSES if any(years[status] for years in totals.years.values())]
    years = sorted(totals.years)
    step = 1 if len(years) <= _YEARS else 5
    grouped: dict[int, Counter[str]] = {}
    for year in years:
        grouped.setdefault(year - year % step, Counter()).update(totals.years[year])
    bars = tuple(
        Bar(_years(year, step), tuple(counts[status] for status in present)) for year, counts in sorted(grouped.items())
    )
    dated = sum(bar.total for bar in bars)
    says = f"{dated:,} of {totals.records:,} records have a governing date; {totals.statuses['overdue']:,} are past it."
    styles = tuple(_LOOKS[status] for status in present)
    names = tuple(STANDING[status] for status in present)
    return Chart("calendar", "Declassification calendar", says, "Year", names, styles, bars)


def _years(first: int, step: int) -> str:
    """Return the label of `step` years: `1998`, or `1995-99`."""
    return str(first) if step == 1 else f"{first}-{(first + step - 1) % 100:02}"


def withheld(totals: Totals) -> Chart:
    """Return records by the share of their text that is withheld."""
    bars = tuple(Bar(name, (totals.bands[name],)) for _, name in BANDS)
    says = f"{totals.marked_records:,} of {totals.records:,} records have something withheld."
    return Chart("withheld", "Withheld share per record", says, "Share of the text", ("records",), ("s1",), bars)


def decisions(totals: Sequence[tuple[str, str | None, int]]) -> Chart:
    """Return where findings stand, by the word in force; `totals` is (state, decision, findings)."""
    sums: dict[str, Counter[str]] = {}
    for state, decision, times in totals:
        word = "open" if decision is None else _WORD.get(decision, "other")
        sums.setdefault(state, Counter())[word] += times
    present = [word for word in _DECISIONS if any(counts[word] for counts in sums.values())]
    bars = tuple(Bar(_STATE[state], tuple(sums[state][word] for word in present)) for state in STATES if state in sums)
    total = sum(bar.total for bar in bars)
    decided = total - sum(sums.get("open", Counter()).values())
    styles = tuple(f"s{at + 1}" for at in range(len(present)))
    says = f"{decided:,} of {total:,} findings were decided."
    return Chart("decisions", "Decisions", says, "State", tuple(present), styles, bars)


def agreements(opinions: Mapping[str, Sequence[tuple[str, str]]]) -> Chart:
    """Return how far two people agreed, by rule; `opinions` are the pairs of their decisions."""
    found = {rule: agreement(pairs) for rule, pairs in sorted(opinions.items())}
    bars = tuple(Bar(rule, (one.agreed, one.pairs - one.agreed)) for rule, one in found.items())
    whole = agreement([pair for pairs in opinions.values() for pair in pairs])
    says = "No finding has two opinions."
    if whole.pairs:
        beyond = "undefined" if whole.kappa is None else f"{whole.kappa:.2f}"
        says = (
            f"Two people decided {count(whole.pairs, 'finding')} and agreed on {whole.agreed:,}; Cohen's kappa, which"
            f" takes out what chance would give, is {beyond}."
        )
    return Chart("agreement", "Agreement", says, "Rule", ("agreed", "differed"), ("s2", "error"), bars)
