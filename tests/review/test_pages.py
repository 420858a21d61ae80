"""Pages on which no rule saw anything: drawn alike by everybody, decided like findings, and what they say of the rest."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from redaction_audit.model import Audited, Severity
from redaction_audit.review.policy import Policy
from tests.review.desk import Desk

PAGED = "SUBJECT: LAMPS\n\n1. (C) One.\f\n2. (C) Two.\f\n3. (C) Three.\n"


class Paged(Desk):
    """A record of three pages with a finding on the second, one without pages and finding, one with a finding."""

    def __init__(self, folder: Path) -> None:
        texts = {"05QUARRELL1": PAGED, "06QUARRELL2": "1. (C) Nothing.\n", "07QUARRELL3": "1. (S) The ladder.\n"}
        super().__init__(
            folder, [("05QUARRELL1", "MRK001", "note", "Two"), ("07QUARRELL3", "MRK001", "note", "(S)")], texts
        )

    def audited(self, record: str, text: str, found: list[tuple[str, str, Severity, str]], key: bytes) -> Audited:
        made = super().audited(record, text, found, key)
        if "\f" not in text:
            return made
        paged = tuple(msgspec.structs.replace(one, page=2) for one in made.findings)
        return msgspec.structs.replace(made, findings=paged, pages=3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Paged(tmp_path)
    yield made
    made.close()


def test_only_pages_without_a_finding_are_drawn(desk: Desk) -> None:
    session = desk.sit("ana")

    assert session.draw_pages(10, "seed") == 3
    items = session.items(session.queue)
    assert [(item.record, item.page, PAGED[item.start : item.end]) for item in items[:2]] == [
        ("05QUARRELL1", 1, "SUBJECT: LAMPS"), ("05QUARRELL1", 3, "3. (C) Three."),
    ]  # fmt: skip
    assert (items[2].record, items[2].page, items[2].name) == ("06QUARRELL2", None, "unmarked-page")


def test_everybody_draws_the_same_pages_with_a_seed(desk: Desk) -> None:
    draws = []
    for name in ("ana", "bo"):
        session = desk.sit(name)
        session.draw_pages(2, "2026-11")
        draws.append([item.key for item in session.items(session.queue)])

    assert draws[0] == draws[1]
    assert len(draws[0]) == 2


def test_pages_are_decided_like_findings_and_give_bounds_for_the_rest(desk: Desk) -> None:
    session = desk.sit("ana")
    session.draw_pages(3, "seed")

    assert session.decide("confirm").advanced
    assert session.decide("dismiss").advanced
    found = session.quality()
    assert (found.examined, found.share) == (2, 0.5)
    assert (round(found.low, 3), round(found.high, 3)) == (0.013, 0.987)
    assert session.undo().saved
    assert session.quality().examined == 1
    assert session.item().page == 3  # type: ignore[union-attr]  # it went to the page of what was undone
    with session.store as store:
        assert store.verify() == []


def test_what_was_said_of_a_page_is_there_when_it_is_drawn_again(desk: Desk) -> None:
    session = desk.sit("ana")
    session.draw_pages(3, "seed")
    session.decide("confirm")

    again = desk.sit("ana")
    again.draw_pages(3, "seed")
    assert [item.decision for item in again.items(again.queue)] == ["confirm", None, None]
    assert again.orphans() == []
    assert again.progress().done == 0


def test_a_second_reviewer_is_not_told_what_the_first_saw(desk: Desk) -> None:
    policy = Policy(rules=("HAND003",))
    session = desk.sit("ana", policy)
    session.draw_pages(3, "seed")
    session.decide("dismiss")

    other = desk.sit("bo", policy)
    other.draw_pages(3, "seed")
    assert other.item().decision is None  # type: ignore[union-attr]  # there is one
    assert other.quality().examined == 0
    other.decide("confirm")
    assert {item.state for item in other.items(other.queue)} == {"disputed", "open"}


def test_a_filter_leaves_the_sample(desk: Desk) -> None:
    session = desk.sit("ana")
    session.draw_pages(3, "seed")

    assert session.set_filter("rule:MRK*") == 2
    assert session.sampled is None
    assert {item.name for item in session.items(session.queue)} == {"portion-mark-missing"}
