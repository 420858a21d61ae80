"""What runs asked records for is known to the next one, and nothing of a record is kept with it."""

import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from canary import CANARY, cable, forms
from checks.pipeline import checks, view

from redaction_audit import caches, rulebook, structure
from redaction_audit.check import Example
from redaction_audit.structure import learned, lexicon, literals
from redaction_audit.structure.lexicon import LOW, PRINTED, Anchor, Hint, Lexicon

OURS = ("Doc No", PRINTED)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pytest.importorskip("hyperscan")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    learned._name.cache_clear()
    yield
    learned._name.cache_clear()


def run(*asked: tuple[lexicon.Wanted, int]) -> Lexicon:
    """Return the lexicon of a run in which texts were asked for all that."""
    taught = Lexicon(first=0, kept=True)
    taught.look(b"a text")
    for word, way in asked:
        taught.note(word, way)
    taught.look(b"a text")
    return taught


def known(taught: Lexicon) -> set[tuple[lexicon.Wanted, int]]:
    """Return what the next text will be looked through for."""
    return {(word, way) for way, (words, _) in enumerate(taught.look(b"a text")) for word in words}


def on_disk(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file()).lower()


def test_what_a_run_learned_the_next_one_knows() -> None:
    hint, anchor = Hint("[0-9]-[0-9]", rare=r"\d-\d"), Anchor("begin [0-9]", r"begin\s\d")
    asked = {OURS, ("summary", LOW), (hint, PRINTED), (hint, LOW), (anchor, LOW), (Anchor("plain [0-9]"), PRINTED)}
    assert known(run(*asked)) == asked

    printed, low = Lexicon(first=0, kept=True).look(b"Doc No 5-6, BEGIN 7")

    assert {*((word, PRINTED) for word in printed[0]), *((word, LOW) for word in low[0])} == asked
    assert dict(printed[1]) == {"Doc No": [6], hint: [10]}
    assert dict(low[1]) == {hint: [10], anchor: [19]}


def test_a_run_that_asks_for_more_adds_to_what_is_kept() -> None:
    run(OURS)
    run(("Case No", PRINTED))

    assert set(learned.recall()) == {OURS, ("Case No", PRINTED)}


def test_a_few_new_words_are_not_compiled_before_much_was_read() -> None:
    run(*((word, PRINTED) for word in sorted(set(re.findall("[a-z]{4,9}", learned._source())))[: lexicon._FEW]))
    taught = Lexicon(first=10, kept=True)
    taught.look(b"a text" * 10)
    taught.note(*OURS)
    taught.look(b"ten bytes and more")
    assert OURS not in known(taught)

    taught.look(b"a text" * 100)

    assert OURS in known(taught)


def test_a_word_that_is_not_ours_is_learned_and_not_kept(tmp_path: Path) -> None:
    taught = run(OURS, (CANARY, PRINTED), (CANARY.lower(), LOW))

    assert known(taught) == {OURS, (CANARY, PRINTED), (CANARY.lower(), LOW)}
    assert learned.recall() == (OURS,)
    assert known(Lexicon(first=0, kept=True)) == {OURS}
    assert b"doc no" in on_disk(tmp_path)
    assert not [form for form in forms(CANARY) if form.encode() in on_disk(tmp_path)]


def test_what_is_kept_of_records_with_names_holds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"1. (C) {CANARY}, treasurer of the board, met XXXXXXXXXXXX, treasurer of the board.\n\n2. (C) It rose.\n"
    for name, value in vars(Lexicon(first=0, kept=True)).items():  # as a process begins, but for the megabyte
        monkeypatch.setattr(literals._LEXICON, name, value)
    every = checks()
    for info in pkgutil.iter_modules(structure.__path__):
        importlib.import_module(f"{structure.__name__}.{info.name}")
    made = len(lexicon._MADE)
    for _ in range(3):
        seen = view(cable(body), Example(body, as_of=dt.date(2026, 1, 15)))
        assert sum(1 for check in every for _ in check.judge(seen))

    assert len(learned.recall()) > 30
    assert len(lexicon._MADE) == made, "a hint was made while records were judged: hints are kept"
    assert not [form for form in forms(CANARY) if form.encode() in on_disk(tmp_path)]


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"\x91\x81\xa4kind\xa3odd", b"\x91\x01"])
def test_a_kept_list_that_is_none_is_learned_anew(content: bytes) -> None:
    run(OURS)
    caches.store(learned._name(), content)

    assert learned.recall() == ()
    assert known(run(("Case No", PRINTED))) == {("Case No", PRINTED)}
    assert learned.recall() == (("Case No", PRINTED),)


def test_kept_files_that_were_damaged_are_done_without(tmp_path: Path) -> None:
    run(OURS)
    for path in (tmp_path / "redaction-audit").iterdir():
        path.write_bytes(path.read_bytes()[:-1])

    assert known(run(OURS)) == {OURS}


def test_without_a_cache_folder_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert known(run(OURS)) == {OURS}


def test_after_an_edit_of_the_rules_it_is_learned_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(OURS)
    (tmp_path / "eo1.toml").write_text('number = "1"\n')
    monkeypatch.setattr(rulebook, "folder", lambda: tmp_path)
    learned._name.cache_clear()

    assert learned.recall() == ()


def test_a_hint_that_is_made_again_is_the_same() -> None:
    assert Hint("a[0-9]", rare="a") is Hint("a[0-9]", rare="a")
    assert Hint("a[0-9]") is not Hint("a[0-9]", rare="a")
    assert Anchor("a[0-9]", "b") is not Anchor("a[0-9]")
    assert Anchor("a[0-9]") is not Hint("a[0-9]")  # type: ignore[comparison-overlap]  # that they are two is the point
