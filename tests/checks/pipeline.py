"""The real pipeline from text to hits, without readers or engine."""

from collections.abc import Iterator
from functools import cache

from redaction_audit import law, marks, structure
from redaction_audit.check import Check, Example, Hit, Skip, View, discover
from redaction_audit.model import Origin, Record

Spans = list[tuple[int, int]]


@cache
def checks() -> tuple[Check, ...]:
    """Every check of a single record; checks of a batch are tested with batches."""
    return tuple(check for check in discover() if check.scope == "record")


def view(text: str, example: Example) -> View:
    record = Record(text=text, origin=Origin(path="example.txt"), id="example", size=len(text))
    return View(
        record,
        marks.scanner().scan(text),
        lambda seen: structure.read_pages([seen.page])[0],
        law.load(),
        example.as_of,
        example.provenance,
        example.date,
    )


def hits(check: Check, seen: View) -> list[Hit]:
    return [hit for hit in check.judge(seen) if isinstance(hit, Hit)]


def judged(family: str, text: str, **how: object) -> list[tuple[Check, Hit | Skip]]:
    """Everything that the checks of a family say of a text; `how` are the fields of an example."""
    seen = view(text, Example(text, **how))  # type: ignore[arg-type]  # the fields of an example
    return [(check, item) for check in checks() if check.family == family for item in check.judge(seen)]


def spans(found: list[Hit]) -> Spans:
    return sorted((hit.start, hit.end) for hit in found)


def examples() -> Iterator[tuple[str, Check, Example, bool]]:
    """Every example of every check with its name: `TRN002-flags-0`."""
    for check in checks():
        for word, group in (("flags", check.flags), ("passes", check.passes)):
            for number, example in enumerate(group):
                yield f"{check.id}-{word}-{number}", check, example, word == "flags"
