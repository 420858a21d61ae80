"""Hidden words are found wherever they stand open: in any case, with or without accents, divided by a line end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import engine
from redaction_audit.sensitive import MASK
from redaction_audit.text.concealing import folded, hidden_words


def masked(text: str, *hidden: str) -> str:
    words = hidden_words(text, [(text.index(piece), text.index(piece) + len(piece)) for piece in hidden])
    assert words is not None
    return words.mask(text)


@pytest.mark.parametrize(
    "open_",
    ["Rowbottom", "ROWBOTTOM", "Rowbot-\ntom", "Rowbot\r\n   tom", "Rów-\nbóttom", "Ro\u0301wbottom"],
)
def test_a_hidden_word_is_masked_however_it_is_spelt(open_: str) -> None:
    assert masked(f"It met Rowbottom. Later {open_} was ill.", "Rowbottom") == f"It met {MASK}. Later {MASK} was ill."


def test_words_of_a_hidden_name_are_told_across_lines() -> None:
    assert masked("Ada Núñez left; ADA\n  NUNEZ was ill.", "Ada Núñez") == f"{MASK} left; {MASK} was ill."


def test_a_word_that_only_looks_alike_stays() -> None:
    assert masked("Rowbottom left; Row bottom and Rowbotham stayed.", "Rowbottom").endswith(
        "Row bottom and Rowbotham stayed."
    )


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(st.sampled_from("Aaáb -\n\u0301X"), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_spans_of_a_part_are_those_of_the_whole(text: str, start: int, end: int) -> None:
    words = hidden_words("aaab x", [(0, 4)])
    assert words is not None
    whole = set(words.spans(text))
    assert all(start <= a < b <= max(end, a) for a, b in words.spans(text, start, end))
    assert whole == set(words.spans(text, 0))


def test_a_name_within_a_longer_hidden_span_stays_hidden_by_itself() -> None:
    text = "Ada Rowbottom left. ROWBOTTOM was ill."

    hidden = [(0, 13), (4, 13)]

    assert engine._with_echoes(text, hidden, hidden_words(text, hidden)) == ((0, 13), (4, 13), (20, 29))


def test_the_words_of_a_rule_do_not_tell_a_name_by_their_gaps() -> None:
    words = hidden_words("Mark left", [(0, 4)])
    assert words is not None

    assert words.mask("a title in front of the mark", ours=True) == "a title in front of the mark"
    assert words.mask("Mark and MARK in front of the mark", ours=True) == f"{MASK} and {MASK} in front of the mark"
    assert words.mask("so did mark") == f"so did {MASK}"
