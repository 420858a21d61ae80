"""Every row of law and convention has its rule, or says why not; the page that shows it is the one in the docs."""

from pathlib import Path

import pytest

from redaction_audit import coverage
from redaction_audit.check import discover

CHECKS = discover()
ROWS = {id_: row for table in coverage.tables() for id_, row in table.rows.items()}
NUMBERED = {"EO": 24, "CV": 16, "DS": 5, "PM": 4, "FX": 18}


def test_no_row_is_missing() -> None:
    wanted = {f"{family}-{number:02}" for family, last in NUMBERED.items() for number in range(1, last + 1)}
    assert wanted <= set(ROWS)


@pytest.mark.parametrize("id_", ROWS)
def test_a_row_is_built_or_says_why_not(id_: str) -> None:
    row = ROWS[id_]
    assert coverage.builders(id_, CHECKS) or row.files or row.held


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_rule_builds_rows_that_exist(check: object) -> None:
    assert set(check.basis) <= set(ROWS)  # type: ignore[attr-defined]  # the parameter is a Check


@pytest.mark.parametrize("check", [check for check in CHECKS if check.scope == "record"], ids=lambda check: check.id)
def test_a_rule_is_shown_both_ways(check: object) -> None:
    """A rule without a near miss counts as not built."""
    assert check.flags  # type: ignore[attr-defined]  # as above
    assert check.passes  # type: ignore[attr-defined]  # as above


def test_the_page_in_the_docs_is_up_to_date() -> None:
    written = Path(__file__).parents[1] / coverage.FILE
    assert written.read_text(encoding="utf-8") == coverage.page(), "run: python -m redaction_audit.coverage"
