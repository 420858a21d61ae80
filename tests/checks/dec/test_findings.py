"""What a finding of this family carries: the arithmetic in words, its figures as data, its law with a status."""

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from checks.pipeline import checks, view
from redaction_audit.check import Check, Example, Hit
from redaction_audit.findings import severity

CHECKS = tuple(check for check in checks() if check.family == "DEC")
FLAGS = [(check, example) for check in CHECKS for example in check.flags]
each_flag = pytest.mark.parametrize(
    ("check", "example"), FLAGS, ids=[f"{check.id}-{n}" for n, (check, _) in enumerate(FLAGS)]
)
FIGURE = re.compile(r"\d")


@each_flag
def test_a_finding_shows_its_arithmetic(check: Check, example: Example) -> None:
    for hit in check.judge(view(example.plain()[0], example)):
        assert isinstance(hit, Hit)
        steps = hit.data["arithmetic"]
        assert isinstance(steps, str)
        assert FIGURE.search(steps), steps
        assert "\n" not in steps
        assert hit.message
        assert hit.evidence


@each_flag
def test_its_data_is_json_and_its_law_has_a_status(check: Check, example: Example) -> None:
    for hit in check.judge(view(example.plain()[0], example)):
        data = msgspec.json.decode(msgspec.json.encode(hit.data))

        for source in data.get("law", []):
            assert source["text"].strip()
            assert source["status"] in ("verified", "summary", "unverified")


def test_a_wrong_order_names_both_orders_and_the_window() -> None:
    check = next(check for check in CHECKS if check.name == "order-out-of-force")
    example = check.flags[0]
    [hit] = check.judge(view(example.plain()[0], example))

    assert hit.message == (
        "cites E.O. 12356 (in force 1982-08-01 to 1995-10-13); "
        "on 2006-03-01 E.O. 12958 as amended by E.O. 13292 governed"
    )
    assert hit.data["governing"] == ["eo12958_am"]


def test_an_overlong_term_shows_base_maximum_and_last_lawful_day() -> None:
    check = next(check for check in CHECKS if check.name == "overlong-duration")
    example = check.flags[0]
    [hit] = check.judge(view(example.plain()[0], example))

    assert hit.data["base"] == "2004-04-01"
    assert hit.data["maximum_years"] == 25
    assert hit.data["last_lawful_day"] == "2029-04-01"
    assert hit.data["days_over"] == 1826


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (dt.date(2026, 1, 15), {"odd-duration", "declassification-date-reached", "released-before-declassification"}),
        (dt.date(2014, 11, 10), {"odd-duration", "released-before-declassification"}),
    ],
)
def test_the_seed_record(shared: Path, as_of: dt.date, found: set[str]) -> None:
    text = (shared / "seed" / "05LIMA2158.txt").read_text(encoding="utf-8")
    seen = view(text, Example(text, as_of=as_of))
    hits = [(check, hit) for check in CHECKS for hit in check.judge(seen)]

    assert {check.name for check, _ in hits} == found
    assert {severity(check, hit, seen.provenance) for check, hit in hits} == {"note"}
