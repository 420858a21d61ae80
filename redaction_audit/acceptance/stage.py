"""The stage behind the audit: what is reported, what is set aside, by whom and why. Nothing is lost on the way."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from redaction_audit.acceptance.baseline import Baseline
from redaction_audit.acceptance.waivers import Waivers
from redaction_audit.model import Audited, Finding, FrameLine, SetAside
from redaction_audit.outputs.report import Leftover
from redaction_audit.patterns import Quiet, in_archive


class Stage:
    """Passes records on in order, with findings moved from reported to set aside.

    A finding of a locked rule stays reported whatever speaks against it; so does one whose waivers have expired. What
    was tried is written into its data as `refused`, and so are `attempts`: what the settings tried against a rule.
    """

    def __init__(
        self,
        day: dt.date,
        *,
        locked: frozenset[str] = frozenset(),
        attempts: Mapping[str, Sequence[str]] | None = None,
        quiet: Iterable[Quiet] = (),
        waivers: Waivers | None = None,
        baseline: Baseline | None = None,
    ) -> None:
        self._day = day
        self._locked = locked
        self._attempts = attempts or {}
        self._quiet = [(item.patterns.test(), item) for item in quiet]
        self.waivers = waivers
        self.baseline = baseline

    def passing(self, audited: Iterable[Audited]) -> Iterator[Audited]:
        """Pass records on."""
        for item in audited:
            if item.record:
                self._see(item)
            yield self._sorted(item) if item.findings else item

    def leftovers(self, rules: Iterable[str]) -> tuple[Leftover, ...]:
        """Return what set nothing aside in a whole run of these rules."""
        stale = () if self.baseline is None else tuple(self.baseline.leftovers(rules))
        unused = () if self.waivers is None else tuple(self.waivers.leftovers(self._day, rules))
        return (*stale, *unused)

    def _see(self, item: Audited) -> None:
        if self.baseline is not None:
            self.baseline.see(item.record)
        if self.waivers is not None:
            self.waivers.see(item.record, item.origin)

    def _sorted(self, item: Audited) -> Audited:
        kept: list[Finding] = []
        frames: list[tuple[FrameLine, ...]] = []
        aside: list[SetAside] = []
        for index, finding in enumerate(item.findings):
            said, locked = self._said(finding), finding.rule in self._locked
            if said and said[0].holds and not locked:
                aside.append(said[0].aside)
                continue
            tried = [*self._attempts.get(finding.rule, ()), *(_why(each, locked=locked) for each in said)]
            kept.append(_refused(finding, tried) if tried else finding)
            frames += item.frames[index : index + 1]
        if not aside and all(one is other for one, other in zip(kept, item.findings, strict=True)):
            return item
        return msgspec.structs.replace(
            item, findings=tuple(kept), frames=tuple(frames), set_aside=(*item.set_aside, *aside)
        )

    def _said(self, finding: Finding) -> "list[_Said]":
        """Return what speaks for setting a finding aside, the weightiest first: what no longer holds comes last."""
        said = []
        for meets, item in self._quiet:
            if finding.rule in item.rules and meets(in_archive(finding.origin)):
                said.append(_Said(SetAside(finding, "configuration", item.why), holds=True))
        for waiver in self.waivers.of(finding) if self.waivers is not None else ():
            day = waiver.expires.isoformat() if waiver.expires else None
            aside = SetAside(finding, "waiver", waiver.reason, waiver.author, day)
            said.append(_Said(aside, holds=not waiver.expired(self._day)))
        if self.baseline is not None and self.baseline.meet(finding):
            said.append(_Said(SetAside(finding, "baseline", f"accepted in {self.baseline.shown}"), holds=True))
        return sorted(said, key=lambda item: not item.holds)


class _Said(NamedTuple):
    aside: SetAside
    holds: bool


def _refused(finding: Finding, tried: Iterable[str]) -> Finding:
    return msgspec.structs.replace(finding, data={**finding.data, "refused": "; ".join(dict.fromkeys(tried))})


def _why(said: _Said, *, locked: bool) -> str:
    aside = said.aside
    by = f"{aside.author}: {aside.why}" if aside.author else aside.why
    if not said.holds:
        return f"{aside.by}: expired on {aside.expires} ({by})"
    return f"{aside.by}: the rule is locked ({by})" if locked else f"{aside.by}: {by}"
