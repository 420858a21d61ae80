"""The tables of English: made from the data files, kept, and asked."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaction_audit import caches
from redaction_audit.language import tables as module
from redaction_audit.language.tables import Tables, load


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty cache folder, and no tables in this process; the next test reads its own again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load.cache_clear()
    yield tmp_path
    load.cache_clear()


def test_a_listed_word_is_known_and_a_torn_one_is_not(tables: Tables) -> None:
    assert "harbor" in tables
    assert "harbo" not in tables
    assert "" not in tables


def test_frequent_words_are_likelier_and_unlisted_ones_rarest(tables: Tables) -> None:
    assert tables.alone("the") > tables.alone("harbor") > tables.alone("harbo")
    assert tables.alone("harbo") == tables.alone("xqzw")


@pytest.mark.parametrize("word", ["harbor", "harbour", "defenses", "theater", "traveling", "kilometers", "analyzed"])
def test_words_are_known_in_american_spelling_too(tables: Tables, word: str) -> None:
    assert word in tables


@pytest.mark.parametrize("word", ["contor", "fense", "acer", "caling", "silense"])
def test_no_spelling_is_made_up(tables: Tables, word: str) -> None:
    assert word not in tables


def test_pairs_tell_what_follows(tables: Tables) -> None:
    common, rare = tables.behind("long", "time"), tables.behind("long", "harbor")

    assert common is not None
    assert common > tables.alone("time")
    assert rare is None
    assert tables.behind("xqzw", "time") is None


def test_no_word_is_followed_more_often_than_it_occurs(tables: Tables) -> None:
    assert tables.longer_behind("of", "") <= 0.0
    assert tables.longer_behind("able", "") <= 1e-3


def test_longer_words_are_summed_without_the_word_itself(tables: Tables) -> None:
    assert tables.longer("harbor") < tables.longer("harbo")
    assert tables.longer("xqzw") == -math.inf
    assert tables.longer_behind("xqzw", "t") == -math.inf


def test_kept_tables_are_the_same_as_those_made(fresh: Path) -> None:
    first = load()
    load.cache_clear()
    second = load()

    assert list((fresh / "redaction-audit").glob("words-*.bin"))
    assert first is not None
    assert second is not None
    assert first is not second
    for pair in (("of", "the"), ("long", "time"), ("the", "xqzw")):
        assert first.behind(*pair) == second.behind(*pair)
    assert first.alone("harbor") == second.alone("harbor")


@pytest.mark.parametrize("content", [b"", b"\x00", b"not tables", b"\xa9\x02i\x01\x00\x00\x00i\x02\x00\x00\x00"])
def test_a_damaged_cache_is_made_anew(fresh: Path, content: bytes) -> None:
    load()
    [kept] = (fresh / "redaction-audit").glob("words-*.bin")
    caches.store(kept.name, content)
    load.cache_clear()

    again = load()

    assert again is not None
    assert "harbor" in again


@pytest.mark.usefixtures("fresh")
def test_without_the_data_files_there_are_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", "a_package_that_is_not_there")

    assert load() is None
