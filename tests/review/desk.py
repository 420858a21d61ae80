"""A desk for tests: a store with a few records whose text lies in files, a clock that stands still, and sessions."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from redaction_audit.folders import Request
from redaction_audit.model import About, Audited, Citation, Finding, Origin, Severity
from redaction_audit.outputs.report import Run
from redaction_audit.review.events import Event
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.review.source import Source, taken
from redaction_audit.store import Store

CANARY = "123-45-6789"
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
TEXTS = {
    "05QUARRELL1": f"SUBJECT: FERRY PILOTS\n\n1. (C) Caller gave {CANARY} and left.\n2. (U) Nothing more was said.\n",
    "06QUARRELL2": "SUBJECT: HARBOR DUES\n\n1. (C) The dues rise.\n3. (C) The dues fall.\n",
    "07QUARRELL3": "SUBJECT: LADDERS\n\n1. (S) The ladder is new.\n",
}
# record, rule, severity, words that are flagged
FINDINGS: tuple[tuple[str, str, Severity, str], ...] = (
    ("05QUARRELL1", "LEK007", "error", CANARY),
    ("05QUARRELL1", "MRK001", "note", "(U)"),
    ("06QUARRELL2", "DEC004", "error", "HARBOR"),
    ("06QUARRELL2", "TRN002", "warning", "3."),
    ("06QUARRELL2", "MRK001", "note", "(C) The dues fall"),
    ("07QUARRELL3", "MRK001", "note", "(S)"),
)
NAMES = {"LEK007": "open-elsewhere", "MRK001": "portion-mark-missing", "DEC004": "order-out-of-force"} | {
    "TRN002": "paragraph-gap"
}


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> dt.datetime:
        return self.time

    def pass_(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


class Desk:
    """A store in a folder, and any number of reviewers at it, each over a connection of their own."""

    def __init__(
        self,
        folder: Path,
        findings: Sequence[tuple[str, str, Severity, str]] = FINDINGS,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.texts = TEXTS if texts is None else texts
        self.path = folder / "batch.store"
        self.clock = Clock()
        self._open: list[Store] = []
        for record, text in self.texts.items():
            (folder / f"{record}.txt").write_text(text, "utf-8")
        with Store.open(self.path) as store:
            self.scan(store, findings)

    def scan(self, store: Store, findings: Sequence[tuple[str, str, Severity, str]]) -> None:
        for _ in self.begin(store, findings):
            pass

    def begin(self, store: Store, findings: Sequence[tuple[str, str, Severity, str]] = FINDINGS) -> Iterator[str]:
        """Scan, and yield after each record."""
        run = store.start_run(
            Run("1", "digest", dt.date(2026, 3, 2), "scan", (str(self.folder),)),
            folder=str(self.folder),
            started=NOON.isoformat(),
        )
        for record, text in self.texts.items():
            found = [item for item in findings if item[0] == record]
            store.add(run, self.audited(record, text, found, store.key))
            yield record
        store.end_run(run, None)

    def audited(self, record: str, text: str, found: Sequence[tuple[str, str, Severity, str]], key: bytes) -> Audited:
        return audited(record, text, found, key)

    def sit(self, reviewer: str, policy: Policy | None = None, **options: Any) -> ReviewSession:
        store = Store.open(self.path, read_only=options.get("read_only", False))
        self._open.append(store)
        source = Source(Request(()), str(self.folder), store.key)
        return ReviewSession(store, source, reviewer, self.clock, policy or Policy(), **options)

    def log(self) -> list[Event]:
        with Store.open(self.path, read_only=True) as store:
            return store.events()

    def close(self) -> None:
        for store in self._open:
            store.close()


def audited(record: str, text: str, found: Sequence[tuple[str, str, Severity, str]], key: bytes) -> Audited:
    origin = Origin(f"{record}.txt")
    hidden = ((text.index(CANARY), text.index(CANARY) + len(CANARY)),) if CANARY in text else ()
    return Audited(
        record=record,
        origin=origin,
        size=len(text.encode()),
        findings=tuple(sorted((finding(origin, *item, text) for item in found), key=lambda item: item.start)),
        hidden=hidden,
        about=About(date=f"20{record[:2]}-05-01", orders=("eo12958",), level="C", digest=taken(key, text)),
    )


def finding(origin: Origin, record: str, rule: str, severity: Severity, words: str, text: str) -> Finding:
    start = text.index(words)
    line = text.count("\n", 0, start) + 1
    return Finding(
        schema="scan/1",
        rule=rule,
        name=NAMES.get(rule, rule),
        severity=severity,
        confidence="high",
        message="a number is open" if words == CANARY else f"this is wrong: {words}",
        record=record,
        path=origin.path,
        origin=origin,
        start=start,
        end=start + len(words),
        line=line,
        column=start - text.rfind("\n", 0, start),
        page=None,
        paragraph=None,
        related=(),
        evidence=None,
        citations=(Citation("32 CFR 2001.21"),),
        basis=("EO-01",),
        fingerprint=f"ra1:{record}-{rule}-{start}",
        data={},
    )
