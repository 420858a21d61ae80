"""The audit of records: marks, structure, checks, findings. Pure: no files, no clock, nothing printed.

A record's findings are made in two steps: first every check has run, then places are masked and frames are drawn, so
that one finding's frame can never show what another finding says is hidden.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from redaction_audit.check import Check, Hit, View
from redaction_audit.errors import AuditError, blame
from redaction_audit.findings import Places, finding
from redaction_audit.fingerprint import Print
from redaction_audit.hearing import LARGEST_JUDGED, Bench, Case, no_structure, read_structure
from redaction_audit.identity import record_id
from redaction_audit.law import Law
from redaction_audit.marks import Scanner
from redaction_audit.model import (
    SEVERITIES,
    About,
    Audited,
    Finding,
    Frozen,
    Gap,
    Inspection,
    Marks,
    Origin,
    Record,
    Severity,
    Structure,
)
from redaction_audit.patterns import Patterns, in_archive
from redaction_audit.sensitive import Sensitive

if TYPE_CHECKING:
    from redaction_audit.text.concealing import HiddenWords

T = TypeVar("T", Finding, Inspection, About)
# The fields of findings and inspections that may hold text of a record.
_SPOKEN = ("message", "evidence", "related", "data")
_SHOWN = ("provenance_evidence", "document_id", "marks", "doubtful", "fields", "paragraphs", "spans")
_TOO_LARGE = "record above 16 MB: marks only, header and paragraphs were not read"


class Settings(Frozen):
    """What an audit depends on besides records, law and checks.

    `provenance` and `date` (ISO) override what the page says; `provenances` do so for paths that meet one of some
    patterns, and the last one that fits decides. `frames` asks for masked code frames of findings at or above
    `frame_level`. `seal` is the key of a store's digests and asks for `Audited.about`;
    `reveal` asks for `Audited.revealed`. `digests`: a report will give digests of whole files, so that every record has
    to be asked for what it hides, even one that is not spoken of.
    """

    as_of: dt.date
    provenance: str | None = None
    date: str | None = None
    provenances: tuple[tuple[Patterns, str], ...] = ()
    frames: bool = False
    frame_level: Severity = "note"
    seal: bytes | None = None
    reveal: bool = False
    digests: bool = False


class Auditor:
    """Law, scanner and checks of one run, ready for one record after another."""

    def __init__(
        self, law: Law, scanner: Scanner, checks: Sequence[Check], settings: Settings, veils: Sequence[Check] = ()
    ) -> None:
        """`veils` are checks that are not to report, but whose hidden spans are masked all the same."""
        self.law = law
        self.scanner = scanner
        self.checks = tuple(check for check in checks if check.scope == "record")
        self.settings = settings
        self._provenances = [(patterns.test(), name) for patterns, name in settings.provenances]
        self._bench = Bench(self.checks)
        self._veils = Bench(tuple(check for check in veils if check.scope == "record"))
        self._hiding = Bench(tuple(check for check in (*self.checks, *self._veils.checks) if check.hides))
        self._structural = any(not check.marks_only for check in self.checks)
        self._kept = settings.seal is not None or settings.digests
        self._silent = not (self._kept or settings.frames or self._structural)

    def audit(self, record: Record | Gap) -> Audited:
        """Judge one record. A gap in its place passes through as an `Audited` without a record."""
        return self.audit_all((record,))[0]

    def audit_all(self, items: Sequence[Record | Gap]) -> list[Audited]:
        """Judge several records at once, each as `audit` would: much faster than one by one (see `hearing`)."""
        records = [identified(item) for item in items if isinstance(item, Record)]
        marks = self.scanner.scan_all([record.text for record in records], [record.utf8 for record in records])
        cases = [Case(record, self._view(record, found)) for record, found in zip(records, marks, strict=True)]
        self._bench.hear(cases)
        if self._veils.checks and not self._silent:
            self._veil([case for case in cases if self._speaks(case)])
        told = [case.told() for case in cases]
        findings = [self._findings(case, prints) for case, prints in zip(cases, told, strict=True)]
        heard = map(self._audited, cases, findings)
        return [next(heard) if isinstance(item, Record) else unread(item) for item in items]

    def _speaks(self, case: Case) -> bool:
        """Whether words of the record may be shown or kept; a finding about marks alone holds none."""
        return self._kept or any(self.settings.frames or not check.marks_only for check, _ in case.hits)

    def _veil(self, cases: Sequence[Case]) -> None:
        """Ask the checks that do not report for what they would hide."""
        veiled = [Case(case.record, case.view) for case in cases]
        self._veils.hear(veiled)
        for case, veil in zip(cases, veiled, strict=True):
            case.hidden.extend(span for _, hit in veil.hits for span in hit.hidden)
            case.opaque = bool(veil.failed)

    def _audited(self, case: Case, findings: tuple[Finding, ...]) -> Audited:
        record, view, hits = case.record, case.view, case.hits
        text = record.text
        hidden = case.concealed()
        words = _hidden_words(text, hidden)
        findings = _concealed(findings, _SPOKEN, words)
        if opaque := case.opaque or (bool(case.failed) and self._masks_unknown(case)):
            findings = tuple(map(_silenced, findings, (check for check, _ in hits)))
        return Audited(
            record=record.id,
            origin=record.origin,
            size=record.size,
            pages=text.count("\f") + 1 if "\f" in text else None,
            findings=findings,
            failed=tuple(case.failed),
            not_judged=tuple(case.skipped),
            gaps=record.gaps,
            frames=self._frames(record, findings, hidden) if self.settings.frames and not opaque else (),
            marks=len(view.withheld),
            hidden=((0, len(text)),) if opaque else _with_echoes(text, hidden, words),
            about=self._about(record, view, words),
            revealed=self._revealed(record.text, findings, hits) if self.settings.reveal else {},
        )

    def _masks_unknown(self, case: Case) -> bool:
        """Whether a check broke that may hide text: nothing of such a record is shown."""
        hiding = {check.id for check in self.checks if check.hides}
        return any(failed.what in hiding for failed in case.failed)

    def _about(self, record: Record, view: View, words: "HiddenWords | None") -> About | None:
        if self.settings.seal is None:
            return None
        import hmac

        from redaction_audit.profiling import profile

        level = view.structure.fields.classification
        about = About(
            date=self.settings.date or view.structure.date,
            orders=view.regimes if view.date else None,
            level=level.value if level else None,
            digest=hmac.digest(self.settings.seal, record.text.encode("utf-8", "surrogatepass"), "sha256"),
            profile=profile(record.text, self._read(record, view, words), self.law, self.settings.as_of),
        )
        return _concealed((about,), ("date", "level"), words)[0]

    def inspect(self, record: Record | Gap) -> Inspection | Gap:
        """Return a record as read, without judgement; what a check calls hidden is masked here too.

        Where that breaks, it is a gap: one record must not cost the others.
        """
        if isinstance(record, Gap):
            return record
        record = identified(record)
        try:
            return self._inspected(record)
        except AuditError:
            raise  # wrong law data is everybody's problem, not one record's
        except Exception as error:  # noqa: BLE001 - whatever breaks on one record is counted and the others go on
            return gap_of(record, f"could not be read: {blame(error)}", "Please report it; no text is in this message.")

    def _inspected(self, record: Record) -> Inspection | Gap:
        view = self._view(record, self.scanner.scan(record.text))
        case = Case(record, view)
        self._hiding.hear([case])
        if case.failed:
            broken = case.failed[0]
            reason = f"{broken.what} failed ({broken.message}); what to mask is not known, so nothing is shown"
            return gap_of(record, reason, "report it, or read the record itself")
        words = _hidden_words(record.text, [span for _, hit in case.hits for span in hit.hidden])
        seen = self._read(record, view, words)
        if case.large:
            return seen
        from redaction_audit.scorecard import card
        from redaction_audit.structure.inferred import inferred

        seen = msgspec.structs.replace(seen, card=card(view), inferred=inferred(view.structure))
        return _concealed((seen,), ("inferred",), words)[0]

    def _read(self, record: Record, view: View, words: "HiddenWords | None") -> Inspection:
        structure = view.structure
        provenance = view.provenance
        evidence = structure.provenance.evidence if structure.provenance else ()
        inspection = Inspection(
            schema="inspect/1",
            record=record.id,
            path=record.origin.path,
            origin=record.origin,
            provenance=provenance,
            provenance_evidence=evidence if structure.provenance and structure.provenance.name == provenance else (),
            document_id=_document_id(record, structure),
            form=structure.form,
            date=self.settings.date or structure.date,
            date_source="given" if self.settings.date else structure.date_source,
            orders=list(view.regimes) if view.date else None,
            marks=view.marks.marks,
            doubtful=view.marks.doubtful,
            groups=view.marks.groups,
            fields=structure.fields,
            paragraphs=structure.paragraphs,
            spans=structure.spans,
            gaps=record.gaps,
            size=record.size,
        )
        return _concealed((inspection,), _SHOWN, words)[0]

    def _view(self, record: Record, marks: Marks) -> View:
        return View(
            record=record,
            marks=marks,
            structure=read_structure if len(record.text) <= LARGEST_JUDGED else no_structure,
            law=self.law,
            as_of=self.settings.as_of,
            provenance=self._given(record.origin),
            date=self.settings.date,
        )

    def _given(self, origin: Origin) -> str | None:
        """Return the provenance that the settings give to records of this file."""
        if not self._provenances:
            return self.settings.provenance
        place = in_archive(origin)
        fitting = (name for meets, name in reversed(self._provenances) if meets(place))
        return next(fitting, self.settings.provenance)

    def _findings(self, case: Case, prints: Sequence[Print]) -> tuple[Finding, ...]:
        if not prints:
            return ()
        view = case.view
        where = Places(
            case.record, view.structure if self._structural else None, view.page.lines if view.was_read else None
        )
        provenance = view.provenance if self._structural else None
        pairs = zip(case.hits, prints, strict=True)
        return tuple([finding(where, check, hit, printed, provenance) for (check, hit), printed in pairs])

    def _revealed(
        self, text: str, findings: Sequence[Finding], hits: Sequence[tuple[Check, Hit]]
    ) -> dict[str, tuple[Sensitive, ...]]:
        """Return, by fingerprint, what the findings that are shown say is hidden: each wording once, longest first."""
        shown, found = SEVERITIES.index(self.settings.frame_level), {}
        for item, (_, hit) in zip(findings, hits, strict=True):
            wordings = {" ".join(text[start:end].split()) for start, end in hit.hidden}
            if wordings and SEVERITIES.index(item.severity) <= shown:
                found[item.fingerprint] = tuple(map(Sensitive, sorted(wordings, key=lambda word: (-len(word), word))))
        return found

    def _frames(self, record: Record, findings: tuple[Finding, ...], hidden: list[tuple[int, int]]) -> tuple[Any, ...]:
        if not findings:
            return ()
        from redaction_audit.text.frames import frames

        shown = SEVERITIES.index(self.settings.frame_level)
        wanted = [item for item in findings if SEVERITIES.index(item.severity) <= shown]
        drawn = dict(zip(map(id, wanted), frames(record.text, wanted, hidden), strict=True))
        return tuple(drawn.get(id(item), ()) for item in findings)


def unread(gap: Gap) -> Audited:
    """Return a gap as the result of something that held no record."""
    origin = Origin(gap.path, gap.member, line=gap.line)
    return Audited(record="", origin=origin, size=gap.size or 0, gaps=(gap,))


def gap_of(record: Record, reason: str, advice: str) -> Gap:
    """Return the gap of what could not be read, judged or shown of a record."""
    origin = record.origin
    return Gap(origin.path, reason, advice, member=origin.member, line=origin.line, size=record.size)


def _document_id(record: Record, structure: Structure) -> str | None:
    """Return the document's own number; a message reference counts where a table row gave the record another id."""
    own = structure.fields.document_id or (structure.fields.message_id if record.given_id else None)
    return own.value if own else None


def _silenced(item: Finding, check: Check) -> Finding:
    """Return a finding that says only what its rule says: no words of the record, which may have to be masked."""
    return msgspec.structs.replace(item, message=check.summary, evidence=None, related=(), data={})


def _hidden_words(text: str, hidden: Sequence[tuple[int, int]]) -> "HiddenWords | None":
    """Return what stands in the hidden spans; few records have any, and only they need the room that looks for it."""
    if not hidden:
        return None
    from redaction_audit.text.concealing import hidden_words

    return hidden_words(text, hidden)


def _concealed(values: tuple[T, ...], names: tuple[str, ...], words: "HiddenWords | None") -> tuple[T, ...]:
    """Mask hidden words in the named fields of every value."""
    if words is None:
        return values
    from redaction_audit.text.concealing import concealed

    return tuple(concealed(value, names, words) for value in values)


def identified(record: Record) -> Record:
    """Return the record with its final id, and a gap of severity note where the page gives none."""
    if record.id:
        return record
    id_, gap = record_id(record.text, record.given_id, record.origin)
    gaps = (*record.gaps, gap) if gap else record.gaps
    if len(record.text) > LARGEST_JUDGED:
        gaps = (*gaps, gap_of(record, _TOO_LARGE, "Split the file into its documents."))
    return Record(
        text=record.text, origin=record.origin, id=id_, given_id=record.given_id, encoding=record.encoding,
        size=record.size, gaps=gaps, utf8=record.utf8,
    )  # fmt: skip


def _with_echoes(
    text: str, hidden: Sequence[tuple[int, int]], words: "HiddenWords | None"
) -> tuple[tuple[int, int], ...]:
    """Return hidden spans, and those where the same words stand open, in order; one may lie within another.

    A span within another is kept: it says that its words by themselves are hidden, too.
    """
    if not hidden:
        return ()
    echoes = words.spans(text) if words is not None else ()
    return tuple(sorted({(start, end) for start, end in (*hidden, *echoes) if end > start}))
