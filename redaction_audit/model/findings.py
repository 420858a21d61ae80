"""Judgements: what a check found, could not examine or broke on, and what was set aside of it."""

from collections.abc import Mapping
from typing import Any, Literal

from redaction_audit.model.base import Confidence, Frozen, Severity
from redaction_audit.model.records import Origin


class Citation(Frozen):
    """Where a rule comes from, and how well that was checked."""

    text: str
    status: Literal["verified", "summary", "unverified"] = "verified"


class Related(Frozen):
    """Another place that belongs to a finding."""

    start: int
    end: int
    line: int
    column: int
    message: str = ""


class FrameLine(Frozen):
    """One line of a code frame, already masked.

    `marks` are half-open 0-based columns of `text` to underline, `related` those of places that belong to the finding.
    """

    number: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut_left: bool = False
    cut_right: bool = False
    related: tuple[tuple[int, int], ...] = ()


class Finding(Frozen):
    """One judgement about one place. Holds no hidden text: message, evidence and data are safe to print."""

    schema: str
    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    record: str
    path: str
    origin: Origin
    start: int
    end: int
    line: int
    column: int
    page: int | None
    paragraph: int | None
    related: tuple[Related, ...]
    evidence: str | None
    citations: tuple[Citation, ...]
    basis: tuple[str, ...]
    fingerprint: str
    data: Mapping[str, Any]


class NotJudged(Frozen):
    """A check that could not examine a record, and why."""

    rule: str
    record: str
    reason: str


class Failed(Frozen):
    """A check or reader that broke; the message holds the exception's type and place, never record text."""

    what: str
    record: str | None
    path: str
    message: str


class SetAside(Frozen):
    """A finding that is not reported, by whom or what, and why.

    `by` is baseline, waiver, configuration (a rule ignored for some paths) or reviewer; `why` is in words for people.
    `author` and `expires` (ISO) are what a waiver says of itself.
    """

    finding: Finding
    by: str
    why: str
    author: str | None = None
    expires: str | None = None
