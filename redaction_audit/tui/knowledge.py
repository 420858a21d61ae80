"""What rules say of themselves, and orders are called: for people who decide on what they flag."""

from collections.abc import Mapping
from functools import cache

from redaction_audit.model import Frozen
from redaction_audit.text.sections import sections


class Knowledge(Frozen):
    """`rules`: id to headings and their text; `orders`: id to the name an order goes by."""

    rules: Mapping[str, Mapping[str, str]] = {}
    orders: Mapping[str, str] = {}


@cache
def knowledge() -> Knowledge:
    """Return it all; loads every rule (0.2 s). Raises AuditError where something does not load."""
    from redaction_audit import law
    from redaction_audit.check import discover

    return Knowledge(
        rules={check.id: dict(sections(check.doc)) for check in discover()},
        orders={head.id: head.order for head in law.load().heads},
    )
