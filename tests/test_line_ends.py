r"""Whatever ends the lines of a record (`\n`, `\r\n`, `\r`), the same is read and the same is found in the same places."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from redaction_audit import law, marks
from redaction_audit.check import discover
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Inspection, Origin, Record

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").rglob("*.txt"))
PLACES = frozenset(("start", "end", "size", "body", "characters", "card", "gaps"))
"""Counts of characters and what is reckoned from them: a line end of two is one more."""


@cache
def auditor() -> Auditor:
    return Auditor(law.load(), marks.scanner(), discover(), Settings(dt.date(2026, 1, 15)))


def texts() -> Iterator[tuple[str, str]]:
    for path in SAMPLES:
        yield path.stem, path.read_text(encoding="utf-8", errors="replace")
    for check in discover():
        for number, example in enumerate((*check.flags, *check.passes), 1):
            yield f"{check.id}-{number}", example.text.replace("⟦", "").replace("⟧", "")


def plain(value: Any) -> Any:
    """Return values without their places, and texts with one blank for any white space."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key not in PLACES}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def told(text: str) -> tuple[Any, list[tuple[object, ...]]]:
    record = Record(text=text, origin=Origin("a.txt"), id="a")
    read = auditor().inspect(record)
    assert isinstance(read, Inspection)
    found = auditor().audit(record)
    assert found.failed == ()
    return plain(msgspec.to_builtins(read)), [
        (one.rule, one.line, one.column, one.fingerprint, one.severity) for one in found.findings
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in texts()])
def test_line_ends_change_nothing(text: str, ending: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert told(lines.replace("\n", ending)) == told(lines)
