"""A gate only ever keeps silent checks from being asked."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from redaction_audit.check import Example, View
from redaction_audit.errors import CheckError
from redaction_audit.gates import GATES, OF_MARKS, Roll

from .pipeline import checks, examples, view

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*/*.txt"))
GATED = [check for check in checks() if check.when is not None]


@dataclass
class Page:
    name: str
    text: str
    example: Example


PAGES = [
    *(Page(name, example.plain()[0], example) for name, _, example, _ in examples()),
    *(Page(path.stem, path.read_bytes().decode("utf-8", "replace"), Example("")) for path in SAMPLES),
    Page("empty", "", Example("")),
]


@pytest.fixture(scope="module")
def views() -> list[View]:
    return [view(page.text, page.example) for page in PAGES]


@pytest.mark.parametrize("check", GATED, ids=lambda check: check.id)
def test_behind_a_closed_gate_a_check_would_have_been_silent(check: Any, views: list[View]) -> None:
    gate = GATES[check.when]
    closed = [seen for seen in views if not gate(seen)]
    assert closed
    assert len(closed) < len(views)
    assert [list(check.judge(seen)) for seen in closed] == [[]] * len(closed)


def test_every_gate_has_checks_behind_it() -> None:
    assert {check.when for check in GATED} == set(GATES)


@pytest.mark.parametrize("name", sorted(OF_MARKS))
def test_a_gate_of_marks_is_closed_where_there_are_none(name: str, views: list[View]) -> None:
    unmarked = [seen for seen in views if not seen.marks.marks]
    assert unmarked
    assert not any(GATES[name](seen) for seen in unmarked)


def test_the_checks_behind_open_gates_keep_their_order(views: list[View]) -> None:
    roll = Roll(checks())
    for seen in views[::50]:
        asked = [roll.checks[index].id for index in roll.of(seen)]
        assert asked == sorted(asked)
        assert {check.id for check in checks()} - set(asked) == {c.id for c in GATED if not GATES[c.when or ""](seen)}


def test_a_gate_that_breaks_lets_every_check_speak_for_itself() -> None:
    broken: Any = SimpleNamespace()
    assert list(Roll(checks()).of(broken)) == list(range(len(checks())))


def test_a_check_cannot_name_a_gate_that_there_is_not() -> None:
    odd = msgspec.structs.replace(checks()[0], when="marks")
    with pytest.raises(CheckError, match="there is no gate 'marks'; gates are marked"):
        Roll([odd])
