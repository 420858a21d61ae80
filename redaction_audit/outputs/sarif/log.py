"""The parts of a SARIF 2.1.0 log that a scan fills in, under the names of the standard.

Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01, OASIS Standard, 28 August 2023.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from redaction_audit.model import Confidence, Frozen, Severity

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The base of relative URIs: by convention the root of what was checked out."""


class Part(Frozen, frozen=True, rename="camel", omit_defaults=True):
    """Base of all parts; what has its default is left out."""


class Text(Part, frozen=True):
    """Words, and the same in Markdown where there is more to lay out."""

    text: str
    markdown: str | None = None


# -- rules --


class Configuration(Part, frozen=True):
    """How grave a rule's results are by default."""

    level: Severity


class RuleProperties(Part, frozen=True):
    """What code-scanning services and auditors sort rules by."""

    tags: tuple[str, ...]
    precision: Confidence
    weight: Literal["error", "warning", "recommendation"] = msgspec.field(name="problem.severity")
    citations: tuple[str, ...]
    basis: tuple[str, ...] = ()


class Descriptor(Part, frozen=True):
    """A rule of the catalogue."""

    id: str
    name: str
    short_description: Text
    full_description: Text
    help: Text
    default_configuration: Configuration
    properties: RuleProperties


class Driver(Part, frozen=True):
    """The program and its rules."""

    name: str
    version: str
    short_description: Text
    rules: tuple[Descriptor, ...]


class Tool(Part, frozen=True):
    """What made the log."""

    driver: Driver


# -- places --


class ArtifactLocation(Part, frozen=True):
    """Where a file lies, and its number among the artifacts of the log."""

    uri: str
    uri_base_id: str | None = None
    index: int | None = None


class Region(Part, frozen=True):
    """A place in a file, 1-based; a row of a table has a line only, for its text lies within."""

    start_line: int
    start_column: int | None = None


class PhysicalLocation(Part, frozen=True):
    """A place in a file."""

    artifact_location: ArtifactLocation
    region: Region | None = None


class LogicalLocation(Part, frozen=True):
    """The record, by its id."""

    fully_qualified_name: str
    kind: Literal["record"]


class Location(Part, frozen=True):
    """A place in a file and in a record, with words about it; `id` tells the places of one result apart."""

    physical_location: PhysicalLocation
    logical_locations: tuple[LogicalLocation, ...] = ()
    message: Text | None = None
    id: int | None = None


class Artifact(Part, frozen=True):
    """A file that was examined."""

    location: ArtifactLocation
    roles: tuple[str, ...]
    hashes: Mapping[str, str] = {}


# -- results --


class Suppression(Part, frozen=True):
    """Why a result counts no longer: records are evidence, so that no suppression lies in them."""

    kind: Literal["external"]
    status: Literal["accepted", "underReview", "rejected"]
    justification: str
    properties: Mapping[str, str] = {}


class ResultProperties(Part, frozen=True):
    """What a finding says beyond the standard: `line` and `column` within the record, its arithmetic.

    `law` is what governed this record, where that is more than the citations of the rule.
    """

    record: str
    line: int
    column: int
    start: int
    end: int
    confidence: Confidence
    page: int | None = None
    paragraph: int | None = None
    arithmetic: tuple[str, ...] = ()
    law: tuple[str, ...] = ()


class Result(Frozen, frozen=True, rename="camel"):
    """A finding. `suppressions` is there even when empty: nobody set this result aside."""

    rule_id: str
    rule_index: int | msgspec.UnsetType
    level: Severity
    message: Text
    locations: tuple[Location, ...]
    related_locations: tuple[Location, ...]
    partial_fingerprints: dict[str, str]
    suppressions: tuple[Suppression, ...]
    properties: ResultProperties
    baseline_state: Literal["new", "unchanged"] | msgspec.UnsetType = msgspec.UNSET


# -- the run --


class Reference(Part, frozen=True):
    """A rule by its id."""

    id: str


class Notification(Part, frozen=True):
    """Something about the run itself: what could not be read, or a check that broke."""

    level: Literal["error", "note"]
    message: Text
    locations: tuple[Location, ...]
    descriptor: Reference
    associated_rule: Reference | None = None


class Head(Part, frozen=True):
    """What is known of a run before its first result."""

    tool: Tool
    original_uri_base_ids: dict[str, Any]
    column_kind: Literal["unicodeCodePoints"]
    redaction_tokens: tuple[str, ...]
