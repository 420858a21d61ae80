"""The trail of a review: what happened where, in ids and offsets, and nothing that anybody wrote."""

from pathlib import Path

from redaction_audit.review.trail import Trail
from tests.review.desk import CANARY, Desk


def test_it_tells_what_was_saved_in_ids_and_offsets(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "state" / "review.log"
    session = desk.sit("ana", trail=place)
    item = session.item()
    assert item is not None
    session.decide("confirm", f"the number is {CANARY}")
    session.undo()
    session.reveal_span()
    session.search(CANARY)
    session.annotate(f"see {CANARY}")
    session.add(0, 7, "a word of mine")
    session.dispose("exempt", "(b)(6)")
    session.close()

    lines = place.read_text("utf-8").splitlines()
    assert [line.split(" ", 2)[2].split()[0] for line in lines] == ["opened", *("saved",) * 6, "closed"]
    assert f"2026-03-02T12:00:00.000+00:00 {session.session} saved 1 decided {item.key}" in lines
    assert f"2026-03-02T12:00:00.000+00:00 {session.session} saved 2 undone of 1 {item.key}" in lines
    assert any(line.endswith(f"revealed {item.key} {item.start}-{item.end}") for line in lines)
    for words in (CANARY, "number is", "word of mine", "(b)(6)"):
        assert words not in place.read_text("utf-8")
    assert place.stat().st_mode & 0o077 == 0


def test_it_tells_what_could_not_be_saved(desk: Desk, tmp_path: Path) -> None:
    session = desk.sit("ana", trail=tmp_path / "review.log")
    session.item()  # as painted, before somebody else decides
    desk.sit("bo").decide("dismiss")
    session.decide("confirm")

    assert "not saved (decided since by 1) decided ra1:" in (tmp_path / "review.log").read_text("utf-8")


def test_a_review_that_only_looks_leaves_none(desk: Desk, tmp_path: Path) -> None:
    desk.sit("ana", read_only=True, trail=tmp_path / "review.log").close()

    assert not (tmp_path / "review.log").exists()


def test_one_that_cannot_be_written_keeps_nobody_from_reviewing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert desk.sit("ana", trail=tmp_path / "file" / "review.log").decide("confirm").saved


def test_a_long_one_begins_anew_and_the_one_before_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "review.log"
    place.write_bytes(b"x" * 1_000_001)
    Trail(place, "s", lambda: "now").tell("opened")

    assert place.read_text() == "now s opened\n"
    assert place.with_name("review.log.1").stat().st_size == 1_000_001
