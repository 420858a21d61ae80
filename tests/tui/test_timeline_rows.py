"""The timeline puts every date where it belongs, says what lies off the axis, and drops nothing that cannot be read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.review.chronology import Chronicle
from redaction_audit.tui.widgets.timeline_chart import Axis, draw, label, spanning, words

TODAY = dt.date(2026, 1, 1)
AXIS = Axis(2000, 2040, 40)
LIFE = Chronicle(
    3, "05ANKARA000001", created="2005-05-12", declassify="2015-05-12", automatic="2030-12-31", released="2012"
)  # fmt: skip


def drawn(row: Chronicle, axis: Axis = AXIS, *, ascii_only: bool = False) -> str:
    return "".join(text for text, _ in draw(row, axis, TODAY, ascii_only=ascii_only))


def test_a_life_is_drawn_from_its_creation_to_its_automatic_date() -> None:
    assert drawn(LIFE) == "     ●━━━━━━R━━D──────────|───A         "
    assert drawn(LIFE, ascii_only=True) == "     o======R==D----------|---A         "


def test_dates_off_the_axis_are_pointed_at() -> None:
    assert drawn(LIFE, Axis(2010, 2020, 20)) == "<━━━R━━━━━D────────>"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Chronicle(1, "A1", unread=("declassify on",)), " ?A1               "),
        (Chronicle(1, "A1", rules=("DEC011",), unread=("created",)), " !A1               "),
        (Chronicle(1, "A1", why="the file is not there any more"), " xA1               "),
    ],
)
def test_a_row_says_what_is_wrong_with_it(row: Chronicle, expected: str) -> None:
    assert label(row, 19)[0] == expected


def test_words_name_every_date_and_what_cannot_be_read() -> None:
    row = Chronicle(1, "A1", created="2005", declassify="2015-05", unread=("released",), rules=("DEC011",))

    assert words(row) == "created 2005; declassify on 2015-05; no date can be read for: released; ! DEC011"
    assert words(Chronicle(1, "A1")) == "no date on the page"


def test_the_ruler_names_round_years() -> None:
    assert AXIS.ruler() == "2000      2010      2020      2030      "
    assert Axis(1999.5, 2003.5, 40).ruler().split() == ["2000", "2001", "2002", "2003"]


_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)).map(dt.date.isoformat)


@given(st.lists(_DAYS, max_size=5), st.integers(1, 200))
def test_an_axis_over_days_shows_them_all(days: list[str], width: int) -> None:
    axis = spanning(days, TODAY, width)

    assert all(axis.column(dt.date.fromisoformat(day)) is not None for day in [*days, TODAY.isoformat()])
    assert len(axis.ruler()) == width


@given(_DAYS, _DAYS, _DAYS, st.floats(1850, 2120), st.floats(0.5, 300), st.integers(1, 120))
def test_no_row_leaves_its_columns(one: str, two: str, three: str, first: float, span: float, width: int) -> None:
    row = Chronicle(1, "A1", created=one, declassify=two, automatic=three)

    assert len(drawn(row, Axis(first, first + span, width))) == width


def test_zoom_and_pan_keep_the_middle_and_the_span() -> None:
    closer = AXIS.zoomed(0.5)

    assert (closer.first, closer.last) == (2010, 2030)
    assert closer.zoomed(2) == AXIS
    assert AXIS.panned(0.25).panned(-0.25) == AXIS
    assert AXIS.zoomed(0.0001).last - AXIS.zoomed(0.0001).first == 2
