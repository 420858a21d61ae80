"""Which checks run and how they weigh: prefixes, profiles, severities, paths, and rules that nothing silences."""

from pathlib import Path
from typing import Any

import pytest

from redaction_audit.check import Hit, weighed
from redaction_audit.config.layers import profile
from redaction_audit.config.resolving import resolve
from redaction_audit.findings import severity
from redaction_audit.model import SEVERITIES, Severity
from redaction_audit.roster import roster
from redaction_audit.selection import Selection, selection

LOCKED = {"FOI010", "DEC016", "LEK004"}
ALL = tuple(check.id for check in roster())


def picked(folder: Path, toml: str = "", environ: dict[str, str] | None = None, **options: Any) -> Selection:
    (folder / "redaction-audit.toml").write_text(toml)
    return selection(resolve(options, environ or {}, [str(folder)]), roster())


def ids(chosen: Selection) -> set[str]:
    return {check.id for check in chosen.checks}


def test_by_default_every_rule_runs_with_its_own_weight(tmp_path: Path) -> None:
    chosen = picked(tmp_path)

    assert tuple(check.id for check in chosen.checks) == ALL
    assert chosen.checks == roster()
    assert chosen.locked == LOCKED
    assert (chosen.weights, chosen.quiet, chosen.attempts) == ({}, (), {})


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('select = ["TRN"]', {id_ for id_ in ALL if id_.startswith("TRN")} | LOCKED),
        ('select = ["TRN"]\nextend-select = ["RED001"]', {id_ for id_ in ALL if id_[:3] == "TRN"} | {"RED001"} | LOCKED),
        ('ignore = ["DEC", "TRN001"]', {id_ for id_ in ALL if id_[:3] != "DEC" and id_ != "TRN001"} | LOCKED),
        ('select = ["DEC004"]\nignore = ["DEC"]', {"DEC004"} | LOCKED),
        ('select = ["DEC"]\nextend-ignore = ["order-out-of-force"]\nlocked = []', {id_ for id_ in ALL if id_[:3] == "DEC"} - {"DEC004"}),
    ],
)  # fmt: skip
def test_a_file_chooses_by_prefix_and_name_and_locked_rules_run_besides(
    tmp_path: Path, toml: str, expected: set[str]
) -> None:
    assert ids(picked(tmp_path, toml)) == expected


def test_a_question_on_the_command_line_may_leave_locked_rules_out(tmp_path: Path) -> None:
    chosen = picked(tmp_path, select=["TRN001"])

    assert ids(chosen) == {"TRN001"}
    assert chosen.attempts == {}


@pytest.mark.parametrize("prefix", ["FOI010", "FOI", "release-label-against-marks", "ALL"])
def test_ignoring_a_locked_rule_does_not_silence_it_and_is_kept_as_an_attempt(tmp_path: Path, prefix: str) -> None:
    chosen = picked(tmp_path, f'ignore = ["{prefix}"]')

    assert "FOI010" in ids(chosen)
    [words] = chosen.attempts["FOI010"]
    assert words.startswith("ignore: the rule is locked (")
    assert words.endswith("redaction-audit.toml:1)")


def test_an_ignore_that_would_not_have_counted_is_no_attempt(tmp_path: Path) -> None:
    assert picked(tmp_path, 'select = ["FOI010"]\nignore = ["FOI"]').attempts == {}
    assert picked(tmp_path, ignore=["FOI"], select=["TRN"]).attempts == {}


def test_every_source_that_ignores_a_locked_rule_is_named(tmp_path: Path) -> None:
    chosen = picked(
        tmp_path, 'extend-ignore = ["FOI010"]', {"REDACTION_AUDIT_EXTEND_IGNORE": "FOI"}, extend_ignore=["FOI0"]
    )

    assert [words.partition("(")[2].rpartition("/")[2] for words in chosen.attempts["FOI010"]] == [
        "redaction-audit.toml:1)",
        "$REDACTION_AUDIT_EXTEND_IGNORE)",
        "--extend-ignore)",
    ]


def test_the_lock_can_be_moved_in_the_open(tmp_path: Path) -> None:
    chosen = picked(tmp_path, 'locked = ["RED004"]\nextend-locked = ["TRN001"]\nignore = ["RED", "TRN", "FOI010"]')

    assert chosen.locked == {"RED004", "TRN001"}
    assert "FOI010" not in ids(chosen)
    assert set(chosen.attempts) == {"RED004", "TRN001"}


def test_the_closest_name_gives_the_severity(tmp_path: Path) -> None:
    toml = '[severity]\nDEC = "note"\nDEC004 = "warning"\nDEC00 = "error"\n'

    weights = picked(tmp_path, toml, {"REDACTION_AUDIT_SEVERITY": "order-out-of-force=note"}).weights

    assert (weights["DEC004"], weights["DEC003"], weights["DEC012"]) == ("note", "error", "note")


def test_a_locked_rule_may_weigh_more_and_never_less(tmp_path: Path) -> None:
    chosen = picked(tmp_path, '[severity]\nFOI010 = "note"\nopen-elsewhere = "error"\n')

    assert "FOI010" not in chosen.weights
    assert chosen.attempts["FOI010"][0].startswith("severity note: the rule is locked (")
    assert chosen.weights["LEK004"] == "error"


def test_what_a_profile_says_of_a_family_is_no_attempt_on_its_locked_rules(tmp_path: Path) -> None:
    chosen = picked(tmp_path, 'profile = "newsroom"')

    assert chosen.weights["DEC004"] == "note"
    assert "DEC016" not in chosen.weights
    assert chosen.attempts == {}


@pytest.mark.parametrize("level", SEVERITIES)
def test_no_severity_makes_an_error_of_what_is_unverified(level: Severity) -> None:
    for check in roster():
        given = severity(weighed(check, {check.id: level}), Hit(0, 1, "seen"), None)
        unverified = any(cite.status == "unverified" for cite in check.cites)

        assert given == ("warning" if unverified and level == "error" else level)


def test_lowering_a_rule_never_raises_it_for_some_provenance() -> None:
    for check in roster():
        for level in SEVERITIES:
            if SEVERITIES.index(level) <= SEVERITIES.index(check.severity):
                continue
            lowered = weighed(check, {check.id: level})
            for name, before in check.by_provenance.items():
                after = lowered.by_provenance[name]

                assert SEVERITIES.index(after) >= max(SEVERITIES.index(before), SEVERITIES.index(level))


@pytest.mark.parametrize("name", ["foia-release", "archive", "newsroom", "strict"])
def test_every_profile_names_rules_that_exist(tmp_path: Path, name: str) -> None:
    layer = profile(name, "here")

    chosen = picked(tmp_path, f'profile = "{name}"')

    assert layer
    assert chosen.attempts == {}


def test_rules_of_some_paths_are_patterns_from_the_folder_of_the_file(tmp_path: Path) -> None:
    toml = '[[per-path]]\npaths = ["drafts/*", "*.bak"]\nignore = ["DEC"]\nreason = "not released"\n'

    [quiet] = picked(tmp_path, toml).quiet

    meets = quiet.patterns.test()
    assert [meets(f"{tmp_path}/{name}") for name in ("drafts/a", "b/c.bak", "b/drafts/a", "a")] == [
        True,
        True,
        False,
        False,
    ]
    assert {rule[:3] for rule in quiet.rules} == {"DEC"}
    assert quiet.why.startswith("not released (")
