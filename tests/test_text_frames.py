"""Frames show the lines of a finding and nothing that any finding of the record says is hidden."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from outputs.batch import finding

from redaction_audit.lines import Lines
from redaction_audit.model import FrameLine, Related, Span
from redaction_audit.sensitive import MASK
from redaction_audit.text.frames import LEFT, RIGHT, frames

CANARY = st.text(st.characters(min_codepoint=0xE000, max_codepoint=0xE0FF) | st.just("\n"), min_size=1, max_size=12)
ANYTHING = st.text(st.one_of(st.characters(exclude_categories=("Cs", "Co")), st.sampled_from(" \t\n\r\x00\u0301▒")))
PIECES = st.lists(st.tuples(st.booleans(), ANYTHING, CANARY), max_size=12)


def frame(text: str, start: int, end: int, *hidden: tuple[int, int], context: int = 1) -> tuple[FrameLine, ...]:
    return frames(text, [Span(start, end)], hidden, context)[0]


def on(text: str, needle: str, *hidden: str, context: int = 1) -> tuple[FrameLine, ...]:
    """The frame of `needle` with the words `hidden` masked."""
    spans = [(text.index(word), text.index(word) + len(word)) for word in hidden]
    return frame(text, text.index(needle), text.index(needle) + len(needle), *spans, context=context)


def test_a_frame_holds_the_line_and_its_neighbours() -> None:
    shown = on("one\ntwo\nthree four\nfive\nsix", "four")

    assert [(line.number, line.text, line.marks) for line in shown] == [
        (2, "two", ()),
        (3, "three four", ((6, 10),)),
        (4, "five", ()),
    ]


def test_blank_lines_at_the_rim_are_left_out() -> None:
    shown = on("one\n\n  \ntwo\n\n", "two", context=2)

    assert [line.number for line in shown] == [4]


def test_what_one_finding_hides_is_masked_in_the_frame_of_another() -> None:
    shown = on("Mr. Marten\nleft Quito\nwith Marten", "left", "Marten\nleft"[:6])

    assert [line.text for line in shown] == [f"Mr. {MASK}", "left Quito", f"with {MASK}"]


def test_hidden_words_are_masked_wherever_they_stand() -> None:
    text = "Mr. Ada Marten\nflagged, said ADA\nMARTEN of Quito\n"
    shown = on(text, "flagged", "Ada Marten")

    assert [line.text for line in shown] == [f"Mr. {MASK}", f"flagged, said {MASK}", f"{MASK} of Quito"]
    assert shown[1].marks == ((0, 7),)


def test_a_cut_through_open_hidden_words_shows_none_of_them() -> None:
    text = "Marten\n" + "Marten " * 60 + "HERE" + " Marten" * 60
    shown = on(text, "HERE", "Marten")

    assert not any(letter in line.text for line in shown for letter in "Martn")


def test_the_length_of_a_mask_tells_nothing() -> None:
    short = on("a x b", "b", "x")
    long = on("a xxxxxxxxxxxxxxxxxxxx b", "b", "xxxxxxxxxxxxxxxxxxxx")

    assert short == long
    assert short[0].marks == ((6, 7),)


def test_touching_and_overlapping_spans_are_one_mask() -> None:
    [line] = frame("abcdefgh", 7, 8, (1, 3), (2, 4), (4, 6))

    assert line.text == f"a{MASK}gh"
    assert line.marks == ((5, 6),)


def test_a_finding_inside_a_mask_covers_the_whole_mask() -> None:
    [line] = frame("abcdefgh", 3, 4, (2, 6))

    assert (line.text, line.marks) == (f"ab{MASK}gh", ((2, 5),))


def test_a_finding_that_ends_inside_a_mask_covers_the_mask() -> None:
    [line] = frame("abcdefgh", 1, 4, (2, 6))

    assert line.marks == ((1, 5),)


def test_a_hidden_span_over_two_lines_masks_both() -> None:
    text = "Mr. John\nMarten left"
    shown = frame(text, 16, 20, (4, 15))

    assert [line.text for line in shown] == [f"Mr. {MASK}", f"{MASK} left"]
    assert shown[1].marks == ((4, 8),)


@pytest.mark.parametrize("hidden", [(0, 4), (7, 9), (3, 4)])
def test_a_hidden_span_that_ends_or_begins_at_a_line_masks_nothing_of_it(hidden: tuple[int, int]) -> None:
    [line] = frame("abc\ndef\nghi", 4, 7, hidden, context=0)

    assert (line.text, line.marks) == ("def", ((0, 3),))


def test_a_combining_mark_goes_with_its_letter() -> None:
    [line] = frame("Jose\u0301 left", 6, 10, (0, 4))

    assert line.text == f"{MASK} left"


def test_many_lines_are_shortened() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 21))

    assert [line.number for line in frame(text, 0, len(text))] == [1, 2, 3, 20]


def test_a_blank_line_inside_a_span_has_nothing_underlined() -> None:
    shown = frame("ab\n\ncd", 0, 6)

    assert [line.marks for line in shown] == [((0, 2),), (), ((0, 2),)]


def test_a_span_of_no_width_keeps_its_place() -> None:
    assert frame("abc", 1, 1)[0].marks == ((1, 1),)
    assert frame("", 0, 0) == (FrameLine(1, "", ((0, 0),)),)
    assert frame("abc\n", 3, 4)[0].marks == ((3, 3),)


def test_a_span_that_takes_its_line_break_along_stays_on_its_line() -> None:
    [line] = frame("abc\ndef", 0, 4, context=0)

    assert (line.number, line.marks) == (1, ((0, 3),))


def test_only_line_breaks_break_lines() -> None:
    shown = on("a\x0cb\u2028c\x85d\re\r\nf", "e")

    assert [line.text for line in shown] == ["a\x0cb\u2028c\x85d", "e", "f"]


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "x" * 5000 + "HERE" + "y" * 5000
    [line] = on(text, "HERE")

    assert (line.cut_left, line.cut_right) == (True, True)
    assert line.text == "x" * LEFT + "HERE" + "y" * RIGHT
    assert line.marks == ((LEFT, LEFT + 4),)


@pytest.mark.parametrize(("left", "right"), [(0, 5000), (5000, 0), (0, 0), (LEFT, RIGHT)])
def test_a_cut_is_told_on_its_side(left: int, right: int) -> None:
    [line] = on("x" * left + "HERE" + "y" * right, "HERE")

    assert (line.cut_left, line.cut_right) == (left > LEFT, right > RIGHT)


def test_related_places_are_shown_masked_like_everything_else() -> None:
    text = "Mr. Marten\na\nb\nc\nflagged\nd"
    found = finding(text, "flagged", related=(Related(4, 10, 1, 5, ""), Related(11, 12, 2, 1, "")))
    [shown] = frames(text, [found], [(4, 10)])

    assert [(line.number, line.text, line.related) for line in shown] == [
        (1, f"Mr. {MASK}", ((4, 7),)),
        (2, "a", ((0, 1),)),
        (4, "c", ()),
        (5, "flagged", ()),
        (6, "d", ()),
    ]


def test_a_related_place_far_off_on_the_same_line_is_left_to_words() -> None:
    text = "far" + " " * 5000 + "flagged"
    [[line]] = frames(text, [finding(text, "flagged", related=(Related(0, 3, 1, 1, ""),))], [])

    assert line.related == ()
    assert line.text[slice(*line.marks[0])] == "flagged"


def test_a_cut_never_opens_a_mask() -> None:
    text = "n" * 300 + "HERE" + "m" * 300
    [line] = frame(text, 300, 304, (0, 300), (304, 604))

    assert line.text == f"{MASK}HERE{MASK}"


def test_a_line_of_ten_million_characters_is_no_burden() -> None:
    text = "word " * 2_000_000
    spans = [Span(at, at + 4) for at in range(0, len(text), 100_000)]
    began = time.process_time()
    shown = frames(text, spans, [(at + 5, at + 9) for at in range(0, len(text), 1000)])

    assert len(shown) == len(spans)
    assert time.process_time() - began < 2


@given(PIECES, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=6), st.integers(0, 2))
def test_no_hidden_character_survives_in_any_frame(
    pieces: list[tuple[bool, str, str]], places: list[tuple[int, int]], context: int
) -> None:
    text, hidden = "", []
    for masked, visible, canary in pieces:
        if masked:
            hidden.append((len(text), len(text) + len(canary)))
            hidden.append((len(text), len(text) + len(canary) // 2))
        text += canary if masked else visible
    lines = Lines(text)
    related = tuple(Related(min(a, b), max(a, b), 1, 1, "") for a, b in places)
    plain = finding("x", "x", related=related)
    spans = [structs.replace(plain, start=min(a, b), end=max(a, b)) for a, b in places]

    shown = frames(text, spans, hidden, context)

    assert len(shown) == len(spans)
    for line in (line for found in shown for line in found):
        assert not any("\ue000" <= char <= "\ue0ff" for char in line.text)
        assert "\n" not in line.text
        assert "\r" not in line.text
        assert 1 <= line.number <= len(lines)
        assert all(0 <= start <= end <= len(line.text) for start, end in line.marks + line.related)
        assert line.text in _naive(lines, line.number - 1, hidden)


@given(ANYTHING, st.integers(0, 100), st.integers(0, 100))
def test_columns_point_at_the_text_of_the_span(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    lines = Lines(text)

    for line in frame(text, start, end, context=0):
        from_, to = lines.bounds(line.number - 1)
        on_line = text[max(start, from_) : min(end, to)]
        if line.marks:
            assert line.text[slice(*line.marks[0])] == on_line
        else:
            assert on_line == ""


def _naive(lines: Lines, index: int, hidden: list[tuple[int, int]]) -> str:
    """The masked line, one character after another."""
    start, end = lines.bounds(index)
    covered = {at for from_, to in hidden for at in range(from_, to)}
    for _, to in hidden:
        at = to
        while at < len(lines.text) and _joins(lines.text[at]):
            covered.add(at)
            at += 1
    shown, before = "", False
    for at in range(start, end):
        shown += lines.text[at] if at not in covered else "" if before else MASK
        before = at in covered
    return shown


def _joins(char: str) -> bool:
    import unicodedata

    return unicodedata.combining(char) > 0
