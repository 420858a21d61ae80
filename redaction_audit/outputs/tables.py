"""Markdown as GitHub and GitLab draw it: words and code that nothing in them can break out of, and rows of a table."""

import re
from collections.abc import Iterable

from redaction_audit.text.sanitise import plain

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Emphasis, links, cells, math; and what links to people and issues by itself.
_SIGNS = {sign: f"\\{sign}" for sign in "\\`*_[]|~$"} | {"@": "@<!-- -->", "#": "#<!-- -->"}


def words(text: str) -> str:
    """Return text that is shown as it stands."""
    return re.sub(r"[&<>\\`*_\[\]|~$@#]", lambda sign: (_ENTITIES | _SIGNS)[sign.group()], plain(text))


def code(text: str) -> str:
    """Return text in fixed width, shown as it stands; nothing for nothing."""
    flat = plain(text)
    if not flat:
        return ""
    if "`" not in flat and "|" not in flat:
        return f"`{flat}`"
    return f"<code>{words(flat)}</code>"  # Markdown is still read inside of a tag


def row(cells: Iterable[str]) -> str:
    """Return cells, already `words` or `code`, as one row of a table."""
    return f"| {' | '.join(cells)} |\n"


def head(*names: str) -> str:
    """Return the head of a table, with the rule below it."""
    return row(names) + row("---" for _ in names)
