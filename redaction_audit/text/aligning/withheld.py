"""What of a release stands for text that it withholds."""

import re
from functools import cache


def withheld(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` that stand for withheld text, merged: its marks, release stamps left out.

    Here a run of blocks counts wherever it stands (`██'s`): between two releases it cannot be anything else.
    """
    from redaction_audit.marks.scanner import scanner

    marks = [(mark.start, mark.end) for mark in scanner().scan(text).marks if mark.kind != "release-stamp"]
    marks += [match.span() for match in _blocks().finditer(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("[\u2588\u2591-\u2593\u25a0]{2,}")
