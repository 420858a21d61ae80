"""What the checks of the transcript share: whether a text is a record at all, and blocks of numbered paragraphs.

Balance of pairs, endings of sentences and gaps in numbers say nothing about ordinary prose, licences or code. Every
check of this family therefore asks `is_telegram` or `is_record` first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from redaction_audit.check import Hit, View
from redaction_audit.lines import Lines
from redaction_audit.model import Paragraph, Structure

SHOWN = 20
"""Findings of one kind that a record may have before the rest are only counted."""

_BREAK = re.compile(r"\r\n?|\n")


class Block(NamedTuple):
    """A run of lines without a blank one, inside one paragraph: half-open offsets, outer blanks left out."""

    start: int
    end: int


def is_telegram(structure: Structure) -> bool:
    """Return whether at least two parts of a telegram's head stand on the page.

    One alone proves nothing: a licence has a `Subject:`, a manual a section 1 of 3. The date-time group, the order
    line, the classification line, TAGS, the classified-by line and the section count are each rare outside telegrams.
    """
    fields = structure.fields
    parts = (
        fields.dtg, fields.order, fields.classification, fields.classified_by, fields.sections,
        fields.declassify_on, fields.tags or None,
    )  # fmt: skip
    return sum(part is not None for part in parts) > 1


def is_record(structure: Structure) -> bool:
    """Return whether the text is a telegram or carries an agency's number or release stamp."""
    fields = structure.fields
    return fields.document_id is not None or fields.case_number is not None or is_telegram(structure)


def numbered(view: View) -> Iterator[tuple[Paragraph, list[Block]]]:
    """Yield the numbered paragraphs of a telegram with their blocks; nothing for any other text."""
    if not is_telegram(view.structure):
        return
    lines = Lines(view.text)
    breaks = {lines.index(span.start) for span in view.structure.page_lines}
    for paragraph in view.structure.paragraphs:
        yield paragraph, list(_blocks(lines, breaks, paragraph))


def _blocks(lines: Lines, breaks: set[int], paragraph: Paragraph) -> Iterator[Block]:
    """Yield the blocks of `paragraph`, from its body on; a page break inside a block does not end it."""
    begun, ended = None, paragraph.body
    for index in range(lines.index(paragraph.body), len(lines)):
        start, end = lines.bounds(index)
        if start >= paragraph.end:
            break
        start, end = max(start, paragraph.body), min(end, paragraph.end)
        line = lines.text[start:end]
        if index in breaks:
            continue
        if line.strip():
            begun = start + len(line) - len(line.lstrip()) if begun is None else begun
            ended = start + len(line.rstrip())
        elif begun is not None:
            yield Block(begun, ended)
            begun = None
    if begun is not None:
        yield Block(begun, ended)


def reliable(lonely: Sequence[tuple[Paragraph, Sequence[int]]], paired: int) -> bool:
    """Return whether signs without a partner mean something in this record.

    `lonely` holds the paragraphs with such signs, `paired` the number of paragraphs that hold any of these signs.
    Where a third of them and at least four are out of balance, character recognition has eaten the signs.
    """
    return len(lonely) < 4 or 3 * len(lonely) < paired


def line_starts(text: str, block: Block) -> Iterator[int]:
    """Yield where the second and later lines of a block begin."""
    for match in _BREAK.finditer(text, block.start, block.end):
        yield match.end()


def capped(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the first `SHOWN` hits and one more that counts all that follow, so that a ruined record stays readable."""
    rest = iter(hits)
    yield from islice(rest, SHOWN)
    first = next(rest, None)
    if first is not None:
        more = sum(1 for _ in rest)
        yield Hit(
            first.start,
            first.end,
            first.message if not more else f"{first.message}; {more} more places like this one follow",
            kind=first.kind,
            data={**first.data, "more": more},
            severity=first.severity,
            confidence=first.confidence,
        )
