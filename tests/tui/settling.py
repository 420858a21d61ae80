"""Waiting for what is done beside the screen: on what it leads to, never for a while."""

from tests.tui.seen import Driven


async def settle(driven: Driven) -> None:
    """Wait until the screen is there, its workers are done and what they found is painted."""
    while not driven.app.screen.is_mounted:
        await driven.pilot.pause()
    for _ in range(3):
        await driven.pilot.pause()
        await driven.app.workers.wait_for_complete()
    await driven.pilot.pause()


async def until(driven: Driven, words: str) -> None:
    """Wait until some words are on the screen; fails, showing the screen, when they do not come."""
    for _ in range(500):
        if words in driven.text():
            return
        await driven.pilot.pause(0.01)
    raise AssertionError(driven.text())
