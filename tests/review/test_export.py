"""An export holds what was asked for, hides what must not be seen, and replaces a file whole or not at all."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from redaction_audit.errors import OutputError
from redaction_audit.review.events import HAND
from redaction_audit.review.export import write
from redaction_audit.review.export.decisions import COLUMNS
from redaction_audit.review.export.plans import DECISIONS, LOG, Choice, What, formats, plan, suffix
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.store import SaveError
from tests.review.desk import CANARY, FINDINGS, TEXTS, Desk


@pytest.fixture
def session(desk: Desk) -> ReviewSession:
    made = desk.sit("ana")
    made.decide("confirm", note=f"the caller gave {CANARY}")
    made.decide("dismiss")
    return made


def rows(session: ReviewSession, choice: Choice, target: Path) -> list[dict[str, str]]:
    write(session, plan(session, choice), target)
    return list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))


def test_decisions_are_written_one_a_line(session: ReviewSession, tmp_path: Path) -> None:
    found = rows(session, Choice("all", DECISIONS), tmp_path / "out.csv")

    assert tuple(found[0]) == COLUMNS
    assert [row["decision"] for row in found] == ["confirm", "dismiss", "", "", "", ""]
    assert [row["rule"] for row in found] == [rule for _, rule, *_ in _by_place()]
    assert found[0]["decided_at"].startswith("2026-03-02")
    assert {row["notes"] for row in found} == {""}


def _by_place() -> list[tuple[str, ...]]:

    return sorted(FINDINGS, key=lambda item: (list(TEXTS).index(item[0]), TEXTS[item[0]].index(item[3])))  # type: ignore[return-value]  # as strings


@pytest.mark.parametrize("format_", formats())
def test_no_format_holds_what_a_record_hides(session: ReviewSession, tmp_path: Path, format_: str) -> None:
    target = tmp_path / f"out{suffix(format_)}"

    size = write(session, plan(session, Choice("all", format_, notes=True, history=True)), target)

    written = target.read_bytes()
    assert size == len(written) > 0
    assert CANARY.encode() not in written
    assert b"05QUARRELL1" in written


def test_notes_are_masked_and_kept_otherwise(session: ReviewSession, tmp_path: Path) -> None:
    [first, *_] = rows(session, Choice("all", DECISIONS, notes=True), tmp_path / "out.csv")

    assert first["notes"] == "the caller gave ▒▒▒"


def test_a_note_goes_where_its_mask_cannot_be_known(desk: Desk, session: ReviewSession, tmp_path: Path) -> None:
    (desk.folder / "05QUARRELL1.txt").unlink()
    session.source.forget()

    [first, *_] = rows(session, Choice("all", DECISIONS, notes=True), tmp_path / "out.csv")

    assert first["notes"].startswith("(left out")


@pytest.mark.parametrize(("what", "count"), [("all", 6), ("filter", 2), ("decided", 2)])
def test_what_is_written_is_what_was_chosen(session: ReviewSession, tmp_path: Path, what: What, count: int) -> None:
    session.set_filter("record:06*  rule:TRN*,MRK*")
    planned = plan(session, Choice(what, "jsonl"))

    write(session, planned, tmp_path / "out.jsonl")

    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert planned.count == count == len(lines)


def test_a_report_of_a_part_counts_the_part(session: ReviewSession, tmp_path: Path) -> None:
    session.set_filter("record:07*")
    write(session, plan(session, Choice("filter", "json")), tmp_path / "out.json")

    document = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert len(document["findings"]) == document["summary"]["reported"]["total"] == 1


def test_history_holds_every_event(session: ReviewSession, tmp_path: Path) -> None:
    session.undo()
    write(session, plan(session, Choice("all", LOG, history=True)), tmp_path / "out.jsonl")

    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [[event["kind"] for event in line["history"]] for line in lines[:2]] == [["decided"], ["decided", "undone"]]
    assert [line["decision"] for line in lines[:2]] == ["confirm", None]
    assert lines[0]["history"][0]["note"] is None


def test_a_second_reviewer_exports_nothing_of_the_first(desk: Desk, tmp_path: Path) -> None:
    policy = Policy(severity="error")
    desk.sit("ana", policy).decide("confirm", note="plain wrong")
    bo = desk.sit("bo", policy)

    for format_ in (DECISIONS, LOG):
        write(bo, plan(bo, Choice("all", format_, notes=True, history=True)), tmp_path / "out")
        written = (tmp_path / "out").read_text("utf-8")
        assert "ana" not in written
        assert "plain wrong" not in written
        assert "confirm" not in written
    assert plan(bo, Choice("decided", DECISIONS)).count == 0


def test_disputes_are_counted_before_anything_is_written(desk: Desk) -> None:
    policy = Policy(severity="error")
    desk.sit("ana", policy).decide("confirm")
    bo = desk.sit("bo", policy)
    bo.decide("dismiss")

    assert plan(bo, Choice("all", DECISIONS)).disputed == 1
    assert plan(bo, Choice("decided", DECISIONS)).disputed == 1


def test_findings_made_by_hand_are_written_too(session: ReviewSession, tmp_path: Path) -> None:
    session.go(session.queue[0])
    text = session.text()
    assert text is not None
    session.add(text.index("left"), text.index("left") + 4, note=f"near {CANARY}")

    *_, last = rows(session, Choice("decided", DECISIONS, notes=True), tmp_path / "out.csv")

    assert (last["rule"], last["record"], last["line"], last["decision"], last["first_by"]) == (
        "HAND001", "05QUARRELL1", "3", "confirm", "ana",
    )  # fmt: skip
    assert last["notes"] == "near ▒▒▒"
    session.undo()
    assert plan(session, Choice("decided", DECISIONS)).count == 2


def test_a_stopped_export_leaves_the_old_file_whole(session: ReviewSession, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("older")

    with pytest.raises(InterruptedError):
        write(session, plan(session, Choice("all", DECISIONS)), target, lambda done: done < 3)

    assert target.read_text() == "older"
    assert list(tmp_path.glob(".out*")) == []


def test_an_error_in_mid_write_leaves_the_old_file_whole(
    session: ReviewSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("older")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write(session, plan(session, Choice("all", DECISIONS)), target)

    assert target.read_text() == "older"
    assert list(tmp_path.glob(".out*")) == []


@pytest.mark.parametrize("name", ["batch.store", "06QUARRELL2.txt"])
def test_an_export_takes_the_place_of_no_record_and_not_of_the_store(desk: Desk, name: str) -> None:
    session, target = desk.sit("ana"), desk.folder / name
    before = target.read_bytes()

    with pytest.raises(OutputError, match="would be replaced"):
        write(session, plan(session, Choice("all", DECISIONS)), target)

    assert target.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(session: ReviewSession, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nowhere"):
        write(session, plan(session, Choice("all", DECISIONS)), tmp_path / "nowhere" / "out.csv")


def test_a_pipe_is_written_to_and_stays_a_pipe(session: ReviewSession, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)

    size = write(session, plan(session, Choice("all", DECISIONS)), pipe)

    written, _ = reader.communicate(timeout=60)
    assert len(written) == size
    assert written.startswith(b"record,")
    assert pipe.is_fifo()


def test_a_killed_export_leaves_the_old_file_whole(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("older")
    code = f"""
import os
from pathlib import Path
from tests.review.desk import NOON
from redaction_audit.folders import Request
from redaction_audit.review.events import HAND
from redaction_audit.review.export import write
from redaction_audit.review.export.plans import Choice, DECISIONS, plan
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.review.source import Source
from redaction_audit.store import Store
store = Store.open({str(desk.path)!r})
session = ReviewSession(store, Source(Request(()), {str(desk.folder)!r}, store.key), "ana", lambda: NOON, Policy())
planned = plan(session, Choice("all", DECISIONS))
write(session, planned, {str(target)!r}, lambda done: os.kill(os.getpid(), 9) if done == 3 else True)
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)

    assert killed.returncode == -9
    assert target.read_text() == "older"


# -- unmasked --


def test_what_is_hidden_is_written_when_it_is_asked_for_and_the_look_is_recorded_first(
    desk: Desk, session: ReviewSession, tmp_path: Path
) -> None:
    found = rows(session, Choice("all", DECISIONS, notes=True, unmasked=True), tmp_path / "out.csv")

    assert (found[0]["text"], found[0]["notes"]) == (CANARY, f"the caller gave {CANARY}")
    assert found[1]["text"] == "(U)"
    [look] = [event for event in desk.log() if event.kind == "revealed"]
    assert (look.reviewer, look.key, look.end - look.start) == ("ana", found[0]["key"], len(CANARY))  # type: ignore[operator]  # both are there


def test_a_look_at_what_was_found_by_hand_is_recorded_too(desk: Desk, session: ReviewSession, tmp_path: Path) -> None:
    start = TEXTS["05QUARRELL1"].index(CANARY)
    session.go(session.queue[0])
    assert session.add(start, start + 3, "a number").saved
    assert session.add(0, 7, "a word").saved

    found = rows(session, Choice("all", DECISIONS, unmasked=True), tmp_path / "out.csv")

    by_hand = {row["text"]: row["key"] for row in found if row["key"].startswith(HAND)}
    looked = [event.key for event in desk.log() if event.kind == "revealed"]
    assert set(by_hand) == {CANARY[:3], "SUBJECT"}
    assert by_hand[CANARY[:3]] in looked
    assert by_hand["SUBJECT"] not in looked


def test_the_lines_of_json_hold_it_too_and_nothing_new_where_it_is_masked(
    session: ReviewSession, tmp_path: Path
) -> None:
    write(session, plan(session, Choice("all", LOG, unmasked=True)), tmp_path / "open.jsonl")
    write(session, plan(session, Choice("all", LOG)), tmp_path / "masked.jsonl")

    opened, masked = (
        json.loads((tmp_path / f"{name}.jsonl").read_text("utf-8").split("\n")[0]) for name in ("open", "masked")
    )
    assert opened["text"] == CANARY
    assert opened["notes"] is None
    assert "text" not in masked


def test_nothing_is_written_where_the_look_cannot_be_recorded(desk: Desk, tmp_path: Path) -> None:
    session = desk.sit("ana", read_only=True)

    with pytest.raises(SaveError):
        write(session, plan(session, Choice("all", DECISIONS, unmasked=True)), tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
