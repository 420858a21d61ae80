"""Privilege logs with the columns of the programs that counsel loads them into; these columns are data."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

from redaction_audit.model import Frozen
from redaction_audit.reports.gathering import Batch
from redaction_audit.reports.values import Cell
from redaction_audit.reports.withheld import Listed, missing
from redaction_audit.text.layout import joined

_PRIVILEGES = {"AC": "attorney-client", "AWP": "work product", "WP": "work product", "DP": "deliberative process"}
"""Labels that agencies print behind B5."""


class Column(Frozen):
    """One column: what heads it, and what it is filled with; None: counsel's."""

    title: str
    from_: str | None = msgspec.field(default=None, name="from")


class Preset(Frozen):
    """The columns of one program, with where they were read and how well that was checked."""

    id: str
    title: str
    source: str
    status: str
    columns: tuple[Column, ...]


@cache
def presets() -> dict[str, Preset]:
    """Return the presets by id."""
    read = (resources.files("redaction_audit.reports") / "presets.toml").read_text("utf-8")
    found = msgspec.convert(tomllib.loads(read)["preset"], tuple[Preset, ...])
    return {preset.id: preset for preset in found}


def columns(preset: Preset) -> tuple[str, ...]:
    """Return the heads of the columns, and that of what is missing."""
    return (*(column.title for column in preset.columns), "Missing")


def rows(batch: Batch, preset: Preset) -> Iterator[tuple[Cell, ...]]:
    """Yield every record with something withheld."""
    for listed in batch.withheld():
        values = _values(listed)
        found = {column.title: values.get(column.from_) if column.from_ else None for column in preset.columns}
        titles = [column.title for column in preset.columns]
        lacking = missing(found, titles)
        if isinstance(listed.document, str):
            lacking += f" (not read again: {listed.document})"
        yield (*found.values(), lacking)


def _values(listed: Listed) -> dict[str, Cell]:
    document = listed.document
    labels = {code.rpartition(" ")[2].strip("()") for code in listed.codes if code.startswith("(b)(5)")}
    privileges = sorted({_PRIVILEGES[label] for label in labels if label in _PRIVILEGES})
    values: dict[str, Cell] = {
        "document": listed.record.record,
        "date": listed.record.date,
        "redacted": "yes",
        "exemptions": joined(listed.codes, "; ") or None,
        "privilege": joined(privileges, "; ") or None,
        "attorney-client": "yes" if "attorney-client" in privileges else None,
        "work-product": "yes" if "work product" in privileges else None,
    }
    if isinstance(document, str):
        return values
    return values | {
        "type": document.form,
        "author": document.author,
        "recipient": document.recipient,
        "subject": document.subject,
    }
