"""GitLab Code Quality: the fields it asks for, fingerprints that are unique and stay."""

import json
from typing import Any

from hypothesis import given
from msgspec.structs import replace

from . import batch
from .rendering import HOSTILE, OUTCOMES, hostile, rendered


def issues(*outcomes: batch.Audited) -> list[dict[str, Any]]:
    return list(json.loads(rendered("gitlab", *outcomes)))


def test_an_issue_has_what_the_service_asks_for() -> None:
    assert issues(batch.audited())[0] == {
        "description": "DEC004 order-out-of-force: E.O. 12356 had been replaced when this record was written",
        "check_name": "DEC004",
        "fingerprint": "ra1:0123456789abcdef",
        "severity": "critical",
        "location": {"path": "batch/quito.txt", "lines": {"begin": 3}},
    }


def test_nothing_is_an_empty_list() -> None:
    assert issues() == []


def test_half_a_batch_does_not_look_clean() -> None:
    found = issues(batch.audited(findings=()), batch.unreadable())

    assert [(issue["check_name"], issue["severity"]) for issue in found] == [
        ("failed-check", "blocker"),
        ("unread-input", "blocker"),
    ]


def test_fingerprints_are_unique_where_records_share_an_id() -> None:
    def record(path: str) -> batch.Audited:
        prints = (
            replace(found, fingerprint=f"ra1:{index:024x}") for index, found in enumerate(batch.audited().findings)
        )
        return batch.audited(findings=tuple(prints), origin=batch.Origin(path))

    found = issues(record("a.txt"), record("b.txt"), record("b.txt"), batch.unreadable(), batch.unreadable())
    prints = [issue["fingerprint"] for issue in found if issue["check_name"] not in {"failed-check", "unread-input"}]

    assert len(set(prints)) == len(prints) == 12
    assert prints[:4] == [f"ra1:{index:024x}" for index in range(4)]


@given(OUTCOMES)
def test_whatever_records_hold_the_list_is_json(outcomes: list[batch.Audited]) -> None:
    assert len(issues(*outcomes)) == 3 * len(outcomes)


def test_hostile_words_stay_words() -> None:
    [found, *_] = issues(hostile())

    assert HOSTILE.replace("\udc80", "\\x80") in found["description"]
