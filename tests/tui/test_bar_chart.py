"""Bars line up, give way in a fixed order and say everything without colour."""

from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.sanitise import width
from redaction_audit.tui.widgets.bar_chart import Bar, lay_out

BARS = (
    Bar("error", 40, 100, "40 open of 100", "sev:error open", "■", "bar-chart--error"),
    Bar("warning", 100, 100, "100 open of 210", "sev:warning open", "◆", "bar-chart--warning"),
    Bar("note", 0, 100, "0 open of 3", "sev:note open", "·", "bar-chart--note"),
)


def drawn(bars: tuple[Bar, ...], columns: int, *, ascii_only: bool = False) -> list[str]:
    return ["".join(text for text, _ in row) for row in lay_out(bars, columns, ascii_only=ascii_only)]


def test_labels_bars_and_figures_line_up() -> None:
    assert drawn(BARS, 46) == [
        "■ error   ████████             40 open of 100 ",
        "◆ warning ████████████████████ 100 open of 210",
        "· note                         0 open of 3    ",
    ]


def test_bars_are_plain_signs_in_ascii() -> None:
    bars = tuple(bar._replace(glyph=glyph) for bar, glyph in zip(BARS, "#*.", strict=True))

    assert drawn(bars, 40, ascii_only=True) == [
        "# error   ######         40 open of 100 ",
        "* warning ############## 100 open of 210",
        ". note                   0 open of 3    ",
    ]


def test_a_bar_gives_way_before_its_figure() -> None:
    assert drawn(BARS, 26) == [
        "■ error   40 open of 100 ",
        "◆ warning 100 open of 210",
        "· note    0 open of 3    ",
    ]


_BARS = st.builds(
    Bar, st.text(max_size=30), st.integers(0, 9), st.just(9), st.text("0123,", max_size=12),
    filter=st.none(), glyph=st.text("#◆", max_size=12), look=st.just(""), track=st.booleans(),
)  # fmt: skip


@given(st.lists(_BARS, max_size=5), st.integers(12, 90))
def test_no_row_is_wider_than_the_chart(bars: list[Bar], columns: int) -> None:
    for row in lay_out(bars, columns):
        assert sum(width(text) for text, _ in row) <= columns
