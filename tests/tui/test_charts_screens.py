"""Overview and timeline, end to end: what they count and draw, and where they lead."""

import pytest

from redaction_audit.review.policy import Policy
from redaction_audit.store import Store
from redaction_audit.tui.screens.timeline import TimelineScreen
from redaction_audit.tui.widgets.timeline_chart import TimelineChart
from tests.review.desk import CANARY, Desk
from tests.tui.seen import Driven, drive, golden


def seen(session: object, *keys: str, size: tuple[int, int] = (100, 30)) -> str:
    found: list[str] = []

    async def act(driven: Driven) -> None:
        for key in keys:
            await driven.press(key)
            await driven.rest()
        found.append(driven.text())

    drive(session, act, size=size)  # type: ignore[arg-type]  # a session
    return found[0]


@pytest.mark.parametrize("size", [(140, 44), (100, 30), (80, 24)])
def test_the_overview_looks_as_it_should(desk: Desk, size: tuple[int, int]) -> None:
    session = desk.sit("ana")
    session.decide("confirm")
    session.decide("dismiss")

    golden(f"overview-{size[0]}x{size[1]}", seen(session, "1", size=size))


@pytest.mark.parametrize("size", [(140, 44), (100, 30), (80, 24)])
def test_the_timeline_looks_as_it_should(desk: Desk, size: tuple[int, int]) -> None:
    golden(f"timeline-{size[0]}x{size[1]}", seen(desk.sit("ana"), "4", "j", size=size))


def test_a_bar_leads_to_what_it_counts(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("1")
        await driven.rest()
        await driven.press("k", "k", "enter")
        assert driven.app.current_mode == "queue"
        assert session.filter.text == "sev:warning undecided"
        assert [item.severity for item in session.items(session.queue)] == ["warning"]

    drive(session, act)


def test_the_cursor_goes_round_all_charts(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("1")
        await driven.rest()
        rows = []
        for _ in range(8):
            [row] = [line for line in driven.text().split("\n") if line.strip().startswith("> ") or " > " in line]
            rows.append(row.split(">")[-1].split()[0])
            await driven.press("j")
        assert rows == ["MRK001", "DEC004", "LEK007", "TRN002", "Decided", "■", "◆", "·"]

    drive(desk.sit("ana"), act, size=(80, 24))


def test_what_others_decide_is_counted_after_a_while(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("1")
        await driven.rest()
        bo = desk.sit("bo")
        bo.decide("dismiss")
        for seconds, done in ((0.5, "0 of 6"), (2, "1 of 6")):
            desk.clock.pass_(seconds)
            await driven.tick()
            await driven.rest()
            await driven.tick()
            await driven.rest()
            assert done in driven.text()

    drive(desk.sit("ana"), act)


@pytest.mark.parametrize("mode", ["1", "4"])
def test_a_second_reviewer_sees_nothing_of_the_first(desk: Desk, mode: str) -> None:
    policy = Policy(severity="note")
    before = seen(desk.sit("bo", policy), mode)
    ana = desk.sit("ana", policy)
    for _ in range(3):
        ana.decide("confirm", note="plain wrong")

    assert seen(desk.sit("bo", policy), mode) == before


@pytest.mark.parametrize("mode", ["1", "2", "4", "="])
def test_nothing_hidden_is_on_any_list(desk: Desk, mode: str) -> None:
    assert CANARY not in seen(desk.sit("ana"), mode, "j", size=(140, 44))


def test_years_are_zoomed_panned_and_shown_all_again(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("4")
        await driven.rest()
        screen = driven.app.screen
        assert isinstance(screen, TimelineScreen)
        chart = screen.query_one(TimelineChart)
        whole = chart.axis
        await driven.press("+")
        assert chart.axis.last - chart.axis.first == (whole.last - whole.first) / 2
        await driven.press("l")
        assert chart.axis.first > whole.first
        await driven.press("0")
        assert chart.axis == whole

    drive(desk.sit("ana"), act)


def test_a_record_opens_at_its_finding(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("4", "j")
        await driven.rest()
        await driven.press("enter")
        assert driven.app.current_mode == "record"
        item = session.item()
        assert item is not None
        assert (item.record, item.rule) == ("06QUARRELL2", "DEC004")

    drive(session, act)


def test_a_record_whose_page_is_gone_stays_in_the_list(desk: Desk) -> None:
    (desk.folder / "06QUARRELL2.txt").unlink()

    shown = seen(desk.sit("ana"), "4", "j")

    assert ">x06QUARRELL2" in shown
    assert "created 2006-05-01; the file is not there any more" in shown


def test_drawn_pages_are_decided_on_the_record_screen_and_told_on_the_overview(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        desk.scan(store, [("07QUARRELL3", "MRK001", "note", "(S)")])
    session = desk.sit("ana")
    session.draw_pages(60, "seed")

    async def act(driven: Driven) -> None:
        assert "no rule saw anything on this page" in driven.text()
        await driven.press("c", "d", "1")
        assert "of 2 drawn pages looked at, something was missed on 50.0% (1.3% to 98.7% at 95%)" in driven.text()
        await driven.press("2")
        assert driven.text().count("unmarked-page") == 2

    drive(session, act)
