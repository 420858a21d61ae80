"""The desk that every test of the screens sits at."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from redaction_audit.tui.knowledge import Knowledge
from tests.review.desk import Desk


@cache
def knowledge() -> Knowledge:
    """What rules say of themselves, for pictures that do not change when a rule explains itself better."""
    said = {"what to do": "Compare it with the page.", "why it matters": "Readers cite the mark."}
    return Knowledge({"MRK001": said}, {"eo12958": "E.O. 12958"})


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in ("NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FILTERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("redaction_audit.tui.screens.record.knowledge", knowledge)
    # Pilot waits in steps of this until the program rests: a fiftieth of a second thrice a key adds up
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0005)
    made = Desk(tmp_path)
    yield made
    made.close()
