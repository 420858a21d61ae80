"""Whether a word reads better with one letter more."""

import math

import pytest

from redaction_audit.language.completion import Reading
from redaction_audit.language.tables import load


def reading(**own: int) -> Reading:
    found = load()
    assert found is not None
    return Reading(found, own)


@pytest.mark.parametrize(
    ("left", "word", "right", "full"),
    [
        ("of", "th", "harbor", "the"),
        ("unable", "t", "enter", "to"),
        ("have", "bee", "told", "been"),
        ("several", "week", "ago", "weeks"),
        (None, "whic", None, "which"),
        ("is", "a", "expert", "an"),
    ],
)
def test_a_torn_word_reads_better_with_its_letter(left: str | None, word: str, right: str | None, full: str) -> None:
    best = reading().completed(left, word, right, name=False)

    assert best is not None
    assert best.word == full
    assert best.gain > 0


@pytest.mark.parametrize(
    ("left", "word", "right"),
    [
        ("the", "old", "harbor"),
        ("in", "the", "office"),
        ("a", "long", "time"),
        ("members", "of", "the"),
        ("is", "a", "dancer"),
        ("was", "on", "the"),
    ],
)
def test_a_whole_word_reads_better_as_it_stands(left: str, word: str, right: str) -> None:
    best = reading().completed(left, word, right, name=False)

    assert best is None or best.gain < -1


def test_nothing_begins_like_a_word_that_no_list_holds() -> None:
    assert reading().completed("the", "xqzw", "harbor", name=False) is None


def test_a_word_that_may_be_a_name_gains_less() -> None:
    plain, name = (reading().completed("met", "comin", "today", name=name) for name in (False, True))

    assert plain is not None
    assert name is not None
    assert name.gain < plain.gain


def test_a_text_knows_its_own_words_but_the_place_itself_is_no_evidence() -> None:
    own = reading(tavagan=1, tavagans=4, harbor=40).completed("the", "tavagan", "harbor", name=False)

    assert own is not None
    assert own.word == "tavagans"
    assert own.gain > 0
    assert reading(tavagan=9, tavagans=4, harbor=40).completed("the", "tavagan", "harbor", name=False) is not None
    assert reading(tavagan=1, harbor=40).completed("the", "tavagan", "harbor", name=False) is None


def test_a_beginning_is_told_from_a_word_by_what_stands_before_it() -> None:
    language = reading()

    assert language.begun("the", "governm", None, name=False) > 3
    assert language.begun("in", "the", "harbor", name=False) < 0
    assert language.begun("in", "xqzw", None, name=False) == -math.inf
