"""Words told in one pass occur exactly where searching for them one by one finds them."""

import importlib
import pkgutil
import random
import re
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from redaction_audit import structure
from redaction_audit.structure import banner, blocks, classified_by, lexicon, stamp_forms, stamps, telegram
from redaction_audit.structure.lexicon import NOTHING, PRINTED, WHITE, Anchor, Hint, Lexicon, Wanted
from redaction_audit.structure.literals import Literals, both, coded, flattened
from redaction_audit.structure.page import Page

WORDS = ("PAGE ", "Doc No", "(b)", "é½", "½", "a\0b", "\ud800", "5", "K", "zz", ".*", "\\", "[x]", "a?", "No?")
LATE = ("late", "É", "\0", "", "o N")
LETTERS = st.text(
    st.one_of(st.sampled_from("PAGEDoc? N(b)é½É\0a5Kkz.*\\[x]\nlt\ud800\udc00"), st.characters()), max_size=40
)
TEXTS = st.lists(st.one_of(LETTERS, st.sampled_from(WORDS + LATE)), max_size=8).map("".join)
LOW = ("page ", "doc no", "(b)", "é½", "\0", "k", "σ", "ß", "i")


def _modules() -> Iterator[tuple[str, ModuleType]]:
    for info in pkgutil.iter_modules(structure.__path__):
        yield info.name, importlib.import_module(f"{structure.__name__}.{info.name}")


def learned(*words: Wanted) -> Lexicon:
    """Return a lexicon that looks for the words in one pass, both as printed and in lower case."""
    pytest.importorskip("hyperscan")
    taught = Lexicon(first=0)
    for word in words:
        taught.note(word, lexicon.PRINTED)
        taught.note(word, lexicon.LOW)
    taught.look(b"a text")
    for known, _ in taught.look(b"a text"):
        assert known == {word for word in words if isinstance(word, Hint) or lexicon._can_be_learned(word)}
    return taught


def page_with(text: str, taught: Lexicon) -> Page:
    """Return the page of a text whose words that lexicon tells."""
    page = Page(text)
    page.literals, page.low_literals = both(text, page.low, flattened(coded(text)), page.literals.odd, taught)
    return page


@pytest.fixture(scope="module")
def taught() -> Lexicon:
    return learned(*WORDS)


@pytest.fixture(scope="module")
def taught_low() -> Lexicon:
    return learned(*LOW)


@pytest.fixture(scope="module")
def taught_anchor() -> tuple[Anchor, Lexicon]:
    anchor = Anchor(f"(^|[^a-z])end{WHITE}", r"(?<![a-z])end\s")
    return anchor, learned(anchor)


@given(text=TEXTS)
def test_words_occur_as_in_the_text_whether_they_were_learned_or_not(taught: Lexicon, text: str) -> None:
    for told in (Literals(text, lexicon=taught), Literals(text, lexicon=Lexicon())):
        assert [word in told for word in WORDS + LATE] == [word in text for word in WORDS + LATE]
        for words in (WORDS, LATE, WORDS[:3], WORDS[2:5] + LATE[:2], ()):
            assert told.any_of(words) == any(word in text for word in words)


@given(text=st.one_of(TEXTS, st.text("PaGE DoC nO(B)éÉ½\0kK\u212aΣσςßẞİIiı")))
def test_words_in_lower_case_occur_as_in_the_lower_text(taught_low: Lexicon, text: str) -> None:
    page = Page(text)
    for low_literals in (page_with(text, taught_low).low_literals, page.low_literals):
        assert [word in low_literals for word in LOW] == [word in page.low for word in LOW]
    assert [list(page.low_hits(word)) for word in LOW] == [
        [found.start() for found in re.finditer(re.escape(word), page.low)] for word in LOW
    ]


def test_words_asked_for_later_are_learned_when_much_more_was_read() -> None:
    taught = learned("first")
    assert "second" in Literals("a second", lexicon=taught)
    known, found = taught.look(b"the first and the second" * 100)[PRINTED]
    assert (known, found.keys()) == ({"first", "second"}, {"first", "second"})


def test_no_more_words_are_learned_than_rules_could_ask_for() -> None:
    pytest.importorskip("hyperscan")
    taught = Lexicon(first=0)
    for number in range(lexicon._MOST + 100):
        assert f"word {number}." not in Literals("some text", lexicon=taught)
    known, _ = taught.look(b"some text" * 10_000)[PRINTED]
    assert len(known) <= lexicon._MOST
    assert f"word {lexicon._MOST + 50}." in Literals(f"a word {lexicon._MOST + 50}.", lexicon=taught)


def test_without_hyperscan_words_are_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "hyperscan", raising=False)
    taught = Lexicon(first=0)
    for _ in range(3):
        told = Literals("Doc No 5", lexicon=taught)
        assert told.any_of(("PAGE ", "Doc No"))
        assert taught.look(b"Doc No 5") == (NOTHING, NOTHING)


def test_a_library_that_cannot_compile_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hyperscan")

    def broken(_words: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(lexicon, "compiled", broken)
    taught = Lexicon(first=0)
    for _ in range(3):
        assert "Doc No" in Literals("Doc No 5", lexicon=taught)


def test_an_interrupt_while_a_word_is_noted_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    taught = learned("Doc No")
    monkeypatch.setattr(taught, "_note", interrupted)

    with pytest.raises(KeyboardInterrupt):
        taught.look(b"Doc No 5")


@given(text=st.lists(st.sampled_from(["x-1", "12", "-", "3", " ", "é", "٣"])).map("".join))
def test_a_hint_never_denies_what_its_expression_matches(text: str) -> None:
    pytest.importorskip("hyperscan")
    hint, taught = Hint(r"[0-9]-[0-9]"), Lexicon(first=0)
    assert Literals("no figures", lexicon=taught).may_match(hint)
    assert not Literals("no figures", lexicon=taught).may_match(hint)
    told = Literals(text, lexicon=taught)
    assert told.odd == ("٣" in text)
    assert told.may_match(hint) == (told.odd or re.search(r"\d-\d", text) is not None)


@given(
    text=st.lists(st.sampled_from(["end", " ", "\x1c", "\n", "send", "é", "\x85", "\xa0", "█", "n", "\x00"])).map(
        "".join
    )
)
def test_anchors_stand_where_their_expression_matches(taught_anchor: tuple[Anchor, Lexicon], text: str) -> None:
    anchor, taught = taught_anchor
    for told in (Literals(text, lexicon=taught), Literals(text, lexicon=Lexicon())):
        assert list(told.ends(anchor)) == [found.end() for found in re.finditer(r"(?<![a-z])end\s", text)]


PIECES = (
    *"\n\r \t\x1c:;.-/(|1é█\xa0ıſs",
    *("end", "of", "summary", "sumery", "executive ", "note", "text", "begin", "com\nment", "action request", "conclu"),
    *(
        "classified by",
        "cl by",
        "asslfied by",
        "declassify",
        "d  by",
        "ref",
        "tel",
        "erence",
        "refs",
        "on",
        "or",
        "no/no",
    ),
    *("SECRET", "S E C R E T", "UNCLASSIFIED", "SIPDIS", "SENSITIVE", "NO FORN", "summary:", "Comment  :"),
    *("RECORD", "124-10203", "-10301", "derv", "reason: 1", "2005/05/12", "051020Z JUN 79"),
)
HINTS = sorted(
    {(name, value) for name, module in _modules() for value in vars(module).values() if isinstance(value, Hint)},
    key=lambda pair: (pair[0], pair[1].expression),
)


@pytest.fixture(scope="module")
def taught_all() -> Lexicon:
    return learned(*(hint for _, hint in HINTS))


@given(text=st.lists(st.sampled_from(PIECES)).map("".join))
def test_every_anchor_of_the_readers_is_told_as_re_finds_it(taught_all: Lexicon, text: str) -> None:
    anchors = [hint for _, hint in HINTS if isinstance(hint, Anchor)]
    assert anchors
    told, plain = Literals(text, lexicon=taught_all), Literals(text, lexicon=Lexicon())
    for anchor in anchors:
        ends, found = list(told.ends(anchor)), list(plain.ends(anchor))
        more = {
            blocks._FRAMED: set(ends) > set(found),
            classified_by._LABELLED: set(ends) < set(found),
            blocks._MARKED: set(ends) < set(found),
            banner._LEVELLED: set(ends) > set(found),
        }
        assert ends == found or more.get(anchor), anchor.expression


def test_every_expression_is_told_in_long_texts_as_re_finds_it(taught_all: Lexicon) -> None:
    patterns = {hint: re.compile(hint.expression.replace(r"\z", r"\Z")) for _, hint in HINTS}
    pieces = [piece for piece in PIECES if piece.isascii()]
    shuffled = random.Random(1)
    for _ in range(300):
        text = "".join(shuffled.choices(pieces, k=shuffled.choice((20, 100, 800))))
        _, found = taught_all.look(text.encode())[PRINTED]
        assert found.keys() == {hint for hint, pattern in patterns.items() if pattern.search(text)}


@given(text=st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_hint_that_is_not_learned_denies_nothing_that_it_would_tell(taught_all: Lexicon, text: str) -> None:
    told, plain = Literals(text, lexicon=taught_all), Literals(text, lexicon=Lexicon())
    assert any(hint.rare for _, hint in HINTS)
    for _, hint in HINTS:
        assert plain.may_match(hint) or not told.may_match(hint), hint.expression


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example(text="Begin end note text\nend end of note summary")
@example(text="refsrefs A, REFSA refb")
def test_a_page_is_read_alike_whether_words_were_learned_or_not(taught_all: Lexicon, text: str) -> None:
    told, plain = (structure.read_pages([page_with(text, lexicon_)]) for lexicon_ in (taught_all, Lexicon()))
    assert told == plain


def test_a_text_of_many_megabytes_is_searched_as_before(taught_anchor: tuple[Anchor, Lexicon]) -> None:
    anchor, taught = taught_anchor
    large = "an end " * (1 << 18)
    told = Literals(large, lexicon=taught)
    assert taught.look(large.encode()) == (NOTHING, NOTHING)
    assert told.any_of(("no such", "an end"))
    assert told.may_match(anchor)
    assert len(told.ends(anchor)) == 1 << 18


@given(
    text=st.lists(st.sampled_from([*"0123456 /2Z\t\nJUNa", "2005/05/12", "051020", "elease ", "MAY 1979"])).map("".join)
)
def test_the_hints_of_dates_are_as_wide_as_what_they_stand_for(text: str) -> None:
    pytest.importorskip("hyperscan")
    taught = Lexicon(first=0)
    for shown in ("some text", "more of it", text):
        told = Literals(shown, lexicon=taught)
        day, group = told.may_match(stamps._DAY_THERE), told.may_match(telegram._GROUP_THERE)
    assert taught.look(b"")[PRINTED][0] == {stamps._DAY_THERE, telegram._GROUP_THERE}
    assert day or re.search(stamp_forms.ISO, text) is None
    assert group or telegram._group().search("\n" + text) is None
