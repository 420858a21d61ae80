"""The folder of things kept between runs: what is damaged is not there, and what nothing asks for goes in time."""

import os
import time
from pathlib import Path

import pytest

from redaction_audit import caches

LONG_AGO = time.time() - (caches.DAYS + 1) * 86_400
A_MONTH_AGO = time.time() - 30 * 86_400


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(caches, "_tidied", False)
    folder = tmp_path / "redaction-audit"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, at: float) -> Path:
    path = folder / name
    path.write_bytes(b"kept")
    os.utime(path, (at, at))
    return path


def test_what_was_stored_is_loaded_and_what_was_damaged_is_not(place: Path) -> None:
    caches.store("one.bin", b"kept")
    assert caches.load("one.bin") == b"kept"

    (place / "one.bin").write_bytes((place / "one.bin").read_bytes()[:-1])

    assert caches.load("one.bin") is None
    assert caches.load("two.bin") is None


@pytest.mark.parametrize("name", ["rules-eo12958_am-0a1b.bin", "triggers-00ff.hs", ".triggers-00ff.hs-a_b1c2d3"])
def test_what_nothing_asked_for_in_a_long_time_goes_when_something_is_stored(place: Path, name: str) -> None:
    old, recent = put(place, name, LONG_AGO), put(place, "recent.bin", A_MONTH_AGO)

    caches.store("new.bin", b"")

    assert not old.exists()
    assert recent.exists()


def test_a_use_is_noted_so_that_what_is_used_stays(place: Path) -> None:
    caches.store("used.bin", b"kept")
    used = place / "used.bin"
    os.utime(used, (LONG_AGO, LONG_AGO))

    assert caches.load("used.bin") == b"kept"
    assert used.stat().st_mtime > A_MONTH_AGO


def test_a_recent_use_is_not_noted_again(place: Path) -> None:
    caches.store("used.bin", b"kept")
    used = place / "used.bin"
    before = time.time() - 3600
    os.utime(used, (before, before))

    caches.load("used.bin")

    assert used.stat().st_mtime == pytest.approx(before)


@pytest.mark.parametrize("name", ["notes.txt", "UPPER.bin", "key", ".hidden", "a b.bin", "records.sqlite"])
def test_what_is_not_ours_stays(place: Path, name: str) -> None:
    other = put(place, name, LONG_AGO)

    caches.store("new.bin", b"")

    assert other.exists()


def test_links_and_folders_are_left_alone_and_so_is_what_they_lead_to(place: Path, tmp_path: Path) -> None:
    target = put(tmp_path, "target.bin", LONG_AGO)
    (place / "link.bin").symlink_to(target)
    (place / "folder.bin").mkdir()
    inner = put(place / "folder.bin", "inner.bin", LONG_AGO)
    os.utime(place / "link.bin", (LONG_AGO, LONG_AGO), follow_symlinks=False)

    caches.store("new.bin", b"")

    assert target.exists()
    assert (place / "link.bin").is_symlink()
    assert inner.exists()


def test_a_folder_that_is_a_link_is_not_tidied(place: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    old = put(elsewhere, "old.bin", LONG_AGO)

    caches.store("new.bin", b"kept")

    assert old.exists()
    assert caches.load("new.bin") == b"kept"


def test_a_process_looks_once(place: Path) -> None:
    caches.store("first.bin", b"")
    late = put(place, "late.bin", LONG_AGO)

    caches.store("second.bin", b"")

    assert late.exists()


def test_a_folder_whose_files_cannot_be_deleted_is_used_all_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = put(place, "old.bin", LONG_AGO)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(Path, "unlink", refuse)
    caches.store("new.bin", b"kept")

    assert caches.load("new.bin") == b"kept"
    assert old.exists()
