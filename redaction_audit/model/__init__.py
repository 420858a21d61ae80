"""The values that every room shares: records, marks, structure and findings. Frozen; imports the mask and nothing else.

Offsets are half-open, in code points of `Record.text`. Lines and columns are 1-based. What is absent is `None`, never
guessed.
`raw` is always `text[start:end]`; `value` is the same thing normalised (folded lines, stripped marks, ISO dates).
"""

from redaction_audit.model.audited import About, Audited, Dated, Marking, Profile
from redaction_audit.model.base import SEVERITIES, Confidence, Frozen, Located, Severity, Span
from redaction_audit.model.fields import (
    PROVENANCES,
    Classification,
    ClassifiedBy,
    Declassify,
    Fields,
    Paragraph,
    Provenance,
    Reason,
    Reference,
    Review,
    Sections,
    Signature,
    Structure,
    Value,
)
from redaction_audit.model.findings import Citation, Failed, Finding, FrameLine, NotJudged, Related, SetAside
from redaction_audit.model.inspection import Card, Inferred, Inspection
from redaction_audit.model.records import MARK_KINDS, Amount, Gap, Group, Mark, Marks, Origin, Record

__all__ = [
    "MARK_KINDS",
    "PROVENANCES",
    "SEVERITIES",
    "About",
    "Amount",
    "Audited",
    "Card",
    "Citation",
    "Classification",
    "ClassifiedBy",
    "Confidence",
    "Dated",
    "Declassify",
    "Failed",
    "Fields",
    "Finding",
    "FrameLine",
    "Frozen",
    "Gap",
    "Group",
    "Inferred",
    "Inspection",
    "Located",
    "Mark",
    "Marking",
    "Marks",
    "NotJudged",
    "Origin",
    "Paragraph",
    "Profile",
    "Provenance",
    "Reason",
    "Record",
    "Reference",
    "Related",
    "Review",
    "Sections",
    "SetAside",
    "Severity",
    "Signature",
    "Span",
    "Structure",
    "Value",
]
