"""How much of a text is no words at all."""

import pytest

from redaction_audit.language.noise import noise
from redaction_audit.language.tables import Tables

CLEAN = (
    "The island council met in the long room above the customs house and heard the new harbor master explain why the "
    "ferry had been late on every Sunday since the spring. He said that the tide tables were printed for another coast "
    "and that nobody had noticed until the winter. The council thanked him and asked for a report before the month ends."
)


def test_clean_text_has_none(tables: Tables) -> None:
    assert noise(CLEAN, tables) == 0.0


def test_misread_letters_make_noise_and_more_of_them_more(tables: Tables) -> None:
    some, more = (noise(CLEAN.translate(str.maketrans(swap)), tables) for swap in ({"h": "b"}, {"h": "b", "t": "f"}))

    assert some is not None
    assert more is not None
    assert 0.1 < some < more <= 1.0


def test_figures_inside_a_word_are_misread_letters(tables: Tables) -> None:
    assert (noise(CLEAN.replace("l", "1"), tables) or 0) > 0.1


def test_names_and_terms_of_the_trade_are_no_noise(tables: Tables) -> None:
    assert (
        noise(CLEAN + " Tavaganda Xqzwina met a frobnicator, a second frobnicator and the frobnicator.", tables) == 0.0
    )


def test_capitals_are_read_as_small_letters(tables: Tables) -> None:
    assert noise(CLEAN.upper(), tables) == 0.0


@pytest.mark.parametrize("text", ["", "too few words to tell", "1 2 3 4 5\n" * 100, "@#$%" * 1000])
def test_too_few_words_tell_nothing(tables: Tables, text: str) -> None:
    assert noise(text, tables) is None
