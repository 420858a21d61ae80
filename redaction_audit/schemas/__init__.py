"""JSON Schemas (draft 2020-12) of the machine contracts, built from the value types and shipped beside this module.

`python -m redaction_audit.schemas` writes them anew; a test keeps them in step with the types.
"""

import json
from importlib.resources import files
from typing import Any

_URN = "urn:redaction-audit:schema:"
NAMES = (
    "scan/1",
    "inspect/1",
    "dates/1",
    "scan-report/1",
    "inspect-report/1",
    "dates-report/1",
    "rules/1",
    "explain/1",
    "law/1",
    "settings/1",
    "diff/1",
    "manifest/1",
    "scorecard/1",
    "difference/1",
)


def load(name: str) -> dict[str, Any]:
    """Return the shipped schema of a contract, for example `scan/1`."""
    schema: dict[str, Any] = json.loads(files(__name__).joinpath(file_name(name)).read_text(encoding="utf-8"))
    return schema


def file_name(name: str) -> str:
    """Return the name of the file that holds a schema: `scan-1.json` for `scan/1`."""
    return name.replace("/", "-") + ".json"


def build(name: str) -> dict[str, Any]:
    """Return the schema of a contract as the value types have it today.

    What is written holds every field, so that all of them are required, and no others.
    """
    import msgspec

    from redaction_audit.acceptance.changes import Changes
    from redaction_audit.calendar.entry import Due
    from redaction_audit.config.showing import Shown
    from redaction_audit.glossary.page import Explained
    from redaction_audit.model import Finding, Inspection
    from redaction_audit.outputs.calendar.counts import DatesReport
    from redaction_audit.outputs.report import Catalogue, InspectReport, ScanReport
    from redaction_audit.reports.assessment import Scorecard
    from redaction_audit.reports.difference import DifferenceReport
    from redaction_audit.reports.manifest import Manifest
    from redaction_audit.ruleset import Orders

    types: dict[str, type] = {
        "scan/1": Finding,
        "inspect/1": Inspection,
        "dates/1": Due,
        "scan-report/1": ScanReport,
        "inspect-report/1": InspectReport,
        "dates-report/1": DatesReport,
        "rules/1": Catalogue,
        "explain/1": Explained,
        "law/1": Orders,
        "settings/1": Shown,
        "diff/1": Changes,
        "manifest/1": Manifest,
        "scorecard/1": Scorecard,
        "difference/1": DifferenceReport,
    }
    [top], parts = msgspec.json.schema_components([types[name]], ref_template="#/$defs/{name}")
    title = top["$ref"].rpartition("/")[2]
    parts = {part: _object(part, body) for part, body in sorted(parts.items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _URN + name,
        **parts.pop(title),
        "$defs": parts,
    }


def _object(owner: str, body: dict[str, Any]) -> dict[str, Any]:
    from redaction_audit.schemas.words import limits, words

    properties = {}
    for field, schema in body["properties"].items():
        schema = {key: value for key, value in schema.items() if key != "default"}
        properties[field] = {"description": words(owner, field), **_limited(schema, limits(owner, field))}
    return {
        "title": body["title"],
        "description": " ".join(body["description"].split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _limited(schema: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any]:
    """Add what the types cannot say (least values, patterns, closed lists) where the value is not null."""
    if not limits:
        return schema
    if "anyOf" in schema:
        return {"anyOf": [part if part == {"type": "null"} else part | limits for part in schema["anyOf"]]}
    return schema | limits


def dump(schema: dict[str, Any]) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
