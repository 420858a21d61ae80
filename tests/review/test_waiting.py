"""Deciding faster than a scan finds: no finding is decided twice because there was none behind it yet."""

from collections.abc import Callable, Iterator

import pytest

from redaction_audit.plain import Plain
from redaction_audit.review.session import Outcome, ReviewSession
from redaction_audit.store import Store
from tests.review.desk import Desk

WAITING = "waiting for more findings; undo or move to change this one"
NO_MORE = "the scan found no more; undo or move to change this one"
Scan = Iterator[str]


@pytest.fixture
def scan(desk: Desk) -> Iterator[Scan]:
    """A scan that has found two findings, and finds four more when it is asked to go on."""
    with Store.open(desk.path) as store:
        adding = desk.begin(store)
        next(adding)
        yield adding


def said(desk: Desk) -> list[tuple[str, str | None]]:
    return [(event.key, event.value) for event in desk.log()]


@pytest.mark.usefixtures("scan")
@pytest.mark.parametrize(
    "act",
    [
        lambda ana: ana.decide("dismiss"),
        lambda ana: ana.dispose("pass"),
        lambda ana: ana.repeat(),
        lambda ana: ana.clear(),
        lambda ana: ana.adjudicate("confirm"),
    ],
    ids=["decide", "dispose", "repeat", "clear", "settle"],
)
def test_nothing_more_is_said_of_the_last_known_finding_by_the_next_key(
    desk: Desk, act: Callable[[ReviewSession], Outcome]
) -> None:
    ana = desk.sit("ana")
    keys = [item.key for item in ana.items(ana.queue)]
    ana.decide("confirm")
    assert not ana.decide("confirm").advanced
    assert ana.waiting() == WAITING
    for _ in range(3):
        assert act(ana) == Outcome(False, WAITING)
    assert said(desk) == [(key, "confirm") for key in keys]


def test_a_session_that_waits_goes_on_to_what_the_scan_finds(desk: Desk, scan: Scan) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.decide("confirm")
    assert not ana.go_on()
    next(scan)
    list(scan)
    ana.refresh()
    assert ana.go_on()
    assert (ana.position, ana.waiting()) == (2, None)
    assert ana.decide("dismiss").saved
    assert [value for _, value in said(desk)] == ["confirm", "confirm", "dismiss"]


def test_what_the_scan_found_by_then_is_gone_on_to_at_once(desk: Desk, scan: Scan) -> None:
    ana = desk.sit("ana")
    list(scan)
    ana.decide("confirm")
    assert ana.decide("confirm").advanced
    assert (ana.position, ana.waiting()) == (2, None)


def test_a_scan_that_ends_without_more_says_so_and_gives_nothing_away(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        adding = desk.begin(store, [("05QUARRELL1", "MRK001", "note", "(U)")])
        next(adding)
        ana = desk.sit("ana")
        ana.decide("confirm")
        assert ana.waiting() == WAITING
        list(adding)
    ana.refresh()
    assert not ana.go_on()
    assert ana.waiting() == NO_MORE
    assert not ana.decide("dismiss").saved
    assert not ana.next_undecided()
    assert not ana.decide("dismiss").saved
    assert len(desk.log()) == 1


@pytest.mark.usefixtures("scan")
@pytest.mark.parametrize(
    "act",
    [lambda ana: ana.move(1), lambda ana: ana.go(ana.row), lambda ana: ana.undo(), lambda ana: ana.set_filter("")],
)
def test_whoever_moves_or_undoes_may_decide_the_last_finding_anew(
    desk: Desk, act: Callable[[ReviewSession], object]
) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.decide("confirm")
    row = ana.row
    act(ana)
    assert (ana.row, ana.waiting()) == (row, None)
    assert ana.decide("dismiss").saved


@pytest.mark.usefixtures("scan")
def test_nobody_waits_at_a_finding_that_is_not_decided(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    assert not ana.next_undecided()
    assert ana.waiting() is None
    assert ana.decide("dismiss").saved


def test_a_sample_is_not_added_to_by_a_scan_that_goes_on(desk: Desk, scan: Scan) -> None:
    ana = desk.sit("ana")
    assert ana.draw(1, "seed") == 1
    assert not ana.decide("confirm").advanced
    assert ana.waiting() is None
    list(scan)
    ana.refresh()
    assert len(ana.queue) == 1


def test_at_the_end_of_a_whole_run_a_decision_can_be_changed_at_once(desk: Desk) -> None:
    ana = desk.sit("ana")
    while ana.decide("confirm").advanced:
        pass
    assert ana.waiting() is None
    assert ana.decide("dismiss").saved


def test_lines_say_that_they_wait_and_show_what_comes(desk: Desk, scan: Scan) -> None:
    printed: list[str] = []
    lines = iter(["c", "c", "c", "d", None])
    asked = 0

    def read(_prompt: str) -> str | None:
        nonlocal asked
        asked += 1
        printed.append("?")
        if asked == 3:  # while the reviewer thinks over the third line
            list(scan)
        return next(lines)

    Plain(desk.sit("ana"), read, lambda text: printed.append(text.rstrip("\n"))).run()
    assert f"saved: confirm MRK001; {WAITING}" in printed
    assert f"NOT SAVED: {WAITING}" in printed
    assert [line[:5] for line in printed if line.startswith("[")] == ["[1/2]", "[2/2]", "[3/6]", "[4/6]"]
    assert [value for _, value in said(desk)] == ["confirm", "confirm", "dismiss"]
