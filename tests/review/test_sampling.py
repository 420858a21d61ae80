"""Samples and what they say."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.review.sampling import agreement, at_least, at_most, interval, sample, size_for


def exact(found: int, of: int, share: Fraction) -> Fraction:
    return sum((comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(found + 1)), Fraction(0))


@given(st.integers(0, 30), st.integers(0, 30), st.fractions(0, 1, max_denominator=50))
def test_tails_equal_exact_arithmetic(a: int, b: int, share: Fraction) -> None:
    found, of = min(a, b), max(a, b)
    assert at_most(found, of, float(share)) == pytest.approx(float(exact(found, of, share)), abs=1e-9)
    below = exact(found - 1, of, share) if found else Fraction(0)
    assert at_least(found, of, float(share)) == pytest.approx(float(1 - below), abs=1e-9)


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.308497),
        (10, 10, 0.691503, 1.0),
        (3, 20, 0.032071, 0.378927),
        (0, 0, 0.0, 1.0),
        (1, 1, 0.025, 1.0),
    ],
)
def test_bounds_as_published(found: int, of: int, low: float, high: float) -> None:
    found_ = interval(found, of)
    assert (found_.low, found_.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@given(st.integers(0, 200), st.integers(1, 200), st.sampled_from([0.8, 0.95, 0.99]))
def test_bounds_hold_the_share_and_widen_with_the_level(a: int, b: int, level: float) -> None:
    found, of = min(a, b), max(a, b)
    got, wide = interval(found, of, level), interval(found, of, 0.999)
    assert 0 <= wide.low <= got.low <= got.share <= got.high <= wide.high <= 1


def test_bounds_refuse_nonsense() -> None:
    with pytest.raises(ValueError, match="found"):
        interval(3, 2)
    with pytest.raises(ValueError, match="share"):
        size_for(0)


def test_none_wrong_in_so_many_bounds_the_share() -> None:
    assert size_for(0.01) == 299
    assert size_for(0.05) == 59


@given(st.sets(st.text("abcdef", min_size=1, max_size=4), min_size=1, max_size=40), st.integers(0, 50), st.randoms())
def test_a_sample_depends_on_names_and_seed_only(names: set[str], size: int, random: object) -> None:
    items = sorted(names)
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's random
    drawn = sample(items, size, "seed")
    assert drawn == sample(shuffled, size, "seed")
    assert len(drawn) == len(set(drawn)) == min(size, len(items))
    assert sample(items, 1, "seed") == drawn[:1] or size == 0


def test_another_seed_draws_another_sample() -> None:
    assert sample(range(1000), 20, "a") != sample(range(1000), 20, "b")


def test_agreement_beyond_chance() -> None:
    table = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = agreement(table)  # the worked example of many textbooks
    assert (found.raw, found.kappa) == (pytest.approx(0.7), pytest.approx(0.4))
    assert agreement([]).kappa is None
    assert agreement([("yes", "yes")] * 3).kappa is None
    assert agreement([("yes", "no"), ("no", "yes")]).kappa == pytest.approx(-1)


def test_a_seed_of_bytes_that_are_no_text_draws_like_any_other() -> None:
    assert sample(range(9), 3, "\udcff\n") == sample(range(9), 3, "\udcff\n")
