"""Which rule judges which row of the law and of the conventions: `docs/law-coverage.md`, made from `rules/rows.toml`.

    python -m redaction_audit.coverage [FILE]

A row counts as covered when a rule names it in its `basis`, or a vocabulary of marks reads it.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from redaction_audit import rulebook
from redaction_audit.check import Check, discover
from redaction_audit.errors import LawError
from redaction_audit.marks import vocabulary
from redaction_audit.model import Frozen
from redaction_audit.outputs.report import cited

FILE = Path("docs") / "law-coverage.md"


class Row(Frozen, frozen=True, forbid_unknown_fields=True):
    """One duty or convention; `held` says why it is not built or how far, `files` which vocabularies read it."""

    row: str
    status: Literal["verified", "summary", "unverified"]
    held: str | None = None
    files: tuple[str, ...] = ()


class Table(Frozen, frozen=True):
    """The rows of one subject by id, in order."""

    title: str
    rows: dict[str, Row]


def tables() -> tuple[Table, ...]:
    """Return the tables of `rules/rows.toml`. Raises LawError naming file and key path when the file is wrong."""
    path = rulebook.folder() / "rows.toml"
    found = []
    for name, table in rulebook.load(path).items():
        title = table.pop("title", name)
        try:
            found.append(Table(title, msgspec.convert(table, dict[str, Row])))
        except msgspec.ValidationError as error:
            raise LawError(f"{path}, {name}: {error}") from error
    return tuple(found)


def builders(row: str, checks: Sequence[Check]) -> tuple[Check, ...]:
    """Return the rules that judge a row, in id order."""
    return tuple(check for check in checks if row in check.basis)


def page(checks: Sequence[Check] | None = None) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(discover() if checks is None else checks)) + "\n"


def _lines(checks: Sequence[Check]) -> Iterator[str]:
    yield "# What the rules cover"
    yield ""
    yield "Made by `python -m redaction_audit.coverage` from `rules/rows.toml` and the rules themselves."
    yield ""
    yield "Every row is a duty or a convention that released records are judged by. A rule's severity is the most it"
    yield "reports; provenances in brackets weigh less or more. Examples are counted as *flagged + passed*: each is a"
    yield "test. A rule whose authority is unverified never reports an error."
    for table in tables():
        yield ""
        yield f"## {table.title}"
        yield ""
        yield "| row | what it asks | status | judged by | severity | examples | rests on |"
        yield "|---|---|---|---|---|---|---|"
        for id_, row in table.rows.items():
            yield from _row(id_, row, builders(id_, checks))
        held = [(id_, row.held) for id_, row in table.rows.items() if row.held]
        if held:
            yield ""
            yield "Held back or softened:"
            yield ""
            yield from (f"- {id_}: {why}." for id_, why in held)


def _row(id_: str, row: Row, judges: tuple[Check, ...]) -> Iterator[str]:
    first = f"| {id_} | {row.row} | {row.status} |"
    for name in row.files:
        entries = [entry for entry in vocabulary.load() if entry.where.partition(",")[0].endswith(name)]
        flagged = sum("⟦" in sample.text for entry in entries for sample in entry.example)
        samples = sum(len(entry.example) for entry in entries)
        yield f"{first} `rules/{name}` | a mark | {flagged} + {samples - flagged} | {_sources(entries)} |"
        first = "| | | |"
    for check in judges:
        weights = ", ".join(f"{name}: {weight}" for name, weight in check.by_provenance.items())
        severity = check.severity + (f" ({weights})" if weights else "")
        sources = "; ".join(map(cited, check.cites))
        yield f"{first} {check.id} `{check.name}` | {severity} | {len(check.flags)} + {len(check.passes)} | {sources} |"
        first = "| | | |"
    if first != "| | | |":
        yield f"{first} nothing yet | | | |"


def _sources(entries: list[vocabulary.Entry]) -> str:
    return "; ".join(dict.fromkeys(f"{entry.source} ({entry.status})" for entry in entries))


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else FILE).write_text(page(), encoding="utf-8")
