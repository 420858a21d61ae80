"""Runs of one sign, found from behind."""

import re

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.marks.runs import runs


@given(st.text("Xx \n█", max_size=300), st.sampled_from(["XXXX", "XXXXX", "██"]))
def test_runs_are_those_that_an_expression_finds_the_last_one_first(text: str, least: str) -> None:
    found = [match.span() for match in re.finditer(f"{least}{least[0]}*", text)]
    assert list(runs(text, least)) == found[::-1]


def test_a_run_longer_than_any_look_is_one_run() -> None:
    text = "a" + "X" * 100_000 + "b"
    assert list(runs(text, "XXXX")) == [(1, 100_001)]
