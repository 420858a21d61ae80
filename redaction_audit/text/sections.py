"""The parts of a rule's documentation, by their headings."""

import re
from collections.abc import Iterator

_HEADING = re.compile(r"(?m)^[ \t]{0,8}## ")


def sections(doc: str) -> Iterator[tuple[str, str]]:
    """Yield (heading in lower case, text in one line) for every `## Heading` of a documentation."""
    for part in _HEADING.split(doc)[1:]:
        heading, _, body = part.partition("\n")
        yield heading.strip().lower(), " ".join(body.split())
