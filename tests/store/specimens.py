"""Invented runs, records, findings and events for the tests of the store."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from redaction_audit.model import About, Audited, Citation, Finding, Gap, NotJudged, Origin, Related, Severity
from redaction_audit.outputs.report import Rule, Run
from redaction_audit.review.events import Kind, New
from redaction_audit.store import Store

CITED = (Citation("E.O. 13526, sec. 1.6(a)"),)
NOW = "2026-01-15T09:00:00+00:00"


def run(digest: str = "rules-one") -> Run:
    rules = ("DEC004", "RED010")
    catalogue = tuple(Rule(id_, name(id_), id_[:3], "warning", "high", {}, "Why.", CITED, ("EO-01",)) for id_ in rules)
    return Run("0.1.0", digest, dt.date(2026, 1, 15), "scan", ("batch",), rules, catalogue)


def name(rule: str) -> str:
    return {"DEC004": "order-out-of-force", "RED010": "open-elsewhere"}[rule]


def finding(number: int, record: str = "05PORTO1", rule: str = "DEC004", severity: Severity = "warning") -> Finding:
    origin = Origin(f"batch/{record}.txt")
    return Finding(
        schema="scan/1",
        rule=rule,
        name=name(rule),
        severity=severity,
        confidence="high",
        message=f"the order was not in force ({number})",
        record=record,
        path=origin.path,
        origin=origin,
        start=10 * number,
        end=10 * number + 4,
        line=number + 1,
        column=1,
        page=None,
        paragraph=number,
        related=(Related(1, 2, 1, 2, "here"),),
        evidence="DECL: ▒▒▒",
        citations=CITED,
        basis=("EO-01",),
        fingerprint=f"ra1:{record}-{rule}-{number}",
        data={"until": "2003-03-24", "orders": ["eo12958"]},
    )


def audited(record: str = "05PORTO1", findings: Iterable[Finding] | int = 3) -> Audited:
    if isinstance(findings, int):
        findings = (finding(number, record) for number in range(findings))
    origin = Origin(f"batch/{record}.txt")
    return Audited(
        record=record,
        origin=origin,
        size=700,
        findings=tuple(msgspec.structs.replace(item, path=origin.path, origin=origin) for item in findings),
        not_judged=(NotJudged("DEC009", record, "no date"),),
        gaps=(Gap(origin.path, "bytes that are no UTF-8", severity="note"),),
        marks=2,
        hidden=((3, 9), (40, 44)),
        about=About("2005-05-12", ("eo12958_am",), "CONFIDENTIAL", bytes(range(32))),
    )


def store(path: Path, *records: Audited, digest: str = "rules-one") -> Store:
    """A store at `path` with one more run, closed, of these records."""
    opened = Store.open(path)
    scan(opened, *records, digest=digest)
    return opened


def scan(opened: Store, *records: Audited, digest: str = "rules-one") -> int:
    id_ = opened.start_run(run(digest), folder="/batch", request=b'{"paths":[]}', started=NOW)
    for item in records or (audited(),):
        opened.add(id_, item)
    opened.end_run(id_, b'{"records":1}')
    return id_


def event(key: str, value: str = "confirm", reviewer: str = "ana", kind: Kind = "decided", **more: object) -> New:
    return msgspec.structs.replace(New(key, kind, reviewer, f"{reviewer}-1", NOW, value), **more)


def keys(opened: Store) -> list[str]:
    return [item.key for item in opened.items(opened.ids())]
