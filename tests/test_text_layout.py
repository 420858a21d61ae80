"""Frame lines fit the terminal and the underline stands under its span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.model import FrameLine
from redaction_audit.sensitive import MASK
from redaction_audit.text.layout import draw, wrap
from redaction_audit.text.sanitise import width


def shown(line: FrameLine, room: int = 80, *, ascii_only: bool = False) -> tuple[str, str]:
    drawn = draw(line, room, ascii_only=ascii_only)
    return "".join(run for _, run in drawn.runs), drawn.underline


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("abc def", (4, 7), "    ^^^"),
        ("\tdef", (1, 4), "        ^^^"),
        ("会議 def", (3, 6), "     ^^^"),
        ("会議 def", (0, 2), "^^^^"),
        ("e\u0301 def", (3, 6), "  ^^^"),
        ("\x1b def", (2, 5), "     ^^^"),
        ("abc", (3, 3), "   ^"),
        ("abc", (1, 1), " ^"),
        ("", (0, 0), "^"),
    ],
)
def test_the_underline_stands_under_its_span(text: str, mark: tuple[int, int], expected: str) -> None:
    assert shown(FrameLine(1, text, (mark,)))[1] == expected


def test_masks_and_escapes_have_their_own_look() -> None:
    drawn = draw(FrameLine(1, f"a{MASK}b\x00"), 80)

    assert drawn.runs == (("text", "a"), ("mask", MASK), ("text", "b"), ("escape", "\\x00"))


def test_a_long_line_is_cut_on_both_sides() -> None:
    text, below = shown(FrameLine(1, "x" * 100 + "HERE" + "y" * 100, ((100, 104),)), 40)

    assert text.startswith("…x")
    assert text.endswith("y…")
    assert text[below.index("^") : below.index("^") + 4] == "HERE"
    assert len(text) == 40


def test_a_span_that_fits_is_shown_whole() -> None:
    text, below = shown(FrameLine(1, "x" * 100 + "s" * 30 + "y" * 100, ((100, 130),)), 40)

    assert text.count("s") == below.count("^") == 30


def test_a_span_wider_than_the_room_is_shown_from_its_beginning() -> None:
    text, below = shown(FrameLine(1, "x" * 100 + "s" * 90 + "y" * 100, ((100, 190),)), 40)

    assert text == "…" + "s" * 38 + "…"
    assert below == " " + "^" * 38


def test_a_combining_mark_whose_letter_is_cut_is_cut_too() -> None:
    text, _ = shown(FrameLine(1, "e\u0301" * 100, ((150, 152),)), 20)

    assert text == "…" + "e\u0301" * 18 + "…"


def test_the_finding_is_underlined_where_a_related_place_overlaps() -> None:
    assert shown(FrameLine(1, "abcdef", ((2, 4),), related=((1, 5),)))[1] == " -^^-"


def test_cuts_made_before_are_shown() -> None:
    assert shown(FrameLine(1, "abc", ((1, 2),), cut_left=True, cut_right=True)) == ("…abc…", "  ^")
    assert shown(FrameLine(1, "abc", ((1, 2),), cut_left=True), ascii_only=True) == ("...abc", "    ^")


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=80),
    st.tuples(st.integers(0, 80), st.integers(0, 80)),
    st.integers(20, 60),
    st.booleans(),
)
def test_a_drawn_line_never_exceeds_the_room(text: str, mark: tuple[int, int], room: int, ascii_only: bool) -> None:
    start, end = sorted(min(at, len(text)) for at in mark)
    drawn, below = shown(FrameLine(1, text, ((start, end),), cut_left=True), room, ascii_only=ascii_only)

    assert width(drawn) <= room
    assert len(below) <= room + 1
    assert set(below) <= {" ", "^"}


@given(st.lists(st.text("abc会", min_size=1, max_size=12)), st.integers(24, 60))
def test_wrapping_keeps_the_words_and_the_room(words: list[str], room: int) -> None:
    lines = list(wrap(" ".join(words), room, "  "))

    assert " ".join(line[2:] for line in lines) == " ".join(words)
    assert all(width(line) <= max(room, 26) for line in lines)
