"""What ends a run early: wherever it comes, no report loses what was counted, and none is half written."""

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from redaction_audit import delivery, interrupts
from redaction_audit.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends signals to itself")

PAGE = """\
C O N F I D E N T I A L ARVENDA 000017

E.O. 12958: DECL: 05/12/1995
SUBJECT: A TALK ABOUT THE FERRY

1. (C) Mr. XXXXXXXXXXXX said that the ferry stopped.
"""
ROOMS = tuple(f"redaction_audit/{room}" for room in ("running.py", "dispatch.py", "delivery.py", "outputs/json.py"))
"""Where what was found is on its way into a report."""


@pytest.fixture(autouse=True)
def heeding(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(interrupts, "_heard", None)
    before = {number: signal.getsignal(number) for number in interrupts._ALL}
    interrupts.heed()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def at_line(number: int, act: Callable[[], None]) -> Callable[[FrameType, str, Any], Any]:
    """Return a trace function that acts when the so many-th line in one of the rooms is about to run."""
    left = number

    def line(_frame: FrameType, event: str, _what: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left == 0:
                act()
        return line

    return lambda frame, _event, _what: line if frame.f_code.co_filename.endswith(ROOMS) else None


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_wherever_a_run_is_interrupted_its_report_holds_what_it_counted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_HELD", 4000)  # every few records are handed over
    batch, report = tmp_path / "batch", tmp_path / "report.json"
    batch.mkdir()
    for number in range(6):
        (batch / f"{number}.txt").write_text(PAGE)
    command = ["scan", str(batch), "--date", "2005-05-12", "-f", "json", "-o", str(report), "--jobs", "1", "-qq"]
    seen = set()
    for number in range(1, 1500, 61):
        monkeypatch.setattr(interrupts, "_heard", None)
        report.unlink(missing_ok=True)
        sys.settrace(at_line(number, lambda: signal.raise_signal(getattr(signal, name))))
        try:
            code = main(command)
        finally:
            sys.settrace(None)

        assert code in {1, 130}
        assert [path.name for path in tmp_path.iterdir() if path not in (batch, report)] == []
        if report.exists():
            document = json.loads(report.read_text())
            assert len(document["findings"]) == document["summary"]["reported"]["total"]
            seen.add(document["summary"]["records"])
    assert len(seen) > 3  # it came between many of them


def test_what_is_dropped_on_its_way_is_raised_again_behind_the_next_step() -> None:
    with interrupts.steps() as step:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt), step:
            pass
        step.heeded()
        with step:
            pass


def test_a_signal_within_a_step_is_heard_behind_it() -> None:
    done = []

    def run(step: interrupts.Step) -> None:
        with step:
            signal.raise_signal(signal.SIGTERM)
            done.append("whole")
        done.append("never")

    with interrupts.steps() as step, pytest.raises(KeyboardInterrupt):
        run(step)

    assert done == ["whole"]


def test_the_echo_of_a_signal_is_not_another_one() -> None:
    with interrupts.steps() as step:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGHUP)
        step.heeded()
        with step:
            signal.raise_signal(signal.SIGHUP)
    signal.raise_signal(signal.SIGHUP)


def test_who_insists_ends_even_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupts, "_ECHO", 0.0)

    with interrupts.steps() as step, contextlib.suppress(KeyboardInterrupt), step:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_behind_a_run_signals_are_answered_to_as_before() -> None:
    before = [signal.getsignal(number) for number in interrupts._ALL]

    with interrupts.steps():
        pass

    assert [signal.getsignal(number) for number in interrupts._ALL] == before


def test_a_failure_within_a_step_is_not_hidden_by_a_signal() -> None:
    def run(step: interrupts.Step) -> None:
        with step:
            signal.raise_signal(signal.SIGTERM)
            raise OSError("full")

    with interrupts.steps() as step, pytest.raises(OSError, match="full"):
        run(step)
