"""Rules that are not looked for in some paths."""

from typing import NamedTuple

from redaction_audit.patterns import Patterns


class Quiet(NamedTuple):
    """Rules whose findings are set aside where a record's path meets one of the patterns."""

    patterns: Patterns
    rules: frozenset[str]
    why: str
