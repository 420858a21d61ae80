"""The session: what it shows, how it moves, what it saves, and what it brings back."""

from array import array
from pathlib import Path
from typing import Any

import msgspec
import pytest

from redaction_audit.review.filters import FilterError
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.store import SaveError, Store
from tests.review.desk import CANARY, FINDINGS, TEXTS, Desk


def key(session: ReviewSession) -> str:
    item = session.item()
    assert item is not None
    return item.key


def test_a_session_opens_on_the_first_finding_with_its_text_and_masks(desk: Desk) -> None:
    ana = desk.sit("ana")
    assert len(ana.queue) == len(FINDINGS)
    assert ana.text() == TEXTS["05QUARRELL1"]
    [(start, end)] = ana.hidden()
    assert TEXTS["05QUARRELL1"][start:end] == CANARY
    assert [item.rule for item in ana.spans()] == ["LEK007", "MRK001"]


def test_a_decision_is_in_the_store_before_the_cursor_moves_on(desk: Desk) -> None:
    ana = desk.sit("ana")
    first = key(ana)
    outcome = ana.decide("confirm", "as it says")
    assert outcome.saved
    assert outcome.advanced
    [event] = desk.log()
    assert (event.key, event.kind, event.value, event.note) == (first, "decided", "confirm", "as it says")
    assert key(ana) != first


def test_progress_counts_what_is_left(desk: Desk) -> None:
    ana = desk.sit("ana")
    assert (ana.progress().done, ana.progress().total) == (0, 6)
    ana.decide("confirm")
    assert (ana.progress().done, ana.progress().record_done) == (1, 1)
    ana.undo()
    assert (ana.progress().done, ana.progress().record_done) == (0, 0)
    ana.decide("confirm", rows=list(ana.queue))
    assert ana.progress().done == 6


def test_advancing_skips_what_is_decided_and_wraps_around(desk: Desk) -> None:
    ana = desk.sit("ana")
    rows = list(ana.queue)
    ana.decide("dismiss", rows=rows[1:5])
    assert ana.row == rows[0]
    assert ana.decide("confirm").advanced
    assert ana.row == rows[5]
    ana.go(rows[5])
    assert not ana.decide("confirm").advanced
    ana.undo()
    ana.go(rows[5])
    assert not ana.next_undecided()


def test_undo_reaches_into_yesterday_and_a_group_is_one(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.decide("dismiss", rows=list(ana.queue[2:5]))
    ana.annotate("ask state")
    ana.close()
    again = desk.sit("Ana ")
    assert [len(step.events) for step in again.undo_list()] == [1, 3, 1]
    for _ in range(3):
        assert again.undo().saved
    assert not again.undo().saved
    assert len(desk.log()) == 10
    with Store.open(desk.path) as store:
        heads = store.heads({event.key for event in desk.log()})
    assert {(head.state, head.noted) for head in heads.values()} == {("open", False)}


def test_redo_brings_back_until_something_else_is_done(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.decide("dismiss", rows=list(ana.queue[2:4]))
    ana.undo()
    ana.undo()
    assert ana.redo().saved
    assert ana.redo().saved
    assert not ana.redo().saved
    assert ana.progress().done == 3
    ana.undo()
    ana.go(ana.queue[5])
    ana.decide("refer")
    assert ana.redo().why == "there is nothing to redo"


def test_undo_is_refused_with_the_event_in_the_way(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    ana.decide("confirm")
    bo.refresh()
    bo.decide("dismiss", "no number there")
    outcome = ana.undo()
    assert not outcome.saved
    assert outcome.conflict is not None
    assert (outcome.conflict.reviewer, outcome.conflict.value) == ("bo", "dismiss")
    assert len(desk.log()) == 2


def test_a_decision_upon_a_stale_picture_is_a_conflict_and_can_be_made_again(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    painted = bo.item()
    assert painted is not None
    ana.decide("confirm")
    outcome = bo.decide("dismiss")
    assert not outcome.saved
    assert outcome.conflict is not None
    assert outcome.conflict.reviewer == "ana"
    assert bo.row == painted.row
    assert bo.decide("dismiss").saved
    assert [event.reviewer for event in desk.log()] == ["ana", "bo"]


def test_what_others_do_appears_and_the_cursor_stays(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    bo.move(2)
    row = bo.row
    ana.decide("confirm")
    assert bo.refresh() == (desk.log()[0].key,)
    assert bo.row == row
    [item] = bo.items(bo.queue[:1])
    assert (item.decision, item.first_by) == ("confirm", "ana")
    assert bo.refresh() == ()


def test_a_lease_shows_who_has_a_record_open_and_runs_out(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    ana.refresh()
    bo.refresh()
    assert [item.leased_by for item in bo.spans()] == ["ana", "ana"]
    desk.clock.pass_(121)
    ana.annotate("still here")
    bo.refresh()
    assert [item.leased_by for item in bo.spans()] == [None, None]


def test_the_next_day_begins_where_the_last_one_ended(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.set_filter("sev>=warning")
    ana.set_sort("severity")
    ana.move(2)
    left = key(ana)
    ana.bookmark(17, {"list": False})
    again = desk.sit("ana")  # nothing was closed: as after kill -9
    resumed = again.resume()
    assert resumed is not None
    assert (resumed.offset, resumed.face) == (17, {"list": False})
    assert (key(again), again.filter.text, again.sort) == (left, "sev>=warning", "severity")
    assert desk.sit("bo").resume() is None


def test_a_review_begins_at_the_first_undecided_finding_that_is_more_than_a_note(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [(record, rule, "note" if record[:2] == "05" else severity, words)
                           for record, rule, severity, words in FINDINGS])  # fmt: skip
    ana = desk.sit("ana")
    rules = [(item.severity, item.rule) for item in ana.items(ana.queue)]
    ana.begin()
    assert (ana.position, rules[ana.position]) == (2, ("error", "DEC004"))
    assert len(ana.queue) == len(FINDINGS)
    ana.decide("confirm")
    ana.begin()
    assert rules[ana.position] == ("warning", "TRN002")
    ana.decide("confirm")
    ana.go(ana.queue[2])
    ana.begin()  # nothing but notes is left
    assert (ana.position, rules[ana.position]) == (4, ("note", "MRK001"))
    desk.close()


def test_moving_writes_nothing(desk: Desk) -> None:
    ana = desk.sit("ana")
    before = desk.path.with_name("batch.store-wal").read_bytes()
    for step in range(1000):
        ana.move(1 if step % 7 else -6)
        ana.spans()
    assert desk.path.with_name("batch.store-wal").read_bytes() == before


def test_records_are_stepped_through_to_their_first_finding(desk: Desk) -> None:
    ana = desk.sit("ana")
    assert ana.next_record()
    assert ana.position == 2
    ana.move(2)
    assert ana.next_record()
    assert ana.position == 5
    assert not ana.next_record()
    assert ana.next_record(-1)
    assert ana.position == 2


def test_findings_at_one_place_are_gone_through_in_a_circle(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        desk.scan(store, (*FINDINGS, ("06QUARRELL2", "LEK007", "note", "HARBOR DUES")))
    ana = desk.sit("ana")
    ana.go(next(item.row for item in ana.items(ana.queue) if item.rule == "DEC004"))
    start = ana.row
    assert ana.overlapping()
    assert ana.row != start
    assert ana.overlapping()
    assert ana.row == start
    ana.next_record()
    assert not ana.overlapping()


def test_a_note_that_repeats_hidden_text_is_masked_as_the_text_is(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    ana.decide("confirm", f"it is {CANARY}")
    ana.go(ana.queue[0])
    outcome = bo.decide("dismiss")
    [item] = bo.items(bo.queue[:1])

    def shown() -> str:
        return repr((ana.history(item), ana.head(item), ana.undo_list(), bo.history(item), outcome))

    assert CANARY not in shown()
    assert "it is ▒▒▒" in shown()
    ana.reveal_span()
    assert f"it is {CANARY}" in repr((ana.history(item), ana.undo_list()))
    desk.clock.pass_(20)
    assert CANARY not in shown()
    (desk.folder / "05QUARRELL1.txt").unlink()
    ana.close()
    assert "it is" not in repr(ana.history(item))  # nobody can tell what it repeats


def test_a_revealed_span_is_recorded_first_and_closes_by_itself(desk: Desk) -> None:
    ana = desk.sit("ana")
    assert ana.reveal_span().saved
    assert [(event.kind, event.start) for event in desk.log()] == [("revealed", ana.items(ana.queue[:1])[0].start)]
    assert ana.hidden() == ()
    desk.clock.pass_(19)
    assert ana.hidden() == ()
    desk.clock.pass_(1)
    assert len(ana.hidden()) == 1
    ana.reveal_span()
    ana.move(1)
    assert len(ana.hidden()) == 1


def test_a_revealed_record_closes_when_it_is_left_or_nobody_is_there(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.reveal_record()
    ana.move(1)
    assert ana.hidden() == ()
    ana.next_record()
    ana.next_record(-1)
    assert len(ana.hidden()) == 1
    ana.reveal_record()
    desk.clock.pass_(301)
    assert len(ana.hidden()) == 1
    ana.next_record()
    assert ana.reveal_record().why == "nothing is masked here"


def test_a_read_only_session_writes_nothing_and_says_why(desk: Desk) -> None:
    before = desk.path.read_bytes()
    ana = desk.sit("ana", read_only=True)
    acts = (
        lambda: ana.decide("confirm"), lambda: ana.dispose("pass"), ana.clear, lambda: ana.annotate("x"), ana.mark,
        ana.undo, ana.redo, lambda: ana.add(0, 3), ana.reveal_span, ana.reveal_record, ana.repeat,
    )  # fmt: skip
    for act in acts:
        outcome = act()
        assert not outcome.saved
        assert outcome.why
    ana.bookmark(3)
    ana.refresh()
    ana.set_draft("x")
    ana.close()
    assert desk.path.read_bytes() == before
    looking = desk.sit("ana", read_only=True, allow_reveal=True)
    assert looking.reveal_span().saved
    assert looking.hidden() == ()


def test_a_note_being_written_is_offered_again(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.set_draft("half a sen")
    assert desk.sit("ana").draft() == "half a sen"
    assert desk.sit("bo").draft() is None
    ana.annotate("half a sentence")
    assert ana.draft() is None
    assert not ana.annotate("  ").saved


def test_repeat_says_the_last_again_with_its_note_and_after_a_night(desk: Desk) -> None:
    ana = desk.sit("ana")
    assert ana.repeat().why == "nothing was decided yet"
    ana.dispose("exempt", "(b)(6)", "a private number")
    ana.repeat()
    desk.sit("ana").repeat()
    assert {(e.kind, e.value, e.detail, e.note) for e in desk.log()} == {
        ("disposed", "exempt", "(b)(6)", "a private number")
    }
    assert len(desk.log()) == 3


def test_a_disposition_needs_its_code_and_a_policy_its_note(desk: Desk) -> None:
    ana = desk.sit("ana", Policy(notes=("dismiss",)))
    assert ana.dispose("exempt").why == "exempt needs a code"
    assert ana.decide("dismiss").why == "dismiss needs a note"
    assert ana.decide("dismiss", "  ").why == "dismiss needs a note"
    assert ana.decide("dismiss", "twice").saved
    with pytest.raises(ValueError, match="no decision 'perhaps'"):
        ana.decide("perhaps")


def test_what_could_not_be_saved_is_not_shown_and_saved_by_repeating(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = desk.sit("ana")
    row = ana.row

    def full(*_: object) -> None:
        raise SaveError("nothing was saved: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(ana.store, "append", full)
        outcome = ana.decide("confirm", "as it says")
    assert not outcome.saved
    assert outcome.why == "nothing was saved: the disk is full"
    assert ana.row == row
    item = ana.item()
    assert item is not None
    assert item.state == "open"
    assert ana.repeat().saved
    [event] = desk.log()
    assert event.note == "as it says"


def test_a_finding_by_hand_stands_in_the_record_until_it_is_undone(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    bo.spans()
    assert not ana.add(5, 5).saved
    start = TEXTS["05QUARRELL1"].index("FERRY")
    assert ana.add(start, start + 5, "a name").saved
    assert [item.rule for item in ana.spans()] == ["HAND001", "LEK007", "MRK001"]
    bo.refresh()
    assert [item.rule for item in bo.spans()] == ["HAND001", "LEK007", "MRK001"]
    ana.undo()
    assert [item.rule for item in ana.spans()] == ["LEK007", "MRK001"]


def test_marks_are_for_oneself(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.mark()
    assert ana.count("marked") == 1
    assert desk.sit("bo").count("marked") == 0
    ana.mark()
    assert ana.count("marked") == 0


def test_a_file_that_changed_is_not_shown_and_its_findings_still_are(desk: Desk) -> None:
    ana = desk.sit("ana")
    (desk.folder / "05QUARRELL1.txt").write_text(TEXTS["05QUARRELL1"].replace("gave ", "GAVE "), "utf-8")
    (desk.folder / "06QUARRELL2.txt").unlink()
    assert ana.text() is None
    assert ana.why() == "the file has changed since it was audited: audit it again"
    assert len(ana.spans()) == 2
    ana.next_record()
    assert ana.why() == "the file is not there any more"
    assert ana.decide("confirm").saved


def test_a_wrong_filter_changes_nothing(desk: Desk) -> None:
    ana = desk.sit("ana")
    assert ana.set_filter("sev>=warning") == 3
    with pytest.raises(FilterError) as caught:
        ana.set_filter("sev>=warning rule: x")
    assert caught.value.column == 13
    assert (len(ana.queue), ana.filter.text) == (3, "sev>=warning")


def test_a_new_filter_keeps_the_finding_or_goes_to_the_next(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.go(ana.queue[2])
    ana.set_filter("rule:MRK001")
    assert [item.record for item in ana.items([ana.row or 0])] == ["06QUARRELL2"]
    ana.set_filter("")
    assert ana.position == 4
    assert ana.set_filter("record:nobody*") == 0
    assert ana.item() is None
    assert not ana.decide("confirm").saved
    assert not ana.next_undecided()
    assert ana.progress().position == 0


def test_orders_and_groups(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.set_sort("severity")
    assert [item.severity for item in ana.items(ana.queue)] == ["error", "error", "warning", "note", "note", "note"]
    ana.set_sort("date")
    ana.set_group("rule")
    assert [item.rule for item in ana.items(ana.queue)] == ["DEC004", "LEK007", "MRK001", "MRK001", "MRK001", "TRN002"]
    ana.set_group("none")
    ana.decide("confirm", rows=[ana.queue[0]])
    ana.set_sort("state")
    assert [item.state for item in ana.items(ana.queue)][-1] == "first"
    with pytest.raises(ValueError, match="no order"):
        ana.set_sort("colour")  # type: ignore[arg-type]  # what a keymap might hold


def test_a_rescan_carries_decisions_over_and_lists_the_others(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.decide("confirm")
    ana.decide("dismiss")
    with Store.open(desk.path) as store:
        desk.scan(store, FINDINGS[1:])
    ana.refresh()
    assert len(ana.queue) == 5
    assert [item.decision for item in ana.items(ana.queue)] == ["dismiss", None, None, None, None]
    [orphan] = ana.store.orphans()
    assert (orphan.record, orphan.head.decision) == ("05QUARRELL1", "confirm")


def test_a_scan_that_goes_on_fills_the_queue(desk: Desk) -> None:
    with Store.open(desk.path) as store:
        adding = desk.begin(store)
        next(adding)
        ana = desk.sit("ana")
        assert len(ana.queue) == 2
        ana.move(1)
        row = ana.row
        for _ in adding:
            pass
        ana.refresh()
    assert len(ana.queue) == 6
    assert ana.row == row
    assert ana.progress().total == 6


def test_a_scan_that_ends_while_the_queue_is_read_is_taken_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Store.ids
    with Store.open(desk.path) as store:
        adding = desk.begin(store)
        next(adding)

        def list_and_end(*arguments: Any) -> "array[int]":
            rows: array[int] = listed(*arguments)
            for _ in adding:
                pass
            return rows

        monkeypatch.setattr(Store, "ids", list_and_end)
        ana = desk.sit("ana")
        assert len(ana.queue) == 2
        ana.refresh()
    assert len(ana.queue) == 6


def test_a_sample_is_the_same_for_everybody(desk: Desk) -> None:
    ana, bo = desk.sit("ana"), desk.sit("bo")
    assert ana.draw(3, "2026-03") == 3
    bo.set_sort("severity")
    bo.draw(3, "2026-03")
    assert set(ana.queue) == set(bo.queue)
    other = desk.sit("cy")
    assert other.draw(99, "x") == 6


def test_searching_is_smart_about_case_and_bounded(desk: Desk) -> None:
    ana = desk.sit("ana")
    text = TEXTS["05QUARRELL1"]
    assert [text[a:b] for a, b in ana.search("ferry")] == ["FERRY"]
    assert ana.search("Ferry") == []
    assert [text[a:b] for a, b in ana.search(r"\v\d{3}-\d\d")] == ["123-45"]
    assert ana.search("") == []
    with pytest.raises(FilterError):
        ana.search(r"\v(a+)+$")


def test_nothing_of_a_record_is_in_the_store(desk: Desk) -> None:
    ana = desk.sit("ana")
    ana.reveal_record()
    ana.decide("confirm")
    ana.bookmark(40)
    ana.close()
    held = desk.path.read_bytes() + desk.path.with_name("batch.store-wal").read_bytes()
    assert CANARY.encode() not in held
    assert b"Caller gave" not in held
    packed = msgspec.json.encode([msgspec.structs.asdict(event) for event in desk.log()])
    assert CANARY.encode() not in packed


def test_two_sessions_of_one_person_share_one_undo(desk: Desk) -> None:
    desk_, home = desk.sit("ana"), desk.sit("ana")
    desk_.decide("confirm")
    assert [len(step.events) for step in home.undo_list()] == [1]
    home.refresh()
    home.move(1)
    assert home.decide("dismiss").saved
    desk_.refresh()
    assert [step.last.value for step in desk_.undo_list()] == ["dismiss", "confirm"]
    assert [step.last.value for step in home.undo_list()] == ["dismiss", "confirm"]
    assert desk_.undo().saved
    assert desk_.undo().saved
    assert [event.kind for event in desk.log()] == ["decided", "decided", "undone", "undone"]
    home.refresh()
    assert home.undo().why == "there is nothing to undo"


# -- filters with a name --


def test_a_filter_with_a_name_is_there_the_next_day(desk: Desk) -> None:
    session = desk.sit("ana")
    session.set_filter("sev>=error")
    assert session.name_filter("grave").saved
    session.set_filter("")
    session.bookmark()

    again = desk.sit("ana")
    again.resume()
    assert again.set_filter("@grave") == 2
    assert again.filter.text == "sev>=error"
    assert again.count(" @grave ") == 2
    assert desk.sit("bo").named == {}


def test_an_unknown_name_is_told_with_those_that_are_known(desk: Desk) -> None:
    session = desk.sit("ana")
    session.set_filter("sev>=error")
    session.name_filter("grave")

    with pytest.raises(FilterError, match="no filter is called 'graves'; known: grave"):
        session.set_filter("@graves")
    assert session.filter.text == "sev>=error"


def test_a_name_is_let_go_of_without_a_filter_and_none_is_given_to_look_only(desk: Desk) -> None:
    session = desk.sit("ana")
    session.set_filter("sev>=error")
    assert not session.name_filter("two words").saved
    session.name_filter("grave")
    session.set_filter("")
    session.name_filter("grave")

    assert session.named == {}
    assert "read-only" in (desk.sit("bo", read_only=True).name_filter("x").why or "")
