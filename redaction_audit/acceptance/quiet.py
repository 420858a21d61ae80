"""Rules that are not looked for in some paths."""

from typing import NamedTuple


class Quiet(NamedTuple):
    """Rules whose findings are set aside where a record's path meets one of the patterns."""

    patterns: tuple[str, ...]
    rules: frozenset[str]
    why: str
