"""Two releases aligned: the changes lead from the left text to the right one, and a mark stands for any run of words."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.aligning import align
from redaction_audit.text.aligning.changes import Change, Pair, totals
from redaction_audit.text.aligning.withheld import withheld

Marks = list[tuple[int, int]]


def taken(text: str) -> tuple[str, Marks]:
    """Take `⟦...⟧` around marks out of a text; return it and where they stand."""
    marks: Marks = []
    plain = ""
    for index, piece in enumerate(text.replace("⟧", "⟦").split("⟦")):
        if index % 2:
            marks.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, marks


def compared(left: str, right: str) -> tuple[str, str, list[Pair]]:
    (one, marks), (two, others) = taken(left), taken(right)
    return one, two, list(align(one, two, marks, others))


def changes(left: str, right: str) -> list[tuple[str, str, str]]:
    one, two, found = compared(left, right)
    return [
        (change.kind, " ".join(one[slice(*change.left)].split()), " ".join(two[slice(*change.right)].split()))
        for pair in found
        for change in pair.changes
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("one two three", "one two three", [("=", "one two three", "one two three")]),
        ("one two\nthree", "one\ntwo three", [("=", "one two three", "one two three")]),
        ("one two three", "one three", [("=", "one", "one"), ("<", "two", ""), ("=", "three", "three")]),
        ("one three", "one two three", [("=", "one", "one"), (">", "", "two"), ("=", "three", "three")]),
        ("one two three", "one 2 three", [("=", "one", "one"), ("~", "two", "2"), ("=", "three", "three")]),
        ("", "new", [(">", "", "new")]),
        ("old", "", [("<", "old", "")]),
        ("", "", [("=", "", "")]),
        ("met Mr. Doe in May", "met ⟦XXXXXXX⟧ in May", [("=", "met", "met"), ("X", "Mr. Doe", "XXXXXXX"), ("=", "in May", "in May")]),
        ("met ⟦XXXXXXX⟧ in May", "met Mr. Doe in May", [("=", "met", "met"), ("O", "XXXXXXX", "Mr. Doe"), ("=", "in May", "in May")]),
        ("met ⟦XXX⟧ here", "met ⟦XXX⟧ here", [("=", "met XXX here", "met XXX here")]),
        ("met ⟦XXX⟧ here", "met ⟦[REDACTED]⟧ here", [("=", "met", "met"), ("~", "XXX", "[REDACTED]"), ("=", "here", "here")]),
        ("saw Doe now", "saw ⟦XXX⟧ ⟦B6⟧ now", [("=", "saw", "saw"), ("X", "Doe", "XXX B6"), ("=", "now", "now")]),
    ],
)  # fmt: skip
def test_changes(left: str, right: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(left, right) == expected


def test_punctuation_beside_a_mark_is_not_withheld() -> None:
    assert changes("It is (Doe's), they say.", "It is (⟦XXXX⟧'s), they say.")[1] == ("X", "Doe", "XXXX")


def test_a_short_word_that_stays_by_chance_does_not_split_a_rewording() -> None:
    found = changes("the old pier of this town fell", "the new wall of that city fell")

    assert [kind for kind, _, _ in found] == ["=", "~", "="]


def test_words_inside_a_redacted_passage_do_not_tear_it_apart() -> None:
    left = "The chief met the envoy of the neighbour at the port and the island before the talks ended."
    right = "The chief met ⟦[7 words redacted]⟧ at the port and the island before the talks ended."
    assert [kind for kind, _, _ in changes(left, right)] == ["=", "X", "="]

    left = "The chief met the envoy of the neighbour on the port and the island before it ended there."
    right = "The chief ⟦XXXX⟧ the island before it ended there."
    assert changes(left, right)[1][1] == "met the envoy of the neighbour on the port and"


def test_two_redactions_with_words_between_stay_two() -> None:
    found = changes("alpha beta gamma delta epsilon zeta", "alpha ⟦XX⟧ delta ⟦XX⟧ zeta")

    assert [(kind, left) for kind, left, _ in found if kind == "X"] == [("X", "beta gamma"), ("X", "epsilon")]


def test_paragraphs_are_paired_and_an_inserted_one_stands_alone() -> None:
    left = "1. First of all.\n\n2. Second things follow here.\n\n3. Third.\n"
    right = (
        "1. First of all.\n\n1a. Wholly new words, none seen before.\n\n2. Second ⟦XXXXX⟧ follow here.\n\n3. Third.\n"
    )
    one, two, found = compared(left, right)

    assert [pair.kind for pair in found] == ["=", ">", "X", "="]
    assert one[slice(*found[1].left)] == ""
    assert two[slice(*found[1].right)].startswith("1a.")
    assert one[slice(*found[2].left)] == "2. Second things follow here.\n\n"


def test_a_paragraph_withheld_as_a_whole() -> None:
    left = "1. First.\n\n2. Here is a long paragraph about the first matter.\n\n3. Third.\n"
    found = changes(left, "1. First.\n\n⟦[Paragraph not declassified]⟧\n\n3. Third.\n")

    assert [kind for kind, _, _ in found] == ["=", "X", "="]
    assert found[1][1].startswith("2. Here")


def test_the_gravest_change_names_the_pair() -> None:
    _, _, found = compared("a ⟦XX⟧ b old c", "a name b new c ")

    assert found[0].kind == "O"
    assert totals(found) == {"<": 0, ">": 0, "~": 1, "X": 0, "O": 1}


def test_a_nul_in_the_text_is_no_mark() -> None:
    assert changes("a \0 b", "a c d b")[1][0] == "~"


WORDS = st.sampled_from(["a", "b", "the", "c", "d", ".", "⟦XX⟧", "⟦[REDACTED]⟧", "\n", "\n\n", "\r\n", "  "])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def check(one: str, two: str, found: list[Pair]) -> None:
    flat: list[Change] = [change for pair in found for change in pair.changes]
    for side, text in (("left", one), ("right", two)):
        for spans in ([getattr(pair, side) for pair in found], [getattr(change, side) for change in flat]):
            assert spans[0][0] == 0
            assert spans[-1][1] == len(text)
            assert all(before[1] == after[0] for before, after in pairwise(spans))
    for change in flat:
        if change.kind == "=":
            assert one[slice(*change.left)].split() == two[slice(*change.right)].split()
        assert (change.left[0] < change.left[1]) or change.kind in "=>"
        assert (change.right[0] < change.right[1]) or change.kind in "=<"


@given(TEXTS, TEXTS)
def test_the_changes_lead_from_left_to_right(left: str, right: str) -> None:
    check(*compared(left, right))


@given(TEXTS)
def test_a_text_equals_itself_however_it_is_wrapped(text: str) -> None:
    plain, marks = taken(text)
    found = list(align(plain, plain.replace(" ", "\n"), marks, marks))

    assert {change.kind for pair in found for change in pair.changes} == {"="}


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12),
    st.lists(st.sampled_from("abcdefgh"), max_size=12),
)
def test_what_is_redacted_between_other_words_is_found_whole(
    before: list[str], hidden: list[str], after: list[str]
) -> None:
    head, tail = [f"h{at}{word}" for at, word in enumerate(before)], [f"t{at}{word}" for at, word in enumerate(after)]
    left, right = " ".join([*head, *hidden, *tail]), " ".join([*head, "⟦XXXX⟧", *tail])

    assert [(kind, words) for kind, words, _ in changes(left, right) if kind != "="] == [("X", " ".join(hidden))]
    assert [(kind, words) for kind, _, words in changes(right, left) if kind != "="] == [("O", " ".join(hidden))]


def test_a_hundred_thousand_lines() -> None:
    draw = random.Random(3)
    words = ["alpha", "bravo", "of", "the", "visit", "port", "talks", "and", "on", "ministry"]
    lines = [" ".join(draw.choices(words, k=10)) + f" {draw.randrange(10**6)}" for _ in range(100_000)]
    lines = [line + "\n" if draw.random() < 0.2 else line for line in lines]
    other = [line.replace("the", "XXXX", 1) if draw.random() < 0.05 else line for line in lines]
    left, right = "\n".join(lines), "\n".join(other)
    marks = [(at, at + 4) for at in range(len(right)) if right.startswith("XXXX", at)]
    began = time.process_time()
    found = list(align(left, right, [], marks))
    cost = time.process_time() - began

    check(left, right, found)
    assert totals(found)["X"] == len(marks)
    assert cost < 2  # measured: 1.0 to 1.2 s


@pytest.mark.parametrize("piece", ["a ", "a\n", "a\n\n", "\n", "XX "])
def test_hostile_texts_cost_little(piece: str) -> None:
    began = time.process_time()
    left, right = piece * 20_000, ("b " + piece * 3) * 7_000
    check(left, right, list(align(left, right, [], [])))

    assert time.process_time() - began < 3


def test_marks_are_found_in_a_text() -> None:
    text = "He met [REDACTED] and XXXXXXXXXXXX on the way.\n"

    assert [text[start:end] for start, end in withheld(text)] == ["[REDACTED]", "XXXXXXXXXXXX"]
    assert withheld("it is ██████'s") == [(6, 12)]


def test_a_long_text_without_paragraphs_is_anchored_by_phrases() -> None:
    draw = random.Random(5)
    words = draw.choices(["alpha", "bravo", "of", "the", "visit", "port", "talks", "and"], k=6_000)
    other = [f"⟦XXXX⟧{'' if draw.random() < 0.5 else ','}" if at % 90 == 45 else word for at, word in enumerate(words)]

    assert totals(compared(" ".join(words), "\n".join(other))[2])["X"] == len(range(45, 6_000, 90))
