"""The vocabularies: every entry argues its own case, every pattern reads its example, every mistake is named."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.errors import LawError
from redaction_audit.glossary.words import composite
from redaction_audit.law import vocabulary
from redaction_audit.marks import Scanner
from redaction_audit.model import MARK_KINDS

CODES = list(dict.fromkeys(code for found in vocabulary.codes().values() for code in found))
WORDS = [
    *dict.fromkeys(vocabulary.captions().values()),
    *dict.fromkeys(vocabulary.portions().values()),
    *vocabulary.stamps(),
    *vocabulary.mark_kinds(),
    *CODES,
]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}-{word.token}")
def test_every_entry_says_what_it_means_and_who_says_so(word: vocabulary.Word) -> None:
    assert word.meaning
    assert word.source
    assert word.citation.status in {"verified", "summary", "unverified"}
    assert word.examples, "show it as it is printed"
    assert not word.meaning.endswith(".")


@pytest.mark.parametrize("stamp", vocabulary.stamps(), ids=lambda stamp: stamp.token)
def test_every_stamp_reads_its_own_examples_and_no_other_form_does_so_better(stamp: vocabulary.Stamp) -> None:
    for example in stamp.examples:
        first = next(other for other in vocabulary.stamps() if list(other.find(example)))
        assert first is stamp


@pytest.mark.parametrize("stamp", vocabulary.stamps(), ids=lambda stamp: stamp.token)
def test_every_match_of_a_stamp_holds_one_of_its_literals(stamp: vocabulary.Stamp) -> None:
    for example in stamp.examples:
        found = stamp.compiled.search(example)
        assert found
        assert any(literal in found[0] for literal in stamp.literals)


@pytest.mark.parametrize(
    ("text", "group", "value"),
    [
        ("Declassified by J. Roe, Chief, Division 5, August 17, 2011", "authority", "J. Roe, Chief, Division 5"),
        ("Declassified by NARA on 09/02/2009", "date", "09/02/2009"),
        ("Authority NND 978500 By AB NARA Date 4/5/01", "number", "NND 978500"),
        ("Approved For Release 2005/04/22 : CIA-RDP81M00980R001700060003-5", "date", "2005/04/22"),
        ("UNCLASSIFIED U.S. Department of State Case No. F-2016-07743 Doc No. C17980027 Date: 07/31/2017", "number", "F-2016-07743"),
        ("2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992", "date", "2025"),
    ],
)  # fmt: skip
def test_stamps_carry_authority_day_and_number(text: str, group: str, value: str) -> None:
    found = next(match for stamp in vocabulary.stamps() for match in stamp.find(text))

    assert found[group] == value


@pytest.mark.parametrize(
    "text",
    [
        "It was declassified by then, and that was that.",
        "the review completed",
        "RELEASE IN",
        "Authority 978500",
        "UNCLASSIFIED",
    ],
)
def test_prose_is_no_stamp(text: str) -> None:
    assert [stamp.token for stamp in vocabulary.stamps() if list(stamp.find(text))] == []


@given(st.text(max_size=300), st.sampled_from([stamp.literals[0] for stamp in vocabulary.stamps()]))
def test_stamps_survive_any_text(text: str, literal: str) -> None:
    for stamp in vocabulary.stamps():
        for found in stamp.find(text + literal + text):
            assert found[0] in text + literal + text


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{code.family}-{code.token}")
def test_every_code_is_found_by_its_spellings(code: vocabulary.Code) -> None:
    for spelling in code.spellings:
        assert code in vocabulary.codes()[vocabulary.fold(spelling)]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("(b)(6)", "B6"), ("b6", "B6"), ("(b) (7)(c)", "B7C"), ("XGDS-2", "XGDS2"), ("xgds 2", "XGDS2"),
        ("1.4(d)", "1.4D"), ("1.4 d", "1.4D"), ("1.4.(c)", "1.4C"), ("E.O. 12958", "EO12958"),
        ("JFK Act 5 (g)(2)(D)", "JFK5G2D"), ("[JFK Law 10(a)1]", "JFK10A1"), ("release in part", "RELEASEINPART"),
        ("25x1-human", "25X1HUMAN"), ("3.3(b)(1)>25Yrs", "3.3B1>25YRS"), ("", ""),
    ],
)  # fmt: skip
def test_spellings_fold_to_one_key(printed: str, key: str) -> None:
    assert vocabulary.fold(printed) == key


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert vocabulary.fold(vocabulary.fold(text)) == vocabulary.fold(text)


def test_levels_rank_and_controls_do_not() -> None:
    ranked = {entry.token: entry.rank for entry in vocabulary.portions().values() if entry.rank is not None}

    assert ranked["U"] < ranked["SBU"] == ranked["FOUO"] < ranked["C"] < ranked["S"] < ranked["TS"]
    assert all(entry.rank is None for entry in vocabulary.portions().values() if entry.kind in {"control", "category"})


def test_a_combined_mark_is_the_sum_of_its_parts() -> None:
    combined = [entry for entry in vocabulary.portions().values() if entry.kind == "combined"]

    assert {"SRD", "CFRD"} <= {entry.token for entry in combined}
    for entry in combined:
        assert entry.token == f"{entry.level}{entry.category}"
        assert entry.rank == vocabulary.portions()[entry.level or ""].rank


def test_every_control_of_a_portion_has_its_banner_form() -> None:
    for entry in vocabulary.portions().values():
        if entry.kind in {"control", "category", "combined", "level"}:
            assert entry.banner


def test_captions() -> None:
    assert vocabulary.caption("nodis").rank == 1  # type: ignore[union-attr]  # absent is the failure this line shows
    assert not vocabulary.captions()["SIPDIS"].restricts
    assert vocabulary.caption("STELLAR") is None
    assert vocabulary.caption("NO FORN") is vocabulary.captions()["NOFORN"]


def test_no_text_says_what_x2_to_x8_protect() -> None:
    assert not any(f"X{digit}" in vocabulary.codes() for digit in range(1, 9))


def test_every_kind_of_mark_is_told() -> None:
    assert [kind.token for kind in vocabulary.mark_kinds()] == list(MARK_KINDS)


@pytest.mark.parametrize("kind", vocabulary.mark_kinds(), ids=lambda kind: kind.token)
def test_the_scanner_reads_the_examples_of_every_kind_as_that_kind(kind: vocabulary.MarkKind) -> None:
    for example in kind.examples:
        assert {mark.kind for mark in Scanner("re").scan(example + "\n").marks} == {kind.token}


@pytest.mark.parametrize("word", [*dict.fromkeys(vocabulary.captions().values()), *CODES], ids=lambda word: word.token)
def test_an_example_holds_what_it_is_an_example_of(word: vocabulary.Word) -> None:
    for example in word.examples:
        assert any(vocabulary.fold(spelling) in vocabulary.fold(example) for spelling in word.spellings)


@pytest.mark.parametrize("word", dict.fromkeys(vocabulary.portions().values()), ids=lambda word: word.token)
def test_an_example_of_a_portion_mark_is_made_of_known_words(word: vocabulary.Portion) -> None:
    for example in word.examples:
        inside = example.strip("()")
        assert word in (vocabulary.portion(inside), *composite(inside))


def test_stamps_are_found_in_linear_time() -> None:
    hostile = (
        "Declassified by " * 20_000, "authority NND " * 20_000, "Declassified/Released " * 15_000 + "Systematic Review",
        "UNCLASSIFIED" + " " * 300_000 + "Department of State", "\n" * 300_000 + "DECLASSIFIED",
        "Approved For Release : " * 15_000, "REVIEW AUTHORITY: " * 15_000,
    )  # fmt: skip
    started = time.process_time()
    for text in hostile:
        for stamp in vocabulary.stamps():
            assert sum(1 for _ in stamp.find(text)) < 20_000
    assert time.process_time() - started < 10  # a quadratic pattern would take minutes


GOOD = """
[[caption]]
token = "NODIS"
kind = "distribution"
meaning = "m"
source = "s"
status = "summary"
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("meaning", "meening"), r"captions\.toml, caption\[0\]\.meening: unknown key; did you mean 'meaning'\?"),
        (('source = "s"', ""), r"caption\[0\]\.source: is missing"),
        (('source = "s"', 'source = " "'), r"caption\[0\]\.source: is empty"),
        (('"summary"', '"certain"'), r"caption\[0\]\.status"),
        (('"distribution"', '"chanel"'), r"caption\[0\]\.kind"),
        (('"m"', "3"), r"caption\[0\]\.meaning"),
        (("[[caption]]", "[[captoin]]"), r"captions\.toml, captoin: unknown key; did you mean 'caption'\?"),
        (("[[caption]]", "[caption]"), r"caption: is one table"),
        (('"s"', '"s"\nsince = 2000-01-02\nuntil = 1999-01-01'), r"caption\[0\]\.until: 1999-01-01 lies before"),
        (('"s"', '"s"\nwrong = { text = "t" }'), r"caption\[0\]\.wrong\.why: is missing"),
        (('"m"', "m"), r"captions\.toml"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    (tmp_path / "captions.toml").write_text(GOOD.replace(*change))

    with pytest.raises(LawError, match=words):
        vocabulary.validate(tmp_path)


def test_one_spelling_belongs_to_one_caption(tmp_path: Path) -> None:
    (tmp_path / "captions.toml").write_text(GOOD + GOOD.replace('"NODIS"', '"EXDIS"\nforms = ["no dis"]'))

    with pytest.raises(LawError, match="'no dis' is already a spelling of NODIS"):
        vocabulary.validate(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("a(", "not a regular expression"),
        ("a+", "without a bound"),
        ("(a{1,9}b{0,3}){2,80}", "repeats a repeat"),
        ("(?:(x|x{0,40})){1,30}", "repeats a repeat"),
        ("(?=z{0,})a", "without a bound"),
    ],
)
def test_a_pattern_of_a_stamp_is_bounded(tmp_path: Path, pattern: str, words: str) -> None:
    (tmp_path / "stamps.toml").write_text(
        f"[[stamp]]\ntoken = 't'\nkind = 'release'\nmeaning = 'm'\nsource = 's'\nstatus = 'summary'\nliterals = ['a']\npattern = '{pattern}'\n"
    )

    with pytest.raises(LawError, match=rf"stamp\[0\]\.pattern: .*{words}"):
        vocabulary.validate(tmp_path)


def test_an_empty_folder_has_no_words(tmp_path: Path) -> None:
    vocabulary.validate(tmp_path)
