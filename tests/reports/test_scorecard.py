"""The scorecard: kinds of errors from data, the same sample for everybody, exact bounds, nothing counted unexamined."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from redaction_audit import rulebook, ruleset
from redaction_audit.cli import main
from redaction_audit.errors import LawError
from redaction_audit.model import Finding
from redaction_audit.reports import kinds
from redaction_audit.review.events import Kind
from redaction_audit.review.sampling import interval
from redaction_audit.schemas import load
from redaction_audit.store import Store
from tests.reports import released
from tests.store import specimens

RULES = {"missed-equity": "RED003", "improper-exemption": "FOI007"}


def found(number: int, record: str, rule: str) -> Finding:
    return msgspec.structs.replace(specimens.finding(number, record), rule=rule)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Ten records with one finding each: five of a missed equity, five of an improper exemption."""
    records = []
    for number in range(10):
        name = f"05PORTO{number}"
        rule = RULES["missed-equity" if number < 5 else "improper-exemption"]
        records.append(specimens.audited(name, [found(number, name, rule)]))
    specimens.store(tmp_path / "a.store", *records).close()
    return tmp_path / "a.store"


def say(store: Path, number: int, reviewer: str, value: str, kind: Kind = "decided", detail: str | None = None) -> None:
    with Store.open(store) as opened:
        key = specimens.keys(opened)[number]
        head = opened.heads([key]).get(key)
        event = released.event(key, reviewer, value, kind=kind, detail=detail)
        opened.append([event], {key: head.seq if head else None})


def card(store: Path, *more: str) -> dict[str, Any]:
    target = store.parent / "card.json"
    written = released.report(store, "scorecard", target, *more)
    said: dict[str, Any] = json.loads(written)
    jsonschema.validate(said, load("scorecard/1"))
    said["kinds"] = {line["id"]: line for line in said["kinds"]}
    return said


def test_a_confirmed_finding_is_an_error_of_its_kind_and_an_open_one_waits(store: Path) -> None:
    say(store, 0, "ana", "confirm")
    say(store, 1, "ana", "dismiss")
    said = card(store)
    equity, exemption = said["kinds"]["missed-equity"], said["kinds"]["improper-exemption"]

    assert (said["population"], said["size"]) == (10, 10)
    assert (equity["examined"], equity["waiting"], equity["failures"]) == (7, 3, 1)
    assert (exemption["examined"], exemption["waiting"], exemption["failures"]) == (5, 5, 0)


def test_bounds_are_exact_and_the_score_is_weighed(store: Path) -> None:
    say(store, 0, "ana", "confirm")
    said = card(store)
    line = said["kinds"]["missed-equity"]
    bounds = interval(line["failures"], line["examined"])

    assert (line["share"], line["low"], line["high"]) == (bounds.share, bounds.low, bounds.high)
    assert said["score"] == round(100 - 60 * bounds.share, 2)
    assert said["worst"] < said["score"] < said["best"]
    assert said["status"] == "unverified"


def test_the_same_seed_draws_the_same_records_and_another_draws_others(store: Path) -> None:
    one, two = card(store, "--sample", "4", "--seed", "a"), card(store, "--sample", "4", "--seed", "a")
    other = card(store, "--sample", "4", "--seed", "b")

    assert one == two
    assert len(one["sample"]) == one["size"] == 4
    assert one["sample"] != other["sample"]


def test_a_referral_that_a_second_person_does_not_uphold_is_an_error(store: Path) -> None:
    say(store, 0, "ana", "refer", "disposed", "Harbor Office")
    assert card(store)["kinds"]["improper-referral"]["waiting"] == 1
    say(store, 0, "ben", "pass", "disposed")
    line = card(store)["kinds"]["improper-referral"]
    assert (line["waiting"], line["failures"]) == (0, 1)
    say(store, 1, "ana", "refer", "disposed", "Harbor Office")
    say(store, 1, "ben", "refer", "disposed", "Harbor Office")
    assert card(store)["kinds"]["improper-referral"]["failures"] == 1


def test_where_nothing_could_be_examined_there_is_no_score(tmp_path: Path) -> None:
    record = specimens.audited("05PORTO1", [found(1, "05PORTO1", "LEK002")])
    specimens.store(tmp_path / "a.store", record).close()
    said = card(tmp_path / "a.store")

    assert said["score"] is None
    assert said["worst"] < 41


def test_the_page_shows_the_card_where_a_sample_is_asked_for(store: Path, tmp_path: Path) -> None:
    with_, without = tmp_path / "with.html", tmp_path / "without.html"

    assert b"<h3>Scorecard</h3>" in released.report(store, "html", with_, "--sample", "4", "--no-text")
    assert b"<h3>Scorecard</h3>" not in released.report(store, "html", without, "--no-text")


def test_kinds_are_data_with_source_status_and_known_rules() -> None:
    from redaction_audit.check import discover

    known = kinds.kinds()
    rules = {check.id for check in discover()}

    assert known.source
    assert known.status in {"verified", "summary", "unverified"}
    assert len({kind.id for kind in known.error}) == len(known.error) == 3
    for kind in known.error:
        assert all(any(rule.startswith(prefix) for rule in rules) for prefix in kind.rules)
        assert bool(kind.rules) != bool(kind.disposal)


def test_weights_that_do_not_add_up_are_refused_with_file_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (rulebook.folder() / "assessment.toml").read_text()
    (tmp_path / "assessment.toml").write_text(text.replace("weight = 60", "weight = 70"))
    monkeypatch.setattr(rulebook, "_used", [tmp_path])
    wrong = f"{tmp_path / 'assessment.toml'}, error: the weights must add up to 100"

    with pytest.raises(LawError, match=f"^{re.escape(wrong)}$"):
        kinds.kinds()
    assert ruleset.check_rules(shipped=False).problems == (wrong,)


def test_a_sample_of_nothing_is_refused(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--store", str(store), "-f", "scorecard", "--sample", "0"]) == 2
    assert "--sample: give a number of records" in capsys.readouterr().err
