"""What the record pane and its minimap cost: CPU of this process from the call to the painted frame, against budgets.

    python bench/pane.py [--megabytes 5] [--findings 50000] [--check]

A synthetic record, headless, 140 by 50. A frame counts as painted when its segments are rendered to the bytes a
terminal would get. Medians; `--check` ends with 1 when one is over its budget. The budgets are those of the whole
screen, of which the pane is the largest part.
"""

import argparse
import asyncio
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot

from redaction_audit.model import SEVERITIES, Severity
from redaction_audit.tui.widgets.glyphs import Spot
from redaction_audit.tui.widgets.minimap import Minimap
from redaction_audit.tui.widgets.record_pane import RecordPane

SIZE, OTHER = (140, 50), (100, 50)
SEED = 12
BUDGETS = {"open": 400, "next": 35, "decide": 35, "far jump": 50, "scroll a page": 50, "wrap again": 100}
WORDS = ("the", "of", "embassy", "visit", "delegation", "border", "reported", "on", "agreement", "a", "meeting", "that")


class Found(NamedTuple):
    """A finding as the pane wants it."""

    start: int
    end: int
    severity: Severity
    decision: str | None = None
    state: str = "open"


class PaneApp(App[None]):
    """The pane beside its map, wired as the record screen does it."""

    painted = 0.0

    def compose(self) -> ComposeResult:
        """Lay out."""
        with Horizontal():
            yield RecordPane()
            yield Minimap()

    def on_record_pane_viewed(self, event: RecordPane.Viewed) -> None:
        """Keep the map in step."""
        self.query_one(Minimap).set_view(event.start, event.end)

    def _display(self, screen: object, renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]  # passed on as it came
        if hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)
            self.painted = time.process_time()


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--megabytes", type=float, default=5)
    options.add_argument("--findings", type=int, default=50_000)
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args()
    text = record(int(chosen.megabytes * 1e6))
    spots = findings(len(text), chosen.findings)
    hidden = [(spot.start, spot.end) for spot in spots[::7]]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    taken = asyncio.run(measured(text, spots, hidden))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"{len(text) / 1e6:.1f} MB, {len(spots):,} findings, {SIZE[0]} by {SIZE[1]}; CPU to the painted frame, ms")
    for name, (median, worst) in taken.items():
        print(f"{name:14} {median:7.1f}  worst {worst:7.1f}  budget {BUDGETS[name]:4}")
    print(f"peak memory {after:.0f} MB, of which text, findings and imports {before:.0f}")
    over = [name for name, (median, _) in taken.items() if median > BUDGETS[name]]
    if chosen.check and over:
        sys.exit(f"over budget: {', '.join(over)}")


def record(size: int) -> str:
    """Return a text of about so many characters, its lines as long as a telegram's, a few paragraphs in one line."""
    draw = random.Random(SEED)  # noqa: S311 - a synthetic text, the same every time
    lines: list[str] = []
    length = 0
    while length < size:
        room = 69 if draw.random() < 0.97 else 900
        words = [draw.choice(WORDS)]
        while sum(map(len, words)) + len(words) < room:
            words.append(draw.choice(WORDS))
        lines.append(" ".join(words) + ("\x1b" if draw.random() < 0.01 else "") + ("’" if draw.random() < 0.05 else ""))
        length += len(lines[-1]) + 1
    return "\n".join(lines)


def findings(length: int, count: int) -> list[Found]:
    """Return findings spread over a text; one in a hundred covers a page, one in three overlaps its neighbour."""
    draw = random.Random(SEED)  # noqa: S311 - a synthetic text, the same every time
    starts = sorted(draw.randrange(max(length - 10, 1)) for _ in range(count))
    return [
        Found(
            start,
            min(start + (3000 if draw.random() < 0.01 else draw.randrange(5, 150)), length),
            draw.choice(SEVERITIES),
        )
        for start in starts
    ]


async def measured(
    text: str, spots: Sequence[Found], hidden: Sequence[tuple[int, int]]
) -> dict[str, tuple[float, float]]:
    """Return median and worst CPU milliseconds of every operation."""
    app = PaneApp()
    async with app.run_test(size=SIZE) as pilot:
        pane, minimap = app.query_one(RecordPane), app.query_one(Minimap)
        found: list[Spot] = list(spots)

        def open_record() -> None:
            pane.show(text, found, hidden=hidden, current=0)
            minimap.show(found, pane.edges)
            minimap.set_current(found[0])
            minimap.set_view(*pane.view)

        def go(index: int) -> None:
            pane.set_current(index)
            minimap.set_current(found[index])
            minimap.set_view(*pane.view)

        def decide(index: int) -> None:
            spot = spots[index]._replace(decision="confirm", state="first")
            pane.update({index: spot})
            minimap.update(found[index], spot)
            found[index] = spot
            go(index + 1)

        async def each(steps: Sequence[Callable[[], None]]) -> tuple[float, float]:
            costs = [await cost(app, pilot, step) for step in steps]
            return statistics.median(costs), max(costs)

        far = [index * 9973 % len(found) for index in range(1, 13)]
        taken = {
            "open": await each([open_record] * 3),
            "next": await each([lambda index=index: go(index) for index in range(1, 41)]),
            "decide": await each([lambda index=index: decide(index) for index in range(40, 80)]),
            "far jump": await each([lambda index=index: go(index) for index in far]),
            "scroll a page": await each([lambda: pane.page(1)] * 12),
        }
        widths = [OTHER[0] - index for index in range(6)]
        taken["wrap again"] = await resized(app, pilot, widths)
        return taken


async def cost(app: PaneApp, pilot: Pilot[None], step: Callable[[], None]) -> float:
    """Return the CPU milliseconds from a call to the last frame it leads to."""
    began = time.process_time()
    app.call_later(step)
    await pilot.pause()
    await pilot.pause()
    return 1e3 * (max(app.painted, began) - began)


async def resized(app: PaneApp, pilot: Pilot[None], widths: Sequence[int]) -> tuple[float, float]:
    """Return what a new width costs, to the painted frame."""
    costs = []
    for width in widths:
        began = time.process_time()
        await pilot.resize_terminal(width, SIZE[1])
        await pilot.pause()
        costs.append(1e3 * (app.painted - began))
    return statistics.median(costs), max(costs)


if __name__ == "__main__":
    main()
