"""SARIF 2.1.0 for code-scanning services: one run, its results as they come, its files and what went wrong behind them.

Results are numbered by rule and file; lines are those of the file. What was set aside is there, with a suppression.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from redaction_audit import DESCRIPTION
from redaction_audit.model import Audited, Failed, Finding, Gap, SetAside
from redaction_audit.outputs.encoding import encode, encode_lines
from redaction_audit.outputs.later import Later
from redaction_audit.outputs.report import Leftover, Run, Summary, cited
from redaction_audit.outputs.sarif.artifacts import Artifacts
from redaction_audit.outputs.sarif.bases import Bases
from redaction_audit.outputs.sarif.catalogue import descriptor
from redaction_audit.outputs.sarif.log import (
    SCHEMA,
    VERSION,
    ArtifactLocation,
    Driver,
    Head,
    Location,
    LogicalLocation,
    Notification,
    PhysicalLocation,
    Reference,
    Region,
    Result,
    ResultProperties,
    Suppression,
    Text,
    Tool,
)
from redaction_audit.outputs.style import Style
from redaction_audit.outputs.telling import (
    arithmetic,
    file_line,
    gap_words,
    law,
    leftover_place,
    leftover_words,
    refusal,
)
from redaction_audit.sensitive import MASK
from redaction_audit.text.layout import joined

SHOWN = 5_000
"""Results of a run that GitHub code scanning shows, the gravest first ("SARIF support for code scanning")."""
TAKEN = 25_000
"""Results of a run above which it refuses the log."""

# What a run went by, besides its rules: how its verdict came about.
_TERMS = ("as_of", "rules_digest", "fail_on", "configuration", "baseline", "waivers", "plug_ins")


class Findings:
    """Writes a SARIF log of one run."""

    digests = True

    def __init__(self, style: Style) -> None:
        self._hashes = style.hashes
        self._bases = Bases()
        self._artifacts = Artifacts(self._bases, hashes=False)
        self._notifications = Later(b",\n")
        self._rules: dict[str, int] = {}
        self._baseline = False
        self._terms: dict[str, object] = {}
        self._comma = b"\n"

    def begin(self, run: Run) -> bytes:
        """Return the head of the log with the rules of the run, and the opening of its results."""
        self._bases = Bases(run.paths)
        # What stood on standard input lies nowhere.
        self._artifacts = Artifacts(self._bases, hashes=self._hashes and "-" not in run.paths)
        self._baseline = run.baseline is not None
        self._terms = {name: getattr(run, name) for name in _TERMS}
        self._rules = {rule.id: index for index, rule in enumerate(run.catalogue)}
        driver = Driver("redaction-audit", run.version, Text(DESCRIPTION), tuple(map(descriptor, run.catalogue)))
        head = encode(Head(Tool(driver), self._bases.written(), "unicodeCodePoints", (MASK,)))
        opening = b'{"$schema":%s,"version":%s,"runs":[%s,"results":['
        return opening % (encode(SCHEMA), encode(VERSION), head.removesuffix(b"}"))

    def record(self, audited: Audited) -> bytes:
        """Return the results of one record; what is known of its file and its gaps waits for its list."""
        here = self._artifacts.enter(audited)
        self._notify(audited.gaps, audited.failed)
        record = _record(audited.record)
        results = [self._result(finding, here, record) for finding in audited.findings]
        results += [self._result(aside.finding, here, record, aside) for aside in audited.set_aside]
        if not results:
            return b""
        before, self._comma = self._comma, b",\n"
        lines = encode_lines(results).removesuffix(b"\n")
        return before + lines.replace(b"\n", b",\n")  # JSON holds no other line ends

    def end(self, summary: Summary) -> Iterator[bytes]:
        """Yield the files, what went wrong, and the counts, which close the log."""
        yield b'],\n"artifacts":['
        yield from self._artifacts.drain()
        successful = not summary.incomplete and not summary.interrupted
        code = (encode(successful), encode(summary.exit_code), encode(summary.verdict))
        yield b'],\n"invocations":[{"executionSuccessful":%s,"exitCode":%s,"exitCodeDescription":%s,' % code
        yield b'"toolConfigurationNotifications":%s,' % encode(tuple(map(self._leftover, summary.leftovers)))
        yield b'"toolExecutionNotifications":['
        yield from self._notifications.drain()
        yield b']}],\n"properties":{"run":%s,"summary":%s}}]}\n' % (encode(self._terms), encode(summary))

    def notices(self, summary: Summary) -> Iterator[str]:
        """Yield a warning where a service will not show all results."""
        results = summary.reported.total + summary.set_aside.total
        if results > SHOWN:
            refused = f" and refuses a log of more than {TAKEN:,}" if results > TAKEN else ""
            yield (
                f"holds {results:,} results; GitHub code scanning shows {SHOWN:,} of a run{refused}: choose rules with"
                " --select, or scan in parts"
            )

    def _result(
        self,
        finding: Finding,
        here: ArtifactLocation,
        record: tuple[LogicalLocation, ...],
        aside: SetAside | None = None,
    ) -> Result:
        region = Region(file_line(finding.origin, finding.line), _column(finding, finding.column))
        return Result(
            rule_id=finding.rule,
            rule_index=self._rules.get(finding.rule, msgspec.UNSET),
            level=finding.severity,
            message=Text(finding.message),
            locations=(Location(PhysicalLocation(here, region), record),),
            related_locations=tuple(_related(finding, here)) if finding.related else (),
            # Code scanning follows a result by the second; where it is missing, the uploader hashes the line itself,
            # and with it whatever stands in it.
            partial_fingerprints={
                "redactionAudit/v1": finding.fingerprint,
                "primaryLocationLineHash": finding.fingerprint,
            },
            suppressions=_suppressions(finding, aside),
            properties=_properties(finding),
            baseline_state=self._state(aside),
        )

    def _state(self, aside: SetAside | None) -> Literal["new", "unchanged"] | msgspec.UnsetType:
        if not self._baseline:
            return msgspec.UNSET
        return "unchanged" if aside is not None and aside.by == "baseline" else "new"

    def _leftover(self, leftover: Leftover) -> Notification:
        path, line = leftover_place(leftover)
        place = Location(PhysicalLocation(self._bases.located(path), Region(line) if line else None))
        return Notification("note", Text(leftover_words(leftover)), (place,), Reference(f"{leftover.state}-entry"))

    def _notify(self, gaps: Iterable[Gap], failed: Iterable[Failed]) -> None:
        for gap in gaps:
            words = gap_words(gap)
            region = Region(gap.line) if gap.line else None
            place = Location(PhysicalLocation(self._bases.located(gap.path, gap.member), region))
            self._add(Notification(gap.severity, Text(words), (place,), Reference("gap")))
        for broken in failed:
            record = _record(broken.record)
            place = Location(PhysicalLocation(self._bases.located(broken.path)), record)
            rule = Reference(broken.what) if broken.what in self._rules else None
            words = f"{broken.what} failed: {broken.message}"
            self._add(Notification("error", Text(words), (place,), Reference("failed"), rule))

    def _add(self, notification: Notification) -> None:
        self._notifications.add(encode(notification))


def _record(id_: str | None) -> tuple[LogicalLocation, ...]:
    return (LogicalLocation(id_, "record"),) if id_ else ()


def _suppressions(finding: Finding, aside: SetAside | None) -> tuple[Suppression, ...]:
    if aside is not None:
        said = {"by": aside.by, "author": aside.author, "expires": aside.expires}
        given = {name: value for name, value in said.items() if value}
        return (Suppression("external", "accepted", aside.why, given),)
    if refused := refusal(finding):
        by, _, why = refused.partition(": ")
        return (Suppression("external", "rejected", why or refused, {"by": by}),)
    return ()


def _column(finding: Finding, column: int) -> int | None:
    return column if finding.origin.row is None else None


def _related(finding: Finding, here: ArtifactLocation) -> Iterator[Location]:
    for number, other in enumerate(finding.related, 1):
        region = Region(file_line(finding.origin, other.line), _column(finding, other.column))
        inside = f"line {other.line}, column {other.column}" if finding.origin.row is not None else None
        words = joined((inside, other.message), ": ")
        yield Location(PhysicalLocation(here, region), message=Text(words) if words else None, id=number)


def _properties(finding: Finding) -> ResultProperties:
    return ResultProperties(
        record=finding.record,
        line=finding.line,
        column=finding.column,
        start=finding.start,
        end=finding.end,
        confidence=finding.confidence,
        page=finding.page,
        paragraph=finding.paragraph,
        arithmetic=tuple(arithmetic(finding)) if finding.data else (),
        law=tuple(map(cited, law(finding, everything=False))) if "law" in finding.data else (),
    )
