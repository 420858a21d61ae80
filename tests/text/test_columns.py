"""Cells, bars and sparklines fill exactly their columns and never round something to nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.columns import bar, fit, percent, spark, tail
from redaction_audit.text.sanitise import width


@given(st.text(max_size=40), st.integers(0, 30), st.booleans(), st.booleans())
def test_a_cell_takes_exactly_its_columns_and_is_safe(text: str, columns: int, ascii_only: bool, right: bool) -> None:
    cell = fit(text, columns, ascii_only=ascii_only, right=right)

    assert width(cell) == columns
    assert not {unicodedata.category(char) for char in cell} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert cell.isascii() or not ascii_only


@given(st.text(max_size=40), st.integers(0, 30), st.booleans())
def test_a_path_cut_at_its_beginning_takes_exactly_its_columns(text: str, columns: int, ascii_only: bool) -> None:
    cell = tail(text, columns, ascii_only=ascii_only)

    assert width(cell) == columns
    assert cell.isascii() or not ascii_only


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("文字列", 4, "文… "),
        ("\u0300a", 4, "◌\u0300a  "),
        ("a\x1b[2Jb", 9, "a\\x1b[2Jb"),
    ],
)
def test_a_cell_is_filled_or_cut(text: str, columns: int, expected: str) -> None:
    assert fit(text, columns) == expected


def test_a_path_keeps_its_end() -> None:
    assert tail("releases/2026/cable.txt", 10) == "…cable.txt"


@pytest.mark.parametrize(
    ("value", "most", "expected"),
    [(0, 8, "    "), (8, 8, "████"), (4, 8, "██  "), (1, 32, "▏   "), (1, 10_000, "▏   "), (9_999, 10_000, "███▉")],
)
def test_a_bar_is_drawn_in_eighths(value: float, most: float, expected: str) -> None:
    assert bar(value, most, 4) == expected


def test_a_bar_in_ascii_shows_something_and_leaves_room() -> None:
    assert [bar(value, 1000, 5, ascii_only=True, track=True) for value in (0, 1, 500, 999, 1000)] == [
        ".....", "#....", "##...", "####.", "#####",
    ]  # fmt: skip


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 40), st.booleans())
def test_a_bar_takes_its_columns(value: int, most: int, columns: int, ascii_only: bool) -> None:
    drawn = bar(value, most, columns, ascii_only=ascii_only)

    assert len(drawn) == columns
    assert drawn.isascii() or not ascii_only


def test_a_sparkline_is_as_long_as_its_values() -> None:
    assert spark([0, 1, 4, 8]) == " ▂▅█"
    assert spark([0, 1, 4, 8], ascii_only=True) == " .+#"
    assert spark([0, 0]) == "  "


@pytest.mark.parametrize(
    ("value", "of", "expected"), [(0, 0, "-"), (0, 9, "0%"), (1, 1000, "1%"), (999, 1000, "99%"), (9, 9, "100%")]
)
def test_a_share_never_says_nothing_of_something(value: int, of: int, expected: str) -> None:
    assert percent(value, of) == expected
