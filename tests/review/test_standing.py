"""The overview counts what a reviewer may know, and says nothing of pace before there is enough to go by."""

import pytest

from redaction_audit.review.policy import Policy
from redaction_audit.review.standing import duration, standing
from tests.review.desk import Desk


def test_counts_of_a_batch(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.decide("dismiss")

    seen = standing(ana.store, ana.viewer, ana.now())

    assert (seen.records, seen.total, seen.done) == (3, 6, 2)
    assert seen.by_severity == (("error", 1, 2), ("warning", 1, 1), ("note", 2, 3))
    assert seen.by_rule[0][:1] == ("MRK001",)
    assert sum(open_ for *_, open_, _ in seen.by_rule) == 4
    assert seen.days == (("2026-03-02", 2),)
    assert dict(seen.words) == {"confirm": 1, "dismiss": 1, "second": 0, "refer": 0}
    assert seen.pace is None


def test_what_was_undone_does_not_count(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.undo()

    seen = standing(ana.store, ana.viewer, ana.now())

    assert seen.done == 0
    assert seen.days == ()


def test_a_second_reviewer_sees_no_counts_of_the_first(desk: Desk) -> None:
    policy = Policy(severity="note")
    bo = desk.sit("bo", policy)
    before = standing(bo.store, bo.viewer, bo.now())

    ana = desk.sit("ana", policy)
    for _ in range(4):
        ana.decide("confirm")

    assert standing(bo.store, bo.viewer, bo.now()) == before
    assert standing(ana.store, ana.viewer, ana.now()).done == 4


def test_two_people_and_disputes_are_counted(desk: Desk) -> None:
    policy = Policy(severity="error")
    desk.sit("ana", policy).decide("confirm")
    bo = desk.sit("bo", policy)
    bo.decide("dismiss")

    seen = standing(bo.store, bo.viewer, bo.now())

    assert (seen.second, seen.second_done, seen.disputed) == (2, 1, 1)


def test_pace_is_the_median_without_pauses(desk: Desk) -> None:
    ana = desk.sit("ana")
    for turn in range(30):
        ana.decide("confirm" if turn % 2 else "dismiss", rows=[ana.queue[0]])
        desk.clock.pass_(3600 if turn == 10 else 8)

    seen = standing(ana.store, ana.viewer, ana.now())

    assert seen.pace == 8
    assert seen.left == 8 * (seen.total - seen.done)


@pytest.mark.parametrize(("seconds", "words"), [(20, "under a minute"), (180, "~3 m"), (22_200, "~6 h 10 m")])
def test_a_length_of_work_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words
