"""The screen as text, and an app driven by keys: the one place that reaches into Textual's compositor."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from redaction_audit.outputs.report import Run
from redaction_audit.review.session import ReviewSession
from redaction_audit.store import Store
from redaction_audit.tui.app import AuditApp, Look
from tests.review.desk import NOON, Desk, audited
from tests.tui.settling import rest, until

GOLDEN = Path(__file__).parent / "screens"
Act = Callable[["Driven"], Awaitable[None]]


class Driven:
    """An app on a screen of cells."""

    def __init__(self, app: AuditApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each painted before the next."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is left to do, beside the screen too, and all is painted."""
        await rest(self.pilot)

    async def until(self, words: str) -> None:
        """Wait until words are on the screen that only time brings; fails, showing the screen, when they do not come."""
        try:
            await until(self.pilot, lambda: words in self.text())
        except AssertionError as never:
            raise AssertionError(self.text()) from never

    async def type(self, text: str) -> None:
        """Type a line."""
        names = {" ": "space", "\n": "enter", ":": "colon", "-": "minus", "*": "asterisk", "\\": "backslash"}
        await self.pilot.press(*(names.get(char, char) for char in text))
        await self.rest()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        # Textual takes up a new size when no further one follows for a moment of the clock
        await until(self.pilot, lambda: self.app.screen._compositor.size == (width, height))
        await self.rest()

    async def tick(self) -> None:
        """Let the second pass that the app waits for."""
        self.app.tick()
        await self.rest()

    def text(self) -> str:
        return screen(self.app)

    def cells(self) -> list[tuple[str, object]]:
        """The screen with its styles, to be compared."""
        strips = self.app.screen._compositor.render_strips()
        return [(segment.text, segment.style) for strip in strips for segment in strip]

    @property
    def foot(self) -> str:
        """What the last line says."""
        return self.text().split("\n")[-1].strip()


def screen(app: AuditApp) -> str:
    """Return the cells of the screen as lines without blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def drive(
    session: ReviewSession, act: Act, *, size: tuple[int, int] = (100, 30), look: Look | None = None, **more: Any
) -> None:
    """Run an app over a session, headless, and let `act` press its keys."""

    async def run() -> None:
        app = AuditApp(session, look, **more)
        async with app.run_test(size=size) as pilot:
            await rest(pilot)
            await act(Driven(app, pilot))

    asyncio.run(run())


def shown(session: ReviewSession, *keys: str, size: tuple[int, int] = (100, 30), **more: Any) -> str:
    """Return the screen after some keys."""
    found: list[str] = []

    async def act(driven: Driven) -> None:
        await driven.press(*keys)
        found.append(driven.text())

    drive(session, act, size=size, **more)
    return found[0]


def audit_again(desk: Desk, record: str, text: str, rule: str, words: str) -> None:
    """Put another text in the place of a record and audit it alone, with one note on `words`."""
    (desk.folder / f"{record}.txt").write_text(text, "utf-8", newline="")
    with Store.open(desk.path) as store:
        run = store.start_run(Run("1", "digest", NOON.date(), "scan", ("x",)), folder=str(desk.folder), started="")
        store.add(run, audited(record, text, [(record, rule, "note", words)], store.key))
        store.end_run(run, None)


def golden(name: str, text: str, *, update: bool | None = None) -> None:
    """Hold a screen against the file of that name; with UPDATE_GOLDEN=1 it is written anew, and the diff is to be read."""
    place = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1" if update is None else update:
        place.parent.mkdir(exist_ok=True)
        place.write_text(text + "\n", "utf-8")
    assert text + "\n" == place.read_text("utf-8")
