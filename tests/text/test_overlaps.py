"""The spans over a stretch, held against trying them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.overlaps import Overlaps

SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), max_size=300).map(
    lambda pairs: sorted((start, start + length) for start, length in pairs)
)


@given(SPANS, st.integers(0, 320), st.integers(0, 60))
def test_the_same_as_trying_all(spans: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    expected = [index for index, (from_, to) in enumerate(spans) if from_ < end and max(to, from_ + 1) > start]

    assert Overlaps(spans).overlapping(start, end) == expected


def test_a_span_over_everything_does_not_make_the_search_walk() -> None:
    overlaps = Overlaps([(0, 1_000_000), *((at, at + 5) for at in range(0, 1_000_000, 20))])

    assert overlaps.overlapping(999_980, 999_981) == [0, 50_000]
    assert overlaps.at(7) == [0]


def test_an_empty_span_can_be_pointed_at() -> None:
    assert Overlaps([(5, 5)]).at(5) == [0]
    assert Overlaps([(5, 5)]).at(6) == []


def test_spans_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="sorted"):
        Overlaps([(5, 6), (1, 2)])
