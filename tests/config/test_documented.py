"""What the documentation says of settings is what they are."""

import re
from pathlib import Path

import pytest

from redaction_audit.acceptance import waivers
from redaction_audit.config.layers import file, profile
from redaction_audit.config.options import KEYS, OPTIONS
from redaction_audit.config.resolving import resolve
from redaction_audit.config.showing import as_toml
from redaction_audit.roster import roster
from redaction_audit.selection import named, selection
from redaction_audit.tomlfile import TomlFile

DOCS = Path(__file__).parents[2] / "docs"
CONFIGURATION = (DOCS / "configuration.md").read_text()
GATE = (DOCS / "gate.md").read_text()
PROFILES = {"foia-release", "archive", "newsroom", "strict"}


def example(page: str, beginning: str) -> str:
    [found] = [block for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if block.startswith(beginning)]
    return str(found)


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    rows = re.findall(
        r"^\| (`.*?) \|", CONFIGURATION.partition("## Settings")[2].partition("**Severity.**")[0], re.MULTILINE
    )

    assert {name for row in rows for name in re.findall(r"`([\w-]+)`", row)} == {*KEYS, "profile"}


def test_the_example_of_a_file_is_one(tmp_path: Path) -> None:
    path = tmp_path / "redaction-audit.toml"
    path.write_text(example(CONFIGURATION, "profile"))

    layer, named_profile, _ = file(path)
    chosen = selection(resolve({}, {}, [str(tmp_path)]), roster())

    assert named_profile == "foia-release"
    assert {"ignore", "severity", "per-path", "exclude"} <= set(layer)
    assert chosen.weights["DEC009"] == "warning"
    assert chosen.attempts == {}


def test_the_example_of_a_waivers_file_is_one(tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    path.write_text(example(GATE, "[[waiver]]"))

    found = waivers.load(str(path), lambda rule, label: named(roster(), rule, label))

    assert [waiver.author for waiver in found.waivers] == ["J. Quill", "J. Quill"]


def test_the_profiles_are_those_that_are_described() -> None:
    described = re.findall(r"^\| `([\w-]+)` \|", CONFIGURATION.partition("## Profiles")[2], re.MULTILINE)

    assert set(described) == PROFILES
    assert all(profile(name, "here") for name in PROFILES)


def test_the_locked_rules_are_those_that_are_described(tmp_path: Path) -> None:
    described = re.findall(r"^\| `([A-Z]{3}\d{3})` ([\w-]+) \|", GATE, re.MULTILINE)

    locked = selection(resolve({"isolated": True}, {}, [str(tmp_path)]), roster()).locked

    assert {(check.id, check.name) for check in roster() if check.id in locked} == set(described)


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_settings_as_shown_are_a_file_that_says_the_same(tmp_path: Path, name: str) -> None:
    toml = (
        f'profile = "{name}"\nselect = ["DEC", "TRN"]\nwaivers = "w.toml"\n[[per-path]]\npaths = "a"\nignore = "DEC"\n'
    )
    (tmp_path / "redaction-audit.toml").write_text(toml)
    before = resolve({}, {}, [str(tmp_path)])
    shown = as_toml(before)
    TomlFile("shown", shown)
    (tmp_path / "redaction-audit.toml").write_text(shown)

    after = resolve({}, {}, [str(tmp_path)])

    assert {option.name: after.written(option.name) for option in OPTIONS} == {
        option.name: before.written(option.name) for option in OPTIONS
    }
