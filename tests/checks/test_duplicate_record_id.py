"""REL001: two records of one batch with one id."""

import datetime as dt
import random
from collections.abc import Iterator

from redaction_audit import law, marks
from redaction_audit.batch import watch
from redaction_audit.check import Check, discover
from redaction_audit.checks.rel.duplicate_record_id import Numbers, duplicate_record_id
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Audited, Origin, Record

assert isinstance(duplicate_record_id, Check)


def audited(*pairs: tuple[str, str]) -> Iterator[Audited]:
    auditor = Auditor(law.load(), marks.scanner("re"), (), Settings(as_of=dt.date(2026, 1, 15)))
    for id_, path in pairs:
        yield auditor.audit(Record(text="the ferry stopped", origin=Origin(path), id=id_))


def findings(*pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [
        (item.origin.path, finding.severity, finding.fingerprint)
        for item in watch(audited(*pairs), discover())
        for finding in item.findings
    ]


def test_the_second_record_of_an_id_is_a_warning() -> None:
    found = findings(("05ARVENDA17", "a.txt"), ("05ARVENDA18", "b.txt"), ("05ARVENDA17", "c.txt"))

    assert [item[:2] for item in found] == [("c.txt", "warning")]


def test_the_two_spellings_of_a_telegrams_id_are_one() -> None:
    found = findings(("2005ARVENDA00017", "a.txt"), ("05ARVENDA17", "b.txt"), ("2006ARVENDA00017", "c.txt"))

    assert [item[:2] for item in found] == [("b.txt", "warning")]


def test_file_names_that_recur_are_noted() -> None:
    found = findings(("page1.txt", "box1/page1.txt"), ("page1.txt", "box2/page1.txt"))

    assert [item[:2] for item in found] == [("box2/page1.txt", "note")]


def test_every_further_record_has_its_own_fingerprint() -> None:
    found = findings(*[("05ARVENDA17", f"{number}.txt") for number in range(5)])

    assert len({item[2] for item in found}) == 4


def test_numbers_remember_beyond_their_first_room() -> None:
    rng = random.Random(3)
    drawn = [rng.getrandbits(64) or 1 for _ in range(500)]
    numbers = Numbers(slots=8)

    assert [numbers.add(number) for number in drawn] == [True] * 500
    assert [numbers.add(number) for number in drawn] == [False] * 500
    assert numbers.add(2**63 + 1)
