"""The rules of a run as SARIF describes them: what they find, why it matters, what to do, on what authority."""

from typing import Literal

from redaction_audit.model import Severity
from redaction_audit.outputs.report import Rule, cited
from redaction_audit.outputs.sarif.log import Configuration, Descriptor, RuleProperties, Text

_WEIGHTS: dict[Severity, Literal["error", "warning", "recommendation"]] = {
    "error": "error",
    "warning": "warning",
    "note": "recommendation",
}


def descriptor(rule: Rule) -> Descriptor:
    """Return a rule of the catalogue with its help and citations."""
    citations = tuple(map(cited, rule.citations))
    page = _page(rule, citations)
    return Descriptor(
        id=rule.id,
        name=rule.name,
        short_description=Text(rule.summary),
        full_description=Text(rule.summary),
        help=Text(page, page),
        default_configuration=Configuration(rule.severity),
        properties=RuleProperties(
            tags=(rule.family,),
            precision=rule.confidence,
            weight=_WEIGHTS[rule.severity],
            citations=citations,
            basis=rule.basis,
        ),
    )


def _page(rule: Rule, citations: tuple[str, ...]) -> str:
    law = ("## Law", "\n".join(f"- {citation}" for citation in citations)) if citations else ()
    parts = (rule.summary, rule.help, *law, f"`redaction-audit explain {rule.id}` shows examples.")
    return "\n\n".join(part for part in parts if part)
