"""DEC024 speaks once a batch: the first record in the order of the inputs carries the finding, the others do not."""

import datetime as dt

from redaction_audit import law, marks
from redaction_audit.batch import watch
from redaction_audit.check import discover
from redaction_audit.checks.dec.numeric_date_format import numeric_date_format
from redaction_audit.checks.dec.specimen import telegram
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Audited, Origin, Record

SLASHED = "E.O. 13526: DECL: 08/27/2023"
RIGHT = "E.O. 13526: DECL: 20230826"


def batch(*orders: str, frames: bool = False) -> list[Audited]:
    checks = [check for check in discover() if check.id in ("DEC009", "DEC010", "DEC024")]
    auditor = Auditor(
        law.load(), marks.scanner("re"), checks, Settings(as_of=dt.date(2026, 1, 15), date="2013-08-26", frames=frames)
    )
    records = (
        Record(text=telegram(order), origin=Origin(f"{number}.txt"), id=f"record-{number}")
        for number, order in enumerate(orders)
    )
    return list(watch((auditor.audit(record) for record in records), checks))


def said(items: list[Audited]) -> list[list[str]]:
    return [[finding.rule for finding in item.findings] for item in items]


def test_the_first_record_says_it_for_all() -> None:
    assert said(batch(RIGHT, SLASHED, SLASHED, RIGHT, SLASHED)) == [
        ["DEC010"],
        ["DEC010", "DEC024"],
        ["DEC010"],
        ["DEC010"],
        ["DEC010"],
    ]


def test_a_new_batch_says_it_again() -> None:
    assert said(batch(SLASHED)) == said(batch(SLASHED))
    assert said(batch(SLASHED)) == [["DEC010", "DEC024"]]


def test_frames_stay_with_their_findings() -> None:
    for item in batch(SLASHED, SLASHED, frames=True):
        assert len(item.frames) == len(item.findings)


def test_no_other_check_of_the_orders_is_silenced() -> None:
    assert [check.id for check in discover() if check.once] == [numeric_date_format.id]  # type: ignore[attr-defined]  # the decorator makes a Check
