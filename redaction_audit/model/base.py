"""What all values share: frozen, with places that are half-open spans of a record's text, and one scale of severity."""

from typing import Literal, dataclass_transform

import msgspec

Severity = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, gc=False):
    """Base of all values; made before anything that could refer back to them, they are never part of a cycle."""


class Span(Frozen):
    """A half-open stretch of a record's text."""

    start: int
    end: int


class Located(Frozen):
    """One located thing of the page: `kind` as published (`marking.banner`, `header.subject`, `ref`, ...)."""

    kind: str
    start: int
    end: int
    raw: str
    value: str | None = None
