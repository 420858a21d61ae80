"""Command line before environment before nearest file before profile before defaults: held against an oracle."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from redaction_audit.arguments import parser
from redaction_audit.config.options import OPTIONS
from redaction_audit.config.resolving import Resolved, resolve

from . import oracle, sources

COMBINATIONS = 200
END_TO_END = 6


def resolved(folder: Path, said: oracle.Said, *, shared: bool = False) -> Resolved:
    if said["file"]:
        name, table = ("pyproject.toml", "tool.redaction-audit") if shared else ("redaction-audit.toml", "")
        (folder / name).write_text(sources.as_toml(said["file"], table))
    batch = folder / "a" / "b"
    batch.mkdir(parents=True)
    options = parser().parse_args(["scan", str(batch), *sources.as_arguments(said["command line"])])
    return resolve(vars(options), sources.as_environment(said["environment"]), options.paths)


def plain(value: Any) -> Any:
    return json.loads(msgspec.json.encode(value))


@pytest.mark.parametrize("seed", range(COMBINATIONS))
def test_the_strongest_source_decides(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    said = oracle.draw(rng)

    settings = resolved(tmp_path, said, shared=rng.random() < 0.5)

    expected = oracle.expected(said)
    assert {name: plain(settings.written(name)) for name in expected} == expected


@pytest.mark.parametrize("seed", range(0, COMBINATIONS, 10))
def test_the_origin_of_a_value_is_the_source_that_said_it(tmp_path: Path, seed: int) -> None:
    said = oracle.draw(random.Random(seed))

    settings = resolved(tmp_path, said)

    beginnings = {"command line": "--", "environment": "$REDACTION_AUDIT_", "file": f"{tmp_path}/redaction-audit.toml:"}
    for name in oracle.SINGLE:
        source = oracle.strongest(said, name)
        [given] = settings.given(name)
        if source is None:
            assert given.origin == "default" or given.origin.startswith("profile ")
        else:
            assert given.origin.startswith(beginnings[source])


@pytest.mark.parametrize("seed", range(COMBINATIONS, COMBINATIONS + END_TO_END))
def test_the_program_says_the_same(tmp_path: Path, seed: int) -> None:
    said = oracle.draw(random.Random(seed))
    for source in said.values():
        source.pop("format", None)
    (tmp_path / "redaction-audit.toml").write_text(sources.as_toml(said["file"]))
    (tmp_path / "batch").mkdir()
    arguments = sources.as_arguments(said["command line"])
    environment = {**os.environ, **sources.as_environment(said["environment"])}

    done = subprocess.run(
        [sys.executable, "-m", "redaction_audit.cli", "scan", "batch", "--show-settings", "--format=json", *arguments],
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        timeout=60,
    )

    shown = {item["name"]: item["value"] for item in json.loads(done.stdout)["settings"]}
    expected = oracle.expected(said)
    del expected["format"]
    assert {name: shown[name] for name in expected} == expected


def test_every_setting_is_drawn_or_named_here() -> None:
    elsewhere = {"per-path", "rules", "plug-ins"}

    assert {option.name for option in OPTIONS} == set(oracle.DEFAULTS) | elsewhere
