"""What every report is made of besides records: the run that made it, and the counts that close it.

Nothing here depends on the clock, the host or the number of jobs: two runs over the same input are byte-identical.
"""

import datetime as dt
from collections import Counter
from typing import Literal, TypeVar

from redaction_audit.expressions import Expression
from redaction_audit.model import (
    SEVERITIES,
    Audited,
    Citation,
    Confidence,
    Failed,
    Finding,
    Frozen,
    Gap,
    Inspection,
    SetAside,
    Severity,
)

State = Literal["stale", "absent", "expired", "unused"]
Verdict = Literal["clean", "findings", "stale", "incomplete", "interrupted"]

EXIT_CODES: dict[Verdict, int] = {"clean": 0, "findings": 1, "stale": 1, "incomplete": 3, "interrupted": 130}


OTHER = "other reasons"
MOST_REASONS = 1000  # kept apart in a summary: a reason may name a place, and a batch may hold a quarter of a million

K = TypeVar("K")

_STATUS = {"verified": "", "summary": " (from a summary)", "unverified": " (unverified)"}


STATUSES = frozenset(_STATUS)


def cited(citation: Citation) -> str:
    """Return a citation for people, with its status where that is not `verified`."""
    return citation.text + _STATUS[citation.status]


class Rule(Frozen, frozen=True):
    """A rule as reports carry it, so that no output has to import one. `rules list --format json` prints these.

    `help` is its documentation in Markdown: why it matters, what to do, known limits.
    """

    id: str
    name: str
    family: str
    severity: Severity
    confidence: Confidence
    by_provenance: dict[str, Severity]
    summary: str
    citations: tuple[Citation, ...]
    basis: tuple[str, ...]
    help: str = ""


class Run(Frozen, frozen=True):
    """What was asked for: program version, digest of the law data, the as-of date, the command and its paths.

    `rules` are the ids of the checks that ran, `catalogue` describes them. `baseline` is the file of accepted findings
    in force, as given: what is reported beside one is new. `fail_on` is the least severity that fails the run; None:
    none does. `plug_ins` are the packages whose checks, readers and formats were in use. `configuration` and `waivers`
    are the files that the run went by, besides.
    """

    version: str
    rules_digest: str
    as_of: dt.date
    command: Literal["scan", "inspect", "dates"]
    paths: tuple[str, ...]
    rules: tuple[str, ...] = ()
    catalogue: tuple[Rule, ...] = ()
    baseline: str | None = None
    fail_on: Severity | None = "warning"
    plug_ins: tuple[str, ...] = ()
    configuration: str | None = None
    waivers: str | None = None

    def fails(self, severity: Severity) -> bool:
        """Say whether a finding of that severity fails the run."""
        return self.fail_on is not None and SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)


class Cause(Frozen, frozen=True):
    """How often a rule (None: a reader) gave the same reason."""

    rule: str | None
    reason: str
    count: int


class Reported(Frozen, frozen=True):
    """The first bucket: findings by severity and by rule id."""

    total: int
    by_severity: dict[str, int]
    by_rule: dict[str, int]


class Bucket(Frozen, frozen=True):
    """Set aside, failed or not judged: how many, and why."""

    total: int
    why: tuple[Cause, ...]


class Leftover(Frozen, frozen=True):
    """An entry of a baseline or a waiver that set nothing aside.

    `state` is `stale` or `unused` (its record was examined and holds no such finding), `absent` (its record was not
    among the inputs) or `expired`; `what` names it, `place` is file and line.
    """

    kind: Literal["baseline", "waiver"]
    state: State
    what: str
    place: str


class Summary(Frozen, frozen=True):
    """The counts that close a run.

    `bytes` is what the inputs hold, `bytes_read` what could be examined. `gaps` counts both severities, `gap_errors`
    those that make the run incomplete. `incomplete` outranks findings: half a batch is never "clean" nor an
    ordinary failure. `refused` counts findings that are reported although something was to set them aside (a locked
    rule, a waiver that has expired; a `count` of 0 is an attempt that met no finding); `leftovers` is what did nothing.
    """

    records: int
    files: int
    bytes: int
    bytes_read: int
    pages: int
    marks: int
    gaps: int
    gap_errors: int
    gap_reasons: dict[str, int]
    reported: Reported
    set_aside: Bucket
    failed: Bucket
    not_judged: Bucket
    incomplete: bool
    interrupted: bool
    verdict: Verdict
    exit_code: int
    refused: Bucket = Bucket(0, ())
    leftovers: tuple[Leftover, ...] = ()

    @property
    def share_read(self) -> float:
        """Share of the bytes that could be examined, 0 to 1; 1 when there were none."""
        return self.bytes_read / self.bytes if self.bytes else 1.0


class ScanReport(Frozen, frozen=True):
    """The document of `scan --format json` (its shape only: the document is streamed, never held)."""

    schema: Literal["scan-report/1"]
    run: Run
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]
    failed: tuple[Failed, ...]
    gaps: tuple[Gap, ...]
    summary: Summary


class InspectReport(Frozen, frozen=True):
    """The document of `inspect --format json`."""

    schema: Literal["inspect-report/1"]
    run: Run
    records: tuple[Inspection, ...]
    gaps: tuple[Gap, ...]
    summary: Summary


class Catalogue(Frozen, frozen=True):
    """The document of `rules list --format json`."""

    schema: Literal["rules/1"]
    rules: tuple[Rule, ...]


def _count(counts: Counter[K], key: K, other: K) -> None:
    """Add one to `key`, or to `other` when there are too many keys already."""
    counts[key if key in counts or len(counts) < MOST_REASONS else other] += 1


class Counts(dict[str, int]):
    """Counts by name, zero for what was never counted: to add to a `Counter` takes four times as long."""

    def __missing__(self, name: str) -> int:
        return 0

    def total(self) -> int:
        """Return all counts together."""
        return sum(self.values())


class Tally:
    """Adds up a run, whatever processes judged it; the order of adding changes nothing.

    `fail_on` is the least severity that fails the run (None: none does), `fail_on_stale` lets entries of a baseline and
    waivers fail it that set nothing aside although their records were examined. An input that yields no record arrives
    as an `Audited` whose `record` is empty and whose gaps say why.
    """

    def __init__(self, fail_on: Severity | None = "warning", *, fail_on_stale: bool = False) -> None:
        self.fail_on = fail_on
        self.fail_on_stale = fail_on_stale
        self.interrupted = False
        self.sums = Counts()
        self.severities = Counts()
        self.rules = Counts()
        self.gap_reasons: Counter[str] = Counter()
        self.set_aside: Counter[tuple[str | None, str]] = Counter()
        self.failed: Counter[tuple[str | None, str]] = Counter()
        self.not_judged: Counter[tuple[str | None, str]] = Counter()
        self.refused: Counter[tuple[str | None, str]] = Counter()
        self.leftovers: tuple[Leftover, ...] = ()

    def add(self, audited: Audited) -> None:
        """Count one record with its findings, gaps and failures."""
        sums = self.sums
        if audited.record:
            sums["records"] += 1
            sums["bytes_read"] += audited.size
        sums["bytes"] += audited.size
        if audited.pages:
            sums["pages"] += audited.pages
        sums["marks"] += audited.marks
        for finding in audited.findings:
            self.severities[finding.severity] += 1
            self.rules[finding.rule] += 1
            if (refused := finding.data.get("refused")) is not None:
                _count(self.refused, (finding.rule, refused), (None, OTHER))
        for aside in audited.set_aside:
            by = f"{aside.by} of {aside.author}" if aside.author else aside.by
            _count(self.set_aside, (aside.finding.rule, f"{by}: {aside.why}"), (None, OTHER))
        for failed in audited.failed:
            self.add_failed(failed)
        for skipped in audited.not_judged:
            _count(self.not_judged, (skipped.rule, skipped.reason), (None, OTHER))
        for gap in audited.gaps:
            self.add_gap(gap, lost=0 if audited.record or audited.size else gap.size or 0)

    def add_inspection(self, inspection: Inspection) -> None:
        """Count one inspected record."""
        self.sums["records"] += 1
        self.sums["bytes"] += inspection.size
        self.sums["bytes_read"] += inspection.size
        self.sums["marks"] += sum(mark.kind != "release-stamp" for mark in inspection.marks)
        for gap in inspection.gaps:
            self.add_gap(gap, lost=0)

    def add_file(self, count: int = 1) -> None:
        """Count files opened."""
        self.sums["files"] += count

    def add_gap(self, gap: Gap, lost: int | None = None) -> None:
        """Count a gap; `lost` bytes were there and were not read (None: as many as an error says)."""
        self.sums["gaps"] += 1
        _count(self.gap_reasons, sort_of(gap.reason), OTHER)
        if gap.severity == "error":
            self.sums["gap_errors"] += 1
            self.sums["bytes"] += (gap.size or 0) if lost is None else lost

    def add_failed(self, failed: Failed) -> None:
        """Count a check or reader that broke."""
        _count(self.failed, (failed.what, failed.message), (None, OTHER))

    def summary(self) -> Summary:
        """Return the counts so far with verdict and exit code."""
        failed = _bucket(self.failed)
        # No record at all is incomplete too: a gate that examined nothing must not say "clean".
        incomplete = bool(self.sums["gap_errors"] or failed.total or not self.sums["records"])
        verdict = self._verdict(incomplete)
        return Summary(
            records=self.sums["records"],
            files=self.sums["files"],
            bytes=self.sums["bytes"],
            bytes_read=self.sums["bytes_read"],
            pages=self.sums["pages"],
            marks=self.sums["marks"],
            gaps=self.sums["gaps"],
            gap_errors=self.sums["gap_errors"],
            gap_reasons=dict(sorted(self.gap_reasons.items())),
            reported=Reported(
                total=self.severities.total(),
                by_severity={severity: self.severities[severity] for severity in SEVERITIES},
                by_rule=dict(sorted(self.rules.items())),
            ),
            set_aside=_bucket(self.set_aside),
            failed=failed,
            not_judged=_bucket(self.not_judged),
            incomplete=incomplete,
            interrupted=self.interrupted,
            verdict=verdict,
            exit_code=EXIT_CODES[verdict],
            refused=_bucket(self._refused()),
            leftovers=self.leftovers,
        )

    def _refused(self) -> Counter[tuple[str | None, str]]:
        """Return what was refused; an attempt that met nothing only where nothing else was for its rule."""
        met = {rule for (rule, _), count in self.refused.items() if count}
        return Counter({key: count for key, count in self.refused.items() if count or key[0] not in met})

    def _verdict(self, incomplete: bool) -> Verdict:
        if self.interrupted:
            return "interrupted"
        if incomplete:
            return "incomplete"
        failing = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1] if self.fail_on else ()
        if any(self.severities[severity] for severity in failing):
            return "findings"
        stale = self.fail_on_stale and any(leftover.state != "absent" for leftover in self.leftovers)
        return "stale" if stale else "clean"


def _bucket(counts: Counter[tuple[str | None, str]]) -> Bucket:
    why = sorted(counts.items(), key=lambda item: (-item[1], item[0][0] or "", item[0][1]))
    return Bucket(counts.total(), tuple(Cause(rule, reason, count) for (rule, reason), count in why))


def sort_of(reason: str) -> str:
    """Return a gap's reason with N for the counts and row numbers in it: what is counted as one."""
    return _COUNT.sub("N", reason)


_COUNT = Expression(r"(?<![\w.,-])\d[\d,]*(?! ?[KMG]i?B\b)(?![\w.])")
