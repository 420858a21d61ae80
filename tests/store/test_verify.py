"""verify: whole is 0, one flipped byte is 5 and its event is named; a published head; the cache made anew."""

import random
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from redaction_audit.cli import main
from redaction_audit.store import NewerStoreError, Store, StoreError, log, opening
from redaction_audit.store.verifying import verify_file
from store import specimens


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(opening.secrets, "token_bytes", bytes)  # the same bytes at the same places in every run
    path = tmp_path / "a.store"
    with specimens.store(path, *(specimens.audited(f"05PORTO{number}", 4) for number in range(5))) as store:
        for number, key in enumerate(specimens.keys(store)):
            store.append([specimens.event(key, note=f"word of event {number + 1:04}.")], {key: None})
    return path


def flip(path: Path, at: int, bit: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def edit(path: Path, *statements: str) -> None:
    """Change a store the way somebody with a database tool would: triggers first."""
    with sqlite3.connect(path) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        for _, sql in triggers:
            db.execute(sql)


def said(path: Path) -> set[tuple[str, int | None]]:
    return {(problem.what, problem.number) for problem in verify_file(path).problems}


def test_whole(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--store", str(path)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].endswith("whole; 20 events, 1 run, 5 records, 20 findings")
    with Store.open(path) as store:
        assert out[1] == f"head 20:{store.events()[-1].digest}"
        assert store.verify() == []


@pytest.mark.parametrize("seq", [1, 7, 20])
def test_one_flipped_byte_names_its_event(path: Path, seq: int, capsys: pytest.CaptureFixture[str]) -> None:
    at = path.read_bytes().index(f"event {seq:04}".encode())
    flip(path, at)
    assert main(["verify", "--store", str(path)]) == 5
    assert f"event {seq} is not what was written" in capsys.readouterr().out
    assert said(path) == {("event", seq)}


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_byte_that_is_no_text_any_more_names_its_event(path: Path, bit: int) -> None:
    flip(path, path.read_bytes().index(b"event 0007"), bit)
    assert said(path) == {("event", 7)}


def test_every_flipped_byte_of_an_event_is_noticed(path: Path) -> None:
    data = path.read_bytes()
    end = data.index(b"word of event 0007.") + len("word of event 0007.") + 64  # its digest stands behind the note
    start = data.rindex(b"ra1:", 0, end)
    copy = path.with_name("copy")
    for at in range(start - 12, end):
        shutil.copy(path, copy)
        flip(copy, at, at % 8)
        found = said(copy)
        assert ("event", 7) in found or ("event", 8) in found or any(what == "file" for what, _ in found), at


def test_a_flipped_byte_anywhere_is_survived_and_noticed_where_something_stands(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(7)
    copy = path.with_name("copy")
    places = [at for at in range(len(data)) if data[at]]
    unnoticed = 0
    for at in chance.sample(places, 120):
        shutil.copy(path, copy)
        flip(copy, at, chance.randrange(8))
        unnoticed += not verify_file(copy).problems
        with suppress(StoreError):  # and whoever opens it is told in words, or can
            Store.open(copy, read_only=True).close()
    assert unnoticed <= 6  # bytes that an earlier version of a row left behind mean nothing


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE event SET value='dismiss' WHERE seq=5", {("event", 5)}),
        ("UPDATE event SET reviewer='bo' WHERE seq=20", {("event", 20)}),
        ("UPDATE event SET digest=(SELECT digest FROM event WHERE seq=4) WHERE seq=5", {("event", 5)}),
        ("UPDATE event SET digest=NULL WHERE 0", set()),
        ("DELETE FROM event WHERE seq=5", {("event", 5)}),
        ("DELETE FROM event WHERE seq=20", {("event", 20)}),
        ("DELETE FROM event WHERE seq>10", {("event", 11)}),
        ("DELETE FROM event", {("event", 1)}),
        ("UPDATE finding SET severity=1 WHERE row=6", {("record", 2)}),
        ("UPDATE said SET message='fine' WHERE row=6", {("record", 2)}),
        ("DELETE FROM finding WHERE row=6", {("record", 2)}),
        ("UPDATE record SET hidden='[]' WHERE row=3", {("record", 3)}),
        ("DELETE FROM record WHERE row=3", {("run", 1)}),
        ("UPDATE run SET as_of='2020-01-01'", {("run", 1)}),
        ("UPDATE finding SET state='open' WHERE row=6", {("head", 6)}),
        ("DROP INDEX event_key", {("file", None)}),
        ("PRAGMA user_version=7", {("file", None)}),
    ],
)
def test_an_edit_is_named(path: Path, sql: str, expected: set[tuple[str, int | None]]) -> None:
    edit(path, sql)
    found = said(path)
    assert {(what, number) for what, number in found if what != "head" or ("head", number) in expected} == expected


def test_without_its_triggers_a_log_is_not_whole(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("DROP TRIGGER event_is_never_deleted")
    assert said(path) == {("file", None)}


def test_a_forged_chain_is_told_by_the_head_that_was_published(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "--store", str(path)])
    head = capsys.readouterr().out.splitlines()[1].removeprefix("head ")
    with Store.open(path) as store:
        [key, *_] = specimens.keys(store)
        store.append([specimens.event(key, "dismiss")], {})
    assert main(["verify", "--store", str(path), "--head", head]) == 0
    forged = path.with_name("forged")
    with specimens.store(forged, *(specimens.audited(f"05PORTO{number}", 4) for number in range(5))) as store:
        for key in specimens.keys(store):
            store.append([specimens.event(key, "dismiss")], {key: None})
    assert main(["verify", "--store", str(forged)]) == 0
    assert main(["verify", "--store", str(forged), "--head", head]) == 5
    assert "event 20 is not the one that was published" in capsys.readouterr().out
    assert main(["verify", "--store", str(path), "--head", "20"]) == 2


def test_the_cache_is_made_anew_on_request(path: Path) -> None:
    edit(path, "UPDATE head SET decision='dismiss'")
    assert main(["verify", "--store", str(path)]) == 5
    assert main(["verify", "--store", str(path), "--rebuild"]) == 0
    assert main(["verify", "--store", str(path)]) == 0
    edit(path, "UPDATE event SET value='dismiss' WHERE seq=5")
    before = path.read_bytes()
    assert main(["verify", "--store", str(path), "--rebuild"]) == 5
    assert path.read_bytes() == before


def test_verifying_changes_nothing(path: Path) -> None:
    before = path.read_bytes(), path.stat().st_mtime_ns
    verify_file(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_what_is_no_store_is_not_whole_and_what_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("DECL: OADR\n")
    assert main(["verify", "--store", str(note)]) == 5
    assert main(["verify", "--store", str(tmp_path / "none")]) == 2
    with pytest.raises(StoreError):
        verify_file(tmp_path)


def test_a_later_version_is_not_called_damaged(path: Path) -> None:
    edit(path, "PRAGMA user_version=9", "UPDATE store SET value=CAST('9' AS BLOB) WHERE name='version'")
    with pytest.raises(NewerStoreError):
        verify_file(path)


def test_records_of_a_run_that_is_gone_are_noticed(path: Path) -> None:
    edit(path, "DELETE FROM run")
    assert said(path) == {("run", 1)}


def test_a_run_that_was_closed_is_not_reopened_unnoticed(path: Path) -> None:
    edit(path, "UPDATE run SET ended=0, summary='{}'")
    assert said(path) == {("run", 1)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET summary=x'00'",
        "UPDATE run SET request=x'ff'",
        "UPDATE run SET as_of='x'",
        "UPDATE run SET catalogue='x'",
        "UPDATE finding SET severity=9",
        "UPDATE finding SET rule=''",
        "UPDATE record SET path='elsewhere'",
        "UPDATE finding SET severity=(severity + 1) % 3",
        "UPDATE said SET message='nothing to see here'",
        "DELETE FROM finding WHERE row=(SELECT min(row) FROM finding)",
    ],
)
@pytest.mark.parametrize("of", [[], ["--diff", "1", "1"]])
def test_no_report_is_written_of_an_edited_store(
    path: Path, statement: str, of: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(path, statement)

    assert main(["report", "--store", str(path), *of, "-o", str(tmp_path / "page.html")]) == 5
    assert "the store is damaged" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE run SET summary=x'00'", "UPDATE finding SET severity=9", "DELETE FROM finding"]
)
def test_a_difference_to_an_edited_store_says_damaged(
    path: Path, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(path, statement)

    assert main(["diff", str(path), str(path)]) == 5
    assert "the store is damaged" in capsys.readouterr().err


def test_what_is_saved_while_a_store_is_looked_at_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = log.tip

    def saved_meanwhile(db: sqlite3.Connection) -> tuple[int, str]:
        monkeypatch.setattr(log, "tip", look)
        with Store.open(path) as other:
            key = specimens.keys(other)[0]
            before = next(event.seq for event in other.events() if event.key == key)
            other.append([specimens.event(key, "dismiss")], {key: before})
        return look(db)

    monkeypatch.setattr(log, "tip", saved_meanwhile)

    assert verify_file(path).problems == ()
