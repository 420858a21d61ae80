"""The runs of a sign that touch letters are found, whether the record's marks say where runs are or not."""

from hypothesis import given
from hypothesis import strategies as st

from checks.pipeline import view
from redaction_audit.check import Example
from redaction_audit.checks.red.partial_overlay import _RUNS, _touching
from redaction_audit.marks.runs import runs

PIECES = (
    "XXXXX",
    "X" * 12,
    "XXX",
    "X X X ",
    "██",
    "█████",
    "*****",
    "*" * 12,
    "*" * 204,
    " ",
    "\n",
    "the ",
    "owe",
    "7",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_runs_that_touch_letters_are_those_that_a_search_of_the_text_finds(text: str) -> None:
    searched = [run for least in _RUNS for run in runs(text, least)]

    assert set(_touching(view(text, Example("")))) == {
        (start, end) for start, end in searched if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
    }
