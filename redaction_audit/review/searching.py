"""Looking for text in a record: plain words in smart case, or a regular expression that stays linear."""

import re

from redaction_audit.law.pattern import complaint
from redaction_audit.review.filters import FilterError

MOST = 100_000
"""Matches that are listed; the text is searched no further."""
EXPRESSION = "\\v"
"""What begins a search for a regular expression."""


def search(text: str, wanted: str) -> list[tuple[int, int]]:
    r"""Return where `wanted` stands in `text`, as half-open spans in order.

    Case matters only where `wanted` holds a capital. After `\v` it is a regular expression, with bounded repeats only:
    raises FilterError, with its column, for any other.
    """
    expression = wanted.startswith(EXPRESSION)
    pattern = wanted[len(EXPRESSION) :] if expression else re.escape(wanted)
    if not pattern:
        return []
    if expression and (problem := complaint(pattern)) is not None:
        raise FilterError(len(EXPRESSION), problem)
    flags = re.MULTILINE if any(char.isupper() for char in wanted) else re.MULTILINE | re.IGNORECASE
    found = []
    for match in re.compile(pattern, flags).finditer(text):
        if match.end() > match.start():
            found.append(match.span())
        if len(found) == MOST:
            break
    return found
