"""Which orders are possible on a day: windows without holes, both overlaps, ranges, nothing before the first order."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit import law

D = dt.date
DAYS = st.dates(D(1940, 1, 1), D(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "orders"),
    [
        (D(1951, 10, 26), ()),
        (D(1951, 10, 27), ("eo10290",)),
        (D(1953, 12, 14), ("eo10290",)),
        (D(1953, 12, 15), ("eo10501",)),
        (D(1961, 9, 20), ("eo10501_10964",)),
        (D(1972, 5, 31), ("eo10501_10964",)),
        (D(1972, 6, 1), ("eo11652",)),
        (D(1978, 11, 30), ("eo11652",)),
        (D(1978, 12, 1), ("eo12065",)),
        (D(1982, 8, 1), ("eo12356",)),
        (D(1995, 10, 13), ("eo12356",)),
        (D(1995, 10, 14), ("eo12958",)),
        (D(2003, 3, 24), ("eo12958",)),
        (D(2003, 3, 25), ("eo12958", "eo12958_am")),
        (D(2003, 9, 21), ("eo12958", "eo12958_am")),
        (D(2003, 9, 22), ("eo12958_am",)),
        (D(2005, 5, 12), ("eo12958_am",)),
        (D(2010, 6, 24), ("eo12958_am",)),
        (D(2010, 6, 25), ("eo12958_am", "eo13526")),
        (D(2010, 6, 27), ("eo12958_am", "eo13526")),
        (D(2010, 6, 28), ("eo13526",)),
        (D(2026, 1, 1), ("eo13526",)),
    ],
)
def test_orders_of_a_day(day: dt.date, orders: tuple[str, ...]) -> None:
    assert law.load().orders(day, day) == orders
    assert law.load().regimes_on(day) == frozenset(orders)


def test_a_year_alone_yields_every_order_that_was_possible_in_it() -> None:
    assert law.load().orders(D(1995, 1, 1), D(1995, 12, 31)) == ("eo12356", "eo12958")
    assert law.load().orders(D(2010, 1, 1), D(2010, 12, 31)) == ("eo12958_am", "eo13526")
    assert law.load().orders(D(1951, 1, 1), D(1951, 12, 31)) == ("eo10290",)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="2005-05-11 lies before 2005-05-12"):
        law.load().orders(D(2005, 5, 12), D(2005, 5, 11))


@given(DAYS)
def test_every_day_since_the_first_order_is_governed_by_one_text(day: dt.date) -> None:
    governing = [head for head in law.load().heads if head.effective <= day <= (head.until or D.max)]

    assert len(governing) == (day >= D(1951, 10, 27))


@given(DAYS, DAYS)
def test_a_range_yields_the_union_of_its_ends_at_least(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = set(law.load().orders(first, last))

    assert found >= law.load().regimes_on(first) | law.load().regimes_on(last)


@given(DAYS, DAYS)
def test_turns_cover_every_change_of_the_law(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    turns = law.load().turns(first, last)

    assert turns[0] == first
    assert turns[-1] == last
    seen = {id_ for day in turns for id_ in law.load().orders(day, day)}
    assert seen == set(law.load().orders(first, last))


def test_the_controlled_unclassified_order_is_never_among_a_records_orders() -> None:
    assert not any("13556" in id_ for id_ in law.load().orders(D(1900, 1, 1), D(2100, 1, 1)))


def test_orders_are_found_by_every_number_they_are_cited_by() -> None:
    assert [head.id for head in law.load().cited("12958")] == ["eo12958", "eo12958_am"]
    assert [head.id for head in law.load().cited("13292")] == ["eo12958_am"]
    assert law.load().cited("1295") == ()
