"""What every check must bring along, whoever wrote it."""

import re
from collections import Counter

import pytest

from redaction_audit.check import Check, Example
from redaction_audit.model import PROVENANCES, SEVERITIES

from .pipeline import checks, examples, hits, view

HEADINGS = ("## Why it matters", "## What to do", "## Known limits")
CASES = list(examples())
MARKS_ONLY = [check for check in checks() if check.marks_only]
each_check = pytest.mark.parametrize("check", checks(), ids=[check.id for check in checks()])
each_example = pytest.mark.parametrize(
    ("check", "example"), [case[1:3] for case in CASES], ids=[case[0] for case in CASES]
)


def test_ids_and_names_are_unique() -> None:
    for field in ("id", "name"):
        repeated = [value for value, n in Counter(getattr(check, field) for check in checks()).items() if n > 1]

        assert repeated == []


@each_check
def test_identity(check: Check) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", check.id)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", check.name)
    assert check.severity in SEVERITIES
    assert set(check.by_provenance) <= set(PROVENANCES)
    assert set(check.by_provenance.values()) <= set(SEVERITIES)


@each_check
def test_documentation_has_its_headings_in_order(check: Check) -> None:
    places = [check.doc.find(heading) for heading in HEADINGS]

    assert check.summary.endswith(".")
    assert -1 not in places
    assert places == sorted(places)


@each_check
def test_examples_are_enough(check: Check) -> None:
    assert len(check.flags) >= 2
    assert len(check.passes) >= 2


@each_check
def test_authority_is_named_and_carries_the_weight(check: Check) -> None:
    statuses = {cite.status for cite in check.cites}

    assert check.cites
    assert all(cite.text.strip() for cite in check.cites)
    if "error" in {check.severity, *check.by_provenance.values()}:
        assert "verified" in statuses


@each_check
def test_basis_rows_look_like_rows_of_the_fact_tables(check: Check) -> None:
    assert all(re.fullmatch(r"[A-Z]{2,4}-[A-Z0-9]{1,4}", row) for row in check.basis)


@each_example
def test_example_under_all_checks(check: Check, example: Example) -> None:
    """What else fires on an example is listed in `also`, so that rules cannot overlap unseen. Notes are not listed."""
    text, _ = example.plain()
    seen = view(text, example)
    loud = {
        other.id if other.id in example.also else other.name
        for other in checks()
        if other is not check
        for hit in hits(other, seen)
        if (hit.severity or other.by_provenance.get(seen.provenance or "", other.severity)) != "note"
    }

    assert sorted(loud) == sorted(example.also)


@pytest.mark.parametrize("check", MARKS_ONLY, ids=[check.id for check in MARKS_ONLY])
def test_marks_only_checks_never_ask_for_the_structure(check: Check) -> None:
    for example in (*check.flags, *check.passes):
        seen = view(example.plain()[0], example)

        hits(check, seen)

        assert "structure" not in vars(seen)


@each_example
def test_hits_repeat_nothing_hidden(check: Check, example: Example) -> None:
    text, _ = example.plain()
    assert check.hides or not any(hit.hidden for hit in hits(check, view(text, example)))
    for hit in hits(check, view(text, example)):
        said = " ".join([hit.message, hit.evidence or "", repr(hit.data), *(words for *_, words in hit.related)])
        for start, end in hit.hidden:
            assert re.search(rf"(?<!\w){re.escape(text[start:end])}(?!\w)", said) is None
