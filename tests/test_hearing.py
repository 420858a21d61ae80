"""Records judged together come out as records judged one by one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from redaction_audit import hearing, law, marks, structure
from redaction_audit.check import Check, Hit, Skip, View, discover
from redaction_audit.engine import Auditor, Settings
from redaction_audit.model import Citation, Gap, Origin, Record, Structure
from redaction_audit.structure.page import Page

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*/*.txt"))
RECORDS = [Record(path.read_bytes().decode("utf-8", "replace"), Origin(path.name)) for path in SAMPLES]


def auditor(*checks: Check) -> Auditor:
    return Auditor(law.load(), marks.Scanner(), checks or discover(), Settings(dt.date(2026, 1, 15), frames=True))


def test_a_group_is_judged_as_its_records_are_one_by_one() -> None:
    court = auditor()
    assert len(RECORDS) > 10
    assert court.audit_all(RECORDS) == [court.audit(record) for record in RECORDS]


def test_gaps_keep_their_place_among_records() -> None:
    gap = Gap("lost.txt", "empty file")
    court = auditor()
    audited = court.audit_all([gap, RECORDS[0], gap, RECORDS[1]])
    assert [item.gaps == (gap,) for item in audited] == [True, False, True, False]
    assert [item.origin.path for item in audited] == ["lost.txt", SAMPLES[0].name, "lost.txt", SAMPLES[1].name]


def test_no_records_are_no_results() -> None:
    assert auditor().audit_all([]) == []


def test_a_check_that_breaks_on_one_record_judges_the_others() -> None:
    def judge(view: View) -> Iterator[Hit | Skip]:
        if "quay" in view.text:
            raise KeyError
        yield Hit(0, 1, "seen")

    odd = msgspec.structs.replace(discover()[0], judge=judge, when=None, cites=(Citation("none"),))
    audited = auditor(odd).audit_all([Record(text, Origin("a.txt"), id="a") for text in ("crane", "quay", "ferry")])
    assert [len(item.findings) for item in audited] == [1, 0, 1]
    assert [[failure.what for failure in item.failed] for item in audited] == [[], [odd.id], []]


def test_a_record_that_cannot_be_read_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    read = structure.read_pages

    def broken(pages: Sequence[Page]) -> list[Structure]:
        if any("quay" in page.text for page in pages):
            raise ValueError
        return read(pages)

    monkeypatch.setattr(structure, "read_pages", broken)
    audited = auditor().audit_all([Record(text, Origin("a.txt"), id="a") for text in ("crane", "quay", "ferry")])
    assert [bool(item.failed) for item in audited] == [False, True, False]


def test_a_record_beyond_the_limit_gets_marks_only_beside_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "LARGEST_JUDGED", 100)
    long = Record("The board met XXXXXXXXXXXX at noon.\n" * 20, Origin("long.txt"), id="long")
    first, second = auditor().audit_all([long, RECORDS[0]])
    structural = [check.id for check in discover() if check.scope == "record" and not check.marks_only]
    assert [item.rule for item in first.not_judged] == structural
    assert {found.rule for found in first.findings} <= {check.id for check in discover() if check.marks_only}
    assert len(second.not_judged) < len(structural) or len(RECORDS[0].text) > 100


def test_records_without_marks_are_not_read_for_checks_that_look_at_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    read = structure.read_pages
    seen: list[str] = []

    def noted(pages: Sequence[Page]) -> list[Structure]:
        seen.extend(page.text for page in pages)
        return read(pages)

    monkeypatch.setattr(structure, "read_pages", noted)
    marked, plain = Record("It met XXXXXXXXXXXX at noon.\n", Origin("a")), Record("It met at noon.\n", Origin("b"))
    auditor(*(check for check in discover() if check.family == "RED")).audit_all([marked, plain])
    assert seen == [marked.text]


HIDING = [check for check in discover() if check.hides]


def breaking(check: Check) -> Check:
    def judge(_view: View) -> Iterator[Hit | Skip]:
        raise ValueError
        yield

    return msgspec.structs.replace(check, judge=judge, when=None)


@pytest.mark.parametrize("veiled", [False, True], ids=["reports", "only hides"])
def test_a_record_of_which_it_is_not_known_what_to_mask_shows_no_words(veiled: bool) -> None:
    text = "UNCLASSIFIED\n\nSUBJECT: THE FERRY XXXXXXXXXXXX\n\n1. (U) He met [Redacted] at noon.\n"
    broken = breaking(HIDING[0])
    others = [check for check in discover() if check != HIDING[0]]
    reporting = others if veiled else [*others, broken]
    settings = Settings(dt.date(2026, 1, 15), frames=True)
    court = Auditor(law.load(), marks.Scanner(), reporting, settings, [broken] if veiled else [])

    audited = court.audit(Record(text, Origin("a.txt"), id="a"))

    summaries = {check.id: check.summary for check in reporting}
    assert audited.findings
    assert audited.frames == ()
    assert all(item.message == summaries[item.rule] for item in audited.findings)
    assert not any(item.evidence or item.related or item.data for item in audited.findings)


def test_a_record_of_which_it_is_not_known_what_to_mask_is_not_inspected() -> None:
    court = Auditor(law.load(), marks.Scanner(), (), Settings(dt.date(2026, 1, 15)), [*HIDING[1:], breaking(HIDING[0])])

    seen = court.inspect(Record("He met XXXXXXXXXXXX at noon.\n", Origin("a.txt"), id="a"))

    assert isinstance(seen, Gap)
    assert HIDING[0].id in seen.reason
    assert seen.severity == "error"


def test_a_record_is_read_once_however_many_benches_hear_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read = structure.read_pages
    seen: list[Page] = []

    def counted(pages: Sequence[Page]) -> list[Structure]:
        seen.extend(pages)
        return read(pages)

    monkeypatch.setattr(structure, "read_pages", counted)
    checks = [check for check in discover() if check.family == "MRK"]
    veils = [check for check in discover() if check.hides]
    Auditor(law.load(), marks.Scanner(), checks, Settings(dt.date(2026, 1, 15)), veils).audit_all(RECORDS[:20])
    assert len(seen) == 20


def test_a_record_that_cannot_be_read_is_a_gap_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Auditor, record: Record, *_rest: object) -> None:
        raise IndexError(record.text)

    monkeypatch.setattr(Auditor, "_read", broken)
    court = Auditor(law.load(), marks.Scanner(), (), Settings(dt.date(2026, 1, 15)))

    seen = court.inspect(Record("The board met.\n", Origin("a.txt"), id="a"))

    assert isinstance(seen, Gap)
    assert seen.reason.startswith("could not be read: IndexError")
    assert "board" not in f"{seen.reason}{seen.advice}"
