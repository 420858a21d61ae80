"""The ra1 fingerprint: what moves it and, above all, what must not."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaction_audit.fingerprint import Context, Place, Print, fingerprints

RECORD = "05ARVENDA17"
WORDS = ["the", "harvest", "was", "poor", "and", "nobody", "in", "the", "valley", "had", "been", "paid", "since"]
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from([*WORDS, "Delmore", "XXXXXXXXXXXX", "B6", "1997", "(C)"]), min_size=1, max_size=40),
    min_size=1,
    max_size=6,
)


def places(text: str, rule: str = "RED001") -> list[Place]:
    return [Place(rule, "x-run", m.start(), m.end()) for m in re.finditer("X{12}", text)]


def values(text: str, record: str = RECORD) -> list[str]:
    return [printed.value for printed in fingerprints(text, record, places(text))]


def written(paragraphs: list[list[str]], width: int = 1000, newline: str = "\n", gap: str = " ") -> str:
    blocks = []
    for words in paragraphs:
        lines, line = [], ""
        for word in words:
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line}{gap}{word}" if line else word
        blocks.append(newline.join([*lines, line]))
    return (newline * 2).join(blocks)


@given(
    PARAGRAPHS, st.sampled_from([17, 40, 63, 200]), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from([" ", "  "])
)
def test_line_ends_wrapping_and_doubled_blanks_change_nothing(
    paragraphs: list[list[str]], width: int, newline: str, gap: str
) -> None:
    assert values(written(paragraphs)) == values(written(paragraphs, width, newline, gap))


@given(PARAGRAPHS, st.integers(0, 2**32))
def test_names_and_figures_are_never_hashed(paragraphs: list[list[str]], seed: int) -> None:
    rng = random.Random(seed)
    swapped = [
        [rng.choice(["Quigley", "Oakhurst", "2003", "77"]) if word in ("Delmore", "1997") else word for word in words]
        for words in paragraphs
    ]

    assert values(written(paragraphs)) == values(written(swapped))


@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_order_and_other_rules_change_nothing(paragraphs: list[list[str]], rng: random.Random) -> None:
    text = written(paragraphs)
    mine, others = places(text), places(text, "TRN001")
    alone = dict(zip(mine, fingerprints(text, RECORD, mine), strict=True))
    mixed = [*mine, *others]
    rng.shuffle(mixed)

    together = dict(zip(mixed, fingerprints(text, RECORD, mixed), strict=True))

    assert {place: together[place] for place in mine} == alone


@given(PARAGRAPHS)
def test_every_place_of_a_record_has_its_own(paragraphs: list[list[str]]) -> None:
    found = values(written(paragraphs))

    assert len(found) == len(set(found))


@given(st.lists(st.sampled_from(WORDS), min_size=8, max_size=30), st.text(alphabet="abc \n", max_size=80))
def test_text_added_elsewhere_changes_nothing(words: list[str], added: str) -> None:
    block = " ".join([*words[:4], "XXXXXXXXXXXX", *words[4:]])

    assert values(block) == values(f"{added}\n\n{block}\n\n{added}")


def test_a_change_within_eight_words_is_another_finding() -> None:
    before = "he said that XXXXXXXXXXXX had left the port before dawn with two others and a driver"
    near = before.replace("dawn", "dusk")
    far = before.replace("driver", "guide")

    assert values(before) == values(far)
    assert values(before) != values(near)


def test_record_rule_and_kind_count() -> None:
    text = "he said that XXXXXXXXXXXX had left"
    [place] = places(text)
    variants = [
        fingerprints(text, RECORD, [place]),
        fingerprints(text, "05ARVENDA18", [place]),
        fingerprints(text, RECORD, [replace(place, rule="RED002")]),
        fingerprints(text, RECORD, [replace(place, kind="block")]),
    ]

    assert len({printed.value for [printed] in variants}) == 4


def test_the_open_letters_of_a_partial_overlay_are_not_hashed() -> None:
    one, other = "we met XXXXXXXXXXXXsmith in the old town", "we met XXXXXXXXXXXXgalloway in the old town"

    assert values(one) == values(other)


def test_equal_contexts_are_told_apart_by_wider_context_then_by_count() -> None:
    block = "alpha beta gamma delta XXXXXXXXXXXX epsilon zeta eta theta"
    wider = fingerprints(text := f"one two\n\n{block}\n\n{block}\n\nthree", RECORD, places(text))
    repeated = fingerprints(text := "\n\n".join([block] * 200), RECORD, places(text))

    assert [printed.how for printed in wider] == ["wide-context", "wide-context"]
    assert {printed.how for printed in repeated} == {"wide-context", "count"}
    assert len({printed.value for printed in repeated}) == 200


def test_a_record_in_capitals_finds_context_in_its_plain_words() -> None:
    text = "HE TOLD THE AMBASSADOR THAT XXXXXXXXXXXX WOULD NOT GO.\n\nTHEY WERE WITH XXXXXXXXXXXX UNTIL NOON."
    renamed = text.replace("AMBASSADOR", "CONSUL").replace("NOON", "DUSK")

    assert [printed.how for printed in fingerprints(text, RECORD, places(text))] == ["context", "context"]
    assert values(text) == values(renamed)


@given(
    st.text(alphabet="aab BZ7_,é█\n\n \t\x1c\x85\r", max_size=120)
    | st.lists(
        st.sampled_from(["the ", "end ", "THE ", "Quigley ", "7th ", "_a ", "\n", "\n \n", "é "]), max_size=90
    ).map("".join),
    st.data(),
)
def test_a_glance_finds_the_words_that_a_search_of_the_block_finds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    context = Context(text)

    left, right = context.words(start, end, *context.block(start, end), 8)

    assert context._near(start, end) in (None, f"{' '.join(left)}\x1f{' '.join(right)}")


def test_the_scheme_is_final() -> None:
    text = "he said that XXXXXXXXXXXX had left the port before dawn"

    assert fingerprints(text, RECORD, places(text)) == [Print("ra1:917dd7afa018096eb8d61538", "context")]


@pytest.mark.parametrize("filler", ["9 ", "X", "\n", "A "])
def test_text_without_words_is_looked_at_only_so_far(filler: str) -> None:
    text = filler * 20_000 + " XXXXXXXXXXXX " + filler * 20_000
    [place] = [Place("RED001", "x-run", text.index(" XX") + 1, text.index(" XX") + 13)]

    context = Context(text).words(place.start, place.end, 0, len(text), 8)

    assert context in (([], []), (["a"] * 8, ["a"] * 8))
