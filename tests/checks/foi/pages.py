"""Invented pages of releases, and what the checks of this family say of them."""

from functools import partial

from checks.pipeline import checks, judged, view
from redaction_audit.check import Example, Hit
from redaction_audit.findings import severity

CHECKS = tuple(check for check in checks() if check.family == "FOI")
BY_ID = {check.id: check for check in CHECKS}
MARGIN = "It sold                         {}\n"


def footer(case: str = "F-2016-00411", date: str = "07/31/2017") -> str:
    """Return the footer of a page that the Department of State released on `date` (MM/DD/YYYY)."""
    return f"UNCLASSIFIED U.S. Department of State Case No. {case} Doc No. C06000411 Date: {date}\n\n"


said = partial(judged, "FOI")
"""Everything the family says of a page."""


def found(text: str, **how: object) -> dict[str, str]:
    """Return the rules that speak, with their weight."""
    seen = view(text, Example(text, **how))  # type: ignore[arg-type]  # the fields of an example
    return {
        check.id: severity(check, item, seen.provenance)
        for check in CHECKS
        for item in check.judge(seen)
        if isinstance(item, Hit)
    }


def only(text: str, rule: str, **how: object) -> Hit:
    """Return the one finding of `rule`."""
    [hit] = [item for check, item in said(text, **how) if check.id == rule and isinstance(item, Hit)]
    return hit
