"""The shipped schemas say what is written: in step with the types, true of real output, closed to anything else."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from outputs import batch

from redaction_audit import catalogue, outputs
from redaction_audit.check import discover
from redaction_audit.outputs.style import Style
from redaction_audit.schemas import NAMES, build, dump, file_name, load
from redaction_audit.schemas.words import described


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(load(name), format_checker=jsonschema.FormatChecker())


def scan(format_: str) -> bytes:
    renderer = outputs.load(format_).Findings(Style())
    outcomes = (batch.audited(), batch.unreadable())
    return b"".join(
        (
            renderer.begin(batch.run()),
            *map(renderer.record, outcomes),
            *outputs.pieces(renderer.end(batch.summary(*outcomes))),
        )
    )


def inspect(format_: str) -> bytes:
    renderer = outputs.load(format_).Inspections(Style())
    return b"".join(
        (
            renderer.begin(batch.run("inspect")),
            renderer.record(batch.inspection()),
            renderer.record(batch.unreadable().gaps[0]),
            *outputs.pieces(renderer.end(batch.summary())),
        )
    )


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects(part)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_in_step_with_the_types(name: str) -> None:
    assert load(name) == build(name), "run: python -m redaction_audit.schemas"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(load(name))
    assert json.loads(dump(load(name))) == load(name)
    assert file_name(name).endswith("-1.json")


@pytest.mark.parametrize("name", NAMES)
def test_every_object_is_closed_and_every_field_described_and_required(name: str) -> None:
    for schema in objects(load(name)):
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
        assert all(field["description"] for field in schema["properties"].values())


def test_no_description_is_left_over() -> None:
    known = {
        f"{schema['title']}.{field}"
        for name in NAMES
        for schema in objects(load(name))
        for field in schema["properties"]
    }

    assert described() <= known


@pytest.mark.parametrize("line", scan("jsonl").splitlines())
def test_scan_jsonl(line: bytes) -> None:
    validator("scan/1").validate(json.loads(line))


def test_inspect_jsonl() -> None:
    [line] = inspect("jsonl").splitlines()

    validator("inspect/1").validate(json.loads(line))


def test_scan_json() -> None:
    validator("scan-report/1").validate(json.loads(scan("json")))


def test_inspect_json() -> None:
    validator("inspect-report/1").validate(json.loads(inspect("json")))


def test_rules_json() -> None:
    validator("rules/1").validate(json.loads(catalogue.rules_table(discover(), "json")))


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "info"},
        {"start": -1},
        {"line": 0},
        {"rule": "dec4"},
        {"schema": "scan/2"},
        {"fingerprint": "ra2:00"},
        {"extra": 1},
        {"page": "3"},
        {"origin": {"path": "x"}},
    ],
)
def test_what_is_wrong_is_refused(change: dict[str, Any]) -> None:
    found = json.loads(scan("jsonl").splitlines()[0])

    with pytest.raises(jsonschema.ValidationError):
        validator("scan/1").validate(found | change)


def test_a_missing_field_is_refused() -> None:
    found = json.loads(scan("jsonl").splitlines()[0])
    del found["evidence"]

    with pytest.raises(jsonschema.ValidationError):
        validator("scan/1").validate(found)
