"""An excerpt shows the place it is taken for, masked, in its columns, whatever the lines are like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.excerpt import excerpt
from redaction_audit.text.sanitise import width as columns_of

TEXT = "one\ntwo\r\nthree is here\rfour\nfive\nsix"


def shown(text: str, start: int, end: int, width: int = 40, hidden: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [
        "".join(f"[{piece}]" if on else piece for piece, on in line.pieces)
        for line in excerpt(text, start, end, hidden, width)
    ]


def test_two_lines_before_and_after() -> None:
    at = TEXT.index("is here")

    assert shown(TEXT, at, at + 2) == ["one", "two", "three [is] here", "four", "five"]
    assert [line.number for line in excerpt(TEXT, at, at + 2, (), 40)] == [-2, -1, 0, 1, 2]


def test_the_first_and_the_last_line_have_fewer_about_them() -> None:
    assert shown(TEXT, 0, 3) == ["[one]", "two", "three is here"]
    assert shown(TEXT, len(TEXT) - 3, len(TEXT)) == ["four", "five", "[six]"]


def test_a_span_over_lines_is_flagged_on_each() -> None:
    assert shown(TEXT, 0, 9) == ["[one]", "[two]", "three is here"]


def test_what_is_hidden_is_masked_cell_for_cell() -> None:
    assert shown(TEXT, 4, 7, hidden=((4, 7),)) == ["one", "[▒▒▒]", "three is here", "four"]


@pytest.mark.parametrize("at", [0, 5_000, 99_990])
def test_a_line_as_long_as_a_file_is_cut_around_the_place(at: int) -> None:
    text = "x" * at + "HERE" + "y" * (100_000 - at)

    [line] = shown(text, at, at + 4, 30)

    assert "[HERE]" in line
    assert 20 < len(line) <= 32


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 30), st.integers(1, 60), st.booleans())
def test_every_line_fits_and_is_safe(text: str, start: int, length: int, width: int, ascii_only: bool) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))

    lines = excerpt(text, start, end, (), width, ascii_only=ascii_only)

    assert 1 <= len(lines) <= 5
    assert [line.number for line in lines].count(0) == 1
    for line in lines:
        drawn = "".join(piece for piece, _ in line.pieces)
        assert columns_of(drawn) <= width + 1  # an empty span flags one column
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in drawn)
