"""Every entry of the vocabularies proves itself by its examples, and a wrong entry is named by file and key path."""

from pathlib import Path

import pytest

from redaction_audit.errors import LawError
from redaction_audit.marks import vocabulary
from redaction_audit.marks.places import PLACES
from redaction_audit.marks.scanner import Scanner
from redaction_audit.marks.vocabulary import Entry
from redaction_audit.model import MARK_KINDS

ENTRIES = vocabulary.load()


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner("re")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_hold_exactly_the_spans_they_show(entry: Entry, scanner: Scanner) -> None:
    for sample in entry.example:
        text, spans = sample.plain()
        found = scanner.scan(text)
        own = [m for m in (found.doubtful if entry.doubtful else found.marks) if m.pattern == entry.id]
        assert sorted((m.start, m.end) for m in own) == spans, sample.text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_has_an_example_that_speaks_and_one_that_is_silent(entry: Entry) -> None:
    marked = [bool(sample.plain()[1]) for sample in entry.example]
    assert True in marked
    assert False in marked


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_shown_span_is_matched_by_its_own_pattern(entry: Entry) -> None:
    for sample in entry.example:
        text, spans = sample.plain()
        for start, end in spans:
            assert any(m.start() <= start and end <= m.end() for m in entry.compiled.finditer(text)), sample.text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_is_well_formed_and_bounded(entry: Entry) -> None:
    vocabulary.check(entry)
    assert entry.source
    assert "*" not in entry.pattern.replace("*+", "").replace("\\*", "").replace("[*", "[")
    assert entry.begins == "here" or entry.reach


def test_fragments_and_kinds_and_places_are_all_used() -> None:
    used = {name for entry in ENTRIES for name in (*entry.needs, *entry.sure)}
    assert used <= set(PLACES)
    assert set(PLACES) - used == set(), "a place nobody needs is dead code"
    assert {entry.kind for entry in ENTRIES} == set(MARK_KINDS)


GOOD = """
source = "an agency's code sheet"
status = "verified"
[fragment]
word = "held"
[[mark]]
id = "held"
kind = "bracket"
pattern = '''\\[<<word>>\\]'''
trigger = ['\\[held']
"""


def write(folder: Path, text: str) -> list[Path]:
    path = folder / "marks-test.toml"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_fragments_are_put_in(tmp_path: Path) -> None:
    (entry,) = vocabulary.load(write(tmp_path, GOOD))
    assert entry.compiled.fullmatch("[held]")
    assert [m.raw for m in Scanner("re", (entry,)).scan("so [held] back").marks] == ["[held]"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('kind = "bracket"', 'kind = "brackets"', "mark[0].kind"),
        ('kind = "bracket"', 'kind = "bracket"\nneeds = ["marginal"]', "mark[0].needs"),
        ('kind = "bracket"', 'kind = "bracket"\nreads = "tea leaves"', "mark[0].reads"),
        ('kind = "bracket"', 'kind = "bracket"\ncolour = "red"', "mark[0]"),
        ('status = "verified"', 'status = "sure"', "mark[0].status"),
        ("<<word>>", "<<wood>>", "mark[0].pattern"),
        ("trigger = ['\\[held']", "trigger = []", "mark[0].trigger"),
        ('source = "', 'source "', "marks-test.toml"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in GOOD
    with pytest.raises(LawError) as caught:
        vocabulary.load(write(tmp_path, GOOD.replace(old, new)))
    assert "marks-test.toml" in str(caught.value)
    assert named in str(caught.value)


@pytest.mark.parametrize("trigger", ["held+", "(held|kept)", "", "[éè]x", "a{2}"])
def test_a_trigger_without_fixed_length_is_refused(tmp_path: Path, trigger: str) -> None:
    (entry,) = vocabulary.load(write(tmp_path, GOOD.replace("'\\[held'", f"'{trigger}'")))
    with pytest.raises(LawError, match=r"marks-test\.toml, mark\[0\]\.trigger\[0\]"):
        vocabulary.check(entry)


def test_a_pattern_that_is_none_is_named_when_it_is_used(tmp_path: Path) -> None:
    (entry,) = vocabulary.load(write(tmp_path, GOOD.replace("<<word>>", "(")))
    with pytest.raises(LawError, match=r"mark\[0\]\.pattern"):
        Scanner("re", (entry,)).scan("so [held] back")


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="already taken"):
        vocabulary.load(write(tmp_path, GOOD + GOOD[GOOD.index("[[mark]]") :]))
