"""The same keys on the screens and in plain lines write the same log."""

import asyncio
import random
from pathlib import Path

import pytest

from redaction_audit.review.policy import Policy
from tests.review.desk import Desk
from tests.review.test_plain import play, what

# keys of the screens, and the same in plain lines
KEYS = {"c": "c", "d": "d", "s": "s", "r": "r", "x": "x", "u": "u", "ctrl+r": "redo", "m": "m", "full_stop": ".", "l": "l",
        "h": "h", "space": "", "b": "b", "J": "J", "K": "K", "right_curly_bracket": "}", "w": "w"}  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_screens_and_lines_write_the_same_log(tmp_path: Path, seed: int) -> None:
    from redaction_audit.tui.app import AuditApp, Look

    script = random.Random(seed).choices(list(KEYS), k=24)
    policy = Policy(severity="error")
    logs = []
    for face in ("screen", "lines"):
        (tmp_path / face).mkdir()
        desk = Desk(tmp_path / face)
        with_bo = desk.sit("bo", policy)
        with_bo.decide("dismiss", rows=list(with_bo.queue[:3]))  # somebody was here before
        session = desk.sit("ana", policy)

        async def press(session: object = session) -> None:
            app = AuditApp(session, Look())  # type: ignore[arg-type]  # bound here for the loop
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.pause()
                for key in script:
                    await pilot.press(key)
                await pilot.pause()

        if face == "screen":
            asyncio.run(press())
        else:
            play(session, *(KEYS[key] for key in script))
        logs.append(what(desk.log()))
        desk.close()
    assert logs[0] == logs[1]
    assert len(logs[0]) > 8
