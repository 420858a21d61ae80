"""What kind of thing a reference names that is no cable: a mail, a call, a report, or something else."""

import re
from functools import cache

from redaction_audit.expressions import fixed


def kind_of(value: str) -> str:
    """Return `mail`, `telcon`, `report` or `other`."""
    low = value.lower()
    if _kind_word().search(low) is None:
        return "other"
    return next((kind for kind, pattern in _kinds() if pattern.search(low)), "other")


@cache
def _kind_word() -> re.Pattern[str]:
    """Match a word of which one must stand in a reference that is no cable."""
    return fixed(r"mail|gram|tele?con|phone|report|iir|osc|fbis")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        ("mail", fixed(r"e-?\s?mails?\b|e-gram")),
        ("telcon", fixed(r"tele?cons?\b|telephone|phone call|phonecon")),
        ("report", fixed(r"\breports?\b|\biir\b|\bosc\b|\bfbis\b")),
    )
