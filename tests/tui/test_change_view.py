"""A comparison shows every word of both releases once, signs every changed row, and masks what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction_audit.text.aligning import align
from redaction_audit.text.sanitise import width
from redaction_audit.tui.widgets.change_view import ChangeView, Layout, Release

LEFT = "1. (C) The ferry runs on Friday.\n\n2. (C) XXXXXXXXXXXX keeps the keys\nand the ledger.\n\n3. (U) Nobody else does.\n"
RIGHT = (
    "1. (C) The ferry runs on Friday.\n\n2. (C) Ansel Wray keeps the keys\nand the ledger.\n\n3. (U) XXXXXXXXXXXX.\n"
)


def _marks(text: str) -> list[tuple[int, int]]:
    at = text.find("XXXXXXXXXXXX")
    return [(at, at + 12)] if at >= 0 else []


def layout(
    left: str, right: str, columns: int, hidden: tuple[tuple[int, int], ...] = (), *, ascii_only: bool = False
) -> list[str]:
    view = ChangeView()
    view.ascii_only = ascii_only
    pairs = list(align(left, right, _marks(left), _marks(right)))
    view._layout = Layout(Release(left, ()), Release(right, hidden), pairs, columns, ascii_only=ascii_only)
    return ["".join(text for text, _ in view.pieces(index, columns)) for index in range(len(view._layout))]


def test_one_below_the_other() -> None:
    assert [row.rstrip() for row in layout(LEFT, RIGHT, 60)] == [
        ">   1. (C) The ferry runs on Friday.",
        "",
        " -O 2. (C) XXXXXXXXXXXX keeps the keys",
        " +O 2. (C) Ansel Wray keeps the keys",
        "    and the ledger.",
        "",
        " -X 3. (U) Nobody else does.",
        " +X 3. (U) XXXXXXXXXXXX.",
    ]


def test_side_by_side() -> None:
    rows = layout(LEFT, RIGHT, 120)

    assert {len(row) for row in rows} == {119}
    assert [" ".join(row.split()) for row in rows] == [
        "> 1. (C) The ferry runs on Friday. │ 1. (C) The ferry runs on Friday.",
        "│",
        "O 2. (C) XXXXXXXXXXXX keeps the keys │ O 2. (C) Ansel Wray keeps the keys",
        "and the ledger. │ and the ledger.",
        "│",
        "X 3. (U) Nobody else does. │ X 3. (U) XXXXXXXXXXXX.",
    ]


def test_what_is_hidden_is_masked() -> None:
    at = RIGHT.index("Ansel Wray")

    shown = "\n".join(layout(LEFT, RIGHT, 60, ((at, at + 10),)))

    assert "Ansel" not in shown
    assert "▒▒▒▒▒▒▒▒▒▒ keeps" in shown


def test_ascii() -> None:
    assert all(row.isascii() for row in layout(LEFT, RIGHT, 130, ascii_only=True))


_TEXTS = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "XXXXXXXXXXXX", "\n", "\n\n", "delta\r\n", "文字", "\t"]), max_size=25
).map(" ".join)


@given(_TEXTS, _TEXTS, st.sampled_from([60, 79, 120, 140]))
@pytest.mark.parametrize("which", ["left", "right"])
def test_every_row_of_both_releases_is_shown_in_order(which: str, left: str, right: str, columns: int) -> None:
    made = Layout(Release(left, ()), Release(right, ()), list(align(left, right, _marks(left), _marks(right))), columns)

    printed = [made.printed(index) for index in range(len(made))]
    shown = [row for row in (one.left if which == "left" else one.right for one in printed) if row is not None]

    assert shown == sorted(set(shown))
    if which == "right" or made.both:
        wrapped = made.wrapped[which]  # type: ignore[index]  # one of two
        holding = [row for row in range(len(wrapped)) if wrapped.stretch(row)[0] < wrapped.stretch(row)[1]]
        assert shown == holding


@given(_TEXTS, _TEXTS, st.sampled_from([60, 140]))
def test_every_change_has_a_row_and_no_row_is_too_wide(left: str, right: str, columns: int) -> None:
    pairs = list(align(left, right, _marks(left), _marks(right)))
    made = Layout(Release(left, ()), Release(right, ()), pairs, columns)

    for change in made.changes:
        assert 0 <= made.row_of(change) < max(len(made), 1)
    for row in layout(left, right, columns):
        assert width(row) <= columns
