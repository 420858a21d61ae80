"""What the checks of leaks say of a text, by rule name."""

from checks.pipeline import checks, hits, view
from redaction_audit.check import Example, Hit

FAMILY = tuple(check for check in checks() if check.family == "LEK")


def said(text: str) -> dict[str, list[Hit]]:
    """Return the hits of every rule that has any."""
    seen = view(text, Example(""))
    return {check.name: found for check in FAMILY if (found := hits(check, seen))}


def loud(text: str) -> set[str]:
    """Return the rules that say more than a note."""
    heavy = {check.name: check.severity for check in FAMILY}
    return {name for name, found in said(text).items() if any((hit.severity or heavy[name]) != "note" for hit in found)}


def quoted(text: str, hit: Hit) -> list[str]:
    """Return the related places of a hit as they read, white space folded."""
    return [" ".join(text[start:end].split()) for start, end, _ in hit.related]
