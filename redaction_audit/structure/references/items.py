"""The items of a list of references: their letters or numbers, and the parts between semicolons."""

import re
from collections.abc import Iterator
from functools import cache

from redaction_audit.expressions import fixed


@cache
def _item() -> re.Pattern[str]:
    """Match a letter or bracketed number in front of an item: `A.`, `A)`, `(A)`, `A:`, `A.)`, `A -`, `¶B.`, `(1)`."""
    return fixed(
        r"(?<![\w.'’/])(?:¶[ ]?)?(?:\(([A-Za-z]|\d{1,2})\)|([A-Za-z])(?:\.\)|[.):]| -(?=\s))|(\d{1,2})\))(?=[\s(]"
        r"|[A-Za-z\d])[ \t]{0,8}"
    )


def items(text: str) -> Iterator[tuple[str | None, int, int, int]]:
    """Yield letter, start, start of the body and end of every item; letters follow each other (initials do not)."""
    marks: list[tuple[str, int, int]] = []
    for found in _item().finditer(text):
        letter = (found[1] or found[2] or found[3]).upper()
        before = marks[-1][0] if marks else None
        if letter == before and text[marks[-1][2] : found.start()].strip().lower() in ("", "ref", "refs", "ref."):
            marks[-1] = (letter, marks[-1][1], found.end())
        elif _follows(letter, before) or (not marks and letter in ("B", "2") and text[: found.start()].strip()):
            marks.append((letter, found.start(), found.end()))
    if not marks:
        lone = fixed(r"\s{0,4}A\s{1,3}(?=[A-Z\d])").match(text)
        commas = list(re.finditer(r"[,;]\s{0,3}([B-Z])\s{1,3}(?=[A-Z\d])", text)) if lone else []
        if lone and commas:
            marks = [
                ("A", lone.end() - len(lone.group().lstrip()), lone.end()),
                *((m.group(1), m.start(1), m.end()) for m in commas),
            ]
    if not marks or text[: marks[0][1]].strip():
        yield None, 0, 0, marks[0][1] if marks else len(text)
    for number, (letter, start, body) in enumerate(marks):
        end = marks[number + 1][1] if number + 1 < len(marks) else len(text)
        yield letter, start, _behind_label(text, letter, body, end), end


def _behind_label(text: str, letter: str, body: int, end: int) -> int:
    """Return the offset behind a label that is printed again behind an item's letter (`A. REF A:`), else `body`."""
    if "ref" not in text[body : body + 7].lower():
        return body
    again = re.compile(rf"\s{{0,4}}refs?[ .]{{0,2}}\(?{letter}\b[:.)]{{0,2}}\s{{0,4}}", re.IGNORECASE)
    found = again.match(text, body, end)
    return found.end() if found else body


def _follows(letter: str, before: str | None) -> bool:
    if before is None:
        return letter in ("A", "1")
    if letter.isdigit() != before.isdigit():
        return False
    step = int(letter) - int(before) if letter.isdigit() else ord(letter) - ord(before)
    return 0 <= step <= 2


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of an item between semicolons."""
    at = start
    while (stop := text.find(";", at, end)) >= 0:
        yield at, stop
        at = stop + 1
    yield at, end
