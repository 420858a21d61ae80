"""Waiting for what is done beside the screen: for nothing to be left to do, never for a while.

Textual's own `Pilot.pause` takes a process that burns little CPU time for one that is done; on a busy machine it is not.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.pilot import Pilot

_STILL = 3
"""Looks in a row that find nothing to do: between two of them every task that waits gets its turn."""
_LOOKS = 20_000


async def rest(pilot: Pilot[Any]) -> None:
    """Wait until no message, worker, refresh or layout is left over, and all is painted; fails where that never comes."""
    still = 0
    for _ in range(_LOOKS):
        if not pilot.app.is_running or pilot.app._exit:
            return
        await pilot._wait_for_screen()
        left = next(_left(pilot.app), None)
        still = 0 if left else still + 1
        if still == _STILL:
            return
        await asyncio.sleep(0.001 if left else 0)
    raise AssertionError(f"it never rests: {left}")


def _left(app: App[Any]) -> Iterator[str]:
    """Yield what is still to be done."""
    yield from (f"worker {worker.name}" for worker in app.workers if not worker.is_finished)
    screen = app.screen
    if not screen.is_mounted:
        yield f"{screen} is not mounted"
    for node in (app, *app.screen_stack, *screen.walk_children()):
        if not node._message_queue.empty() or node._next_callbacks or node._pending_message is not None:
            yield f"{node} has messages"
    for widget in (screen, *screen.walk_children()):
        if widget._layout_required or widget._repaint_required or widget._scroll_required:
            yield f"{widget} is to be painted"
    if screen._dirty_widgets or screen._callbacks:
        yield f"{screen} is to be painted"


async def until(pilot: Pilot[Any], said: Any) -> None:
    """Wait until something that only the clock brings is so: `said()` is asked again and again."""
    for _ in range(1000):
        await rest(pilot)
        if said():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")
