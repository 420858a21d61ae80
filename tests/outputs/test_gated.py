"""What a gate did to findings, in every format: set aside by whom and why, kept all the same, entries without use."""

import csv
import io
import json
from typing import Any

import pytest
from msgspec.structs import replace

from redaction_audit.model import Audited, SetAside
from redaction_audit.outputs.report import Leftover, Run, Summary

from . import batch
from .rendering import rendered

RUN: Run = replace(
    batch.run(), baseline="accepted.txt", configuration="audit.toml", waivers="waivers.toml",
    plug_ins=("house-rules 1.0",),
)  # fmt: skip
LEFT = Leftover("baseline", "stale", "ra1:00 of 95QUITO412", "accepted.txt:4")


def gated() -> Audited:
    """One new finding, one kept in spite of a waiver, one accepted, one waived."""
    new, kept, accepted, waived = batch.audited().findings
    refused = replace(kept, data={"refused": "waiver: this rule is locked"})
    return batch.audited(
        findings=(new, refused),
        set_aside=(
            SetAside(accepted, "baseline", "accepted.txt"),
            SetAside(waived, "waiver", "seen on the page", "a.rowe", "2027-01-01"),
        ),
        failed=(),
        gaps=(),
        frames=(),
    )


def stale() -> Summary:
    return replace(batch.summary(gated()), verdict="stale", exit_code=1, leftovers=(LEFT,))


def written(format_: str) -> str:
    return rendered(format_, gated(), run=RUN, summary=stale()).decode()


def results() -> list[dict[str, Any]]:
    return list(json.loads(written("sarif"))["runs"][0]["results"])


def test_sarif_tells_new_from_accepted() -> None:
    assert [result["baselineState"] for result in results()] == ["new", "new", "unchanged", "new"]


def test_without_a_baseline_sarif_says_nothing_of_one() -> None:
    log = json.loads(rendered("sarif", gated()))

    assert all("baselineState" not in result for result in log["runs"][0]["results"])


def test_sarif_says_who_set_aside_and_what_was_refused() -> None:
    assert [result["suppressions"] for result in results()] == [
        [],
        [
            {
                "kind": "external",
                "status": "rejected",
                "justification": "this rule is locked",
                "properties": {"by": "waiver"},
            }
        ],
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "accepted.txt",
                "properties": {"by": "baseline"},
            }
        ],
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "seen on the page",
                "properties": {"by": "waiver", "author": "a.rowe", "expires": "2027-01-01"},
            }
        ],
    ]


def test_csv_says_who_set_aside_and_what_was_refused() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"), newline="")))

    assert [(row["status"], row["by"], row["why"], row["author"], row["expires"]) for row in rows] == [
        ("reported", "", "", "", ""),
        ("kept", "waiver", "this rule is locked", "", ""),
        ("set aside", "baseline", "accepted.txt", "", ""),
        ("set aside", "waiver", "seen on the page", "a.rowe", "2027-01-01"),
    ]


@pytest.mark.parametrize("format_", ["text", "junit", "github", "markdown"])
def test_people_read_why_a_finding_stays(format_: str) -> None:
    assert "in spite of waiver: this rule is locked" in written(format_)


@pytest.mark.parametrize("format_", ["sarif", "junit", "github", "gitlab", "markdown", "summary"])
def test_an_entry_without_use_is_named_with_its_place(format_: str) -> None:
    text = written(format_)

    assert "baseline entry ra1:00 of 95QUITO412: stale, its record was examined and the finding is gone" in text
    assert "accepted.txt" in text


@pytest.mark.parametrize("format_", ["markdown", "summary"])
def test_people_read_what_the_run_went_by(format_: str) -> None:
    terms = (
        "redaction-audit 0.1.0, as of 2026-01-15, fails on warning, configuration audit.toml, baseline accepted.txt, "
        "waivers waivers.toml, plug-ins house-rules 1.0"
    )
    assert f"\n{terms}\n" in written(format_)


def test_sarif_says_what_the_run_went_by() -> None:
    said = json.loads(written("sarif"))["runs"][0]["properties"]["run"]

    assert said == {
        "as_of": "2026-01-15",
        "rules_digest": "ab12",
        "fail_on": "warning",
        "configuration": "audit.toml",
        "baseline": "accepted.txt",
        "waivers": "waivers.toml",
        "plug_ins": ["house-rules 1.0"],
    }


@pytest.mark.parametrize("format_", ["text", "github", "markdown", "summary"])
def test_the_closing_line_counts_all_of_it(format_: str) -> None:
    assert "2 set aside, 1 could not be set aside; stale entries." in written(format_)
