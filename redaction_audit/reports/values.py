"""The values that reports are written from: what was gathered, ready to be laid out. No format knows the store."""

from typing import NamedTuple

from redaction_audit.model import Citation, Failed, Finding, Frozen, Gap, Profile, SetAside, Severity
from redaction_audit.review.events import Event, Head
from redaction_audit.review.made import Made
from redaction_audit.store.values import StoredRecord
from redaction_audit.text.passages import PassageLine

Cell = str | int | float | None
"""What stands in a table: text, a number, or None where nothing is known."""


class Options(Frozen):
    """What a report shows and how. `records` is where relative paths start now, None where they did for the scan.

    Without `text` no record's file is opened. `reveal` says who asked to see what is masked. `sample` is how many
    records are drawn for the scorecard, `seed` what the draw depends on.
    """

    text: bool = True
    records: str | None = None
    reveal: "Revealed | None" = None
    sample: int | None = None
    seed: str = ""
    locale: str | None = None


class Revealed(Frozen):
    """Who made a page that shows what is hidden, and when (ISO)."""

    reviewer: str
    at: str


class Bar(Frozen):
    """One row of a chart: how often each series of the chart occurs, in their order."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of the row."""
        return sum(self.counts)


class Chart(Frozen):
    """Stacked bars, and the table that says the same; `series` are the names of the stacked parts, `label` of the rows.

    `says` is the chart in one sentence. `styles` are the series' looks: a severity, or s1, s2 ...
    """

    id: str
    title: str
    says: str
    label: str
    series: tuple[str, ...]
    styles: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def most(self) -> int:
        """The largest sum of a row, at least 1."""
        return max((bar.total for bar in self.bars), default=1) or 1


class Said(Frozen):
    """What reviewers said of a finding, notes masked; `history` is every event in order."""

    head: Head
    history: tuple[Event, ...] = ()


class Told(Frozen):
    """A finding as reports tell it: `number` counts through the whole report, `key` is its key in the store."""

    number: int
    key: str
    finding: Finding
    arithmetic: tuple[str, ...]
    law: tuple[Citation, ...]
    said: Said | None


class Added(Frozen):
    """A finding that no rule made: `event` made it, `made` is what it is called, `words` what it says."""

    event: Event
    made: Made
    words: str
    said: Said


class Page(NamedTuple):
    """One record: what is known of it, its findings, and its text around them (None: see `why`).

    `lines` refer to findings by their index in `told`, or behind these in `by_hand`: findings that no rule made.
    """

    record: StoredRecord
    profile: Profile | None
    told: tuple[Told, ...]
    lines: tuple[PassageLine, ...] | None
    why: str | None
    set_aside: tuple[SetAside, ...]
    failed: tuple[Failed, ...]
    gaps: tuple[Gap, ...]
    not_judged: tuple[tuple[str, int], ...]
    by_hand: tuple[Added, ...]


class Share(Frozen):
    """How much of one record is withheld."""

    record: str
    characters: int
    withheld: int

    @property
    def share(self) -> float:
        """Withheld of all characters, 0 to 1."""
        return self.withheld / self.characters if self.characters else 0.0


class RuleRow(Frozen):
    """A rule of the run with how often it found something, for the appendix.

    `why` and `todo` are what its documentation says of why it matters and of what to do, empty where it says nothing.
    """

    id: str
    name: str
    summary: str
    severity: Severity
    count: int
    citations: tuple[Citation, ...]
    why: str
    todo: str


class Written(Frozen):
    """A report that was written beside the manifest."""

    format: str
    file: str
    size: int
    sha256: str
