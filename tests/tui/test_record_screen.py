"""The main screen, end to end: one key, one decision, saved before the screen moves; masked until asked."""

from pathlib import Path

import pytest

from redaction_audit.model import Audited, Gap, Origin
from redaction_audit.outputs.report import Run
from redaction_audit.store import Store
from redaction_audit.tui.app import AuditApp, Look
from redaction_audit.tui.screens.record import RecordScreen
from tests.review.desk import CANARY, NOON, Desk
from tests.tui.seen import Driven, audit_again, drive, shown


def record(driven: Driven) -> RecordScreen:
    screen = driven.app.lowest
    assert isinstance(screen, RecordScreen)
    return screen


def test_a_review_opens_on_the_finding_at_hand(desk: Desk) -> None:
    seen = shown(desk.sit("ana"), size=(120, 40))

    assert "05QUARRELL1  C  2005-05-01" in seen
    assert "1 of 6  0/2 decided  saved ok  MASKED" in seen
    assert "LEK007 open-elsewhere  1/2  undecided  line 3" in seen
    assert "law       32 CFR 2001.21" in seen


def test_a_decision_is_on_the_disk_before_the_screen_moves(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("c")
        [event] = desk.log()
        assert (event.kind, event.value, event.reviewer) == ("decided", "confirm", "ana")
        assert driven.foot == "saved: confirm"
        assert "2 of 6  1/2 decided" in driven.text()
        assert "■✔   1 open-elsewhere" in driven.text()

    drive(desk.sit("ana"), act)


def test_every_decision_key_and_undo(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("c", "d", "s", "r", "u", "ctrl+r", "x")

    drive(desk.sit("ana"), act)
    said = [(event.kind, event.value) for event in desk.log()]
    assert said[:6] == [
        ("decided", "confirm"), ("decided", "dismiss"), ("decided", "second"), ("decided", "refer"),
        ("undone", None), ("undone", None),
    ]  # fmt: skip


def test_a_note_goes_with_its_decision(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("D")
        assert "dismiss, note" in driven.text()
        await driven.type("as printed\n")
        assert driven.foot == "saved: dismiss"

    drive(desk.sit("ana"), act)
    [event] = desk.log()
    assert (event.value, event.note) == ("dismiss", "as printed")


def test_a_note_that_was_left_is_offered_again(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("a")
        await driven.type("half a tho")
        await driven.press("escape")
        assert "kept as a draft" in driven.foot
        await driven.press("a")
        assert "half a tho" in driven.text()
        await driven.type("ught\n")

    drive(desk.sit("ana"), act)
    [event] = desk.log()
    assert (event.kind, event.note) == ("annotated", "half a thought")


def test_a_disposition_asks_for_its_code(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("p", "e")
        await driven.type("25X1\n")

    drive(desk.sit("ana"), act)
    [event] = desk.log()
    assert (event.kind, event.value, event.detail) == ("disposed", "exempt", "25X1")


def test_a_range_is_decided_and_undone_as_one(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("v", "l", "l", "d")
        assert driven.foot == "saved: dismiss 3 findings"
        assert len({event.group for event in desk.log()}) == 1
        await driven.press("u")

    drive(desk.sit("ana"), act)
    assert [event.kind for event in desk.log()] == ["decided"] * 3 + ["undone"] * 3


def test_a_repeat_takes_the_note_along(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("C")
        await driven.type("again\n")
        await driven.press("full_stop")

    drive(desk.sit("ana"), act)
    assert [(event.value, event.note) for event in desk.log()] == [("confirm", "again")] * 2


def test_a_finding_is_added_by_hand_on_selected_lines(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("shift+down", "shift+down")
        assert "2 lines selected" in driven.foot
        await driven.press("plus")
        await driven.type("missed\n")
        assert "added-by-hand" in driven.text()

    drive(desk.sit("ana"), act)
    [event] = desk.log()
    assert (event.kind, event.note) == ("added", "missed")


def test_search_walks_through_its_matches(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("J", "slash")
        await driven.type("dues\n")
        assert driven.foot == "match 1/3"
        await driven.press("n", "n")
        assert driven.foot == "match 3/3"
        await driven.press("n")
        assert driven.foot == "match 1/3"
        await driven.press("N")
        assert driven.foot == "match 3/3"

    drive(desk.sit("ana"), act)


def test_a_wrong_filter_says_where_stays_to_be_mended_and_changes_nothing(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("f")
        await driven.type("sev:huge")
        await driven.until("column 1: no severity 'huge'")
        await driven.press("enter")
        assert "sev:huge" in driven.text()
        assert "column 1: no severity 'huge'" in driven.text()
        await driven.press("escape")
        assert len(driven.app.session.queue) == 6

    drive(desk.sit("ana"), act)


def test_a_repeat_says_what_it_said_again(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("d", "full_stop")
        assert driven.foot == "saved: repeated (dismiss)"

    drive(desk.sit("ana"), act)
    assert [event.value for event in desk.log()] == ["dismiss", "dismiss"]


def test_only_a_dispute_is_asked_to_be_settled(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("exclamation_mark")
        assert driven.foot == "only a dispute can be settled"

    drive(desk.sit("ana"), act)


def test_keys_of_the_text_say_that_there_is_none(desk: Desk) -> None:
    (desk.folder / "05QUARRELL1.txt").unlink()

    async def act(driven: Driven) -> None:
        for key in ("G", "pagedown", "slash", "j"):
            await driven.press(key)
            assert driven.foot == "there is no text"

    drive(desk.sit("ana"), act)


def test_what_is_typed_to_a_filter_in_force_is_a_word_of_its_own(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        await driven.press("f")
        await driven.type("sev>=warning\n")
        await driven.press("f")
        await driven.type("state:open\n")
        assert session.filter.text == "sev>=warning state:open"
        await driven.press("f", "enter")
        assert session.filter.text == "sev>=warning state:open"

    drive(session, act)


def test_a_filter_narrows_the_queue_and_F_lifts_it(desk: Desk) -> None:  # noqa: N802 - F is a key
    async def act(driven: Driven) -> None:
        await driven.press("f")
        await driven.type("sev:error\n")
        assert driven.foot == "2 findings"
        assert "filtered" in driven.text()
        await driven.press("F")
        assert driven.foot == "all 6 findings"

    drive(desk.sit("ana"), act)


def test_a_mask_opens_for_a_while_and_that_is_recorded_first(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        assert CANARY not in driven.text()
        assert "▒" * len(CANARY) in driven.text()
        await driven.press("w")
        assert CANARY in driven.text()
        assert "REVEALED" in driven.text()
        assert [event.kind for event in desk.log()] == ["revealed"]
        desk.clock.pass_(21)
        await driven.tick()
        assert CANARY not in driven.text()
        assert "MASKED" in driven.text()

    drive(desk.sit("ana"), act)


@pytest.mark.parametrize("leave", ["l", "J"])
def test_a_mask_closes_when_the_cursor_leaves(desk: Desk, leave: str) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("w", leave)
        assert CANARY not in driven.text()

    drive(desk.sit("ana"), act)


def test_locking_closes_every_mask(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("W")
        assert CANARY in driven.text()
        await driven.press("colon")
        await driven.type("mask every\n")
        assert CANARY not in driven.text()

    drive(desk.sit("ana"), act)


@pytest.mark.parametrize("size", [(140, 44), (80, 24)])
def test_nothing_masked_leaves_the_program(desk: Desk, size: tuple[int, int]) -> None:
    """Screens, pictures, clipboard and title hold no masked text after every screen was visited."""
    copied: list[str] = []

    async def act(driven: Driven) -> None:
        driven.app.copy_to_clipboard = copied.append  # type: ignore[method-assign]  # to see what would be copied
        for keys in (
            ("Y",), ("y",), ("enter",), ("escape",), ("question_mark",), ("tab",), ("tab",), ("escape",), ("colon",),
            ("escape",), ("U",), ("escape",), ("asterisk",), ("backslash",), ("z",), ("z",), ("1",), ("2",), ("i",),
            ("3",), ("4",), ("3",), ("equals_sign",), ("escape",), ("E",), ("escape",), ("3",),
        ):  # fmt: skip
            await driven.press(*keys)
            assert CANARY not in driven.text(), keys
            assert CANARY not in driven.app.export_screenshot(), keys
            assert CANARY not in driven.app.title + driven.app.sub_title

    drive(desk.sit("ana"), act, size=size)
    assert len(copied) == 2
    assert not any(CANARY in text for text in copied)
    assert "▒▒▒" in copied[0]


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(desk: Desk) -> None:
    bo = desk.sit("bo")

    async def act(driven: Driven) -> None:
        bo.decide("dismiss", "not here")
        await driven.press("c")
        assert "bo decided dismiss just now: not here" in driven.text()
        assert len(desk.log()) == 1
        await driven.press("k")
        assert driven.foot == "nothing was saved; theirs stands"
        await driven.press("c")
        assert [(event.reviewer, event.value) for event in desk.log()] == [("bo", "dismiss"), ("ana", "confirm")]

    drive(desk.sit("ana"), act)


def test_what_others_decide_appears_within_a_tick(desk: Desk) -> None:
    bo = desk.sit("bo")

    async def act(driven: Driven) -> None:
        bo.decide("dismiss")
        await driven.tick()
        assert "■✘   1 open-elsewhere" in driven.text()
        assert driven.app.session.position == 0

    drive(desk.sit("ana"), act)


def test_what_cannot_be_saved_is_not_shown_as_made(desk: Desk) -> None:
    session = desk.sit("ana")

    async def act(driven: Driven) -> None:
        with Store.open(desk.path) as other:
            held = other._db
            held.execute("BEGIN IMMEDIATE")
            await driven.press("c")
            assert driven.foot.startswith("!! NOT SAVED: ")
            assert "■    1 open-elsewhere" in driven.text()
            held.execute("ROLLBACK")
        await driven.press("full_stop")
        assert "■✔   1 open-elsewhere" in driven.text()

    session.store._local.db.execute("PRAGMA busy_timeout=10")
    drive(session, act)


def test_a_record_whose_file_is_gone_says_so_and_lists_its_findings(desk: Desk) -> None:
    (desk.folder / "05QUARRELL1.txt").unlink()

    seen = shown(desk.sit("ana"))

    assert "is not there" in seen
    assert "open-elsewhere" in seen
    assert "there is no text" in shown(desk.sit("ana"), "slash")


def test_an_empty_queue_says_what_to_do(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("f")
        await driven.type("rule:NONE\n")
        assert "F shows all again" in driven.text()
        await driven.press("c", "l", "space", "enter", "w", "slash", "escape", "F")
        assert "1 of 6" in driven.text()

    drive(desk.sit("ana"), act)


def test_without_findings_no_filter_is_blamed(tmp_path: Path) -> None:
    empty = Desk(tmp_path, findings=())

    async def act(driven: Driven) -> None:
        assert "There are no findings." in driven.text()
        await driven.press("2")
        assert "there are no findings" in driven.text()
        await driven.press("j")
        assert driven.foot == "there are no findings"
        await driven.press("F")
        assert driven.foot == "there are no findings"
        await driven.press("1")
        assert "nothing to resume: there are no findings" in driven.text()

    drive(empty.sit("ana"), act)
    empty.close()


def test_a_batch_that_could_not_be_read_says_so(tmp_path: Path) -> None:
    unread = Desk(tmp_path, findings=(), texts={})
    with Store.open(unread.path) as store:
        run = store.start_run(Run("1", "digest", NOON.date(), "scan", ("x",)), folder=str(tmp_path), started="")
        store.add(run, Audited("", Origin("scan.pdf"), 9, gaps=(Gap("scan.pdf", "is a PDF; not read yet"),)))
        store.end_run(run, None)

    async def act(driven: Driven) -> None:
        assert "No record was read." in driven.text()
        await driven.press("1")
        assert "0 records, 1 input not read, 0 findings" in driven.text()

    drive(unread.sit("ana"), act)
    unread.close()


def test_all_about_a_finding_is_laid_out_beside_its_scrollbar(desk: Desk) -> None:
    session = desk.sit("ana")
    for _ in range(12):  # more than a screen of it
        session.annotate("up " * 60)
    _, *lines, _ = shown(session, "enter", size=(80, 24)).split("\n")

    assert sum("said" in line for line in lines) > 3
    # labels take ten columns: what was wrapped a second time would begin in them
    assert [line for line in lines if line[11:12].strip()] == []


@pytest.mark.parametrize("key", ["ctrl+q", "Q"])
def test_textuals_own_key_to_quit_keeps_the_bookmark_too(desk: Desk, key: str) -> None:
    async def leave(driven: Driven) -> None:
        await driven.press("l", "l", key)

    drive(desk.sit("ana"), leave)
    again = desk.sit("ana")
    again.resume()

    assert again.position == 2


def test_the_clock_may_strike_while_the_screens_are_closed(desk: Desk) -> None:
    apps: list[AuditApp] = []

    async def act(driven: Driven) -> None:
        apps.append(driven.app)
        await driven.press("l", "Q")

    drive(desk.sit("ana"), act)
    [closed] = apps
    closed.tick()
    closed.keep()

    again = desk.sit("ana")
    again.resume()
    assert again.position == 1


def test_ctrl_c_ends_nothing_and_says_what_does(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        before = driven.text().split("\n")[:-1]
        await driven.press("ctrl+c")
        assert driven.foot == "Q ends the review; everything is already saved"
        assert driven.text().split("\n")[:-1] == before

    drive(desk.sit("ana"), act)


def test_a_review_is_taken_up_where_it_was_left(desk: Desk) -> None:
    async def leave(driven: Driven) -> None:
        await driven.press("l", "l", "M", "Q")

    drive(desk.sit("ana"), leave)
    again = desk.sit("ana")
    resumed = again.resume()
    seen = shown(again, resumed=resumed, size=(80, 24))

    assert "3 of 6" in seen
    assert "06QUARRELL2" in seen


def test_signs_are_ascii_where_the_terminal_asks_for_it(desk: Desk) -> None:
    for keys in ((), ("c",), ("question_mark",), ("colon",), ("U",), ("a",), ("enter",), ("2",), ("1",)):
        seen = shown(desk.sit("ana"), *keys, look=Look(ascii_only=True))
        assert seen.isascii(), [char for char in seen if not char.isascii()]


@pytest.mark.parametrize("size", [(140, 44), (100, 30), (80, 24), (60, 16)])
def test_the_finding_at_hand_is_on_screen_and_the_foot_is_whole(desk: Desk, size: tuple[int, int]) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("l")
        start, end = record(driven).pane.view
        item = driven.app.session.item()
        assert item is not None
        assert start <= item.start < end
        for label in ("c Confirm", "d Dismiss", "s Second look", "r Refer", "? Help"):
            assert label in driven.foot

    drive(desk.sit("ana"), act, size=size)


def test_too_small_a_screen_loses_nothing(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        await driven.press("l", "l")
        at_hand = driven.app.session.item()
        await driven.resize(40, 10)
        await driven.until("needs 60×16 (now 40×10)")
        await driven.press("c", "j", "l")
        assert desk.log() == []
        await driven.resize(80, 24)
        assert driven.app.session.item() == at_hand
        start, end = record(driven).pane.view
        assert at_hand is not None
        assert start <= at_hand.start < end

    drive(desk.sit("ana"), act, size=(140, 44))


def test_the_portion_mark_stays_in_the_margin_of_a_long_paragraph(desk: Desk) -> None:
    long = "SUBJECT: LADDERS\n\n1. (S) The ladder is new.\n" + "It is leaned against the wall.\n" * 30
    audit_again(desk, "07QUARRELL3", long, "MRK001", "(S)")

    seen = shown(desk.sit("ana"), "pagedown", size=(80, 24))

    assert seen.split("\n")[1].strip().startswith("(S)")


def test_an_undo_that_somebody_acted_upon_since_is_explained(desk: Desk) -> None:
    bo = desk.sit("bo")

    async def act(driven: Driven) -> None:
        await driven.press("c")
        bo.refresh()
        bo.decide("dismiss")
        await driven.tick()
        await driven.press("u")
        assert "bo decided dismiss just now" in driven.text()
        assert driven.app.session.position == 0
        await driven.press("d")
        assert [event.value for event in desk.log()] == ["confirm", "dismiss", "dismiss"]

    drive(desk.sit("ana"), act)


def test_undo_works_the_next_day(desk: Desk) -> None:
    async def decide(driven: Driven) -> None:
        await driven.press("c", "d", "r")

    async def undo(driven: Driven) -> None:
        await driven.press("u", "u", "u", "u")
        assert driven.foot == "there is nothing to undo"

    drive(desk.sit("ana"), decide)
    drive(desk.sit("ana"), undo)

    assert [event.kind for event in desk.log()] == ["decided"] * 3 + ["undone"] * 3


def test_what_a_scan_still_finds_appears(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        scan = desk.begin(store)
        next(scan)

        async def act(driven: Driven) -> None:
            assert "1 of 2" in driven.text()
            list(scan)
            await driven.tick()
            assert "1 of 6" in driven.text()

        drive(desk.sit("ana"), act)
