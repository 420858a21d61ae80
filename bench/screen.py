"""What the whole record screen costs, store and session behind it: CPU from the key to the painted frame, with budgets.

    python bench/screen.py [--megabytes 5] [--findings 50000] [--check]

One synthetic record with its findings in a store of its own, headless, 140 by 50. Medians in milliseconds; `--check`
ends with 1 when one is over its budget. Deciding counts the commit to disk.
"""

import argparse
import asyncio
import datetime as dt
import getpass
import math
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import msgspec
from pane import SIZE, findings, record
from store import finding, run
from textual.pilot import Pilot

from redaction_audit.folders import Request
from redaction_audit.model import Audited, Origin
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.review.source import Source
from redaction_audit.store import Store
from redaction_audit.tui import app as workbench
from redaction_audit.tui.screens.record import RecordScreen

# That of another width is for wrapping the text again (see pane.py); here the whole screen is laid out anew around it.
# Cold is the first screen of a process, with all that is then imported; open is another record in the same process.
BUDGETS: dict[str, float | None] = {
    "cold": 1200,
    "open": 400,
    "next": 35,
    "decide and advance": 35,
    "far jump": 50,
    "another width": None,
}


MEMORY = 150
"""Megabytes of the whole process at its largest."""


class PaintedApp(workbench.AuditApp):
    """Stamps the process's CPU time when a frame has become bytes."""

    CSS_PATH = Path(workbench.__file__).with_name("app.tcss")
    painted = 0.0

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
    with tempfile.TemporaryDirectory() as folder:
        making = multiprocessing.get_context("spawn").Process(
            target=make, args=(Path(folder), int(chosen.megabytes * 1e6), chosen.findings)
        )
        making.start()  # in a process of its own: what it takes to make the record is not the screen's
        making.join()
        taken = asyncio.run(measured(Path(folder)))
    print(
        f"{chosen.megabytes:.1f} MB, {chosen.findings:,} findings, {SIZE[0]} by {SIZE[1]}; CPU to the painted frame, ms"
    )
    for name, costs in taken.items():
        median = statistics.median(costs)
        print(f"{name:20} {median:7.1f}  worst {max(costs):7.1f}  budget {BUDGETS[name] or '-'}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB, budget {MEMORY}")
    over = [name for name, costs in taken.items() if statistics.median(costs) > (BUDGETS[name] or math.inf)]
    if chosen.check and over:
        sys.exit(f"over budget: {', '.join(over)}")


def make(folder: Path, size: int, count: int) -> None:
    """Lay out one record of so many characters and findings, and its store."""
    text = record(size)
    file = folder / "record.txt"
    file.write_text(text, encoding="utf-8")
    origin = Origin(str(file))
    places = findings(len(text), count)
    found = tuple(
        msgspec.structs.replace(
            finding(number // 10, number % 10, "05PORTO1", origin),
            start=place.start,
            end=place.end,
            severity=place.severity,
        )
        for number, place in enumerate(places)
    )
    hidden = tuple((place.start, place.end) for place in places[::7])
    with Store.open(folder / "store.db") as store:
        batch = store.start_run(run())
        store.add(batch, Audited("05PORTO1", origin, size=file.stat().st_size, findings=found, hidden=hidden))
        store.end_run(batch, None)


def opened(folder: Path) -> ReviewSession:
    """Return a session over what lies in the folder."""
    store = Store.open(folder / "store.db")
    source = Source(Request(paths=(str(folder / "record.txt"),)), str(folder), store.key)
    return ReviewSession(store, source, getpass.getuser(), lambda: dt.datetime(2026, 1, 15, tzinfo=dt.UTC), Policy())


async def measured(folder: Path) -> dict[str, list[float]]:
    """Return the CPU milliseconds of every operation."""
    began = time.process_time()
    session = opened(folder)
    app = PaintedApp(session, workbench.Look())
    taken: dict[str, list[float]] = {name: [] for name in BUDGETS}
    async with app.run_test(size=SIZE) as pilot:
        taken["cold"] = [1e3 * (app.painted - began)]
        await pilot.pause()
        screen = app.screen
        if not isinstance(screen, RecordScreen):
            await pilot.press("3")
            await pilot.pause()
            screen = app.screen
        assert isinstance(screen, RecordScreen), type(screen)  # noqa: S101 - a benchmark of another screen is none

        async def far(index: int) -> None:
            session.go(session.queue[index])
            screen.renew()

        rows = len(session.queue)
        taken["next"] = await each(app, pilot, [lambda: pilot.press("l")] * 40)
        taken["decide and advance"] = await each(app, pilot, [lambda: pilot.press("c")] * 40)
        taken["far jump"] = await each(app, pilot, [lambda at=at * 9973 % rows: far(at) for at in range(1, 13)])
        widths = range(100, 106)
        taken["another width"] = await each(
            app, pilot, [lambda at=at: pilot.resize_terminal(at, SIZE[1]) for at in widths]
        )

        async def anew() -> None:
            screen._spans = None  # as if another record had been at hand
            screen.renew()

        taken["open"] = await each(app, pilot, [anew] * 3)
    session.close()
    return taken


async def each(app: PaintedApp, pilot: Pilot[int], steps: Iterable[Callable[[], Awaitable[object]]]) -> list[float]:
    """Return what each step costs up to the last frame it leads to."""
    costs = []
    for step in steps:
        began = time.process_time()
        await step()
        await pilot.pause()
        costs.append(1e3 * (max(app.painted, began) - began))
    return costs


if __name__ == "__main__":
    main()
