"""Patterns of rules files are bounded: unbounded and ambiguous nested repeats are refused, what we ship is not."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.law import vocabulary as words
from redaction_audit.law.pattern import LONGEST, complaint
from redaction_audit.marks import vocabulary as marks


@pytest.mark.parametrize(
    "pattern",
    [
        "a*", "a+", "a{3,}", "(?:ab)+", ".*?x", "x(?=a+)", "(a)\\1*", "(?:ab)*+", "a{0,20000}", "(?>a+)b",
        "(?i:[ab]+)c", "(x)?(?(1)a+|b)",
    ],
)  # fmt: skip
def test_a_repeat_without_bound_is_refused(pattern: str) -> None:
    assert "without a bound" in (complaint(pattern) or "")


@pytest.mark.parametrize(
    "pattern",
    [
        "(a{0,9}){0,9}", "(?:a{1,9}b?){1,9}c", "(?:[a-z]{0,9}){2,9}", "(?:[^x]{0,9}y){0,9}", "((a{0,20}){0,5}b?){0,9}",
        "(?:a|b{0,9}){0,9}", "(?:\\w{1,9}\\s?){1,9}!", "(?:.{0,20}x){1,9}", "(?:[░█]{0,9}█){0,9}", "(?:a{0,30}a{0,30}){0,9}",
    ],
)  # fmt: skip
def test_a_repeat_that_can_take_whole_rounds_of_another_is_refused(pattern: str) -> None:
    assert "repeats a repeat" in (complaint(pattern) or "")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:, ?[0-9]{1,2}){0,5}", "(?:█{0,9}▓){0,9}", "X*+", "[█▓]*+", "(?:\\s{0,9}\\d){0,9}", "(?:[^x]{0,9}x){0,9}",
        "(?:a{1,3}b?){0,3}", "(ab){3}", "(?:[ \\t]{1,40}[Bb][1-9]){0,12}", ".{0,80}x", "(?:aa?){0,2}", "(?:a{0,9}+b?){0,9}",
    ],
)  # fmt: skip
def test_bounded_repeats_are_allowed(pattern: str) -> None:
    assert complaint(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|a){0,30}", "(?:a|aa){0,30}", "(?:ab|a|b){0,40}", "(?:ab|abc|cd|d){0,30}", "(?:x(?:a|a)){0,30}",
        "(?:[ab]c|[bx]c){15}", "(?:a|b|(?:c|c)){0,40}", "(?:a|a)" * 40, "(?:(?:a|a){0,4}b){0,9}",
    ],
)  # fmt: skip
def test_alternatives_that_read_one_text_in_two_ways_are_not_repeated(pattern: str) -> None:
    assert "two ways" in (complaint(pattern) or "")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a|ab){0,30}", "(?:SECRET|SECRETS){0,30}", "(?:cat|car|dog){0,30}", "(?:a|a){0,9}", "(?:a|a)" * 5,
        "(?:AND|OR|,){0,30}", "(?:[ab]c|[xy]c){0,30}", "(?:a|a)x{0,30}",
    ],
)  # fmt: skip
def test_alternatives_of_which_one_reads_a_text_are_repeated_freely(pattern: str) -> None:
    assert complaint(pattern) is None


def test_letters_meet_their_other_case_where_the_entry_folds_them() -> None:
    assert complaint("(?:A[a-z]{0,9}){0,9}") is None
    assert "repeats a repeat" in (complaint("(?:A[a-z]{0,9}){0,9}", caseless=True) or "")
    assert "repeats a repeat" in (complaint("(?i)(?:A[a-z]{0,9}){0,9}") or "")


@pytest.mark.parametrize("pattern", ["[", "(", "a{2}{3}", "(?P<x", "\\", "a" * (LONGEST + 1), "(" * 900 + ")" * 900])
def test_what_is_no_pattern_is_said(pattern: str) -> None:
    assert complaint(pattern)


def test_every_shipped_pattern_is_sound() -> None:
    for entry in marks.load():
        assert complaint(entry.pattern, caseless=entry.caseless) is None, entry.id
    for stamp in words.stamps():
        assert complaint(stamp.pattern) is None, stamp.token


PIECES = st.sampled_from(
    ["a", "b", "[ab]", "[^a]", "\\d", "1", ".", "(?:a|b)", "(?:ab?)", "(?:a|aa)", "(?:ab|a|b)", "(?:[ab]a|aa)"]
)
BOUNDS = st.sampled_from(["", "?", "{0,9}", "{1,9}", "{2}"])


@given(st.lists(st.tuples(PIECES, BOUNDS), min_size=1, max_size=3), st.sampled_from(["{0,9}", "{1,9}", "{2,9}"]))
def test_what_is_allowed_answers_at_once(inside: list[tuple[str, str]], outside: str) -> None:
    """The reason for the rule: whatever passes it fails fast on the texts made to delay it."""
    pattern = "(?:" + "".join(piece + bound for piece, bound in inside) + f"){outside}!"
    if complaint(pattern) is not None:
        return
    compiled = re.compile(pattern, re.ASCII)
    for text in ("a" * 60, "ab" * 30, "1" * 60, "aab" * 20, "a1" * 30):
        began = time.process_time()
        assert compiled.match(text) is None
        assert time.process_time() - began < 0.5


@given(st.text(alphabet="ab([{|}])?*+,0129^-\\.$:<>=!P", max_size=30))
def test_no_text_is_too_strange(pattern: str) -> None:
    said = complaint(pattern)

    if said is None:
        re.compile(pattern, re.ASCII)
