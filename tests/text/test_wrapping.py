"""Rows tile the text, fit the width, break at blanks; hostile text costs linear time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.lines import Lines
from redaction_audit.text.cells import row
from redaction_audit.text.wrapping import Wrapping

TEXTS = st.text(st.one_of(st.sampled_from("ab  \t\n\r\x1b会\u0301\u200b"), st.characters()), max_size=200)


def rows(text: str, width: int, *, ascii_only: bool = False) -> list[str]:
    wrapping = Wrapping(text, width, ascii_only=ascii_only)
    return [text[slice(*wrapping.span(index))] for index in range(len(wrapping))]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("\n", 10, ["", ""]),
        ("one two three", 8, ["one two ", "three"]),
        ("one two three", 7, ["one two ", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("abcd", 4, ["abcd"]),
        ("abcd ", 4, ["abcd "]),
        ("abcd\r\nef\rg\n", 4, ["abcd", "ef", "g", ""]),
        ("\ta b", 9, ["\ta ", "b"]),
        ("会議会議", 5, ["会議", "会議"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("      abcdefgh", 8, ["      ab", "cdefgh"]),
    ],
)
def test_rows(text: str, width: int, expected: list[str]) -> None:
    assert rows(text, width) == expected


def test_controls_take_two_columns_in_ascii() -> None:
    assert rows("\x1b\x1b\x1bab", 4, ascii_only=True) == ["\x1b\x1b", "\x1bab"]


@given(TEXTS, st.integers(2, 40), st.booleans())
def test_rows_tile_the_text_and_fit(text: str, width: int, ascii_only: bool) -> None:
    wrapping = Wrapping(text, width, ascii_only=ascii_only)
    stretches = [wrapping.stretch(index) for index in range(len(wrapping))]

    assert stretches[0][0] == 0
    assert stretches[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(stretches))
    for index in range(len(wrapping)):
        start, end = wrapping.span(index)
        shown = row(text, start, end, ascii_only=ascii_only)
        hangs = 1 if end > start and text[end - 1] == " " else 0
        assert shown.edges[-1] <= width + hangs


@given(TEXTS, st.integers(2, 40))
def test_offsets_find_their_row_and_line(text: str, width: int) -> None:
    wrapping, lines = Wrapping(text, width), Lines(text)
    for offset in range(len(text) + 1):
        index = wrapping.row(offset)
        start, end = wrapping.stretch(index)
        assert start <= offset
        assert offset < end or offset == len(text)
        if offset < len(text):
            assert wrapping.line(index)[0] == lines.index(offset)
    assert [wrapping.starts[i] for i in range(len(wrapping)) if wrapping.line(i)[1]] == lines.starts


@given(TEXTS, st.integers(2, 40))
def test_another_width_needs_no_second_search_for_lines(text: str, width: int) -> None:
    first = Wrapping(text, 80)

    assert Wrapping(text, width, like=first).starts == Wrapping(text, width).starts


@given(TEXTS, st.integers(2, 40), st.integers(1, 30))
def test_edges_cut_the_text_into_runs_of_rows(text: str, width: int, height: int) -> None:
    wrapping = Wrapping(text, width)
    edges = wrapping.edges(height)

    assert edges[0] == 0
    assert edges[-1] == len(text)
    assert len(edges) == min(height, len(wrapping)) + 1
    assert set(edges[:-1]) <= set(wrapping.starts)


def test_a_span_stands_on_its_rows() -> None:
    wrapping = Wrapping("one two three four", 8)

    assert list(wrapping.rows(0, 3)) == [0]
    assert list(wrapping.rows(4, 9)) == [0, 1]
    assert list(wrapping.rows(8, 8)) == [1]


@pytest.mark.parametrize("piece", ["x", " ", "\t", "\u0301", "会", "\x00", "a ", "\n", "\r"])
def test_hostile_text_costs_linear_time(piece: str) -> None:
    def cost(count: int) -> float:
        text = piece * count
        began = time.process_time()
        Wrapping(text, 70)
        return time.process_time() - began

    cost(1_000)
    small, large = (min(cost(count) for _ in range(3)) for count in (20_000, 160_000))
    assert large < 30 * small + 0.02
