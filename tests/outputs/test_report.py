"""Counts: every outcome lands in one bucket, in any order, and half a batch is never clean."""

import itertools

import msgspec
import pytest

from redaction_audit.model import Audited, Gap, NotJudged, Origin
from redaction_audit.outputs.report import Bucket, Cause, Leftover, Tally, sort_of

from . import batch


def clean(**given: object) -> Audited:
    return batch.audited(**({"findings": (), "failed": (), "set_aside": (), "not_judged": (), "gaps": ()} | given))


def tally(*outcomes: Audited, fail_on: str | None = "warning") -> Tally:
    counted = Tally(fail_on)
    for outcome in outcomes:
        counted.add(outcome)
    return counted


def test_counts() -> None:
    summary = tally(batch.audited(), batch.unreadable()).summary()

    assert (summary.records, summary.marks, summary.pages) == (1, 2, 1)
    assert summary.bytes == summary.bytes_read + 1000
    assert summary.reported.by_severity == {"error": 1, "warning": 2, "note": 1}
    assert summary.reported.by_rule == {"DEC004": 1, "LEK001": 1, "RED002": 1, "TRN007": 1}
    assert (summary.set_aside.total, summary.failed.total, summary.not_judged.total) == (1, 1, 1)
    assert (summary.gaps, summary.gap_errors) == (2, 1)


@pytest.mark.parametrize(
    ("outcomes", "fail_on", "verdict", "code"),
    [
        ((clean(),), "note", "clean", 0),
        ((batch.audited(failed=()),), "warning", "findings", 1),
        ((batch.audited(failed=()),), None, "clean", 0),
        ((batch.audited(failed=(), findings=batch.audited().findings[3:]),), "warning", "clean", 0),
        ((batch.audited(failed=(), findings=batch.audited().findings[3:]),), "note", "findings", 1),
        ((batch.audited(failed=(), findings=batch.audited().findings[1:]),), "error", "clean", 0),
        ((batch.audited(),), "warning", "incomplete", 3),
        ((clean(), batch.unreadable()), "warning", "incomplete", 3),
        ((clean(gaps=(Gap("x", "read as cp1252", severity="note"),)),), "warning", "clean", 0),
        ((), "warning", "incomplete", 3),
    ],
)
def test_verdicts(outcomes: tuple[Audited, ...], fail_on: str | None, verdict: str, code: int) -> None:
    summary = tally(*outcomes, fail_on=fail_on).summary()

    assert (summary.verdict, summary.exit_code) == (verdict, code)


def test_a_finding_that_could_not_be_set_aside_is_reported_and_counted_as_kept() -> None:
    kept = batch.audited(failed=()).findings[0]
    kept = msgspec.structs.replace(kept, data={"refused": "waiver: the rule is locked"})

    summary = tally(clean(findings=(kept,))).summary()

    assert (summary.verdict, summary.reported.total, summary.set_aside.total) == ("findings", 1, 0)
    assert summary.refused == Bucket(1, (Cause("DEC004", "waiver: the rule is locked", 1),))


@pytest.mark.parametrize(
    ("state", "fails", "verdict", "code"),
    [("stale", True, "stale", 1), ("absent", True, "clean", 0), ("stale", False, "clean", 0)],
)
def test_stale_entries_fail_a_run_where_that_is_asked(state: str, fails: bool, verdict: str, code: int) -> None:
    counted = Tally(fail_on_stale=fails)
    counted.add(clean())
    counted.leftovers = (Leftover("baseline", state, "ra1:0 DEC004", "accepted.txt:1"),)

    summary = counted.summary()

    assert (summary.verdict, summary.exit_code) == (verdict, code)


def test_an_interrupted_run_says_so() -> None:
    counted = tally(clean())
    counted.interrupted = True

    assert (counted.summary().verdict, counted.summary().exit_code) == ("interrupted", 130)


def test_the_order_of_outcomes_changes_nothing() -> None:
    outcomes = (batch.audited(), batch.unreadable(), clean(record="95QUITO413"))
    expected = tally(*outcomes).summary()

    for order in itertools.permutations(outcomes):
        assert tally(*order).summary() == expected


def test_a_record_with_a_gap_was_read() -> None:
    gap = Gap("x", "record above 16 MB: marks only", size=295)
    summary = tally(clean(gaps=(gap,))).summary()

    assert summary.bytes == summary.bytes_read > 0
    assert summary.incomplete


@pytest.mark.parametrize("size", [0, 1000])
def test_the_bytes_of_an_unread_input_are_counted_once(size: int) -> None:
    gap = Gap("x", "encrypted", size=1000)
    summary = tally(clean(size=1000), Audited("", Origin("x"), size=size, gaps=(gap,))).summary()

    assert (summary.bytes, summary.bytes_read, summary.share_read) == (2000, 1000, 0.5)


def test_memory_stays_flat_however_many_reasons_there_are() -> None:
    counted = Tally()
    for number in range(3000):
        counted.add_gap(Gap("x", f"row x{number} is no text"))
        counted.add(clean(not_judged=(NotJudged("DEC001", "x", f"reason {number}"),)))
    summary = counted.summary()

    assert sum(summary.gap_reasons.values()) == summary.not_judged.total == 3000
    assert summary.gap_reasons["other reasons"] == 2000
    assert len(summary.not_judged.why) == 1001


def test_inspections_are_counted() -> None:
    counted = Tally(None)
    counted.add_inspection(batch.inspection())

    assert (counted.summary().records, counted.summary().marks, counted.summary().bytes) == (1, 3, 10)


@pytest.mark.parametrize(
    ("reason", "sort"),
    [
        ("holds 17 lone carriage return(s)", "holds N lone carriage return(s)"),
        ("row 5 has no text", "row N has no text"),
        ("1,234 more broken rows", "N more broken rows"),
        ("record above 16 MB: marks only", "record above 16 MB: marks only"),
        ("text larger than 1 GiB", "text larger than 1 GiB"),
        ("ends in the middle of a character (utf-8)", "ends in the middle of a character (utf-8)"),
        ("read as cp1252", "read as cp1252"),
    ],
)
def test_gaps_that_differ_in_a_count_are_of_one_sort(reason: str, sort: str) -> None:
    assert sort_of(reason) == sort
    tally = Tally()
    tally.add_gap(Gap("a.txt", reason))
    assert tally.gap_reasons == {sort: 1}
