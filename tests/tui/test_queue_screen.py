"""The queue, end to end: what is listed, moved through, decided, filtered and looked at before it is opened."""

import pytest

from redaction_audit.review.policy import Policy
from redaction_audit.tui.app import Look
from redaction_audit.tui.commands import registry
from redaction_audit.tui.screens.queue import QueueScreen
from tests.review.desk import CANARY, Desk
from tests.tui.seen import Driven, drive, golden, shown


@pytest.mark.parametrize("size", [(140, 44), (100, 30), (80, 24)])
def test_the_queue_looks_as_it_should(desk: Desk, size: tuple[int, int]) -> None:
    session = desk.sit("ana")
    session.decide("confirm")
    session.decide("refer")

    golden(f"queue-{size[0]}x{size[1]}", shown(session, "2", "#", size=size))


def test_keys_move_and_enter_opens_the_record(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        places = []
        for key in ("2", "j", "down", "k", "G", "g", "J", "K", "pagedown", "ctrl+u", "end", "home"):
            await driven.press(key)
            places.append(session.position)
        assert places == [0, 1, 2, 1, 5, 0, 2, 0, 5, 0, 5, 0]
        await driven.press("j", "k", "k")
        assert driven.foot == "there is nothing further"
        await driven.press("J", "enter")
        assert driven.app.current_mode == "record"
        assert "06QUARRELL2" in driven.text().split("\n")[0]

    drive(session, act)


def test_a_decision_is_saved_painted_and_goes_on(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("2", "c", "d")
        assert [event.value for event in desk.log()] == ["confirm", "dismiss"]
        rows = driven.text().split("\n")[1:4]
        assert [row[:3] for row in rows] == [" ■✔", " ·✘", ">■ "]
        await driven.press("u")
        assert driven.text().split("\n")[2][:3] == ">· "

    drive(session, act)


def test_a_range_is_decided_as_one(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("2", "v", "j", "j")
        assert [row[0] for row in driven.text().split("\n")[1:5]] == [">", ">", ">", " "]
        await driven.press("d")

    drive(session, act)
    assert len({event.group for event in desk.log()}) == 1
    assert len(desk.log()) == 3


def test_a_range_says_how_many_it_holds_and_an_undo_what_it_took_back(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("2", "v", "j", "j")
        assert "RANGE 3  0/6 decided" in driven.text()
        await driven.press("d")
        assert "RANGE" not in driven.text()
        assert "3/6 decided" in driven.text()
        await driven.press("u")
        assert driven.foot == "saved: undone: decided dismiss  3 findings"
        await driven.press("c", "u")
        assert driven.foot == "saved: undone: decided confirm  05QUARRELL1 line 3 open-elsewhere"
        await driven.press("u")
        assert driven.foot == "there is nothing to undo"

    drive(desk.sit("ana"), act)


def test_a_filter_counts_while_it_is_typed(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("2", "f")
        await driven.type("sev:error")
        await driven.until("2 findings; Enter filters")
        assert len(session.queue) == 6
        await driven.press("enter")
        assert [item.severity for item in session.items(session.queue)] == ["error", "error"]
        assert "filter: sev:error" in driven.text()
        assert "2 of 6" in driven.text().split("\n")[-2]

    drive(session, act)


def test_an_error_points_at_its_column_and_keeps_the_last_result(desk: Desk) -> None:
    session = desk.sit("ana")
    session.set_filter("sev:error")

    async def act(driven: Driven) -> None:
        await driven.press("2", "f")
        await driven.type("colour:red")
        await driven.press("enter")
        typed, caret, said = driven.text().split("\n")[-4:-1]
        assert caret.index("^") == typed.index("colour")
        assert said.strip().startswith("no field 'colour'")
        assert len(session.queue) == 2
        await driven.press("escape")
        assert "filter: sev:error" in driven.text()
        assert "colour" not in driven.text()
        await driven.press("j")
        assert session.position == 1

    drive(session, act)


def test_no_finding_left_says_how_to_go_on(desk: Desk) -> None:
    session = desk.sit("ana")
    session.set_filter("record:nowhere")

    async def act(driven: Driven) -> None:
        await driven.press("2")
        assert "no finding matches this filter; F shows all again" in driven.text()
        await driven.press("F")
        assert len(session.queue) == 6
        assert "05QUARRELL1" in driven.text()

    drive(session, act)


def test_the_preview_shows_masked_lines(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("2", "i")
        await driven.until("3 1. (C) Caller gave ▒▒▒▒▒▒▒▒▒▒▒ and left.")
        assert CANARY not in driven.text()
        await driven.press("i")
        assert "Caller gave" not in driven.text()

    drive(session, act)


def test_what_others_decide_appears_and_the_cursor_stays(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("2", "j")
        desk.sit("bo").decide("dismiss")
        await driven.tick()
        first, second = driven.text().split("\n")[1:3]
        assert first[:3] == " ■✘"
        assert second[0] == ">"

    drive(session, act)


def test_a_second_reviewer_sees_nothing_of_the_first(desk: Desk) -> None:
    policy = Policy(severity="note")
    before = shown(desk.sit("bo", policy), "2", size=(140, 44))
    ana = desk.sit("ana", policy)
    ana.decide("confirm", note="plain wrong")

    assert shown(desk.sit("bo", policy), "2", size=(140, 44)) == before


def test_a_read_only_session_says_why_nothing_is_decided(desk: Desk) -> None:
    seen = shown(desk.sit("ana", read_only=True), "2", "c", size=(80, 24))

    assert "Confirm: read-only" in seen
    assert desk.log() == []


@pytest.mark.parametrize(("mode", "least"), [("1", 4), ("2", 4), ("4", 4), ("=", 3)])
def test_labels_at_the_foot_are_whole_at_eighty_columns(desk: Desk, mode: str, least: int) -> None:
    foot = shown(desk.sit("ana"), mode, size=(80, 24)).split("\n")[-1]
    titles = {command.title for command in registry().values()}

    said = [hint.split(" ", 1)[1] for hint in foot.strip().split("  ") if hint]

    assert len(said) >= least
    assert set(said) <= titles
    assert said[-1] == "Help"


@pytest.mark.parametrize("mode", ["1", "2", "4", "=", "E"])
def test_a_terminal_without_unicode_gets_ascii(desk: Desk, mode: str) -> None:
    seen = shown(desk.sit("ana"), mode, size=(80, 24), look=Look(ascii_only=True))

    assert seen.isascii()
    assert seen.strip()


@pytest.mark.parametrize("mode", ["1", "2", "4", "="])
def test_a_window_made_small_and_large_again_loses_nothing(desk: Desk, mode: str) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press(mode)
        await driven.rest()
        row, before = session.row, driven.text()
        await driven.resize(40, 10)
        await driven.press("j")
        await driven.resize(100, 30)
        await driven.rest()
        assert session.row == row
        assert driven.text() == before

    drive(session, act)


def test_every_row_under_the_cursor_is_in_view(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("2", "G")
        assert isinstance(driven.app.screen, QueueScreen)
        assert [line[:1] for line in driven.text().split("\n")].count(">") == 1

    drive(session, act, size=(60, 16))
