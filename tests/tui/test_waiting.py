"""Keys typed faster than a scan finds."""

from collections.abc import Iterator

import pytest

from redaction_audit.store import Store
from tests.review.desk import Desk
from tests.tui.seen import Driven, drive


@pytest.fixture
def scan(desk: Desk) -> Iterator[Iterator[str]]:
    """A scan that has found what stands in the first record, and goes on when it is asked to."""
    with Store.open(desk.path) as store:
        adding = desk.begin(store)
        next(adding)
        yield adding


@pytest.mark.parametrize("way", [(), ("2",)], ids=["record", "queue"])
def test_keys_typed_ahead_of_the_scan_wait_and_the_cursor_goes_on_when_more_is_found(
    desk: Desk, scan: Iterator[str], way: tuple[str, ...]
) -> None:
    session = desk.sit("ana")
    known = len(session.queue)

    async def act(driven: Driven) -> None:
        await driven.press(*way)
        for _ in range(known + 2):
            driven.app.simulate_key("c")
        await driven.rest()
        assert "waiting for more findings" in driven.foot
        assert [event.value for event in desk.log()] == ["confirm"] * known
        list(scan)
        await driven.tick()
        assert driven.foot == "the scan found more: this is the next"
        assert session.position == known
        await driven.press("d")
        assert driven.foot.startswith("saved: dismiss")

    drive(session, act)
    events = desk.log()
    assert len({event.key for event in events}) == len(events) == known + 1


@pytest.mark.usefixtures("scan")
def test_a_range_that_ends_at_the_last_known_finding_is_decided_once(desk: Desk) -> None:
    session = desk.sit("ana")
    known = len(session.queue)

    async def act(driven: Driven) -> None:
        await driven.press("2", "v", *("j" for _ in range(known - 1)), "c", "d")
        assert "waiting for more findings" in driven.foot

    drive(session, act)
    assert [event.value for event in desk.log()] == ["confirm"] * known


def test_nothing_moves_beneath_a_dialog_while_more_is_found(desk: Desk, scan: Iterator[str]) -> None:
    session = desk.sit("ana")
    known = len(session.queue)

    async def act(driven: Driven) -> None:
        await driven.press("2", *("c" for _ in range(known)), "a")
        noted = session.item()
        assert noted is not None
        list(scan)
        await driven.tick()
        assert session.item() == noted
        await driven.type("seen\n")
        await driven.tick()
        assert desk.log()[-1].key == noted.key
        assert session.position == known

    drive(session, act)


def test_a_scan_that_ends_without_more_is_said(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        first = next(iter(desk.texts))
        adding = desk.begin(store, [(first, "MRK001", "note", desk.texts[first][:3])])
        next(adding)
        session = desk.sit("ana")

        async def act(driven: Driven) -> None:
            await driven.press("2", "c", "c")
            assert "waiting for more findings" in driven.foot
            list(adding)
            await driven.tick()
            assert driven.foot.startswith("the scan found no more")

        drive(session, act)
    assert [event.value for event in desk.log()] == ["confirm"]
