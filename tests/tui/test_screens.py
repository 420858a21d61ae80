"""What the screens look like, as text; and that colours are only ever a second way of saying it."""

from collections.abc import Sequence
from itertools import product

import msgspec
import pytest
from textual.color import Color

from redaction_audit.store.values import Item
from redaction_audit.tui import themes
from redaction_audit.tui.app import Look
from redaction_audit.tui.widgets import margin
from redaction_audit.tui.widgets.finding_list import row
from redaction_audit.tui.widgets.glyphs import glyphs
from redaction_audit.tui.widgets.status_line import fitting, lay_out
from tests.review.desk import Desk
from tests.tui.seen import Driven, drive, golden, shown

SIZES = [(140, 44), (100, 30), (80, 24), (60, 16)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_record_screen(desk: Desk, size: tuple[int, int]) -> None:
    golden(f"record-{size[0]}x{size[1]}", shown(desk.sit("ana"), "c", size=size))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("help", ("question_mark",)),
        ("signs", ("question_mark", "tab")),
        ("filters", ("question_mark", "tab", "tab")),
        ("palette", ("colon", "u", "n", "d", "o")),
        ("note", ("C",)),
        ("disposition", ("p",)),
        ("undo", ("c", "d", "U")),
        ("detail", ("c", "h", "enter")),
        ("list-over-text", ("backslash",)),
        ("text-alone", ("z",)),
        ("range", ("v", "l", "l")),
    ],
)
def test_what_lies_over_it(desk: Desk, name: str, keys: Sequence[str]) -> None:
    golden(name, shown(desk.sit("ana"), *keys, size=(80, 24)))


def test_the_record_screen_in_ascii(desk: Desk) -> None:
    golden("record-ascii", shown(desk.sit("ana"), "c", look=Look(ascii_only=True)))


def test_a_conflict(desk: Desk) -> None:
    bo = desk.sit("bo")

    async def act(driven: Driven) -> None:
        bo.decide("dismiss", "not here")
        desk.clock.pass_(12)
        await driven.press("c")
        golden("conflict", driven.text())

    drive(desk.sit("ana"), act, size=(80, 24))


# -- nothing by colour alone --


ITEM = Item(
    row=7, key="ra1:aa", record_row=3, record="05ARBON412", rule="DEC004", name="order-out-of-force",
    severity="error", confidence="high", start=0, end=4, line=46, column=1, page=None, paragraph=2,
    message="The order cited was not in force.", state="first", decision="confirm", first_by="ana",
    second_by=None, noted=False, assigned=None, seq=1, leased_by=None, marked=False,
)  # fmt: skip
STANDINGS = [
    (None, "open"), ("confirm", "first"), ("dismiss", "first"), ("second", "second"), ("refer", "first"),
    ("confirm", "disputed"),
]  # fmt: skip


@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_state_of_a_finding_reads_differently_without_styles(ascii_only: bool) -> None:
    rows = [
        "".join(
            text
            for text, _ in row(
                msgspec.structs.replace(ITEM, severity=severity, decision=decision, state=state),
                3, 38, current=current, ascii_only=ascii_only,
            )
        )
        for severity, (decision, state), current in product(("error", "warning", "note"), STANDINGS, (False, True))
    ]  # fmt: skip

    assert len(set(rows)) == len(rows)
    assert {len(text) for text in rows} == {38}


@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_margin_reads_differently_too(ascii_only: bool) -> None:
    signs = glyphs(ascii_only=ascii_only)
    rows = set()
    for severity, (decision, state), current in product(("error", "warning", "note"), STANDINGS, (False, True)):
        spot = msgspec.structs.replace(ITEM, severity=severity, decision=decision, state=state)
        pieces = margin.draw(margin.Signs("12", spot=spot, several=1, current=current), margin.WIDE, signs)
        rows.add("".join(piece.text for piece in pieces))

    assert len(rows) == 3 * len(STANDINGS) * 2


@pytest.mark.parametrize("theme", [theme for theme in themes.themes() if not theme.ansi], ids=lambda theme: theme.name)
def test_colours_are_read_easily_on_their_ground(theme: themes.Theme) -> None:
    """WCAG 2.1, 1.4.3: a contrast of 4.5:1; 7:1 (1.4.6) in the theme made for it."""
    least = 7.0 if theme.name == themes.CONTRAST else 4.5
    for ground in (theme.background, theme.surface, theme.panel):
        for colour in (theme.foreground, theme.secondary, theme.warning, theme.error, theme.success, theme.accent):
            assert contrast(Color.parse(colour or ""), Color.parse(ground or "")) >= least, (colour, ground)


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = [part / 255 for part in (color.r, color.g, color.b)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_theme_can_be_gone_through(desk: Desk) -> None:
    async def act(driven: Driven) -> None:
        seen = []
        for _ in themes.themes():
            driven.app.do_theme()
            await driven.rest()
            seen.append(driven.app.theme)
            assert "open-elsewhere" in driven.text()
        assert sorted(seen) == sorted(theme.name for theme in themes.themes())

    drive(desk.sit("ana"), act)


# -- the first and the last line --


def test_the_foot_shows_whole_hints_only_and_always_the_last() -> None:
    hints = [("c", "Confirm"), ("d", "Dismiss"), ("s", "Second look"), ("?", "Help")]

    assert fitting(hints, 80) == hints
    assert fitting(hints, 40) == [*hints[:2], hints[3]]
    assert fitting(hints, 20) == [hints[0], hints[3]]
    assert fitting(hints, 3) == [hints[3]]


@pytest.mark.parametrize("width", range(20, 130, 7))
def test_the_first_line_fits_and_keeps_what_matters(width: int) -> None:
    parts = [("ana", ""), ("3 of 60", ""), ("2/9 decided", ""), ("saved ok", ""), ("MASKED", "")]

    line = lay_out("05ARBON412  CONFIDENTIAL  2005-05-12", parts, width).plain

    assert len(line) == width
    assert line.rstrip().endswith("MASKED")
