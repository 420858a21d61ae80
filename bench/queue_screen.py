"""What the queue costs with a large batch: CPU of this process from the key to the painted frame, with budgets.

    python bench/queue_screen.py [--findings 200000] [--check]

A store of invented findings, headless, 140 by 50. Medians in milliseconds; `--check` ends with 1 when one is over its
budget. Filters and orders count everything from the key to the last frame, the store's answer in it.
"""

import argparse
import asyncio
import datetime as dt
import resource
import statistics
import sys
import tempfile
from pathlib import Path

from screen import PaintedApp, each
from store import records, run

from redaction_audit.folders import Request
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.review.source import Source
from redaction_audit.store import Store
from redaction_audit.tui import app as workbench
from redaction_audit.tui.screens.queue import QueueScreen

SIZE = (140, 50)
BUDGETS = {"first frame": 400, "row": 30, "page": 50, "end": 50, "decide and advance": 35, "sort": 300, "filter": 300}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--findings", type=int, default=200_000)
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "batch.store") as store:
        batch = store.start_run(run())
        for audited in records(chosen.findings):
            store.add(batch, audited)
        store.end_run(batch, None)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        source = Source(Request(()), folder, store.key)
        session = ReviewSession(store, source, "bench", lambda: dt.datetime(2026, 1, 15, tzinfo=dt.UTC), Policy())
        taken = asyncio.run(measured(session))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{chosen.findings:,} findings, {SIZE[0]} by {SIZE[1]}; CPU to the painted frame, ms")
    for name, costs in taken.items():
        print(f"{name:20} {statistics.median(costs):7.1f}  worst {max(costs):7.1f}  budget {BUDGETS[name]:4}")
    print(f"peak memory {after / 1e3:.0f} MB, {(after - before) / 1e3:.0f} MB of it for the screen")
    over = [name for name, costs in taken.items() if statistics.median(costs) > BUDGETS[name]]
    if chosen.check and over:
        sys.exit(f"over budget: {', '.join(over)}")


async def measured(session: ReviewSession) -> dict[str, list[float]]:
    """Return the CPU milliseconds of every operation."""
    app = PaintedApp(session, workbench.Look())
    taken: dict[str, list[float]] = {}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        taken["first frame"] = await each(app, pilot, [lambda: pilot.press("2")])
        assert isinstance(app.screen, QueueScreen), type(app.screen)  # noqa: S101 - a benchmark of another screen is none
        taken["row"] = await each(app, pilot, [lambda: pilot.press("j")] * 60)
        taken["page"] = await each(app, pilot, [lambda: pilot.press("pagedown")] * 20)
        taken["end"] = await each(app, pilot, [lambda: pilot.press("G"), lambda: pilot.press("g")] * 5)
        taken["decide and advance"] = await each(app, pilot, [lambda: pilot.press("c")] * 40)
        taken["sort"] = await each(app, pilot, [lambda: pilot.press("o")] * 10)

        async def filtered(text: str) -> None:
            screen = app.screen
            assert isinstance(screen, QueueScreen)  # noqa: S101 - as above
            screen.filtered(text)

        texts = ("sev>=warning undecided", "rule:dec*", "record:1*", "date<1990 -rule:foi*", "")
        taken["filter"] = await each(app, pilot, [lambda text=text: filtered(text) for text in texts * 2])
    return taken


if __name__ == "__main__":
    main()
