"""Compare and export, end to end: two releases found and walked through; a file asked for, written once, masked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from redaction_audit.review.policy import Policy
from redaction_audit.tui.screens.compare import CompareScreen
from redaction_audit.tui.screens.export import ExportScreen
from redaction_audit.tui.widgets.change_view import ChangeView
from tests.review import desk as desks
from tests.review.desk import CANARY, Desk
from tests.tui.seen import Driven, drive, golden

OPENED = f"""SUBJECT: FERRY PILOTS

1. (C) Caller gave {CANARY} and left.
2. (U) Nothing more was said by Ansel Wray.
"""
REDACTED = OPENED.replace("Ansel Wray", "XXXXXXXXXXXX").replace("and left", "and XXXXXXXXXXXX")


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A batch with two releases of one record, and an unrelated one."""
    texts = {"05QUARRELL1": REDACTED, "07QUARRELL3": desks.TEXTS["07QUARRELL3"], "05-QUARRELL-1": OPENED}
    monkeypatch.setattr(desks, "TEXTS", texts)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "batch").mkdir()
    made = Desk(tmp_path / "batch", [("05QUARRELL1", "MRK001", "note", "(U)")])
    yield made
    made.close()


@pytest.mark.parametrize("size", [(140, 44), (100, 30), (80, 24)])
def test_two_releases_of_one_record_are_found_and_aligned(releases: Desk, size: tuple[int, int]) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        await driven.press("]")
        golden(f"compare-{size[0]}x{size[1]}", driven.text())

    drive(releases.sit("ana"), act, size=size)


def test_changes_are_walked_through(releases: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        said = []
        for key in ("]", "]", "[", "["):
            said.append(driven.text().split("\n")[-2].strip())
            await driven.press(key)
        assert said == [
            f"change {number} of 2: O newly opened  release-conflict, undecided" for number in (1, 2, 2, 1)
        ]  # fmt: skip
        assert driven.foot == "this is the first change"
        await driven.press("tab")
        await driven.rest()
        assert "change 1 of 2: X newly redacted" in driven.text()
        await driven.press("o")
        assert "compare 05-QUARRELL-1 with" in driven.text()

    drive(releases.sit("ana"), act)


def test_what_is_hidden_stays_masked_in_both_releases(releases: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        assert CANARY not in driven.text()
        assert driven.text().count("▒▒▒▒▒▒▒▒▒▒▒") == 2

    drive(releases.sit("ana"), act, size=(140, 44))


def test_another_record_can_be_chosen(releases: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        await driven.press("o")
        await driven.type("ladd")
        assert "0 records" in driven.text()
        await driven.press(*["backspace"] * 4)
        await driven.type("07qua")
        assert "1 record; Enter compares" in driven.text()
        await driven.press("enter")
        await driven.rest()
        assert "right  07QUARRELL3" in driven.text()

    drive(releases.sit("ana"), act)


def test_a_change_becomes_a_finding_made_by_hand(releases: Desk) -> None:
    session = releases.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        await driven.press("]", "+")
        await driven.type("opened elsewhere\n")
        assert driven.foot == "saved: a finding on 05-QUARRELL-1"

    drive(session, act)
    [event] = releases.log()
    assert (event.kind, event.note) == ("added", "opened elsewhere")
    assert OPENED[event.start : event.end] == "Ansel Wray"


def test_a_record_without_another_release_says_so(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        assert "no other record of this batch has this id; o chooses one to compare with" in driven.text(), (
            driven.text()
        )
        assert driven.foot.split("  ") == ["o Other release", "q Back", "? Help"]
        for key in ("]", "c", "+", "tab"):
            await driven.press(key)
            assert driven.foot == "nothing is compared yet"

    drive(desk.sit("ana"), act)


def test_a_resize_keeps_the_change_in_view(releases: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=")
        await driven.rest()
        await driven.press("]")
        for size in ((140, 44), (40, 10), (80, 24), (60, 16)):
            await driven.resize(*size)
        screen = driven.app.screen
        assert isinstance(screen, CompareScreen)
        view = screen.query_one(ChangeView)
        assert view.cursor in view.window()
        assert "change 2 of 2" in driven.text()

    drive(releases.sit("ana"), act)


# -- export ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that files without one are written to."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
def test_the_dialog_says_what_it_will_write(desk: Desk, size: tuple[int, int]) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("2", "E", "j")
        golden(f"export-{size[0]}x{size[1]}", driven.text())

    session = desk.sit("ana")
    session.decide("confirm")
    drive(session, act, size=size)


def test_enter_writes_and_a_second_one_replaces(desk: Desk, here: Path) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("E", "enter")
        await driven.rest()
        first = (here / "decisions.csv").read_bytes()
        assert driven.foot.startswith("written: 6 findings")
        assert CANARY.encode() not in first
        await driven.press("c", "E", "enter")
        assert "decisions.csv is there already; Enter again replaces it" in driven.text()
        assert (here / "decisions.csv").read_bytes() == first
        await driven.press("enter")
        await driven.rest()
        assert b"confirm" in (here / "decisions.csv").read_bytes()

    drive(desk.sit("ana"), act)


def test_what_and_format_are_chosen_by_arrows(desk: Desk, here: Path) -> None:
    session = desk.sit("ana")
    session.set_filter("sev:error")

    async def act(driven: Driven) -> None:
        await driven.press("E", "l")
        assert "< the queue as filtered >" in driven.text()
        assert "2 findings, masked" in driven.text()
        await driven.press("j", "l", "down", "l", "tab", "space")
        screen = driven.app.screen
        assert isinstance(screen, ExportScreen)
        assert (screen.choice.format, screen.choice.notes, screen.choice.history) == ("decisions-jsonl", True, True)
        await driven.press("enter")
        await driven.rest()

    drive(session, act)
    assert len((here / "decisions.jsonl").read_text("utf-8").splitlines()) == 2


def test_a_file_can_be_named_and_a_folder_that_is_not_there_is_told(desk: Desk, here: Path) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("E", "up")
        await driven.press(*["backspace"] * len("decisions.csv"))
        await driven.type("nowhere/out\n")
        await driven.rest()
        assert "NOT WRITTEN" in driven.text()
        await driven.press(*["backspace"] * len("nowhere/out"))
        await driven.type("jqk\n")
        await driven.rest()

    drive(desk.sit("ana"), act)
    assert [file.name for file in here.iterdir()] == ["jqk"]


def test_escape_leaves_without_a_file(desk: Desk, here: Path) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("E", "escape")
        assert not isinstance(driven.app.screen, ExportScreen)

    drive(desk.sit("ana"), act)
    assert list(here.iterdir()) == []


def test_what_one_release_withholds_is_a_finding_decided_with_the_same_keys(releases: Desk) -> None:
    session = releases.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("=")
        assert "change 1 of 2: O newly opened  release-conflict, undecided" in driven.text()
        await driven.press("c")
        assert driven.foot == "saved: confirm"
        assert "change 2 of 2: O newly opened  release-conflict, undecided" in driven.text()
        await driven.press("d", "u", "[")
        assert "change 1 of 2: O newly opened  release-conflict, decided: confirm by ana" in driven.text()

    drive(session, act)
    assert [(event.kind, event.value, event.undoes) for event in releases.log()][1::2] == [
        ("decided", "confirm", None), ("decided", "dismiss", None), ("undone", None, 3),
    ]  # fmt: skip
    added = releases.log()[0]
    assert (added.kind, OPENED[added.start : added.end]) == ("added", "left")
    assert not [event for event in releases.log() if CANARY in event.key or "left" in event.key]


def test_two_people_meet_the_same_conflict_and_blind_ones_are_not_told(releases: Desk) -> None:
    policy = Policy(severity="warning")

    async def first(driven: Driven) -> None:
        await driven.press("=", "c")

    async def second(driven: Driven) -> None:
        await driven.press("=")
        assert "release-conflict, undecided" in driven.text()
        assert "ana" not in driven.text()
        await driven.press("d", "[")
        assert "release-conflict, disputed: confirm by ana and bo" in driven.text()

    drive(releases.sit("ana", policy), first)
    drive(releases.sit("bo", policy), second)
    assert [event.kind for event in releases.log()] == ["added", "decided", "decided"]


def test_a_conflict_stands_among_the_findings_of_the_release_that_shows_it(releases: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("=", "d", "3", "J")
        assert "release-conflict" not in driven.text()
        session = driven.app.session
        shown = next(
            row for row in session.store.record_rows() if session.store.record(row).origin.path.startswith("05-")
        )
        session.open_record(shown)
        [item] = session.spans()
        assert (item.name, item.decision, item.first_by) == ("release-conflict", "dismiss", "ana")

    drive(releases.sit("ana"), act)


def test_nothing_hidden_is_written_before_the_name_of_the_batch_is_typed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def act(driven: Driven) -> None:
        await driven.press("E", "j", "j", "j", "j", "right")
        assert "6 findings, UNMASKED" in driven.text()
        await driven.press("enter")
        assert "type batch to write what is hidden; this is recorded" in driven.text()
        await driven.type("another\n")
        assert "the name is another one; nothing is written" in driven.text()
        assert not (tmp_path / "decisions.csv").exists()
        await driven.press("enter")
        await driven.type("batch\n")
        assert driven.foot.startswith("written: 6 findings")

    drive(desk.sit("ana"), act)
    assert CANARY in (tmp_path / "decisions.csv").read_text("utf-8")
    assert [(event.kind, event.reviewer) for event in desk.log()] == [("revealed", "ana")]
