"""The record pane, driven headless: what it shows, what it repaints, what it says, and what it costs."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.strip import Strip

from redaction_audit.model import SEVERITIES, Severity
from redaction_audit.tui.widgets.margin import Ruler
from redaction_audit.tui.widgets.minimap import Minimap
from redaction_audit.tui.widgets.record_pane import RecordPane
from tests.tui.settling import rest

NUMBER = "123-45-6789"
TEXT = (
    "SUBJECT: HARBOR TALKS\n\n"
    "1. (C) The delegation met the harbor master at noon, and the talks went on until the lamps were lit.\n"
    f"2. (S) The pilot's number is {NUMBER}, he said.\n"
)


class Found(NamedTuple):
    start: int
    end: int
    severity: Severity = "error"
    decision: str | None = None
    state: str = "open"


class PaneApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield RecordPane()
            yield Minimap()

    def on_record_pane_viewed(self, event: RecordPane.Viewed) -> None:
        for minimap in self.query(Minimap):
            minimap.set_view(event.start, event.end)

    def on_record_pane_pointed(self, event: RecordPane.Pointed) -> None:
        self.said.append((type(event).__name__, event.offset, event.index))

    on_record_pane_opened = on_record_pane_pointed

    def on_record_pane_selected(self, event: RecordPane.Selected) -> None:
        self.said.append((event.start, event.end))

    def on_minimap_jumped(self, event: Minimap.Jumped) -> None:
        self.said.append(event.offset)
        self.query_one(RecordPane).go_to(event.offset)


class Stage(NamedTuple):
    app: PaneApp
    pilot: Pilot[None]
    pane: RecordPane
    minimap: Minimap

    def rows(self) -> list[str]:
        height = self.pane.size.height
        return [self.pane.render_line(y).text.rstrip() for y in range(height)]

    def strip(self, y: int) -> Strip:
        return self.pane.render_line(y)


def play(script: Callable[[Stage], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = PaneApp()
        async with app.run_test(size=size) as pilot:
            await rest(pilot)
            await script(Stage(app, pilot, app.query_one(RecordPane), app.query_one(Minimap)))
            await rest(pilot)

    asyncio.run(run())


def place(text: str, piece: str) -> tuple[int, int]:
    start = text.index(piece)
    return start, start + len(piece)


def test_text_margin_and_mask() -> None:
    async def script(stage: Stage) -> None:
        spots = [Found(*place(TEXT, "HARBOR"), "warning"), Found(*place(TEXT, NUMBER), "error", "confirm")]
        stage.pane.show(TEXT, spots, hidden=[place(TEXT, NUMBER)], current=1)
        await rest(stage.pilot)

        assert stage.rows()[:7] == [
            "    1 ◆  SUBJECT: HARBOR TALKS",
            "    2",
            "    3    1. (C) The delegation met the harbor master at noon, and the talks",
            "    ↳    went on until the lamps were lit.",
            "    4 ■✔>2. (S) The pilot's number is ▒▒▒▒▒▒▒▒▒▒▒, he said.",
            "    5",
            "",
        ]
        assert stage.pane.excerpt(*place(TEXT, f"is {NUMBER}, he")) == "is ▒▒▒▒▒▒▒▒▒▒▒, he"

    play(script)


def test_a_revealed_span_is_masked_again_and_nothing_moves() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show(TEXT, hidden=[place(TEXT, NUMBER)])
        before = stage.rows()
        stage.pane.set_hidden(())
        revealed = stage.rows()
        stage.pane.set_hidden([place(TEXT, NUMBER)])

        assert NUMBER in "\n".join(revealed)
        assert NUMBER not in "\n".join(before)
        assert stage.rows() == before
        assert [row.replace(NUMBER, "▒" * 11) for row in revealed] == before

    play(script)


def test_ascii_only_and_narrow() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show(TEXT + "“quoted” \x1b[2J\u202e", [Found(*place(TEXT, "HARBOR"))], hidden=[place(TEXT, NUMBER)])
        stage.pane.ascii_only = True
        stage.pane.narrow = True
        await rest(stage.pilot)
        rows = stage.rows()

        assert all(row.isascii() for row in rows)
        assert rows[0] == "  1#  SUBJECT: HARBOR TALKS"
        assert rows[3] == "  \\   on until the lamps were lit."
        assert rows[5] == '  5   "quoted" ^[[2J.'

    play(script)


def test_hostile_text_reaches_the_terminal_as_pictures_only() -> None:
    async def script(stage: Stage) -> None:
        hostile = (
            "".join(map(chr, [*range(32), *range(127, 160)])) + "\x1b]0;t\x07\x9d52;c;eA==\x9c \u202e\u2066\u200b\ufeff"
        )
        stage.pane.show(hostile * 3, [Found(0, 40)], hidden=[(3, 9)], current=0)
        await rest(stage.pilot)
        for y in range(20):
            for segment in stage.strip(y):
                assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in segment.text)
                assert not set(segment.text) & set("\u202e\u2066\u200b\ufeff")
                assert segment.control is None

    play(script)


def test_every_strip_is_as_wide_as_the_pane() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show(
            "会議は踊る " * 30 + "\n" + "e\u0301" * 200 + "\n\tx\ty\n" + "w" * 300 + " \U0001f468\u200d\U0001f469\ufe0f"
        )
        for y in range(stage.pane.size.height):
            strip = stage.strip(y)
            assert cell_len(strip.text) == strip.cell_length == stage.pane.size.width

    play(script)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_severity_decision_and_current_differ_without_colour(ascii_only: bool) -> None:
    async def script(stage: Stage) -> None:
        stage.pane.ascii_only = ascii_only
        margins = set()
        states = [(decision, "open") for decision in (None, "confirm", "dismiss", "second", "refer")] + [
            ("confirm", "disputed")
        ]
        for severity in SEVERITIES:
            for decision, state in states:
                for current in (None, 0):
                    stage.pane.show("text", [Found(0, 4, severity, decision, state)], current=current)
                    margins.add(stage.strip(0).text)

        assert len(margins) == 3 * 6 * 2

    play(script)


def test_several_findings_on_a_row_are_counted_and_the_worst_undecided_one_speaks() -> None:
    async def script(stage: Stage) -> None:
        spots = [Found(0, 4, "error", "dismiss"), Found(1, 9, "note"), Found(2, 3, "warning")]
        stage.pane.show("0123456789", spots)

        assert stage.strip(0).text.startswith("    1 ◆3 0")
        assert stage.pane.spots_at(2) == [2, 1, 0]
        stage.pane.set_current(0)
        assert stage.strip(0).text.startswith("    1 ■✘>0")

    play(script)


def test_the_current_finding_is_drawn_over_worse_ones() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show("0123456789", [Found(0, 10, "error"), Found(3, 6, "note")], current=1)
        reversed_ = [segment.text for segment in stage.strip(0) if segment.style and segment.style.reverse]

        assert "345" in reversed_

    play(script)


def test_pages_and_portion_marks_stand_in_the_margin() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(100))
        page = text.index("line 50")
        stage.pane.show(text, ruler=Ruler([0, page], [(text.index("line 10"), text.index("line 20"), "S/NF")]))
        stage.pane.restore(text.index("line 12"))
        assert stage.rows()[0] == "(S/NF)   line 12"
        assert stage.rows()[1].startswith(" 1.14")
        stage.pane.restore(text.index("line 52"))
        assert stage.rows()[:2] == ["  2.3    line 52", "  2.4    line 53"]

    play(script)


def test_search_hits_have_a_sign_and_come_into_view() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(500))
        stage.pane.show(text)
        stage.pane.set_hits([place(text, "line 300"), place(text, "line 400")], current=1)
        shown = "\n".join(stage.rows())

        assert "  401»   line 400" in shown
        assert "line 300" not in shown

    play(script)


def test_the_current_finding_keeps_a_third_of_the_height_above_it_unless_it_is_in_view() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(500))
        spots = [Found(*place(text, f"line {number}\n")) for number in (10, 12, 300)]
        stage.pane.show(text, spots, current=0)
        assert stage.pane.place == 0
        stage.pane.set_current(1)
        assert stage.pane.place == 0
        stage.pane.set_current(2)
        assert stage.pane.place == text.index(f"line {300 - 24 // 3}\n")
        assert stage.rows()[24 // 3].startswith("  301 ■ >line 300")

    play(script)


def test_resizing_keeps_the_finding_in_view() -> None:
    async def script(stage: Stage) -> None:
        text = "the harbor lamps were lit again at the usual hour of the day, and nobody said why that was so\n" * 400
        middle = text.index("usual", len(text) // 2)
        stage.pane.show(text, [Found(0, 3), Found(middle, middle + 5)], current=1)
        for size in ((140, 44), (40, 10), (80, 24), (61, 16), (140, 44)):
            await stage.pilot.resize_terminal(*size)
            await rest(stage.pilot)
            start, end = stage.pane.view
            assert start <= middle < end
            assert any(">" in row[:9] for row in stage.rows())

    play(script)


def test_resizing_keeps_the_place_the_reader_scrolled_to() -> None:
    async def script(stage: Stage) -> None:
        text = "".join(
            f"{number:04} the harbor lamps were lit again at the usual hour, and nobody said why\n"
            for number in range(400)
        )
        stage.pane.show(text, [Found(0, 3)], current=0)
        stage.pane.restore(text.index("0200"))
        for size in ((140, 44), (40, 10), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await rest(stage.pilot)
            assert stage.pane.place == text.index("0200")
            assert stage.rows()[0][9:13] == "0200"

    play(script)


def test_scrolling_stops_at_both_ends() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(100))
        stage.pane.show(text)
        stage.pane.scroll_rows(-5)
        assert stage.pane.view[0] == 0
        stage.pane.page(1)
        assert stage.rows()[0].endswith("line 23")
        stage.pane.half_page(1)
        assert stage.rows()[0].endswith("line 35")
        stage.pane.bottom()
        assert stage.pane.view[1] == len(text)
        assert stage.rows()[-1].endswith("line 99")
        stage.pane.top()
        assert stage.pane.view[0] == 0

    play(script)


def test_the_wheel_scrolls_and_the_place_is_kept() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(100))
        stage.pane.show(text, [Found(0, 3)], current=0)
        await rest(stage.pilot)
        await stage.pilot._post_mouse_events([MouseScrollDown], RecordPane, offset=(20, 3), button=0)
        await rest(stage.pilot)

        assert stage.pane.place == text.index("line 3\n")
        assert stage.rows()[0].endswith("line 3")
        await stage.pilot.resize_terminal(80, 40)
        await rest(stage.pilot)
        assert stage.rows()[0].endswith("line 3")

    play(script)


def test_the_terminals_cursor_stands_on_the_current_finding() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show(TEXT, [Found(*place(TEXT, "HARBOR")), Found(*place(TEXT, "lamps"))], current=0)
        await rest(stage.pilot)
        assert stage.app.cursor_position == (9 + 9, 0)
        stage.pane.set_current(1)
        assert stage.app.cursor_position == (9 + TEXT.index("lamps") - TEXT.index("went on"), 3)

    play(script)


def test_the_hit_one_stands_on_is_reversed() -> None:
    async def script(stage: Stage) -> None:
        text = "line one line two"
        stage.pane.show(text)
        stage.pane.set_hits([(0, 4), (9, 13)], current=1)
        looks = [(segment.text, bool(segment.style and segment.style.reverse)) for segment in stage.strip(0)]

        assert ("line", False) in looks
        assert ("line", True) in looks

    play(script)


def test_thousands_of_findings_over_one_row_are_drawn_in_time() -> None:
    async def script(stage: Stage) -> None:
        text = "x" * 5_000
        began = time.process_time()
        stage.pane.show(text, [Found(0, 5_000, SEVERITIES[at % 3]) for at in range(20_000)], current=19_999)
        await rest(stage.pilot)

        assert stage.strip(0).text.startswith("    1 ◆ >x")
        assert time.process_time() - began < 2

    play(script)


def test_a_step_repaints_its_rows_only() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(100))
        spots = [Found(*place(text, f"line {number}\n")) for number in (3, 7)]
        stage.pane.show(text, spots, current=0)
        await rest(stage.pilot)
        stage.rows()
        drawn: list[int] = []
        draw = stage.pane._draw
        stage.pane._draw = lambda wrapping, index, *rest, **more: (
            drawn.append(index) or draw(wrapping, index, *rest, **more)
        )  # type: ignore[method-assign,func-returns-value]  # a spy
        stage.pane.set_current(1)
        await rest(stage.pilot)

        assert sorted(drawn) == [3, 7]

    play(script)


def test_a_click_points_and_a_drag_selects() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show(TEXT, [Found(*place(TEXT, "HARBOR"))])
        await rest(stage.pilot)
        await stage.pilot.click(RecordPane, offset=(9 + 10, 0))
        await stage.pilot.mouse_down(RecordPane, offset=(9 + 9, 0))
        await stage.pilot.hover(RecordPane, offset=(9 + 14, 0))
        await stage.pilot.mouse_up(RecordPane, offset=(9 + 14, 0))
        await rest(stage.pilot)

        assert stage.app.said == [("Pointed", 10, 0), place(TEXT, "HARBOR")]
        assert stage.pane.selection == place(TEXT, "HARBOR")

    play(script)


def test_cells_and_offsets_agree() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show("a\tb会議\nsecond line")
        await rest(stage.pilot)
        for offset in (0, 2, 3, 4, 6, 12):
            cell = stage.pane.cell_of(offset)
            assert cell is not None
            assert stage.pane.offset_at(cell.x, cell.y) == offset
        assert stage.pane.offset_at(0, 5) is None

    play(script)


def test_a_record_without_text_shows_nothing() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show(TEXT, [Found(0, 3)], current=0)
        stage.pane.show(None, [Found(10, 20)], current=0)
        await rest(stage.pilot)
        stage.pane.set_current(0)
        stage.pane.update({0: Found(10, 20, "error", "confirm")})

        assert set(stage.rows()) == {""}

    play(script)


def test_findings_beyond_the_text_do_no_harm() -> None:
    async def script(stage: Stage) -> None:
        stage.pane.show("short", [Found(2, 900), Found(5, 5), Found(700, 800)], hidden=[(3, 1000)], current=2)
        await rest(stage.pilot)
        assert stage.rows()[0] == "    1 ■2 sho▒▒"
        stage.pane.set_current(1)
        assert stage.rows()[0] == "    1 ■ >sho▒▒"

    play(script)


def test_the_map_shows_the_worst_undecided_the_view_and_the_current_finding() -> None:
    async def script(stage: Stage) -> None:
        text = "\n".join(f"line {number}" for number in range(240))
        spots = [
            Found(*place(text, "line 5\n"), "note"),
            Found(*place(text, "line 6\n"), "error"),
            Found(*place(text, "line 100\n"), "warning", "confirm"),
            Found(*place(text, "line 239"), "warning"),
        ]
        stage.pane.show(text, spots, current=1)
        stage.minimap.show(spots, stage.pane.edges)
        stage.minimap.set_current(spots[1])
        stage.minimap.set_view(*stage.pane.view)
        await rest(stage.pilot)
        cells = [stage.minimap.render_line(y) for y in range(24)]
        assert [strip.text for strip in cells[:2]] == ["■◀", "  "]
        assert cells[10].text == "✓ "
        assert cells[23].text == "◆ "
        viewed = [
            y for y, strip in enumerate(cells) if any(segment.style and segment.style.reverse for segment in strip)
        ]
        assert viewed == [0, 1, 2]

        stage.minimap.update(spots[1], spots[1]._replace(decision="dismiss"))
        assert stage.minimap.render_line(0).text == "·◀"
        stage.minimap.update(spots[1]._replace(decision="dismiss"), spots[1])
        assert stage.minimap.render_line(0).text == "■◀"

        await stage.pilot.click(Minimap, offset=(0, 23))
        await rest(stage.pilot)
        assert stage.app.said == [text.index("line 230\n")]
        start, end = stage.pane.view
        assert start <= text.index("line 230\n") < end

    play(script)
